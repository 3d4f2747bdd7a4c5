"""Sums are added up by how often they are paid, and references read as what they point at."""

from __future__ import annotations

import pytest

from eolplan.record import Answer, Author, Pen, Standing
from eolplan.sums import over_a_year, sum_told, totals
from eolplan.telling import told


@pytest.fixture
def spending(guide):
    return guide.question("pc.phb.spend")


def spend(talk, pence, often=None):
    line = talk.add("pc.phb.spend")
    talk.answer("pc.phb.spend.what", Answer(value="Taxi"), line)
    talk.answer("pc.phb.spend.sum", Answer(value=pence), line)
    if often:
        talk.answer("pc.phb.spend.often", Answer(value=often), line)
    return line


def test_nothing_adds_up_to_nothing(talk, guide, spending):
    assert totals(guide, talk.log, spending) == ""
    assert totals(guide, talk.log, guide.question("contact")) == ""
    talk.add("pc.phb.spend")
    assert totals(guide, talk.log, spending) == ""


def test_sums_paid_at_different_times_are_not_mixed(talk, guide, spending):
    for pence, often in ((1_250, "week"), (64_900, "once"), (2_500, "week"), (1, None)):
        spend(talk, pence, often)
    words = "£649.00 once, £37.50 each week, £0.01"
    assert totals(guide, talk.log, spending) == words


def test_what_a_year_comes_to_is_said_beside_what_was_agreed(talk, guide, spending):
    assert over_a_year(guide, talk.log, spending) == ""
    spend(talk, 25_000, "week")
    spend(talk, 89_999, "once")
    year = "All of these sums come to £13,899.99 in the first year"
    assert over_a_year(guide, talk.log, spending) == f"{year}."
    talk.answer("pc.phb.budget", Answer(value=1_200_000))
    more = f"{year}, £1,899.99 more than was agreed."
    assert over_a_year(guide, talk.log, spending) == more
    talk.answer("pc.phb.budget", Answer(value=1_389_999))
    assert over_a_year(guide, talk.log, spending) == f"{year}."
    talk.add("pc.phb.spend")
    assert over_a_year(guide, talk.log, spending) == f"{year}."


def test_one_sum_is_told_with_how_often_it_is_paid(talk, guide, spending):
    often = spend(talk, 3_550, "week")
    assert sum_told(guide, talk.log, spending, often) == "£35.50 each week"
    unsaid = spend(talk, 100)
    assert sum_told(guide, talk.log, spending, unsaid) == "£1.00"
    talk.answer("pc.phb.spend.sum", Answer(Standing.UNDECIDED), often)
    assert sum_told(guide, talk.log, spending, often) == "Not sure yet"


@pytest.mark.parametrize("doubt", ["how often", "how much"])
def test_of_a_sum_that_is_not_certain_no_year_is_made_up(talk, guide, spending, doubt):
    line = spend(talk, 25_000, None if doubt == "how often" else "week")
    if doubt == "how much":
        talk.answer("pc.phb.spend.sum", Answer(Standing.UNDECIDED), line)
    assert over_a_year(guide, talk.log, spending) == ""


def test_a_line_that_was_removed_is_not_paid_for(talk, guide, spending):
    gone = spend(talk, 1_000, "once")
    spend(talk, 2_000, "once")
    talk.remove("pc.phb.spend", gone)
    assert totals(guide, talk.log, spending) == "£20.00 once"


def test_a_sum_on_which_two_records_differ_is_left_out_and_said_to_be(talk, guide, spending):
    """A total that hides a doubt would be read as certain."""
    spend(talk, 2_000, "once")
    line = spend(talk, 1_000, "once")
    other = Pen(person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now)
    theirs = other.answer(talk.log, "pc.phb.spend.sum", Answer(value=9_000), instance=line, seen=[])
    both = talk.log.plus(theirs)
    assert both.reading("pc.phb.spend.sum", line).state == "conflict"
    words = "£20.00 once, one sum is left out, because it is not certain"
    assert totals(guide, both, spending) == words


def test_a_sum_that_was_not_given_is_none(talk, guide, spending):
    line = talk.add("pc.phb.spend")
    talk.answer("pc.phb.spend.sum", Answer(Standing.UNDECIDED), line)
    assert totals(guide, talk.log, spending) == ""


def test_an_action_reads_with_the_goal_that_it_is_for(talk, guide):
    goal, action = talk.add("val.hopes"), talk.add("act.item")
    talk.answer("val.hopes.what", Answer(own_words="See the bulbs"), goal)
    talk.answer("act.item.for", Answer(value={"ref": "val.hopes", "instance": goal}), action)
    field = guide.question("act.item.for")
    assert told(guide, talk.log, field, action) == "“See the bulbs”"
    talk.remove("val.hopes", goal)
    assert told(guide, talk.log, field, action) == "“See the bulbs”"


def test_a_goal_that_is_not_here_says_so(talk, guide):
    action = talk.add("act.item")
    talk.answer("act.item.for", Answer(value={"ref": "val.hopes", "instance": "gone"}), action)
    assert told(guide, talk.log, guide.question("act.item.for"), action) == "(not in this copy)"
