"""Types in the real window until it is killed: ``drive_typing.py ACKS SEED PERSON [arguments]``.

Every entry that the window has said is saved is written to the file ACKS, one
digest a line, at the moment the window says so.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.ui.conftest import PASSPHRASE
from ui.app import App, parse, start
from ui.pages.commands import Command
from ui.pages.page import Page
from ui.pages.question import QuestionPage
from ui.pages.where import Where
from ui.widgets import ChoiceCard

WORDS = ("I", "want", "to", "be", "in", "my", "own", "bed", "with", "the", "dog")


class Typist:
    """Goes from page to page, taps, types, and goes on, as fast as the window lets it."""

    def __init__(self, app: App, acks: Path, seed: int) -> None:
        self._window = app.window
        self._acks = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._told: set[str] = set()
        self._random = random.Random(seed)  # noqa: S311  not for secrets
        self._page: Page | None = None

    def begin(self, person: str) -> None:
        """Open the first question that is answered in words."""
        self._window.go(Where("question", person=person, question="val.matters"))
        os.write(self._acks, b"began\n")

    def step(self) -> None:
        """Do one small thing."""
        page = self._window.page
        assert isinstance(page, Page)
        self._listen()
        if not isinstance(page, QuestionPage) or self._random.random() < 0.15:
            self._onward(page)
            return
        boxes = [b for b in page.findChildren(QPlainTextEdit) if b.isVisible()]
        cards = [c for c in page.findChildren(ChoiceCard) if c.isVisible()]
        if cards and self._random.random() < 0.4:
            self._random.choice(cards).click()
        elif boxes:
            box = self._random.choice(boxes)
            box.setFocus()
            QTest.keyClicks(box, self._random.choice(WORDS) + " ")
        else:
            self._onward(page)

    def _onward(self, page: Page) -> None:
        onward = page.commands().get(Command.CONTINUE)
        if onward is None or self._random.random() < 0.1:
            question = self._random.choice(["val.matters", "poc.first", "pod", "comm.how"])
            self._window.go(Where("question", person=page.where.person, question=question))
        else:
            onward()

    def _listen(self) -> None:
        page = self._window.page
        if page is not None and page is not self._page and isinstance(page, QuestionPage):
            self._page = page
            self._told |= page.talk.log.entries.keys()
            page.saved.connect(self._saved)

    def _saved(self) -> None:
        """The window says "Saved": from here on nothing of it may be lost."""
        assert isinstance(self._page, QuestionPage)
        for digest in self._page.talk.log.entries.keys() - self._told:
            os.write(self._acks, f"{digest}\n".encode())
            self._told.add(digest)


def unlock(app: App) -> None:
    """Type the passphrase, once the locked screen is there."""
    box = app.window.findChild(QLineEdit, "unlock.passphrase")
    if box is not None and not box.text():
        QTest.keyClicks(box, PASSPHRASE)
        QTest.keyClick(box, Qt.Key.Key_Return)


def main() -> None:
    """Unlock, then type."""
    acks, seed, person = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    app = start(parse(sys.argv[4:]))
    typist: list[Typist] = []
    timer = QTimer(app)

    def look() -> None:
        if typist:
            typist[0].step()
            return
        page = app.window.page
        if page is not None and page.where.page != "unlock":
            typist.append(Typist(app, acks, seed))
            typist[0].begin(person)
            timer.setInterval(0)
            return
        unlock(app)

    timer.timeout.connect(look)
    timer.start(20)
    app.application.exec()


if __name__ == "__main__":
    main()
