"""Which words about getting worse may stand on page 1 (rows E1 to E8).

A level limits treatment, so it prints only with the name of the clinician who
recommended it. A wish is told as a wish.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from eolplan.guide import Names
from eolplan.handover.cpr import Line
from eolplan.handover.phrases import phrasebook
from eolplan.words import partial_date

_LADDER: Final = ("E1", "E2", "E3", "E4", "E5")
LEVELS: Final = frozenset(_LADDER)


@dataclass(frozen=True, slots=True)
class Escalation:
    """What the record says about getting worse, as plain words. Dates are ISO.

    Attributes:
        level: A code; empty also where what was received waits for someone here.
        reasons: For what to go to hospital all the same.
        basis: A code of what the recommendation rests on.
        by, role, on: Who recommended it, and when.
        wish, wish_on: What the person hopes for, in their words.
        nation: Where the person is: Scots law speaks of benefit.
        told: Every level on record, also one that is not agreed; two where records differ.
        waits: Part of it came by a copy and waits for someone here.
    """

    level: str = ""
    reasons: str = ""
    basis: str = ""
    by: str = ""
    role: str = ""
    on: str = ""
    wish: str = ""
    wish_on: str = ""
    nation: str = "ENG"
    told: tuple[str, ...] = ()
    waits: bool = False

    @property
    def agreed(self) -> bool:
        """Whether a named clinician stands behind a level."""
        return self.level in LEVELS and bool(self.by)


def in_force(signed: Escalation, now: Escalation | None) -> Escalation:
    """Return what a copy may say: as signed, unless less is withheld since.

    A level that was taken back, is in dispute, or gave way to one that withholds
    less shows at once; one that withholds more waits until it is signed, and what
    came by a copy sets no level of its own.

    Args:
        signed: What was signed.
        now: What is recorded now.
    """
    if now is None or not signed.agreed:
        return signed
    if now.waits:
        least = min(map(_rank, now.told), default=_rank(signed.level))
        return replace(signed, level="") if least < _rank(signed.level) else signed
    if not now.agreed:
        more = bool(now.told) and min(map(_rank, now.told)) > _rank(signed.level)
        return signed if more else replace(signed, level="")
    return now if _rank(now.level) < _rank(signed.level) else signed


def _rank(level: str) -> int:
    """Return how much a level withholds; one that nobody here knows withholds nothing."""
    return _LADDER.index(level) if level in LEVELS else -1


def escalation_line(facts: Escalation, names: Names, *, phone: str) -> Line:
    """Return the line for "If the person gets worse".

    Args:
        facts: What the record says.
        names: The person's name and pronouns.
        phone: Whom to ask, for the rows that say so.
    """
    ids = _rows(facts)
    given, book = phrasebook().given, phrasebook()
    said = {
        "reasons": given(facts.reasons, "reasons"), "phone": phone,
        "words": given(facts.wish, "text"), "date": given(partial_date(facts.wish_on), "date"),
    }  # fmt: skip
    words = [book.say(row, names, **said) for row in ids]
    return Line(ids, words[0].then(*words[1:]))


def _rows(facts: Escalation) -> tuple[str, ...]:
    if not facts.agreed:
        return ("E8",) if facts.wish else ("E7",)
    level = "E4.reasons" if facts.level == "E4" and facts.reasons else facts.level
    return (level, *(["E6.disagrees"] if facts.basis == "person_disagrees" else []))


def basis_line(facts: Escalation, names: Names) -> Line | None:
    """Return who recommended the level and on what basis; None where no level prints.

    That the person does not agree stands with the level itself.
    """
    if not facts.agreed:
        return None
    best = "E6.benefit" if facts.nation == "SCT" else "E6.best_interests"
    bases = {"shared_decision": "E6.agreed", "best_interests": best, "benefit": best}
    ids = ("E6.by", *filter(None, [bases.get(facts.basis)]))
    given, book = phrasebook().given, phrasebook()
    said = {"who": given(facts.by, "who"), "role": given(facts.role, "role"),
            "date": given(partial_date(facts.on), "date")}  # fmt: skip
    words = [book.say(row, names, **said) for row in ids]
    return Line(ids, book.label("deciding.worse", names).then(*words))
