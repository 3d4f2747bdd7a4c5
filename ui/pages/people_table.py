"""The list of people as a table: a model over rows, a view that opens on one press, a header
that sorts by key as well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPolygon,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScroller,
    QTableView,
    QWidget,
)

from eolplan.caseload import SOON, CaseloadRow
from eolplan.words import N_, partial_date, say, short_date, tr
from ui.theme import look
from ui.widgets import announce, identify, spoken_as

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in order."""

    NAME = 0
    BORN = 1
    PLACE = 2
    TALKED = 3
    REVIEW = 4
    FLAGS = 5


_TITLES: Final = {
    Column.NAME: N_("Name"),
    Column.BORN: N_("Born"),
    Column.PLACE: N_("Where they want to be"),
    Column.TALKED: N_("Last talked"),
    Column.REVIEW: N_("Review"),
    Column.FLAGS: N_("Flags"),
}
_WIDTHS: Final = {
    Column.NAME: 240,
    Column.BORN: 165,
    Column.PLACE: 230,
    Column.TALKED: 130,
    Column.REVIEW: 130,
    Column.FLAGS: 130,
}
"""Pixels at 100%; what is left over goes to the names and the places."""

_GOES_FIRST: Final = (Column.FLAGS, Column.TALKED, Column.BORN)
"""What a narrow window leaves out, in this order; Born then stands under the name."""

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


class Telling:
    """What the list says about one person, in one place for eyes and for ears.

    Args:
        today: The local day.
        discreet: Initials and year of birth instead of names, dates and wishes.
    """

    def __init__(self, today: dt.date, *, discreet: bool = False) -> None:
        self.today = today
        self.discreet = discreet

    def name(self, row: CaseloadRow) -> str:
        """Return the name as the list shows it."""
        if not self.discreet:
            return row.name or tr("No name yet")
        return " ".join(part[:1].upper() for part in (row.given, row.family) if part) or "-"

    def born(self, row: CaseloadRow) -> str:
        """Return the date of birth with the age."""
        if self.discreet:
            return row.born[:4]
        if not row.born:
            return tr("Not known")
        day = _day(row.born)
        if day is None:
            return partial_date(row.born)
        before = (self.today.month, self.today.day) < (day.month, day.day)
        age = self.today.year - day.year - before
        return say("{date} ({age})", date=short_date(day), age=age)

    def place(self, row: CaseloadRow) -> str:
        """Return where they want to be."""
        return "" if self.discreet else row.place_words or tr("Not talked about yet")

    def talked(self, row: CaseloadRow) -> str:
        """Return when somebody last talked with them."""
        day = _day(row.last_talked)
        return short_date(day) if day else ""

    def review(self, row: CaseloadRow) -> str:
        """Return when the plan is to be looked at again."""
        day = _day(row.review_due)
        if day is None:
            return ""
        if day <= self.today + SOON:
            return say("Due {date}", date=short_date(day))
        return short_date(day)

    def flags(self, row: CaseloadRow) -> list[str]:
        """Return what else is worth a look."""
        known = (
            (row.practice, tr("Practice person")),
            (row.conflict, tr("Two records differ")),
            (row.changing, tr("Changing")),
            (row.come_back, tr("Come back to")),
            (not row.last_talked, tr("First talk")),
        )
        return [words for there, words in known if there]

    def cell(self, row: CaseloadRow, column: Column) -> str:
        """Return the text of one cell."""
        match column:
            case Column.NAME:
                return self.name(row)
            case Column.BORN:
                return self.born(row)
            case Column.PLACE:
                return self.place(row)
            case Column.TALKED:
                return self.talked(row)
            case Column.REVIEW:
                return self.review(row)
            case Column.FLAGS:
                return ", ".join(self.flags(row))

    def spoken(self, row: CaseloadRow) -> str:
        """Return the whole row as one sentence for a screen reader."""
        parts = [self.name(row)]
        born = self.born(row) if self.discreet else partial_date(row.born)
        if born:
            parts.append(say("born {date}", date=born))
        if place := self.place(row):
            parts.append(say("place: {place}", place=place))
        if talked := _day(row.last_talked):
            parts.append(say("last talked {date}", date=partial_date(talked.isoformat())))
        if review := _day(row.review_due):
            parts.append(say("review due {date}", date=partial_date(review.isoformat())))
        return ", ".join([*parts, *(flag.lower() for flag in self.flags(row))])


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
        if column is Column.NAME and self._under_name:
            return f"{text}\n{self.telling.born(row)}"
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


class SortHeader(QHeaderView):
    """Column titles: press one, or go to it with the arrows and press Enter, to sort by it.

    Signals:
        chosen: carries the number of a column.
    """

    chosen = Signal(int)

    def __init__(self, model: PeopleModel, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        spoken_as(self, QAccessible.Role.ToolBar)
        identify(self, "people.order", tr("Sort the list: arrows choose a column, Enter sorts"))
        self._people, self._here = model, int(Column.NAME)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sectionClicked.connect(self.chosen)

    def sizeHint(self) -> QSize:
        """Return a height that a finger finds."""
        return QSize(super().sizeHint().width(), look().size("target"))

    def focus_rect(self) -> QRect:
        """Return the column title that has the focus."""
        left = self.sectionViewportPosition(self._here)
        return QRect(left, 0, self.sectionSize(self._here), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, sort with Enter or Space."""
        forward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.isRightToLeft():
            forward, back = back, forward
        if event.key() in (forward, back):
            self._move(1 if event.key() == forward else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._here)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the focus is."""
        super().focusInEvent(event)
        if self.isSectionHidden(self._here):
            self._here = int(Column.NAME)
        self._tell()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a title, and a small triangle where the list is sorted by it."""
        now = look()
        painter.save()
        painter.fillRect(rect, now.colour("surface2"))
        line = now.size("control_border")
        edge = QRect(rect.left(), rect.bottom() - line + 1, rect.width(), line)
        painter.fillRect(edge, now.colour("border_control"))
        font = now.font("table")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(now.colour("text"))
        inner = rect.adjusted(now.px(8) + 3, 0, -now.px(8), -line)  # as the style sets cells
        title = str(self._people.headerData(section, Qt.Orientation.Horizontal))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, flags | Qt.TextFlag.TextWordWrap, title)
        self._draw_order(painter, inner, section)
        painter.restore()

    def _draw_order(self, painter: QPainter, inner: QRect, section: int) -> None:
        column, order = self._people.order()
        if column != section:
            return
        half, high = look().px(5), look().px(7)
        x = inner.left() + half if self.isRightToLeft() else inner.right() - half
        top = inner.center().y() - high // 2
        base, tip = top + high, top
        if order != Qt.SortOrder.AscendingOrder:
            base, tip = tip, base
        painter.setBrush(look().colour("text"))
        painter.setPen(Qt.PenStyle.NoPen)
        corners = [QPoint(x - half, base), QPoint(x + half, base), QPoint(x, tip)]
        painter.drawPolygon(QPolygon(corners))

    def _move(self, step: int) -> None:
        seen = [k for k in range(self.count()) if not self.isSectionHidden(k)]
        place = seen.index(self._here) + step
        if 0 <= place < len(seen):
            self._here = seen[place]
            self._tell()
            self.clearFocus()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        header = self._people.headerData(
            self._here, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
        )
        announce(self, str(header))


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None
