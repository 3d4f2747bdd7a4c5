"""Choose a passphrase: at first set-up, after the recovery code was used, and later on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from eolplan.vault import passphrase as rules
from eolplan.words import say, tr
from ui.pages.form import FormPage, Problems, look_tools
from ui.pages.secret import SecretField
from ui.pages.where import Where
from ui.theme import look, space_out
from ui.widgets import Button, FlowLayout, PlainLabel, announce
from ui.widgets.drawing import box, sharp

_PARTS = 4


class PassphrasePage(FormPage):
    """Two lines that must agree, a suggestion, and in words how long it would hold.

    Args:
        step: Where in a series it stands, in words; may be empty.
        heading: What the page is about.
        where: The place it was opened for.
        label: What the first line asks for; empty: a passphrase.
        busy: What the button says while the slow part runs; empty: a store is made.
        forgotten: What becomes of who forgets it; empty: of who is alone with a new store.

    Signals:
        chosen: a passphrase was chosen; carries it.
    """

    chosen = Signal(str)

    def __init__(
        self, *, step: str, heading: str, where: Where, label: str = "", busy: str = "",
        forgotten: str = "",
    ) -> None:  # fmt: skip
        super().__init__(where.page, where, heading, step=step, back=True)
        page, self._busy_words = self.objectName(), busy or tr("Making the store...")
        if where.page == "passphrase":  # nobody is signed in: no bar stands above it
            self.column.insertWidget(0, look_tools(self))
        self.column.addWidget(
            PlainLabel(
                tr("Four or more words you can remember. Length matters more than symbols."),
                self,
            )
        )
        self.first = SecretField(
            label or tr("Passphrase"), self, identifier=f"{page}.first",
            name=tr("Passphrase, first time"), show=tr("Show passphrase"),
        )  # fmt: skip
        self.second = SecretField(
            tr("Type it again"), self, identifier=f"{page}.second",
            name=tr("Passphrase, second time"),
        )  # fmt: skip
        self.first.show_button.toggled.connect(self.second.set_shown)
        self.first.box.textChanged.connect(self._weigh_up)
        for widget in (self.first, self.second, self._strength_row(), self._suggestion_row()):
            self.column.addWidget(widget)
        self.column.addWidget(
            PlainLabel(
                forgotten
                or tr(
                    "If you lose both this and your recovery code, no one can open the store."
                    " Not us, not IT."
                ),
                self,
                style="strong",
            )
        )
        self.advice = PlainLabel("", self, colour="text2")
        self.advice.hide()
        self.column.addWidget(self.advice)
        self._busy = PlainLabel("", self, colour="text2")
        self.column.addWidget(self._busy)
        self._weigh_up("")

    def first_focus(self) -> QWidget:
        """Return the first line."""
        return self.first.box

    def check(self) -> Problems:
        """Say what is to be mended: too easy to guess, or typed differently."""
        if problems := rules.problems(self.first.text()):
            return [(problems[0], self.first)]
        if self.first.text() != self.second.text():
            return [
                (tr("The two passphrases are different. Type them again."), self.second),
            ]
        return []

    def submit(self) -> None:
        """Hand the passphrase over."""
        self.chosen.emit(self.first.text())

    def entered(self, line: QLineEdit) -> None:
        """Continue from the second line, or from the first when all is in order."""
        if line is self.second.box or not self.check():
            self.go_on()
        else:
            self.second.box.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Say that the slow part is running, or that it is over."""
        words = tr("This can take a second or two on purpose. It protects the plans.")
        self._busy.setText(words if busy else "")
        self.onward.set_words(self._busy_words if busy else tr("Continue"))
        if busy:
            announce(self, words)

    def advise(self, words: str) -> None:
        """Say something that may be read or passed over; nothing waits for it."""
        self.advice.setText(words)
        self.advice.setVisible(bool(words))

    def _strength_row(self) -> QWidget:
        row = QWidget(self)
        flow = space_out(FlowLayout(row, gap=12))
        self._meter = Meter(row)
        self.strength = PlainLabel("", row)
        flow.addWidget(PlainLabel(tr("How long this would hold"), row, style="strong"))
        flow.addWidget(self._meter)
        flow.addWidget(self.strength)
        return row

    def _suggestion_row(self) -> QWidget:
        row = QWidget(self)
        beside = FlowLayout(row, gap=12)
        button = Button(tr("Suggest one"), row, identifier=f"{self.objectName()}.suggest")
        button.clicked.connect(self._suggest)
        self.suggestion = PlainLabel("", row, style="strong")
        beside.addWidget(button)
        beside.addWidget(self.suggestion)
        return row

    def _suggest(self) -> None:
        words = rules.suggest()
        self.suggestion.setText(words)
        announce(self, say("Suggested: {words}", words=words))

    def _weigh_up(self, typed: str) -> None:
        held = rules.strength(typed)
        self._meter.show_score(held.score)
        self.strength.setText(held.words if typed else tr("Nothing typed yet"))
        self.first.box.setAccessibleDescription(held.words if typed else "")


class Meter(QWidget):
    """Four boxes, filled from the leading side. The words beside it say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._score = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_score(self, score: int) -> None:
        """Fill *score* boxes, 0 to 4."""
        self._score = score
        self.update()

    def sizeHint(self) -> QSize:
        """Return four boxes in a line."""
        return QSize(look().px(4 * 28 + 3 * 4), look().px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes."""
        del event
        painter, now = QPainter(self), look()
        sharp(painter)
        wide, gap = now.px(28), now.px(4)
        for part in range(_PARTS):
            place = _PARTS - 1 - part if self.isRightToLeft() else part
            rect = self.rect().adjusted(place * (wide + gap), 0, 0, 0)
            rect.setWidth(wide)
            full = part < self._score
            edge = now.colour("primary" if full else "border_control")
            box(painter, rect, edge if full else now.colour("surface"), edge, now.px(2))
        painter.end()
