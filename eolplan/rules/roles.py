"""Whose recommendation stands by itself: the whole role counts, and no part of it.

A receptionist at a GP practice is no GP, and a nurse on behalf of a doctor is a nurse. A role
that is not known here is asked about, and never taken for one that is.
"""

from __future__ import annotations

import re
from typing import Final

from eolplan.rules.wording import words_of

MAY_JUDGE: Final = frozenset({
    "gp", "consultant", "specialty_doctor", "hospice_doctor", "advanced_practitioner",
})  # fmt: skip
"""Codes of roles that are a GP or can be the responsible clinician."""

_ALONE: Final = re.compile(
    r"\b(?:gp|general practitioner|doctor|dr|consultant|physician|surgeon|registrar|geriatrician"
    r"|(?:onc|cardi|neur|haemat|nephr|gastroenter|rheumat|diabet|ur)ologist|psychiatrist"
    r"|anaesthetist|intensivist|paediatrician|neonatologist|associate specialist"
    r"|advanced (?:(?:clinical|nurse|paramedic|critical|care) )*practitioner|acp|anp|accp"
    r"|nurse consultant|consultant nurse)\b"
)
"""Roles whose recommendation stands by itself in most policies; others need an endorsement."""

_BESIDE: Final = re.compile(
    r"(?:salaried|locum|partner|principal|lead|senior|junior|specialty|specialist|staff|grade|sas"
    r"|hospice|hospital|ward|community|palliative|medicine|medical|care|home|acute|emergency"
    r"|general|internal|elderly|older|people|geriatrics?|respiratory|renal|cardiac|heart|oncology"
    r"|haematology|neurology|stroke|out|of|hours|on|call|duty|in|for|the|and|my|own|named"
    r"|responsible|attending|st[1-8]|ct[1-3]|[12]|trainee|training|ed|a|e|icu|itu|hdu|paediatric"
    r"|intensive|critical)"
)
"""Words that may stand beside them, and change nothing."""


def decides_alone(role: str) -> bool:
    """Say whether a role, as a code or in words, is known as one that decides about CPR alone."""
    words = " ".join(words_of(role.replace("_", " ")))
    rest, known = _ALONE.subn(" ", words)
    return bool(known) and all(_BESIDE.fullmatch(word) for word in rest.split())
