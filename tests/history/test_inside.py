"""Finding words inside a plan: in what it says, in what it said, and in notes."""

from __future__ import annotations

from eolplan.history import answers, find
from eolplan.history.inside import part
from tests.history.book import Book, changed_mind, first_plan


def found(book: Book, text: str) -> list[tuple[str, str, bool]]:
    return [(f.given.heading, f.words, f.given.stands) for f in find(book.log, book.wordings, text)]


def test_nobody_finds_what_nobody_asked():
    """In which order people stand is kept by their ids; that somebody is made up is a mark."""
    book = first_plan()
    book.contact("c1aa", "Siân Pryce").contact("c2aa", "Huw Pryce")
    book.keep(book.outside("contact").order(book.log, "contact", ["c2aa", "c1aa"]))
    book.say("plan.practice", "yesyes")
    assert find(book.log, book.wordings, "c1aa") == ()
    assert find(book.log, book.wordings, "yesyes") == ()
    assert answers(book.log, book.wordings, "contact.order") == ()
    assert answers(book.log, book.wordings, "plan.practice") == ()


def test_words_are_found_in_any_order_cut_short_and_without_accents():
    book = first_plan()
    book.say("val.fears", None, "Siân\u2019s stairs, at night.")
    for text in ("STAIRS sian", "sia", "night stair", "sians"):
        assert [heading for heading, *_ in found(book, text)] == ["Worries"], text


def test_what_stands_comes_before_what_was_said_earlier():
    book = first_plan()
    book.say("val.matters", None, "A dog and a cat.")
    book.say("val.strength", None, "The dog next door.")
    assert found(book, "dog") == [
        ("What matters most", "“A dog and a cat.”", True),
        ("What gives strength", "“The dog next door.”", True),
        ("What matters most", "“The dog on the bed.”", False),
    ]


def test_of_what_was_said_before_the_newest_comes_first():
    book = first_plan()
    for words in ("A dog.", "Two dogs.", "A dog and a cat."):
        book.say("val.matters", None, words)
    assert [words for _, words, _ in found(book, "dog")] == [
        "“A dog and a cat.”", "“Two dogs.”", "“A dog.”", "“The dog on the bed.”",
    ]  # fmt: skip


def test_codes_are_found_by_their_words():
    book, *_ = changed_mind()
    assert ("Preferred place of death, second choice", "Hospice", True) in found(book, "hospice")


def test_a_treatment_that_is_found_says_what_is_wished_of_it():
    """Its name alone would be read as a wish for it."""
    book = first_plan()
    book.say("tx.item", value=True, instance="t1")
    book.say("tx.item.kind", "intensive_care", instance="t1")
    book.say("tx.item.view", {"view": "would_rather_not"}, instance="t1")
    (one,) = find(book.log, book.wordings, "intensive")
    assert (one.words, one.beside) == ("Intensive care", "Wish about it: Would rather not")
    assert (one.question, one.instance) == ("tx.item", "t1")
    said = {g.words for g in answers(book.log, book.wordings, one.question, one.instance)}
    assert {"Intensive care", "Would rather not"} <= said


def test_nothing_is_found_for_nothing():
    assert find(first_plan().log, Book().wordings, "  ") == ()
    assert found(first_plan(), "zebra") == []


def test_the_heading_finds_too():
    assert [words for _, words, _ in found(first_plan(), "matters most")] == [
        "“The dog on the bed.”"
    ]


def test_a_note_on_why_not_is_found():
    book = first_plan()
    book.leave("val.fears", "unable_to_express", note="Too tired today.")
    assert any("Too tired" in words for _, words, _ in found(book, "tired"))


def test_a_reason_is_found():
    book = first_plan()
    before = book.head("val.matters").answer
    pen = book.outside("val.matters")
    book.keep(pen.answer(book.log, "val.matters", before, reason="Siân rang about it."))
    (one,) = find(book.log, book.wordings, "rang")
    assert one.given.why == "Siân rang about it."
    assert (one.topic, one.question, one.instance) == ("What matters", "val.matters", "")


def test_what_is_said_twice_is_shown_once_as_it_stands():
    """An undo puts the same words back; a reader wants to find them once."""
    book = first_plan()
    book.say("val.matters", None, "The cat.")
    book.keep(book.outside("val.matters").error(book.log, book.head("val.matters")))
    assert found(book, "bed") == [("What matters most", "“The dog on the bed.”", True)]


def test_a_secret_is_never_looked_in():
    """Finding it letter by letter would tell it."""
    book = first_plan()
    secret = next(q.id for q in book.guide if q.secret)
    book.say(secret, "4711")
    assert found(book, "4711") == []


def test_what_others_may_not_read_is_not_found():
    book = first_plan()
    book.say("withheld.what", None, "Asked not to be written.")
    log = book.log.for_everybody({"withheld.what"})
    assert find(log, book.wordings, "written") == ()
    assert len(find(book.log, book.wordings, "written")) == 1


def test_what_is_no_longer_asked_is_found():
    book = first_plan()
    book.say("pets.vet", "Aberwen surgery")
    (one,) = find(book.log, book.wordings, "surgery")
    assert one.topic == "No longer asked"


def test_marks_on_the_record_are_not_looked_in():
    book = first_plan()
    book.keep(book.outside("x").error(book.log, book.head("val.matters"), "quince"))
    assert found(book, "quince") == []


def test_what_is_about_somebody_else_is_not_found():
    """Whoever looks for a word must not meet another person's."""
    book = first_plan()
    wrong = book.head("val.matters")
    book.keep(book.outside("val.matters").take_out(book.log, [wrong], "A neighbour's."))
    assert found(book, "dog") == []


def test_a_long_answer_is_shown_round_what_was_found():
    words = f"{'long ago ' * 40}the garden {'and the gate ' * 40}"
    shown = part(words, ["garden"])
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "the garden and" in shown
    assert len(shown) < 200
    assert part("the garden", ["garden"]) == "the garden"
    end = f"{'long ago ' * 40}the garden"
    assert part(end, ["garden"]).endswith("the garden")
    assert part("x " * 400, ["y"]).startswith("x x"), "where it is in the heading"


def test_what_was_said_of_somebody_who_is_gone_and_is_asked_no_more_is_let_be():
    book = first_plan()
    book.contact("c1", "Siân Pryce")
    book.say("contact.horoscope", "Leo", instance="c1")
    fields = book.guide.question("contact").fields
    book.keep(book.outside("contact").remove(book.log, "contact", fields, "c1"))
    assert found(book, "leo") == []
    assert found(book, "sian")[0] == ("Name", "Siân Pryce", False)
