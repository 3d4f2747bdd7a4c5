"""A backup takes the place of the store, and nothing of either is lost."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from eolplan.directory import Service
from eolplan.record import Answer
from eolplan.vault import (
    AlreadyOpen,
    BackupDamaged,
    Cancelled,
    Cost,
    Draft,
    NotRestored,
    Place,
    Present,
    Restoring,
    VaultExists,
    VaultTooNew,
    WrongCode,
    WrongPassphrase,
    create,
    note_backup,
)
from eolplan.vault.anchors import Anchors
from eolplan.vault.place import Folder
from eolplan.vault.rows import StoreOlder


@pytest.fixture
def lived(store, told, signed, clock):
    """A store in which somebody has worked."""
    first = told("pod.first", "hospital")
    told("pod.first", "own_home", over=(first,))
    told("person.family", "Pryce")
    told("person.family", "Davies", person="ivor")
    store.add_version(signed(store.log("gwen")), at=clock())
    store.keep_draft(Draft("gwen", "matters.most", "", Answer(own_words="half")), at=clock())
    store.put_setting("idle.minutes", 5, at=clock())
    return store


def test_a_new_computer_has_everything_that_the_old_one_had(
    session, lived, kept_elsewhere, restore, content, tmp_path, reopen, passphrase, make_row
):
    file = kept_elsewhere()
    before = content(session)
    preview, restored = restore(tmp_path / "new", file)
    assert preview.present is Present.ABSENT
    assert preview.counts == {"people": 2, "entries": 4, "versions": 1, "staff": 1}
    assert (restored.brought, restored.unread, restored.aside) == (0, 0, None)
    with closing(reopen(tmp_path / "new")) as again:
        assert content(again) == before
        assert again.store.verify(make_row=make_row).ok


def test_what_was_written_since_comes_over_and_the_trail_is_the_very_same(
    session, lived, told, kept_elsewhere, restore, content, reopen, clock, make_row, signed
):
    """So whatever is kept outside, an anchor or a list of copies, goes on holding."""
    file = kept_elsewhere()
    told("pod.first", "hospice", over=tuple(lived.log("gwen").heads("pod.first")))
    told("person.family", "Rees", person="mair")
    lived.audit("copy.saved", {"person": "gwen"}, at=clock())
    lived.add_version(signed(lived.log("gwen")), at=clock())
    lived.put_setting("idle.minutes", 7, at=clock())
    lived.drop_draft("gwen", "matters.most")
    lived.keep_draft(Draft("mair", "a.b", "", Answer(own_words="later")), at=clock())
    lived.remember("mair", Place("c1", note="carry on"))
    before, anchor = content(session), session.anchor()
    session.close()
    preview, restored = restore(session.folder, file)
    assert preview.present is Present.READABLE
    assert preview.older
    assert preview.only_here == {"people": 1, "entries": 2, "versions": 1}
    assert preview.only_there == {"people": 0, "entries": 0, "versions": 0}
    assert (restored.brought, restored.unread) == (3, 0)
    assert (restored.aside / "eolplan.db").is_file()
    with closing(reopen(session.folder)) as again:
        assert content(again) == before
        found = again.store.verify(anchor, make_row)
        assert (found.ok, found.anchored) == (True, True)
        assert [row.action for row in again.store.audit_about("gwen")][-1] == "recorded"


def test_the_newest_backup_makes_an_older_store_whole_again(
    session, told, back_up, kept_elsewhere, restore, reopen, clock, tmp_path
):
    """Yesterday's file lay in the place of today's: after the restore nobody is warned any more."""
    told("pod.first", "hospice")
    session.close()
    yesterday = (session.folder / "eolplan.db").read_bytes()
    with closing(reopen(session.folder)) as today:
        told_today = Draft("gwen", "a.b", "", Answer(own_words="later"))
        today.store.keep_draft(told_today, at=clock())
        today.store.audit("plan.opened", {}, at=clock())
        file = kept_elsewhere(of=today)
        note_backup(today.store, back_up(of=today), at=clock())
    (session.folder / "eolplan.db").write_bytes(yesterday)
    with closing(reopen(session.folder)) as older:
        assert older.notices == (StoreOlder(),)
    restore(session.folder, file)
    with closing(reopen(session.folder)) as again:
        assert again.notices == ()
        assert [draft.answer for draft in again.store.drafts("gwen")] == [told_today.answer]


def test_answers_of_this_laptop_do_not_come_over_as_somebody_elses(
    session, lived, told, kept_elsewhere, restore, reopen
):
    """One that was received has to be confirmed; one that was recorded here has not."""
    file = kept_elsewhere()
    entry = told("pod.second", "hospice")
    session.close()
    restore(session.folder, file)
    with closing(reopen(session.folder)) as again:
        log = again.store.log("gwen")
        assert entry.digest in log.entries
        assert log.received == frozenset()


def test_yesterdays_store_is_brought_up_to_the_backup(
    session, lived, told, kept_elsewhere, restore, content, reopen, tmp_path
):
    session._db.checkpoint()
    shutil.copy(Folder(session.folder).database, tmp_path / "yesterday.db")
    told("pod.second", "hospice")
    lived.put_setting("idle.minutes", 9, at=session.store._trail.newest_time())
    file, before = kept_elsewhere(), content(session)
    session.close()
    shutil.copy(tmp_path / "yesterday.db", Folder(session.folder).database)
    preview, restored = restore(session.folder, file)
    assert not preview.older
    assert preview.only_there["entries"] == 1
    assert restored.brought == 0
    with closing(reopen(session.folder)) as again:
        assert content(again) == before


def test_two_states_that_both_went_on_become_one(
    session, lived, told, kept_elsewhere, restore, content, reopen, tmp_path, clock, make_row, say
):
    session._db.checkpoint()
    shutil.copy(Folder(session.folder).database, tmp_path / "yesterday.db")
    there = told("pod.second", "hospice")
    lived.put_setting("only.there", 1, at=clock())
    lived.put_setting("both", 1, at=clock())
    lived.put_services([Service("5" * 36, "Aberwen cars", "transport")], at=clock())
    file = kept_elsewhere()
    session.close()
    shutil.copy(tmp_path / "yesterday.db", Folder(session.folder).database)
    with closing(reopen(session.folder)) as parted:
        here = say("place.avoid", "hospital")
        parted.store.append([here], at=clock(), caseload=make_row("gwen", parted.store.log("gwen")))
        parted.store.put_setting("both", 2, at=clock())
    preview, restored = restore(session.folder, file)
    assert preview.only_here["entries"] == preview.only_there["entries"] == 1
    assert restored.brought == 1
    with closing(reopen(session.folder)) as again:
        assert {there.digest, here.digest} <= again.store.log("gwen").entries.keys()
        assert again.store.setting("only.there") == 1
        assert again.store.setting("both") == 2
        assert [service.name for service in again.store.services()] == ["Aberwen cars"]
        assert again.store.verify(make_row=make_row).ok


def test_a_restore_twice_over_changes_nothing(
    session, lived, told, kept_elsewhere, restore, content, reopen
):
    file = kept_elsewhere()
    told("pod.second", "hospice")
    before = content(session)
    session.close()
    for _ in range(3):
        restore(session.folder, file)
    with closing(reopen(session.folder)) as again:
        assert content(again) == before
    assert len(list(session.folder.glob("aside-*"))) == 2
    assert not (session.folder / "restoring").exists()


def test_a_damaged_store_gives_what_can_be_read_of_it(
    session, lived, told, kept_elsewhere, restore, reopen, make_row, figure
):
    """Pages of old answers are spoilt; the answers since the backup are not among them."""
    file = kept_elsewhere()
    new = told("pod.second", "hospice")
    session._db.checkpoint()
    session.close()
    path = Folder(session.folder).database
    whole, came = path.read_bytes(), 0
    pages = range(1, len(whole) // 4096, figure(5, 1))
    for page in pages:
        bent = bytearray(whole)
        bent[page * 4096 + 2000] ^= 1
        path.write_bytes(bent)
        _, restored = restore(session.folder, file)
        with closing(reopen(session.folder)) as again:
            assert again.store.verify(make_row=make_row).ok
            held = again.store.log("gwen").entries
            assert len(held) >= 3
            came += new.digest in held
            assert restored.aside is not None
    assert came > len(pages) // 2


@pytest.mark.parametrize("what", ["database", "headers", "all"])
def test_what_is_gone_comes_back(session, lived, kept_elsewhere, restore, content, reopen, what):
    file, before = kept_elsewhere(), content(session)
    session.close()
    names = Folder(session.folder)
    if what != "headers":
        names.database.unlink()
    if what != "database":
        names.header.unlink()
        names.header_copy.unlink()
    restore(session.folder, file)
    with closing(reopen(session.folder)) as again:
        assert content(again) == before


def test_a_spoilt_header_and_database_are_set_aside(
    session, lived, kept_elsewhere, restore, content, reopen
):
    file, before = kept_elsewhere(), content(session)
    session.close()
    names = Folder(session.folder)
    for path in (names.header, names.header_copy, names.database):
        path.write_bytes(b"spoilt" * 1000)
    preview, restored = restore(session.folder, file)
    assert preview.present is Present.UNREADABLE
    assert sorted(p.name for p in restored.aside.iterdir()) == [
        "eolplan.db", "vault.json", "vault.json.bak",
    ]  # fmt: skip
    with closing(reopen(session.folder)) as again:
        assert content(again) == before


def test_the_passphrase_of_today_opens_a_backup_of_then(
    session, lived, kept_elsewhere, restore, clock, passphrase, tmp_path, staff
):
    file = kept_elsewhere()
    session.change_passphrase(passphrase, "quiet otter violet bridge", cost=Cost.LOWEST, now=clock)
    session.close()
    restore(session.folder, file, "quiet otter violet bridge")
    restore(session.folder, file, passphrase)  # and that of then does, too
    restore(tmp_path / "new", file, passphrase)
    with pytest.raises(WrongPassphrase):
        restore(tmp_path / "other", file, "quiet otter violet bridge")
    assert not (tmp_path / "other").exists()


def test_the_recovery_code_opens_a_backup(created, lived, kept_elsewhere, restore, tmp_path):
    file = kept_elsewhere()
    restore(tmp_path / "new", file, created.recovery_code, by_code=True)
    assert Folder(tmp_path / "new").stands
    with pytest.raises(WrongCode):
        from eolplan.vault.recovery import new_code

        restore(tmp_path / "other", file, new_code(), by_code=True)


def test_a_wrong_passphrase_changes_nothing(session, lived, kept_elsewhere, clock):
    file = kept_elsewhere()
    session.close()
    before = sorted(p.name for p in session.folder.iterdir())
    with closing(Restoring(session.folder, file, now=clock)) as one, pytest.raises(WrongPassphrase):
        one.look("something else entirely")
    assert sorted(p.name for p in session.folder.iterdir()) == before


def test_another_store_is_never_replaced(
    lived, kept_elsewhere, restore, tmp_path, staff, clock, passphrase
):
    file = kept_elsewhere()
    other = create(tmp_path / "other", staff, passphrase, cost=Cost.LOWEST, now=clock)
    other.session.close()
    with pytest.raises(VaultExists):
        restore(tmp_path / "other", file)


def test_nothing_is_put_in_place_under_an_open_session(session, lived, kept_elsewhere, restore):
    file = kept_elsewhere()
    with pytest.raises(AlreadyOpen):
        restore(session.folder, file)
    assert session.store.persons()


def test_a_backup_that_was_altered_is_not_put_in_place(
    session, lived, kept_elsewhere, restore, content, reopen
):
    file, before = kept_elsewhere(), content(session)
    session.close()
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    with pytest.raises(BackupDamaged):
        restore(session.folder, file)
    with closing(reopen(session.folder)) as again:
        assert content(again) == before


def test_one_that_is_stopped_changes_nothing(
    session, lived, told, kept_elsewhere, content, reopen, clock, make_row, hand
):
    """Wherever it is stopped, up to the last step."""
    file = kept_elsewhere()
    for n in range(5):
        told("pod.second", n)
    before = content(session)
    session.close()
    names = sorted(p.name for p in session.folder.iterdir())

    def stop_after(steps: int) -> int:
        seen = []
        with closing(Restoring(session.folder, file, now=clock)) as one:
            one.look_by(hand)
            one.run(make_row=make_row, told=seen.append, stopped=lambda: len(seen) >= steps)
        return len(seen)

    for steps in range(7):
        with pytest.raises(Cancelled):
            stop_after(steps)
        left = sorted(p.name for p in session.folder.iterdir())
        assert [name for name in left if not name.endswith(("-wal", "-shm"))] == names
    assert stop_after(100) >= 7
    with closing(reopen(session.folder)) as again:
        assert content(again) == before


def test_a_disk_without_room_changes_nothing(
    session, lived, told, kept_elsewhere, restore, content, reopen, monkeypatch
):
    file, before = kept_elsewhere(), content(session)
    session.close()
    usage = shutil.disk_usage(session.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1 << 20))
    with pytest.raises(NotRestored, match="the disk is full"):
        restore(session.folder, file)
    monkeypatch.undo()
    with closing(reopen(session.folder)) as again:
        assert content(again) == before


def test_answers_that_are_only_in_the_log_of_a_crash_come_over(
    session, lived, told, kept_elsewhere, restore, content, reopen, tmp_path
):
    """The power went: the file of now is old, and the newest answers are beside it."""
    file = kept_elsewhere()
    told("pod.second", "hospice")
    before = content(session)
    shutil.copytree(session.folder, tmp_path / "crashed")
    assert (tmp_path / "crashed" / "eolplan.db-wal").stat().st_size
    preview, restored = restore(tmp_path / "crashed", file)
    assert (preview.present, restored.brought) == (Present.READABLE, 1)
    with closing(reopen(tmp_path / "crashed")) as again:
        assert content(again) == before


def test_a_backup_older_than_what_this_laptop_has_seen_is_told_of(
    session, lived, told, kept_elsewhere, restore, clock
):
    """Only where the store of now cannot be read: else nothing is lost."""
    file = kept_elsewhere()
    told("pod.second", "hospice")
    Anchors().keep(session.unlocked.header.vault_id, session.anchor())
    session.close()
    assert not restore(session.folder, file)[0].behind
    Folder(session.folder).database.write_bytes(b"spoilt" * 1000)
    assert restore(session.folder, file)[0].behind


def test_the_newer_eolplans_store_and_backup_are_refused_in_words(
    session, lived, kept_elsewhere, restore, bare
):
    file = kept_elsewhere()
    bare.run("PRAGMA user_version = 99")
    later = kept_elsewhere("later")
    session.close()
    with pytest.raises(VaultTooNew):
        restore(session.folder, file)
    with pytest.raises(VaultTooNew):
        restore(session.folder.with_name("new"), later)
