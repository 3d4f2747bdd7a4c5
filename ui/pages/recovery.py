"""Shows a recovery code once, lets it be printed or written down, and asks two groups back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from eolplan.vault import recovery
from eolplan.vault.recovery import UNKEPT as UNKEPT
from eolplan.words import say, tr
from ui.pages.form import FormPage, LineField, Problems, look_tools
from ui.pages.where import Where
from ui.theme import FAMILY, space_out
from ui.widgets import Button, Card, CardGrid, FlowLayout, Heading, PlainLabel, announce

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from eolplan.desk import Desk

_ASKED: Final = 2


class RecoveryPage(FormPage):
    """The code in eight groups, and two of them to type back.

    Args:
        code: The code, ``PK5KF-9K6XH-...``.
        step: Where in a series it stands, in words; may be empty.
        where: The place it was opened for.

    Signals:
        kept: two groups were typed back right.
        postponed: "Remind me" was pressed.
    """

    kept = Signal()
    postponed = Signal()

    def __init__(self, code: str, *, step: str, where: Where) -> None:
        super().__init__("recovery", where, tr("Your recovery code"), step=step)
        self._groups = recovery.groups_of(code)
        if where.page == "recovery-first":  # nobody is signed in: no bar stands above it
            self.column.insertWidget(0, look_tools(self))
        chosen = secrets.SystemRandom().sample(range(len(self._groups)), _ASKED)
        self._asked = sorted(chosen)
        self.column.addWidget(
            PlainLabel(
                tr(
                    "If you forget your passphrase, this code opens the store."
                    " Print it or write it down now, and lock it away from this laptop."
                ),
                self,
            )
        )
        self.column.addWidget(self._code_card())
        self.column.addWidget(self._print_row())
        self.column.addWidget(Heading(tr("Check your copy"), self, style="h2"))
        self.column.addWidget(
            PlainLabel(tr("Type these two groups from the paper, not from the screen."), self)
        )
        row = QWidget(self)
        flow = space_out(FlowLayout(row, gap=24, top=True))
        self.lines = [self._line(row, group) for group in self._asked]
        for line in self.lines:
            flow.addWidget(line)
        self.column.addWidget(row)
        remind = Button(tr("Remind me"), identifier="recovery.later")
        remind.clicked.connect(self.postponed)
        self.add_action(remind)

    def first_focus(self) -> QWidget:
        """Return the way to paper: the first thing to do."""
        return self.print_button

    def check(self) -> Problems:
        """Say which group is different from the code."""
        return [
            (
                say("Group {number} is different. Look at the paper again.", number=group + 1),
                line,
            )
            for group, line in zip(self._asked, self.lines, strict=True)
            if not recovery.same_group(line.text(), self._groups[group])
        ]

    def submit(self) -> None:
        """Say that the code is kept."""
        self.kept.emit()

    def _line(self, row: QWidget, group: int) -> LineField:
        label = say("Group {number}", number=group + 1)
        return LineField(label, row, identifier=f"recovery.group{group + 1}", letters=8, most=12)

    def _code_card(self) -> QWidget:
        card = Card(parent=self)
        grid_holder = QWidget(card)
        grid = CardGrid(grid_holder, columns=4)
        for number, group in enumerate(self._groups, start=1):
            cell = PlainLabel(
                say("{number}.  {group}", number=number, group=group), grid_holder, style="h2"
            )
            cell.setAccessibleName(
                say("Group {number}: {letters}", number=number, letters=" ".join(group))
            )
            grid.addWidget(cell)
        card.column.addWidget(grid_holder)
        return card

    def _print_row(self) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, gap=12)
        self.print_button = Button(tr("Print it"), row, icon="printer", identifier="recovery.print")
        self.print_button.clicked.connect(self._print)
        self._note = PlainLabel("", row, colour="text2")
        flow.addWidget(self.print_button)
        flow.addWidget(self._note)
        return row

    def _print(self) -> None:
        """Print straight to a printer; a file would be one more copy to look after."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._tell(tr("No printer is set up on this laptop. Write the code down instead."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.accepted.connect(lambda: self._draw_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _draw_on(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        draw_sheet(painter, printer.pageRect(printer.Unit.DevicePixel), self._groups)
        painter.end()
        self._tell(tr("Sent to the printer."))

    def _tell(self, words: str) -> None:
        self._note.setText(words)
        announce(self, words)


def recovery_again(desk: Desk, where: Where) -> RecoveryPage:
    """Return the page for a code that was to be written down later."""
    store = desk.session.store
    page = RecoveryPage(str(store.setting(UNKEPT) or ""), step="", where=where)

    def kept() -> None:
        store.put_setting(UNKEPT, None, at=desk.now())
        page.wanted.emit(Where("people"))

    page.kept.connect(kept)
    page.postponed.connect(lambda: page.wanted.emit(Where("people")))
    return page


def draw_sheet(painter: QPainter, page: QRectF, groups: list[str]) -> None:
    """Draw the sheet that goes into the safe: what it is, and the code in two rows of four.

    Args:
        painter: Paints on a page.
        page: The printable part of it, in the painter's units.
        groups: The eight groups of the code.
    """
    unit = page.width() / 100
    place = QRectF(unit * 5, unit * 6, unit * 90, unit * 7)
    lines = (
        (4.0, QFont.Weight.Bold, tr("eolplan recovery code")),
        (2.2, QFont.Weight.Normal, tr("It opens the store when the passphrase is forgotten.")),
        (2.2, QFont.Weight.Normal, tr("Lock it away from the laptop. Anyone who has both can read "
                                      "every plan.")),
        (4.0, QFont.Weight.Bold, "   ".join(_numbered(groups[:4], 1))),
        (4.0, QFont.Weight.Bold, "   ".join(_numbered(groups[4:], 5))),
        (2.2, QFont.Weight.Normal, tr("Laptop, team and date (write them here):")),
    )  # fmt: skip
    for size, weight, text in lines:
        font = QFont(FAMILY)
        font.setWeight(weight)
        font.setPixelSize(max(round(unit * size * 0.72), 1))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, text)
        place.translate(0, unit * 8)


def _numbered(groups: list[str], first: int) -> list[str]:
    return [f"{number}. {group}" for number, group in enumerate(groups, start=first)]
