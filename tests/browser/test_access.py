"""Several people in a real Chromium: a reader looks, an editor corrects, and both sign in and out."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.audit import Audit
from analytics.store import Store
from dashboards.access.gate import Access
from dashboards.access.users import Users
from tests.archives import article, make_store, mention
from tests.browser.conftest import served

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
ENTITY = f"/entity?name={quote('PER:Анна Ким')}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two articles that name one person; a reader and an editor."""
    home: Path = tmp_path_factory.mktemp("people") / "home"
    days = [article(name, f"2026-05-{12 + at}T10:00:00+04:00") for at, name in enumerate("ab")]
    store = make_store(home, days, mentions=[mention(name, "Анна Ким") for name in "ab"])
    for name, role in (("Rea", "reader"), ("Ed", "editor")):
        Users(home).add(name, PASSWORD, role=role)
    return store


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    with served(store, Access(home=store.home, sign_in=True)) as address:
        yield address


def enter(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Password").press("Enter")


def test_a_reader_finds_no_controls_an_editor_corrects_and_both_leave(page: Page, address: str, store: Store) -> None:
    page.goto(address + ENTITY)
    expect(page).to_have_url(f"{address}/sign-in?next={quote(ENTITY, safe='')}")
    enter(page, "rea", "not the password")
    expect(page.get_by_role("alert")).to_have_text("Name or password is wrong.")
    enter(page, "rea")
    expect(page).to_have_url(address + ENTITY)
    expect(page.locator("h1")).to_have_text("Анна Ким")
    expect(page.locator(".person-name")).to_have_text("Rea")
    expect(page.locator("#entity-rename")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{address}/sign-in")
    page.go_back()
    expect(page).to_have_url(f"{address}/sign-in?next={quote(ENTITY, safe='')}")

    enter(page, "Ed")
    expect(page.locator("h1")).to_have_text("Анна Ким")
    page.locator(".correct summary").click()
    page.locator("#entity-name").fill("Анна Ким-Али")
    page.locator("#entity-rename").click()
    expect(page.locator("#entity-done")).to_contain_text("Анна Ким-Али")
    expect(page.locator("h1")).to_have_text("Анна Ким-Али")
    assert [(line.who, line.act) for line in Audit(store.home).newest(2)] == [("Ed", "rename"), ("Ed", "sign-in")]

    Users(store.home).set_password("Ed", "another long password")
    page.locator(".nav a", has_text="Articles").click()
    expect(page.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_way_in(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + "/sign-in")
    assert Axe().run(page).response["violations"] == []
    enter(page, "Rea", "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.emulate_media(color_scheme="light")
