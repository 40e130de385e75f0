"""Charts and tables for other programs: CSV, XLSX and JSON of what a chart shows in a view, from the code that draws it."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final

import orjson
import polars as pl
import xlsxwriter
from flask import Blueprint, Response, abort, request

from dashboards.charts import Chart, Column, Drawing, shown
from dashboards.context import Context
from dashboards.url import View, href, parse, query

PREFIX: Final = "/export"
_BOM: Final = "\ufeff"
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_ROWS: Final = 1_048_000  # rows of an XLSX sheet, less room for the heading


def blueprint(context: Context, charts: Mapping[str, Chart]) -> Blueprint:
    """``/export/<chart>.<csv|xlsx|json|figure|drawing>?<the view's own parameters>``; ``bom=yes`` begins a CSV with a byte order mark.

    ``/export/<chart>.opens?mark=<key>&mark=<start>`` and the view's parameters: where the articles behind a mark are.
    """
    routes = Blueprint("export", __name__, url_prefix=PREFIX)

    @routes.get("/<key>.<form>")
    def export(key: str, form: str) -> Response:
        chart = charts.get(key)
        if chart is None or form not in ("csv", "xlsx", "json", "figure", "drawing"):
            abort(404)
        here, view = context.here(), parse(request.query_string.decode("utf-8", "replace"))
        drawing = chart.drawn(here, view)
        if form == "csv":
            text = as_csv(drawing, about(here, view))
            start = _BOM if request.args.get("bom") == "yes" else ""
            return _file(key, form, (start + text).encode("utf-8"), "text/csv; charset=utf-8")
        if form == "xlsx":
            return _file(key, form, as_xlsx(drawing, about(here, view)), _XLSX)
        if form == "json":
            found = as_table(here, view, chart, drawing)
        else:
            found = as_figure(drawing, about(here, view) if form == "figure" else None)
        return Response(orjson.dumps(found), mimetype="application/json")

    @routes.get("/<key>.opens")
    def opens(key: str) -> dict[str, str]:
        chart, marks = charts.get(key), request.args.getlist("mark")
        if chart is None or chart.opens is None or len(marks) != 2:
            abort(404)
        view = parse(request.query_string.decode("utf-8", "replace"))
        return {"href": href(*chart.opens(context.here(), view, *marks))}

    return routes


def about(context: Context, view: View) -> dict[str, str]:
    """Where figures come from: the view they were asked with, the model behind predicted labels, and the moment."""
    model = context.models("agency").ref if context.models else ""
    return {
        "view": query(view) or "?",
        "zone": context.zone,
        "model": model,
        "as_of": context.clock().astimezone(UTC).isoformat(timespec="seconds"),
    }


def as_csv(drawing: Drawing, facts: Mapping[str, str]) -> str:
    """The table, a heading and a line a row; every row says its view, zone, model and moment, so that it stands alone."""
    frame = _exported(drawing)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*frame.columns, *facts])
    for row in frame.iter_rows():
        writer.writerow([_harmless(value) for value in (*row, *facts.values())])
    return out.getvalue()


def as_xlsx(drawing: Drawing, facts: Mapping[str, str]) -> bytes:
    """The table on one sheet, title, caption and origin on another. Texts stay texts: nothing is read as a formula."""
    frame = _exported(drawing)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, 28 if frame.schema[name] == pl.String else 13)
    for at, row in enumerate(frame.head(_MOST_ROWS).iter_rows(), start=1):
        for column, value in enumerate(row):
            _cell(sheet, at, column, value)
    notes = book.add_worksheet("About")
    notes.set_column(0, 0, 12)
    notes.set_column(1, 1, 100)
    for at, (name, text) in enumerate({"title": drawing.title, "caption": drawing.caption, **facts}.items()):
        notes.write_string(at, 0, name, bold)
        notes.write_string(at, 1, text)
    book.close()
    return out.getvalue()


def as_table(context: Context, view: View, chart: Chart, drawing: Drawing) -> dict[str, Any]:
    """The table as the page shows it: columns with their kinds, and rows of cells, each with what it sorts by and its link."""
    rows = []
    for row in drawing.table.iter_rows(named=True):
        link = None
        if chart.opens is not None and row.get("key") is not None:
            link = href(*chart.opens(context, view, str(row["key"]), _place(row.get("date"))))
        rows.append(
            {
                "cells": [[shown(row, column, context), _sorting(row, column)] for column in drawing.columns],
                "href": link,
            }
        )
    columns = [{"title": column.title, "kind": column.kind} for column in drawing.columns]
    return {"title": drawing.title, "caption": drawing.caption, "columns": columns, "rows": rows}


def _place(value: object) -> str:
    """What opens a row's articles beside its key: the beginning of a bucket to the minute, or a second key as it is."""
    return value if isinstance(value, str) else str(value or "")[:16]


def as_figure(drawing: Drawing, facts: Mapping[str, str] | None) -> dict[str, Any]:
    """The picture with its words, for a chart of the page, and with ``facts``, for one that goes elsewhere."""
    words = {"title": drawing.title, "caption": drawing.caption, "summary": drawing.summary}
    return {"figure": drawing.figure, **words} | ({"about": facts} if facts else {})


def _exported(drawing: Drawing) -> pl.DataFrame:
    """The fields of the table that other programs read: the key, what is shown, and both ends of an interval."""
    wanted = ["key"]
    for column in drawing.columns:
        wanted += ["low", "high"] if column.kind == "interval" else [column.field]
    frame = drawing.table
    return frame.select(name for name in dict.fromkeys(wanted) if name in frame.columns)


def _sorting(row: Mapping[str, object], column: Column) -> object:
    """What a cell sorts by: its number, or its text."""
    value = row.get("low") if column.kind == "interval" else row.get(column.field)
    return value if isinstance(value, int | float | str) else None if value is None else str(value)


def _cell(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def _harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _file(key: str, form: str, body: bytes, kind: str) -> Response:
    found = Response(body, mimetype=kind)
    found.headers["Content-Disposition"] = f'attachment; filename="rubrika-{key}.{form}"'
    return found
