"""One key for the spellings of a person's name in Russian, Azerbaijani and English.

«Вусал Гусейнов», "Vüsal Hüseynov" and "Vusal Huseynov" -> "vusal husainov"
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from analytics.text import fold

# Several letters first: what one alphabet writes with one letter, another writes with two.
_GROUPS: Final = (
    ("дж", "j"), ("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("gh", "h"), ("zh", "ž"), ("ch", "ç"), ("sh", "ş"), ("ts", "ц"),
    ("ya", "a"), ("yo", "o"), ("yu", "u"), ("ye", "e"), ("ph", "f"), ("th", "t"),
)  # fmt: skip
_LETTERS: Final = str.maketrans(
    {
        **dict(zip("абвдзлмнпрстфкц", "abvdzlmnprstfkc", strict=True)),
        **dict.fromkeys("гхghxqğґ", "h"),
        **dict.fromkeys("еэяəae", "a"),
        **dict.fromkeys("иыйiıyї", "i"),
        **dict.fromkeys("оёoö", "o"),
        **dict.fromkeys("ую", "u") | dict.fromkeys("uü", "u"),
        **dict.fromkeys("чç", "ç"),
        **dict.fromkeys("шщş", "ş"),
        **dict.fromkeys("жž", "ž"),
        **dict.fromkeys("cj", "j"),
        "w": "v",
        "ц": "ц",
        "ь": "",
        "ъ": "",
        "'": "",
        "’": "",
    }
)
_EMIN: Final = re.compile(r"\b[eэ]")  # «Эмин» is not «Амин», though inside names е, э and ə are spelled as each other
_REMEMBERED: Final = 32_768  # names whose key is kept
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=_REMEMBERED)
def person_key(name: str) -> str:
    """A name's spelling without what differs between the three languages: lower case, letters merged, none doubled.

    It merges more than a reader would («Самед» and «Самад»), so it tells people apart by their whole name only.
    """
    text = name.replace("İ", "i").replace("I", "ı" if "ə" in name.lower() else "i").lower()
    text = "".join(
        c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn" or c in "\u0327\u0306\u0308"
    )
    text = unicodedata.normalize("NFC", text)
    for group, letter in _GROUPS:
        text = text.replace(group, letter)
    text = _EMIN.sub("€", text).translate(_LETTERS)
    # «Искендеров» is İsgəndərov, «Аскеров» Əsgərov.
    text = text.replace("€", "e").replace("sk", "sh")
    return " ".join(_DOUBLED.sub(r"\1", text).replace(".", " ").split())


@lru_cache(maxsize=_REMEMBERED)
def entity_id(kind: str, name: str) -> str:
    """The id under which an entity is counted: persons by a key that is the same in three languages.

    One word alone keeps its spelling, because a key that merges letters would join «Гусейн» and «Хусейн».
    """
    return f"{kind}:{person_key(name) if kind == 'PER' and ' ' in name.strip() else fold(name)}"
