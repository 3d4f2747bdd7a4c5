"""A code in words that are printed: the one line for it is on no copy, and any other line is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eolplan.rules.finding import Hit, Rule, Severity
from eolplan.rules.plan import Plan
from eolplan.words import N_

_PRINTED: Final = ("home.access", "person.location_now")
"""Where how to get in is written."""

_LOCKED: Final = re.compile(
    r"key\s?-?\s?(?:safe|box)|lock\s?box|key\s?pad|\bcodes?\b|\bpin\b", re.IGNORECASE
)
_CODE: Final = re.compile(
    r"(?<![\w+])(?=\w*\d\w*\d\w*\d)[A-Za-z\d]{3,8}(?!\w)|(?<![\w-])\d(?:[ -]\d){2,7}(?![\w-])"
)
"""A short word with at least three digits in it, or as many written one by one."""

_PHONE: Final = re.compile(r"(?:\+44|\b0)\d(?:[ -]?\d){7,}")
_NEAR: Final = 40
"""Letters behind "key safe" within which a code is looked for."""


def holds_code(text: str) -> bool:
    """Say whether *text* seems to hold the code of a key safe or a door."""
    plain = _PHONE.sub("", text)
    return any(
        _CODE.search(plain[found.end() : found.end() + _NEAR]) for found in _LOCKED.finditer(plain)
    )


def _codes(plan: Plan) -> Iterator[Hit]:
    for question, instance, text in plan.texts(_PRINTED):
        if holds_code(text):
            yield Hit((question, "home.keysafe.code"), instance)


RULES: Final = (
    Rule("A-14", Severity.WARN,
         N_("This reads like the code of a key safe, and it would be printed. Take it out here, and"
            " write it under \"Key safe code\", which is on no copy."),
         "SCCI1580 24; own design, safety", _codes, safety=True),
)  # fmt: skip
