"""A case is played through the real door: a real vault, a real sign-off, real pages."""

from __future__ import annotations

import pytest

from eolplan.practice.files import cases
from eolplan.practice.report import play

HEAD = '[case]\nid = "X-01"\nnation = "ENG"\n'
STEP = '[[step]]\ntoday = "2026-03-02"\n'


@pytest.fixture
def played(tmp_path, guide, base):
    def from_text(text: str):
        file = tmp_path / "case.toml"
        file.write_text(text, encoding="utf-8")
        (case,) = cases([file], guide, base.names)
        return play(case, base, guide)

    return from_text


def answer(**keys: str) -> str:
    return "[[step.answer]]\n" + "".join(f'{key} = "{value}"\n' for key, value in keys.items())


def proves(played, said: str, expected: str) -> None:
    """Whoever says all of that and signs finds what is expected."""
    text = HEAD + STEP + "sign_off = true\n" + said + "[step.expect]\n" + expected
    step = played(text)["steps"][0]
    assert step["ok"], step


def test_the_base_is_enough_to_sign_off(played):
    report = played(HEAD + STEP + 'sign_off = true\n[step.expect]\nsign_off = "done"\n')
    assert report["ok"]
    assert report["steps"][0]["sign_off"] == "done"


def test_what_the_case_says_of_a_question_the_base_does_not(played):
    text = HEAD + STEP + "sign_off = true\n" + answer(question="rev.date", standing="not_asked")
    step = played(text)["steps"][0]
    assert (step["sign_off"], step["stopped_by"]) == ("refused", ["review"])


def test_an_expectation_that_is_not_met_is_told(played):
    step = played(
        HEAD + STEP + '[step.expect]\nmust = ["V-09", "P-01 BLOCK"]\nmust_not = ["P-01", "R-05"]\n'
        'sign_off = "done"\nprints = ["Nothing of the kind"]\nprints_not = ["DRAFT"]\n'
    )["steps"][0]
    assert not step["ok"]
    assert step["missing"] == ["V-09", "P-01 BLOCK"]
    assert step["unexpected"] == ["P-01"]
    assert [p["ok"] for p in step["prints"]] == [False, False]


@pytest.mark.parametrize("where", ["must", "must_not"])
def test_a_rule_that_is_not_built_is_never_a_pass(played, where):
    report = played(HEAD + STEP + f'[step.expect]\n{where} = ["Z-99"]\n')
    assert report["steps"][0]["not_built"] == ["Z-99"]
    assert not report["ok"]


def test_a_rule_that_no_plan_can_break_is_never_found(played):
    report = played(HEAD + STEP + '[step.expect]\nmust_not = ["A-12"]\n')
    assert report["ok"]
    report = played(HEAD + STEP + '[step.expect]\nmust = ["A-12"]\n')
    assert report["steps"][0]["missing"] == ["A-12"]


def test_labels_name_the_members_of_a_group_and_none_is_the_first(played):
    proves(
        played,
        answer(question="contact.name", instance="a", value="Ann Example")
        + answer(question="contact.name", instance="b", value="Ben Example")
        + answer(question="contact.relation", value="friend")
        + "[[step.answer]]\nquestion = \"contact.roles\"\ninstance = \"b\"\n"
        'value = ["emergency_first"]\n',
        'prints = ["Ann Example, friend", "Ben Example"]\n',
    )  # fmt: skip


def test_what_one_of_the_people_who_matter_says_is_theirs(played):
    proves(
        played,
        answer(question="contact.name", instance="ann", value="Ann Example")
        + answer(question="pod.first", value="own_home", said_by="ann"),
        'prints = ["Ann Example says: Own home (2 March 2026)."]\n',
    )  # fmt: skip


def test_a_relative_is_heard_beside_the_person_and_never_in_their_place(played):
    proves(
        played,
        answer(question="contact.name", instance="ann", value="Ann Example")
        + answer(question="pod.first", value="own_home")
        + answer(question="pod.first", value="hospice", said_by="family_or_friend"),
        'prints = ["1st: Own home", '
        '{ copy = "hospice", words = "Ann Example says: Hospice" }]\n',
    )  # fmt: skip


def test_what_the_door_does_not_take_is_told(played):
    step = played(
        HEAD + STEP + answer(question="contact.name", instance="ann", value="Ann Example")
        + answer(question="person.contact_pref", value="phone")
        + answer(question="person.contact_pref", value="text", said_by="ann")
    )["steps"][0]  # fmt: skip
    assert [r["question"] for r in step["rejected"]] == ["person.contact_pref"]
    assert not step["ok"]


def test_whoever_records_signs_in_themselves(played):
    """R-06 looks at who wrote it down where nobody is named."""
    text = HEAD + STEP + '{}[step.expect]\n{} = ["R-06"]\n'
    by_gp = answer(question="cpr.status", value="not_for_CPR", recorded_by="gp")
    by_nurse = answer(question="cpr.status", value="not_for_CPR", recorded_by="community_nurse")
    assert played(text.format(by_gp, "must_not"))["ok"]
    assert played(text.format(by_nurse, "must"))["ok"]


def test_what_was_said_earlier_was_so_then(played):
    proves(
        played,
        answer(question="pod.first", value="hospice")
        + answer(question="pod.first", value="own_home", said_on="2023"),
        'prints = ["1st: Hospice"]\nprints_not = ["1st: Own home"]\n',
    )  # fmt: skip


def test_one_of_several_can_be_taken_off(played):
    proves(
        played,
        answer(question="contact.name", instance="ann", value="Ann Example")
        + answer(question="contact", instance="ann", standing="removed"),
        'prints_not = ["Ann Example"]\n',
    )  # fmt: skip


def test_a_topic_can_be_held_back(played):
    against = answer(question="cpr.status", value="not_for_CPR")
    text = HEAD + STEP + "sign_off = true\n{}" + against + '[step.expect]\nsign_off = "{}"\n'
    assert played(text.format("", "refused"))["ok"]
    assert played(text.format('without = ["cpr"]\n', "done"))["ok"]


@pytest.mark.parametrize(("may_know", "made"), [("everything", True), ("nothing", False)])
def test_a_copy_for_family_is_for_the_first_who_may_have_one(played, may_know, made):
    step = played(
        HEAD + STEP + "sign_off = true\n"
        + answer(question="contact.name", instance="ann", value="Ann Example")
        + answer(question="contact.may_know", instance="ann", value="ask_me")
        + answer(question="contact.name", instance="ben", value="Ben Example")
        + answer(question="contact.may_know", instance="ben", value=may_know)
        + '[step.expect]\nprints = [{ copy = "family", words = "Ben Example" }]\n'
    )["steps"][0]  # fmt: skip
    (looked,) = step["prints"]
    assert (looked["refused"] == "") is made
    assert looked["found"] is made


def test_a_copy_the_person_said_no_to_is_not_made_and_proves_nothing(played):
    step = played(
        HEAD + STEP + "sign_off = true\n"
        + answer(question="agree.share.ambulance", value="no")
        + '[step.expect]\nprints_not = ["anything"]\n'
    )["steps"][0]  # fmt: skip
    (looked,) = step["prints"]
    assert looked["refused"].startswith("This person has said no")
    assert not step["ok"]


def test_a_draft_has_no_page_one_and_is_read_whole(played):
    step = played(HEAD + STEP + '[step.expect]\nprints = ["DRAFT, NOT SIGNED OFF", "PRACTICE."]\n')
    assert step["ok"]
