"""/v1: the same numbers for programs. JSON in and out, problems as problem+json (RFC 9457), pages by cursor."""

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import orjson
import polars as pl
from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from analytics import asking
from analytics.audit import Audit
from analytics.errors import InputError, ModelError, RubrikaError, UsageError
from analytics.given import only
from analytics.given import text as text_of
from analytics.jobs import Jobs
from analytics.queries import entity_ranking, listing, partners
from analytics.stories import stories
from analytics.views import Views, view_of
from dashboards.access import actor, require
from dashboards.access.people import Refused
from dashboards.context import Context
from dashboards.openapi import document, page
from models.evaluation import error_rates

if TYPE_CHECKING:
    from models.classifier import Classifier

PREFIX: Final = "/v1"
_MOST: Final = 500  # rows on a page
_MOST_TEXTS: Final = 100
_MOST_BYTES: Final = 5_000_000
_KINDS: Final = ("PER", "ORG", "LOC")


def blueprint(context: Context) -> Blueprint:
    """All routes over one archive."""
    routes = Blueprint("v1", __name__, url_prefix=PREFIX)
    for path, answer in _answers(context).items():
        routes.add_url_rule(path, path, _json(answer), methods=["GET"])
    routes.add_url_rule("/predict", "predict", _json(lambda: _predict(context)), methods=["POST"])
    routes.add_url_rule("/views", "views", _json(lambda: _save_view(context)), methods=["POST"])
    routes.add_url_rule(
        "/views/<path:name>", "view", _json(lambda name: _remove_view(context, name)), methods=["DELETE"]
    )
    routes.add_url_rule("/jobs", "jobs", _json(lambda: _ask_job(context)), methods=["POST"])
    routes.add_url_rule(
        "/jobs/<job_id>/cancel", "cancel", _json(lambda job_id: _cancel(context, job_id)), methods=["POST"]
    )
    routes.add_url_rule("/openapi.json", "openapi", _json(document))
    routes.add_url_rule("/", "docs", lambda: Response(page(), mimetype="text/html"))
    routes.add_url_rule("/<path:other>", "other", _json(_nothing), methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
    return routes


def _answers(context: Context) -> dict[str, Callable[..., Any]]:
    def trends() -> Any:
        given = _given()
        question = asking.trends_question(given)
        rates = error_rates(_model(context).card, question.target) if question.corrected else None
        facts = context.archive.facts(asking.zone_of(given))
        found = asking.shares(question, facts, context.index, now=context.clock(), rates=rates)
        # Written by Polars: going by way of Python's dictionaries would take three times as long.
        rows = orjson.Fragment(found.with_columns(pl.col("date").cast(pl.String)).write_json())
        return {"rows": rows, "zone": facts.zone}

    def so_far() -> Any:
        given = _given()
        facts = context.archive.facts(asking.zone_of(given))
        found = asking.running(asking.trends_question(given), facts, now=context.clock())
        return {"rows": found.to_dicts(), "zone": facts.zone}

    def rising() -> Any:
        given = _given()
        question = asking.rising_question(given)
        facts = context.archive.facts(asking.zone_of(given))
        return {"items": asking.standing_out(question, facts, now=context.clock(), naming=context.taxonomy.name)}

    def levels() -> Any:
        given = _given()
        asking.known(given, [name for name in asking.RISING_NAMES if name != "last"])
        question = asking.rising_question(given)
        facts = context.archive.facts(asking.zone_of(given))
        return {"items": asking.lasting(question, facts, now=context.clock(), naming=context.taxonomy.name)}

    def health() -> Any:
        articles = context.facts().articles
        newest = articles.get_column("published").max()
        try:
            model = _model(context).ref
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
        given = _given()
        asking.known(given, (*asking.FILTER_NAMES, "q", "limit", "cursor", "order"))
        offset, limit = _page(given)
        newest = asking.chosen(given, "order", ("newest", "best"), "newest") == "newest"
        filters = asking.filters_of(given)
        found = asking.search_page(
            asking.one(given, "q"), filters, context.archive, context.index, offset=offset, limit=limit, newest=newest
        )
        return found | _next(offset, limit, int(str(found["total"])))

    def articles() -> Any:
        given = _given()
        asking.known(given, (*asking.FILTER_NAMES, "limit", "cursor", "tz"))
        offset, limit = _page(given)
        facts = context.archive.facts(asking.zone_of(given))
        total, rows = listing(facts, asking.filters_of(given), offset=offset, limit=limit)
        return {"total": total, "articles": rows.to_dicts()} | _next(offset, limit, total)

    def article(article_id: str) -> Any:
        reading = context.archive.read(article_id)
        if reading is None:
            raise _Missing(f"there is no article {article_id}")
        return {
            "article": reading.article,
            "section": reading.section,
            "basis": reading.basis,
            "topics": [{"code": code, "score": score, "basis": basis} for code, score, basis in reading.topics],
            "entities": list(reading.entities),
            "attribution": [{"name": given.name, "phrase": given.phrase} for given in reading.attribution],
            "copies": list(reading.copies),
        }

    def entities() -> Any:
        given = _given()
        asking.known(given, (*asking.FILTER_NAMES, "kind", "limit", "cursor"))
        offset, limit = _page(given)
        kind = asking.chosen(given, "kind", ("", *_KINDS), "") or None
        rows = entity_ranking(context.facts(), asking.filters_of(given), kind=kind)
        return {"total": rows.height, "entities": rows.slice(offset, limit).to_dicts()} | _next(
            offset, limit, rows.height
        )

    def entity(entity_id: str) -> Any:
        facts = context.facts()
        key, filters = facts.names.root(entity_id), asking.filters_of(_given())
        known = entity_ranking(facts, filters).filter(pl.col("entity_id") == key)
        if known.is_empty():
            raise _Missing(f"there is no entity {entity_id} in these articles")
        return known.row(0, named=True) | {"partners": partners(facts, filters, key).head(50).to_dicts()}

    def grouped() -> Any:
        given = _given()
        asking.known(given, (*asking.FILTER_NAMES, "limit", "cursor"))
        offset, limit = _page(given)
        found = stories(context.facts(), asking.filters_of(given))
        page = [story.as_dict() for story in found[offset : offset + limit]]
        return {"total": len(found), "stories": page} | _next(offset, limit, len(found))

    def comparison() -> Any:
        given = _given()
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
        model = _model(context)
        return {
            "model": model.ref,
            "labels": {name: list(map(str, head.classes_)) for name, head in model.heads.items()},
            "card": model.card,
        }

    def views() -> Any:
        return {"views": [view.as_dict() for view in Views(context.store).all()]}

    def notes() -> Any:
        return {"notes": [note.as_dict() for note in context.facts().notes]}

    def jobs() -> Any:
        return {"jobs": [job.as_dict() for job in _jobs(context).all()]}

    def audit() -> Any:
        require("admin")
        given = _given()
        asking.known(given, ("limit", "who", "act"))
        limit = asking.number(given, "limit", 50, most=_MOST)
        acts = Audit(context.store.home).newest(limit, who=asking.one(given, "who"), act=asking.one(given, "act"))
        return {"acts": [act.as_dict() for act in acts]}

    def labels() -> Any:
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
        "/entities": entities,
        "/entities/<path:entity_id>": entity,
        "/models": models,
        "/labels": labels,
        "/notes": notes,
        "/jobs": jobs,
        "/audit": audit,
        "/views": views,
    }


class _Missing(RubrikaError):
    """What was asked for is not there."""


def _nothing(other: str) -> Any:
    raise _Missing(f"there is no {PREFIX}/{other}: see {PREFIX}/")


def _predict(context: Context) -> Any:
    """``{"texts": [...], "explain": true}`` -> predictions, and with explain the parts that each label is made of."""
    asked = _sent()
    texts = asked.get("texts") if isinstance(asked, dict) else None
    if (
        not isinstance(texts, list)
        or not 1 <= len(texts) <= _MOST_TEXTS
        or not all(isinstance(t, str | dict) for t in texts)
    ):
        raise UsageError(
            f'the body is {{"texts": [...]}} with 1 to {_MOST_TEXTS} texts, each a string or {{"title", "text"}}'
        )
    model = _model(context)
    found = [prediction.as_dict() for prediction in model.predict(texts)]
    if asked.get("explain"):
        from models.document import as_document
        from models.explain import explain

        for prediction, text in zip(found, texts, strict=True):
            read = as_document(text)
            prediction["reasons"] = {
                target: [label.as_dict() for label in explain(model, read, target=target)] for target in model.heads
            }
    return {"predictions": found}


def _save_view(context: Context) -> Any:
    """``{"name": "migration", "topic": ["migration"], "bucket": "day", "who": "editor"}`` -> the view as it is kept."""
    row, who = _written()
    return Views(context.store).save(view_of(row, "the view"), who=who).as_dict()


def _remove_view(context: Context, name: str) -> Any:
    _, who = _written(empty=True)
    views = Views(context.store)
    if name not in {view.name for view in views.all()}:
        raise _Missing(f"there is no view {name}")
    return views.remove(name, who=who).as_dict()


def _ask_job(context: Context) -> Any:
    """``{"kind": "enrich"}`` -> the job as it waits."""
    require("admin")
    row, who = _written()
    only(row, {"kind"}, "the body")
    return _jobs(context).ask(text_of(row.get("kind"), "kind"), who=who).as_dict()


def _cancel(context: Context, job_id: str) -> Any:
    require("admin")
    _, who = _written(empty=True)
    jobs = _jobs(context)
    if job_id not in {job.job_id for job in jobs.all()}:
        raise _Missing(f"there is no job {job_id}")
    return jobs.cancel(job_id, who=who).as_dict()


def _jobs(context: Context) -> Jobs:
    if context.jobs is None:
        raise _Missing("nobody does long work here")
    return context.jobs


def _written(*, empty: bool = False) -> tuple[dict[str, Any], str]:
    """The object in the body of a request that changes something, and who sends it (``who`` in it, else
    "rest"; where people sign in, whoever did).

    Only bodies declared as JSON: a form of a foreign page cannot declare that, so it changes nothing here.
    """
    if request.mimetype != "application/json":
        raise UsageError("this changes the archive: send the header Content-Type: application/json")
    row = {} if empty and not request.content_length else _sent()
    if not isinstance(row, dict):
        raise UsageError("the body is a JSON object")
    who = text_of(row.pop("who", "rest"), "who")
    person = actor()
    return row, person.name if person.known else who


def _sent() -> Any:
    """The JSON body of the request."""
    if (request.content_length or 0) > _MOST_BYTES:
        raise UsageError(f"the body is larger than {_MOST_BYTES:,} bytes: send less at once")
    try:
        return orjson.loads(request.get_data(cache=False))
    except orjson.JSONDecodeError as error:
        raise UsageError(f"the body is not JSON: {error}") from error


def _model(context: Context) -> "Classifier":
    if context.models is None:
        raise ModelError("no model is served here")
    return context.models("agency")


def _json(answer: Callable[..., Any]) -> Callable[..., Response]:
    def respond(**parts: str) -> Response:
        try:
            return _body(answer(**parts), 200)
        except _Missing as error:
            return _problem(error, 404, "not found")
        except Refused as error:
            return _problem(error, 403, "refused")
        except (UsageError, InputError) as error:
            return _problem(error, 400, "bad request")
        except RubrikaError as error:
            return _problem(error, 503, "not available")
        except HTTPException as error:
            return _problem(error, error.code or 500, error.name.lower())

    return respond


def _body(value: Any, status: int, kind: str = "application/json") -> Response:
    packed = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS, default=str)
    return Response(packed, status, mimetype=kind)


def _problem(error: Exception, status: int, title: str) -> Response:
    detail = " ".join(str(error).split())
    return _body(
        {"type": "about:blank", "title": title, "status": status, "detail": detail}, status, "application/problem+json"
    )


def _given() -> dict[str, list[str]]:
    return {name: values for name, values in request.args.lists() if any(values)}


def _page(given: asking.Given) -> tuple[int, int]:
    limit = asking.number(given, "limit", 50, most=_MOST)
    cursor = asking.one(given, "cursor")
    if not cursor:
        return 0, limit
    try:
        offset = int(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except ValueError:
        offset = -1
    if not 0 < offset < 10**9:
        raise UsageError("the cursor is not one that was given out here: begin without it")
    return offset, limit


def _next(offset: int, limit: int, total: int) -> dict[str, object]:
    """The cursor of the next page, None on the last."""
    after = offset + limit
    return {"next": base64.urlsafe_b64encode(str(after).encode()).decode().rstrip("=") if after < total else None}
