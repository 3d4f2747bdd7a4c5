"""One local service: who they are, what they do, how to reach them, when that was checked."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

from eolplan.guide import PATTERNS
from eolplan.words import N_, long_date, say, tr

OLD_AFTER: Final = 12
"""Months. A number that nobody has rung for a year may ring in an empty office."""

LONGEST: Final[Mapping[str, int]] = MappingProxyType({
    "name": 100, "what": 400, "phone": 40, "email": 100, "web": 200, "address": 200,
    "area": 100, "hours": 200, "refer": 400,
})  # fmt: skip
"""The lines of a service, and the most letters in each."""

_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_BREAKS: Final = ("Cc", "Zl", "Zp")
_UNSEEN: Final = ("Cf", "Cs", "Co")
"""Categories of Unicode: what parts lines, and what turns text about or has no shape."""

_REACHED_BY: Final = ("phone", "email", "web", "address")
_NAMES: Final[Mapping[str, str]] = {
    "name": N_("The name"), "what": N_("What they do"), "phone": N_("The phone number"),
    "email": N_("The email address"), "web": N_("The website"), "address": N_("The address"),
    "area": N_("The area"), "hours": N_("The hours"), "refer": N_("How to refer"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """What is known of one service. Every text is one line of plain text.

    Attributes:
        id: A UUID; plans name the service by it.
        name: What it is called.
        kind: A code of the value set of services; the guide has the words.
        what: What they do, and for whom.
        phone: Their number.
        email: Their email address.
        web: Their website.
        address: Where they are.
        area: Where people must live.
        hours: When they can be reached.
        refer: How somebody is referred.
        checked_on: ISO day on which somebody last made sure; empty: nobody has.
        retired_on: ISO day since which nobody is pointed to it; empty: it is in use.
    """

    id: str
    name: str
    kind: str = ""
    what: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    address: str = ""
    area: str = ""
    hours: str = ""
    refer: str = ""
    checked_on: str = ""
    retired_on: str = ""

    @classmethod
    def read(cls, facts: Mapping[str, object]) -> Service:
        """Return the service of *facts*; what a later eolplan added is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: str(text) for name, text in facts.items() if name in known})

    @property
    def retired(self) -> bool:
        """Whether nobody is to be pointed to it any more."""
        return bool(self.retired_on)

    def is_old(self, today: dt.date) -> bool:
        """Say whether nobody has made sure of it in the last twelve months."""
        checked = _day(self.checked_on)
        return checked is None or checked < _months_before(today, OLD_AFTER)

    def fits(self, text: str) -> bool:
        """Say whether every word of *text* stands somewhere in it; true for a blank text."""
        held = folded(" ".join((self.name, self.what, self.area, self.address, self.phone)))
        return all(word in held for word in folded(text).split())

    @property
    def key(self) -> tuple[str, str]:
        """By what a list from elsewhere is known to mean this one: its name and its area."""
        return folded(self.name), folded(self.area)


def new_id() -> str:
    """Return the id of a new service."""
    return str(uuid.uuid4())


def plain(text: str) -> str:
    """Return *text* on one line, without letters that cannot be seen; nothing else changes."""
    kinds = ((letter, unicodedata.category(letter)) for letter in text)
    seen = (" " if kind in _BREAKS else letter for letter, kind in kinds if kind not in _UNSEEN)
    return " ".join("".join(seen).split())


def folded(text: str) -> str:
    """Return *text* without accents and capitals, to compare and to find by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def sorted_by_name(services: Iterable[Service]) -> list[Service]:
    """Return *services* by name; those that are retired stand at the end."""
    return sorted(services, key=lambda s: (s.retired, folded(s.name), s.id))


def age_words(service: Service, today: dt.date) -> str:
    """Return how old what is known of *service* is, a sentence or two."""
    if (retired := _day(service.retired_on)) is not None:
        return say("Out of use since {date}.", date=long_date(retired))
    checked = _day(service.checked_on)
    if checked is None:
        return tr("Nobody has checked this yet. Ring before you rely on it.")
    if service.is_old(today):
        date = long_date(checked)
        return say("Last checked on {date}. Ring before you rely on it.", date=date)
    return say("Checked on {date}.", date=long_date(checked))


def service_problems(service: Service, *, today: dt.date) -> dict[str, str]:
    """Return what is to be mended before *service* can be kept, by the part it is about."""
    found: dict[str, str] = {}
    if not service.name:
        found["name"] = tr("Enter the name of the service.")
    if not service.kind:
        found["kind"] = tr("Choose what kind of service it is.")
    if not any(getattr(service, part) for part in _REACHED_BY):
        found["phone"] = tr("Enter one way to reach them: a phone number, an email or an address.")
    found |= _lines_to_mend(service)
    if problem := _day_problem(service.checked_on, today):
        found["checked_on"] = problem
    return found


def _lines_to_mend(service: Service) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("phone", "email"):
        text = getattr(service, part)
        if wrong := PATTERNS[part].problems(text) if text else []:
            found[part] = wrong[0]
    for part, most in LONGEST.items():
        if len(getattr(service, part)) > most:
            words = tr(_NAMES[part])
            found[part] = say(
                "{what} is too long. Use {most} letters or fewer.", what=words, most=most
            )
    return found


def _day_problem(text: str, today: dt.date) -> str:
    if not text:
        return ""
    day = _day(text)
    if day is None and _ISO.fullmatch(text):
        return say("There is no such day as “{date}”.", date=text)
    if day is None:
        return tr("Give the day, the month and the year.")
    return tr("This date is in the future. Check the year.") if day > today else ""


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2026-11-25") else None
    except ValueError:
        return None


def _months_before(day: dt.date, months: int) -> dt.date:
    """Return the day *months* earlier; the last of a shorter month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
