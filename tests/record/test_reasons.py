"""A reason stands beside the answer that it was said of, by the order of arrival."""

from __future__ import annotations

import pytest

from eolplan.record import Standing, said_of
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
