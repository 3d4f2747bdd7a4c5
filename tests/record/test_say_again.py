"""An earlier answer made to stand again, and marks that say why."""

from __future__ import annotations

from eolplan.record import in_error
from tests.record.laptops import PLACE, laptop
from tests.record.pages import disagreeing, reads, undo


def test_an_earlier_answer_stands_again_by_a_new_entry():
    """Never a rewind: what came after it stays in the history."""
    a = laptop("A")
    first = a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    (again,) = a.keep(a.pen.say_again(a.log, first, "What came after was wrong."))
    assert reads(a) == ["own_home"]
    assert len(a.log.history(PLACE)) == 3
    assert (again.repeats, again.reason) == (first.digest, "What came after was wrong.")
    assert a.log.source(again) == first, "whose words they are stays told"


def test_it_stands_over_every_side_of_a_conflict():
    a = disagreeing()
    first = a.log.history(PLACE)[0]
    a.keep(a.pen.say_again(a.log, first))
    assert len(reads(a)) == 1


def test_undoing_it_brings_back_what_stood_before():
    a = laptop("A")
    first = a.answer(PLACE, "own_home")
    a.answer(PLACE, "hospice")
    a.keep(a.pen.say_again(a.log, first))
    undo(a)
    assert reads(a) == ["hospice"]


def test_a_mark_says_why_it_was_a_mistake():
    a = laptop("A")
    slip = a.answer(PLACE, "hospice")
    mark, _ = a.keep(a.pen.error(a.log, slip, "Another person's wish."))
    assert in_error(a.log, slip)
    assert mark.reason == "Another person's wish."


def test_what_the_page_did_not_show_is_not_replaced():
    """Hole 7: a colleague's answer arrives while the history is open."""
    a, b = laptop("A"), laptop("B")
    first = a.answer(PLACE, "own_home")
    page = [a.answer(PLACE, "hospice").digest]
    b.receive(a.export())
    b.answer(PLACE, "hospital_acute")
    a.receive(b.export())
    a.keep(a.pen.say_again(a.log, first, seen=page))
    assert reads(a) == ["hospital_acute", "own_home"]
