"""What the pages say, from a small archive whose numbers are known."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from analytics.archive import Archive
from analytics.indexing import SearchIndex
from analytics.queries import listing
from analytics.store import Store
from dashboards import shell, states
from dashboards.app import create_app, without
from dashboards.charts import Chart
from dashboards.chips import chips
from dashboards.context import Context
from dashboards.pages import (
    articles,
    cards,
    comparison,
    entities,
    entity,
    health,
    model,
    overview,
    sources,
    story,
    topics,
)  # fmt: skip
from dashboards.url import parse, query
from dashboards.words import LANGUAGES, words
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from tests.archives import article, label, make_store, mention, prediction

_PAGES = (overview, topics, comparison, story, sources, entities, entity, model, health)
CHARTS = [chart for page in _PAGES for chart in page.CHARTS]
HOURS = "?name=PER:Анна Ким&bucket=hour&from=2026-05-12&to=2026-05-19"
HOSTILE = "<script>alert(1)</script> =HYPERLINK()"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Five articles in two whole weeks, one of them in Azerbaijani."""
    store = make_store(
        tmp_path_factory.mktemp("pages") / "home",
        [
            article("a", "2026-05-12T10:00:00+04:00", section="Спорт"),
            article("b", "2026-05-13T10:00:00+04:00", source="two.example"),
            article("c", "2026-05-19T10:00:00+04:00", title=HOSTILE, text=HOSTILE, url="javascript:alert(1)"),
            article("d", "2026-05-20T10:00:00+04:00", lang="az"),
            article("e", None),
        ],
        predictions=[
            prediction("a", "sport", "sport"),
            prediction("b", None, "economy"),
            prediction("c", "sport", "sport", "economy"),
            prediction("d", "sport", "sport"),
        ],
        labels=[label("d", "section", "economy")],
        mentions=[mention("a", "Анна Ким", count=2), mention("c", "Анна Ким")],
    )
    taxonomy = load_taxonomy()
    archive = Archive(store, printed=taxonomy.printed_codes())
    clock = lambda: datetime(2026, 5, 27, tzinfo=UTC)  # noqa: E731
    return Context(
        archive=archive, store=store, index=SearchIndex(store), taxonomy=taxonomy, zone="Asia/Baku", clock=clock
    )


def said(component: Any) -> str:
    """A component tree as JSON."""
    return json.dumps(component, default=lambda value: value.to_plotly_json(), ensure_ascii=False)


def test_the_topics_page_says_who_led_and_what_is_left_out(context: Context) -> None:
    lead = topics.lead_of(context, parse(""))
    assert lead.startswith("Sport led: 100% of coverage, 2 of 2 articles (week of 18 May 2026). Rose most: Sport")
    drawn = topics.trend(context, parse(""))
    assert drawn.title == "Share of coverage: topics by week, all topics"
    assert "Left out: 1 undated article." in drawn.caption
    assert set(drawn.table["name"]) == {"Sport", "Economy"}
    assert drawn.figure["data"]
    assert "Sport: 100% in the last whole period, highest 100% (week of 18 May 2026)." in drawn.summary


def test_the_sources_page_counts_what_it_says(context: Context) -> None:
    lead = sources.lead_of(context, parse("?copies=all"))
    assert lead.startswith("one.example published most: 4 of 5 articles (80%), from 2 sources in all")


def test_the_entities_page_ranks_people(context: Context) -> None:
    ranked = entities.ranking(context, parse("")).table
    assert ranked.select("name", "articles", "mentions").rows() == [("Анна Ким", 2, 3)]
    lead = entities.lead_of(context, ranked, parse(""))
    assert lead.startswith("Анна Ким is named in 2 articles, 3 times in all")


def test_nothing_found_is_said_plainly_on_every_page(context: Context) -> None:
    view = parse("?lang=ka")
    assert "No dated article fits" in topics.lead_of(context, view)
    assert "No article fits" in sources.lead_of(context, view)
    assert "No name is known" in entities.lead_of(context, entities.ranking(context, view).table, view)


@pytest.mark.parametrize(
    "search", ["", "?lang=ka", "?measure=count&bucket=quarter", "?name=PER:Анна Ким&rolling=3&of=archive", HOURS]
)
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_every_chart_has_words_a_valid_picture_and_a_table(context: Context, chart: Chart, search: str) -> None:
    for lang in LANGUAGES:
        drawn = chart.draw(replace(context, say=words(lang)), parse(search))
        assert drawn.title
        go.Figure(drawn.figure)
        if drawn.table.height:
            shown = {column.field for column in drawn.columns if column.kind != "interval"}
            assert shown <= set(drawn.table.columns)


@pytest.fixture(scope="module")
def opened(context: Context) -> Callable[[str], int]:
    """How many articles an address lists; charts lead to the same addresses, so each is asked once."""

    @cache
    def total(address: str) -> int:
        found, _ = listing(context.facts(), parse(address).filters)
        return found

    return total


@pytest.mark.parametrize("search", ["?name=PER:Анна Ким", HOURS])
@pytest.mark.parametrize("chart", [chart for chart in CHARTS if chart.opens], ids=lambda chart: chart.key)
def test_a_row_opens_as_many_articles_as_it_counts(
    context: Context, opened: Callable[[str], int], chart: Chart, search: str
) -> None:
    view = parse(search)
    for row in chart.draw(context, view).table.iter_rows(named=True):
        assert chart.opens is not None
        path, target = chart.opens(context, view, row["key"], str(row.get("date") or "")[:16])
        if path == "/articles":
            assert opened(query(target)) == row["count"], row


def test_labels_show_their_basis(context: Context) -> None:
    listed = said(articles.content(context, parse("")))
    for basis in ("printed", "predicted", "corrected"):
        assert basis in listed


def test_hostile_text_stays_text(context: Context) -> None:
    pane = said(articles.content(context, parse("?article=c")))
    assert HOSTILE in pane
    assert "javascript:" not in pane


def test_an_article_that_is_gone_is_said(context: Context) -> None:
    assert "not in the archive" in said(articles.content(context, parse("?article=gone"))).lower()


@pytest.mark.parametrize("search", ["", "?topic=sport&from=2026-05-12&to=2026-05-20", "?source=two.example&copies=all"])
def test_a_removed_chip_takes_one_filter_out(context: Context, search: str) -> None:
    view = parse(search)
    found = chips(view, context)
    for chip in found:
        left = without(view.filters, chip.id["field"], chip.id["value"])
        assert len(chips(parse("").__class__(filters=left), context)) == len(found) - 1


def test_a_forged_chip_changes_nothing(context: Context) -> None:
    filters = parse("?topic=sport").filters
    assert without(filters, "__class__", "x") == filters


def test_a_clicked_cell_says_its_row_and_column(context: Context) -> None:
    cells = sources.mix(context, parse("")).figure["data"][0]["customdata"]
    assert cells[0][0].split("\t") == ["one.example", "economy"]


@pytest.fixture(scope="module")
def client(context: Context) -> Iterator[Any]:
    store = context.archive._store
    with create_app(store, context.taxonomy).server.test_client() as client:
        yield client


def test_nothing_is_loaded_from_elsewhere_and_the_headers_say_so(client: Any) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    body = answer.get_data(as_text=True)
    assert "https://" not in body.replace("http://www.w3.org", "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_archive_without_articles_says_how_to_begin(tmp_path: Path) -> None:
    store = make_store(tmp_path / "home", [])
    app = create_app(store, load_taxonomy())
    assert app.server.test_client().get("/").status_code == 200
    assert "rubrika ingest" in said(shell.empty_archive(words()))


def test_an_entity_s_page_counts_its_articles_topics_sources_and_partners(context: Context) -> None:
    view = parse("?name=PER:Анна Ким")
    head, body, _ = entity.content(context, view)
    assert "In 2 articles" in said(head)
    assert "Speaks in 0 of them" in said(head)
    drawn = entity.trend(context, view)
    assert drawn.title == "Share of coverage: articles that name Анна Ким, by week"
    assert drawn.table["count"].sum() == 2
    assert "one.example" in said(body)
    assert "Nobody yet." in said(body)
    assert "<script" not in said(head)


def test_an_unknown_entity_says_so(context: Context) -> None:
    head, *_ = entity.content(context, parse("?name=PER:nobody"))
    assert "No such name here" in said(head)
    assert "No such name here" in said(entity.content(context, parse(""))[0])


def test_a_search_lists_what_it_finds_with_the_words_marked(context: Context) -> None:
    lead, items, *_ = articles.content(context, parse("?q=Title AND -alert"))
    assert "found, newest first" in said(lead)
    assert "/topics?line=Title+AND+-alert" in said(lead)
    assert "Title a" in said(items)
    assert HOSTILE not in said(items)
    wrong, everything, *_ = articles.content(context, parse("?q=(Title"))
    assert wrong == "The search was not used: the query has an opening bracket too many."
    assert "Title a" in said(everything)


def test_what_stands_out_says_when_nothing_does(context: Context) -> None:
    assert "Nothing: every topic and name is where its own past says." in said(cards.risen_cards(context, parse("")))


def test_stories_say_when_there_are_none(context: Context) -> None:
    assert "No two articles are on one event." in said(cards.story_list(context, parse("?lang=az")))


def test_names_that_stand_together_are_connected_and_those_that_meet_by_chance_are_not(tmp_path: Path) -> None:
    days = [f"2026-05-{1 + n:02}T10:00:00+04:00" for n in range(20)]
    named = {n: ["Анна Ким", "Бек Али"] if n < 4 else [f"Имя {n}"] for n in range(20)}
    store = make_store(
        tmp_path / "home",
        [article(f"a{n}", day) for n, day in enumerate(days)],
        mentions=[mention(f"a{n}", name) for n, names in named.items() for name in names],
    )
    taxonomy = load_taxonomy()
    archive = Archive(store, printed=taxonomy.printed_codes())
    clock = lambda: datetime(2026, 5, 27, tzinfo=UTC)  # noqa: E731
    context = Context(
        archive=archive, store=store, index=SearchIndex(store), taxonomy=taxonomy, zone="Asia/Baku", clock=clock
    )
    drawn = entities.network(context, parse(""))
    assert drawn.table.select("a_name", "b_name", "count", "lift").rows() == [("Анна Ким", "Бек Али", 4, 5.0)]
    traces = drawn.figure["data"]
    dots = [point[0] for trace in traces if trace["mode"] == "markers+text" for point in trace["customdata"]]
    assert sorted(dots) == ["PER:Анна Ким", "PER:Бек Али"]
    assert "40 most frequent" in drawn.caption
    empty = entities.network(context, parse("?from=2020-01-01&to=2020-01-02"))
    assert empty.table.is_empty()
    assert "No two names stand together" in said(empty.figure)


def test_shares_are_corrected_where_asked_and_counts_stay(context: Context) -> None:
    with_model = replace(context, models=lambda _: load_classifier())
    plain = topics.trend(with_model, parse(""))
    fixed = topics.trend(with_model, parse("?corrected=yes"))
    assert "Corrected for the model's known errors" in fixed.caption
    assert "Corrected" not in plain.caption
    assert plain.table["count"].to_list() == fixed.table["count"].to_list()
    assert plain.table["ratio"].to_list() != fixed.table["ratio"].to_list()
    assert topics.trend(context, parse("?corrected=yes")).caption == plain.caption
    assert query(parse("?corrected=yes")) == "?corrected=yes"


def test_the_overview_says_how_much_came_what_led_and_how_fresh_it_is(context: Context) -> None:
    lead = said(overview.lead_of(context, parse("")))
    assert "2 articles came (week of 18 May 2026), as many as in the period before. Sport led with 100%." in lead
    health = said(overview.health_of(context))
    assert "Nothing newer than 20 May 2026, 10:00" in health
    assert "1 article has no date" in health
    assert "Title d" in said(cards.latest(context, parse("")))
    assert "No article fits these filters." in said(cards.latest(context, parse("?lang=ka")))


def test_a_change_of_the_model_is_a_rule_on_the_time_axis(tmp_path: Path) -> None:
    rows = [article(f"a{n}", f"2026-05-{11 + n}T10:00:00+04:00") for n in range(12)]
    labels = [prediction(f"a{n}", "sport", "sport", model=f"agency@{1 + n // 7}") for n in range(12)]
    context = context_of(make_store(tmp_path / "home", rows, predictions=labels))
    for drawn in (topics.trend(context, parse("")), overview.articles(context, parse(""))):
        layout = drawn.figure["layout"]
        assert [line["x0"] for line in layout["shapes"]] == ["2026-05-18"]
        assert "labels of agency@2" in [note["text"] for note in layout["annotations"]]


def context_of(store: Store) -> Context:
    """The surroundings of pages over a store, at the end of May 2026."""
    taxonomy = load_taxonomy()
    return Context(
        archive=Archive(store, printed=taxonomy.printed_codes()), store=store, index=SearchIndex(store), taxonomy=taxonomy,
        zone="Asia/Baku", clock=lambda: datetime(2026, 5, 27, tzinfo=UTC),
    )  # fmt: skip


def told(tmp_path: Path) -> Context:
    """Two sources on one event, another one elsewhere, over three days."""
    rows = [
        article("a", "2026-05-18T10:00:00+04:00", title="Мэрия закрыла старый мост"),
        article("b", "2026-05-19T10:00:00+04:00", title="Старый мост закрыт мэрией", source="two.example"),
        article("c", "2026-05-19T11:00:00+04:00", title="Урожай хлопка собран", source="two.example"),
    ]
    store = make_store(tmp_path / "home", rows, mentions=[mention(name, "Старый мост", kind="LOC") for name in "ab"])
    return context_of(store)


def test_a_story_has_a_page_with_all_its_articles_and_who_had_it_first(tmp_path: Path) -> None:
    context = told(tmp_path)
    listed = said(cards.story_list(context, parse("")))
    assert "/story?from=2026-05-18&to=2026-05-27&story=a" in listed
    head, every, beside = story.content(context, parse("?from=2026-05-18&to=2026-05-27&story=a"))
    assert "2 articles from 2 sources, 18 May 2026 to 19 May 2026. one.example had it first" in said(head)
    assert "article=a" in said(every)
    assert "article=b" in said(every)
    assert "article=c" not in said(every)
    assert "LOC%3A" in said(beside)
    assert story.life(context, parse("?story=b")).table["count"].to_list() == [1, 1]
    path, day = story.LIFE.opens(context, parse("?story=b"), "all", "2026-05-19")  # type: ignore[misc]
    alone = said(story.content(context, day)[1])
    assert (path, "Its articles of 19 May 2026" in alone, alone.count("headline")) == ("/story", True, 1)
    assert "No such story here" in said(story.content(context, parse("?story=gone"))[0])


def test_two_periods_are_compared_and_can_be_swapped(context: Context) -> None:
    view = parse("?from=2026-05-18&to=2026-05-24&than-from=2026-05-11&than-to=2026-05-17")
    lead = comparison.lead_of(context, view)
    assert lead.startswith("18 May 2026 to 24 May 2026 with 2 articles, against 11 May 2026 to 17 May 2026 with 2.")
    table = comparison.topics(context, view).table
    assert dict(table.select("key", "difference").iter_rows()) == {"sport": 0.5, "economy": 0.0}
    swapped = comparison.swapped(context, view)
    assert comparison.lead_of(context, swapped).startswith("11 May 2026 to 17 May 2026 with 2 articles, against 18 May")
    alone = parse("?from=2026-05-18&to=2026-05-24")
    assert comparison.lead_of(context, alone) == lead


def test_a_search_is_a_line_beside_the_topics_and_opens_its_articles(context: Context) -> None:
    drawn = topics.trend(context, parse("?line=Title"))
    lines = drawn.table.filter(drawn.table["key"] == "search:Title")
    assert lines["name"].unique().to_list() == ["«Title»"]
    assert lines["count"].to_list() == [1, 2]
    path, target = topics.TREND.opens(context, parse("?line=Title"), "search:Title", "2026-05-11")  # type: ignore[misc]
    assert path + query(target) == "/articles?from=2026-05-11&to=2026-05-17&q=Title"
    broken = topics.trend(context, parse("?line=(Title"))
    assert "The search «(Title» was not drawn" in broken.caption
    assert "search:(Title" not in broken.table["key"].to_list()


def test_when_nothing_fits_the_filters_in_the_way_are_named_with_what_they_hide(context: Context) -> None:
    view = parse("?source=two.example&topic=sport&from=2026-05-01&page=3")
    found = [(what, query(less), count) for what, less, count in states.without_one(view, context)]
    assert found == [
        ("Without the period", "?source=two.example&topic=sport", 0),
        ("Without the filter on Topic", "?from=2026-05-01&source=two.example", 1),
        ("Without the filter on Source", "?from=2026-05-01&topic=sport", 3),
    ]
    shown = said(states.nothing(view, context))
    assert "Without the filter on Topic: 1 article" in shown
    assert "Without the period" not in shown
    assert "No single filter is in the way" in said(states.nothing(parse("?lang=ka&source=none"), context))
    searched = parse("?q=nowhere&lang=ru")
    assert ("Without the search", 4) in [(what, count) for what, _, count in states.without_one(searched, context)]
