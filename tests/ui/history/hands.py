"""What the tests of the history do by hand: choose an event, press a card, read what is said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from eolplan.desk import Desk, Past
from tests.ui.hands import Hands
from ui.pages.history import HistoryPage
from ui.pages.history_correct import CorrectPage
from ui.widgets import ChoiceCard, PlainLabel

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TREE = "The tree by the gate."
TWICE, ONCE, NEVER, SINCE, THRICE = "twice", "once", "never", "changed since", "thrice"
"""How often a plan was signed off."""


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def chosen(hands: Hands) -> str:
    page = hands.page
    assert isinstance(page, HistoryPage)
    assert page.events is not None
    return page.events.value()


def problems(hands: Hands) -> list[str]:
    page = hands.page
    assert isinstance(page, CorrectPage)
    return page.summary.problems()


def choose(hands: Hands, desk: Desk, person: str, kind: str) -> str:
    """Choose the newest event of a kind; return its id."""
    event = next(e for e in Past(desk, person).events if e.kind == kind)
    page = hands.page
    assert isinstance(page, HistoryPage)
    assert page.events is not None
    page.events.card(event.id).click()
    QApplication.processEvents()
    return event.id


def press_card(hands: Hands, name: str) -> None:
    """Choose one of several."""
    hands.find(name, ChoiceCard).click()
