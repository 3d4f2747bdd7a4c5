"""A line that tells what was signed off, and whether the answer has changed since."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.record import Version
from eolplan.telling import RANKED, places, told
from eolplan.words import long_date, say, tr
from ui.widgets import FlowLayout, PlainLabel, StateTag

_MOST: Final = 70
"""Letters: one line. A longer answer is in the record and needs no second telling here."""

_CHOSEN: Final = frozenset({"choice", "choices", "yes-no", "scale"})


class SinceSigned(QWidget):
    """Under a heading: "Signed off 3 October 2026", or "Changed. Was: care home".

    The line is there from the start where anything was signed, so that a change
    moves nothing on the page under the hand.
    """

    def __init__(self, talk: Conversation, page: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._talk, self._page = talk, page
        self._version = talk.log.latest_version()
        self._was = self._told_then(self._version)
        self._chosen = self._chosen_then(self._version)
        self._choice = self._chosen or self._was
        flow = FlowLayout(self, gap=8)
        self._tag = StateTag(tr("Changed"), "info", self)
        self._line = PlainLabel("", self, style="small", colour="text2")
        flow.addWidget(self._tag)
        flow.addWidget(self._line)
        self.refresh()

    def refresh(self) -> None:
        """Compare again."""
        self.setVisible(bool(self._was))
        if self._version is None or not self._was:
            return
        changed = told(self._talk.guide, self._talk.log, self._page) != self._was
        self._tag.setVisible(changed)
        when = _day(self._version)
        if not changed:
            self._line.setText(say("Signed off on {date}", date=when))
        elif len(self._choice) > _MOST and not self._chosen:
            self._line.setText(say("It was another answer on {date}", date=when))
        else:
            was = self._choice.rstrip(".")
            self._line.setText(say("Was: {words} ({date})", words=was, date=when))

    def words(self) -> str:
        """Return what it says, or the empty string."""
        if self.isHidden():
            return ""
        changed = "" if self._tag.isHidden() else f"{self._tag.words()} "
        return changed + self._line.text()

    def _told_then(self, version: Version | None) -> str:
        if version is None or self._page.kind == "group":
            return ""
        return told(self._talk.guide, self._talk.log.at(version), self._page)

    def _chosen_then(self, version: Version | None) -> str:
        """The choice alone, without the words that were said beside it."""
        if version is not None and self._page.kind == RANKED:
            return places(self._talk.guide, self._talk.log.at(version), self._page, spoken=False)
        if version is None or self._page.kind not in _CHOSEN:
            return ""
        answer = self._talk.log.at(version).reading(self._page.id).answer
        return self._page.text(answer) if answer is not None and answer.value is not None else ""


def _day(version: Version) -> str:
    return long_date(dt.datetime.fromisoformat(version.signed_at).astimezone().date())
