"""A reason stands beside the answer that it was said of, as far as its writer can have known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eolplan.record import Answer, Standing, is_of_another, said_of
from eolplan.record.codes import KEPT
from tests.record.laptops import Laptop, laptop
from tests.record.pages import undo

PLACE, WHY = "pod.first", "pod.why"


def said(one: Laptop) -> str | None:
    answer = said_of(one.log, WHY)
    return None if answer is None else str(answer.value or answer.standing)


def home() -> Laptop:
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.answer(WHY, None, own_words="My wife died here.")
    return a


def test_a_reason_fits_the_answer_it_was_said_of():
    a = home()
    assert said(a) is None
    a.answer(PLACE, "own_home", own_words="My own bed.")
    assert said(a) is None
    assert said_of(a.log, PLACE) is None
    assert said_of(laptop("B").log, WHY) is None


@pytest.mark.parametrize(
    ("value", "standing"),
    [("hospice", "answered"), (None, "undecided"), (None, "not_asked")],
)
def test_it_was_said_of_the_one_before_once_another_stands(value, standing):
    a = home()
    a.answer(PLACE, value, standing=Standing(standing))
    assert said(a) == "own_home"


def test_a_slip_and_back_again_leaves_it_where_it_was():
    a = home()
    a.answer(PLACE, "hospice")
    a.answer(PLACE, "own_home")
    assert said(a) is None
    b = home()
    b.answer(PLACE, "hospice")
    undo(b)
    assert said(b) is None


def test_to_say_it_again_is_to_say_it_of_what_stands_and_to_give_it_again_is_not():
    a = home()
    first = a.log.heads(WHY)[0]
    a.answer(PLACE, "hospice")
    a.answer(WHY, None, own_words="My wife died here.")
    assert said(a) is None
    a.keep(a.pen.say_again(a.log, first))
    assert said(a) == "own_home"


def test_to_put_its_letters_right_is_not_to_say_it_again_and_to_say_it_anew_is():
    a = home()
    first = a.log.heads(WHY)[0].answer
    a.answer(PLACE, "hospice")
    right = replace(first, own_words="My wife died here, in May.")
    a.keep(a.pen.answer(a.log, WHY, right, reason="A slip."))
    assert said(a) == "own_home"
    anew = replace(right, said_on="2026-11-13")
    a.keep(a.pen.answer(a.log, WHY, anew, reason="She says so again."))
    assert said(a) is None
    b = home()
    b.keep(b.pen.answer(b.log, WHY, right, seen=(), reason="A slip of one who saw nothing."))
    assert said(b) is None


def test_it_is_worked_out_once_of_each_state_of_a_record():
    a = home()
    a.answer(PLACE, "hospice")
    assert said_of(a.log, WHY) is said_of(a.log, WHY)
    assert a.log.reasons.keys() == {(WHY, "")}
    a.answer(PLACE, "own_home")
    assert said(a) is None


@pytest.mark.parametrize("before", [None, "not_asked"])
def test_one_that_was_said_before_anything_was_chosen_goes_with_the_choice(before):
    a = laptop("A")
    if before:
        a.answer(PLACE, "hospice")
        a.answer(PLACE, None, standing=Standing.NOT_ASKED)
    a.answer(WHY, None, own_words="My wife died here.")
    a.answer(PLACE, "own_home")
    assert said(a) is None


def test_words_alone_go_with_whatever_is_chosen_beside_them():
    a = laptop("A")
    a.answer(PLACE, None, own_words="My own bed.")
    a.answer(WHY, None, own_words="My wife died here.")
    a.answer(PLACE, "own_home")
    assert said(a) is None


def test_where_two_records_differ_it_fits_the_side_that_it_was_said_of():
    a, b = home(), laptop("B")
    b.receive(a.export())
    b.answer(PLACE, "hospice")
    assert said(b) == "own_home"
    a.answer(PLACE, "own_home", own_words="My own bed.")
    a.receive(b.export())
    assert a.log.reading(PLACE).state == "conflict"
    assert said(a) is None


def everywhere(one: Laptop) -> set[str | None]:
    """Return what is said of the reason, whatever order the entries came in."""
    held = list(one.log.entries.items())
    orders = (held, held[::-1], sorted(held))
    return {
        None if (found := said_of(replace(one.log, entries=dict(order)), WHY)) is None
        else str(found.value)
        for order in orders
    }  # fmt: skip


def test_two_laptops_that_hold_the_same_read_the_same():
    """She said it of her own home; the other laptop had that the choice was another by then."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    a.answer(WHY, None, own_words="With the dog.")
    b.answer(PLACE, "hospice")
    a.receive(b.export())
    b.receive(a.export())
    assert everywhere(a) == everywhere(b) == {"own_home"}


def test_what_the_writer_may_not_have_known_of_is_no_answer_the_reason_is_of():
    """The clock of the other laptop is ahead: who wrote last does not tell who knew what."""
    a, b = laptop("A"), laptop("B", skew=-dt.timedelta(days=1))
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    b.answer(PLACE, "hospice")
    a.answer(WHY, None, own_words="With the dog.")
    a.receive(b.export())
    assert everywhere(a) == {"own_home"}
    c = laptop("C")
    c.receive(b.export())
    c.answer(WHY, None, own_words="With the dog.")  # in a talk that touches nothing of the others
    assert everywhere(c) == {"own_home"}


def test_what_is_changed_in_a_talk_tells_what_its_writer_held():
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    a.answer("rev.date", "2027-01-01")
    b.receive(a.export())
    b.answer(PLACE, "hospice")
    b.answer("rev.date", "2027-02-01")
    c = laptop("C")
    c.receive(b.export())
    c.answer("rev.date", "2027-03-01")
    c.answer(WHY, None, own_words="They know me there.")
    assert everywhere(c) == {None}
    c.answer(PLACE, "care_home")
    assert everywhere(c) == {"hospice"}


@pytest.mark.parametrize("talk", ["talk-C", ""])
def test_a_reason_marks_the_answer_that_it_was_written_beside(talk):
    """In a talk that changes nothing else, and outside of any."""
    a, b, c = laptop("A"), laptop("B"), laptop("C")
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    b.answer(PLACE, "hospice")
    c.receive(b.export())
    at = c.now()
    pen = replace(c.pen, conversation=talk, now=lambda: at)
    why = Answer(own_words="They know me there.")
    c.keep(pen.answer(c.log, WHY, why) + pen.seen_with(c.log, WHY))
    assert everywhere(c) == {None}
    assert pen.seen_with(c.log, PLACE) == ()
    assert replace(pen, conversation="talk-B").seen_with(c.log, WHY) == ()
    c.answer(PLACE, "care_home")
    assert everywhere(c) == {"hospice"}


def test_a_reason_from_before_anybody_chose_is_of_the_first_choice_once_there_is_another():
    a, b = laptop("A"), laptop("B")
    a.keep(replace(a.pen, conversation="").answer(a.log, WHY, Answer(own_words="With the dog.")))
    b.receive(a.export())
    b.answer(PLACE, "own_home")
    assert everywhere(b) == {None}
    b.answer(PLACE, "hospice")
    assert everywhere(b) == {"own_home"}


def test_a_reason_from_before_there_were_marks_is_of_no_answer_that_came_after_it():
    a = laptop("A")
    b, c = laptop("B", skew=dt.timedelta(days=1)), laptop("C", skew=dt.timedelta(days=2))
    a.answer(PLACE, "own_home")
    b.receive(a.export())
    b.answer(WHY, None, own_words="With the dog.")
    c.receive(b.export())
    c.answer(PLACE, "hospice")
    assert everywhere(c) == {"own_home"}
    c.answer(PLACE, "own_home")
    assert everywhere(c) == {None}


@pytest.mark.parametrize("first", [PLACE, WHY])
def test_what_was_said_in_one_act_belongs_together_in_whatever_order_it_came(first):
    """A form with several lines is one act, and the clock tells nothing of their order."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    at = a.now()
    pen = replace(a.pen, conversation="talk-2", now=lambda: at)
    place = pen.answer(a.log, PLACE, Answer(value="hospice"))
    why = pen.answer(a.log, WHY, Answer(own_words="They know me there."))
    a.keep(place + why if first == PLACE else why + place)
    assert everywhere(a) == {None}
    a.answer(PLACE, "care_home")
    assert everywhere(a) == {"hospice"}


def test_that_a_reason_was_written_goes_only_where_the_reason_goes():
    """Its writer, its day and its talk stand in the mark."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    at = a.now()
    pen = replace(a.pen, conversation="talk-C", now=lambda: at)
    why = Answer(own_words="With the dog.", sharing="care_team_only")
    a.keep(pen.answer(a.log, WHY, why) + pen.seen_with(a.log, WHY))

    def marks(audience: str) -> int:
        return sum(e.question == KEPT for e in a.export(audience).entries.values())

    assert (marks("team"), marks("family")) == (1, 0)


@pytest.mark.parametrize(
    ("before", "another"),
    [("attempt", True), ("unknown", False), ("none_recorded", False), (None, False)],
)
def test_what_was_said_before_anything_was_decided_is_of_no_other_decision(before, another):
    a = laptop("A")
    a.answer("cpr.status", before, standing=Standing.ANSWERED if before else Standing.UNDECIDED)
    a.answer("cpr.agree", "disagree")
    assert not is_of_another(a.log, "cpr.agree")
    a.answer("cpr.status", "not_for_CPR")
    assert is_of_another(a.log, "cpr.agree") is another
    assert said_of(a.log, "cpr.agree"), "the page asks all the same whether it fits"
    assert not is_of_another(a.log, "cpr.status")
