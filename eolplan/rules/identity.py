"""Rules about who somebody is: numbers that add up, ages the law knows, days that can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.guide.nations import nation
from eolplan.guide.patterns import is_national_number, number_of, plain_number
from eolplan.record import Reading
from eolplan.record.answer import is_date, last_day
from eolplan.rules.finding import MCA, Hit, Rule, Severity
from eolplan.rules.plan import Plan, age_on, first_day, least_age_on
from eolplan.rules.sources import YOUNG, also
from eolplan.words import N_, partial_date, tr

NUMBERS: Final = ("person.nhs_no", "person.chi", "person.hcn")
_OWN: Final = {"person.nhs_no": "nhs", "person.chi": "chi", "person.hcn": "hcn"}
"""Whose number each question holds, as ``number_of`` tells them apart."""

_PRACTICE: Final = ".".join(("plan", "practice"))
"""No page asks it: it is set where a made-up person is added."""

ADULT: Final = 18
_OLDEST: Final = 120
_LATE: Final = dt.timedelta(hours=72)


def _held(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from ((q, number) for q in NUMBERS if (number := plan.code(q)))


def _heading(plan: Plan, question: str) -> str:
    """Return which number it is: several may stand on one page, and the check shows none."""
    return tr(plan.guide.question(question).heading)


def _does_not_add_up(plan: Plan) -> Iterator[Hit]:
    for question, number in _held(plan):
        if not is_national_number(number):
            yield Hit((question,), names={"number": _heading(plan, question)})


def _for_tests(plan: Plan) -> Iterator[Hit]:
    made_up = plan.around.training or plan.code(_PRACTICE) == "yes"
    for question, number in _held(plan):
        if not made_up and is_national_number(number) and number_of(number) == "test":
            yield Hit((question,), names={"number": _heading(plan, question)})


def _of_another_nation(plan: Plan) -> Iterator[Hit]:
    for question, number in _held(plan):
        kind = number_of(number) if is_national_number(number) else ""
        if kind in ("nhs", "chi", "hcn") and kind != _OWN[question]:
            yield Hit((question,))


def _not_born_then(plan: Plan) -> Iterator[Hit]:
    """Find a CHI number whose first six digits are not the day of birth."""
    number, born = plain_number(plan.code("person.chi")), plan.code("person.dob")
    if len(born) == len("1941-03-04") and is_national_number(number):
        day = born[8:] + born[5:7] + born[2:4]
        if number[:6] != day:
            yield Hit(("person.chi", "person.dob"))


def _twice_here(plan: Plan) -> Iterator[Hit]:
    if plan.around.twins:
        yield Hit(("person.nhs_no", "person.dob"))


def _cannot_be_born_then(plan: Plan) -> Iterator[Hit]:
    born = first_day(plan.code("person.dob"))
    if born is None:
        return
    said = {answer.said_on for reading in plan.readings() for answer in reading.answers}
    least, _ = _ages(plan)
    if born > plan.today:
        yield Hit(("person.dob",))
    elif least is not None and least > _OLDEST:
        yield Hit(("person.dob",), words=_TOO_OLD)
    elif any(last_day(on) < born for on in said if is_date(on)):
        yield Hit(("person.dob",), words=_SAID_BEFORE)


def _child(plan: Plan) -> Iterator[Hit]:
    """Find somebody who is a child for certain, also where only the year of birth is known."""
    _, most = _ages(plan)
    if most is not None and 0 <= most < nation(plan.nation).deciding_age:
        yield Hit(("person.dob",))


def _nearly_adult(plan: Plan) -> Iterator[Hit]:
    """Find somebody who is 16 or 17, or may be."""
    least, most = _ages(plan)
    if least is None or most is None:
        return
    if most >= nation(plan.nation).deciding_age and least < ADULT:
        law = nation(plan.nation).facts["young"]
        yield Hit(("person.dob", "cap.child.parental"), words=law)


def _ages(plan: Plan) -> tuple[int | None, int | None]:
    """Return the least and the greatest age that the person can have today."""
    born, today = plan.code("person.dob"), plan.today.isoformat()
    return least_age_on(born, today), age_on(born, today)


def _not_yet(plan: Plan) -> Iterator[Hit]:
    """Find something that is said to have happened on a day that has not come."""
    for reading in plan.readings():
        known = reading.question in plan.guide
        past = known and plan.guide.question(reading.question).past
        for answer in reading.answers:
            days = [first_day(answer.said_on)]
            if past and isinstance(answer.value, str):
                days.append(first_day(answer.value))
            if any(day is not None and day > plan.today for day in days):
                yield Hit((reading.question,), reading.instance, {"what": _called(plan, reading)})
                break


def _called(plan: Plan, reading: Reading) -> str:
    """Return what an answer is about, with what it is a part of."""
    if reading.question not in plan.guide:
        return tr("An answer that is no longer asked for")
    heading = tr(plan.guide.question(reading.question).heading)
    page = plan.guide.group_of(reading.question)
    return f"{tr(page.heading)}: {heading}" if page is not None else heading


def _written_later(plan: Plan) -> Iterator[Hit]:
    """Find a talk of which something was written down more than three days after it."""
    until = {
        talk: dt.datetime.combine(day + dt.timedelta(days=1), dt.time()).astimezone() + _LATE
        for talk, _ in plan.each("conv.when")
        if (day := plan.last("conv.when", talk))
    }
    late = {
        entry.conversation
        for entry in plan.log.entries.values()
        if entry.conversation in until and entry.recorded > until[entry.conversation]
    }
    for talk in sorted(late):
        if plan.reading("conv.note", talk).state == "silent":
            yield Hit(("conv.when",), talk, {"date": partial_date(plan.code("conv.when", talk))})


def _no_gp(plan: Plan) -> Iterator[Hit]:
    """Ask for a GP or a reason; of a GP in England or Wales then for the code of the practice."""
    named = any(map(plan.settled, ("gp.practice", "gp.name")))
    if not named and not plan.answered("gp.not_registered"):
        yield Hit(("gp.practice", "gp.not_registered"))
    elif named and plan.nation in MCA and not plan.answered("gp.ods"):
        yield Hit(("gp.ods",), severity=Severity.PROMPT, words=_NO_CODE)


def _wrong_clock(plan: Plan) -> Iterator[Hit]:
    if plan.around.clock_wrong:
        yield Hit(("conv.when",))


_TOO_OLD: Final = N_("The date of birth is more than 120 years ago. Put it right.")
_SAID_BEFORE: Final = N_(
    "Something is recorded as said before the date of birth. Put one of the two dates right."
)
_NO_CODE: Final = N_("The GP practice has no code (ODS). It helps the plan to reach the right one.")
_ADDS_UP: Final = "NHS Data Model and Dictionary, modulus 11"
_RANGES: Final = "The open nhs-number package"

RULES: Final = (
    Rule("I-01", Severity.BLOCK,
         N_("This {number} does not add up. Check it against the letter or card."), _ADDS_UP,
         _does_not_add_up, stops="plan", may_go_on=True),
    Rule("I-03", Severity.BLOCK,
         N_("This {number} is only for tests. Nobody has it. Put the right one in its place, or say"
            " why there is none."),
         _RANGES, _for_tests, stops="plan"),
    Rule("I-04", Severity.WARN,
         N_("This looks like the number of another nation. Check which number it is."), _RANGES,
         _of_another_nation),
    Rule("I-05", Severity.WARN,
         N_("The CHI number does not begin with the date of birth. Check both."),
         "NHS Scotland", _not_born_then),
    Rule("I-07", Severity.WARN,
         N_("Somebody else here has the same number, or the same name and date of birth. Is it the"
            " same person?"), "Own design", _twice_here, safety=True),
    Rule("I-08", Severity.BLOCK,
         N_("The date of birth is in the future. Put it right."),
         "Own design", _cannot_be_born_then, stops="plan"),
    Rule("I-09", Severity.BLOCK,
         N_("This plan is for people of 16 and over. Use the plan for children."),
         "SCCI1580, scope; own design", _child, stops="plan"),
    Rule("I-10", Severity.WARN,
         N_("For people of 16 and 17 some law is different. Record who has parental"
            " responsibility."),
         "Mental Capacity Act 2005 s2(5), s9, s24; clinical decisions D21", _nearly_adult,
         elsewhere=also(YOUNG, "clinical decisions D21")),
    Rule("I-11", Severity.BLOCK,
         N_("The answer “{what}” has a date that has not come. Put the date right."), "Own design",
         _not_yet, stops="plan"),
    Rule("I-12", Severity.PROMPT,
         N_("Some of the talk of {date} was written down days later. Add a note that says so."),
         "Nursing and Midwifery Council, record keeping", _written_later),
    Rule("I-13", Severity.WARN,
         N_("No GP is recorded, and no reason why there is none. It prints as not recorded."),
         "SCCI1580 19, 20", _no_gp),
    Rule("I-14", Severity.WARN,
         N_("Check the date of this laptop. It runs backwards, or differs from what arrived."),
         "Own design", _wrong_clock),
)  # fmt: skip
