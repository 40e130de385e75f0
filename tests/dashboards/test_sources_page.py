"""What the page of sources says of each, and of each two."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.queries import listing
from dashboards.context import Context
from dashboards.pages import outlets, pairs, sources
from dashboards.url import parse
from tests.archives import article, make_store, mention, prediction
from tests.dashboards.test_entities_page import over

NOW = datetime(2026, 5, 26, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Two daily sources on the same topic, one of them silent for five days, and one that copies."""
    home: Path = tmp_path_factory.mktemp("sources") / "home"
    moments = {
        "first": [NOW - timedelta(hours=24 * day) for day in range(20)],
        "later": [NOW - timedelta(hours=24 * day - 2) for day in range(5, 20)],
        "paper": [NOW - timedelta(hours=48 * day) for day in range(6)],
    }
    rows = [
        article(
            f"{source}{n}", when.isoformat(), source=source, lang="az" if source == "paper" and n else "ru",
            duplicate_of="first1" if source == "paper" and n < 2 else None,
        )
        for source, given in moments.items()
        for n, when in enumerate(given)
    ]  # fmt: skip
    return over(
        make_store(
            home,
            rows,
            predictions=[prediction(row["article_id"], None, "sport") for row in rows],
            mentions=[mention(f"{source}{n}", f"Имя {n + (5 if source == 'later' else 0)}") for source in ("first", "later") for n in range(15)],
        )
    )  # fmt: skip


def test_the_silent_source_is_named_with_since_when(context: Context) -> None:
    drawn = outlets.quiet(context, parse(""))
    assert drawn.title == "1 source is quieter than usual"
    top = drawn.table.row(0, named=True)
    assert (top["source"], top["quiet"], top["count"]) == ("later", 118, 15)
    assert top["state"].startswith("silent since 22 May 2026")
    assert drawn.table["state"].to_list()[1:] == ["as usual", "as usual"]
    assert "later: silent since" in drawn.summary


def test_who_is_first_counts_names_and_the_focus_can_be_chosen(context: Context) -> None:
    drawn = pairs.first(context, parse(""))
    assert drawn.title == "Who is first: first and the others"
    assert drawn.table.select("other", "shared", "first", "other_first", "hours").rows() == [("later", 10, 10, 0, 2.0)]
    assert pairs.first(context, parse("?focus=later")).table.row(0, named=True)["other_first"] == 10
    assert "Topics of later" in sources.focus(context, parse("?focus=later")).title
    assert pairs.focus_of(context, parse("?focus=nobody&source=paper")) == "paper"


def test_agendas_are_compared_now_and_over_time(context: Context) -> None:
    assert pairs.alike(context, parse("")).table["overlap"].to_list() == [1.0, 1.0, 1.0]
    drawn = pairs.agenda(context, parse("?bucket=month"))
    assert drawn.table.select("key", "ratio", "count", "total_count").rows() == [
        ("later", 1.0, 15, 20), ("paper", 1.0, 4, 20),
    ]  # fmt: skip


def test_copies_and_languages_open_what_they_count(context: Context) -> None:
    copies = outlets.copied(context, parse("")).table.row(0, named=True)
    assert (copies["source"], copies["count"], copies["total_count"], copies["whose"]) == ("paper", 2, 6, "first (2)")
    assert outlets.COPIES.opens is not None
    _, opened = outlets.COPIES.opens(context, parse(""), "paper", "")
    assert set(listing(context.facts(), opened.filters)[1]["article_id"]) == {"paper0", "paper1"}
    assert outlets.tongues(context, parse("?copies=all")).summary == "1 source publishes in more than one language."


def test_sources_of_nothing_are_said_plainly(context: Context) -> None:
    nothing = parse("?lang=ka")
    for draw in (outlets.quiet, outlets.tongues, outlets.copied, pairs.first, pairs.alike, pairs.agenda, sources.focus):
        assert draw(context, nothing).table.is_empty()
