"""What every answer tells the browser not to do."""

from collections.abc import Sequence

from flask import Flask, Response, request

from dashboards.access.gate import Access

EMBEDDED = "/embed/"
_YEAR = 31_536_000


def secure(server: Flask, access: Access, *, scripts: Sequence[str]) -> None:
    """Add the headers to every answer of the app; ``scripts`` are the digests of the inline scripts that Dash needs."""
    digests = " ".join(digest if digest.startswith("'") else f"'{digest}'" for digest in scripts)
    policy = (
        f"default-src 'self'; script-src 'self' {digests}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self' blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors "
    )
    framers = " ".join(access.settings.embed)

    @server.after_request
    def headers(response: Response) -> Response:
        given = response.headers
        framed = bool(framers) and request.path.startswith(EMBEDDED)
        given["Content-Security-Policy"] = policy + (f"'self' {framers}" if framed else "'none'")
        if not framed:
            given["X-Frame-Options"] = "DENY"
            given["Cross-Origin-Resource-Policy"] = "same-origin"
        given["Cross-Origin-Opener-Policy"] = "same-origin"
        given["X-Content-Type-Options"] = "nosniff"
        given["Referrer-Policy"] = "same-origin"
        given["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if access.settings.secure:
            given["Strict-Transport-Security"] = f"max-age={_YEAR}"
        if access.sign_in and not request.path.startswith(("/assets/", "/_dash-component-suites/")):
            # What one person may see is not for a cache that several share, nor for the next one at this browser.
            given["Cache-Control"] = "private, no-store"
        return response
