"""The pure rules of page 1, over every combination of facts: what limits needs all it must have."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide import Names
from eolplan.handover.cpr import CprFacts, Form, Refused, cpr_line
from eolplan.handover.deciding import Attorney, attorney_line
from eolplan.handover.escalation import LEVELS, Escalation, basis_line, escalation_line
from eolplan.handover.medicines import JustInCase, just_in_case_line
from eolplan.handover.page1 import page1
from eolplan.handover.refusals import (
    MCA,
    PAPER,
    Order,
    Refusal,
    Rival,
    Withdrawal,
    refusal_line,
)
from eolplan.handover.state import Paper, Since, state_lines
from tests.handover.notebook import SIGNED, Notebook
from tests.handover.rows_of_paper import SOON, happened
from tests.handover.told import SEEN, gwen_only, page_of, record, worse

GWEN = Names.of("Gwen", "she/her")
TODAY = dt.date(2025, 11, 12)
words = st.sampled_from(["", "Dr A Rees", "<home> & ŵ", "No CPR."])
dates = st.sampled_from(["", "2024", "2025-10", "2025-10-03", "2026-01-01"])
nations = st.sampled_from(["ENG", "WAL", "SCT", "NIR", "OTH"])
known = st.sampled_from(["", "yes", "no", "not_known"])

refusals = st.builds(
    Refusal, treatments=words, circumstances=words, sustaining=st.booleans(),
    about_cpr=st.booleans(), law=nations, foreign=st.booleans(), nation=words,
    seen=st.sampled_from(["", "original", "copy", "photo", "told"]), from_person=st.booleans(),
    made_on=dates, witnessed_on=dates, place=words,
    lacks=st.sampled_from([(), ("a signature",)]), witnessed=words,
    spoken=st.booleans(), age=st.sampled_from([None, 16, 17, 18, 84]), parent=words,
    unconfirmed=st.booleans(),
    withdrawn=st.none() | st.builds(Withdrawal, dates, st.booleans(), words, dates),
    rival=st.builds(Rival, st.sampled_from(Order), words, words, words, dates, dates), since=words,
)  # fmt: skip


@given(refusals)
def test_a_refusal_is_told_in_full_only_where_its_paper_was_seen_and_nothing_ended_it(refusal):
    line = refusal_line(refusal, GWEN, phone="01632 960002")
    assert line.words.plain.strip()
    full = {"R01", "R03", "R10", "R11"} & set(line.ids)
    if full:
        assert refusal.withdrawn is None
        assert not refusal.unconfirmed
        assert not refusal.too_young
        assert refusal.seen in PAPER or (not refusal.sustaining and refusal.from_person)
    if "R01" in line.ids:
        assert refusal.law in MCA
        assert refusal.sustaining
        assert not refusal.lacks
        assert refusal.foreign or refusal.rival.order in (Order.APART, Order.EARLIER)


@given(
    st.builds(
        CprFacts,
        status=st.sampled_from(["", "attempt", "not_for_CPR", "none_recorded", "unknown"]),
        on=dates, view=st.sampled_from(["", "wants", "does_not_want"]), view_on=dates,
        form=st.builds(Form, seen=st.sampled_from(["", "original", "copy"]),
                       everywhere=st.booleans(), cancelled_on=dates, cancel_told_by=words),
        refused=st.none() | st.builds(Refused, dates, words, words, st.booleans(), st.booleans()),
        hidden=st.booleans(), held_back=st.booleans(),
    )
)  # fmt: skip
def test_a_refusal_of_cpr_is_told_only_with_its_original_and_no_record_against_it(facts):
    ids = cpr_line(facts, GWEN, phone="01632 960002", today=TODAY).ids
    if ids[0] == "C12":
        assert facts.refused is not None
        assert facts.refused.complete
        assert facts.refused.original
        assert facts.status != "attempt"
        assert not facts.hidden
        assert not facts.held_back
    if ids[0] == "C01":
        assert not facts.form.cancel_told_by or facts.on
    if ids[0] == "C11":
        assert facts.status == "attempt"


@given(
    st.builds(
        Attorney,
        kind=st.sampled_from(["", "lpa_health", "lpa_property", "epa", "deputy_welfare",
                              "scot_welfare", "scot_guardian", "ni_controller", "in_progress"]),
        name=words, relation=words, phone=words,
        all_of_them=st.sampled_from([(), ("A, 1", "B, 2")]), sustaining=known, registered=known,
        seen=st.booleans(), seen_on=dates,
        how=st.sampled_from(["", "alone", "jointly", "jointly_severally", "mixed"]), nation=nations,
    )
)  # fmt: skip
def test_nobody_decides_on_a_paper_that_was_not_seen_or_not_registered(attorney):
    line = attorney_line(attorney, GWEN)
    assert line.words.plain.strip()
    if {"P01", "P02", "P03", "P09", "P20.yes", "P20.no", "P20.not_known"} & set(line.ids):
        assert attorney.seen
        assert attorney.registered == "yes"
        assert line.ids[-1] == "tail"
    if "P01" in line.ids:
        assert (attorney.kind, attorney.sustaining) == ("lpa_health", "yes")
        assert attorney.nation in MCA
    if attorney.kind in ("lpa_property", "epa", "ni_controller"):
        assert line.ids[0] in ("P06", "P10")


@given(
    st.builds(
        Escalation, level=st.sampled_from(["", "not_decided", *sorted(LEVELS)]), reasons=words,
        basis=st.sampled_from(["", "shared_decision", "best_interests", "person_disagrees"]),
        by=words, role=words, on=dates, wish=words, wish_on=dates, nation=nations,
    )
)  # fmt: skip
def test_a_level_prints_only_with_who_recommended_it(facts):
    line = escalation_line(facts, GWEN, phone="01632 960002")
    limits = {"E2", "E3", "E4", "E4.reasons", "E5"} & set(line.ids)
    assert not limits or facts.by
    assert (basis_line(facts, GWEN) is None) is (not facts.by or facts.level not in LEVELS)
    assert "E6.benefit" not in line.ids or facts.nation == "SCT"


@given(
    st.sampled_from(["", "not_needed_yet", "to_discuss", "declined", "prescribed", "in_the_home",
                     "in_use", "used_up", "expired", "returned", "a code of a later eolplan"]),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_medicines_are_in_the_house_only_when_somebody_said_so(status, chart_seen, off_paper):
    facts = JustInCase(status, place="loft", chart_seen=chart_seen, off_paper=off_paper)
    said = just_in_case_line(facts, GWEN, phone="01632 960002").words.plain
    assert ("in the house" in said.replace("none recorded in the house", "").replace(
        "NOT in the house", "")) is (status == "in_the_home")  # fmt: skip
    assert "loft" not in said or not off_paper


# ---- the state of the paper


def rows(paper: Paper) -> list[str]:
    lines = state_lines(paper, GWEN, phone="01632 960002", today=TODAY)
    return [line.ids[0] for line in lines]


def test_what_ended_a_plan_leaves_nothing_to_say_of_its_age():
    held = {"held": True, "events": ("A fall",), "awaited": ("Dr A Rees", "GP")}
    old = {"printed": "today", "signed_on": dt.date(2020, 1, 1), "review_on": "2020-02"}
    assert rows(Paper(**old, since=Since(**held))) == ["S06", "S05", "S02", "S04"]
    for end, row in (("died", "S09.died"), ("error", "S09.error"), ("withdrawn", "S08")):
        assert rows(Paper(**old, since=Since(**held, **{end: True}))) == [row]


def test_a_rough_review_date_is_not_past_until_all_of_it_is():
    paper = {"printed": "today", "signed_on": TODAY}
    assert rows(Paper(**paper, review_on="2025-11")) == []
    assert rows(Paper(**paper, review_on="2025-10")) == ["S03"]


def states_of(book: Notebook) -> str:
    version = book.log.latest_version()
    page = page1(book.copy("gp", now=SOON, version=version))
    return " ".join(words.plain for words in page.states)


def test_a_review_after_an_event_settles_it_and_a_signature_that_was_given_is_not_awaited():
    assert "After a crisis" in states_of(happened())
    looked = happened().say("rev.done", True, instance="d")
    assert states_of(record(looked, "d", rev__done__on="2025-11-19")) == ""
    book = record(gwen_only(), sign__second__name="Dr A Rees")
    book.sign()
    assert "has not yet signed" in states_of(book)
    assert states_of(record(book, sign__second__on="2025-11-19")) == ""


def test_an_event_that_must_not_be_shared_is_not_told():
    book = gwen_only()
    book.sign()
    book.say("rev.event", True, instance="v")
    book.say("rev.event.what", "crisis", instance="v", sharing="do_not_share")
    assert states_of(book) == ""


def test_what_is_only_not_in_this_copy_is_not_called_unknown():
    book = record(gwen_only(), dx__infection="MRSA")
    assert "infection" not in page_of(book, "family").pairs[0][0].lines[1].plain
    assert "Not known to us: devices, oxygen, infection" in " ".join(
        words.plain for words in page_of(gwen_only(), "hospice", SIGNED).pairs[0][0].lines
    )


def test_reasons_that_were_said_of_another_level_are_not_those_of_this_one():
    book = worse(gwen_only(), "E3", reasons="a broken hip").say("esc.level", "E4", said_by=SEEN)
    book.say("esc.by.name", "Dr A Rees", said_by=SEEN)
    for reader in ("ambulance", "hospice"):  # one holds what was said before, the other not
        told = page_of(book, reader)
        assert "E4" in told.ids
        assert "E4.reasons" not in told.ids
    assert "E4.reasons" in page_of(worse(book, "E4", reasons="a broken hip")).ids


def test_nobody_stands_behind_a_level_that_they_did_not_recommend():
    """A name that was written beside one level would sign another (clinical decisions, E6, E8)."""
    book = worse(gwen_only(), "E3", "Let me stay here.").say("esc.level", "E5", said_by=SEEN)
    for reader in ("ambulance", "hospice"):
        assert "E8" in page_of(book, reader).ids
        assert not {"E5", "E6.by", "E6.agreed"} & set(page_of(book, reader).ids)
    book.say("esc.by.name", "Dr A Rees", said_by=SEEN)
    for reader in ("ambulance", "hospice"):  # the day, and that it was agreed, are not said again
        page = page_of(book, reader)
        assert {"E5", "E6.by"} <= set(page.ids)
        assert "E6.agreed" not in page.ids
        assert "1 November 2025" not in "\n".join(page.texts())
        assert "Rees, GP" not in "\n".join(page.texts())
