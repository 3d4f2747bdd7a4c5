"""Who may decide by a paper, and which came first: the refusal or the attorney."""

from __future__ import annotations

import pytest

from eolplan.rules import Severity
from eolplan.rules.attorneys import Order, Paper, order_of
from tests.handover.notebook import Notebook
from tests.rules.pages import book, found
from tests.rules.test_law_and_capacity import refusal

PAPER = {
    "poa.kind": "lpa_health", "poa.lst": "yes", "poa.registered": "yes",
    "poa.registered_on": "2025-10-20", "poa.signed_on": "2025-10-01", "poa.seen": "original",
    "poa.how": "alone",
}  # fmt: skip


def attorney(record: Notebook, instance: str = "a", **more: str) -> Notebook:
    record.contact("son", "Huw Pryce", "07700 900123", "health_attorney")
    record.say("poa", True, instance=instance)
    named = {"ref": "contact", "instance": "son"}
    record.say("poa.person", named, instance=instance)
    for question, value in (PAPER | more).items():
        if value:
            record.say(question, value, instance=instance)
    return record


def orders(record: Notebook) -> set[str]:
    return {rule for rule in found(record) if rule in ("L-12", "L-13", "L-24")}


@pytest.mark.parametrize(
    ("made", "signed", "registered", "rule"),
    [("2025-09-03", "2025-10-01", "2025-10-20", "L-12"),
     ("2025-10-10", "2025-10-01", "2025-10-20", "L-24"),
     ("2025-10-20", "2025-10-01", "2025-10-20", "L-24"),
     ("2025-10-21", "2025-10-01", "2025-10-20", "L-13"),
     ("2025-10-01", "2025-10-01", "2025-10-20", "L-24"),
     ("2025-10", "2025-10-01", "2025-10-20", "L-24"),
     ("2025", "", "2025-10-20", "L-24")],
)  # fmt: skip
def test_the_dates_tell_which_came_later(made, signed, registered, rule):
    record = refusal(**{"adrt.made_on": made})
    attorney(record, **{"poa.signed_on": signed, "poa.registered_on": registered})
    assert orders(record) == {rule}


def test_a_later_attorney_labels_and_never_stops():
    finding = found(attorney(refusal()))["L-12"]
    assert (finding.severity, finding.stops) == (Severity.LABEL, "")


def test_an_order_that_is_not_clear_prints():
    record = attorney(refusal(), **{"poa.signed_on": ""})
    assert (found(record)["L-24"].severity, found(record)["L-24"].prints) == (Severity.LABEL, True)


@pytest.mark.parametrize(
    "more",
    [{"poa.lst": "no"}, {"poa.lst": "not_known"}, {"poa.kind": "lpa_property"},
     {"poa.registered": "no"}, {"poa.covers_refusal": "no"}, {"poa.kind": "deputy_welfare"}],
)  # fmt: skip
def test_a_paper_without_the_power_leaves_a_refusal_as_it_is(more):
    """It ends a refusal of life-sustaining treatment only where it says so (D12)."""
    assert not orders(attorney(refusal(), **more))


def test_any_other_treatment_is_theirs_by_the_paper_itself():
    record = refusal(**{"adrt.type": "not_life_sustaining"})
    assert orders(attorney(record, **{"poa.lst": "no"})) == {"L-12"}


def test_a_paper_that_nobody_saw_leaves_the_order_open():
    assert orders(attorney(refusal(), **{"poa.seen": "told_only"})) == {"L-24"}
    earlier = refusal(**{"adrt.made_on": "2025-11-01"})
    assert not orders(attorney(earlier, **{"poa.seen": "told_only"}))


def test_an_incomplete_refusal_and_other_law_have_no_order():
    assert not orders(attorney(refusal(**{"adrt.written": "no"})))
    scots = attorney(refusal("SCT"))
    assert not {r for r in found(scots, nation="SCT") if r in ("L-12", "L-13", "L-24")}
    moved = attorney(refusal(**{"adrt.made_in": "SCT"}))
    assert not orders(moved)


@pytest.mark.parametrize("text", ["soon", ""])
def test_what_is_no_date_leaves_the_order_open(text):
    assert order_of(text, Paper("2025-10-01", "2025-10-20", certain=True)) is Order.UNCLEAR


def test_a_paper_is_registered_before_it_is_used():
    assert found(attorney(book(), **{"poa.registered": "no"}))["L-14"].severity is Severity.WARN
    assert "L-14" not in found(attorney(book()))
    assert "L-14" not in found(attorney(book(), **{"poa.kind": "in_progress"}))


def test_scotland_registers_in_its_own_place():
    scots = {"poa.kind": "scot_welfare", "poa.registered": "no"}
    told = found(attorney(book("SCT"), **scots), nation="SCT")["L-14"]
    assert "(Scotland)" in told.words
    assert "L-14" not in found(attorney(book("NIR"), **scots), nation="NIR")


def test_money_is_not_health():
    record = attorney(book(), **{"poa.kind": "lpa_property", "poa.lst": ""})
    assert found(record)["L-15"].severity is Severity.LABEL
    other = book().contact("son", "Huw Pryce", "", "finance_attorney")
    other.say("poa", True, instance="a")
    other.say("poa.person", {"ref": "contact", "instance": "son"}, instance="a")
    other.say("poa.kind", "epa", instance="a")
    assert "L-15" not in found(other)
    other.say("agree.record", "attorney_welfare")
    assert "L-15" in found(other)
    both = other.say("poa", True, instance="b").say("poa.kind", "lpa_health", instance="b")
    assert "L-15" not in found(both)


def test_the_power_is_looked_up_in_the_paper():
    assert "option A" in found(attorney(book(), **{"poa.lst": "not_known"}))["L-16"].words
    assert "L-16" not in found(attorney(book()))
    scots = {"poa.kind": "scot_combined", "poa.lst": ""}
    assert "deed" in found(attorney(book("SCT"), **scots), nation="SCT")["L-16"].words
    assert "L-16" not in found(attorney(book("NIR"), **scots), nation="NIR")


def test_next_of_kin_is_no_power_to_decide():
    record = book().contact("c", "Siân Pryce", "", "next_of_kin")
    assert "L-17" not in found(record)
    record.say("contact.involve", "lead", instance="c")
    assert found(record)["L-17"].severity is Severity.WARN
    record.say("contact.roles", ["next_of_kin", "health_attorney"], instance="c")
    assert "L-17" not in found(record)


def test_next_of_kin_who_is_named_in_a_paper_leads():
    record = attorney(book())
    record.say("contact.roles", ["next_of_kin"], instance="son")
    record.say("contact.involve", "lead", instance="son")
    assert "L-17" not in found(record)


def test_all_who_must_agree_can_be_rung():
    joint = {"poa.how": "jointly"}
    record = attorney(book(), **joint).contact("kid", "Siân Pryce", "")
    record.say("poa.person2", {"ref": "contact", "instance": "kid"}, instance="a")
    assert found(record)["L-18"].severity is Severity.WARN
    record.say("contact.phones", [{"number": "07700 900456"}], instance="kid")
    assert "L-18" not in found(record)
    assert "L-18" not in found(attorney(book(), **{"poa.how": "jointly_severally"}))
    assert "L-18" in found(attorney(book(), **joint))  # the second is not even named


def test_a_number_for_day_and_night_counts_as_one():
    record = book().contact("a1", "Huw Pryce", "").contact("a2", "Siân Pryce", "07700 900456")
    record.say("poa", True, instance="p").say("poa.how", "jointly", instance="p")
    for question, who in (("poa.person", "a1"), ("poa.person2", "a2")):
        record.say(question, {"ref": "contact", "instance": who}, instance="p")
    assert "L-18" in found(record)
    assert "L-18" not in found(record.say("poa.contact24", "07700 900123", instance="p"))


def test_a_court_deputy_is_labelled():
    record = attorney(book(), **{"poa.kind": "deputy_welfare", "poa.lst": ""})
    finding = found(record)["L-25"]
    assert (finding.severity, finding.stops) == (Severity.LABEL, "")
    assert "L-25" not in found(attorney(book()))
    assert "L-25" not in found(record, nation="SCT")
