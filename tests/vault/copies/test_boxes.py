"""What is kept for chosen staff is carried closed, by whoever restores, and lost to nobody."""

from __future__ import annotations

from contextlib import closing

import pytest

from eolplan.vault import Restoring
from eolplan.vault.headers import read as read_headers
from eolplan.vault.place import Folder
from tests.vault.conftest import again
from tests.vault.copies.conftest import content_of, never, unheard
from tests.vault.sealed.conftest import ANA, CANARY, CARYS, DEV, RISK, keep_draft, make_row


@pytest.fixture
def restore_as(team, clock, vault_folder):
    """Restore as one of the team."""

    def run(staff, file):
        with closing(Restoring(vault_folder, file, now=clock)) as restoring:
            restoring.look_by(lambda _folder: again(team[1][staff]))
            return restoring.run(make_row=make_row, told=unheard, stopped=never)

    return run


def test_boxes_written_since_come_over_by_somebody_who_cannot_open_them(
    as_, write, kept_from, restore_as, clock
):
    with as_(CARYS) as session:
        write(session, "person.family", "Pryce")
        first = write(session, RISK, "first")
        file = kept_from(session)
        later = write(session, RISK, CANARY, over=(first,))
        keep_draft(session, f"half {CANARY}", clock)
        before = content_of(session)
    restored = restore_as(DEV, file)
    assert (restored.brought, restored.unread) == (1, 0)
    with as_(CARYS) as session:
        assert content_of(session) == before
        assert session.store.log("gwen").entries[later.digest].body == later.body
        assert session.store.draft("gwen", RISK).answer.own_words == f"half {CANARY}"
        assert session.store.verify(make_row=make_row).ok
    with as_(DEV) as session:
        assert later.digest not in session.store.log("gwen").entries
        assert session.store.verify(make_row=make_row).ok


def test_the_first_box_and_its_compartment_come_over(as_, write, kept_from, restore_as, clock):
    """What lay open in the backup was closed since, and is closed afterwards."""
    with as_(CARYS) as session:
        session.store.restrict(frozenset())
        open_ = write(session, RISK, CANARY)
        file = kept_from(session)
        session.store.restrict(frozenset({RISK}))
        write(session, RISK, "second", over=(open_,))
        before = content_of(session)
    restore_as(ANA, file)
    with as_(CARYS) as session:
        assert content_of(session) == before
    with as_(DEV) as session:
        assert session.store.log("gwen").entries == {}
        assert session.store.verify(make_row=make_row).ok


def test_who_may_read_is_as_in_the_store_of_now(as_, write, kept_from, restore_as, clock):
    with as_(CARYS) as session:
        told = write(session, RISK, CANARY)
        session.store.let_read_restricted(DEV.id, True, at=clock())
        file = kept_from(session)
        session.store.let_read_restricted(DEV.id, False, at=clock())
        session.store.let_read_restricted(ANA.id, True, at=clock())
        before = content_of(session)
    restore_as(DEV, file)
    with as_(CARYS) as session:
        assert content_of(session) == before
    with as_(DEV) as session:
        assert told.digest not in session.store.log("gwen").entries
    with as_(ANA) as session:
        assert told.digest in session.store.log("gwen").entries


def test_colleagues_of_now_come_in_although_the_store_of_now_is_gone(
    as_, write, kept_from, restore_as, clock, team, vault_folder
):
    """The header of now is kept, so whoever it names must be known to the store of then."""
    with as_(CARYS) as session:
        file = kept_from(session)
    names = Folder(vault_folder)
    header = read_headers(names).found[0]
    names.database.write_bytes(b"spoilt" * 1000)
    restore_as(CARYS, file)
    assert read_headers(names).found[0] == header
    for staff in (DEV, ANA, CARYS):
        with as_(staff) as session:
            assert session.store.verify(make_row=make_row).ok
