"""What there is to read beside the charts: what rose and why, the largest stories, the latest articles."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from dash import dcc, html

from analytics.causes import Cause, risen
from analytics.filters import Bucket, Dimension, Filters
from analytics.queries import listing
from analytics.steps import bucket_days
from analytics.stories import Story, since_when, stories
from analytics.telling import sentence
from dashboards.context import Context
from dashboards.pages.parts import narrowed
from dashboards.url import View, href

_TOLD: tuple[Dimension, ...] = ("topic", "entity")
_STORY_DAYS = 60
_LAST = 4  # whole buckets that the cards look back
_MOST_TOLD = 3  # cards of each kind
_MOST_STORIES = 6
_MOST_GROUPED = 3_000  # articles, the newest: grouping takes a second for so many
_LATEST = 8
_SOURCES = 3


def risen_cards(context: Context, view: View) -> list[Any]:
    """What stands out in the last weeks, a card each: a sentence, its articles, its main story and who had it."""
    facts, now, say = context.facts(), context.clock(), context.say
    bucket: Bucket = view.bucket if view.bucket in ("day", "week", "month") else "week"
    found = [
        (by, card)
        for by in _TOLD
        for card in context.remembered.get(
            facts,
            ("risen", view.filters, by, bucket, now.date()),
            partial(risen, facts, view.filters, by=by, bucket=bucket, now=now, last=_LAST, limit=_MOST_TOLD),
        )
    ]
    head = html.H2(say("What stands out lately"))
    if not found:
        return [head, html.P(say("Nothing: every topic and name is where its own past says."), className="hint")]
    return [head, html.Ul([_card(context, view, by, card, bucket) for by, card in found], className="cards")]


def _card(context: Context, view: View, by: Dimension, card: Cause, bucket: Bucket) -> Any:
    say, episode = context.say, card.episode
    name = context.name(episode.key) if by == "topic" else context.entity(episode.key)
    whole = narrowed(view, by=by, key=episode.key)
    filters = replace(whole.filters, since=episode.start, until=bucket_days(episode.end, bucket)[1])
    said = sentence(card, name, bucket=bucket, lang=say.lang, called=context.facts().called)
    links: list[Any] = [dcc.Link(say.articles(episode.count), href=href("/articles", View(filters=filters)))]
    links += [html.Span(say("{source}: {n}", source=source, n=say.number(n))) for source, n in card.sources[:_SOURCES]]
    story = None
    if card.story and card.among:
        story = html.Div(
            [
                say("Main story:"), " ",
                story_link(card.story, View(filters=card.among)),
                " ", say("({articles})", articles=say.articles(len(card.story.rows))),
            ],
            className="meta",
        )  # fmt: skip
    style = {"--topic": context.colour(episode.key)} if by == "topic" else {}
    return html.Li([html.P(said), html.Div(links, className="meta"), story], className="edged", style=style)


def story_link(story: Story, view: View) -> Any:
    """A story's title, as a link to its page. ``view`` has the filters among whose articles it was found."""
    return dcc.Link(story.title, href=href("/story", replace(view, story=story.story_id)))


def story_list(context: Context, view: View) -> list[Any]:
    """The largest stories of the last weeks, each with its life and a link to its page."""
    say = context.say
    until = view.filters.until or context.clock().date()
    since = max(filter(None, (view.filters.since, until - timedelta(days=_STORY_DAYS))))
    among = replace(view.filters, since=since, until=until)
    since = since_when(context.facts(), among, most=_MOST_GROUPED) or until
    among = replace(among, since=since)
    found = [story for story in grouped(context, among) if len(story.rows) > 1][:_MOST_STORIES]
    head = html.H2(say("The largest stories since {day}", day=say.day(since)))
    if not found:
        return [head, html.P(say("No two articles are on one event."), className="hint")]
    items = [
        html.Li([story_link(story, View(filters=among)), html.Div(life_of(context, story), className="meta")])
        for story in found
    ]
    return [head, html.Ul(items, className="plainlist")]


def grouped(context: Context, filters: Filters) -> list[Story]:
    """The stories among the articles that fit, those of one article too."""
    facts = context.facts()
    found: list[Story] = context.remembered.get(facts, ("stories", filters), partial(stories, facts, filters, least=1))
    return found


def life_of(context: Context, story: Story) -> list[Any]:
    """How large a story is, how long it lasted and when it was largest."""
    say = context.say
    life = [say.articles(len(story.rows)), say.many("{n} source", "{n} sources", len(story.sources))]
    life.append(say.period(story.first, story.last))
    if story.last > story.first:
        life.append(say("most on {day}", day=say.day(story.peak)))
    return [html.Span(part) for part in life]


def latest(context: Context, view: View) -> list[Any]:
    """The newest articles of the view."""
    say = context.say
    total, rows = listing(context.facts(), view.filters, limit=_LATEST)
    head = html.H2(say("Latest articles"))
    if not total:
        return [head, html.P(say("No article fits these filters."), className="hint")]
    items = [article_line(context, view, row) for row in rows.iter_rows(named=True)]
    every = dcc.Link(
        say("All {articles}", articles=say.articles(total)), href=href("/articles", View(filters=view.filters))
    )
    return [head, html.Ul(items, className="plainlist"), html.P(every)]


def article_line(context: Context, view: View, row: Mapping[str, Any]) -> Any:
    """An article in a list: its title as a link, when, where and in which section."""
    say = context.say
    target = href("/articles", View(filters=view.filters, article=row["article_id"]))
    meta = [context.moment(row["published"], day_only=row["day_only"]), row["source"]]
    if row["section"]:
        meta.append(context.name(row["section"]))
    return html.Li(
        [
            dcc.Link(
                html.Span(row["title"] or say("(no title)"), lang=row["lang"] or None),
                href=target,
                className="headline",
            ),
            html.Div([html.Span(part) for part in meta], className="meta"),
        ]
    )
