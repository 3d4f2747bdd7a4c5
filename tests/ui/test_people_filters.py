"""What the list of people is narrowed to, and what it says where nobody is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from eolplan.caseload import Filter
from eolplan.conversation import ask_second, move
from eolplan.desk import Desk
from eolplan.status import Status
from tests.ui.audit import all_text
from ui.pages.people import PeoplePage
from ui.pages.people_telling import Telling
from ui.pages.where import Where
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: Window) -> PeoplePage:
    window.go(Where("people"))
    assert isinstance(window.page, PeoplePage)
    return window.page


def names(page: PeoplePage) -> list[str]:
    model = page.model
    return [model.row_at(model.index(k, 0)).family for k in range(model.rowCount())]


def test_plans_that_wait_for_a_second_signature_are_one_key_away(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    assert Filter.AWAITS not in opened(at_work).filters._chips  # there is none
    ask_second(desk.conversation(people["Gwen"]), "Dr Rees", "GP")
    again = opened(at_work)
    assert "Waiting for a signature, people: 1, filter" in all_text(at_work)
    QTest.keyClick(again.table, Qt.Key.Key_8, CTRL)
    assert again.filters.filter() is Filter.AWAITS
    assert names(again) == ["Pryce"]
    row = again.model.row_at(again.model.index(0, 0))
    assert row.awaits == "Dr Rees"
    assert "Waiting for a signature" in Telling(desk.today, me=desk.staff.name).flags(row)
    assert "Waiting for your signature" in Telling(desk.today, me="Dr REES").flags(row)
    at_work.go(Where("person", person=people["Gwen"]))
    assert "Dr Rees, GP, has not signed yet." in all_text(at_work)


def test_where_every_plan_has_ended_nobody_is_told_to_add_the_first_person(
    at_work: Window, desk: Desk, people: dict[str, str]
) -> None:
    for person in people.values():
        move(desk.conversation(person), Status.MOVED, on="2026-11-12", why="")
    page = opened(at_work)
    assert page.nobody.text() == "No plan is in use now. Those that have ended are under “Ended”."
    QTest.keyClick(page.find_box, Qt.Key.Key_9, CTRL)
    assert names(page) == ["Davies", "Khan", "Pryce"]
