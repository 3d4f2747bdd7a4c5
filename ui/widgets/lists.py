"""Short lists that are typed: lines of text, and telephone numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import N_, say, tr
from ui.theme import set_state, space_out
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice, ChoiceGroup
from ui.widgets.labels import PlainLabel
from ui.widgets.layouts import BesideLayout, FlowLayout
from ui.widgets.naming import identify, spoken_as
from ui.widgets.order import order_tabs
from ui.widgets.texts import LineBox

_KINDS: Final = (
    ("mobile", N_("Mobile")),
    ("home", N_("Home")),
    ("work", N_("Work")),
    ("other", N_("Other number")),
)
_MESSAGES: Final = (("yes", N_("Yes")), ("no", N_("No")), ("not_known", N_("Not asked")))


class _Rows(QWidget):
    """What both lists share: rows that are added and removed by buttons.

    Signals:
        edited: the user changed something.
        left: the user has moved on from a box, or added or removed a row.
        removed: a row was removed, after ``left``; carries what was typed in it, never nothing.
    """

    edited = Signal()
    left = Signal()
    removed = Signal(str)

    def __init__(
        self, name: str, add: str, parent: QWidget | None, identifier: str, most: int
    ) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.Grouping)
        identify(self, identifier, name)
        self._name, self._most = name, most
        self._rows: list[QWidget] = []
        self._made = 0
        column = space_out(QVBoxLayout(self), 8)
        self._column = space_out(QVBoxLayout(), 8)
        column.addLayout(self._column)
        foot = QWidget(self)
        self.add_button = Button(
            add, foot, icon="plus", identifier=f"{identifier}.add",
            name=say("{add}. {name}", add=add, name=name),
        )  # fmt: skip
        FlowLayout(foot).addWidget(self.add_button)
        column.addWidget(foot)
        self.add_button.clicked.connect(self._add_and_go)

    def _new_row(self) -> QWidget:
        raise NotImplementedError

    def _row_box(self, row: QWidget) -> LineBox:
        raise NotImplementedError

    def _call(self, row: QWidget, number: int) -> None:
        raise NotImplementedError

    def _add(self) -> QWidget:
        self._made += 1
        row = self._new_row()
        self._rows.append(row)
        self._column.addWidget(row)
        self._order()
        return row

    def _add_and_go(self) -> None:
        self._row_box(self._add()).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _remove(self, row: QWidget) -> None:
        place, held = self._rows.index(row), self._row_box(row).text().strip()
        self._drop(row)
        if not self._rows:
            self._add()
        self._order()
        box = self._row_box(self._rows[min(place, len(self._rows) - 1)])
        box.setText(box.text())  # Ctrl+Z takes the removal back, not what was typed here before
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        self.left.emit()
        if held:
            self.removed.emit(held)

    def _drop(self, row: QWidget) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _fit(self, count: int) -> None:
        """Have exactly *count* rows, one at least."""
        while len(self._rows) > max(count, 1):
            self._drop(self._rows[-1])
        while len(self._rows) < max(count, 1):
            self._add()

    def _order(self) -> None:
        """Keep numbers and tab chain in order, and the Add button away when the list is full."""
        for number, row in enumerate(self._rows, 1):
            self._call(row, number)
        self.add_button.setVisible(len(self._rows) < self._most)
        order_tabs(self)


class LinesList(_Rows):
    """Lines of text, one box each.

    Args:
        name: What the lines are.
        parent: The widget it belongs to.
        add: The words of the button that adds one.
        identifier: ``page.control``.
        most: The most lines.
        letters: The most characters in a line.
    """

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        add: str = "",
        identifier: str = "lines",
        most: int = 20,
        letters: int = 200,
    ) -> None:
        self._letters = letters
        super().__init__(name, add or tr("Add a line"), parent, identifier, most)
        self._fit(1)

    def value(self) -> list[str]:
        """Return the lines that hold something."""
        typed = (self._row_box(row).text().strip() for row in self._rows)
        return [line for line in typed if line]

    def show_value(self, lines: Sequence[str]) -> None:
        """Show *lines* without emitting anything."""
        self._fit(len(lines))
        for row, line in zip(self._rows, [*lines, ""], strict=False):
            self._row_box(row).setText(line)

    def first(self) -> QWidget:
        """Return the first box."""
        return self._row_box(self._rows[0])

    def _new_row(self) -> QWidget:
        row, identifier = QWidget(self), f"{self.objectName()}.{self._made}"
        box = LineBox("", row, identifier=identifier, most=self._letters)
        box.textEdited.connect(self.edited)
        box.left.connect(self.left)
        remove = Button("", row, kind="quiet", icon="x", identifier=f"{identifier}.remove")
        remove.clicked.connect(lambda: self._remove(row))
        beside = BesideLayout(row, gap=8)
        beside.addWidget(box)
        beside.addWidget(remove)
        return row

    def _row_box(self, row: QWidget) -> LineBox:
        return row.findChildren(LineBox)[0]

    def _call(self, row: QWidget, number: int) -> None:
        spoken = say("{name}, line {number}", name=self._name, number=number)
        self._row_box(row).setAccessibleName(spoken)
        away = say("Remove line {number} of {name}", number=number, name=self._name)
        row.findChildren(Button)[0].setAccessibleName(away)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, what kind it is, and whether a message may be left."""

    number: str
    kind: str = ""
    message: str = ""


class _PhoneRow(QWidget):
    """One number with its kind and its rule about messages."""

    edited = Signal()
    left = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget, identifier: str) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.Grouping)
        column = space_out(QVBoxLayout(self), 8)
        first = QWidget(self)
        row = FlowLayout(first)
        self.box = LineBox("", first, identifier=f"{identifier}.number", letters=16, most=40)
        row.addWidget(self.box)
        self.remove = Button(
            tr("Remove"), first, kind="quiet", icon="x", identifier=f"{identifier}.remove"
        )
        row.addWidget(self.remove)
        column.addWidget(first)
        self.kind = self._choices(_KINDS, f"{identifier}.kind")
        column.addWidget(self.kind)
        asks = tr("All right to leave a message?")
        column.addWidget(PlainLabel(asks, self, style="small"))
        self.message = self._choices(_MESSAGES, f"{identifier}.message")
        column.addWidget(self.message)
        self.box.textEdited.connect(self.edited)
        self.box.left.connect(self.left)
        self.remove.clicked.connect(self.remove_wanted)

    def call(self, name: str, number: int) -> None:
        said = say("{name}, number {number}", name=name, number=number)
        for widget in (self, self.box):
            widget.setAccessibleName(said)
        away = say("Remove number {number} of {name}", number=number, name=name)
        self.remove.setAccessibleName(away)
        self.kind.setAccessibleName(say("{number}: what kind of number", number=said))
        asks = say("{number}: is it all right to leave a message?", number=said)
        self.message.setAccessibleName(asks)

    def _choices(self, options: Sequence[tuple[str, str]], identifier: str) -> ChoiceGroup:
        choices = [Choice(code, tr(words)) for code, words in options]
        made = ChoiceGroup("", choices, self, columns=0, identifier=identifier)
        made.changed.connect(self.edited)
        made.changed.connect(self.left)
        return made

    def phone(self) -> Phone:
        return Phone(self.box.text().strip(), self.kind.value(), self.message.value())

    def show_phone(self, phone: Phone) -> None:
        self.box.setText(phone.number)
        self.kind.show_values([phone.kind])
        self.message.show_values([phone.message])


class PhoneList(_Rows):
    """Telephone numbers in the order in which to try them.

    Args:
        name: Whose or what the numbers are.
        parent: The widget it belongs to.
        identifier: ``page.control``.
        most: The most numbers.
    """

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        identifier: str = "phones",
        most: int = 20,
    ) -> None:
        super().__init__(name, tr("Add another number"), parent, identifier, most)
        self._fit(1)

    def value(self) -> list[Phone]:
        """Return the rows that hold anything; one that has no number yet is kept to be mended."""
        phones = (row.phone() for row in self._phone_rows())
        return [phone for phone in phones if phone != Phone("")]

    def unfinished(self) -> list[LineBox]:
        """Return the boxes in which a number is not there, though more is known of it."""
        return [
            row.box
            for row in self._phone_rows()
            if not row.phone().number and row.phone() != Phone("")
        ]

    def complain(self, problem: bool) -> None:
        """Mark the boxes without their number, or take the marks away."""
        unfinished = self.unfinished() if problem else []
        for row in self._phone_rows():
            set_state(row.box, "error" if row.box in unfinished else "")

    def show_value(self, phones: Sequence[Phone]) -> None:
        """Show *phones* without emitting anything."""
        self._fit(len(phones))
        for row, phone in zip(self._phone_rows(), [*phones, Phone("")], strict=False):
            row.show_phone(phone)

    def first(self) -> QWidget:
        """Return the first box."""
        return self._row_box(self._rows[0])

    def _new_row(self) -> QWidget:
        row = _PhoneRow(self, f"{self.objectName()}.{self._made}")
        row.edited.connect(self.edited)
        row.left.connect(self.left)
        row.remove_wanted.connect(lambda: self._remove(row))
        return row

    def _phone_rows(self) -> list[_PhoneRow]:
        return [row for row in self._rows if isinstance(row, _PhoneRow)]

    def _row_box(self, row: QWidget) -> LineBox:
        return row.findChildren(LineBox)[0]

    def _call(self, row: QWidget, number: int) -> None:
        if isinstance(row, _PhoneRow):
            row.call(self._name, number)
