"""Kinds that are counted or dated: date, number, scale."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Final, TypeGuard

from eolplan.guide.kinds.kind import NOTHING, Element, Plain, Value, as_recorded, strings
from eolplan.words import partial_date, say, tr

if TYPE_CHECKING:
    from eolplan.guide.model import Question

LONGEST_LIFE: Final = 125
"""Years; a date further back is a slip of the finger. The longest life on record is 122."""

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DECIMAL: Final = "-?[0-9]{1,9}\\.[0-9]{0,5}[1-9]"
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")


def days_of(value: Value) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that an ISO date of any precision can mean.

    None when *value* is no such date, or no such day exists.
    """
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    until = first if month else first.replace(month=12)
    return first, until.replace(day=calendar.monthrange(until.year, until.month)[1])


class Date(Plain):
    """A calendar date: a day, a month or a year, told apart by its shape."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse what no calendar has, the wrong precision, and the wrong side of *today*."""
        days = days_of(value)
        if days is None:
            return [tr("This is not a date. Give a day, month and year, such as 4 March 1941.")]
        if ("year", "month", "day")[str(value).count("-")] not in question.precision:
            return [_too_rough(question.precision)]
        return _wrong_side(question, days, today) if today else []

    def text(self, question: Question, value: Value) -> str:
        """Return the long form, ``4 March 1941`` or ``March 1941``."""
        return partial_date(value) if isinstance(value, str) else as_recorded(value)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueDate`` of the same precision."""
        return [{"valueDate": value}] if days_of(value) else strings([as_recorded(value)])

    def shape(self) -> dict[str, object]:
        """Return the schema of an ISO date of any precision."""
        return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}


def _too_rough(precision: tuple[str, ...]) -> str:
    if precision == ("day",):
        return tr("Give the day, the month and the year.")
    if precision == ("year",):
        return tr("Give the year only.")
    if "year" in precision:
        return tr("Give the date more roughly: a month or a year.")
    return tr("Give at least the month and the year.")


def _wrong_side(question: Question, days: tuple[dt.date, dt.date], today: dt.date) -> list[str]:
    first, last = days
    if question.past and first > today:
        return [tr("This date is in the future. Check the year.")]
    if question.past and last.year < today.year - LONGEST_LIFE:
        return [
            say("This date is more than {years} years ago. Check the year.", years=LONGEST_LIFE)
        ]
    if question.future and last < today:
        return [tr("This date is in the past. Check the year.")]
    return []


def number_from(text: str) -> Value:
    """Return the value that *text*, as typed, stands for: ``"50"`` -> 50, ``"7.50"`` -> ``"7.5"``.

    None when it is not a number that can be recorded. One number has one form,
    because 7 and "7.0" would be two answers.
    """
    plain = text.strip()
    if "." in plain:
        plain = plain.rstrip("0").removesuffix(".")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return plain if re.fullmatch(_DECIMAL, plain) else None


def _is_whole(value: Value) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9


def _out_of_range(question: Question, value: float) -> list[str]:
    least, most = question.min, question.max
    if least is not None and value < least:
        return [say("Use {least} or more.", least=least)]
    if most is not None and value > most:
        return [say("Use {most} or less.", most=most)]
    if question.step and (value - (least or 0)) % question.step:
        return [say("Go up in steps of {step}.", step=question.step)]
    return []


def _with_unit(question: Question, number: str) -> str:
    if not (number and question.unit):
        return number
    return say("{number} {unit}", number=number, unit=tr(question.unit))


class Number(Plain):
    """An integer, or a decimal as a string: ``50``, ``"7.5"``."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse what is no number and what lies outside the question's limits."""
        if value is None:
            return [tr(NOTHING)]
        if _is_whole(value):
            return _out_of_range(question, value)
        if isinstance(value, str) and re.fullmatch(_DECIMAL, value):
            return _out_of_range(question, float(value))
        return [tr("Write a number in digits, such as 50 or 7.5.")]

    def text(self, question: Question, value: Value) -> str:
        """Return the number with its unit."""
        return _with_unit(question, as_recorded(value))

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return ``valueInteger`` or ``valueDecimal``; ``valueQuantity`` where there is a unit."""
        number: int | float
        if isinstance(value, int) and _is_whole(value):
            number = value
        elif isinstance(value, str) and re.fullmatch(_DECIMAL, value):
            number = float(value)  # 15 digits at most: comes back as it was
        else:
            return strings([as_recorded(value)])
        if question.unit:
            return [{"valueQuantity": {"value": number, "unit": tr(question.unit)}}]
        return [{"valueInteger" if isinstance(number, int) else "valueDecimal": number}]

    def shape(self) -> dict[str, object]:
        """Return the schema of an integer or a decimal string."""
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{_DECIMAL}$"}]}


class Scale(Plain):
    """A whole number between two ends; some points may have words."""

    def problems(
        self, question: Question, value: Value, *, today: dt.date | None = None
    ) -> list[str]:
        """Refuse what is not a point of the scale."""
        if isinstance(value, int) and _is_whole(value):
            return _out_of_range(question, value)
        return [tr("Choose a point of the scale.")]

    def text(self, question: Question, value: Value) -> str:
        """Return ``7 out of 10``, or the point with its words."""
        point = as_recorded(value)
        option = question.option(point) if point else None
        if option:
            return say("{number}: {words}", number=point, words=option.said())
        if not (point and _is_whole(value)):
            return point
        if question.unit or question.max is None:
            return _with_unit(question, point)
        return say("{number} out of {most}", number=point, most=question.max)

    def fhir(self, question: Question, value: Value) -> list[Element]:
        """Return one ``valueInteger``."""
        return [{"valueInteger": value}] if _is_whole(value) else strings([as_recorded(value)])

    def shape(self) -> dict[str, object]:
        """Return the schema of a point."""
        return {"type": "integer"}
