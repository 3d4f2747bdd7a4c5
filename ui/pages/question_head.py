"""What stands over a question: its topic, whose it is to answer, and the ways beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.desk import Desk
from eolplan.guide import Question
from eolplan.record import is_view
from eolplan.telling import RANKED
from eolplan.words import tr
from ui.pages import voices
from ui.pages.history_ways import to_answers
from ui.pages.kept_shut import who_reads
from ui.pages.onward import to_question
from ui.pages.path_strip import PathStrip, lines_of
from ui.pages.since import SinceSigned
from ui.pages.topic_pages import Here, TopicPages, always, listed, position
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, FlowLayout, Heading, PlainLabel, StateTag

_NAME: Final = "conv"


class QuestionHead(QWidget):
    """The topic and the question, and what staff need to know before they ask it.

    Args:
        desk: Who else can read it.
        talk: The talk.
        page: The page of the guide.
        where: Of the page.
        asked: The question in full.
        parent: The page.

    Signals:
        wanted: another page is; carries a ``Where``.
        unsaved: the disk did not take that the path was left; carries the error.
    """

    wanted = Signal(object)
    unsaved = Signal(object)

    def __init__(
        self, desk: Desk, talk: Conversation, page: Question, where: Where, asked: str,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._talk, self._page = desk, talk, page
        self._instance = where.instance
        on = talk.followed
        self._step = on.path.step_of(page.id) if on is not None else 0
        column = space_out(QVBoxLayout(self), 4)
        self._earlier = Button(tr("Earlier answers"), kind="link", icon="history",
                               identifier=f"{_NAME}.earlier")  # fmt: skip
        room = self._earlier.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # nothing moves when the first answer is given
        self._earlier.setSizePolicy(room)
        self._earlier.clicked.connect(self._to_earlier)
        self._pages: TopicPages | None = None
        row = self._topic_row(where.note)
        column.addWidget(row)
        if self._pages is not None:
            column.addWidget(self._pages)
        self._since = SinceSigned(talk, page, self)
        for widget in (Heading(asked, self), *self._for_staff(), self._since):
            column.addWidget(widget)
        self.refresh()

    def refresh(self) -> None:
        """Show whether it was answered before, and whether that has changed since a sign-off."""
        self._since.refresh()
        self._earlier.setVisible(bool(self._answers()))
        if self._pages is not None:
            self._pages.refresh()

    def show_member(self, instance: str) -> None:
        """Another member of a group is open, or somebody else speaks."""
        self._instance = instance
        self.refresh()

    # -- inside ------------------------------------------------------------------

    def _topic_row(self, note: str) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, gap=12)
        section, on = self._talk.guide.section_of(self._page.id), self._talk.followed
        flow.addWidget(PlainLabel(tr(section.title), row, style="small", colour="text2"))
        if words := voices.NOT_THEIRS.get(self._page.asks):
            flow.addWidget(StateTag(tr(words), "plain", row, icon="notebook-pen"))
        if on is not None and self._step:
            strip = PathStrip(self._talk, on, self._page.id, row)
            strip.left.connect(lambda: self.wanted.emit(to_question(self._talk, self._page)))
            strip.unsaved.connect(self.unsaved)
            flow.addWidget(strip)
        elif len(pages := always(listed(self._talk, section))) > 1 or self._page.more:
            here, words = Here(self._talk, self._page, note), position(pages, self._page)
            self._pages = TopicPages(words, here, section, self, identifier=f"{_NAME}.pages")
            self._pages.wanted.connect(self.wanted)
            flow.addWidget(self._pages.button)
        flow.addWidget(self._earlier)
        return row

    def _for_staff(self) -> list[QWidget]:
        """Return what the path tells staff on this page, and who can read what they write."""
        on, step = self._talk.followed, self._step
        lines = lines_of(self._talk, on.path.steps[step - 1]) if on is not None and step else []
        found: list[QWidget] = [PlainLabel(line, self) for line in lines]
        if words := who_reads(self._desk, self._page, self._talk.guide):
            found.append(PlainLabel(words, self, style="small"))
        return found

    def _answers(self) -> Where | None:
        """Return where all that was said here is read; None where nothing was."""
        talk, page = self._talk, self._page
        alone = page.kind == RANKED or is_view(self._instance)
        member = "" if alone else self._instance
        if talk.guide.section_of(page.id).per == PER_CONVERSATION or (page.repeats and not member):
            return None  # what was noted of one talk is read as a whole, in the history
        ids = {page.id, *page.fields}
        said = {i for q, i in talk.log.questions() if q in ids and not is_view(i)}
        there = bool(said) if page.kind == RANKED else member in said
        return to_answers(talk.person, page.id, member) if there else None

    def _to_earlier(self) -> None:
        if (there := self._answers()) is not None:
            self.wanted.emit(there)
