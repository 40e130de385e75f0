"""What /v1 does: predictions, and what an editor or an administrator changes, each under the name of the sign-in."""

from collections.abc import Callable
from typing import Any, Final

from flask import request

from analytics.errors import UsageError
from analytics.given import only
from analytics.given import text as text_of
from analytics.labels import Labels
from analytics.views import Views, view_of
from dashboards.access import require
from dashboards.context import Context
from dashboards.rest.form import Missing, nothing_given, sent
from dashboards.rest.reading import jobs_of, served_model

_MOST_TEXTS: Final = 100


def changes(context: Context) -> dict[str, dict[str, Callable[..., Any]]]:
    """Path below /v1 -> method -> what answers it."""
    return {
        "/predict": {"POST": lambda: _predict(context)},
        "/labels": {"POST": lambda: _correct(context)},
        "/labels/<label_id>": {"DELETE": lambda label_id: _take_back(context, label_id)},
        "/views": {"POST": lambda: _save_view(context)},
        "/views/<path:name>": {"DELETE": lambda name: _remove_view(context, name)},
        "/jobs": {"POST": lambda: _ask_job(context)},
        "/jobs/<job_id>/cancel": {"POST": lambda job_id: _cancel(context, job_id)},
    }


def _predict(context: Context) -> Any:
    """``{"texts": [...], "explain": true}`` -> predictions, and with explain the parts that each label is made of."""
    asked = sent()
    texts = asked.get("texts") if isinstance(asked, dict) else None
    if (
        not isinstance(texts, list)
        or not 1 <= len(texts) <= _MOST_TEXTS
        or not all(isinstance(t, str | dict) for t in texts)
    ):
        raise UsageError(
            f'the body is {{"texts": [...]}} with 1 to {_MOST_TEXTS} texts, each a string or {{"title", "text"}}'
        )
    model = served_model(context)
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
    """``{"name": "migration", "topic": ["migration"], "bucket": "day"}`` -> the view as it is kept."""
    who = require("editor").name
    return Views(context.store).save(view_of(_written(), "the view"), who=who).as_dict()


def _remove_view(context: Context, name: str) -> Any:
    who = require("editor").name
    _nothing_written()
    views = Views(context.store)
    if name not in {view.name for view in views.all()}:
        raise Missing(f"there is no view {name}")
    return views.remove(name, who=who).as_dict()


def _correct(context: Context) -> Any:
    """``{"article_id": "9f...", "target": "topic", "code": "migration", "verdict": "is not"}`` -> the line of the log."""
    who = require("editor").name
    row = _written()
    only(row, ("article_id", "target", "code", "verdict", "note"), "the body")
    article_id, target, code = (text_of(row.get(name), name) for name in ("article_id", "target", "code"))
    verdict, note = text_of(row.get("verdict", "is"), "verdict"), row.get("note", "")
    if not isinstance(note, str):
        raise UsageError("note is a text")
    codes = [code.code for code in context.taxonomy.codes]
    said = Labels(context.store).say(article_id, target, code, who=who, codes=codes, verdict=verdict, note=note)
    context.archive.refresh()
    return said.as_dict()


def _take_back(context: Context, label_id: str) -> Any:
    who = require("editor").name
    _nothing_written()
    try:
        said = Labels(context.store).take_back(label_id, who=who)
    except UsageError as error:
        raise Missing(str(error)) from error
    context.archive.refresh()
    return said.as_dict()


def _ask_job(context: Context) -> Any:
    """``{"kind": "enrich"}`` -> the job as it waits."""
    who = require("admin").name
    row = _written()
    only(row, {"kind"}, "the body")
    return jobs_of(context).ask(text_of(row.get("kind"), "kind"), who=who).as_dict()


def _cancel(context: Context, job_id: str) -> Any:
    who = require("admin").name
    _nothing_written()
    jobs = jobs_of(context)
    if job_id not in {job.job_id for job in jobs.all()}:
        raise Missing(f"there is no job {job_id}")
    return jobs.cancel(job_id, who=who).as_dict()


def _written() -> dict[str, Any]:
    """The object in the body of a request that changes something.

    Only bodies declared as JSON: a form of a foreign page cannot declare that, so it changes nothing here.
    """
    if request.mimetype != "application/json":
        raise UsageError("this changes the archive: send the header Content-Type: application/json")
    row = sent()
    if not isinstance(row, dict):
        raise UsageError("the body is a JSON object")
    if "who" in row:
        raise UsageError("who: leave it out, a change goes under the name of whoever signed in")
    return row


def _nothing_written() -> None:
    """The same for a request that needs no body."""
    nothing_given()
    if request.content_length or request.mimetype != "application/json":
        only(_written(), (), "the body")
