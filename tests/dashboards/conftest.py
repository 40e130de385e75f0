"""Guarded dashboards that tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboards.access.settings import AccessSettings
from tests.houses import House


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("access") / "home")


@pytest.fixture
def fresh(tmp_path: Path) -> House:
    return House(tmp_path / "home")


@pytest.fixture(scope="module")
def open_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("open") / "home", sign_in=False)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("proxied") / "home", AccessSettings(proxy_header="X-Forwarded-User"))


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Refusals are no news."""
    with caplog.at_level("CRITICAL"):
        yield
