"""Which words about a refusal written in advance may stand on page 1 (rows R01 to R14).

A refusal binds only where its paper was seen and lacks nothing that the law of
the place where it was made asks for; everything less is said as what it is.
Taking a refusal back restores treatment, so it shows at once, also when
nobody here has confirmed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.guide import Names
from eolplan.guide.nations import nation
from eolplan.handover.cpr import Line
from eolplan.handover.inside import after_when, inside, voiced
from eolplan.handover.phrases import phrasebook
from eolplan.rules.attorneys import Order as Order
from eolplan.rules.finding import MCA as MCA
from eolplan.rules.law import PAPER
from eolplan.words import N_, listing, partial_date, tr

_WHICH: Final = ("R05.possibly", "R07")
"""Rows that name no treatment, where a crew must know what was refused."""

_MANNERS: Final = {True: N_("spoken"), False: N_("written")}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A refusal that was taken back.

    Attributes:
        on: The day.
        spoken: Spoken, not written; None: not recorded.
        reported_by: Who told us, where nobody here has confirmed it; ``told_on``: when.
    """

    on: str = ""
    spoken: bool | None = None
    reported_by: str = ""
    told_on: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """The attorney's paper that may cover the same treatment. Dates are ISO."""

    order: Order = Order.APART
    attorney: str = ""
    phone: str = ""
    place: str = ""
    signed_on: str = ""
    registered_on: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal, as plain words. Dates are ISO, of any precision.

    Attributes:
        sustaining: It refuses treatment that keeps the person alive, or nobody
            knows that it does not.
        about_cpr: It refuses CPR.
        law: The nation where it was made; ``foreign``: not where the person is.
        nation: That nation in words.
        seen: ``original``, ``copy``, ``photo``, ``told``, or empty.
        from_person: The person told us, or wrote, these very words.
        lacks: What the law asks for and the paper does not have, in words.
        witnessed: In words.
        spoken: Spoken, not written; None: not recorded.
        age: The person's age when it was made, or None.
        parent: Who has parental responsibility.
        unconfirmed: It came by a copy, and nobody here has confirmed it.
        since: What was done or said since that does not fit.
    """

    treatments: str = ""
    circumstances: str = ""
    sustaining: bool = True
    about_cpr: bool = False
    law: str = "ENG"
    foreign: bool = False
    nation: str = ""
    seen: str = ""
    from_person: bool = False
    made_on: str = ""
    witnessed_on: str = ""
    place: str = ""
    lacks: tuple[str, ...] = ()
    witnessed: str = ""
    spoken: bool | None = None
    age: int | None = None
    parent: str = ""
    unconfirmed: bool = False
    withdrawn: Withdrawal | None = None
    rival: Rival = Rival()
    since: str = ""

    @property
    def too_young(self) -> bool:
        """Whether the law gives it no force because of the person's age."""
        return self.age is not None and self.age < nation(self.law).refusal_age

    @property
    def complete_on(self) -> str:
        """The day from which it is both signed and witnessed: the later one of the two."""
        return max(self.made_on, self.witnessed_on)

    @property
    def stands(self) -> bool:
        """Whether it is this person's own refusal on a paper that was seen, not taken back."""
        there = self.seen in PAPER and not self.unconfirmed
        return there and self.withdrawn is None and not self.too_young

    @property
    def doubted(self) -> bool:
        """Whether it may have lost its force since: a doubt treats."""
        return self.rival.order in (Order.LATER, Order.UNCLEAR) or bool(self.since)


def refusal_line(refusal: Refusal, names: Names, *, phone: str) -> Line:
    """Return the one line about a refusal, with its additions.

    Args:
        refusal: What the record says.
        names: The person's name and pronouns.
        phone: Whom to ask, for the rows that say so.
    """
    book, facts = phrasebook(), _facts(refusal, phone)
    ids = _rows(refusal)
    said = [book.say(row, names, **facts) for row in ids]
    if ids[0] in _WHICH:  # which one it is; the row's own words do not say
        said.append(book.label("refusal.which", names, **facts))
    return Line(ids, said[0].then(*said[1:]))


def none_line(exists: str, names: Names) -> Line:
    """Return what is said where no refusal is recorded.

    Args:
        exists: The code of whether there is one; empty where nobody asked.
        names: The person's name and pronouns.
    """
    rows = {"no": "R14.none", "wants_to_make": "R14.wants", "withdrawn": "R05.withdrawn"}
    row = rows.get(exists, "R14.not_known")
    taken_back = Refusal(withdrawn=Withdrawal())
    return Line((row,), phrasebook().say(row, names, **_facts(taken_back, "")))


def _rows(refusal: Refusal) -> tuple[str, ...]:
    """Choose the rows; the first is the line, the rest are its additions."""
    if refusal.withdrawn:
        return ("R05.possibly",) if refusal.withdrawn.reported_by else ("R05.withdrawn",)
    if refusal.unconfirmed:  # what limits treatment waits for someone here
        return (_told(refusal),)
    if refusal.too_young:
        return ("R12",) if refusal.law in MCA else ("R12.local",)
    if refusal.seen not in PAPER and (refusal.sustaining or not refusal.from_person):
        return (_told(refusal),)
    if refusal.law in MCA and not refusal.foreign:
        return _in_force(refusal)
    return (*_worded(refusal), *_also(refusal), *(["R13"] if refusal.foreign else []))


def _told(refusal: Refusal) -> str:
    """Choose the row of a paper that nobody here has seen: "in writing" only where that is so."""
    return "R02.told" if refusal.spoken is False else "R02.said"


def _in_force(refusal: Refusal) -> tuple[str, ...]:
    """Choose the rows where the Mental Capacity Act holds: an attorney may come in between."""
    (row,) = _worded(refusal)
    order = refusal.rival.order
    if row == "R04":
        return (row,)
    if order is Order.LATER:
        return ("R06",)
    if order is Order.UNCLEAR:
        return ("R07",)
    return (row, *_also(refusal), *(["R08"] if order is Order.EARLIER else []))


def _worded(refusal: Refusal) -> tuple[str]:
    """Choose the words of the nation where it was made."""
    if refusal.law == "SCT":
        return ("R10",)
    if refusal.law == "NIR":
        return ("R11",)
    if not refusal.sustaining:
        return ("R03",)
    return ("R04",) if refusal.lacks or refusal.law not in MCA else ("R01",)


def _also(refusal: Refusal) -> tuple[str, ...]:
    """Return what is added to a refusal that stands."""
    copied = refusal.seen in ("copy", "photo")
    full = _worded(refusal)[0] in ("R01", "R10", "R11")
    return (*(["R02.copy"] if copied and full else []), *(["R09"] if refusal.since else []))


def _facts(refusal: Refusal, phone: str) -> dict[str, str]:
    """Return the words for every place that a row can have."""
    given, rival = phrasebook().given, refusal.rival
    back = refusal.withdrawn or Withdrawal()
    day = back.told_on if back.reported_by else back.on
    spoken = refusal.spoken if refusal.withdrawn is None else back.spoken
    made = refusal.complete_on if _worded(refusal) == ("R01",) else refusal.made_on
    dates = {
        "date": made if refusal.withdrawn is None else day,
        "made_on": refusal.made_on, "signed_on": rival.signed_on,
        "registered_on": rival.registered_on,
    }  # fmt: skip
    names = {"org": back.reported_by, "attorney": rival.attorney}
    said = {key: given(partial_date(text), "date") for key, text in dates.items()}
    said |= {key: given(text, "who") for key, text in names.items()}
    both = listing([place for place in dict.fromkeys((refusal.place, rival.place)) if place])
    doubt = rival.order is Order.LATER
    return said | {
        "treatments": given(inside(refusal.treatments), "treatments"),
        "circumstances": given(voiced(after_when(refusal.circumstances)), "circumstances"),
        "place": given(both if doubt else refusal.place, "place"),
        "manner": given(tr(_MANNERS[spoken]) if spoken is not None else "", "manner"),
        "list": given(listing(refusal.lacks), "lacks"),
        "witnessed": given(refusal.witnessed, "yes_or_no"),
        "age": given("" if refusal.age is None else str(refusal.age), "age"),
        "parent": given(refusal.parent, "parent"), "nation": given(refusal.nation, "nation"),
        "text": given(refusal.since, "text"),
        "phone": given(rival.phone, "no_phone") if doubt else given(phone, "phone"),
    }  # fmt: skip
