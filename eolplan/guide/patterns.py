"""Lines with a known form: national numbers, phones, postcodes, email.

A problem stops a line from being recorded; a hint never does. A number that is
well formed has not been looked up anywhere, and never proves who somebody is.

Sources:
    NHS Data Model and Dictionary, "NHS NUMBER": ten digits, the tenth is the
    modulus 11 check digit of the first nine (weights 10 down to 2; a result of
    11 is written 0; a result of 10 is never a number). The CHI number of
    Scotland and the Health and Care number of Northern Ireland are checked the
    same way. The ranges are those of the open ``nhs-number`` package.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from eolplan.words import say, tr

_WEIGHTS: Final = range(10, 1, -1)
_CHI_RANGE: Final = range(100_000_000, 3_113_000_000)  # 01.. to 31.., a date of birth first
_HCN_RANGE: Final = range(3_200_000_000, 4_000_000_000)
_TEST_RANGE: Final = range(9_990_000_000, 10_000_000_000)
_NHS_RANGES: Final = (range(4_000_000_000, 5_000_000_000), range(6_000_000_000, 8_000_000_000))

_PHONE: Final = re.compile(r"\+?[0-9() ./-]*[0-9][0-9() ./-]*(?:(?:ext\.?|x) ?[0-9]{1,6})?", re.I)
_POSTCODE: Final = re.compile(r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)[0-9][A-Z]{2}|BFPO[0-9]{1,4}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named form that a line may have to keep.

    Attributes:
        problems: Why a line does not keep it, in sentences.
        hints: What is worth a second look in a line that does.
        shown: The line as it is usually written.
    """

    problems: Callable[[str], list[str]]
    hints: Callable[[str], list[str]]
    shown: Callable[[str], str]


def plain_number(text: str) -> str:
    """Return *text* without the spaces and hyphens that people write into numbers."""
    return re.sub(r"[\s-]", "", text)


def has_check_digit(text: str) -> bool:
    """Say whether the tenth digit of *text* is the modulus 11 check digit of the first nine.

    Args:
        text: Spaces and hyphens are ignored. Anything but ten digits has none.

    All ten numbers of one repeated digit pass; none of them was ever given to
    anybody, so :func:`is_national_number` refuses them apart.
    """
    digits = plain_number(text)
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def is_national_number(text: str) -> bool:
    """Say whether *text* is a well-formed NHS, CHI or Health and Care number."""
    return has_check_digit(text) and len(set(plain_number(text))) > 1


def number_of(text: str) -> str:
    """Return whose number ten digits are by their range: ``nhs``, ``chi``, ``hcn`` or ``test``.

    Empty for a range that nobody uses, and for what is no number.
    """
    digits = plain_number(text)
    if not (digits.isascii() and digits.isdigit()):
        return ""
    number = int(digits)
    ranges = {"chi": (_CHI_RANGE,), "hcn": (_HCN_RANGE,), "test": (_TEST_RANGE,),
              "nhs": _NHS_RANGES}  # fmt: skip
    return next((kind for kind, known in ranges.items() if any(number in r for r in known)), "")


def spaced(text: str) -> str:
    """Return a ten-digit number as ``999 000 0018``; other text as it is."""
    digits = plain_number(text)
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return text
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def _number_problems(text: str) -> list[str]:
    """Say why *text* is no national number; all three nations' are checked alike."""
    digits = plain_number(text)
    if not (digits.isascii() and digits.isdigit()):
        return [tr("Write the number in digits only. Spaces do not matter.")]
    if len(digits) != 10:
        return [say("The number has ten digits. This one has {count}.", count=len(digits))]
    if len(set(digits)) == 1:
        return [tr("This number was never given to anybody: all its digits are the same.")]
    if not has_check_digit(digits):
        return [
            tr("One digit is wrong: the last one does not fit the others. Check a letter or card.")
        ]
    return []


def _nhs_hints(text: str) -> list[str]:
    if not is_national_number(text):
        return []
    number = int(plain_number(text))
    if number in _CHI_RANGE:
        return [tr("This looks like a CHI number from Scotland. Check which number it is.")]
    if number in _HCN_RANGE:
        return [
            tr("This looks like a Health and Care number from Northern Ireland. Check it again.")
        ]
    if number in _TEST_RANGE:
        return [tr("Numbers that begin with 999 are for practice. They are given to nobody.")]
    if not any(number in numbers for numbers in _NHS_RANGES):
        return [tr("NHS numbers do not begin like this today. Check it again.")]
    return []


def _chi_hints(text: str) -> list[str]:
    if not is_national_number(text):
        return []
    digits = plain_number(text)
    try:  # any leap year will do: the century is not in the number
        dt.date(2000, int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return [
            tr("A CHI number begins with day, month and year of birth. Check which number it is.")
        ]
    return []


def _hcn_hints(text: str) -> list[str]:
    if not is_national_number(text) or int(plain_number(text)) in _HCN_RANGE:
        return []
    return [tr("A Health and Care number begins with 32 to 39. Check which number it is.")]


def phone_problems(text: str) -> list[str]:
    """Return why *text* cannot be rung; short numbers such as 111 can."""
    digits = sum(letter.isdigit() for letter in text)
    if _PHONE.fullmatch(text.strip()) and 3 <= digits <= 21:
        return []
    return [tr("Write the phone number in digits, such as 01632 960001.")]


def _postcode_problems(text: str) -> list[str]:
    if _POSTCODE.fullmatch(plain_number(text).upper()):
        return []
    return [tr("This does not look like a UK postcode, such as CF99 9ZZ.")]


def _postcode_shown(text: str) -> str:
    code = plain_number(text).upper()
    if not _POSTCODE.fullmatch(code):
        return text
    split = 4 if code.startswith("BFPO") else -3
    return f"{code[:split]} {code[split:]}"


def _email_problems(text: str) -> list[str]:
    if len(text) <= 254 and _EMAIL.fullmatch(text.strip()):
        return []
    return [tr("This does not look like an email address, such as gwen@example.org.")]


def _no_hints(text: str) -> list[str]:
    return []


PATTERNS: Final[Mapping[str, Pattern]] = MappingProxyType({
    "nhs-number": Pattern(_number_problems, _nhs_hints, spaced),
    "chi": Pattern(_number_problems, _chi_hints, spaced),
    "hcn": Pattern(_number_problems, _hcn_hints, spaced),
    "phone": Pattern(phone_problems, _no_hints, str.strip),
    "postcode": Pattern(_postcode_problems, _no_hints, _postcode_shown),
    "email": Pattern(_email_problems, _no_hints, str.strip),
})  # fmt: skip
"""The closed table of named forms (``Question.pattern``)."""
