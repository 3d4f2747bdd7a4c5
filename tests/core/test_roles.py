"""What each role may do is held at the door and at the desk, whatever a page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.caseload import Newcomer
from eolplan.conversation import sign_off, to_sign
from eolplan.identity import (
    CLINICIAN,
    LEAD,
    READER,
    ROLES,
    STUDENT,
    Act,
    MayNot,
    Staff,
    register_of,
)
from eolplan.record import Answer
from tests.core.conftest import PASSPHRASE


@pytest.fixture
def become(desk):
    """Have who is signed in be of another role from now on; somebody else leads then."""

    def change(may: str) -> None:
        desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
        desk.session.store.put_user(replace(desk.staff, may=may), at=desk.now())

    return change


def refused(act: Act, call) -> None:
    with pytest.raises(MayNot) as caught:
        call()
    assert caught.value.act is act


def test_each_role_may_what_its_words_say():
    may = {role: {act for act in Act if Staff("a", "A", "Nurse", may=role).can(act)}
           for role in (*ROLES, "of a later eolplan")}  # fmt: skip
    assert may == {
        LEAD: set(Act),
        CLINICIAN: {Act.RECORD, Act.SIGN, Act.SHARE},
        READER: set(),
        STUDENT: {Act.RECORD},
        "of a later eolplan": set(),
    }


def test_whoever_only_reads_leaves_nothing_behind(desk, talk, gwen, become):
    """Not an entry, not half a word, and where a colleague stopped stays where it was."""
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.here("val.matters")
    become(READER)
    before = desk.session.store.counts(), desk.session.store.places()
    for call in (
        lambda: talk.answer("val.matters", Answer(own_words="The dog.")),
        lambda: talk.record([("val.fears", "", Answer(own_words="The stairs."))]),
        lambda: talk.add("contact"),
        talk.undo,
        lambda: talk.draft("val.fears", Answer(own_words="The st")),
        lambda: talk.drop_draft("val.fears"),
        lambda: talk.here("pod.first"),
        lambda: talk.follow("first_visit"),
        talk.pause,
        talk.finish,
        lambda: desk.caseload.add(Newcomer(given="Ivor")),
    ):
        refused(Act.RECORD, call)
    assert (desk.session.store.counts(), desk.session.store.places()) == before
    assert desk.log(gwen).reading("val.matters").answer.own_words == "The garden."
    assert desk.session.store.drafts(gwen) == []


@pytest.mark.parametrize("role", [READER, STUDENT])
def test_only_clinicians_sign_and_hand_over(desk, ready, gwen, become, role, tmp_path):
    signed = sign_off(ready, PASSPHRASE)
    copy = desk.copy(gwen, "gp")
    ready.answer("val.matters", Answer(own_words="The garden."))
    become(role)
    refused(Act.SIGN, lambda: to_sign(ready))
    refused(Act.SIGN, lambda: sign_off(ready, PASSPHRASE))
    refused(Act.SIGN, lambda: ready.next_version({}))
    refused(Act.SIGN, lambda: ready.keep_version(signed))
    refused(Act.SHARE, lambda: desk.copy(gwen, "gp"))
    refused(Act.SHARE, lambda: desk.by_hand(gwen, "gp"))
    refused(Act.SHARE, lambda: desk.save_copy(copy, tmp_path / "x.pdf", person=gwen))
    assert not (tmp_path / "x.pdf").exists()
    assert desk.log(gwen).latest_version().number == 1


def test_a_student_records_and_undoes(talk, become):
    become(STUDENT)
    talk.answer("val.matters", Answer(own_words="The garden."))
    assert talk.undo()


def test_nobody_keeps_what_somebody_else_signed(ready):
    signed = sign_off(ready, PASSPHRASE)
    ready.answer("val.matters", Answer(own_words="The garden."))
    other = replace(signed, signer=replace(signed.signer, id="dev"))
    refused(Act.SIGN, lambda: ready.keep_version(other))


def test_the_team_is_changed_by_those_who_vouch_for_it(desk, become):
    become(STUDENT)
    mine = desk.staff
    refused(Act.SIGN, lambda: desk.change_staff(replace(mine, team_phone="01632 960077")))
    refused(Act.SIGN, lambda: desk.set_idle_minutes(2))
    refused(Act.SIGN, lambda: desk.set_help_call("Dafydd"))
    desk.change_staff(replace(mine, name="Carys Bevan-Jones", may=LEAD, left="2026-01-01"))
    assert desk.staff == replace(mine, name="Carys Bevan-Jones")


# -- registration numbers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "register"),
    [
        ("12A3456E", "NMC"), ("12a 3456 e", "NMC"), ("NMC PIN 98I1234W", "NMC"),
        ("7654321", "GMC"), ("GMC no. 7654321", "GMC"), ("PH123456", "HCPC"),
        ("HCPC PYL12345", "HCPC"), ("", ""), ("none", ""), ("GMC 12A3456E", ""),
        ("12Z3456E", ""), ("123", ""),
    ],
)  # fmt: skip
def test_a_registration_number_is_known_by_its_form(number, register):
    """A form is no proof: it only finds the slip of a finger."""
    assert register_of(number) == register
