"""How sources publish: which have gone quiet, in which languages they write, and who copies whom."""

from dataclasses import replace
from datetime import datetime

import polars as pl

from analytics.filters import Filters
from analytics.queries import ranking, select
from analytics.reprints import languages, reprints
from analytics.silence import UNLIKELY, silences, thinned
from dashboards import figures
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.pages.pairs import shown_sources
from dashboards.theme import series_colours
from dashboards.url import View

_WHOSE = 3  # origins of copies that are named


def quiet(context: Context, view: View) -> Drawing:
    """Sources that say nothing for longer than usual, or far less than usual; the others below."""
    say, facts, now = context.say, context.facts(), _newest(context, view)
    found = silences(facts, view.filters, now=now)
    less = {row["source"]: row for row in thinned(facts, view.filters, now=now).iter_rows(named=True)}
    counts = dict(ranking(facts, view.filters, "source").iter_rows())
    rows = []
    for row in found.iter_rows(named=True):
        source = row["source"]
        silent = row["chance"] < UNLIKELY
        state = say("as usual")
        if silent:
            state = say("silent since {moment}", moment=context.moment(row["last"]))
        elif source in less:
            state = say(
                "{count} in the last seven days, usually {usual}",
                count=say.articles(less[source]["count"]),
                usual=say.number(round(less[source]["usual"], 1)),
            )
        order = (0, row["chance"]) if silent else (1, less[source]["chance"]) if source in less else (2, -row["quiet"])
        rows.append(
            (order, source, state, round(row["quiet"]), row["gap"] and round(row["gap"], 1), row["longest"] and round(row["longest"], 1), counts[source])
        )  # fmt: skip
    rows.sort(key=lambda row: row[0])
    quiet_ones = sum(row[0][0] < 2 for row in rows)
    schema = {
        "source": pl.String, "state": pl.String, "quiet": pl.Int64, "gap": pl.Float64, "longest": pl.Float64,
        "count": pl.Int64,
    }  # fmt: skip
    table = pl.DataFrame([row[1:] for row in rows], schema=schema, orient="row")
    title = (
        say.many("{n} source is quieter than usual", "{n} sources are quieter than usual", quiet_ones)
        if quiet_ones
        else say("No source is quieter than usual")
    )
    return Drawing(
        title=title,
        caption=say(
            "Silent: nothing for longer than any pause in the 28 days before, and less likely than 1 in 100 at that pace. "
            "Less than usual: half of the mean of the eight weeks before or under it, and as unlikely. As of {moment}, the newest "
            "article of all.",
            moment=context.moment(now),
        ),
        summary=" ".join(f"{row[1]}: {row[2]}." for row in rows[:quiet_ones]),
        figure={},
        rows=lambda: table.with_columns(key="source"),
        columns=(
            Column("source", say("Source")),
            Column("state", say("State")),
            Column("quiet", say("Hours since the latest"), "number"),
            Column("gap", say("Usual hours between two"), "number"),
            Column("longest", say("Longest"), "number"),
            Column("count", say("Articles"), "number"),
        ),
    )


def _newest(context: Context, view: View) -> datetime:
    """When the newest article of all sources was published: what was not collected yet is no source's silence."""
    fitting = select(context.facts(), Filters(since=view.filters.since, until=view.filters.until, copies="all"))
    newest = fitting.select(pl.col("published").max()).collect().item()
    now = context.clock()
    return min(newest, now) if isinstance(newest, datetime) else now


def tongues(context: Context, view: View) -> Drawing:
    """The languages in which each source publishes."""
    say = context.say
    _, sources = shown_sources(context, view)
    found = languages(context.facts(), view.filters).filter(pl.col("source").is_in(sources))
    order = (
        found.group_by("lang")
        .agg(pl.col("count").sum())
        .sort(["count", "lang"], descending=[True, False])["lang"]
        .to_list()
    )
    names = {lang: context.language(lang) if lang else say("unknown") for lang in order}
    named = found.with_columns(
        name=pl.col("lang").replace_strict(names, default="", return_dtype=pl.String) if names else pl.lit("")
    )
    said = [
        say(
            "{source}, {language}: {count} of {total} articles",
            source=row["source"],
            language=row["name"],
            count=say.number(row["count"]),
            total=say.number(row["total_count"]),
        )
        for row in named.iter_rows(named=True)
    ]
    several = found.filter(pl.col("lang") != "").group_by("source").len().filter(pl.col("len") > 1).height
    return Drawing(
        title=say("Languages of each source"),
        caption=say("Share of each source's articles in each language."),
        summary=say.many(
            "{n} source publishes in more than one language.", "{n} sources publish in more than one language.", several
        ),
        figure=figures.part_bars(
            named.select(pl.col("source").alias("row"), pl.col("lang").alias("part"), "ratio", said=pl.Series(said, dtype=pl.String)),
            rows={source: source for source in sources},
            parts=names,
            colours=series_colours(order),
            words=say,
        ),
        rows=lambda: named.select(
            "source", pl.col("source").alias("key"), pl.col("lang").alias("date"), "name", "count", "total_count", "ratio"
        ),
        columns=(
            Column("source", say("Source")),
            Column("name", say("Language")),
            Column("count", say("Articles"), "number"),
            Column("total_count", say("Of"), "number"),
            Column("ratio", say("Share"), "share"),
        ),
    )  # fmt: skip


def copied(context: Context, view: View) -> Drawing:
    """What part of each source are exact copies, and whose."""
    say = context.say
    found = reprints(context.facts(), view.filters)
    rows = []
    for (source,), part in found.partition_by("source", as_dict=True, maintain_order=True).items():
        whose = [f"{row['origin']} ({say.number(row['count'])})" for row in part.head(_WHOSE).iter_rows(named=True)]
        more = "…" if part.height > _WHOSE else ""
        rows.append((source, int(part["count"].sum()), part.item(0, "total_count"), ", ".join(whose) + more))
    schema = {"source": pl.String, "count": pl.Int64, "total_count": pl.Int64, "whose": pl.String}
    table = (
        pl.DataFrame(rows, schema=schema, orient="row")
        .with_columns(ratio=pl.col("count") / pl.col("total_count"), key="source")
        .sort(["count", "source"], descending=[True, False])
    )
    total = int(table["count"].sum())
    return Drawing(
        title=say("Copies: who takes from whom")
        if total
        else say("No source has an exact copy of another article"),
        caption=say(
            "Articles with the same text as an earlier one, whoever printed it; {copies} in this view. Rewritten texts are not "
            "found this way.",
            copies=say.articles(total),
        ),
        summary="",
        figure={},
        rows=lambda: table,
        columns=(
            Column("source", say("Source")),
            Column("count", say("Copies"), "number"),
            Column("total_count", say("Of"), "number"),
            Column("ratio", say("Share"), "share"),
            Column("whose", say("Copied from")),
        ),
    )  # fmt: skip


def _open_copies(_: Context, view: View, key: str, __: str) -> tuple[str, View]:
    opened = parts.narrowed(view, by="source", key=key)
    return "/articles", replace(opened, filters=replace(opened.filters, copies="only"))


def _open_language(_: Context, view: View, source: str, lang: str) -> tuple[str, View]:
    return "/articles", parts.narrowed(parts.narrowed(view, by="source", key=source), by="lang", key=lang)


QUIET = Chart(key="sources-quiet", draw=quiet, opens=parts.opening("source"), height=200, pictured=False, kept=True)
LANGUAGES = Chart(key="sources-languages", draw=tongues, opens=_open_language, height=300, wide=True, kept=True)
COPIES = Chart(key="sources-copies", draw=copied, opens=_open_copies, height=120, pictured=False, kept=True)
CHARTS = (QUIET, LANGUAGES, COPIES)
