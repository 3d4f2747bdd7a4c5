"""Rules about medicines in the house, and about what may go wrong with them.

This is no drug chart: a dose that stands here would be read as one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from eolplan.record import Reading
from eolplan.rules.course import COURSE, is_dying
from eolplan.rules.devices import devices
from eolplan.rules.finding import Hit, Rule, Severity, naming, unsaid
from eolplan.rules.plan import Plan
from eolplan.words import N_, listing, partial_date, tr

IN_HOUSE: Final = frozenset({"in_the_home", "in_use"})
_SOON: Final = dt.timedelta(days=14)
_NEED_SWALLOW: Final = ("parkinsons", "epilepsy", "steroids", "opioids")
_ON_MAINS: Final = frozenset({"ventilator", "lvad"})
_KIT_ON_MAINS: Final = ("niv", "suction", "feed_pump")

_SCANNED: Final = ("am.", "tx.scenario.", "crisis.", "val.do_dont.", "last_days.", "cont.")
_NO_DOSE: Final = frozenset({"am.items.left", "am.location"})
_DOSE: Final = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:g|mg|mcg|µg|grams?|micrograms?|milligrams?|mls?|millilitres?|units?"
    r"|tablets?|puffs?|sprays?|l(?:itres?)?\s?(?:/|per|a)\s?min(?:utes?)?)\b"
    r"|\b(?:half|one|two|three|four) (?:a )?(?:tablets?|puffs?|sprays?)\b"
    r"|\b(?:s/c|subcut(?:aneous(?:ly)?)?|buccal(?:ly)?|sublingual(?:ly)?|intramuscular(?:ly)?"
    r"|every (?:\d+|two|three|four|six|eight) hours|\d+ ?hourly)\b",
    re.IGNORECASE,
)
"""A dose, a rate or a route."""

_STRENGTH: Final = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|micrograms?|units?)\s?(?:/|per|in)\s?\d*\s?mls?\b",
    re.IGNORECASE,
)
"""What stands on a label, such as 10 mg/ml, says nothing of how much to give."""


def _in_the_house(plan: Plan) -> Iterator[Hit]:
    if plan.code("am.status") not in IN_HOUSE:
        return
    night = plan.answered("team.single_point.night") or bool(plan.night_phone)
    asked = (
        ("am.chart.seen", tr("a signed chart"), plan.code("am.chart.seen") == "yes"),
        ("am.location", tr("where they are kept"), plan.answered("am.location")),
        ("am.items.expires", tr("when they expire"), plan.has("am.items.expires")),
        ("team.single_point.night", tr("a number for the night"), night),
    )
    lacking = [(field, words) for field, words, known in asked if not known]
    yield from naming(lacking, also=("am.status",))


def _expiring(plan: Plan) -> Iterator[Hit]:
    if plan.code("am.status") not in {*IN_HOUSE, "prescribed"}:
        return
    found = [
        (day, text, item) for item, text in plan.each("am.items.expires")
        if (day := plan.last("am.items.expires", item)) and day - plan.today <= _SOON
    ]  # fmt: skip
    if found:
        _, text, item = min(found)
        yield Hit(("am.items.expires",), item, {"date": partial_date(text)})


def _allergies_first(plan: Plan) -> Iterator[Hit]:
    pump = plan.code("am.driver") == "in_use" or "syringe_pump" in _kit(plan)
    opioids = "opioids" in plan.codes("dx.meds_stop") or plan.code("am.opioid") == "on_opioid"
    known = any(ask("dx.allergy.status") for ask in (plan.settled, plan.was_said))
    if (pump or opioids) and not known:
        yield Hit(("dx.allergy.status", "am.driver" if pump else "dx.meds_stop"))


def _kit(plan: Plan) -> set[str]:
    """Return the codes of the equipment that is there."""
    return {
        code for i, code in plan.each("equip.item.what")
        if plan.code("equip.item.state", i) in ("", "have")
    }  # fmt: skip


def _doses(plan: Plan) -> Iterator[Hit]:
    found = dict.fromkeys(
        reading.question
        for reading in plan.readings()
        if reading.question.startswith(_SCANNED) and reading.question not in _NO_DOSE
        if any(_DOSE.search(_STRENGTH.sub("", text)) for text in _texts(plan, reading))
    )
    if found:
        yield Hit(tuple(found))


def _texts(plan: Plan, reading: Reading) -> Iterator[str]:
    """Yield what was typed for one question: its words, and its lines where it has no codes."""
    answer = reading.answer
    if answer is None or reading.question not in plan.guide:
        return
    yield answer.own_words
    if not plan.guide.question(reading.question).options:
        listed = answer.value if isinstance(answer.value, list) else [answer.value]
        yield from (line for line in listed if isinstance(line, str))


def _cannot_swallow(plan: Plan) -> Iterator[Hit]:
    needs = plan.codes("dx.meds_stop") & set(_NEED_SWALLOW)
    planned = plan.holds("tx.scenario.problem", "choking") or re.search(
        r"swallow", plan.words("dx.meds_note"), re.IGNORECASE
    )
    if needs and not planned:
        options = plan.guide.question("dx.meds_stop").options
        named = [tr(option.words) for option in options if option.code in needs]
        yield Hit(("tx.scenario", "dx.meds_stop"), names={"what": listing(named)})


def _fire(plan: Plan) -> Iterator[Hit]:
    for alert, kind in plan.each("alert.item.kind"):
        if kind == "smoking_oxygen" and not plan.answered("alert.item.note", alert):
            yield Hit(("alert.item.note", "alert.item.kind"), alert)


def _power(plan: Plan) -> Iterator[Hit]:
    needs = plan.code("equip.power") == "yes" or devices(plan) & _ON_MAINS
    kit = _kit(plan) & set(_KIT_ON_MAINS)
    planned = plan.holds("tx.scenario.problem", "power") or plan.holds("cont.trigger", "equipment")
    if (needs or kit) and not planned:
        yield Hit(("tx.scenario", "equip.power", "dev.has"))


def _bleed(plan: Plan) -> Iterator[Hit]:
    planned = plan.answered("crisis.bleed.plan") or plan.holds("tx.scenario.problem", "bleed")
    if plan.code("crisis.bleed.risk") == "yes" and not planned:
        yield Hit(("crisis.bleed.plan", "crisis.bleed.risk"))


def _last_days(plan: Plan) -> Iterator[Hit]:
    if is_dying(plan) and not plan.any_of("last_days"):
        yield Hit(("last_days.recognised_by", *COURSE))


def _carer_gives(plan: Plan) -> Iterator[Hit]:
    if "trained_carer" not in plan.codes("am.who_gives"):
        return
    asked = (("am.who_gives.scheme", tr("the scheme")),
             ("am.who_gives.trained_on", tr("when they were trained")))  # fmt: skip
    yield from naming(unsaid(plan, asked), also=("am.who_gives",))


RULES: Final = (
    Rule("M-01", Severity.WARN,
         N_("Just-in-case medicines are in the house. Not recorded yet: {what}."),
         "SCCI1580 32", _in_the_house, safety=True, prints=True),
    Rule("M-02", Severity.WARN,
         N_("Just-in-case medicines expire, or have expired, from {date}. Ask for new ones."),
         "Own design", _expiring, safety=True, prints=True),
    Rule("M-03", Severity.WARN,
         N_("A pump or strong painkillers are recorded, and nothing about allergies. Ask, and"
            " write \"none known\" if there are none."),
         "SCCI1580 30; clinical decisions 4", _allergies_first, safety=True),
    Rule("M-04", Severity.WARN,
         N_("A dose, a rate or a route is written here. This is no drug chart: write \"as on the"
            " signed chart\"."),
         "Own design, safety; clinical decisions D34", _doses, safety=True),
    Rule("M-05", Severity.PROMPT,
         N_("Not to be stopped: {what}. What is the plan if they cannot swallow?"),
         "Own design", _cannot_swallow),
    Rule("M-06", Severity.WARN,
         N_("There is oxygen in a home where somebody smokes. Write down what was said and done"
            " about fire."),
         "Own design, safety", _fire, safety=True),
    Rule("M-07", Severity.WARN,
         N_("Something here needs mains power. What is the plan if the power fails?"),
         "Own design, safety", _power, safety=True),
    Rule("M-08", Severity.PROMPT,
         N_("There is a risk of a big bleed. Write down what to do, and tell the carer."),
         "Own design", _bleed),
    Rule("M-09", Severity.WARN,
         N_("The last days may have begun. Write a plan for them together."),
         "One chance to get it right; NICE NG31", _last_days, safety=True, prints=True),
    Rule("M-10", Severity.WARN,
         N_("A carer gives injections. Write down {what}."),
         "Own design, safety", _carer_gives, safety=True),
)  # fmt: skip
