"""Types canaries into the real window, waits to be looked at, and locks.

``canaries_window.py STEM_FILE READY GO [arguments of the app]``: the passphrase is the
first canary and three words. READY is written when everything is typed; when GO is
there, the window locks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from eolplan.vault import Second, choose_second_place, make_backup
from tests.faults.canaries import MORE, canaries
from tests.faults.recorded import never, unheard
from tests.ui.hands import Hands
from ui.app import App, start
from ui.arguments import parse
from ui.pages.add_person import AddPersonPage
from ui.pages.where import Where


class Typist:
    """Types each canary where a nurse would type words of a person."""

    def __init__(self, app: App, words: list[str]) -> None:
        self._app, self._window, self._hands = app, app.window, Hands(app.window)
        self._words = words

    def type_all(self) -> None:
        """Add a person, look for them, and answer until there are no more canaries."""
        assert self._window.go(Where("add-person"))
        page = self._window.page
        assert isinstance(page, AddPersonPage)
        for box in (page.given.box, page.family.box, page.address, page.communication):
            self._type(box)
        page.go_on()
        assert self._window.page is not None
        person = self._window.page.where.person
        self._find()
        self._answer(person)
        self._back_up()

    def _find(self) -> None:
        """Look for somebody by a name that is nobody's."""
        assert self._window.go(Where("people", focus="people.find"))
        find = self._window.focusWidget()
        assert find is not None
        self._type(find)

    def _answer(self, person: str) -> None:
        """Answer in words, one question after the other; the last one stays half typed."""
        assert self._app._desk is not None
        for question in self._app._desk.guide:
            where = Where("question", person=person, question=question.id)
            name = f"conv.{question.id}.words"
            if self._window.go(where) and self._hands.has(name):
                self._type(self._hands.find(name, QPlainTextEdit))
                if not self._words:
                    return
        raise AssertionError("the guide has too few questions that are answered in words")

    def _back_up(self) -> None:
        """Make a backup with all of it, here and in a second place."""
        session = self._app._session
        assert session is not None
        place = session.folder.parent / "stick"
        place.mkdir()
        choose_second_place(session, place, at=self._app._now())
        made = make_backup(session, now=self._app._now, told=unheard, stopped=never)
        assert made.second is Second.KEPT

    def _type(self, box: QWidget) -> None:
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClicks(box, self._words.pop(0))
        self._window.repaint()


def main() -> None:
    """Unlock, type, wait, lock."""
    stem, ready, go = (Path(word) for word in sys.argv[1:4])
    first, *others = canaries(stem.read_text(encoding="ascii"))
    app = start(parse(sys.argv[4:]))
    timer = QTimer(app)

    def look() -> None:
        page = app.window.page
        if ready.exists():
            if go.exists():
                timer.stop()
                app.window.lock_wanted.emit()
        elif page is not None and page.where.page != "unlock":
            try:
                Typist(app, others).type_all()
                ready.touch()
            finally:
                if not ready.exists():
                    app.application.exit(1)
        else:
            box = app.window.findChild(QLineEdit, "unlock.passphrase")
            if box is not None and not box.text():
                QTest.keyClicks(box, first + MORE)
                QTest.keyClick(box, Qt.Key.Key_Return)

    timer.timeout.connect(look)
    timer.start(20)
    app.application.exec()


if __name__ == "__main__":
    main()
