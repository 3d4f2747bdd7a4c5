"""What two records both say holds, also where they differ on the day: nobody comes alive by it."""

from __future__ import annotations

import pytest

from eolplan.record import Log
from eolplan.record.entry import Husk
from tests.handover.notebook import Notebook, gwen
from tests.rules.pages import book, found


def on_two_days(record: Notebook, question: str, instance: str = "") -> Notebook:
    """Two laptops wrote down the same, each with a day of its own."""
    record.say(question, "2025-11-10", instance=instance)
    return record.say(question, "2025-11-11", instance=instance, seen=())


def erased(record: Notebook, question: str) -> Notebook:
    """The same record after the answers to *question* were taken out for good."""
    gone = {d: e for d, e in record.log.entries.items() if e.question == question}
    husks = {d: Husk.of(entry, "erased") for d, entry in gone.items()}
    left = {d: e for d, e in record.log.entries.items() if d not in gone}
    record.log = Log(entries=left, husks=husks)
    return record


def refusal() -> Notebook:
    record = book().say("adrt", True, instance="r").say("adrt.about_cpr", "yes", instance="r")
    return record.say("adrt.treatments", "CPR", instance="r")


def test_somebody_who_died_on_one_of_two_days_is_asked_nothing():
    rules = found(on_two_days(gwen(), "death.date"))
    assert "E-02" in rules
    assert not {"A-08", "K-09", "N-02", "P-05"} & rules.keys()


def test_a_refusal_that_was_taken_back_on_one_of_two_days_does_not_stand():
    assert {"L-02", "L-10"} <= found(refusal()).keys()
    rules = found(on_two_days(refusal(), "adrt.withdrawn_on", "r"))
    assert not {"L-02", "L-03", "L-10"} & rules.keys()
    assert "Q-07" in rules


def test_a_refusal_of_which_the_withdrawal_was_erased_does_not_stand():
    taken_back = refusal().say("adrt.withdrawn_on", "2025-11-10", instance="r")
    assert "L-10" not in found(erased(taken_back, "adrt.withdrawn_on"))


@pytest.mark.parametrize("made", [on_two_days, lambda r, q: erased(r.say(q, "2025-11-10"), q)])
def test_a_form_that_was_cancelled_some_day_is_no_original_seen(made):
    record = book().form(cpr__discuss_person="not_yet")
    assert "R-05" not in found(record)
    rules = found(made(record, "cpr.form.cancelled_on"))
    assert rules["R-05"].severity == "WARN"
    assert rules["R-02"].severity == "BLOCK"


def test_what_two_records_say_otherwise_is_not_called_unsaid():
    """That they differ is told by itself."""
    record = book().form(cpr__discuss_person="yes").say("cpr.reason", "would_not_work")
    rules = found(record.say("cpr.reason", "burdens", seen=()))
    assert "R-01" not in rules
    assert "Q-07" in rules
    record = book().say("am.driver", "in_use").say("dx.allergy.status", "known")
    assert "M-03" not in found(record.say("dx.allergy.status", "none_known", seen=()))


def test_agreement_that_was_taken_back_ends_the_plan_however_it_was_written():
    rules = found(gwen().say("agree.withdrawn.on", "2025-11-10"))
    assert (rules["A-02"].severity, rules["A-02"].fields) == ("BLOCK", ("agree.withdrawn.on",))
    assert not {"A-08", "K-09", "N-02", "P-05"} & rules.keys()


@pytest.mark.parametrize("part", ["some_topics", "some_sharing", "all_sharing"])
def test_a_part_that_was_taken_back_leaves_the_rest(part):
    record = gwen().say("agree.withdrawn.on", "2025-11-10")
    rules = found(record.say("agree.withdrawn.scope", [part]))
    assert "A-02" not in rules
    assert "P-05" in rules
