"""Labels corrected through /v1: who may, what is kept, what it changes, and under whose name."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from analytics.audit import Audit
from tests.dashboards.test_access import ORIGIN, House

SENT: dict[str, Any] = {"article_id": "a", "target": "topic", "code": "migration", "note": "a summit"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def post(client: FlaskClient, **sent: Any) -> Any:
    return client.post("/v1/labels", json=SENT | sent, headers=ORIGIN)


def topics(client: FlaskClient) -> list[str]:
    return [topic["code"] for topic in client.get("/v1/articles/a").get_json()["topics"]]


def test_an_editor_corrects_a_label_and_takes_it_back(house: House) -> None:
    client = house.signed_in("Ed")
    line = post(client).get_json()
    assert (line["who"], line["code"], line["verdict"], line["holds"]) == ("Ed", "migration", "is", True)
    assert topics(client) == ["migration"]
    gone = client.delete(f"/v1/labels/{line['label_id']}", headers=ORIGIN, content_type="application/json")
    assert (gone.status_code, gone.get_json()["verdict"]) == (200, "taken back")
    assert topics(client) == []
    log = client.get("/v1/articles/a/labels").get_json()["labels"]
    assert [(said["verdict"], said["holds"], said["note"]) for said in log] == [
        ("is", False, "a summit"),
        ("taken back", False, ""),
    ]
    assert [(act.who, act.act, act.about) for act in Audit(house.home).newest(2)] == [
        ("Ed", "label-take-back", "a"),
        ("Ed", "label", "a"),
    ]
    again = client.delete(f"/v1/labels/{line['label_id']}", headers=ORIGIN, content_type="application/json")
    assert (again.status_code, again.mimetype) == (404, "application/problem+json")


def test_a_token_speaks_for_its_owner_and_nobody_writes_under_another_name(house: House) -> None:
    sent = {"Authorization": f"Bearer {house.users.new_token('Ed')}"}
    client = house.client()
    assert client.post("/v1/labels", json=SENT, headers=sent).get_json()["who"] == "Ed"
    refused = client.post("/v1/labels", json=SENT | {"who": "Ada"}, headers=sent)
    assert refused.status_code == 400
    assert "who: leave it out" in refused.get_json(force=True)["detail"]
    ada = house.signed_in("Ada")
    for path, body in (("views", {"name": "v", "who": "Ada"}), ("jobs", {"kind": "reindex", "who": "Ed"})):
        assert ada.post(f"/v1/{path}", json=body, headers=ORIGIN).status_code == 400
    assert {act.who for act in Audit(house.home).newest(10, act="label")} == {"Ed"}


def test_a_reader_and_a_foreign_page_change_nothing(house: House) -> None:
    reader, editor = house.signed_in("Rea"), house.signed_in("Ed")
    answers = [
        post(reader),
        reader.delete("/v1/labels/x", headers=ORIGIN, content_type="application/json"),
        reader.post("/v1/views", json={"name": "v"}, headers=ORIGIN),
        reader.delete("/v1/views/v", headers=ORIGIN, content_type="application/json"),
        editor.post("/v1/labels", json=SENT, headers={"Origin": "https://evil.example"}),
        editor.post("/v1/labels", json=SENT),
    ]
    assert {(answer.status_code, answer.mimetype) for answer in answers} == {(403, "application/problem+json")}
    assert reader.get("/v1/articles/a/labels").get_json() == {"labels": []}
    assert house.client().get("/v1/articles/a/labels").status_code == 401


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"article_id": "none"}, "there is no article none"),
        ({"article_id": 7}, "article_id is a text"),
        ({"target": "mood"}, "section or topic"),
        ({"code": "weather"}, "there is no code weather"),
        ({"code": "unclassified"}, "there is no code unclassified"),
        ({"verdict": "taken back"}, "is or is not"),
        ({"verdict": None}, "verdict is a text"),
        ({"note": ["a"]}, "note is a text"),
        ({"note": "x" * 501}, "at most 500 characters"),
        ({"when": "2020-01-01"}, "when is not known"),
    ],
)
def test_a_label_that_cannot_be_is_refused(house: House, wrong: dict[str, Any], says: str) -> None:
    answer = post(house.signed_in("Ed"), **wrong)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert says in answer.get_json(force=True)["detail"]
