"""One article open for reading, with everything known about it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from dash import dcc, html

from analytics.dossier import Reading
from analytics.stories import story_of
from dashboards.context import Context
from dashboards.pages.article_labels import labels_of
from dashboards.pages.article_list import PATH, inner_link
from dashboards.pages.article_text import KIND_CLASSES, paragraphs, title_of
from dashboards.url import View, href

_MOST_TOLD = 12


def article_pane(context: Context, view: View, *, correcting: bool = False) -> Any:
    """The article that a view has open; ``correcting`` leaves its controls for labels open."""
    say = context.say
    reading = context.archive.read(view.article)
    back = inner_link(say("Back to the list"), href(PATH, replace(view, article="")), className="back")
    if reading is None:
        return [back, html.P(say("This article is not in the archive."), className="hint")]
    known = tuple({**one, "name": context.entity(str(one["entity_id"]))} for one in reading.entities)
    reading = replace(reading, entities=known)
    article = reading.article
    lang = str(article["lang"] or "")
    original = str(article["url"] or "")
    text = paragraphs(str(article["text"]), reading.entities, reading.attribution, say)
    return [
        back,
        html.Article(
            [
                html.H2(
                    title_of(str(article["title"]), reading.entities) or say("(no title)"),
                    lang=lang or None, id="article-title", tabIndex=-1,
                ),
                html.P(
                    [
                        html.Span(str(article["source"])),
                        html.Span(
                            _time(context, article["published"], day_only=article["published_precision"] == "day")
                        ),
                        html.A(say("original"), href=original, rel="noopener noreferrer", target="_blank")
                        if original.startswith(("http://", "https://"))
                        else None,
                    ],
                    className="meta",
                ),
                labels_of(context, reading, correcting=correcting),
                html.P(
                    [html.B(say("Cites")), " ", ", ".join(given.name for given in reading.attribution)],
                    className="cites",
                )
                if reading.attribution
                else None,
                html.Div(text, className="body", lang=lang or None),
                _key(context, reading),
                _names(context, view, reading),
                _copies(context, view, reading),
                html.Section(id="article-story"),
            ]
        ),
    ]  # fmt: skip


def story_section(context: Context, view: View) -> Any:
    """The other articles on the event of the article that is open; nothing where there are none."""
    say, story = context.say, story_of(context.facts(), view.article)
    if story is None:
        return None
    rows = context.facts().articles[list(story.rows)]
    others = rows.filter(rows.get_column("article_id") != view.article).sort("published", "row")
    items = [
        html.Li(
            [
                inner_link(row["title"] or say("(no title)"), href(PATH, replace(view, article=row["article_id"]))),
                html.Div(
                    [html.Span(row["source"]), html.Span(context.moment(row["published"], day_only=row["day_only"]))],
                    className="meta",
                    lang=say.lang,
                ),
            ],
            lang=row["lang"] or None,
        )
        for row in others.head(_MOST_TOLD).iter_rows(named=True)
    ]
    more = others.height - _MOST_TOLD
    return [
        html.H3(say("On the same event")),
        html.P(
            say(
                "{articles} in all, {period}; grouped by names and title words.",
                articles=say.articles(len(story.rows)),
                period=say.period(story.first, story.last),
            ),
            className="hint",
        ),
        html.Ul(items, className="plainlist"),
        html.P(say("and {articles} more", articles=say.articles(more)), className="hint") if more > 0 else None,
    ]


def _key(context: Context, reading: Reading) -> Any:
    """What the underlines mean."""
    if not reading.entities:
        return None
    say = context.say
    kinds = (("person", say("person")), ("organisation", say("organisation")), ("place", say("place")))
    return html.P([html.Span(name, className=look) for look, name in kinds], className="key hint")


def _names(context: Context, view: View, reading: Reading) -> Any:
    if not reading.entities:
        return None
    say = context.say
    roles = {"speaks": ", " + say("speaks"), "source": ", " + say("cited")}
    return html.Section(
        [
            html.H3(say("Names in this article")),
            html.Ul(
                [
                    html.Li(
                        [
                            dcc.Link(
                                str(entity["name"]),
                                href=href("/entity", View(filters=view.filters, names=(str(entity["entity_id"]),))),
                                className=KIND_CLASSES.get(str(entity["kind"]), ""),
                            ),
                            html.Small(f" {entity['count']}{roles.get(str(entity['role']), '')}"),
                        ]
                    )
                    for entity in reading.entities
                ],
                className="names",
            ),
        ]
    )


def _copies(context: Context, view: View, reading: Reading) -> Any:
    if not reading.copies:
        return None
    return html.Section(
        [
            html.H3(context.say("The same text elsewhere")),
            html.Ul(
                [
                    html.Li(
                        inner_link(
                            f"{copy['source']}, {_time(context, copy['published'], day_only=False)}",
                            href(PATH, replace(view, article=str(copy["article_id"]))),
                        )
                    )
                    for copy in reading.copies
                ]
            ),
        ]
    )


def _time(context: Context, when: object, *, day_only: bool) -> str:
    """A moment with its zone."""
    words = context.moment(when if isinstance(when, datetime) else None, day_only=day_only)
    return f"{words} ({context.zone})" if when and not day_only else words
