"""Somebody leaves the team: the store gets new keys, and nobody else has to be there."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.vault import (
    AlreadyOpen,
    Cancelled,
    LastLead,
    NotWritten,
    Session,
    VaultAbsent,
    VaultDamaged,
    headers,
)
from eolplan.vault.db import Database
from eolplan.vault.errors import HeaderDoubted
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from eolplan.vault.rotation import NotRotated
from eolplan.vault.rows import KeysNew
from tests.vault.team_store import AMIR, AT, LOIS, RESTRICTED, tell


def going(_done: float) -> None:
    """Nobody listens."""


def on() -> bool:
    return False


def rotated(team, leaver=LOIS):
    """Take somebody's way in away, and close the session."""
    session = team.open()
    session.rotation(leaver.id if leaver else "", now=lambda: AT).run(going, on)
    session.close()


def names(team):
    return sorted(p.name for p in team.folder.iterdir())


def test_whoever_leaves_opens_nothing_and_everybody_else_opens_with_their_own(team):
    old = team.copied(team.folder.with_name("old"))
    rotated(team)
    for staff in (team.lead, AMIR):
        team.open(staff).close()
    assert team.by_pin(AMIR)
    assert team.by_code()
    assert team.by_organisation()
    assert team.unlocked(LOIS) is None
    assert not team.by_pin(LOIS)
    assert old.unlocked(LOIS)  # of a copy of before, the keys of before open everything


def test_the_first_to_open_it_hears_that_it_is_done_and_nobody_after(team):
    rotated(team)
    first = team.open()
    assert KeysNew() in first.notices
    first.close()
    second = team.open(AMIR)
    assert KeysNew() not in second.notices
    second.close()


def test_nothing_is_lost_and_everything_is_still_proven(team):
    session = team.open()
    anchor, entries = session.anchor(), session.store.log("gwen").entries
    erased = [d for d in _all_digests(session) if session.store.knows_erased(d)]
    assert erased
    session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    session.close()
    session = team.open()
    assert session.store.log("gwen").entries == entries
    assert [d for d in erased if session.store.knows_erased(d)] == erased
    found = session.store.verify(anchor)
    assert (found.ok, found.anchored, found.problems) == (True, True, ())
    tell(session, "pod.second", "hospice")
    assert session.store.verify(anchor).ok
    session.close()


def _all_digests(session):
    return [d for row in session.store.audit_about("entries") for d in _digests(row.object)]


def _digests(text):
    return [part for part in text.split('"') if len(part) == 64]


def test_it_is_written_down_who_left_and_who_took_their_way_in(team):
    rotated(team)
    session = team.open()
    told = [r for r in session.store.audit_about(LOIS.id) if r.action.startswith("rotat")]
    assert [(r.action, r.staff) for r in told] == [
        ("rotating", team.lead.id), ("rotated", team.lead.id),
    ]  # fmt: skip
    assert {s.name: s.left for s in session.store.users()} == {
        "Amir Khan": "", "Carys Bevan": "", "Lois Hart": "2026-11-12",
    }  # fmt: skip
    session.close()


def test_keys_can_be_made_anew_again_and_again(team):
    session = team.open()
    anchor = session.anchor()
    session.close()
    rotated(team)
    rotated(team, leaver=None)
    rotated(team, leaver=AMIR)
    session = team.open()
    assert session.store.verify(anchor).ok
    assert [f.epoch for f in session._keys.former] == [1, 2, 3]
    session.close()
    assert team.unlocked(AMIR) is None


def test_only_one_database_is_left_and_none_that_the_old_keys_open(team):
    (team.folder / "eolplan.db.layout-1").touch()
    rotated(team)
    team.open().close()
    assert [n for n in names(team) if ".db" in n] == ["eolplan-2.db"]
    assert Folder(team.folder).database == team.folder / "eolplan-2.db"
    assert Folder(team.folder).stands


def test_what_is_kept_for_chosen_staff_stays_readable_to_them_alone(team):
    rotated(team)
    for staff, said in ((team.lead, ["behind a closed door"]), (AMIR, [])):
        session = team.open(staff)
        entries = session.store.log("gwen").entries.values()
        assert [e.answer.own_words for e in entries if e.question == RESTRICTED] == said
        session.close()


def test_the_last_lead_cannot_leave(team):
    session = team.open()
    with pytest.raises(LastLead):
        session.rotation(team.lead.id, now=lambda: AT)
    with pytest.raises(KeyError):
        session.rotation("nobody", now=lambda: AT)
    session.close()


def test_nothing_is_saved_by_the_session_whose_keys_went(team):
    """An answer that is told as saved must not lie in a file that goes."""
    session = team.open()
    session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    with pytest.raises(NotWritten) as said:
        tell(session, "pod.second", "hospice")
    assert said.value.why == "busy"
    with pytest.raises(NotWritten):
        session.put_slots(session.unlocked.header.slots)
    session.close()


def test_nothing_is_saved_while_keys_are_made(team):
    session = team.open()
    refused = []

    def told(done):
        with Session.reader(session) as reader:
            assert reader.log("gwen").entries
        try:
            tell(session, "pod.second", "hospice")
        except NotWritten as e:
            refused.append((done, e.why))

    session.rotation(LOIS.id, now=lambda: AT).run(told, on)
    assert refused
    assert {why for _, why in refused} == {"busy"}
    session.close()


@pytest.mark.parametrize("after", [0, 1, 2])
def test_it_can_be_stopped_and_nothing_was_changed(team, after):
    session, left = team.open(), [after]

    def stopped():
        left[0] -= 1
        return left[0] < 0

    before = names(team)
    with pytest.raises(Cancelled):
        session.rotation(LOIS.id, now=lambda: AT).run(going, stopped)
    assert names(team) == before
    tell(session, "pod.second", "hospice")  # and work goes on
    session.close()
    for staff in (team.lead, AMIR, LOIS):
        team.open(staff).close()


def test_a_session_that_is_closed_meanwhile_keeps_its_keys(team):
    """Locked half way: another process may open the store at once, under the keys that are."""
    session = team.open()
    rotation = session.rotation(LOIS.id, now=lambda: AT)
    session._gate.shut()
    with pytest.raises(Cancelled):
        rotation.run(going, on)
    session.close()
    team.open(LOIS).close()


def test_ways_in_that_changed_meanwhile_are_not_lost(team):
    session = team.open()
    rotation = session.rotation(LOIS.id, now=lambda: AT)
    code = session.new_recovery_code(now=lambda: AT)
    with pytest.raises(AlreadyOpen):
        rotation.run(going, on)
    session.close()
    assert team.by_code(code)


def test_a_full_disk_is_said_in_words_and_the_keys_stay(team, monkeypatch):
    session = team.open()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(NotRotated, match="too full for new keys"):
        session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    session.close()
    team.open(LOIS).close()


def test_a_header_that_others_changed_is_not_built_on(team):
    """A slot that somebody smuggled in would have the new key sealed to it."""
    for path in (Folder(team.folder).header, Folder(team.folder).header_copy):
        path.write_bytes(path.read_bytes().replace(b'"label": "AK"', b'"label": "XK"'))
    session = team.open()
    with pytest.raises(HeaderDoubted, match="Restore the newest back-up"):
        session.rotation(LOIS.id, now=lambda: AT)
    with pytest.raises(HeaderDoubted):
        session.new_recovery_code(now=lambda: AT)
    session.close()


def test_the_header_of_before_does_not_let_a_leaver_in_beside_the_new_one(team):
    """Killed between the two copies of the header, or one of them put back."""
    old = Folder(team.folder).header.read_bytes()
    database = Folder(team.folder).database.read_bytes()
    rotated(team)
    for path in (Folder(team.folder).header, Folder(team.folder).header_copy):
        new = path.read_bytes()
        path.write_bytes(old)
        (team.folder / "eolplan.db").write_bytes(database)
        assert team.unlocked(LOIS) is None
        team.open(AMIR).close()
        assert path.read_bytes() == new  # mended
        assert not (team.folder / "eolplan.db").exists()


def test_a_slot_that_was_opened_before_is_refused_afterwards(team):
    opened = team.unlocked(LOIS)
    rotated(team)
    shutil.copy(team.folder / "eolplan-2.db", team.folder / "eolplan.db")
    with pytest.raises((AlreadyOpen, VaultAbsent)):
        Session.open(team.folder, opened, now=lambda: AT)


def test_an_older_store_put_back_does_not_remove_the_newer_one_beside_it(team):
    """It may be the true one: what cannot be told apart is kept."""
    old = team.copied(team.folder.with_name("old"))
    rotated(team)
    for name in ("vault.json", "vault.json.bak", "eolplan.db"):
        shutil.copy(old.folder / name, team.folder / name)
    team.open().close()
    assert (team.folder / "eolplan-2.db").exists()
    rotated(team)
    assert (team.folder / "eolplan-2.db").exists()
    assert Folder(team.folder).database.name == "eolplan-3.db"


ATTACKS = (
    "UPDATE former_key SET chain = zeroblob(32)",
    "DELETE FROM former_key",
    "INSERT OR REPLACE INTO former_key SELECT epoch, until, zeroblob(32), erasure FROM former_key",
    "INSERT INTO former_key SELECT 9, 1, chain, erasure FROM former_key",
)


@pytest.fixture
def bare(team):
    rotated(team)
    opened = team.unlocked(team.lead)
    with closing(Database.open(Folder(team.folder).database, Keys(opened.vmk).db)) as db:
        yield db


@pytest.mark.parametrize("attack", ATTACKS[:3])
def test_former_keys_are_never_rewritten(bare, attack):
    with pytest.raises((sqlcipher.IntegrityError, sqlcipher.OperationalError)):
        bare.run(attack)
    bare.guard()
    with pytest.raises(sqlcipher.Error):
        bare.run(attack)


@pytest.mark.parametrize("attack", ATTACKS)
def test_former_keys_that_were_tampered_with_are_found(team, bare, attack):
    triggers = bare.rows("SELECT name, sql FROM sqlite_master WHERE name LIKE 'former_key_%'")
    for name, _ in triggers:
        bare.run(f"DROP TRIGGER {name}")
    bare.run("PRAGMA foreign_keys = OFF")
    bare.run(attack)
    for _, sql in triggers:
        bare.run(sql)
    bare.close()
    session = team.open()
    assert not session.store.verify().ok
    session.close()


def test_a_copy_that_does_not_read_back_never_comes_into_force(team, monkeypatch):
    real = Database.copy_under

    def spoilt(self, key, copy, each):
        real(self, key, copy, each)
        with closing(Database.open(copy, key)) as db:
            db.run("DELETE FROM setting")
            db.run("DELETE FROM place")
            db.run("DELETE FROM caseload")

    monkeypatch.setattr(Database, "copy_under", spoilt)
    session = team.open()
    with pytest.raises(VaultDamaged):
        session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    session.close()
    team.open(LOIS).close()


def test_a_store_with_something_wrong_in_it_takes_a_way_in_away_all_the_same(team):
    session = team.open()
    with closing(Database.open(Folder(team.folder).database, session._keys.db)) as bare:
        bare.run("UPDATE user SET facts = json_set(facts, '$.team', 'X')")
    problems = session.store.verify().problems
    assert problems
    session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    session.close()
    assert team.unlocked(LOIS) is None
    session = team.open()
    assert session.store.verify().problems == problems
    session.close()


def test_the_second_copy_of_the_header_may_wait(team, monkeypatch):
    """The disk takes the first and refuses the second: the new keys are in force."""
    real, written = headers.write_whole, []

    def write(path, content):
        written.append(path)
        if len(written) == 2:
            raise NotWritten("full")
        real(path, content)

    session = team.open()
    monkeypatch.setattr(headers, "write_whole", write)
    session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    monkeypatch.setattr(headers, "write_whole", real)
    session.close()
    assert team.unlocked(LOIS) is None
    team.open(AMIR).close()
    paths = (Folder(team.folder).header, Folder(team.folder).header_copy)
    assert len({p.read_bytes() for p in paths}) == 1


def test_a_header_that_is_not_written_leaves_no_second_database(team, monkeypatch):
    def write(path, content):
        raise NotWritten("io")

    session, before = team.open(), names(team)
    monkeypatch.setattr(headers, "write_whole", write)
    with pytest.raises(NotRotated, match="did not take them"):
        session.rotation(LOIS.id, now=lambda: AT).run(going, on)
    monkeypatch.undo()
    assert names(team) == before
    session.close()
    team.open(LOIS).close()
