"""Who is at the keyboard, and the team whose telephone a crew will ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NATIONS: Final = ("ENG", "WAL", "SCT", "NIR", "OTH")
"""VS-JURIS: England, Wales, Scotland, Northern Ireland, other (statutory text off)."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The signed-in member of staff, with the facts that page 1 prints about the team.

    Attributes:
        id: Stable identifier of this clinician in this vault (a UUID).
        name: As it is to be printed.
        role: In words, such as ``Community nurse``.
        organisation: The employing service.
        reg: Registration number as entered, or empty; a format is checked,
            never a register.
        team: The team's name.
        team_phone: Daytime number.
        night_phone: 24-hour or out-of-hours number; empty prints as not recorded.
        nation: One of ``NATIONS``; sets terms, identifiers and law.
    """

    id: str
    name: str
    role: str
    organisation: str = ""
    reg: str = ""
    team: str = ""
    team_phone: str = ""
    night_phone: str = ""
    nation: str = "ENG"
