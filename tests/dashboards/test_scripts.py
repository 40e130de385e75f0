"""What the browser loads: ours, complete, small, and kept."""

import gzip
import hashlib
import re
import shutil
from pathlib import Path

import brotli
import pytest
from dash import html
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from analytics.store import open_store
from dashboards import scripts
from dashboards.app import create_app
from models.taxonomy import load_taxonomy

BESIDE = ["signin.css", "manual.css"]  # style sheets of pages beside the dashboard
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store = open_store(tmp_path_factory.mktemp("scripts") / "home", create=True)
    return create_app(store, load_taxonomy()).server.test_client()


def _addresses(client: FlaskClient) -> list[str]:
    found = re.findall(r'(?:src|href)="(/(?:_dash-component-suites|assets)/[^"]+)"', client.get("/").text)
    assert len(found) > 5
    return found


def test_the_plotly_that_is_served_is_the_vendored_one_and_fits_the_package(client: FlaskClient) -> None:
    served = client.get(PLOTLY)
    assert hashlib.sha256(served.data).hexdigest() == scripts.PLOTLY_SHA256
    assert get_plotlyjs_version() == scripts.PLOTLY_VERSION
    assert f"v{scripts.PLOTLY_VERSION}" in served.text[:200]
    assert scripts.PLOTLY_SHA256 in (Path(scripts.__file__).parent / "vendor" / "README.md").read_text()


def test_compressed_files_unpack_to_the_same_bytes_and_stay_with_the_browser(client: FlaskClient) -> None:
    for address in _addresses(client):
        plain = client.get(address)
        small, smaller = (client.get(address, headers={"Accept-Encoding": name}) for name in ("gzip", "gzip, br"))
        assert (plain.status_code, small.status_code, smaller.status_code) == (200, 200, 200), address
        assert gzip.decompress(small.data) == plain.data
        assert brotli.decompress(smaller.data) == plain.data
        assert small.headers["Content-Encoding"] == "gzip"
        assert smaller.headers["Content-Encoding"] == "br"
        assert "Accept-Encoding" in small.headers["Vary"]
        if address == PLOTLY:  # Dash asks for it without a fingerprint, so it is asked about each time
            assert plain.headers["Cache-Control"] == "no-cache"
        else:
            assert "immutable" in plain.headers["Cache-Control"], address
        again = client.get(address, headers={"If-None-Match": plain.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_the_first_page_is_under_a_megabyte_of_scripts_and_none_twice(client: FlaskClient) -> None:
    addresses = [address for address in _addresses(client) if ".js" in address and "ag_grid" not in address]
    assert len(set(addresses)) == len(addresses)
    sizes = [len(client.get(address, headers={"Accept-Encoding": "br"}).data) for address in addresses]
    assert sum(sizes) < 1_000_000


def test_own_files_come_as_one_of_each_kind_with_all_that_is_in_them(client: FlaskClient) -> None:
    own = [address for address in _addresses(client) if address.startswith("/assets/")]
    assert [address.partition("?")[0] for address in own] == [
        "/assets/early/early.js", "/assets/together.css", "/assets/together.js",
    ]  # fmt: skip
    folder = Path(scripts.__file__).parent / "assets"
    for address in own[1:]:
        served, kind = client.get(address).text, address.partition("?")[0].rpartition(".")[2]
        places = [served.find(path.read_text()) for path in sorted(folder.glob(f"*.{kind}")) if path.name not in BESIDE]
        assert len(places) > 3
        assert places == sorted(places)
        assert -1 not in places
        assert not any((folder / name).read_text() in served for name in BESIDE)
    document = client.get("/").text  # the scripts stand after those that they need and before what starts the page
    order = [document.index(name) for name in ("dash_mantine_components.", "together.js", "dash_renderer.")]
    assert order == sorted(order)


def test_an_edited_file_has_another_address(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(scripts.__file__).parent / "assets", tmp_path / "assets"))
    app = scripts.LightDash(__name__, assets_folder=str(folder), assets_ignore="^early")
    app.layout = html.Div()
    scripts.lighten(app)
    client = app.server.test_client()
    (before,) = (address for address in _addresses(client) if "together.css" in address)
    (folder / "spread.css").write_text(".new { color: red; }")
    (after,) = (address for address in _addresses(client) if "together.css" in address)
    assert before != after
    assert ".new { color: red; }" in client.get(after).text


def test_a_document_names_the_chart_that_its_page_begins_with(client: FlaskClient) -> None:
    for path, chart in {"/": "overview-volume", "/topics": "topics-trend", "/articles": ""}.items():
        assert f'data-chart="{chart}"' in client.get(path).text


def test_no_file_is_served_that_dash_does_not_know(client: FlaskClient) -> None:
    for path in ("dash/../x.js", "dash/dcc/none.js", "os/path.js"):
        assert client.get(f"/_dash-component-suites/{path}").status_code == 404
    assert client.get("/assets/../app.py").status_code == 404


@pytest.mark.parametrize(("accepted", "encoding"), [("br;q=0, gzip", "gzip"), ("identity", None), ("br;q=0.5", "br")])
def test_the_encoding_is_one_that_the_browser_takes(client: FlaskClient, accepted: str, encoding: str | None) -> None:
    assert client.get(PLOTLY, headers={"Accept-Encoding": accepted}).headers.get("Content-Encoding") == encoding
