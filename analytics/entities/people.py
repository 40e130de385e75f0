"""The persons of one article: their mentions under canonical names, by what stands around them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from analytics.entities.cleaning import ArticleText, Field, Mention, last_word
from analytics.entities.declension import ACC, DAT, GEN, INS, LOC, NOM
from analytics.entities.office_reading import office_case
from analytics.entities.persons import PersonForm, PersonNames
from analytics.entities.spans import WORD, Span

_OPENING_NOUN: Final = re.compile(r"(?:^|[.!?]\s)([А-ЯЁ][а-яё-]{3,})\s$")
_OFFICE_BEFORE: Final = re.compile(r"[а-яё-]{4,}\s$")
_NOUN_BEFORE: Final = re.compile(r"([а-яё-]{4,})\s$")
_SOMEBODY: Final = re.compile(
    r"\b[а-яё-]*(?:ист|[её]р|ор|тел|ник|мен|[аео]нт|лог|граф|дат|[щч]ик|рач|ец|ц|брат|муж|сын|зят|дяд|геро|судь|вдов|жен|сестр|дочер|матер|тренер|коллег|лидер)(?:у|ю|ом|ем|е|ой|ей)\s$"
)
_UNDECLINED: Final = ("оглу", "заде", "ли", "лы", "швили", "дзе")
# What opens a sentence, an office at most, and the verb behind it: nothing else may be its subject.
_IS_SUBJECT: Final = re.compile(
    r"(?:^|[.!?…]\s)(?:[А-ЯЁ][а-яё-]+(?:\s(?!(?:об?|про|для|от|у|к|при|над|перед)\s)[\w«»-]+){0,9}\s)?$"
)
# A surname that is the same in every case, or in the nominative where it ends so
_STRANGER: Final = re.compile(
    r"\s[А-ЯЁ][\w’'-]*(?:[оеиуэю]|[бвгджзклмнпрстфхцчшщ](?<![оеё]в)(?<!ин)(?<!ын)(?<!их)(?<!ых))$"
)
_ACTS: Final = re.compile(
    r"^\s(?:(?:в|на)\s[а-яё]+\s[а-яё]+\s|также\s|вчера\s|сегодня\s)?[а-яё]+[аеиуыяё]л(а?)(?:с[яь])?(?![а-яё])"
)
_SHE_SAID: Final = re.compile(r"[-–—,]\s[а-яё]+(?:ла|лась)\s(?:«[^»]+»\s)?(?:(?:[а-яё-]+|[А-ЯЁ]{2,6}),?\s){0,7}$")
_SHE_SAYS: Final = re.compile(r"^\s(?:также\s|не\s)?[а-яё]+(?:ла|лась)\b")
# What is hers or his, and the office of its owner: «Администрация президента США |».
_OWNED_BY: Final = re.compile(
    r"\b(?:[Аа]дминистрация|[Кк]оманда|[Пп]ресс-служба|[Кк]анцелярия|[Пп]артия|[Зз]ащита|[Сс]емья|[Жж]ена|[Сс]упруга|[Вв]дова|[Мм]ать|[Дд]очь|[Сс]естра"
    r"|[Пп]омощница|[Сс]оветница)\s(?:[а-яё-]+(?:а|я|ого|его)\s){0,3}(?:[А-ЯЁ][\w-]+\s){0,2}$"
)
# Behind these only who speaks stands: «сказал | Эрдем», «выступила | Малика Рахимова».
_SPOKE: Final = re.compile(
    r"\b(?:сказал|сообщил|заявил|отметил|рассказал|добавил|подчеркнул|пояснил|уточнил|выступил|напомнил|написал|ответил|признал|отмечает|говорит|считает|пишет|уверен|полагает|сообщает"
    r"|заявляет|рассказывает|подчеркивает|подчёркивает|поясняет|уточняет|добавляет|продолжает|заключил|констатировал|резюмировал|посетовал|подытожил|возразил|парировал)а?(?:сь|ся)?\s$"
)
# Which case the words right before a name ask for, whatever the tagger takes it for.
_GOVERNORS: Final = (
    (
        re.compile(
            r"\b(?:[Пп]о\s(?:словам|мнению|данным|информации|оценк[еа]м?|версии|утверждению|просьбе|инициативе|приказу|поручению|сведениям|признанию|свидетельству|подсчётам"
            r"|подсчетам|прогнозу|замыслу|задумке|сообщению|заявлению)|[Сс]о слов|[Вв] отношении|[Вв]о главе|[Ии]з-за|[Оо]т имени|[Пп]ри участии|[Пп]од руководством"
            r"|[Пп]ротив|[Дд]ля|[Уу]|[Оо]т|[Рр]ади|[Бб]ез|[Кк]роме|[Вв]место|[Пп]осле|[Дд]о|[Ии]з|[Нн]асчёт|[Нн]асчет)\s$"
        ),
        GEN,
    ),
    (re.compile(r"\b(?:[Кк]о?|[Бб]лагодаря|[Вв]опреки|[Нн]австречу)\s$"), DAT),
    (re.compile(r"\b[Сс]о?\s$"), f"{INS} {GEN}"),
    (re.compile(r"\b(?:[Нн]ад|[Пп]еред|[Мм]ежду)\s$"), INS),
    (re.compile(r"\b(?:[Оо]бо?|[Оо]|[Пп]ри)\s$"), LOC),
    (re.compile(r"\b(?:[Пп]ро|[Чч]ерез|[Вв]|[Нн]а)\s$"), f"{ACC} {LOC}"),
)
# A surname that opens a sentence, which the tagger passes over: «Байден заявил», «Лукашенко: …».
_OPENS: Final = re.compile(
    r"(?:(?<=^)|(?<=[.!?…\n]\s)|(?<=\n))([А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?)(?::\s|\s[—–-]\s|\s(?:(?:не|также|уже|снова|сам)\s)?([а-яё]+(?:л|ла|ет|ит|ёт|[ая]ет|лся|лась|[еи]тся))\b)",
    re.MULTILINE,
)
# Words of length that end so are surnames and nothing else, but for «Основа» and the like.
_SURELY: Final = re.compile(
    r"(?:\w{3}[оеё]в|\w{4}[оеё]ва|\w{3}[сц]к(?:ий|ая)|енко|швили|дзе|\w{3}ян|\w{2}чук|заде|уллин|\w{2}[оеё]вич)$"
)
_UNGOVERNED: Final = re.compile(r"(?:^|[.!?:»]\s|\n|,\s|\sи\s|[-–—]\s)$")
_BEFORE_PLACES: Final = frozenset(
    {"в", "во", "из", "до", "под", "город", "города", "городе", "городом", "городу", "селе", "село", "села"}
)
_ENDING: Final = re.compile(r"[а-яё]{0,4}\b(?!-)")


def persons_by_surname(article: ArticleText, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions with «Ковентри» taken for the person where the article names Кирсти Ковентри, and for the city behind «в».

    What is tagged as a body is the person where the spelling is no other's: «ДиМео».
    """
    surnames = {mention.shown.split(" ")[-1] for mention in mentions if mention.kind == "PER" and " " in mention.shown}
    return [
        mention._replace(kind="PER")
        if mention.kind != "PER"
        and mention.shown in surnames
        and not (mention.kind == "ORG" and mention.text != mention.shown)
        and last_word(article.before(mention))[1] not in _BEFORE_PLACES
        else mention
        for mention in mentions
    ]


def telling_words(mention: Mention) -> list[re.Match[str]]:
    """The words of a name, those first whose case tells that of the name: the surname, unless it does not decline."""
    words = list(WORD.finditer(mention.text))
    return words if words and words[-1].group().endswith(_UNDECLINED) else words[::-1]


def name_persons(
    article: ArticleText, mentions: Sequence[Mention], *, persons: PersonNames, titles: Collection[str]
) -> list[Mention]:
    """Persons with their canonical names."""
    forms: list[PersonForm] = []
    for mention in mentions:
        if persons.is_clear(mention.shown):
            case = ""
        else:
            row = _case_of_row(article, mentions[len(forms) - 1], forms[-1], mention, persons) if forms else ""
            case = row or _person_case(article, mention, persons, titles)
        forms.append(PersonForm(mention.shown, case))
    named = [mention._replace(name=name) for mention, name in zip(mentions, persons.resolve(forms), strict=True)]
    for at, mention in enumerate(named[1:], 1):
        before = named[at - 1]
        gap = _between(article, before, mention)
        if gap == " (" and mention.shown.isascii():
            named[at] = mention._replace(name=before.name)  # «Барри Лоуенкрон (Barry Lowenkron)»
        couple = persons.couple(before.shown, mention.shown) if gap == " и " else None
        if couple is not None:
            named[at - 1 : at + 1] = [before._replace(name=couple[0]), mention._replace(name=couple[1])]
    return named


def _between(article: ArticleText, before: Mention, mention: Mention) -> str:
    """What stands between two mentions of one field."""
    return article.fields[mention.field][before.span.stop : mention.span.start] if before.field == mention.field else ""


def _case_of_row(
    article: ArticleText, before: Mention, form: PersonForm, mention: Mention, persons: PersonNames
) -> str:
    """The case of the name before, for one in a row with it: «принял Али Асадова | и Эльнура Мамедова»."""
    gap = _between(article, before, mention)
    row = gap in (" и ", ", ") and " " in mention.shown and bool(form.case or persons.is_clear(form.text))
    cases = persons.cases(form) if row else ""
    # «По словам Анара Велиева, Эльнура Мамедова уехала»: behind a comma a clause may begin.
    return cases if cases and (gap == " и " or NOM in cases) and persons.may_be(mention.shown, cases) else ""


def _person_case(article: ArticleText, mention: Mention, persons: PersonNames, titles: Collection[str]) -> str:
    """The case that the context gives a person's name: that of the office right before it, else of its own words."""
    acts = _ACTS.match(article.after(mention)) if _STRANGER.search(mention.shown) else None
    if acts is not None and _IS_SUBJECT.search(article.before(mention)) and _stands(article, mention):
        return f"{NOM} {'f' if acts.group(1) else 'm'}"  # «Врач | Уле Мортенсен потребовал»: not Уля
    if _SHE_SAID.search(article.before(mention)) or _SHE_SAYS.match(article.after(mention)):
        # «уточнила начальник отдела | Фарида Улви-заде»: not Фарид
        return GEN if _is_of_her(article, mention, titles) else NOM
    if _SPOKE.search(article.before(mention)):
        return NOM
    office = office_case(article.before(mention))
    if office:
        return office
    opening = _OPENING_NOUN.search(article.before(mention))
    if opening is not None:
        token = article.token(mention.field, mention.span.start - len(opening.group(1)) - 1)
        if token is not None and token.pos == "NOUN" and token.case not in ("", NOM):
            return token.case  # «Комбайнера | Сахавата Гюльмалыева увезли»
    before = _OFFICE_BEFORE.search(article.before(mention))
    if before is not None and before.group().strip() in titles:
        token = article.token(mention.field, mention.span.start - len(before.group()))
        if token is not None and token.pos == "NOUN" and token.case:
            return token.case
    asked = next((case for before, case in _GOVERNORS if before.search(article.before(mention))), "")
    if asked and persons.may_be(mention.shown, asked):
        return asked
    beside = _SOMEBODY.search(article.before(mention))
    if beside is not None:
        token = article.token(mention.field, mention.span.start - len(beside.group()))
        somebody = token is not None and token.pos == "NOUN" and token.case in (DAT, INS)
        if token is not None and somebody and persons.may_be(mention.shown, token.case):
            return token.case  # «бизнесмену | Ю Мин Соку»
    for match in telling_words(mention):
        token = article.token(mention.field, mention.span.start + match.start())
        if token is not None and token.case:
            # The tagger takes women for men in the genitive where nothing governs them: «и Самира Гасанли».
            woman = " " in mention.shown or mention.shown.lower() in persons.given
            free = woman and _UNGOVERNED.search(article.before(mention)) is not None
            return "" if token.case == GEN and free else token.case
    return ""


def _stands(article: ArticleText, mention: Mention) -> bool:
    """Whether the tagger takes the last word of a name for a nominative."""
    words = list(WORD.finditer(mention.text))
    token = article.token(mention.field, mention.span.start + words[-1].start()) if words else None
    return token is not None and token.case == NOM


def _is_of_her(article: ArticleText, mention: Mention, titles: Collection[str]) -> bool:
    """Whether a woman's or a thing's name that governs the mention is the subject: «команда | Трампа | заявила».

    An office may stand between: «Администрация президента США | Джо Байдена | сняла».
    """
    before = article.before(mention)
    noun = _NOUN_BEFORE.search(before)
    office = _OWNED_BY.search(before)
    if office is not None:
        return True
    if noun is None or noun.group(1) in titles or noun.group(1).endswith(("ла", "лась")):
        return False
    token = article.token(mention.field, mention.span.start - len(noun.group()))
    return token is not None and (token.pos, token.case, token.gender) == ("NOUN", NOM, "f")


def surnames_alone(
    fields: Mapping[Field, str], people: Sequence[Mention], mentions: Sequence[Mention], *, persons: PersonNames
) -> Iterator[Mention]:
    """Mentions that the tagger passed over: «Гусейнову вручены грамоты», by the surname of one person named in full."""
    owners: dict[str, set[str]] = {}
    for mention in people:
        given, _, surname = mention.name.rpartition(" ")
        if given and "." not in given and surname.istitle() and len(surname) > 4:
            owners.setdefault(surname, set()).add(mention.name)
    for surname, names in owners.items() if people else ():
        if len(names) > 1:
            continue
        for field, text in fields.items():
            for start, stop in _words_beginning(surname[:-1], text):
                taken = any(
                    mention.field == field and mention.span.start < stop and start < mention.span.stop
                    for mention in mentions
                )
                printed = text[start:stop]
                if not taken and persons.is_form_of(printed, surname):
                    yield Mention(field, Span(start, stop, "PER"), printed, "PER", printed, name=next(iter(names)))


def surnames_first(fields: Mapping[Field, str], mentions: Sequence[Mention], persons: PersonNames) -> list[Mention]:
    """Surnames that open a sentence and that the tagger passed over: those of well-known people, or any whose bearer speaks."""
    found = []
    for field, text in fields.items():
        for match in _OPENS.finditer(text):
            start, stop = match.span(1)
            word, verb = match.groups()
            # «Русский: …» may be a language.
            speaks = _SPOKE.search(f"{verb} ") is not None if verb else not word.endswith(("ий", "ая"))
            known = persons.is_well_known(word) or (speaks and _SURELY.search(word) is not None)
            taken = any(m.field == field and m.span.start < stop and start < m.span.stop for m in mentions)
            if known and not taken:
                found.append(Mention(field, Span(start, stop, "PER"), word, "PER", word))
    return found


def _words_beginning(stem: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that are a stem with at most four letters behind it."""
    at = text.find(stem)
    while at >= 0:
        ending = _ENDING.match(text, at + len(stem))
        if ending and not (at and (text[at - 1].isalnum() or text[at - 1] == "_")):
            yield at, ending.end()
        at = text.find(stem, at + len(stem))
