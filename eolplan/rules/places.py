"""Rules about the places where somebody wants to be: silence, doubt, and whose wish it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Final

from eolplan.record import Standing, in_error, said_of, views
from eolplan.rules.capacity import could_not_decide
from eolplan.rules.course import MONTHS, events
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import OWN_VOICE, Plan, first_day, view_of
from eolplan.rules.sources import COMMON_LAW
from eolplan.rules.treatment import called
from eolplan.words import N_, partial_date

HOME: Final = frozenset({"own_home", "relative_home", "supported_living"})
"""Places that only work where somebody has made them work: no staff live there."""

_LIVES_AT_HOME: Final = frozenset({"alone", "partner", "family", "others"})
HOSPITAL: Final = frozenset({"hospital_acute", "hospital_community"})
_NAMED: Final = frozenset({
    "hospice", "care_home", "care_home_nursing", "care_home_residential"
})  # fmt: skip
_WISHES: Final = ("pod.first", "poc.first")
_WANTED_PLACES: Final = ("pod.first", "pod.second", "poc.first", "poc.second")
_CARE_HOME: Final = "care_home"
_KIND_OF: Final = {
    "pod.first": "pod.care_home_kind", "pod.second": "pod.second.care_home_kind",
    "poc.first": "poc.care_home_kind",
}  # fmt: skip
"""Where the kind of a care home is asked that is wished for."""

_NO_PLACE: Final = ("", "other", "no_preference")
"""Codes that name no one place."""

_IN_HOSPITAL: Final = (
    "hospital_emergency", "antibiotics_drip_hospital", "intensive_care", "breathing_machine",
)  # fmt: skip
"""Treatments that are only given there."""

_WANTED: Final = ("wants", "would_try_for_a_time")
_MOVED: Final = ("admission", "move", "carer_change")
"""What may have happened since that makes a wish for a place worth asking again."""

_REPORTED: Final = frozenset({
    "attorney_or_deputy", "family_or_friend", "paid_carer", "other_record",
})  # fmt: skip
"""Voices of others, whom nobody has to ask while the person can say where."""

_A_MONTH: Final = dt.timedelta(days=30)
_OFTEN: Final = 2


def at_home(plan: Plan) -> str:
    """Return the question that says the wish is a home, the last days first; or empty."""
    return next((wish for wish in _WISHES if _is_home(plan, wish)), "")


def _is_home(plan: Plan, wish: str) -> bool:
    """Say whether a wish is a home; "wherever I am living" is one for who lives in one."""
    place = plan.code(wish)
    lives_at_home = plan.code("person.living") in _LIVES_AT_HOME
    return place in HOME or (place == "usual_place_wherever" and lives_at_home)


def _not_asked(plan: Plan) -> Iterator[Hit]:
    if plan.reading("pod.first").state == "silent":
        yield Hit(("pod.first",))


def _twice(plan: Plan) -> Iterator[Hit]:
    for wish in _WISHES:
        second = wish.replace("first", "second")
        place, name = plan.code(wish), plan.text(wish.replace("first", "name"))
        other_name = plan.text(f"{second}.name")
        differ = name and other_name and name.casefold() != other_name.casefold()
        if place not in _NO_PLACE and place == plan.code(second) and not differ:
            yield Hit((second, wish))


def _wanted_and_not(plan: Plan) -> Iterator[Hit]:
    for place in plan.instances("place.avoid"):
        avoided = plan.code("place.avoid", place)
        wanted = [q for q in _WANTED_PLACES if avoided in _kinds_of(plan, q)]
        if wanted and avoided not in _NO_PLACE:
            yield Hit(("place.avoid", wanted[0]), place)


def _kinds_of(plan: Plan, wish: str) -> frozenset[str]:
    """Return every code that a wish for a place falls under: a nursing home is a care home."""
    place, kind = plan.code(wish), plan.code(_KIND_OF.get(wish, ""))
    if place == _CARE_HOME and kind:
        return frozenset({place, f"{_CARE_HOME}_{kind}"})
    within = {_CARE_HOME} if place.startswith(_CARE_HOME) else set[str]()
    return frozenset({place, *within})


def _which_one(plan: Plan) -> Iterator[Hit]:
    for wish in _WISHES:
        named = plan.answered(wish.replace("first", "name"))
        known = plan.code("feas.summary") not in ("", "not_assessed") or _lives_there(plan, wish)
        if plan.code(wish) in _NAMED and not (named and known):
            fields = (wish, "feas.summary") if named else (wish.replace("first", "name"), wish)
            yield Hit(fields, words=_CAN_IT_WORK if named else "")
            return


def _lives_there(plan: Plan, wish: str) -> bool:
    """Say whether a wish is to stay in the place where the person lives: nobody asks for a bed."""
    usual = wish.replace("first", "usual")
    return plan.code(usual) == "yes" and not said_of(plan.log, usual)


def _others_say(plan: Plan) -> Iterator[Hit]:
    """Somebody else said where; the person, who can say so, was not asked."""
    for wish in _WISHES:
        answer = plan.answer(wish)
        theirs = answer is not None and answer.said_by.startswith(OWN_VOICE)
        reported = bool(views(plan.log, wish)) or bool(answer and answer.said_by in _REPORTED)
        asked = theirs or (answer is None and plan.settled(wish))
        if reported and not asked and not could_not_decide(plan.guide, plan.log, wish):
            yield Hit((wish,))


def _home_and_hospital(plan: Plan) -> Iterator[Hit]:
    if _is_home(plan, "pod.first") and plan.code("esc.level") in ("E1", "E2"):
        yield Hit(("esc.level", "pod.first"))


def _no_hospital_but(plan: Plan) -> Iterator[Hit]:
    """Hospital is to be avoided, and a treatment is wanted that is only given there."""
    if not {code for _, code in plan.each("place.avoid")} & HOSPITAL:
        return
    for item, kind in plan.each("tx.item.kind"):
        wanted = view_of(plan, "tx.item.view", item) in _WANTED
        if kind in _IN_HOSPITAL and wanted:
            names = {"treatment": called(plan, item)}
            yield Hit(("tx.item.view", "place.avoid"), item, names)


def _hospital_avoided(plan: Plan) -> Iterator[Hit]:
    avoided = {plan.code("place.avoid", i) for i in plan.instances("place.avoid")}
    if avoided & HOSPITAL and not plan.members("tx.scenario"):
        yield Hit(("tx.scenario", "place.avoid"))


def _asked_long_ago(plan: Plan) -> Iterator[Hit]:
    """The wish is old, or something has happened since: an answer on a day counts from there."""
    for wish in _WISHES:
        answer = plan.answer(wish)
        said_on = max([answer.said_on, *_confirmed(plan)]) if answer else ""
        said = first_day(said_on)
        if said is None:
            continue
        moved = any(day > said for day in events(plan, *_MOVED))
        if moved or plan.today - said > MONTHS:
            yield Hit((wish,), names={"date": partial_date(said_on)})
            return


def _confirmed(plan: Plan) -> list[str]:
    """Return the ISO days of reviews in which nothing was to be changed."""
    same = [i for i, code in plan.each("rev.done.same") if code == "same"]
    return [day for i in same if (day := plan.code("rev.done.on", i))]


def _changes_often(plan: Plan) -> Iterator[Hit]:
    """Count by days: what was put right within one day is no change of mind."""
    said = {
        day: entry.answer.value
        for entry in plan.log.history("pod.first")
        if entry.answer.standing is Standing.ANSWERED and entry.answer.value
        if not in_error(plan.log, entry)
        if (day := first_day(entry.answer.said_on))
    }
    changed = [
        day
        for (_, before), (day, after) in pairwise(sorted(said.items(), key=itemgetter(0)))
        if before != after and dt.timedelta(0) <= plan.today - day <= _A_MONTH
    ]
    if len(changed) >= _OFTEN:
        yield Hit(("pod.first",), names={"count": str(len(changed))})


_CAN_IT_WORK: Final = N_(
    "A hospice or a care home is the wish. Can it work? Write down what is likely."
)

RULES: Final = (
    Rule("P-01", Severity.WARN,
         N_("The place for the last days is not talked about yet. \"Not ready\" is a fine answer."),
         "SCCI1580 54", _not_asked),
    Rule("P-02", Severity.WARN, N_("First and second choice are the same place."), "Own design",
         _twice, at_odds=True),
    Rule("P-03", Severity.WARN,
         N_("A place is wanted and not wanted. Both are printed. Ask what was meant."),
         "Own design; clinical decisions 4", _wanted_and_not, at_odds=True),
    Rule("P-06", Severity.PROMPT,
         N_("A hospice or a care home is the wish. Which one is it, and can it work?"),
         "SCCI1580 37", _which_one),
    Rule("P-07", Severity.WARN,
         N_("Only somebody else has said where. Ask the person, who can tell you."),
         "Mental Capacity Act 2005 s1(2)", _others_say, elsewhere=COMMON_LAW),
    Rule("P-08", Severity.WARN,
         N_("Home is the wish for the last days, and the plan is full treatment in hospital. Have"
            " both been talked through together?"),
         "Own design", _home_and_hospital, at_odds=True),
    Rule("P-08", Severity.WARN,
         N_("Hospital is to be avoided, and a treatment is wanted that is only given there:"
            " {treatment}. Look at both together."),
         "Own design", _no_hospital_but, at_odds=True),
    Rule("P-09", Severity.PROMPT,
         N_("Hospital is to be avoided. Is there a plan for what is most likely to happen?"),
         "End of life care minimum data set", _hospital_avoided),
    Rule("P-11", Severity.PROMPT,
         N_("Where they want to be was last said on {date}. Is it what they want today?"),
         "SCCI1580 requirement 19", _asked_long_ago),
    Rule("P-13", Severity.PROMPT,
         N_("The wish for a place has changed {count} times in a month. Show how it changed to"
            " whoever takes over."),
         "Own design", _changes_often),
)  # fmt: skip
