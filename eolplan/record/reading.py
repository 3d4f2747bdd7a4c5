"""What the heads of one question say together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Literal

from eolplan.record.answer import Answer, Standing
from eolplan.record.canonical import Value
from eolplan.record.codes import SHARING, strictness
from eolplan.record.entry import Entry

State = Literal["silent", "answered", "conflict", "removed", "elsewhere", "erased", "sealed"]
"""``silent``: not talked about. ``answered``: one content, in any standing. ``conflict``:
two or more, all to be shown. ``removed``: taken off by somebody. ``elsewhere``: not in this
copy. ``erased``: purged here. ``sealed``: kept for chosen members of staff."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The current state of one question in one instance.

    Attributes:
        question, instance: Which.
        state: See ``State``.
        heads: Entries that nothing supersedes, by digest; in the conflict of a
            removed instance those of its fields too.
        answers: Their distinct contents, each with its strictest sharing.
        later: A later answer is known to exist elsewhere.
        sealed: Something stands that is kept for chosen members of staff, be it
            beside what is read here.
    """

    question: str
    instance: str
    state: State
    heads: tuple[Entry, ...] = ()
    answers: tuple[Answer, ...] = ()
    later: bool = False
    sealed: bool = False

    @property
    def answer(self) -> Answer | None:
        """The one content, also when it is an exit; None for silence or a conflict."""
        return self.answers[0] if self.state == "answered" else None

    @property
    def entry(self) -> Entry | None:
        """The entry to credit: of equal heads the one with the strictest sharing."""
        return strictest(self.heads) if self.state == "answered" else None

    @property
    def value(self) -> Value:
        """The coded part of the one answer, or None."""
        return self.answer.value if self.answer else None

    @property
    def own_words(self) -> str:
        """The words of the one answer, or empty."""
        return self.answer.own_words if self.answer else ""

    @property
    def standing(self) -> Standing | None:
        """The one standing; ``NOT_ASKED`` for silence, ``REMOVED`` when removed, else None."""
        if self.state == "silent":
            return Standing.NOT_ASKED
        if self.state == "removed":
            return Standing.REMOVED
        return self.answer.standing if self.answer else None

    @property
    def seen(self) -> tuple[str, ...]:
        """Digests that a page showing this reading has shown."""
        return tuple(entry.digest for entry in self.heads)


def strictest(heads: tuple[Entry, ...]) -> Entry:
    """Return the head whose sharing is strictest; of several the first."""
    return max(heads, key=lambda head: strictness(head.answer.sharing, SHARING))


def distinct(heads: tuple[Entry, ...], *, equal_heads: bool = True) -> tuple[Answer, ...]:
    """Return the different answers among *heads*, each as strict as its strictest head."""
    if len(heads) < 2 or not equal_heads:
        return tuple(head.answer for head in heads)
    groups: dict[str, list[Entry]] = {}
    for head in heads:
        groups.setdefault(head.same_as, []).append(head)
    return tuple(
        reduce(Answer.stricter, (head.answer for head in group), strictest(tuple(group)).answer)
        for group in groups.values()
    )
