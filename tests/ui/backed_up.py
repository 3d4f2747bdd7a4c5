"""What the tests of back-ups wait for and read on the page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from tests.ui.hands import Hands
from ui.backing_up import backing_up_in

LONG_MS = 60_000


def said(hands: Hands) -> str:
    return "\n".join(w.text() for w in hands.page.findChildren(QLabel) if w.isVisible())


def done(qtbot: QtBot, hands: Hands, desk: Desk) -> None:
    backing = backing_up_in(hands.window, desk)
    qtbot.waitUntil(lambda: backing.task is None, timeout=LONG_MS)
