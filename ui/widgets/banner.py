"""Whose plan this is: the person banner, in the form of the clinical user interface guides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QBrush, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eolplan.words import N_, tr
from ui.theme import look, space_out
from ui.widgets.buttons import Button
from ui.widgets.frames import RegionFrame, StateTag
from ui.widgets.labels import PlainLabel, lay_out
from ui.widgets.layouts import BesideLayout, FlowLayout
from ui.widgets.naming import identify, spoken_as

PRACTICE: Final = N_("Practice. Made-up people only.")
_LINES: Final = 2
"""In more lines than this no name is set, if it can be helped."""
_TITLE: Final = re.compile(r" \([^()]*\)$")
_ANY_WIDTH: Final = 16_777_215  # QWIDGETSIZE_MAX
_EDGE: Final = 8
"""What is free on the left and on the right, px at 100%."""
_MOST_APART: Final = 0.24
"""As high it may be with what tells somebody from a namesake; the other bars need the rest."""
_MOST: Final = 0.18
"""A banner higher than this share of the window shows the name alone until asked."""


@dataclass(frozen=True, slots=True)
class BannerFacts:
    """What the banner says; every text is complete, unknown ones in words.

    Attributes:
        name: ``PRYCE, Gwen (Mrs)``.
        facts: Such as ``Born 4 March 1941 (84)``, ``NHS no. 999 123 4567``.
        tags: Communication needs, in words.
        warning: Such as "Another Gwen Pryce is in your list. Check the date of birth." It stays
            in sight with the facts that tell one from the other where there is room for them;
            where there is none, More says that there is somebody of the same name.
        died: True greys the ground; the fact itself is one of ``facts``.
        practice: The person is made up; this is said however little room there is.
    """

    name: str
    facts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    warning: str = ""
    died: bool = False
    practice: bool = False


class PersonBanner(RegionFrame):
    """Name, born, number and needs, with the way back and a few buttons.

    Args:
        parent: The widget it belongs to.
        identifier: ``page.banner``.

    Signals:
        back_wanted: the way back to People was pressed.
    """

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, identifier: str = "banner") -> None:
        super().__init__(tr("Person"), parent, fill="surface", identifier=identifier)
        self._told: BannerFacts | None = None
        self._facts: list[QWidget] = []
        self._apart: tuple[QWidget, ...] = ()
        self._warning: StateTag | None = None
        self._short: list[Button] = []
        self._open, self._whole, self._name_style = False, "", "strong"
        self._row = space_out(BesideLayout(self), 12, (_EDGE, 4, _EDGE, 4))
        self._words, self._buttons = QWidget(self), QWidget(self)
        self._flow = space_out(FlowLayout(self._words, gap=12), 12)
        self._tools = space_out(FlowLayout(self._buttons), 8)
        self._row.addWidget(self._words)
        self._row.addWidget(self._buttons)
        self.back = Button(tr("People"), self._words, kind="quiet", icon="arrow-left")
        identify(self.back, f"{identifier}.back", tr("Back to People"))
        self.back.clicked.connect(self.back_wanted)
        self._name = PlainLabel("", self._words, style="strong")
        self._more = Button(tr("More"), self._buttons, kind="quiet", icon="info")
        identify(self._more, f"{identifier}.more", tr("More about this person"))
        self._more.clicked.connect(self._show_more)
        self._short.append(self.back)
        for widget in (self.back, self._name):
            self._flow.addWidget(widget)
        self._tools.addWidget(self._more)
        self._more.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # no more is asked of the window than of a short name
        self.setSizePolicy(policy)

    def show_person(self, facts: BannerFacts) -> None:
        """Show another person, or the same one changed."""
        if facts == self._told and not self._open:  # from page to page it is the same, mostly
            return
        self._told = facts
        for widget in self._facts:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._whole = facts.name
        self._name.setText(facts.name)
        marks = (tr(PRACTICE),) if facts.practice else ()
        said = (facts.name, *marks, *facts.facts, *facts.tags, facts.warning)
        self.setAccessibleDescription(" ".join(filter(None, said)))
        self.set_ground("surface2" if facts.died else "surface")
        self._facts = [
            PlainLabel(fact, self._words, style="small", colour="text2") for fact in facts.facts
        ]
        self._facts += [
            StateTag(tag, "info", self._words, icon="message-circle") for tag in facts.tags
        ]
        self._apart, self._warning = tuple(self._facts[: len(facts.facts)]), None
        if facts.warning:
            self._warning = StateTag(facts.warning, "attention", self._words)
            self._facts.append(self._warning)
        for widget in self._facts:
            self._flow.addWidget(widget)
        self._open = False
        self._weigh()

    def add_tool(self, button: Button) -> None:
        """Add a button at the far side; it keeps only its icon where the banner is compact."""
        self._short.append(button)
        self._tools.addWidget(button)
        self._weigh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the facts where there is room for them."""
        super().resizeEvent(event)
        self._weigh()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window: a lower one has less room for facts."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._weigh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Weigh again when the window changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._weigh()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Find room again when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._weigh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line under it."""
        super().paintEvent(event)
        painter, line = QPainter(self), look().size("decor_border")
        painter.fillRect(0, self.height() - line, self.width(), line, look().colour("border"))
        painter.end()

    def _show_more(self) -> None:
        self._open = not self._open
        self._more.set_words(tr("Less") if self._open else tr("More"))
        self._weigh()

    def _weigh(self) -> None:
        """Keep the facts behind More where they would make the banner too high.

        The window's width counts, which the banner fills: before the first layout its
        own is not right yet. What is shown now must not count, or the answer would
        change it back.
        """
        compact = self._full_height() > _MOST * self.window().height()
        for button in self._short:
            button.set_short(compact)
        self._more.setVisible(compact and bool(self._facts))
        self._fit_name(compact)
        if not compact or self._open:
            self._show_facts(self._facts)
        else:
            self._show_what_fits()

    def _show_what_fits(self) -> None:
        """Of somebody who has a namesake, show as much of what tells them apart as there is room.

        What does not fit stands behind More, which then says why to look there.
        """
        warning, apart = self._warning, self._apart
        shown: tuple[QWidget, ...] = ()
        if warning is not None:
            ways = ((*apart, warning), (*apart[:1], warning), (warning,), apart[:1])
            most = _MOST_APART * self.window().height()
            shown = next((kept for kept in ways if self._height_with(kept) <= most), ())
        self._show_facts(shown)
        hidden = warning is not None and warning not in shown
        self._more.set_words(tr("Same name") if hidden else tr("More"))

    def _show_facts(self, shown: Collection[QWidget]) -> None:
        for widget in self._facts:
            widget.setVisible(widget in shown)

    def _height_with(self, shown: Iterable[QWidget]) -> int:
        """Return how high the compact banner is with some facts, whatever it shows now."""
        now, room = look(), self._room_for_name()
        sizes: list[QSize] = []
        for widget in (self._name, *shown):
            wide = min(widget.sizeHint().width(), room)
            high = widget.heightForWidth(wide) if widget.hasHeightForWidth() else 0
            sizes.append(QSize(wide, max(high, now.size("target") if not sizes else 0,
                                         widget.minimumSizeHint().height())))  # fmt: skip
        return _packed(sizes, room)

    def _fit_name(self, compact: bool) -> None:
        """Put the name between the way back and the tools.

        A long one is set in smaller letters, and where that is not enough, close and
        without the title: family name and given names always stand there whole.
        """
        room, words, style = _ANY_WIDTH, self._whole, "strong"
        self._more.set_short(False)
        if compact:
            room = self._room_for_name()
            if self._lines(words, style, room) > _LINES:
                style = "small"
                self._more.set_short(True)
                room = self._room_for_name()
            if self._lines(words, style, room) > _LINES:
                words, style = _TITLE.sub("", words), "tight"
        self._name.setMaximumWidth(room)
        if words != self._name.text():
            self._name.setText(words)
        if style != self._name_style:
            self._name_style = style
            self._name.set_style(style, "text")

    @staticmethod
    def _lines(words: str, style: str, room: int) -> int:
        """Return in how many lines *words* are set."""
        line = look().line(style)
        return lay_out(words, look().font(style), line, room).height // line

    def _room_for_name(self) -> int:
        """Return the width between the way back and the tools of a compact banner."""
        now = look()
        tools = [b for b in (*self._short, self._more) if b is not self.back]
        room = self.window().width() - 2 * now.px(_EDGE) - 2 * now.px(12)
        room -= self.back.sizeHint().width()
        room -= sum(b.sizeHint().width() for b in tools) + now.px(8) * (len(tools) - 1)
        return max(room, now.px(180))

    def _full_height(self) -> int:
        """Return how high the banner would be with every fact and every word."""
        now = look()
        tools = sum(b.full_width() + now.space("gap") for b in self._short if b is not self.back)
        room = self.window().width() - 2 * now.px(_EDGE) - tools
        sizes = [QSize(self.back.full_width(), now.size("target"))]
        sizes += [widget.sizeHint() for widget in (self._name, *self._facts)]
        return _packed(sizes, room)


def _packed(sizes: Iterable[QSize], room: int) -> int:
    """Return the height of a banner in which things stand beside each other while there is room."""
    now, x, lines = look(), 0, [0]
    for size in sizes:
        if x and x + size.width() > room:
            x = 0
            lines.append(0)
        lines[-1] = max(lines[-1], size.height())
        x += size.width() + now.px(12)
    return sum(lines) + (len(lines) - 1) * now.space("gap") + 2 * now.px(4)


class PracticeStrip(QWidget):
    """A striped line under the banner of somebody who is made up, however little room there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spoken_as(self, QAccessible.Role.StaticText)
        identify(self, "practice", tr(PRACTICE))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of one small line."""
        return QSize(look().px(120), look().line("small") + look().px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw stripes over the whole width, and the words on a ground of their own."""
        del event
        now, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), now.colour("surface2"))
        stripes = QBrush(now.colour("attention"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(self.rect(), stripes)
        painter.setFont(now.font("small"))
        words = f"  {tr(PRACTICE)}  "
        box = self.rect().adjusted(now.px(16), 0, 0, 0)
        box.setWidth(painter.fontMetrics().horizontalAdvance(words))
        painter.fillRect(box, now.colour("surface2"))
        painter.setPen(now.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
