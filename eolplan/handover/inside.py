"""Somebody's words as they run on inside one of our sentences.

``If I cannot decide`` was written at the head of a line. On page 1 it stands after
``when``, where a second ``if`` and a capital would make two readings of one sentence. The
words as they were written stand on the plan pages.
"""

from __future__ import annotations

import re
from typing import Final

_JOINS: Final = re.compile(r"(?:if|when|whenever)(?:\s+(?:and|or)\s+(?:if|when))?\b[\s,:]*", re.I)
"""What says "when" once more."""

_OWN_VOICE: Final = re.compile(r"\b(?:I|me|my|mine|myself)\b")
"""What only the person can say of themselves."""

_OWNED: Final = ("'s", "\u2019s", "'", "\u2019")
"""How a word ends that is a name: ``Parkinson's medicine``."""


def inside(words: str) -> str:
    """Return *words* without the capital of their first word; a name or an abbreviation stays."""
    first, _, rest = words.partition(" ")
    named = first.endswith(_OWNED) or (rest[:1].isupper() and not _is_one_letter(rest))
    plain = first == "A" or first[1:].islower()  # as "ReSPECT" is not
    return words if named or not plain else words[0].lower() + words[1:]


def after_when(words: str) -> str:
    """Return circumstances as they run on after "when"."""
    said_twice = _JOINS.match(words)
    return inside(words[said_twice.end() :] if said_twice else words) or words


def voiced(words: str) -> str:
    """Return *words* in quotation marks where the person speaks in them of themselves."""
    quoted = "“" in words or not _OWN_VOICE.search(words)
    return words if quoted else f"“{words}”"


def _is_one_letter(words: str) -> bool:
    """Say whether the first word is one letter, such as ``I``, or an abbreviation."""
    first = words.partition(" ")[0].rstrip(",.;:")
    return len(first) == 1 or first.isupper()
