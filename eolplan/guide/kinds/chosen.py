"""Kinds that are picked from a list: yes-no, choice, choices, treatment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eolplan.guide.kinds.kind import Element, Plain, Value, as_recorded, coded, strings
from eolplan.guide.kinds.written import line_problems
from eolplan.words import say, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question


def words_of(question: Question, code: Value) -> str:
    """Return the words of *code*; one that nobody knows reads as it was recorded, in words."""
    option = question.option(code) if isinstance(code, str) else None
    return option.said() if option else as_recorded(code).replace("_", " ")


def element(question: Question, code: Value) -> list[Element]:
    """Return *code* as a coding, or as a string when nobody knows it."""
    option = question.option(code) if isinstance(code, str) else None
    return [coded(question, option)] if option else strings([as_recorded(code)])


class Choice(Plain):
    """One answer of a list; yes-no is a choice of three."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse what the question does not offer."""
        if any(value == o.code for o in question.options):
            return []
        return [tr("Choose one of the answers shown.")]

    def text(self, question: Question, value: Value) -> str:
        """Return the words of the answer."""
        return words_of(question, value)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueCoding``."""
        return element(question, value)

    def shape(self) -> dict[str, object]:
        """Return the schema of one code."""
        return {"type": "string", "minLength": 1}


class YesNo(Choice):
    """Yes, no, or not known."""

    def shape(self) -> dict[str, object]:
        """Return the schema of the three codes."""
        return {"enum": ["yes", "no", "not_known"]}


class Choices(Plain):
    """Several answers of a list, in the order in which the question offers them."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse none, unknown and repeated answers, and answers that exclude each other."""
        offered = [o.code for o in question.options]
        if not isinstance(value, list) or not value or any(c not in offered for c in value):
            return [tr("Choose from the answers shown.")]
        if value != [c for c in offered if c in value]:
            return [tr("Choose each answer once, in the order shown.")]
        alone = [o for o in question.options if o.alone and o.code in value]
        if alone and len(value) > 1:
            return [say('"{words}" cannot stand beside other answers.', words=alone[0].said())]
        return []

    def text(self, question: Question, value: Value) -> str:
        """Return the words of the answers."""
        codes = value if isinstance(value, list) else [value]
        return ", ".join(filter(None, (words_of(question, c) for c in codes)))

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueCoding`` an answer."""
        codes = value if isinstance(value, list) else [value]
        return [e for c in codes for e in element(question, c)]

    def shape(self) -> dict[str, object]:
        """Return the schema of a list of codes."""
        return {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}}


class Treatment(Plain):
    """The person's view of one treatment, with what it hangs on.

    ``{"view": code}`` and, where they were said, ``until`` and ``only_if``.
    """

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse an unknown view and anything but the three parts."""
        if not isinstance(value, dict) or not any(
            value.get("view") == o.code for o in question.options
        ):
            return [tr("Choose one of the answers shown.")]
        if set(value) - {"view", "until", "only_if"}:
            return [tr("There is more in this answer than this question asks for.")]
        parts = [value[part] for part in ("until", "only_if") if part in value]
        return [p for part in parts for p in line_problems(part, question.max_length)]

    def text(self, question: Question, value: Value) -> str:
        """Return the view together with its conditions, never the view without them."""
        if not isinstance(value, dict):
            return as_recorded(value)
        view = words_of(question, value.get("view"))
        until, only_if = as_recorded(value.get("until")), as_recorded(value.get("only_if"))
        lines = [view]
        if until:
            lines.append(say("Look again when: {until}", until=until))
        if only_if:
            lines.append(say("Only if: {condition}", condition=only_if))
        return ". ".join(filter(None, lines))

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueCoding`` whose display holds the conditions too."""
        view = value.get("view") if isinstance(value, dict) else None
        option = question.option(view) if isinstance(view, str) else None
        text = self.text(question, value)
        return [coded(question, option, text)] if option else strings([text])

    def shape(self) -> dict[str, object]:
        """Return the schema of a view."""
        line = {"type": "string", "minLength": 1}
        return {
            "type": "object",
            "required": ["view"],
            "additionalProperties": False,
            "properties": {"view": line, "until": line, "only_if": line},
        }
