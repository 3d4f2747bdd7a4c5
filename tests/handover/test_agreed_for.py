"""Whose yes a copy stands on: what others decided never reads as what the person said."""

from __future__ import annotations

import pytest

from eolplan.handover import AUDIENCES, agreement, basis, taken_back, talk_of
from eolplan.record import Answer
from tests.handover.notebook import TALK, Notebook, gwen
from tests.handover.test_fhir import document, one

YES = Answer(value="yes", said_on="2025-11-12")


def deciding(code: str, who: str = "", nation: str = "WAL") -> Notebook:
    book = gwen().say("agree.record", code).say("plan.jurisdiction", nation)
    return book.say("agree.how.who", who) if who else book


def said(book: Notebook, answer: Answer = YES) -> str:
    return basis(book.guide, book.log).sentence(answer, "Gwen")


@pytest.mark.parametrize(
    ("code", "who", "nation", "words"),
    [
        ("explicit_person", "Gwen", "WAL", ""),
        ("best_interests", "Dr Rees, GP", "WAL",
         "Decided for Gwen in best interests on 12 November 2025, by Dr Rees, GP:"
         " it may be shared."),
        ("best_interests", "Dr Rees, GP", "SCT",
         "Decided for the benefit of Gwen on 12 November 2025, by Dr Rees, GP: it may be shared."),
        ("best_interests", "", "WAL",
         "Decided for Gwen in best interests on 12 November 2025, by others: it may be shared."
         " Who decided is not written down."),
        ("attorney_welfare", "Siân Pryce", "WAL",
         "Yes, said for Gwen on 12 November 2025 by Siân Pryce."),
        ("deputy_guardian", "", "SCT",
         "Yes, said for Gwen on 12 November 2025 by someone a court appointed."
         " Who decided is not written down."),
    ],
)  # fmt: skip
def test_a_yes_is_told_as_whose_it_is(code, who, nation, words):
    assert said(deciding(code, who, nation)) == words


@pytest.mark.parametrize(
    ("value", "end"),
    [("no", "it is not shared."), ("ask_first", "ask first."), ("of_later", "ask first.")],
)
def test_so_is_any_other_answer(value, end):
    answer = Answer(value=value, said_on="2025-11-12")
    assert said(deciding("best_interests", "Dr Rees"), answer).endswith(end)


def test_what_the_person_said_before_stays_theirs():
    earlier = Answer(value="yes", said_on="2025-05-03")
    assert said(deciding("best_interests", "Dr Rees"), earlier) == ""
    dated = deciding("best_interests", "Dr Rees").say("agree.how.on", "2025-04-01")
    assert said(dated, earlier).startswith("Decided for Gwen in best interests on 3 May 2025")


@pytest.mark.parametrize(
    ("said_on", "said_by", "talk", "theirs"),
    [
        ("2025-11-17", "person_spoken", "later", True),
        ("2025-11-12", "person_spoken", "later", True),
        ("2025-11-12", "person_spoken", TALK, False),
        ("2025-11-17", "person_spoken", "", True),
        ("2025-11-12", "person_spoken", "", False),
        ("2025-11", "person_spoken", "", False),
        ("2025", "person_spoken", "", False),
        ("2025-12", "person_wrote_it", "", True),
        ("2025-10", "person_spoken", TALK, True),
        ("2025-11-17", "family_or_friend", "later", False),
    ],
)
def test_what_the_person_says_in_another_talk_is_theirs(said_on, said_by, talk, theirs):
    book = deciding("best_interests", "Dr Rees")
    precision = {4: "year", 7: "month", 10: "day"}[len(said_on)]
    answer = Answer(value="no", said_on=said_on, said_by=said_by, said_on_precision=precision)
    assert (basis(book.guide, book.log).sentence(answer, "Gwen", talk) == "") is theirs


def test_in_which_talk_it_was_said_is_read_from_what_was_said_first():
    book = deciding("best_interests")
    assert talk_of(book.log, "agree.share.ambulance") == TALK
    assert talk_of(book.log, "agree.share.paramedic") == ""
    book.say("agree.share.ambulance", "no", seen=())
    heads = book.log.heads("agree.share.ambulance")
    pen = book.pen("agree.share.ambulance", talk="later")
    book.log = book.log.plus(pen.resolve(book.log, heads[0], heads))
    assert book.log.heads("agree.share.ambulance")[0].conversation == "later"
    assert talk_of(book.log, "agree.share.ambulance") == TALK


def test_who_decided_is_read_from_the_one_decision_that_is_written_down():
    book = deciding("best_interests").say("bi", True, instance="d1")
    book.say("bi.outcome", None, "To share it.", instance="d1")
    assert "by others:" in said(book)
    book.say("bi.maker", "clinician", "Dr Rees", instance="d1")
    assert "by Dr Rees (the doctor or nurse in charge):" in said(book)
    book.say("bi.maker", None, "Dr Rees", instance="d1")
    assert "by Dr Rees:" in said(book)
    book.say("bi", True, instance="d2").say("bi.outcome", None, "To move.", instance="d2")
    assert "by others:" in said(book)


def test_no_agreement_to_the_record_is_none_to_any_copy():
    book = deciding("refused")
    words = "Gwen did not agree to this record (12 November 2025)."
    assert basis(book.guide, book.log).taken_back("Gwen") == words
    assert taken_back(book.guide, book.log, "Gwen") == words
    assert agreement(book.log, "ambulance") == "no"
    assert agreement(book.log, "own") == "yes"
    assert taken_back(gwen().guide, gwen().log, "Gwen") == ""


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ({"agree.record": "withdrawn"}, " on 12 November 2025"),
        ({"agree.withdrawn.on": "2025-11-18"}, " on 18 November 2025"),
        ({"plan.status": "closed_withdrew"}, ""),
        ({"plan.status": "closed_withdrew", "plan.status.on": "2025-11-18"},
         " on 18 November 2025"),
        ({"agree.withdrawn.on": "2025-11-18", "agree.withdrawn.scope": ["all_sharing"]},
         " on 18 November 2025"),
    ],
)  # fmt: skip
def test_agreement_that_was_taken_back_stops_every_copy_however_it_was_said(said, on):
    book = gwen().say("agree.share.ambulance", "yes")
    assert agreement(book.log, "ambulance") == "yes"
    for question, value in said.items():
        book.say(question, value)
    stopped = {agreement(book.log, one) for one in AUDIENCES if one != "full"}
    assert stopped == {"withdrawn"}
    assert agreement(book.log, "full") == "yes"
    words = f"Gwen took back agreement to this plan{on}."
    assert taken_back(book.guide, book.log, "Gwen") == words


def test_a_part_that_was_taken_back_stops_no_other_copy():
    book = gwen().say("agree.share.ambulance", "yes").say("agree.withdrawn.on", "2025-11-18")
    book.say("agree.withdrawn.scope", ["some_topics"])
    assert agreement(book.log, "ambulance") == "yes"


def test_of_two_records_the_one_holds_that_is_least_the_persons_own_word():
    book = deciding("best_interests", "Dr Rees").say("agree.record", "explicit_person", seen=())
    assert said(book).startswith("Decided for Gwen")
    book.say("agree.record", "refused", seen=())
    assert basis(book.guide, book.log).refused
    assert agreement(book.log, "gp") == "no"


def test_of_a_record_that_nobody_asked_about_nothing_is_made_up():
    empty = Notebook().person_named()
    assert said(empty) == ""
    assert not basis(empty.guide, empty.log).by_others


@pytest.mark.parametrize(("nation", "coded"), [("WAL", ["882961000000101"]), ("SCT", []),
                                               ("NIR", [])])  # fmt: skip
def test_other_systems_do_not_read_it_as_the_persons_consent(nation, coded):
    book = deciding("best_interests", "Dr Rees, GP", nation)
    book.sign(nation=nation)
    consent = one(document(book, "hospice"), "Consent")
    found = [c["code"] for c in consent["category"][1]["coding"]] if consent["category"][1:] else []
    assert found == coded
    assert "agreed to share" not in consent["policyRule"]["text"]
    assert "Dr Rees, GP" in consent["policyRule"]["text"]


def test_their_own_later_yes_goes_out_as_theirs():
    book = deciding("best_interests", "Dr Rees, GP")
    pen = book.pen("agree.share.hospice", talk="later")
    answer = Answer(value="yes", said_on="2025-11-17")
    book.log = book.log.plus(pen.answer(book.log, "agree.share.hospice", answer))
    book.sign()
    consent = one(document(book, "hospice"), "Consent")
    assert consent["policyRule"]["text"].startswith("Gwen agreed to share this plan with")
    codes = [c["code"] for c in consent["category"][1]["coding"]]
    assert codes
    assert "882961000000101" not in codes
