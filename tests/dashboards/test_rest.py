"""/v1: the numbers of the library, problems in plain words, pages that hang together."""

import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import polars as pl
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import asking
from analytics.archive import Archive
from analytics.indexing import SearchIndex
from analytics.store import Store
from dashboards.access.people import local_person
from dashboards.app import create_app
from dashboards.context import Context
from dashboards.pages import topics
from dashboards.url import parse
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from rubrika.cli.numbers import trends as trends_verb
from tests.archives import article, make_store, mention, prediction

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    topics = ("migration", "sport", "economy")
    articles, predictions, mentions = [], [], []
    for number in range(60):
        name = f"a{number}"
        articles.append(
            article(
                name,
                f"2026-0{4 + number % 3}-{1 + number % 27:02}T0{number % 9}:30:00+04:00",
                source=("one.example", "two.example")[number % 2],
                lang=("ru", "az", "en")[number % 3],
                title=f"Квота {number}" if number % 4 == 0 else f"Погода {number}",
            )
        )
        predictions.append(prediction(name, topics[number % 3], topics[number % 3], topics[(number + number // 3) % 3]))
        if number % 5 == 0:
            mentions.append(mention(name, "Рауф Меликзаде"))
    return make_store(tmp_path_factory.mktemp("rest") / "home", articles, predictions=predictions, mentions=mentions)


@pytest.fixture(scope="module")
def archive(store: Store) -> Archive:
    """The same rows read beside the served ones."""
    return Archive(store, printed=load_taxonomy().printed_codes())


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[FlaskClient]:
    app = create_app(store, load_taxonomy(), clock=lambda: NOW, models=lambda _: load_classifier())
    with app.server.test_client() as client:
        yield client


def get(client: FlaskClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/v1{path}", query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.json


QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "by": st.sampled_from([["topic"], ["section"], ["source"], ["lang"], ["entity"]]),
        "bucket": st.sampled_from([["hour"], ["day"], ["week"], ["month"], ["quarter"]]),
        "of": st.sampled_from([["fitting"], ["classified"], ["archive"]]),
        "lang": st.lists(st.sampled_from(["ru", "az", "en"]), min_size=1, max_size=2, unique=True),
        "source": st.just(["one.example"]),
        "topic": st.lists(st.sampled_from(["migration", "sport", "unclassified"]), min_size=1, max_size=2, unique=True),
        "from": st.sampled_from([["2026-04-10"], ["2026-05-01"], ["2026-05-01T09:30"]]),
        "to": st.sampled_from([["2026-05-20"], ["2026-06-30"], ["2026-05-20T12:00+04:00"]]),
        "rolling": st.sampled_from([["1"], ["3"]]),
        "query": st.sampled_from([["квота"], ["квота", "погода -12"]]),
    },
).filter(lambda given: "query" not in given or given.get("of") != ["classified"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=QUESTIONS)
def test_python_rest_and_command_line_give_the_same_numbers(
    client: FlaskClient, store: Store, archive: Archive, given: dict[str, list[str]]
) -> None:
    expected = asking.shares(asking.trends_question(given), archive.facts(), SearchIndex(store), now=datetime.now(UTC))
    rows = get(client, "/trends", **given)["rows"]
    columns = ["date", "key", "count", "total_count", "ratio"]
    plain = asking.written(expected).select(columns)
    assert [[row[name] for name in columns] for row in rows] == [list(row) for row in plain.rows()]
    printed = io.StringIO()
    single = {name: given[name][0] for name in ("by", "bucket", "of", "rolling") if name in given}
    with redirect_stdout(printed):
        trends_verb(
            **single,
            since=given.get("from", [None])[0],
            until=given.get("to", [None])[0],
            query=given.get("query"),
            where=[f"{key}={value}" for key in ("lang", "source", "topic") for value in given.get(key, ())],
            format="json",
            home=store.home,
        )
    said = json.loads(printed.getvalue())
    assert [[row[name] for name in columns] for row in said] == [list(row) for row in plain.rows()]


FILTERS = st.fixed_dictionaries(
    {"bucket": st.sampled_from([["day"], ["week"], ["month"]])},
    optional={
        "lang": st.lists(st.sampled_from(["ru", "az", "en"]), min_size=1, max_size=2, unique=True),
        "source": st.just(["one.example"]),
        "topic": st.lists(st.sampled_from(["migration", "sport"]), min_size=1, max_size=2, unique=True),
        "section": st.just(["economy"]),
        "from": st.sampled_from([["2026-04-10"], ["2026-05-01"]]),
        "to": st.sampled_from([["2026-05-20"], ["2026-06-30"]]),
        "copies": st.just(["all"]),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=FILTERS)
def test_the_dashboard_shows_the_numbers_of_rest(
    client: FlaskClient, store: Store, archive: Archive, given: dict[str, list[str]]
) -> None:
    taxonomy = load_taxonomy()
    context = Context(
        archive=archive, store=store, index=SearchIndex(store), taxonomy=taxonomy, zone="Asia/Baku", clock=lambda: NOW
    )
    shown = topics.trend(context, parse("?" + urlencode(given, doseq=True))).table.cast({"date": pl.String}).to_dicts()
    rows = get(client, "/trends", by="topic", **given)["rows"]
    names = ("date", "key", "count", "total_count")
    assert sorted(tuple(row[name] for name in names) for row in shown) == sorted(
        tuple(row[name] for name in names) for row in rows
    )


def test_the_running_bucket_beside_the_same_part_of_the_one_before(client: FlaskClient) -> None:
    rows = get(client, "/trends/so-far", bucket="month")["rows"]
    assert {row["key"] for row in rows} == {"migration", "sport", "economy"}
    assert all(row["total_count"] < 20 and row["before_total"] < 20 for row in rows)
    assert client.get("/v1/trends/so-far?rolling=3").status_code == 400


def test_pages_of_articles_hang_together(client: FlaskClient) -> None:
    seen: list[str] = []
    page = get(client, "/articles", limit=25)
    while True:
        seen += [row["article_id"] for row in page["articles"]]
        if page["next"] is None:
            break
        page = get(client, "/articles", limit=25, cursor=page["next"])
    assert len(seen) == len(set(seen)) == page["total"] == 60


def test_one_article_one_name_and_what_is_not_there(client: FlaskClient) -> None:
    assert get(client, "/articles/a0")["entities"][0]["name"] == "Рауф Меликзаде"
    assert get(client, "/entities", kind="PER")["entities"][0]["articles"] == 12
    assert get(client, "/entities/PER:Рауф Меликзаде")["articles"] == 12
    for path in ("/articles/none", "/entities/PER:none", "/nothing/here"):
        answer = client.get(f"/v1{path}")
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/trends?by=mood", "by is one of topic"),
        ("/trends?colour=red", "colour is not known here"),
        ("/trends?from=yesterday", "is not a day"),
        ("/trends?tz=Mars/Base", "is not a time zone"),
        ("/trends?corrected=yes&by=source", "corrected shares are of topics"),
        ("/trends?query=a&of=classified", "not of the classified ones"),
        ("/trends?bucket=day&from=0001-01-01&to=9999-12-31", "choose a shorter period or longer steps"),
        ("/trends?rolling=-3", "rolling is a number from 1 to 1000, not -3"),
        ("/compare?third.x=1", "write first.source=... and second.source=..."),
        ("/trends?query=(", "an opening bracket too many"),
        ("/rising?bucket=hour", "bucket is one of day, week, month"),
        ("/articles?limit=0", "limit is a number from 1 to 500"),
        ("/articles?cursor=!!", "cursor is not one that was given out"),
        ("/search?q=%22a", "without its other half"),
    ],
)
def test_a_wrong_question_is_a_problem_in_one_line(client: FlaskClient, path: str, says: str) -> None:
    answer = client.get(f"/v1{path}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert says in answer.get_json(force=True)["detail"]


def test_predictions_come_with_reasons_that_add_up(client: FlaskClient) -> None:
    text = "Государственная миграционная служба выдала визы и виды на жительство иностранным рабочим."
    (found,) = client.post("/v1/predict", json={"texts": [text], "explain": True}).json["predictions"]  # type: ignore[index]
    assert found["best"]["code"] == "migration"
    for label in found["reasons"]["section"]:
        assert sum(reason["weight"] for reason in label["reasons"]) == pytest.approx(label["margin"], abs=0.05)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"texts": []}', b'{"texts": [1]}', b'{"texts": "a"}', b'{"texts": [""]}']
)
def test_a_body_that_cannot_be_read_says_so(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/v1/predict", data=body)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_health_says_what_is_there(client: FlaskClient) -> None:
    found = get(client, "/health")
    assert (found["articles"], found["newest"], found["rejected"]) == (60, "2026-06-27T04:30:00+00:00", 0)
    assert found["model"].startswith("agency@")


def test_lasting_changes_are_answered(client: FlaskClient) -> None:
    assert isinstance(get(client, "/levels", by="source", bucket="day")["items"], list)
    assert client.get("/v1/levels?last=4").status_code == 400


def test_the_description_names_every_route_and_method(client: FlaskClient) -> None:
    described = get(client, "/openapi.json")["paths"]
    for rule in client.application.url_map.iter_rules():
        path = re.sub(r"<(?:path:)?(\w+)>", r"{\1}", rule.rule)
        if path.startswith("/v1/") and path not in ("/v1/", "/v1/openapi.json", "/v1/{other}"):
            offered = client.options(path.replace("{", "").replace("}", "")).headers["Allow"].lower().split(", ")
            assert set(offered) - {"head", "options"} == set(described[path]), path


def test_the_page_shows_every_route_and_its_questions_are_answered(client: FlaskClient) -> None:
    page = client.get("/v1/").text
    assert "<script" not in page
    assert "://" not in page.replace("http://127.0.0.1:8050", "")
    described = get(client, "/openapi.json")["paths"]
    for path, methods in described.items():
        for method in methods:
            mark = f"{method}-{path[4:]}".replace("/", "-").replace("{", "").replace("}", "")
            assert (page.count(f'id="{mark}"'), page.count(f'href="#{mark}"')) == (1, 1), mark
    questions = [html.unescape(found) for found in re.findall(r'<a href="(/v1/[^"]+)">', page)]
    assert len(questions) == sum("get" in what and "{" not in path for path, what in described.items())
    for question in questions:
        expected = 404 if question == "/v1/jobs" else 200  # nobody does long work in this test
        assert client.get(question).status_code == expected, question


def test_search_models_labels_and_the_description(client: FlaskClient) -> None:
    assert get(client, "/search", q="квота lang:ru")["total"] == 5
    assert "migration" in get(client, "/models")["labels"]["topics"]
    assert len(get(client, "/labels")["labels"]) == 17
    assert isinstance(get(client, "/rising", last="all")["items"], list)
    described = get(client, "/openapi.json")["paths"]
    assert {"/v1/trends", "/v1/rising", "/v1/search", "/v1/predict"} <= set(described)


def test_a_view_is_saved_and_taken_away(client: FlaskClient) -> None:
    sent = {"name": "Спорт / лига", "topic": ["sport"], "bucket": "month", "address": "/?topic=sport"}
    assert client.post("/v1/views", json=sent).status_code == 200
    assert get(client, "/views")["views"] == [sent | {"by": "topic", "fixed": False, "who": local_person().name}]
    # A form of a foreign page cannot declare JSON, so it changes nothing.
    for answer in (
        client.post("/v1/views", data=json.dumps(sent), content_type="text/plain"),
        client.post("/v1/views", json={"name": "x", "by": "mood"}),
        client.post("/v1/views", json=[]),
        client.post("/v1/views", json=sent | {"who": "somebody else"}),
    ):
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    gone = client.delete("/v1/views/Спорт / лига", content_type="application/json")
    assert gone.status_code == 200
    assert client.delete("/v1/views/none", content_type="application/json").status_code == 404
    assert get(client, "/views")["views"] == []
