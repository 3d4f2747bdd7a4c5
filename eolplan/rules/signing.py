"""What every signed plan needs: the seven facts, agreement, and no two answers that differ.

Source: clinical decisions, section 4. Nothing else may stop a whole sign-off without
a safety reason; a plan with one recorded wish is a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from eolplan.record import Entry, Standing, Value, is_view
from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.status import TAKEN_BACK, is_all_taken_back
from eolplan.words import N_, listing, partial_date, say, tr

SHARING: Final = "agree.share."
"""Prefix of the sharing questions, one for each audience."""

REFUSED: Final = frozenset({"refused", "withdrawn"})
"""Answers to ``agree.record`` that say there is no agreement: nothing is signed off."""

TALK: Final = ("conv.when", "conv.staff.name", "conv.present", "conv.permission", "conv.readback")
"""What must be known of one conversation: when, who led, who was there, permission, read back."""

_WHY_UNREAD: Final = "conv.readback.why"

_FACTS: Final = {
    "conv.when": N_("when you talked"),
    "conv.staff.name": N_("who led the talk"),
    "conv.present": N_("whether this person was there"),
    "conv.permission": N_("whether it was all right to talk"),
    "conv.readback": N_("whether it was read back"),
    _WHY_UNREAD: N_("why it was not read back"),
}

_SIGNATURES: Final = "sign."
"""How the questions begin that say who else signs."""

REVIEW: Final = "review"
"""Which fact asks for a day, after today, on which to look at it again."""

_REVIEW_CAME: Final = N_("The day to look at this again has come: {date}. Choose the next one.")

TALKED: Final = "talk"
"""Which fact asks for a talk that stands behind the next version."""

_SOURCE: Final = "Clinical decisions 4"


def wanting(plan: Plan, talk: str) -> tuple[str, ...]:
    """Return the facts of one talk that are not known; where it was not read back, why not."""
    unread = plan.reading("conv.readback", talk).value == "not_done"
    asked = (*TALK, _WHY_UNREAD) if unread else TALK
    return tuple(question for question in asked if not plan.settled(question, talk))


def asked_for(questions: Iterable[str]) -> str:
    """Return the sentence that asks for some facts of a talk, and for no others."""
    return say("Say {what}.", what=listing([tr(_FACTS[question]) for question in questions]))


def talks(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the conversations of which any fact is recorded, the newest day first."""
    found = {i for q, i in plan.log.questions() if q in TALK}
    return tuple(sorted(found, key=lambda talk: (plan.code("conv.when", talk), talk), reverse=True))


def vouching(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the whole talks that the next version may rest on, the newest day first.

    Something that no version covers was recorded in it: what an earlier version rested on
    says nothing of what was said since. Where nothing was said since, as when a mistake was put
    right or a colleague signs as well, the newest version's own talk stands.
    """
    newest = plan.log.latest_version()
    fresh: set[Value] = {head.conversation for head in plan.log.unsigned() if _is_said(head)}
    if newest is not None and not fresh:
        fresh = {newest.facts.get("conversation")}
    return tuple(talk for talk in talks(plan) if talk in fresh and not wanting(plan, talk))


def _is_said(head: Entry) -> bool:
    """Say whether an entry comes of a talk; who else is to sign is settled beside it."""
    return bool(head.conversation) and not head.question.startswith(_SIGNATURES)


def _unnamed(plan: Plan) -> Iterator[Hit]:
    named = any(map(plan.settled, ("person.family", "person.given")))
    born = plan.settled("person.dob")
    if not (named or born):
        yield Hit(("person.family", "person.dob"))
    elif not named:
        yield Hit(("person.family",), words=N_("Record the name."))
    elif not born:
        yield Hit(("person.dob",), words=N_("Record the date of birth."))


def _numbered(plan: Plan) -> bool:
    numbers = ("person.nhs_no", "person.chi", "person.hcn", "person.no_id_reason")
    return any(map(plan.settled, numbers))


def _talked(plan: Plan) -> bool:
    """Say whether a talk stands behind the next version; nobody talks once a plan has ended."""
    return bool(vouching(plan)) or (plan.ended and plan.log.latest_version() is not None)


def _shared(plan: Plan) -> bool:
    """Say whether any reader was asked about: "no" is an answer, "not today" is none."""
    return any(
        question.startswith(SHARING)
        and not is_view(instance)
        and plan.reading(question, instance).standing is Standing.ANSWERED
        for question, instance in plan.log.questions()
    )


def _no_agreement(plan: Plan) -> Iterator[Hit]:
    """Find agreement that was refused, or taken back in whichever of its two places."""
    if plan.code("agree.record") in REFUSED:
        yield Hit(("agree.record",))
    elif is_all_taken_back(plan.log):
        yield Hit((TAKEN_BACK,))


def _no_review(plan: Plan) -> Iterator[Hit]:
    """Find no day to look at it again: a copy can be relied on until then, so it is to come."""
    due = plan.last("rev.date")
    if not plan.settled("rev.date"):
        yield Hit(("rev.date",))
    elif due and due <= plan.today and not plan.ended:
        names = {"date": partial_date(plan.code("rev.date"))}
        yield Hit(("rev.date",), names=names, words=_REVIEW_CAME)


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
    Rule("N-01", Severity.BLOCK, N_("Record the name and the date of birth."), _SOURCE, _unnamed,
         stops="plan", fact="identity"),
    _fact("I-02", "number", N_("Record the NHS, CHI or H&C number, or why there is none."),
          "person.nhs_no", _numbered),
    _fact("N-01", "nation", N_("Say which nation's law applies."), "plan.jurisdiction",
          lambda plan: plan.settled("plan.jurisdiction")),
    _fact("V-01", TALKED, N_("Say when you talked, who took part, whether it was all right to"
                             " talk, and whether it was read back."), "conv.when", _talked),
    _fact("A-01", "agreement", N_("Record the agreement to make this plan."), "agree.record",
          lambda plan: plan.answered("agree.record")),
    Rule("A-02", Severity.BLOCK,
         N_("There is no agreement to this record now, so it cannot be signed off."), _SOURCE,
         _no_agreement, stops="plan", fact="refused"),
    _fact("A-03", "sharing", N_("Ask who may see this plan, for one reader at least."),
          "agree.share.gp", _shared),
    Rule("Q-01", Severity.BLOCK, N_("Choose when to look at this again."), _SOURCE, _no_review,
         stops="plan", fact=REVIEW),
    _fact("Q-01", "reviewer", N_("Say who will look at it again."), "rev.who.name",
          lambda plan: plan.settled("rev.who.name")),
    Rule("Q-07", Severity.BLOCK,
         N_("Two records differ in {topic}. Look at them together, or sign off without this"
            " topic."), _SOURCE, _differing, stops="topic", fact="conflict"),
)  # fmt: skip
