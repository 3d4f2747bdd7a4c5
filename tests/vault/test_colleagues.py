"""The ways in of a team: added, changed and replaced, with one left to open at any time."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eolplan.identity import CLINICIAN, LEAD, STUDENT, Staff
from eolplan.record import Author
from eolplan.vault import (
    AlreadyOpen,
    Cost,
    LastLead,
    NotWritten,
    PassphraseTooWeak,
    VaultDamaged,
    WrongPassphrase,
    colleagues,
    headers,
    recover,
    reopen,
    signature_stands,
)
from eolplan.vault.header import MOST_SLOTS, PASSPHRASE, RECOVERY, Header
from eolplan.vault.place import Folder
from eolplan.vault.recovery import UNKEPT
from tests.vault.team_store import AMIR, AT, LOIS, RESTRICTED, tell

NEW = "velvet hedgehog autumn piano"
DIGEST = bytes(32)


def now():
    return AT


def change(team, session, new=NEW):
    session.change_passphrase(team.words[session.staff.id], new, cost=Cost.LOWEST, now=now)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(team):
    session = team.open()
    label, order = session.label, [s.label for s in session.unlocked.header.of_kind(PASSPHRASE)]
    change(team, session)
    assert session.label == label
    assert [s.label for s in session.unlocked.header.of_kind(PASSPHRASE)] == order
    assert signature_stands(DIGEST, *session.sign(DIGEST, NEW))  # without unlocking again
    with pytest.raises(WrongPassphrase):
        session.sign(DIGEST, team.passphrase)
    session.close()
    assert team.unlocked(team.lead) is None
    team.words[team.lead.id] = NEW
    team.open().close()


def test_a_changed_passphrase_changes_nothing_else(team):
    """Who they sign as, what is kept for them, their PIN: all of it hangs on the same pairs."""
    session = team.open(AMIR)
    tell(session, "pod.second", "hospice")
    before = session.unlocked
    _, spki = session.sign(DIGEST, team.words[AMIR.id])
    change(team, session)
    assert session.sign(DIGEST, NEW)[1] == spki
    assert session.unlocked.slot.pub == before.slot.pub
    assert session.unlocked.slot.salt != before.slot.salt
    assert session.store.verify().ok
    session.close()
    assert team.by_pin(AMIR)
    for staff in (team.lead, LOIS):
        team.open(staff).close()


def test_only_who_knows_the_old_passphrase_changes_it_and_never_to_a_weak_one(team):
    session = team.open()
    before = session.unlocked.header
    for old, new, said in (
        ("somebody else's words", NEW, WrongPassphrase),
        (team.passphrase, "kettle", PassphraseTooWeak),
    ):  # fmt: skip
        with pytest.raises(said):
            session.change_passphrase(old, new, cost=Cost.LOWEST, now=now)
    assert session.unlocked.header == before
    session.close()
    team.open().close()


def test_a_new_recovery_code_takes_the_place_of_the_old_one(team):
    session = team.open()
    code = session.new_recovery_code(now=now)
    assert session.store.setting(UNKEPT) == code  # until somebody has it on paper
    session.close()
    assert team.by_code(code)
    assert not team.by_code()
    assert len(headers.read(Folder(team.folder)).found[0].of_kind(RECOVERY)) == 1


def test_by_a_new_recovery_code_everything_is_read_that_the_old_one_read(team):
    session = team.open()
    code = session.new_recovery_code(now=now)
    slot = session.slot_id
    session.close()
    made = recover(team.folder, code, new_passphrase=NEW, cost=Cost.LOWEST, slot_id=slot)
    session = reopen(team.folder, made, now=now).session
    said = [e.answer.own_words for e in session.store.log("gwen").entries.values()
            if e.question == RESTRICTED]  # fmt: skip
    assert said == ["behind a closed door"]
    assert session.store.verify().ok
    session.close()


def test_a_pin_goes_with_the_passphrase_that_was_forgotten(team):
    """It wraps the pair that is lost, and whoever has it could be anybody."""
    amirs = team.unlocked(AMIR).slot.slot_id
    made = recover(team.folder, team.code, new_passphrase=NEW, cost=Cost.LOWEST, slot_id=amirs)
    reopen(team.folder, made, now=now).session.close()
    assert not team.by_pin(AMIR)
    assert team.by_pin(LOIS)


def test_recovery_goes_on_after_new_keys(team):
    session = team.open()
    session.rotation(LOIS.id, now=now).run(lambda _: None, lambda: False)
    session.close()
    slot = team.unlocked(team.lead).slot.slot_id
    made = recover(team.folder, team.code, new_passphrase=NEW, cost=Cost.LOWEST, slot_id=slot)
    session = reopen(team.folder, made, now=now).session
    assert session.store.verify().ok
    session.close()


# ---- who may what


def test_the_last_lead_stays_one(team):
    session = team.open()
    with pytest.raises(LastLead, match="Choose another lead first"):
        session.set_role(team.lead.id, CLINICIAN, now=now)
    with pytest.raises(LastLead):
        session.store.put_user(replace(team.lead, may=CLINICIAN), at=AT)
    with pytest.raises(LastLead):
        session.store.put_user(replace(team.lead, left="2026-11-12"), at=AT)
    session.set_role(AMIR.id, LEAD, now=now)
    session.set_role(team.lead.id, CLINICIAN, now=now)
    assert session.staff.may == CLINICIAN
    with pytest.raises(KeyError):
        session.set_role("nobody", LEAD, now=now)
    session.close()


def test_a_lead_without_a_way_in_looks_after_nothing(team):
    """One who is known, but whose slot a power cut took, does not count."""
    session = team.open()
    session.store.put_user(Staff("x", "Bryn Rees", "Nurse", may=LEAD), at=AT)
    with pytest.raises(LastLead):
        session.set_role(team.lead.id, CLINICIAN, now=now)
    with pytest.raises(LastLead):
        session.rotation(team.lead.id, now=now)
    session.set_role(AMIR.id, STUDENT, now=now)
    session.close()


def test_who_did_something_is_whoever_is_signed_in_and_nobody_else(team):
    """The trail takes no name from a caller, and nobody signs with another's pen."""
    session = team.open(AMIR)
    tell(session, "pod.second", "hospice")
    row = session.store.audit_about("gwen")[-1]
    assert (row.action, row.staff) == ("recorded", AMIR.id)
    for words in (team.words[team.lead.id], team.words[LOIS.id]):
        with pytest.raises(WrongPassphrase):
            session.sign(DIGEST, words)
    _, spki = session.sign(DIGEST, team.words[AMIR.id])
    told = [json.loads(r.object)["user"] for r in session.store.audit_about(spki)]
    assert told == [AMIR.id]
    assert Author(AMIR.id, AMIR.name, AMIR.role) != Author(LOIS.id, LOIS.name, LOIS.role)
    session.close()


# ---- what is worked out beforehand


def test_a_change_that_was_worked_out_before_another_is_refused(team):
    session = team.open()
    stale = colleagues.recovery_change(session.unlocked)
    code = session.new_recovery_code(now=now)
    with pytest.raises(AlreadyOpen):
        session.take(stale, now=now)
    session.close()
    assert team.by_code(code)
    assert not team.by_code(stale.unkept)


def test_no_secret_shows_in_a_change(team):
    session = team.open()
    change = colleagues.recovery_change(session.unlocked)
    assert change.unkept
    assert change.unkept not in repr(change)
    session.close()


def test_a_header_has_room_for_so_many_ways_in_and_says_so_before_anything_is_written(team):
    session = team.open()
    opened = session.unlocked
    many = replace(opened.header, slots=opened.header.slots * MOST_SLOTS)
    with pytest.raises(VaultDamaged):
        colleagues.admission(replace(opened, header=many), AMIR, NEW, cost=Cost.LOWEST)
    session.close()


def test_what_does_not_open_is_never_handed_on(team):
    session = team.open()
    header, slot = session.unlocked.header, session.unlocked.slot
    with pytest.raises(VaultDamaged):
        colleagues.prove([header], slot.slot_id, lambda _: bytes(32), session.unlocked.vmk)
    by_pin = header.of_kind("quick")[0]
    with pytest.raises(VaultDamaged):
        colleagues.prove([header], by_pin.slot_id, lambda _: bytes(range(32)), bytearray(32))
    session.close()


@pytest.mark.parametrize("refused", range(4))
def test_a_disk_that_refuses_half_way_leaves_a_way_in(team, monkeypatch, refused):
    """Four writes: each copy of the header with both slots, and each with the new one alone."""
    real, left = headers.write_whole, [refused]

    def write(path, content):
        if not left[0]:
            raise NotWritten("full")
        left[0] -= 1
        real(path, content)

    session = team.open()
    monkeypatch.setattr(headers, "write_whole", write)
    with pytest.raises(NotWritten):
        change(team, session)
    monkeypatch.setattr(headers, "write_whole", real)
    change_again = refused < 2
    session.close()
    old, new = (team.unlocked(team.lead, words) for words in (team.passphrase, NEW))
    assert old or new
    assert bool(old) is (refused < 3)
    assert bool(new) is (refused > 0), change_again
    assert Header.from_bytes(Folder(team.folder).header.read_bytes())
