"""Who gets what: four rules, and the strictest of them holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide import AUDIENCES as ALL
from eolplan.handover.audience import AUDIENCES, EXITS, agreement, audience
from eolplan.record import codes
from tests.handover.notebook import Notebook, core, gwen

PROFESSIONAL = {"ambulance", "gp", "hospice", "care_home", "full"}


def allowed(audience_id: str, question: str = "val.matters", **more: str) -> bool:
    book = Notebook().person_named()
    if "standing" in more:
        book.say(question, **more)
    else:
        book.say(question, None, "words", **more)
    return audience(audience_id).mask(core(), book.log)(book.log.reading(question))


def test_the_eight_copies_are_those_of_the_guide():
    assert tuple(AUDIENCES) == ALL


@pytest.mark.parametrize(
    ("sharing", "who"),
    [
        ("care_team_and_emergency", set(ALL)),
        ("care_team_only", {"own", "gp", "hospice", "care_home", "full"}),
        ("named_people_only", {"own", "family", "full"}),
        ("person_copy_only", {"own", "full"}),
        ("do_not_share", set()),
    ],
)
def test_sharing_decides_who_gets_an_answer(sharing, who):
    assert {a for a in ALL if allowed(a, sharing=sharing)} == who


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("all_copies", set(ALL)),
        ("professional_copies_only", PROFESSIONAL),
        ("not_on_any_copy", set()),
    ],
)
def test_the_copy_rule_decides_who_gets_an_answer(rule, who):
    assert {a for a in ALL if allowed(a, copy_rule=rule)} == who


@given(st.sampled_from(codes.SHARING), st.sampled_from(codes.COPY_RULES), st.sampled_from(ALL))
def test_the_stricter_of_two_rules_holds(sharing, rule, who):
    both = allowed(who, sharing=sharing, copy_rule=rule)
    assert both is (allowed(who, sharing=sharing) and allowed(who, copy_rule=rule))


@pytest.mark.parametrize("question", ["contact.must_not_know", "conv.risk.what"])
def test_restricted_words_are_in_the_full_record_only(question):
    assert {a for a in ALL if allowed(a, question)} == {"full"}


def test_who_somebody_is_stands_on_every_copy_whatever_was_agreed():
    for question in ("person.family", "person.dob", "person.nhs_no"):
        book = Notebook().say(question, "x", sharing="do_not_share", copy_rule="not_on_any_copy")
        reading = book.log.reading(question)
        assert all(audience(a).mask(core(), book.log)(reading) for a in ALL)


def test_how_a_talk_went_is_nobodys_business_at_night():
    for standing in EXITS:
        who = {a for a in ALL if allowed(a, "val.matters", standing=str(standing))}
        assert who == {"own", "gp", "hospice", "care_home", "full"}


def test_one_side_kept_back_keeps_all_sides_back():
    """A conflict of which one side is private must not read as settled."""
    book = gwen().say("pod.first", "hospice", seen=(), sharing="do_not_share")
    assert len(book.log.reading("pod.first").answers) == 2
    assert not audience("hospice").mask(core(), book.log)(book.log.reading("pod.first"))
    assert book.copy("hospice").log.reading("pod.first").state == "elsewhere"


def test_a_question_that_nobody_knows_goes_to_the_full_record_only():
    book = Notebook().person_named().say("zz.new", "x")
    who = {a for a in ALL if audience(a).mask(core(), book.log)(book.log.reading("zz.new"))}
    assert who == {"full"}


def test_a_crew_gets_the_first_two_people_and_who_is_needed():
    book = gwen().contact("c3", "Ann Lee", "07700 900789")
    book.contact("c4", "Bob Ray", "07700 900790", "key_holder")
    assert book.copy("ambulance").log.instances("contact") == ("c1", "c2", "c4")
    assert book.copy("hospice").log.instances("contact") == ("c1", "c2", "c3", "c4")


def test_a_family_copy_has_no_phones_of_others():
    assert book_has(gwen().copy("hospice"), "contact.phones")
    assert not book_has(gwen().copy("family"), "contact.phones")


def test_who_made_a_report_is_named_although_a_crew_does_not_need_them():
    book = gwen().contact("c3", "Ann Lee", "07700 900789")
    book.say("val.matters", None, "She loves the sea", said_by="family_or_friend",
             said_by_contact="c3")  # fmt: skip
    log = book.copy("ambulance").log
    assert "c3" not in log.instances("contact")
    assert log.reading("contact.name", "c3").value == "Ann Lee"
    assert log.reading("contact.phones", "c3").value is None


def test_held_back_topics_go_to_nobody():
    book = gwen()
    book.sign(held_back=["places"])
    for a in ALL:
        assert not any(q.startswith("pod.") for q, _ in book.copy(a).log.questions())


def book_has(copy, question: str) -> bool:
    return any(q == question for q, _ in copy.log.questions())


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "not_asked"),
        ({"agree.share.hospice": "yes"}, "yes"),
        ({"agree.share.community": "yes"}, "yes"),
        ({"agree.share.hospice": "no", "agree.share.community": "yes"}, "no"),
        ({"agree.share.hospice": "yes", "agree.share.community": "ask_first"}, "ask_first"),
        ({"agree.share.hospice": "no"}, "no"),
        ({"agree.share.community": "ask_first"}, "ask_first"),
    ],
)
def test_what_was_agreed_about_a_copy(answers, said):
    book = Notebook()
    for question, code in answers.items():
        book.say(question, code)
    assert agreement(book.log, "hospice") == said
    assert agreement(book.log, "own") == "yes"
