"""What a member of staff may do in eolplan, in words."""

from __future__ import annotations

from typing import Final

from eolplan.desk import Desk
from eolplan.identity import CLINICIAN, LEAD, READER, STUDENT, Staff
from eolplan.words import N_, listing, say, tr
from ui.widgets import Choice

_ROLES: Final = (
    (
        CLINICIAN,
        N_("Records and signs off"),
        N_("Writes in plans, signs them off, and makes copies."),
    ),
    (
        STUDENT,
        N_("Records as a student"),
        N_("Writes in plans. A colleague who signs off goes through it first."),
    ),
    (READER, N_("Reads only"), N_("Reads every plan. Writes nothing and makes no copies.")),
    (
        LEAD,
        N_("Looks after the team"),
        N_("Writes, signs off, makes copies. Also adds and removes staff."),
    ),
)


def role_choices() -> list[Choice]:
    """Return what somebody may be, as choices."""
    return [Choice(code, tr(words), tr(hint)) for code, words, hint in _ROLES]


def may_words(staff: Staff) -> str:
    """Return what somebody may do; a role of a later eolplan only reads."""
    known = {code: words for code, words, _ in _ROLES}
    return tr(known.get(staff.may, known[READER]))


def about(staff: Staff) -> str:
    """Return a role with the registration number, which is as somebody entered it."""
    if not staff.reg:
        return staff.role
    return say("{role}, {number} (as entered)", role=staff.role, number=staff.reg)


def names_of(staff: tuple[Staff, ...]) -> str:
    """Return the names of some of the team, as in a sentence."""
    return listing([one.name for one in staff])


def if_forgotten(desk: Desk, user: str) -> str:
    """Return what becomes of one of the team who forgets a passphrase; empty: they are alone."""
    leads = tuple(staff for staff in desk.team.leads() if staff.id != user)
    if leads:
        return say(
            "If you forget it: {names} can let you choose a new one, with the recovery sheet.",
            names=names_of(leads),
        )
    if len(desk.team.members()) > 1:
        return tr("If you forget it: with the recovery sheet you can choose a new one.")
    return ""
