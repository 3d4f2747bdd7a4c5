"""Whether everybody on this laptop is made up: a course, a show, or a run of the tests.

Real people are never recorded under a number for tests, and nobody may sign such a plan
off, except where whoever looks after the laptop has said that nobody there is real.
"""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "EOLPLAN_TRAINING"
"""Name of the variable in the environment; ``1`` says so."""


def training() -> bool:
    """Say whether this laptop is for training only."""
    return os.environ.get(VARIABLE) == "1"
