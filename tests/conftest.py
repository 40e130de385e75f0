"""Settings of all tests."""

import os

from hypothesis import settings

# Small matrices are multiplied at once by one thread; several wait for each other, on a busy machine for most of the time.
# Said before numpy is imported, and so to the processes that tests start as well.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Speed is measured in benchmarks/, never by a test: a busy machine must not fail a property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
