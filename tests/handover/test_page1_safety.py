"""Page 1 errs on the side of treating: what restores shows at once, what limits waits.

The words themselves are held by ``test_page1_rows.py``; here is what must
never print, whatever somebody typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eolplan.handover.page1 import page1
from eolplan.record import Standing
from tests.handover.notebook import SIGNED, STAFF, Notebook, core, gwen
from tests.handover.rows_of_cpr import attempt, form
from tests.handover.rows_of_paper import expected
from tests.handover.told import (
    SEEN,
    appointing,
    assessed,
    gwen_only,
    page_of,
    received,
    record,
    refusing,
    refusing_cpr,
    worse,
)

pytestmark = pytest.mark.uncounted

LATER = SIGNED + dt.timedelta(days=8)
LIMITS = ("C01", "C12", "R01", "R03", "R10", "R11", "E2", "E3", "E4", "E4.reasons", "E5", "F01",
          "P01", "P02", "P03", "P09", "P20.yes", "P20.no", "P20.not_known")  # fmt: skip
"""Rows after which somebody may be treated less."""

SILENT = frozenset({
    "C06", "C07", "E7", "W03", "G01.not_known", "M07", "P13", "R14.not_known", "F02", "FOOT",
})  # fmt: skip
"""Rows of a plan in which nothing is decided."""


def ids(book: Notebook, audience: str = "ambulance") -> tuple[str, ...]:
    return page_of(book, audience).ids


# ---- silence


def test_an_empty_record_says_only_that_nothing_is_known():
    assert set(ids(gwen_only())) <= SILENT


EXITS = sorted(
    set(Standing)
    - {Standing.ANSWERED, Standing.NOT_ASKED, Standing.REMOVED, Standing.UNKNOWN}
)  # fmt: skip
DECIDE = ("cpr", "treatment", "legal", "capacity", "crisis", "devices", "health", "after")
ASKED = [q.id for q in core() if q.section in DECIDE and q.kind not in ("group", "statement")]
KEY = ("cpr.status", "esc.level", "adrt.exists", "am.status", "poa.none")


def leaving(question: str, standing: str) -> Notebook:
    """A record in which one question has an exit for an answer, and nothing else stands."""
    group, book = core().group_of(question), gwen_only()
    instance = "i1" if group is not None and group.repeats else ""
    if group is not None and instance:
        book.say(group.id, True, instance=instance)
    return book.leave(question, standing, instance=instance, said_by=SEEN, note="because")


@pytest.mark.parametrize(
    ("question", "standing"),
    [(q, EXITS[n % len(EXITS)]) for n, q in enumerate(ASKED)]
    + [(q, standing) for q in KEY for standing in EXITS],
)
def test_no_exit_from_a_question_reads_as_a_decision(question, standing):
    assert not set(LIMITS) & set(ids(leaving(question, standing), "full"))


def test_a_level_without_the_name_of_a_clinician_is_no_level():
    assert "E7" in ids(worse(gwen_only(), "E5", **{"by.name": None}))
    assert "E8" in ids(worse(gwen_only(), "E5", "Leave me at home.", **{"by.name": None}))


def test_what_a_relative_hopes_for_is_not_the_persons_wish():
    book = gwen_only().say("esc.wish", None, "No hospital", said_by="family_or_friend")
    assert "E7" in ids(book)
    assert "No hospital" not in " ".join(page_of(book).texts())


# ---- what limits treatment waits for somebody here


@pytest.mark.parametrize(
    ("make", "question", "row"),
    [
        (form, "cpr.form.seen_kind", "C03"),
        (form, "cpr.status", "C03"),
        (lambda: refusing(gwen_only()), "adrt.seen", "R02.told"),
        (lambda: refusing_cpr(gwen_only()), "adrt.treatments", "C06"),
        (lambda: worse(gwen_only(), "E4"), "esc.level", "E7"),
        (lambda: appointing(gwen_only()), "poa.lst", "P04"),
        (expected, "death_expected", "F02"),
    ],
)
def test_a_limit_that_came_by_a_copy_waits_for_someone_here(make, question, row):
    said = ids(received(make(), question), "full")
    assert row in said
    assert not {"C12", "R01", "E4", "P01", "F01"} & set(said)


# ---- what restores treatment shows at once


def after(book: Notebook, change: Callable[[Notebook], object]) -> tuple[str, ...]:
    """Rows on a copy of version 1 that is made after *change*, which nobody signed."""
    version = book.sign(nation="ENG")
    change(book)
    return page1(book.copy("ambulance", now=LATER, version=version)).ids


def test_a_form_cancelled_after_the_sign_off_withholds_nothing_more():
    change = {"cpr__form__cancelled_on": "2025-11-18", "cpr__form__cancelled_by": "Dr B Nye"}
    assert "C14" in after(form(), lambda b: record(b, **change))
    told = after(form(), lambda b: record(b, said_by="other_record", **change))
    assert "C19" in told
    assert "C01" not in told


def test_a_recommendation_to_start_cpr_shows_before_it_is_signed():
    said = after(form(), lambda b: record(b, cpr__status="attempt", cpr__form__exists="no"))
    assert "C05" in said


@pytest.mark.parametrize("said_by", [SEEN, "person_spoken", "family_or_friend"])
def test_a_refusal_taken_back_after_the_sign_off_is_told_as_taken_back(said_by):
    said = after(refusing_cpr(gwen_only()), lambda b: b.say(
        "adrt.withdrawn_on", "2025-11-18", instance="r1", said_by=said_by))  # fmt: skip
    assert not {"C12", "R01"} & set(said)
    assert ("R05.possibly" if said_by == "family_or_friend" else "R05.withdrawn") in said


def test_a_limit_written_after_the_sign_off_waits_for_the_next_one():
    assert "C06" in after(gwen_only(), lambda b: b.form())
    assert "C05" in after(attempt(), lambda b: b.form())


# ---- the law


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ({"written": "no"}, "R04"), ({"signed": "no"}, "R04"),
        ({"signed": "no", "signed_by_other_at_direction": "yes"}, "R01"),
        ({"signature_witnessed": "no"}, "R04"), ({"witness_signed_in_presence": None}, "R04"),
        ({"at_risk_statement": "not_known"}, "R04"), ({"altered": "yes"}, "R04"),
        ({"type": None}, "R01"), ({"type": None, "written": None}, "R04"),
        ({"type": "not_life_sustaining", "about_cpr": "yes", "written": "no"}, "R04"),
        ({"seen": None}, "R02.told"),
    ],
)  # fmt: skip
def test_a_refusal_is_complete_only_with_all_that_the_act_asks_for(change, row):
    assert row in ids(refusing(gwen_only(), **change))


@pytest.mark.parametrize("nation", ["SCT", "NIR"])
def test_no_act_of_england_and_wales_is_held_against_a_paper_made_elsewhere(nation):
    said = ids(refusing(gwen_only(nation), at_risk_statement="no", written="no"))
    assert {"SCT": "R10", "NIR": "R11"}[nation] in said
    assert "R04" not in said


@pytest.mark.parametrize(
    ("signed", "registered", "row"),
    [
        ("2024-05-04", "2024-06", "R06"), ("2024-05", "2024-06", "R07"),
        ("2024-04-01", "2024-05-02", "R08"), ("2024-04-01", "2024-05-03", "R07"),
        ("2024-04-01", "", "R07"), ("", "2024-06-01", "R07"),
    ],
)  # fmt: skip
def test_which_of_two_papers_counts_is_said_only_where_the_dates_tell(signed, registered, row):
    book = appointing(
        refusing(gwen_only()), signed_on=signed or None, registered_on=registered or None
    )
    assert row in ids(book)


@pytest.mark.parametrize(
    "change",
    [{"lst": "no"}, {"lst": "not_known"}, {"covers_refusal": "no"}, {"registered": "no"},
     {"kind": "lpa_property"}],
)  # fmt: skip
def test_a_paper_without_power_over_the_treatment_leaves_a_refusal_alone(change):
    late = {"signed_on": "2025-01-10", "registered_on": "2025-03-01"} | change
    assert "R01" in ids(appointing(refusing(gwen_only()), **late))


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda b: refusing_cpr(b), "C12"),
        (lambda b: refusing_cpr(b, seen="copy"), "C13"),
        (lambda b: refusing_cpr(b, seen="told"), "C06"),
        (lambda b: refusing_cpr(b, withdrawn_on="2025-01-01"), "C06"),
        (lambda b: refusing_cpr(b).say("cpr.person_view", "wants"), "C09.wants"),
        (lambda b: refusing_cpr(b).say("cpr.person_view", "wants", said_on="2020-05-01"), "C12"),
        (lambda b: appointing(refusing_cpr(b), signed_on="2025-01-10",
                              registered_on="2025-02-01"), "C06"),
        (lambda b: refusing_cpr(b).say("adrt.inconsistent", None, "Asked for it", instance="r1"),
         "C06"),
        (lambda b: refusing_cpr(b).form(cpr__form__seen_kind="copy"), "C12"),
        (lambda b: refusing_cpr(b).form(), "C01"),
        (lambda b: refusing_cpr(b, at_risk_statement="no").form(cpr__status="attempt"), "C02"),
    ],
)  # fmt: skip
def test_a_refusal_of_cpr_speaks_only_where_nothing_speaks_against_it(change, row):
    assert row in ids(change(gwen_only()))


def test_a_deputy_is_never_asked_about_life_sustaining_treatment():
    said = ids(appointing(gwen_only(), kind="deputy_welfare", lst="yes"))
    assert {"P08", "tail"} <= set(said)
    assert "P01" not in said


def test_a_death_is_expected_only_beside_a_decision_not_to_start_cpr():
    assert "F01" in ids(expected())
    for change in ({"cpr__form__seen_kind": "photo"}, {"cpr__form__cancelled_on": "2025-11-01"},
                   {"death_expected__by": ""}):  # fmt: skip
        book = expected()
        for question, value in change.items():
            name = question.replace("__", ".")
            book.say(name, value, said_by=SEEN) if value else book.leave(name, "undecided")
        assert "F02" in ids(book)
    assert "F02" in ids(expected(), "own")  # who has not been told does not read it here


def test_where_medicines_are_stays_off_every_page_when_it_must_stay_off_paper():
    facts = {"am__status": "in_the_home", "am__location": "loft", "am__keep_off_paper": "yes"}
    for audience in ("own", "family", "bedside", "ambulance", "gp", "hospice"):
        book = record(gwen_only(), **facts)
        copy = book.copy(audience)
        assert "M08" in page1(copy).ids
        assert copy.log.reading("am.location").state != "answered"


def test_only_what_a_visitor_must_know_is_said_of_the_door():
    book = gwen_only()
    for instance, kind in (("1", "dog"), ("2", "aggression"), ("3", "two_person")):
        book.say("alert.item", True, instance=instance)
        record(book, instance, alert__item__kind=kind, alert__item__note="words:his brother")
    said = page_of(book, "bedside").ring[1].lines[0].plain
    assert "At the door: Dog, or another animal; Two people to visit or move." in said
    assert "Threats" not in said
    assert "brother" not in said


# ---- nothing starts with or sets in bold the words "No CPR"


@pytest.mark.parametrize("words", ["No CPR", "no  cpr at all"])
def test_words_of_others_never_read_as_an_order(words):
    book = gwen_only().say("dx.primary", words, said_by=SEEN)
    refusing(book, treatments=words)
    worse(book, "E3", reasons=words)
    book.say("tx.scenario", True, instance="s1")
    book.say("tx.scenario.problem", None, words, instance="s1", said_by=SEEN)
    book.say("tx.scenario.do", None, words, instance="s1", said_by=SEEN)
    book.say("pod.first", None, words)
    page = page_of(book, "full")
    for text in page.texts():
        assert not text.casefold().startswith("no cpr")
    lines = [w for row in page.read_first for w in row.lines]
    lines += [w for pair in page.pairs for box in pair for w in box.lines]
    lines += [w for box in (page.happens, *page.ring) for w in box.lines]
    bold = [run.text for line in lines for run in line.runs if run.strong]
    assert not [text for text in bold if "no cpr" in " ".join(text.casefold().split())]


# ---- thirty seconds


names = st.sampled_from(["Gwen", "Maximilian"])
places = st.sampled_from(["own_home", "hospice", "hospital_acute"])
HOUSE = ("yellow folder, hall table", "kitchen drawer", "by the bed")


@st.composite
def plans(draw: st.DrawFn, *, refused: bool, attorney: bool) -> Notebook:
    """A plan as one is written at a bedside: usual lengths, any of the usual facts."""
    called = draw(names)
    book = Notebook().person_named(given=called, **{"plan.jurisdiction": "ENG"})
    match draw(st.integers(0, 3)):
        case 0:
            book.form(cpr__form__place=draw(st.sampled_from(HOUSE)))
        case 1:
            book.form(cpr__form__seen_kind=draw(st.sampled_from(["copy", "told"])))
        case 2:
            book.say("cpr.person_view", draw(st.sampled_from(["wants", "does_not_want"])))
    level = draw(st.sampled_from(["", "E1", "E2", "E3", "E4", "E5"]))
    worse(book, level, reasons="a broken bone, or heavy bleeding")
    if draw(st.booleans()):
        book.say("pod.first", draw(places))
        book.say("pod.second", draw(places))
        book.say("place.avoid", "hospital_acute", instance="hospital_acute")
    if refused:
        cpr = draw(st.sampled_from(["yes", "no"]))
        refusing(book, made_on=draw(st.sampled_from(["2021-05-03", "2024"])), about_cpr=cpr,
                 treatments="CPR" if cpr == "yes" else "a breathing machine",
                 at_risk_statement=draw(st.sampled_from(["yes", "no"])))  # fmt: skip
    if attorney:
        lst = draw(st.sampled_from(["yes", "not_known"]))
        appointing(book, lst=lst)
    return book


@pytest.mark.parametrize(
    ("refused", "attorney", "most"), [(False, False, 87), (True, False, 125), (True, True, 155)]
)
def test_what_is_read_first_fits_its_words(refused, attorney, most):
    @settings(max_examples=25)
    @given(plans(refused=refused, attorney=attorney))
    def check(book):
        page = page_of(book)
        assert page.words_to_read_first <= most, [
            (row.label, [w.plain for w in row.lines]) for row in page.read_first
        ]

    check()


# ---- numbers


def test_the_numbers_of_the_plan_come_before_those_of_the_team():
    book = record(gwen_only(), team__single_point__night="01632 960777",
                  team__single_point__night_who="Hospice advice line")  # fmt: skip
    row = page_of(book).read_first[-1]
    assert [w.plain for w in row.lines] == [
        "Day: 01632 960001 (Team Aberwen)", "Night: 01632 960777 (Hospice advice line)",
    ]  # fmt: skip
    assert "Advice: 01632 960777." in page_of(book).read_first[1].lines[0].plain


def test_a_night_number_of_the_plan_is_enough_where_the_team_has_none():
    book = record(gwen_only(), team__single_point__night="01632 960777")
    quiet = replace(STAFF, team_phone="", night_phone="")
    assert "N0" not in page1(book.copy(staff=quiet)).ids


def test_an_assessment_settles_a_doubt_that_was_noted_before():
    book = assessed(gwen().talk(doubt="doubt"), "has", on="2025-11-12", decision="CPR")
    assert "K04" not in ids(book)


def test_an_assessment_without_a_day_settles_a_doubt_that_was_noted_by_then():
    """ "Not yet assessed" would be untrue: what was found stands in the record."""
    book = assessed(gwen().talk(doubt="doubt"), "has", on=None, decision="CPR")
    assert "K04" not in ids(book)
    open_still = assessed(gwen().talk(doubt="doubt"), "doubt_not_assessed", on=None, decision="CPR")
    assert "K04" in ids(open_still)
    later = assessed(gwen().talk(), "has", on=None, decision="CPR")
    later.talk("2026-01-05", doubt="doubt")
    assert "K04" in ids(later)
