"""The one way out: private addresses, other schemes and endless answers are refused before they cost anything."""

import httpx
import pytest

from analytics.errors import UsageError
from rubrika.fetch import FetchError, FetchSettings, check_address, fetch

PUBLIC = ["93.184.216.34"]


def answer(handler: object, url: str = "https://news.example/feed", **settings: object) -> bytes:
    return fetch(
        url, FetchSettings(**settings), transport=httpx.MockTransport(handler), resolver=lambda _: PUBLIC  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://news.example", "javascript:alert(1)", "https://", "news"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(UsageError, match="not an http or https address"):
        check_address(url, FetchSettings(), resolver=lambda _: PUBLIC)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "192.168.1.1", "::1", "fd00::1", "0.0.0.0"]
)
def test_private_networks_are_asked_only_when_allowed(address: str) -> None:
    with pytest.raises(UsageError, match="private network"):
        check_address("http://inside.example/", FetchSettings(), resolver=lambda _: [*PUBLIC, address])
    check_address("http://inside.example/", FetchSettings(private=True), resolver=lambda _: [address])


def test_a_password_in_an_address_is_never_sent_or_shown() -> None:
    with pytest.raises(UsageError) as caught:
        check_address("https://me:secret@news.example/", FetchSettings(), resolver=lambda _: PUBLIC)
    assert "secret" not in str(caught.value)


def test_redirects_are_followed_and_checked_each_time() -> None:
    def moved(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/feed":
            return httpx.Response(302, headers={"location": "/new"})
        return httpx.Response(200, content=b"news")

    assert answer(moved) == b"news"
    with pytest.raises(UsageError, match="not an http"):
        answer(lambda _: httpx.Response(302, headers={"location": "file:///etc/passwd"}))
    with pytest.raises(FetchError, match="redirects"):
        answer(lambda _: httpx.Response(302, headers={"location": "/again"}))


def test_errors_and_endless_answers_are_said() -> None:
    with pytest.raises(FetchError, match="answered 503"):
        answer(lambda _: httpx.Response(503))
    with pytest.raises(FetchError, match="larger than 10 bytes"):
        answer(lambda _: httpx.Response(200, content=b"x" * 11), most_bytes=10)

    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(FetchError, match=r"cannot fetch https://news\.example/feed"):
        answer(broken)


def test_an_unknown_host_is_said() -> None:
    def nowhere(host: str) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(FetchError, match="cannot find the host"):
        check_address("https://nowhere.example/", FetchSettings(), resolver=nowhere)
