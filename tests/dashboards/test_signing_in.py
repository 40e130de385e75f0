"""Signing in: sessions, forged and old ones, guesses, hostile names and targets."""

import base64
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from analytics.errors import UsageError
from dashboards.access.gate import Access
from dashboards.access.ledger import WINDOW
from dashboards.access.settings import AccessSettings
from dashboards.access.signin import safe_target
from dashboards.access.users import Users
from dashboards.app import create_app
from models.taxonomy import load_taxonomy
from tests.houses import ORIGIN, PASSWORD, QUICK, House

pytestmark = pytest.mark.usefixtures("quiet")


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
