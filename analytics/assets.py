"""The pretrained Russian models and name lists: data files inside the installed ``natasha`` wheel.

Only its data files are wanted. Importing the package would pull pymorphy2, which does not run on Python 3.11, so the
folder is found through the import system without executing anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from analytics.errors import ModelError

_COMMENT = "#"
_COMMON = 50  # occurrences in the vectors' training text that make a word form common


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths of the files that recognition reads."""

    ner: Path
    morph: Path
    navec: Path
    first_names: Path
    surnames: Path
    doubtful_names: Path  # given names that are also common words: «вера», «август»


def find_assets(package: str = "natasha") -> Assets:
    """The data files of the installed ``package``; a :class:`ModelError` says which one is missing."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"no package {package}, whose data files name recognition needs: run `make install`")
    data = Path(next(iter(spec.submodule_search_locations))) / "data"
    assets = Assets(
        ner=data / "model" / "slovnet_ner_news_v1.tar",
        morph=data / "model" / "slovnet_morph_news_v1.tar",
        navec=data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar",
        first_names=data / "dict" / "first.txt",
        surnames=data / "dict" / "last.txt",
        doubtful_names=data / "dict" / "maybe_first.txt",
    )
    for path in (assets.ner, assets.morph, assets.navec, assets.first_names, assets.surnames, assets.doubtful_names):
        if not path.is_file():
            raise ModelError(f"no {path.name} in the installed {package} package: run `make install` again")
    return assets


def read_names(path: Path) -> frozenset[str]:
    """The lower-case names of one list, ё as е, comments dropped."""
    lines = (line.partition(_COMMENT)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line.replace("ё", "е") for line in lines if line)


@lru_cache(maxsize=1)
def load_navec(path: Path) -> Any:
    """The word vectors of ``path``, read once for all that use them; half a second and 25 MB."""
    from navec import Navec

    navec = Navec.load(path)
    # Tuples of plain values are nothing to the garbage collector; lists of this length take it 20 ms at every full round.
    navec.vocab.words, navec.vocab.counts = tuple(navec.vocab.words), tuple(navec.vocab.counts)
    return navec


def common_words(assets: Assets) -> Callable[[str], bool]:
    """Whether a word form, in small letters, is common in the news that the word vectors were made from."""
    navec = load_navec(assets.navec)
    ranks, counts = navec.vocab.word_ids, navec.vocab.counts

    def is_common(word: str) -> bool:
        rank = ranks.get(word)
        return rank is not None and counts[rank] >= _COMMON

    return is_common
