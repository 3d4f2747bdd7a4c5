"""A list of people is looked at before anybody is added; the coming days lead to each of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from eolplan.record import Answer
from tests.conftest import Clock
from tests.ui.audit import all_text
from ui.pages.import_people import ImportPeoplePage
from ui.pages.visits import VisitsPage
from ui.pages.where import Where
from ui.widgets import Button, Heading
from ui.window import Window

HEAD = "Given name,Family name,Date of birth\n"


@pytest.fixture
def page(at_work: Window) -> ImportPeoplePage:
    at_work.go(Where("import-people"))
    assert isinstance(at_work.page, ImportPeoplePage)
    return at_work.page


def look_at(page: ImportPeoplePage, folder: Path, text: str) -> None:
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    page.look_at(file)


def test_those_who_are_new_are_added_and_those_who_are_here_are_not(
    at_work: Window, page: ImportPeoplePage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = "".join(f"Mair,Evans{n},1940\n" for n in range(6))
    look_at(page, tmp_path, f"{HEAD}Gwen,Pryce,4/3/1941\n{lines},,\n,Rees,soon\n")
    assert len(desk.caseload.people()) == 3
    assert "6 can be added, 1 may be here already, 1 cannot be added." in all_text(at_work)
    assert page.add.words() == "Add 6 people"
    page.add.click()
    qtbot.waitUntil(lambda: at_work.page is not page)
    assert len(desk.caseload.people()) == 9
    assert "6 people were added." in all_text(at_work)


def test_somebody_alike_is_added_only_when_ticked(
    page: ImportPeoplePage, desk: Desk, tmp_path: Path, qtbot: QtBot, at_work: Window
) -> None:
    look_at(page, tmp_path, f"{HEAD}Gwen,Pryce,4/3/1941\n")
    assert not page.add.isEnabled()
    assert page.alike is not None
    page.alike.card("2").click()
    assert page.add.words() == "Add 1 person"
    page.add.click()
    qtbot.waitUntil(lambda: at_work.page is not page)
    assert len(desk.caseload.people("pryce")) == 2


def test_what_is_left_out_of_a_line_is_told_and_why_it_may_be_a_double(
    page: ImportPeoplePage, tmp_path: Path, at_work: Window
) -> None:
    head = HEAD.replace("\n", ",Postcode\n")
    look_at(page, tmp_path, f"{head}Mair,Evans,1940,Aberwen\nGwen,Pryce,4/3/1941,\n")
    seen = all_text(at_work)
    assert "The postcode “ABERWEN” is left out." in seen
    assert seen.count("Mair Evans") == 1
    assert "Line 3: Gwen Pryce, born 4 March 1941" in seen
    assert "born 4 March 1941: the same name and date of birth" in seen


def test_a_file_that_is_no_list_is_refused_in_words(
    at_work: Window, page: ImportPeoplePage, tmp_path: Path
) -> None:
    look_at(page, tmp_path, "Ward,Bed\n7,2\n")
    assert "No column is a name." in all_text(at_work)
    assert not page.add.isVisible()
    page.look_at(tmp_path / "gone.csv")
    assert "This file cannot be read." in all_text(at_work)
    look_at(page, tmp_path, f"{HEAD}Mair,Evans,1940\n")
    assert "This file cannot be read." not in all_text(at_work)


def test_stopping_keeps_whoever_was_added(
    at_work: Window, page: ImportPeoplePage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    look_at(page, tmp_path, HEAD + "".join(f"Mair,Evans{n},1940\n" for n in range(40)))
    page.go_on()
    page._add_some()
    page.stop.click()
    qtbot.waitUntil(lambda: at_work.page is not page)
    assert 3 < len(desk.caseload.people()) < 43


def test_a_lock_in_the_middle_ends_it(page: ImportPeoplePage, desk: Desk, tmp_path: Path) -> None:
    look_at(page, tmp_path, HEAD + "".join(f"Mair,Evans{n},1940\n" for n in range(40)))
    page.go_on()
    page.settle()
    assert not page._turn.isActive()
    assert len(desk.caseload.people()) == 3


def test_the_coming_days_lead_to_each_plan(
    at_work: Window, desk: Desk, people: dict[str, str], clock: Clock
) -> None:
    talk = desk.conversation(people["Gwen"])
    talk.answer("conv.next.when", Answer(value="2026-11-13"))
    talk.answer("conv.next.who", Answer(value="Dr Rees"))
    desk.conversation(people["Ivor"]).answer("rev.date", Answer(value="2026-11-14"))
    at_work.go(Where("visits"))
    page = at_work.page
    assert isinstance(page, VisitsPage)
    seen = all_text(at_work)
    assert "Tomorrow, Friday 13 November 2026" in seen
    assert "Talk planned, with Dr Rees, CF99 9ZZ" in seen
    assert "Review of the plan" in seen
    start = page.findChild(Button, f"visits.visit.{people['Gwen']}")
    assert start is page.first_focus()
    assert isinstance(start, Button)
    start.click()
    assert at_work.page is not None
    assert (at_work.page.where.page, at_work.page.where.person) == ("opening", people["Gwen"])
    clock.go_on(days=3)
    at_work.go(Where("visits"))
    assert "Before today, and not taken up yet" in all_text(at_work)
    assert "Talk planned, with Dr Rees, for 13 Nov 2026, CF99 9ZZ" in all_text(at_work)


def test_after_a_look_at_the_file_no_key_that_is_held_adds_anybody(
    at_work: Window, page: ImportPeoplePage, desk: Desk, tmp_path: Path
) -> None:
    look_at(page, tmp_path, HEAD + "Mair,Rees,1940-01-01\n")
    read = at_work.focusWidget()
    assert isinstance(read, Heading)
    assert read.text() == "1 can be added."
    QTest.keyClick(read, Qt.Key.Key_Return)
    assert desk.caseload.people("rees") == []
    look_at(page, tmp_path, HEAD + "Mair,Rees,1940-01-01\nGwen,Pryce,1941-03-04\n")
    assert page.alike is not None
    assert at_work.focusWidget() is page.alike.first()
