"""Model: which model labels now, how good it was when measured, how sure it is in this archive, what people say of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl
from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from analytics.errors import ModelError
from analytics.filters import BASES
from analytics.labelling import agreement, basis_trend, confidence_trend, unsure_trend
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing, trend_columns, trend_table
from dashboards.chips import basis_name
from dashboards.context import Context
from dashboards.pages import model_versions, parts
from dashboards.pages.model_versions import PROMOTED, model_in_use
from dashboards.url import View, parse
from models.artifact import card_of

PATH = "/model"
_BASIS_COLOURS: Final = {"human": "#2f5d9b", "printed": "#8a8f98", "predicted": "#2a9d8f", "none": "#d9a441"}
_FIGURES: Final = {"target": pl.String, "label": pl.String, "name": pl.String, "precision": pl.Float64}
_FIGURES.update({"recall": pl.Float64, "f1": pl.Float64, "support": pl.Int64})


def measured(context: Context, target: str) -> Mapping[str, Any]:
    """The figures of the model in use for sections or topics, as its card has them; nothing where it has none."""
    entry = model_in_use(context)
    try:
        found = card_of(entry.folder).get("figures") or [] if entry else []
    except ModelError:
        found = []
    return next((one for one in found if one["target"] == target), {})


def labels(context: Context, _: View) -> Drawing:
    """Precision, recall and F1 of every label."""
    say = context.say
    names = {"section": say("Section"), "topics": say("Topic")}
    rows = [
        (names[target], label, context.name(label), found["precision"], found["recall"], found["f1"], found["support"])
        for target in names
        for label, found in (measured(context, target).get("per_label") or {}).items()
    ]
    return _table(
        pl.DataFrame(rows, schema=_FIGURES, orient="row"),
        title=say("How good, label by label"),
        caption=say(
            "On texts that the model had not seen when it was measured. Precision: of those it gave the label, how many "
            "have it. Recall: of those that have it, how many it found. F1: their harmonic mean."
        ),
        columns=(
            Column("name", say("Label")),
            Column("target", say("As"), "text"),
            Column("precision", say("Precision"), "share"),
            Column("recall", say("Recall"), "share"),
            Column("f1", say("F1"), "share"),
            Column("support", say("Texts that have it"), "number"),
        ),
    )


def languages(context: Context, _: View) -> Drawing:
    """The figures of every language."""
    say = context.say
    names = {"section": say("Section"), "topics": say("Topic")}
    rows = [
        {
            "target": names[target], "name": context.language(lang) or say("unknown"), "n": found.get("n"),
            "accuracy": found.get("accuracy"), "f1": found.get("macro_f1", found.get("micro_f1")),
            "coverage": found.get("coverage"), "accuracy_covered": found.get("accuracy_covered"),
        }
        for target in names
        for lang, found in (measured(context, target).get("per_lang") or {}).items()
    ]  # fmt: skip
    shares = dict.fromkeys(("accuracy", "f1", "coverage", "accuracy_covered"), pl.Float64)
    schema = pl.Schema({"target": pl.String, "name": pl.String, "n": pl.Int64, **shares})
    return _table(
        pl.DataFrame(rows, schema=schema),
        title=say("How good, language by language"),
        caption=say(
            "Right: the best guess is the true section, or exactly the true topics. Given: where the model was sure enough. "
            "F1 is the mean over sections, and over all topics given."
        ),
        columns=(
            Column("name", say("Language")),
            Column("target", say("As"), "text"),
            Column("n", say("Texts"), "number"),
            Column("accuracy", say("Right"), "share"),
            Column("f1", say("F1"), "share"),
            Column("coverage", say("Given"), "share"),
            Column("accuracy_covered", say("Right where given"), "share"),
        ),
    )


def confusion(context: Context, _: View) -> Drawing:
    """Which sections are taken for which."""
    say, found = context.say, measured(context, "section").get("confusion") or {"labels": [], "counts": []}
    codes, counts = found["labels"], found["counts"]
    rows = [
        (context.name(true), context.name(guess), count, count / max(sum(row), 1))
        for true, row in zip(codes, counts, strict=True)
        for guess, count in zip(codes, row, strict=True)
        if count
    ]
    schema = {"true": pl.String, "guess": pl.String, "count": pl.Int64, "ratio": pl.Float64}
    table = pl.DataFrame(rows, schema=schema, orient="row").sort("count", descending=True)
    wrong = table.filter(pl.col("true") != pl.col("guess")).head(3)
    summary = " ".join(
        say("{true} taken for {guess}: {count}.", true=true, guess=guess, count=say.number(count))
        for true, guess, count, _ in wrong.iter_rows()
    )
    return Drawing(
        title=say("Sections taken for one another"),
        caption=say(
            "Rows: the true section; columns: the best guess, sure or not; darker: a larger share of the row. These are the "
            "texts that the model was measured on, which are not in this archive, so a cell has nothing to open."
        ),
        summary=summary or say("This model's card has no such figures"),
        figure=figures.confusion(codes, counts, naming=context.name, words=say),
        rows=lambda: table,
        columns=(
            Column("true", say("True section")),
            Column("guess", say("Best guess"), "text"),
            Column("count", say("Texts"), "number"),
            Column("ratio", say("Share of the true"), "share"),
        ),
    )


def reliability(context: Context, _: View) -> Drawing:
    """Whether the model is right as often as it says."""
    say, found = context.say, measured(context, "section")
    bins = found.get("reliability") or []
    schema = {"confidence": pl.Float64, "accuracy": pl.Float64, "n": pl.Int64}
    gap = summary = say("This model's card has no such figures")
    if bins:
        gap = say(
            "Mean gap {gap}; a model that is exactly as right as it says would show {chance} on so few texts.",
            gap=say.percent(found["ece"], 1),
            chance=say.percent(found["ece_by_chance"], 1),
        )
        summary = " ".join(
            say(
                "Says {said}, right in {right}.",
                said=say.percent(one["confidence"]),
                right=say.percent(one["accuracy"]),
            )
            for one in bins
        )
    note = say(
        "Sections: {n} bins with equally many texts, the least sure first. Below the line it promises too much, above it too little.",
        n=len(bins),
    )
    return Drawing(
        title=say("Is it right as often as it says?"),
        caption=f"{note} {gap}",
        summary=summary,
        figure=figures.reliability(bins, words=say),
        rows=lambda: pl.DataFrame(bins, schema=schema),
        columns=(
            Column("confidence", say("Says"), "share"),
            Column("accuracy", say("Right"), "share"),
            Column("n", say("Texts"), "number"),
        ),
    )


def basis(context: Context, view: View) -> Drawing:
    """What sections rest on over time."""
    say = context.say
    return trending.trend_drawing(
        context,
        view,
        basis_trend(context.facts(), view.filters, bucket=view.bucket, now=context.clock()),
        title=say("Number of articles by what their section rests on, {by}", by=say.of_bucket(view.bucket)),
        what=say("Label from"),
        naming=lambda key: basis_name(key, say),
        colours=_BASIS_COLOURS,
        bars=True,
    )


def unsure(context: Context, view: View) -> Drawing:
    """How often the model was not sure enough."""
    say = context.say
    view = replace(view, measure="share")
    frame = unsure_trend(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
    name = say("not sure enough")
    drawn = trending.trend_drawing(
        context,
        view,
        frame,
        title=say("Share of articles that the model left without a section, {by}", by=say.of_bucket(view.bucket)),
        what=say("Section"),
        naming=lambda _: name,
        colours={"none": _BASIS_COLOURS["predicted"]},
    )
    return replace(
        drawn,
        caption=say("Of the articles whose section neither the publisher nor people gave. Band: 95% interval.")
        + _partial(context, frame),
    )


def confidence(context: Context, view: View) -> Drawing:
    """How sure the model says it is."""
    say = context.say
    view = replace(view, measure="share")
    frame = confidence_trend(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
    name = say("stated confidence")
    columns = trend_columns(context, say("Value"))
    return Drawing(
        title=say("Mean stated confidence of predicted sections, {by}", by=say.of_bucket(view.bucket)),
        caption=say("Of the articles whose section is predicted. Band: the middle half of them.") + _partial(context, frame),
        summary=trending.summary(context, view, frame, lambda _: name),
        figure=figures.trend_lines(
            frame, measure="share", bucket=view.bucket, naming=lambda _: name,
            colours={"predicted": _BASIS_COLOURS["predicted"]}, marks=trending.marks(context), words=say,
        ),
        rows=lambda: trend_table(frame, lambda _: name),
        columns=tuple(column for column in columns if column.field not in ("interval", "total_count")),
    )  # fmt: skip


def people(context: Context, view: View) -> Drawing:
    """How often people say what the model said."""
    say = context.say
    scan = context.store.scan
    rated = scan("labels").select("article_id").unique()
    predictions = scan("predictions").join(rated, on="article_id", how="semi").collect()
    found = agreement(context.facts(), scan("labels").collect(), predictions, view.filters)
    names = {"section": say("Section"), "topic": say("Topic")}
    table = found.with_columns(
        name=pl.col("code").map_elements(context.name, return_dtype=pl.String),
        kind=pl.col("target").replace_strict(names, default="", return_dtype=pl.String),
        ratio=pl.col("agreed") / pl.col("said"),
    )
    said, agreed = int(table.get_column("said").sum()), int(table.get_column("agreed").sum())
    summary = (
        say.many(
            "People gave {n} label to articles that the model had judged, and agreed with it in {agreed}.",
            "People gave {n} labels to articles that the model had judged, and agreed with it in {agreed}.",
            said,
            agreed=say.number(agreed),
        )
        if said
        else say("Nobody has given a label in this view yet.")
    )
    note = say("People tend to look at what seems wrong, so this is no measure of how often the model is right.")
    return _table(
        table,
        title=say("Labels of people beside the model's"),
        caption=f"{summary} {note}" if said else summary,
        columns=(
            Column("name", say("Label")),
            Column("kind", say("As"), "text"),
            Column("said", say("Labels of people"), "number"),
            Column("agreed", say("The model says the same"), "number"),
            Column("ratio", say("Share"), "share"),
        ),
    )


def _table(frame: pl.DataFrame, *, title: str, caption: str, columns: tuple[Column, ...]) -> Drawing:
    return Drawing(
        title=title, caption=caption, summary=caption, figure=figures.blank(title), rows=lambda: frame, columns=columns
    )


def _partial(context: Context, frame: pl.DataFrame) -> str:
    whole = not frame.height or not frame.get_column("partial").any()
    return "" if whole else " " + context.say("Dotted and hollow: a period that is not whole.")


def _open_basis(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    narrowed = replace(view, filters=replace(view.filters, bases=(key,)))
    return "/articles", parts.within(narrowed, parts.begun(context, start)) if start else View(filters=narrowed.filters)


BASIS = Chart(key="model-basis", draw=basis, opens=_open_basis)
UNSURE = Chart(key="model-unsure", draw=unsure, opens=_open_basis)
CONFIDENCE = Chart(key="model-confidence", draw=confidence, opens=_open_basis)
CONFUSION = Chart(key="model-confusion", draw=confusion, height=figures.confusion_height(17), wide=True)
RELIABILITY = Chart(key="model-reliability", draw=reliability)
LABELS = Chart(key="model-labels", draw=labels, pictured=False, height=480)
LANGUAGES = Chart(key="model-languages", draw=languages, pictured=False, height=120)
PEOPLE = Chart(key="model-people", draw=people, pictured=False, height=80)
CHARTS = (BASIS, UNSURE, CONFIDENCE, PEOPLE, LANGUAGES, LABELS, CONFUSION, RELIABILITY)
assert set(_BASIS_COLOURS) == set(BASES)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Model")),
            html.P(id="model-lead", className="lead", role="status"),
            html.Nav(
                [
                    html.A(say("In this archive"), href="#model-here"),
                    html.A(say("When it was measured"), href="#model-measured"),
                    html.A(say("Versions"), href="#model-versions"),
                ],
                className="within",
                **{"aria-label": say("On this page")},
            ),
            html.Section(
                [
                    html.H2(say("In this archive"), className="part"),
                    parts.chart(BASIS, say),
                    html.Div([parts.chart(UNSURE, say), parts.chart(CONFIDENCE, say)], className="abreast"),
                    parts.table(PEOPLE, say),
                ],
                id="model-here",
            ),
            html.Section(
                [
                    html.H2(say("When it was measured"), className="part"),
                    html.Div([parts.table(LANGUAGES, say), parts.chart(RELIABILITY, say)], className="abreast"),
                    parts.chart(CONFUSION, say),
                    parts.table(LABELS, say),
                ],
                id="model-measured",
            ),
            model_versions.section(context),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    model_versions.register(app, context)

    @app.callback(
        Output("model-lead", "children"), Input("url", "search"), Input(PROMOTED, "data"), State("url", "pathname")
    )
    def lead(search: str, _: Any, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return lead_of(context.here(), parse(search))


def lead_of(context: Context, view: View) -> str:
    """Which model labels now, what it learned from, and how good it was when measured."""
    say, entry = context.say, model_in_use(context)
    if entry is None:
        return say("There is no model here: run rubrika train.")
    said = [model_versions.described(context, entry)]
    found = measured(context, "section")
    if found:
        said.append(
            say(
                "Measured on {n} texts it had not seen, its best guess was the right section in {right}; it was sure enough to give "
                "one in {given}, and right in {covered} of these.",
                n=say.number(found["n"]),
                right=say.percent(found["accuracy"]),
                given=say.percent(found["coverage"]),
                covered=say.percent(found["accuracy_covered"] or 0.0),
            )
        )
    else:
        said.append(say("Nobody measured it: train with a split, as in rubrika train --split time:0.8."))
    return " ".join(said)
