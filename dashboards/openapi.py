"""What /v1 offers, as an OpenAPI 3.1 document; dashboards/manual.py makes a page of it."""

from typing import Any, Final

from analytics.asking import FILTER_NAMES, ONCE
from analytics.filters import BASES, BUCKETS, DENOMINATORS, DIMENSIONS, ROLES
from analytics.jobs import KINDS
from analytics.labels import TARGETS, VERDICTS

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
SAID: Final = {
    "from": "First day, as 2026-05-18; of /trends also a time, as 2026-05-18T10:00.",
    "to": "Last day; of /trends also a time, the first moment left out.",
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
    "kind": "Persons, organisations or places.",
    "order": "The newest or the best first.",
    "who": "Acts of this person.",
    "act": "Acts of this kind, as label, merge, view, job.",
    "topic": "A code of /v1/labels, or unclassified.",
    "section": "A code of /v1/labels, or unclassified.",
    "source": "A source, as it is written in the articles.",
    "entity": "An entity_id of /v1/entities.",
    "lang": "The language of the articles, as ru.",
    "basis": "What the section rests on.",
    "role": "What a name does in an article.",
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
    "/articles/{article_id}/labels": ("What people said of an article's section and topics, oldest first; those that hold are marked.", ()),
    "/entities": ("Who and what is named, most articles first.", (*FILTER_NAMES, "kind", "limit", "cursor")),
    "/entities/{entity_id}": ("One name and who is named with it.", FILTER_NAMES),
    "/models": ("The model in use, its labels and its card.", ()),
    "/notes": ("Dated notes on the time axis.", ()),
    "/views": ("Saved views, those of rubrika.toml included.", ()),
    "/jobs": ("Long work that was asked for, and how it stands.", ()),
    "/audit": ("Who did what and when, newest first; for administrators.", ("limit", "who", "act")),
    "/labels": ("The codes and their names in three languages.", ()),
}  # fmt: skip


# One question to try of each route; the page links to those without an id in them.
_EXAMPLES: Final[dict[str, str]] = {
    "/trends": "?by=topic&bucket=month&lang=ru",
    "/trends/so-far": "?by=section&bucket=month",
    "/rising": "?by=topic&last=all&lang_of=en&limit=5",
    "/levels": "?by=source&bucket=week",
    "/stories": "?topic=migration&limit=5",
    "/compare": "?first.lang=ru&second.lang=az",
    "/search": "?q=title:visa OR source:example*&order=newest&limit=5",
    "/articles": "?topic=migration&from=2026-05-01&limit=5",
    "/entities": "?kind=PER&limit=5",
    "/entities/{entity_id}": "?lang=ru",
    "/audit": "?act=label&limit=5",
}
_LABEL: Final = {
    "article_id": "ARTICLE_ID",
    "target": "topic",
    "code": "migration",
    "verdict": "is not",
    "note": "a summit",
}
_BODIES: Final[dict[tuple[str, str], tuple[str, tuple[str, ...], dict[str, Any], dict[str, Any]]]] = {
    # Path and method -> what it does, what is required, the properties of the body, an example.
    ("/predict", "post"): (
        "Section and topics of texts. Changes nothing, so readers may ask too.",
        ("texts",),
        {
            "texts": {
                "type": "array",
                "minItems": 1,
                "maxItems": 100,
                "items": {"type": ["string", "object"]},
                "description": "1 to 100 texts, each a string or an object with title and text.",
            },
            "explain": {"type": "boolean", "description": "Also the parts that each label is made of."},
        },
        {"texts": ["The State Migration Service issued 1,200 residence permits."], "explain": True},
    ),
    ("/labels", "post"): (
        "Correct a label: an append-only line, which counts at once. For editors.",
        ("article_id", "target", "code"),
        {
            "article_id": {"type": "string", "description": "An article_id of GET /v1/articles."},
            "target": {"enum": list(TARGETS), "description": "What is corrected."},
            "code": {"type": "string", "description": "One of GET /v1/labels; for a section also unclassified."},
            "verdict": {
                "enum": list(VERDICTS),
                "default": "is",
                "description": "Whether the code fits; is, where left out.",
            },
            "note": {"type": "string", "maxLength": 500, "description": "Why, in at most 500 characters."},
        },
        _LABEL,
    ),
    ("/views", "post"): (
        "Save a view, in the place of one of the same name. For editors.",
        ("name",),
        {
            "name": {"type": "string", "maxLength": 80, "description": "At most 80 characters."},
            "by": {"enum": list(DIMENSIONS)},
            "bucket": {"enum": list(BUCKETS)},
            "address": {"type": "string", "description": "Where the dashboard shows it: /sources?lang=ru"},
            "from": {"type": "string", "format": "date"},
            "to": {"type": "string", "format": "date"},
            "copies": {"enum": list(_CHOICES["copies"])},
            "together": {"enum": list(_CHOICES["together"])},
        },
        {"name": "migration by day", "topic": ["migration"], "bucket": "day"},
    ),
    ("/jobs", "post"): (
        "Ask for long work. For administrators.",
        ("kind",),
        {"kind": {"enum": list(KINDS), "description": "What is to be done."}},
        {"kind": "reindex"},
    ),
}
_BODILESS: Final[dict[tuple[str, str], str]] = {
    ("/labels/{label_id}", "delete"): "Take back a label that holds, by the label_id of its line. For editors.",
    ("/views/{name}", "delete"): "Take a saved view away. For editors.",
    ("/jobs/{job_id}/cancel", "post"): "Stop long work. For administrators.",
}
_RULES: Final = (
    "Problems are application/problem+json (RFC 9457) with type, title, status and detail, whatever went wrong. "
    "Lists come in pages: send the next of an answer as cursor. What changes something takes JSON only (the header "
    "Content-Type: application/json), needs the role of an editor or an administrator, goes under the name of whoever "
    "signed in, and is written into the audit log; a reader gets 403. Where people sign in, send a token as "
    "Authorization: Bearer (rubrika users token NAME makes one)."
)


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    paths: dict[str, Any] = {}
    for path, (said, names) in _PATHS.items():
        paths[f"/v1{path}"] = {
            "get": {
                "summary": said,
                "description": f"Example: GET /v1{path}{_EXAMPLES.get(path, '')}",
                "parameters": [*_in_path(path), *(_parameter(name) for name in names)],
                "responses": _responses("400", "401", *(["403"] if path == "/audit" else []), "404", "429", "503"),
            }
        }
    for (path, method), (said, required, properties, example) in _BODIES.items():
        schema = {
            "type": "object",
            "required": list(required),
            "properties": properties | (_filter_lists() if path == "/views" else {}),
            "additionalProperties": False,
        }
        paths.setdefault(f"/v1{path}", {})[method] = {
            "summary": said,
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}},
            "responses": _responses("400", "401", "403", "404", "413", "429", "503"),
        }
    for (path, method), said in _BODILESS.items():
        paths.setdefault(f"/v1{path}", {})[method] = {
            "summary": said,
            "description": "Without a body; needs the header Content-Type: application/json.",
            "parameters": _in_path(path),
            "responses": _responses("400", "401", "403", "404", "429", "503"),
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "rubrika", "version": "1", "description": _RULES},
        "security": [{}, {"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "paths": paths,
    }


def _filter_lists() -> dict[str, Any]:
    return {
        name: {"type": "array", "items": _parameter(name)["schema"]["items"]}
        for name in FILTER_NAMES
        if name not in ONCE
    }


def _parameter(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    bare = name.removeprefix("first.").removeprefix("second.")
    if bare in _CHOICES:
        schema["enum"] = list(_CHOICES[bare])
    many = (bare in FILTER_NAMES and bare not in ONCE) or name == "query"
    return {
        "name": name,
        "in": "query",
        "description": _description(name, bare, many=many),
        "schema": {"type": "array", "items": schema} if many else schema,
    }


def _description(name: str, bare: str, *, many: bool) -> str:
    said = SAID[bare] + (" May be repeated." if many and name != "query" else "")
    return said if bare == name else f"Of the {name.partition('.')[0]} side. {said}"


def _in_path(path: str) -> list[dict[str, Any]]:
    name = path.partition("{")[2].partition("}")[0]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}}] if name else []


def _responses(*problems: str) -> dict[str, Any]:
    said = {
        "400": "The question or the body is wrong; detail says what.",
        "401": "Nobody signed in, where that is asked for.",
        "403": "Whoever signed in may not do this, or it came from a foreign page.",
        "404": "There is no such thing.",
        "413": "The body is too large.",
        "429": "Too many requests; Retry-After says when to come back.",
        "503": "The model or the archive cannot be read now.",
    }
    answers: dict[str, Any] = {"200": {"description": "The answer.", "content": {"application/json": {}}}}
    return answers | {
        status: {"description": said[status], "content": {"application/problem+json": {}}} for status in problems
    }
