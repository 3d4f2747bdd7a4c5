"""One local service: plain text, one way to reach it, and a date that says how far to trust it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.directory import Service, age_words, new_id, plain, service_problems

TODAY = dt.date(2026, 11, 26)
GOOD = Service(
    "11111111-1111-4111-8111-111111111111", "Aberwen befrienders", "befriending",
    phone="01632 960123", area="Aberwen", checked_on="2026-03-01",
)  # fmt: skip


def test_a_service_with_a_name_a_kind_and_a_way_to_reach_it_is_kept():
    assert service_problems(GOOD, today=TODAY) == {}
    by_mail = replace(GOOD, phone="", email="hello@befrienders.example")
    assert service_problems(by_mail, today=TODAY) == {}
    assert service_problems(replace(GOOD, phone="", address="The old mill"), today=TODAY) == {}


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("name", ""), ("kind", ""), ("phone", "ring the hall"), ("phone", ""),
        ("email", "nowhere"), ("name", "x" * 101), ("what", "x" * 401),
        ("checked_on", "2026-11-27"), ("checked_on", "2026-02-30"), ("checked_on", "March"),
        ("checked_on", "20261101"),
    ],
)  # fmt: skip
def test_what_is_to_be_mended_is_said_of_its_part(part, text):
    problems = service_problems(replace(GOOD, **{part: text}), today=TODAY)
    assert list(problems) == [part]
    assert problems[part].endswith(".")


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        ("2025-11-26", "2026-11-26", False),  # a year to the day
        ("2025-11-25", "2026-11-26", True),
        ("2026-11-26", "2026-11-26", False),
        ("2024-02-29", "2025-02-28", False),  # no 29th to count from
        ("2024-02-28", "2025-02-28", False),
        ("2024-02-27", "2025-02-28", True),
        ("2023-02-28", "2024-02-29", False),
        ("", "2026-11-26", True),
        ("nonsense", "2026-11-26", True),
    ],
)
def test_a_service_is_old_when_nobody_made_sure_of_it_for_a_year(checked, today, old):
    service = replace(GOOD, checked_on=checked)
    assert service.is_old(dt.date.fromisoformat(today)) is old


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "Checked on 1 March 2026."),
        ({"checked_on": ""}, "Nobody has checked this yet. Ring before you rely on it."),
        ({"checked_on": "2025-03-01"},
         "Last checked on 1 March 2025. Ring before you rely on it."),
        ({"retired_on": "2026-04-01"}, "Out of use since 1 April 2026."),
    ],
)  # fmt: skip
def test_how_old_it_is_is_said_in_words(parts, words):
    assert age_words(replace(GOOD, **parts), TODAY) == words


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", True), ("befriend", True), ("ABERWEN befr", True), ("960123", True), ("cars", False),
     ("befrienders cars", False)],
)  # fmt: skip
def test_a_service_is_found_by_any_of_its_words(typed, found):
    assert GOOD.fits(typed) is found


def test_accents_and_capitals_do_not_hide_a_service():
    assert replace(GOOD, name="Côr Tŷ Gwyn").fits("cor ty gwyn")


@given(st.text())
def test_text_is_made_plain_and_stays_so(text):
    once = plain(text)
    assert plain(once) == once
    assert len(once.splitlines()) <= 1
    assert not any("\u202a" <= letter <= "\u202e" for letter in once)


def test_letters_that_turn_text_about_are_left_out():
    assert plain("Abe\u202erwen\r\n  cars\u200b") == "Aberwen cars"
    assert plain("<b>Aberwen</b> & Llan") == "<b>Aberwen</b> & Llan"


def test_each_service_has_an_id_of_its_own():
    assert new_id() != new_id()
    assert len(new_id()) == 36


def test_what_a_later_eolplan_knows_of_a_service_is_left_out():
    facts = {"id": GOOD.id, "name": GOOD.name, "kind": "befriending", "stars": 5}
    assert Service.read(facts) == Service(GOOD.id, GOOD.name, "befriending")
