"""The copy for one relative or friend: who may have one, and what the person said of them.

What the person said that somebody may know holds for every copy they get (A-06). It is read
from the record as it stands now: a "nothing" counts from the moment it is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.guide import Guide, Names
from eolplan.handover.people import Person, people
from eolplan.record import Log, Standing
from eolplan.words import say

MAY_KNOW: Final = "contact.may_know"

_NOT_ASKED: Final = ""
_FROM_WIDEST: Final = (
    "everything", "not_prognosis", "ask_me", _NOT_ASKED, "only_what_i_say", "nothing",
)  # fmt: skip
_AGREED: Final = {"everything": "yes", "not_prognosis": "yes", "ask_me": "ask_first",
                  _NOT_ASKED: "not_asked"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may be given a copy of their own.

    Attributes:
        id: Instance of the group of people.
        name: As recorded.
        who: Name and relation, as it prints.
        may_know: What was said, in words of the guide and own words; empty: nobody asked.
        agreed: ``yes``, ``ask_first`` or ``not_asked``; ``no`` where none is made for them.
        refusal: Why none is made, in a sentence; empty where one may be.
    """

    id: str
    name: str
    who: str
    may_know: str
    agreed: str
    refusal: str = ""


def readers(guide: Guide, log: Log, names: Names) -> tuple[Reader, ...]:
    """Return everybody of the plan, in the order in which it lists them."""
    return tuple(_reader(guide, log, person, names) for person in people(guide, log))


def reader_of(guide: Guide, log: Log, names: Names, instance: str) -> Reader | None:
    """Return one of them, or None."""
    return next((one for one in readers(guide, log, names) if one.id == instance), None)


def _reader(guide: Guide, log: Log, person: Person, names: Names) -> Reader:
    code = _strictest(log, person.id)
    refusal = _refusal(person, code, names)
    answer = log.reading(MAY_KNOW, person.id).answer
    words = ""
    if answer is not None and answer.standing is Standing.ANSWERED and MAY_KNOW in guide:
        coded = guide.question(MAY_KNOW).text(answer) if answer.value else ""
        words = ". ".join(dict.fromkeys(filter(None, (coded, answer.own_words))))
    agreed = "no" if refusal else _AGREED[code]
    return Reader(person.id, person.name, person.who, words, agreed, refusal)


def _strictest(log: Log, instance: str) -> str:
    """Return what was said that they may know; of two records, or a code nobody knows, the least.

    Words alone are a limit that no mask can keep.
    """
    answers = log.reading(MAY_KNOW, instance).answers
    said = [a for a in answers if a.standing is Standing.ANSWERED]
    if not said:
        return _NOT_ASKED
    codes = [str(answer.value or "only_what_i_say") for answer in said]
    return max(codes, key=lambda c: _FROM_WIDEST.index(c) if c in _FROM_WIDEST else 9)


def _refusal(person: Person, code: str, names: Names) -> str:
    about = {"name": names.name, "reader": person.name}
    if not person.may_be_rung:
        return say("{name} does not want us to contact {reader}, so no copy is made for them."
                   " If that has changed, change it on their own page first.",
                   **about)  # fmt: skip
    if code in _AGREED:
        return ""
    if code == "only_what_i_say":
        return say("{name} wants {reader} to know only what has been agreed. A copy would tell"
                   " more, so none is made. You can tell them that much yourself.",
                   **about)  # fmt: skip
    return say("{name} does not want {reader} to be told anything of this, so no copy is made"
               " for them. If that has changed, change it on their own page first.",
               **about)  # fmt: skip
