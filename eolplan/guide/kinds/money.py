"""The kind that is a sum of money: integer pence, so that sums add up to the penny."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, TypeGuard

from eolplan.guide.kinds.kind import NOTHING, Element, Plain, Value, as_recorded, strings
from eolplan.words import say, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question

MOST_PENCE: Final = 9_999_999_999
"""More than anybody's budget; a sum above it is a slip of the finger."""

_POUNDS: Final = re.compile(r"£? ?(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,2}))?")
_PENCE: Final = re.compile(r"(\d{1,2})p")


def pence_from(text: str) -> int | None:
    """Return the pence that *text*, as typed, stands for: ``£1,250`` -> 125000, ``80p`` -> 80.

    ``1,250.5`` is half a pound more, as a calculator shows it. None when it is no sum.
    """
    plain = text.strip()
    if pounds := _POUNDS.fullmatch(plain):
        return int(pounds[1].replace(",", "")) * 100 + int((pounds[2] or "").ljust(2, "0"))
    pence = _PENCE.fullmatch(plain)
    return int(pence[1]) if pence else None


def pounds(pence: int) -> str:
    """Return ``£1,250.00``."""
    return say("£{pounds}.{pence}", pounds=f"{pence // 100:,}", pence=f"{pence % 100:02}")


def is_sum(value: Value) -> TypeGuard[int]:
    """Say whether *value* is a sum that can be recorded."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PENCE


class Money(Plain):
    """A sum in pence; ``£12.50`` is 1250."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse what is no sum, and more than there can be."""
        if value is None:
            return [tr(NOTHING)]
        if is_sum(value):
            return []
        return [tr("Write pounds and pence in digits, such as 12.50 or 1,250.")]

    def text(self, question: Question, value: Value) -> str:
        """Return the sum in pounds and pence."""
        return pounds(value) if is_sum(value) else as_recorded(value)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueQuantity`` in pounds."""
        if not is_sum(value):
            return strings([as_recorded(value)])
        sum_: Element = {
            "value": value / 100, "unit": "£", "system": "urn:iso:std:iso:4217", "code": "GBP",
        }  # fmt: skip
        return [{"valueQuantity": sum_}]

    def shape(self) -> dict[str, object]:
        """Return the schema of a sum."""
        return {"type": "integer", "minimum": 0, "maximum": MOST_PENCE}
