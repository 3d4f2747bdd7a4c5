"""Which words about who decides may stand on page 1 (rows P01 to P13 and K01 to K04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.guide import Names
from eolplan.handover.cpr import Line
from eolplan.handover.phrases import guarded, phrasebook
from eolplan.handover.refusals import MCA
from eolplan.words import listing, partial_date

LOUD: Final = frozenset({"P01", "P03", "P09"})
"""Rows that a stranger must read first."""

_MONEY: Final = frozenset({"lpa_property", "epa", "scot_continuing", "ni_controller"})
_SCOTS: Final = {"scot_welfare": "attorney", "scot_combined": "attorney",
                 "scot_guardian": "guardian"}  # fmt: skip
JOINT: Final = ("jointly", "mixed")
"""Codes of how several decide that mean: not one of them alone."""


@dataclass(frozen=True, slots=True)
class Attorney:
    """One paper that names somebody, as plain words. Dates are ISO.

    Attributes:
        kind: A code of the kind of paper; empty where somebody is only said to be attorney.
        name, relation, phone: Of the first one named.
        all_of_them: Everyone named, with their numbers.
        sustaining: ``yes``, ``no``, or anything else: not known.
        registered: ``yes``, ``no``, or anything else: not known.
        seen: Somebody here saw the paper, and nobody's confirmation is awaited.
        how: A code of how several decide.
        nation: Where the person is: the law of that place applies.
    """

    kind: str = ""
    name: str = ""
    relation: str = ""
    phone: str = ""
    all_of_them: tuple[str, ...] = ()
    sustaining: str = ""
    registered: str = ""
    seen: bool = False
    seen_on: str = ""
    how: str = ""
    nation: str = "ENG"


@dataclass(frozen=True, slots=True)
class Capacity:
    """What was found about one decision, or noted in a talk. ``on`` is an ISO date."""

    outcome: str = ""
    decision: str = ""
    on: str = ""
    time: str = ""


def attorney_line(attorney: Attorney, names: Names) -> Line:
    """Return the one line about an attorney's paper, with its additions."""
    book, given = phrasebook(), phrasebook().given
    ids = _rows(attorney)
    name = guarded(attorney.name)
    who = ", ".join(filter(None, (name, attorney.relation)))
    everyone = attorney.all_of_them
    if len(everyone) < 2:  # who must agree too is not recorded, and that must be seen
        everyone = (*everyone, given("", "who"))
    guardian = _SCOTS.get(attorney.kind) == "guardian"
    facts = {
        "Attorney": given(name if ids[0] in ("P01", "P02", "P03") else who, "who"),
        "relation": given(attorney.relation, "relation"),
        "phone": given(attorney.phone, "no_phone"),
        "date": given(partial_date(attorney.seen_on), "date"),
        "Person": given(who, "who"), "Deputy": given(who, "who"),
        "kind": given("", "guardian" if guardian else "attorney"),
        "everyone": listing(everyone),
    }  # fmt: skip
    said = [book.say(row, names, **facts) for row in ids]
    return Line(ids, said[0].then(*said[1:]))


def _rows(attorney: Attorney) -> tuple[str, ...]:
    """Choose the rows of one paper."""
    match attorney.kind:
        case kind if kind in _MONEY:
            return ("P10",) if attorney.nation == "NIR" else ("P06",)
        case "lpa_health" | "deputy_welfare":
            row = _health(attorney)
        case kind if kind in _SCOTS:
            row = "P09"
        case "in_progress":
            return ("P05",)
        case _:
            return ("P04",)
    if row != "P08" and attorney.registered == "no":
        return ("P05",)
    if not attorney.seen or (row != "P08" and attorney.registered != "yes"):
        return ("P04",)
    joint = row != "P08" and attorney.how in JOINT
    return (row, *(["P07"] if joint else []), "tail")


def _health(attorney: Attorney) -> str:
    """Choose among the rows of a health paper of England and Wales.

    Elsewhere its force is not certain, so it never reads as more than "look at the paper".
    """
    if attorney.kind == "deputy_welfare":
        return "P08"
    if attorney.nation not in MCA:
        return "P03"
    return {"yes": "P01", "no": "P02"}.get(attorney.sustaining, "P03")


def nobody_line(
    names: Names, *, none: bool, alone: bool, person: tuple[str, str, str] | None
) -> Line:
    """Return what is said where no paper names anybody.

    Args:
        names: The person's name and pronouns.
        none: It is recorded that there is no attorney.
        alone: It is recorded that there is no family or friend.
        person: Name, relation and phone of whom to involve, if anybody.
    """
    given = phrasebook().given
    who, relation, phone = person or ("", "", "")
    row = "P11" if none and person else "P12" if none and alone else "P13"
    facts = {"person": given(who, "who"), "relation": given(relation, "relation"),
             "phone": given(phone, "no_phone")}  # fmt: skip
    return Line((row,), phrasebook().say(row, names, **facts))


def capacity_line(capacity: Capacity, names: Names) -> Line:
    """Return the one line about an assessment, or about what a talk noted."""
    rows = {
        "lacks_may_regain": "K02", "lacks_unlikely_to_regain": "K02", "fluctuates": "K03",
        "doubt_not_assessed": "K04",
    }  # fmt: skip
    row = rows.get(capacity.outcome, "K01")
    given = phrasebook().given
    facts = {
        "date": given(partial_date(capacity.on), "date"),
        "decision": given(capacity.decision, "decision"), "time": given(capacity.time, "time"),
    }  # fmt: skip
    return Line((row,), phrasebook().say(row, names, **facts))
