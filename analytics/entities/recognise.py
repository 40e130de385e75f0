"""Persons, bodies and places: in Russian slovnet's spans, joined, cleaned and named; in Azerbaijani and English rules."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from analytics.assets import Assets, find_assets
from analytics.entities.attribution import attributions
from analytics.entities.latin import LatinRecogniser
from analytics.entities.markup import Plain, without_markup
from analytics.entities.merging import Entity, Field, Surface, extract
from analytics.entities.names import Naming, load_naming
from analytics.entities.offices import with_offices
from analytics.entities.persons import PersonNames, load_persons
from analytics.entities.roles import with_roles
from analytics.entities.spans import Span, join_spans
from analytics.entities.state_bodies import state_bodies
from analytics.entities.taggers import Taggers, load_taggers

# One paragraph of a broken page can be megabytes long; the model's memory grows with it.
_LONGEST: Final = 4000
_LINE: Final = re.compile(r"[^\n•]+")  # the items of a list are read apart, like paragraphs
# Signs that posts open with, «⚡️Reuters: …», which no tagger was trained on.
_SIGNS: Final = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_PIECE_END: Final = re.compile(r"(?<=[.!?…])\s|\s")


class Recogniser:
    """Finds and names entities in Russian, Azerbaijani and English articles. Build it with :func:`load_recogniser`; it keeps about 200 MB."""

    def __init__(
        self, taggers: Taggers, naming: Naming, persons: PersonNames, latin: Mapping[str, LatinRecogniser]
    ) -> None:
        self._taggers = taggers
        self._latin = latin
        self._naming = naming
        self._persons = persons

    def spans(self, text: str, *, own_names: Collection[str] = ()) -> list[Span]:
        """Spans of one field; its paragraphs, parted by line feeds, are read separately.

        «Начальник ГМС Рауф Меликзаде» -> [Span(10, 13, "ORG"), Span(14, 28, "PER")]
        """
        return self._spans({"text": text}, own_names)["text"]

    def entities(self, title: str, text: str, *, lang: str, own_names: Collection[str] = ()) -> list[Entity]:
        """The article's entities, the most mentioned first; none for a language other than ru, az and en.

        ``own_names`` are names of the article's own outlet, which is no entity of its story.
        """
        if lang != "ru" and lang not in self._latin:
            return []
        whole: dict[Field, str] = {"title": title, "text": text}
        plain: dict[Field, Plain] = {field: without_markup(value) for field, value in whole.items()}
        fields: dict[Field, str] = {field: value.text for field, value in plain.items()}
        if lang in self._latin:
            found = self._latin[lang].entities(fields["title"], fields["text"], own_names=own_names)
        else:
            found = self._russian(fields, own_names)
        cited = attributions(fields["title"], fields["text"], lang=lang, own_names=own_names)
        known = with_roles(with_offices(found, fields, lang=lang), fields, lang=lang, attribution=cited)
        return known if fields == whole else [_placed(entity, plain, whole) for entity in known]

    def _russian(self, fields: Mapping[Field, str], own_names: Collection[str]) -> list[Entity]:
        return extract(
            fields,
            self._spans(fields, own_names),
            naming=self._naming,
            persons=self._persons,
            tokens=self._taggers.tokens_at,
            seen=self._taggers.seen,
            own_names=own_names,
        )

    def _spans(self, fields: Mapping[Field, str], own_names: Collection[str]) -> dict[Field, list[Span]]:
        """The spans of all fields, read in one go."""
        pieces = [(field, start, text) for field, value in fields.items() for start, text in _paragraphs(value)]
        found: dict[Field, list[Span]] = {field: [] for field in fields}
        tagged = self._taggers.spans([text for _, _, text in pieces])
        for (field, start, paragraph), names in zip(pieces, tagged, strict=True):
            raw = [Span(*name) for name in names]
            bodies = list(state_bodies(paragraph, raw, self._naming.words.kinds_in_cases))
            raw = [span for span in raw if not any(b.start <= span.start and span.stop <= b.stop for b in bodies)]
            raw += bodies
            joined = join_spans(paragraph, raw, naming=self._naming, own_names=own_names)
            found[field].extend(span.moved(start) for span in joined)
        return found


def _placed(entity: Entity, plain: Mapping[Field, Plain], whole: Mapping[Field, str]) -> Entity:
    """An entity of plain texts with its mentions where they stand in the texts with markup."""
    surfaces = []
    for surface in entity.surfaces:
        start, stop = plain[surface.field].origin(surface.start, surface.stop)
        surfaces.append(Surface(surface.field, start, stop, whole[surface.field][start:stop]))
    return replace(entity, surfaces=tuple(surfaces))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of each paragraph, overlong ones cut between sentences or words; blanks stand for signs."""
    for match in _LINE.finditer(_SIGNS.sub(" ", text)):
        start, line = match.start(), match.group()
        begin = 0
        while len(line) - begin > _LONGEST:
            window = line[begin : begin + _LONGEST]
            ends = [match.start() for match in _PIECE_END.finditer(window, _LONGEST // 2)]
            cut = ends[-1] if ends else _LONGEST
            yield start + begin, window[:cut]
            begin += cut
        if line[begin:].strip():
            yield start + begin, line[begin:]


def load_recogniser(assets: Assets | None = None) -> Recogniser:
    """A recogniser with the models of the installed ``natasha`` wheel; takes about a second.

    Its matrix products are small: a program that reads much sets ``OPENBLAS_NUM_THREADS=1`` before numpy is loaded, as the
    command line does.
    """
    found = assets or find_assets()
    persons, naming = load_persons(found), load_naming()
    latin = {lang: LatinRecogniser(lang, given=persons.given, states=naming.aliases) for lang in ("az", "en")}
    return Recogniser(load_taggers(found), naming, persons, latin)
