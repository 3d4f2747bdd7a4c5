"""A plan is erased on a page of its own: never in one step, and never by a key held too long."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from eolplan.desk import Desk
from eolplan.identity import CLINICIAN, Staff
from eolplan.record import Answer
from tests.ui.audit import all_text
from tests.ui.hands import Hands
from ui.pages.erasing import ErasingPage
from ui.pages.where import Where
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
RULE = "Kept as long as the rule asks."


@pytest.fixture
def page(at_work: Window, desk: Desk, people: dict[str, str]) -> ErasingPage:
    """The page, reached as a lead reaches it."""
    desk.conversation(people["Gwen"]).answer("val.matters", Answer(own_words="The allotment."))
    hands = Hands(at_work)
    at_work.go(Where("person", person=people["Gwen"]))
    assert not hands.has("person.erase")  # it is never one step away
    hands.tap("person.more")
    hands.tap("person.erase")
    assert isinstance(hands.page, ErasingPage)
    return hands.page


def fill(page: ErasingPage, name: str = "Gwen Pryce", born: str = "1941-03-04") -> None:
    page.name.box.setText(name)
    page.born.show_value(born)
    page.reason.box.setText(RULE)


def test_it_is_erased_by_keys_after_a_second_look(
    page: ErasingPage, at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    fill(page)
    QTest.keyClick(page.reason.box, Qt.Key.Key_Return, CTRL)
    asks = at_work.focusWidget()
    assert asks is page.once_more
    for held in (Qt.KeyboardModifier.NoModifier, CTRL):  # no key that is held erases
        QTest.keyClick(asks, Qt.Key.Key_Return, held)
    assert people["Gwen"] in desk.session.store.persons()
    assert "PRYCE, Gwen, born 4 March 1941" in all_text(at_work)
    for _ in range(2):
        focused = at_work.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert at_work.focusWidget() is page.yes
    QTest.keyClick(page.yes, Qt.Key.Key_Return)
    assert people["Gwen"] not in desk.session.store.persons()
    assert at_work.page is not None
    assert at_work.page.where.page == "people"
    assert "The plan was erased. A new back-up is made now." in all_text(at_work)
    assert [row.family for row in desk.caseload.everyone()] == ["Davies", "Khan"]


def test_the_wrong_plan_is_not_erased(page: ErasingPage, desk: Desk) -> None:
    page.go_on()
    assert page.summary.problems() == [
        "Write the full name as it stands at the head of this plan.",
        "Write the date of birth.",
        "Write why, in a few words.",
    ]
    fill(page, name="Ivor Davies", born="1938-02")
    page.go_on()
    wrong = "That is not the date of birth in this plan. Is it the right one?"
    assert wrong in page.summary.problems()
    assert page._second is None
    assert len(desk.session.store.persons()) == 3
    page.born.box("year").setText("38")
    page.go_on()
    assert [box for words, box in page.check() if "year" in words] == [page.born.box("year")]


def test_a_plan_in_use_is_offered_to_be_ended_instead(page: ErasingPage, at_work: Window) -> None:
    assert page.instead is not None
    assert at_work.focusWidget() is page.instead
    page.instead.click()
    assert at_work.page is not None
    assert at_work.page.where.page == "status"


def test_records_that_were_joined_can_be_parted_first(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    desk.two_plans.join(people["Gwen"], people["Ivor"], reason="One person, two records.")
    at_work.go(Where("erase", person=people["Gwen"]))
    page = at_work.page
    assert isinstance(page, ErasingPage)
    assert "2 records are read as one here." in all_text(page)
    assert page.part is not None
    page.part.click()
    assert at_work.page is not None
    assert at_work.page.where.page == "joining"


def test_going_back_keeps_the_plan_and_what_was_typed(page: ErasingPage, at_work: Window) -> None:
    fill(page)
    page.go_on()
    QTest.keyClick(at_work, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert at_work.page is page
    assert page.reason.text() == RULE
    assert page.place().note == ""  # nothing of it is kept at a lock


def test_others_of_the_team_are_told_whom_to_ask(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    store = desk.session.store
    store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    store.put_user(replace(desk.staff, may=CLINICIAN), at=desk.now())
    hands = Hands(at_work)
    at_work.go(Where("person", person=people["Gwen"]))
    assert not hands.has("person.more")
    at_work.go(Where("erase", person=people["Gwen"]))
    assert not isinstance(at_work.page, ErasingPage)
