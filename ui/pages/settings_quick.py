"""Opening with a PIN: the part of Settings where it is chosen, changed and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import WrongPassphrase
from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.words import tr
from ui.jobs import Job
from ui.pages.quick_form import NAME, QuickForm
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, PlainLabel, order_tabs

if TYPE_CHECKING:
    from ui.pages.settings import SettingsPage


class QuickPane(QWidget):
    """Whether there is a PIN, and what can be done about it.

    Args:
        parent: The widget it stands in.
        desk: Whose PIN it is.
        page: Says what came of it.
    """

    def __init__(self, parent: QWidget, desk: Desk, page: SettingsPage) -> None:
        super().__init__(parent)
        self._pin, self._page = desk.own_pin, page
        column = space_out(QVBoxLayout(self), 12, (0, 12, 0, 0))
        column.addWidget(PlainLabel(tr("Open with a PIN"), self, style="strong"))
        for words in (
            tr(
                "A PIN is quicker to type than your passphrase. It works on this laptop only, with"
                " a key in the laptop's keyring, and for 12 hours after you typed your passphrase."
            ),
            tr(
                "After 5 wrong PINs it is gone. Your passphrase always opens the store, and you"
                " sign off with it."
            ),
        ):
            column.addWidget(PlainLabel(words, self))
        self.state = PlainLabel("", self, style="strong")
        column.addWidget(self.state)
        self._buttons = QWidget(self)
        flow = FlowLayout(self._buttons)
        self.choose = Button("", self._buttons, identifier=f"{NAME}.choose")
        self.choose.clicked.connect(self._ask)
        self.remove = Button(tr("Take the PIN away"), self._buttons, identifier=f"{NAME}.remove")
        self.remove.clicked.connect(self._take_away)
        flow.addWidget(self.choose)
        flow.addWidget(self.remove)
        column.addWidget(self._buttons)
        self.form = QuickForm(self, self._pin.problem)
        self.form.chosen.connect(self._make)
        self.form.left.connect(self._put_away)
        self.form.hide()
        column.addWidget(self.form)
        self._show()

    def _show(self) -> None:
        there = self._pin.is_on
        self.state.setText(tr("Your PIN is on.") if there else tr("You have no PIN."))
        self.choose.set_words(tr("Choose another PIN") if there else tr("Choose a PIN"))
        self.remove.setVisible(there)

    def _ask(self) -> None:
        self._buttons.hide()
        self.form.ask()
        order_tabs(self._page)

    def _put_away(self) -> None:
        self.form.forget()
        self._show()
        self._buttons.show()
        order_tabs(self._page)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, passphrase: str, pin: str) -> None:
        self.form.set_busy(True)
        job = Job(self, self._pin.making(passphrase, pin))
        job.done.connect(self._enter)
        job.failed.connect(self._refused)
        job.start()

    def _enter(self, made: object) -> None:
        self.form.set_busy(False)
        try:
            self._pin.enter(made)  # type: ignore[arg-type]  # a signal carries any object
        except EolplanError as e:
            self._refused(e)
            return
        self._put_away()
        self._page.said.emit(tr("Your PIN is on. The locked screen asks for it now."), False)

    def _refused(self, error: Exception) -> None:
        self.form.set_busy(False)
        if isinstance(error, WrongPassphrase):
            self.form.refuse_passphrase(str(error))
        elif isinstance(error, EolplanError):
            self.form.tell(str(error))
        else:
            raise error

    def _take_away(self) -> None:
        """Take it away: it can be chosen again, so there is no undo."""
        try:
            self._pin.remove()
        except EolplanError as e:
            self._page.trouble.emit(e)
            return
        self._put_away()
        self._page.said.emit(tr("Your PIN is gone. Your passphrase opens the store."), False)
