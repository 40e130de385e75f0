"""Who may do what, and what is refused: foreign pages, programs without a token, proxies that nobody believes."""

import base64
import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers

from analytics.audit import Audit
from analytics.errors import UsageError
from dashboards.access.gate import LARGEST
from dashboards.access.settings import AccessSettings, access_settings
from tests.houses import ORIGIN, PASSWORD, House

pytestmark = pytest.mark.usefixtures("quiet")


def test_nothing_of_the_archive_is_served_to_somebody_unknown(house: House) -> None:
    client = house.client()
    for rule in house.app.server.url_map.iter_rules():
        path = re.sub(r"<[^>]*>", "x", rule.rule)
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            if path.startswith(("/sign-", "/assets/", "/_dash-component-suites/")):
                continue
            answer = client.open(path, method=method, headers=ORIGIN)
            assert answer.status_code in (303, 401), (method, path)
            assert "Анна" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "//v1/articles", "/v1//articles", "/assets/../v1/articles", "/assets/..%2f..%2fapp.py", "/assets/%2e%2e/app.py",
        "/_dash-component-suites/../v1/articles", "/_dash-component-suites/dashboards/app.py", "/sign-in/../v1/articles",
        "/sign-in;/../v1/articles", "/V1/articles", "/v1/articles/", "/embed/../v1/articles", "/%76%31/articles",
    ],
)  # fmt: skip
def test_no_trick_with_paths_gets_around_the_gate(house: House, path: str) -> None:
    answer = house.client().get(path)
    assert "Title a" not in answer.text
    assert "create_app" not in answer.text
    assert answer.status_code != 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost.evil.example"}, {},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:9999"}, {"Origin": "http://evil.example#localhost"},
    ],
)  # fmt: skip
def test_a_foreign_page_changes_nothing(house: House, headers: dict[str, str]) -> None:
    client = house.signed_in("Ada")
    for path in ("/_dash-update-component", "/v1/views", "/v1/jobs", "/v1/predict"):
        answer = client.post(path, json={"name": "x", "kind": "enrich"}, headers=headers)
        assert answer.status_code == 403, path
    if headers:
        assert client.post("/sign-out", headers=headers).status_code == 403
        assert client.get("/v1/labels").status_code == 200


def test_what_a_reader_an_editor_and_an_administrator_may_do(house: House) -> None:
    codes = {}
    for name in ("Rea", "Ed", "Ada"):
        client = house.signed_in(name)
        codes[name] = [
            client.post("/v1/views", json={"name": "v"}, headers=ORIGIN).status_code,
            client.post("/v1/jobs", json={"kind": "reindex"}, headers=ORIGIN).status_code,
            client.get("/v1/audit").status_code,
            client.get("/v1/jobs").status_code,
        ]
    assert codes == {"Rea": [403, 403, 403, 200], "Ed": [200, 403, 403, 200], "Ada": [200, 200, 200, 200]}
    assert [line.who for line in Audit(house.home).newest(1, act="job")] == ["Ada"]


def test_a_reader_is_shown_no_controls_and_a_forged_correction_is_refused(house: House) -> None:
    for name, allowed in (("Rea", False), ("Ed", True)):
        client = house.signed_in(name)
        page = callback(
            client, "page.children", [("url", "pathname", "/entity")], [("url", "search", "?name=PER:Анна Ким")]
        )
        assert ("entity-rename" in page.text) is allowed
        buttons = {"entity-rename": 1, "entity-merge": 0, "entity-split": 0, "entity-undo": 0}
        answer = callback(
            client,
            "entity-done.children",
            [(button, "n_clicks", clicks) for button, clicks in buttons.items()],
            [
                ("entity-name", "value", f"As {name}"),
                ("entity-other", "value", None),
                ("entity-part", "value", None),
                ("url", "search", "?name=PER:Анна Ким"),
            ],
        )
        assert (f"As {name}" in answer.text) is allowed
    written = Audit(house.home).newest(5, act="rename")
    assert [(line.who, line.detail) for line in written] == [("Ed", "As Ed")]


def callback(client: FlaskClient, output: str, inputs: list[Any], state: list[Any]) -> Any:
    """What the browser sends for one callback."""
    named = [part.rpartition(".") for part in output.strip(".").split("...")]
    outputs: Any = [{"id": part[0], "property": part[2]} for part in named]
    body = {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": [{"id": i, "property": p, "value": v} for i, p, v in inputs],
        "state": [{"id": i, "property": p, "value": v} for i, p, v in state],
        "changedPropIds": [f"{inputs[0][0]}.{inputs[0][1]}"],
    }
    return client.post("/_dash-update-component", json=body, headers=ORIGIN)


def test_programs_come_with_a_token_or_a_password(fresh: House) -> None:
    client = fresh.client()
    token = fresh.users.new_token("Ed")
    assert token.encode() not in (fresh.home / "users.json").read_bytes()
    basic = "Basic " + base64.b64encode(f"Ed:{PASSWORD}".encode()).decode()
    for sent in (f"Bearer {token}", basic):
        assert client.get("/v1/labels", headers={"Authorization": sent}).status_code == 200
        assert client.post("/v1/views", json={"name": "v"}, headers={"Authorization": sent}).status_code == 200
        assert client.get("/", headers={"Authorization": sent}).status_code == 303, "pages take the sign-in"
    fresh.users.set_password("Ed", "another long password")
    for wrong in (
        f"Bearer {token}",
        basic,
        "Bearer ",
        "Basic x",
        "Digest x",
        "Basic " + base64.b64encode(b"\xff:x").decode(),
    ):
        answer = client.get("/v1/labels", headers={"Authorization": wrong})
        assert answer.status_code == 401, wrong
        assert "Basic" not in answer.headers["WWW-Authenticate"]


def test_requests_of_programs_are_bounded(tmp_path: Path) -> None:
    house = House(tmp_path / "home", AccessSettings(requests_per_minute=3))
    client = house.signed_in("Rea")
    codes = [client.get("/v1/labels").status_code for _ in range(8)]
    assert 429 in codes
    assert codes[0] == 200


def test_a_proxy_is_believed_from_its_own_address_only(tmp_path: Path) -> None:
    house = House(tmp_path / "home", AccessSettings(proxy_header="X-Forwarded-User", proxies=("10.0.0.9",)))
    house.users.add("Ed", PASSWORD, role="editor")
    client = house.client()
    sent = {"X-Forwarded-User": "ed"}
    assert client.get("/v1/labels", headers=sent, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200
    for address in ("127.0.0.1", "10.0.0.8", "::1"):
        assert client.get("/v1/labels", headers=sent, environ_base={"REMOTE_ADDR": address}).status_code == 401
    assert client.get("/v1/labels", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 401
    layout = client.get("/_dash-layout", headers=sent, environ_base={"REMOTE_ADDR": "10.0.0.9"}).text
    assert "Signed in as Ed, editor" in layout
    assert "Sign out" not in layout
    guest = {"X-Forwarded-User": "Гость".encode().decode("latin-1")}
    shown = client.get("/_dash-layout", headers=guest, environ_base={"REMOTE_ADDR": "10.0.0.9"}).json
    assert "Signed in as Гость, reader" in orjson.dumps(shown).decode()
    twice = Headers([("X-Forwarded-User", "ed"), ("X-Forwarded-User", "ada")])
    assert client.get("/v1/labels", headers=twice, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 401


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_hostile_name_from_the_proxy_breaks_nothing(proxied: House, name: str) -> None:
    sent = {"X-Forwarded-User": "".join(c for c in name.encode().decode("latin-1") if c not in "\r\n\0")}
    assert proxied.client().get("/v1/labels", headers=sent).status_code in (200, 401)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8050", "[::1]:8050"])
def test_an_open_dashboard_answers_to_the_names_of_this_machine(open_house: House, host: str) -> None:
    assert open_house.client().get("/v1/labels", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8050", "0.0.0.0", "x["]
)
def test_a_foreign_name_that_points_here_gets_nothing(open_house: House, host: str) -> None:
    answer = open_house.client().get("/v1/articles", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "Title a" not in answer.text


def test_an_open_dashboard_takes_programs_and_refuses_foreign_pages(open_house: House) -> None:
    client = open_house.client()
    assert client.post("/v1/views", json={"name": "v"}).status_code == 200
    assert client.post("/v1/views", json={"name": "v"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/v1/audit").status_code == 200
    assert client.get("/sign-in").status_code == 200, "there is no such page, which the dashboard itself says"


def test_a_request_that_is_too_large_is_refused(open_house: House) -> None:
    for path in ("/_dash-update-component", "/v1/predict"):
        answer = open_house.client().post(path, data=b" " * (LARGEST + 1), content_type="application/json")
        assert answer.status_code in (400, 413), path


def test_only_named_pages_may_frame_a_chart(tmp_path: Path, open_house: House) -> None:
    def framers(answer: Any) -> str:
        return str(answer.headers["Content-Security-Policy"]).rpartition("frame-ancestors ")[2]

    closed = open_house.client()
    assert framers(closed.get("/embed/x")) == "'none'"
    house = House(tmp_path / "home", AccessSettings(embed=("https://intranet.example",)))
    for client in (house.client(), house.signed_in("Rea")):
        answer = client.get("/embed/topics")
        assert framers(answer) == "'self' https://intranet.example"
        assert "X-Frame-Options" not in answer.headers
        for path in ("/", "/sign-in", "/v1/labels", "/embedded", "/articles?x=/embed/"):
            other = client.get(path)
            assert framers(other) == "'none'"
            assert other.headers["X-Frame-Options"] == "DENY"
    assert "Sign in to see this chart" in house.client().get("/embed/topics").text
    assert house.signed_in("Rea").get("/v1/labels").headers["Cache-Control"] == "private, no-store"


def test_settings_of_access_are_read_and_wrong_ones_are_said() -> None:
    found = access_settings(
        {
            "access": {"address": "https://news.example", "proxies": "10.0.0.9"},
            "embed": {"hosts": ["https://a.example/"]},
        },
        "f",
    )
    assert (found.secure, found.proxies, found.embed) == (True, ("10.0.0.9",), ("https://a.example",))
    for table, says in (
        ({"access": {"colour": 1}}, "colour is not known"),
        ({"access": {"sign_in": "yes"}}, "true or false"),
        ({"access": {"address": "news.example"}}, "is not an origin"),
        ({"access": {"proxy_header": "a b"}}, "name of a header"),
        ({"access": {"proxies": ["all"]}}, "lists addresses"),
        ({"access": {"proxy_role": "boss"}}, "one of reader, editor, admin"),
        ({"access": {"session_hours": 0}}, "whole number from 1"),
        ({"embed": {"hosts": ["https://a.example; script-src *"]}}, "is not an origin"),
        ({"embed": {"hosts": ["*"]}}, "is not an origin"),
        ({"embed": {"hosts": ["https://a.example/path"]}}, "is not an origin"),
        ({"embed": 3}, "is written as [embed]"),
    ):
        with pytest.raises(UsageError) as caught:
            access_settings(table, "f")
        assert says in str(caught.value), table
