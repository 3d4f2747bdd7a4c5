"""A second look before something is done: it is read first, and no key that is held does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.commands import Command
from ui.pages.form import FormPage
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Heading, announce, read_first


class TwoLooksPage(FormPage):
    """A form, and in its place a second look before what it asks for is done.

    No key does it but the one on the button; Back leads to the form first. A subclass
    fills ``_fields`` and calls ``look_once_more``.

    Args:
        identifier: The ``page`` of ``page.control``.
        where: The place it was opened for.
        heading: What the page is about.
        onward: The words of the button that leads to the second look.
    """

    def __init__(self, identifier: str, where: Where, heading: str, *, onward: str) -> None:
        super().__init__(identifier, where, heading, onward=onward)
        self._second: QWidget | None = None
        self._form = QWidget(self)
        self._fields = space_out(QVBoxLayout(self._form), 16)
        self.column.addWidget(self._form)

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return Continue; Back leaves the second look first."""
        known = dict(super().commands())
        if self._second is not None:
            known |= {Command.CONTINUE: lambda: None, Command.BACK: self._to_form}
        return known

    def form_focus(self) -> QWidget | None:
        """Return what takes the focus when the form is come back to."""
        return self.first_focus()

    def look_once_more(self, second: QWidget, asks: Heading) -> None:
        """Put *second* in place of the form; *asks* is its heading, and is read first."""
        self._form.hide()
        self.bar.hide()
        self._second = second
        self.column.addWidget(second)
        self.commands_changed.emit()
        self.view.verticalScrollBar().setValue(0)
        read_first(asks)

    def _to_form(self) -> None:
        if self._second is not None:
            self._second.hide()
            self._second.deleteLater()
            self._second = None
        self._form.show()
        self.bar.show()
        self.commands_changed.emit()
        if (focus := self.form_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.title())
