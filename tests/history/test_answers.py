"""Every answer ever given stays in sight, with what became of it."""

from __future__ import annotations

from dataclasses import replace

from eolplan.history import answers, checked_on, given_of, is_erased
from eolplan.record import Answer, Entry, Husk, Standing, view_of
from tests.history.book import Book, changed_mind, first_plan


def given(book: Book, question: str, instance: str = ""):
    return answers(book.log, book.wordings, question, instance)


def test_the_newest_comes_first_and_stands():
    book = first_plan()
    book.say("val.matters", None, "The cat.", said_on="2025-12-01")
    newest, oldest = given(book, "val.matters")
    assert (newest.words, newest.stands, newest.who) == (
        "“The cat.”",
        True,
        "Gwen, 1 December 2025",
    )
    assert (oldest.words, oldest.stands) == ("“The dog on the bed.”", False)
    assert newest.is_answer
    assert not newest.mistaken
    assert not newest.received


def test_a_table_of_places_tells_every_choice_with_its_name():
    book, *_ = changed_mind()
    book.say("place.avoid", "hospital_acute", instance="hospital_acute")
    book.say("pod.first", None, "She hates it.", instance=view_of(""), said_by="clinician_observed")
    found = [(one.heading, one.words, one.stands) for one in given(book, "pod")]
    assert found == [
        ("Does not want to be", "Hospital", True),
        ("Preferred place of death, second choice", "Hospice", True),
        ("Preferred place of death, second choice", "Care home with nursing", False),
        ("Preferred place of death, first choice", "Own home", True),
    ]


def test_somebody_is_told_with_all_that_was_said_of_them():
    book = first_plan()
    book.contact("c1", "Siân Pryce", "07700 900123")
    fields = book.guide.question("contact").fields
    book.keep(book.outside("contact").remove(book.log, "contact", fields, "c1"))
    words = [one.words for one in given(book, "contact", "c1")]
    assert words[0] == "Taken off the plan"
    assert words[-1] == "Put on the plan"
    assert "Siân Pryce" in words
    assert not given(book, "contact", "c1")[0].is_answer


def test_a_view_and_a_fact_are_told_by_themselves():
    book = first_plan()
    book.contact("c1", "Siân Pryce")
    book.say("val.matters", None, "The chapel.", instance=view_of("c1"),
             said_by="family_or_friend", said_by_contact="c1")  # fmt: skip
    (one,) = given(book, "val.matters", view_of("c1"))
    assert one.words == "“The chapel.”"
    (name,) = given(book, "contact.name", "c1")
    assert name.words == "Siân Pryce"


def test_a_mistake_stays_with_its_mark_and_why():
    book = first_plan()
    book.say("val.matters", None, "The cat.")
    slip = book.head("val.matters")
    book.keep(book.outside("val.matters").error(book.log, slip, "It is a dog."))
    back, wrong, first = given(book, "val.matters")
    assert (wrong.words, wrong.mistaken, wrong.because) == ("“The cat.”", True, "It is a dog.")
    assert not wrong.stands
    assert (back.words, back.stands, back.mistaken) == (first.words, True, False)
    assert back.why == "What came before was written by mistake"


def test_an_undo_is_no_change_of_the_persons_mind():
    """She took nothing back: who wrote it did."""
    book = first_plan()
    for words in ("The cat.", "The hen."):
        book.say("val.matters", None, words)
    for _ in range(2):
        book.keep(book.pen("val.matters").undo(book.log, book.head("val.matters")))
    again, between, hen, cat, dog = given(book, "val.matters")
    assert again.why == "Undone by Carys Bevan. This stood before."
    assert (again.stands, again.undone) == (True, "")
    assert (cat.undone, hen.undone) == ("Carys Bevan", "Carys Bevan")
    assert (dog.undone, between.undone) == ("", "")


def test_what_put_a_mistake_back_is_one_too():
    book = first_plan()
    first = book.head("val.matters")
    book.say("val.matters", None, "The cat.")
    book.keep(book.outside("val.matters").error(book.log, book.head("val.matters")))
    book.keep(book.outside("val.matters").error(book.log, first, "Wrong too."))
    back, *_ = given(book, "val.matters")
    assert back.mistaken


def test_a_first_answer_taken_back_reads_as_not_talked_about():
    book = first_plan()
    book.keep(book.outside("val.matters").error(book.log, book.head("val.matters")))
    blank, _ = given(book, "val.matters")
    assert (blank.words, blank.is_answer) == ("Not talked about", False)
    assert not blank.mistaken


def test_a_choice_that_was_taken_off_is_no_answer_that_somebody_gave():
    """A place that moved from second to first leaves nothing behind, and nobody said that."""
    book = first_plan()
    book.say("pod.second", "hospice")
    book.leave("pod.second", "not_asked")
    gone, *_ = given(book, "pod.second")
    assert (gone.words, gone.is_answer) == ("Nothing in its place now", False)


def test_what_was_settled_and_what_was_then_say_so():
    book = first_plan()
    pen = book.outside("val.matters")
    earlier = Answer(own_words="The garden.", said_on="2025-01-01")
    book.keep(pen.then(book.log, "val.matters", earlier, book.head("val.matters")))
    again, *_ = given(book, "val.matters")
    assert again.why == ""
    book.say("val.matters", None, "The chapel.", seen=())
    heads = book.log.heads("val.matters")
    book.keep(book.outside("val.matters").resolve(book.log, heads[0], heads))
    settled, *_ = given(book, "val.matters")
    assert settled.why == "Two records differed, and this one was chosen"


def test_what_came_from_elsewhere_says_so():
    book = first_plan()
    log = replace(book.log, received=frozenset({book.head("val.matters").digest}))
    (one,) = answers(log, book.wordings, "val.matters")
    assert one.received


def test_what_nobody_ever_answered_has_no_answers():
    assert given(first_plan(), "val.fears") == ()
    assert given(first_plan(), "pets.vet") == ()


def test_a_secret_says_only_that_it_is_there():
    """The code of a key safe is read where it is asked, and on no list."""
    book = first_plan()
    secret = next(q.id for q in book.guide if q.secret)
    book.say(secret, "4711")
    assert "4711" not in str([one.words for one in given(book, secret)])


def test_what_makes_somebody_a_member_again_is_no_thing_of_its_own():
    book = first_plan()
    book.contact("c1", "Siân Pryce")
    entry: Entry = book.head("contact", "c1")
    assert given_of(book.log, book.wordings, entry) is not None
    assert entry.answer.standing is Standing.ANSWERED


def test_what_is_in_the_plan_of_the_wrong_person_says_so():
    book = first_plan()
    wrong = book.head("val.matters")
    book.keep(book.outside("val.matters").take_out(book.log, [wrong], "It is about a neighbour."))
    one = next(g for g in given(book, "val.matters") if g.entry == wrong)
    assert (one.another, one.mistaken, one.because) == (True, True, "It is about a neighbour.")


def test_it_is_told_when_it_was_last_said_or_read_back():
    """ "Last checked with Gwen 7 weeks ago" is kinder and truer than "out of date"."""
    book = first_plan()
    entry = book.head("val.matters")
    assert checked_on(book.log, entry) == "2025-11-12"
    book.later(days=20)
    for talk, day, read_back in (
        ("a", "2025-12-02", "agreed"), ("b", "2025-12-20", "not_done"),
        ("c", "2025-01-01", "agreed"), ("d", "", "agreed"),
    ):  # fmt: skip
        book.say("conv.readback", read_back, instance=talk)
        if day:
            book.say("conv.when", day, instance=talk)
    assert checked_on(book.log, entry) == "2025-12-02"
    book.say("conv.when", "2025-12-21", instance="e").say("conv.readback", "agreed", instance="e")
    book.say("conv.present", "no", instance="e")
    assert checked_on(book.log, entry) == "2025-12-02", "her daughter is not her"
    book.say("plan.status", "active", said_by="clinician_judgement")
    assert checked_on(book.log, book.head("plan.status")) == ""


def test_what_was_erased_is_known_to_have_been_there():
    book = first_plan()
    entry = book.head("val.matters")
    left = {d: e for d, e in book.log.entries.items() if e != entry}
    log = replace(book.log, entries=left, husks={entry.digest: Husk.of(entry, "erased")})
    assert is_erased(log, [("val.matters", "")])
    assert not is_erased(log, [("val.fears", "")])
    assert not is_erased(book.log, [("val.matters", "")])
