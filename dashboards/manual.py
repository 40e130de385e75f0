"""The page of /v1 for people: every route with its parameters and an example, of the same description as openapi.json."""

import json
import shlex
from html import escape
from typing import Any, Final
from urllib.parse import quote

from dashboards.openapi import SAID, document

_PARTS: Final = (  # heading, and what the paths below it begin with
    ("Shares and changes", ("/v1/trends", "/v1/rising", "/v1/levels", "/v1/compare")),
    ("Articles, stories and names", ("/v1/articles", "/v1/search", "/v1/stories", "/v1/entities")),
    ("Labels and models", ("/v1/labels", "/v1/predict", "/v1/models")),
    ("Views, notes, work and its record", ("/v1/views", "/v1/notes", "/v1/jobs", "/v1/audit", "/v1/health")),
)


def page() -> str:
    """The page, as HTML that loads one style sheet and no script."""
    described = document()
    operations = [
        (method, path, what) for path, methods in described["paths"].items() for method, what in methods.items()
    ]
    index, parts = [], []
    for at, (heading, starts) in enumerate(_PARTS):
        mine = [found for found in operations if found[1].startswith(starts)]
        links = "".join(
            f'<li><a href="#{_mark(m, p)}"><code>{m.upper()} {_path(p)}</code></a></li>' for m, p, _ in mine
        )
        index.append(f"<div><h3>{heading}</h3><ul>{links}</ul></div>")
        said = "".join(_operation(*found) for found in mine)
        parts.append(f'<section aria-labelledby="part-{at}"><h2 id="part-{at}">{heading}</h2>{said}</section>')
    rules = "".join(f"<p>{escape(rule)}.</p>" for rule in described["info"]["description"].rstrip(".").split(". "))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        'initial-scale=1"><title>REST - rubrika</title><link rel="stylesheet" href="/assets/manual.css"></head>'
        '<body class="manual"><header><a class="brand" href="/">rubrika</a> <a href="openapi.json">openapi.json</a></header>'
        f'<main><h1>REST</h1><p class="lead">The numbers of the dashboard for programs, below <code>/v1</code>.</p>{rules}'
        f'<nav aria-label="Routes" class="index">{"".join(index)}</nav>{"".join(parts)}</main></body></html>'
    )


def _operation(method: str, path: str, what: dict[str, Any]) -> str:
    body = what.get("requestBody", {}).get("content", {}).get("application/json", {})
    rows = [(p["name"], p["in"] == "path", p["schema"], p.get("description", "")) for p in what.get("parameters", ())]
    if "{article_id}" in path or "{entity_id}" in path or "{label_id}" in path or "{job_id}" in path:
        rows[0] = (*rows[0][:3], "An id out of another answer.")
    if path == "/v1/compare":  # both sides take the same
        rows = [
            ("first." + n[6:] + ", second." + n[6:], r, s, d.partition("side. ")[2])
            for n, r, s, d in rows
            if n.startswith("first.")
        ]
    for name, schema in body.get("schema", {}).get("properties", {}).items():
        rows.append((name, name in body["schema"]["required"], schema, schema.get("description") or SAID[name]))
    table = "".join(
        f"<div><dt><code>{escape(name)}</code>{' <em>required</em>' if required else ''}</dt>"
        f"<dd>{escape(said)}{_choices(schema)}</dd></div>"
        for name, required, schema, said in rows
    )
    return (
        f'<article id="{_mark(method, path)}"><h3><code><b>{method.upper()}</b> {_path(path)}</code></h3>'
        f"<p>{escape(what['summary'])}</p>{f'<dl>{table}</dl>' if table else ''}{_example(method, path, what, body)}</article>"
    )


def _choices(schema: dict[str, Any]) -> str:
    inner = schema.get("items", schema)
    found = ", ".join(f"<code>{escape(str(value))}</code>" for value in inner.get("enum", ()))
    return f" One of {found}." if found else ""


def _example(method: str, path: str, what: dict[str, Any], body: dict[str, Any]) -> str:
    """A line for the shell; where it asks only, and for nothing by its id, also a link."""
    if method == "get":
        address = quote(what["description"].removeprefix("Example: GET "), safe="/?&=:*{}")
        if "{" not in address:
            return f'<pre><a href="{escape(address)}">GET {escape(address)}</a></pre>'
        return f"<pre>GET {escape(_named(address))}</pre>"
    sent = f" \\\n  -d {shlex.quote(json.dumps(body['example']))}" if body else ""
    line = (
        f"curl -X {method.upper()} http://127.0.0.1:8050{_named(path)} \\\n  -H 'Content-Type: application/json'{sent}"
    )
    return f"<pre>{escape(line)}</pre>"


def _named(path: str) -> str:
    """``/v1/articles/{article_id}`` -> ``/v1/articles/ARTICLE_ID``"""
    before, brace, rest = path.partition("{")
    name, _, after = rest.partition("}")
    return f"{before}{name.upper()}{after}" if brace else path


def _path(path: str) -> str:
    return escape(path).replace("/", "/<wbr>")


def _mark(method: str, path: str) -> str:
    return f"{method}-{path.removeprefix('/v1/')}".replace("/", "-").replace("{", "").replace("}", "")
