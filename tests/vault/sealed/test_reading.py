"""What is kept for chosen staff: closed for everybody else, and lost to nobody."""

from __future__ import annotations

import pytest

from eolplan.record import Answer, Author, Entry, Pen, mask
from eolplan.vault import Batch, Store, compartments
from eolplan.vault.compartments import Ways
from eolplan.vault.errors import NoWayIn
from eolplan.vault.readers import Readers
from eolplan.vault.sealed import rows_of
from tests.vault.sealed.conftest import (
    ANA,
    CANARY,
    CARYS,
    DEV,
    RESTRICTED,
    RISK,
    everything,
    keep_draft,
    keep_draft_in,
    make_row,
    take_in,
)


def test_a_colleague_finds_no_byte_of_it_anywhere(as_, write, clock, vault_folder):
    """Whoever was not chosen must not learn it from a list, a draft or the tables."""
    with as_(CARYS) as session:
        write(session, "person.family", "Pryce")
        told = write(session, RISK, CANARY)
        keep_draft(session, f"half {CANARY}", clock)
        assert CANARY in everything(session.store, vault_folder)  # the search can find it
    with as_(DEV) as session:
        assert CANARY not in everything(session.store, vault_folder)
        log = session.store.log("gwen")
        assert told.digest not in log.entries
        assert (log.reading(RISK).state, log.reading(RISK).sealed) == ("sealed", True)
        assert (RISK, "") in log.questions()
        assert session.store.draft("gwen", RISK) is None
        assert session.store.counts()["entries"] == 2
        with session.reader() as reader:
            assert CANARY not in everything(reader, vault_folder)


def test_whoever_may_read_it_reads_as_before(as_, write, clock):
    with as_(CARYS) as session:
        first = write(session, "val.matters", "my dog")
        told = write(session, RISK, CANARY)
        last = write(session, "val.fears", "pain")
        keep_draft(session, "half", clock)
    with as_(CARYS) as session:
        log = session.store.log("gwen")
        assert [*log.entries] == [first.digest, told.digest, last.digest]
        assert log.entries[told.digest].body == told.body
        assert (log.husks, log.sealed) == ({}, {told.digest})
        assert log.reading(RISK).own_words == CANARY
        assert session.store.draft("gwen", RISK).answer.own_words == "half"
        assert [d.answer.own_words for d in session.store.drafts("gwen")] == ["half"]
        with session.reader() as reader:
            assert reader.log("gwen").entries == log.entries
        session.store.drop_draft("gwen", RISK)
        assert session.store.drafts("gwen") == []


def test_nobody_is_turned_away_and_everybody_reads_their_own_words(as_, write, clock):
    """What a colleague sees must not be lost because nobody had chosen them before."""
    with as_(CARYS) as session:
        write(session, RISK, "first", instance="talk-1")
    with as_(DEV) as session:
        write(session, RISK, "second", instance="talk-2")
        write(session, RISK, "third", instance="talk-3")
        keep_draft(session, "half", clock)
        assert session.store.log("gwen").reading(RISK, "talk-1").state == "sealed"
    with as_(DEV) as session:  # after a lock too
        log = session.store.log("gwen")
        assert log.reading(RISK, "talk-2").own_words == "second"
        assert session.store.draft("gwen", RISK).answer.own_words == "half"
        assert len(compartments.rows_of(session._db)) == 2  # one for all that they write
    with as_(CARYS) as session:
        log = session.store.log("gwen")
        said = [log.reading(RISK, f"talk-{n}").own_words for n in (1, 2, 3)]
        assert said == ["first", "second", "third"]
    with as_(ANA) as session:
        assert session.store.log("gwen").entries == {}
        assert session.store.verify(make_row=make_row).ok


def test_half_typed_words_of_two_do_not_cover_each_other(as_, write, clock):
    """Nobody overwrites what they cannot see."""
    with as_(CARYS) as session:
        write(session, "conv.note", "so that there is a compartment")
        keep_draft(session, "from Carys", clock)
    with as_(DEV) as session:
        keep_draft(session, "from Dev", clock)
        session.store.drop_draft("gwen", RISK)
        assert session.store.drafts("gwen") == []
    with as_(CARYS) as session:
        assert session.store.draft("gwen", RISK).answer.own_words == "from Carys"
        keep_draft(session, "from Carys again", clock)
        assert [d.answer.own_words for d in session.store.drafts("gwen")] == ["from Carys again"]
        write(session, RISK, "said")  # an answer drops the draft it came from
        session.store.append([], at=clock(), drop_drafts=[("gwen", RISK, "")])
        assert session.store.drafts("gwen") == []


def test_a_session_without_a_private_half_reads_like_anybody_else(
    as_, write, clock, vault_folder, team
):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        slots = session._unlocked.header.slots
        blind = Store(session._db, session._keys, DEV.id, Readers(), Ways(b"", lambda: slots))
        blind.restrict(RESTRICTED)
        assert CANARY not in repr(blind.log("gwen"))
        assert blind.log("gwen").reading(RISK).state == "sealed"
        assert blind.verify(make_row=make_row).ok
        entry = Entry.write(
            person="gwen", question="conv.note", answer=Answer(own_words="x", said_on="2026-11-12"),
            author=Author("a", "A", "r"), recorded_at=clock(),
        )  # fmt: skip
        blind.append([entry], at=clock())
        assert entry.digest in blind.log("gwen").entries  # until it is closed
        assert session.store.log("gwen").reading("conv.note").own_words == "x"
        nobody = Store(session._db, session._keys, "somebody", Readers())
        nobody.restrict(RESTRICTED)
        with pytest.raises(NoWayIn):  # sealed to nobody, it would be lost
            keep_draft_in(nobody, "y", clock)
        assert session.store.verify().ok


def test_erasing_works_for_whoever_can_read_it(as_, write, clock):
    with as_(CARYS) as session:
        told = write(session, RISK, CANARY)
        over = write(session, RISK, "newer", over=(told,))
        keep_draft(session, "half", clock)
    with as_(DEV) as session, pytest.raises(KeyError):
        session.store.erase_entry(over.digest, reason="asked", at=clock(), make_row=make_row)
    with as_(CARYS) as session:
        session.store.erase_entry(over.digest, reason="asked", at=clock(), make_row=make_row)
        log = session.store.log("gwen")
        assert log.reading(RISK).state == "erased"
        assert [*log.entries] == [told.digest]
        assert session.store.drafts("gwen") == []
        assert session.store.knows_erased(over.digest)
        assert session.store.verify(make_row=make_row).ok
    with as_(DEV) as session:
        assert session.store.log("gwen").reading(RISK).state == "erased"
        assert session.store.verify(make_row=make_row).ok


def test_a_person_is_erased_by_anybody_with_all_that_is_sealed(as_, write, clock):
    with as_(CARYS) as session:
        told = write(session, RISK, CANARY)
        write(session, "val.matters", "my dog")
        write(session, RISK, "of another", person="ivor")
        keep_draft(session, "half", clock)
    with as_(DEV) as session:
        session.store.erase_person("gwen", reason="asked", at=clock())
        assert session.store.persons() == ["ivor"]
        assert session.store.knows_erased(told.digest)
        assert rows_of(session._db, "gwen") == []
        assert session.store.verify(make_row=make_row).ok
    with as_(CARYS) as session:
        assert session.store.log("gwen").entries == {}
        assert session.store.drafts("gwen") == []
        assert session.store.log("ivor").reading(RISK).own_words == "of another"
        assert session.store.verify(make_row=make_row).ok


def test_words_moved_to_whoever_is_erased_go_though_nobody_at_work_can_read_them(as_, write, clock):
    with as_(CARYS) as session:
        store = session.store
        moved, taken_back = write(session, RISK, CANARY), write(session, "val.matters", "my dog")
        write(session, "val.matters", "pigeons", person="ivor")
        pen = Pen("gwen", Author(CARYS.id, CARYS.name, CARYS.role), clock)
        made = pen.take_out(store.log("gwen"), [moved], "The wrong plan was open.")
        log = store.log("gwen").plus(made, sealed=store.sealed_among(made))
        store.append(made, at=clock(), caseload=make_row("gwen", log))
        entries = [moved.digest, taken_back.digest]
        told = {"from": "gwen", "to": "ivor", "entries": entries, "new": []}
        store.audit("plan.moved", told, at=clock())
    with as_(DEV) as session:
        session.store.erase_person("ivor", reason="asked", at=clock(), make_row=make_row)
        assert session.store.knows_erased(moved.digest)
        assert session.store.log("gwen").reading("val.matters").own_words == "my dog"
        assert session.store.verify(make_row=make_row).ok
    with as_(CARYS) as session:
        assert session.store.log("gwen").husks[moved.digest].why == "erased"
        assert session.store.verify(make_row=make_row).ok


def test_what_a_copy_brings_is_sealed_too(as_, write, clock):
    other = Entry.write(
        person="gwen", question=RISK, answer=Answer(own_words=CANARY, said_on="2026-11-12"),
        author=Author("x", "Somebody", "GP"), recorded_at=clock(),
    )  # fmt: skip
    with as_(DEV) as session:
        session.store.receive(Batch("gwen", (other,)), at=clock())
        log = session.store.log("gwen")
        assert (log.received, log.sealed) == ({other.digest}, {other.digest})
    with as_(ANA) as session:
        assert CANARY not in repr(session.store.log("gwen"))
        assert session.store.log("gwen").received == frozenset()


def test_a_copy_of_ones_own_comes_back_without_doubling_anything(as_, write, clock):
    """The whole record, made by whoever can read, is received by whoever cannot."""
    with as_(CARYS) as session:
        told = write(session, RISK, CANARY)
        write(session, "val.matters", "my dog")
        whole = mask(session.store.log("gwen"), lambda _: True, full=True)
        part = mask(session.store.log("gwen"), lambda r: r.question != RISK)
    with as_(DEV) as session:
        for parcel in (part, whole):
            take_in(session.store, parcel, clock)
            assert session.store.log("gwen").reading(RISK).state == "sealed"
            assert session.store.verify(make_row=make_row).ok
        assert session.store.counts()["entries"] == 2
    with as_(CARYS) as session:
        log = session.store.log("gwen")
        assert (log.husks, log.heads(RISK)) == ({}, (told,))


def test_answers_of_before_are_closed_with_the_first_that_is_sealed(as_, write, clock):
    """A store of an earlier layout holds them open; everybody goes on reading their own."""
    with as_(DEV) as session:
        session.store.restrict(())
        old = write(session, RISK, f"Dev {CANARY}")
        keep_draft(session, f"half {CANARY}", clock)
        between = write(session, "val.matters", "my dog")
        newer = write(session, RISK, f"Dev again {CANARY}", over=(old,))
    with as_(CARYS) as session:
        assert session.store.log("gwen").reading(RISK).own_words == f"Dev again {CANARY}"
        write(session, "conv.note", "the first")
        log = session.store.log("gwen")
        assert [*log.entries][:3] == [old.digest, between.digest, newer.digest]
        assert log.sealed >= {old.digest, newer.digest}
        assert session.store.verify(make_row=make_row).problems == ()
    with as_(ANA) as session:
        assert CANARY not in everything(session.store, session.folder)
        assert session.store.verify(make_row=make_row).problems == ()
    with as_(DEV) as session:
        assert session.store.log("gwen").reading(RISK).own_words == f"Dev again {CANARY}"
        assert session.store.log("gwen").reading("conv.note").state == "sealed"


def test_yes_is_not_told_from_no_by_its_length(as_, write):
    with as_(CARYS) as session:
        for n, words in enumerate(("yes", "no", "do not know yet")):
            write(session, RISK, words, instance=f"talk-{n}")
        assert len({len(found.row.box) for found in rows_of(session._db, "gwen")}) == 1


def test_a_power_cut_in_the_middle_leaves_all_open_or_all_closed(as_, write, clock):
    """Closing what lies open is one transaction with the answer that begins it."""
    with as_(CARYS) as session:
        session.store.restrict(())
        old = write(session, RISK, "open")
        session.store.restrict(RESTRICTED)
        with pytest.raises(RuntimeError), session.store._writing([Batch("gwen", (old,))], clock()):
            raise RuntimeError
        assert compartments.rows_of(session._db) == ()
        assert rows_of(session._db, "gwen") == []
        assert session.store.log("gwen").reading(RISK).own_words == "open"
        assert session.store.verify(make_row=make_row).ok
        write(session, RISK, "closed", over=(old,))
        assert len(rows_of(session._db, "gwen")) == 2
