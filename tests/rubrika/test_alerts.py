"""Alerts: what they find, where they tell it, and that they do not tell it twice."""

import smtplib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.views import TOLD, Alert, View
from rubrika.alerts import Finding, check, findings, sender
from rubrika.fetch import FetchError
from rubrika.settings import Settings, Smtp
from tests.archives import article, facts_of, mention, prediction

NOW = datetime(2026, 6, 1, 6, tzinfo=UTC)  # a Monday: the week before is whole


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Sixteen weeks of migration at a tenth, four times that in the last; a new name there; a source silent since."""
    articles, predictions, mentions = [], [], []
    for week in range(16):
        for number in range(40):
            name = f"w{week}n{number}"
            last = week == 15
            topic = "migration" if number < (20 if last else 4) else "sport"
            when = NOW - timedelta(weeks=16 - week) + timedelta(hours=number * 4)
            source = "quiet.example" if number % 4 == 0 and not last else "one.example"
            articles.append(article(name, when.isoformat(), source=source))
            predictions.append(prediction(name, topic, topic))
            if last and number < 5:
                mentions.append(mention(name, "Рауф Меликзаде"))
            elif number == 30:
                mentions.append(mention(name, "Анна Ким"))
    return facts_of(tmp_path_factory.mktemp("alerts") / "home", articles, predictions=predictions, mentions=mentions)


def alert(rule: str, *to: str, **given: Any) -> Alert:
    view = View(name="migration", filters=given.pop("filters", Filters(topics=("migration",))))
    return Alert(view=view, rule=rule, to=to or ("file:alerts.txt",), **given)


def naming(code: str, _: str) -> str:
    return code.capitalize()


def test_each_rule_finds_what_it_is_for(facts: Facts) -> None:
    (rise,) = findings(alert("rise"), facts, now=NOW, naming=naming)
    assert rise.text.startswith("Migration: 20 articles (week of 25 May 2026)")
    assert findings(alert("fall"), facts, now=NOW, naming=naming) == []
    (name,) = findings(alert("new-name"), facts, now=NOW, naming=naming)
    assert name.text == "New name: Рауф Меликзаде, 5 articles since 2026-05-25."
    (silent,) = findings(alert("silence", filters=Filters()), facts, now=NOW, naming=naming)
    assert silent.text.startswith("quiet.example is silent since 2026-05-24")


def test_one_message_then_silence_until_the_cooldown_is_over(facts: Facts, tmp_path: Path) -> None:
    sent: list[tuple[str, int]] = []

    def send(address: str, found: Sequence[Finding]) -> None:
        sent.append((address, len(found)))

    alerts = [alert("rise", "file:a"), alert("new-name", "file:a", "https://hook.example")]
    both = [check(alerts, facts, tmp_path, now=NOW, naming=naming, send=send)[0] for _ in range(2)]
    assert sent == [("file:a", 2), ("https://hook.example", 1)]
    assert [len(found) for found in both] == [2, 0]
    again, _ = check(alerts, facts, tmp_path, now=NOW + timedelta(hours=25), naming=naming, send=send)
    assert [finding.rule for finding in again] == ["rise"]  # what was new a week ago is not new any more


def test_a_dry_run_sends_and_remembers_nothing(facts: Facts, tmp_path: Path) -> None:
    def send(address: str, found: Sequence[Finding]) -> None:
        raise AssertionError("sent")

    found, _ = check([alert("rise")], facts, tmp_path, now=NOW, naming=naming, send=send, dry=True)
    assert len(found) == 1
    assert not (tmp_path / TOLD).exists()


def test_what_could_not_be_sent_is_said_and_tried_again(facts: Facts, tmp_path: Path) -> None:
    def send(address: str, found: Sequence[Finding]) -> None:
        raise FetchError("hook.example answered 500")

    alerts = [alert("rise", "https://hook.example")]
    for _ in range(2):
        found, failed = check(alerts, facts, tmp_path, now=NOW, naming=naming, send=send)
        assert (len(found), failed) == (1, ["https://hook.example: hook.example answered 500"])
    (tmp_path / TOLD).write_bytes(b"damaged")
    assert len(check(alerts, facts, tmp_path, now=NOW, naming=naming, send=send)[0]) == 1


def test_a_file_a_webhook_and_a_mailbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Finding(view="v", rule="rise", key="k", text="Two\nlines\r\nBcc: all@example")]
    posted: list[tuple[str, bytes]] = []
    mailed: list[Any] = []

    class Server:
        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> "Server":
            return self

        def __exit__(self, *_: object) -> None: ...
        def starttls(self) -> None: ...
        def send_message(self, message: Any) -> None:
            mailed.append(message)

    monkeypatch.setattr(smtplib, "SMTP", Server)
    send = sender(
        Settings(smtp=Smtp(host="mail.example", sender="r@example.org")),
        tmp_path,
        poster=lambda url, body: posted.append((url, body)),
    )
    for address in ("file:alerts.txt", "https://hook.example/x", "mailto:editor@example.org"):
        send(address, found)
    assert (tmp_path / "alerts.txt").read_text(encoding="utf-8") == "[v] Two lines Bcc: all@example\n"
    assert orjson.loads(posted[0][1])["findings"][0]["rule"] == "rise"
    assert (mailed[0]["To"], mailed[0]["Bcc"]) == ("editor@example.org", None)
    with pytest.raises(FetchError, match="no mail server is named"):
        sender(Settings(), tmp_path)("mailto:editor@example.org", found)
