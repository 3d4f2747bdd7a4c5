"""The locked screen: who it is, and a passphrase or a PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.vault.pin import is_digits
from eolplan.words import tr
from ui.pages.code import who
from ui.pages.form import FormPage, Problems, look_tools
from ui.pages.practise import known_passphrase
from ui.pages.secret import SecretField
from ui.pages.waiting import Wait, Waiting, no_wait
from ui.pages.where import Where
from ui.widgets import Button, FlowLayout, PlainLabel, announce, order_tabs

if TYPE_CHECKING:
    from eolplan.vault import Label

Stands = Callable[[str | None], str | None]
"""Tells of a slot (None: the only one) why its owner may not use a PIN: empty words when there
never was one to speak of; None: they may."""


def no_pin(slot: str | None) -> str | None:
    """Return that nobody has a PIN."""
    del slot
    return ""


class UnlockPage(FormPage):
    """One passphrase or one PIN, and who it is only where there is more than one.

    Whatever happens to a PIN, the line for the passphrase is one press away, and it
    is there by itself when the PIN cannot be used.

    Args:
        users: The slots, as their owners chose to be shown.
        practice: Everybody in the store is made up: its passphrase is no secret.
        pins: Tells who may use a PIN.
        wait: Tells how long to wait before the next try.

    Signals:
        typed: try this passphrase; carries it.
        pin_typed: try this PIN; carries it.
        forgotten: the way in with the recovery code is wanted.
        left: another store is wanted than this one of made-up people.
        practice: made-up people are wanted.
    """

    typed = Signal(str)
    pin_typed = Signal(str)
    forgotten = Signal()
    left = Signal()
    practice = Signal()

    def __init__(
        self,
        users: Sequence[Label],
        *,
        practice: bool = False,
        pins: Stands = no_pin,
        wait: Wait = no_wait,
    ) -> None:
        super().__init__("unlock", Where("unlock"), tr("eolplan is locked"), onward=tr("Unlock"))
        self._pins, self._busy, self._by_pin = pins, False, False
        self.column.insertWidget(0, look_tools(self))
        if practice:
            self.column.addWidget(PlainLabel(known_passphrase(), self))
        self.user = who(users, self)
        self._why = PlainLabel("", self)
        self.column.addWidget(self._why)
        self.secret = SecretField(
            tr("Passphrase"), self, identifier="unlock.passphrase", show=tr("Show passphrase")
        )
        self.pin = SecretField(
            tr("PIN"), self, identifier="unlock.pin", show=tr("Show PIN"), digits=True
        )
        self.column.addWidget(self.secret)
        self.column.addWidget(self.pin)
        self._waiting = Waiting(self, wait)
        self.column.addWidget(self._waiting)
        self._add_ways(practice)
        if self.user is not None:
            self.user.changed.connect(self._greet)
        self._greet()
        self._waiting.due()

    def _add_ways(self, practice: bool) -> None:
        """Add Unlock under the passphrase, where the eye is, and what else can be done here."""
        flow = FlowLayout(row := QWidget(self), gap=12)
        flow.addWidget(self.onward)
        self.bar.hide()
        self._other = Button("", row, kind="link", identifier="unlock.other")
        self._other.clicked.connect(self._change_way)
        flow.addWidget(self._other)
        for words, name, wanted in self._ways(practice):
            link = Button(words, row, kind="link", identifier=f"unlock.{name}")
            link.clicked.connect(wanted)
            flow.addWidget(link)
        self.column.addWidget(row)

    def _ways(self, practice: bool) -> tuple[tuple[str, str, SignalInstance], ...]:
        """Return what else can be done here: words, name, and what it emits."""
        if practice:
            return ((tr("Leave practice"), "leave", self.left),)
        return (
            (tr("I have forgotten my passphrase"), "forgotten", self.forgotten),
            (tr("Look around with made-up people"), "practice", self.practice),
        )

    def first_focus(self) -> QWidget:
        """Return the line for the secret, or who it is when there is more than one."""
        return self.user.first() if self.user is not None else self._line().box

    def slot(self) -> str | None:
        """Return which slot to try; None when there is only one."""
        return (self.user.value() or None) if self.user is not None else None

    # -- passphrase or PIN -------------------------------------------------

    def _greet(self) -> None:
        """Ask whoever it is for their PIN, where they may use it."""
        known = self.user is None or bool(self.user.value())
        away = self._pins(self.slot()) if known else ""
        self._show_way(by_pin=away is None, other=away is None)
        self._tell_why(away or "")

    def _change_way(self) -> None:
        """Ask for the other secret: the link that was pressed names it."""
        self._show_way(by_pin=not self._by_pin, other=True)
        self._line().box.setFocus()

    def _show_way(self, *, by_pin: bool, other: bool) -> None:
        self._by_pin = by_pin
        for line in (self.secret, self.pin):
            line.complain("")
            if line is not self._line():
                line.box.clear()
            line.setVisible(line is self._line())
        self._other.set_words(
            tr("Use my passphrase instead") if by_pin else tr("Use my PIN instead")
        )
        self._other.setVisible(other)
        order_tabs(self)

    def _line(self) -> SecretField:
        return self.pin if self._by_pin else self.secret

    def _tell_why(self, words: str) -> None:
        self._why.setText(words)
        self._why.setVisible(bool(words))

    # -- trying ------------------------------------------------------------

    def check(self) -> Problems:
        """Say what is to be filled in."""
        found: list[tuple[str, QWidget]] = []
        if self.user is not None and not self.user.value():
            found.append((tr("Choose who you are"), self.user))
        if self._by_pin and not self.pin.text():
            found.append((tr("Enter your PIN"), self.pin))
        elif self._by_pin and not is_digits(self.pin.text()):
            found.append((tr("A PIN has only digits."), self.pin))
        elif not self._line().text():
            found.append((tr("Enter your passphrase"), self.secret))
        return found

    def submit(self) -> None:
        """Try it, unless one is being tried or it is too soon."""
        if self._busy or self._waiting.due():
            return
        (self.pin_typed if self._by_pin else self.typed).emit(self._line().text())

    def entered(self, line: QLineEdit) -> None:
        """Try it: Enter was pressed after the secret."""
        del line
        self.go_on()

    def set_busy(self, busy: bool) -> None:
        """Say that the slow part is running, or that it is over."""
        self._busy = busy
        words = tr("This can take a second or two on purpose. It protects the plans.")
        self._waiting.tell(words if busy else "")
        self.onward.set_words(tr("Opening...") if busy else tr("Unlock"))
        if busy:
            announce(self, words)

    def refuse(self, words: str) -> None:
        """Say that it did not open; what was typed stays, selected, to be typed over."""
        line = self._line()
        line.complain(words)
        announce(self, words)
        line.box.setFocus()
        line.box.selectAll()
        self._waiting.due()

    def fall_back(self, words: str) -> None:
        """Say why the PIN does not open the store, and ask for the passphrase."""
        self._show_way(by_pin=False, other=self._pins(self.slot()) is None)
        self._tell_why(words)
        announce(self, words)
        self.secret.box.setFocus()
        self._waiting.due()
