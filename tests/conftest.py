"""Settings of all tests."""

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from analytics.entities import Recogniser

# Small matrices are multiplied at once by one thread; several wait for each other, on a busy machine for most of the time.
# Said before numpy is imported, and so to the processes that tests start as well.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Speed is measured in benchmarks/, never by a test: a busy machine must not fail a property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def recogniser() -> "Recogniser":
    """The one that the product uses; it remembers nothing of a text that would change how another is read."""
    from analytics.entities import load_recogniser

    return load_recogniser()
