"""The errors that the product raises on purpose.

    RubrikaError            the work failed; the message says what, where and what to do next
    ├── UsageError          the call itself was wrong: an unknown option value, a path that is not there
    ├── InputError          the input could not be read, or held nothing usable
    ├── StoreError          the home or one of its tables cannot be opened or written
    └── ModelError          a model is missing, damaged or made by another version

A message is one sentence for the person at the keyboard. Errors of libraries are translated where they arise
(``raise StoreError(...) from error``); anything else that escapes is a bug and keeps its traceback.
"""


class RubrikaError(Exception):
    """The work failed for a reason that its message explains in one line."""


class UsageError(RubrikaError):
    """The call was wrong, before any work began."""


class InputError(RubrikaError):
    """An input could not be read at all, or held nothing usable."""


class StoreError(RubrikaError):
    """The home folder or one of its tables cannot be opened, read or written."""


class ModelError(RubrikaError):
    """A model is missing, damaged, or was made by an incompatible version."""
