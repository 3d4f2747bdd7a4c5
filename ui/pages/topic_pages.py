"""The pages of one topic by name: what was said on each, and each one press away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation, TopicPage, TopicState, pages_of
from eolplan.guide import Question, Section
from eolplan.status import state_of
from eolplan.words import say, tr
from ui.pages.onward import OPENING, STATE, note_beside, to_question
from ui.pages.topic_row import TONES, TopicRow, state_words
from ui.theme import space_out
from ui.widgets import CardGrid, FlowLayout, Heading, PlainLabel, ToggleButton, identify, order_tabs

_STAFF: Final = "staff"


def listed(talk: Conversation, section: Section) -> tuple[TopicPage, ...]:
    """Return the pages of a topic that are reached one from another; the opening is no such one.

    Once a plan has ended, of how it stands only what is asked because of that.
    """
    of_end = state_of(talk.log).ended and any(page.id == STATE for page in section.pages)
    return tuple(
        one for one in pages_of(talk, section)
        if one.page.id != OPENING and not (of_end and one.page.shown_if is None)
    )  # fmt: skip


def always(pages: Sequence[TopicPage]) -> tuple[TopicPage, ...]:
    """Return those that are always offered."""
    return tuple(one for one in pages if not one.page.more)


def more_of(pages: Sequence[TopicPage]) -> tuple[TopicPage, ...]:
    """Return those behind "Say more"."""
    return tuple(one for one in pages if one.page.more)


def words_of(talk: Conversation, one: TopicPage) -> str:
    """Return what can be said of a page: ``Talked about 12 November``."""
    return state_words(one, talk.today, talked=one.page.asks != _STAFF)


def counted(pages: Sequence[TopicPage]) -> str:
    """Return on how many of *pages* something stands; empty where that is none."""
    said = sum(one.state is not TopicState.SILENT for one in pages)
    return say("{count} of {all} written down", count=said, all=len(pages)) if said else ""


@dataclass(frozen=True, slots=True)
class Here:
    """From where pages are offered.

    Attributes:
        talk: The talk.
        page: The page that is open.
        note: Its ``Where.note``.
    """

    talk: Conversation
    page: Question
    note: str


class PageGrid(QWidget):
    """Pages as rows to press, with what was said on each.

    Args:
        here: The page that is open.
        pages: They.
        parent: The widget it belongs to.
        identifier: ``page.control``; a row is ``page.control.question``.

    Signals:
        wanted: one was pressed; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(
        self, here: Here, pages: Sequence[TopicPage], parent: QWidget, *, identifier: str
    ) -> None:
        super().__init__(parent)
        self._here, self._identifier = here, identifier
        self._beside = note_beside(here.talk, here.page, here.note)
        self._grid = CardGrid(self, columns=3)
        self._rows: dict[str, TopicRow] = {}
        self.refresh(pages)

    def refresh(self, pages: Sequence[TopicPage]) -> None:
        """Show *pages* as they stand now; a row that was there keeps its place and the focus."""
        found = {one.page.id: one for one in pages}
        for name, one in found.items():
            row = self._rows.get(name) or self._add(one)
            row.set_state(self._state(one), TONES[one.state])
        turned = [name for name, row in self._rows.items() if row.isHidden() is (name in found)]
        for name in turned:
            self._rows[name].setVisible(name in found)
        if turned:
            order_tabs(self)

    def _add(self, one: TopicPage) -> TopicRow:
        row = TopicRow(tr(one.page.heading), parent=self,
                       identifier=f"{self._identifier}.{one.page.id}")  # fmt: skip
        row.hide()
        note = self._here.note if one.page == self._here.page else self._beside
        there = to_question(self._here.talk, one.page, note=note)
        row.clicked.connect(partial(self._go, there))
        self._grid.addWidget(row)
        self._rows[one.page.id] = row
        return row

    def _state(self, one: TopicPage) -> str:
        state = words_of(self._here.talk, one)
        return say("This page. {state}", state=state) if one.page == self._here.page else state

    def _go(self, there: object, *_pressed: bool) -> None:
        self.wanted.emit(there)


class SayMore(QWidget):
    """ "Say more" at the end of a topic: what there is, by name, and what stands of it.

    Out of sight where the topic goes on, and on a path with nothing beside it.

    Args:
        here: The page that is open.
        section: The topic.
        parent: The page.
        identifier: ``page.more``.

    Signals:
        wanted: one was pressed; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(self, here: Here, section: Section, parent: QWidget, *, identifier: str) -> None:
        super().__init__(parent)
        self._here, self._section = here, section
        column = space_out(QVBoxLayout(self), 8)
        row = QWidget(self)
        flow = FlowLayout(row, gap=12)  # beside the heading: no card moves when the count comes
        flow.addWidget(Heading(tr("Say more about this"), row, style="h2"))
        self._count = PlainLabel("", row, style="small", colour="text2")
        flow.addWidget(self._count)
        column.addWidget(row)
        self._grid = PageGrid(here, (), self, identifier=identifier)
        self._grid.wanted.connect(self.wanted)
        column.addWidget(self._grid)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands on each now."""
        further = self._offered() if self._section.more_pages else ()
        self.setVisible(bool(further))
        self._grid.refresh(further)
        words = counted(further)
        self._count.setText(words)
        self._count.setVisible(bool(words))

    def _offered(self) -> tuple[TopicPage, ...]:
        pages, on = listed(self._here.talk, self._section), self._here.talk.followed
        alone = on is not None and on.path.alone
        return more_of(pages) if is_last(pages, self._here.page) and not alone else ()


class TopicPages(QWidget):
    """ "Page 2 of 3", and behind it the pages that are always offered.

    They are made when they are asked for: most pages are left without it.

    Args:
        words: Which page of the topic it is, as ``position`` tells.
        here: The page that is open.
        section: The topic.
        parent: The widget it belongs to.
        identifier: ``page.pages``.

    Attributes:
        button: Shows the pages, and hides them; it stands where the owner puts it.

    Signals:
        wanted: one was pressed; carries a ``Where``.
    """

    wanted = Signal(object)

    def __init__(
        self, words: str, here: Here, section: Section, parent: QWidget, *, identifier: str
    ) -> None:
        super().__init__(parent)
        self._here, self._section = here, section
        self._grid: PageGrid | None = None
        self.setObjectName(identifier)
        self.button = ToggleButton(words, parent)
        spoken = say("{position}. Show the pages of this topic", position=words)
        identify(self.button, f"{identifier}.show", spoken)
        self.button.toggled.connect(self._turn)
        self._column = space_out(QVBoxLayout(self), 8, (0, 8, 0, 8))
        self.hide()

    def _turn(self, on: bool) -> None:
        if self._grid is None:
            self._grid = PageGrid(self._here, (), self, identifier=self.objectName())
            self._grid.wanted.connect(self.wanted)
            self._column.addWidget(self._grid)
        self.setVisible(on)
        self.refresh()
        order_tabs(self)

    def refresh(self) -> None:
        """Show what stands on each now, while they are in sight."""
        if self._grid is not None and not self.isHidden():
            self._grid.refresh(always(listed(self._here.talk, self._section)))


def position(pages: Sequence[TopicPage], here: Question) -> str:
    """Return which page of its topic a page is, in words: ``Page 2 of 3``."""
    first = [one.page for one in always(pages)]
    if here not in first:
        return tr("Pages of this topic")
    return say("Page {number} of {count}", number=first.index(here) + 1, count=len(first))


def is_last(pages: Sequence[TopicPage], here: Question) -> bool:
    """Say whether "Say more" belongs under *here*: where the topic ends, and on what is more."""
    return here.more or [one.page for one in always(pages)][-1:] == [here]
