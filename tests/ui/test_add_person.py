"""Add a person: five things, a look for the same person, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from eolplan.identity import Staff
from eolplan.subject import Subject
from tests.ui.audit import all_text
from ui.pages.add_person import AddPersonPage
from ui.pages.where import Where
from ui.window import Window


@pytest.fixture
def page(window: Window, desk: Desk, people: dict[str, str]) -> AddPersonPage:
    del people
    window.begin(desk, Where("add-person"))
    assert isinstance(window.page, AddPersonPage)
    return window.page


def fill(page: AddPersonPage, given: str, family: str, born: str = "", number: str = "") -> None:
    QTest.keyClicks(page.given.box, given)
    QTest.keyClicks(page.family.box, family)
    page.born.show_value(born)
    QTest.keyClicks(page.number.box, number)


def wanted(page: AddPersonPage) -> list[Where]:
    """Return where the page asks to go, without going there."""
    asked: list[Where] = []
    page.wanted.disconnect()
    page.wanted.connect(asked.append)
    return asked


def test_a_person_is_added_with_what_was_said(page: AddPersonPage, desk: Desk) -> None:
    asked = wanted(page)
    fill(page, "Mair", "Evans", "1930-05-10", "999 000 0026")
    QTest.keyClicks(page.address, "2 Heol y Bont")
    QTest.keyClick(page.address, Qt.Key.Key_Return)
    QTest.keyClicks(page.address, "Aberwen")
    QTest.keyClicks(page.postcode.box, "cf99 9zz")
    QTest.keyClicks(page.communication, "Welsh first.")
    page.go_on()

    assert [where.page for where in asked] == ["person"]
    log = desk.log(asked[0].person)
    subject = Subject.of(log)
    assert subject.listed == "EVANS, Mair"
    assert subject.born == "1930-05-10"
    assert subject.nhs == "9990000026"
    assert subject.address == "2 Heol y Bont, Aberwen"
    assert log.reading("comm.how").own_words == "Welsh first."


def test_a_name_alone_is_enough(page: AddPersonPage, desk: Desk) -> None:
    """At a bedside a first name may be all there is: nobody is turned away."""
    asked = wanted(page)
    fill(page, "Mair", "")
    page.go_on()
    row = desk.caseload.row(asked[0].person)
    assert row is not None
    assert row.given == "Mair"


@pytest.mark.parametrize(
    ("given", "born", "number", "postcode", "expected"),
    [
        ("", "", "", "", "Enter a name"),
        ("Mair", "2999", "", "", ""),
        ("Mair", "", "999 000 0019", "", "NHS number: One digit is wrong"),
        ("Mair", "", "12", "", "NHS number: The number has ten digits. This one has 2."),
        ("Mair", "", "", "nowhere", "This does not look like a UK postcode"),
    ],
)
def test_what_cannot_be_right_is_said_in_words(
    page: AddPersonPage, given: str, born: str, number: str, postcode: str, expected: str
) -> None:
    asked = wanted(page)
    fill(page, given, "", born, number)
    QTest.keyClicks(page.postcode.box, postcode)
    page.go_on()
    problems = page.summary.problems()
    assert len(problems) == 1
    assert problems[0].startswith(expected)
    assert page.summary.hasFocus()
    assert asked == []


def test_a_link_of_the_summary_leads_to_the_field(page: AddPersonPage) -> None:
    fill(page, "Mair", "Evans", number="12")
    page.go_on()
    page.summary._links[0].click()
    assert page.number.box.hasFocus()
    page.number.box.clear()
    page.born.box("year").setText("41")
    page.go_on()
    page.summary._links[0].click()
    assert page.born.box("year").hasFocus()


def test_the_same_person_is_asked_about_once(page: AddPersonPage, desk: Desk) -> None:
    """Two plans for one person are how a wish is missed."""
    asked = wanted(page)
    fill(page, "gwen", "PRYCE", "1941-03-04")
    page.go_on()
    assert "Could this be the same person?" in all_text(page)
    assert "PRYCE, Gwen" in all_text(page)
    assert asked == []
    before = desk.caseload.counts()

    page._add_anyway()

    assert [where.page for where in asked] == ["person"]
    assert sum(desk.caseload.counts().values()) > sum(before.values())


def test_the_plan_that_is_there_can_be_opened_instead(
    page: AddPersonPage, people: dict[str, str]
) -> None:
    asked = wanted(page)
    fill(page, "Gwendoline", "Price", number="999 000 0018")
    page.go_on()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert asked == [Where("person", person=people["Gwen"])]


def test_a_very_old_person_is_looked_at_twice(page: AddPersonPage) -> None:
    asked = wanted(page)
    fill(page, "Mair", "Evans", "1905-03-04")
    page.go_on()
    assert "Mair would be 121 years old. Is the year right?" in all_text(page)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)  # no key that is held adds anybody
    assert page._question is not None
    page._to_form()
    assert page.given.text() == "Mair"
    assert asked == []


def test_no_number_asks_why(page: AddPersonPage, desk: Desk) -> None:
    assert not page.why.isVisible()
    page.none.click()
    assert page.why.isVisible()
    code = desk.guide.question("person.no_id_reason").options[0].code
    page.why.card(code).click()
    asked = wanted(page)
    QTest.keyClicks(page.given.box, "Mair")
    page.go_on()
    assert desk.log(asked[0].person).reading("person.no_id_reason").value == code


@pytest.mark.parametrize(
    ("nation", "question", "label"),
    [
        ("ENG", "person.nhs_no", "NHS number"),
        ("WAL", "person.nhs_no", "NHS number"),
        ("SCT", "person.chi", "CHI number"),
        ("NIR", "person.hcn", "Health and Care number"),
    ],
)
def test_the_nation_decides_which_number(
    window: Window, desk: Desk, staff: Staff, nation: str, question: str, label: str
) -> None:
    from dataclasses import replace

    desk.session.store.put_user(replace(staff, nation=nation), at=desk.now())
    window.begin(desk, Where("add-person"))
    page = window.page
    assert isinstance(page, AddPersonPage)
    assert page._number_question == question
    assert label in all_text(page)


def test_a_practice_number_is_pointed_out_and_taken(page: AddPersonPage) -> None:
    fill(page, "Mair", "Evans", number="999 000 0026")
    page.number.box.left.emit()
    assert "Numbers that begin with 999 are for practice." in all_text(page)


def test_half_a_page_is_there_again(
    page: AddPersonPage, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    """The doorbell rings; ten minutes later the page is as it was."""
    fill(page, "Mair", "Ev", "1930")
    window.go(Where("people"))
    window.go(Where("add-person"))
    again = window.page
    assert isinstance(again, AddPersonPage)
    assert (again.given.text(), again.family.text(), again.born.value()) == ("Mair", "Ev", "1930")
    assert "These are the details you began to fill in." in all_text(again)

    again._start_again()
    assert again.given.text() == ""
    assert desk.session.store.setting("add-person.draft") is None


def test_nothing_is_left_over_for_the_next_person(
    page: AddPersonPage, window: Window, desk: Desk
) -> None:
    """Mixing two people's details is the worst thing this page could do."""
    wanted(page)
    fill(page, "Mair", "Evans")
    page.go_on()
    window.go(Where("add-person"))
    again = window.page
    assert isinstance(again, AddPersonPage)
    assert again.given.text() == ""


def test_a_name_that_was_looked_for_comes_along(window: Window, desk: Desk) -> None:
    window.begin(desk, Where("add-person", note="mair evans"))
    page = window.page
    assert isinstance(page, AddPersonPage)
    assert (page.given.text(), page.family.text()) == ("Mair", "Evans")
