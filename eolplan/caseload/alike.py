"""Who on the list may be somebody who is to be added: the same number, or the same name."""

from __future__ import annotations

from collections.abc import Iterable

from eolplan.caseload.newcomer import Newcomer, folded
from eolplan.vault import CaseloadRow


class Known:
    """The people of a list, to be looked up by what tells one person from another.

    Args:
        rows: Everyone.
    """

    def __init__(self, rows: Iterable[CaseloadRow]) -> None:
        self._by_number: dict[str, list[CaseloadRow]] = {}
        self._by_name: dict[tuple[str, str], list[CaseloadRow]] = {}
        for row in rows:
            for number in {row.nhs, row.chi, row.hcn} - {""}:
                self._by_number.setdefault(number, []).append(row)
            name = folded(f"{row.given} {row.family}")
            self._by_name.setdefault((name, row.born), []).append(row)

    def alike(self, new: Newcomer) -> list[CaseloadRow]:
        """Return those who may be *new*: one number in common, or name and date of birth.

        Source: rule I-07 of the rules that plans are checked by.
        """
        found: dict[str, CaseloadRow] = {}
        for number in numbers_of(new):
            found |= {row.person: row for row in self._by_number.get(number, ())}
        name = folded(f"{new.given} {new.family}")
        found |= {row.person: row for row in self._by_name.get((name, new.born), ())}
        return list(found.values())


def numbers_of(new: Newcomer) -> tuple[str, ...]:
    """Return every number that was typed for *new*."""
    typed = (new.number, *(number for _, number in new.more_numbers))
    return tuple(number for number in typed if number)
