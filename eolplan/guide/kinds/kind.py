"""What every kind of question can say about one value of itself.

A kind knows nothing about screens. Values are plain JSON from widget to disk,
so there is no second form to convert or get wrong. Numbers are integers or
decimal strings, never floats, because 1 and 1.0 would be two answers.

``text`` and ``fhir`` never refuse: a value that came from a newer eolplan is
shown as it was recorded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from eolplan.guide.value_sets import CODE_SYSTEM, Option
from eolplan.words import N_, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question

Value: TypeAlias = "bool | int | str | list[Value] | dict[str, Value] | None"
"""A recorded value: JSON without floats."""

Element: TypeAlias = "dict[str, object]"
"""One ``answer`` of a FHIR R4 QuestionnaireResponse item."""

ALSO_CODED: Final = "https://eolplan.example/fhir/StructureDefinition/also-coded"
"""Extension on a Coding: the same answer in another code system.

A second ``answer`` would read as a second choice.
"""

NOTHING: Final = N_("Nothing is written here. Use one of the other answers, or leave it blank.")
"""What an empty answer is told."""


class Kind(Protocol):
    """What every kind can say about one value of itself."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Return why *value* cannot be recorded, in sentences; empty when it can."""

    def hints(self, question: Question, value: Value) -> list[str]:
        """Return what is worth a second look, in sentences; it never stops anything."""

    def text(self, question: Question, value: Value) -> str:
        """Return *value* as it reads in print; several lines are parted by newlines."""

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return *value* as QuestionnaireResponse ``answer`` elements."""

    def shape(self) -> dict[str, object]:
        """Return the JSON schema of a value of this kind."""

    def empty(self, value: Value) -> bool:
        """Say whether *value* holds nothing worth recording."""


class Plain:
    """What most kinds have in common."""

    def hints(self, question: Question, value: Value) -> list[str]:
        """Return nothing: most values need no second look."""
        return []

    def text(self, question: Question, value: Value) -> str:
        """Return *value* as it was recorded."""
        return as_recorded(value)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return the print form as one string."""
        return strings([self.text(question, value)])

    def empty(self, value: Value) -> bool:
        """Say whether *value* holds nothing: None, an empty or blank string, list or mapping."""
        return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


class NoValue(Plain):
    """A kind whose questions have no value of their own."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse every value."""
        return [tr("This is not answered by itself. Answer the questions in it.")]

    def shape(self) -> dict[str, object]:
        """Return a schema that only nothing fits."""
        return {"type": "null"}


def as_recorded(value: Value) -> str:
    """Return any value in words, for what no kind of ours understands."""
    match value:
        case None:
            return ""
        case bool():
            return tr("Yes") if value else tr("No")
        case list():
            return ", ".join(filter(None, map(as_recorded, value)))
        case dict():
            return ", ".join(filter(None, map(as_recorded, value.values())))
        case _:
            return str(value)


def strings(texts: Iterable[str]) -> list[Element]:
    """Return one ``valueString`` for every text that is not empty."""
    return [{"valueString": fhir_string(text)} for text in texts if text]


def fhir_string(text: str) -> str:
    r"""Return *text* as an R4 ``string`` may hold it.

    The official schema asks for ``[ \r\n\t\S]+``, so the rarer kinds of space
    become plain ones; the exact words travel in the entry itself.
    """
    if text.isprintable():  # so it has no space but the usual one
        return text
    return "".join(" " if _rare_space(letter) else letter for letter in text)


def _rare_space(letter: str) -> bool:
    return letter == "\ufeff" or (letter.isspace() and letter not in " \r\n\t")


def coded(question: Question, option: Option, display: str = "") -> Element:
    """Return one ``valueCoding``: our own code, with the sourced codes as extensions.

    Args:
        question: Its value set names the code system, its mapping the codings.
        option: What was chosen.
        display: What a reader must see, when that is more than the option's words.
    """
    set_id = question.value_set.id if question.value_set else question.id
    coding: Element = {
        "system": CODE_SYSTEM + set_id,
        "code": option.code,
        "display": fhir_string(display or option.said()),
    }
    others = [
        {"system": c.system, "code": c.code, "display": c.display}
        for c in option.coded(question.fhir)
    ]
    if others:
        coding["extension"] = [{"url": ALSO_CODED, "valueCoding": other} for other in others]
    return {"valueCoding": coding}
