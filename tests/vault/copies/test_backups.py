"""Which backups stay, where they lie, and when the next is due."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.vault import (
    Anchor,
    Backup,
    Backups,
    Cancelled,
    Cost,
    Manifest,
    NotBackedUp,
    PlaceAway,
    PlaceRefused,
    Second,
    backup_due,
    changed_since,
    choose_second_place,
    create,
    last_backup,
    last_proof,
    note_backup,
    note_proof,
    proof_due,
    prove,
)
from eolplan.vault.backup import read
from eolplan.vault.staying import staying
from tests.vault.copies.conftest import never, unheard

NOON = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
ANY = Manifest("v", 1, 0, Anchor(1, "0" * 64), {}, 0, NOON, None, 1, 1, "", "")


def backups_at(times):
    made = [
        Backup(Path(str(n)), replace(ANY, number=n, made_at=at)) for n, at in enumerate(times, 1)
    ]
    return made[::-1]


def numbers(backups):
    return [b.number for b in backups]


# -- which stay


def test_after_a_year_of_half_hours_days_weeks_and_months_are_left():
    every = [NOON + dt.timedelta(minutes=30 * n) for n in range(365 * 48)]
    kept = staying(backups_at(every))
    assert numbers(kept)[:24] == list(range(365 * 48, 365 * 48 - 24, -1))
    assert len(kept) <= 24 + 12 + 8 + 6
    days = {b.made_at.date() for b in kept}
    newest = max(days)
    assert {newest - dt.timedelta(days=n) for n in range(12)} <= days
    assert len({(d.year, d.month) for d in days}) >= 6
    assert len({d.isocalendar()[:2] for d in days}) >= 8


@given(
    st.lists(
        st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2099, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
        max_size=120,
    )
)
def test_a_mad_clock_never_lets_a_late_one_go(times):
    """The clock of a laptop whose battery died jumps by decades, in either direction."""
    found = backups_at(times)
    kept = staying(found)
    assert numbers(kept)[:24] == numbers(found)[:24]
    assert len(kept) <= 24 + 12 + 8 + 6
    assert staying(kept) == kept


def test_one_made_under_a_clock_that_went_back_is_the_newest(session, told, back_up, clock):
    told("a.b", 1)
    first = back_up().backup
    clock.go_on(days=-4_000)
    told("a.b", 2)
    second = back_up().backup
    assert numbers(Backups(session.folder).here()) == [second.number, first.number]
    assert Backups(session.folder).newest() == second


def test_two_of_the_same_state_have_numbers_of_their_own(session, told, back_up):
    told("a.b", 1)
    assert [back_up().backup.number - session.anchor().seq for _ in range(3)] == [0, 1, 2]


def test_the_oldest_go_and_only_those(session, told, back_up, clock):
    made = []
    for n in range(28):
        told("a.b", n)
        made.append(back_up().backup)
    kept = Backups(session.folder).here()
    assert numbers(kept) == numbers(made[::-1][:24])


def test_where_there_is_no_room_the_oldest_make_it(session, told, back_up, stick, monkeypatch):
    """A large store on a small disk keeps fewer, and never none."""
    for n in range(8):
        told("a.b", n)
        back_up()
    usage, most = shutil.disk_usage(stick), [5]

    def little(path):
        there = len(list(Path(path).glob("*.eolbackup")))
        return usage._replace(free=1 << 40 if there < most[0] else 0)

    monkeypatch.setattr(shutil, "disk_usage", little)
    made = back_up()
    assert made.second is Second.KEPT
    for found in (Backups(session.folder).here(), Backups(session.folder, stick).there()):
        assert len(found) == 5
        assert found[0].number == made.backup.number
    most[0] = 0
    with pytest.raises(NotBackedUp):
        back_up()
    assert len(Backups(session.folder).here()) == 3


def test_the_newest_whole_one_is_offered_for_a_store_that_is_gone(session, told, back_up):
    told("a.b", 1)
    good = back_up().backup
    told("a.b", 2)
    bad = back_up().backup
    raw = bytearray(bad.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    bad.path.write_bytes(raw)
    told("a.b", 3)
    half = back_up().backup
    half.path.write_bytes(half.path.read_bytes()[:1000])
    (session.folder / "backups" / "eolplan-1.eolbackup").write_bytes(b"something else")
    assert numbers(Backups(session.folder).here()) == [bad.number, good.number]
    assert Backups(session.folder).newest() == good
    with pytest.raises(Cancelled):
        Backups(session.folder).newest(unheard, lambda: True)
    assert Backups(session.folder / "nowhere").newest() is None


def test_what_was_never_finished_is_cleared(session, told, back_up, stick):
    told("a.b", 1)
    back_up()
    for name in ("eolplan-1-x.eolbackup.part", "eolplan-1-x.eolbackup.part.db-wal"):
        (session.folder / "backups" / name).write_bytes(b"half")
    half = stick / f"eolplan-1-{back_up().backup.manifest.vault_id[:8]}.eolbackup.part"
    half.write_bytes(b"half")
    theirs = stick / "eolplan-1-another0.eolbackup.part"
    theirs.write_bytes(b"of another laptop, at work right now")
    back_up()
    assert (half.exists(), theirs.exists()) == (False, True)
    assert {p.suffix for p in (session.folder / "backups").iterdir()} == {".eolbackup"}


# -- the second place


@pytest.fixture
def stick(session, tmp_path, clock):
    place = tmp_path / "stick"
    place.mkdir()
    choose_second_place(session, place, at=clock())
    return place


def test_each_goes_to_the_second_place_too_and_the_oldest_there_go(session, told, back_up, stick):
    for n in range(26):
        told("a.b", n)
        made = back_up()
        assert made.second is Second.KEPT
    there = Backups(session.folder, stick).there()
    assert numbers(there) == numbers(Backups(session.folder).here())
    assert len(there) == 24
    assert (stick / made.backup.path.name).read_bytes() == made.backup.path.read_bytes()
    assert "passphrase" in (stick / "eolplan-backups.txt").read_text()


def test_without_a_second_place_nothing_is_copied(session, told, back_up, stick, clock):
    choose_second_place(session, None, at=clock())
    assert back_up().second is Second.NONE
    with pytest.raises(PlaceAway):
        Backups(session.folder).there()


def test_a_stick_that_is_pulled_out_is_away_and_one_that_is_back_goes_on(
    session, told, back_up, stick, tmp_path
):
    """What is left of it may be an empty folder of the same name: nothing is written there."""
    back_up()
    stick.rename(tmp_path / "pocket")
    assert back_up().second is Second.AWAY
    stick.mkdir()
    made = back_up()
    assert made.second is Second.AWAY
    assert made.backup.path.is_file()
    assert list(stick.iterdir()) == []
    with pytest.raises(PlaceAway):
        Backups(session.folder, stick).there()
    stick.rmdir()
    (tmp_path / "pocket").rename(stick)
    assert back_up().second is Second.KEPT
    assert len(Backups(session.folder, stick).there()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_stick_keeps_no_half_of_one(session, told, back_up, stick):
    """The system itself says that it is full, in the middle of the copying."""
    made = back_up()
    number = made.backup.number + 1
    part = made.backup.path.name.replace(f"{made.backup.number:09d}", f"{number:09d}") + ".part"
    (stick / part).symlink_to("/dev/full")
    made = back_up()
    assert made.second is Second.FULL
    assert sorted(p.suffix for p in stick.iterdir()) == [".eolbackup", ".txt"]


def test_a_full_stick_is_seen_before_anything_is_written(
    session, told, back_up, stick, monkeypatch
):
    usage = shutil.disk_usage(stick)
    real = shutil.disk_usage
    monkeypatch.setattr(
        shutil, "disk_usage", lambda p: usage._replace(free=0) if Path(p) == stick else real(p)
    )
    assert back_up().second is Second.FULL
    assert not list(stick.glob("*.eolbackup"))


def test_a_copy_that_is_stopped_leaves_the_one_on_this_laptop(session, told, back_up, stick):
    heard = []
    made = back_up(told=heard.append, stopped=lambda: bool(heard) and heard[-1] >= 0.8)
    assert made.second is Second.STOPPED
    assert not list(stick.glob("*.eolbackup*"))
    assert read(made.backup.path) == made.backup


def test_a_folder_that_cannot_be_the_second_place_is_refused(session, tmp_path, clock):
    for place in (session.folder, session.folder / "backups"):
        place.mkdir(exist_ok=True)
        with pytest.raises(PlaceRefused):
            choose_second_place(session, place, at=clock())
    with pytest.raises(PlaceAway):
        choose_second_place(session, tmp_path / "nowhere", at=clock())
    (tmp_path / "sign").mkdir()
    (tmp_path / "sign" / "eolplan-backups.txt.new").mkdir()
    with pytest.raises(PlaceRefused):
        choose_second_place(session, tmp_path / "sign", at=clock())
    assert session.store.setting("backup.place") is None


def test_two_laptops_share_a_second_place(
    session, store, told, back_up, stick, tmp_path, staff, clock
):
    other = create(tmp_path / "two", staff, "copper kettle harbour", cost=Cost.LOWEST, now=clock)
    with closing(other.session) as second:
        choose_second_place(second, stick, at=clock())
        theirs = back_up(second)
        ours = back_up()
        vault_id = theirs.backup.manifest.vault_id
        assert numbers(Backups(second.folder, stick, vault_id).there()) == [theirs.backup.number]
        vault_id = ours.backup.manifest.vault_id
        assert numbers(Backups(session.folder, stick, vault_id).there()) == [ours.backup.number]
    store.erase_person("gwen", reason="retention", at=clock())
    back_up()
    assert len(list(stick.glob("*.eolbackup"))) == 2


# -- erasure


def test_after_an_erasure_every_older_copy_goes(
    session, store, told, back_up, stick, clock, make_row, restore, reopen
):
    """In both places, with stores that were set aside and copies of older layouts."""
    gone = told("matters.most", words="CANARYWORDS")
    first = back_up().backup
    back_up()
    session.close()
    _, restored = restore(session.folder, first.path)
    with closing(reopen(session.folder)) as again:
        copies = [restored.aside, session.folder / "eolplan.db.layout-1"]
        copies[1].write_bytes(b"an older layout")
        broken = stick / f"eolplan-9-{first.manifest.vault_id[:8]}.eolbackup"
        broken.write_bytes(b"unreadable")
        note_backup(again.store, back_up(again), at=clock())
        assert all(c.exists() for c in copies)
        assert not backup_due(again.store, clock())
        again.store.erase_entry(gone.digest, reason="asked", at=clock(), make_row=make_row)
        assert backup_due(again.store, clock())
        made = back_up(again)
        note_backup(again.store, made, at=clock())
        assert not backup_due(again.store, clock())
        assert not any(c.exists() for c in [*copies, broken])
        assert numbers(Backups(session.folder).here()) == [made.backup.number]
        assert numbers(Backups(session.folder, stick).there()) == [made.backup.number]
        assert len([*stick.glob("*.eolbackup")]) == 1
        assert back_up(again).second is Second.KEPT
        assert len(Backups(session.folder).here()) == 2


# -- when


def test_a_backup_is_due_half_an_hour_after_the_last_if_something_changed(
    session, store, told, back_up, clock
):
    told("a.b", 1)
    assert last_backup(store) is None
    assert backup_due(store, clock())
    made = back_up()
    note_backup(store, made, at=clock())
    kept = last_backup(store)
    assert (kept.number, kept.at, kept.second) == (made.backup.number, clock(), Second.NONE)
    clock.go_on(minutes=31)
    assert not changed_since(store, kept)
    assert not backup_due(store, clock())
    for spot in ("place", "place.of an earlier eolplan"):
        store.put_setting(spot, {"page": "people"}, at=clock())
    assert not changed_since(store, kept), "nothing was done but to lock"
    told("a.b", 2)
    assert changed_since(store, kept)
    assert backup_due(store, clock())
    assert not backup_due(store, clock() - dt.timedelta(minutes=2))
    assert backup_due(store, clock() - dt.timedelta(days=1)), "the clock was put back"


def test_opening_the_store_is_nothing_to_back_up(session, store, told, back_up, clock, reopen):
    told("a.b", 1)
    note_backup(store, back_up(), at=clock())
    session.close()
    with closing(reopen(session.folder)) as again:
        assert not changed_since(again.store, last_backup(again.store))


def test_a_trial_is_due_every_week_and_again_after_a_bad_one(session, store, told, back_up, clock):
    told("a.b", 1)
    assert not proof_due(store, clock())
    made = back_up()
    note_backup(store, made, at=clock())
    assert proof_due(store, clock())
    proof = prove(session, made.backup, told=unheard, stopped=never)
    assert (proof.ok, proof.problems) == (True, ())
    note_proof(store, proof, at=clock())
    assert last_proof(store).at == clock()
    assert not proof_due(store, clock())
    assert not proof_due(store, clock.go_on(days=6))
    assert proof_due(store, clock.go_on(days=1))
    assert proof_due(store, clock.go_on(days=-30))
    note_proof(store, replace(proof, ok=False), at=clock())
    assert not proof_due(store, clock())
    note_backup(store, back_up(), at=clock())
    assert proof_due(store, clock())
