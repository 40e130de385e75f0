"""The one chokepoint for outgoing requests: every address is checked here before anything leaves the machine."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from analytics.errors import RubrikaError, UsageError

Resolve = Callable[[str], list[str]]


class FetchError(RubrikaError):
    """An address could not be fetched, or may not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Limits of one request. ``private`` allows addresses of the local network, for a newsroom's own servers."""

    seconds: float = 20.0
    most_bytes: int = 20_000_000
    redirects: int = 5
    private: bool = False


def resolve(host: str) -> list[str]:
    """The addresses of a host name."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, None)})


def check_address(url: str, settings: FetchSettings, *, resolver: Resolve = resolve) -> None:
    """:class:`UsageError` unless ``url`` is http(s) and its host is one that may be asked."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{url} is not an http or https address")
    if parts.username or parts.password:
        raise UsageError(f"{parts.hostname}: an address with a password in it is not fetched")
    try:
        addresses = resolver(parts.hostname)
    except OSError as error:
        raise FetchError(f"cannot find the host {parts.hostname}: check the address and the connection") from error
    if not settings.private and any(not ipaddress.ip_address(address).is_global for address in addresses):
        raise UsageError(f"{parts.hostname} is in a private network; allow it in rubrika.toml to fetch from it")


def fetch(
    url: str,
    settings: FetchSettings,
    *,
    transport: httpx.BaseTransport | None = None,
    resolver: Resolve = resolve,
) -> bytes:
    """The body behind ``url``, redirects followed and each checked anew. :class:`FetchError` says what went wrong."""
    with httpx.Client(timeout=settings.seconds, trust_env=False, transport=transport) as client:
        for _ in range(settings.redirects + 1):
            check_address(url, settings, resolver=resolver)
            try:
                with client.stream("GET", url, headers={"User-Agent": "rubrika"}) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers.get("location", ""))
                        continue
                    answer.raise_for_status()
                    return _limited(answer, url, settings.most_bytes)
            except httpx.HTTPStatusError as error:
                raise FetchError(f"{url} answered {error.response.status_code}") from error
            except httpx.HTTPError as error:
                raise FetchError(f"cannot fetch {url}: {error}") from error
    raise FetchError(f"{url}: more than {settings.redirects} redirects")


def post(
    url: str,
    body: bytes,
    settings: FetchSettings,
    *,
    transport: httpx.BaseTransport | None = None,
    resolver: Resolve = resolve,
) -> None:
    """Send ``body`` (JSON) to ``url``; redirects are not followed. :class:`FetchError` says what went wrong."""
    check_address(url, settings, resolver=resolver)
    headers = {"User-Agent": "rubrika", "Content-Type": "application/json"}
    with httpx.Client(timeout=settings.seconds, trust_env=False, transport=transport) as client:
        try:
            answer = client.post(url, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise FetchError(f"cannot reach {urlsplit(url).hostname}: {error}") from error
    if not answer.is_success:
        raise FetchError(f"{urlsplit(url).hostname} answered {answer.status_code}")


def _limited(answer: httpx.Response, url: str, most: int) -> bytes:
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > most:
            raise FetchError(f"{url} is larger than {most:,} bytes")
    return bytes(body)
