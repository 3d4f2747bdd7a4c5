"""What a student recorded is gone through by the clinician who signs, and the trail says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from eolplan.conversation import (
    NotReadyToSign,
    by_students,
    keep,
    needed,
    sign_off,
    to_go_through,
    to_sign,
)
from eolplan.conversation.door import GONE_THROUGH
from eolplan.conversation.students import UNTIL
from eolplan.desk import Desk
from eolplan.identity import CLINICIAN, STUDENT, Staff
from eolplan.record import Answer
from eolplan.vault import Cost, labels, unlock
from tests.core.conftest import PASSPHRASE

WORDS = "seven quiet herons rest"
MEGAN = Staff("3f1e9c55-2f3c-4f3f-9a55-2f1a0d5f7c01", "Megan Rhys", "Student nurse", may=STUDENT)


@pytest.fixture
def ready_and_more(ready, desk, gwen, guide, clock) -> Iterator[Desk]:
    """A desk at which a student has added to a plan that was ready to be signed off."""
    talk_id, session = ready.id, desk.session
    session.admit(MEGAN, WORDS, cost=Cost.LOWEST, now=clock)
    folder = session.folder
    session.close()
    mine, hers = (slot.slot_id for slot in labels(folder))
    opened = unlock(folder, WORDS, slot_id=hers, now=clock)
    talk = Desk(opened, guide, now=clock).conversation(gwen, talk_id)
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.answer("val.fears", Answer(own_words="The stairs."))
    opened.close()
    clock.go_on(minutes=5)
    opened = unlock(folder, PASSPHRASE, slot_id=mine, now=clock)
    yield Desk(opened, guide, now=clock)
    opened.close()


def test_a_plan_without_students_asks_for_nothing_more(ready):
    assert by_students(ready) == ()
    assert not [fact for fact in needed(ready) if "recorded, and say so" in fact.needed]


def test_a_student_is_named_with_what_stands_of_theirs(ready_and_more, gwen):
    talk = ready_and_more.conversation(gwen)
    (found,) = by_students(talk)
    assert (found.staff, found.name) == (MEGAN.id, "Megan Rhys")
    assert [entry.question for entry in found.entries] == ["val.matters", "val.fears"]
    assert to_go_through(talk, [MEGAN.id]) == ()


def test_it_is_not_signed_before_it_was_gone_through(ready_and_more, gwen):
    talk = ready_and_more.conversation(gwen)
    with pytest.raises(NotReadyToSign) as caught:
        to_sign(talk)
    assert caught.value.needed == ("Go through what Megan Rhys recorded, and say so.",)
    version = sign_off(talk, PASSPHRASE, gone_through=[MEGAN.id])
    (told,) = [row for row in ready_and_more.session.store.audit_about(version.digest)
               if row.action == GONE_THROUGH]  # fmt: skip
    assert json.loads(told.object) == {
        "person": gwen, "staff": [MEGAN.id], "version": version.digest,
    }  # fmt: skip
    assert by_students(talk) == ()
    assert ready_and_more.verify().ok


def test_what_a_clinician_recorded_over_it_is_the_clinicians(ready_and_more, gwen):
    talk = ready_and_more.conversation(gwen)
    talk.answer("val.matters", Answer(own_words="The garden, and the dog."))
    assert [e.question for e in by_students(talk)[0].entries] == ["val.fears"]


def test_nobody_is_said_to_be_gone_through_who_recorded_nothing(ready):
    version = to_sign(ready)
    signature, key = ready.signature(version, PASSPHRASE)
    keep(ready, version.with_signature(signature, key), ["somebody"])
    assert ready.session.store.audit_about("somebody") == []


def test_who_becomes_a_clinician_stays_a_student_for_what_was_before(ready_and_more, gwen, clock):
    """Otherwise a change of role would sign off by itself what nobody looked at."""
    desk = ready_and_more
    desk.team.change_colleague(replace(MEGAN, may=CLINICIAN))
    assert len(by_students(desk.conversation(gwen))[0].entries) == 2
    assert set(desk.session.store.setting(UNTIL)) == {MEGAN.id}
