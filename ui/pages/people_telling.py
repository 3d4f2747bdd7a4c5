"""What the list of people says about each of them, column by column, for eyes and for ears."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import IntEnum
from typing import Final

from eolplan.caseload import LATELY, SOON, CaseloadRow, numbers_in
from eolplan.subject import each_of, listing_either, spaced
from eolplan.words import N_, partial_date, say, short_date, tr

_ENDED: Final = {
    "closed_died": N_("Has died"),
    "closed_moved": N_("Moved away"),
    "closed_discharged": N_("Discharged"),
    "closed_declined": N_("Did not want a plan"),
    "closed_withdrew": N_("Took the plan back"),
    "entered_in_error": N_("Written by mistake"),
    "": N_("Ended"),
}


def born_words(row: CaseloadRow, unknown: str = "") -> str:
    """Return the date of birth in words; where two records differ, both, and that they do.

    Args:
        row: The person.
        unknown: What to say where there is none.
    """
    days = each_of(row.born)
    words = listing_either([partial_date(day) for day in days])
    if len(days) > 1:
        return say("{dates} (two records differ)", dates=words)
    return words or unknown


def name_words(row: CaseloadRow) -> str:
    """Return the name as the list shows it; where two records differ, both."""
    return listing_either(each_of(row.name))


class Column(IntEnum):
    """The columns, in order."""

    NAME = 0
    BORN = 1
    PLACE = 2
    TALKED = 3
    REVIEW = 4
    FLAGS = 5


class Telling:
    """What the list says about one person, in one place for eyes and for ears.

    Args:
        today: The local day.
        discreet: Initials and year of birth instead of names, dates and wishes.
        me: Name of who is signed in: what waits for their signature says so.
        alike: Ids of those whom name and date of birth do not tell apart (``namesakes``).
    """

    def __init__(
        self, today: dt.date, *, discreet: bool = False, me: str = "",
        alike: Collection[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.today, self._me = today, me.casefold()
        self.discreet, self._alike = discreet, alike

    def name(self, row: CaseloadRow) -> str:
        """Return the name as the list shows it."""
        if not self.discreet:
            return name_words(row) or tr("No name yet")
        return " ".join(part[:1].upper() for part in (row.given, row.family) if part) or "-"

    def born(self, row: CaseloadRow) -> str:
        """Return the date of birth with the age."""
        days = each_of(row.born)
        if self.discreet:
            return listing_either([day[:4] for day in days])
        if not row.born:
            return tr("Not known")
        return listing_either([self._with_age(day) for day in days])

    def apart(self, row: CaseloadRow) -> str:
        """Return what tells somebody from another of the same name, born on the same day.

        That is the number, else where they live; empty where nobody is alike, or only
        initials are shown.
        """
        if self.discreet or row.person not in self._alike:
            return ""
        numbers = [spaced(number) for number in numbers_in(row)]
        return listing_either(numbers) if numbers else row.postcode or row.text

    def born_apart(self, row: CaseloadRow) -> str:
        """Return the date of birth, and beside it what tells somebody apart who is alike."""
        return ", ".join(filter(None, (self.born(row), self.apart(row))))

    def _with_age(self, born: str) -> str:
        day = _day(born)
        if day is None:
            return partial_date(born)
        before = (self.today.month, self.today.day) < (day.month, day.day)
        age = self.today.year - day.year - before
        return say("{date} ({age})", date=short_date(day), age=age)

    def place(self, row: CaseloadRow) -> str:
        """Return where they want to be."""
        return "" if self.discreet else row.place_words or tr("Not talked about yet")

    def talked(self, row: CaseloadRow) -> str:
        """Return when somebody last talked with them."""
        day = _day(row.last_talked)
        return short_date(day) if day else ""

    def review(self, row: CaseloadRow) -> str:
        """Return when the plan is to be looked at again."""
        day = _day(row.review_due)
        if day is None:
            return ""
        if day <= self.today + SOON:
            return say("Due {date}", date=short_date(day))
        return short_date(day)

    def flags(self, row: CaseloadRow) -> list[str]:
        """Return what else is worth a look, what can be cut off on a narrow screen last."""
        if row.ended:
            return [tr(_ENDED.get(row.ended, _ENDED[""]))]
        mine = bool(self._me) and row.awaits.casefold() == self._me
        signature = tr("Waiting for your signature") if mine else tr("Waiting for a signature")
        known: tuple[tuple[object, str], ...] = (
            (row.conflict, tr("Two records differ")),
            (row.awaits, signature),
            (row.changing >= (self.today - LATELY).isoformat(), tr("Changing")),
            (row.come_back, tr("Come back to")),
            (not row.last_talked, tr("First talk")),
            (row.practice, tr("Practice")),
        )
        return [words for there, words in known if there]

    def cell(self, row: CaseloadRow, column: Column) -> str:
        """Return the text of one cell."""
        match column:
            case Column.NAME:
                return self.name(row)
            case Column.BORN:
                return self.born(row)
            case Column.PLACE:
                return self.place(row)
            case Column.TALKED:
                return self.talked(row)
            case Column.REVIEW:
                return self.review(row)
            case Column.FLAGS:
                return ", ".join(self.flags(row))

    def spoken(self, row: CaseloadRow) -> str:
        """Return the whole row as one sentence for a screen reader."""
        parts = [self.name(row)]
        dates = [partial_date(day) for day in each_of(row.born)]
        born = self.born(row) if self.discreet else listing_either(dates)
        if born:
            parts.append(say("born {date}", date=born))
        if apart := self.apart(row):
            parts.append(apart)
        if place := self.place(row):
            parts.append(say("place: {place}", place=place))
        if talked := _day(row.last_talked):
            parts.append(say("last talked {date}", date=partial_date(talked.isoformat())))
        if review := _day(row.review_due):
            parts.append(say("review due {date}", date=partial_date(review.isoformat())))
        return ", ".join([*parts, *(flag.lower() for flag in self.flags(row))])


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None
