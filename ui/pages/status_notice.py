"""What the overview says first of a plan that is on hold, has ended, or waits for a signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.caseload import SOON
from eolplan.conversation import Conversation, awaited, is_asked, is_fresh, ways
from eolplan.history import lost_words
from eolplan.identity import Act
from eolplan.record import newest_is_unread
from eolplan.status import Status, state_of
from eolplan.words import long_date, say, tr
from ui.pages.page import Page
from ui.pages.status_words import stands, way
from ui.pages.where import Where
from ui.widgets import BesideLayout, Button, Card, FlowLayout, PlainLabel, identify

_NAME: Final = "person.status"
_NEXT: Final = "rev.date"
_DAY: Final = len("2026-11-12")
_REVIEW: Final = "review"
"""The ready-made path that goes through what was said before."""

Way = tuple[str, str, Where]
"""Part of an identifier, words of a button, where it leads."""


def status_notices(talk: Conversation, page: Page) -> Iterator[QWidget]:
    """Yield a card for each thing that a reader of the overview must know first.

    Args:
        talk: Whose plan.
        page: The overview, which goes where a card leads.
    """
    state, name = state_of(talk.log), talk.subject.called
    if words := lost_words(talk.log):
        yield _notice(page, words, [*_past_the_damage(talk)])
    if not state.in_use:
        found: list[Way] = []
        if is_fresh(talk) and Status.FINAL in ways(talk):
            words, _ = way(Status.FINAL, state, name)
            back = Where("end-plan", person=talk.person, note=str(Status.FINAL))
            found.append(("undo", words, back))
        yield _notice(page, stands(state, name), found)
    if words := _review_due(talk):
        again = Where("opening", person=talk.person, note=_REVIEW)
        review: list[Way] = [("review", tr("Go through what was said"), again)]
        yield _notice(page, words, review if talk.staff.can(Act.RECORD) else [])
    if is_asked(talk):
        latest = talk.log.latest_version()
        number = latest.number if latest else 0
        words = say("You are asked to sign version {number} too.", number=number)
        yield _notice(page, words, [("sign", tr("Read it and sign"), _check(talk))])
    elif (asked := awaited(talk.log)) is not None:
        words = say("{name}, {role}, has not signed yet.", name=asked.name, role=asked.role)
        if not asked.role:
            words = say("{name} has not signed yet.", name=asked.name)
        yield _notice(page, words, [])


def _past_the_damage(talk: Conversation) -> Iterator[Way]:
    """Yield the way on where a signed version cannot be read."""
    if not newest_is_unread(talk.log):
        there = Where("history", person=talk.person)
        yield "lost", tr("Look in the history"), there
    elif talk.staff.can(Act.SIGN):
        yield "lost", tr("Check and sign off"), _check(talk)


def _review_due(talk: Conversation) -> str:
    """Say that a review is due soon, or was; empty for a plan that nobody relies on."""
    kept = talk.log.reading(_NEXT).value
    day = kept if isinstance(kept, str) else ""
    if not (state_of(talk.log).in_use and talk.log.latest_version() and len(day) == _DAY):
        return ""
    due = dt.date.fromisoformat(day)
    if due > talk.today + SOON:
        return ""
    if due == talk.today:
        return tr("The review is due today.")
    past = due < talk.today
    words = tr("The review was due on {date}.") if past else tr("The review is due on {date}.")
    return words.format(date=long_date(due))


def _check(talk: Conversation) -> Where:
    return Where("check", person=talk.person)


def _notice(page: Page, words: str, found: list[Way]) -> Card:
    card = Card("", page)
    inside = QWidget(card)
    beside = BesideLayout(inside)
    beside.addWidget(PlainLabel(words, inside, style="strong"))
    tools = QWidget(inside)
    flow = FlowLayout(tools)
    for part, text, there in found:
        button = Button(text, tools)
        identify(button, f"{_NAME}.{part}")
        button.clicked.connect(lambda _=False, w=there: page.wanted.emit(w))
        flow.addWidget(button)
    if found:
        beside.addWidget(tools)
    tools.setVisible(bool(found))
    card.column.addWidget(inside)
    return card
