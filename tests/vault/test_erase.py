from __future__ import annotations

import threading

import pytest

from eolplan.record import Answer, mask, receive
from eolplan.vault import (
    Batch,
    Draft,
    NotErased,
    NotWritten,
    Place,
    PlanAltered,
    ReadingStopped,
    readers,
)
from eolplan.vault.place import Folder

WORDS = "CANARYWORDS that must go"


@pytest.fixture
def erase(store, make_row, clock):
    return lambda entry: store.erase_entry(
        entry.digest, reason="asked by the person", at=clock(), make_row=make_row
    )


@pytest.fixture
def traces(session, reopen):
    """Close the vault and look for words in every page that is left, decrypted."""

    def look(word: str) -> int:
        session.close()
        again = reopen(session.folder)
        plain = session.folder / "plain.db"
        again._db._db.set_authorizer(None)
        again._db.run("ATTACH ? AS plain KEY ''", str(plain))
        again._db.rows("SELECT sqlcipher_export('plain')")
        again._db.run("DETACH plain")
        again.close()
        found = plain.read_bytes().count(word.encode())
        plain.unlink()
        return found

    return look


def test_the_words_of_an_erased_entry_are_gone_and_its_links_stay(
    store, say, told, erase, traces, clock, make_row
):
    first = told("matters.most", words="first")
    second = told("matters.most", words=WORDS, over=(first,))
    store.keep_draft(Draft("gwen", "matters.most", "", Answer(own_words=WORDS)), at=clock())
    erase(second)
    log = store.log("gwen")
    assert log.reading("matters.most").state == "erased"
    assert log.husks[second.digest].supersedes == (first.digest,)
    assert store.drafts("gwen") == []
    assert store.verify(make_row=make_row).ok
    assert store.knows_erased(second.digest)
    assert not store.knows_erased(first.digest)
    with pytest.raises(KeyError):
        erase(say("matters.most", words="never kept"))
    assert traces("CANARYWORDS") == 0


def test_nothing_of_it_stays_in_the_file_or_its_log(session, told, erase, bare):
    erase(told("matters.most", words=WORDS * 200))
    files = [Folder(session.folder).database, session.folder / "eolplan.db-wal"]
    assert files[1].stat().st_size == 0
    assert bare.rows("PRAGMA freelist_count") == [(0,)]


def test_the_same_words_said_again_go_with_them(store, told, clock, make_row, erase):
    """Undo and settlement repeat an entry whole."""
    from eolplan.record import Author

    first = told("matters.most", words=WORDS)
    again = first.repeated(
        person="gwen", author=Author("a", "b", "c"), recorded_at=clock(), conversation="",
        supersedes=[first.digest], reason="undo",
    )  # fmt: skip
    store.append([again], at=clock())
    erase(again)
    assert store.log("gwen").entries == {}
    assert store.verify(make_row=make_row).ok


def test_an_older_copy_does_not_bring_it_back(store, told, erase, clock, make_row):
    gone = told("matters.most", words=WORDS)
    parcel = mask(store.log("gwen"), lambda r: True, full=True)
    erase(gone)
    got = receive(store.log("gwen"), parcel, store.knows_erased)
    assert got.skipped == (gone.digest,)
    store.receive(Batch("gwen", got.new_entries, got.new_husks), at=clock())
    assert store.log("gwen").reading("matters.most").state == "erased"
    assert store.verify(make_row=make_row).ok


def test_an_entry_once_known_by_its_links_can_be_erased(store, say, clock, make_row, erase):
    a = say("matters.most", words="first")
    b = say("matters.most", words=WORDS, over=(a,))
    c = say("matters.most", words="third", over=(b,))
    parcel = mask(store.log("gwen").plus([a, b, c]), lambda r: True, history=False)
    got = receive(store.log("gwen"), parcel, store.knows_erased)
    store.receive(Batch("gwen", got.new_entries, got.new_husks), at=clock())
    store.append([b], at=clock())
    erase(b)
    assert store.verify(make_row=make_row).ok
    assert store.log("gwen").husks[b.digest].why == "erased"
    assert store.log("gwen").reading("matters.most").own_words == "third"


def test_an_erased_person_leaves_marks_only(
    store, told, signed, clock, make_row, traces, bare, erase
):
    told("person.family", "Canarywords")
    told("person.nhs_no", "9991234560")
    erase(told("matters.most", words=WORDS))
    store.add_version(signed(store.log("gwen")), at=clock())
    store.keep_draft(Draft("gwen", "a.b", "", Answer(own_words=WORDS)), at=clock())
    store.remember("gwen", Place("c1", note=WORDS))
    told("person.family", "Davies", person="ivor")

    store.erase_person("gwen", reason="retention", at=clock())

    assert store.persons() == ["ivor"]
    assert store.search("") == ["ivor"]
    assert store.search("canarywords") == []
    assert store.log("gwen").entries == {}
    assert store.knows_erased_person("gwen")
    assert store.knows_erased_person("x", "9991234560")
    assert not store.knows_erased_person("ivor", "")
    assert store.verify(make_row=make_row).ok
    assert bare.rows("SELECT * FROM people_search_docsize")[0][0] == 2
    bare.close()
    for word in ("CANARYWORDS", "canarywords", "Canarywords", "9991234560"):
        assert traces(word) == 0


def test_an_erased_person_may_come_back_by_a_leads_decision(store, told, say, clock, make_row):
    store.receive(Batch("gwen", (say("a.b", 1),), withheld=frozenset({"staff.note"})), at=clock())
    store.erase_person("gwen", reason="retention", at=clock())
    told("person.family", "Pryce")
    assert store.log("gwen").withheld == frozenset()
    assert store.verify(make_row=make_row).ok


def test_a_plan_that_was_altered_can_be_erased_by_what_the_list_knows(store, told, bare, clock):
    told("person.family", "Pryce")
    told("person.nhs_no", "9991234560")
    bare.run("DROP TRIGGER entry_no_update")
    bare.run("UPDATE entry SET body = replace(body, 'Pryce', 'Price')")
    with pytest.raises(PlanAltered):
        store.log("gwen")
    store.erase_person("gwen", reason="retention", at=clock())
    assert store.persons() == []
    assert store.knows_erased_person("x", "9991234560")


def test_erasing_somebody_unknown_is_only_remembered(store, clock):
    store.erase_person("nobody", reason="came from elsewhere", at=clock())
    store.erase_person("nobody", reason="again", at=clock())
    assert store.knows_erased_person("nobody")
    assert store.verify().ok


def test_an_erasure_interrupts_readers_and_waits_for_them(session, told, erase):
    gone = told("matters.most", words=WORDS)
    reading, stopped = threading.Event(), threading.Event()

    def read() -> None:
        with session.reader() as store:
            reading.set()
            try:
                while True:
                    store._db.rows(
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        " SELECT max(i) FROM n WHERE i < 100000000"
                    )
            except ReadingStopped:
                stopped.set()

    job = threading.Thread(target=read, daemon=True)
    job.start()
    assert reading.wait(5)
    erase(gone)
    job.join(5)
    assert stopped.is_set()


def test_a_reader_that_does_not_let_go_stops_the_erasure_before_it_begins(
    session, store, told, erase, monkeypatch
):
    monkeypatch.setattr(readers, "PATIENCE", 0.05)
    gone = told("matters.most", words=WORDS)
    with session.reader(), pytest.raises(NotErased, match="Not erased yet"):
        erase(gone)
    assert store.log("gwen").reading("matters.most").own_words == WORDS
    assert not store.knows_erased(gone.digest)
    erase(gone)


def test_nobody_begins_to_read_while_an_erasure_runs(session, store):
    with session._readers.none(), pytest.raises(ReadingStopped), session.reader():
        pass
    with session.reader() as reader:
        assert reader.persons() == []


def test_a_reader_outside_the_sessions_count_is_found_by_the_checkpoint(session, bare, told, erase):
    """Another process may read; then the log could hold the words, and that is said."""
    gone = told("matters.most", words=WORDS)
    session._db._db.set_authorizer(None)
    session._db.run("PRAGMA busy_timeout = 20")
    session._db.guard()
    bare.run("BEGIN")
    bare.rows("SELECT count(*) FROM entry")
    with pytest.raises(NotWritten) as said:
        erase(gone)
    assert said.value.why == "busy"
    assert (session.folder / "eolplan.db-wal").stat().st_size > 0
    bare.run("COMMIT")
    erase(gone)
    assert (session.folder / "eolplan.db-wal").stat().st_size == 0
