"""Two sources side by side: how much of their agendas they share, over time and now, and who is first."""

from dataclasses import replace

import polars as pl

from analytics.agendas import agendas, overlaps
from analytics.firsts import leads
from analytics.queries import ranking
from analytics.trends import trends
from dashboards import figures
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.theme import series_colours
from dashboards.url import View

_MOST = 12
_LINES = 4
_PARTS = ("first", "same", "other")
_COLOURS = {"first": "#2f5d9b", "same": "#6c727b", "other": "#b3541e"}


def shown_sources(context: Context, view: View) -> tuple[pl.DataFrame, list[str]]:
    """All sources by how much they published, and those that are drawn."""
    ranked = ranking(context.facts(), view.filters, "source")
    sources = ranked["key"].to_list()[:_MOST]
    return ranked, [source for source in sources if not view.filters.sources or source in view.filters.sources]


def ranked_sources(context: Context, view: View) -> list[str]:
    """All sources under the other filters, largest first. A table asks for them in every row that it links."""
    facts, filters = context.facts(), replace(view.filters, sources=())
    return context.remembered.get(
        facts, ("sources", filters), lambda: ranking(facts, filters, "source")["key"].to_list()
    )


def focus_of(context: Context, view: View) -> str:
    """The source in focus: the one chosen, else the first of the filter bar, else the largest; empty where there is none."""
    ranked = ranked_sources(context, view)
    for wanted in (view.focus, *view.filters.sources):
        if wanted in ranked:
            return wanted
    return str(ranked[0]) if ranked else ""


def others_of(context: Context, view: View) -> list[str]:
    """The largest sources beside the one in focus."""
    ranked = ranked_sources(context, view)
    focus = focus_of(context, view)
    return [source for source in ranked if source != focus][:_MOST]


def alike(context: Context, view: View) -> Drawing:
    """How alike the agendas of each two sources are."""
    say = context.say
    focus = focus_of(context, view)
    sources = [focus, *others_of(context, view)] if focus else []
    found = overlaps(context.facts(), replace(view.filters, sources=()), sources)
    most = ""
    if found.height:
        top = found.row(0, named=True)
        most = say("Most alike: {a} and {b}, {share}.", a=top["a"], b=top["b"], share=say.percent(top["overlap"]))
    return Drawing(
        title=say("Shared agenda of each two sources"),
        caption=say(
            "The part of their topics that both have: 100% for the same mix, 0% for nothing in common. Click a cell to put "
            "its source in focus."
        ),
        summary=most,
        figure=figures.square(found, keys=sources, words=say),
        rows=lambda: found.select(pl.col("a").alias("key"), pl.col("b").alias("date"), "a", "b", "overlap"),
        columns=(
            Column("a", say("Source")),
            Column("b", say("With")),
            Column("overlap", say("Shared agenda"), "share"),
        ),
    )


def agenda(context: Context, view: View) -> Drawing:
    """How much of its agenda the source in focus shares with the largest others, over time."""
    say, focus, now = context.say, focus_of(context, view), context.clock()
    view = replace(view, bucket="day") if view.bucket == "hour" else view  # an hour has too few articles to compare
    filters = replace(view.filters, sources=())
    others = others_of(context, view)[:_LINES]
    whole = trends(context.facts(), filters, by="source", bucket=view.bucket, now=now, keys=[focus])
    partial = whole.select("date", "partial")

    def shared(*, intervals: bool) -> pl.DataFrame:
        found = agendas(context.facts(), filters, focus, others, bucket=view.bucket, now=now, intervals=intervals).join(
            partial, on="date", how="left", maintain_order="left"
        )
        return found.select(
            "date",
            key="other",
            count="other_articles",
            total_count="articles",
            ratio="overlap",
            low="low",
            high="high",
            partial=pl.col("partial").fill_null(False),
        )

    drawn_with_bands = len(others) <= figures.BANDS
    found = shared(intervals=drawn_with_bands)
    figure = figures.trend_lines(
        found, measure="share", bucket=view.bucket, naming=str, colours=series_colours(others), words=say
    )
    for trace in figure["data"]:
        if trace.get("customdata"):
            trace["hovertemplate"] = "<b>%{customdata[0]}</b> %{y:.0%}<br>%{x|%-d %B %Y}<extra></extra>"
    last = found.filter(~pl.col("partial")).drop_nulls("ratio").group_by("key", maintain_order=True).last()
    told = [
        say("{name}: {share} in the last whole period.", name=row["key"], share=say.percent(row["ratio"]))
        for row in last.iter_rows(named=True)
    ]
    return Drawing(
        title=say("Agenda shared with {source}, {by}", source=focus, by=say.of_bucket(view.bucket)),
        caption=say(
            "The part of the mix of topics that {source} and each of the largest others have in common. The interval in the "
            "table is the middle 95% of resampled articles: few articles say little.",
            source=focus,
        ),
        summary=" ".join(told),
        figure=figure,
        rows=lambda: (
            (found if drawn_with_bands else shared(intervals=True))
            .select("date", "key", "count", "total_count", "ratio", "low", "high")
            .sort(["date", "key"], descending=[True, False])
        ),
        columns=(
            Column("date", say("From"), "day"),
            Column("key", say("Source")),
            Column("ratio", say("Shared agenda"), "share"),
            Column("interval", say("95% interval"), "interval"),
            Column("count", say("Its articles"), "number"),
            Column("total_count", say("Articles of {source}", source=focus), "number"),
        ),
    )


def first(context: Context, view: View) -> Drawing:
    """Who is first with the names that the source in focus and another both report."""
    say, focus = context.say, focus_of(context, view)
    facts, filters, others = context.facts(), replace(view.filters, sources=()), others_of(context, view)
    found = leads(facts, filters, focus, others if focus else [])
    found = found.filter(pl.col("shared") > 0).with_columns(
        same=pl.col("shared") - pl.col("first") - pl.col("other_first"), ratio=pl.col("first") / pl.col("shared")
    )
    found = found.sort(["ratio", "shared"], descending=True)
    counts = {"first": "first", "same": "same", "other": "other_first"}
    names = {
        "first": say("{source} first", source=focus),
        "same": say("at the same moment"),
        "other": say("the other first"),
    }
    rows = [
        {
            "row": row["other"],
            "part": part,
            "ratio": row[counts[part]] / row["shared"],
            "said": say(
                "{source}, {part}: {count} of {total} names",
                source=row["other"],
                part=names[part],
                count=say.number(row[counts[part]]),
                total=say.number(row["shared"]),
            ),
        }
        for row in found.iter_rows(named=True)
        for part in _PARTS
    ]
    schema = {"row": pl.String, "part": pl.String, "ratio": pl.Float64, "said": pl.String}
    told = [
        say(
            "{source} is ahead of {other} with {share} of {n} names.",
            source=focus,
            other=row["other"],
            share=say.percent(row["ratio"]),
            n=say.number(row["shared"]),
        )
        for row in found.iter_rows(named=True)
    ]
    return Drawing(
        title=say("Who is first: {source} and the others", source=focus),
        caption=say(
            "Of the names that both came to within a week, how many each had first, by the time of its first article. "
            "Articles known to the day only are left out. Click a bar to put its source in focus."
        ),
        summary=" ".join(told),
        figure=figures.part_bars(
            pl.DataFrame(rows, schema=schema),
            rows={row: row for row in found["other"]},
            parts=names,
            colours=_COLOURS,
            words=say,
        ),
        rows=lambda: found.select(
            pl.col("other").alias("key"), "other", "shared", "first", "other_first", "ratio", "hours"
        ),
        columns=(
            Column("other", say("Source")),
            Column("shared", say("Names in both"), "number"),
            Column("first", say("{source} first", source=focus), "number"),
            Column("other_first", say("The other first"), "number"),
            Column("ratio", say("Share first"), "share"),
            Column("hours", say("Median lead, hours"), "number"),
        ),
    )


def _put_in_focus(_: Context, view: View, key: str, __: str) -> tuple[str, View]:
    return "/sources", replace(view, focus=key)


ALIKE = Chart(key="sources-alike", draw=alike, opens=_put_in_focus, height=300, wide=True, kept=True)
AGENDA = Chart(key="sources-agenda", draw=agenda, opens=_put_in_focus, kept=True)
FIRST = Chart(key="sources-first", draw=first, opens=_put_in_focus, height=300, wide=True, kept=True)
CHARTS = (AGENDA, FIRST, ALIKE)
