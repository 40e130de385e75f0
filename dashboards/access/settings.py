"""The parts [access] and [embed] of rubrika.toml, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from analytics.errors import UsageError
from analytics.given import only, text, texts
from dashboards.access.people import ROLES, Role

LOOPBACK_NAMES: Final = ("localhost",)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSettings:
    """How people get in.

    ``address`` is what they type, where a proxy stands before this server: it decides whether cookies are for https only.
    ``proxy_header`` names the header in which a proxy says who asks; it is believed from ``proxies`` only.
    """

    sign_in: bool = False  # also on loopback; elsewhere it is always asked for
    address: str = ""
    plain_http: bool = False  # passwords and cookies may travel unencrypted
    proxy_header: str = ""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    proxy_role: Role = "reader"  # of people whom the proxy knows and the users file does not
    hosts: tuple[str, ...] = ()  # more names by which an open dashboard is reached
    session_hours: int = 12
    requests_per_minute: int = 6000  # of /v1, for one person and process
    embed: tuple[str, ...] = ()  # origins whose pages may show /embed/ in a frame

    @property
    def secure(self) -> bool:
        """Whether people come by https."""
        return self.address.startswith("https://")


def access_settings(table: Mapping[str, Any], where: str) -> AccessSettings:
    """The settings in a whole rubrika.toml; :class:`UsageError` says what is wrong in which part."""
    row, embed = _table(table, "access", where), _table(table, "embed", where)
    only(row, set(AccessSettings.__dataclass_fields__) - {"embed"}, f"{where}, [access]")
    only(embed, {"hosts"}, f"{where}, [embed]")
    found: dict[str, Any] = {}
    for name, value in row.items():
        at = f"{where}, [access], {name}"
        if name in ("sign_in", "plain_http"):
            if not isinstance(value, bool):
                raise UsageError(f"{at} is true or false")
            found[name] = value
        elif name in ("session_hours", "requests_per_minute"):
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise UsageError(f"{at} is a whole number from 1")
            found[name] = value
        elif name in ("proxies", "hosts"):
            found[name] = texts(value, at)
        else:
            found[name] = text(value, at)
    settings = AccessSettings(**found, embed=_origins(embed.get("hosts", []), f"{where}, [embed], hosts"))
    if settings.address:
        _origins([settings.address], f"{where}, [access], address")
    if settings.proxy_role not in ROLES:
        raise UsageError(f"{where}, [access]: proxy_role is one of {', '.join(ROLES)}")
    if settings.proxy_header and not settings.proxy_header.replace("-", "").isalnum():
        raise UsageError(f"{where}, [access]: proxy_header is the name of a header, as X-Forwarded-User")
    for proxy in settings.proxies:
        if not _is_address(proxy):
            raise UsageError(f"{where}, [access]: proxies lists addresses, as 10.0.0.5, not {proxy}")
    return settings


def is_loopback(host: str) -> bool:
    """Whether a host name or address, as written in a URL or not, is this machine's own.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "localhost.evil.example")]
    [True, True, True, False, False]
    """
    bare = host.strip("[]").lower()
    return bare in LOOPBACK_NAMES or (_is_address(bare) and ip_address(bare).is_loopback)


def _table(table: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    row = table.get(name, {})
    if not isinstance(row, dict):
        raise UsageError(f"{where}: {name} is written as [{name}]")
    return row


def _origins(given: Any, where: str) -> tuple[str, ...]:
    """Origins such as https://intranet.example; nothing else may get into a header."""
    found = []
    for origin in texts(given, where) if given else ():
        try:
            parts = urlsplit(origin)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port = "", None
        netloc = f"{host}:{port}" if port else host
        plain = parts.scheme in ("http", "https") and parts.netloc.lower() == netloc and parts.path in ("", "/")
        if not host or not plain or not all(c.isascii() and (c.isalnum() or c in ".-") for c in host):
            raise UsageError(f"{where}: {origin!r} is not an origin such as https://intranet.example")
        found.append(f"{parts.scheme}://{netloc}")
    return tuple(found)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
