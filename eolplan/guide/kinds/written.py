"""Kinds that are written: text, line, lines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from eolplan.guide.kinds.kind import NOTHING, Element, Plain, Value, as_recorded, strings
from eolplan.guide.patterns import PATTERNS
from eolplan.words import say, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question

MOST_LINES: Final = 50


def line_problems(line: Value, longest: int) -> list[str]:
    """Return why *line* is not one written line of at most *longest* characters."""
    if not isinstance(line, str) or not line.strip():
        return [tr(NOTHING)]
    if len(line.splitlines()) > 1 or line.endswith(("\n", "\r")):
        return [tr("Write this on one line.")]
    if len(line) > longest:
        return [say("This is too long. Use {most} letters or fewer.", most=longest)]
    return []


class Text(Plain):
    """The person's own words and nothing beside them: the answer's ``own_words``."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse every value: the words are not the value."""
        return [tr(NOTHING if value is None else "Write these words in the box for own words.")]

    def shape(self) -> dict[str, object]:
        """Return a schema that only nothing fits."""
        return {"type": "null"}


class Line(Plain):
    """One written line: a name, a number that is not counted with, a place."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse blank, several and too long lines, and what the question's pattern refuses."""
        if found := line_problems(value, question.max_length):
            return found
        pattern = PATTERNS.get(question.pattern)
        return pattern.problems(str(value)) if pattern else []

    def hints(self, question: Question, value: Value) -> list[str]:
        """Return the pattern's doubts about a well-formed number."""
        pattern = PATTERNS.get(question.pattern)
        return pattern.hints(value) if pattern and isinstance(value, str) else []

    def text(self, question: Question, value: Value) -> str:
        """Return the line, a number in its usual groups."""
        pattern = PATTERNS.get(question.pattern)
        return pattern.shown(value) if pattern and isinstance(value, str) else as_recorded(value)

    def shape(self) -> dict[str, object]:
        """Return the schema of one line."""
        return {"type": "string", "minLength": 1, "pattern": "^[^\\r\\n]*$"}


class Lines(Plain):
    """Several short lines: an address, "please do"."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse anything but one to fifty good lines."""
        if not isinstance(value, list) or not value:
            return [tr(NOTHING)]
        if len(value) > MOST_LINES:
            return [say("There are too many lines. Use {most} or fewer.", most=MOST_LINES)]
        found = (p for line in value for p in line_problems(line, question.max_length))
        return list(dict.fromkeys(found))

    def text(self, question: Question, value: Value) -> str:
        """Return one line under the other."""
        if not isinstance(value, list):
            return as_recorded(value)
        return "\n".join(filter(None, map(as_recorded, value)))

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueString`` a line."""
        lines = value if isinstance(value, list) else [value]
        return strings(map(as_recorded, lines))

    def shape(self) -> dict[str, object]:
        """Return the schema of a list of lines."""
        line = {"type": "string", "minLength": 1, "pattern": "^[^\\r\\n]*$"}
        return {"type": "array", "minItems": 1, "maxItems": MOST_LINES, "items": line}
