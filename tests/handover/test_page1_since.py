"""A copy of what was signed withholds nothing that is no longer withheld today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from eolplan.handover.escalation import LEVELS, Escalation, in_force
from eolplan.handover.page1 import page1
from eolplan.handover.sheet import PageOne
from tests.handover.notebook import SIGNED, Notebook
from tests.handover.rows_of_cpr import form
from tests.handover.rows_of_paper import expected
from tests.handover.told import (
    SEEN,
    appointing,
    gwen_only,
    received,
    record,
    refusing,
    refusing_cpr,
    worse,
)

LATER = SIGNED + dt.timedelta(days=8)
Change = Callable[[Notebook], object]


def after(
    book: Notebook, change: Change, audience: str = "ambulance", **facts: list[str]
) -> PageOne:
    """Page 1 of version 1, printed after *change*, which nobody signed."""
    version = book.sign(nation="ENG", **facts)
    change(book)
    return page1(book.copy(audience, now=LATER, version=version))


def words(page: PageOne) -> str:
    return "\n".join(page.texts())


# ---- CPR


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda b: record(b, cpr__status="none_recorded"), "C06"),
        (lambda b: b.leave("cpr.status", "not_asked"), "C06"),
        (lambda b: record(b, cpr__status="unknown"), "C07"),
        (lambda b: record(b, cpr__status="later_code"), "C07"),
        (lambda b: record(b, cpr__form__seen_kind="copy"), "C04"),
        (lambda b: record(b, cpr__form__exists="no"), "C03"),
        (lambda b: record(b, cpr__form__valid_where="this_setting"), "C16"),
        (lambda b: b.say("cpr.status", "attempt", seen=(), said_by=SEEN), "C18"),
    ],
)
def test_a_signed_line_gives_way_to_what_no_longer_withholds(change, row):
    assert row in after(form(), change).ids


def test_what_came_by_a_copy_and_restores_nothing_leaves_the_signed_line():
    def seen_there(book: Notebook) -> None:
        record(book, cpr__form__seen_kind="photo")
        received(book, "cpr.form.seen_kind")

    assert "C01" in after(form(), seen_there).ids


def test_a_form_that_nobody_signed_for_does_not_take_the_place_of_a_refusal():
    assert "C12" in after(refusing_cpr(gwen_only()), lambda b: b.form()).ids


def test_what_the_person_said_since_is_told_to_those_who_may_have_it():
    def wants(sharing: str) -> Change:
        return lambda b: b.say("cpr.person_view", "wants", said_on="2025-11-15", sharing=sharing)

    assert "C09.wants" in after(refusing_cpr(gwen_only()), wants("care_team_and_emergency")).ids
    hidden = after(refusing_cpr(gwen_only()), wants("do_not_share"))
    assert "C06" in hidden.ids
    assert "wants CPR" not in words(hidden)


# ---- refusals


def test_a_refusal_that_was_taken_off_the_plan_is_not_told_as_one():
    def take_off(book: Notebook) -> None:
        fields = [q.id for q in book.guide if q.id.startswith("adrt.")]
        book.log = book.log.plus(book.pen("adrt").remove(book.log, "adrt", fields, "r1"))

    page = after(refusing_cpr(gwen_only()), take_off)
    assert not {"R01", "C12"} & set(page.ids)
    assert "POSSIBLY WITHDRAWN: Carys Bevan told us" in words(page)


def test_a_refusal_written_after_the_sign_off_waits():
    assert not {"R01", "R02.told"} & set(after(gwen_only(), refusing).ids)


# ---- getting worse


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda b: record(b, esc__level="E1", esc__by__name="Dr A Rees"), "E1"),
        (lambda b: record(b, esc__level="E1"), "E7"), (lambda b: record(b, esc__level="E5"), "E3"),
        (lambda b: record(b, esc__level="E5", esc__by__name="Dr A Rees"), "E3"),
        (lambda b: b.leave("esc.by.name", "withdrawn"), "E7"),
        (lambda b: b.leave("esc.level", "undecided"), "E7"),
        (lambda b: b.say("esc.level", "E1", seen=(), said_by=SEEN), "E7"),
        (lambda b: received(record(b, esc__level="E1"), "esc.level"), "E7"),
        (lambda b: received(record(b, esc__level="E5"), "esc.level"), "E3"),
        (lambda b: record(b, esc__level="E0"), "E7"),
    ],
)  # fmt: skip
def test_a_level_gives_way_to_one_that_withholds_less_and_to_no_other(change, row):
    assert row in after(worse(gwen_only(), "E3", reasons="a fit"), change).ids


@pytest.mark.parametrize("signed", sorted(LEVELS))
@pytest.mark.parametrize("now", sorted(LEVELS))
@pytest.mark.parametrize("waits", [False, True])
def test_no_level_prints_that_withholds_more_than_what_was_signed(signed, now, waits):
    level = "" if waits else now
    today = Escalation(level, by="Dr B", told=(now,), waits=waits)
    said = in_force(Escalation(signed, by="Dr A"), today)
    assert said.level in ("", signed, now)
    assert said.level <= signed
    assert not waits or said.level in ("", signed)


# ---- allergies


def allergic(book: Notebook, sharing: str = "care_team_and_emergency") -> Notebook:
    book.say("dx.allergy", True, instance="p", sharing=sharing)
    return book.say("dx.allergy.agent", "Penicillin", instance="p", sharing=sharing, said_by=SEEN)


def test_an_allergy_heard_of_since_is_told():
    signed = record(gwen_only(), dx__allergy__status="none_known")
    page = after(signed, allergic)
    assert "G01.none" not in page.ids
    assert "Allergies: Penicillin" in words(page)


def test_no_known_allergies_is_said_only_where_that_is_so_today():
    signed = record(gwen_only(), dx__allergy__status="none_known")
    assert (
        "G01.not_known" in after(signed, lambda b: record(b, dx__allergy__status="not_known")).ids
    )
    unknown = record(gwen_only(), dx__allergy__status="not_known")
    assert (
        "G01.none" not in after(unknown, lambda b: record(b, dx__allergy__status="none_known")).ids
    )


def test_an_allergy_heard_of_since_goes_to_nobody_who_may_not_have_it():
    for make, facts in (
        (lambda b: allergic(b, "do_not_share"), {}), (allergic, {"held_back": ["health"]}),
    ):  # fmt: skip
        assert "Penicillin" not in words(after(gwen_only(), make, **facts))


# ---- who decides, and not breathing


@pytest.mark.parametrize(
    "change",
    [
        lambda b: record(b, "a1", poa__registered="no"),
        lambda b: record(b, "a1", poa__seen="told_only"),
        lambda b: b.say("poa.registered", "no", instance="a1", seen=(), said_by=SEEN),
    ],
)
def test_a_paper_that_turned_out_not_to_hold_makes_nobody_decide(change):
    said = after(appointing(gwen_only()), change).ids
    assert "P04" in said
    assert "P01" not in said


def test_a_paper_that_was_taken_off_makes_nobody_decide():
    def take_off(book: Notebook) -> None:
        fields = [q.id for q in book.guide if q.id.startswith("poa.")]
        book.log = book.log.plus(book.pen("poa").remove(book.log, "poa", fields, "a1"))

    assert "P01" not in after(appointing(gwen_only()), take_off).ids


def test_what_came_by_a_copy_ends_no_paper_that_was_seen():
    def told(book: Notebook) -> None:
        received(record(book, "a1", poa__seen="told_only"), "poa.seen")

    assert "P01" in after(appointing(gwen_only()), told).ids


@pytest.mark.parametrize(
    "change",
    [
        lambda b: record(b, death_expected="no"), lambda b: b.leave("death_expected", "not_asked"),
        lambda b: record(b, cpr__form__cancelled_on="2025-11-18"),
        lambda b: record(b, cpr__agree="disagree"), lambda b: b.say("cpr.person_view", "wants"),
    ],
)  # fmt: skip
def test_a_death_that_is_no_longer_expected_is_one_to_ring_999_for(change):
    assert "F01" in after(expected(), lambda b: None).ids
    assert "F02" in after(expected(), change).ids


@pytest.mark.parametrize(
    ("sharing", "told"), [("care_team_and_emergency", True), ("do_not_share", False)]
)
def test_what_the_person_says_against_it_since_shows_before_it_is_signed(sharing, told):
    def changed(book: Notebook) -> None:
        book.say("cpr.person_view", "wants", sharing=sharing, said_on="2025-11-18")
        book.say("cpr.agree.second_opinion_on", "2025-11-19")

    page = after(gwen_only().form(), changed)
    assert "C01" in page.ids
    assert ("C10.asked" in page.ids) is told


@pytest.mark.parametrize(
    ("day", "told"), [("2025-11", True), ("2025-11-12", False), ("2025-02-30", True)]
)
def test_what_may_have_happened_after_the_review_is_told(day, told):
    """A month that holds the day of the review reaches beyond it."""

    def happened(book: Notebook) -> None:
        for group, instance in (("rev.done", "r"), ("rev.event", "v")):
            book.say(group, True, instance=instance)
        record(book, "r", rev__done__on="2025-11-13")
        record(book, "v", rev__event__what="crisis", rev__event__on=day)

    assert ("S05" in after(gwen_only(), happened).ids) is told
