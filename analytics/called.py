"""What each person, body and place is called in Russian, Azerbaijani and English: one id, a name a language."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Final

import polars as pl

from analytics.entities.decisions import Resolution
from analytics.entities.gazetteer import listed_names
from analytics.entities.keys import entity_id

# Names printed in the other alphabet are no name in a language: a Russian name quoted in an Azerbaijani article is not one.
_CYRILLIC: Final = r"[Ѐ-ӿ]"
_SCHEMA: Final = {"entity_id": pl.String, "lang": pl.String, "name": pl.String}
_NAMED: Final = {"entity_id": pl.String, "kind": pl.String, "name": pl.String}


class Called:
    """The names of the entities of an archive, by id and language."""

    def __init__(
        self,
        spellings: pl.DataFrame | None = None,
        mentions: pl.DataFrame | None = None,
        *,
        given: Mapping[str, str] | None = None,
    ) -> None:
        """``spellings`` as the function of that name makes them, ``mentions``: entity_id, kind, name; ``given`` by people."""
        self.spellings = pl.DataFrame(schema=_SCHEMA) if spellings is None else spellings
        self._mentions = pl.DataFrame(schema=_NAMED) if mentions is None else mentions.select(*_NAMED)
        self._given = dict(given or {})
        self._kept: dict[str, dict[str, str]] = {}

    @cached_property
    def entities(self) -> pl.DataFrame:
        """entity_id, kind, name, and plain, the name as it is compared: everything named, once each."""
        found = self._mentions.unique().cast(pl.String)
        plain = pl.col("name").str.normalize("NFKC").str.replace_all("İ", "i", literal=True).str.to_lowercase()
        plain = plain.str.replace_all("ё", "е", literal=True).str.replace_all(r"\W+", " ").str.strip_chars(" ")
        return found.with_columns(plain=plain).sort("entity_id", "kind", "name")

    def name(self, key: str, lang: str) -> str:
        """The name given by people, else the listed one in the language, else the one most used by articles in it, else the
        one most used at all; of an id that no article has, what it says itself."""
        return (
            self._given.get(key)
            or _listed().get(key, {}).get(lang)
            or self._spelled(lang).get(key)
            or self._spelled("").get(key)
            or key.partition(":")[2]
        )

    def known(self, key: str) -> bool:
        """Whether an article names it."""
        return key in self._spelled("")

    def find(self, text: str) -> set[str]:
        """The ids of all that are called so in some language, or so in part; capitals, ё and е do not matter."""
        wanted = text.casefold().replace("ё", "е")
        known = pl.concat(
            [
                self.spellings.select("entity_id", "name"),
                self.entities.select("entity_id", "name").unique("entity_id", keep="first", maintain_order=True),
                pl.DataFrame(
                    [(key, name) for key, names in _listed().items() for name in names.values()]
                    + list(self._given.items()),
                    schema={"entity_id": pl.String, "name": pl.String},
                    orient="row",
                ),
            ]
        )
        plain = pl.col("name").str.to_lowercase().str.replace_all("ё", "е", literal=True)
        return set(known.filter(plain.str.contains(wanted, literal=True))["entity_id"])

    def _spelled(self, lang: str) -> dict[str, str]:
        """The names of a language, or with an empty one the canonical names. Two threads may both make it; it is the same."""
        if lang not in self._kept:
            frame = (
                self.spellings.filter(pl.col("lang") == lang)
                if lang
                else self.entities.unique("entity_id", keep="first", maintain_order=True)
            )
            self._kept[lang] = dict(frame.select(pl.col("entity_id", "name").cast(pl.String)).iter_rows())
        return self._kept[lang]


def spellings(stored: pl.DataFrame, langs: pl.Series, names: Resolution) -> pl.DataFrame:
    """entity_id, lang, name: the spelling that articles of each language use most for an entity, where one fits its alphabet.

    ``stored`` are mentions as found (row, entity_id, name), ``langs`` the language of the article in each row.
    """
    counted = (
        stored.select("entity_id", "name", lang=langs.gather(stored.get_column("row")))
        .group_by("entity_id", "name", "lang")
        .agg(pl.len().alias("articles"))
        .with_columns(pl.col("entity_id", "name", "lang").cast(pl.String))
    )
    entity = pl.col("entity_id")
    if names.parents or names.apart:
        whole = [names.of(key, name) for key, name in counted.select("entity_id", "name").iter_rows()]
        counted = counted.with_columns(pl.Series("entity", whole, dtype=pl.String))
        entity = pl.col("entity")
    return (
        counted.filter(pl.col("name").str.contains(_CYRILLIC) == (pl.col("lang") == "ru"))
        .group_by("lang", "name", entity=entity, own=pl.col("entity_id") == entity)
        .agg(pl.col("articles").sum())
        .sort(["own", "articles", "name"], descending=[True, True, False])
        .unique(["entity", "lang"], keep="first", maintain_order=True)
        .select(pl.col("entity").alias("entity_id"), "lang", "name")
    )


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, str]]:
    """The usual name of each listed body and place, by id and language."""
    return {
        entity_id(row.kind, row.name): {"ru": row.name} | {lang: row.forms[lang][0] for lang in ("az", "en") if row.forms[lang]}
        for row in listed_names()
    }  # fmt: skip
