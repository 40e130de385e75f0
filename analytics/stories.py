"""Articles on one event, grouped over days as they come."""

import math
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.queries import select
from analytics.text import lower
from analytics.words import stem, words

_ALIKE: Final = 0.22  # cosine from which an article belongs to a story
_SILENCE: Final = timedelta(days=6)  # after which a story is over
_NAME: Final = 1.5  # weight of a name against that of a title word, names being the same in all languages
_SHORTEST: Final = 3
_FADE: Final = 0.85  # what each new article leaves of a story's older weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one event: ``rows`` of ``facts.articles`` in the order of time; ``title`` of the most typical one.

    ``first``, ``peak`` (the day with most articles) and ``last`` are days; ``sources`` and ``names`` by how many articles
    have them.
    """

    story_id: str
    title: str
    rows: tuple[int, ...]
    article_ids: tuple[str, ...]
    first: date
    peak: date
    last: date
    sources: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, str, int], ...]  # entity_id, name, articles

    def as_dict(self) -> dict[str, object]:
        """JSON-ready values."""
        return {
            "story_id": self.story_id,
            "title": self.title,
            "articles": len(self.rows),
            "article_ids": list(self.article_ids),
            "first": self.first.isoformat(),
            "peak": self.peak.isoformat(),
            "last": self.last.isoformat(),
            "sources": [{"source": source, "count": count} for source, count in self.sources],
            "names": [{"entity_id": key, "name": name, "count": count} for key, name, count in self.names],
        }


@dataclass(slots=True)
class _Growing:
    weights: dict[str, float]
    length: float
    last: datetime
    rows: list[int] = field(default_factory=list)


def stories(facts: Facts, filters: Filters, *, least: int = 2) -> list[Story]:
    """Stories of ``least`` articles or more among the dated articles that fit, the largest first.

    One pass in the order of time (incremental clustering as in topic detection and tracking; Allan 2002): an article joins the
    story of the last six days that is most like it, if their cosine over title stems and names, weighted by rarity, is
    high enough, else it begins one. The grouping of older articles never changes when newer ones come.
    """
    return stories_among(facts, select(facts, filters).select("row").collect(), least=least)


def since_when(facts: Facts, filters: Filters, *, most: int) -> date | None:
    """The first day from which on ``most`` dated articles or fewer fit, None where one day has more: what grouping can take."""
    days = select(facts, filters).filter(pl.col("day").is_not_null()).group_by("day").agg(n=pl.len()).collect()
    late = days.sort("day", descending=True).filter(pl.col("n").cum_sum() <= most)
    found = late.get_column("day").min()
    return found if isinstance(found, date) else None


def stories_among(facts: Facts, rows: pl.DataFrame, *, least: int = 2) -> list[Story]:
    """The same among given articles (a frame of ``row``)."""
    articles = (
        facts.articles.lazy()
        .join(rows.lazy().select("row"), on="row", how="semi")
        .filter(pl.col("day").is_not_null())
        .select("row", "article_id", "title", "published", "day", pl.col("source", "lang").cast(pl.String))
        .sort("published", "row")
        .collect()
    )
    named: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row, key, name in (
        facts.mentions.lazy()
        .join(articles.lazy().select("row"), on="row", how="semi")
        .select("row", pl.col("entity_id", "name").cast(pl.String))
        .collect()
        .iter_rows()
    ):
        named[row].append((key, name))
    grown = _grouped(articles, named)
    known = {row["row"]: row for row in articles.iter_rows(named=True)}
    found = [_story(story.rows, known, named) for story in grown if len(story.rows) >= least]
    return sorted(found, key=lambda story: (-len(story.rows), -story.last.toordinal(), story.story_id))


def story_of(facts: Facts, article_id: str) -> Story | None:
    """The story that an article belongs to, among the articles of the days around it that share a name with it.

    None where no other article is on its event, or where it is undated or names nobody.
    """
    own = facts.articles.filter(pl.col("article_id") == article_id)
    day = own.item(0, "day") if own.height else None
    if day is None:
        return None
    near = pl.col("day").is_between(day - _SILENCE, day + _SILENCE)
    around = facts.mentions.lazy().filter(near & ~pl.col("copy"))
    names = around.filter(pl.col("row") == own.item(0, "row")).select("entity_id")
    rows = around.join(names, on="entity_id", how="semi").select("row").unique().collect()
    found = stories_among(facts, rows)
    return next((story for story in found if article_id in story.article_ids), None)


def _grouped(articles: pl.DataFrame, named: Mapping[int, Iterable[tuple[str, str]]]) -> list[_Growing]:
    seen: Counter[str] = Counter()  # in how many articles so far a feature was
    done: list[_Growing] = []
    active: OrderedDict[int, _Growing] = OrderedDict()  # the longest silent first
    holders: dict[str, set[int]] = defaultdict(set)  # feature -> active stories that have it
    for number, row in enumerate(articles.iter_rows(named=True), 1):
        when = row["published"]
        while active and when - next(iter(active.values())).last > _SILENCE:
            key, over = active.popitem(last=False)
            for feature in over.weights:
                holders[feature].discard(key)
            done.append(over)
        features = _features(row["title"] or "", row["lang"], [key for key, _ in named.get(row["row"], ())])
        seen.update(features)
        vector = {f: weight * math.log(1 + number / seen[f]) for f, weight in features.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        best = _nearest(vector, length, active, holders)
        if best is None:
            best = number
            active[best] = _Growing({}, 1.0, when)
        story = active[best]
        for feature in story.weights:
            story.weights[feature] *= _FADE
        for feature, value in vector.items():
            story.weights[feature] = story.weights.get(feature, 0.0) + value / length
            holders[feature].add(best)
        story.length = math.sqrt(sum(value * value for value in story.weights.values())) or 1.0
        story.last = when
        active.move_to_end(best)
        story.rows.append(row["row"])
    return [*done, *active.values()]


def _nearest(
    vector: Mapping[str, float], length: float, active: Mapping[int, _Growing], holders: Mapping[str, set[int]]
) -> int | None:
    """The active story most like an article, None where none is alike enough.

    Common words stand in thousands of stories and say little. As many of them as could not make a story alike by themselves
    (the cosine is at most their length over the whole, Cauchy-Schwarz) are looked at only in stories that share a rarer one.
    """
    weak: dict[str, float] = {}
    room = (_ALIKE * length) ** 2
    for feature in sorted(vector, key=lambda feature: -len(holders.get(feature, ()))):
        if vector[feature] ** 2 < room:
            room -= vector[feature] ** 2
            weak[feature] = vector[feature]
    products: dict[int, float] = defaultdict(float)
    for feature, value in vector.items():
        if feature not in weak:
            for key in holders.get(feature, ()):
                products[key] += value * active[key].weights[feature]
    rest = math.sqrt(sum(value * value for value in weak.values()))
    best, alike = None, _ALIKE
    for key, product in products.items():
        story = active[key]
        if product + rest * story.length >= alike * length * story.length:
            weights = story.weights
            product += sum(value * weights.get(feature, 0.0) for feature, value in weak.items())
            if product >= alike * length * story.length:
                best, alike = key, product / (length * story.length)
    return best


def _features(title: str, lang: str, names: Iterable[str]) -> dict[str, float]:
    found = {f"{lang} {stem(word, lang)}": 1.0 for word in words(title, lang) if len(lower(word, lang)) >= _SHORTEST}
    return found | dict.fromkeys(names, _NAME)


def _story(rows: list[int], known: Mapping[int, dict[str, Any]], named: Mapping[int, list[tuple[str, str]]]) -> Story:
    days = Counter(known[row]["day"] for row in rows)
    sources = Counter(str(known[row]["source"]) for row in rows)
    names = Counter(pair for row in rows for pair in named.get(row, ()))
    common = {key for (key, _), count in names.items() if count > 1}
    typical = max(rows, key=lambda row: (sum(key in common for key, _ in named.get(row, ())), -rows.index(row)))
    peak = min(days, key=lambda day: (-days[day], day))
    return Story(
        story_id=str(known[rows[0]]["article_id"]),
        title=str(known[typical]["title"]),
        rows=tuple(rows),
        article_ids=tuple(str(known[row]["article_id"]) for row in rows),
        first=min(days),
        peak=peak,
        last=max(days),
        sources=tuple(sources.most_common()),
        names=tuple((key, name, count) for (key, name), count in names.most_common(8)),
    )
