"""Drives the real app in a process of its own: ``drive_app.py TASK FILE [arguments of the app]``.

``lock`` unlocks, opens a question about Gwen, types half an answer and locks;
``type`` leaves the locking to somebody else and makes FILE when it has typed;
``report`` unlocks and writes where it came back to FILE.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.ui.conftest import PASSPHRASE
from ui.app import App, start
from ui.arguments import parse
from ui.pages.where import Where

QUESTION = "val.matters"
WORDS = "my own bed, with the do"


def lock(app: App, _file: Path) -> None:
    """Leave half an answer on the page of a question, and lock."""
    half_an_answer(app)
    app.window.lock_wanted.emit()  # what Ctrl+L does; without a window manager no key comes


def wait(app: App, file: Path) -> None:
    """Leave half an answer on the page of a question, and say that it is there."""
    half_an_answer(app)
    file.touch()


def half_an_answer(app: App) -> None:
    """Open a question about Gwen and type half an answer, with the caret inside it."""
    window = app.window
    window.go(Where("people", focus="people.find"))
    find = window.focusWidget()
    assert find is not None
    QTest.keyClicks(find, "gwen")
    QTest.keyClick(find, Qt.Key.Key_Return)
    page = window.page
    assert page is not None
    window.go(Where("question", person=page.where.person, question=QUESTION))
    box = window.findChild(QPlainTextEdit)
    assert box is not None
    box.setFocus()
    QTest.keyClicks(box, WORDS)
    cursor = box.textCursor()
    cursor.setPosition(5)
    box.setTextCursor(cursor)


def report(app: App, file: Path) -> None:
    """Write down the page, the control, the caret and the words."""
    window = app.window
    place = window.place()
    box = window.focusWidget()
    assert place is not None
    words = box.toPlainText() if isinstance(box, QPlainTextEdit) else ""
    file.write_text(json.dumps({**place.kept(), "words": words}), encoding="utf-8")
    app.application.quit()


def main() -> None:
    """Unlock, then do the task."""
    tasks: dict[str, Callable[[App, Path], None]] = {"lock": lock, "type": wait, "report": report}
    task, file = tasks[sys.argv[1]], Path(sys.argv[2])
    app = start(parse(sys.argv[3:]))
    timer = QTimer(app)
    timer.setInterval(50)

    def look() -> None:
        page = app.window.page
        assert page is not None
        if page.where.page != "unlock":
            timer.stop()
            task(app, file)
            return
        box = app.window.findChild(QLineEdit, "unlock.passphrase")
        if box is not None and not box.text():
            QTest.keyClicks(box, PASSPHRASE)
            QTest.keyClick(box, Qt.Key.Key_Return)

    timer.timeout.connect(look)
    timer.start()
    app.application.exec()


if __name__ == "__main__":
    main()
