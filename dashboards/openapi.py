"""What /v1 offers, as an OpenAPI 3.1 document and as a page to read."""

import html
from typing import Any, Final

from analytics.asking import FILTER_NAMES, ONCE
from analytics.filters import BASES, BUCKETS, DENOMINATORS, DIMENSIONS, ROLES
from analytics.jobs import KINDS

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "by": DIMENSIONS,
    "bucket": BUCKETS,
    "of": DENOMINATORS,
    "basis": BASES,
    "role": ROLES,
    "copies": ("once", "all", "only"),
    "together": ("no", "yes"),
    "corrected": ("no", "yes"),
    "order": ("newest", "best"),
    "kind": ("PER", "ORG", "LOC"),
    "lang_of": ("ru", "az", "en"),
}
_SAID: Final = {
    "from": "First day, as 2026-05-18.",
    "to": "Last day.",
    "by": "What the shares are of.",
    "bucket": "How long each step is; weeks begin on Monday.",
    "of": "The denominator: all fitting articles, the classified ones, or the whole archive.",
    "rolling": "Shares over this many buckets.",
    "query": "A search query as a line, instead of by; may be repeated.",
    "corrected": "Shares of topics or sections corrected for the model's known errors.",
    "tz": "The time zone that days are counted in, as Asia/Baku.",
    "q": "Words, phrases, AND, OR, NOT, prefix*, source: person: topic: after: ...",
    "limit": "Rows on a page.",
    "cursor": "The next of the page before.",
    "last": "Only what reaches into this many whole buckets, or all.",
    "lang_of": "The language of the sentences.",
    "copies": "Whether exact copies count once or all, or only they.",
    "together": "Whether an article must name all of the entities, not any.",
}
_PATHS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "/trends": ("Shares of coverage over time, with intervals.", (*FILTER_NAMES, "by", "bucket", "of", "rolling", "query", "corrected", "tz")),
    "/trends/so-far": ("The running bucket beside the same part of the one before.", (*FILTER_NAMES, "by", "bucket", "tz")),
    "/rising": ("What rose or fell against its own past, and why.", (*FILTER_NAMES, "by", "bucket", "last", "lang_of", "limit", "tz")),
    "/levels": ("Lasting changes: since when a share stands at another level.", (*FILTER_NAMES, "by", "bucket", "lang_of", "limit", "tz")),
    "/health": ("How many articles, how new, how many could not be read, which model.", ()),
    "/stories": ("Articles on one event, grouped over days.", (*FILTER_NAMES, "limit", "cursor")),
    "/compare": (
        "What each of two sets of articles has more of.",
        tuple(f"{side}.{name}" for side in ("first", "second") for name in FILTER_NAMES),
    ),
    "/search": ("Articles by what they say.", (*FILTER_NAMES, "q", "order", "limit", "cursor")),
    "/articles": ("Articles that fit, newest first.", (*FILTER_NAMES, "limit", "cursor", "tz")),
    "/articles/{article_id}": ("One article with all that is known about it.", ()),
    "/entities": ("Who and what is named, most articles first.", (*FILTER_NAMES, "kind", "limit", "cursor")),
    "/entities/{entity_id}": ("One name and who is named with it.", FILTER_NAMES),
    "/models": ("The model in use, its labels and its card.", ()),
    "/notes": ("Dated notes on the time axis.", ()),
    "/views": ("Saved views, those of rubrika.toml included.", ()),
    "/jobs": ("Long work that was asked for, and how it stands.", ()),
    "/audit": ("Who did what and when, newest first; for administrators.", ("limit", "who", "act")),
    "/labels": ("The codes and their names in three languages.", ()),
}  # fmt: skip


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    paths: dict[str, Any] = {
        f"/v1{path}": {
            "get": {
                "summary": said,
                "parameters": [*_in_path(path), *(_parameter(name) for name in names)],
                "responses": _responses(),
            }
        }
        for path, (said, names) in _PATHS.items()
    }
    body = {
        "type": "object",
        "required": ["texts"],
        "properties": {
            "texts": {"type": "array", "minItems": 1, "maxItems": 100, "items": {"type": ["string", "object"]}},
            "explain": {"type": "boolean", "description": "Also the parts that each label is made of."},
        },
    }
    paths["/v1/predict"] = {
        "post": {
            "summary": "Section and topics of texts.",
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": _responses(),
        }
    }
    listed = {
        name: {"type": "array", "items": _parameter(name)["schema"]["items"]}
        for name in FILTER_NAMES
        if name not in ONCE
    }
    view = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "maxLength": 80},
            "by": {"enum": list(DIMENSIONS)},
            "bucket": {"enum": list(BUCKETS)},
            "address": {"type": "string", "description": "Where the dashboard shows it: /sources?lang=ru"},
            "from": {"type": "string", "format": "date"},
            "to": {"type": "string", "format": "date"},
            "copies": {"enum": ["once", "all", "only"]},
            "together": {"enum": ["no", "yes"]},
            **listed,
            "who": {"type": "string"},
        },
    }
    paths["/v1/views"]["post"] = {
        "summary": "Save a view, in the place of one of the same name.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": view}}},
        "responses": _responses(),
    }
    paths["/v1/views/{name}"] = {
        "delete": {
            "summary": "Take a saved view away. Needs the header Content-Type: application/json.",
            "parameters": _in_path("/views/{name}"),
            "responses": _responses(),
        }
    }
    job = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(KINDS)}, "who": {"type": "string"}},
    }
    paths["/v1/jobs"]["post"] = {
        "summary": "Ask for long work; for administrators.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": job}}},
        "responses": _responses(),
    }
    paths["/v1/jobs/{job_id}/cancel"] = {
        "post": {
            "summary": "Stop long work; for administrators. Needs the header Content-Type: application/json.",
            "parameters": _in_path("/jobs/{job_id}"),
            "responses": _responses(),
        }
    }
    return {"openapi": "3.1.0", "info": {"title": "rubrika", "version": "1"}, "paths": paths}


def page() -> str:
    """The same to read, as one plain page."""
    rows = []
    for path, methods in document()["paths"].items():
        for method, what in methods.items():
            names = ", ".join(parameter["name"] for parameter in what.get("parameters", ()))
            rows.append(
                f"<tr><td><code>{method.upper()} {html.escape(path)}</code></td><td>{html.escape(what['summary'])}</td>"
                f"<td>{html.escape(names)}</td></tr>"
            )
    said = "".join(f"<dt><code>{name}</code></dt><dd>{html.escape(text)}</dd>" for name, text in _SAID.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>rubrika /v1</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{font:16px/24px system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color-scheme:light dark}"
        "td{padding:6px 12px 6px 0;vertical-align:top;border-top:1px solid #8888}dt{margin-top:8px}</style></head><body>"
        '<h1>rubrika, REST</h1><p>JSON; problems come as problem+json. <a href="openapi.json">openapi.json</a></p>'
        f"<table>{''.join(rows)}</table><h2>Parameters</h2><dl>{said}</dl></body></html>"
    )


def _parameter(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name in _CHOICES:
        schema["enum"] = list(_CHOICES[name])
    bare = name.removeprefix("first.").removeprefix("second.")
    many = (bare in FILTER_NAMES and bare not in ONCE) or name == "query"
    return {
        "name": name,
        "in": "query",
        "description": _SAID.get(name, "Only articles with this; may be repeated." if many else ""),
        "schema": {"type": "array", "items": schema} if many else schema,
    }


def _in_path(path: str) -> list[dict[str, Any]]:
    name = path.partition("{")[2].rstrip("}")
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}}] if name else []


def _responses() -> dict[str, Any]:
    problem = {"description": "What is wrong.", "content": {"application/problem+json": {}}}
    return {"200": {"description": "The answer.", "content": {"application/json": {}}}, "400": problem, "404": problem}
