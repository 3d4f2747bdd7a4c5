"""Sign-off: what the rules ask for first, and the making of a version.

What stops a sign-off is a BLOCK of ``eolplan.rules`` and nothing else. A plan with
one recorded wish is a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eolplan.conversation.beside import around
from eolplan.conversation.door import Conversation
from eolplan.conversation.errors import NotReadyToSign
from eolplan.conversation.facts_override import reason_for
from eolplan.conversation.facts_second import given_now
from eolplan.conversation.students import by_students, to_go_through
from eolplan.conversation.walk import walked
from eolplan.guide import Question
from eolplan.identity import Act
from eolplan.record import Entry, Value, Version
from eolplan.record.codes import UNDO
from eolplan.rules import Finding, Plan, Severity, check
from eolplan.rules.signing import REVIEW as REVIEW
from eolplan.rules.signing import SHARING as SHARING
from eolplan.rules.signing import TALK as TALK
from eolplan.rules.signing import TALKED, asked_for, vouching, wanting
from eolplan.words import say

STUDENT_FACT = "student."
"""How the id of a fact begins that asks to go through what a student recorded; then their id."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is needed before a plan can be signed off.

    Attributes:
        id: Which of the seven facts, ``conflict``, the id of a rule, or ``student.`` and an id.
        needed: Whole sentences that say what to do.
        question: Where to do it: a question id.
        instance: In which of several (an assessment, a refusal); empty where there is one.
    """

    id: str
    needed: str
    question: str
    instance: str = ""


def findings(conversation: Conversation) -> tuple[Finding, ...]:
    """Return everything that the rules find in the plan as it stands, the heaviest first."""
    plan = _plan(conversation)
    return check(
        conversation.log, plan.guide, today=plan.today, nation=plan.nation,
        night_phone=plan.night_phone, around=plan.around,
    )  # fmt: skip


def needed(
    conversation: Conversation, held_back: Iterable[str] = (), gone_through: Iterable[str] = ()
) -> tuple[Fact, ...]:
    """Return what a sign-off needs that is not recorded yet, in the order of the check page.

    What stops one topic only does not count while that topic is held back: then
    the rest can be signed off tonight (clinical decisions, 4). Nor does what a typed
    reason answers.

    Args:
        conversation: The talk.
        held_back: Ids of sections that are signed off later.
        gone_through: Ids of students of whom the signer says to have gone through
            what they recorded.
    """
    later = set(held_back)
    found = (
        _fact(conversation, finding)
        for finding in findings(conversation)
        if finding.severity is Severity.BLOCK
        and not (finding.stops == "topic" and topic_of(conversation, finding) in later)
        and not (finding.may_go_on and reason_for(conversation, finding))
    )
    return _each_once((*found, *_of_today(conversation))) + tuple(
        Fact(
            STUDENT_FACT + student.staff,
            say("Go through what {name} recorded, and say so.", name=student.name),
            student.entries[0].question,
        )
        for student in to_go_through(conversation, gone_through)
    )


def _of_today(conversation: Conversation) -> Iterator[Fact]:
    """Yield what a talk lacks in which something new was said on a later day than any other's.

    An earlier one that was whole says nothing of what was said since in a talk of its own.
    """
    talk, day = conversation.id, _new_since(conversation)
    if not day:
        return
    plan = _plan(conversation)
    facts = wanting(plan, talk)
    before = all(plan.code("conv.when", one) < day for one in vouching(plan))
    if facts and before and not plan.ended:
        yield Fact(TALKED, asked_for(facts), facts[0])


def _new_since(conversation: Conversation) -> str:
    """Return the day of a talk in which something new was said; empty: nothing was.

    One that goes on from another after a long pause, and was not opened, has the day of what
    the person said in it. What is changed between talks begins none: it has no day.
    """
    talk, guide = conversation.id, conversation.guide
    said = [
        head for head in conversation.log.unsigned()
        if head.conversation == talk and head.reason != UNDO and head.question in guide
        and walked(guide.section_of(head.question))
    ]  # fmt: skip
    day = str(conversation.log.reading("conv.when", talk).value or "") if said else ""
    if day or not conversation.earlier:
        return day
    own = (head.answer.said_on for head in said if _is_theirs(guide.question(head.question), head))
    return max(own, default="")


def is_held(conversation: Conversation, talk: str = "") -> bool:
    """Say whether something that stands was said in a talk, or it was opened for that.

    Args:
        conversation: The talk.
        talk: Another one of theirs; empty: itself.
    """
    guide, talk = conversation.guide, talk or conversation.id
    return any(
        e.question in TALK or (e.question in guide and _is_theirs(guide.question(e.question), e))
        for e in conversation.log.unsigned()
        if e.conversation == talk and e.reason != UNDO
    )


def _is_theirs(question: Question, head: Entry) -> bool:
    """Say whether an entry is what the person says: of facts nobody asks whose words they are."""
    return question.whose and head.answer.said_by.startswith("person")


def _each_once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return what is asked for; of one sentence that several answers lead to the first."""
    found: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        found.setdefault((fact.id, fact.needed), fact)
    return tuple(found.values())


def _fact(conversation: Conversation, finding: Finding) -> Fact:
    """Return what a finding asks for; of this talk no more than it lacks."""
    needed, question = finding.words, finding.fields[0]
    if finding.fact == TALKED and (facts := wanting(_plan(conversation), conversation.id)):
        needed, question = asked_for(facts), facts[0]
    return Fact(finding.fact or finding.rule, needed, question, finding.instance)


def stopped(conversation: Conversation) -> frozenset[str]:
    """Return the ids of the topics that stop a sign-off; each is held back as a whole."""
    guide = conversation.guide
    return frozenset(
        guide.section_of(finding.fields[0]).id
        for finding in findings(conversation)
        if finding.stops == "topic" and finding.fields[0] in guide
    )


def overridable(conversation: Conversation) -> tuple[tuple[Finding, str], ...]:
    """Return what a typed reason answers, each with the reason that stands, or empty."""
    return tuple(
        (finding, reason_for(conversation, finding))
        for finding in findings(conversation)
        if finding.may_go_on
    )


def topic_of(conversation: Conversation, finding: Finding) -> str:
    """Return the id of the topic in which a finding is to be mended, as a whole, or empty."""
    guide, question = conversation.guide, finding.fields[0]
    return guide.whole_of(question) if question in guide else ""


def _plan(conversation: Conversation) -> Plan:
    staff = conversation.staff
    nation = conversation.subject.nation or staff.nation
    return Plan(
        conversation.log, conversation.guide, conversation.today, nation, staff.night_phone,
        around(conversation),
    )  # fmt: skip


def facts_of(conversation: Conversation, held_back: Iterable[str] = ()) -> dict[str, Value]:
    """Return what the signer vouches for, as it travels with the version.

    It goes into every copy, whoever that is for: nothing here may tell what only some of
    them get. What else there is to know stands in the entries that the version covers.
    """
    log, stand_by = conversation.log, vouching(_plan(conversation))
    talk = conversation.id if conversation.id in stand_by else next(iter(stand_by), "")
    return {
        "conversation": talk,
        "nation": str(log.reading("plan.jurisdiction").value or ""),
        "review": str(log.reading("rev.date").value or ""),
        "readback": str(log.reading("conv.readback", talk).value or ""),
        "held_back": list[Value](sorted(set(held_back))),
    }


def sign_off(
    conversation: Conversation,
    passphrase: str,
    *,
    held_back: Iterable[str] = (),
    gone_through: Iterable[str] = (),
) -> Version:
    """Sign off everything recorded as the next version, with the clinician's secret.

    Args:
        conversation: The talk.
        passphrase: The signer's.
        held_back, gone_through: As of ``needed``.

    Raises:
        MayNot: who is signed in does not sign off.
        NotReadyToSign: a fact is needed; its ``needed`` sentences say which.
        NothingToSign: nothing has changed since the newest version.
        WrongPassphrase: nothing was signed.
        NotWritten: the disk did not take it; nothing was signed.
    """
    seen, beside = tuple(gone_through), given_now(conversation)
    version = to_sign(conversation, held_back=held_back, gone_through=seen, beside=beside)
    signature, key = conversation.signature(version, passphrase)
    signed = version.with_signature(signature, key)
    keep(conversation, signed, seen, beside)
    return signed


def keep(
    conversation: Conversation,
    signed: Version,
    gone_through: Iterable[str] = (),
    beside: Sequence[Entry] = (),
) -> None:
    """Write a signed version, and on the trail before it whose entries the signer went through.

    Args:
        conversation: The talk.
        signed: With the signature on it.
        gone_through: As of ``needed``.
        beside: What ``to_sign`` was given.

    Raises:
        MayNot: who is signed in does not sign off, or is not who signed.
        NotWritten: the disk did not take it.
    """
    seen = set(gone_through) & {student.staff for student in by_students(conversation)}
    conversation.keep_version(signed, gone_through=seen, beside=beside)


def to_sign(
    conversation: Conversation,
    *,
    held_back: Iterable[str] = (),
    gone_through: Iterable[str] = (),
    beside: Sequence[Entry] = (),
) -> Version:
    """Return the next version, for the signature to be put on.

    Args:
        conversation: The talk.
        held_back, gone_through: As of ``needed``.
        beside: What ``given_now`` says: the second signature is written with the version.

    Raises:
        MayNot: who is signed in does not sign off.
        NotReadyToSign: a fact is needed.
        NothingToSign: nothing has changed since the newest version.
    """
    conversation.staff.must(Act.SIGN)
    later = tuple(held_back)
    if wanting := needed(conversation, later, gone_through):
        raise NotReadyToSign([fact.needed for fact in wanting])
    return conversation.next_version(facts_of(conversation, later), beside)
