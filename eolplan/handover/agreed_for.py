"""Whose yes it is that a plan is shared on: the person's own, or that of whoever decided.

Nobody can ask whoever cannot decide about this. A "yes" that stands beside a record made
in somebody's best interests must not read as what that person said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from eolplan.guide import Guide
from eolplan.record import Answer, Entry, Log, Standing
from eolplan.record.answer import certainly_before
from eolplan.rules.signing import REFUSED
from eolplan.status import SINCE, TAKEN_BACK, may_not_be_copied
from eolplan.subject import Subject
from eolplan.words import N_, partial_date, say, tr

RECORD: Final = "agree.record"
BEST_INTERESTS: Final = "best_interests"

_GIVEN_BY, _GIVEN_ON = "agree.how.who", "agree.how.on"
_DECISION, _DECIDED, _MAKER = "bi", "bi.outcome", "bi.maker"
_UNKNOWN: Final = N_("Who decided is not written down.")
_APPOINTED: Final = {
    "attorney_welfare": N_("an attorney"),
    "deputy_guardian": N_("someone a court appointed"),
}
_DECIDED_FOR: Final = {
    "yes": N_("Decided for {name} in best interests on {date}, by {who}: it may be shared."),
    "no": N_("Decided for {name} in best interests on {date}, by {who}: it is not shared."),
    "ask_first": N_("Decided for {name} in best interests on {date}, by {who}: ask first."),
}
_BENEFIT: Final = {
    "yes": N_("Decided for the benefit of {name} on {date}, by {who}: it may be shared."),
    "no": N_("Decided for the benefit of {name} on {date}, by {who}: it is not shared."),
    "ask_first": N_("Decided for the benefit of {name} on {date}, by {who}: ask first."),
}
_AGREED_FOR: Final = {
    "yes": N_("Yes, said for {name} on {date} by {who}."),
    "no": N_("No, said for {name} on {date} by {who}."),
    "ask_first": N_("Ask first, said for {name} on {date} by {who}."),
}
_TAKEN: Final = {
    "refused": N_("{name} did not agree to this record ({date})."),
    "withdrawn": N_("{name} took back agreement to this record ({date})."),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """How there came to be agreement to a record.

    Attributes:
        code: A code of ``agree.record``; empty where nobody asked.
        who: Who agreed or decided for the person, as recorded; may be empty.
        on: ISO date, of any precision.
        scots: The law of Scotland: it is called benefit.
        told_on: ISO date on which it was told, which may be after *on*.
        talk: Id of the talk it was told in; empty: outside any.
    """

    code: str = ""
    who: str = ""
    on: str = ""
    scots: bool = False
    told_on: str = ""
    talk: str = ""

    @property
    def decided(self) -> bool:
        """Whether it was decided for the person by nobody who was appointed."""
        return self.code == BEST_INTERESTS

    @property
    def by_others(self) -> bool:
        """Whether the person's own word is not what it stands on."""
        return self.decided or self.code in _APPOINTED

    @property
    def refused(self) -> bool:
        """Whether there is no agreement, or none any more."""
        return self.code in REFUSED

    def sentence(self, answer: Answer, name: str, talk: str = "") -> str:
        """Return what was decided for *name* about one reader; empty where it is their own word.

        Args:
            answer: What stands about the reader.
            name: What the person is called.
            talk: As of ``talk_of``: in which talk it was said.
        """
        if not self.by_others or self._their_own(answer, talk):
            return ""
        told = (_BENEFIT if self.scots else _DECIDED_FOR) if self.decided else _AGREED_FOR
        words = tr(told.get(str(answer.value), told["ask_first"]))
        open_to = tr(_APPOINTED.get(self.code, N_("others")))
        said = words.format(name=name, date=partial_date(answer.said_on), who=self.who or open_to)
        return said if self.who else f"{said} {tr(_UNKNOWN)}"

    def _their_own(self, answer: Answer, talk: str) -> bool:
        """Whether the person said it: before others decided, or in their own voice in another talk.

        A voice is the person's unless somebody says otherwise: in the talk in which others
        decided, and on its day, it does not tell whose word it was.
        """
        if certainly_before(answer.said_on, self.on):
            return True
        if not answer.said_by.startswith("person"):
            return False
        if talk and self.talk:
            return talk != self.talk
        return certainly_before(self.told_on, answer.said_on)

    def taken_back(self, name: str) -> str:
        """Return that there is no agreement to the record at all; empty where there is."""
        words = _TAKEN.get(self.code)
        return tr(words).format(name=name, date=partial_date(self.on)) if words else ""


def taken_back(guide: Guide, log: Log, name: str) -> str:
    """Return that *name* has no agreement standing to any copy, and since when; empty: has."""
    how = basis(guide, log)
    if how.code == "refused" or not may_not_be_copied(log):
        return how.taken_back(name)
    days = (str(log.reading(question).value or "") for question in (TAKEN_BACK, SINCE))
    on = next(filter(None, days), how.on if how.refused else "")
    if not on:
        return say("{name} took back agreement to this plan.", name=name)
    return say("{name} took back agreement to this plan on {date}.", name=name,
               date=partial_date(on))  # fmt: skip


def basis(guide: Guide, log: Log) -> Basis:
    """Return how there came to be agreement to the record."""
    heads = [e for e in log.reading(RECORD).heads if e.answer.standing is Standing.ANSWERED]
    if not heads:
        return Basis()
    head = min(heads, key=lambda e: _rank(str(e.answer.value)))
    answer = head.answer
    on = str(log.reading(_GIVEN_ON).value or answer.said_on)
    code = str(answer.value or "")
    who = str(log.reading(_GIVEN_BY).value or "")
    if code == BEST_INTERESTS:
        who = who or _maker(guide, log)
    scots = Subject.of(log).nation == "SCT"
    return Basis(code, who, on, scots, answer.said_on, _talk(log, head))


def talk_of(log: Log, question: str) -> str:
    """Return the id of the talk in which an answer was said; empty: outside any, or not known."""
    entry = log.reading(question).entry
    return _talk(log, entry) if entry else ""


def _talk(log: Log, entry: Entry) -> str:
    said = log.source(entry)  # who chose between two records, in a later talk, said nothing new
    return said.conversation if said else ""


def _rank(code: str) -> int:
    """Of two records that differ, that one holds first which is least the person's own word."""
    least = (*sorted(REFUSED), BEST_INTERESTS, *_APPOINTED)
    return least.index(code) if code in least else len(least)


def _maker(guide: Guide, log: Log) -> str:
    """Return who made the one decision that is written down; of several nobody can say which."""
    made = [i for i in log.instances(_DECISION) if log.reading(_DECIDED, i).state != "silent"]
    answer = log.reading(_MAKER, made[0]).answer if len(made) == 1 else None
    if answer is None or _MAKER not in guide:
        return ""
    coded = guide.question(_MAKER).text(answer) if answer.value else ""
    both = {"who": answer.own_words, "role": coded[:1].lower() + coded[1:]}
    return say("{who} ({role})", **both) if all(both.values()) else "".join(both.values())
