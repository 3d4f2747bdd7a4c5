from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.record import Answer, Author, Husk, Log, Pen, Standing
from eolplan.telling import answer_words, contact_name, reading_words, told


@pytest.fixture
def question(guide):
    return guide.question("poc.first")


def colleague(talk):
    return Pen(person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now)


def test_silence_reads_as_nothing(talk, guide, question):
    assert told(guide, talk.log, question) == ""


def test_a_code_and_words_read_together(talk, guide, question):
    talk.answer("poc.first", Answer(value="own_home", own_words="my own bed"))
    assert told(guide, talk.log, question) == "Own home “my own bed”"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(Standing.ASKED_DECLINED), "Would rather not talk about this"),
        (Answer(Standing.LEAVES_TO_OTHER, note="her daughter"), ": her daughter"),
        (Answer(Standing.COME_BACK_LATER, again_on="2026-12"), "(after December 2026)"),
        (
            Answer(Standing.NOT_APPROPRIATE_NOW, note="Not before the wedding", again_on="2026-12"),
            "(after December 2026): Not before the wedding",
        ),
    ],
)
def test_every_no_reads_as_itself(talk, guide, question, answer, words):
    talk.answer("poc.first", answer)
    assert words in told(guide, talk.log, question)


def test_a_standing_that_this_guide_does_not_know_reads_as_nothing(talk, guide, question):
    odd = Answer.received(Answer(Standing.ASKED_DECLINED).content | {"standing": "later.kind"})
    assert answer_words(guide, talk.log, question, odd) == ""


def test_two_records_that_differ_are_both_read(talk, guide, question):
    theirs = colleague(talk).answer(talk.log, "poc.first", Answer(value="hospice"), seen=[])
    talk.answer("poc.first", Answer(value="own_home"))
    both = told(guide, talk.log.plus(theirs), question)
    assert both.startswith("Two records differ:")
    assert "“Own home”" in both
    assert "“Hospice”" in both


def test_what_is_elsewhere_erased_or_removed_says_so(talk, guide, question):
    name = guide.question("contact.name")
    sian = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), sian)
    talk.remove("contact", sian)
    assert reading_words(guide, talk.log, name, talk.log.reading("contact.name", sian)) == "Removed"

    elsewhere = Log(husks={"a" * 64: Husk("a" * 64, ())}, withheld=frozenset({"poc.first"}))
    assert told(guide, elsewhere, question) == "Not in this copy"
    erased = Log(husks={"b" * 64: Husk("b" * 64, (), "erased", "poc.first", "")})
    assert told(guide, erased, question) == "Erased"


def test_a_reference_reads_as_the_name_of_the_person(talk, guide):
    sian = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), sian)
    view = talk.add("pod.family_view")
    talk.answer("pod.family_view.who", Answer(value={"ref": "contact", "instance": sian}), view)
    assert told(guide, talk.log, guide.question("pod.family_view.who"), view) == "Siân Pryce"
    gone = Answer(value={"ref": "contact", "instance": "nobody"})
    assert contact_name(talk.log, gone) == "(not in this copy)"
    assert contact_name(talk.log, Answer(value="odd")) == "(not in this copy)"


def test_a_group_reads_as_its_parts_and_several_of_them_one_after_another(talk, guide):
    for name in ("Siân Pryce", "Huw Pryce"):
        one = talk.add("contact")
        talk.answer("contact.name", Answer(value=name), one)
        phone = {"number": "07700 900123", "kind": "mobile", "message": "yes"}
        talk.answer("contact.phones", Answer(value=[phone]), one)
    line = told(guide, talk.log, guide.question("contact"))
    assert line.startswith("Siân Pryce, phone: 07700 900123")
    assert "; Huw Pryce" in line


def test_a_name_keeps_its_capital_within_a_line(talk, guide):
    talk.answer("comm.lang_spoken", Answer(value="cy"))
    talk.answer("comm.welsh_offer", Answer(value="welsh"))
    talk.answer("comm.interpreter", Answer(value="needed"))
    line = told(guide, talk.log, guide.question("comm.language"))
    assert ", Welsh offered: " in line
    assert ", interpreter" in line
    talk.answer("person.hcn", Answer(value="999 064 1544"))
    (numbers,) = (q for q in guide if "person.hcn" in q.fields)
    talk.answer(numbers.fields[0], Answer(value="NIR"))
    assert ", Health and Care number: 999 064 1544" in told(guide, talk.log, numbers)


@pytest.mark.parametrize(
    ("was", "words"),
    [
        (Answer(value="own_home", own_words="my bed"), "Own home"),
        (Answer(Standing.UNDECIDED, note="ask my son"), "Not sure yet"),
    ],
)
def test_a_reason_reads_with_what_it_was_said_of_once_another_answer_stands(
    talk, guide, was, words
):
    talk.answer("poc.first", was)
    talk.answer("poc.why", Answer(own_words="the garden"))
    why = guide.question("poc.why")
    assert told(guide, talk.log, why) == "“the garden”"
    talk.answer("poc.first", Answer(value="hospice"))
    assert told(guide, talk.log, why) == f"“the garden” (said of “{words}”, 12 November 2026)"


def test_words_that_were_all_of_an_answer_are_what_a_reason_was_said_of(talk, guide):
    talk.answer("poc.first", Answer(own_words="my bed"))
    talk.answer("poc.why", Answer(own_words="the garden"))
    talk.answer("poc.first", Answer(Standing.UNDECIDED))
    assert "(said of “my bed”, " in told(guide, talk.log, guide.question("poc.why"))


def test_what_a_reason_was_said_of_is_not_told_where_the_guide_does_not_ask_it(talk, guide):
    talk.answer("poc.first", Answer(value="own_home"))
    talk.answer("poc.why", Answer(own_words="the garden"))
    talk.answer("poc.first", Answer(value="hospice"))
    short, why = replace(guide, sections=()), guide.question("poc.why")
    assert reading_words(short, talk.log, why, talk.reading("poc.why")) == "“the garden”"


def test_lines_of_their_own_stand_apart_in_a_row(talk, guide):
    talk.answer("conv.present.others", Answer(value=["Ann, her daughter.", "Bob"]), talk.id)
    row = told(guide, talk.log, guide.question("conv.opening"), talk.id)
    assert "Ann, her daughter; Bob" in row
