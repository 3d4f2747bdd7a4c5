"""Sums of money are typed in pounds, kept in pence, and added up by how often they are paid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide.kinds.money import MOST_PENCE, pence_from, pounds
from tests.guide.written import HEAD, told

SUM = '[[question]]\nid = "pets.g.sum"\nkind = "money"\nheading = "Sum"\n'
OFTEN = '[[question]]\nid = "pets.g.often"\nkind = "yes-no"\nheading = "Often"\n'
WHAT = '[[question]]\nid = "pets.g.what"\nkind = "line"\nheading = "What"\n'
GROUP = """
[[question]]
id = "pets.g"
kind = "group"
heading = "Spending"
they = "What is it spent on?"
repeats = true
one = "line"
names = "pets.g.what"
fields = ["pets.g.what", "pets.g.sum", "pets.g.often"]
"""
MEMBER = '[[question]]\nid = "pets.a"\nkind = "member"\nheading = "For"\nthey = "For?"\n'


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("12.50", 1250), ("£12.50", 1250), ("£ 12", 1200), ("1,250", 125_000), ("1,250.05", 125_005),
     ("1,250.5", 125_050), ("12.5", 1250),
     (" 80p ", 80), ("0", 0), ("0.01", 1), ("1234567", 123_456_700)],
)  # fmt: skip
def test_a_sum_is_read_as_it_is_written(typed, pence):
    assert pence_from(typed) == pence


@pytest.mark.parametrize(
    "typed",
    ["", "12.", "12.505", "1,25", "12,50", "-5", "+5", "a lot", "£", "100p", "1 250", "1e3",
     "123456789"],
)  # fmt: skip
def test_what_is_no_sum_is_none(typed):
    assert pence_from(typed) is None


@given(st.integers(0, MOST_PENCE))
def test_a_sum_reads_back_as_the_same_pence(pence):
    assert pence_from(pounds(pence)) == pence


def test_a_group_may_add_up_its_sums(desk):
    told_of = GROUP.replace("fields", 'sums = "pets.g.sum"\nfields')
    often = OFTEN.replace("yes-no", "choice") + 'options = "VS-PLACE"\n'
    both = told_of.replace("fields", 'sums_by = "pets.g.often"\nfields')
    assert desk.faults(HEAD + told_of + WHAT + SUM + OFTEN) == ()
    assert desk.faults(HEAD + both + WHAT + SUM + often) == ()


@pytest.mark.parametrize(
    ("keys", "what", "remedy"),
    [
        ('sums = "pets.g.what"', '"pets.g.what" is no money of this group.',
         "Name such a field, or take the line away."),
        ('sums = "pets.z"', '"pets.z" is no money of this group.',
         "Name such a field, or take the line away."),
        ('sums = "pets.g.sum"\nsums_by = "pets.g.what"',
         '"pets.g.what" is no choice of this group.', "Name such a field, or take the line away."),
        ('sums_by = "pets.g.often"', '"sums_by" means something only with "sums".',
         'Add "sums", or take it away.'),
    ],
)  # fmt: skip
def test_only_sums_are_added_up(desk, keys, what, remedy):
    faults = desk.faults(HEAD + GROUP.replace("fields", f"{keys}\nfields") + WHAT + SUM + OFTEN)
    assert (what, remedy) in told(faults)


def test_a_sum_is_added_up_only_where_there_are_several(desk):
    once = GROUP.replace(
        'repeats = true\none = "line"\nnames = "pets.g.what"', 'sums = "pets.g.sum"'
    )
    what = '"sums" means something only in a group that repeats.'
    faults = desk.faults(HEAD + once + WHAT + SUM + OFTEN)
    assert (what, "Take it away, or add: repeats = true") in told(faults)


@pytest.mark.parametrize(
    ("more", "what", "remedy"),
    [
        ("", 'A question of kind member needs "of".', 'Add "of".'),
        ('of = "pets.z"', '"pets.z" is no group that repeats.',
         "Name the group whose members are to choose from."),
        ('of = "pets.a"', '"pets.a" is no group that repeats.',
         "Name the group whose members are to choose from."),
    ],
)  # fmt: skip
def test_a_member_is_one_of_a_group_that_repeats(desk, more, what, remedy):
    (fault,) = desk.faults(HEAD + MEMBER + more)
    assert (fault.what, fault.remedy) == (what, remedy)


def test_a_member_may_be_one_of_a_later_group(desk):
    """An action is for a goal wherever in the guide either of them stands."""
    assert desk.faults(HEAD + MEMBER + 'of = "pets.g"\n' + GROUP + WHAT + SUM + OFTEN) == ()
