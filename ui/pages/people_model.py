"""The list of people as a model: rows of the caseload, in the order the user chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from eolplan.caseload import CaseloadRow
from eolplan.words import N_, say, tr
from ui.pages.people_telling import Column, Telling

Index = QModelIndex | QPersistentModelIndex

_TITLES: Final = {
    Column.NAME: N_("Name"),
    Column.BORN: N_("Born"),
    Column.PLACE: N_("Where they want to be"),
    Column.TALKED: N_("Last talked"),
    Column.REVIEW: N_("Review"),
    Column.FLAGS: N_("Flags"),
}
_ENDS: Final = {
    Column.NAME: (N_("sorted by name, A first"), N_("sorted by name, Z first")),
    Column.BORN: (N_("sorted by age, oldest first"), N_("sorted by age, youngest first")),
    Column.PLACE: (N_("sorted by place, A first"), N_("sorted by place, Z first")),
    Column.TALKED: (
        N_("sorted by last talked, longest ago first"),
        N_("sorted by last talked, newest first"),
    ),
    Column.REVIEW: (
        N_("sorted by review, soonest first"),
        N_("sorted by review, latest first"),
    ),
    Column.FLAGS: (N_("sorted by flags, A first"), N_("sorted by flags, Z first")),
}


class PeopleModel(QAbstractTableModel):
    """Rows of the caseload, sorted; texts are made when a row comes into sight."""

    def __init__(self, parent: QWidget, telling: Telling) -> None:
        super().__init__(parent)
        self._rows: list[CaseloadRow] = []
        self._column, self._order = Column.NAME, Qt.SortOrder.AscendingOrder
        self._under_name = False
        self.telling = telling

    def show_rows(self, rows: Sequence[CaseloadRow]) -> None:
        """Show *rows*, given by name, in the order chosen."""
        self.beginResetModel()
        self._rows = self._sorted(list(rows))
        self.endResetModel()

    def row_at(self, index: Index) -> CaseloadRow:
        """Return the person of a row."""
        return self._rows[index.row()]

    def row_of(self, person: str) -> int:
        """Return the number of a person's row, or -1."""
        return next((k for k, row in enumerate(self._rows) if row.person == person), -1)

    def put_born_under_name(self, under: bool) -> None:
        """Show the date of birth as a second line of the name, or not."""
        if under != self._under_name:
            self._under_name = under
            self._changed()

    def be_discreet(self, discreet: bool) -> None:
        """Show initials and years, or everything."""
        self.telling.discreet = discreet
        self._changed()

    def order(self) -> tuple[Column, Qt.SortOrder]:
        """Return which column it is sorted by, and which way."""
        return self._column, self._order

    def sorted_words(self) -> str:
        """Return the order in words."""
        return tr(_ENDS[self._column][self._order != Qt.SortOrder.AscendingOrder])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self.layoutAboutToBeChanged.emit()
        self._column, self._order = Column(column), order
        self._rows = self._sorted(self._rows)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Return the number of people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what a cell shows or says."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.NAME:
            return self.telling.spoken(row)
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        text = self.telling.cell(row, column)
        if column is Column.NAME:
            under = self.telling.born_apart if self._under_name else self.telling.apart
            return "\n".join(filter(None, (text, under(row))))
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the title of a column; spoken with the order when it is sorted by."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        title = tr(_TITLES[Column(section)])
        if role == Qt.ItemDataRole.AccessibleTextRole and section == self._column:
            return say("{title}, {order}", title=title, order=self.sorted_words())
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return title if role in shown else None

    def _sorted(self, rows: list[CaseloadRow]) -> list[CaseloadRow]:
        """Sort by the chosen column; what is empty goes last, whichever way."""
        backwards = self._order != Qt.SortOrder.AscendingOrder
        if self._column is Column.NAME:
            by_name = sorted(rows, key=lambda row: row.name.casefold())
            return by_name[::-1] if backwards else by_name
        keyed = [(self._key(row), row) for row in rows]
        there = [pair for pair in keyed if pair[0]]
        there.sort(key=lambda pair: pair[0], reverse=backwards)
        return [row for _, row in there] + [row for key, row in keyed if not key]

    def _key(self, row: CaseloadRow) -> str:
        match self._column:
            case Column.BORN:
                return row.born
            case Column.TALKED:
                return row.last_talked
            case Column.REVIEW:
                return row.review_due
            case Column.FLAGS:
                return ", ".join(self.telling.flags(row)).casefold()
        return row.place_words.casefold()

    def _changed(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
