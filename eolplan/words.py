"""Every sentence a user sees passes through here, in one language at a time.

One mechanism (gettext) serves the core, the guides, the PDF and the screens.
Sentences are translated whole and filled afterwards, because fragments cannot
be joined in Welsh.
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Sequence
from typing import Final

from eolplan.resources import resource

DOMAIN: Final = "eolplan"
PSEUDO: Final = "en_XA"  # accented and longer: shows what was not translated, and what is clipped

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class _Catalogue:
    """The language in force; replaced whole, never edited."""

    def __init__(self) -> None:
        self.language = "en"
        self.translation: gettext.NullTranslations = gettext.NullTranslations()


_now = _Catalogue()


def speak(language: str) -> None:
    """Use *language* (``en``, ``cy``, or the pseudo-locale ``en_XA``) from now on.

    Raises:
        FileNotFoundError: there is no catalogue for it.
    """
    if language in ("en", PSEUDO):
        translation = gettext.NullTranslations()
    else:
        compiled = resource(f"locale/{language}/LC_MESSAGES/{DOMAIN}.mo")
        with compiled.open("rb") as file:
            translation = gettext.GNUTranslations(file)
    _now.language, _now.translation = language, translation


def language() -> str:
    """Return the language in force."""
    return _now.language


def tr(text: str) -> str:
    """Return *text* in the language in force; ``{placeholders}`` stay as they are."""
    if not text:
        return ""
    said = _now.translation.gettext(text)
    return _pseudo(said) if _now.language == PSEUDO else said


def say(text: str, **names: object) -> str:
    """Translate a whole sentence, then fill its ``{placeholders}``."""
    return tr(text).format(**names)


def N_(text: str) -> str:  # noqa: N802  the name gettext tools know
    """Mark *text* for translation where it is only kept, not yet shown."""
    return text


def begun(words: str) -> str:
    """Return *words* as they begin a line."""
    return words[:1].upper() + words[1:]


def long_date(day: dt.date) -> str:
    """Return ``4 March 1941``, the form of the NHS service manual."""
    return f"{day.day} {tr(_MONTHS[day.month - 1])} {day.year}"


def short_date(day: dt.date) -> str:
    """Return ``4 Mar 1941``, for tables."""
    return f"{day.day} {tr(_MONTHS[day.month - 1])[:3]} {day.year}"


def partial_date(text: str) -> str:
    """Return an ISO date of any precision in words: ``1941``, ``March 1941``, ``4 March 1941``.

    Text that is not such a date comes back unchanged: it is somebody's record.
    """
    try:
        match text.split("-"):
            case [year]:
                return str(int(year))
            case [year, month]:
                return f"{tr(_MONTHS[int(month) - 1])} {int(year)}"
            case _:
                return long_date(dt.date.fromisoformat(text))
    except (ValueError, IndexError):
        return text


def clock(moment_: dt.datetime) -> str:
    """Return the local time of an aware datetime, ``14:02``."""
    return f"{moment_.astimezone():%H:%M}"


def moment(moment_: dt.datetime) -> str:
    """Return local date and time of an aware datetime, ``12 November 2026, 14:02``."""
    local = moment_.astimezone()
    return say("{date}, {time}", date=long_date(local.date()), time=clock(local))


def ago(days: int) -> str:
    """Return how many days ago that was, as people say it: ``3 months ago`` for 91 of them."""
    if days < 1:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < 14:
        return say("{count} days ago", count=days)
    if days < 7 * 13:
        return say("{count} weeks ago", count=days // 7)
    if days < 365 * 2:
        return say("{count} months ago", count=round(days * 12 / 365))
    return say("{count} years ago", count=days // 365)


def listing(items: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return say("{most} and {last}", most=", ".join(items[:-1]), last=items[-1])


_ACCENTS = str.maketrans("aeiouyAEIOUYwW", "âêîôûŷÂÊÎÔÛŶŵŴ")


def _pseudo(text: str) -> str:
    """Accent the words outside ``{placeholders}`` and lengthen them by some 40%."""
    parts = text.replace("{", "\0{").replace("}", "}\0").split("\0")
    accented = "".join(p if p.startswith("{") else p.translate(_ACCENTS) for p in parts)
    return f"[{accented}{'~' * (len(text) * 2 // 5)}]"
