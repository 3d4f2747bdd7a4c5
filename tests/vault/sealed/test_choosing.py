"""Who is chosen to read, who is not any more, and what a lost passphrase does to it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from eolplan.vault import Cost, compartments, organisation, reopen, unlock_with_code
from eolplan.vault.errors import LastToRead, NotChosen, NoWayIn
from eolplan.vault.keys import as_base64
from eolplan.vault.sealed import rows_of
from eolplan.vault.slots import recovery_slot
from tests.vault.sealed.conftest import ANA, CANARY, CARYS, DEV, RESTRICTED, RISK, make_row


def test_the_first_to_write_is_chosen_and_chooses_others(as_, write, clock):
    with as_(CARYS) as session:
        assert not session.store.may_read_restricted(CARYS.id)
        write(session, RISK, CANARY)
        assert session.store.may_read_restricted(CARYS.id)
        assert not session.store.may_read_restricted(DEV.id)
        session.store.let_read_restricted(DEV.id, True, at=clock())
        session.store.let_read_restricted(DEV.id, True, at=clock())  # twice does no harm
        assert session.store.may_read_restricted(DEV.id)
        assert session.store.verify(make_row=make_row).ok
    with as_(DEV) as session:
        assert session.store.log("gwen").reading(RISK).own_words == CANARY
        write(session, "conv.note", "more")
        assert len(compartments.rows_of(session._db)) == 1
        assert [r.action for r in session.store.audit_about(DEV.id)].count("restricted.let") == 2
    with as_(CARYS) as session:
        assert session.store.log("gwen").reading("conv.note").own_words == "more"


def test_one_can_choose_before_anything_is_written(as_, write, clock):
    with as_(CARYS) as session:
        session.store.let_read_restricted(DEV.id, True, at=clock())
        assert session.store.may_read_restricted(CARYS.id)
    with as_(ANA) as session:
        write(session, RISK, CANARY)
    with as_(DEV) as session:
        assert session.store.log("gwen").reading(RISK).own_words == CANARY


def test_who_cannot_read_can_neither_choose_nor_take_away(as_, write, clock):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
    with as_(DEV) as session:
        for user, on in ((DEV.id, True), (CARYS.id, False)):
            with pytest.raises(NotChosen):
                session.store.let_read_restricted(user, on, at=clock())
        assert session.store.log("gwen").reading(RISK).state == "sealed"


def test_nothing_is_sealed_to_somebody_without_a_way_in(as_, write, clock):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        with pytest.raises(NoWayIn):
            session.store.let_read_restricted("nobody", True, at=clock())


def test_somebody_can_always_read_it(as_, write, clock):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        with pytest.raises(LastToRead):
            session.store.let_read_restricted(CARYS.id, False, at=clock())
        assert session.store.may_read_restricted(CARYS.id)


def test_what_is_taken_away_is_closed_again(as_, write, clock):
    """Neither what was there nor what comes after opens; their own words stay theirs."""
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        session.store.let_read_restricted(DEV.id, True, at=clock())
    with as_(ANA) as session:
        write(session, RISK, "from Ana", instance="talk-2")
    with as_(CARYS) as session:
        session.store.let_read_restricted(DEV.id, False, at=clock())
        assert not session.store.may_read_restricted(DEV.id)
        write(session, RISK, "later", instance="talk-3")
        assert session.store.verify(make_row=make_row).ok
    with as_(DEV) as session:
        log = session.store.log("gwen")
        assert [log.reading(RISK, i).state for i in ("", "talk-2", "talk-3")] == ["sealed"] * 3
        write(session, RISK, "from Dev", instance="talk-4")
        assert session.store.log("gwen").reading(RISK, "talk-4").own_words == "from Dev"
    with as_(ANA) as session:  # what Dev knew the key of is not written in any more
        write(session, RISK, "again from Ana", instance="talk-5")
        said = session.store.log("gwen").reading(RISK, "talk-2").own_words
        assert said == "from Ana"
    with as_(CARYS) as session:
        log = session.store.log("gwen")
        assert len(log.entries) == 5
        shut = [c.id for c in compartments.rows_of(session._db) if c.shut]
        rows = {r.row.instance: r.row.compartment for r in rows_of(session._db, "gwen")}
        assert rows[""] in shut
        assert rows["talk-2"] in shut
        assert not {rows["talk-3"], rows["talk-4"], rows["talk-5"]} & {*shut}


def test_whoever_chose_can_hand_over_and_stop(as_, write, clock):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        session.store.let_read_restricted(DEV.id, True, at=clock())
        session.store.let_read_restricted(CARYS.id, False, at=clock())
        assert session.store.log("gwen").reading(RISK).state == "sealed"
    with as_(DEV) as session:
        assert session.store.log("gwen").reading(RISK).own_words == CANARY
        write(session, "conv.note", "mine now")
    with as_(CARYS) as session:
        assert session.store.log("gwen").entries == {}


def test_the_recovery_code_keeps_it_readable(as_, write, clock, vault_folder, prepared):
    """Whoever forgot the passphrase has a new pair, and reads on what they could read."""
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        carys = session.slot_id
    with as_(DEV) as session:
        write(session, RISK, "from Dev", instance="talk-2")
    made = unlock_with_code(
        vault_folder, prepared.recovery_code, new_passphrase="velvet hedgehog autumn piano",
        cost=Cost.LOWEST, now=clock, slot_id=carys,
    )  # fmt: skip
    with closing(made.session) as session:
        log = session.store.log("gwen")
        assert log.reading(RISK).own_words == CANARY
        assert log.reading(RISK, "talk-2").own_words == "from Dev"
        assert session.store.may_read_restricted(CARYS.id)
        assert session.store.verify(make_row=make_row).ok
    again_ = unlock_with_code(  # and the new sheet opens it as well
        vault_folder, made.recovery_code, new_passphrase="quiet harbour lemon stairs",
        cost=Cost.LOWEST, now=clock, slot_id=session.slot_id,
    )  # fmt: skip
    with closing(again_.session) as session:
        assert session.store.log("gwen").reading(RISK).own_words == CANARY


def test_the_recovery_code_chooses_nobody_who_was_not_chosen(
    as_, write, clock, vault_folder, prepared
):
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
    with as_(DEV) as session:
        write(session, RISK, "from Dev", instance="talk-2")
        dev = session.slot_id
    made = unlock_with_code(
        vault_folder, prepared.recovery_code, new_passphrase="velvet hedgehog autumn piano",
        cost=Cost.LOWEST, now=clock, slot_id=dev,
    )  # fmt: skip
    with closing(made.session) as session:
        log = session.store.log("gwen")
        assert log.reading(RISK).state == "sealed"
        assert log.reading(RISK, "talk-2").own_words == "from Dev"


def test_a_new_sheet_is_sealed_to_and_who_left_is_not(as_, write, clock, vault_folder):
    """The header says who has a way in; the seals follow at the next opening."""
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        session.store.let_read_restricted(DEV.id, True, at=clock())
        header = session._unlocked.header
        fresh = recovery_slot(header, session._keys.vmk, bytes(20))
        left = [s for s in header.slots if s.user not in ("", DEV.id)]
        session._unlocked = replace(
            session._unlocked, header=header.next((*left, fresh), session._keys)
        )
        session.store.tend_seals(clock())
        (one, *_) = compartments.rows_of(session._db)
        assert set(one.seals) == {as_base64(s.pub) for s in (*left, fresh)} - {
            as_base64(header_slot.pub) for header_slot in left if header_slot.user == ANA.id
        }
        assert one.shut
        rows = session.store.audit_about(one.id)
        session.store.tend_seals(clock())
        assert session.store.audit_about(one.id) == rows  # nothing left to do
        write(session, RISK, "after", instance="talk-2")
        assert len(compartments.rows_of(session._db)) == 2
        assert session.store.verify(make_row=make_row).ok


def test_where_nobody_chosen_is_left_the_sheet_chooses_whoever_comes_in(
    as_, write, clock, vault_folder, prepared
):
    """Else what is kept would be readable by nobody for ever."""
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
    with as_(ANA) as session:
        left = [slot for slot in session.unlocked.header.slots if slot.user != CARYS.id]
        session.put_slots(tuple(left))
        session.store.tend_seals(clock())  # Ana can read nothing, so nothing is taken away
        assert not session.store.may_read_restricted(CARYS.id)
        dev = next(slot.slot_id for slot in left if slot.user == DEV.id)
    made = unlock_with_code(
        vault_folder, prepared.recovery_code, new_passphrase="velvet hedgehog autumn piano",
        cost=Cost.LOWEST, now=clock, slot_id=dev,
    )  # fmt: skip
    with closing(made.session) as session:
        session.store.restrict(RESTRICTED)
        assert session.store.log("gwen").reading(RISK).own_words == CANARY
        assert session.store.may_read_restricted(DEV.id)
        write(session, RISK, "after", instance="talk-2")
        session.store.let_read_restricted(ANA.id, True, at=clock())
        assert session.store.verify(make_row=make_row).ok


def test_an_organisation_opens_what_is_kept_too(as_, write, clock, vault_folder):
    public, private = organisation.make("heather quarry lantern stone", Cost.LOWEST)
    with as_(CARYS) as session:
        write(session, RISK, CANARY)
        session.add_organisation(public, now=clock)
        carys = session.slot_id
    recovered = organisation.recover_with_organisation(
        vault_folder, private, "heather quarry lantern stone",
        new_passphrase="velvet hedgehog autumn piano",
        slot_id=carys, cost=Cost.LOWEST,
    )  # fmt: skip
    with closing(reopen(vault_folder, recovered, now=clock).session) as session:
        assert session.store.log("gwen").reading(RISK).own_words == CANARY
        assert session.store.verify(make_row=make_row).ok
