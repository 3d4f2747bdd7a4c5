"""Which words about medicines, allergies and devices may stand on page 1 (rows M, G and V)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from eolplan.guide import Names
from eolplan.handover.cpr import Line
from eolplan.handover.phrases import phrasebook
from eolplan.words import listing, partial_date, say, tr

STATUSES: Final = frozenset({
    "not_needed_yet", "to_discuss", "declined", "prescribed", "in_the_home", "in_use", "used_up",
    "expired", "returned",
})  # fmt: skip
"""Codes of how just-in-case medicines stand; any other is of an eolplan that knows more."""

_GONE: Final = frozenset({"used_up", "expired", "returned"})


@dataclass(frozen=True, slots=True)
class JustInCase:
    """Just-in-case medicines, as plain words. ``on`` is an ISO date.

    Attributes:
        status: A code; empty where nobody asked.
        on: When it was last checked.
        place, chart, giver: Where they are, where the signed chart is, who may give them.
        chart_seen: Somebody here saw the chart.
        off_paper: Where they are must not stand on paper.
        pump: ``yes``, ``no``, or empty.
        sides: What the records say, where two differ or a code has no words here.
    """

    status: str = ""
    on: str = ""
    place: str = ""
    chart: str = ""
    giver: str = ""
    chart_seen: bool = False
    off_paper: bool = False
    pump: str = ""
    sides: str = ""


@dataclass(frozen=True, slots=True)
class Allergies:
    """What is known of allergies. ``agents`` holds each agent with its reaction."""

    status: str = ""
    asked_on: str = ""
    agents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Avoided:
    """A medicine to avoid, and who wrote that."""

    drug: str
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Critical:
    """What kills when it is not known at the door, as plain words. Dates are ISO.

    Attributes:
        devices: Codes of what the person has.
        others: The devices that have no row of their own, in words.
        shocks: ``on``, ``off``, or anything else: not known.
        clinic: Whom to ring about a heart pump.
        target, card_on: Of the oxygen alert card.
        infection: In words; ``do_not_stop`` and ``avoid``: medicines.
        unknown: What nobody asked about, in words.
    """

    devices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    shocks: str = ""
    shocks_off_on: str = ""
    magnet: str = ""
    clinic: str = ""
    target: str = ""
    card_on: str = ""
    infection: str = ""
    do_not_stop: tuple[str, ...] = ()
    avoid: tuple[Avoided, ...] = ()
    unknown: tuple[str, ...] = ()


SHOCK: Final = frozenset({"icd", "crt_d", "s_icd"})
NECK: Final = frozenset({"tracheostomy", "laryngectomy"})
ROWED: Final = SHOCK | NECK | {"lvad", "oxygen", "none"}
"""Devices that have a row of their own."""


def warned(signed: Allergies, since: Allergies | None) -> Allergies:
    """Return the allergies that were signed, with every one that was heard of since.

    "No known allergies" is said only where that is still so today.

    Args:
        signed: What was signed.
        since: How it stands now, with those agents only that are new.
    """
    if since is None:
        return signed
    ended = signed.status == "none_known" != since.status
    agents = (*signed.agents, *since.agents)
    return replace(signed, status=since.status if ended else signed.status, agents=agents)


def allergy_line(facts: Allergies, names: Names) -> Line:
    """Return the one line about allergies. What somebody reacts to always prints."""
    given = phrasebook().given
    pairs = [(given(a, "agent"), given(r, "reaction")) for a, r in facts.agents]
    if facts.status == "known" or pairs:
        *others, (agent, reaction) = pairs or [(given("", "agent"), given("", "reaction"))]
        before = [say("{agent}: {reaction}", agent=a, reaction=r) for a, r in others]
        said = {"agent": "; ".join((*before, agent)), "reaction": reaction}
        return Line(("G01.known",), phrasebook().say("G01.known", names, **said))
    row = "G01.none" if facts.status == "none_known" else "G01.not_known"
    date = given(partial_date(facts.asked_on), "date")
    return Line((row,), phrasebook().say(row, names, date=date))


def just_in_case_line(facts: JustInCase, names: Names, *, phone: str) -> Line:
    """Return the one line about just-in-case medicines."""
    if facts.sides:
        return Line((), phrasebook().label("medicines.differ", names, sides=facts.sides))
    given, row = phrasebook().given, _row(facts)
    said = {
        "place": given(facts.place, "place"), "chart": given(facts.chart, "place"),
        "who": given(facts.giver, "giver"), "date": given(partial_date(facts.on), "date"),
        "pump": given({"yes": tr("yes"), "no": tr("no")}.get(facts.pump, ""), "yes_or_no"),
        "phone": phone,
    }  # fmt: skip
    return Line((row,), phrasebook().say(row, names, **said))


def _row(facts: JustInCase) -> str:
    match facts.status:
        case "in_the_home":
            return "M08" if facts.off_paper else "M01" if facts.chart_seen else "M02"
        case "in_use":
            return "M03"
        case "prescribed":
            return "M04"
        case "declined":
            return "M06"
    return "M05" if facts.status in _GONE else "M07"


def critical_lines(facts: Critical, names: Names) -> Iterator[Line]:
    """Yield what must be known at the door, then what nobody told us."""
    devices = frozenset(facts.devices)
    yield from _devices(facts, devices, names)
    book = phrasebook()
    listed = listing(facts.others)
    if listed:
        yield Line((), book.label("critical.devices", names, what=listed))
    elif "none" in devices:
        yield Line((), book.label("critical.no_devices", names))
    if facts.infection:
        yield Line((), book.label("critical.infection", names, what=facts.infection))
    yield from _stopping(facts, names)
    if facts.unknown:
        what = ", ".join(facts.unknown)
        yield Line((), book.label("critical.not_known", names, what=what))


def _devices(facts: Critical, devices: frozenset[str], names: Names) -> Iterator[Line]:
    given, book = phrasebook().given, phrasebook()

    def line(row: str, **said: str) -> Line:
        return Line((row,), book.say(row, names, **said))

    if devices & NECK:
        yield line("V02.neck")
    if "lvad" in devices:
        yield line("V02.lvad", clinic=given(facts.clinic, "clinic"))
    if devices & SHOCK:
        row = {"on": "V01.on", "off": "V01.off"}.get(facts.shocks, "V01.not_known")
        off = given(partial_date(facts.shocks_off_on), "date")
        yield line(row, place=given(facts.magnet, "place"), date=off)
    if "oxygen" in devices:
        date = given(partial_date(facts.card_on), "date")
        yield line("V02.oxygen", target=given(facts.target, "target"), date=date)


def _stopping(facts: Critical, names: Names) -> Iterator[Line]:
    """Yield what must not stop, and what must not be given."""
    given, book = phrasebook().given, phrasebook()
    avoided = [
        book.say("V03.avoid", names, drug=given(a.drug, "agent"), clinician=given(a.by, "who"),
                 date=given(partial_date(a.on), "date"))
        for a in facts.avoid
    ]  # fmt: skip
    rows = ("V03.avoid",) * bool(avoided)
    if facts.do_not_stop:
        first = book.say("V03", names, medicines=listing(facts.do_not_stop))
        yield Line(("V03", *rows), first.then(*avoided))
    elif avoided:
        yield Line(rows, avoided[0].then(*avoided[1:]))
