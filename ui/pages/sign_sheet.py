"""The passphrase that signs a plan off: a sheet in the page, not a window over it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QWidget

from eolplan.identity import Staff
from eolplan.words import say, tr
from ui.pages.secret import SecretField
from ui.widgets import Button, Card, FlowLayout, Heading, PlainLabel, announce, spoken_as


class SignSheet(Card):
    """Who signs, the passphrase, and two buttons.

    Args:
        staff: Who signs.
        parent: The widget it belongs to.
        second: They are asked to sign what somebody else has signed, and may not have been there.
        identifier: ``page.sheet``.

    Signals:
        typed: sign with this passphrase; carries it.
        left: the sheet was closed, nothing was signed.
        refused: it says why nothing was signed.
    """

    typed = Signal(str)
    left = Signal()
    refused = Signal()

    def __init__(
        self, staff: Staff, parent: QWidget, *, second: bool = False, identifier: str
    ) -> None:
        super().__init__("", parent)
        spoken_as(self, QAccessible.Role.Grouping)
        self.setObjectName(identifier)
        self._busy, self._words = False, tr("Sign off")
        self._heading = Heading(self._words, self, style="h2")
        self.column.addWidget(self._heading)
        who = say("{name}, {role}", name=staff.name, role=staff.role)
        self.column.addWidget(PlainLabel(who, self, style="strong"))
        meaning = tr(
            "Your passphrase is your signature. It says that this is what was talked about."
        )
        if second:
            meaning = tr("Your passphrase is your signature. It says that you have read this plan.")
        self.column.addWidget(PlainLabel(meaning, self))
        self.secret = SecretField(
            tr("Passphrase"), self, identifier=f"{identifier}.passphrase",
            name=tr("Passphrase, to sign off"), show=tr("Show passphrase"),
        )  # fmt: skip
        self.column.addWidget(self.secret)
        self._note = PlainLabel("", self, colour="text2")
        self._note.hide()
        self.column.addWidget(self._note)
        row = QWidget(self)
        flow = FlowLayout(row)
        self.button = Button(self._words, row, kind="primary", identifier=f"{identifier}.sign")
        self.button.clicked.connect(self.sign)
        close = Button(tr("Not now"), row, icon="x", identifier=f"{identifier}.close")
        close.clicked.connect(self.close_sheet)
        flow.addWidget(self.button)
        flow.addWidget(close)
        self.column.addWidget(row)

    def ask(self, number: int) -> None:
        """Show the sheet for version *number*, empty, with the focus in the box."""
        self._words = say("Sign off as version {number}", number=number)
        self.button.set_words(self._words)
        self._heading.setText(self._words)
        self.setAccessibleName(self._words)
        self.secret.box.clear()
        self.secret.complain("")
        self.show()
        self.secret.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign(self) -> None:
        """Hand the passphrase over, unless one is being tried or there is none."""
        if self._busy:
            return
        if not self.secret.text():
            self.refuse(tr("Enter your passphrase"))
            return
        self.secret.complain("")
        self.typed.emit(self.secret.text())

    def set_busy(self, busy: bool) -> None:
        """Say that the slow part is running, or that it is over."""
        self._busy = busy
        words = tr("This can take a second or two on purpose. It protects the plans.")
        self._note.setText(words if busy else "")
        self._note.setVisible(busy)
        self.button.set_words(tr("Signing off...") if busy else self._words)
        if busy:
            announce(self, words)

    def refuse(self, words: str) -> None:
        """Say why nothing was signed; what was typed stays, selected, to be typed over."""
        self.set_busy(False)
        self.secret.complain(words)
        announce(self, words)
        self.secret.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.secret.box.selectAll()
        self.refused.emit()

    def close_sheet(self) -> None:
        """Close the sheet and forget what was typed. While it is being tried, it stays."""
        if not self._busy:
            self.secret.box.clear()
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc: nothing was signed."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)
