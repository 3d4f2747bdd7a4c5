"""A line for a secret: dots, a button that shows it, and a word about Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.words import tr
from ui.pages.caps_lock import caps_lock
from ui.pages.form import LineField, WideLine
from ui.widgets import (
    BesideLayout,
    FlowLayout,
    LineBox,
    StateTag,
    ToggleButton,
    announce,
    identify,
)

_DIGITS = 12
WIPED_AFTER_MS = 30_000
"""A typed secret is gone this long after the user turned to something else."""


class _SecretBox(WideLine):
    """Shows dots, is not learnt by keyboards, and forgets when left alone.

    Signals:
        caps_changed: Caps Lock is on now, or it is not.
    """

    caps_changed = Signal(bool)

    def __init__(
        self, name: str, parent: QWidget, identifier: str, *, digits: bool = False
    ) -> None:
        letters = _DIGITS if digits else 0
        super().__init__(name, parent, identifier=identifier, letters=letters, most=1_000)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        wanted = hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhHiddenText
        self.setInputMethodHints(wanted | hints.ImhDigitsOnly if digits else wanted)
        self._digits = digits
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(WIPED_AFTER_MS)
        self._away.timeout.connect(self.clear)
        self._caps = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep what is typed: the user is here."""
        super().focusInEvent(event)
        self._away.stop()
        self._tell_caps(caps_lock())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Begin to forget."""
        super().focusOutEvent(event)
        self._tell_caps(False)
        if self.text():
            self._away.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type it, and look at Caps Lock."""
        super().keyPressEvent(event)
        self._look_at_caps(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Look at Caps Lock: its own key has done its work by now."""
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_CapsLock:
            self._look_at_caps(event)

    def _look_at_caps(self, event: QKeyEvent) -> None:
        told = caps_lock(event)
        if told is None and self._caps and event.key() == Qt.Key.Key_CapsLock:
            told = False  # nobody can be asked; it was on, and its key was pressed
        self._tell_caps(told)

    def _tell_caps(self, on: bool | None) -> None:
        if not self._digits and on is not None and on is not self._caps:
            self._caps = on
            self.caps_changed.emit(on)


class SecretField(LineField):
    """A line for a passphrase, a code or a PIN, with a button that shows it.

    Args:
        label: What is asked.
        parent: The widget it belongs to.
        identifier: ``page.control`` of the box; the button is ``page.control.show``.
        hint: A small grey line under the label.
        name: The accessible name of the box.
        show: The accessible name of the button; empty for no button.
        digits: It is a PIN: a short line, and no word about Caps Lock.
    """

    def __init__(
        self,
        label: str,
        parent: QWidget,
        *,
        identifier: str,
        hint: str = "",
        name: str = "",
        show: str = "",
        digits: bool = False,
    ) -> None:
        self._show_name, self._digits = show, digits
        super().__init__(label, parent, identifier=identifier, hint=hint, name=name)
        self.caps = StateTag(tr("Caps Lock is on"), "attention", self)
        self.caps.hide()
        self._column.addWidget(self.caps)

    def text(self) -> str:
        """Return exactly what was typed: a blank may be part of a secret."""
        return self.box.text()

    def set_shown(self, shown: bool) -> None:
        """Show letters, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.box.setEchoMode(mode)

    def _make_box(self, name: str, identifier: str, letters: int, most: int) -> LineBox:
        del letters, most
        box = _SecretBox(name, self, identifier, digits=self._digits)
        box.caps_changed.connect(self._show_caps)
        return box

    def _place_box(self) -> None:
        if not self._show_name:
            super()._place_box()
            return
        outer = QWidget(self)
        row = QWidget(outer)
        FlowLayout(outer).addWidget(row)
        beside = BesideLayout(row, gap=8)
        self.show_button = ToggleButton(tr("Show"), row, mark="eye", name=self._show_name)
        identify(self.show_button, f"{self.box.objectName()}.show", self._show_name)
        self.show_button.toggled.connect(self.set_shown)
        beside.addWidget(self.box)
        beside.addWidget(self.show_button)
        self._column.addWidget(outer)

    def _show_caps(self, on: bool) -> None:
        self.caps.setVisible(on)
        if on:
            announce(self.box, tr("Caps Lock is on"))
