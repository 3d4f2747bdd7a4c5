"""Fixtures to look at a page: in a theme and a text size, or from a corner of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.audit import CORNERS, Corner, window_faults
from tests.ui.audit_parts import settle

if TYPE_CHECKING:
    from ui.theme import Theme
    from ui.window import Window

NAMED: Final[dict[str, Theme]] = {"light": "light", "dark": "dark", "contrast": "contrast"}


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> None:
    """Give the app of this process the usual look, with every weight of its letters."""
    from ui import theme

    theme.apply(qapp, theme.Look())


@pytest.fixture
def look_at(qapp: QApplication, dressed: None) -> Iterator[Callable[[str, float], None]]:
    """Apply a theme and a text size; the usual look comes back afterwards.

    A look that is in force stays: to apply one draws every window anew.
    """
    from ui import theme

    def apply(name: str = "light", scale: float = 1.0) -> None:
        chosen = theme.Look(NAMED[name], scale)
        if theme.look() != chosen:
            theme.apply(qapp, chosen)

    apply()
    yield apply
    apply()


@pytest.fixture(params=CORNERS, ids=str)
def corner(request: pytest.FixtureRequest, look_at: Callable[[str, float], None]) -> Corner:
    """Look at a page from one of the eight corners; its language is spoken too."""
    from eolplan import words

    chosen: Corner = request.param
    look_at(chosen.theme, chosen.scale)
    words.speak(chosen.language)
    return chosen


@pytest.fixture
def faults_at(
    qtbot: QtBot, corner: Corner, clock: Clock
) -> Callable[[Callable[[Window], object]], dict[str, list[str]]]:
    """Open a page at a corner and return its faults by check; none is an empty dict."""
    from ui.window import Window

    def look(open_page: Callable[[Window], object]) -> dict[str, list[str]]:
        window = Window(now=clock)
        qtbot.addWidget(window)
        window.resize(corner.width, corner.height)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        open_page(window)
        settle(window)
        return window_faults(window, corner)

    return look
