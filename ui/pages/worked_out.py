"""What eolplan works out from other answers, under a question: sums, and goals with their actions.

None of it is recorded: it is read again from what was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.guide.kinds.pointing import member_of
from eolplan.sums import over_a_year, totals
from eolplan.telling import told
from eolplan.words import say, tr
from ui.pages.given_elsewhere import comes_first, given_elsewhere
from ui.pages.offered import named_members
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, PlainLabel, order_tabs

PLAN: Final = "pc.pcsp"
GOALS: Final = "val.hopes"
ACTIONS: Final = "act.item"
BUDGET: Final = "pc.phb.budget"
_SPENT: Final = "pc.phb.spend"
_TOLD: Final = ("act.item.who", "act.item.who.name", "act.item.when", "act.item.status")


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, and what is being done for it.

    Attributes:
        title: What the person hopes for; empty for what is done for no goal in particular.
        actions: One line each.
    """

    title: str
    actions: tuple[str, ...]


def goals(talk: Conversation) -> list[Goal]:
    """Return the goals with their actions, and then the actions that are for none of them."""
    by_goal: dict[str, list[str]] = {}
    known = dict(named_members(talk, GOALS))
    for instance in talk.log.instances(ACTIONS):
        goal = member_of(talk.reading("act.item.for", instance).value, GOALS)
        if line := _action(talk, instance):
            by_goal.setdefault(goal if goal in known else "", []).append(line)
    found = [Goal(title, tuple(by_goal.get(instance, ()))) for instance, title in known.items()]
    return [*found, Goal("", tuple(by_goal[""]))] if "" in by_goal else found


def _action(talk: Conversation, instance: str) -> str:
    """Return ``Ring the council. Staff. 2 December 2026. To do``."""
    guide, log = talk.guide, talk.log
    what = told(guide, log, guide.question("act.item.what"), instance)
    parts = (told(guide, log, guide.question(part), instance) for part in _TOLD)
    about = ". ".join(filter(None, parts))
    if not (what and about):
        return what or about
    return say("{what}. {about}", what=what.removesuffix("."), about=about)


def sums_line(talk: Conversation, group: Question) -> str:
    """Return what the sums of a group come to, and what was agreed; empty without sums."""
    sums = totals(talk.guide, talk.log, group)
    if not sums:
        return ""
    agreed = told(talk.guide, talk.log, talk.guide.question(BUDGET)) if group.id == _SPENT else ""
    line = say("Together: {sums}.", sums=sums)
    if agreed:
        line = say("Together: {sums}. Agreed for a year: {agreed}.", sums=sums, agreed=agreed)
    return " ".join(filter(None, (line, over_a_year(talk.guide, talk.log, group))))


class WorkedOut(Card):
    """Shows it; hidden under a question with which nothing goes.

    Args:
        talk: The talk.
        page: The question it stands under.
        parent: The page.

    Attributes:
        comes_first: It is known before the question is asked, and stands over it.

    Signals:
        wanted: carries the id of a question whose page is wanted.
    """

    wanted = Signal(str)

    def __init__(self, talk: Conversation, page: Question, parent: QWidget) -> None:
        is_plan = page.id == PLAN
        super().__init__(tr("Goals, and what is being done") if is_plan else "", parent)
        self._talk, self._page = talk, page
        self.comes_first = not is_plan and not page.sums and comes_first(page)
        self.setObjectName(f"conv.{page.id}.worked_out")
        self._lines = space_out(QVBoxLayout(), 4)
        self.column.addLayout(self._lines)
        if is_plan:
            self._add_ways()
        self.refresh()

    def words(self) -> list[str]:
        """Return what is shown, a line each."""
        return [words for words, _ in self._told()]

    def refresh(self) -> None:
        """Show what can be worked out now; what stands over a question stays while that is open."""
        if self.comes_first and self.isVisible():
            return
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        told_now = list(self._told())
        for words, style in told_now:
            strong = style == "strong"
            label = PlainLabel(words, self, style="strong" if strong else "body")
            self._lines.addWidget(label)
        self.setVisible(bool(told_now))

    def _told(self) -> Iterator[tuple[str, str]]:
        if self._page.sums:
            if line := sums_line(self._talk, self._page):
                yield line, "strong"
        elif self._page.id == PLAN:
            yield from self._goals()
        yield from ((line, "body") for line in given_elsewhere(self._talk, self._page))

    def _goals(self) -> Iterator[tuple[str, str]]:
        found = goals(self._talk)
        if not found:
            yield tr("No goal is written down yet."), "body"
        for goal in found:
            yield goal.title or tr("For no goal in particular"), "strong"
            yield from ((line, "body") for line in goal.actions)
            if not goal.actions:
                yield tr("An action for it can be added at any time."), "body"

    def _add_ways(self) -> None:
        row = QWidget(self)
        flow = FlowLayout(row)
        for words, group, icon in (
            (tr("Goals"), GOALS, "pencil"),
            (tr("Actions"), ACTIONS, "pencil"),
        ):
            name = f"{self.objectName()}.{group}"
            button = Button(words, row, icon=icon, identifier=name)
            button.clicked.connect(lambda _=False, g=group: self.wanted.emit(g))
            flow.addWidget(button)
        self.column.addWidget(row)
        order_tabs(self)
