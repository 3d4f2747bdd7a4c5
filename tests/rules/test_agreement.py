"""Agreement is the person's, or of somebody who was appointed, or a decision stands for it."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.rules import Severity
from eolplan.rules.around import Around, Handed, Leaving
from eolplan.rules.leaving import stops
from tests.handover.notebook import Notebook
from tests.rules.pages import TODAY, book, found

OUT = Around(training=True, handed=(Handed("v", "gp", dt.datetime(2025, 11, 1, tzinfo=dt.UTC)),))


@pytest.mark.parametrize(
    ("value", "said_by", "stops_it"),
    [("explicit_person", "family_or_friend", True), ("explicit_person", "paid_carer", True),
     ("attorney_welfare", "clinician_judgement", True),
     ("deputy_guardian", "clinician_judgement", True),
     ("explicit_person", "person_spoken", False), ("best_interests", "family_or_friend", False),
     ("refused", "family_or_friend", False)],
)  # fmt: skip
def test_family_cannot_agree_unless_they_were_appointed(value, said_by, stops_it):
    rules = found(book().say("agree.record", value, said_by=said_by))
    assert ("A-05" in rules) is stops_it
    if stops_it:
        assert (rules["A-05"].severity, rules["A-05"].stops) == (Severity.BLOCK, "plan")


@pytest.mark.parametrize(
    ("value", "kind", "role"),
    [("attorney_welfare", "lpa_health", "health_attorney"),
     ("deputy_guardian", "scot_guardian", "court_deputy")],
)  # fmt: skip
def test_a_paper_a_role_or_a_decision_will_do(value, kind, role):
    by_paper = book().say("agree.record", value).say("poa", True, instance="a")
    assert "A-05" not in found(by_paper.say("poa.kind", kind, instance="a"))
    by_role = book().say("agree.record", value).contact("c", "Siân Pryce", "", role)
    assert "A-05" not in found(by_role)
    decided = book().say("agree.record", value).say("bi", True, instance="b")
    assert "A-05" not in found(decided.say("bi.outcome", None, "A plan helps her.", instance="b"))


def test_a_paper_about_money_appoints_nobody_to_agree():
    record = book().say("agree.record", "attorney_welfare").say("poa", True, instance="a")
    assert "A-05" in found(record.say("poa.kind", "lpa_property", instance="a"))


def test_a_copy_is_offered():
    assert found(book())["A-08"].severity is Severity.PROMPT
    assert "A-08" not in found(book().say("agree.copy", ["none"]))
    assert "A-08" not in found(book().leave("agree.copy", "asked_declined"))


def test_other_people_know_that_their_number_is_kept():
    record = book().contact("c", "Siân Pryce", "07700 900123").contact("d", "Huw Pryce", "")
    assert "(1)" in found(record)["A-09"].words
    assert "A-09" not in found(record.say("contact.consent_hold", "yes", instance="c"))
    assert "A-09" not in found(book().contact("d", "Huw Pryce", ""))


def test_copies_are_asked_back():
    record = book().say("agree.withdrawn.on", "2025-11-10")
    finding = found(record, around=OUT)["A-10"]
    assert (finding.severity, "(1)" in finding.words) == (Severity.WARN, True)
    assert "A-10" not in found(record)
    assert "A-10" not in found(book(), around=OUT)
    assert "A-10" in found(book().say("agree.record", "withdrawn"), around=OUT)
    record.say("copy.item", True, instance="p")
    record.say("copy.item.kind", OUT.handed[0].audience, instance="p")
    assert "A-10" in found(record.say("copy.item.state", "not_found", instance="p"), around=OUT)
    assert "A-10" not in found(record.say("copy.item.state", "back", instance="p"), around=OUT)


# --- one copy that is to leave


def stopped_by(record: Notebook, audience: str, agreed: str = "yes", **more: object) -> set[str]:
    leaving = Leaving(audience, agreed, **more)
    made = stops(record.log, record.guide, leaving, today=TODAY, nation="ENG")
    assert all((f.severity, f.stops) == (Severity.BLOCK, "copy") for f in made)
    return {finding.rule for finding in made}


@pytest.mark.parametrize("said", ["no", "ask_first", "not_asked"])
def test_a_copy_goes_to_whom_the_person_agreed(said):
    assert stopped_by(book(), "gp", said) == {"A-04"}
    assert stopped_by(book(), "gp", said, reason=" ") == {"A-04"}
    assert not stopped_by(book(), "gp", said, reason="Serious risk tonight.")
    assert not stopped_by(book(), "gp")


def test_what_somebody_must_not_know_is_on_no_paper_that_they_read():
    there = frozenset({"contact.must_not_know"})
    assert "A-06" in stopped_by(book(), "bedside", holds=there)
    assert "A-06" not in stopped_by(book(), "full", holds=there)
    record = book().contact("c", "Dai Pryce")
    record.say("contact.must_not_know", None, "that she has left him", instance="c")
    assert stopped_by(record, "family", reader="c") == {"A-06"}
    assert not stopped_by(record, "family", reader="d")
    assert stopped_by(record, "bedside") == {"A-06"}
    assert not stopped_by(record, "own")
    assert not stopped_by(record, "family")


@pytest.mark.parametrize(
    "question", ["home.keysafe.code", "conv.risk.what", "ident.lgbt", "contact.concern"]
)
def test_what_is_for_staff_only_is_on_no_paper_at_home(question):
    there = frozenset({question, "val.matters"})
    assert stopped_by(book(), "bedside", holds=there) == {"A-07"}
    assert not stopped_by(book(), "bedside", holds=frozenset({"val.matters", "of.elsewhere"}))


def test_a_secret_is_on_no_copy_at_all():
    assert stopped_by(book(), "full", holds=frozenset({"home.keysafe.code"})) == {"A-07"}


@pytest.mark.parametrize("audience", ["own", "family", "bedside"])
def test_nobody_reads_at_home_of_a_recommendation_they_were_not_told_of(audience):
    record = book().say("cpr.status", "not_for_CPR")
    assert stopped_by(record, audience) == {"A-13"}
    assert not stopped_by(record, "ambulance")
    record.say("cpr.discuss_person", "would_harm")
    assert stopped_by(record, audience) == {"A-13"}
    record.say("cpr.discuss_person", "yes")
    assert not stopped_by(record, audience)
    record.at += dt.timedelta(minutes=1)
    record.say("cpr.status", "attempt")
    assert stopped_by(record, audience) == {"A-13"}, "it was told of another recommendation"
    record.say("cpr.discuss_person", "yes")
    assert not stopped_by(record, audience)
    assert stopped_by(record.say("cpr.aware", ["person_unaware"]), audience) == {"A-13"}


def test_a_plan_that_tells_nothing_of_cpr_may_lie_at_home():
    assert not stopped_by(book().say("cpr.status", "none_recorded"), "bedside")
    assert stopped_by(book().say("cpr.form.exists", "yes"), "bedside") == {"A-13"}


def test_no_copy_is_looked_at_where_none_is_made():
    record = book().say("cpr.status", "not_for_CPR")
    assert not {"A-04", "A-06", "A-07", "A-13"} & set(found(record))
