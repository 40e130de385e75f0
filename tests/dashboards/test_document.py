"""The document that the browser gets first: it has the page of its address, and controls that say the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    rows = [article("a", "2026-05-12T10:00:00+04:00"), article("b", "2026-05-19T10:00:00+04:00", source="two.example")]
    store = make_store(tmp_path_factory.mktemp("document") / "home", rows)
    return create_app(store, load_taxonomy()).server.test_client()


def parts(component: Any) -> Iterator[dict[str, Any]]:
    """The properties of a component and of everything within it."""
    if isinstance(component, dict) and "props" in component:
        yield component["props"]
        yield from parts(component["props"].get("children"))
    elif isinstance(component, list):
        for part in component:
            yield from parts(part)


def document(client: FlaskClient, at: str) -> dict[str, dict[str, Any]]:
    """The components that have an id, by it."""
    found = parts(client.get("/_dash-layout", query_string={"at": at}).get_json())
    return {props["id"]: props for props in found if isinstance(props.get("id"), str)}


def test_it_comes_with_the_page_of_its_address_and_the_controls_say_the_same(client: FlaskClient) -> None:
    search = "?from=2026-05-01&to=2026-05-31&source=two.example&bucket=month&measure=count&copies=all&rolling=3"
    found = document(client, f"/sources{search}")
    assert (found["url"]["pathname"], found["url"]["search"]) == ("/sources", search)
    assert "sources-volume-figure" in found
    controls = {name: props.get("value") for name, props in found.items() if name.startswith("filter-")}
    assert controls == {
        "filter-period": ["2026-05-01", "2026-05-31"], "filter-bucket": "month", "filter-measure": "count",
        "filter-copies": "all", "filter-of": "fitting", "filter-rolling": "3", "filter-source": ["two.example"],
        "filter-topic": [], "filter-section": [], "filter-lang": [], "filter-basis": [],
    }  # fmt: skip
    links = [props for props in parts(found["nav"]["children"]) if props["className"] == "here"]
    assert [link["children"] for link in links] == ["Sources"]
    assert len(found["chips"]["children"]) == 4


def test_what_an_address_says_in_vain_is_said(client: FlaskClient) -> None:
    assert "topik" in str(document(client, "/topics?topik=x")["ignored"]["children"])
    assert "There is no such page" in str(document(client, "/none")["page"]["children"])


def test_without_an_address_the_browser_fills_in_the_page(client: FlaskClient) -> None:
    found = document(client, "")
    assert found["page"].get("children") is None
    assert "pathname" not in found["url"]
