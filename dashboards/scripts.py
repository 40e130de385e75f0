"""What the browser loads, made light: a partial plotly.js, files compressed once instead of at each request, kept for good.

Dash reads and compresses its scripts anew for every request and serves all of plotly.js, most of which draws charts that are
not drawn here.
"""

import gzip
import hashlib
import mimetypes
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import brotli
from dash import Dash
from dash.exceptions import DependencyException
from dash.fingerprint import check_fingerprint
from flask import Response, abort, has_request_context, request

from dashboards.access.people import INSIDE, Person

PLOTLY_VERSION: Final = "4.1.1"  # of plotly.js, as the Python package plotly expects it
PLOTLY_SHA256: Final = "85753d45f59ec775c047ba8ee7bfa26c10819322694ea6d66ab7135b96843549"
_PLOTLY: Final = "plotly/package_data/plotly.min.js"
# What is served in place of files of the packages. Of Babel's polyfill only the run-time of generators is used by Dash's scripts;
# the rest of it takes the place of what the browser does better.
_VENDORED: Final = {
    _PLOTLY: "plotly-drawn.min.js.br",
    "dash/deps/polyfill@7.12.1.min.js": "regenerator-runtime.js.br",
}
_SUITES: Final = "_dash-component-suites/"
# Brotli's 9 of 11 gives 8 % more bytes than 11 and takes a tenth of the time, half a second for all scripts of a page.
_BROTLI_QUALITY: Final = 9
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"  # kept, but asked about each time
# Dash loads the old table on every page, whether or not there is one.
_UNUSED: Final = re.compile(r'<script src="[^"]*/dash_table/bundle\.[^"]*"></script>\n?')
_EARLY: Final = "early/early.js"
# The dashboard's own files, which Dash names one by one. A browser asks for six files at a time: of each kind one is enough.
_OWN: Final = re.compile(
    r'<(?:link rel="stylesheet" href|script src)="[^"]*/assets/([\w-]+\.(css|js))\?m=[^"]*">(?:</script>)?\n?'
)
_TOGETHER: Final = "together"


class LightDash(Dash):
    """Dash whose document leaves out the scripts that no page uses and begins early on what every page needs.

    ``first_charts`` says which chart to ask for while the scripts of a page are on their way, by the page's path.
    """

    first_charts: Mapping[str, str] = {}

    def interpolate_index(self, *, css: str = "", scripts: str = "", **parts: Any) -> str:  # type: ignore[override]
        """The document, with what every page needs in its head."""
        css, scripts = self._together(css), self._together(_UNUSED.sub("", scripts))
        early = Path(self.config.assets_folder) / _EARLY
        chart = self.first_charts.get(request.path, "") if has_request_context() else ""
        head = (
            f'<script src="{self.get_asset_url(_EARLY)}?m={early.stat().st_mtime}" data-chart="{escape(chart)}"></script>\n'
            # Runs when the page has begun to ask for its layout, so that nobody waits for it.
            f'<script defer src="{self.config.requests_pathname_prefix}{_SUITES}{_PLOTLY}"></script>\n'
        )
        return str(super().interpolate_index(css=head + css, scripts=scripts, **parts))

    def _together(self, tags: str) -> str:
        """Tags of files with one tag in place of those of the dashboard's own, where the first of them stood."""
        found = [*_OWN.finditer(tags)]
        if not found:
            return tags
        first, name = found[0][0], f"{_TOGETHER}.{found[0][2]}"
        state = _state(own_files(self, name))
        one = re.sub(r'[\w-]+\.(?:css|js)\?m=[^"]*', f"{name}?m={state}", first)
        return _OWN.sub(lambda tag: one if tag[0] == first else "", tags)


class Packed:
    """A file's bytes as they are, and compressed once when they are first asked for."""

    def __init__(self, plain: bytes, kind: str, *, brotlied: bytes | None = None) -> None:
        self.plain = plain
        self.kind = kind
        self.tag = hashlib.sha256(plain).hexdigest()[:20]
        self._forms = {"br": brotlied} if brotlied else {}
        self._lock = threading.Lock()

    def form(self, accepted: str) -> tuple[bytes, str]:
        """The bytes for a browser that accepts these encodings, and the encoding's name, empty for none."""
        name = next((name for name in ("br", "gzip") if re.search(rf"\b{name}\b(?!;\s*q=0\b(?!\.))", accepted)), "")
        if not name:
            return self.plain, ""
        with self._lock:
            if name not in self._forms:
                self._forms[name] = (
                    brotli.compress(self.plain, quality=_BROTLI_QUALITY, mode=brotli.MODE_TEXT)
                    if name == "br"
                    else gzip.compress(self.plain, mtime=0)
                )
            return self._forms[name], name

    def answer(self, *, forever: bool) -> Response:
        """The response to the request at hand; ``forever`` for an address that changes when the file does."""
        if request.if_none_match.contains(self.tag):
            response = Response(status=304)
        else:
            body, encoding = self.form(request.headers.get("Accept-Encoding", ""))
            response = Response(body, mimetype=self.kind)
            if encoding:
                response.headers["Content-Encoding"] = encoding
        response.headers["Cache-Control"] = _FOREVER if forever else _ASK_AGAIN
        response.headers["Vary"] = "Accept-Encoding"
        response.set_etag(self.tag)
        return response


def lighten(app: Dash) -> None:
    """Serve the scripts and styles of ``app`` from memory. To be called when all its routes are there."""
    # Answers are new each time: what saves a tenth of their bytes would take ten milliseconds each.
    app.server.config.update(COMPRESS_BR_LEVEL=1, COMPRESS_ZSTD_LEVEL=1, COMPRESS_LEVEL=1)
    files: dict[str, Packed] = {}
    views: dict[str, Callable[..., Any]] = app.server.view_functions
    for endpoint, view in list(views.items()):
        if _SUITES in endpoint:
            views[endpoint] = _suites(view, files)
        elif endpoint == "_dash_assets.static":
            views[endpoint] = _assets(app, view, files)


def own_files(app: Dash, name: str) -> list[Path]:
    """The assets that Dash would put into the document, of the kind of ``name``, in its order; none for any other name."""
    stem, _, kind = name.rpartition(".")
    if stem != _TOGETHER or kind not in ("css", "js"):
        return []
    every = sorted(Path(app.config.assets_folder).glob(f"*.{kind}"))
    return [path for path in every if not re.search(app.config.assets_ignore, path.name)]


def _state(files: Sequence[Path]) -> str:
    """Another text when any of the files is another."""
    known = repr([(path.name, path.stat().st_mtime_ns) for path in files])
    return hashlib.sha256(known.encode()).hexdigest()[:20]


def vendored(file: str) -> Packed:
    """A script of dashboards/vendor."""
    packed = (Path(__file__).parent / "vendor" / file).read_bytes()
    return Packed(brotli.decompress(packed), "text/javascript", brotlied=packed)


def warm(app: Dash) -> None:
    """Ask for the first page and its scripts as a browser would, so that no reader waits for them to be made.

    Asked for too is what needs names and headlines as arrays, which take seconds at a million articles.
    """
    client = app.server.test_client()
    client.environ_base[INSIDE] = Person("", "reader")
    document = client.get("/").get_data(as_text=True)
    for url in re.findall(r'(?:src|href)="(/(?:_dash-component-suites|assets)/[^"]+)"', document):
        client.get(url, headers={"Accept-Encoding": "br"}).close()
    for url in (
        "/_dash-layout?at=/",
        "/export/overview-volume.drawing",
        "/_dash-dependencies",
        "/v1/trends?by=topic&bucket=week",
        "/export/entities-trend.drawing",
        "/export/compare-topics.drawing",
    ):
        client.get(url)


def _suites(view: Callable[..., Any], files: dict[str, Packed]) -> Callable[..., Any]:
    def serve(package_name: str, fingerprinted_path: str) -> Response:
        path, printed = check_fingerprint(fingerprinted_path)
        name = f"{package_name}/{path}"
        if name not in files:
            if name in _VENDORED:
                files[name] = vendored(_VENDORED[name])
            else:
                try:  # Dash itself knows which of its files may be asked for
                    found = view(package_name=package_name, fingerprinted_path=path)
                except DependencyException:
                    abort(404)
                files[name] = Packed(found.get_data(), found.mimetype)
        return files[name].answer(forever=printed)

    return serve


def _assets(app: Dash, view: Callable[..., Any], files: dict[str, Packed]) -> Callable[..., Any]:
    def serve(filename: str) -> Response:
        if together := own_files(app, filename):
            name = f"assets/{filename}?{_state(together)}"
            if name not in files:
                joined = b"\n".join(path.read_bytes() for path in together)
                files[name] = Packed(joined, mimetypes.guess_type(filename)[0] or "application/octet-stream")
            return files[name].answer(forever="m" in request.args)
        found = view(filename=filename)
        if found.status_code != 200:
            return found
        found.direct_passthrough = False
        name = f"assets/{filename}?{found.headers.get('ETag')}"  # a changed file has another tag
        if name not in files:
            kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
            files[name] = Packed(found.get_data(), kind)
        found.close()
        return files[name].answer(forever="m" in request.args)

    return serve
