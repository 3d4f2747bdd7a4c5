"""What is asked, in what order, and what an answer may look like.

All of it is immutable and loaded once (``eolplan.guide.files``). The record
never depends on it: an answer to a question that no guide knows is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Protocol

from eolplan.guide.kinds import KINDS, Value
from eolplan.guide.names import Names, fill
from eolplan.guide.value_sets import Option, ValueSet, Voice

AUDIENCES: Final = (
    "own", "family", "bedside", "ambulance", "gp", "hospice", "care_home", "full",
)  # fmt: skip
"""The copies a question may appear on; everything is in the full record."""

NATION: Final = "plan.jurisdiction"
"""The question that holds the nation whose law applies to the plan."""

NATIONS: Final = ("ENG", "WAL", "SCT", "NIR", "OTH")
"""Its answers; some questions follow from the law of one nation and make no sense in another."""

EVERY_COPY: Final[Mapping[str, bool]] = MappingProxyType(dict.fromkeys(AUDIENCES, True))

FHIR_NAMES: Final = frozenset({
    "agreement-to-record", "agreement-to-share", "chi-number", "contact-phones", "contact-roles",
    "conversation", "cpr-form", "cpr-recommendation", "ethnic-category", "fear", "hcn-number",
    "hope", "information-format", "interpreter", "language-read", "language-spoken",
    "marital-status", "next-review", "nhs-number", "nhs-number-status", "patient-address",
    "patient-birth-date", "patient-email", "patient-family", "patient-gender", "patient-given",
    "patient-phones", "patient-preferred", "patient-title", "place-to-avoid",
    "preferred-place-of-care", "preferred-place-of-death", "related-person", "relationship",
    "second-place-of-care", "second-place-of-death", "treatment-aim", "what-matters",
})  # fmt: skip
"""The coded mappings that the handover room may make of a question (``Question.fhir``)."""


class AnswerLike(Protocol):
    """What a question needs to see of an answer; ``eolplan.record.Answer`` is one."""

    @property
    def standing(self) -> str:
        """``answered``, or why not."""

    @property
    def value(self) -> Value:
        """The coded part, or None."""

    @property
    def own_words(self) -> str:
        """The words as they were said."""


@dataclass(frozen=True, slots=True)
class ShownIf:
    """When a question is shown: one fact about one earlier question.

    Exactly one of *is_*, *is_not* and *answered* is used. In a repeating group
    the earlier question is read in the same instance.

    Attributes:
        question: The earlier question's id.
        is_: Shown when its value is, or holds, one of these codes.
        is_not: Shown when it has a value and that is, or holds, none of these.
            Nothing recorded is not an answer, so it does not show (FHIR R4
            ``enableWhen`` reads ``!=`` the same way).
        answered: Shown when it has any value or words.
    """

    question: str
    is_: tuple[str, ...] = ()
    is_not: tuple[str, ...] = ()
    answered: bool = False

    def holds(self, value: Value) -> bool:
        """Say whether the fact is true of *value*, the earlier question's answer."""
        if value is None or value == "" or value == []:
            return False
        if self.answered:
            return True
        codes = value if isinstance(value, list) else [value]
        if isinstance(value, dict):  # a treatment: its view is what was chosen
            codes = [value.get("view")]
        wanted = self.is_ or self.is_not
        return any(code in wanted for code in codes) is bool(self.is_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that may be asked. Nothing is compulsory.

    Attributes:
        id: Unique in the whole guide and never reused for another meaning,
            because entries point at it for ever.
        kind: A key of ``KINDS``.
        heading: Short noun phrase: row label, PDF label, name in history.
        section: Id of the section it stands in.
        they: Wording for staff, about the person.
        you: Wording to the person; empty when the question is not theirs.
        asks: ``person``, ``carer`` or ``staff``: who would know. A carer is asked alone, and
            says what the carer thinks: never what the person does.
        say: What a member of staff might say.
        deeper: What might be asked next.
        listen: What to listen for (the section's, unless its own).
        note: A note for staff.
        check: How to say it back.
        upset: What to say if it is too much (the section's, unless its own).
        hint: A small line under the question.
        value_set: Where its options come from.
        options: The options it offers, in order.
        own_words: Whether a box for the person's own words stands beside it.
        at_once: Choices only: one press chooses all of them, to take off what does not fit.
        whose: Whether to ask whose words they are.
        fields: Group and ranked places: the ids of its parts. A table of places that are not
            wanted, and of nothing else, may share them with the table of choices.
        repeats: Group only: there may be several (people, actions).
        one: One of them, for a button: ``person`` in "Add a person".
        names: The field whose value names one of them.
        library: A library of words to start with, chosen by the value of *names*.
        of: Member only: the repeating group whose members it points at.
        sums: Repeating group only: the field of sums of money that are added up.
        sums_by: Repeating group only: the choice by which they are added up apart, such as
            once and every week.
        shown_if: When it is shown; None: always.
        nations: Those of ``NATIONS`` in which it is asked; empty: in all.
        nation_from: A question whose answer, once given, says which nation's law
            is meant: where a paper was made, and not where the person is.
        under: Not asked once the person is known to be this old, in whole years; 0: at any age.
        fhir: One of ``FHIR_NAMES``, or empty.
        copies: For each of ``AUDIENCES``, whether it may appear there.
        restricted: Only ever in the full record.
        restricted_unless: Only ever in the full record, unless this fact holds in the
            same instance: a dog is told to a crew, a weapon is not.
        gone: No longer asked; what was answered stays, under the words it was asked in.
        secret: On no copy at all, the full record included, and on no list of answers:
            such as the code of a key safe. It is read where it is asked.
        safety: A safety question: what arrives from elsewhere is confirmed first.
        obligation: ``M``, ``R`` or ``O`` of the information model.
        more: Behind "Say more about this".
        first_visit: 1 to 12: its place in a first visit, which several pages may share; 0: not
            in it.
        precision: Date: which of ``day``, ``month``, ``year`` will do.
        min: Number and scale: the least.
        max: Number and scale: the most.
        step: Number and scale: whole steps from *min*; 0: any.
        unit: Number and scale: such as ``hours a week``.
        max_length: Line and lines: the most characters in a line.
        pattern: Line: a key of ``PATTERNS``.
        past: Date: not after today.
        future: Date: not before today.
        source: Where the obligation comes from.
    """

    id: str
    kind: str
    heading: str
    section: str = ""
    they: str = ""
    you: str = ""
    asks: str = "person"
    say: tuple[str, ...] = ()
    deeper: tuple[str, ...] = ()
    listen: str = ""
    note: str = ""
    check: str = ""
    upset: str = ""
    hint: str = ""
    value_set: ValueSet | None = None
    options: tuple[Option, ...] = ()
    own_words: bool = False
    at_once: bool = False
    whose: bool = True
    fields: tuple[str, ...] = ()
    repeats: bool = False
    one: str = ""
    names: str = ""
    library: str = ""
    of: str = ""
    sums: str = ""
    sums_by: str = ""
    shown_if: ShownIf | None = None
    nations: tuple[str, ...] = ()
    nation_from: str = ""
    under: int = 0
    fhir: str = ""
    copies: Mapping[str, bool] = field(default_factory=lambda: EVERY_COPY, hash=False)
    restricted: bool = False
    restricted_unless: ShownIf | None = None
    secret: bool = False
    gone: bool = False
    safety: bool = False
    obligation: str = "O"
    more: bool = False
    first_visit: int = 0
    precision: tuple[str, ...] = ("day", "month", "year")
    min: int | None = None
    max: int | None = None
    step: int = 0
    unit: str = ""
    max_length: int = 200
    pattern: str = ""
    past: bool = False
    future: bool = False
    source: str = ""

    @property
    def ranks(self) -> tuple[str, str, str]:
        """Ranked places: its first choice, its second and the places not wanted, or empty."""
        first, second, avoid = self.fields if len(self.fields) > 1 else ("", "", *self.fields)
        return first, second, avoid

    def asked(self, voice: Voice = "they", names: Names | None = None) -> str:
        """Return the question in the language in force, to staff or to the person.

        A field of a group may have no sentence of its own: its heading then.
        """
        text = (self.you if voice == "you" else "") or self.they or self.heading
        return fill(text, names or Names.of(""))

    def problems(self, answer: AnswerLike, *, today: dt.date | None = None) -> list[str]:
        """Return why *answer* cannot be recorded, in sentences; empty when it can.

        Args:
            answer: Any standing. Only an answered value is looked at.
            today: The local day; without it, past and future are not judged.
        """
        if answer.standing != "answered" or (answer.value is None and answer.own_words):
            return []
        return KINDS[self.kind].problems(self, answer.value, today=today)

    def hints(self, answer: AnswerLike) -> list[str]:
        """Return what is worth a second look, in sentences. It never stops anything."""
        return KINDS[self.kind].hints(self, answer.value)

    def text(self, answer: AnswerLike) -> str:
        """Return the value as it reads in print; the own words are not in it."""
        return KINDS[self.kind].text(self, answer.value)

    def option(self, code: str) -> Option | None:
        """Return the option called *code*, offered here or not; None when nobody knows it."""
        if self.value_set is None:
            return next((o for o in self.options if o.code == code), None)
        return self.value_set.option(code)

    def shown(self, reading: Callable[[str], Value]) -> bool:
        """Say whether this question is shown.

        An answered question that becomes hidden is still printed: what is
        recorded never disappears because something else changed.

        Args:
            reading: Gives the current value of a question id; own words when
                there is no value; None when nothing is recorded. For a field of
                a repeating group it reads in the same instance, but for ``NATION``.
        """
        if self.gone or not self._is_lawful(reading):
            return False
        return self.shown_if is None or self.shown_if.holds(reading(self.shown_if.question))

    def fits(self, age: int | None) -> bool:
        """Say whether it is asked of somebody of *age* in whole years; None: nobody knows."""
        return not self.under or age is None or age < self.under

    def _is_lawful(self, reading: Callable[[str], Value]) -> bool:
        """Say whether it is asked in the nation that counts; anywhere while none is known."""
        if not self.nations:
            return True
        nation = (reading(self.nation_from) if self.nation_from else None) or reading(NATION)
        return nation in self.nations or nation not in NATIONS

    def on_copy(self, audience: str) -> bool:
        """Say whether this question may appear on the copy for *audience*.

        With ``restricted_unless`` the answers decide too (``freed``).
        """
        if self.secret:
            return False
        return audience == "full" or (not self.restricted and self.copies[audience])

    def freed(self, values: Iterable[Value]) -> bool:
        """Say whether ``restricted_unless`` lets this question leave the full record.

        Args:
            values: All that was ever recorded of the question that decides, in the
                same instance: what was a weapon once is not told as a dog.
        """
        if self.restricted_unless is None:
            return True
        known = [value for value in values if value is not None]
        return bool(known) and all(map(self.restricted_unless.holds, known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One topic: a name on the screen and a heading in print.

    Attributes:
        id: Unique; the prefix of every question id when a hospice wrote it.
        title: The topic's name.
        about: One sentence for staff.
        per: ``person``, or ``conversation``: the instance of every entry is the
            conversation's id.
        heavy: A breathing page follows.
        aside: For staff to open and fill in; nobody is walked through it.
        part_of: The topic with which it is one in the record, though it is asked at another
            time: what is signed off later, or could not be decided, is the whole of it.
        whole_title: What it is called together with its parts, as the record has them.
        source: Section of the information model.
        questions: All of them, fields too, in order.
        text: What is kept with entries: the exact text of the file, and the
            words of the value sets it uses.
    """

    id: str
    title: str
    about: str = ""
    per: str = "person"
    heavy: bool = False
    aside: bool = False
    part_of: str = ""
    whole_title: str = ""
    source: str = ""
    questions: tuple[Question, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def whole(self) -> str:
        """The id under which the record knows it: its own, or that of the topic it is part of."""
        return self.part_of or self.id

    @property
    def pages(self) -> tuple[Question, ...]:
        """The questions that are not a field of another: one page each."""
        fields = {f for q in self.questions for f in q.fields}
        return tuple(q for q in self.questions if q.id not in fields)

    @property
    def gone(self) -> bool:
        """Whether nothing in it is asked any more."""
        return bool(self.questions) and all(q.gone for q in self.questions)

    @property
    def first_pages(self) -> tuple[Question, ...]:
        """The pages that are always offered, three at most."""
        return tuple(q for q in self.pages if not q.more)

    @property
    def more_pages(self) -> tuple[Question, ...]:
        """The pages behind "Say more about this"."""
        return tuple(q for q in self.pages if q.more)
