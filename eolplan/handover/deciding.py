"""Which words about who decides may stand on page 1 (rows P01 to P21 and K01 to K06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.guide import Names
from eolplan.handover.cpr import Line
from eolplan.handover.inside import inside
from eolplan.handover.phrases import guarded, phrasebook
from eolplan.handover.refusals import MCA
from eolplan.words import listing, partial_date

SCOTLAND: Final = "SCT"

LOUD: Final = frozenset({"P01", "P03", "P09", "P20.yes", "P20.not_known"})
"""Rows that a stranger must read first."""

_APART: Final = ("P01", "P02", "P03", "P20")
"""Rows in which the relation stands by itself."""

_MONEY: Final = frozenset({"lpa_property", "epa", "scot_continuing", "ni_controller"})
_SCOTS: Final = {"scot_welfare": "attorney", "scot_combined": "attorney",
                 "scot_guardian": "guardian"}  # fmt: skip
_SCOTTISH: Final = {"P04": "P16", "P11": "P17", "P12": "P18", "P13": "P19", "P14": "P15"}
"""Rows, and what they are in Scotland, where the law speaks of a welfare attorney."""

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


ABLE: Final = "has"
"""The outcome of an assessment that found somebody able to decide; no row of the table tells it."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What was found about one decision, or noted in a talk. ``on`` is an ISO date.

    Attributes:
        noted: In a talk: behind page 1 it stands where that is told.
    """

    outcome: str = ""
    decision: str = ""
    on: str = ""
    time: str = ""
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided for somebody who could not, as plain words. ``on`` is an ISO date."""

    decision: str = ""
    outcome: str = ""
    on: str = ""
    nation: str = "ENG"


def attorney_line(attorney: Attorney, names: Names) -> Line:
    """Return the one line about an attorney's paper, with its additions."""
    book, given = phrasebook(), phrasebook().given
    ids = tuple(_called(row, _is_scottish(attorney)) for row in _rows(attorney))
    name = guarded(attorney.name)
    who = ", ".join(filter(None, (name, attorney.relation)))
    everyone = attorney.all_of_them
    if len(everyone) < 2:  # who must agree too is not recorded, and that must be seen
        everyone = (*everyone, given("", "who"))
    guardian = _SCOTS.get(attorney.kind) == "guardian"
    facts = {
        "Attorney": given(name if ids[0].partition(".")[0] in _APART else who, "who"),
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
    if not attorney.seen:
        return ("P22" if row == "P08" else "P04", *_made_elsewhere(attorney))
    if row != "P08" and attorney.registered != "yes":
        return ("P14", *_made_elsewhere(attorney))
    joint = row != "P08" and attorney.how in JOINT
    return (row, *(["P07"] if joint else []), *_made_elsewhere(attorney), "tail")


def _made_elsewhere(attorney: Attorney) -> tuple[str, ...]:
    """Return the row that says that a paper was made under another law than that of the place."""
    if attorney.kind in _SCOTS:
        return () if attorney.nation == SCOTLAND else ("P21.sct",)
    of_the_act = attorney.kind in ("lpa_health", "deputy_welfare")
    return ("P21.ew",) if of_the_act and attorney.nation not in MCA else ()


def _is_scottish(attorney: Attorney) -> bool:
    """Say whether Scots law names whoever a paper names; of no paper, that of the place does."""
    return attorney.kind in _SCOTS or (not attorney.kind and attorney.nation == SCOTLAND)


def _called(row: str, scottish: bool) -> str:
    """Return the form of a row that calls the attorney what the law does."""
    return _SCOTTISH.get(row, row) if scottish else row


def _health(attorney: Attorney) -> str:
    """Choose among the rows of a health paper of England and Wales.

    Elsewhere its force is not certain, so it never reads as an attorney of that place.
    """
    if attorney.kind == "deputy_welfare":
        return "P08"
    if attorney.nation not in MCA:
        known = attorney.sustaining if attorney.sustaining in ("yes", "no") else "not_known"
        return f"P20.{known}"
    return {"yes": "P01", "no": "P02"}.get(attorney.sustaining, "P03")


def nobody_line(
    names: Names, *, none: bool, alone: bool, person: tuple[str, str, str] | None,
    nation: str = "ENG",
) -> Line:  # fmt: skip
    """Return what is said where no paper names anybody.

    Args:
        names: The person's name and pronouns.
        none: It is recorded that there is no attorney.
        alone: It is recorded that there is no family or friend.
        person: Name, relation and phone of whom to involve, if anybody.
        nation: Where the person is.
    """
    given = phrasebook().given
    who, relation, phone = person or ("", "", "")
    row = "P11" if none and person else "P12" if none and alone else "P13"
    row = _called(row, nation == SCOTLAND)
    facts = {"person": given(who, "who"), "relation": given(relation, "relation"),
             "phone": given(phone, "no_phone")}  # fmt: skip
    return Line((row,), phrasebook().say(row, names, **facts))


def capacity_line(capacity: Capacity, names: Names) -> Line:
    """Return the one line about an assessment, or about what a talk noted.

    That somebody was found able to decide is told without a row: to say that no doubt was
    noted would not be true of that day.
    """
    rows = {
        "lacks_now_may_regain": "K02", "lacks_unlikely_to_regain": "K02", "fluctuates": "K03",
        "doubt_not_assessed": "K04",
    }  # fmt: skip
    row = rows.get(capacity.outcome, "K01")
    given = phrasebook().given
    facts = {
        "date": given(partial_date(capacity.on), "date"),
        "decision": given(inside(capacity.decision), "decision"),
        "time": given(capacity.time, "time"),
    }  # fmt: skip
    if capacity.outcome == ABLE:
        return Line((), phrasebook().label("deciding.able", names, **facts))
    return Line((row,), phrasebook().say(row, names, **facts))


def decided_line(decided: Decided, names: Names) -> Line:
    """Return the one line about a decision that was made for the person."""
    row = "K06" if decided.nation == SCOTLAND else "K05"
    given = phrasebook().given
    facts = {
        "date": given(partial_date(decided.on), "date"),
        "decision": given(inside(decided.decision), "decision"),
        "text": given(decided.outcome, "text"),
    }  # fmt: skip
    return Line((row,), phrasebook().say(row, names, **facts))
