from __future__ import annotations

import datetime as dt

import pytest

from eolplan.record import Answer, Author, Log, Pen
from eolplan.subject import USUAL, Subject, spaced, usual_place

AT = dt.datetime(2026, 11, 12, 12, 0, tzinfo=dt.UTC)


def pen(author: str = "carys") -> Pen:
    return Pen(person="p", author=Author(author, "Carys Bevan", "Nurse"), now=lambda: AT)


def said(*answers: tuple[str, object], log: Log | None = None, instance: str = "") -> Log:
    log = log or Log()
    for question, value in answers:
        made = pen().answer(log, question, Answer(value=value), instance)  # type: ignore[arg-type]
        log = log.plus(made)
    return log


def test_an_empty_record_names_nobody_and_never_shows_a_gap():
    subject = Subject.of(Log())
    assert subject.called == "this person"
    assert subject.born_words == "not known"
    assert subject.numbered("ENG") == ("nhs", "")
    assert subject.age(AT.date()) is None
    assert subject.born_and_age(AT.date()) == "not known"
    assert subject.address == ""


def test_half_a_name_is_listed_without_a_comma():
    assert Subject.of(said(("person.given", "Gwen"))).listed == "Gwen"
    assert Subject.of(said(("person.family", "Pryce"))).listed == "PRYCE"


def test_the_listed_form_is_that_of_the_common_user_interface():
    log = said(
        ("person.family", "Pryce"), ("person.given", "Gwen"), ("person.title", "Mrs"),
        ("person.dob", "1941-03-04"), ("person.nhs_no", "999 000 0018"), ("person.pronouns", "she"),
        ("plan.practice", "yes"),
    )  # fmt: skip
    subject = Subject.of(log)
    assert subject.listed == "PRYCE, Gwen (Mrs)"
    assert subject.full_name == "Gwen Pryce"
    assert subject.nhs == "9990000018"
    assert subject.born_and_age(dt.date(2026, 3, 3)) == "4 March 1941 (84)"
    assert subject.born_and_age(dt.date(2026, 3, 4)) == "4 March 1941 (85)"
    assert subject.names().she == "she"
    assert subject.practice


def test_two_records_that_differ_about_who_this_is_are_both_shown():
    ours = said(("person.family", "Pryce"), ("person.nhs_no", "9990000018"))
    theirs = said(("person.family", "Price"), ("person.nhs_no", "9990000026"))
    subject = Subject.of(ours.plus(theirs.entries.values()))
    assert subject.family == "Price / Pryce"
    assert "9990000018" in subject.nhs
    assert "9990000026" in subject.nhs
    assert subject.disputed == ("person.family", "person.nhs_no")


def test_the_main_address_is_the_one_shown():
    log = said(("person.address", True), ("person.address.kind", "temporary"),
               ("person.address.lines", ["Room 2", "The Beeches"]), instance="b")  # fmt: skip
    assert Subject.of(log).address == "Room 2, The Beeches"
    log = said(("person.address", True), ("person.address.kind", "main"),
               ("person.address.lines", ["12 Heol y Bont"]),
               ("person.address.postcode", "ZZ99 9ZZ"), log=log, instance="c")  # fmt: skip
    assert Subject.of(log).address == "12 Heol y Bont"
    assert Subject.of(log).postcode == "ZZ99 9ZZ"


@pytest.mark.parametrize(
    ("nation", "held", "told"),
    [
        ("ENG", ("nhs", "chi", "hcn"), "nhs"), ("SCT", ("nhs", "chi", "hcn"), "chi"),
        ("NIR", ("nhs", "chi", "hcn"), "hcn"), ("", ("nhs", "chi"), "nhs"),
        ("SCT", ("nhs",), "nhs"), ("WAL", ("hcn",), "hcn"), ("SCT", (), "chi"),
    ],
)  # fmt: skip
def test_the_number_of_the_nation_comes_first_and_any_other_will_do(nation, held, told):
    """Nobody is told that somebody has no number while one of them is written down."""
    digits = {"nhs": "9990000018", "chi": "0403411239", "hcn": "3200000015"}
    subject = Subject(**{kind: digits[kind] for kind in held})
    assert subject.numbered(nation) == (told, digits[told] if held else "")


def test_only_ten_digits_are_spaced():
    assert spaced("9990000018") == "999 000 0018"
    assert spaced("12345") == "12345"


HOME = (("person.address.lines", ["12 Heol y Bont"]), ("person.address", True))


@pytest.mark.parametrize(
    ("place", "more", "usual"),
    [
        ("own_home", (), "yes"),
        ("usual_place_wherever", (), "yes"),
        ("hospice", (), "no"),
        ("care_home", (), "no"),
        ("relative_home", (), ""),
        ("other", (), ""),
        (None, (), ""),
        ("own_home", (("person.living", "care_home"),), ""),
        ("care_home_nursing", (("person.living", "care_home"),), ""),
        ("care_home", (("{address}", ["12 Heol y Bont"]), ("person.living", "care_home")), "yes"),
        ("relative_home", (("{address}", ["1 High Street"]),), "no"),
    ],
)
@pytest.mark.parametrize("question", USUAL)
def test_whether_somebody_lives_at_a_place_is_worked_out_where_the_record_tells_it(
    question, place, more, usual
):
    """It is a national measure; staff can say otherwise, and nobody has to fill it in."""
    first, address = USUAL[question]
    log = said(*HOME, instance="a")
    told = [(name.format(address=address), value) for name, value in more]
    log = said(*told, *([(first, place)] if place else []), log=log)
    assert usual_place(log, question) == usual


def test_two_records_that_differ_on_the_place_tell_nothing():
    ours, theirs = said(("pod.first", "hospice")), said(("pod.first", "own_home"))
    assert usual_place(ours.plus(theirs.entries.values()), "pod.usual") == ""
