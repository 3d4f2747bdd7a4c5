"""The line about CPR: each row needs its facts, and a doubt never withholds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide import Names
from eolplan.handover.chart import Room
from eolplan.handover.cpr import CprFacts, Form, Refused, Side, cpr_line, last_day
from eolplan.handover.cpr_record import cpr_facts
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from tests.handover.notebook import Notebook, gwen

TODAY = dt.date(2025, 11, 12)
GWEN = Names.of("Gwen", "she/her")
SEEN = Form(
    name="ReSPECT form", seen="original", seen_on="2025-11-12", seen_by="Carys Bevan",
    signed_on="2025-10-03", signer="Dr A Rees", signer_role="GP", place="yellow folder",
    everywhere=True,
)  # fmt: skip
SIGNED = CprFacts(status="not_for_CPR", by="Dr A Rees", role="GP", on="2025-10-03", form=SEEN)


def line(facts: CprFacts) -> tuple[tuple[str, ...], str]:
    made = cpr_line(facts, GWEN, phone="01632 960002", today=TODAY)
    return made.ids, made.words.plain


def test_the_signed_original_for_all_settings_is_said_in_full():
    assert line(SIGNED) == (
        ("C01",),
        "DO NOT ATTEMPT CPR. Signed ReSPECT form seen 12 November 2025 by Carys Bevan. Signed"
        " 3 October 2025 by Dr A Rees, GP. Original: yellow folder.",
    )
    local = replace(SIGNED, form=replace(SEEN, name="Local DNACPR form"))
    assert "Signed local DNACPR form seen" in line(local)[1]


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        (CprFacts(), ("C06",)),
        (CprFacts(status="none_recorded"), ("C06",)),
        (CprFacts(status="unknown"), ("C07",)),
        (CprFacts(status="unknown", view="does_not_want"), ("C07",)),
        (CprFacts(view="does_not_want", view_on="2025-11-12"), ("C08",)),
        (CprFacts(view="wants"), ("C09.wants",)),
        (CprFacts(view="not_sure"), ("C09.not_sure",)),
        (CprFacts(status="attempt"), ("C05",)),
        (replace(SIGNED, status="attempt"), ("C02",)),
        (replace(SIGNED, form=Form()), ("C03",)),
        (replace(SIGNED, form=replace(SEEN, seen="told")), ("C03",)),
        (replace(SIGNED, form=replace(SEEN, seen="copy")), ("C04",)),
        (replace(SIGNED, form=replace(SEEN, seen="photo")), ("C04",)),
        (replace(SIGNED, form=replace(SEEN, everywhere=False, setting="hospital")), ("C16",)),
        (replace(SIGNED, disagrees=True), ("C01", "C10.not_asked")),
        (
            replace(SIGNED, disagrees=True, second_opinion_on="2025-11-01"),
            ("C01", "C10.asked"),
        ),
        (replace(SIGNED, form=replace(SEEN, review_on="2025-11")), ("C01",)),
        (replace(SIGNED, form=replace(SEEN, review_on="2025-10")), ("C01", "C15")),
        (replace(SIGNED, form=replace(SEEN, cancelled_on="2025-11-01")), ("C14",)),
        (replace(SIGNED, on="2025-11-05", form=replace(SEEN, cancelled_on="2025-11-01")), ("C03",)),
        (replace(SIGNED, status="modified_child", text="Breaths only"), ("C20",)),
        (CprFacts(status="modified_child"), ("C07",)),
        (CprFacts(status="not_for_CPR"), ("C06",)),  # ticked here: nobody "reported" it
        (CprFacts(status="not_for_CPR", view="wants"), ("C09.wants",)),
        (CprFacts(status="not_for_CPR", held_back=True), ("C06",)),
        (CprFacts(status="not_for_CPR", reported=True, held_back=True), ("C03",)),
        (replace(SIGNED, held_back=True), ("C06",)),  # C03 would deny the paper that was seen
        (replace(SIGNED, held_back=True, form=replace(SEEN, seen="copy")), ("C04",)),
        (replace(SIGNED, held_back=True, talked=True), ("C17",)),
        (CprFacts(status="attempt", held_back=True), ("C06",)),
        (replace(SIGNED, sides=(Side("a", "", ""), Side("b", "", ""))), ("C18",)),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_each_row_of_the_table_has_its_facts(facts, ids):
    assert line(facts)[0] == ids


codes = st.sampled_from(["", "attempt", "not_for_CPR", "modified_child", "none_recorded",
                         "unknown", "a code of a later eolplan"])  # fmt: skip
dates = st.sampled_from(["", "2024", "2025-10", "2025-10-03", "2026-01-01", "no date"])
words = st.sampled_from(["", "Dr A Rees", "<home> & ŵ", "No CPR."])
forms = st.builds(
    Form, name=words, seen=st.sampled_from(["", "original", "copy", "photo", "told"]),
    seen_on=dates, seen_by=words, signed_on=dates, signer=words, signer_role=words, place=words,
    everywhere=st.booleans(), setting=words, review_on=dates, cancelled_on=dates,
    cancelled_by=words,
)  # fmt: skip
sides = st.one_of(
    st.just(()),
    st.lists(st.builds(Side, words, dates, words), min_size=2, max_size=3).map(tuple),
)
anything = st.builds(
    CprFacts, status=codes, source=words, by=words, role=words, on=dates, told_on=dates, text=words,
    view=st.sampled_from(["", "wants", "does_not_want", "not_sure"]), view_on=dates,
    disagrees=st.booleans(), second_opinion_on=dates, form=forms, sides=sides,
    held_back=st.booleans(), talked=st.booleans(),
)  # fmt: skip


@given(anything)
def test_withholding_needs_the_signed_original_for_all_settings_and_nothing_against_it(facts):
    ids, said = line(facts)
    if said.startswith("DO NOT ATTEMPT CPR"):
        assert facts.status == "not_for_CPR"
        assert facts.form.seen == "original"
        assert facts.form.everywhere
        assert not facts.form.cancelled_on
        assert not facts.sides
        assert not facts.held_back
    if "C02" in ids:
        assert facts.status == "attempt"
        assert facts.form.seen in ("original", "copy", "photo")


@given(anything)
def test_a_line_is_never_empty_and_no_sentence_of_ours_begins_with_no_cpr(facts):
    ids, said = line(facts)
    assert ids[0].startswith("C")
    assert said.strip()
    assert not said.startswith("No CPR")


@given(st.text(max_size=12))
def test_silence_and_what_nobody_understands_never_read_as_a_decision(status):
    if status in ("attempt", "not_for_CPR", "modified_child"):
        return
    ids, said = line(replace(SIGNED, status=status))
    assert ids[0] in ("C06", "C07")
    assert "act as for anyone with no decision" in said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", dt.date(2025, 12, 31)), ("2024-02", dt.date(2024, 2, 29)),
        ("2025-12", dt.date(2025, 12, 31)), ("2025-10-03", dt.date(2025, 10, 3)),
        ("2025-13", dt.date.max), ("soon", dt.date.max), ("", dt.date.max),
    ],
)  # fmt: skip
def test_a_rough_date_is_not_past_until_all_of_it_is(text, day):
    assert last_day(text) == day


# ---- from the record


def heart(book: Notebook, audience: str = "ambulance") -> str:
    page = page1(book.copy(audience))
    return next(row for row in page.read_first if row.largest).lines[0].plain


def test_the_record_leads_to_the_row():
    assert heart(gwen()).startswith("DO NOT ATTEMPT CPR. Signed ReSPECT form seen 12 November")
    assert heart(Notebook().person_named().talk()).startswith("CPR HAS NOT BEEN DECIDED")


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"cpr__form__exists": "no"}, "CPR DECISION NOT CONFIRMED. Dr A Rees reported"),
        ({"cpr__form__seen_kind": "told"}, "CPR DECISION NOT CONFIRMED. Dr A Rees reported"),
        ({"cpr__form__seen_kind": "photo"}, "CPR DECISION NOT CONFIRMED. We saw a copy"),
        ({"cpr__form__seen_kind": ""}, "CPR DECISION NOT CONFIRMED. Dr A Rees reported"),
        ({"cpr__form__valid_where": "this_setting"}, "CPR DECISION NOT CONFIRMED here."),
        ({"cpr__form__valid_where": "not_stated"}, "CPR DECISION NOT CONFIRMED here."),
        (
            {"cpr__form__valid_where": ""},
            "CPR DECISION NOT CONFIRMED here. The form seen applies only in the settings it names,"
            " which are not written here.",
        ),
        (
            {"cpr__form__valid_where": "", "cpr__valid_where": "not_stated"},
            "CPR DECISION NOT CONFIRMED here. The form seen applies only in the settings it names,"
            " which are not written here.",
        ),
        ({"cpr__form__cancelled_on": "2025-11-01"}, "CANCELLED: the"),
        ({"cpr__status": "attempt"}, "START CPR IF NEEDED. Signed ReSPECT form"),
        ({"cpr__agree": "disagree"}, "DO NOT ATTEMPT CPR."),
    ],
)
def test_one_fact_less_and_the_line_no_longer_withholds(change, begins):
    said = heart(Notebook().person_named().talk().form(**change))
    assert said.startswith(begins)


def test_what_the_person_adds_stands_behind_the_line():
    said = heart(Notebook().person_named().talk().form(cpr__agree="disagree"))
    assert said.endswith("Gwen does not agree with this. Second opinion: not yet asked for.")


def test_who_saw_the_form_and_when_is_told_only_where_it_was_written():
    """Whoever typed it need not have seen it."""
    bare = Notebook().person_named().talk().form(cpr__form__seen_on="", cpr__form__seen_by="")
    assert "Signed ReSPECT form seen on a day not recorded by somebody not named." in heart(bare)


def test_a_role_stands_beside_the_name_wherever_it_was_written():
    def bare(**more: str) -> str:
        book = Notebook().person_named().talk().form(cpr__form__signer_role="", **more)
        return heart(book)

    assert "Signed 3 October 2025 by Dr A Rees, GP." in bare()
    assert "by DR A REES, GP." in bare(cpr__form__signer="DR A REES")
    assert "by Dr Kerr, role not recorded." in bare(cpr__form__signer="Dr Kerr")
    assert "by name not recorded, role not recorded." in bare(cpr__form__signer="")


def wants_it_now(**form: str) -> Notebook:
    """They agreed in October, and want CPR to be tried since today."""
    book = gwen().form(**form).say("cpr.agree", "agree", said_on="2025-10-03")
    return book.say("cpr.person_view", "wants")


def test_who_wants_cpr_now_is_never_printed_as_somebody_who_agrees():
    said = heart(wants_it_now())
    assert said.startswith("DO NOT ATTEMPT CPR.")
    assert said.endswith("Gwen does not agree with this. Second opinion: not yet asked for.")
    lines = list(outline(wants_it_now().copy("hospice")).texts())
    assert "Wants CPR to be tried (12 November 2025)" in lines
    assert "Agrees with the CPR recommendation: Agrees (3 October 2025)." in lines


def test_who_agreed_after_wanting_it_is_said_to_agree_without_more():
    book = wants_it_now().say("cpr.agree", "agree", said_on="2025-11-13")
    assert heart(book) == heart(gwen())
    assert "Wants CPR to be tried" in list(outline(book.copy("hospice")).texts())


def test_who_refuses_cpr_now_does_not_turn_a_record_to_start_it():
    """To start is what a doubt always prints; only a paper withholds."""
    book = gwen().form(cpr__status="attempt").say("cpr.person_view", "does_not_want")
    assert heart(book).startswith("START CPR IF NEEDED.")


def test_two_records_that_disagree_are_both_said_and_neither_is_followed():
    book = gwen()
    shown = tuple(head.digest for head in book.log.heads("cpr.status"))
    book.say("cpr.status", "attempt", seen=())
    assert shown[0] in {head.digest for head in book.log.heads("cpr.status")}
    said = heart(book)
    assert said.startswith("TWO VERSIONS DISAGREE ABOUT CPR:")
    assert "Do not attempt CPR" in said
    assert "Start CPR if needed" in said
    assert said.endswith("If in doubt, start CPR while you ask 01632 960002.")


def test_two_records_that_disagree_about_the_paper_do_not_withhold_either():
    book = gwen().say("cpr.form.seen_kind", "told", seen=())
    assert heart(book).startswith("TWO VERSIONS DISAGREE ABOUT CPR:")


def test_a_recommendation_from_elsewhere_waits_for_somebody_here():
    """D9: what limits treatment and arrives by file is only a report."""
    book = gwen()
    arrived = frozenset(head.digest for head in book.log.heads("cpr.status"))
    book.log = replace(book.log, received=arrived)
    said = heart(book)
    assert said.startswith('CPR DECISION NOT CONFIRMED. Carys Bevan reported "do not attempt CPR"')


def test_an_answer_that_this_copy_may_not_carry_is_not_denied():
    book = gwen().say("cpr.status", "not_for_CPR", sharing="do_not_share")
    said = heart(book)
    assert said.startswith("WE DO NOT KNOW if there is a CPR decision.")


@pytest.mark.parametrize(
    ("refused", "row"),
    [(Refused(lacks="a witness", no_set_form=True), "C11"), (Refused(lacks="a witness"), "C05"),
     (Refused(lacks="a witness", no_set_form=True, doubted=True), "C05")],
)  # fmt: skip
def test_a_refusal_conflicts_that_the_law_here_weighs_without_a_set_form(refused, row):
    """One page must not say that CPR was refused, and beside it to start it, as if both held."""
    assert line(CprFacts(status="attempt", refused=refused))[0] == (row,)
    against = CprFacts(status="none_recorded", refused=refused)
    assert line(against)[0] != ("C12",)  # "signed and witnessed" is said of no paper without


def _facts_of(book: Notebook) -> CprFacts:
    return cpr_facts(book.copy("hospice").chart(Room(99, GWEN)))


def test_nobody_stands_behind_a_recommendation_that_is_not_theirs():
    """The name beside "start CPR" would sign a "do not attempt" that somebody taps later."""
    book = Notebook().person_named()
    for question, value in {
        "cpr.status": "attempt", "cpr.by.name": "Dr A Rees", "cpr.by.role": "GP",
        "cpr.date": "2025-10-14",
    }.items():  # fmt: skip
        book.say(question, value, said_by="clinician_judgement")
    asked = _facts_of(book)
    assert (asked.by, asked.role, asked.on) == ("Dr A Rees", "GP", "2025-10-14")
    book.say("cpr.status", "not_for_CPR", said_by="clinician_judgement")
    facts = _facts_of(book)
    assert (facts.status, facts.by, facts.role, facts.on) == ("not_for_CPR", "", "", "")
    book.say("cpr.by.name", "Dr A Rees", said_by="clinician_judgement")
    asked = _facts_of(book)
    assert (asked.by, asked.role) == ("Dr A Rees", "")  # whose role that was is not said again
    book.say("cpr.by.role", "GP", said_by="clinician_judgement")
    assert _facts_of(book).role == "GP"
