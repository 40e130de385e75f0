"""Search: what the query says is what is found, whatever is typed."""

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.archive import Archive, Facts
from analytics.errors import StoreError, UsageError
from analytics.filters import Filters
from analytics.indexing import SearchIndex
from analytics.querying import Both, Either, Node, Phrase, Without, parse_query
from analytics.schema import ARTICLES
from analytics.search import query_trends, search
from analytics.snippets import snippet
from analytics.store import Store
from tests.archives import PRINTED, article, make_store, mention

TEXTS = {
    "a": ("Квоты выросли", "Квоту на рабочую силу подняли. Рабочая сила нужна на стройках.", "ru"),
    "b": ("Visa rules", "The quota for visas grows; a label for visas is new.", "en"),
    "c": ("Kvota artır", "Kvotanın həcmi artır, viza sadələşir.", "az"),
    "d": ("Погода", "Дождь и ветер. Сила ветра растет.", "ru"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    articles = [
        article(name, f"2026-05-{18 + at}T10:00:00+04:00", title=title, text=text, lang=lang)
        for at, (name, (title, text, lang)) in enumerate(TEXTS.items())
    ]
    return make_store(tmp_path_factory.mktemp("search") / "home", articles, mentions=[mention("a", "Рауф Меликзаде")])


@pytest.fixture(scope="module")
def index(store: Store) -> SearchIndex:
    made = SearchIndex(store)
    assert made.update() == 4
    return made


@pytest.fixture(scope="module")
def facts(store: Store) -> Facts:
    return Archive(store, printed=PRINTED).facts()


def found(facts: Facts, index: SearchIndex, query: str) -> set[str]:
    page = search(facts, index, parse_query(query), Filters())
    assert page.total == page.rows.height
    return set(page.rows["article_id"])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("квота", {"a"}),
        ("КВОТОЙ", {"a"}),
        ("kvotalar", {"c"}),
        ("visa", {"b"}),
        ("квота OR quota OR kvota", {"a", "b", "c"}),
        ("сила", {"a", "d"}),
        ("сила NOT ветер", {"a"}),
        ("сила -ветер", {"a"}),
        ('"рабочая сила"', {"a"}),
        ('"сила рабочая"', set()),
        ("рабоч* сил*", {"a"}),
        ("(дождь OR visas) -квота", {"b", "d"}),
        ("title:погода", {"d"}),
        ("title:ветер", set()),
        ("lang:az", {"c"}),
        ("person:меликзаде", {"a"}),
        ("person:никто", set()),
        ("сила after:2026-05-20", {"d"}),
        ("сила before:2026-05-18", {"a"}),
        ("NOT сила", {"b", "c"}),
        ("", {"a", "b", "c", "d"}),
    ],
)
def test_a_query_finds_what_it_says(facts: Facts, index: SearchIndex, query: str, names: set[str]) -> None:
    assert found(facts, index, query) == names


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("(сила", "an opening bracket too many"),
        ("сила)", "a closing bracket too many"),
        ('"сила', "without its other half"),
        ("foo:bar", "there is no field foo:"),
        ("after:вчера", "is not a day: write after:2026-05-18"),
        ("NOT source:x", "NOT goes with words"),
        ("a NOT", "ends where a word should follow"),
        (" ".join(["слово"] * 80), "more than 60 words"),
        ("(" * 30 + "a" + ")" * 30, "too many brackets"),
        ("after:2026-06-01 before:2026-05-01", "later than"),
    ],
)
def test_a_query_that_cannot_be_read_says_why(query: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("(", r"\(")):
        parse_query(query)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered_or_refused(facts: Facts, index: SearchIndex, text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        return
    assert search(facts, index, query, Filters()).total <= len(TEXTS)


@given(st.text(max_size=400), st.sampled_from(["квота", "а*", '"б в"', "a OR b"]))
def test_a_snippet_is_text_of_the_article(text: str, query: str) -> None:
    pieces = snippet(text, parse_query(query).text, "ru")
    said = "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix(" …")
    assert said in text
    assert all(isinstance(hit, bool) for _, hit in pieces)


def test_hits_are_marked_and_hostile_text_stays_text() -> None:
    pieces = snippet("<b>Квоты</b> и <script>квота</script>", parse_query("квота").text, "ru")
    assert [piece for piece, hit in pieces if hit] == ["Квоты", "квота"]
    assert "".join(piece for piece, _ in pieces) == "<b>Квоты</b> и <script>квота</script>"


def test_a_query_is_a_line_in_a_trend(facts: Facts, index: SearchIndex) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    frame = query_trends(facts, index, ["сила", "quota"], Filters(), bucket="week", now=now)
    assert frame.select("date", "key", "count", "total_count").rows() == [
        (date(2026, 5, 18), "сила", 2, 4),
        (date(2026, 5, 18), "quota", 1, 4),
    ]


def test_what_fits_better_comes_first(tmp_path: Path) -> None:
    texts = {"a": "Квота и погода.", "b": "Квота, квота, квота: виза.", "c": "Погода."}
    rows = [article(name, "2026-05-18T10:00:00+04:00", title="Вести", text=text) for name, text in texts.items()]
    rows.append(article("d", "2026-05-17T10:00:00+04:00", title="Квота", text="Виза."))
    store = make_store(tmp_path / "home", rows)
    SearchIndex(store).update()
    facts, index = Archive(store, printed=PRINTED).facts(), SearchIndex(store)

    def ranked(query: str) -> list[str]:
        return search(facts, index, parse_query(query), Filters(), newest=False).rows["article_id"].to_list()

    assert ranked("квота") == ["d", "b", "a"]
    assert ranked("квота -виза") == ["a"]
    assert ranked("кво* погод*") == ["a"]
    assert set(ranked("виз* OR погода")) == {"a", "b", "c", "d"}


def test_the_index_follows_the_articles_and_survives_damage(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = make_store(home, [article("a", "2026-05-18T10:00:00+04:00", title="Квота", text="")])
    index = SearchIndex(store)
    assert not index.is_current()
    assert (index.update(), index.update()) == (1, 0)
    changed = article("a", "2026-05-18T10:00:00+04:00", title="Погода", text="", revision=2)
    store.append("articles", pl.DataFrame([changed], schema=ARTICLES))
    assert not index.is_current()
    assert index.update() == 1
    facts = Archive(store, printed=PRINTED).facts()
    assert found(facts, index, "квота") == set()
    assert found(facts, index, "погода") == {"a"}
    for file in (home / "search").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    assert SearchIndex(store).update() == 1
    assert found(facts, SearchIndex(store), "погода") == {"a"}


def test_a_damaged_index_says_what_to_do(store: Store, facts: Facts, tmp_path: Path) -> None:
    home = tmp_path / "home"
    SearchIndex(damaged := make_store(home, [article("a", "2026-05-18T10:00:00+04:00")])).update()
    next((home / "search" / "postings").rglob("stem_docs.npy")).write_bytes(b"damaged")
    with pytest.raises(StoreError, match="delete that folder"):
        search(facts, SearchIndex(damaged), parse_query("title"), Filters())


WORDS = ["квота", "виза", "погода", "рост"]
QUERIES = st.recursive(
    st.sampled_from([*WORDS, "кво*", '"рост квота"', "title:виза"]),
    lambda inner: st.tuples(inner, st.sampled_from([" ", " OR ", " -"]), inner).map(lambda t: f"({t[0]}{t[1]}{t[2]})"),
    max_leaves=4,
)


@settings(max_examples=15, deadline=None)
@given(
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=4), min_size=1, max_size=6),
    again=st.dictionaries(st.integers(0, 5), st.lists(st.sampled_from(WORDS), max_size=4), max_size=3),
    query=QUERIES,
)
def test_words_and_phrases_are_found_as_a_reader_would(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], again: dict[int, list[str]], query: str
) -> None:
    """Articles written one by one and changed later are found by what they say now, in either way of looking."""
    when = "2026-05-18T10:00:00+04:00"
    store = make_store(tmp_path_factory.mktemp("found") / "home", [])
    index, held = SearchIndex(store), {}
    for revision, (at, words) in enumerate([*enumerate(texts), *again.items()], 1):
        held[f"a{at}"] = words
        row = article(f"a{at}", when, title=" ".join(words[:1]), text=" ".join(words[1:]), revision=revision)
        store.append("articles", pl.DataFrame([row], schema=ARTICLES))
        index.update()
    facts, parsed = Archive(store, printed=PRINTED).facts(), parse_query(query)
    assert parsed.text is not None
    expected = {name for name, words in held.items() if says(parsed.text, words[:1], words[1:])}
    assert found(facts, index, query) == expected
    for few in (0, 3000):  # ranked among all that have the words, and by themselves
        with patch("analytics.search._FEW", few):
            best = search(facts, index, parsed, Filters(), newest=False)
        assert set(best.rows["article_id"]) == expected


def says(node: Node, title: list[str], text: list[str]) -> bool:
    """What a reader would say."""
    if isinstance(node, Without):
        return not says(node.part, title, text)
    if isinstance(node, Both):
        return all(says(part, title, text) for part in node.parts)
    if isinstance(node, Either):
        return any(says(part, title, text) for part in node.parts)
    fields = [title] if node.title else [title, text]
    if isinstance(node, Phrase):
        pairs = [pair for field in fields for pair in pairwise(field)]
        return tuple(node.words) in pairs
    return any(word.startswith(node.text) for field in fields for word in field)
