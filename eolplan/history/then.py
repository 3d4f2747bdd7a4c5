"""The guide as it was worded when something was answered: nobody is made to have said more.

Every entry names the words in which it was asked. Where today's guide words a question
otherwise, or asks it no longer, the answer reads under the words of then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from eolplan.guide import Asked, Guide, Names, Option, Question, Section, asked_then, fill
from eolplan.guide.kinds.measured import days_of
from eolplan.record import Entry, Value
from eolplan.words import N_

NO_LONGER: Final = "history.no_longer"
"""Id of the topic that holds what today's guide does not ask."""

_UNNAMED: Final = N_("A question of an older guide")
_CODE: Final = re.compile("[a-z0-9]+(?:_[a-z0-9]+)+")


class Wordings:
    """Finds the words in which things were asked.

    Args:
        guide: What is asked today.
        texts: Section texts as the vault keeps them, by their digest.
    """

    def __init__(self, guide: Guide, texts: Mapping[str, str]) -> None:
        self.guide, self._texts = guide, texts
        self._made: dict[frozenset[tuple[str, str]], Guide] = {}
        self._read: dict[tuple[str, str], Question] = {}
        self._digests: dict[tuple[str, str], str] = {}

    def guide_of(self, entries: Iterable[Entry]) -> Guide:
        """Return the guide in which *entries* read as they were asked.

        Today's own where nothing was worded otherwise. Of two wordings of one question,
        that of the entry that comes last holds.
        """
        then = {e.question: e for e in entries if self.is_other(e)}
        key = frozenset((e.question, e.guide) for e in then.values())
        if not key:
            return self.guide
        if key not in self._made:
            self._made[key] = _with(self.guide, {q: self.asked(e) for q, e in then.items()})
        return self._made[key]

    def asked(self, entry: Entry) -> Question:
        """Return the question of *entry* as it was asked; today's where no text was kept."""
        key = entry.question, entry.guide
        if key not in self._read:
            self._read[key] = self._asked(entry)
        return self._read[key]

    def is_other(self, entry: Entry) -> bool:
        """Say whether *entry* was asked in other words than today's, or is not asked today."""
        if entry.question not in self.guide:
            return True
        if not entry.guide or entry.guide == self._today(entry):
            return False
        return self.asked(entry) != self.guide.question(entry.question)

    def otherwise(self, entry: Entry, names: Names) -> str:
        """Return how *entry* was asked, where today it is asked otherwise; else nothing."""
        if not self.is_other(entry):
            return ""
        then = self.asked(entry).they
        if entry.question in self.guide and then == self.guide.question(entry.question).they:
            return ""
        return fill(then, names)

    def _today(self, entry: Entry) -> str:
        """Return the digest of today's words; working it out reads a whole topic."""
        key = entry.question, entry.lang
        if key not in self._digests:
            self._digests[key] = self.guide.digest_of(*key)
        return self._digests[key]

    def _asked(self, entry: Entry) -> Question:
        then = asked_then(self._texts.get(entry.guide, ""), entry.question)
        if entry.question not in self.guide:
            return _unknown(entry.question, then, entry.answer.value)
        now = self.guide.question(entry.question)
        if then is None:
            return now
        offered = now.value_set
        if offered is not None:
            offered = replace(offered, options=_worded(offered.options, then.options))
        return replace(
            now,
            heading=then.heading or now.heading,
            they=then.they or now.they,
            options=_worded(now.options, then.options),
            value_set=offered,
        )


def _worded(now: tuple[Option, ...], then: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the options under the words of then; one that is gone since is there again."""
    known = {option.code: option for option in now}
    gone = tuple(Option(code, words) for code, words in then.items() if code not in known)
    return tuple(replace(o, words=then.get(o.code, o.words)) for o in now) + gone


def _unknown(question: str, then: Asked | None, value: Value) -> Question:
    """Return a question that today's guide does not have, as far as it can be told.

    Its id is no name for anybody, and neither is a code: where no words were kept, that is said.
    """
    offered = then.options if then is not None else {}
    return Question(
        id=question,
        kind=_kind_of(value, offered),
        heading=(then.heading if then is not None else "") or _UNNAMED,
        they=then.they if then is not None else "",
        section=NO_LONGER,
        options=tuple(Option(code, words) for code, words in offered.items()),
    )


def _kind_of(value: Value, offered: Mapping[str, str]) -> str:
    """Return the kind of question that takes such a value."""
    if isinstance(value, dict) and "ref" in value:
        return "contact"  # of whoever is pointed at, only the record knows the name
    if days_of(value) is not None:
        return "date"
    codes = value if isinstance(value, list) else [value]
    if offered or any(isinstance(code, str) and _CODE.fullmatch(code) for code in codes):
        return "choices" if isinstance(value, list) else "choice"
    return "line"


def _with(guide: Guide, asked: Mapping[str, Question]) -> Guide:
    """Return *guide* with *asked* in place of its own questions; new ones in a topic of theirs."""
    sections = tuple(
        replace(section, questions=tuple(asked.get(q.id, q) for q in section.questions))
        if any(q.id in asked for q in section.questions)
        else section
        for section in guide.sections
    )
    if new := tuple(question for key, question in asked.items() if key not in guide):
        title = N_("No longer asked")
        sections += (Section(id=NO_LONGER, title=title, aside=True, questions=new),)
    return replace(guide, sections=sections)
