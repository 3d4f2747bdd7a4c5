"""Answers read under the words in which they were asked: nobody is made to have said more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.guide import Guide, Names, Option, digest
from eolplan.history import Wordings, differences, plan_at
from eolplan.record import Answer
from tests.history.book import Book, first_plan

QUESTION = "cpr.person_view"


@pytest.fixture
def then() -> Guide:
    """Yesterday's guide, which asked one question the other way round and offered more."""
    return _reworded(Book().guide)


def _reworded(guide: Guide) -> Guide:
    section = guide.section_of(QUESTION)
    text = section.text
    asked = guide.question(QUESTION)
    words = next(option.words for option in asked.options if option.code == "wants")
    text = text.replace(f'they = "{asked.they}"', 'they = "Would {name} refuse CPR?"')
    text = text.replace(f'words = "{words}"', 'words = "Yes, refuses it"')
    assert text != section.text
    sections = tuple(replace(s, text=text) if s.id == section.id else s for s in guide.sections)
    return replace(guide, sections=sections)


def _texts(guide: Guide) -> dict[str, str]:
    text = guide.section_of(QUESTION).text
    return {digest(text, "en"): text}


def test_an_answer_reads_under_the_words_of_then(then: Guide):
    """The meaning of a question was turned round since: the answer must not turn with it."""
    book = Book(then)
    book.person_named()
    book.say(QUESTION, "wants")
    today = Wordings(Book().guide, _texts(then))
    (cpr,) = (c for c in plan_at(book.log, today) if c.title == "CPR")
    (line,) = cpr.lines
    assert line.words == "Yes, refuses it"
    assert line.asked_then == "Would Gwen refuse CPR?"


def test_a_comparison_says_that_it_was_asked_in_other_words(then: Guide):
    old = Book(then)
    old.person_named()
    old.say(QUESTION, "wants")
    book = Book()
    book.log = old.log
    book.say(QUESTION, "does_not_want")
    (one,) = differences(old.log, book.log, Wordings(book.guide, _texts(then)))
    assert one.was == "Yes, refuses it"
    assert one.now == "Does not want CPR"
    assert one.asked_then == "Would Gwen refuse CPR?"


def test_without_the_words_of_then_those_of_today_have_to_do(then: Guide):
    """A copy from elsewhere may name words that nobody sent."""
    book = Book(then)
    book.say(QUESTION, "wants")
    today = Wordings(Book().guide, {})
    entry = book.head(QUESTION)
    assert not today.is_other(entry)
    assert today.guide_of([entry]) is today.guide
    assert today.otherwise(entry, Names.of("Gwen")) == ""


def test_another_change_of_the_same_topic_changes_nothing(then: Guide):
    """The digest covers a whole topic; a question that stayed is the same question."""
    book = Book(then)
    book.say("cpr.reason", None, "The heart is weak.")
    assert not Wordings(Book().guide, _texts(then)).is_other(book.head("cpr.reason"))


def test_an_entry_that_names_no_words_is_read_by_today_s():
    book = Book()
    book.log = book.log.plus(
        book.pen("pets.vet").answer(book.log, "val.matters", _said("The dog."))
    )
    entry = book.head("val.matters")
    assert entry.guide == ""
    assert not book.wordings.is_other(entry)


def _said(words: str) -> Answer:
    return Answer(own_words=words, said_on="2025-11-12")


PETS = """
[[question]]
id = "pets.dog"
heading = "The dog"
they = "Who feeds {name}'s dog?"
options = "pets-who"

[[question]]
id = "pets.toys"
heading = "Toys"
they = "Which toys?"
options = "pets-who"

[[question]]
id = "pets.note"

[[set]]
id = "pets-who"

[[set.option]]
code = "huw"
words = "Huw does"

[[set.option]]
code = "sian"
words = "Siân does"
"""


def test_what_is_no_longer_asked_reads_under_its_own_words():
    """A team took its own topic away; what was said on it stays, and can be understood."""
    book = first_plan()
    texts = {"a" * 64: PETS}
    for question, value in (("dog", "huw"), ("toys", ["huw", "sian"]), ("note", "barks")):
        pen = replace(book.pen(f"pets.{question}"), guide="a" * 64)
        answer = replace(_said("x"), own_words="", value=value)
        book.log = book.log.plus(pen.answer(book.log, f"pets.{question}", answer))
    last = plan_at(book.log, Wordings(book.guide, texts))[-1]
    assert last.title == "No longer asked"
    lines = [(line.heading, line.words, line.asked_then) for line in last.lines]
    assert lines == [
        ("The dog", "Huw does", "Who feeds Gwen's dog?"),
        ("A question of an older guide", "barks", ""),
        ("Toys", "Huw does, Siân does", "Which toys?"),
    ]


def test_an_option_that_is_gone_is_known_again(then: Guide):
    text = then.section_of(QUESTION).text.replace('code = "wants"', 'code = "once_more"')
    sections = tuple(
        replace(s, text=text) if s.id == then.section_of(QUESTION).id else s for s in then.sections
    )
    guide = replace(then, sections=sections)
    book = Book(guide)
    book.say(QUESTION, "once_more")
    today = Wordings(Book().guide, _texts(guide))
    asked = today.asked(book.head(QUESTION))
    assert Option("once_more", "Yes, refuses it") in asked.options
    assert today.asked(book.head(QUESTION)) is asked, "it is read once"


def test_one_guide_serves_many_answers_of_one_wording(then: Guide):
    book = Book(then)
    book.say(QUESTION, "wants")
    today = Wordings(Book().guide, _texts(then))
    entry = book.head(QUESTION)
    assert today.guide_of([entry]) is today.guide_of([entry])


def test_words_that_were_asked_and_are_the_same_today_are_not_told_twice(then: Guide):
    """Only an answer was worded otherwise: the question itself needs no second telling."""
    section = Book().guide.section_of(QUESTION)
    text = section.text.replace('words = "Wants CPR to be tried"', 'words = "Yes to CPR"')
    book = Book()
    sections = tuple(
        replace(s, text=text) if s.id == section.id else s for s in book.guide.sections
    )
    old = Book(replace(book.guide, sections=sections))
    old.say(QUESTION, "wants")
    today = Wordings(book.guide, {digest(text, "en"): text})
    (line,) = plan_at(old.log, today)[-1].lines
    assert (line.words, line.asked_then) == ("Yes to CPR", "")


def test_a_question_without_a_list_keeps_its_heading_of_then():
    guide = Book().guide
    section = guide.section_of("val.matters")
    text = section.text.replace('heading = "What matters most"', 'heading = "What counts"')
    sections = tuple(replace(s, text=text) if s.id == section.id else s for s in guide.sections)
    old = Book(replace(guide, sections=sections))
    old.say("val.matters", None, "The dog.")
    today = Wordings(guide, {digest(text, "en"): text})
    assert today.asked(old.head("val.matters")).heading == "What counts"


def test_a_whole_plan_leaves_out_in_which_order_people_stand():
    book = first_plan()
    book.contact("c1", "Siân Pryce").contact("c2", "Huw Pryce")
    book.keep(book.outside("contact").order(book.log, "contact", ["c2", "c1"]))
    (people,) = (c for c in plan_at(book.log, book.wordings) if c.title == "People")
    assert [line.words.split(",")[0] for line in people.lines] == ["Huw Pryce", "Siân Pryce"]


def test_a_member_without_a_name_is_called_by_what_it_is():
    book = first_plan()
    book.say("person.address", True, instance="home")
    before = book.log
    book.say("person.address.postcode", "ZZ99 9ZZ", instance="home")
    (one,) = differences(before, book.log, book.wordings)
    assert one.heading == "Addresses: Postcode"
