"""One chart alone on a page, for other sites to show in a frame: plain HTML and the charting library, without Dash."""

from collections.abc import Mapping
from html import escape
from typing import Final

from flask import Blueprint, Response, abort, request

from dashboards.charts import Chart
from dashboards.context import Context

PREFIX: Final = "/embed"
_PLOTLY: Final = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def blueprint(context: Context, charts: Mapping[str, Chart], paths: Mapping[str, str]) -> Blueprint:
    """``/embed/<chart>?<the view's own parameters>``; its figure comes from ``/export/<chart>.figure``.

    ``paths`` are the pages of the charts, which the frame links to.
    """
    routes = Blueprint("embed", __name__, url_prefix=PREFIX)

    @routes.get("/<key>")
    def embed(key: str) -> Response:
        chart = charts.get(key)
        if chart is None or not chart.pictured:
            abort(404)
        say = context.here().say
        link = paths[key] + (f"?{request.query_string.decode('utf-8', 'replace')}" if request.query_string else "")
        page = _PAGE.format(
            lang=say.lang, key=escape(key, quote=True), plotly=_PLOTLY, height=chart.height,
            link=escape(link, quote=True), open=escape(say("Open in rubrika")),
        )  # fmt: skip
        return Response(page, mimetype="text/html")

    return routes


_PAGE: Final = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>rubrika</title>
<link rel="stylesheet" href="/assets/rubrika.css">
</head>
<body class="embedded">
<figure class="chart" data-embedded="{key}">
<h1 id="title"></h1>
<div id="picture" role="img" aria-labelledby="title" aria-describedby="summary" style="min-height: {height}px"></div>
<p id="summary" class="unseen"></p>
<figcaption id="caption"></figcaption>
<p class="meta"><a href="{link}" target="_blank" rel="noopener">{open}</a> <span id="about"></span></p>
</figure>
<script src="{plotly}"></script>
<script src="/assets/embedded/embed.js"></script>
</body>
</html>
"""
