"""The shipped model on headlines and leads in the manner of the press: `python benchmarks/press.py`.

Best guess against the right section of two sets written by us before the training texts they judge: benchmarks/gold/
press_sections.jsonl (the last 25 of each language lie at the borders of docs/labelling.md), and press_sections_2.jsonl (four of
each code and language: a typical one, an unusual one, one with the words of another section, one foreign or of figures). The
first as printed and in the shapes that real pages give: the headline alone, capitals, look-alike letters of the other
alphabet, a whole page dump with strangers' headlines in it.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from models.classifier import Classifier
from models.document import Document, as_document
from models.evaluation import evaluate
from models.registry import Registry

GOLD = Path(__file__).parent / "gold"
LANGS = ("ru", "az", "en")
EASY = 60  # of each language; the rest are border cases
LATIN_FOR_CYRILLIC = str.maketrans("асеорхуАСЕОРХТНМК", "aceopxyACEOPXTHMK")
CYRILLIC_FOR_LATIN = str.maketrans("aceopxy", "асеорху")
Item = dict[str, str]
STRIP = {"ru": "Погода Нефть Карабах Футбол", "az": "Hava Neft Qarabağ Futbol", "en": "Weather Oil Karabakh Football"}
LATEST = {
    "ru": "Последние новости\nСборная проиграла матч\nНефть подешевела\nПожар потушен",
    "az": "Son xəbərlər\nMilli komanda uduzub\nNeft ucuzlaşıb\nYanğın söndürülüb",
    "en": "Latest news\nNational team loses\nOil gets cheaper\nFire put out",
}
DATE = {"ru": "21 мая 2024 г. 16:49", "az": "21 may, 2024 16:49", "en": "21 May 2024 16:49"}


def page(item: Item) -> str:
    """A dump: a strip of trending topics, the headline twice, a wrong section, a date, the text, other news."""
    lang = item["lang"]
    lines = [STRIP[lang], item["title"], "", f"{item['title']} {item['text'][:80]}", DATE[lang], item["title"], ""]
    return "\n".join([*lines, item["text"], "", LATEST[lang], "Orphus sistemi"])


def lookalike(item: Item) -> dict[str, str]:
    """Every second word with letters of the other alphabet that look the same."""
    table = LATIN_FOR_CYRILLIC if item["lang"] == "ru" else CYRILLIC_FOR_LATIN

    def spoilt(text: str) -> str:
        return " ".join(
            word.translate(table) if number % 2 else word for number, word in enumerate(text.split(" "), start=1)
        )

    return {"title": spoilt(item["title"]), "text": spoilt(item["text"])}


def upper(text: str, lang: str) -> str:
    """Capitals, with the dotted one of Azerbaijani."""
    return (text.replace("i", "İ") if lang == "az" else text).upper()


SHAPES: dict[str, Callable[[Item], str | dict[str, str]]] = {
    "headline and lead": lambda item: {"title": item["title"], "text": item["text"]},
    "one string": lambda item: f"{item['title']}\n{item['text']}",
    "headline only": lambda item: {"title": item["title"], "text": ""},
    "lead only": lambda item: {"title": "", "text": item["text"]},
    "all in capitals": lambda item: {name: upper(item[name], item["lang"]) for name in ("title", "text")},
    "look-alike letters": lookalike,
    "page dump": page,
}


def main(model: Classifier) -> None:
    """Print a table: a row for each shape, the share right by language with second look and without."""
    items, second = written("press_sections.jsonl"), written("press_sections_2.jsonl")
    border = [item for item in items if int(item["id"].rpartition("-")[2]) > EASY]
    print(
        f"{model.ref}, {len(items)} items, {len(border)} of them at the borders, and {len(second)} of the second set; share right: ru / az / en"
    )
    print("| shape | second look where unsure | at every text | none |\n|---|---|---|---|")
    sets = {name: (items, shape) for name, shape in SHAPES.items()}
    sets["headline and lead, border cases"] = (border, SHAPES["headline and lead"])
    sets["second set, headline and lead"] = (second, SHAPES["headline and lead"])
    sets["second set, headline only"] = (second, SHAPES["headline only"])
    for name, (chosen, shape) in sets.items():
        documents = [as_document(shape(item)) for item in chosen]
        cells = [right_by_language(model, documents, chosen, semantic) for semantic in (None, True, False)]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def written(name: str) -> list[Item]:
    """The items of a set."""
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def right_by_language(model: Classifier, documents: list[Document], items: list[Item], semantic: bool | None) -> str:
    """``.95 / .93 / .90``: the share of best guesses that are right, by the true language of the items."""
    found = evaluate(model, documents, [item["section"] for item in items], target="section", semantic=semantic)
    right = [best == item["section"] for best, item in zip(found.best, items, strict=True)]
    shares = []
    for lang in LANGS:
        of_lang = [hit for hit, item in zip(right, items, strict=True) if item["lang"] == lang]
        shares.append(f"{sum(of_lang) / len(of_lang):.3f}".lstrip("0"))
    return " / ".join(shares)


if __name__ == "__main__":
    main(Registry(Path(sys.argv[1]) if len(sys.argv) > 1 else None).load())
