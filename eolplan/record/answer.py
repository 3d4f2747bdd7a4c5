"""An answer: what was said, by whom, how surely, and who may see it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final, Self

from eolplan.record.canonical import Value, canonical, cleaned, cleaned_value
from eolplan.record.codes import (
    CERTAINTY,
    COPY_RULES,
    PRECISIONS,
    PRESUMED,
    READBACK,
    SAID_BY,
    SHARING,
    strictness,
)

LONGEST_WORDS: Final = 20_000
"""Characters of own words in one answer; a longer text is refused politely, never cut."""

_DATE_FORMS: Final = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}
_ANY_FORM: Final = re.compile("|".join(_DATE_FORMS.values()))


class Standing(StrEnum):
    """Where a question stands.

    Silence is not an answer, and neither is refusal: a person may decline to
    talk, or want to come back to it, and a reader must be able to tell.
    """

    ANSWERED = "answered"
    NOT_ASKED = "not_asked"
    ASKED_NOT_READY = "asked_not_ready"
    ASKED_DECLINED = "asked_declined"
    UNDECIDED = "undecided"
    DOES_NOT_KNOW = "does_not_know"
    UNABLE_TO_EXPRESS = "unable_to_express"
    NOT_APPROPRIATE_NOW = "not_appropriate_now"
    LEAVES_TO_OTHER = "leaves_to_other"
    NOT_APPLICABLE = "not_applicable"
    SEE_DOCUMENT = "see_document"
    COME_BACK_LATER = "come_back_later"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    UNKNOWN = "?"
    """Received from a later eolplan; kept as it is in the body, never written here."""


_NO_NOTE: Final = frozenset({Standing.ANSWERED, Standing.NOT_ASKED, Standing.REMOVED})
_DATED: Final = frozenset({Standing.COME_BACK_LATER, Standing.NOT_APPROPRIATE_NOW})


@dataclass(frozen=True, slots=True)
class Answer:
    """A value or words, together with how they came to be said.

    Attributes:
        standing: Where the question stands; exactly the answered carry a value
            or own words.
        value: The coded part, in the shape of the question's kind; None: nothing.
        own_words: The person's words, at most 20,000 characters.
        note: What a standing other than answered needs beside it: why, who, or
            which document.
        again_on: ISO date (any precision) to come back to it, or empty.
        said_by: One of ``SAID_BY``.
        said_by_contact: Instance id of the contact who said it, or empty.
        said_on: ISO date on which it was said, which may be long before it was
            recorded; empty until the pen fills in today.
        said_on_precision: ``day``, ``month`` or ``year``: the form of ``said_on``.
        certainty, readback, sharing, copy_rule: Codes of ``eolplan.record.codes``.
        capacity_ref: ``presumed``, or the instance id of an assessment.
    """

    standing: Standing = Standing.ANSWERED
    value: Value = None
    own_words: str = ""
    note: str = ""
    again_on: str = ""
    said_by: str = SAID_BY[0]
    said_by_contact: str = ""
    said_on: str = ""
    said_on_precision: str = "day"
    certainty: str = ""
    capacity_ref: str = PRESUMED
    readback: str = ""
    sharing: str = SHARING[0]
    copy_rule: str = COPY_RULES[0]

    def __post_init__(self) -> None:
        """Refuse nonsense at birth; no message holds the words themselves."""
        said = self.value is not None or self.own_words != ""
        if said is not (self.standing is Standing.ANSWERED):
            raise ValueError("exactly the answered carry a value or own words")
        if len(self.own_words) > LONGEST_WORDS:
            raise ValueError(f"own words are longer than {LONGEST_WORDS} characters")
        if self.standing is Standing.UNKNOWN:
            raise ValueError("a standing that is not known is only ever received")
        if self.note and self.standing in _NO_NOTE:
            raise ValueError(f"{self.standing} carries no note")
        if self.again_on and self.standing not in _DATED:
            raise ValueError(f"{self.standing} has no day to come back on")
        self._check_codes()

    def _check_codes(self) -> None:
        for name, allowed in (
            ("said_by", SAID_BY),
            ("said_on_precision", PRECISIONS),
            ("certainty", CERTAINTY),
            ("readback", READBACK),
            ("sharing", SHARING),
            ("copy_rule", COPY_RULES),
        ):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is not one of the codes")
        form = _DATE_FORMS[self.said_on_precision]
        if self.said_on and not (re.fullmatch(form, self.said_on) and is_date(self.said_on)):
            raise ValueError("said_on is not a date of its precision")
        if self.again_on and not is_date(self.again_on):
            raise ValueError("again_on is not a date")

    @classmethod
    def received(cls, content: dict[str, Value]) -> Self:
        """Return the answer in the content of an entry, judged by form only.

        Codes of a later eolplan come through; an unknown standing reads as such.
        """
        answer = object.__new__(cls)
        for name in CONTENT:
            object.__setattr__(answer, name, content[name])
        object.__setattr__(answer, "standing", known_standing(content["standing"]))
        return answer

    @property
    def content(self) -> dict[str, Value]:
        """The members of an entry's body that come from the answer."""
        return {name: getattr(self, name) for name in CONTENT} | {"standing": str(self.standing)}

    def clean(self) -> Self:
        """Return the answer with every text in the form the record keeps."""
        return replace(
            self,
            value=cleaned_value(self.value),
            own_words=cleaned(self.own_words),
            note=cleaned(self.note),
            said_by_contact=cleaned(self.said_by_contact),
            capacity_ref=cleaned(self.capacity_ref),
        )

    def stricter(self, other: Self) -> Self:
        """Return this answer with the stricter sharing and copy rule of the two.

        Two people may record the same words and differ about who may see them.
        """
        sharing = max(self.sharing, other.sharing, key=lambda code: strictness(code, SHARING))
        copy_rule = max(
            self.copy_rule, other.copy_rule, key=lambda code: strictness(code, COPY_RULES)
        )
        return self.received(self.content | {"sharing": sharing, "copy_rule": copy_rule})


CONTENT: Final = tuple(field.name for field in fields(Answer))
"""Names of an answer's parts, which are members of an entry's body."""

SAME_ANSWER: Final = (
    "standing",
    "value",
    "own_words",
    "note",
    "again_on",
    "said_by",
    "said_by_contact",
    "said_on",
    "certainty",
)
"""What two heads share when they are one answer; who may see it is not part of it."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who recorded an entry: the staff member as named on that day."""

    id: str
    name: str
    role: str
    reg: str = ""

    @property
    def content(self) -> dict[str, Value]:
        """The ``author`` member of a body."""
        return {"id": self.id, "name": self.name, "role": self.role, "reg": self.reg}


def known_standing(text: object) -> Standing:
    """Return the standing of that code, or ``UNKNOWN``."""
    try:
        return Standing(str(text))
    except ValueError:
        return Standing.UNKNOWN


def is_date(text: str) -> bool:
    """Say whether *text* is an ISO date of any precision: ``1941``, ``1941-03``, ``1941-03-04``."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> dt.date:
    """Return the earliest day that a date of any precision can mean.

    Raises:
        ValueError: it is not a date.
    """
    if not _ANY_FORM.fullmatch(text):
        raise ValueError("not an ISO date")
    return dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def last_day(text: str) -> dt.date:
    """Return the latest day that a date of any precision can mean.

    Raises:
        ValueError: it is not a date.
    """
    first = first_day(text)
    if len(text) == len("1941-03-04"):
        return first
    month = 12 if len(text) == len("1941") else first.month
    if month == 12:
        return first.replace(month=12, day=31)
    return first.replace(month=month + 1) - dt.timedelta(days=1)


def certainly_before(earlier: str, later: str) -> bool:
    """Say whether one day of saying lies wholly before another, whatever their precision."""
    try:
        return last_day(earlier) < first_day(later)
    except ValueError:  # no day given, or a form of a later eolplan: nothing to ask about
        return False


def same_answer(content: dict[str, Value]) -> str:
    """Return a text that two contents share exactly when they are one answer.

    Members of a later eolplan count: what is not understood is not called equal.
    """
    known = {name: content[name] for name in SAME_ANSWER}
    unknown = {name: item for name, item in content.items() if name not in CONTENT}
    return canonical([known, unknown])
