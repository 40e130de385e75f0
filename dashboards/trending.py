"""A trend as a drawing: what every chart over time says of its unit, denominator, zone, marks and running bucket."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from analytics.queries import undated
from analytics.trends import rolling
from dashboards import figures
from dashboards.charts import Drawing, trend_columns, trend_table
from dashboards.context import Context
from dashboards.figures import Naming
from dashboards.url import View


def smoothed(frame: pl.DataFrame, view: View) -> pl.DataFrame:
    """The frame as the view wants it: over several buckets where it says so."""
    return rolling(frame, view.rolling) if view.rolling > 1 else frame


def trend_drawing(
    context: Context,
    view: View,
    frame: pl.DataFrame,
    *,
    title: str,
    what: str,
    naming: Naming,
    colours: Mapping[str, str],
    drawn: Sequence[str] | None = None,
    bars: bool = False,
    remarks: Sequence[str] = (),
) -> Drawing:
    """``frame`` is as :func:`analytics.trends.trends` returns it; ``drawn`` limits the picture, never the table.

    ``what`` heads the names in the table; ``remarks`` are added to the caption.
    """
    say = context.say
    seen = frame if drawn is None else frame.filter(pl.col("key").is_in(list(drawn)))
    draw = figures.stacked_bars if bars else figures.trend_lines
    shape = {} if bars else {"measure": view.measure}
    figure = draw(seen, bucket=view.bucket, naming=naming, colours=colours, marks=marks(context), words=say, **shape)
    return Drawing(
        title=title,
        caption=" ".join([caption(context, view, frame), *remarks]),
        summary=summary(context, view, seen, naming),
        figure=figure,
        rows=lambda: trend_table(frame, naming),
        columns=trend_columns(context, what),
    )


def unit(context: Context, view: View) -> str:
    """What is counted, as a title begins."""
    return context.say("Share of coverage") if view.measure == "share" else context.say("Number of articles")


def denominator(context: Context, view: View) -> str:
    """What shares are shares of."""
    return {
        "fitting": context.say("Of all dated articles that fit the filters."),
        "classified": context.say("Of the dated articles that fit the filters and have such a label."),
        "archive": context.say("Of all dated articles of the period, whatever the filters."),
    }[view.of]


def caption(context: Context, view: View, frame: pl.DataFrame) -> str:
    """Denominator, zone, marks and what was left out, in sentences."""
    say = context.say
    parts = [denominator(context, view)]
    if view.bucket == "week":
        parts.append(say("Weeks begin on Monday, {zone}.", zone=context.zone))
    elif view.bucket == "hour":
        parts.append(say("Hours of {zone}; articles known to the day only are left out.", zone=context.zone))
    else:
        parts.append(say("Days are counted in {zone}.", zone=context.zone))
    if view.rolling > 1:
        parts.append(
            say.many(
                "Each share is over {n} period up to it.", "Each share is over {n} periods up to it.", view.rolling
            )
        )
    if frame.height and frame.get_column("partial").any():
        parts.append(say("Dotted and hollow: a period that is not whole."))
    if frame.height and (frame.get_column("total_count") == 0).any():
        parts.append(say("Hatched: no article was collected."))
    if missing := undated(context.facts(), view.filters):
        parts.append(say.many("Left out: {n} undated article.", "Left out: {n} undated articles.", missing))
    return " ".join(parts)


def summary(context: Context, view: View, frame: pl.DataFrame, naming: Naming) -> str:
    """The picture in words: where each line ends and where it was highest."""
    say = context.say
    column, amount = ("ratio", say.percent) if view.measure == "share" else ("count", say.number)
    names = ("key", column, "partial", "total_count")
    last: dict[str, float] = {}
    top: dict[str, tuple[float, int]] = {}  # the highest value and its row
    # Row by row: grouping so few rows as a frame takes ten times as long.
    for row, (key, value, partial, total) in enumerate(
        zip(*(frame.get_column(n).to_list() for n in names), strict=True)
    ):
        if partial or not total or value is None:
            continue
        last[key] = value
        if key not in top or value > top[key][0]:
            top[key] = value, row
    if not last:
        return say("No dated article fits these filters")
    dates = frame.get_column("date")
    parts = [
        say(
            "{name}: {last} in the last whole period, highest {top} ({when}).",
            name=naming(key),
            last=amount(last[key]),
            top=amount(highest),
            when=say.bucket(dates[row], view.bucket),
        )
        for key, (highest, row) in top.items()
    ]
    return " ".join(parts)


def marks(context: Context) -> list[tuple[date, str]]:
    """Dated remarks for the time axis: notes, and days from which another model labelled most articles."""
    notes = [(note.day, note.text) for note in context.facts().notes]
    changed = context.archive.model_changes(context.zone)
    return notes + [(day, context.say("labels of {model}", model=model)) for day, model in changed]
