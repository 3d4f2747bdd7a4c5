"""Where whoever locked the laptop was: they come back there, and a colleague begins with People.

Kept inside the vault, for the last who worked here alone: what a colleague had open
is no business of the next user. A talk that was left long ago is carried on from the plan.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from eolplan.errors import EolplanError
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.vault import Session

_PLACE: Final = "place"
_WHOSE: Final = "slot"
_AT: Final = "at"


def remember_place(session: Session, place: Where | None, *, at: dt.datetime) -> None:
    """Keep where the user is now; a full disk keeps no vault open for it."""
    if place is not None:
        with suppress(EolplanError):
            whose = {_WHOSE: session.slot_id, _AT: at.isoformat()}
            session.store.put_setting(_PLACE, {**whose, **place.kept()}, at=at)


def place_of(session: Session, *, now: dt.datetime) -> Where | None:
    """Return where the user was when the laptop locked; None: somebody else was here since."""
    kept = session.store.setting(_PLACE)
    mine = isinstance(kept, dict) and kept.get(_WHOSE) == session.slot_id
    place = Where.found(kept) if mine else None
    if place is None or not (place.conversation and _long_ago(kept, now)):
        return place
    return Where("person", person=place.person)


def _long_ago(kept: object, now: dt.datetime) -> bool:
    from eolplan.conversation import LONG_PAUSE  # not before the way in is on screen

    at = kept.get(_AT) if isinstance(kept, dict) else None
    return isinstance(at, str) and now - dt.datetime.fromisoformat(at) > LONG_PAUSE
