"""/v1 and clumsy or hostile clients: one problem in JSON, whatever they send, and nothing of ours in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store, mention


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    store = make_store(
        tmp_path_factory.mktemp("clients") / "home",
        [article("a", "2026-05-12T10:00:00+04:00")],
        mentions=[mention("a", "Анна Ким")],
    )
    now = datetime(2026, 6, 10, 12, tzinfo=UTC)
    app = create_app(store, load_taxonomy(), clock=lambda: now, models=lambda _: load_classifier())
    with app.server.test_client() as client:
        yield client


def refused(answer: Any, status: int, says: str = "") -> None:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text[:300]
    found = answer.get_json(force=True)
    assert found.keys() == {"type", "title", "status", "detail"}
    assert found["status"] == status
    assert says in found["detail"]
    assert len(found["detail"]) < 700


LONG = "x" * 20_000
ODD = (
    "%00",
    "%ff%fe",
    "%ED%A0%80",
    "%F0%9F%A6%89" * 50,
    LONG,
    "%0d%0aX-Own:1",
    "' OR 1=1 --",
    "../../etc/passwd",
    "a\u202eb",
    "[(*+?",
)
NAMES = ("from", "to", "by", "bucket", "of", "rolling", "tz", "limit", "cursor", "order", "kind", "copies", "topic", "source", "lang", "entity", "basis", "q", "query", "last", "lang_of", "who", "act", "no-such-name")  # fmt: skip


@pytest.mark.parametrize("path", ["trends", "articles", "search", "entities", "stories", "rising", "levels", "audit", "compare", "trends/so-far"])  # fmt: skip
def test_odd_values_are_answered_or_refused_in_json(client: FlaskClient, path: str) -> None:
    for name in NAMES:
        for value in ODD:
            answer = client.get(f"/v1/{path}?{name}={value}")
            assert answer.status_code in (200, 400), (name, value[:40], answer.text[:300])
            if answer.status_code == 400:
                refused(answer, 400)


def test_odd_ids_are_not_found(client: FlaskClient) -> None:
    for path in ("articles/{}", "articles/{}/labels", "entities/{}", "{}"):
        for value in ODD:
            if not value.startswith("../"):
                refused(client.get("/v1/" + path.format(value)), 404)
    for value in ODD[:5]:
        for path in ("views", "labels"):
            refused(client.delete(f"/v1/{path}/{value}", content_type="application/json"), 404)


@pytest.mark.parametrize(
    "cursor", ["!!", "AAAA", "LTE", "MA", "OTk5OTk5OTk5OTk5", "é", "MS41", "MTA=\u0000", "IDU", "XzU", "2aEw"]
)
def test_a_cursor_not_given_out_here_is_refused(client: FlaskClient, cursor: str) -> None:
    refused(client.get("/v1/articles", query_string={"cursor": cursor}), 400, "the cursor is not one")


@pytest.mark.parametrize("limit", ["0", "501", "-1", "1e9", "9" * 5000, "٣", "1.5", " 5", "NaN"])
def test_limits_are_numbers_within_bounds(client: FlaskClient, limit: str) -> None:
    refused(client.get("/v1/articles", query_string={"limit": limit}), 400, "limit is a number from 1 to 500")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "TRACE", "PROPFIND"])
def test_a_method_that_a_route_does_not_know_is_refused(client: FlaskClient, method: str) -> None:
    answer = client.open("/v1/articles", method=method)
    refused(answer, 405)
    assert "GET" in answer.headers.get("Allow", "GET")


def test_a_value_that_a_route_does_not_know_is_never_taken_for_heard(client: FlaskClient) -> None:
    described = client.get("/v1/openapi.json").get_json()["paths"]
    for path, methods in described.items():
        real = path.replace("{article_id}", "a").replace("{entity_id}", "PER:Анна Ким")
        for method in methods:
            answer = client.open(f"{real}?verdict=is+not", method=method, json=None if method == "get" else {})
            refused(answer, 400, "verdict")


def test_head_and_options(client: FlaskClient) -> None:
    head, options = client.head("/v1/articles"), client.options("/v1/labels")
    assert (head.status_code, head.mimetype, head.data) == (200, "application/json", b"")
    assert (options.status_code, options.data, options.headers["Allow"]) == (204, b"", "GET, HEAD, OPTIONS, POST")
    for path in ("/v1/nothing/here", "/v1//articles", "/v1/articles/", "/v1"):
        refused(client.put(path), 404)
    refused(client.get("/v1//articles"), 404, "there is no /v1//articles")
    assert client.get("/v1").headers["Location"].endswith("/v1/")
    refused(client.post("/v1/"), 405)


@pytest.mark.parametrize("path", ["labels", "views", "jobs", "predict"])
@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"7", b'"a"', b"\x00", b"\xff\xfe{}", b'{"a": "\\ud800"}', b"[" * 100_000, b'{"name": NaN}',
        b'{"name": {"a": 1}, "kind": [], "texts": {}, "article_id": 7}', '{"name": "a"}'.encode("utf-16"),
        b'{"kind": null, "name": "\\u0000", "texts": [null]}', b'{"name": "a", "__proto__": {}}',
    ],
)  # fmt: skip
def test_a_body_of_another_form_is_refused(client: FlaskClient, path: str, body: bytes) -> None:
    answer = client.post(f"/v1/{path}", data=body, content_type="application/json")
    refused(answer, 404 if path == "jobs" and answer.status_code == 404 else 400)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json2", "", "\u00ff"])  # fmt: skip
def test_what_changes_something_takes_json_only(client: FlaskClient, kind: str) -> None:
    sent = b'{"article_id": "a", "target": "topic", "code": "sport"}'
    refused(client.post("/v1/labels", data=sent, headers={"Content-Type": kind}), 400, "Content-Type: application/json")
    assert client.get("/v1/articles/a/labels").json == {"labels": []}


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: FlaskClient) -> None:
    for size in (5_000_001, 16_000_001):
        refused(client.post("/v1/predict", data=b" " * size, content_type="application/json"), 413)


def test_texts_of_any_kind_are_read_or_refused(client: FlaskClient) -> None:
    for text in (
        "\x00" * 100,
        "\u202e\u0000",
        "а" * 300_000,
        {"title": 7},
        {},
        {"text": None},
        {"text": "a", "more": {}},
        " ",
        "🦉" * 99,
    ):
        answer = client.post("/v1/predict", json={"texts": [text], "explain": True})
        if answer.status_code != 200:
            refused(answer, 400)


def test_a_bug_is_a_problem_too_and_says_nothing_of_the_inside(
    tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    store = make_store(tmp_path_factory.mktemp("bug") / "home", [article("a", "2026-05-12T10:00:00+04:00")])

    def broken(_: str) -> Any:
        raise ZeroDivisionError("secret of the inside")

    client = create_app(store, load_taxonomy(), models=broken).server.test_client()
    answer = client.post("/v1/predict", json={"texts": ["a"]})
    refused(answer, 500)
    assert "secret" not in answer.text
    assert "secret of the inside" in caplog.text
