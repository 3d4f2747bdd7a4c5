"""A review: what was said before is gone through, topic by topic, and either is right or changes.

Nothing is asked anew that stands: its day stays that on which it was said. What a review
found is written down once for the talk (information model, S22). Until then what was found
right is held on this laptop like half-typed words: at once, through a lock and a crash, and
for as long as the talk goes on; it is no finding.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.kept import REVIEW
from eolplan.conversation.walk import walked
from eolplan.guide import Section
from eolplan.record import Answer, Entry, Standing, Value, is_view
from eolplan.record.codes import JUDGED

DONE: Final = REVIEW
_OWN_VOICE: Final = "person_"
_THERE: Final = "conv.present"
_PERSON: Final = "person"
_MEMBER: Final = "group"
"""That there is one more of a group is written down by whoever adds it: it is in no voice."""

_DAY: Final = len("2026-11-12")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A topic that was talked about before.

    Attributes:
        section: The topic.
        on: ISO day of the newest that was said then.
        changed: Something was said of it in this talk as well.
        last: Digest of the last that was said before.
    """

    section: Section
    on: str
    changed: bool
    last: str = ""


def spoken_before(conversation: Conversation) -> tuple[Spoken, ...]:
    """Return the topics of which the person spoke before this talk, in the order of the guide.

    What others say or staff fill in is not the person's to call right, and is looked at in its
    place.
    """
    asked = _asked(conversation)
    return tuple(
        Spoken(section, max(map(_day, before)), changed=len(before) < len(said),
               last=max(before, key=lambda entry: entry.recorded_at).digest)
        for section in conversation.guide.sections
        if (said := asked.get(section.id, []))
        and (before := [entry for entry in said if entry.conversation != conversation.id])
    )  # fmt: skip


def can_confirm(conversation: Conversation) -> bool:
    """Say whether the person can call anything right: nobody does so while they are away."""
    return conversation.reading(_THERE).value != "no"


def reviewed(conversation: Conversation) -> bool:
    """Say whether it stands that this talk went through the whole plan."""
    return bool(_member(conversation))


def hold_right(conversation: Conversation, right: Iterable[str]) -> None:
    """Keep which topics were found right so far: held for this talk, and no finding yet.

    Args:
        conversation: The talk.
        right: Their ids.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    fine = set(right)
    topics = spoken_before(conversation)
    held: dict[str, Value] = {t.section.id: t.last for t in topics if t.section.id in fine}
    conversation.draft(DONE, Answer(value=held), conversation.id)


def found_right(conversation: Conversation) -> frozenset[str]:
    """Return the topics that were found right: held so far, else what the review wrote down.

    Of which something came in since that was said before, nobody has said so.
    """
    topics = spoken_before(conversation)
    draft = conversation.drafted(DONE, conversation.id)
    if draft is None:
        written = topics if reviewed(conversation) else ()
        return frozenset(topic.section.id for topic in written if not topic.changed)
    held = draft.answer.value if isinstance(draft.answer.value, dict) else {}
    return frozenset(t.section.id for t in topics if held.get(t.section.id) == t.last)


def gone_through(conversation: Conversation, right: Iterable[str]) -> tuple[Entry, ...]:
    """Write down what the review found, once for the talk; return what was recorded, on disk.

    It is a review of the plan when every topic is right or was changed, with the person there.
    Until then nothing is written, and what this talk wrote of it before is taken back.

    Args:
        conversation: The talk.
        right: Ids of the topics that are right as they are.

    Raises:
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it.
    """
    topics, fine, member = spoken_before(conversation), set(right), _member(conversation)
    whole = all(topic.changed or topic.section.id in fine for topic in topics)
    if not (topics and whole and can_confirm(conversation)):
        return (conversation.remove(DONE, member),) if member else ()
    changed = any(topic.changed for topic in topics)
    staff, member = conversation.staff, member or uuid.uuid4().hex
    who = ", ".join(filter(None, (staff.name, staff.role)))
    return conversation.record([
        (DONE, member, Answer(value=True)),
        (f"{DONE}.on", member, Answer(value=conversation.today.isoformat(), said_by=JUDGED)),
        (f"{DONE}.who", member, Answer(value=who[:100], said_by=JUDGED)),
        (f"{DONE}.same", member, Answer(value="changed" if changed else "same")),
    ])  # fmt: skip


def _asked(conversation: Conversation) -> dict[str, list[Entry]]:
    """Return every answer of the person, and what it took the place of, by the topic it stands in.

    Of what stands no more nothing is gone through, nor of what an earlier review found.
    """
    log = conversation.log
    topics = {
        question.id: section.id
        for section in conversation.guide.sections
        if walked(section)
        for question in section.questions
        if question.asks == _PERSON and question.kind != _MEMBER
        if not question.id.startswith(DONE)
    }
    stand = {key for key in log.questions() if key[0] in topics and log.reading(*key).answer}
    found: dict[str, list[Entry]] = {}
    for entry in log.entries.values():
        if entry.key in stand and _is_said(entry):
            found.setdefault(topics[entry.question], []).append(entry)
    return found


def _is_said(entry: Entry) -> bool:
    """Say whether the person said it in a talk, in any way of their own.

    What others say, and what was typed to add somebody, is not.
    """
    said = entry.answer.standing is not Standing.NOT_ASKED and not is_view(entry.instance)
    return said and entry.answer.said_by.startswith(_OWN_VOICE) and bool(entry.conversation)


def _member(conversation: Conversation) -> str:
    """Return what this talk wrote of its review before, or empty."""
    log = conversation.log
    made = (i for i in log.instances(DONE) if (e := log.reading(DONE, i).entry) is not None
            and e.conversation == conversation.id)  # fmt: skip
    return next(made, "")


def _day(entry: Entry) -> str:
    said = entry.answer.said_on
    return said if len(said) == _DAY else entry.recorded.astimezone().date().isoformat()
