"""A step of a ready-made path that is a page of its own: something for staff to do or to choose."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eolplan.conversation import Followed, NotWritten, Stop, gone_through, stop_after
from eolplan.desk import Desk
from eolplan.desk.handed import COPIES, copies_out
from eolplan.guide import PathStep, fill
from eolplan.handover.glance import glance
from eolplan.words import tr
from ui.pages.handed import CopiesOut
from ui.pages.onward import ON_PATH, back_from, page_of, to_question, to_stop
from ui.pages.page import Page
from ui.pages.path_strip import PathStrip, lines_of
from ui.pages.review import SaidBefore
from ui.pages.ring_back import RingBackCard
from ui.pages.talk import TalkPage, talk_of
from ui.pages.topic_row import TopicRow
from ui.pages.topics import TopicsPage
from ui.pages.where import Where
from ui.widgets import Button, Card, CardGrid, Heading, PlainLabel

_NAME: Final = "step"


class StepPage(TalkPage):
    """One step of a path: what it is about, and Continue.

    Args:
        desk: Where the talk is.
        where: ``note`` is the number of the step; empty: the one that was open last.
        on: The path that the talk follows.
    """

    tells = True

    def __init__(self, desk: Desk, where: Where, on: Followed) -> None:
        super().__init__(_NAME, desk, where)
        self._on = on
        self._stop = Stop(int(self.where.note or on.step))
        self._said: SaidBefore | None = None
        self._ring: RingBackCard | None = None
        strip = PathStrip(self.talk, on, self._stop.key, self, identifier="step.path")
        strip.left.connect(lambda: self.wanted.emit(self.somewhere("topics")))
        strip.unsaved.connect(self.unsaved)
        self.column.addWidget(strip)
        self.column.addWidget(Heading(self.title(), self))
        for line in lines_of(self.talk, self._step):
            self.column.addWidget(PlainLabel(line, self))
        self._rows: list[TopicRow] = []
        self._fill()
        self.add_actions()

    @property
    def _step(self) -> PathStep:
        return self._on.path.steps[self._stop.step - 1]

    def title(self) -> str:
        """Return what the step is about."""
        return fill(self._step.they, self.talk.names)

    def first_focus(self) -> QWidget:
        """Return the first to choose or change, else Continue."""
        said = self._said.ways if self._said is not None else ()
        return next(iter((*self._rows, *said)), self.onward_button)

    def place(self) -> Where:
        """Return this step, wherever the path goes on meanwhile."""
        return replace(super().place(), note=self._stop.key)

    def up(self) -> Where:
        """Return the stop before this one."""
        return back_from(self.talk, self._stop.key)

    def go_on(self) -> None:
        """Go to the next stop; of a review, write down what it found."""
        try:
            if self._said is not None and gone_through(self.talk, self._said.right()):
                self.saved.emit()
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self.wanted.emit(to_stop(self.talk, stop_after(self.talk, self._stop.key)))

    def remember(self) -> None:
        """Have this step opened again after a lock or a crash."""
        scroll = self.view.verticalScrollBar().value()
        with suppress(NotWritten):  # the place is only a comfort
            self.talk.here(step=self._stop.step, scroll=scroll)

    def refresh(self) -> None:
        """Show again what stands."""
        super().refresh()
        if self._ring is not None:
            self._ring.refresh()

    # -- what is on the page ---------------------------------------------------

    def _fill(self) -> None:
        """Add what a step may hold besides words."""
        if self._step.page_1:
            self.column.addWidget(self._page_1())
        if self._step.choose:
            self._add_choices()
        if self._step.review:
            self._said = SaidBefore(self.talk, self)
            self._said.wanted.connect(self.wanted)
            self._said.held.connect(self.saved)
            self._said.unsaved.connect(self.unsaved)
            self.column.addWidget(self._said)
        if self._step.ring_back:
            self._ring = RingBackCard(self.talk, self, identifier=f"{_NAME}.ring_back")
            self._ring.done.connect(self.put_with_actions)
            self._ring.unsaved.connect(self.unsaved)
            self.column.addWidget(self._ring)

        if self._step.copies_out:
            self._add_copies()

    def _add_copies(self) -> None:
        """Tell who is written down as having a copy, and lead to where that is changed."""
        if copies_out(self.talk.log):
            out = CopiesOut(self.talk.log, self, identifier=f"{_NAME}.copies")
            out.wanted.connect(self._to_copies)
            self.column.addWidget(out)
            return
        self.column.addWidget(PlainLabel(tr("Nobody is written down as having a copy."), self))
        way = Button(tr("Copies given"), self, icon="pencil", identifier=f"{_NAME}.copies")
        way.clicked.connect(self._to_copies)
        self.column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeading)

    def _to_copies(self) -> None:
        """Lead to the copies that were given; Continue there goes on after this step."""
        page = self.talk.guide.question(COPIES)
        self.wanted.emit(to_question(self.talk, page, note=f"{ON_PATH}{self._stop.key}"))

    def _page_1(self) -> QWidget:
        """Return what a crew would be told now, in the words of page 1."""
        card = Card(tr("In an emergency"), self)
        for row in glance(
            self.talk.log, self.talk.guide, staff=self.desk.staff, now=self.desk.now()
        ):
            card.column.addWidget(PlainLabel(row.label, card, style="small", colour="text2"))
            for line in row.lines:
                card.column.addWidget(PlainLabel(line, card))
        return card

    def _add_choices(self) -> None:
        holder = QWidget(self)
        grid = CardGrid(holder, columns=3)
        for page in (page_of(self.talk, one) for one in self._step.choose):
            if page is None or not self.talk.shown(page):
                continue
            row = TopicRow(tr(page.heading), parent=holder, identifier=f"{_NAME}.{page.id}")
            there = to_question(self.talk, page, note=f"{ON_PATH}{self._stop.key}")
            row.clicked.connect(lambda *_, there=there: self.wanted.emit(there))
            self._rows.append(row)
            grid.addWidget(row)
        self.column.addWidget(holder)


def step_page(desk: Desk, where: Where) -> Page:
    """Return the page of a step; all topics where the path is followed no longer."""
    on = talk_of(desk, where).followed
    step = int(where.note or on.step) if on is not None else 0
    if on is None or not 0 < step <= len(on.path.steps):
        return TopicsPage(desk, replace(where, page="topics", note=""))
    return StepPage(desk, where, on)
