"""The list of people as a table that opens on one press, and fits the room it is given."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from eolplan.words import tr
from ui.pages.people_header import SortHeader
from ui.pages.people_model import Index, PeopleModel
from ui.pages.people_telling import Column
from ui.theme import look
from ui.widgets import announce, identify

_WIDTHS: Final = {
    Column.NAME: 240,
    Column.BORN: 165,
    Column.PLACE: 205,
    Column.TALKED: 130,
    Column.REVIEW: 155,
    Column.FLAGS: 130,
}
"""Pixels at 100%; what is left over goes to the names and the places."""

_GOES_FIRST: Final = (Column.FLAGS, Column.TALKED, Column.BORN)
"""What a narrow window leaves out, in this order; Born then stands under the name."""


_NEW_LINE: Final = "\u2028"
"""What Qt makes of a new line in a cell."""


class _NameCell(QStyledItemDelegate):
    """A name with the day of birth under it: of the two, a long name is what is shortened."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the second line to what tells two people of one name apart."""
        super().initStyleOption(option, index)
        name, _, under = option.text.partition(_NEW_LINE)
        if under:
            room = option.rect.width() - look().px(16) - 8  # as the style sets cells
            short = option.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            option.text = f"{short}{_NEW_LINE}{under}"


class PeopleTable(QTableView):
    """One row a person: a press or Enter anywhere on it opens it.

    Signals:
        opened: carries the id of a person.
        ordered: the user sorted by another column.
    """

    opened = Signal(str)
    ordered = Signal()

    def __init__(self, model: PeopleModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._people = model
        self.setModel(model)
        identify(self, "people.table", tr("People"))
        self.setItemDelegateForColumn(Column.NAME, _NameCell(self))
        self._header = SortHeader(model, self)
        self.setHorizontalHeader(self._header)
        self._header.chosen.connect(self._sort)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # it would trap Tab
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._open)
        self._fit()

    def height_of(self, rows: int) -> int:
        """Return the height that shows the header and so many rows, none of them cut."""
        return self._header.sizeHint().height() + rows * look().size("target") + 2

    def rows_in(self, height: int) -> int:
        """Return how many whole rows fit into *height*."""
        return (height - self.height_of(0)) // look().size("target")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: type-ahead fights with screen readers, and Find is a key away."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move from row to row only; Home and End go to the first and the last."""
        moves = QAbstractItemView.CursorAction
        if action in (moves.MoveLeft, moves.MoveRight):
            return self.currentIndex()
        if action in (moves.MoveHome, moves.MoveEnd):
            last = self._people.rowCount() - 1
            return self._people.index(0 if action == moves.MoveHome else last, Column.NAME)
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(Column.NAME) if moved.isValid() else moved

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        if not self.currentIndex().isValid() and self._people.rowCount():
            self.setCurrentIndex(self._people.index(0, Column.NAME))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take new sizes when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def fit(self) -> None:
        """Give the columns their widths; some go when names are not shown."""
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._people.row_at(index).person)

    def _sort(self, section: int) -> None:
        column, order = self._people.order()
        down = column == section and order == Qt.SortOrder.AscendingOrder
        way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self._people.sort(section, way)
        self._header.viewport().update()
        announce(self, self._people.sorted_words())
        self.ordered.emit()

    def _fit(self) -> None:
        now, room = look(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(now.size("target"))
        self.setFont(now.font("table"))
        shown = list(Column)
        if self._people.telling.discreet:
            shown.remove(Column.PLACE)
        for column in _GOES_FIRST:
            if sum(now.px(_WIDTHS[c]) for c in shown) > room:
                shown.remove(column)
        self._people.put_born_under_name(Column.BORN not in shown)
        spare = max(room - sum(now.px(_WIDTHS[c]) for c in shown), 0)
        wide = [c for c in (Column.NAME, Column.PLACE) if c in shown]
        for column in Column:
            self.setColumnHidden(column, column not in shown)
            share = spare // len(wide) if column in wide else 0
            self.setColumnWidth(column, now.px(_WIDTHS[column]) + share)
