"""The address is the state: whatever is put in comes out again, and nonsense does no harm."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from analytics.filters import BASES, BUCKETS, COPIES, DENOMINATORS, Filters
from dashboards.url import KINDS, MEASURES, SORTS, View, has_hours, ignored, of_page, parse, query

VALUES = st.lists(st.text(min_size=1, max_size=30), max_size=4, unique=True).map(tuple)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def views(draw: st.DrawFn) -> View:
    since, until = sorted([draw(DAYS), draw(DAYS)], key=lambda day: day or date.max)
    if draw(st.booleans()) and until is None:
        since, until = None, since
    filters = Filters(
        since=since,
        until=until,
        langs=draw(VALUES),
        sources=draw(VALUES),
        sections=draw(VALUES),
        topics=draw(VALUES),
        entities=draw(VALUES),
        bases=tuple(draw(st.lists(st.sampled_from(BASES), max_size=3, unique=True))),
        copies=draw(st.sampled_from(COPIES)),
        together=draw(st.booleans()),
    )
    if since and draw(st.booleans()):  # an hour of it, as a mark opens it
        start = datetime.combine(since, time(draw(st.integers(0, 23))), timezone(timedelta(hours=4)))
        filters = replace(filters, until=since, start=start, stop=start + timedelta(hours=1))
    bucket = draw(st.sampled_from(BUCKETS))
    return View(
        filters=filters,
        bucket="day" if bucket == "hour" and not has_hours(filters) else bucket,
        measure=draw(st.sampled_from(MEASURES)),
        kind=draw(st.sampled_from(KINDS)),
        sort=draw(st.sampled_from(SORTS)),
        of=draw(st.sampled_from(DENOMINATORS)),
        rolling=draw(st.integers(1, 104)),
        lines=draw(VALUES),
        than=Filters(since=since, until=until, sources=draw(VALUES), topics=draw(VALUES)),
        story=draw(st.text(max_size=20)),
        day=draw(DAYS),
        corrected=draw(st.booleans()),
        names=draw(VALUES),
        find=draw(st.text(max_size=20)),
        focus=draw(st.text(max_size=20)),
        article=draw(st.text(max_size=20)),
        page=draw(st.integers(1, 1000)),
    )


@given(views())
def test_a_view_comes_back_from_its_address(view: View) -> None:
    assert parse(query(view)) == view


@given(views())
def test_nothing_of_an_address_made_here_is_left_aside(view: View) -> None:
    assert ignored(query(view)) == ()


def test_what_is_left_aside_is_named() -> None:
    assert ignored("?topik=x&bucket=fortnight&from=yesterday&topic=sport&basis=rumour&page=0") == (
        "topik", "bucket=fortnight", "from=yesterday", "basis=rumour", "page=0",
    )  # fmt: skip
    assert ignored("?bucket=week&measure=share&copies=once&from=2026-05-02&to=2026-05-01") == ()


@given(st.text(max_size=200))
def test_any_text_is_an_address_that_opens(text: str) -> None:
    assert parse(query(parse("?" + text))) == parse("?" + text)


def test_the_default_view_has_a_bare_address_and_names_are_readable() -> None:
    assert query(View()) == ""
    view = View(filters=Filters(topics=("migration",), since=date(2026, 5, 18)), bucket="month")
    assert query(view) == "?from=2026-05-18&topic=migration&bucket=month"


def test_unknown_names_and_values_are_left_aside() -> None:
    assert parse("?bucket=fortnight&measure=pie&page=-3&from=yesterday&colour=red&basis=rumour") == View()
    assert parse("?page=9999999999999999999999&page=٣") == View()
    assert parse("?from=2026-05-02&to=2026-05-01").filters.since == date(2026, 5, 1)


def test_filters_go_along_to_other_pages_and_the_open_article_stays_behind() -> None:
    view = parse("?topic=migration&article=abc&page=3&kind=ORG&bucket=day")
    assert of_page(view, "/sources") == parse("?topic=migration&bucket=day")
    assert of_page(view, "/entities").kind == "ORG"


def test_hours_of_a_long_period_are_days_and_this_is_said() -> None:
    assert parse("?bucket=hour&from=2026-05-01&to=2026-05-31").bucket == "hour"
    for long in ("?bucket=hour", "?bucket=hour&from=2026-05-01&to=2026-06-01", "?bucket=hour&from=2026-05-01"):
        assert parse(long).bucket == "day"
        assert ignored(long) == ("bucket=hour",)


def test_a_moment_narrows_its_day() -> None:
    filters = parse("?from=2026-05-18T23:00%2B04:00&to=2026-05-19T00:00%2B04:00").filters
    assert (filters.since, filters.until) == (date(2026, 5, 18), date(2026, 5, 18))
    assert parse("?from=2026-05-18T23:00").filters.since is None, "of which zone?"
