"""Which words about the wished-for place may stand on page 1 (rows W01 to W12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from eolplan.guide import Names
from eolplan.handover.cpr import Line, last_day
from eolplan.handover.inside import voiced
from eolplan.handover.phrases import Words, phrasebook
from eolplan.words import listing, partial_date

RECENT: Final = dt.timedelta(days=14)
_STANDINGS: Final = {
    "not_asked": "W03", "not_appropriate_now": "W03", "come_back_later": "W04",
    "withdrawn": "W03", "asked_not_ready": "W04", "asked_declined": "W05",
    "undecided": "W06.undecided", "does_not_know": "W06.does_not_know",
    "unable_to_express": "W07", "leaves_to_other": "W08.leaves", "see_document": "W08.document",
    "not_applicable": "W03", "elsewhere": "W04.ambulance",
}  # fmt: skip
_CODES: Final = {"no_preference": "W08.no_preference", "usual_place_wherever": "W08.usual"}


@dataclass(frozen=True, slots=True)
class Then:
    """What was wished at one time, in words.

    Attributes:
        places: Which, each with what it is: ``1st: Own home``; empty where only words were said.
        words: The person's words, in quotation marks; or where to read them.
        on: When, as an ISO date.
        statement: It was copied from an advance statement.
    """

    places: str = ""
    words: str = ""
    on: str = ""
    statement: bool = False

    def __bool__(self) -> bool:
        return bool(self.places or self.words)


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the record says about the wished-for place, in words. Dates are ISO.

    Attributes:
        standing: How the first choice stands; ``elsewhere``: not in this copy.
        code: The code of the first choice, or empty.
        first, second, avoid: The places in words.
        condition: The person's words where the first choice is no place but
            "it depends".
        on: When it was said.
        reported_by: Who said it, where it was not the person.
        note: The reason, the other who decides, or the document.
        document_place: Where that document is.
        written: The place written when able; ``written_on`` its date.
        before: The place it was before a change; ``changed_on``: when it became this one, where
            that was before ``on``.
        found_on: When it was found that what stands could not be decided, or empty.
        able, now: Then: what was wished while it could be, and what is said since.
    """

    standing: str = "not_asked"
    code: str = ""
    first: str = ""
    second: str = ""
    avoid: tuple[str, ...] = ()
    condition: str = ""
    on: str = ""
    reported_by: str = ""
    note: str = ""
    document_place: str = ""
    written: str = ""
    written_on: str = ""
    before: str = ""
    changed_on: str = ""
    found_on: str = ""
    able: Then = Then()
    now: Then = Then()


def place_lines(facts: PlaceFacts, names: Names, *, today: dt.date) -> tuple[Line, ...]:
    """Return the line about the place, with its additions.

    Two where what was wished when able stands beside what is said now: each on its own.

    Args:
        facts: What the record says.
        names: The person's name and pronouns.
        today: The day the page is printed on.
    """
    book, given = phrasebook(), _facts(facts)
    if not facts.found_on:
        ids = _rows(facts, today)
        said = [book.say(row, names, **given) for row in ids]
        return (Line(ids, said[0].then(*said[1:])),)
    words = {"W12.able": facts.able, "W12.now": facts.now, "W12.now_only": facts.now}
    return tuple(
        Line((row,), book.say(row, names, **given).then(_quoted(words.get(row, Then()))))
        for row in _then_and_now(facts)
    )


def _quoted(then: Then) -> Words:
    """Return the words that stand behind the places; nothing where they are all there is."""
    return Words.of(then.words if then.places else "")


def _then_and_now(facts: PlaceFacts) -> tuple[str, ...]:
    """Choose the rows where it was found that this could not be decided: both, each by its name."""
    row = "W12.statement" if facts.able.statement else "W12.able"
    able = (row,) if facts.able else ()
    if facts.now:
        return (*able, "W12.now" if able else "W12.now_only")
    taken_off = facts.standing == "not_asked" and able  # and nothing is said in its place
    return able if taken_off else (*able, _no_place(facts))


def _rows(facts: PlaceFacts, today: dt.date) -> tuple[str, ...]:
    """Choose the rows; what the person does not want is said whatever the first choice is."""
    if facts.standing == "answered" and facts.first and facts.code not in _CODES:
        if facts.reported_by:
            return ("W10", *(["W02.avoid_also"] if facts.avoid else []))
        return (_choice(facts), *(["W11"] if _changed(facts, today) else []))
    row = _no_place(facts)
    if not facts.avoid:
        return (row,)
    return ("W02.avoid",) if row in ("W03", "W04.ambulance") else (row, "W02.avoid_also")


def _choice(facts: PlaceFacts) -> str:
    """Choose the row for a place that the person named."""
    match bool(facts.second), bool(facts.avoid):
        case True, True:
            return "W01"
        case True, False:
            return "W01.no_avoid"
        case False, True:
            return "W02.first_avoid"
    return "W02.first"


def _no_place(facts: PlaceFacts) -> str:
    """Choose the row where no first choice of place stands."""
    if facts.standing == "answered":
        return _CODES.get(facts.code, "W09")
    row = _STANDINGS.get(facts.standing, "W03")
    if row == "W07" and (facts.note or facts.written):
        return "W07.observed" if facts.note else "W07.written"
    return row


def _changed(facts: PlaceFacts, today: dt.date) -> bool:
    changed = facts.changed_on or facts.on
    return bool(facts.before and changed) and is_recent(changed, today)


def is_recent(on: str, today: dt.date) -> bool:
    """Say whether what was said on an ISO day is new enough to tell what it replaced."""
    day = last_day(on)
    return day <= today and today - day <= RECENT


def _facts(facts: PlaceFacts) -> dict[str, str]:
    """Return the words for every place that a row can have."""
    given = phrasebook().given
    return {
        "date": given(partial_date(facts.on), "date"), "first": given(facts.first, "place"),
        "second": given(facts.second, "place"), "avoid": given(listing(facts.avoid), "place"),
        "condition": given(voiced(facts.condition), "text"), "who": given(facts.note, "who"),
        "text": given(facts.note, "text"), "document": given(facts.note, "text"),
        "Person": given(facts.reported_by, "who"), "before": given(facts.before, "place"),
        "place": given(facts.first or facts.written or facts.document_place, "place"),
        "written_on": given(partial_date(facts.written_on), "date"),
        "found_on": given(partial_date(facts.found_on), "date"),
        "changed_on": given(partial_date(facts.changed_on or facts.on), "date"),
        "able_on": given(partial_date(facts.able.on), "date"),
        "now_on": given(partial_date(facts.now.on), "date"),
        "able": given(facts.able.places or facts.able.words, "place"),
        "now": given(facts.now.places or facts.now.words, "place"),
    }  # fmt: skip
