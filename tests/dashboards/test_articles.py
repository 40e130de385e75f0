"""The articles page: texts with their names and citations, searches narrowed by what they found, labels corrected."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.archive import Archive
from analytics.article import Attribution
from analytics.indexing import SearchIndex
from analytics.queries import listing
from analytics.querying import Kind, QueryError, parse_query
from dashboards.access import Person
from dashboards.access.people import Refused
from dashboards.context import Context
from dashboards.pages import article_labels, article_list, article_pane, articles
from dashboards.pages.article_text import Span, paragraphs, pieces
from dashboards.url import parse
from dashboards.words import words
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store, mention, prediction


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """Four articles, two of them on one event."""
    store = make_store(
        tmp_path / "home",
        [
            article("a", "2026-05-12T10:00:00+04:00", title="Квоты растут", text="Квоты растут вдвое"),
            article("b", "2026-05-13T10:00:00+04:00", title="Квоты растут снова", source="two.example"),
            article("c", "2026-05-14T10:00:00+04:00", title="Матч", text="О квоте на билеты", lang="ru"),
            article("d", "2026-05-15T10:00:00+04:00", title="Kvota", lang="az"),
        ],
        predictions=[
            prediction("a", "migration", "migration"),
            prediction("b", "migration", "migration", "economy"),
            prediction("c", "sport", "sport"),
        ],
        mentions=[mention("a", "Анна Ким"), mention("b", "Анна Ким"), mention("c", "Бек Али")],
    )
    taxonomy = load_taxonomy()
    archive = Archive(store, printed=taxonomy.printed_codes())
    return Context(
        archive=archive, store=store, index=SearchIndex(store), taxonomy=taxonomy, zone="Asia/Baku",
        clock=lambda: datetime.now(UTC),
    )  # fmt: skip


def said(component: Any) -> str:
    return json.dumps(component, default=lambda value: value.to_plotly_json(), ensure_ascii=False)


def links(component: Any) -> Iterator[str]:
    """The addresses in a component tree."""
    if isinstance(component, list | tuple):
        for part in component:
            yield from links(part)
    elif hasattr(component, "to_plotly_json"):
        if getattr(component, "href", None):
            yield component.href
        yield from links(getattr(component, "children", None))


@given(
    st.text(max_size=40),
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["person", "citation", ""])), max_size=5
    ),
)
def test_a_marked_text_is_the_text(text: str, cuts: list[tuple[int, int, str]]) -> None:
    spans = [Span(min(a, b, len(text)), min(max(a, b), len(text)), look, "t") for a, b, look in cuts]
    parts = pieces(text, spans)
    assert "".join(part if isinstance(part, str) else part.children for part in parts) == text


def test_a_cited_source_stands_beside_the_paragraph_that_cites_it_and_only_where_its_words_are() -> None:
    cited = [Attribution(name="ГМС", phrase="сообщили в ГМС"), Attribution(name="Report", phrase="пишет Report")]
    name = {"kind": "ORG", "name": "ГМС", "surfaces": [{"field": "text", "start": 23, "stop": 26}]}
    first, second = paragraphs("Вступление.\nсообщили в ГМС вчера", [name], cited, words())
    assert first.className is None
    assert second.className == "citing"
    shown = said(second)
    assert "ГМС" in shown
    assert "citation organisation" in shown.replace("organisation citation", "citation organisation")
    assert "Report" not in said([first, second])


def test_every_facet_opens_as_many_articles_as_it_counts(context: Context) -> None:
    for search in ("", "?q=квота", "?topic=migration", "?source=one.example&q=квота"):
        view = parse(search)
        shown = article_list.facet_lists(context, view)
        found = [parse(target.partition("?")[2]) for target in links(shown)]
        for target in found:
            total, _ = listing(context.facts(), target.filters, among=article_list.asked(context, target).found)
            assert total > 0
        assert len(found) >= 2, search
    numbers = said(article_list.facet_lists(context, parse("?topic=migration")))
    assert '"2"' in numbers
    assert "Экономика" not in numbers
    assert "Economy" not in numbers  # both have it or not: a link to it would show others too


def test_facet_counts_are_those_of_the_lists_they_open(context: Context) -> None:
    from analytics.facets import facets

    facts = context.facts()
    for search in ("", "?q=квота", "?topic=migration&topic=sport"):
        view = parse(search)
        search_ = article_list.asked(context, view)
        for by, frame in facets(facts, search_.found, search_.filters).items():
            field = {"topic": "topics", "source": "sources", "lang": "langs", "entity": "entities"}[by]
            for key, count in frame.select("key", "count").iter_rows():
                narrowed = replace(view, filters=replace(view.filters, **{field: (key,)}))
                assert listing(facts, narrowed.filters, among=article_list.asked(context, narrowed).found)[0] == count


def test_the_best_match_can_come_first(context: Context) -> None:
    newest = said(articles.content(context, parse("?q=квота&lang=ru"))[1])
    best = said(articles.content(context, parse("?q=квота&lang=ru&sort=best"))[1])
    assert newest.index("Матч") < newest.index("Квоты растут")
    assert best.index("Квоты растут") < best.index("Матч")
    assert "best match first" in said(articles.content(context, parse("?q=квота&sort=best"))[0])


@pytest.mark.parametrize(
    "query", ["(a", "a)", "after:2026-05-02 before:2026-05-01", "a OR NOT", "NOT source:x", "a " * 70, "x:y", 'source:""', "after:x", '"a']
)  # fmt: skip
def test_what_is_wrong_with_a_query_is_said_as_the_library_says_it(query: str) -> None:
    with pytest.raises(QueryError) as error:
        parse_query(query)
    assert article_list.wrong(error.value, words()) == str(error.value)


def test_every_kind_of_wrong_query_has_its_words() -> None:
    for kind in get_args(Kind):
        values: Any = {"most": 1, "field": "f", "fields": "g", "value": "v", "text": "t"}
        assert article_list.wrong(QueryError(kind, "", **values), words("ru"))


def test_a_corrected_label_is_shown_at_once_with_its_history(context: Context) -> None:
    view = parse("?article=c")
    assert article_labels.said(context, "c", "label-section-set", section="economy", topic=None, note="о ценах")
    assert article_labels.said(context, "c", {"type": "label-not", "code": "sport"}, section=None, topic=None, note="")
    context.archive.refresh()
    pane = said(article_pane.article_pane(context, view))
    assert "Section: Economy" in pane
    assert "Not about: Sport" in pane
    assert "о ценах" in pane
    facts = context.facts().articles
    assert facts.filter(facts["article_id"] == "c").item(0, "section") == "economy"
    assert not article_labels.said(context, "c", "label-topic-add", section=None, topic=None, note="")


def test_a_reader_sees_what_people_said_and_no_controls(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    article_labels.said(context, "c", "label-section-set", section="economy", topic=None, note="")
    monkeypatch.setattr("dashboards.access.people.local_person", lambda: Person("nobody", "reader"))
    pane = said(article_pane.article_pane(context, parse("?article=c")))
    assert "What people said" in pane
    assert "Section: Economy" in pane
    assert "label-section-set" not in pane
    assert "label-back" not in pane
    with pytest.raises(Refused):
        article_labels.said(context, "c", "label-section-set", section="sport", topic=None, note="")


def test_the_story_of_an_article_lists_the_others_on_its_event(context: Context) -> None:
    shown = said(article_pane.story_section(context, parse("?article=a")))
    assert "On the same event" in shown
    assert "Квоты растут снова" in shown
    assert "Матч" not in shown
    assert article_pane.story_section(context, parse("?article=d")) is None
