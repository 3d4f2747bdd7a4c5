"""Rules about CPR where another recommendation stood before: nothing said of that is of this."""

from __future__ import annotations

import datetime as dt

from eolplan.rules import Severity
from tests.handover.notebook import Notebook
from tests.rules.pages import book, found
from tests.rules.test_cpr import seen


def another(**more: str) -> Notebook:
    """It was recommended to start CPR, and *more* was said of that; since, not to attempt it."""
    record = book().say("cpr.status", "attempt")
    for question, value in more.items():
        record.say(f"cpr.{question.replace('__', '.')}", value)
    record.at += dt.timedelta(minutes=1)
    return record.say("cpr.status", "not_for_CPR")


def test_a_no_to_one_recommendation_silences_nothing_about_the_next():
    record = another(agree="disagree", by__name="Dr Rees").say("cpr.person_view", "wants")
    assert "CPR is to be tried" in found(record)["R-13"].words
    assert "Dr Rees" not in found(record)["R-13"].words, "made another one"
    assert "R-13" not in found(another(agree="disagree"))
    assert "R-13" not in found(another(agree__family="disagree"))
    record = another(agree__second_opinion="given").say("cpr.agree", "disagree")
    assert "R-13" in found(record), "that opinion was about another one"


def test_a_no_from_before_anybody_knew_what_was_recommended_is_heard():
    record = book().say("cpr.status", "unknown").say("cpr.agree.family", "disagree")
    assert "R-13" in found(record.say("cpr.status", "not_for_CPR"))
    record.say("cpr.agree.second_opinion", "asked_for")
    assert "R-13" not in found(record)


def test_who_recommended_something_else_is_not_rung_about_a_form():
    assert "Ask whoever signed it" in found(seen(another(by__name="Dr Rees")))["R-01"].words
    now = seen(another()).say("cpr.by.name", "Dr Rees")
    assert "Ask Dr Rees" in found(now)["R-01"].words


def test_what_was_wrong_with_one_recommendation_is_not_wrong_with_the_next():
    rules = found(another(reason="other", discuss_person="would_harm"))
    assert rules["R-01"].fields == ("cpr.reason", "cpr.date", "cpr.by.name", "cpr.discuss_person")
    assert "what harm" not in rules["R-02"].words
    rules = found(another(discuss_person="lacks_capacity"))
    assert "who was asked instead" not in rules["R-01"].words
    assert "R-04" not in rules
    record = book().say("cpr.status", "attempt").say("cpr.reason", None, "age 90")
    record.say("cpr.discuss_person", "would_harm", "It would upset her.")
    record.at += dt.timedelta(minutes=1)
    assert not {"R-03", "R-10"} & found(record.say("cpr.status", "not_for_CPR")).keys()


def test_a_move_before_a_recommendation_of_which_no_day_is_known_asks_for_no_look_again():
    record = another(date="2025-10-01").say("rev.event", True, instance="e")
    record.say("rev.event.what", "move", instance="e")
    record.say("rev.event.on", "2025-11-01", instance="e")
    assert "R-11" not in found(record)


def test_grounds_of_what_was_recommended_before_are_none_of_this():
    """What limits treatment waits for whoever recommends it, however much was said of the other."""
    record = book().say("cpr.status", "attempt")
    for question, value in {
        "cpr.reason": "person_does_not_want", "cpr.date": "2025-11-01",
        "cpr.by.name": "Dr Grant", "cpr.by.role": "GP",
    }.items():  # fmt: skip
        record.say(question, value)
    record.say("cpr.discuss_person", "yes").say("cpr.status", "not_for_CPR")
    finding = found(record)["R-01"]
    assert (finding.severity, finding.stops) == (Severity.BLOCK, "topic")
    assert finding.fields == ("cpr.reason", "cpr.date", "cpr.by.name", "cpr.discuss_person")
    assert "R-02" in found(record)


def test_a_talk_before_anything_was_recommended_was_a_talk():
    record = book().say("cpr.status", "none_recorded").say("cpr.discuss_person", "yes")
    record.say("cpr.status", "not_for_CPR")
    assert "R-02" not in found(record)
    assert "cpr.discuss_person" not in found(record)["R-01"].fields
