"""Rules on saved views, checked after each ingest: one message a destination, nothing told twice within the cool-down."""

import os
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Final

import orjson
import polars as pl

from analytics.archive import Facts
from analytics.causes import risen
from analytics.errors import RubrikaError
from analytics.queries import entity_ranking
from analytics.silence import UNLIKELY, silences
from analytics.telling import sentence
from analytics.views import TOLD, Alert, last_told
from rubrika.fetch import FetchError, post
from rubrika.settings import Settings, Smtp

_NEW_DAYS: Final = 7
_NEW_LEAST: Final = 3  # articles that a new name needs
_LONG_SILENT: Final = 28 * 24  # hours after which a silent source is no news
_KEPT: Final = timedelta(days=90)
Naming = Callable[[str, str], str]
Post = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to tell: ``key`` says what it is about, so that it is not told again too soon."""

    view: str
    rule: str
    key: str
    text: str

    @property
    def identity(self) -> str:
        """The same for the same thing told again."""
        return f"{self.view}|{self.rule}|{self.key}"


def findings(alert: Alert, facts: Facts, *, now: datetime, naming: Naming) -> list[Finding]:
    """What the rule finds now."""
    view = alert.view
    if alert.rule in ("rise", "fall"):
        shown = {"topic": naming, "section": naming, "entity": facts.called.name}
        told = []
        for card in risen(facts, view.filters, by=view.by, bucket=view.bucket, now=now, last=1):
            if card.episode.direction == alert.rule:
                key = card.episode.key
                name = shown[view.by](key, "en") if view.by in shown else key
                said = sentence(card, name, bucket=view.bucket, called=facts.called)
                told.append((f"{key} {card.episode.start}", said))
    elif alert.rule == "new-name":
        told = _new_names(alert, facts, now)
    else:
        told = _silences(alert, facts, now)
    return [Finding(view=view.name, rule=alert.rule, key=key, text=text) for key, text in told]


def _new_names(alert: Alert, facts: Facts, now: datetime) -> list[tuple[str, str]]:
    """Names that the view has in several articles of the last week, and the archive had nowhere before."""
    since = now.date() - timedelta(days=_NEW_DAYS)
    recent = entity_ranking(facts, replace(alert.view.filters, since=since)).filter(pl.col("articles") >= _NEW_LEAST)
    before = facts.mentions.filter(pl.col("day") < since).get_column("entity_id").cast(pl.String).unique()
    fresh = recent.filter(~pl.col("entity_id").is_in(before.implode()))
    return [
        (row["entity_id"], f"New name: {row['name']}, {row['articles']} articles since {row['first']}.")
        for row in fresh.iter_rows(named=True)
    ]


def _silences(alert: Alert, facts: Facts, now: datetime) -> list[tuple[str, str]]:
    """Sources of the view that say nothing for longer than their own past makes likely."""
    told = []
    for row in silences(facts, alert.view.filters, now=now).sort("source").iter_rows(named=True):
        source, last, quiet = row["source"], row["last"], row["quiet"]
        if alert.hours <= quiet <= _LONG_SILENT and row["chance"] < UNLIKELY:
            told.append(
                (f"{source} {last.date()}", f"{source} is silent since {last:%Y-%m-%d %H:%M} UTC ({quiet:.0f} hours).")
            )
    return told


def check(
    alerts: Sequence[Alert],
    facts: Facts,
    home: Path,
    *,
    now: datetime,
    naming: Naming,
    send: "Send",
    dry: bool = False,
) -> tuple[list[Finding], list[str]]:
    """Check every alert and send what is new, one message a destination. The findings told, and what could not be sent.

    What could not be sent anywhere is tried again at the next check.
    """
    told = last_told(home)
    messages: dict[str, list[Finding]] = {}
    fresh: dict[str, Finding] = {}
    for alert in alerts:
        for finding in findings(alert, facts, now=now, naming=naming):
            last = told.get(finding.identity)
            if last is not None and now - last < timedelta(hours=alert.cooldown):
                continue
            fresh[finding.identity] = finding
            for address in alert.to:
                messages.setdefault(address, []).append(finding)
    if dry:
        return list(fresh.values()), []
    failed: list[str] = []
    for address, found in messages.items():
        unique = list({finding.identity: finding for finding in found}.values())
        try:
            send(address, unique)
        except RubrikaError as error:
            failed.append(f"{address}: {error}")
            continue
        told |= {finding.identity: now for finding in unique}
    _keep(home, {key: when for key, when in told.items() if now - when < _KEPT})
    return list(fresh.values()), failed


Send = Callable[[str, Sequence[Finding]], None]


def sender(settings: Settings, home: Path, *, poster: Post | None = None) -> Send:
    """Delivers a message: ``file:`` appends lines, ``http(s):`` posts JSON, ``mailto:`` sends mail."""

    def send(address: str, found: Sequence[Finding]) -> None:
        lines = [f"[{finding.view}] {' '.join(finding.text.split())}" for finding in found]
        if address.startswith("file:"):
            _append(home / address.removeprefix("file:"), lines)
        elif address.startswith("mailto:"):
            _mail(settings.smtp, address.removeprefix("mailto:"), lines)
        else:
            body = orjson.dumps(
                {
                    "text": "\n".join(lines),
                    "findings": [{"view": f.view, "rule": f.rule, "key": f.key, "text": f.text} for f in found],
                }
            )
            (poster or (lambda url, data: post(url, data, settings.fetch)))(address, body)

    return send


def _append(path: Path, lines: Sequence[str]) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
    except OSError as error:
        raise FetchError(f"cannot write {path}: {error.strerror}") from error


def _mail(smtp: Smtp | None, address: str, lines: Sequence[str]) -> None:
    if smtp is None:
        raise FetchError("no mail server is named: write [smtp] with host and sender in rubrika.toml")
    message = EmailMessage()
    try:
        message["Subject"] = f"rubrika: {lines[0]}"[:120]
        message["From"], message["To"] = smtp.sender or smtp.user, address
        message.set_content("\n\n".join(lines))
        with smtplib.SMTP(smtp.host, smtp.port, timeout=20) as server:
            if smtp.starttls:
                server.starttls()
            if smtp.user:
                server.login(smtp.user, os.environ.get(smtp.password_env, ""))
            server.send_message(message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise FetchError(f"cannot send mail through {smtp.host}: {error}") from error


def _keep(home: Path, told: dict[str, datetime]) -> None:
    fresh = home / f".{TOLD}-{os.getpid()}"
    fresh.write_bytes(orjson.dumps({key: when.isoformat() for key, when in told.items()}, option=orjson.OPT_INDENT_2))
    fresh.replace(home / TOLD)
