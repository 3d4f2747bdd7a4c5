"""What reads otherwise in one state of a plan than in another: was, now, why, and who said so.

One difference is what a reader would call one thing: a table of places, one person to
ring, one fact. In the order of the guide, each under the words in which it was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eolplan.history.then import Wordings
from eolplan.history.things import Key, Thing, things_of
from eolplan.history.voices import asked_reason, why
from eolplan.record import Entry, Log, changes
from eolplan.rules.able import Able
from eolplan.words import tr

Kind = Literal["added", "changed", "taken_off", "again"]
"""``again``: it reads the same, but was said again, by somebody else, or may be seen by others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that reads otherwise.

    Attributes:
        kind: See ``Kind``.
        topic: Title of the topic.
        heading: What it is about.
        was, now: How it read and reads; empty: nothing was said.
        why: Why it was changed, where somebody said so.
        who: Whose words the newer answer is, and when it was said; empty where nothing is.
        by: Name of the member of staff who wrote it down.
        asked_then: The question as it was worded then, where today's words are others.
        question, instance: The page that shows all that was ever said on it.
        was_undecided_since, undecided_since: The ISO days on which it was found that the
            person could not decide what they said, of how it read and of how it reads;
            else empty.
        reason: The question and instance of the reason that is told as why; None: of none.
    """

    kind: Kind
    topic: str
    heading: str
    was: str
    now: str
    why: str = ""
    who: str = ""
    by: str = ""
    asked_then: str = ""
    question: str = ""
    instance: str = ""
    was_undecided_since: str = ""
    undecided_since: str = ""
    reason: Key | None = None

    @property
    def kind_words(self) -> str:
        """What has happened, in a word or two."""
        words = {
            "added": tr("New"),
            "changed": tr("Changed"),
            "taken_off": tr("Taken off"),
            "again": tr("Said again"),
        }
        return words[self.kind]


def differences(before: Log, after: Log, wordings: Wordings) -> tuple[Difference, ...]:
    """Return what reads otherwise in *after* than in *before*, two states of one record.

    A reason that one of them gives as why is none by itself.
    """
    moved = [(change.question, change.instance) for change in changes(before, after)]
    both = _Both(before, after, wordings)
    found = things_of(moved, wordings, after, before)
    made = [(thing, one) for thing in found if (one := both.difference(thing)) is not None]
    told = {one.reason for _, one in made}
    return tuple(one for thing, one in made if (thing.question.id, thing.instance) not in told)


class _Both:
    """Two states of one record, side by side.

    Args:
        before, after: The states.
        wordings: What is asked, today and then.
    """

    def __init__(self, before: Log, after: Log, wordings: Wordings) -> None:
        self._before, self._after, self._wordings = before, after, wordings
        self._able_before = Able(wordings.guide, before)
        self._able_after = Able(wordings.guide, after)

    def difference(self, thing: Thing) -> Difference | None:
        """Return how one thing reads in each; None where there is nothing to tell."""
        before, after, wordings = self._before, self._after, self._wordings
        if thing.form == "order" and not _same_members(thing.question.id, before, after):
            return None  # whoever came or went is told by themselves
        was, gone = thing.told(before, wordings), thing.is_gone(after)
        now = "" if gone else thing.told(after, wordings)
        if not (was or now):
            return None
        newest = thing.newest(before, after)
        return Difference(
            kind=_kind(was, now),
            topic=tr(thing.section.title),
            heading=thing.heading(wordings, after, before),
            was=was,
            now=now,
            why=why(wordings.guide, before, after, newest) if newest else "",
            who=thing.who(after, newest) if now else "",
            by=newest.author.name if newest else "",
            asked_then=thing.asked_then(before, wordings),
            question=thing.question.id if thing.has_page else "",
            instance=thing.instance,
            was_undecided_since=self._able_before.since(thing.heads(before)),
            undecided_since=self._able_after.since(thing.heads(after)) if now else "",
            reason=self._reason(newest),
        )

    def _reason(self, newest: Entry | None) -> Key | None:
        if newest is None:
            return None
        reason = asked_reason(self._wordings.guide, self._before, self._after, newest)
        return reason.key if reason else None


def _same_members(group: str, before: Log, after: Log) -> bool:
    return set(before.instances(group)) == set(after.instances(group))


def _kind(was: str, now: str) -> Kind:
    if not now:
        return "taken_off"
    if not was:
        return "added"
    return "again" if was == now else "changed"
