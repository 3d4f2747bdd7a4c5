"""A copy for one relative or friend: what the person said that they may know decides."""

from __future__ import annotations

import pytest

from eolplan.handover import NobodyNamed, NotAgreed, NotForThisReader, export, readers
from eolplan.handover.export import Export, for_hand
from eolplan.handover.pdf import imprint
from eolplan.subject import Subject
from tests.handover.notebook import SIGNED, STAFF, Notebook, gwen
from tests.handover.test_export import every_byte
from tests.handover.test_pdf_page import pages_of


def told(may_know: str | None = "everything", words: str = "", agreed: str = "yes") -> Notebook:
    """Gwen, who said what her daughter may know."""
    book = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", agreed)
    if may_know or words:
        book.say("contact.may_know", may_know, words, instance="c1")
    return book


def made(book: Notebook, reader: str = "c1", reason: str = "", audience: str = "family") -> Export:
    if not book.log.versions:
        book.sign(nation="ENG")
    return export(book.log, book.guide, audience, staff=STAFF, now=SIGNED, reason=reason,
                  reader=reader)  # fmt: skip


@pytest.mark.parametrize("may_know", ["everything", "not_prognosis"])
def test_it_is_for_one_person_and_says_for_whom_on_every_page(may_know):
    copy = made(told(may_know))
    assert (copy.audience, copy.reader) == ("family", "c1")
    assert all("Copy for: Siân Pryce, daughter" in page for page in pages_of(copy.pdf))
    assert "Siân" not in copy.file_name


@pytest.mark.parametrize("reader", ["", "nobody"])
def test_a_copy_for_the_family_at_large_is_not_made(reader):
    with pytest.raises(NobodyNamed, match="Choose which person"):
        made(told(), reader)


@pytest.mark.parametrize(
    ("may_know", "words", "says"),
    [
        ("nothing", "", "Gwen does not want Siân Pryce to be told anything of this"),
        ("only_what_i_say", "That I am at home.", "know only what has been agreed"),
        (None, "Only that I am at home.", "know only what has been agreed"),
        ("of_a_later_eolplan", "", "does not want Siân Pryce to be told anything"),
    ],
)
def test_who_may_be_told_nothing_or_little_gets_none_whatever_the_reason(may_know, words, says):
    for reason in ("", "she asked for it"):
        with pytest.raises(NotForThisReader, match=says):
            made(told(may_know, words), reason=reason)


def test_a_no_counts_from_the_moment_it_is_said():
    book = told()
    version = book.sign(nation="ENG")
    book.say("contact.may_know", "nothing", instance="c1")
    with pytest.raises(NotForThisReader):
        made(book)
    with pytest.raises(NotForThisReader):
        for_hand(book.log, book.guide, "family", staff=STAFF, now=SIGNED, version=version,
                 reader="c1")  # fmt: skip


def test_of_two_records_the_one_that_tells_less_holds():
    book = told().say("contact.may_know", "nothing", instance="c1", seen=())
    with pytest.raises(NotForThisReader):
        made(book)


@pytest.mark.parametrize(
    ("may_know", "said", "words"),
    [("ask_me", "ask_first", "This person wants to be asked first."),
     (None, "not_asked", "Nobody has asked what Siân Pryce may know.")],
)  # fmt: skip
def test_where_they_are_to_be_asked_first_a_reason_is_typed(may_know, said, words):
    with pytest.raises(NotAgreed, match=words) as refused:
        made(told(may_know))
    assert refused.value.said == said
    assert made(told(may_know), reason="asked today").reader == "c1"


def test_whoever_said_no_to_family_said_no_to_each_of_them():
    with pytest.raises(NotAgreed) as refused:
        made(told(agreed="no"))
    assert refused.value.said == "no"


def test_who_must_not_be_contacted_gets_none():
    book = told().say("contact.roles", ["do_not_contact"], instance="c1")
    with pytest.raises(NotForThisReader, match="does not want us to contact Siân Pryce"):
        made(book)


def test_who_must_not_know_something_gets_none_for_nobody_can_say_where_it_stands():
    book = told().say("contact.must_not_know", None, "that she has left him", instance="c1")
    with pytest.raises(NotForThisReader) as refused:
        made(book)
    assert "left him" not in str(refused.value)
    book.say("contact.may_know", "everything", instance="c2")
    assert made(book, "c2").reader == "c2"


def test_nor_is_one_left_in_the_house_where_they_may_read_it():
    book = told().say("contact.must_not_know", None, "that she has left him", instance="c1")
    for audience, stopped in (("bedside", True), ("own", False), ("ambulance", False)):
        book.say("agree.share.ambulance", "yes")
        if stopped:
            with pytest.raises(NotForThisReader):
                made(book, "", audience=audience)
        else:
            assert made(book, "", audience=audience).reader == ""


@pytest.mark.parametrize("audience", ["own", "bedside"])
def test_no_copy_is_left_with_who_wants_none(audience):
    book = told().say("agree.copy", ["none"])
    with pytest.raises(NotAgreed):
        made(book, "", audience=audience)
    assert made(told().say("agree.copy", ["paper"]), "", audience=audience).pdf


def test_it_tells_nothing_of_how_long_there_may_be_and_holds_no_number_of_others():
    """Whatever else they may know: that is talked about, and lies on no table."""
    book = told().say("prog.words", None, "XWEEKSX")
    for question, value in (("prog.estimate", "weeks"), ("death_expected", "yes")):
        book.say(question, value, said_by="clinician_judgement")
    text = every_byte(made(book).pdf)
    assert "XWEEKSX" not in text
    assert "death is expected" not in text
    assert "07700 900456" not in text


def test_everybody_of_the_plan_is_offered_with_what_was_said_of_them():
    book = told("not_prognosis", "She worries.")
    book.contact("c9", "Bad Man", "", "do_not_contact")
    found = {one.id: one for one in readers(book.guide, book.log, Subject.of(book.log).names())}
    assert found["c1"].may_know == "Health, but not how long there may be. She worries."
    assert (found["c1"].agreed, found["c1"].refusal) == ("yes", "")
    assert (found["c2"].may_know, found["c2"].agreed) == ("", "not_asked")
    assert (found["c9"].agreed, bool(found["c9"].refusal)) == ("no", True)


def test_other_copies_are_for_their_kind_of_reader():
    book = told()
    book.sign(nation="ENG")
    assert imprint(book.copy("ambulance")).copy == "Copy for: ambulance and urgent care"


def test_nobody_is_told_of_their_own_number_that_it_is_not_on_the_copy():
    words = "\n".join(pages_of(made(told()).pdf))
    assert "Siân Pryce, daughter: the reader of this copy" in words
    assert "Siân Pryce, daughter: number not" not in words
    assert "Huw Pryce" in words
    assert "number not on this copy" in words  # of him
