"""What the pages of people, bodies and places say."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.archive import Archive
from analytics.search import SearchIndex
from dashboards import shell
from dashboards.context import Context
from dashboards.pages import articles, entities, entity
from dashboards.url import parse
from dashboards.words import words
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store, mention
from tests.dashboards.test_pages import said

KIM = "PER:anna kim"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Six articles that name a woman, two of them in Azerbaijani, and a place that is listed in three languages."""
    home: Path = tmp_path_factory.mktemp("entities") / "home"
    langs = ["ru", "ru", "ru", "ru", "az", "az"]
    kim = {"ru": "Анна Ким", "az": "Anna Kim"}
    store = make_store(
        home,
        [article(f"a{n}", f"2026-05-{12 + n}T10:00:00+04:00", lang=lang) for n, lang in enumerate(langs)],
        mentions=[mention(f"a{n}", kim[lang]) | {"entity_id": KIM} for n, lang in enumerate(langs)]
        + [mention("a0", "Абу-Даби", kind="LOC") | {"entity_id": "LOC:абу даби"}],
    )
    taxonomy = load_taxonomy()
    return Context(
        archive=Archive(store, printed=taxonomy.printed_codes()),
        store=store,
        index=SearchIndex(store),
        taxonomy=taxonomy,
        zone="Asia/Baku",
        clock=lambda: datetime(2026, 5, 27, tzinfo=UTC),
    )


def test_names_are_in_the_reader_s_language_wherever_they_are_shown(context: Context) -> None:
    here = replace(context, say=words("az"))
    view = parse(f"?name={KIM}&entity={KIM}")
    assert "Anna Kim" in said(shell.chips(view, here))
    assert "Anna Kim" in said(entity.content(here, view))
    assert "Anna Kim" in entities.ranking(here, view).table["name"].to_list()
    assert "Anna Kim" in said(articles.content(here, parse("?article=a0")))
    assert "Анна Ким" in said(articles.content(context, parse("?article=a0")))
    assert "Abu Dhabi" in said(articles.content(context, parse("?article=a0")))
