"""What /v1 answers: the numbers of the library, read from one archive."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import orjson
import polars as pl

from analytics import asking
from analytics.audit import Audit
from analytics.errors import ModelError, UsageError
from analytics.jobs import Jobs
from analytics.labels import Labels
from analytics.queries import entity_ranking, listing, partners
from analytics.stories import stories
from analytics.views import Views
from dashboards.access import require
from dashboards.context import Context
from dashboards.rates import error_rates_of
from dashboards.rest.form import MOST, Missing, given_names, next_page, nothing_given, page_asked

if TYPE_CHECKING:
    from models.classifier import Classifier

_KINDS: Final = ("PER", "ORG", "LOC")


def answers(context: Context) -> dict[str, Callable[..., Any]]:
    """Path below /v1 -> what answers a GET there."""

    def trends() -> Any:
        given = given_names()
        question = asking.trends_question(given)
        facts = context.archive.facts(asking.zone_of(given))
        rates = error_rates_of(context, question.target) if question.corrected else None
        found = asking.shares(question, facts, context.index, now=context.clock(), rates=rates)
        # Written by Polars: going by way of Python's dictionaries would take three times as long.
        rows = orjson.Fragment(asking.written(found).write_json())
        return {"rows": rows, "zone": facts.zone}

    def so_far() -> Any:
        given = given_names()
        facts = context.archive.facts(asking.zone_of(given))
        found = asking.running(asking.trends_question(given), facts, now=context.clock())
        return {"rows": found.to_dicts(), "zone": facts.zone}

    def rising() -> Any:
        given = given_names()
        question = asking.rising_question(given)
        facts = context.archive.facts(asking.zone_of(given))
        return {"items": asking.standing_out(question, facts, now=context.clock(), naming=context.taxonomy.name)}

    def levels() -> Any:
        given = given_names()
        asking.known(given, [name for name in asking.RISING_NAMES if name != "last"])
        question = asking.rising_question(given)
        facts = context.archive.facts(asking.zone_of(given))
        return {"items": asking.lasting(question, facts, now=context.clock(), naming=context.taxonomy.name)}

    def health() -> Any:
        nothing_given()
        articles = context.facts().articles
        newest = articles.get_column("published").max()
        try:
            model = served_model(context).ref
        except ModelError:
            model = None
        return {
            "articles": articles.height,
            "newest": newest,
            "rejected": context.store.scan("rejected").select(pl.len()).collect().item(),
            "search_is_current": context.index.is_current(),
            "model": model,
        }

    def search() -> Any:
        given = given_names()
        asking.known(given, (*asking.FILTER_NAMES, "q", "limit", "cursor", "order"))
        offset, limit = page_asked(given)
        newest = asking.chosen(given, "order", ("newest", "best"), "newest") == "newest"
        filters = asking.filters_of(given)
        found = asking.search_page(
            asking.one(given, "q"), filters, context.archive, context.index, offset=offset, limit=limit, newest=newest
        )
        return found | next_page(offset, limit, int(str(found["total"])))

    def articles() -> Any:
        given = given_names()
        asking.known(given, (*asking.FILTER_NAMES, "limit", "cursor", "tz"))
        offset, limit = page_asked(given)
        facts = context.archive.facts(asking.zone_of(given))
        total, rows = listing(facts, asking.filters_of(given), offset=offset, limit=limit)
        return {"total": total, "articles": rows.to_dicts()} | next_page(offset, limit, total)

    def article(article_id: str) -> Any:
        nothing_given()
        reading = context.archive.read(article_id)
        if reading is None:
            raise Missing(f"there is no article {article_id}")
        return {
            "article": reading.article,
            "section": reading.section,
            "basis": reading.basis,
            "topics": [{"code": code, "score": score, "basis": basis} for code, score, basis in reading.topics],
            "entities": list(reading.entities),
            "attribution": [{"name": given.name, "phrase": given.phrase} for given in reading.attribution],
            "copies": list(reading.copies),
        }

    def history(article_id: str) -> Any:
        nothing_given()
        if context.archive.read(article_id) is None:
            raise Missing(f"there is no article {article_id}")
        return {"labels": [label.as_dict() for label in Labels(context.store).of(article_id)]}

    def entities() -> Any:
        given = given_names()
        asking.known(given, (*asking.FILTER_NAMES, "kind", "limit", "cursor"))
        offset, limit = page_asked(given)
        kind = asking.chosen(given, "kind", ("", *_KINDS), "") or None
        rows = entity_ranking(context.facts(), asking.filters_of(given), kind=kind)
        return {"total": rows.height, "entities": rows.slice(offset, limit).to_dicts()} | next_page(
            offset, limit, rows.height
        )

    def entity(entity_id: str) -> Any:
        facts, given = context.facts(), given_names()
        asking.known(given, asking.FILTER_NAMES)
        key, filters = facts.names.root(entity_id), asking.filters_of(given)
        known = entity_ranking(facts, filters).filter(pl.col("entity_id") == key)
        if known.is_empty():
            raise Missing(f"there is no entity {entity_id} in these articles")
        return known.row(0, named=True) | {"partners": partners(facts, filters, key).head(50).to_dicts()}

    def grouped() -> Any:
        given = given_names()
        asking.known(given, (*asking.FILTER_NAMES, "limit", "cursor"))
        offset, limit = page_asked(given)
        found = stories(context.facts(), asking.filters_of(given))
        page = [story.as_dict() for story in found[offset : offset + limit]]
        return {"total": len(found), "stories": page} | next_page(offset, limit, len(found))

    def comparison() -> Any:
        given = given_names()
        sides: list[dict[str, list[str]]] = [{}, {}]
        for name, values in given.items():
            side, _, rest = name.partition(".")
            if side not in ("first", "second") or not rest:
                raise UsageError(
                    f"{name} is not known here: write first.source=... and second.source=..., or another filter"
                )
            sides[side == "second"][rest] = values
        for part in sides:
            asking.known(part, asking.FILTER_NAMES)
        return asking.compared(context.facts(), *(asking.filters_of(part) for part in sides), now=context.clock())

    def models() -> Any:
        nothing_given()
        model = served_model(context)
        return {
            "model": model.ref,
            "labels": {name: list(map(str, head.classes_)) for name, head in model.heads.items()},
            "card": model.card,
        }

    def views() -> Any:
        nothing_given()
        return {"views": [view.as_dict() for view in Views(context.store).all()]}

    def notes() -> Any:
        nothing_given()
        return {"notes": [note.as_dict() for note in context.facts().notes]}

    def jobs() -> Any:
        nothing_given()
        return {"jobs": [job.as_dict() for job in jobs_of(context).all()]}

    def audit() -> Any:
        require("admin")
        given = given_names()
        asking.known(given, ("limit", "who", "act"))
        limit = asking.number(given, "limit", 50, most=MOST)
        acts = Audit(context.store.home).newest(limit, who=asking.one(given, "who"), act=asking.one(given, "act"))
        return {"acts": [act.as_dict() for act in acts]}

    def labels() -> Any:
        nothing_given()
        return {"labels": [{"code": code.code, "names": dict(code.names)} for code in context.taxonomy.codes]}

    return {
        "/trends": trends,
        "/trends/so-far": so_far,
        "/rising": rising,
        "/levels": levels,
        "/health": health,
        "/compare": comparison,
        "/stories": grouped,
        "/search": search,
        "/articles": articles,
        "/articles/<article_id>": article,
        "/articles/<article_id>/labels": history,
        "/entities": entities,
        "/entities/<path:entity_id>": entity,
        "/models": models,
        "/labels": labels,
        "/notes": notes,
        "/jobs": jobs,
        "/audit": audit,
        "/views": views,
    }


def served_model(context: Context) -> "Classifier":
    """The model that labels now; :class:`ModelError` where there is none."""
    if context.models is None:
        raise ModelError("no model is served here")
    return context.models("agency")


def jobs_of(context: Context) -> Jobs:
    """The long work of the archive; :class:`Missing` where nobody does any."""
    if context.jobs is None:
        raise Missing("nobody does long work here")
    return context.jobs
