"""A guarded dashboard with people, for tests of who gets in."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from analytics.audit import Audit
from analytics.jobs import Jobs
from dashboards.access.gate import Access
from dashboards.access.settings import AccessSettings
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
