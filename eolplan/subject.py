"""Who a plan belongs to, read from the record: the facts that every face shows.

One definition serves the banner, the list of people, the prompts and the
printed pages, so that no two of them can name a person differently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from eolplan.guide import Names
from eolplan.guide.nations import nation as law_of
from eolplan.identity import Staff
from eolplan.record import Log, said_of
from eolplan.words import partial_date, say, tr

IDENTITY: Final = (
    "person.family", "person.given", "person.preferred", "person.title", "person.pronouns",
    "person.dob", "person.nhs_no", "person.chi", "person.hcn", "person.address.postcode",
    "person.address.lines", "plan.practice", "plan.jurisdiction",
)  # fmt: skip
"""Questions whose answers say who this is."""

USUAL: Final = {
    "poc.usual": ("poc.first", "poc.address"),
    "pod.usual": ("pod.first", "pod.address"),
    "pod.second.usual": ("pod.second", "pod.second.address"),
}
"""Whether a place is where somebody lives: the place, and its address. Worked out where nobody
said (``usual_place``)."""

_STAYS: Final = ("hospice", "hospital_acute", "hospital_community")
"""Places where nobody lives."""

BOTH: Final = " / "
"""Between what two records say differently: which is right is for a person to say."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The person a plan is about. Every field is text, empty when not known.

    Attributes:
        family, given, preferred, title: Parts of the name as recorded.
        pronouns: As chosen, such as ``she``.
        born: ISO date of any precision.
        nhs, chi, hcn: Digits only.
        address: Lines of the usual address, joined by commas.
        postcode: As recorded.
        nation: One of ``identity.NATIONS``, or empty.
        practice: A made-up person, for learning.
        disputed: Question ids on which two records differ.
        listings: Where both the family and the given names differ, each name as it is listed;
            else empty.
    """

    family: str = ""
    given: str = ""
    preferred: str = ""
    title: str = ""
    pronouns: str = ""
    born: str = ""
    nhs: str = ""
    chi: str = ""
    hcn: str = ""
    address: str = ""
    postcode: str = ""
    nation: str = ""
    practice: bool = False
    disputed: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()

    @classmethod
    def of(cls, log: Log) -> Self:
        """Read the subject from the heads of *log*.

        Two heads that differ are both shown, joined by " / ": which of them is
        right is for a person to say.
        """
        lines, postcode = _usual_address(log)
        return cls(
            family=_text(log, "person.family"),
            given=_text(log, "person.given"),
            preferred=_text(log, "person.preferred"),
            title=_text(log, "person.title"),
            pronouns=_text(log, "person.pronouns"),
            born=_text(log, "person.dob"),
            nhs=_digits(_text(log, "person.nhs_no")),
            chi=_digits(_text(log, "person.chi")),
            hcn=_digits(_text(log, "person.hcn")),
            address=lines,
            postcode=postcode,
            nation=_text(log, "plan.jurisdiction"),
            practice=_text(log, "plan.practice") == "yes",
            disputed=tuple(q for q in IDENTITY if log.reading(q).state == "conflict"),
            listings=_listings(log),
        )

    @property
    def called(self) -> str:
        """What prompts and labels call the person; never empty."""
        return self.preferred or self.given or self.family or tr("this person")

    @property
    def full_name(self) -> str:
        """Given and family name, as on a person's own page."""
        return " ".join(filter(None, (self.preferred or self.given, self.family)))

    @property
    def listed(self) -> str:
        """``PRYCE, Gwen (Mrs)``: the form of the NHS common user interface for staff."""
        if self.listings:
            return BOTH.join(self.listings)
        title = f" ({self.title})" if self.title else ""
        return ", ".join(filter(None, (self.family.upper(), self.given))) + title

    @property
    def born_words(self) -> str:
        """Date of birth in words, or that it is not known."""
        days = [partial_date(day) for day in each_of(self.born)]
        return listing_either(days) if self.born else tr("not known")

    def numbered(self, nation: str) -> tuple[str, str]:
        """Return which number somebody has (``nhs``, ``chi``, ``hcn``), and its digits.

        The number of *nation* comes before the others; without any it is that one, and empty.
        """
        held = {"person.nhs_no": ("nhs", self.nhs), "person.chi": ("chi", self.chi),
                "person.hcn": ("hcn", self.hcn)}  # fmt: skip
        own = held[law_of(nation).number]
        return next((pair for pair in (own, *held.values()) if pair[1]), own)

    def age(self, today: dt.date) -> int | None:
        """Return whole years on *today*; None unless the full date of birth is known."""
        try:
            born = dt.date.fromisoformat(self.born)
        except ValueError:
            return None
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    def born_and_age(self, today: dt.date) -> str:
        """Return ``4 March 1941 (84)``; without an age when it cannot be told."""
        age = self.age(today)
        if age is None:
            return self.born_words
        return say("{date} ({age})", date=self.born_words, age=age)

    def names(self, staff: Staff | None = None) -> Names:
        """Return the names that prompts are filled with."""
        nation = self.nation or (staff.nation if staff else "")
        who = staff.name if staff else ""
        return Names.of(self.called, self.pronouns, staff=who, nation=nation)


def each_of(text: str) -> tuple[str, ...]:
    """Return what two records say differently, one by one; else *text* alone."""
    return tuple(text.split(BOTH))


def listing_either(said: Sequence[str]) -> str:
    """Return ``4 March 1941 or 5 March 1941`` of what two records say; what is one as it is."""
    *others, last = dict.fromkeys(said)
    return say("{one} or {other}", one=", ".join(others), other=last) if others else last


def usual_place(log: Log, question: str) -> str:
    """Return ``yes`` or ``no`` where the record tells it, else nothing.

    Args:
        log: The record.
        question: One of ``USUAL``.
    """
    place, address = (log.reading(name) for name in USUAL[question])
    home, _ = _usual_address(log)
    if place.value == "usual_place_wherever":
        return "yes"
    named = "" if said_of(log, address.question) else _text(log, address.question)
    if place.value and home and named:
        return "yes" if named.casefold() == home.casefold() else "no"
    if place.value == "own_home" or str(place.value).startswith("care_home"):
        in_care = _text(log, "person.living") == "care_home"
        return "" if in_care else "yes" if place.value == "own_home" else "no"
    return "no" if place.value in _STAYS else ""


def spaced(number: str) -> str:
    """Return a ten-digit number as 3-3-4, any other text unchanged."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number


def _text(log: Log, question: str, instance: str = "") -> str:
    reading = log.reading(question, instance)
    if reading.state == "conflict":
        both = {_said(e.answer.value, e.answer.own_words) for e in reading.heads}
        return BOTH.join(sorted(filter(None, both)))
    answer = reading.answer
    return _said(answer.value, answer.own_words) if answer else ""


def _said(value: object, own_words: str) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return own_words if value is None else str(value)


def _listings(log: Log) -> tuple[str, ...]:
    """Return each name, whole, where two records of one person have wholly different ones.

    The family name of the one beside the given name of the other would name nobody.
    """
    parts = ("person.family", "person.given")
    if any(log.reading(part).state != "conflict" for part in parts):
        return ()
    said = {
        (part, head.person): _said(head.answer.value, head.answer.own_words)
        for part in parts
        for head in log.heads(part)
    }
    pairs = [[said.get((part, one), "") for part in parts] for one in sorted(log.persons)]
    whole = {f"{family.upper()}, {given}" for family, given in pairs if family and given}
    return tuple(sorted(whole)) if len(whole) > 1 else ()


def _digits(text: str) -> str:
    return "".join(text.split()) if "/" not in text else text


def _usual_address(log: Log) -> tuple[str, str]:
    """The main address; the first one when none is marked as main."""
    group = "person.address"
    instances = log.instances(group)
    main = [i for i in instances if _text(log, f"{group}.kind", i) == "main"] or list(instances)
    if not main:
        return "", ""
    return _text(log, f"{group}.lines", main[0]), _text(log, f"{group}.postcode", main[0])
