"""The list of people: found in a moment, opened in one press, and nobody ranked."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from eolplan.caseload import CaseloadRow, Filter
from eolplan.desk import Desk
from eolplan.record import Answer
from eolplan.vault.db import Database
from eolplan.vault.place import Folder
from eolplan.vault.recovery import UNKEPT
from tests.conftest import Clock
from tests.ui.audit import all_text, unseen_focus
from ui.pages.people import PeoplePage
from ui.pages.people_model import PeopleModel
from ui.pages.people_telling import Column, Telling
from ui.pages.where import Where
from ui.widgets import Button
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(at_work: Window) -> PeoplePage:
    assert isinstance(at_work.page, PeoplePage)
    return at_work.page


def wanted(page: PeoplePage) -> list[Where]:
    asked: list[Where] = []
    page.wanted.disconnect()
    page.wanted.connect(asked.append)
    return asked


def names(page: PeoplePage) -> list[str]:
    model = page.model
    return [model.row_at(model.index(k, 0)).family for k in range(model.rowCount())]


def pause(desk: Desk, person: str, question: str = "pod.first") -> None:
    talk = desk.conversation(person)
    talk.here(question)
    talk.pause("Ask about the drip.")


# -- tasks -------------------------------------------------------------------


def test_t1_enter_carries_on(window: Window, desk: Desk, people: dict[str, str]) -> None:
    """T1: after the passphrase, one key. The card has the focus; Enter presses it."""
    pause(desk, people["Gwen"])
    window.begin(desk, None)
    page = window.page
    assert isinstance(page, PeoplePage)
    asked = wanted(page)

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    assert [(where.page, where.person, where.question) for where in asked] == [
        ("question", people["Gwen"], "pod")
    ]


def test_t7_three_actions_find_one_of_many(
    at_work: Window, page: PeoplePage, people: dict[str, str]
) -> None:
    """T7: Ctrl+F, some letters, Enter."""
    asked = wanted(page)
    QTest.keyClick(at_work, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(at_work.focusWidget(), "pry")
    QTest.keyClick(at_work.focusWidget(), Qt.Key.Key_Return)
    assert asked == [Where("person", person=people["Gwen"])]


def test_t12_one_action_shows_whose_review_is_due(
    at_work: Window, page: PeoplePage, desk: Desk, people: dict[str, str]
) -> None:
    """T12: one key, or one press on the chip."""
    talk = desk.conversation(people["Ivor"])
    due = (desk.today + dt.timedelta(days=8)).isoformat()
    talk.answer("rev.date", Answer(value=due, said_by="clinician_judgement"))
    at_work.go(Where("people"))
    page = at_work.page  # type: ignore[assignment]  # a new one
    QTest.keyClick(at_work, Qt.Key.Key_2, CTRL)
    assert names(page) == ["Davies"]


# -- find and filters --------------------------------------------------------


@pytest.mark.parametrize("typed", ["pryce gwen", "1941", "4/3/41", "999 000 0018", "cf99"])
def test_people_are_found_by_what_staff_know(page: PeoplePage, qtbot: QtBot, typed: str) -> None:
    QTest.keyClicks(page.find_box, typed)
    qtbot.waitUntil(lambda: names(page) == ["Pryce"], timeout=5_000)


def test_nobody_found_offers_to_add(page: PeoplePage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.find_box, "pryc gwin")
    qtbot.waitUntil(lambda: names(page) == [], timeout=5_000)
    assert "No one matches “pryc gwin”. Check the spelling" in page.nobody.text()
    asked = wanted(page)
    page.new.click()
    assert asked == [Where("add-person", note="pryc gwin")]


@pytest.mark.parametrize(
    ("show", "words"),
    [
        (Filter.REVIEW_DUE, "No reviews due in the next 14 days."),
        (Filter.COME_BACK, "Nothing to come back to today."),
        (Filter.RECENT, "No conversations in the last 14 days."),
    ],
)
def test_an_empty_filter_says_so_kindly(page: PeoplePage, show: Filter, words: str) -> None:
    page.filters._chips[show].click()
    assert page.nobody.text() == words


def test_filters_say_how_many_there_are(page: PeoplePage) -> None:
    heard = all_text(page)
    assert "No place recorded, people: 3, filter" in heard
    assert "Review due, people: 0, filter" in heard


def test_changing_is_absent_until_somebody_can_record_it(page: PeoplePage, desk: Desk) -> None:
    """A filter that could never show anybody would be a dead end."""
    assert ("fn.trend" in desk.guide) == (Filter.CHANGING in page.filters._chips)


def test_the_filter_and_what_was_typed_come_back(at_work: Window, page: PeoplePage) -> None:
    QTest.keyClicks(page.find_box, "gw")
    page.filters._chips[Filter.NO_PLACE].click()
    place = page.place()
    at_work.go(Where("keys"))
    at_work.go(place)
    again = at_work.page
    assert isinstance(again, PeoplePage)
    assert again.find_box.text() == "gw"
    assert again.filters.filter() is Filter.NO_PLACE
    assert names(again) == ["Pryce"]


# -- the table ---------------------------------------------------------------


def test_everyone_is_listed_by_name(page: PeoplePage) -> None:
    assert names(page) == ["Davies", "Khan", "Pryce"]
    assert page.count.text() == "3 people, sorted by name, A first"


def test_enter_or_one_press_opens(page: PeoplePage, people: dict[str, str]) -> None:
    asked = wanted(page)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    last = page.table.visualRect(page.model.index(2, Column.PLACE)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert [where.person for where in asked] == [people["Amir"], people["Gwen"]]


def test_a_row_is_heard_as_one_sentence(page: PeoplePage) -> None:
    said = page.model.data(page.model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "PRYCE, Gwen, born 4 March 1941, place: Not talked about yet, first talk"


def test_tab_leaves_the_table_and_comes_back(at_work: Window, page: PeoplePage) -> None:
    """A12: a table that holds Tab holds the user."""
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    after = at_work.focusWidget()
    assert after is not None
    assert after is not page.table
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert at_work.focusWidget() is page.table


def test_letters_do_not_jump_in_the_list(page: PeoplePage) -> None:
    """Type-ahead fights with screen readers."""
    page.table.setFocus()
    QTest.keyClicks(page.table, "p")
    assert page.table.currentIndex().row() == 0


def test_sorting_by_key_is_said(page: PeoplePage) -> None:
    header = page.table.horizontalHeader()
    header.setFocus()
    QTest.keyClick(header, Qt.Key.Key_Right)
    QTest.keyClick(header, Qt.Key.Key_Return)
    assert page.model.order() == (Column.BORN, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["Davies", "Pryce", "Khan"]
    assert page.count.text() == "3 people, sorted by age, oldest first"
    QTest.keyClick(header, Qt.Key.Key_Return)
    assert names(page) == ["Khan", "Pryce", "Davies"]


def test_what_is_empty_goes_last_whichever_way(page: PeoplePage) -> None:
    rows = [
        CaseloadRow("a", name="A", review_due="2026-12-01"),
        CaseloadRow("b", name="B"),
        CaseloadRow("c", name="C", review_due="2026-11-20"),
    ]
    model = PeopleModel(page, Telling(dt.date(2026, 11, 12)))
    model.show_rows(rows)
    model.sort(Column.REVIEW)
    assert [model.row_at(model.index(k, 0)).person for k in range(3)] == ["c", "a", "b"]
    model.sort(Column.REVIEW, Qt.SortOrder.DescendingOrder)
    assert [model.row_at(model.index(k, 0)).person for k in range(3)] == ["a", "c", "b"]


def test_columns_go_in_order_as_it_gets_narrow(page: PeoplePage) -> None:
    table = page.table
    gone = []
    for width in (1_200, 950, 800, 600):
        table.setFixedWidth(width)
        QApplication.processEvents()
        gone.append({c for c in Column if table.isColumnHidden(c)})
    assert gone == [
        set(),
        {Column.FLAGS},
        {Column.FLAGS, Column.TALKED},
        {Column.FLAGS, Column.TALKED, Column.BORN},
    ]
    shown = page.model.data(page.model.index(2, Column.NAME))
    assert shown == "PRYCE, Gwen\n4 Mar 1941 (85)"
    long = replace(page.model.row_at(page.model.index(2, 0)), name="FEATHERSTONEHAUGH-" * 3)
    page.model.show_rows([long])
    option, cell = QStyleOptionViewItem(), page.model.index(0, Column.NAME)
    option.rect = table.visualRect(cell)
    table.itemDelegateForColumn(Column.NAME).initStyleOption(option, cell)
    name, born = option.text.split("\u2028")
    assert name.endswith("…"), "of the two it is the name that is shortened"
    assert born == "4 Mar 1941 (85)"


def test_discreet_shows_initials_and_years_only(at_work: Window, page: PeoplePage) -> None:
    page.discreet.click()
    again = at_work.page
    assert isinstance(again, PeoplePage)
    seen = all_text(at_work)
    for name in ("Gwen", "PRYCE", "Khan", "KHAN", "4 Mar"):
        assert name not in seen
    assert again.model.data(again.model.index(2, 0)) == "G P"
    assert again.model.data(again.model.index(2, 1)) == "1941"
    again.discreet.click()
    assert "PRYCE, Gwen" in all_text(at_work)


def test_the_whole_table_is_a_table_to_a_screen_reader(page: PeoplePage) -> None:
    face = QAccessible.queryAccessibleInterface(page.table)
    assert face.role() == QAccessible.Role.Table
    assert face.text(QAccessible.Text.Name) == "People"


@pytest.mark.slow
def test_ten_thousand_people_are_shown_and_found(at_work: Window, page: PeoplePage) -> None:
    """The model makes the texts of what is in sight only."""
    rows = [
        CaseloadRow(str(k), name=f"FAMILY{k:05}, Given", family=f"Family{k:05}", born="1940")
        for k in range(10_000)
    ]
    page.model.show_rows(rows)
    page.table.show()
    QApplication.processEvents()
    page.model.sort(Column.BORN, Qt.SortOrder.DescendingOrder)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 9_999
    assert page.count.isVisible()
    del at_work


# -- cards, lines and nobody -------------------------------------------------


def test_a_card_says_where_it_stopped(window: Window, desk: Desk, people: dict[str, str]) -> None:
    pause(desk, people["Gwen"])
    window.begin(desk, None)
    seen = all_text(window)
    assert "Carry on with PRYCE, Gwen, born 4 Mar 1941 (85)" in seen
    assert "today, in Place in the last days." in seen
    assert "Ask about the drip." not in seen  # staff words stay off a watched screen


def test_a_talk_planned_for_today_can_be_started_in_one_action(
    window: Window, desk: Desk, people: dict[str, str]
) -> None:
    talk = desk.conversation(people["Amir"])
    talk.answer("conv.next.when", Answer(value=desk.today.isoformat()))
    window.begin(desk, None)
    page = window.page
    assert isinstance(page, PeoplePage)
    button = page.first_focus()
    assert isinstance(button, Button)
    assert button.accessibleName() == "Start a conversation with KHAN, Amir, born 19 Jul 1952 (74)"
    button.click()
    assert window.page is not None
    assert (window.page.where.page, window.page.where.person) == ("opening", people["Amir"])


@pytest.mark.parametrize(
    ("hours", "page"), [(1, "question"), (25, "opening"), (-24 * 60, "opening")]
)
def test_after_a_day_the_opening_comes_first(
    window: Window, desk: Desk, people: dict[str, str], clock: Clock, hours: int, page: str
) -> None:
    """Is now a good time? Yesterday's yes does not count; nor that of a clock since set right."""
    pause(desk, people["Gwen"])
    clock.go_on(hours=hours)
    window.begin(desk, None)
    assert window.page is not None
    button = window.page.first_focus()
    assert isinstance(button, Button)
    button.click()
    assert window.page.where.page == page


def test_nobody_yet_gives_one_next_step(window: Window, desk: Desk) -> None:
    window.begin(desk, None)
    page = window.page
    assert isinstance(page, PeoplePage)
    assert page.nobody.text() == "No people yet. Add the first person."
    assert window.focusWidget() is page.add
    assert not page.find_box.isVisible()


def test_a_code_that_is_not_on_paper_is_brought_up_until_it_is(
    window: Window, desk: Desk, people: dict[str, str]
) -> None:
    del people
    desk.session.store.put_setting(UNKEPT, "-".join(["ABCDE"] * 8), at=desk.now())
    window.begin(desk, None)
    assert "Your recovery code is not on paper yet." in all_text(window)
    window.go(Where("recovery"))
    assert window.page is not None
    window.page.kept.emit()  # type: ignore[attr-defined]  # the recovery page's own
    assert window.page.where.page == "people"
    assert "recovery code" not in all_text(window)


def test_a_plan_that_cannot_be_read_is_told_beside_the_others(
    page: PeoplePage, desk: Desk, people: dict[str, str]
) -> None:
    """One altered entry must not hide the other plans, nor be shown as fact."""
    session = desk.session
    with closing(Database.open(Folder(session.folder).database, session._keys.db)) as bare:
        bare.run("DROP TRIGGER entry_no_update")
        bare.run("UPDATE entry SET body = replace(body, 'Davies', 'Davids')")
    asked = wanted(page)
    page._open(people["Ivor"])
    assert asked == []
    assert "One plan could not be read (DAVIES, Ivor). The others are fine." in all_text(page)
    page._open(people["Gwen"])
    assert asked == [Where("person", person=people["Gwen"])]


def test_the_focus_is_seen_on_every_control(at_work: Window, page: PeoplePage) -> None:
    """A13."""
    from ui.widgets import FocusRings

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    rings = FocusRings(app)
    for control in (page.find_box, page.add, page.discreet, page.table):
        assert unseen_focus(at_work, control) == []
    rings.stop()
