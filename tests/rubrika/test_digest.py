"""The weekly digest: one page, right numbers, nothing from elsewhere, hostile text as text."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analytics.archive import Facts
from analytics.errors import UsageError
from models.taxonomy import load_taxonomy
from rubrika.digest import digest, week_of
from tests.archives import article, facts_of, mention, prediction

NOW = datetime(2026, 6, 3, 6, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    articles, predictions, mentions = [], [], []
    for week in range(13):
        for number in range(10):
            name = f"w{week}n{number}"
            when = datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(weeks=week, hours=number)
            storm = week == 12 and number < 3
            title = f"Шторм на платформе {HOSTILE}" if storm else f"Слово{chr(1072 + week)}{chr(1072 + number)}ж"
            articles.append(article(name, when.isoformat(), title=title, source=HOSTILE if storm else "one.example"))
            predictions.append(prediction(name, "sport", "incidents" if storm else "sport"))
            if storm:
                mentions.append(mention(name, HOSTILE))
    return facts_of(tmp_path_factory.mktemp("digest") / "home", articles, predictions=predictions, mentions=mentions)


class Tags(HTMLParser):
    """Which tags and addresses a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}


def page(facts: Facts, lang: str, week: str = "2026-W22") -> str:
    links = lambda ids: {one: ("t", "javascript:alert(1)" if one.endswith("0") else "https://a.example") for one in ids}  # noqa: E731
    return digest(facts, week_of(week, now=NOW), lang=lang, naming=load_taxonomy().name, links=links, now=NOW)


@pytest.mark.parametrize(
    ("lang", "lead"),
    [
        ("ru", "10 материалов, неделей раньше 10. Больше всего писали на тему «Спорт»: 70 % всех материалов."),
        ("az", "10 məqalə, əvvəlki həftə 10."),
        ("en", "10 articles, 10 the week before. Most were about Sport: 70% of all."),
    ],
)
def test_the_page_says_the_week_in_three_languages(facts: Facts, lang: str, lead: str) -> None:
    assert lead in page(facts, lang)


def test_nothing_is_loaded_and_hostile_text_stays_text(facts: Facts) -> None:
    made = page(facts, "ru")
    found = Tags()
    found.feed(made)
    assert not found.tags & {"script", "img", "link", "iframe"}
    assert not any(address.startswith("javascript") for address in found.addresses)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert made.count("<svg") == 2


def test_a_week_without_articles_says_so(facts: Facts) -> None:
    assert "The archive has no article of this week." in page(facts, "en", "2025-W01")


def test_weeks_are_iso_weeks() -> None:
    assert week_of(None, now=NOW).first == date(2026, 5, 25)
    assert (week_of("2026-W01", now=NOW).first, week_of("2026-W01", now=NOW).last) == (
        date(2025, 12, 29),
        date(2026, 1, 4),
    )
    for wrong in ("2026-W54", "week 5", "2026", "W22"):
        with pytest.raises(UsageError, match="write it as 2026-W47"):
            week_of(wrong, now=NOW)


def test_the_verb_writes_a_file(tmp_path: Path) -> None:
    from tests.builders import make_record, write_lines
    from tests.rubrika.test_cli import rubrika

    news = write_lines(tmp_path / "news.jsonl", make_record())
    rubrika("ingest", news, "--no-entities", "--home", tmp_path / "home", cwd=tmp_path)
    done = rubrika("digest", "--week", "2026-W21", "--home", tmp_path / "home", cwd=tmp_path)
    assert done.stdout == "written to digest-2026-W21.html\n"
    assert "1 article" in (tmp_path / "digest-2026-W21.html").read_text(encoding="utf-8")
    wrong = rubrika("digest", "--output", tmp_path / "none" / "x.html", "--home", tmp_path / "home", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
