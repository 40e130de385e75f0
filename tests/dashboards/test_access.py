"""Who gets in, as what, and what is refused: forged sessions, foreign pages, guesses, hostile names and targets."""

import base64
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer
from werkzeug.datastructures import Headers

from analytics.audit import Audit
from analytics.errors import UsageError
from analytics.jobs import Jobs
from dashboards.access.gate import LARGEST, Access
from dashboards.access.ledger import WINDOW
from dashboards.access.settings import AccessSettings, access_settings
from dashboards.access.signin import safe_target
from dashboards.access.users import Users
from dashboards.app import create_app
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store, mention

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
ORIGIN = {"Origin": "http://localhost"}


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 18, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class House:
    """A guarded dashboard with an administrator, an editor and a reader."""

    def __init__(self, home: Path, access: AccessSettings | None = None, *, sign_in: bool = True) -> None:
        store = make_store(home, [article("a", "2026-05-12T10:00:00+04:00")], mentions=[mention("a", "Анна Ким")])
        self.home, self.clock = home, Clock()
        self.users = Users(home, hasher=QUICK)
        if sign_in and not (access and access.proxy_header):
            for name, role in (("Ada", "admin"), ("Ed", "editor"), ("Rea", "reader")):
                self.users.add(name, PASSWORD, role=role)
        guard = Access(home=home, sign_in=sign_in, settings=access or AccessSettings(), clock=self.clock, hasher=QUICK)
        self.app = create_app(store, load_taxonomy(), jobs=Jobs(store), access=guard)

    def client(self) -> FlaskClient:
        return self.app.server.test_client()

    def enter(self, name: str, password: str = PASSWORD, *, client: FlaskClient | None = None, **form: str) -> Any:
        client = client or self.client()
        page = client.get("/sign-in").text
        token = re.search(r'name="token" value="([^"]+)"', page)
        fields = {"name": name, "password": password, "token": token.group(1) if token else "", **form}
        return client.post("/sign-in", data=fields, headers=ORIGIN)

    def signed_in(self, name: str) -> FlaskClient:
        client = self.client()
        assert self.enter(name, client=client).status_code == 303
        return client

    def acts(self) -> list[str]:
        return [line.act for line in Audit(self.home).newest()]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("access") / "home")


@pytest.fixture
def fresh(tmp_path: Path) -> House:
    return House(tmp_path / "home")


@pytest.fixture(scope="module")
def open_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("open") / "home", sign_in=False)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("proxied") / "home", AccessSettings(proxy_header="X-Forwarded-User"))


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


def test_a_person_signs_in_is_named_and_signs_out(house: House) -> None:
    client = house.client()
    asked = client.get("/articles?lang=ru")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/sign-in?next=%2Farticles%3Flang%3Dru")
    entered = house.enter("ed", client=client, next="/articles?lang=ru")
    assert (entered.status_code, entered.headers["Location"]) == (303, "/articles?lang=ru")
    layout = client.get("/_dash-layout").text
    assert "Signed in as Ed, editor" in layout
    assert client.get("/v1/articles").status_code == 200
    copy = client.get_cookie("rubrika_session")
    assert copy is not None
    left = client.post("/sign-out", headers=ORIGIN)
    assert left.headers["Location"] == "/sign-in"
    assert client.get("/v1/articles").status_code == 401
    client.set_cookie("rubrika_session", copy.value)
    assert client.get("/v1/articles").status_code == 401, "a copy of the cookie is over too"
    assert house.acts()[:2] == ["sign-out", "sign-in"]


def test_the_cookie_is_for_this_server_only_and_not_for_scripts(tmp_path: Path, house: House) -> None:
    cookie = house.enter("Ed").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    behind = House(tmp_path / "home", AccessSettings(address="https://news.example"))
    answer = behind.enter("Ed")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_where_a_password_would_travel_in_the_open_none_is_asked_for(house: House) -> None:
    answer = house.client().get("/sign-in", base_url="http://192.168.1.5:8050")
    assert answer.status_code == 403
    assert "not encrypted" in answer.text
    assert "<form" not in answer.text


def test_sessions_end_with_time_with_the_password_and_with_the_user(fresh: House) -> None:
    clients = [fresh.signed_in(name) for name in ("Ada", "Ed", "Rea")]
    fresh.users.set_password("Ed", "another long password")
    fresh.users.remove("rea")
    assert [client.get("/v1/labels").status_code for client in clients] == [200, 401, 401]
    fresh.clock.now += timedelta(hours=12, seconds=1)
    assert clients[0].get("/v1/labels").status_code == 401


def test_another_role_holds_from_the_next_request_on(fresh: House) -> None:
    client = fresh.signed_in("Ada")
    assert client.get("/v1/audit").status_code == 200
    fresh.users.set_role("Ada", "reader")
    assert client.get("/v1/audit").status_code == 403


@given(st.one_of(st.text(max_size=200), st.binary(max_size=80).map(lambda raw: base64.urlsafe_b64encode(raw).decode())))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_made_up_session_is_nobody_s(house: House, cookie: str) -> None:
    client = house.client()
    packed = "".join(c for c in cookie if c.isprintable() and c.isascii() and c not in '";, \\')
    assert client.get("/v1/labels", headers={"Cookie": f"rubrika_session={packed}"}).status_code == 401


def test_a_session_signed_with_another_key_or_changed_is_nobody_s(house: House) -> None:
    cookie = house.signed_in("Rea").get_cookie("rubrika_session")
    assert cookie is not None
    head, _, signature = cookie.value.rpartition(".")
    ada = house.users.find("Ada")
    assert ada is not None
    values = ["ada", ada.stamp, "0" * 32, 2**40]
    forged = [
        f"{head}x.{signature}", f"{head}.{signature[:-2]}", head, "." + signature,
        URLSafeSerializer(b"guess" * 8, salt="rubrika.session").dumps(values),
        URLSafeSerializer(b"", salt="rubrika.session").dumps(values),
    ]  # fmt: skip
    for value in forged:
        client = house.client()
        client.set_cookie("rubrika_session", str(value))
        assert client.get("/v1/labels").status_code == 401, value


@given(st.text(max_size=60).map(lambda rest: "/" + rest) | st.text(max_size=60) | st.sampled_from([
    "//evil.example", "/\\evil.example", "///evil.example", "/\t/evil.example", "https:evil.example", "/%5cevil.example",
    "javascript:alert(1)", "/sign-out", "\\\\evil", "/ /evil", "http://localhost@evil.example", "/.//evil.example", "/..//evil",
]))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_signing_in_never_leads_elsewhere(target: str) -> None:
    found = safe_target(target)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert not set(found) & set("\\\t\r\n ")
    assert not urlsplit(found).netloc
    assert safe_target(found) == found


@given(name=st.text(max_size=90), password=st.text(max_size=40))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_names_are_told_the_same_and_become_no_markup(house: House, name: str, password: str) -> None:
    hostile = f'"><script>alert(1)</script>{name}'
    house.clock.now += timedelta(seconds=WINDOW)
    answer = house.enter(hostile, password or "x")
    assert answer.status_code == 401
    assert "Name or password is wrong." in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("name", ["", " ", "../x", "a/b", "a\nb", "<b>", "x" * 65, "a\u202eb", "\u200b", "-x", "a:b"])
def test_names_that_could_be_taken_for_something_else_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="a user's name has"):
        Users(tmp_path).add(name, PASSWORD)


def test_users_are_kept_as_hashes_in_a_file_of_their_owner_only(fresh: House) -> None:
    path = fresh.home / "users.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert (fresh.home / "access.key").stat().st_mode & 0o777 == 0o600
    assert PASSWORD.encode() not in path.read_bytes()
    assert all(user["hash"].startswith("$argon2id$") for user in orjson.loads(path.read_bytes())["users"].values())
    with pytest.raises(UsageError, match="there is a user ADA already"):
        fresh.users.add("ADA", PASSWORD)
    with pytest.raises(UsageError, match="10 to 256 characters"):
        fresh.users.set_password("Ada", "short")
    with pytest.raises(UsageError, match="no user nobody"):
        fresh.users.remove("nobody")


def test_guesses_are_counted_for_an_account_here_and_forgotten_in_time(fresh: House) -> None:
    answers = [fresh.enter("Ed", "wrong password").status_code for _ in range(9)]
    assert answers == [401] * 8 + [429]
    assert fresh.enter("Ed").status_code == 429, "the right password waits too"
    assert fresh.enter("Ada").status_code == 303, "another account is open"
    again = House.__new__(House)  # another process over the same home counts the same attempts
    again.home, again.clock, again.users = fresh.home, fresh.clock, Users(fresh.home, hasher=QUICK)
    guard = Access(home=fresh.home, sign_in=True, clock=fresh.clock, hasher=QUICK)
    from analytics.store import open_store

    again.app = create_app(open_store(fresh.home), load_taxonomy(), access=guard)
    waiting = again.enter("ED")
    assert waiting.status_code == 429
    assert int(waiting.headers["Retry-After"]) > 0
    fresh.clock.now += timedelta(seconds=WINDOW + 1)
    assert fresh.enter("Ed").status_code == 303
    assert "sign-in-refused" in fresh.acts()


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


def test_a_form_that_was_not_made_for_this_browser_signs_nobody_in(house: House) -> None:
    theirs = re.search(r'name="token" value="([^"]+)"', house.client().get("/sign-in").text)
    assert theirs is not None
    client = house.client()
    client.get("/sign-in")
    fields = {"name": "Ed", "password": PASSWORD, "token": theirs.group(1)}
    assert client.post("/sign-in", data=fields, headers=ORIGIN).status_code == 400
    assert client.get("/v1/labels").status_code == 401


def test_two_tabs_with_the_form_both_sign_in_and_an_icon_asked_for_meanwhile_does_no_harm(house: House) -> None:
    client = house.client()
    first = re.search(r'name="token" value="([^"]+)"', client.get("/sign-in").text)
    client.get("/sign-in?next=%2Farticles")
    assert client.get("/favicon.ico").status_code == 401
    assert client.get("/pictures", headers={"Sec-Fetch-Mode": "no-cors"}).status_code == 401
    assert first is not None
    fields = {"name": "Ed", "password": PASSWORD, "token": first.group(1)}
    assert client.post("/sign-in", data=fields, headers=ORIGIN).status_code == 303


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


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level("CRITICAL"):
        yield
