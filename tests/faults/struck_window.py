"""Types in the window while the disk refuses: ``struck_window.py KIND HOW PERSON FILE [...]``.

For each k in turn the k-th change of the disk that leaving an answer makes is refused
(KIND as in ``struck.py``). What the window then says and shows is compared with what is
on the disk; when the disk is well again, the button of the message bar saves it. HOW is
``honest``, or ``silent``: the window keeps to itself what was refused, which must be
found out. The findings are written to FILE as JSON; further words are arguments of the app.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit

from tests.faults.shim import Does, Shim
from tests.faults.struck import KINDS
from tests.ui.drive_typing import unlock
from tests.ui.hands import Hands
from ui.app import App, start
from ui.arguments import parse
from ui.messages import Messages
from ui.pages.question import QuestionPage
from ui.pages.where import Where

QUESTION: Final = "val.matters"
BOX: Final = "conv.val.matters.words"
ANSWERS: Final = 400


class Typist:
    """Leaves one answer after another, each with another call of the disk struck.

    Attributes:
        found: What was not as promised, and how often; and how much was tried.
    """

    def __init__(self, app: App, kind: str, person: str) -> None:
        self.found: Counter[str] = Counter()
        self._window, self._hands = app.window, Hands(app.window)
        self._shim, self._kind = Shim(), KINDS[kind]
        self._person = person
        self._saved = False

    def type_all(self) -> None:
        """Strike the first call, then the second, until an answer has no more calls."""
        where = Where("question", person=self._person, question=QUESTION)
        assert self._window.go(where)
        self._page().saved.connect(self._was_saved)
        for number in range(1, ANSWERS):
            if not self._leave_one(number):
                return
        self.found["never came to an end"] += 1

    def _leave_one(self, number: int) -> bool:
        """Type, strike, leave; compare; mend. Say whether a call was struck."""
        calls, error, lasting, half = self._kind
        words = f"my dog and {number} cats, " * (1 + number % 3 * 300)
        box = self._hands.find(BOX, QPlainTextEdit)
        box.setFocus()
        box.selectAll()
        self._saved = False
        self._shim.arm(Does.REFUSE, calls, number, error, lasting=lasting, half=half)
        self._hands.paste(words, BOX)
        self._hands.press(Qt.Key.Key_Tab)
        struck = self._shim.hits > 0
        self._compare(words.strip(), struck=struck)
        self._shim.disarm()
        if self._warned():
            self.found["warned"] += 1
            self._hands.tap("message.action")
        self._compare(words.strip(), struck=False)
        self.found["struck"] += struck
        return struck

    def _compare(self, words: str, *, struck: bool) -> None:
        """Hold what the window shows against what is on the disk."""
        kept = self._on_disk() == words
        on_screen = self._hands.find(BOX, QPlainTextEdit).toPlainText().strip()
        if on_screen != words:
            self.found["words gone from the screen"] += 1
        if not kept and not self._warned():
            self.found["not saved, and nobody was told"] += 1
        if not kept and self._saved and struck and not self._warned():
            self.found["called saved, and is not"] += 1
        if not kept and not struck:
            self.found["not saved, and the disk is well"] += 1

    def _on_disk(self) -> str:
        answer = self._page().desk.session.store.log(self._person).reading(QUESTION).answer
        return answer.own_words if answer is not None else ""

    def _warned(self) -> bool:
        return self._window.messages.words().startswith("Not saved yet")

    def _page(self) -> QuestionPage:
        page = self._window.page
        assert isinstance(page, QuestionPage)
        return page

    def _was_saved(self) -> None:
        self._saved = True


def main() -> None:
    """Unlock, type, and write down what was found."""
    kind, how, person, file = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
    app = start(parse(sys.argv[5:]))
    if how == "silent":
        Messages.not_saved = lambda *_: None  # type: ignore[method-assign]
    timer = QTimer(app)

    def look() -> None:
        page = app.window.page
        if page is not None and page.where.page != "unlock":
            timer.stop()
            typist = Typist(app, kind, person)
            try:
                typist.type_all()
                file.write_text(json.dumps(typist.found), encoding="utf-8")
            finally:
                app.application.quit()
            return
        unlock(app)

    timer.timeout.connect(look)
    timer.start(20)
    app.application.exec()


if __name__ == "__main__":
    main()
