"""Codes of other people's systems: which may never be attached to an answer."""

from __future__ import annotations

from typing import Final

SNOMED: Final = "http://snomed.info/sct"
LOINC: Final = "http://loinc.org"

_MULTIPLY: Final = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6), (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4), (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)  # fmt: skip
_PERMUTE: Final = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)

UNSAFE: Final = frozenset({
    # An order for CPR, or a consent to it, where the person said no; older words for it.
    "89666000", "304252001", "304253006",
    # A treatment, not a view of it: "would rather not" becomes a refusal or an order.
    "32485007", "305351004", "281789004", "116762002", "40617009",
    # A category that says nothing; another scale; a heading that stands over opt-outs too.
    "129125009", "761869008", "887031000000108",
    # Nursing home or ambulatory care site; a Dutch code; a meaning nobody confirmed.
    "108344006", "400231000146108", "962601000000103",
    # Each says that an official form exists. Only the paper itself may say that.
    "735324008", "736373009", "887701000000100", "1107891000000106", "1382601000000107",
    # A finding of an examination; orders and requests of the United States.
    "8693-4", "81351-9", "81352-7", "100822-6",
    "75787-2", "75788-0", "75789-8", "75790-6", "75791-4", "75792-2",
})  # fmt: skip
"""Codes that mislead when they ride on an answer. No value set may hold one."""


def has_snomed_check_digit(code: str) -> bool:
    """Say whether *code* ends with the Verhoeff check digit of a SNOMED CT identifier.

    It proves that nothing was mistyped, not that the concept is in use.

    Source:
        SNOMED CT Release File Specification, "Check-digit computation".
    """
    if not (code.isascii() and code.isdigit() and 6 <= len(code) <= 18):
        return False
    check = 0
    for position, digit in enumerate(reversed(code)):
        permuted = int(digit)
        for _ in range(position % 8):
            permuted = _PERMUTE[permuted]
        check = _MULTIPLY[check][permuted]
    return check == 0
