"""Restores across a change of keys: whoever left stays out, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from contextlib import closing

import pytest

from eolplan.vault import (
    Backups,
    Present,
    Restoring,
    WrongPassphrase,
    choose_second_place,
    headers,
    make_backup,
    note_backup,
    note_proof,
    proof_due,
    prove,
)
from eolplan.vault.errors import EolplanError
from eolplan.vault.place import Folder
from tests.vault.copies.conftest import never, unheard
from tests.vault.team_store import AMIR, AT, LOIS, tell


@pytest.fixture
def crew(_team_once, vault_folder):
    """A copy of a closed store that three members of staff share."""
    return _team_once.copied(vault_folder)


@pytest.fixture
def saved(tmp_path):
    """Make a backup and keep it where nothing else happens."""

    def run(session, name):
        made = make_backup(session, now=lambda: AT, told=unheard, stopped=never)
        return shutil.copy(made.backup.path, tmp_path / f"{name}.eolbackup")

    return run


@pytest.fixture
def parted(crew, saved, tmp_path):
    """A backup from before and one from after Lois left, and the store as it was before."""
    with closing(crew.open()) as session:
        before = saved(session, "before")
    old = crew.copied(tmp_path / "old")
    session = crew.open()
    tell(session, "pod.second", "hospice")
    session.rotation(LOIS.id, now=lambda: AT).run(unheard, never)
    session.close()
    with closing(crew.open()) as session:
        tell(session, "place.avoid", "hospital")
        after = saved(session, "after")
    return before, after, old


def row(person, _log):
    from eolplan.vault import CaseloadRow

    return CaseloadRow(person, family="Pryce")


def restored(store, file, staff=None):
    """Restore as one of them, without stretching a passphrase again."""
    who = staff or store.lead

    def way(folder):
        there = type(store)(folder, store.lead, store.words, store.code, store.private, store.keks)
        opened = there.unlocked(who)
        if opened is None:
            raise WrongPassphrase
        return opened

    with closing(Restoring(store.folder, file, now=lambda: AT)) as restoring:
        preview = restoring.look_by(way)
        return preview, restoring.run(make_row=row, told=unheard, stopped=never)


def questions(store, staff=None):
    with closing(store.open(staff)) as session:
        found = session.store.verify()
        assert found.ok, found.problems
        assert session.store.knows_erased(gone(session))
        return {e.question for e in session.store.log("gwen").entries.values()}


def gone(session):
    """The digest that was erased when the store was made."""
    import json

    rows = session.store._db.rows("SELECT object FROM audit WHERE action = 'erased'")
    return json.loads(rows[0][0])["entries"][0]


ALL = {"pod.first", "staff.note", "pod.second", "place.avoid"}


def test_an_old_backup_over_new_keys_leaves_the_new_keys(crew, parted):
    """The store of now is the one that grows, so whoever left stays out."""
    before, _, _ = parted
    preview, made = restored(crew, before)
    assert (preview.present, preview.older, preview.older_keys) == (Present.READABLE, True, False)
    assert made.unread == 0
    assert headers.read(Folder(crew.folder)).found[0].key_epoch == 2
    assert questions(crew) == ALL
    assert questions(crew, AMIR) == ALL - {"staff.note"}
    assert crew.unlocked(LOIS) is None


def test_what_only_an_old_state_has_comes_over_to_the_new_keys(crew, parted, saved):
    _, _, old = parted
    with closing(old.open(AMIR)) as session:
        tell(session, "val.matters", "my garden")
        more = saved(session, "more")
    _, made = restored(crew, more)
    assert made.brought == 1
    assert questions(crew) == ALL | {"val.matters"}
    assert crew.unlocked(LOIS) is None


def test_new_keys_come_back_over_a_store_of_before(crew, parted):
    """Somebody put the file of before back: the backup has the keys of now."""
    _, after, old = parted
    with closing(old.open(LOIS)) as session:
        tell(session, "val.matters", "my garden")
    preview, made = restored(old, after)
    assert preview.only_there["entries"] == 2
    assert made.brought == 1
    assert list(Folder(old.folder).databases) == [2]
    assert questions(old) == ALL | {"val.matters"}
    assert old.unlocked(LOIS) is None


def test_a_backup_of_new_keys_opens_on_a_new_computer(crew, parted, tmp_path):
    _, after, _ = parted
    new = type(crew)(tmp_path / "new", crew.lead, crew.words, crew.code, crew.private, crew.keks)
    restored(new, after)
    assert questions(new) == ALL
    assert new.unlocked(LOIS) is None


def test_an_old_backup_in_place_of_a_spoilt_store_is_told_of(crew, parted):
    before, _, _ = parted
    Folder(crew.folder).database.write_bytes(b"spoilt" * 1000)
    preview, made = restored(crew, before)
    assert (preview.present, preview.older_keys) == (Present.UNREADABLE, True)
    assert {p.name for p in made.aside.iterdir()} >= {"eolplan-2.db", "vault.json"}
    assert list(Folder(crew.folder).databases) == [1]
    assert questions(crew) == {"pod.first", "staff.note"}


def test_whoever_left_cannot_put_a_backup_of_before_in_place(crew, parted):
    before, _, _ = parted
    with pytest.raises(WrongPassphrase):
        restored(crew, before, LOIS)
    assert questions(crew) == ALL


def test_backups_of_old_keys_go_after_the_first_proven_one_of_the_new(crew, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    with closing(crew.open()) as session:
        choose_second_place(session, place, at=AT)
        first = make_backup(session, now=lambda: AT, told=unheard, stopped=never).backup
    restored(crew, first.path)
    assert len(list(crew.folder.glob("aside-*"))) == 1
    session = crew.open()
    session.rotation(LOIS.id, now=lambda: AT).run(unheard, never)
    session.close()
    with closing(crew.open()) as session:
        backups = Backups(session.folder, place)
        made = make_backup(session, now=lambda: AT, told=unheard, stopped=never).backup
        assert len(backups.here()) == len(backups.there()) == 2
        assert prove(session, made, told=unheard, stopped=never).ok
        assert [b.number for b in backups.here()] == [made.number]
        assert [b.number for b in backups.there()] == [made.number]
        assert not list(crew.folder.glob("aside-*"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("which", ["old over new", "new over old", "old over spoilt"])
def test_the_power_goes_between_two_epochs(crew, parted, kill_at_every, which):
    before, after, old = parted
    vmks = [bytes(s.unlocked(s.lead).vmk).hex() for s in (old, crew)]
    if which == "new over old":
        store, file, keys, least = old, after, [vmks[1], vmks[0]], {"pod.first", "staff.note"}
    else:
        store, file, keys, least = crew, before, vmks, ALL
    if which == "old over spoilt":
        Folder(crew.folder).database.write_bytes(b"spoilt" * 1000)
        least = {"pod.first", "staff.note"}
    for folder in kill_at_every(store.folder, file, ",".join(keys)):
        copy = type(store)(folder, store.lead, store.words, store.code, store.private, store.keks)
        try:
            found = questions(copy)
        except EolplanError:
            assert which == "old over spoilt"
            restored(copy, file)
            found = questions(copy)
        assert least <= found, folder.name
        if which == "old over new":
            assert copy.unlocked(LOIS) is None


def test_the_first_backup_under_new_keys_is_tried_at_once(crew):
    """Those under former keys go only after a good trial: a leaver's passphrase opens them."""
    with closing(crew.open()) as session:
        made = make_backup(session, now=lambda: AT, told=unheard, stopped=never)
        note_backup(session.store, made, at=AT)
        proof = prove(session, made.backup, told=unheard, stopped=never)
        note_proof(session.store, proof, at=AT)
        assert not proof_due(session.store, AT)
    session = crew.open()
    session.rotation(LOIS.id, now=lambda: AT).run(unheard, never)
    session.close()
    with closing(crew.open()) as session:
        assert not proof_due(session.store, AT)  # there is none under new keys yet
        made = make_backup(session, now=lambda: AT, told=unheard, stopped=never)
        note_backup(session.store, made, at=AT)
        assert proof_due(session.store, AT)
        proof = prove(session, made.backup, told=unheard, stopped=never)
        note_proof(session.store, proof, at=AT)
        assert not proof_due(session.store, AT)
        assert [b.manifest.epoch for b in Backups(crew.folder).here()] == [2]
