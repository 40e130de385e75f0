"""Words of headlines counted from arrays: as if each title were read."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analytics.archive import Archive
from analytics.compare import compare
from analytics.filters import Filters
from analytics.headlines import Headlines
from analytics.keyness import key_words, opposed_words
from tests.archives import PRINTED, article, make_store

WORDS = ["Квота", "квоты", "квоту", "Матч", "матча", "İCLAS", "Iclas", "iclasda", "quotas", "Quota", "в", "и", "5", ""]
TITLES = st.lists(
    st.tuples(
        st.none() | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
        st.sampled_from(["ru", "az", "en", None]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=40,
)


@given(rows=TITLES)
def test_what_sets_titles_apart_is_what_reading_them_says(
    rows: list[tuple[str | None, str | None, bool, bool]],
) -> None:
    articles = pl.DataFrame(
        {"lang": [row[1] for row in rows], "title": [row[0] for row in rows]},
        schema={"lang": pl.Categorical, "title": pl.String},
    )
    headlines = Headlines(articles)
    masks = [np.array([row[at] for row in rows], dtype=bool) for at in (2, 3)]
    read = [[(row[0] or "", row[1] or "") for row in rows if row[at]] for at in (2, 3)]
    mine, theirs = opposed_words(*(headlines.sides(mask) for mask in masks), least=1, limit=50)
    assert mine == key_words(read[0], read[1], least=1, limit=50)
    assert theirs == key_words(read[1], read[0], least=1, limit=50)


def test_a_new_article_s_title_is_compared_too(tmp_path: Path) -> None:
    """Two weeks of matches and one of quotas; then the quotas come in."""
    matches = [article(f"m{day}", f"2026-05-{day:02}T10:00:00+04:00", title="Матч тура") for day in range(1, 29)]
    store = make_store(tmp_path / "home", matches)
    archive = Archive(store, printed=PRINTED)
    late, early = Filters(since=date(2026, 5, 15)), Filters(until=date(2026, 5, 14))
    assert compare(archive.facts(), late, early).words == ()
    quotas = [article(f"q{day}", f"2026-05-{day:02}T12:00:00+04:00", title="Квоты мигрантов") for day in range(15, 29)]
    store.append("articles", make_store(tmp_path / "other", quotas).scan("articles").collect())
    archive.refresh()
    assert {key.name for key in compare(archive.facts(), late, early).words} == {"квоты", "мигрантов"}
