"""A sign-off that cannot be read stops neither the plan nor the next one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eolplan.record import (
    Log,
    NothingToSign,
    Unread,
    log_of,
    newest_is_unread,
    next_number,
    sign,
)
from eolplan.record.unread import numbered
from tests.record.laptops import PLACE, Laptop, laptop

NOON = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
LATE = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
HEX = "a" * 64


def twice() -> Laptop:
    a = laptop("A")
    for place in ("own_home", "hospice"):
        a.answer(PLACE, place)
        a.sign()
    return a


@pytest.mark.parametrize(
    ("body", "number"),
    [('{"number": 2}', 2), ('{"number": true}', 0), ('{"number": 0}', 0), ('{"number": "2"}', 0),
     ("[2]", 0), ("no words at all", 0), ("{}", 0)],
)  # fmt: skip
def test_its_number_is_all_that_is_believed(body, number):
    assert Unread.of(HEX, body, NOON, "P", ["b"]) == Unread(
        HEX, number, NOON, "P", frozenset({"b"})
    )


def test_the_next_version_takes_the_number_of_none_that_was_there():
    a = twice()
    first = min(a.log.versions.values(), key=lambda version: version.number)
    lost = Unread(HEX, 2, NOON, after=frozenset({first.digest}))
    log = replace(a.log, versions={first.digest: first}, unread=(lost,))
    assert newest_is_unread(log)
    assert next_number(log) == 3
    assert log.latest_version() == first
    assert sign(log, "P", a.pen.author, NOON, {}).number == 3


def test_a_number_far_above_all_others_is_damage_too():
    a = twice()
    unread = (Unread(HEX, 3, NOON), Unread("b" * 64, 900, NOON), Unread("c" * 64, 0, NOON))
    assert numbered(unread, a.log.versions.values()) == 3
    assert numbered(unread[1:], ()) == 0


@pytest.mark.parametrize("at", [dt.datetime.min.replace(tzinfo=dt.UTC), LATE])
def test_in_which_order_they_came_tells_which_is_the_newest_and_no_clock(at):
    log = twice().log
    first, second = sorted(log.versions.values(), key=lambda version: version.number)
    for after, newest in (((), False), ((first,), False), ((first, second), True)):
        lost = Unread(HEX, 1, at, after=frozenset(version.digest for version in after))
        assert newest_is_unread(replace(log, unread=(lost,))) is newest
    assert newest_is_unread(Log(unread=(Unread(HEX, 1, at),)))


def test_what_the_newest_covered_is_signed_again_though_an_older_one_says_as_much():
    """Two laptops may sign the same; the facts of the one that is lost nobody knows."""
    a = twice()
    with pytest.raises(NothingToSign):
        sign(a.log, "P", a.pen.author, NOON, {})
    lost = Unread(HEX, 3, NOON, after=frozenset(a.log.versions))
    log = replace(a.log, unread=(lost,))
    again = sign(log, "P", a.pen.author, NOON, {})
    assert again.number == 4
    assert not newest_is_unread(log.plus(versions=[again]))


def test_of_somebody_who_was_parted_nothing_is_told_here():
    a = laptop("A")
    both = a.pen.join(a.log, "Q")
    lost = tuple(Unread(digit * 64, 1, NOON, person) for digit, person in ("aP", "bQ"))
    log = replace(a.log.plus(both), members=frozenset("PQ"), unread=lost)
    assert log_of(log, "P").unread == lost
    apart = log.plus(a.pen.part(log, "Q"))
    assert log_of(apart, "P").unread == lost[:1]
    assert log_of(apart, "Q").unread == lost[1:]
