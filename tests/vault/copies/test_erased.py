"""What was erased, before a backup or after it, here or there, never comes back."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager

import pytest

from eolplan.record import Answer
from eolplan.vault import Batch, Draft
from eolplan.vault.place import Folder

WORDS = "CANARYWORDS that must go"


@pytest.fixture
def erase(clock, make_row):
    return lambda store, entry: store.erase_entry(
        entry.digest, reason="asked by the person", at=clock(), make_row=make_row
    )


@pytest.fixture
def after(session, reopen, make_row):
    """Open the restored store, and look whether it is sound."""

    @contextmanager
    def opened():
        with closing(reopen(session.folder)) as again:
            found = again.store.verify(make_row=make_row)
            assert found.ok, found.problems
            yield again.store

    return opened


@pytest.fixture
def traces(session, reopen):
    """Look for words in every page, decrypted."""

    def look(word: str) -> int:
        plain = session.folder / "plain.db"
        with closing(reopen(session.folder)) as again:
            again._db._db.set_authorizer(None)
            again._db.run("ATTACH ? AS plain KEY ''", str(plain))
            again._db.rows("SELECT sqlcipher_export('plain')")
            again._db.run("DETACH plain")
        found = plain.read_bytes().count(word.encode())
        plain.unlink()
        return found

    return look


@pytest.fixture
def part(session, reopen, tmp_path):
    """Put the file of an earlier time back, so that two states of the store go on apart."""

    def keep() -> None:
        session._db.checkpoint()
        shutil.copy(Folder(session.folder).database, tmp_path / "earlier.db")

    @contextmanager
    def back():
        session.close()
        shutil.copy(tmp_path / "earlier.db", Folder(session.folder).database)
        with closing(reopen(session.folder)) as parted:
            yield parted.store

    return keep, back


def test_an_entry_erased_since_stays_erased(
    session, store, told, erase, kept_elsewhere, restore, after, traces, clock
):
    first = told("matters.most", words="first")
    gone = told("matters.most", words=WORDS, over=(first,))
    store.keep_draft(Draft("gwen", "matters.most", "", Answer(own_words=WORDS)), at=clock())
    file = kept_elsewhere()
    erase(store, gone)
    session.close()
    restore(session.folder, file)
    with after() as again:
        assert again.log("gwen").reading("matters.most").state == "erased"
        assert again.knows_erased(gone.digest)
        assert again.drafts("gwen") == []
    assert traces("CANARYWORDS") == 0


def test_one_that_came_and_went_since_leaves_its_mark(
    session, store, told, erase, kept_elsewhere, restore, after, traces, say, clock
):
    told("a.b", 1)
    file = kept_elsewhere()
    gone = told("matters.most", words=WORDS)
    erase(store, gone)
    session.close()
    restore(session.folder, file)
    with after() as again:
        assert again.knows_erased(gone.digest)
        assert gone.digest not in again.log("gwen").entries
    assert traces("CANARYWORDS") == 0


def test_a_person_erased_since_stays_erased(
    session, store, told, kept_elsewhere, restore, after, clock, traces
):
    told("person.family", "Canarywords")
    told("person.family", "Davies", person="ivor")
    file = kept_elsewhere()
    told("matters.most", words=WORDS)
    store.audit("copy.saved", {}, at=clock(), reason=WORDS, about=["gwen"])
    store.erase_person("gwen", reason="retention", at=clock())
    session.close()
    restore(session.folder, file)
    with after() as again:
        assert again.persons() == ["ivor"]
        assert again.knows_erased_person("gwen")
        assert again.search("canarywords") == []
    for word in ("CANARYWORDS", "Canarywords", "canarywords"):
        assert traces(word) == 0


def test_a_person_whom_a_lead_took_in_again_stays(
    session, store, told, kept_elsewhere, restore, after, clock
):
    told("person.family", "Pryce")
    file = kept_elsewhere()
    store.erase_person("gwen", reason="retention", at=clock())
    back = told("person.family", "Pryce")
    session.close()
    restore(session.folder, file)
    with after() as again:
        assert [*again.log("gwen").entries] == [back.digest]


def test_what_the_backup_knows_as_erased_does_not_come_from_the_store(
    session, store, told, erase, kept_elsewhere, restore, after, part, traces, clock
):
    keep, back = part
    told("a.b", 1)
    gone = told("matters.most", words=WORDS)
    keep()
    erase(store, gone)
    file = kept_elsewhere()
    with back() as parted:
        assert gone.digest in parted.log("gwen").entries
        parted.audit("something", {}, at=clock())
    restore(session.folder, file)
    with after() as again:
        assert gone.digest not in again.log("gwen").entries
        assert again.log("gwen").reading("matters.most").state == "erased"
    assert traces("CANARYWORDS") == 0


def test_what_the_backup_erased_does_not_come_by_a_copy_taken_in_meanwhile(
    session, store, say, erase, kept_elsewhere, restore, after, part, traces, clock, make_row
):
    """The same copy was taken in by both states, and one of them erased what it brought."""
    keep, back = part
    keep()
    brought = say("matters.most", words=WORDS)
    store.receive(Batch("gwen", (brought,)), at=clock())
    store.rebuild_caseload(make_row, at=clock())
    erase(store, brought)
    file = kept_elsewhere()
    with back() as parted:
        parted.receive(Batch("gwen", (brought,)), at=clock())
        parted.rebuild_caseload(make_row, at=clock())
    restore(session.folder, file)
    with after() as again:
        assert again.log("gwen").entries == {}
        assert again.knows_erased(brought.digest)
    assert traces("CANARYWORDS") == 0


def test_what_the_store_erased_does_not_come_by_the_backups_own_copy(
    session, store, say, erase, kept_elsewhere, restore, after, part, traces, clock, make_row
):
    keep, back = part
    keep()
    brought = say("matters.most", words=WORDS)
    store.receive(Batch("gwen", (brought,)), at=clock())
    store.rebuild_caseload(make_row, at=clock())
    file = kept_elsewhere()
    with back() as parted:
        parted.receive(Batch("gwen", (brought,)), at=clock())
        erase(parted, brought)
    restore(session.folder, file)
    with after() as again:
        assert again.log("gwen").entries == {}
    assert traces("CANARYWORDS") == 0


@pytest.mark.parametrize("since", [False, True])
def test_why_something_was_done_about_them_goes_too(
    session, told, store, kept_elsewhere, restore, after, part, traces, clock, since
):
    """Typed before the two states parted or since, and about nobody else."""
    keep, back = part
    told("person.family", "Pryce")
    told("person.family", "Davies", person="ivor")

    def typed(to) -> None:
        for who, why in (("gwen", WORDS), ("ivor", "asked for")):
            to.audit("copy.saved", {"person": who}, at=clock(), reason=why, about=[who])

    if not since:
        typed(store)
    keep()
    store.erase_person("gwen", reason="retention", at=clock())
    file = kept_elsewhere()
    with back() as parted:
        typed(parted)
    restore(session.folder, file)
    with after() as again:
        left = [kept["words"] for kept in again.settings("why.").values() if kept]
        assert set(left) == {"asked for"}
        assert not [row for row in again.audit_about("gwen") if WORDS in row.object]
    assert traces("CANARYWORDS") == 0


@pytest.mark.parametrize("where", ["backup", "store"])
def test_a_person_erased_in_one_of_two_states_stays_erased(
    session, told, say, store, kept_elsewhere, restore, after, part, traces, clock, make_row, where
):
    """Also when the other one went on writing about them."""
    keep, back = part
    told("person.family", "Canarywords")
    told("person.family", "Davies", person="ivor")
    keep()

    def write(to) -> None:
        entry = say("matters.most", words=WORDS)
        to.append([entry], at=clock(), caseload=make_row("gwen", to.log("gwen").plus([entry])))

    if where == "backup":
        store.erase_person("gwen", reason="retention", at=clock())
    else:
        write(store)
    file = kept_elsewhere()
    with back() as parted:
        if where == "backup":
            write(parted)
        else:
            parted.erase_person("gwen", reason="retention", at=clock())
    restore(session.folder, file)
    with after() as again:
        assert again.persons() == ["ivor"]
    for word in ("CANARYWORDS", "Canarywords"):
        assert traces(word) == 0
