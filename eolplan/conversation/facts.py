"""Sign-off: the seven facts every signed plan needs, and the making of a version.

Source: clinical decisions, section 4. Nothing else may stop a sign-off without
a safety reason; a plan with one recorded wish is a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.errors import NotReadyToSign
from eolplan.record import Log, Reading, Standing, Value, Version
from eolplan.words import N_, say, tr

SHARING: Final = "agree.share."
"""Prefix of the sharing questions, one for each audience."""

REFUSED: Final = frozenset({"refused", "withdrawn"})
"""Answers to ``agree.record`` that say there is no agreement: nothing is signed off."""

TALK: Final = ("conv.when", "conv.staff.name", "conv.present", "conv.permission", "conv.readback")
"""What must be known of one conversation: when, who led, who was there, permission, read back."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is needed before a plan can be signed off.

    Attributes:
        id: Which of the seven, or ``conflict``.
        needed: One sentence that says what to do.
        question: Where to do it: a question id.
    """

    id: str
    needed: str
    question: str


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    needed: str
    question: str
    holds: Callable[[Log], bool]


def _settled(reading: Reading) -> bool:
    """Whether something stands, in any standing but silence, and it is not disputed."""
    return reading.state == "answered"


def _all(*questions: str) -> Callable[[Log], bool]:
    return lambda log: all(_settled(log.reading(q)) for q in questions)


def _any(*questions: str) -> Callable[[Log], bool]:
    return lambda log: any(_settled(log.reading(q)) for q in questions)


def _agreed(log: Log) -> bool:
    return log.reading("agree.record").standing is Standing.ANSWERED


def _not_refused(log: Log) -> bool:
    return log.reading("agree.record").value not in REFUSED


def _shared(log: Log) -> bool:
    """Say whether any reader was asked about: "no" is an answer, "not today" is none."""
    return any(
        question.startswith(SHARING)
        and log.reading(question, instance).standing is Standing.ANSWERED
        for question, instance in log.questions()
    )


def _talked(log: Log) -> bool:
    return any(_whole(log, talk) for talk in _talks(log))


def _talks(log: Log) -> set[str]:
    """Ids of the conversations of which any fact is recorded."""
    return {instance for question, instance in log.questions() if question in TALK}


def _whole(log: Log, talk: str) -> bool:
    """Say whether all is known of one talk; where it was not read back, why not."""
    unread = log.reading("conv.readback", talk).value == "not_done"
    known = (*TALK, "conv.readback.why") if unread else TALK
    return all(_settled(log.reading(q, talk)) for q in known)


_RULES: Final = (
    _Rule("identity", N_("Record the name and the date of birth."), "person.family",
          lambda log: _any("person.family", "person.given")(log) and _all("person.dob")(log)),
    _Rule("number", N_("Record the NHS, CHI or H&C number, or why there is none."), "person.nhs_no",
          _any("person.nhs_no", "person.chi", "person.hcn", "person.no_id_reason")),
    _Rule("nation", N_("Say which nation's law applies."), "plan.jurisdiction",
          _all("plan.jurisdiction")),
    _Rule("talk", N_("Say when you talked, who took part, whether it was all right to talk,"
                     " and whether it was read back."), "conv.when", _talked),
    _Rule("agreement", N_("Record the agreement to make this plan."), "agree.record",
          _agreed),
    _Rule("refused", N_("There is no agreement to this record now, so it cannot be signed off."),
          "agree.record", _not_refused),
    _Rule("sharing", N_("Ask who may see this plan, for one reader at least."), "agree.share.gp",
          _shared),
    _Rule("review", N_("Choose when to look at this again."), "rev.date", _all("rev.date")),
    _Rule("reviewer", N_("Say who will look at it again."), "rev.who.name", _all("rev.who.name")),
)  # fmt: skip


def needed(conversation: Conversation, held_back: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Return what a sign-off needs that is not recorded yet, in the order of the check page.

    Two answers that differ stop the topic they stand in, unless it is held
    back: then the rest can be signed off tonight (clinical decisions, 4).

    Args:
        conversation: The talk.
        held_back: Ids of sections that are signed off later.
    """
    log, guide = conversation.log, conversation.guide
    facts = [Fact(r.id, tr(r.needed), r.question) for r in _RULES if not r.holds(log)]
    later = set(held_back)
    for reading in log.conflicts():
        question = reading.question
        section = guide.section_of(question) if question in guide else None
        if section is None or section.id not in later:
            topic = tr(section.title) if section else tr("another topic")
            sentence = say(
                "Two records differ in {topic}. Look at them together, or sign off without"
                " this topic.",
                topic=topic,
            )
            facts.append(Fact("conflict", sentence, question))
    return tuple(facts)


def facts_of(conversation: Conversation, held_back: Iterable[str] = ()) -> dict[str, Value]:
    """Return what the signer vouches for, as it travels with the version."""
    log = conversation.log
    talk = (
        conversation.id
        if _whole(log, conversation.id)
        else next((t for t in sorted(_talks(log)) if _whole(log, t)), "")
    )
    return {
        "conversation": talk,
        "nation": str(log.reading("plan.jurisdiction").value or ""),
        "review": str(log.reading("rev.date").value or ""),
        "readback": str(log.reading("conv.readback", talk).value or ""),
        "held_back": list[Value](sorted(set(held_back))),
    }


def sign_off(
    conversation: Conversation, passphrase: str, *, held_back: Iterable[str] = ()
) -> Version:
    """Sign off everything recorded as the next version, with the clinician's secret.

    Raises:
        NotReadyToSign: a fact is needed; its ``needed`` sentences say which.
        NothingToSign: nothing has changed since the newest version.
        WrongPassphrase: nothing was signed.
        NotWritten: the disk did not take it; nothing was signed.
    """
    version = to_sign(conversation, held_back=held_back)
    signature, key = conversation.signature(version, passphrase)
    signed = version.with_signature(signature, key)
    conversation.keep_version(signed)
    return signed


def to_sign(conversation: Conversation, *, held_back: Iterable[str] = ()) -> Version:
    """Return the next version, for the signature to be put on.

    Raises:
        NotReadyToSign: a fact is needed.
        NothingToSign: nothing has changed since the newest version.
    """
    later = tuple(held_back)
    if wanting := needed(conversation, later):
        raise NotReadyToSign([fact.needed for fact in wanting])
    return conversation.next_version(facts_of(conversation, later))
