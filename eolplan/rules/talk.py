"""Rules about how the talks went, and whose voice is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from eolplan.record import Entry, Standing, is_view
from eolplan.rules.capacity import unable
from eolplan.rules.course import newest_talk, talks_of, working_days_since
from eolplan.rules.finding import Hit, Rule, Severity, naming
from eolplan.rules.plan import Plan, first_day
from eolplan.rules.subjects import PLANNING
from eolplan.words import N_, partial_date, tr

LEAVE_ALONE: Final = dt.timedelta(days=14)
"""How long "not ready" is left alone, unless the person brings it up."""

_ASKED_BY_PERSON: Final = "person_asked"
_NOBODY: Final = ("", "nobody", "family")
_IN_WORDS: Final = (("val.matters.tags", "val.matters"), ("pod.first", "pod.first"))
"""What was only picked from a list, and where it would stand in their words."""


def _not_asked_whether(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    if plan.code("conv.permission", talk) == "not_recorded":
        yield Hit(("conv.permission",), talk)


def _no_words(plan: Plan) -> Iterator[Hit]:
    lacking = [words for picked, words in _IN_WORDS if plan.codes(picked) and not plan.words(words)]
    yield from naming([(question, plan.heading(question)) for question in lacking])


def _copied(plan: Plan) -> Iterator[Hit]:
    for question, instance in sorted(plan.around.copied):
        yield from naming([(question, plan.heading(question))], instance)


def _family_only(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    others = plan.answered("conv.present.others", talk)
    cannot = unable(plan, *PLANNING)
    if others and plan.code("conv.present", talk) == "no" and not cannot:
        yield Hit(("conv.present",), talk)


def _never_alone(plan: Plan) -> Iterator[Hit]:
    talks = [t for t in talks_of(plan) if plan.code("conv.where", t) != "phone"]  # no room to be in
    alone = any(
        plan.code("conv.present.alone", t) == "yes"
        or plan.code("conv.alone_wish", t) == "no"
        or not plan.answered("conv.present.others", t)
        for t in talks
    )
    if talks and not alone:
        yield Hit(("conv.present.alone",), talks[-1])


def _interpreter(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    needed = plan.code("comm.interpreter") == "needed"
    if talk and needed and plan.code("conv.interp.who", talk) in _NOBODY:
        yield Hit(("conv.interp.who", "comm.interpreter"), talk)


def _child_interprets(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    if plan.code("conv.interp.who", talk) == "child":
        yield Hit(("conv.interp.who",), talk)


def _not_read_back(plan: Plan) -> Iterator[Hit]:
    talk = newest_talk(plan)
    if talk and plan.code("conv.readback", talk) in ("", "not_done"):
        yield Hit(("conv.readback",), talk)


def _ended_in_distress(plan: Plan) -> Iterator[Hit]:
    for talk, distress in plan.each("conv.distress"):
        if distress == "talk_ended" and not plan.answered("conv.distress.follow_up", talk):
            yield Hit(("conv.distress.follow_up",), talk)


def _harm_told(plan: Plan) -> Iterator[Hit]:
    """Only those who can read what was told are reminded, in words that tell nobody else."""
    told = {i for q, i in plan.whole.questions() if q == "conv.risk.told" and not is_view(i)}
    for talk in sorted(told):
        told_on = plan.day("conv.when", talk)
        if plan.whole.reading("conv.risk.told", talk).value != "yes" or told_on is None:
            continue
        done = any(
            plan.whole.reading(f"conv.risk.{part}", talk).answer for part in ("steps", "who")
        )
        if not done and working_days_since(told_on, plan.today) >= 1:
            yield Hit(("conv.risk.steps",), talk, {"date": partial_date(told_on.isoformat())})


def _asked_again(plan: Plan) -> Iterator[Hit]:
    """Find what was asked, or is about to be asked, too soon after "not ready"."""
    if plan.code("conv.why_now", newest_talk(plan)) == _ASKED_BY_PERSON:
        return
    yield from _by_topic(plan, (
        (entry.question, entry.answer.said_on)
        for reading in plan.readings()
        for head in reading.heads
        for entry in (head, *_replaced(plan, head))
        if _too_soon(plan, entry)
    ))  # fmt: skip


def _by_topic(plan: Plan, found: Iterable[tuple[str, str]]) -> Iterator[Hit]:
    """Yield one hit for the questions of one topic and one day, which it names."""
    topics: dict[tuple[str, str], list[str]] = {}
    for question, day in found:
        topics.setdefault((plan.section(question), day), []).append(question)
    for (topic, day), questions in topics.items():
        title = tr(plan.guide.section(topic).title) if topic else tr("another topic")
        names = {"topic": title, "date": partial_date(day)}
        yield Hit(tuple(dict.fromkeys(questions)), names=names)


def _replaced(plan: Plan, head: Entry) -> Iterator[Entry]:
    """Yield what *head* replaced, when it was asked again today."""
    if head.answer.said_on == plan.today.isoformat():
        held = plan.log.entries
        yield from (held[digest] for digest in head.supersedes if digest in held)


def _too_soon(plan: Plan, entry: Entry) -> bool:
    said = first_day(entry.answer.said_on)
    if entry.answer.standing is not Standing.ASKED_NOT_READY or said is None:
        return False
    return dt.timedelta(0) < plan.today - said <= LEAVE_ALONE


def _judged_without_reason(plan: Plan) -> Iterator[Hit]:
    yield from _by_topic(plan, (
        (reading.question, answer.said_on)
        for reading in plan.readings()
        if (answer := reading.answer) and answer.standing is Standing.NOT_APPROPRIATE_NOW
        if not (answer.note and answer.again_on)
    ))  # fmt: skip


RULES: Final = (
    Rule("V-02", Severity.WARN,
         N_("Nobody wrote down whether it was all right to talk. Ask, and write what they said."),
         "Universal principles for advance care planning 1", _not_asked_whether),
    Rule("V-03", Severity.PROMPT,
         N_("Picked from a list: {what}. How did they say it, in their words?"),
         "PRSB shared decision making standard", _no_words),
    Rule("V-04", Severity.WARN,
         N_("The same words stand in another plan: {what}. Are they this person's own?"),
         "CQC review of DNACPR decisions; own design", _copied),
    Rule("V-06", Severity.WARN,
         N_("Only others were there. See the person before anything is written as their wish."),
         "Universal principles for advance care planning 1", _family_only),
    Rule("V-07", Severity.PROMPT,
         N_("There was always somebody else in the room. Offer some time alone."),
         "Own design", _never_alone),
    Rule("V-08", Severity.WARN,
         N_("An interpreter is needed. For this talk nobody is recorded, or only family. Ask for a"
            " trained one."),
         "Accessible Information Standard", _interpreter, safety=True),
    Rule("V-09", Severity.PROMPT, N_("What was written has not been read back."), "Own design",
         _not_read_back),
    Rule("V-10", Severity.WARN,
         N_("The talk ended in distress. Who will look after them, and when?"),
         "Own design", _ended_in_distress),
    Rule("V-11", Severity.WARN,
         N_("Something that was told on {date} needs a step, and none is written down. Follow your"
            " policy today."),
         "Safeguarding policy", _harm_told, once_ended=True),
    Rule("V-12", Severity.PROMPT,
         N_("They said \"not ready\" on {date}: {topic}. Leave it until they bring it up."),
         "Universal principles for advance care planning 1", _asked_again),
    Rule("V-13", Severity.WARN,
         N_("On {date} it was judged wrong to ask: {topic}. Write down why, and when to look"
            " again."),
         "SCCI1580", _judged_without_reason),
    Rule("K-10", Severity.WARN,
         N_("A child interpreted. Ask for a trained interpreter, and go through it again."),
         "Accessible Information Standard; own design", _child_interprets, safety=True),
)  # fmt: skip
