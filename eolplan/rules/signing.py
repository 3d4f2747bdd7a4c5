"""What every signed plan needs: the seven facts, agreement, and no two answers that differ.

Source: clinical decisions, section 4. Nothing else may stop a whole sign-off without
a safety reason; a plan with one recorded wish is a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.record import Standing, is_view
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_, tr

SHARING: Final = "agree.share."
"""Prefix of the sharing questions, one for each audience."""

REFUSED: Final = frozenset({"refused", "withdrawn"})
"""Answers to ``agree.record`` that say there is no agreement: nothing is signed off."""

TALK: Final = ("conv.when", "conv.staff.name", "conv.present", "conv.permission", "conv.readback")
"""What must be known of one conversation: when, who led, who was there, permission, read back."""

_SOURCE: Final = "Clinical decisions 4"


def whole_talk(plan: Plan, talk: str) -> bool:
    """Say whether all is known of one talk; where it was not read back, why not."""
    unread = plan.reading("conv.readback", talk).value == "not_done"
    known = (*TALK, "conv.readback.why") if unread else TALK
    return all(plan.settled(question, talk) for question in known)


def talks(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the conversations of which any fact is recorded."""
    return tuple(sorted({i for q, i in plan.log.questions() if q in TALK}))


def _named(plan: Plan) -> bool:
    names = ("person.family", "person.given")
    return any(map(plan.settled, names)) and plan.settled("person.dob")


def _numbered(plan: Plan) -> bool:
    numbers = ("person.nhs_no", "person.chi", "person.hcn", "person.no_id_reason")
    return any(map(plan.settled, numbers))


def _talked(plan: Plan) -> bool:
    return any(whole_talk(plan, talk) for talk in talks(plan))


def _shared(plan: Plan) -> bool:
    """Say whether any reader was asked about: "no" is an answer, "not today" is none."""
    return any(
        question.startswith(SHARING)
        and not is_view(instance)
        and plan.reading(question, instance).standing is Standing.ANSWERED
        for question, instance in plan.log.questions()
    )


def _without(holds: Callable[[Plan], bool], field: str) -> Callable[[Plan], Iterable[Hit]]:
    """Return hits of a rule that applies where *holds* does not."""
    return lambda plan: () if holds(plan) else (Hit((field,)),)


def _fact(id_: str, fact: str, words: str, field: str, holds: Callable[[Plan], bool]) -> Rule:
    """Return a rule that asks for one of the facts."""
    return Rule(
        id_, Severity.BLOCK, words, _SOURCE, _without(holds, field), stops="plan", fact=fact
    )


def _differing(plan: Plan) -> Iterator[Hit]:
    """Two answers that differ stop the topic they stand in, unless it is held back."""
    for reading in plan.conflicts():
        guide, question = plan.guide, reading.question
        topic = tr(guide.section_of(question).title) if question in guide else tr("another topic")
        yield Hit((question,), reading.instance, {"topic": topic})


RULES: Final = (
    _fact("N-01", "identity", N_("Record the name and the date of birth."), "person.family",
          _named),
    _fact("I-02", "number", N_("Record the NHS, CHI or H&C number, or why there is none."),
          "person.nhs_no", _numbered),
    _fact("N-01", "nation", N_("Say which nation's law applies."), "plan.jurisdiction",
          lambda plan: plan.settled("plan.jurisdiction")),
    _fact("V-01", "talk", N_("Say when you talked, who took part, whether it was all right to"
                             " talk, and whether it was read back."), "conv.when", _talked),
    _fact("A-01", "agreement", N_("Record the agreement to make this plan."), "agree.record",
          lambda plan: plan.answered("agree.record")),
    _fact("A-02", "refused",
          N_("There is no agreement to this record now, so it cannot be signed off."),
          "agree.record", lambda plan: plan.code("agree.record") not in REFUSED),
    _fact("A-03", "sharing", N_("Ask who may see this plan, for one reader at least."),
          "agree.share.gp", _shared),
    _fact("Q-01", "review", N_("Choose when to look at this again."), "rev.date",
          lambda plan: plan.settled("rev.date")),
    _fact("Q-01", "reviewer", N_("Say who will look at it again."), "rev.who.name",
          lambda plan: plan.settled("rev.who.name")),
    Rule("Q-07", Severity.BLOCK,
         N_("Two records differ in {topic}. Look at them together, or sign off without this"
            " topic."), _SOURCE, _differing, stops="topic", fact="conflict"),
)  # fmt: skip
