"""What is taken away from a chart: it opens in other programs, says where it comes from, and never acts."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.app import create_app
from dashboards.charts import Column, Drawing
from dashboards.export import as_csv, as_xlsx
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store, prediction

VIEW = "topic=sport&from=2026-05-11&to=2026-05-24"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    store = make_store(
        tmp_path_factory.mktemp("export") / "home",
        [
            article("a", "2026-05-12T10:00:00+04:00", source="=cmd|' /C calc'!A0"),
            article("b", "2026-05-19T10:00:00+04:00"),
            article("c", "2026-05-20T10:00:00+04:00"),
        ],
        predictions=[prediction(name, "sport", "sport") for name in "abc"],
    )
    with create_app(store, load_taxonomy()).server.test_client() as client:
        yield client


def test_a_csv_has_the_numbers_of_the_view_and_says_where_they_come_from(client: FlaskClient) -> None:
    answer = client.get(f"/export/topics-trend.csv?{VIEW}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rubrika-topics-trend.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert [(row["date"], row["name"], row["count"], row["total_count"]) for row in rows] == [
        ("2026-05-18", "Sport", "2", "2"),
        ("2026-05-11", "Sport", "1", "1"),
    ]
    assert {row["view"] for row in rows} == {"?from=2026-05-11&to=2026-05-24&topic=sport"}
    assert {row["zone"] for row in rows} == {"Asia/Baku"}
    assert all(row["as_of"].endswith("+00:00") for row in rows)


def test_a_row_of_a_source_and_a_topic_links_to_the_whole_code(tmp_path: Path) -> None:
    rows = [article("a", "2026-05-12T10:00:00+04:00")]
    store = make_store(tmp_path / "home", rows, predictions=[prediction("a", None, "domestic_politics")])
    with create_app(store, load_taxonomy()).server.test_client() as client:
        found = client.get("/export/sources-mix.json").get_json()
    assert [row["href"] for row in found["rows"]] == ["/articles?source=one.example&topic=domestic_politics"]


def test_a_mark_of_a_chart_says_where_its_articles_are(client: FlaskClient) -> None:
    found = client.get(f"/export/topics-trend.opens?mark=sport&mark=2026-05-18&{VIEW}&lang=ru").get_json()
    assert found == {"href": "/articles?from=2026-05-18&to=2026-05-24&lang=ru&topic=sport"}
    for wrong in ("topics-trend.opens", "topics-trend.opens?mark=sport", "none.opens?mark=sport&mark=2026-05-18"):
        assert client.get(f"/export/{wrong}").status_code == 404


def test_a_chart_of_the_page_needs_no_word_of_where_it_comes_from(client: FlaskClient) -> None:
    figure, drawing = (client.get(f"/export/topics-trend.{form}?{VIEW}").get_json() for form in ("figure", "drawing"))
    assert figure.pop("about")["zone"] == "Asia/Baku"
    assert drawing == figure


def test_a_byte_order_mark_comes_where_it_is_asked_for(client: FlaskClient) -> None:
    plain = client.get("/export/topics-trend.csv").get_data()
    marked = client.get("/export/topics-trend.csv?bom=yes").get_data()
    assert marked.startswith(b"\xef\xbb\xbf")
    assert not plain.startswith(b"\xef\xbb\xbf")


def test_a_workbook_opens_with_numbers_as_numbers(client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/export/topics-trend.xlsx?{VIEW}").get_data()))
    heads, first, *_ = list(book["Data"].iter_rows(values_only=True))
    row = dict(zip(heads, first, strict=True))
    assert (row["date"], row["name"], row["count"], row["ratio"]) == ("2026-05-18", "Sport", 2, 1)
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["zone"] == "Asia/Baku"
    assert about["title"].startswith("Share of coverage")


def test_the_table_of_a_page_links_each_row_to_its_articles(client: FlaskClient) -> None:
    found = client.get(f"/export/topics-trend.json?{VIEW}").get_json()
    assert [column["title"] for column in found["columns"]][:3] == ["From", "Topic", "Articles"]
    assert found["rows"][0]["href"] == "/articles?from=2026-05-18&to=2026-05-24&topic=sport"
    assert found["rows"][0]["cells"][2] == ["2", 2]


def test_texts_from_articles_never_become_formulas(client: FlaskClient) -> None:
    for row in csv.reader(io.StringIO(client.get("/export/sources-volume.csv").get_data(as_text=True))):
        assert not any(cell.startswith("=") for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/export/sources-volume.xlsx").get_data()))
    cells = [cell for row in book["Data"].iter_rows() for cell in row]
    assert any(cell.value == "=cmd|' /C calc'!A0" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(deadline=None)
@given(names=st.lists(TEXTS, min_size=1, max_size=4), count=st.integers(0, 10**9))
def test_any_text_goes_into_a_csv_and_comes_out_harmless(names: list[str], count: int) -> None:
    table = pl.DataFrame({"key": names, "name": names, "count": [count] * len(names)})
    columns = (Column("name", "Name"), Column("count", "Articles", "number"))
    drawing = Drawing(title="", caption="", summary="", figure={}, rows=lambda: table, columns=columns)
    rows = list(csv.DictReader(io.StringIO(as_csv(drawing, {"view": "?"}), newline="")))
    assert [row["name"].removeprefix("'") for row in rows] == [name.removeprefix("'") for name in names]
    assert all(not row["name"].startswith(("=", "+", "-", "@")) for row in rows)
    assert {row["count"] for row in rows} == {str(count)}


@settings(deadline=None)
@given(TEXTS)
def test_any_text_goes_into_a_workbook(name: str) -> None:
    table = pl.DataFrame({"key": [name], "name": [name]})
    drawing = Drawing(
        title=name, caption=name, summary="", figure={}, rows=lambda: table, columns=(Column("name", name),)
    )
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(drawing, {})))
    assert (book["Data"]["B2"].value or "") == name


@pytest.mark.parametrize(
    "path", ["/export/none.csv", "/export/topics-trend.exe", "/embed/none", "/embed/entities-ranking"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_embedded_chart_is_a_page_of_its_own_that_escapes_its_address(client: FlaskClient) -> None:
    page = client.get('/embed/topics-trend?topic="><script>alert(1)</script>').get_data(as_text=True)
    assert 'data-embedded="topics-trend"' in page
    assert "<script>alert" not in page
    figure = client.get(f"/export/topics-trend.figure?{VIEW}").get_json()
    assert figure["figure"]["data"]
    assert figure["title"].startswith("Share of coverage")
