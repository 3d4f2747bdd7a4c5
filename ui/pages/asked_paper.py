"""What an earlier paper says of a question: copied words, and the date that is on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from eolplan.conversation import AnswerRejected
from eolplan.guide import Value
from eolplan.record import Answer, Standing, dated
from eolplan.words import tr
from ui.fields import PaperField
from ui.pages.asked import Asked, Given

_PRECISION: Final = {4: "year", 7: "month", 10: "day"}
"""How exactly an ISO date says it, by how long it is."""


class AskedPaper(Asked):
    """A view that nobody in the room holds. The date is that of the paper, not of the talk.

    Half-typed, the date lies in the draft as it was typed, where a choice would.
    """

    field: PaperField

    def load(self) -> tuple[Value, str, str]:
        """Read the record and the draft again; the value shown is the date on the paper."""
        value, words, exit_ = super().load()
        return value if self.drafted_on else dated(self.reading) or None, words, exit_

    def given(self) -> Answer:
        """Return the words with the date on the paper; a date alone says nothing."""
        typed, on = self._half(), self.field.on()
        if not typed.own_words:
            return replace(typed, standing=Standing.NOT_ASKED, value=None)
        if not on:
            return replace(typed, value=None)
        return replace(typed, value=None, said_on=on, said_on_precision=_PRECISION[len(on)])

    def write(self, beside: Sequence[Given] = ()) -> bool:
        """Record what is on the screen; return whether that changed anything.

        Raises:
            AnswerRejected: the date is after today; or the guide refuses it.
            NotWritten: the disk did not take it.
        """
        on = self.field.on()
        if on > self.talk.today.isoformat()[: len(on)]:
            raise AnswerRejected([tr("The date on the paper is after today.")])
        if on and not self._half().own_words and not self._answered():
            self.keep()  # a date alone says nothing yet, and is not to be typed twice
            return False
        return super().write(beside)

    def _half(self) -> Answer:
        return super().given()
