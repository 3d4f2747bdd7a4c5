"""Finding people by whatever is known of them: part of a name, a birthday, a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from eolplan.vault.db import Database
from eolplan.vault.rows import CaseloadRow

_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
    }
)
"""Letters that Unicode does not take apart into a plain one and a mark; the last has no dot."""
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'`\u2018\u2019\u02bc\u00b4\u2032"))
_WORDS: Final = re.compile(r"[^\W_]+")
"""Letters and digits, as ``str.isalnum`` knows them."""
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_BOTH: Final = " / "
"""Between two dates of birth of somebody whose records differ."""
_AFTER_ALL: Final = "\U0010ffff"

_MONTH: Final = r"(?P<month>\d{1,2}|[a-z]{3,9})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4}|\d{2})"
_GAP: Final = r"(?:\s*[/.-]\s*|\s+)"
_DATES: Final = tuple(
    re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])")
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        _DAY + _GAP + _MONTH + _GAP + _YEAR,
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?P<month>[a-z]{3,9})",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<month>[a-z]{3,9})\s+(?P<year>\d{4})",
    )
)


def folded(text: str) -> str:
    """Return *text* without case, accents and apostrophes: ``Ŵynne`` and ``wynne`` agree."""
    if text.isascii():  # as most of what is written with every answer: nothing to take apart
        return text.lower().translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return letters.translate(_LETTERS).translate(_APOSTROPHES)


def words_in(text: str) -> list[str]:
    """Return the folded words of *text*; everything but letters and digits parts them."""
    return _WORDS.findall(folded(text))


def words_of(row: CaseloadRow) -> str:
    """Return everything a person may be found by, for the index. Pure."""
    names = (row.name, row.family, row.given, row.preferred, row.text)
    return _words(" ".join(names), row.postcode, (row.nhs, row.chi, row.hcn), row.born)


@lru_cache(maxsize=8)
def _words(names: str, postcode: str, numbers: tuple[str, ...], born: str) -> str:
    """Find the words once while one person is talked with: most answers change none of them."""
    found: set[str] = set()
    for part in f"{names} {postcode}".split():
        apart = words_in("".join(" " if ord(c) in _APOSTROPHES else c for c in part))
        found.update(apart, ["".join(words_in(part))])  # o, brien and obrien
    found.add("".join(words_in(postcode)))
    found.update(numbers)
    for day in born.split(_BOTH):
        found.update(_born(day))
    return " ".join(sorted(found - {""}))


def sorted_by(row: CaseloadRow) -> str:
    """Return the key by which the list is in the order of names."""
    return " ".join(words_in(f"{row.family} {row.given}"))


def _born(iso: str) -> Iterator[str]:
    """Yield the words under which a date of birth can be typed."""
    year, month, day = [*iso.split("-"), "", ""][:3]
    yield year
    if month:
        yield from (f"m{month}{year}", f"m{month}{year[2:]}")
    if day:
        yield from (f"d{day}{month}{year}", f"d{day}{month}{year[2:]}", f"d{day}{month}")


def people_like(db: Database, text: str) -> list[str]:
    """Return the ids of the people that *text* fits, by name; everyone when it is empty.

    Words may come in any order and be cut short. Never ordered by rank: with a
    broad beginning of a word that takes longer than a key press. Of each of some
    thousands only the index is read, not the long row.
    """
    if not text.strip():
        found = db.rows("SELECT person FROM caseload WHERE one_with = '' ORDER BY sorted, person")
        return [row[0] for row in found]
    words = words_in(text)
    if not words:
        return []
    if len(words) == 1 and len(words[0]) == 1:
        found = db.rows(
            "SELECT person FROM caseload WHERE sorted >= ? AND sorted < ? ORDER BY sorted, person",
            words[0], words[0] + _AFTER_ALL,
        )  # fmt: skip
    else:
        found = db.rows(
            "SELECT c.person FROM people_search s JOIN person p ON p.n = s.rowid"
            " JOIN caseload c INDEXED BY caseload_in_order ON c.person = p.id"
            " WHERE people_search MATCH ? ORDER BY c.sorted, c.person",
            expression(text),
        )
    return [row[0] for row in found]


def expression(text: str) -> str:
    """Return *text* in the index's own language: every part of it must fit."""
    parts: list[str] = []
    rest = folded(text)
    for pattern in _DATES:
        while (found := pattern.search(rest)) and (born := _date_word(found)):
            parts.append(f'("{born}" OR {_literally(found.group())})')
            rest = rest[: found.start()] + " " + rest[found.end() :]
    if words_in(rest):
        parts.append(_literally(rest))
    return " AND ".join(parts)


def _date_word(found: re.Match[str]) -> str:
    """Return the index's word for a typed date, or empty when it is none."""
    typed = found.groupdict()
    month = _month(typed["month"])
    day, year = int(typed.get("day") or 1), typed.get("year") or ""
    if not month or not 1 <= day <= 31:
        return ""
    return f"d{day:02}{month:02}{year}" if typed.get("day") else f"m{month:02}{year}"


def _month(text: str) -> int:
    """Return 1 to 12 for a number or the beginning of a month's name, else 0."""
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(text)), 0)


def _literally(text: str) -> str:
    """Return the words as typed; digits with blanks between may be one number."""
    terms: list[str] = []
    for digits, words in _runs(words_in(text)):
        apart = " AND ".join(f'"{word}"*' for word in words)
        if digits and len(words) > 1:
            apart = f'("{"".join(words)}"* OR ({apart}))'
        terms.append(apart)
    return "(" + " AND ".join(terms) + ")"


def _runs(words: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """Yield neighbouring words that are all digits together, the others one by one."""
    run: list[str] = []
    for word in words:
        if word.isdigit():
            run.append(word)
            continue
        if run:
            yield True, run
            run = []
        yield False, [word]
    if run:
        yield True, run
