"""Stories: one event in three languages is one story, another event another, and newer articles change no older group."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.stories import stories
from tests.archives import article, facts_of, mention

START = datetime(2026, 9, 14, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    texts = [
        ("s1", 0, "ru", "Шторм: с платформы вывезены люди", ["SOCAR", "Гюнешли"]),
        ("s2", 3, "az", "Fırtına: platformadan işçilər çıxarılıb", ["SOCAR", "Гюнешли"]),
        ("s3", 20, "en", "Storm: workers taken off platform", ["SOCAR", "Гюнешли"]),
        ("e1", 5, "ru", "Довыборы прошли в трех округах", ["ЦИК", "Бинагади"]),
        ("e2", 30, "ru", "Итоги довыборов: округ в Бинагади", ["ЦИК", "Бинагади"]),
        ("s4", 24 * 20, "ru", "Шторм: с платформы снова вывезены люди", ["SOCAR", "Гюнешли"]),
    ]
    letters = "абвгдежзиклмнопрсту"
    spelled = [letters[n % 19] + letters[n // 19 + 3] + letters[n * 7 % 19] + "щж" for n in range(120)]
    fill = [(f"f{n}", n * 4, "ru", f"{word} о{word} у{word}", [f"Имя{n}"]) for n, word in enumerate(spelled)]
    articles = [
        article(name, (START + timedelta(hours=hours)).isoformat(), lang=lang, title=title, source=f"{lang}.example")
        for name, hours, lang, title, _ in texts + fill
    ]
    mentions = [mention(name, entity, kind="ORG") for name, _, _, _, names in texts + fill for entity in names]
    return facts_of(tmp_path_factory.mktemp("stories") / "home", articles, mentions=mentions)


def groups(facts: Facts, **given: object) -> set[frozenset[str]]:
    return {frozenset(story.article_ids) for story in stories(facts, Filters(**given))}  # type: ignore[arg-type]


def test_events_are_grouped_over_languages_and_days_and_end_in_silence(facts: Facts) -> None:
    assert groups(facts) == {frozenset({"s1", "s2", "s3"}), frozenset({"e1", "e2"})}


def test_a_story_knows_its_life(facts: Facts) -> None:
    storm = stories(facts, Filters())[0]
    assert (storm.story_id, len(storm.rows)) == ("s1", 3)
    assert (str(storm.first), str(storm.peak), str(storm.last)) == ("2026-09-14", "2026-09-14", "2026-09-15")
    assert dict(storm.sources) == {"ru.example": 1, "az.example": 1, "en.example": 1}
    assert {name for _, name, _ in storm.names} == {"SOCAR", "Гюнешли"}


def test_newer_articles_change_no_older_group(facts: Facts) -> None:
    early = groups(facts, until=(START + timedelta(days=3)).date())
    assert early <= groups(facts)


def test_nothing_is_no_story(tmp_path: Path) -> None:
    assert stories(facts_of(tmp_path / "home", [article("a", None)]), Filters()) == []
