"""One week on one page that an editor-in-chief would read: self-contained HTML, charts included."""

import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import polars as pl

from analytics.archive import Facts
from analytics.causes import risen
from analytics.errors import UsageError
from analytics.filters import UNCLASSIFIED, Filters
from analytics.queries import entity_ranking, ranking, select, undated
from analytics.stories import Story, stories
from analytics.telling import articles_word, day_words, decimal, sentence, sources_word
from analytics.trends import trends

_WEEKS: Final = 12  # in the small charts
_PAST_WEEKS: Final = 8  # that stories are looked for in
_TOPICS: Final = 10
_NAMES: Final = 10
_STORIES: Final = 8
Naming = Callable[[str, str], str]
Links = Callable[[list[str]], dict[str, tuple[str, str]]]

_WORDS: Final = {
    "ru": {
        "title": "Неделя {first} - {last}",
        "lead": "{count} {articles}, неделей раньше {before}. Больше всего писали на тему «{topic}»: {share} всех материалов.",
        "empty": "В эту неделю в архиве нет ни одного материала.",
        "topics": "Темы: доля материалов за неделю, изменение в пунктах, последние {weeks} недель",
        "out": "Что выделяется", "nothing": "Ничего: темы и имена держатся обычных долей.",
        "stories": "Главные сюжеты", "people": "О ком писали", "cited": "говорит в {count}",
        "sources": "Источники", "notes": "Как считалось",
        "how": "Точные копии учтены один раз. Без даты: {undated}. Без темы: {untold} из {count}. Время: {zone}. Построено {made}.",
        "new": "впервые",
    },
    "az": {
        "title": "{first} - {last} həftəsi",
        "lead": "{count} {articles}, əvvəlki həftə {before}. Ən çox yazılan mövzu «{topic}»: bütün məqalələrin {share} hissəsi.",
        "empty": "Bu həftə üçün arxivdə məqalə yoxdur.",
        "topics": "Mövzular: həftə ərzində pay, faiz bəndi ilə dəyişmə, son {weeks} həftə",
        "out": "Fərqlənənlər", "nothing": "Heç nə: mövzular və adlar adi paylarındadır.",
        "stories": "Əsas hadisələr", "people": "Kim haqqında yazılıb", "cited": "{count} məqalədə danışır",
        "sources": "Mənbələr", "notes": "Necə hesablanıb",
        "how": "Eyni surətlər bir dəfə sayılıb. Tarixsiz: {undated}. Mövzusuz: {untold} / {count}. Vaxt: {zone}. Hazırlanıb: {made}.",
        "new": "ilk dəfə",
    },
    "en": {
        "title": "Week of {first} to {last}",
        "lead": "{count} {articles}, {before} the week before. Most were about {topic}: {share} of all.",
        "empty": "The archive has no article of this week.",
        "topics": "Topics: share of the week's articles, change in points, the last {weeks} weeks",
        "out": "What stands out", "nothing": "Nothing: topics and names hold their usual shares.",
        "stories": "The main stories", "people": "Who was in the news", "cited": "speaks in {count}",
        "sources": "Sources", "notes": "How it was counted",
        "how": "Exact copies count once. Undated: {undated}. Without a topic: {untold} of {count}. Times: {zone}. Made {made}.",
        "new": "for the first time",
    },
}  # fmt: skip
_STYLE: Final = """
:root { color-scheme: light dark; --ink: light-dark(#1c1f24, #e8eaed); --soft: light-dark(#5a616b, #a7aeb8); --line: light-dark(#dfe2e6, #363b43); --accent: light-dark(#1f5fae, #8ab8f0); }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 46em; margin: 2em auto; padding: 0 1em; background: light-dark(#fff, #15181c); }
h1 { font-size: 1.6em; margin: 0 0 .2em; } h2 { font-size: 1.1em; margin: 2em 0 .4em; }
.lead { font-size: 1.15em; } small, .soft { color: var(--soft); } a { color: var(--accent); }
table { border-collapse: collapse; width: 100%; } td { padding: 4px 12px 4px 0; border-top: 1px solid var(--line); vertical-align: middle; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } svg { display: block; }
ol, ul { padding-left: 1.2em; } li { margin: .3em 0; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A calendar week: its Monday and Sunday."""

    first: date
    last: date


def week_of(text: str | None, *, now: datetime) -> Week:
    """``"2026-W47"`` -> that ISO week; without a text the last whole one. :class:`UsageError` for anything else."""
    if not text:
        monday = now.date() - timedelta(days=now.weekday() + 7)
        return Week(first=monday, last=monday + timedelta(days=6))
    year, _, number = text.partition("-W")
    try:
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError as error:
        raise UsageError(f"{text} is not a week: write it as 2026-W47") from error
    return Week(first=monday, last=monday + timedelta(days=6))


def digest(facts: Facts, week: Week, *, lang: str, naming: Naming, links: Links, now: datetime) -> str:
    """The page. ``naming`` gives a topic's name in a language, ``links`` article ids -> (title, address)."""
    text = _WORDS[lang]
    inside = Filters(since=week.first, until=week.last)
    before = Filters(since=week.first - timedelta(days=7), until=week.first - timedelta(days=1))
    count, earlier = (_count(facts, filters) for filters in (inside, before))
    head = text["title"].format(first=day_words(week.first, lang), last=day_words(week.last, lang))
    if not count:
        return _page(head, [f"<p>{_safe(text['empty'])}</p>"], lang)
    topics = _topics(facts, week, now)
    top = topics[0] if topics else None
    lead = text["lead"].format(
        count=count,
        articles=articles_word(count, lang),
        before=earlier,
        topic=naming(top[0], lang) if top else "-",
        share=_percent(top[1], lang) if top else "-",
    )
    parts = [
        f'<p class="lead">{_safe(lead)}</p>',
        _section(text["topics"].format(weeks=_WEEKS), _topic_table(topics, lang, naming)),
        _section(text["out"], _standing_out(facts, week, lang, naming, text)),
        _section(text["stories"], _story_list(_stories(facts, week), lang, links)),
        _section(text["people"], _people(facts, inside, lang, text)),
        _section(text["sources"], _sources(facts, inside)),
        _section(text["notes"], _how(facts, inside, count, lang, text, now)),
    ]
    return _page(head, parts, lang)


def _topics(facts: Facts, week: Week, now: datetime) -> list[tuple[str, float, float | None, list[float | None]]]:
    """Topics of the week by share: code, share, share the week before, shares of the last weeks."""
    since = week.first - timedelta(weeks=_WEEKS - 1)
    frame = trends(facts, Filters(since=since, until=week.last), by="topic", bucket="week", now=now)
    found = []
    for key in frame.get_column("key").unique(maintain_order=True).to_list():
        shares = frame.filter(pl.col("key") == key).sort("date").get_column("ratio").to_list()
        if key != UNCLASSIFIED and shares and shares[-1]:
            found.append((key, shares[-1], shares[-2] if len(shares) > 1 else None, shares))
    return sorted(found, key=lambda row: -row[1])[:_TOPICS]


def _topic_table(topics: list[tuple[str, float, float | None, list[float | None]]], lang: str, naming: Naming) -> str:
    top = max((share or 0.0 for _, _, _, shares in topics for share in shares), default=1.0)
    rows = []
    for key, share, before, shares in topics:
        points = round(100 * (share - (before or 0.0)))
        change = "" if before is None else f"{points:+d}" if points else "0"
        name = _safe(naming(key, lang))
        rows.append(
            f'<tr><td>{name}</td><td class="n">{_percent(share, lang)}</td><td class="n"><small>{change}</small></td>'
            f"<td>{_line(shares, top, name)}</td></tr>"
        )
    return f"<table>{''.join(rows)}</table>"


def _line(values: list[float | None], top: float, name: str) -> str:
    """A small line chart as SVG; a gap where there is no value."""
    width, height, pad = 220, 36, 4
    step = (width - 2 * pad) / max(len(values) - 1, 1)
    pieces: list[list[str]] = []
    run: list[str] = []
    for at, value in enumerate([*values, None]):
        if value is None:
            if run:
                pieces.append(run)
            run = []
        else:
            run.append(f"{pad + at * step:.1f},{height - pad - (height - 2 * pad) * value / (top or 1):.1f}")
    lines = "".join(
        f'<polyline points="{" ".join(piece)}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        for piece in pieces
    )
    last = pieces[-1][-1].split(",") if pieces else ("0", "0")
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{name}">'
        f'{lines}<circle cx="{last[0]}" cy="{last[1]}" r="2.5" fill="currentColor"/></svg>'
    )


def _standing_out(facts: Facts, week: Week, lang: str, naming: Naming, text: dict[str, str]) -> str:
    until = Filters(until=week.last)
    now = datetime.combine(week.last + timedelta(days=1), datetime.min.time()).astimezone()
    told = []
    for by in ("topic", "entity"):
        for card in risen(facts, until, by=by, bucket="week", now=now, last=1, limit=6):
            key = card.episode.key
            name = (naming if by == "topic" else facts.called.name)(key, lang)
            said = sentence(card, name, bucket="week", lang=lang, called=facts.called)
            told.append(f"<li>{_safe(said)}</li>")
    return f"<ul>{''.join(told)}</ul>" if told else f"<p>{_safe(text['nothing'])}</p>"


def _stories(facts: Facts, week: Week) -> list[Story]:
    """The largest stories that reach into the week; the weeks before say which words are rare."""
    found = stories(facts, Filters(since=week.first - timedelta(weeks=_PAST_WEEKS), until=week.last))
    return [story for story in found if story.last >= week.first][:_STORIES]


def _story_list(found: list[Story], lang: str, links: Links) -> str:
    known = links([story.article_ids[0] for story in found])
    rows = []
    for story in found:
        title, address = known.get(story.article_ids[0], (story.title, ""))
        size = f"{len(story.rows)} {articles_word(len(story.rows), lang)}"
        many = len(story.sources)
        sources = f"{many} {sources_word(many, lang)}" if many > 1 else story.sources[0][0]
        rows.append(f"<li>{_link(story.title or title, address)} <small>{_safe(size)}, {_safe(sources)}</small></li>")
    return f"<ol>{''.join(rows)}</ol>" if rows else "<p>-</p>"


def _people(facts: Facts, inside: Filters, lang: str, text: dict[str, str]) -> str:
    before = facts.mentions.filter(pl.col("day") < inside.since).get_column("entity_id").cast(pl.String).unique()
    rows = []
    for row in entity_ranking(facts, inside, kind="PER").head(_NAMES).iter_rows(named=True):
        marks = [text["cited"].format(count=row["cited"])] if row["cited"] else []
        if row["entity_id"] not in before:
            marks.append(text["new"])
        rows.append(
            f'<tr><td>{_safe(row["name"])}</td><td class="n">{row["articles"]}</td><td><small>{_safe(", ".join(marks))}</small></td></tr>'
        )
    return f"<table>{''.join(rows)}</table>"


def _sources(facts: Facts, inside: Filters) -> str:
    rows = [
        f'<tr><td>{_safe(source)}</td><td class="n">{count}</td></tr>'
        for source, count in ranking(facts, inside, "source").head(_NAMES).iter_rows()
    ]
    return f"<table>{''.join(rows)}</table>"


def _how(facts: Facts, inside: Filters, count: int, lang: str, text: dict[str, str], now: datetime) -> str:
    untold = _count(facts, replace(inside, topics=(UNCLASSIFIED,)))
    said = text["how"].format(
        undated=undated(facts, Filters()),
        untold=untold,
        count=count,
        zone=facts.zone,
        made=now.strftime("%Y-%m-%d %H:%M %Z"),
    )
    return f'<p class="soft">{_safe(said)}</p>'


def _count(facts: Facts, filters: Filters) -> int:
    return int(select(facts, filters).select(pl.len()).collect().item())


def _section(title: str, body: str) -> str:
    return f"<section><h2>{_safe(title)}</h2>{body}</section>"


def _page(title: str, parts: list[str], lang: str) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{_safe(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><h1>{_safe(title)}</h1>{''.join(parts)}</body></html>\n"
    )


def _link(text: str, address: str) -> str:
    """A link for web addresses only; anything else stays text."""
    if urlsplit(address).scheme in ("http", "https"):
        return f'<a href="{_safe(address)}" rel="noopener noreferrer">{_safe(text)}</a>'
    return _safe(text)


def _percent(share: float, lang: str) -> str:
    return f"{decimal(100 * share, lang)} %" if lang == "ru" else f"{decimal(100 * share, lang)}%"


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
