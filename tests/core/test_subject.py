from __future__ import annotations

import datetime as dt

from eolplan.record import Answer, Author, Log, Pen
from eolplan.subject import Subject, spaced

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
    assert subject.nhs_words == "not known"
    assert subject.age(AT.date()) is None
    assert subject.born_and_age(AT.date()) == "not known"
    assert subject.address == ""


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
    assert subject.nhs_words == "999 000 0018"
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


def test_only_ten_digits_are_spaced():
    assert spaced("9990000018") == "999 000 0018"
    assert spaced("12345") == "12345"
