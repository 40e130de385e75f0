"""Printed dates are found, placed in the right zone, and refused where there is no such day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.dates import dateline, find_date_line, is_date_line, parse_date

BAKU = ZoneInfo("Asia/Baku")
RU = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
AZ = ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"]
EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize(
    ("printed", "when", "precision"),
    [
        ("21 мая 2022 г. 16:49", "2022-05-21T12:49", "minute"),
        ("18 января 2021 г. 11:13", "2021-01-18T07:13", "minute"),
        ("• 24 февраля, 2026 • 17:07", "2026-02-24T13:07", "minute"),
        ("- 09 января, 2026", "2026-01-08T20:00", "day"),
        ("05 yanvar, 2026", "2026-01-04T20:00", "day"),
        ("11 noyabr, 2025 - 21:55", "2025-11-11T17:55", "minute"),
        ("17:06 - 24 / 02 / 2026", "2026-02-24T13:06", "minute"),
        ("23 декабря 2011 10:36 (UTC +04:00)", "2011-12-23T06:36", "minute"),
        ("22:00 28 июля 2020", "2020-07-28T18:00", "minute"),
        ("Баку/04.06.22/Turan:", "2022-06-03T20:00", "day"),
        ("10/28/2023 3:12:14 PM", "2023-10-28T11:12:14", "second"),
        ("12:05 AM 5/6/2024", "2024-05-05T20:05", "minute"),
        ("3-05-2022, 20:57", "2022-05-03T16:57", "minute"),
        ("19 Dekabr 2025 | 13:41", "2025-12-19T09:41", "minute"),
        ("9 İYUN 2024-cü il, 10:00", "2024-06-09T06:00", "minute"),
        ("Jan. 9, 2026 5:07 p.m.", "2026-01-09T13:07", "minute"),
        ("Опубликовано: 28.10.2023 в 15:12 МСК", "2023-10-28T12:12", "minute"),
        ("2024/03/19", "2024-03-18T20:00", "day"),
        ("20240319", "2024-03-18T20:00", "day"),
        ("20240319T101500Z", "2024-03-19T10:15", "second"),
        ("2024-03-19 10:15", "2024-03-19T06:15", "minute"),
        ("2024-03-19T10:15:00Z", "2024-03-19T10:15", "second"),
        ("2024-03-19T10:15:00-0530", "2024-03-19T15:45", "second"),
        ("2024-03-19T24:00:00Z", "2024-03-20T00:00", "second"),
        ("Tue, 19 Mar 2024 14:00:00 +0400", "2024-03-19T10:00", "second"),
        ("Tue, 19 Mar 2024 14:00 EST", "2024-03-19T19:00", "minute"),
    ],
)
def test_every_printed_form_is_read(printed: str, when: str, precision: str) -> None:
    parsed = parse_date(printed)
    assert parsed is not None
    assert parsed.when == datetime.fromisoformat(when).replace(tzinfo=UTC)
    assert parsed.precision == precision
    assert parsed.text in printed


def test_fractions_of_a_second_are_kept_to_the_microsecond() -> None:
    parsed = parse_date("2024-03-19T10:15:00.1234567Z")
    assert parsed is not None
    assert parsed.when == datetime(2024, 3, 19, 10, 15, 0, 123456, UTC)


@pytest.mark.parametrize(
    "printed",
    [
        "31.02.2022",
        "29 февраля 2023",
        "1899-12-31",
        "2101-01-01",
        "21 мая 2022 г. 25:61",
        "32 мая 2022",
        "13/13/2020",
        "4 часа назад",
        "2 saat əvvəl",
        "3 hours ago",
        "1710842400",
        "1.2.22.4",
        "9 января",
        "",
        "вчера",
        "16:49",
        "в 2015 году",
    ],
)
def test_what_is_no_date_is_none(printed: str) -> None:
    assert parse_date(printed) is None


def test_baku_had_summer_time_until_2015() -> None:
    before, after = parse_date("22 июля 2014 10:00"), parse_date("22 июля 2019 10:00")
    assert before is not None
    assert after is not None
    assert (before.when.hour, after.when.hour) == (5, 6)


def test_a_wall_time_is_in_the_given_zone() -> None:
    parsed = parse_date("21 мая 2022 г. 16:49", zone=ZoneInfo("Europe/Moscow"))
    assert parsed is not None
    assert parsed.when == datetime(2022, 5, 21, 13, 49, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "today", "day"),
    [
        ("Baku. 9 January. REPORT.AZ/", date(2026, 2, 1), date(2026, 1, 9)),
        ("Baku. 9 January. REPORT.AZ/", date(2026, 1, 9), date(2026, 1, 9)),
        ("Баку. 31 декабря.", date(2026, 1, 9), date(2025, 12, 31)),
        ("29 февраля", date(2026, 1, 9), date(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_latest_one(printed: str, today: date, day: date) -> None:
    parsed = parse_date(printed, today=today)
    assert parsed is not None
    assert parsed.when.astimezone(BAKU).date() == day
    assert parsed.precision == "day"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Баку/04.06.22/Turan: В столице открыт мост.", "04.06.22"),
        ("Baku. 9 January. REPORT.AZ/ A new bridge was opened.", "9 January"),
        ("Bakı. 9 yanvar. REPORT.AZ/ Yeni körpü açılıb.", "9 yanvar"),
        ("Мост. 12 человек. Открыли.", ""),
        ("В столице 9 января открыт мост.", ""),
    ],
)
def test_a_dateline_opens_the_text(text: str, found: str) -> None:
    assert dateline(text) == found


@pytest.mark.parametrize(
    "line",
    [
        "• 24 февраля, 2026 • 17:07",
        "Опубликовано: 21 мая 2022 г. 16:49",
        "17:07, 24 февраля",
        "4 часа назад",
        "2 saat əvvəl",
        "21 мая 2022 16:49 | 1 532 просмотра",
        "Понедельник, 5 мая 2025",
    ],
)
def test_a_line_of_its_own_is_a_date_line(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "5 мая 2025 года в Баку открыт мост",
        "9 января",
        "Баку/04.06.22/Turan:",
        "Выборы 2024",
        "12-34-56",
        "",
        "Мост закрыт до 5.05.2025",
    ],
)
def test_a_line_that_says_more_is_not(line: str) -> None:
    assert not is_date_line(line)


def test_the_first_date_line_is_found() -> None:
    assert find_date_line(["Мост открыт", "Общество", "5 мая 2025, 10:00", "6 мая 2025"]) == 2
    assert find_date_line(["Мост открыт"]) is None


def _forms(wall: datetime) -> list[str]:
    day, month, year, clock = wall.day, wall.month - 1, wall.year, f"{wall:%H:%M}"
    return [
        f"{day} {RU[month]} {year} г. {clock}",
        f"• {day:02} {RU[month]}, {year} • {clock}",
        f"{clock} {day} {RU[month]} {year}",
        f"{day:02} {AZ[month]}, {year} - {clock}",
        f"{day} {AZ[month].title()} {year} | {clock}",
        f"{day} {EN[month]} {year} {clock}",
        f"{EN[month]} {day}, {year} {wall:%I:%M %p}",
        f"{clock} - {day:02} / {wall.month:02} / {year}",
        f"{day}-{wall.month:02}-{year}, {clock}",
        f"{day:02}.{wall.month:02}.{year} {clock}",
        f"{wall.month}/{day}/{year} {wall:%I:%M} {'AM' if wall.hour < 12 else 'PM'}",
        f"{year:04}-{wall:%m-%dT%H:%M}",
        f"{year:04}/{wall:%m/%d} {clock}",
    ]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))
def test_a_printed_minute_is_read_back(wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    for printed in _forms(wall):
        parsed = parse_date(printed)
        assert parsed is not None, printed
        assert parsed.when == wall.replace(tzinfo=BAKU).astimezone(UTC), printed
        assert parsed.precision == "minute"
        assert is_date_line(printed), printed


@given(st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(-12 * 60, 14 * 60))
def test_an_iso_time_with_a_zone_is_read_back(when: datetime, minutes: int) -> None:
    there = when.astimezone(
        datetime.strptime(f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}", "%z").tzinfo
    )
    for printed in (there.isoformat(), f"{there:%a, %d %b %Y %H:%M:%S.%f %z}"):
        parsed = parse_date(printed)
        assert parsed is not None, printed
        assert abs(parsed.when - when) < timedelta(microseconds=1)
        assert parsed.precision == "second"


@given(st.text(max_size=250))
def test_no_text_breaks_the_parser(text: str) -> None:
    parsed = parse_date(text, today=date(2026, 1, 9))
    assert parsed is None or (parsed.when.tzinfo is UTC and parsed.text in text)
    is_date_line(text)
    dateline(text)
