"""A date in three boxes, as precise as is known: a day, a month or a year."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.words import N_, say, tr
from ui.theme import set_state, space_out
from ui.widgets.labels import PlainLabel
from ui.widgets.layouts import FlowLayout
from ui.widgets.naming import identify, spoken_as
from ui.widgets.order import HandsOn
from ui.widgets.texts import LineBox

MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

_PARTS: Final = (("day", N_("Day"), 3), ("month", N_("Month"), 10), ("year", N_("Year"), 5))

_APART: Final = "\n"
"""Between what was typed in the three boxes: no box of one line can hold it."""


class DateBoxes(HandsOn):
    """Day, month and year; the month takes ``3``, ``mar`` or ``March``.

    Nothing jumps on by itself. Boxes left empty make the date less precise:
    year alone, or month and year.

    Args:
        name: What the date is, for screen readers: "Born".
        parent: The widget it belongs to.
        identifier: ``page.control``; a box is ``page.control.day``.

    Signals:
        edited: the user changed a box.
        left: the user has moved on from all three.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, identifier: str = "date"
    ) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.Grouping)
        identify(self, identifier, name)
        self._boxes: dict[str, LineBox] = {}
        row = FlowLayout(self, gap=12)
        for part, label, letters in _PARTS:
            row.addWidget(self._column(part, tr(label), letters, name))

    def value(self) -> str:
        """Return the ISO date as precise as it was given, or what was typed when it is none.

        Nothing typed gives the empty string. Text that is no date is never lost: it comes
        back with a line for each box, which ``show_value`` shows in the box it was typed in,
        and ``problem`` says what to mend.
        """
        day, month, year = self._typed()
        if not (day or month):  # a year, or words that stand in its place
            return f"{int(year):04}" if year and not self.problem() else year
        if self.problem():
            return _APART.join((day, month, year))
        parts = [f"{int(year):04}"]
        if month:
            parts.append(f"{_month(month):02}")
        if day:
            parts.append(f"{int(day):02}")
        return "-".join(parts)

    def show_value(self, iso: str) -> None:
        """Show what ``value`` gave, or nothing, without emitting anything."""
        for (part, _, _), text in zip(_PARTS, _shown(iso), strict=True):
            box = self._boxes[part]
            box.blockSignals(True)
            box.setText(text)
            box.blockSignals(False)

    def problem(self) -> str:
        """Return what is not a date about it, in words for the user; empty when all is well."""
        return self._to_mend()[1]

    def mend(self) -> LineBox:
        """Return the box that has to be mended; the day when none has."""
        return self._boxes[self._to_mend()[0]]

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        """Give the focus to the box that has to be mended; to the day when none has."""
        self.mend().setFocus(reason)

    def date(self) -> dt.date | None:
        """Return the date when all three parts are there and right, else None."""
        value = self.value()
        return None if value.count("-") < 2 or self.problem() else dt.date.fromisoformat(value)

    def complain(self, problem: bool) -> None:
        """Mark the boxes, or take the mark away."""
        for box in self._boxes.values():
            set_state(box, "error" if problem else "")

    def box(self, part: str) -> LineBox:
        """Return the box of ``day``, ``month`` or ``year``."""
        return self._boxes[part]

    def _to_mend(self) -> tuple[str, str]:
        """Return which box is wrong, and why; no reason when all is well."""
        day, month, year = self._typed()
        if not (day or month or year):
            return "day", ""
        if not (year.isdecimal() and len(year) == 4 and year[0] != "0"):
            return "year", tr("Enter a year in four digits, such as 1941")
        if month and not _month(month):
            return "month", tr("Enter a month as a number or a name, such as 3 or March")
        if day and not month:
            return "month", tr("Enter the month as well, or leave the day empty")
        if not day:
            return "day", ""
        last = calendar.monthrange(int(year), _month(month))[1]
        if not (day.isdecimal() and 1 <= int(day) <= last):
            return "day", say("Enter a day between 1 and {last}", last=last)
        return "day", ""

    def _typed(self) -> tuple[str, str, str]:
        day, month, year = (self._boxes[part].text().strip() for part, _, _ in _PARTS)
        return day, month, year

    def _column(self, part: str, label: str, letters: int, name: str) -> QWidget:
        holder = QWidget(self)
        spoken = say("{name}, {part}", name=name, part=label.lower())
        box = LineBox(
            spoken, holder, identifier=f"{self.objectName()}.{part}", letters=letters, most=20
        )
        box.textEdited.connect(self.edited)
        box.left.connect(self._left)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(label, holder, style="small"))
        column.addWidget(box)
        self._boxes[part] = box
        return holder

    def _left(self) -> None:
        if not any(box.hasFocus() for box in self._boxes.values()):
            self.left.emit()


def _shown(value: str) -> tuple[str, str, str]:
    """Return what ``DateBoxes.value`` gave, box by box: day, month, year."""
    if value.count(_APART) == 2:
        day, month, year = value.split(_APART)
        return day, month, year
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return "", "", value
    year, month, day = [*parts, "", ""][:3]
    named = tr(MONTHS[int(month) - 1]) if month and 1 <= int(month) <= 12 else month
    return str(int(day)) if day else "", named, year


def _month(text: str) -> int:
    """Return 1 to 12 for a number, a name or the first three letters of one; 0 when it is none."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    wanted = text.casefold().rstrip(".")
    if len(wanted) < 3:
        return 0
    found = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if tr(name).casefold().startswith(wanted) or name.casefold().startswith(wanted)
    ]
    return found[0] if len(found) == 1 else 0
