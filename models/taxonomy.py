"""The codes that the product sorts articles into, read from one TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analytics.errors import InputError
from analytics.resources import data_path
from analytics.text import fold, stable_hash

LANGUAGES = ("ru", "az", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One section or topic: its names by language, its colour, and the section names that publishers print for it."""

    code: str
    names: Mapping[str, str]
    colour: str
    iptc: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The codes in menu order. Labels outside it (a user's own) are named by themselves and get a stable colour."""

    codes: tuple[Code, ...]
    _by_code: Mapping[str, Code] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {code.code: code for code in self.codes})

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def name(self, code: str, lang: str = "en") -> str:
        """The name people read: ``name("migration", "az")`` -> ``"Miqrasiya"``; an unknown code names itself."""
        known = self._by_code.get(code)
        return known.names.get(lang, known.names["en"]) if known else code

    def colour(self, code: str) -> str:
        """The one colour of a code in every chart, chip and export, as ``#rrggbb``."""
        known = self._by_code.get(code)
        if known:
            return known.colour
        palette = [known.colour for known in self.codes] or ["#5b7f95"]
        return palette[int(stable_hash(code)[:8], 16) % len(palette)]

    def order(self, code: str) -> tuple[int, str]:
        """A sort key: taxonomy order first, then labels outside it by name."""
        position = next((i for i, known in enumerate(self.codes) if known.code == code), len(self.codes))
        return position, code

    def printed_codes(self) -> dict[str, str]:
        """Folded printed section name -> code: ``{"внешняя политика": "foreign_policy", ...}``."""
        return {
            fold(name): known.code
            for known in self.codes
            for name in (known.code, *known.names.values(), *known.printed)
        }


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """The taxonomy in ``path``, or the shipped one. :class:`InputError` names what is wrong with a file."""
    path = path or data_path("taxonomy.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"no taxonomy file at {path}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not a TOML file: {error}") from error
    codes = []
    for code, entry in table.items():
        if not isinstance(entry, dict) or "en" not in entry:
            raise InputError(f'{path}: [{code}] needs at least a name: en = "..."')
        codes.append(
            Code(
                code=code,
                names={lang: entry[lang] for lang in LANGUAGES if lang in entry},
                colour=entry.get("colour", "#5b7f95"),
                iptc=tuple(entry.get("iptc", ())),
                printed=tuple(entry.get("printed", ())),
            )
        )
    return Taxonomy(tuple(codes))
