"""The ``rubrika`` command. Nothing heavy is imported until a verb needs it."""

import os

from rubrika.cli.main import main

# Names are read by small matrix products: threads save nothing there, take twice the processor time, and on a busy machine
# wait for each other so long that reading is several times slower. Read once, when numpy is loaded, which is later.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["main"]
