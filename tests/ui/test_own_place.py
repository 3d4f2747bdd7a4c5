"""Whoever locked the laptop comes back to the spot; a colleague begins with People."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.own_place import place_of, remember_place
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.vault import Session

NOW = dt.datetime(2026, 11, 12, 14, 2, tzinfo=dt.UTC)
SPOT = Where("question", person="gwen", question="val.matters", cursor=5)


def test_who_locked_comes_back_and_a_colleague_does_not(session: Session) -> None:
    assert place_of(session, now=NOW) is None
    remember_place(session, SPOT, at=NOW)
    assert place_of(session, now=NOW) == SPOT
    mine, session.slot_id = session.slot_id, "of a colleague"
    assert place_of(session, now=NOW) is None
    remember_place(session, replace(SPOT, person="amir"), at=NOW)
    session.slot_id = mine
    assert place_of(session, now=NOW) is None


def test_without_a_place_what_was_kept_stays(session: Session) -> None:
    remember_place(session, SPOT, at=NOW)
    remember_place(session, None, at=NOW)
    assert place_of(session, now=NOW) == SPOT


def test_a_talk_that_was_left_long_ago_is_carried_on_from_the_plan(session: Session) -> None:
    """Who is there, and whether it is a good time, was asked of another day."""
    soon, late = NOW + dt.timedelta(hours=23), NOW + dt.timedelta(hours=25)
    talk = replace(SPOT, conversation="talk")
    remember_place(session, talk, at=NOW)
    assert place_of(session, now=soon) == talk
    assert place_of(session, now=late) == Where("person", person="gwen")
    remember_place(session, SPOT, at=NOW)
    assert place_of(session, now=late) == SPOT
