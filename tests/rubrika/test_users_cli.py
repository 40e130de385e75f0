"""rubrika users and audit, and what serve wants before it listens to others."""

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.errors import UsageError
from analytics.store import open_store
from dashboards.access.users import Users
from rubrika.cli.main import app
from rubrika.server import access_of

PASSWORD = "correct horse battery"


def run(home: Path, *words: str, typed: str = "") -> str:
    done = CliRunner().invoke(app, [*words, "--home", str(home)], input=typed, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_people_come_and_go_and_it_is_written_down(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert "Anna may sign in as editor" in run(
        home, "users", "add", "Anna", "--role", "editor", "--password-stdin", typed=PASSWORD + "\n"
    )
    users = Users(home)
    assert users.by_password("anna", PASSWORD) is not None
    run(home, "users", "passwd", "anna", "--password-stdin", typed="another long password\n")
    assert users.by_password("anna", PASSWORD) is None
    run(home, "users", "role", "anna", "admin")
    token = run(home, "users", "token", "anna").strip()
    assert users.by_token(token) is not None
    assert [(row["name"], row["role"], row["tokens"]) for row in json.loads(run(home, "users", "list", "--json"))] == [
        ("Anna", "admin", 1)
    ]
    run(home, "users", "token", "anna", "--revoke")
    assert users.by_token(token) is None
    run(home, "users", "remove", "anna")
    assert users.all() == {}
    acts = [line["act"] for line in json.loads(run(home, "audit", "--json"))]
    assert acts == ["user-remove", "token-revoke", "token", "user-role", "user-password", "user-add"]
    assert "user-add  Anna  editor" in run(home, "audit", "--act", "user-add")


def test_without_a_terminal_a_password_comes_from_standard_input_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(UsageError, match="--password-stdin"):
        run(tmp_path / "home", "users", "add", "anna")


def test_other_addresses_are_served_only_when_somebody_can_sign_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    open_store(home, create=True)
    assert not access_of(home, "127.0.0.1").sign_in
    for host in ("0.0.0.0", "192.168.1.5", "::"):
        with pytest.raises(UsageError, match=r"nobody can sign in yet: rubrika users add NAME --role admin"):
            access_of(home, host)
    (home / "rubrika.toml").write_text("[access]\nproxy_header = 'X-Forwarded-User'\n")
    assert access_of(home, "0.0.0.0").sign_in
    assert access_of(home, "127.0.0.1").sign_in, "a proxy stands before it"
    (home / "rubrika.toml").write_text("[access]\nsign_in = true\n")
    with pytest.raises(UsageError, match="there are no users"):
        access_of(home, "127.0.0.1")
    Users(home).add("anna", PASSWORD)
    assert access_of(home, "0.0.0.0").sign_in
    assert access_of(home, "localhost").sign_in
