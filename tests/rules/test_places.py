"""Rules about places: silence, two answers at odds, and whether home can work."""

from __future__ import annotations

import pytest

from eolplan.rules import Severity, check
from tests.rules.pages import TODAY, book, found


def test_silence_about_the_place_of_death_is_told():
    assert found(book())["P-01"].severity is Severity.WARN


@pytest.mark.parametrize("standing", ["asked_not_ready", "asked_declined", "undecided"])
def test_not_ready_is_an_answer(standing):
    assert "P-01" not in found(book().leave("pod.first", standing))


def test_the_same_place_twice():
    record = book().say("pod.first", "hospice").say("pod.second", "hospice")
    assert "P-02" in found(record)
    assert "P-02" not in found(book().say("pod.first", "hospice").say("pod.second", "own_home"))


def test_wanted_and_not_wanted():
    record = book().say("pod.first", "hospice").say("place.avoid", "hospice", instance="hospice")
    assert found(record)["P-03"].severity is Severity.WARN
    other = book().say("pod.first", "hospice").say("place.avoid", "own_home", instance="own_home")
    assert "P-03" not in found(other)


@pytest.mark.parametrize("status", ["", "to_discuss", "not_needed_yet", "used_up", "returned"])
@pytest.mark.parametrize("time", ["days", "weeks"])
def test_medicines_are_asked_for_while_there_is_time(status, time):
    record = book().say("pod.first", "own_home").say("prog.estimate", time)
    if status:
        record.say("am.status", status)
    assert found(record)["P-04"].severity is Severity.WARN


def test_prescribed_is_not_in_the_house():
    record = book().say("pod.first", "own_home").say("prog.estimate", "days")
    record.say("am.status", "prescribed")
    assert found(record)["P-04"].words == "Prescribed, but are they in the house?"


@pytest.mark.parametrize("status", ["in_the_home", "in_use", "declined"])
def test_medicines_that_are_sorted(status):
    record = book().say("pod.first", "own_home").say("prog.estimate", "weeks")
    assert "P-04" not in found(record.say("am.status", status))


def test_medicines_can_wait_for_months_and_for_a_hospice():
    assert "P-04" not in found(book().say("pod.first", "own_home").say("prog.estimate", "months"))
    assert "P-04" not in found(book().say("pod.first", "hospice").say("prog.estimate", "days"))


def home_that_works():
    record = book().say("pod.first", "own_home").say("team.single_point.night", "01632 960009")
    record.say("cont", True, instance="b").say("feas.carer", "yes")
    return record


def test_home_can_work():
    assert "P-05" not in found(home_that_works())
    assert "P-05" not in found(book().say("pod.first", "hospice"))


def test_home_lacks_a_number_at_night():
    record = home_that_works()
    record.leave("team.single_point.night", "not_asked")
    finding = found(record)["P-05"]
    assert finding.fields == ("team.single_point.night", "pod.first")
    assert finding.words == "Home is the wish. To be settled: a number for the night."
    assert "P-05" not in found(record, night="01632 960002")  # every plan of the team prints it


def test_home_until_the_last_days_is_not_called_the_wish_of_who_wants_a_hospice_then():
    """It prints on a copy whose page 1 says: 1st: Hospice."""
    record = home_that_works().leave("team.single_point.night", "not_asked")
    record.say("pod.first", "hospice").say("poc.first", "own_home")
    finding = found(record)["P-05"]
    assert finding.fields == ("team.single_point.night", "poc.first")
    assert finding.words == (
        "Home is the wish until the last days. To be settled: a number for the night."
    )
    record.leave("pod.first", "not_asked")
    assert found(record)["P-05"].words.startswith("Home is the wish. To be settled")


@pytest.mark.parametrize("able", ["no", "not_checked", ""])
def test_home_lacks_a_carer_who_can(able):
    record = home_that_works().leave("feas.carer", "not_asked")
    if able:
        record.say("feas.carer", able)
    assert found(record)["P-05"].fields == ("feas.carer", "carer.able", "carer.who", "pod.first")


def test_a_plan_for_trouble_is_a_plan_b():
    record = book().say("pod.first", "own_home").say("feas.carer", "not_needed")
    assert "cont" in found(record, night="1")["P-05"].fields
    record.say("tx.scenario", True, instance="a").say("tx.scenario.problem", "bleed", instance="a")
    assert "P-05" in found(record, night="1")  # no plan for home, when whoever helps there cannot
    record.say("tx.scenario.problem", "carer", instance="a")
    assert "P-05" not in found(record, night="1")


def test_what_came_of_the_carer_is_told_apart_from_the_rest():
    """A copy that leaves the carer out tells of the night and of no plan B all the same."""
    record = book().say("pod.first", "own_home").say("carer.able", "no")
    every = check(record.log, record.guide, today=TODAY, nation="ENG")
    told = [finding for finding in every if finding.rule == "P-05"]
    assert ["carer.able" in finding.fields for finding in told] == [False, True]
    assert "carer" not in told[0].words


def test_hospital_avoided_without_a_plan():
    record = book().say("place.avoid", "hospital_acute", instance="hospital_acute")
    assert found(record)["P-09"].severity is Severity.PROMPT
    assert "P-09" not in found(record.say("tx.scenario", True, instance="fall"))
    assert "P-09" not in found(book().say("place.avoid", "hospice", instance="hospice"))


def test_no_settled_home():
    record = book().say("person.address", True, instance="a")
    record.say("person.address.kind", "no_fixed_home", instance="a")
    assert found(record)["P-14"].severity is Severity.PROMPT
    assert "P-14" not in found(record.say("feas.summary", "with_work"))
    assert "P-14" in found(book().say("person.location_now", "prison_secure"))
    assert "P-14" not in found(book().say("person.location_now", "own_home"))


def test_nobody_asks_whether_there_is_a_bed_where_somebody_lives():
    """Until another place is the wish: that somebody lives in the first says nothing of it."""
    record = book().say("pod.first", "care_home").say("pod.name", "The Beeches")
    assert "P-06" in found(record)
    assert "P-06" not in found(record.say("pod.usual", "yes"))
    assert "P-06" in found(record.say("pod.first", "hospice"))
