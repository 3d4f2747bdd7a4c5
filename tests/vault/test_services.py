"""The directory of services lies in the store: kept whole, vouched for, and never taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.directory import Service
from eolplan.vault import NotWritten
from eolplan.vault.services import put_services

BEFRIENDERS = Service("11111111-1111-4111-8111-111111111111", "Zest befrienders", "befriending")
TRANSPORT = Service("22222222-2222-4222-8222-222222222222", "aberwen cars", "transport")


def test_services_are_kept_by_name_and_those_out_of_use_come_last(store, clock):
    gone = replace(BEFRIENDERS, id="3" * 36, name="A gone one", retired_on="2026-01-01")
    assert store.services() == []
    store.put_services([gone, BEFRIENDERS, TRANSPORT], at=clock())
    assert store.services() == [TRANSPORT, BEFRIENDERS, gone]
    changed = replace(BEFRIENDERS, phone="01632 960123")
    store.put_services([changed], at=clock())
    assert store.services() == [TRANSPORT, changed, gone]


def test_what_a_later_eolplan_knows_of_a_service_is_left_out(store, bare, clock):
    store.put_services([TRANSPORT], at=clock())
    bare.run("UPDATE service SET facts = json_set(facts, '$.later', 'x')")
    assert store.services() == [TRANSPORT]


def test_all_services_of_a_list_are_kept_or_none(store, clock):
    wrong = replace(BEFRIENDERS, id="too short")
    with pytest.raises((NotWritten, sqlcipher.IntegrityError)):
        store.put_services([TRANSPORT, wrong], at=clock())
    assert store.services() == []
    assert store.verify().ok


def test_a_service_that_was_changed_elsewhere_is_found(store, bare, clock):
    store.put_services([BEFRIENDERS, TRANSPORT], at=clock())
    assert store.verify().ok
    bare.run("UPDATE service SET facts = json_set(facts, '$.phone', '01632 960666')")
    assert store.verify().problems == (
        "What is kept about staff, settings or services was changed outside eolplan.",
    )


def test_a_service_too_many_is_found(store, bare, clock):
    store.put_services([BEFRIENDERS], at=clock())
    bare.run("INSERT INTO service SELECT ?, facts FROM service", "4" * 36)
    assert not store.verify().ok


@pytest.mark.parametrize(
    "attack", ["DELETE FROM service", "UPDATE service SET id = lower(id)||'x'"]
)
def test_no_service_is_ever_taken_out(store, bare, clock, attack):
    """Plans name it, and must be able to find what they meant."""
    put_services(store._db, store._trail, [BEFRIENDERS], clock())
    with pytest.raises(sqlcipher.IntegrityError):
        bare.run(attack)
    assert store.services() == [BEFRIENDERS]
