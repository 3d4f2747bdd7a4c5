"""Kinds that hold others, or nothing: group, ranked-places, statement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eolplan.guide.kinds.kind import Element, NoValue, Value
from eolplan.words import tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question


class Group(NoValue):
    """A set of fields. Where it repeats, ``true`` says that one instance exists."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse everything but the membership of a repeating group."""
        if question.repeats and value is True:
            return []
        return super().problems(question, value, today=today)

    def text(self, question: Question, value: Value) -> str:
        """Return nothing: the fields are what there is to read."""
        return ""

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return nothing: in FHIR a group is an item with items."""
        return []

    def shape(self) -> dict[str, object]:
        """Return the schema of a membership."""
        return {"const": True}


class RankedPlaces(NoValue):
    """A table over three questions: first choice, second choice, places to avoid."""


class Statement(NoValue):
    """Words that are shown and not asked."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse every value."""
        return [tr("This is for reading. It has no answer.")]
