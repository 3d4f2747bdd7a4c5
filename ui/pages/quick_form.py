"""Choosing a PIN: who uses the account, the passphrase once more, and the PIN twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import tr
from ui.pages.secret import SecretField
from ui.theme import space_out
from ui.widgets import Button, Choice, ChoiceGroup, Complaint, FlowLayout, PlainLabel, announce

NAME: Final = "settings.quick"
_ALONE, _OTHERS = "alone", "others"


class QuickForm(QWidget):
    """What is asked before there is a PIN; it forgets everything when it is put away.

    Args:
        parent: The widget it belongs to.
        problem: Tells what is wrong with a PIN, in a sentence.

    Signals:
        chosen: carries the passphrase and the PIN.
        left: no PIN is wanted now.
    """

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget, problem: Callable[[str], str]) -> None:
        super().__init__(parent)
        self._problem, self._busy = problem, False
        column = space_out(QVBoxLayout(self), 12)
        asked = tr("Who uses your account on this laptop?")
        column.addWidget(PlainLabel(asked, self, style="strong"))
        self._complaint = Complaint(self)
        column.addWidget(self._complaint)
        choices = [Choice(_ALONE, tr("Only I use it")), Choice(_OTHERS, tr("Others use it too"))]
        self.account = ChoiceGroup(asked, choices, self, columns=0, identifier=f"{NAME}.account")
        column.addWidget(self.account)
        self.passphrase = SecretField(
            tr("Your passphrase"), self, identifier=f"{NAME}.passphrase",
            show=tr("Show passphrase"),
        )  # fmt: skip
        self.first = self._pin_line(tr("PIN"), "pin", tr("6 digits or more"))
        self.second = self._pin_line(tr("PIN, second time"), "again", "")
        for line in (self.passphrase, self.first, self.second):
            column.addWidget(line)
        self._note = PlainLabel("", self, colour="text2")
        self._note.hide()
        column.addWidget(self._note)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.onward = Button("", row, kind="primary", identifier=f"{NAME}.on")
        self.onward.clicked.connect(self.go_on)
        close = Button(tr("Not now"), row, icon="x", identifier=f"{NAME}.close")
        close.clicked.connect(self.left)
        flow.addWidget(self.onward)
        flow.addWidget(close)
        column.addWidget(row)
        self.set_busy(False)

    def ask(self) -> None:
        """Show it, empty, with the focus on the first question."""
        self.forget()
        self.show()
        self.account.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Put it away with everything that was typed."""
        self.account.show_values([])
        for line in (self.passphrase, self.first, self.second):
            line.box.clear()
        self._complain({})
        self.hide()

    def go_on(self) -> None:
        """Hand over what was typed, or say what is to be mended first."""
        if self._busy:
            return
        found = self._wrong()
        self._complain(found)
        if not found:
            self.chosen.emit(self.passphrase.text(), self.first.text())

    def set_busy(self, busy: bool) -> None:
        """Say that the slow part is running, or that it is over."""
        self._busy = busy
        self.onward.set_words(tr("One moment...") if busy else tr("Turn the PIN on"))
        words = tr("This can take a second or two on purpose. It protects the plans.")
        self.tell(words if busy else "")

    def tell(self, words: str) -> None:
        """Say something about all of it, aloud too; empty words say nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))
        if words:
            announce(self, words)

    def refuse_passphrase(self, words: str) -> None:
        """Say that it was another passphrase."""
        self._complain({self.passphrase: words})
        self.passphrase.box.selectAll()

    def _pin_line(self, label: str, name: str, hint: str) -> SecretField:
        return SecretField(
            label, self, identifier=f"{NAME}.{name}", hint=hint, digits=True,
            show=tr("Show PIN") if name == "pin" else tr("Show PIN, second time"),
        )  # fmt: skip

    def _wrong(self) -> dict[QWidget, str]:
        found: dict[QWidget, str] = {}
        if not self.account.value():
            found[self.account] = tr("Choose who uses the account")
        elif self.account.value() == _OTHERS:
            found[self.account] = tr(
                "A PIN is for an account that one person uses. Here your passphrase is the way in."
            )
        if not self.passphrase.text():
            found[self.passphrase] = tr("Enter your passphrase")
        if words := self._problem(self.first.text()):
            found[self.first] = words
        elif self.first.text() != self.second.text():
            found[self.second] = tr("The two PINs are different. Type them again.")
        return found

    def _complain(self, found: dict[QWidget, str]) -> None:
        """Say beside each field what is to be mended, and go to the first."""
        words = found.get(self.account, "")
        self._complaint.show_problems([words] if words else [])
        for line in (self.passphrase, self.first, self.second):
            line.complain(found.get(line, ""))
        for widget, problem in found.items():
            announce(self, problem)
            first = self.account.first() if widget is self.account else widget
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
