"""What people decided on names since, put on top of mentions that were worked out before: only the names spoken of are looked at again.

Working out the mentions of a million articles takes seconds; whoever merges two names wants to see one at once.
"""

from collections.abc import Callable, Iterable

import polars as pl

from analytics.called import spellings
from analytics.entities.decisions import Resolution, applied, told_apart
from analytics.relabelled import SHARED
from analytics.store import Store


def renamed(
    store: Store,
    articles: pl.DataFrame,
    mentions: pl.DataFrame,
    spelled: pl.DataFrame,
    *,
    before: Resolution,
    after: Resolution,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Mentions and spellings of Facts, which are as ``before`` has them, as ``after`` has them. What was there is left as it was."""
    touched = _touched(before, after)
    if not touched:
        return mentions, spelled
    holds = mentions.get_column("entity_id").is_in(sorted(touched))
    rows = mentions.filter(holds).select("row").unique()
    stored = _stored(store, articles[rows.get_column("row")], _known_as(touched, before, after))
    stored = told_apart(stored, after).drop("titles")
    of_touched = pl.col("entity_id").cast(pl.String).is_in(sorted(touched))
    shared = articles.select(SHARED)
    new = applied(stored, after).filter(of_touched).sort("row").join(shared, on="row", maintain_order="left")
    own = spellings(stored, articles.get_column("lang"), after).filter(of_touched)
    return (
        mentions.filter(~holds).merge_sorted(new.select(mentions.columns), "row").rechunk(),
        pl.concat([spelled.filter(~of_touched), own]),
    )


def _touched(before: Resolution, after: Resolution) -> set[str]:
    """The entities, as one of both has them, that may have other mentions or another name in the other."""
    moved = {key for key in {*before.parents, *after.parents} if before.parents.get(key) != after.parents.get(key)}
    called = {key for key in {*before.shown, *after.shown} if before.shown.get(key) != after.shown.get(key)}
    # Of a name that is divided the order of its parts counts too: an office may fit two of them.
    parts = [_parts(found) for found in (before, after)]
    divided = {key for key in {*parts[0], *parts[1]} if parts[0].get(key) != parts[1].get(key)}
    leading = [_leads_to(found, parents=False) for found in (before, after)]
    reached = _closure(divided, lambda key: (own for graph in leading for own in graph.get(key, ())))
    return called | {found.root(key) for found in (before, after) for key in moved | called | reached}


def _known_as(touched: set[str], before: Resolution, after: Resolution) -> set[str]:
    """The ids under which mentions of these entities may be stored."""
    backward: dict[str, set[str]] = {}
    for found in (before, after):
        for key, others in _leads_to(found, parents=True).items():
            for other in others:
                backward.setdefault(other, set()).add(key)
    return _closure(touched, lambda key: backward.get(key, ()))


def _leads_to(found: Resolution, *, parents: bool) -> dict[str, set[str]]:
    """What an id becomes in the next step: an entity of its own, and with ``parents`` what it is part of."""
    steps = [(key, own) for divided in (found.apart, found.callings) for (key, _), own in divided.items()]
    graph: dict[str, set[str]] = {}
    for key, other in (*steps, *(found.parents.items() if parents else ())):
        graph.setdefault(key, set()).add(other)
    return graph


def _parts(found: Resolution) -> dict[str, list[tuple[str, str]]]:
    parts: dict[str, list[tuple[str, str]]] = {}
    for divided in (found.apart, found.callings):
        for (key, part), own in divided.items():
            parts.setdefault(key, []).append((part, own))
    return parts


def _closure(begin: Iterable[str], following: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything that is reached from ``begin``, itself included."""
    found, waiting = set(begin), list(begin)
    while waiting:
        for key in following(waiting.pop()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def _stored(store: Store, articles: pl.DataFrame, ids: set[str]) -> pl.DataFrame:
    """The stored mentions of these ids in the newest revisions of these articles, by row."""
    wanted = articles.lazy().select("row", "article_id")
    newest = (
        store.scan("articles")
        .select("article_id", "revision")
        .join(wanted, on="article_id")
        .filter(pl.col("revision") == pl.col("revision").max().over("article_id"))
    )
    return (
        store.scan("mentions")
        .filter(pl.col("entity_id").is_in(sorted(ids)))
        .select(
            "article_id",
            "revision",
            pl.col("entity_id", "kind", "name", "role").cast(pl.Categorical),
            "count",
            "titles",
        )
        .join(newest, on=["article_id", "revision"])
        .select("row", "entity_id", "kind", "name", "count", "role", "titles")
        .sort("row")
        .collect()
    )
