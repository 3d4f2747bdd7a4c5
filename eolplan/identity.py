"""Who is at the keyboard, and the team whose telephone a crew will ring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eolplan.errors import EolplanError
from eolplan.words import N_, tr

NATIONS: Final = ("ENG", "WAL", "SCT", "NIR", "OTH")
"""VS-JURIS: England, Wales, Scotland, Northern Ireland, other (statutory text off)."""

LEAD: Final = "lead"
CLINICIAN: Final = "clinician"
READER: Final = "reader"
STUDENT: Final = "student"
ROLES: Final = (LEAD, CLINICIAN, READER, STUDENT)
"""What a member of staff may do in eolplan, the most first; never printed.

A lead also looks after the team; a clinician records, signs and hands over; a reader only
reads; a student records, and a clinician goes through it before it is signed.
"""


class Act(StrEnum):
    """What not every member of staff may do. Reading is open to all who have a way in."""

    RECORD = "record"
    SIGN = "sign"
    SHARE = "share"
    LEAD = "lead"


_MAY: Final = {
    Act.RECORD: (LEAD, CLINICIAN, STUDENT),
    Act.SIGN: (LEAD, CLINICIAN),
    Act.SHARE: (LEAD, CLINICIAN),
    Act.LEAD: (LEAD,),
}
_MAY_NOT: Final = {
    Act.RECORD: N_("You can read plans here and not write in them. Nothing was changed."),
    Act.SIGN: N_("Signing off is for others of the team. Everything that was recorded is saved."),
    Act.SHARE: N_("Copies are made by staff who sign off plans. Nothing was handed over."),
    Act.LEAD: N_("That is for whoever looks after the team. Nothing was changed."),
}


class MayNot(EolplanError):
    """Who is signed in may not do this; nothing was changed.

    Attributes:
        act: What it is.
    """

    def __init__(self, act: Act) -> None:
        self.act = act
        super().__init__(tr(_MAY_NOT[act]))


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
        may: One of ``ROLES``. Whoever set a store up looks after it.
        left: ISO date on which their way in was taken away; empty while they have one.
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
    may: str = LEAD
    left: str = ""

    def can(self, act: Act) -> bool:
        """Say whether they may do it; a role of a later eolplan only reads."""
        return self.may in _MAY[act]

    def must(self, act: Act) -> None:
        """Let them go on only if they may.

        Raises:
            MayNot: they may not.
        """
        if not self.can(act):
            raise MayNot(act)


_REGISTERS: Final = {
    "NMC": re.compile(r"\d{2}[A-L]\d{4}[A-Z]"),
    "GMC": re.compile(r"\d{7}"),
    "HCPC": re.compile(r"[A-Z]{2,3}\d{4,6}"),
}
"""How the numbers of three registers are written; blanks and strokes do not count."""
_NAMED: Final = re.compile(r"^(NMC|GMC|HCPC)(PIN|NUMBER|NO)?")


def register_of(number: str) -> str:
    """Return whose form a registration number has: ``NMC``, ``GMC``, ``HCPC``, or empty.

    Only the form is looked at, never a register. A name of the register before the number
    is taken at its word: ``GMC 12A3456E`` has not the form of one of theirs.
    """
    plain = "".join(c for c in number.upper() if c.isascii() and c.isalnum())
    named = _NAMED.match(plain)
    bare = plain[named.end() :] if named else plain
    asked = [named.group(1)] if named else list(_REGISTERS)
    return next((name for name in asked if _REGISTERS[name].fullmatch(bare)), "")
