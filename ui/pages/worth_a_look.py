"""A card of what is worth a look in the whole plan: two answers at odds, and quiet reminders."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import (
    Conversation,
    NotWritten,
    at_odds,
    between_talks,
    may_put_aside,
    put_aside,
    second_look,
    show_again,
)
from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.guide import Question
from eolplan.identity import Act
from eolplan.rules import Finding
from eolplan.words import say, tr
from ui.pages.mending import TWIN
from ui.pages.onward import FOR_PERSON, page_of, to_question
from ui.pages.page import Page
from ui.pages.reminders import HIDDEN, again_button, hide_button
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import (
    BesideLayout,
    Button,
    Card,
    FlowLayout,
    PlainLabel,
    ToggleButton,
    identify,
    order_tabs,
)

_TWICE: Final = "I-07"
"""The rule that finds somebody alike among the others here."""

AT_ONCE: Final = 3
"""The others are one press away."""


class WorthALook(Card):
    """Findings in whole sentences, each with the way to its page and a tap that puts it aside.

    Args:
        title: The heading.
        found: They, the heaviest first; at least one.
        talk: Where they were found.
        parent: The page.
        identifier: ``page.look``.
        note: ``Where.note`` of the pages it leads to.

    Signals:
        wanted: the user wants to look at one; carries a ``Where``.
        unsaved: what was put aside was not kept; carries the error.
    """

    wanted = Signal(object)
    unsaved = Signal(object)

    def __init__(
        self,
        title: str,
        found: Sequence[Finding],
        talk: Conversation,
        parent: QWidget,
        *,
        identifier: str,
        note: str,
    ) -> None:
        super().__init__(title, parent)
        self._talk, self._name, self._note = talk, identifier, note
        self._may = talk.staff.can(Act.RECORD)
        self._told: list[tuple[Finding, QWidget]] = []
        self._hidden: set[tuple[str, str, str]] = set()
        self._more: ToggleButton | None = None
        for n, finding in enumerate(found[:AT_ONCE], start=1):
            self.column.addWidget(self._row(finding, n, self))
        if rest := found[AT_ONCE:]:
            self._add_rest(rest)

    def look_again(self, found: Collection[Finding]) -> None:
        """Show what is found now and put the rest away; the card goes with the last of it.

        Args:
            found: What there is to tell now.
        """
        here = {_key(finding) for finding in found} | self._hidden
        for finding, row in self._told:
            row.setVisible(_key(finding) in here)
        if self._more is not None:
            left = sum(not row.isHidden() for _, row in self._told[AT_ONCE:])
            self._more.set_words(say("{count} more", count=left))
            self._more.setVisible(left > 0)
        self.setVisible(any(not row.isHidden() for _, row in self._told))

    def _add_rest(self, rest: Sequence[Finding]) -> None:
        self._more = more = ToggleButton(say("{count} more", count=len(rest)), self)
        identify(more, f"{self._name}.more")
        later = QWidget(self)
        column = space_out(QVBoxLayout(later), 8)
        for n, finding in enumerate(rest, start=AT_ONCE + 1):
            column.addWidget(self._row(finding, n, later))
        later.hide()
        more.toggled.connect(later.setVisible)
        self.column.addWidget(more)
        self.column.addWidget(later)

    def _row(self, finding: Finding, n: int, parent: QWidget) -> QWidget:
        row = QWidget(parent)
        self._told.append((finding, row))
        beside = BesideLayout(row)
        words = PlainLabel(finding.words, row)
        beside.addWidget(words)
        ways = QWidget(row)
        flow = FlowLayout(ways)
        if (look := self._look(finding, n, ways)) is not None:
            flow.addWidget(look)
        if self._may and may_put_aside(finding):
            name = f"{self._name}.{n}"
            hide = hide_button(finding, ways, identifier=f"{name}.hide")
            again = again_button(finding, ways, identifier=f"{name}.again")
            again.hide()
            hide.clicked.connect(lambda: self._turn(finding, words, hide, again, hidden=True))
            again.clicked.connect(lambda: self._turn(finding, words, hide, again, hidden=False))
            flow.addWidget(hide)
            flow.addWidget(again)
        ways.setVisible(flow.count() > 0)
        beside.addWidget(ways)
        return row

    def _look(self, finding: Finding, n: int, parent: QWidget) -> Button | None:
        """Return the way to where it is mended; None where nothing can be written."""
        page = page_of(self._talk, finding.fields[0])
        if page is None or not self._may:
            return None
        words = tr("Look together") if finding.at_odds else tr("Look")
        name = f"{self._name}.{n}"
        spoken = f"{words}. {finding.words}"
        button = Button(words, parent, kind="secondary", identifier=name, name=spoken)
        there = self._there(finding, page)
        button.clicked.connect(lambda: self.wanted.emit(there))
        return button

    def _there(self, finding: Finding, page: Question) -> Where:
        """Return the place of a finding: the field, of the member or of the talk it is about.

        Where somebody may be here twice, that is the page on which both are looked at.
        """
        if finding.rule == _TWICE:
            return Where("joining", person=self._talk.person, note=TWIN)
        guide, field = self._talk.guide, finding.fields[0]
        of_talk = guide.section_of(field).per == PER_CONVERSATION
        member = finding.instance if page.repeats and not of_talk else ""
        there = to_question(self._talk, page, instance=member, note=self._note)
        if there.question:
            there = replace(there, question=field)
        if of_talk and finding.instance:
            return replace(there, conversation=finding.instance)
        if self._note == FOR_PERSON and self._talk.place is not None:
            return replace(there, conversation=uuid.uuid4().hex)  # no part of what stopped here
        return there

    def _turn(
        self, finding: Finding, words: PlainLabel, hide: Button, again: Button, *, hidden: bool
    ) -> None:
        """Hide a note, with the way back in its place until the page is left, or show it again."""
        try:
            (put_aside if hidden else show_again)(self._talk, finding)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._hidden ^= {_key(finding)}
        words.setText(tr(HIDDEN) if hidden else finding.words)
        to = again if hidden else hide
        to.show()
        to.setFocus(Qt.FocusReason.OtherFocusReason)
        (hide if hidden else again).hide()
        order_tabs(self)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.instance, finding.words


def add_looks(
    looks: Iterable[tuple[str, Sequence[Finding]]],
    talk: Conversation,
    page: Page,
    *,
    identifier: str,
    note: str,
) -> tuple[WorthALook, ...]:
    """Add a card to a page for every heading under which there is something to look at."""
    cards = []
    for n, (title, found) in enumerate(looks, start=1):
        if found:
            name = f"{identifier}.look{n}"
            card = WorthALook(title, found, talk, page, identifier=name, note=note)
            card.wanted.connect(page.wanted)
            card.unsaved.connect(page.unsaved)
            page.column.addWidget(card)
            cards.append(card)
    return tuple(cards)


def look_again(cards: Iterable[WorthALook], looks: Iterable[tuple[str, Sequence[Finding]]]) -> None:
    """Let cards show what there is to look at now."""
    found = [finding for _, group in looks for finding in group]
    for card in cards:
        card.look_again(found)


def looks_at_person(talk: Conversation) -> tuple[tuple[str, Sequence[Finding]], ...]:
    """Return what a plan's own page shows, by heading."""
    return (
        (tr("Two answers point different ways"), at_odds(talk)),
        (tr("Worth a look"), between_talks(talk)),
    )


def looks_at_check(talk: Conversation) -> tuple[tuple[str, Sequence[Finding]], ...]:
    """Return what is shown before a sign-off, by heading."""
    found = second_look(talk)
    apart = [finding for finding in found if finding.at_odds]
    rest = [finding for finding in found if not finding.at_odds]
    return ((tr("Two answers point different ways"), apart), (tr("Worth a second look"), rest))
