"""What one event of a plan's history was: a talk or change in words, a sign-off, a copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Past
from eolplan.history import Event, before_and_after, differences, given_of
from eolplan.record import Version
from eolplan.record.codes import ERROR
from eolplan.words import moment, say, tr
from ui.pages.history_lines import Differences, Sides
from ui.pages.history_ways import to_answers, to_compare, to_version
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, Heading, PlainLabel, StateTag, order_tabs

_NAME: Final = "history"


class EventDetail(QWidget):
    """Shows one event, in place of the one before.

    Args:
        past: The past of the plan.
        person: Whose plan.
        parent: The page.

    Attributes:
        differences: What changed in the event that is shown; None for a sign-off or a copy.

    Signals:
        wanted: the user wants to go somewhere; carries a ``Where``.
        reached: a difference was gone to by key; carries its card.
    """

    wanted = Signal(object)
    reached = Signal(object)

    def __init__(self, past: Past, person: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._past, self._person = past, person
        self._column = space_out(QVBoxLayout(self), 12)
        self._holder: QWidget | None = None
        self.differences: Differences | None = None

    def show_event(self, event: Event) -> None:
        """Show *event*."""
        if self._holder is not None:
            shiboken6.delete(self._holder)
        self._holder, self.differences = QWidget(self), None
        column = space_out(QVBoxLayout(self._holder), 12)
        column.addWidget(self._head(event, self._holder))
        if event.kind in ("version", "copy"):
            column.addWidget(self._version(event, self._holder))
        elif event.entries:
            self._add_changes(event, self._holder, column)
        self._column.addWidget(self._holder)
        self._holder.show()
        order_tabs(self)

    def _head(self, event: Event, parent: QWidget) -> QWidget:
        head = QWidget(parent)
        column = space_out(QVBoxLayout(head), 4)
        column.addWidget(Heading(event.words, head, style="h2"))
        who = say("{who}, {when}", who=event.who, when=moment(event.at))
        column.addWidget(PlainLabel(who, head, style="small", colour="text2"))
        if event.received:
            tag = QWidget(head)
            words = tr("Came with a copy from elsewhere")
            FlowLayout(tag).addWidget(StateTag(words, "info", tag, icon="download"))
            column.addWidget(tag)
        return head

    # -- a sign-off, a copy ------------------------------------------------------

    def _version(self, event: Event, parent: QWidget) -> QWidget:
        holder = QWidget(parent)
        flow = FlowLayout(holder)
        version = self._past.version(event.version)
        if version is None:
            flow.addWidget(PlainLabel(self._not_here(event.version), holder))
            return holder
        read = say("Read {version}", version=self._past.called(version, inside=True))
        self._way(flow, read, "version", "file-text", to_version(self._person, version.digest))
        before = self._before(version)
        if before is not None:
            words = say("Compare with {version}", version=self._past.called(before, inside=True))
            there = to_compare(self._person, before.digest, version.digest)
            self._way(flow, words, "compare", "git-compare", there)
        return holder

    def _not_here(self, version: str) -> str:
        """Say why a version cannot be shown."""
        if any(one.digest == version for one in self._past.log.unread):
            return tr(
                "What was signed off then was changed outside eolplan, or the disk is failing. It"
                " is not shown. All that was recorded can be read, and the other versions."
            )
        return tr("The version is not on this laptop.")

    def _before(self, version: Version) -> Version | None:
        parents = [v for d in version.parents if (v := self._past.version(d)) is not None]
        return max(parents, key=lambda v: (v.number, v.digest), default=None)

    def _way(self, flow: FlowLayout, words: str, part: str, icon: str, there: Where) -> None:
        button = Button(words, flow.parentWidget(), icon=icon, identifier=f"{_NAME}.to_{part}")
        button.clicked.connect(self._going(there))
        flow.addWidget(button)

    def _going(self, there: Where) -> Callable[[], None]:
        return lambda: self.wanted.emit(there)

    # -- a talk, a change, a mistake -----------------------------------------------

    def _add_changes(self, event: Event, parent: QWidget, column: QVBoxLayout) -> None:
        self._add_mistakes(event, parent, column)
        before, after = before_and_after(self._past.log, event)
        found = differences(before, after, self._past.wordings)
        self.differences = Differences(self._person, parent, identifier=f"{_NAME}.differences")
        self.differences.wanted.connect(self.wanted)
        self.differences.reached.connect(self.reached)
        self.differences.show_all(found, Sides.present() if self._is_last(event) else Sides.past())
        if found:
            column.addWidget(self.differences)
        elif event.kind != "mistake":
            column.addWidget(PlainLabel(tr("Nothing reads otherwise by it."), parent))

    def _is_last(self, event: Event) -> bool:
        """Say whether nothing was recorded after *event*."""
        return event == next((one for one in self._past.events if one.entries), None)

    def _add_mistakes(self, event: Event, parent: QWidget, column: QVBoxLayout) -> None:
        """Show what was marked as written by mistake, and why."""
        log, wordings = self._past.log, self._past.wordings
        for number, digest in enumerate(event.entries, start=1):
            mark = log.entries[digest]
            marked = log.entries.get(mark.instance) if mark.question == ERROR else None
            given = given_of(log, wordings, marked) if marked is not None else None
            if marked is None or given is None:
                continue
            card = Card("", parent)
            card.column.addWidget(PlainLabel(given.heading, card, style="strong"))
            card.column.addWidget(PlainLabel(given.words, card))
            if mark.reason:
                words = say("Why: {words}", words=mark.reason)
                card.column.addWidget(PlainLabel(words, card, style="small", colour="text2"))
            row = QWidget(card)
            flow, there = FlowLayout(row), to_answers(self._person, *marked.key)
            button = Button(tr("All answers"), row, kind="quiet", icon="history",
                            name=say("Number {number}. All answers: {what}", number=number,
                                     what=given.heading),
                            identifier=f"{_NAME}.mistake.{digest[:8]}")  # fmt: skip
            button.clicked.connect(self._going(there))
            flow.addWidget(button)
            card.column.addWidget(row)
            column.addWidget(card)
