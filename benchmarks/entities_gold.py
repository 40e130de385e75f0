"""Names, their canonical forms and roles on texts marked by hand: `python benchmarks/entities_gold.py [--errors] [--held-out] [POSTS]`.

The marks are benchmarks/gold/names_<lang>.tsv: behind `# id` of an article of data/demo a line a mention, in text order:
kind, characters as printed, canonical name (empty where it was not marked), flags: s speaks, c cited source, o the outlet
itself, h a hard case. They were written before the code that they judge, without a look at its answers. Files in _heldout
were not tuned on; those in _seen were held out once, and their errors have been looked at since. roles_*.jsonl have
articles of their own, marked before any of the code was run on them. roles_press4 and roles_posts_press4, marked twice by hands
that knew no rule, are held out: they are counted with --held-out only, and their errors are never printed. Those of all the
others have been looked at; by roles_voices* and roles_posts_voices, invented articles and real posts, the rules of speech were
made. names_press* were written by hands that knew no rule. Outlets that somebody told what a text reports are marked as cited in
roles_press4, roles_voices* and the like for posts, and not in older sets.
roles_posts*.tsv mark real posts by their ids in POSTS, `telegram_ru.jsonl.gz` of the CC BY 4.0 set NKTKLN/telegram-news-classifier, as posts_*.jsonl do with their names too; they are left out
without it. Two names that the alias list gives as one count as the same, a body with its state or its legal form as the body without;
quotation marks around a name may belong to it or not. A marked body counts under the name that it has when it is read alone;
a speaker counts as found under the name of the entity, or else under a name as which the text prints it.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analytics.entities import Entity, Recogniser, load_recogniser
from analytics.entities.gazetteer import Gazetteer, listed_names
from analytics.entities.keys import person_key
from analytics.entities.names import Naming
from analytics.outlets import own_names
from analytics.resources import data_path
from analytics.text import fold, tidy

GOLD = Path(__file__).parent / "gold"
KINDS = ("PER", "LOC", "ORG")
# Sets whose errors are never printed, and of them those that are counted on demand only.
_UNTOLD = ("ru_heldout", "az_heldout", "en_heldout", "names_ru_heldout", "names_az_heldout", "names_en_heldout")
_HELD_OUT = ("roles_press4", "roles_posts_press4")
_LEGAL_FORM = re.compile(
    r"^(?:[озп]?ао|ооо|тоо|ип|гуп|фгуп|муп|[анугу]к|сз|кб|нко|мфо)\s|\s(?:mmc|asc|qsc|llc|llp|ojsc|cjsc|ltd|inc|plc|ag|gmbh|se|nv|sa|spa|oyj|ab|asa)$"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked mention; positions count in title, line feed, text."""

    start: int
    stop: int
    kind: str
    name: str
    flags: str


def whole(article: dict[str, str]) -> str:
    """The text that marks count in."""
    return f"{article['title']}\n{article['text']}"


def marked(path: Path, articles: dict[str, dict[str, str]]) -> dict[str, list[Mark]]:
    """Article id -> its marks."""
    found: dict[str, list[Mark]] = {}
    key, cursor = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key, cursor = line[2:], 0
            found[key] = []
        elif line:
            kind, printed, name, flags = [*line.split("\t"), "", ""][:4]
            start = whole(articles[key]).index(printed, cursor)
            cursor = start + len(printed)
            found[key].append(Mark(start, cursor, kind, name, flags))
    return found


def unquoted(text: str, start: int, stop: int) -> tuple[int, int]:
    """The extent of a name without quotation marks around it."""
    inner = text[start:stop].strip('«»"“”„')
    start = text.index(inner, start) if inner else start
    return start, start + len(inner)


def written(row: dict[str, Any]) -> list[Mark]:
    """The marks of a text: kind, characters as printed, canonical name and flags, in text order."""
    marks, cursor = [], 0
    for kind, printed, name, flags in row["names"]:
        start = whole(row).index(printed, cursor)
        cursor = start + len(printed)
        marks.append(Mark(start, cursor, kind, name, flags))
    return marks


class Tally:
    """Counts of one language."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.spans: Counter[tuple[str, str]] = Counter()
        self.names: Counter[str] = Counter()
        self.roles: Counter[tuple[str, str]] = Counter()
        self.people: list[tuple[str, str]] = []  # gold name and our id of each person's mention
        self.errors: list[str] = []

    def add(self, key: str, article: dict[str, str], marks: list[Mark], entities: list[Entity]) -> None:
        """Compare one article."""
        text = whole(article)
        moved = {"title": 0, "text": len(article["title"]) + 1}
        have = {
            (*unquoted(text, moved[s.field] + s.start, moved[s.field] + s.stop), e.kind): e
            for e in entities
            for s in e.surfaces
        }
        want = {(*unquoted(text, m.start, m.stop), m.kind): m for m in marks if "o" not in m.flags}
        for kind in KINDS:
            self.spans[kind, "hit"] += sum(span[2] == kind for span in want.keys() & have.keys())
            self.spans[kind, "all"] += sum(span[2] == kind for span in [*want, *have])
        self.errors += [f"{key} missed {text[a:b]} {k}" for a, b, k in sorted(want.keys() - have.keys())]
        self.errors += [f"{key} made up {text[a:b]} {k}" for a, b, k in sorted(have.keys() - want.keys())]
        for span, mark in want.items():
            entity = have.get(span)
            if entity is not None and mark.name:
                right = self._same(entity.name, mark.name, mark.kind)
                self.names["right" if right else "wrong"] += 1
                if not right:
                    self.errors.append(f"{key} named {entity.name}, not {mark.name}")
            if entity is not None and mark.kind == "PER" and mark.name:
                self.people.append((mark.name, entity.entity_id))
        self._roles(key, want, have, entities)

    def _roles(
        self,
        key: str,
        want: dict[tuple[int, int, str], Mark],
        have: dict[tuple[int, int, str], Entity],
        entities: list[Entity],
    ) -> None:
        """Who speaks or is the source, an article and entity at a time."""
        speakers: dict[str, set[str]] = {}  # name -> our ids for its mentions
        for span, mark in want.items():
            if set(mark.flags) & {"s", "c"}:
                ids = speakers.setdefault(mark.name or str(span), set())
                ids |= {have[span].entity_id} if span in have else set()
        gold = {key for name, ids in speakers.items() for key in ids or {f"? {name}"}}
        found = {entity.entity_id for entity in entities if entity.role != "mentioned"}
        for kind, ours in (("people", "PER"), ("bodies", "ORG")):
            mine = {name for name in found if name.startswith(ours)}
            theirs = {name for name in gold if name.startswith(ours)}
            self.roles[kind, "hit"] += len(mine & theirs)
            self.roles[kind, "found"] += len(mine)
        self.roles["all", "hit"] += len(found & gold)
        self.roles["all", "found"] += len(found)
        self.roles["all", "marked"] += len(gold)
        self.errors += [f"{key} does not speak: {name}" for name in sorted(found - gold)]
        self.errors += [f"{key} speaks: {name}" for name in sorted(gold - found)]

    def _same(self, ours: str, gold: str, kind: str) -> bool:
        right = {bare(gold), bare(self.naming.known(gold, kind) or gold), bare(in_russian(gold) or gold)}
        return bare(ours) in right or (kind == "PER" and person_key(ours) == person_key(without_father(gold)))

    def lines(self, name: str, articles: int) -> Iterator[str]:
        """The figures."""
        f1 = "  ".join(f"{k} {2 * self.spans[k, 'hit'] / max(self.spans[k, 'all'], 1):.3f}" for k in KINDS)
        yield f"{name}: {articles} articles, exact F1  {f1}"
        if self.names:
            total = self.names.total()
            yield f"    canonical name right, given the span: {self.names['right'] / total:.3f} of {total}"
        if self.roles["all", "marked"]:
            hit, found, marks = (self.roles["all", part] for part in ("hit", "found", "marked"))
            yield f"    speaks or is cited: precision {hit / max(found, 1):.3f}  recall {hit / marks:.3f}  ({marks} marked)"
        if self.people:
            yield f"    one person, one row: B-cubed F1 {b_cubed(self.people):.3f} over {len(self.people)} mentions"


def without_father(name: str) -> str:
    """A person's name without the patronymic, which our names leave out: «Марат Ильдусович Гайнетдинов»."""
    name = re.sub(r"\s\w+\s(?:[оу]г[лъ]ы|оглу|у[гл]ли|[кг][ыи]з[ыи]|oğlu|qızı|og[hl]+u|g[iy]z[iy]|qizi)\b", "", name)
    return " ".join(
        word
        for at, word in enumerate(name.split(" "))
        if not (at and re.search(r"(?:[ое]вич|ьич|[ое]вна|ична|[oe]vi(?:ch|ç)|[oe]vna)$", word))
    )


@lru_cache(maxsize=1)
def gazetteers() -> list[Gazetteer]:
    """The listed names in Azerbaijani and in English."""
    return [Gazetteer(listed_names(), lang) for lang in ("az", "en")]


def in_russian(name: str) -> str | None:
    """Under which name a thing is counted that is marked as an Azerbaijani or English text calls it."""
    rows = [gazetteer.find(name) for gazetteer in gazetteers()]
    return next((row.name for row in rows if row is not None), None)


def bare(name: str) -> str:
    """A body's name without the home state and the legal form of a company."""
    return _LEGAL_FORM.sub("", fold(name).removesuffix(" азербайджана"))


def same_people() -> dict[str, str]:
    """A marked name -> the first name of the person, for those whom people.tsv gives in several languages."""
    rows = [
        line.split("\t") for line in (GOLD / "people.tsv").read_text(encoding="utf-8").splitlines() if line[:1] != "#"
    ]
    return {name: row[0] for row in rows for name in row}


def b_cubed(pairs: list[tuple[str, str]]) -> float:
    """B-cubed F1 of a clustering (Bagga and Baldwin 1998): pairs of the right cluster and ours, one a mention."""
    right, ours, both = defaultdict(int), defaultdict(int), defaultdict(int)
    for gold, mine in pairs:
        right[gold] += 1
        ours[mine] += 1
        both[gold, mine] += 1
    precision = sum(n * n / ours[mine] for (_, mine), n in both.items()) / len(pairs)
    recall = sum(n * n / right[gold] for (gold, _), n in both.items()) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def own_of(row: dict[str, Any]) -> list[str]:
    """The names of an article's own outlet: as the product knows them, and as they are marked."""
    return [*own_names(row["source"]), *(name for _, _, name, flags in row["names"] if "o" in flags)]


def read(recogniser: Recogniser, article: dict[str, Any], lang: str) -> list[Entity]:
    """Our entities of one article."""
    own = article.get("own") or own_names(article["source"])
    return recogniser.entities(article["title"] or "", article["text"], lang=lang, own_names=own)


def posts(path: Path) -> dict[str, dict[str, Any]]:
    """The posts of a file by their ids."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        # Posts have no titles: what the set gives as one is the beginning of the text, cut in mid-word.
        return {row["id"]: row | {"title": "", "text": tidy(row["text"])} for row in map(json.loads, file)}


def speakers_of(known: dict[str, dict[str, Any]], marked_in: Path) -> list[dict[str, Any]]:
    """The posts of which a file marks who speaks."""
    lines = marked_in.read_text(encoding="utf-8").splitlines()
    marks = [line.split("\t") for line in lines if line[:1] != "#"]
    return [
        known[key] | {"own": [own] if own else [], "speaks": names.split("; ") if names else []}
        for key, own, names in marks
    ]


def compared(
    name: str, rows: list[dict[str, Any]], recogniser: Recogniser, naming: Naming, errors: bool
) -> Iterator[str]:
    """The figures of texts whose names and speakers are marked, and with ``errors`` every difference unless held out."""
    told = errors and _is_told(name)
    tally = Tally(naming)
    for row in rows:
        tally.add(row["id"], row, written(row), read(recogniser, row, row["lang"]))
    if told:
        yield from (error for error in tally.errors if "speak" not in error)
    yield from tally.lines(name, len(rows))
    yield roles_alone(name, rows, recogniser, naming, errors=told)


def main(errors: bool, held_out: bool, marked_posts: Path | None) -> None:
    """Print the figures of each language, and with ``errors`` every difference but those of what is held out."""
    lines = data_path("demo", "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {row["id"]: row for row in map(json.loads, lines)}
    recogniser, naming = load_recogniser(), Naming()
    people: list[tuple[str, str]] = []
    for path in sorted(GOLD.glob("names_*.tsv")):
        lang = path.stem.split("_")[1]
        gold = marked(path, articles)
        tally = Tally(naming)
        for key, marks in gold.items():
            tally.add(key, articles[key], marks, read(recogniser, articles[key], lang))
        if errors and _is_told(path.stem):
            print("\n".join(tally.errors))
        print("\n".join(tally.lines(path.stem.removeprefix("names_"), len(gold))))
        people += tally.people
    for path in sorted(GOLD.glob("names_*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for lang in ("ru", "az", "en"):
            some = [row | {"own": own_of(row)} for row in rows if row["lang"] == lang]
            if some:
                name = f"{path.stem.removeprefix('names_')} {lang}"
                print("\n".join(compared(name, some, recogniser, naming, errors)))
    same = same_people()
    people = [(same.get(name, name), mine) for name, mine in people]
    print(f"all languages together: one person, one row: B-cubed F1 {b_cubed(people):.3f} over {len(people)} mentions")
    if marked_posts is not None:
        known = posts(marked_posts)
        for marks in _counted("roles_posts*.tsv", held_out):
            print(
                roles_alone(
                    marks.stem, speakers_of(known, marks), recogniser, naming, errors=errors and _is_told(marks.stem)
                )
            )
        for path in sorted(GOLD.glob("posts_*.jsonl")):
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            print("\n".join(compared(path.stem, [known[row["id"]] | row for row in rows], recogniser, naming, errors)))
    for path in sorted(GOLD.glob("roles_seen*.tsv")):
        wanted = dict(
            line.partition("\t")[::2] for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"
        )
        rows = [articles[key] | {"speaks": names.split("; ") if names else []} for key, names in wanted.items()]
        print(roles_alone(path.stem, rows, recogniser, naming, errors=errors and _is_told(path.stem)))
    for path in _counted("roles_*.jsonl", held_out):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for lang in ("ru", "az", "en"):
            some = [row for row in rows if row["lang"] == lang]
            if not some:
                continue
            print(roles_alone(f"{path.stem} {lang}", some, recogniser, naming, errors=errors and _is_told(path.stem)))


def _counted(pattern: str, held_out: bool) -> list[Path]:
    """The files of the gold, those that are held out on demand only."""
    return sorted(path for path in GOLD.glob(pattern) if held_out or path.stem not in _HELD_OUT)


def _is_told(name: str) -> bool:
    """Whether the errors in a set may be printed: not those of sets that are counted without a look at them."""
    return not name.startswith(_UNTOLD + _HELD_OUT)


def roles_alone(name: str, rows: list[dict[str, Any]], recogniser: Recogniser, naming: Naming, *, errors: bool) -> str:
    """Precision and recall of who speaks or is cited, on articles of which nothing else was marked.

    A marked speaker is the entity that has this name, or else one that is printed so: «Georgia's Interior Ministry» is
    «Министерство внутренних дел Грузии».
    """
    hit = found = marks = 0
    for row in rows:
        entities = read(recogniser, row, row["lang"])
        known = [_role_names(entity, naming) for entity in entities]
        speakers: dict[str, str] = {}  # marked name -> id of the entity
        for marked_name in row["speaks"]:
            keys = {_role_key(form, naming) for form in (marked_name, _alone(marked_name, row["lang"], recogniser))}
            same = [e for e, (own, _) in zip(entities, known, strict=True) if own in keys] or [
                e for e, (_, printed) in zip(entities, known, strict=True) if keys & printed
            ]
            same.sort(key=lambda entity: entity.role == "mentioned")
            speakers[marked_name] = same[0].entity_id if same else f"? {marked_name}"
        mine = {entity.entity_id: entity.name for entity in entities if entity.role != "mentioned"}
        wanted = set(speakers.values())
        hit, found, marks = hit + len(wanted & mine.keys()), found + len(mine), marks + len(wanted)
        if errors and wanted != mine.keys():
            missed = sorted(one for one, key in speakers.items() if key not in mine)
            print(row["id"], "missed", missed, "made up", sorted(mine[key] for key in mine.keys() - wanted))
    return f"{name}: {len(rows)} texts, speaks or is cited: precision {hit / max(found, 1):.3f}  recall {hit / max(marks, 1):.3f}  ({marks} marked)"


def _alone(name: str, lang: str, recogniser: Recogniser) -> str:
    """What a body is called whose marked name is read by itself, without its state: "Georgia's Interior Ministry"."""
    *places, last = sorted(recogniser.entities("", name, lang=lang), key=lambda entity: entity.surfaces[0].start) or [
        None
    ]
    is_body = last is not None and last.kind == "ORG" and name.endswith(last.surfaces[0].text)
    return last.name if last and is_body and all(place.kind == "LOC" for place in places if place) else name


def _role_names(entity: Entity, naming: Naming) -> tuple[str, set[str]]:
    """Under which name an entity is counted, and under which names it is printed."""
    return _role_key(entity.name, naming), {_role_key(surface.text, naming) for surface in entity.surfaces}


def _role_key(name: str, naming: Naming) -> str:
    known = naming.known(name, "ORG") or in_russian(name)
    return person_key(bare(known or without_father(name)))


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    main("--errors" in sys.argv, "--held-out" in sys.argv, given[0] if given else None)
