"""A second signature is asked of one person, given by that person, and never said without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from eolplan.conversation import (
    Conversation,
    NotWritten,
    ask_nobody,
    ask_second,
    awaited,
    is_asked,
    keep,
    leave_for_later,
    left_by_the_first,
    left_for_later,
    sign_off,
    to_sign,
)
from eolplan.conversation.facts_second import asked_anew, given_now
from eolplan.desk import Desk
from eolplan.identity import CLINICIAN, STUDENT, MayNot, Staff
from eolplan.record import Answer, Standing, changes
from eolplan.vault import Cost, labels, signature_stands, unlock
from tests.core.conftest import PASSPHRASE

DR = ("Dr Anwen Rees", "GP")
REES = Staff("5b7f0d6e-2f3c-4f3f-9a55-2f1a0d5f7c02", *DR, may=CLINICIAN)
WORDS = "seven quiet herons rest"


@pytest.fixture
def asked(ready):
    """A version that Carys signed, and of which Dr Rees was asked to sign it too."""
    ask_second(ready, *DR)
    sign_off(ready, PASSPHRASE)
    return ready


@pytest.fixture
def rees_after(desk, gwen, guide, clock):
    """The same plan, the day after, with Dr Rees at the laptop."""

    @contextmanager
    def seat() -> Iterator[Conversation]:
        session = desk.session
        session.admit(REES, WORDS, cost=Cost.LOWEST, now=clock)
        folder = session.folder
        session.close()
        clock.go_on(days=1)
        theirs = [slot.slot_id for slot in labels(folder)][-1]
        opened = unlock(folder, WORDS, slot_id=theirs, now=clock)
        yield Desk(opened, guide, now=clock).conversation(gwen)
        opened.close()

    return seat


@pytest.fixture
def rees(asked, rees_after) -> Iterator[Conversation]:
    """The plan that Carys signed, with Dr Rees at the laptop."""
    with rees_after() as talk:
        yield talk


def test_nobody_is_awaited_before_somebody_is_asked(ready):
    assert awaited(ready.log) is None
    assert given_now(ready) == ()


def test_what_is_signed_says_whose_signature_is_awaited(asked):
    found = awaited(asked.log)
    assert (found.name, found.role, found.by) == (*DR, asked.staff.id)
    assert awaited(asked.log.at(asked.log.latest_version())) == found
    assert not is_asked(asked)


def test_a_role_may_be_left_out(ready):
    ask_second(ready, DR[0], " ")
    assert awaited(ready.log).role == ""


def test_a_very_long_name_is_asked_and_known_again(ready):
    """A name that a line does not hold must not stop the one thing it is needed for."""
    ask_second(ready, f"  {'Anwen ' * 20}", "GP " * 40)
    found = awaited(ready.log)
    assert len(found.name) <= 70
    assert found.is_of(Staff("x", "Anwen " * 20, "GP"))
    assert not found.is_of(Staff(found.by, "Anwen " * 20, "GP"))


def test_one_signature_can_be_enough_after_all(asked):
    ask_nobody(asked)
    assert awaited(asked.log) is None


def test_who_signed_on_paper_is_no_longer_awaited(asked):
    asked.answer("sign.second.on", Answer(value="2026-11-12"))
    assert awaited(asked.log) is None


@pytest.mark.parametrize(
    "given",
    [
        ("sign.second.on", Answer(value="2026-11-12")),
        ("sign.second.name", Answer(Standing.NOT_ASKED)),
    ],
)
def test_a_student_takes_no_warning_off_page_1(asked, desk, gwen, given):
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=STUDENT)):
        desk.session.store.put_user(staff, at=desk.now())
    talk = desk.conversation(gwen)
    with pytest.raises(MayNot):
        talk.answer(*given)
    with pytest.raises(MayNot):
        ask_nobody(talk)
    assert awaited(talk.log) is not None
    ask_second(talk, "Dr Iwan Puw", "GP")  # that one more is asked takes nothing off
    talk.undo()
    assert awaited(talk.log).name == DR[0]


def test_asking_again_waits_again(asked):
    asked.answer("sign.second.on", Answer(value="2026-11-12"))
    ask_second(asked, *DR)
    assert awaited(asked.log) is not None


def test_the_colleague_who_is_asked_signs_the_same_plan_as_a_version_of_their_own(rees):
    """Two signatures, each over all of it, and a paper that names nobody who has not signed."""
    assert is_asked(rees)
    first = rees.log.latest_version()
    second = sign_off(rees, WORDS)
    assert (second.number, second.signer.name) == (2, DR[0])
    assert signature_stands(bytes.fromhex(second.digest), second.signature, second.signer_key)
    assert {c.question for c in changes(rees.log.at(first), rees.log.at(second))} == {
        "sign.second.on"
    }
    assert rees.reading("sign.second.on").value == rees.today.isoformat()
    assert awaited(rees.log) is None
    assert rees.log.unsigned() == ()


def test_topics_that_are_left_for_later_are_kept_until_the_talk_is_over(ready):
    ready.here("val.matters")
    assert left_for_later(ready) == frozenset()
    leave_for_later(ready, ["cpr"])
    assert left_for_later(ready) == {"cpr"}
    leave_for_later(ready, [])
    assert left_for_later(ready) == frozenset()
    leave_for_later(ready, ["cpr"])
    ready.finish()
    assert left_for_later(ready) == frozenset()


def test_what_the_first_left_for_later_is_left_by_the_second_too(ready, rees_after):
    """Else a topic that is being talked about would stop whoever is only asked to sign."""
    ready.answer("cpr.status", Answer(value="not_for_CPR", said_by="clinician_judgement"))
    ask_second(ready, *DR)
    sign_off(ready, PASSPHRASE, held_back=["cpr"])
    assert left_by_the_first(ready) == frozenset()  # who signed is not asked to sign again
    with rees_after() as second:
        assert left_for_later(second) == {"cpr"}
        leave_for_later(second, [])
        assert left_for_later(second) == frozenset()


def test_a_wrong_passphrase_says_of_nobody_that_they_signed(rees):
    with pytest.raises(Exception, match="passphrase"):
        sign_off(rees, "not the passphrase at all")
    assert is_asked(rees)


def test_a_full_disk_keeps_neither_the_signature_nor_that_it_was_given(rees):
    beside = given_now(rees)
    version = to_sign(rees, beside=beside)
    signed = version.with_signature(*rees.signature(version, WORDS))
    database = rees.session._db
    for only_read, raises in (("ON", True), ("OFF", False)):
        database._db.set_authorizer(None)
        database._db.execute(f"PRAGMA query_only = {only_read}")
        database.guard()
        if raises:
            with pytest.raises(NotWritten):
                keep(rees, signed, beside=beside)
    assert is_asked(rees)
    assert rees.log.latest_version() != signed
    keep(rees, signed, beside=beside)
    assert rees.log.latest_version() == signed


def changed(talk, words):
    """Have something new to sign, as of a talk that is whole."""
    talk.answer("val.matters", Answer(own_words=words))
    return talk


def test_a_second_signature_counts_for_what_it_was_given_for(asked):
    """A day that was written down for one version must not stand under words of the next."""
    asked.answer("sign.second.on", Answer(value="2026-11-12"))
    assert awaited(asked.log) is None
    assert asked_anew(asked) == ""
    sign_off(changed(asked, "the garden"), PASSPHRASE)  # signed on paper before: with this one
    assert awaited(asked.log) is None
    assert asked_anew(asked) == ""  # nothing is new
    changed(asked, "the cat")
    assert asked_anew(asked) == DR[0]  # who signs now is told so before
    sign_off(asked, PASSPHRASE)
    assert asked_anew(asked) == ""
    assert awaited(asked.log).name == DR[0]
    assert asked.reading("sign.second.on").state == "silent"


def test_nobody_is_the_second_to_sign_beside_themselves(ready, desk, gwen):
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=STUDENT)):
        desk.session.store.put_user(staff, at=desk.now())
    ask_second(desk.conversation(gwen), desk.staff.name, "Nurse")
    desk.session.store.put_user(replace(desk.staff, may=CLINICIAN), at=desk.now())
    talk = desk.conversation(gwen)
    assert awaited(talk.log).names(desk.staff)
    version = sign_off(changed(talk, "the garden"), PASSPHRASE, gone_through=[desk.staff.id])
    assert (version.number, awaited(talk.log)) == (1, None)
    assert talk.reading("sign.second.on").state == "silent"
    assert talk.reading("sign.second.name").state == "silent"


def test_who_signed_the_newest_version_is_not_asked_to_sign_it_too(asked):
    found = replace(awaited(asked.log), name=asked.staff.name, by="somebody else")
    assert found.names(asked.staff)
    assert not found.is_of(asked.staff)


def test_another_name_is_not_signed_on_the_day_of_the_first(asked, desk, gwen, clock):
    asked.answer("sign.second.on", Answer(value="2026-11-12"))
    clock.go_on(minutes=1)
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=STUDENT)):
        desk.session.store.put_user(staff, at=desk.now())
    theirs = desk.conversation(gwen)
    with pytest.raises(MayNot):
        theirs.answer("sign.second.name", Answer(value="Dr Iwan Puw"))
    desk.session.store.put_user(replace(desk.staff, may=CLINICIAN), at=desk.now())
    mine = desk.conversation(gwen)
    mine.answer("sign.second.name", Answer(value="Dr Iwan Puw"))
    assert awaited(mine.log).name == "Dr Iwan Puw"


def test_a_name_that_is_taken_up_again_by_undo_has_signed_when_it_had(asked, clock):
    asked.answer("sign.second.on", Answer(value="2026-11-12"))
    clock.go_on(minutes=1)
    asked.answer("sign.second.name", Answer(value="Dr Iwan Puw"))
    assert awaited(asked.log).name == "Dr Iwan Puw"
    clock.go_on(minutes=1)
    asked.undo()
    assert asked.reading("sign.second.name").value == DR[0]
    assert awaited(asked.log) is None
