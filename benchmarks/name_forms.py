"""How often a name in one case or another gets its nominative: `python benchmarks/name_forms.py [--errors]`.

benchmarks/gold/forms_*.tsv have 1,600 names of people, places and bodies with their case forms, written by hands that knew
no rule; the rules were mended by what they showed, so the figures say what is held. Each form is put into plain sentences
that ask for its case, and read as articles are. A name that the alias list counts under another counts as that one.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from entities_gold import bare, without_father

from analytics.entities import Recogniser, load_recogniser
from analytics.entities.keys import person_key
from analytics.entities.names import load_naming

GOLD = Path(__file__).parent / "gold"
KINDS = {"people": "PER", "places": "LOC", "bodies": "ORG"}
CASES = ("nominative", "genitive", "dative", "instrumental", "prepositional")
_PAST = {"m": "", "f": "а", "n": "о", "p": "и"}
# Sentences by kind and case; «|» is where the verb agrees with the name.
SENTENCES = {
    ("people", "nominative"): ("На заседании выступил| {}.", "«Работы начнутся весной», – сказал| {}."),
    ("people", "genitive"): ("По словам {}, дорога откроется в мае.", "В суде рассмотрели дело {}."),
    ("people", "dative"): ("Премию вручили {} в четверг.",),
    ("people", "instrumental"): ("Президент встретился с {} в среду.",),
    ("people", "prepositional"): ("Газета пишет о {} уже второй год.",),
    ("places", "nominative"): ("{} готовится к зиме.",),
    ("places", "genitive"): ("Жители {} остались без света.", "Автобус ехал из {} в столицу."),
    ("places", "dative"): ("Помощь доставили к {} утром.",),
    ("places", "instrumental"): ("Бои идут под {} с ночи.",),
    ("places", "prepositional"): ("Пожар произошел в {} в субботу.",),
    ("bodies", "nominative"): ("{} сообщает о новых правилах.",),
    ("bodies", "genitive"): ("По данным {}, цены выросли.", "Глава {} выступил с докладом."),
    ("bodies", "dative"): ("Поручение дано {} в среду.",),
    ("bodies", "instrumental"): ("Договор подписан с {} в мае.",),
    ("bodies", "prepositional"): ("Об этом рассказали в {} журналистам.",),
}


def read(recogniser: Recogniser, sentence: str, form: str) -> str | None:
    """The name that a form gets in its sentence; None where it is found as no name of that extent."""
    start = sentence.index(form)
    entities = recogniser.entities("", sentence, lang="ru")
    found = (e.name for e in entities for s in e.surfaces if (s.start, s.stop) == (start, start + len(form)))
    return next(found, None)


def is_same(ours: str, gold: str, kind: str) -> bool:
    """Whether a name is the right one: a person's without the father's name, a body's or place's as the alias list counts it."""
    if kind == "PER":
        return person_key(ours) in {person_key(gold), person_key(without_father(gold))}
    known = load_naming().known(gold, kind)
    return bare(ours) in {bare(gold), bare(known or gold)}


def results(recogniser: Recogniser, file: str) -> Iterator[tuple[str, str, str | None, str]]:
    """Case, printed form, the name that we gave it and the right one, a sentence at a time."""
    for line in (GOLD / f"forms_{file}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        nominative, gender, *others = line.split("\t")
        for case, form in zip(CASES, (nominative, *others), strict=True):
            for sentence in SENTENCES[file, case]:
                yield case, form, read(recogniser, sentence.replace("|", _PAST[gender]).format(form), form), nominative


def main(errors: bool) -> None:
    recogniser = load_recogniser()
    for file, kind in KINDS.items():
        right, found, missed = Counter[str](), Counter[str](), Counter[str]()
        for case, form, ours, gold in results(recogniser, file):
            if ours is None:
                missed[case] += 1
                continue
            found[case] += 1
            right[case] += is_same(ours, gold, kind)
            if errors and not is_same(ours, gold, kind):
                print(f"{file}, {case}: {form} -> {ours}, not {gold}")
        shares = "  ".join(f"{case} {right[case] / found[case]:.3f}" for case in CASES)
        print(
            f"{file}: {right.total() / found.total():.3f} of {found.total()} ({missed.total()} not found as printed)  {shares}"
        )


if __name__ == "__main__":
    main("--errors" in sys.argv[1:])
