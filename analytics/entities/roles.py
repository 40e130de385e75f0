"""Who speaks in an article, who is its source, and who is only mentioned."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from analytics.article import Attribution
from analytics.entities.merging import Entity, Field, Role, Surface
from analytics.entities.office_words import head_of, load_offices
from analytics.entities.speech import sentence, speaks
from analytics.entities.speech_azerbaijani import is_nominative_az, is_quoted_az, is_subject_az
from analytics.entities.speech_cited import is_somebody_s
from analytics.entities.speech_english_kinds import stands_for
from analytics.entities.speech_english_positions import (
    in_dateline,
    is_quoted_en,
    is_subject_en,
    opens_en,
    opens_sentence_en,
)
from analytics.entities.speech_english_pronouns import is_known, is_unlikely, may_be
from analytics.entities.speech_pronouns import agrees
from analytics.entities.speech_russian import is_nominative, is_quoted, is_subject
from analytics.entities.speech_words import Speech, clause_openings, load_speech
from analytics.text import fold

# A quotation that is a sentence of its own, nobody named beside it: «Ахунд промолчал. «…» Потом …»
_QUOTE: Final = re.compile(
    r"(?:(?<=[.!?…])\s|\n)[«“\"][^«»“”\"\n]{15,400}(?<!,)[»”\"]\.?(?=\s*(?:\n|$|[A-ZА-ЯЁƏÖÜİĞÇŞ](?![^.!?\n]{0,40}[»”\"])))"
)
_OPENING_OF: Final = {"»": "«", "”": "“", '"': '"'}
_CYRILLIC: Final = re.compile(r"[а-я]")
# «…, – сказал тренер. – …»: who says a quotation stands in it
_SPLIT_BY: Final = re.compile(r"[,.!?…]\s[-–—]\s[а-яё]+(?:ет|ит|[ую]т|[ая]т|л[аи]?|лся|лась|лись)\b")
_TITLE: Final = 5  # words and a dash of a title that a surname signs; «Карякин — Карлсен» is a match
_BARE_SURNAME: Final = re.compile(
    r"^[^\w\n]{0,4}([А-ЯЁ][\w-]{2,})(?:(?:\s[—–-])?\s(?:на|во?|об?|про|после)\s[^.!?:;,\n]{2,60})?:\s(?![\d$])|\w[»”]?,?\s[—–-]\s([А-ЯЁ][\w-]{2,})$",
    re.MULTILINE,
)
_CITES: Final = re.compile(r"\bцитиру[ею]т\s[«\"]?$")
_HEADS_OF_STATE: Final = {"presid", "king", "queen", "emir", "sultan", "empero"}
_HEADS_OF_GOVERNMENT: Final = {"premie", "chance", "minist"}
_WHOLES: Final = ("UN", "U.N.", "United Nations", "EU", "European Union")
_WORDS: Final = re.compile(r"[\w-]+")
_ASKED: Final = re.compile(
    r"(?:When |If )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Qq]uizzed|[Tt]old|[Pp]rompted|[Ii]nvited|[Uu]rged) (?:by|about|whether|if|why|how|what|on|to)\b"
)
_HE: Final = re.compile(r"(?:[Hh]e|[Ss]he)\b")
_DASH_SPEECH: Final = re.compile(r"[-–—]\s")
_ROW: Final = (", ", " и ", " və ", " and ", ", and ")
_NEAR: Final = 350  # characters between a name and the pronoun or quotation that stands for it
_FAR: Final = 700  # between a name and the office or kind of body that stands for it
_KIND_NEAR: Final = 18  # between the kind of a body and its name: «компании «Сибнефтемонтаж»»
# Where people write, and who never says anything itself.
_PLATFORMS: Final = frozenset(
    [
        "telegram",
        "instagram",
        "facebook",
        "twitter",
        "x",
        "youtube",
        "tiktok",
        "вконтакте",
        "whatsapp",
        "linkedin",
        "threads",
        "truth social",
        "телеграм",
        "х",
        "инстаграм",
        "фейсбук",
        "твиттер",
        "ютуб",
        "тикток",
        "одноклассники",
        "vk",
        "вк",
        "дзен",
        "яндекс дзен",
        "rutube",
        "рутуб",
        "соцсети",
        "max",
        "viber",
        "whatsapp business",
        "reddit",
        "bluesky",
        "weibo",
        "wechat",
        "zoom",
        "discord",
        "substack",
        "twitch",
        "snapchat",
        "живой журнал",
        "asc",  # a legal form behind a name: «Bakı Metropoliteni QSC»
        "qsc",
        "mmc",
    ]
)
# «В компании» may be any body that is none of these.
_COMPANY: Final = (
    "компан",
    "холдинг",
    "концерн",
    "оператор",
    "застройщик",
    "корпорац",
    "госкорпорац",
    "ритейлер",
    "маркетплейс",
    "сервис",
    "производител",
    "разработчик",
    "автоконцерн",
    "автопроизводител",
    "поставщик",
    "перевозчик",
    "страховщик",
)
_STATE_BODY: Final = re.compile(
    r"министер|комитет|служб|агентств|управлен|прокурат|\bсуд\b|парламент|университет|институт|партия|федерац|ассоциац|полиц|совет|палата|\b(?:мвд|мид|мчс|фсб|оон|ес|нато)\b"
)
_ANY_BODY: Final = frozenset({"press", "пресс", "ведом", "регул", "regul", "qurum"})
# What a story calls the firm that its title names.
_FIRM: Final = frozenset(
    {"compa", "firm", "retai", "group", "carma", "lende", "utili", "airli", "carri", "maker", "grocer"}
)
_THEIR: Final = re.compile(r"\b(?:его|ее|её|их|этого|этой|один|одна|неизвестн\w+|анонимн\w+)\s", re.IGNORECASE)
_OFFICE_OF: Final = re.compile(
    r"^\W*[А-ЯЁа-яё-]+\s(?!(?:ведомств|министерств|служб|комитет|агентств|посольств|компани|делегаци)\w)[а-яё]+(?:ии|ия|та|ва|бы|ки|ра|да|ны|ета)\s|\bhead of\b"
    # «…», — сказал представитель переходной администрации
    r"|\b(?:представител|сотрудни|чиновни|источни|собеседни|участни|жител|сторонни|депутат|глава|директор|член)\w*\s(?:[а-яё-]+(?:ой|ого|ей|его|ых|их)\s)?(?!ведомств|министерств|служб|комитет|агентств|посольств|компани|делегаци|управлени)[а-яё]{3,}(?:ии|ия|та|ва|бы|ки|ра|да|ны|ов|ии|ей)(?:\s|$)"
)
_WINNER: Final = re.compile(r"победител|чемпион|лауреат|рекордсмен|именинни|юбиляр")
_OFFICE_BETWEEN: Final = re.compile(r"[»”\"]?,?\s([\w-]+)\s")
_APPOSED: Final = (" ", "” ", '" ', "» ")
_STOCK: Final = frozenset({"cəmiy", "şirkə"})  # «“Azərsu” ASC …. | Cəmiyyətdən bildirilib ki»
_STOCK_FORM: Final = re.compile(r"\b(?:ASC|QSC|MMC)\b")
# The first word of a listed name -> what such a body is called in Azerbaijani
_KINDS: Final = {"Министерство": "nazir", "Комитет": "komit", "Агентство": "agent", "Служба": "xidm"}
_OFFICE_NEAR: Final = 70  # between an office and the name that holds it


def with_roles(
    entities: Sequence[Entity], fields: Mapping[Field, str], *, lang: str, attribution: Iterable[Attribution] = ()
) -> list[Entity]:
    """The entities of one article with their roles, in their order; ``lang`` is ru, az or en.

    A body that is cited, or speaks, is a source; a person that speaks or is cited speaks; places are mentioned.
    """
    speech = load_speech(lang)
    if lang == "ru":
        # Formulas are written with е; the letters keep their places.
        fields = {name: text.replace("ё", "е").replace("Ё", "Е") for name, text in fields.items()}
    people = [entity for entity in entities if entity.kind == "PER" and not _is_sign(entity.name)]
    bodies = [entity for entity in entities if entity.kind == "ORG" and fold(entity.name) not in _PLATFORMS]
    found = set(_by_verbs(fields, people, bodies, speech, lang))

    def spoken(pair: tuple[Surface, Entity]) -> bool:
        return pair[1].entity_id in found and speaks(fields["text"], *pair, speech, lang, subject_before=False)

    found |= _alongside(fields["text"], people, spoken) | _alongside(fields["text"], bodies, spoken)
    named = _in_order(people)
    if lang == "ru":
        # Whoever is named inside a quotation does not say it: «Юрий Андреевич ушел сегодня», — сказала она.
        named = [pair for pair in named if not is_quoted(fields["text"], pair[0].start)]
    if lang == "en":
        named = [pair for pair in named if not is_quoted_en(fields["text"], pair[0].start)]
    if lang == "az":
        named = [pair for pair in named if not is_quoted_az(fields["text"], pair[0].start)]
    nominative = is_nominative_az if lang == "az" else is_nominative
    subjects = [
        (surface, person)
        for surface, person in named
        if (is_subject_en(fields["text"], surface) if lang == "en" else nominative(surface.text, person))
        and (lang != "az" or is_subject_az(fields["text"], surface))
    ]
    if lang == "ru":
        found.update(_by_surname(fields, people))
    found.update(_by_stand_ins(fields["text"], named, subjects, bodies, speech, lang, frozenset(found)))
    for given in attribution:
        cited = _cited(given, people, bodies)
        if cited is not None and not (lang == "ru" and cited.kind == "ORG" and is_somebody_s(given.phrase, cited)):
            found.add(cited.entity_id)
    said: dict[str, Role] = {"PER": "speaks", "ORG": "source"}
    return [
        replace(entity, role=said[entity.kind] if entity.entity_id in found else "mentioned") for entity in entities
    ]


def _by_verbs(
    fields: Mapping[Field, str], people: Sequence[Entity], bodies: Sequence[Entity], speech: Speech, lang: str
) -> Iterator[str]:
    """The ids of those whom a verb or formula beside one of their mentions lets speak."""
    starts = {(surface.field, surface.start) for entity in people for surface in entity.surfaces}
    nominatives = [
        surface
        for entity in (people if lang == "az" else ())
        for surface in entity.surfaces
        if is_nominative_az(surface.text, entity)
    ]
    long_names = _long_names(bodies) if lang == "ru" else []
    for entity in (*people, *bodies):
        for surface in entity.surfaces:
            if entity.kind == "ORG" and _is_office_of(fields[surface.field], surface, starts, lang):
                continue
            field = fields[surface.field]
            begin = sentence(field, surface.start, surface.stop)[0] if entity.kind == "ORG" and nominatives else 0
            before = entity.kind == "ORG" and any(
                other.field == surface.field and begin <= other.start < surface.start for other in nominatives
            )
            behind = min(
                (
                    other.start - surface.stop
                    for other in nominatives
                    if entity.kind == "ORG" and other.field == surface.field and other.start >= surface.stop
                ),
                default=-1,
            )
            between = long_names if entity.kind == "PER" else ()
            if speaks(
                field, surface, entity, speech, lang, subject_before=before, subject_behind=behind, bodies=between
            ):
                yield entity.entity_id
                break


def _by_surname(fields: Mapping[Field, str], people: Sequence[Entity]) -> Iterator[str]:
    """The ids of those whose bare surname opens a line before a colon or signs it, where no tagger sees a name: «Туск: …»."""
    surnames = {entity.name.lower().split()[-1]: entity.entity_id for entity in people}
    for text in fields.values() if surnames else ():
        for match in _BARE_SURNAME.finditer(text):
            entity = surnames.get((match.group(1) or match.group(2)).lower())
            said = match.group(1) or len(text[text.rfind("\n", 0, match.start()) + 1 : match.end()].split()) > _TITLE
            if entity is not None and said:
                yield entity


def _is_sign(name: str) -> bool:
    """Whether what a tagger took for a person is a sign: «X», «UPD»."""
    return len(name) < 2 or (len(name) < 4 and name.isascii() and name.isupper())


def _long_names(bodies: Sequence[Entity]) -> list[str]:
    """Names of bodies that part an office from its holder: «глава | Совета при президенте РФ по правам человека | Фадеев»."""
    printed = {surface.text.replace("ё", "е").replace("Ё", "Е") for entity in bodies for surface in entity.surfaces}
    return sorted((text for text in printed if text.count(" ") > 1), key=len, reverse=True)


def _alongside(text: str, entities: Sequence[Entity], is_spoken: Callable[[tuple[Surface, Entity]], bool]) -> set[str]:
    """The ids of those who are named in a row with one who speaks: «заявили МВД, ГМС и прокуратура»."""
    rows: list[list[tuple[Surface, Entity]]] = []
    for pair in _in_order(entities):
        gap = text[rows[-1][-1][0].stop : pair[0].start] if rows else ""
        if gap in _ROW:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    spoken = [row for row in rows if _ends_row(text, row) and any(map(is_spoken, row))]
    return {entity.entity_id for row in spoken for _, entity in row}


def _ends_row(text: str, row: Sequence[tuple[Surface, Entity]]) -> bool:
    """Whether a row of names is closed by «and», so that its commas part no clauses."""
    return len(row) > 1 and text[row[-2][0].stop : row[-1][0].start] in _ROW[1:]


def _is_office_of(field: str, surface: Surface, starts: set[tuple[Field, int]], lang: str) -> bool:
    """Whether a person's name follows a body, an office at most between them: «представитель ИКТА | полковник Самед …»."""
    if lang == "ru" and _CITES.search(field, max(surface.start - 20, 0), surface.start):
        return False  # «…», — цитирует | ТАСС | Светлану Петренко
    if any(
        (surface.field, surface.stop + gap) in starts and not field[surface.stop : surface.stop + gap].strip(' »"')
        for gap in (1, 2)
    ):
        return True
    office = _OFFICE_BETWEEN.match(field, surface.stop)
    return (
        office is not None
        and (surface.field, office.end()) in starts
        and office.group(1).lower() in load_offices(lang).nominative
    )


def _in_order(entities: Sequence[Entity]) -> list[tuple[Surface, Entity]]:
    """The mentions in the text, in its order."""
    pairs = [(surface, entity) for entity in entities for surface in entity.surfaces if surface.field == "text"]
    return sorted(pairs, key=lambda pair: pair[0].start)


def _by_stand_ins(
    text: str,
    named: Sequence[tuple[Surface, Entity]],
    subjects: Sequence[tuple[Surface, Entity]],
    bodies: Sequence[Entity],
    speech: Speech,
    lang: str,
    found: Collection[str],
) -> Iterator[str]:
    """The ids of those for whom a pronoun, an office, a kind of body or a bare quotation stands."""
    openings, introduced = clause_openings(text), [match.end() for match in speech.by_words.finditer(text)]
    if named:
        for match in speech.pronoun.matches(text, openings, introduced):
            at = _speech_start(text, match)
            if lang == "en":
                if text[match.start()].isalpha() and is_quoted_en(text, match.start()):
                    continue  # «"He asked what had kept us," said …»
                yield from _he_or_she(text, match, at, subjects, named, speech, found)
                continue
            known = [pair for pair in named if lang != "ru" or agrees(match.group(), pair[1])]
            yield from _last([pair for pair in subjects if pair in known], at, _NEAR) or _only(known, at)
        for match in speech.several.matches(text, openings, introduced):
            yield from _last_two(named, match.start())
        for match in speech.someone.matches(text, openings, introduced):
            if not any(match.start() < surface.stop and surface.start < match.end() + 2 for surface, _ in named):
                at = _speech_start(text, match)
                held = lang == "en" and any(
                    word in load_offices("en").field for word in _WORDS.findall(match.group().lower())
                )
                if held and _holder(text, match, named, subjects, lang, found):
                    continue  # «the judge told him»: whoever holds that office
                fitting = _he_or_she(text, match, at, subjects, subjects, speech, found) if lang == "en" else []
                yield from fitting or _last(subjects, at, _FAR) or _last(named, at, _FAR)
        for match in speech.office.matches(text, openings, introduced):
            if lang == "ru" and _THEIR.search(match.group()):
                continue  # «вспоминает его ученик»
            if not any(match.start() < surface.stop and surface.start < match.end() + 2 for surface, _ in named):
                yield from _holder(text, match, named, subjects, lang, found)
        for match in _QUOTE.finditer(text):
            if lang == "ru" and _SPLIT_BY.search(match.group()):
                continue
            if lang == "en" and text[: match.start()].endswith("?"):
                continue  # of an interview: whom the question names does not answer it
            begin = sentence(text, max(match.start() - 2, 0), max(match.start() - 1, 0))[0]
            yield from _last([pair for pair in subjects if pair[0].start >= begin], match.start(), _NEAR)
    if bodies:
        mentions = _in_order(bodies)
        heard = [pair for pair in mentions if pair[1].entity_id in found]
        for match in speech.it.matches(text, openings, introduced):
            at = _speech_start(text, match)
            yield from _last(heard, at, _NEAR) or _last(
                [pair for pair in mentions if opens_en(text, pair[0])], at, _NEAR
            )
        for match in speech.body.matches(text, openings, introduced):
            kinds = match.groupdict()  # of «в пресс-службе суда» the court counts
            head = fold(kinds.get("tail") or next(value for value in kinds.values() if value))
            # «Ведомство», a press service or a regulator is whichever body was named last.
            if lang == "en":
                mentions = [pair for pair in mentions if not in_dateline(text, pair[0])]
            about = [pair for pair in mentions if head[:5] in _FIRM and _in_title(pair[1])]
            of_kind = about or [
                pair
                for pair in mentions
                # An abbreviation does not show its kind: «МАГАТЭ» is an agency.
                if head[:5] in _ANY_BODY
                or (lang != "az" and _kind_before(text, pair[0]).startswith(head[:5]))
                or (pair[0].text.partition("-")[0].isupper() and not _of_other_kind(pair[1].name, head, lang))
                or (head[:5] in _STOCK and _STOCK_FORM.search(text, pair[0].start, pair[0].stop + _KIND_NEAR))
                or (head.startswith(_COMPANY) and not _STATE_BODY.search(fold(pair[1].name)))
                or head[:5] in fold(pair[0].text)
                or head[:5] in fold(pair[1].name)
            ]
            # In English an abbreviation comes after those that are called so: «the agency» is «rating agency Fitch», not SOFAZ.
            called = [pair for pair in of_kind if _is_called(text, pair[0], head)] if lang == "en" else []
            of_kind = called or of_kind
            if lang == "en" and not _last(of_kind, match.start(), _FAR):
                of_kind = [pair for pair in mentions if stands_for(text, pair[0], head, speech, heard=pair in heard)]
                if not _last(of_kind, match.start(), _FAR) and len({pair[1].entity_id for pair in of_kind}) == 1:
                    yield from _last(of_kind, match.start(), len(text))  # whom the whole story is about
            # «“Naşe Slovo” | portalının hesablamasına görə»: the kind of a body belongs to the name before it
            apposed = lang == "az" and any(
                text[surface.stop : match.start()] in _APPOSED
                for surface, _ in mentions
                if surface.stop <= match.start()
            )
            if not apposed and not any(
                match.start() < surface.stop
                and surface.start < match.end() + 2
                and not (lang == "en" and surface.text in _WHOLES)  # «the | UN agency said»
                for surface, _ in mentions
            ):
                of_kind = [pair for pair in of_kind if lang != "en" or pair[0].text not in _WHOLES]
                subjects_of_kind = [pair for pair in of_kind if lang != "ru" or is_subject(text, *pair)]
                # «Выручка Nvidia выросла, | отчиталась компания»: a body is named in what it says, though not in its quotation
                quoted = lang == "ru" and text[match.start()] != ","
                at = _speech_start(text, match) if quoted else match.start()
                yield from _last(subjects_of_kind, at, _FAR) or _last(of_kind, at, _FAR)


def _of_other_kind(name: str, head: str, lang: str) -> bool:
    """Whether a listed name shows that an Azerbaijani kind of body is not its own: «FHN-in … | İdarədən deyilib»."""
    kind = _KINDS.get(name.split(" ")[0]) if lang == "az" else None
    return kind is not None and not head.startswith(kind)


def _is_called(text: str, surface: Surface, head: str) -> bool:
    """Whether the kind of a body stands in its name or right before it."""
    return _kind_before(text, surface).startswith(head[:5]) or head[:5] in fold(surface.text)


def _kind_before(text: str, surface: Surface) -> str:
    """The word right before a name, without quotation marks: «компании | «Сибнефтемонтаж»» -> «компании»."""
    return fold(text[max(surface.start - _KIND_NEAR, 0) : surface.start]).split(" ")[-1]


def _speech_start(text: str, match: re.Match[str]) -> int:
    """Where the speech begins that a formula closes: whoever is named inside it is not the one who speaks."""
    start = match.start()
    at = start + 1 if text[start] in ",.!?…" else start
    if _HE.match(text, start):
        at = max(len(text[:start].rstrip(" ,")) - 1, 0)  # «"…," | she said»
    closing = text[at] if at < len(text) else ""
    if closing in _OPENING_OF:
        return max(text.rfind(_OPENING_OF[closing], 0, at), 0)
    line = text.rfind("\n", 0, match.start()) + 1
    if closing == "," and _CYRILLIC.search(match.group()):
        # «По его словам, Байден и Трамп обсудят войну, | сказал он»
        return max(line, sentence(text, match.start(), match.start())[0])
    return line if _DASH_SPEECH.match(text, line, match.start() + 1) else match.start()


def _he_or_she(
    text: str,
    match: re.Match[str],
    at: int,
    subjects: Sequence[tuple[Surface, Entity]],
    named: Sequence[tuple[Surface, Entity]],
    speech: Speech,
    found: Collection[str],
) -> list[str]:
    """Whom an English pronoun means: of the last sentence that has a subject, the one who opens it or was heard.

    «Levan Chkonia was convicted of hitting an officer, Irakli Dgebuadze. | He pleaded …»
    """
    opened = sentence(text, match.start(), match.start() + 1)[0]
    if _ASKED.match(text, opened) and opened < match.start():
        at = min(at, opened)  # «Asked by a barrister, Simon Kelleher, …, | she replied»
    heads = [pair for pair in named if pair in subjects or pair[1].entity_id in found] or subjects
    fitting = [pair for pair in heads if may_be(match.group(), pair[1].name, speech)]
    near = [pair for pair in fitting if pair[0].stop <= at + 1 and at - pair[0].stop < _NEAR]
    if not near:
        return _last([pair for pair in named if may_be(match.group(), pair[1].name, speech)], at, _NEAR)
    sure = [p for p in near if p[1].entity_id in found and is_known(match.group(), p[1].name, speech)]
    if sure and near[-1][1].entity_id not in found and is_unlikely(match.group(), near[-1][1].name, speech):
        return [sure[-1][1].entity_id]  # «said Svitlana Hrytsenko. Her neighbor Mykola … | she said»
    begin = sentence(text, near[-1][0].start, near[-1][0].stop)[0]
    beside = [pair for pair in near if pair[0].start >= begin]
    first = [pair for pair in beside if opens_sentence_en(text[begin : pair[0].start])]
    heard = [pair for pair in beside if pair[1].entity_id in found]
    return [first[0][1].entity_id] if first else [(heard or beside)[-1][1].entity_id]


def _last(pairs: Sequence[tuple[Surface, Entity]], at: int, reach: int) -> list[str]:
    """The id of whoever was named last before a position."""
    before = [entity.entity_id for surface, entity in pairs if surface.stop <= at + 1 and at - surface.stop < reach]
    return before[-1:]


def _in_title(entity: Entity) -> bool:
    """Whether a story is about it: «Lukoil trims refining … the company said»."""
    return any(surface.field == "title" for surface in entity.surfaces)


def _last_two(pairs: Sequence[tuple[Surface, Entity]], at: int) -> list[str]:
    """The ids of the two who were named last, close to each other: «The ministers emphasised the importance»."""
    before = [entity.entity_id for surface, entity in pairs if surface.stop <= at and at - surface.stop < _NEAR]
    return list(dict.fromkeys(before[::-1]))[:2]


def _only(pairs: Sequence[tuple[Surface, Entity]], at: int) -> list[str]:
    """The id of the one person named before a position, in whatever case; nobody where there are several."""
    before = {entity.entity_id for surface, entity in pairs if surface.stop <= at + 1 and at - surface.stop < _FAR}
    return list(before) if len(before) == 1 else []


def _office_stems(formula: str, lang: str) -> set[str]:
    """What tells an office from others, of a formula that names one."""
    text = fold(formula)
    if lang == "en" and "head of " in text:
        return _HEADS_OF_STATE if "state" in text else _HEADS_OF_GOVERNMENT
    # Of «представитель администрации» the first word counts, of «the Sociedad manager conceded» the last.
    offices = load_offices(lang).field if lang in ("ru", "en") else {}
    known = {word[:6] for word in _WORDS.findall(text) if word in offices}
    return known or {word[:6] for word in text.split() if len(word) > 3}


def _holder(
    text: str,
    match: re.Match[str],
    named: Sequence[tuple[Surface, Entity]],
    subjects: Sequence[tuple[Surface, Entity]],
    lang: str,
    found: Collection[str],
) -> list[str]:
    """Whoever holds the office: the last one called so, or named beside it, else, where it stands alone, the last one named.

    One who was heard before (``found``) comes before others: «Дипломат также попросил».

    Of several, one in the nominative: «министр …, принял делегацию во главе с заместителем министра …».
    «Глава муниципалитета признал» may be anybody.
    """
    words = _office_stems(match.group(), lang)
    nominative = load_offices("ru").field if lang == "ru" else {}

    def ahead(surface: Surface) -> str:
        words_before = text[max(surface.start - _OFFICE_NEAR, 0) : surface.start]
        return words_before.rpartition("\n")[2] if lang == "az" else words_before

    def is_other_s(pair: tuple[Surface, Entity]) -> bool:
        """«Представитель администрации | Трампа»: the office is not Trump's."""
        return (
            lang == "ru"
            and pair not in subjects
            and any(word in nominative and word[:6] in words for word in fold(ahead(pair[0])).split())
        )

    def called(pairs: Sequence[tuple[Surface, Entity]]) -> list[str]:
        heads = [(pair, [head_of(title, lang)[:6] for title in pair[1].titles]) for pair in pairs]
        return _last(
            [pair for pair, known in heads if not words.isdisjoint(known) and not is_other_s(pair)],
            match.start(),
            3 * _FAR,
        )

    def beside(pairs: Sequence[tuple[Surface, Entity]]) -> list[str]:
        holders = [
            pair
            for pair in pairs
            if any(word[:6] in words for word in fold(ahead(pair[0])).split() if len(word) > 3) and not is_other_s(pair)
        ]
        return _last(holders, match.start(), 3 * _FAR)

    if _WINNER.search(match.group()):
        return [(subjects or named)[0][1].entity_id]  # whom the report is about
    heard = [pair for pair in named if pair[1].entity_id in found]
    alone = _OFFICE_OF.search(match.group()) is None
    return (
        called(subjects)
        or called(named)
        or beside(subjects)
        or beside(named)
        or (_last(heard, _speech_start(text, match), _FAR) if alone else [])
        or (_last(named, _speech_start(text, match), _FAR) if alone else [])
    )


def _cited(given: Attribution, people: Sequence[Entity], bodies: Sequence[Entity]) -> Entity | None:
    """The entity that an attribution names."""
    name = fold(given.name)
    for entity in (*people, *bodies):
        if fold(entity.name) == name or any(fold(surface.text) == name for surface in entity.surfaces):
            return entity
    phrase = fold(given.phrase)
    inside = [
        (sum(word[:4] in name for word in fold(surface.text).split()), len(surface.text), entity)
        for entity in (*bodies, *people)
        for surface in entity.surfaces
        if fold(surface.text) in phrase
    ]
    return max(inside, key=lambda item: item[:2])[2] if inside and max(inside, key=lambda i: i[:2])[0] else None
