"""The titles above the list of people: they sort it, by a press and by key as well."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPolygon
from PySide6.QtWidgets import QHeaderView, QWidget

from eolplan.words import tr
from ui.pages.people_model import PeopleModel
from ui.pages.people_telling import Column
from ui.theme import look
from ui.widgets import announce, identify, spoken_as


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
