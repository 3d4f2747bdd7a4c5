"""What is said after capacity was lost is kept, and reads as what it is: a present wish."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

import pytest

from eolplan.record import Answer
from eolplan.rules import Plan
from eolplan.rules.capacity import could_not_decide, may_be_since, unable
from eolplan.rules.present_wish import undecided_since
from tests.handover.notebook import Notebook
from tests.rules.pages import book, found


def assessed(*found: tuple[str, str, str], record: Notebook | None = None) -> Plan:
    """Return a plan with assessments: (day, outcome, topic)."""
    record = record or book()
    for n, (day, outcome, topic) in enumerate(found):
        record.say("cap", True, instance=f"k{n}")
        for part, value in (("on", day), ("outcome", outcome), ("topic", [topic])):
            record.say(f"cap.{part}", value, instance=f"k{n}")
    return Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")


def wished(on: str = "2025-11-10", **more: str) -> Notebook:
    return book().say("pod.first", "hospice", said_on=on, **more)


def since(plan: Plan) -> str:
    said = plan.reading("pod.first").entry
    assert said is not None
    return undecided_since(plan, said)


LOST = ("2025-10-01", "lacks_unlikely_to_regain", "place_of_death")


@pytest.mark.parametrize(
    ("found", "day"),
    [
        ([], ""),
        ([LOST], "2025-10-01"),
        ([LOST, ("2025-11-01", "lacks_now_may_regain", "place_of_care")], "2025-11-01"),
        ([LOST, ("2025-11-01", "has_capacity", "place_of_death")], ""),
        ([LOST, ("2025-11-01", "doubt_not_assessed", "place_of_death")], "2025-10-01"),
        ([LOST, ("2025-11-11", "has_capacity", "place_of_death")], "2025-10-01"),
        ([LOST, ("2025-10-01", "has_capacity", "place_of_death")], "2025-10-01"),
        ([("2025-10-01", "has_capacity", "place_of_death"), LOST], "2025-10-01"),
        ([("2025-10-01", "lacks_unlikely_to_regain", "cpr")], ""),
        ([("2025-11-11", "lacks_unlikely_to_regain", "place_of_death")], ""),
        ([("", "lacks_unlikely_to_regain", "place_of_death")], ""),
    ],
)
def test_an_assessment_is_about_one_decision_and_one_time(found, day):
    assert since(assessed(*found, record=wished())) == day


TODAY: Final = ("2025-11-10", "lacks_now_may_regain", "place_of_death")


def test_what_is_said_in_the_talk_that_looked_at_it_is_said_now():
    """Pages are filled in as they come: inside one talk their order tells nothing."""
    assert since(assessed(TODAY, record=wished())) == "2025-11-10"
    record = book()
    assessed(TODAY, record=record)
    record.say("pod.first", "hospice", said_on="2025-11-10")
    assert since(Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")) == "2025-11-10"


@pytest.mark.parametrize(("first", "came_by_a_copy", "day"), [
    (True, False, ""), (False, False, "2025-11-10"), (True, True, "2025-11-10"),
])  # fmt: skip
def test_of_two_talks_on_one_day_the_order_of_the_record_tells(first, came_by_a_copy, day):
    """Of what came by a copy nobody here knows the order."""
    record, answer = book(), Answer(value="hospice", said_on="2025-11-10")

    def say() -> None:
        pen = record.pen("pod.first", talk="11111111-1d84-4a50-8d0e-6e6b8f5f2c02")
        record.log = record.log.plus(pen.answer(record.log, "pod.first", answer))

    if first:
        say()
    assessed(TODAY, record=record)
    if not first:
        say()
    if came_by_a_copy:
        record.log = replace(record.log, received=frozenset(record.log.entries))
    plan = Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")
    assert since(plan) == day
    assert ("C-03" in found(record)) is bool(day)


@pytest.mark.parametrize("away", ["", "cap.outcome"])
def test_a_day_without_outcome_says_nothing_and_hides_no_earlier_one(away):
    """Nothing was found yet, or this reader is not told what; the day may be today's."""
    record = wished(on="2025-11-10")
    assessed(LOST, record=record)
    record.say("cap", True, instance="today").say("cap.on", "2025-11-10", instance="today")
    if away:
        record.say(away, "has", instance="today")
        mark = [e for e in record.log.entries.values() if e.key == (away, "today")]
        left = {d: e for d, e in record.log.entries.items() if e not in mark}
        record.log = replace(record.log, entries=left)
    plan = Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")
    assert since(plan) == "2025-10-01"
    assert may_be_since(plan, plan.reading("pod.first").entry, "today")


@pytest.mark.parametrize(
    ("found", "stands"),
    [
        ([LOST], True),
        ([LOST, ("2025-11-01", "has", "place_of_death")], False),
        ([LOST, ("2025-11-01", "has", "cpr")], True),
        ([LOST, ("2025-09-01", "has", "place_of_death")], True),
        ([LOST, ("2025-11-01", "has", "")], True),
        ([("", "lacks_now_may_regain", "place_of_death"), ("2025-11-01", "has", "place_of_death")],
         True),
        ([LOST, ("2025-11-01", "has", "place_of_death"),
          ("2025-11-05", "lacks_now_may_regain", "place_of_death")], True),
    ],
)  # fmt: skip
def test_that_it_came_back_is_found_about_the_same_and_later(found, stands):
    plan = assessed(*found)
    assert bool(unable(plan, "places")) is stands
    assert bool(unable(plan)) is stands
    dated = stands and bool(found[0][0])
    assert bool(could_not_decide(plan.guide, plan.log, "pod.first")) is dated


def test_it_came_back_where_the_same_words_were_looked_at_again():
    record = book().say("pod.first", "hospice", said_on="2025-11-10")
    for n, (day, outcome) in enumerate(
        [("2025-10-01", "lacks_now_may_regain"), ("2025-11-01", "has")]
    ):
        record.say("cap", True, instance=f"k{n}").say(
            "cap.decision", "Where to be", instance=f"k{n}"
        )
        record.say("cap.on", day, instance=f"k{n}").say("cap.outcome", outcome, instance=f"k{n}")
    record.say("cap.topic", ["other"], instance="k1")
    plan = Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")
    assert (since(plan), unable(plan)) == ("", ())
    record.say("cap.decision", "Where to sit", instance="k1")
    assert since(Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")) == "2025-10-01"


def test_an_assessment_of_one_thing_makes_nobody_unable_as_such():
    """A wish for a place is a wish, though somebody cannot keep count of the gas bill."""
    record = wished().say("cap", True, instance="a").say("cap.on", "2025-10-01", instance="a")
    record.say("cap.outcome", "lacks_unlikely_to_regain", instance="a")
    for decision in ("paying the gas bill", "who pays the care home fees", "live chat",
                     "whether to cancel the carer allowance", "scare"):  # fmt: skip
        record.say("cap.decision", decision, instance="a")
        plan = Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")
        assert (since(plan), unable(plan, "places", "treatment", "cpr")) == ("", ())
        assert "C-03" not in found(record)
        assert "cap.topic" in found(record)["C-01"].fields
    record.say("cap.topic", ["place_of_death"], instance="a")
    assert "cap.topic" not in found(record)["C-01"].fields


def test_a_decision_that_no_topic_is_about_says_nothing_of_any():
    """Who looks after the money is for another to decide; a wish for a place is not."""
    plan = assessed(("2025-10-01", "lacks_now_may_regain", "other"))
    record = book().say("cap", True, instance="a").say("cap.topic", ["other"], instance="a")
    record.say("cap.decision", "who looks after his money", instance="a")
    record.say("cap.outcome", "lacks_now_may_regain", instance="a")
    known = Plan(record.log, record.guide, dt.date(2025, 11, 12), "ENG")
    assert unable(known, "places") == ()
    assert unable(known) == ("a",)
    assert unable(plan, "places") == ()


@pytest.mark.parametrize(
    "record",
    [
        wished(said_by="family_or_friend"),
        book().leave("pod.first", "asked_not_ready", said_on="2025-11-10"),
    ],
)
def test_only_what_the_person_said_is_a_wish_of_theirs(record):
    assert since(assessed(LOST, record=record)) == ""
