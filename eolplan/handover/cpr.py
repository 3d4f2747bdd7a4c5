"""Which words about CPR may stand on page 1.

Three facts decide, and they stay apart: what was recommended, which paper was
seen, and what the person says. "Do not attempt CPR" prints only where somebody
saw the signed original, for all settings, and nobody cancelled it; a doubt
always prints the words that start CPR. A refusal of CPR in writing is a fourth
fact: it speaks only where its paper lacks nothing and nothing since casts doubt
on it. The rows are those of the approved table
(``resources/handover/phrases.toml``, C01 to C20).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from eolplan.guide import Names
from eolplan.handover.inside import inside
from eolplan.handover.phrases import Words, phrasebook
from eolplan.record import answer
from eolplan.words import partial_date, say

FOR: Final = "attempt"
NOT_FOR: Final = "not_for_CPR"
CHILD: Final = "modified_child"
_ADULT: Final = 18
STATUSES: Final = frozenset({FOR, NOT_FOR, CHILD, "none_recorded", "unknown"})
"""Codes of a recommendation; any other is of an eolplan that knows more than this one."""


@dataclass(frozen=True, slots=True)
class Form:
    """The paper, as somebody saw it or heard of it. Dates are ISO, of any precision.

    Attributes:
        name: What the paper is called, such as ``ReSPECT form``.
        seen: ``original``, ``copy``, ``photo``, ``told``, or empty.
        everywhere: It says that it applies in all settings; ``False`` also
            where nobody looked: only a form known to hold everywhere prints C01.
        setting: The one setting it applies in, in words.
        cancel_told_by: Who told us that it was cancelled, where nobody here has
            confirmed that; ``cancel_told_on``: when.
    """

    name: str = ""
    seen: str = ""
    seen_on: str = ""
    seen_by: str = ""
    signed_on: str = ""
    signer: str = ""
    signer_role: str = ""
    place: str = ""
    everywhere: bool = False
    setting: str = ""
    review_on: str = ""
    cancelled_on: str = ""
    cancelled_by: str = ""
    cancel_told_by: str = ""
    cancel_told_on: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal of CPR in writing. ``on`` is an ISO date of any precision.

    Attributes:
        lacks: What the paper lacks, as one list in words; empty: nothing.
        original: Somebody here saw the original.
        doubted: It may have lost its force since.
        no_set_form: The law here asks for no form, so that it is weighed as it was written.
    """

    on: str = ""
    place: str = ""
    lacks: str = ""
    original: bool = True
    doubted: bool = False
    no_set_form: bool = False

    @property
    def complete(self) -> bool:
        """Whether it is shown to hold."""
        return not self.lacks and not self.doubted

    @property
    def conflicts(self) -> bool:
        """Whether a record that says start CPR is in conflict with it."""
        return (self.no_set_form or not self.lacks) and not self.doubted


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that disagree."""

    words: str
    on: str
    who: str


@dataclass(frozen=True, slots=True)
class CprFacts:
    """What the record says about CPR, as plain words. Dates are ISO, of any precision.

    Attributes:
        status: A code of the recommendation, or empty when nobody asked;
            ``unknown`` also when the answer is not in this copy.
        on, told_on: The day it was decided, and the day we were told.
        view: ``wants``, ``does_not_want``, ``not_sure``, or empty.
        disagrees: The person does not agree with the recommendation.
        sides: The records that disagree, where they do.
        held_back: The topic was left out at sign-off.
        talked: It was talked about with the person.
        refused: A refusal of CPR in writing, if there is one.
        hidden: Whether anybody decided is not in this copy, or is a code of a later eolplan.
        waits: Part of it came by a copy and waits for someone here.
        reported: It is not what staff here say themselves.
        born: The day of birth, or empty: a form made for a child says nothing of an adult.
    """

    status: str = ""
    source: str = ""
    by: str = ""
    role: str = ""
    on: str = ""
    told_on: str = ""
    text: str = ""
    view: str = ""
    view_on: str = ""
    disagrees: bool = False
    second_opinion_on: str = ""
    form: Form = field(default_factory=Form)
    sides: tuple[Side, ...] = ()
    held_back: bool = False
    talked: bool = False
    refused: Refused | None = None
    hidden: bool = False
    waits: bool = False
    reported: bool = False
    born: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Words for page 1 and the rows of the approved table that they come from."""

    ids: tuple[str, ...]
    words: Words


def cpr_line(facts: CprFacts, names: Names, *, phone: str, today: dt.date) -> Line:
    """Return the one line about CPR, with its additions.

    Args:
        facts: What the record says.
        names: The person's name and pronouns.
        phone: Whom to ask, for the rows that say so.
        today: The day the page is printed on.
    """
    ids = _rows(facts, today)
    book = phrasebook()
    said = [book.say(row, names, **_facts(facts, phone)) for row in ids]
    return Line(ids, said[0].then(*said[1:]))


def _rows(facts: CprFacts, today: dt.date) -> tuple[str, ...]:
    """Choose the rows; the first is the line, the rest are its additions."""
    form, refused = facts.form, facts.refused
    if facts.held_back:
        return (_held(facts),)
    if len(facts.sides) > 1:
        return ("C18",)
    cancelled = bool(form.cancelled_on or form.cancel_told_by)
    if cancelled and not _decided_since(facts):
        return ("C19" if form.cancel_told_by else "C14",)
    if refused and _conflicts(facts, refused) and facts.status == FOR:
        return ("C11",)
    on_paper = form.seen in ("original", "copy", "photo") and not cancelled
    rows = _recommended(facts, on_paper=on_paper, today=today)
    if rows[0] != "C01" and _is_refused(facts):
        return ("C12",)
    return rows


def _held(facts: CprFacts) -> str:
    """Choose the row of a topic that was held back: what was seen is not denied."""
    if facts.talked:
        return "C17"
    if facts.status != NOT_FOR or _seen(facts) == "original":
        return "C06"
    if _seen(facts):
        return "C04"
    return "C03" if _is_reported(facts) else "C06"


def _is_reported(facts: CprFacts) -> bool:
    """Say whether a recommendation is somebody's: what was only ticked here, nobody reported."""
    form = facts.form
    paper = (form.seen, form.name, form.signed_on, form.signer, form.place)
    return facts.reported or facts.waits or any((facts.source, facts.by, facts.on, *paper))


def _seen(facts: CprFacts) -> str:
    """Return how the paper was seen; empty where nobody saw it, or it was cancelled."""
    gone = facts.form.cancelled_on or facts.form.cancel_told_by
    return "" if gone or facts.form.seen == "told" else facts.form.seen


def _recommended(facts: CprFacts, *, on_paper: bool, today: dt.date) -> tuple[str, ...]:
    """Choose the rows of what was recommended, if anything was."""
    if on_paper and not facts.form.everywhere and facts.status in (FOR, NOT_FOR):
        return ("C16",)
    if facts.status == NOT_FOR:
        return _withholding(facts, on_paper=on_paper, today=today)
    if facts.status == FOR:
        return ("C02",) if on_paper else ("C05",)
    if facts.status == CHILD:
        return ("C20",) if on_paper and not _is_adult(facts.born, today) else ("C07",)
    return (_undecided(facts),)


def _is_adult(born: str, today: dt.date) -> bool:
    """Say whether somebody born then is certainly of full age on *today*."""
    last = last_day(born)
    if last == dt.date.max:
        return False
    return today.year - last.year - ((today.month, today.day) < (last.month, last.day)) >= _ADULT


def _is_refused(facts: CprFacts) -> bool:
    """Say whether a refusal of CPR holds: the original was seen and nothing speaks against it."""
    refused = facts.refused
    if refused is None or not (refused.complete and refused.original) or facts.hidden:
        return False
    return facts.status not in (FOR, CHILD) and not _wants_since(facts, refused)


def _conflicts(facts: CprFacts, refused: Refused) -> bool:
    """Say whether a refusal is weighed against a recommendation to start CPR.

    One that lacks something gives way to what the person said since.
    """
    return refused.complete or (refused.conflicts and not _wants_since(facts, refused))


def _wants_since(facts: CprFacts, refused: Refused) -> bool:
    """Say whether the person may have asked for CPR after refusing it in writing."""
    if facts.view != "wants":
        return False
    return not (facts.view_on and last_day(facts.view_on).isoformat() < refused.on)


def _withholding(facts: CprFacts, *, on_paper: bool, today: dt.date) -> tuple[str, ...]:
    """Choose the rows of a recommendation against CPR: the paper decides."""
    form = facts.form
    if not on_paper:
        return ("C03",) if _is_reported(facts) else (_undecided(facts),)
    if form.seen != "original":
        return ("C04",)
    rows = ["C01"]
    if facts.disagrees:
        rows.append("C10.asked" if facts.second_opinion_on else "C10.not_asked")
    if form.review_on and last_day(form.review_on) < today:
        rows.append("C15")
    return tuple(rows)


def _undecided(facts: CprFacts) -> str:
    """Choose the row where nobody recommended anything: the person's view, if any."""
    if facts.status == "unknown" and facts.hidden:
        return "C07"
    refused = facts.refused
    if refused and not refused.doubted and not _wants_since(facts, refused):
        return "C13"
    if facts.status == "unknown":
        return "C07"
    views = {"does_not_want": "C08", "wants": "C09.wants", "not_sure": "C09.not_sure"}
    return views.get(facts.view, "C06")


def _decided_since(facts: CprFacts) -> bool:
    """Say whether a recommendation is newer than the cancelled form."""
    decided = facts.status in (FOR, NOT_FOR, CHILD) and bool(facts.on)
    cancelled_on = facts.form.cancelled_on or facts.form.cancel_told_on
    return decided and facts.on > last_day(cancelled_on).isoformat()


def _facts(facts: CprFacts, phone: str) -> dict[str, str]:
    """Return the words for every place that a row can have."""
    given, form = phrasebook().given, facts.form
    dates = {
        "on": facts.on, "told_on": facts.told_on or facts.on, "view_on": facts.view_on,
        "second_opinion_on": facts.second_opinion_on,
        "signed_on": form.signed_on, "review_on": form.review_on,
        "cancelled_on": form.cancelled_on, "told_of_it_on": form.cancel_told_on,
        "refused_on": facts.refused.on if facts.refused else "",
    }  # fmt: skip
    names = {
        "by": facts.by, "signer": form.signer,
        "cancelled_by": form.cancelled_by, "org": form.cancel_told_by,
    }  # fmt: skip
    said = {key: given(partial_date(text), "date") for key, text in dates.items()}
    said |= {key: given(text, "who") for key, text in names.items()}
    return said | _both(facts.sides) | {
        "seen_on": given(partial_date(form.seen_on), "seen_on"),
        "seen_by": given(form.seen_by, "seen_by"),
        "form": given(inside(form.name), "form"), "place": given(form.place, "place"),
        "role": given(facts.role, "role"), "signer_role": given(form.signer_role, "role"),
        "Source": given(facts.source or facts.by, "source"), "text": given(facts.text, "text"),
        "setting": given(form.setting, "setting"), "phone": phone,
        "refused_place": given(facts.refused.place if facts.refused else "", "place"),
        "list": given(facts.refused.lacks if facts.refused else "", "original"),
    }  # fmt: skip


def _both(sides: tuple[Side, ...]) -> dict[str, str]:
    """Return the first of the records that disagree and, as one text, all the others."""
    if len(sides) < 2:
        return {}
    given = phrasebook().given
    first, *rest = sides
    others = rest[0].words
    for other in rest[1:]:
        others = say('{some}" and "{another}', some=others, another=other.words)
    return {
        "a": given(first.words, "text"), "a_date": given(partial_date(first.on), "date"),
        "a_who": given(first.who, "who"), "b": given(others, "text"),
        "b_date": given(partial_date(rest[-1].on), "date"), "b_who": given(rest[-1].who, "who"),
    }  # fmt: skip


def last_day(text: str) -> dt.date:
    """Return the last day that an ISO date of any precision can mean.

    A month or a year is not past until all of it is. Text that is no date
    counts as the latest day there is: it must never make a review "passed".
    """
    try:
        return answer.last_day(text)
    except ValueError:
        return dt.date.max
