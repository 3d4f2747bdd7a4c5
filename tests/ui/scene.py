"""One page in one state; ``scenes.py`` gathers all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from tests.ui.cast import Studio
from ui.window import Window

STATES: Final = ("empty", "loading", "one", "typical", "extreme", "error", "read-only", "died")
"""All states of ux.md A29."""


class Scene(NamedTuple):
    """One page in one state.

    Attributes:
        page: A key of ``CAN_BE``.
        state: One of ``STATES``.
        open: Brings the window there.
        detail: Which of several, in words.
    """

    page: str
    state: str
    open: Callable[[Window, Studio], None]
    detail: str = ""

    def __str__(self) -> str:
        return "-".join([self.page, self.state, *self.detail.split()])
