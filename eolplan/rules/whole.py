"""Rules about the plan as a whole: what the national data set asks for, and what was not asked.

Neither stops anything. A plan with one recorded wish is a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import Hit, Rule, Severity, naming
from eolplan.rules.plan import OWN_VOICE, Plan
from eolplan.words import N_, tr

_ALL_RIGHT: Final = ("yes", "some_topics")
"""Answers in a talk that say that it was all right to talk."""


def _not_talked_about(plan: Plan) -> Iterator[Hit]:
    """Count the topics of which nothing stands; one quiet line, never a list."""
    asked = {reading.question for reading in plan.readings() if reading.state != "silent"}
    silent = [
        section for section in plan.guide.sections
        if not (section.aside or section.gone or section.per == "conversation")
        and not any(question.id in asked for question in section.questions)
    ]  # fmt: skip
    if silent:
        yield Hit((silent[0].questions[0].id,), names={"n": str(len(silent))})


def _national_set(plan: Plan) -> Iterator[Hit]:
    """Name what the national data set asks for as well; it prints as not recorded."""
    lacking: list[tuple[str, str]] = []
    if not plan.members("person.address"):
        lacking.append(("person.address", tr("an address, or that there is none")))
    if not plan.settled("dx.primary"):
        lacking.append(("dx.primary", tr("the main illness")))
    if plan.answered("person.nhs_no") and not plan.settled("person.nhs_status"):
        lacking.append(("person.nhs_status", tr("whether the number was checked")))
    if not (plan.settled("agree.conversation") or plan.holds("conv.permission", *_ALL_RIGHT)):
        lacking.append(("agree.conversation", tr("agreement to talk about this")))
    if _was_given_for_them(plan) and not plan.settled("agree.how.who"):
        lacking.append(("agree.how.who", tr("who gave agreement, when and how")))
    yield from naming(lacking)


def _was_given_for_them(plan: Plan) -> bool:
    """Say whether agreement to the record came from others: of their own, the answer tells how."""
    given = plan.answer("agree.record")
    return given is not None and not given.said_by.startswith(OWN_VOICE)


RULES: Final = (
    Rule("N-05", Severity.WARN,
         N_("The national data set also asks for {what}. It prints as not recorded."),
         "SCCI1580; clinical decisions 4", _national_set),
    Rule("N-02", Severity.PROMPT,
         N_("Topics not talked about yet: {n}. That is fine. They print as not talked about yet."),
         "SCCI1580; own design", _not_talked_about),
)  # fmt: skip
