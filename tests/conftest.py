"""Settings of all tests."""

from hypothesis import settings

# Speed is measured in benchmarks/, never by a test: a busy machine must not fail a property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
