"""What may be set: it counts at once, can be undone, and names nobody outside the vault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eolplan.identity import Staff
from tests.ui.hands import Hands
from ui.lock import OUTSIDE
from ui.pages.settings import _ANYWAY, SettingsPage
from ui.pages.where import Where
from ui.theme import Look, look
from ui.widgets import ChoiceGroup

if TYPE_CHECKING:
    from eolplan.desk import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def page_of(hands: Hands, section: str = "") -> SettingsPage:
    assert hands.window.go(Where("settings", note=section))
    page = hands.page
    assert isinstance(page, SettingsPage)
    return page


def test_settings_are_a_key_and_a_menu_away(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Comma, CTRL)
    assert hands.page.where == replace(hands.page.where, page="settings", note="you")
    assert hands.focused() == "settings.section.you"


def test_sections_are_chosen_by_press_and_by_key(hands: Hands) -> None:
    page_of(hands)
    hands.tap("settings.section.lock")
    assert hands.has("settings.lock.minutes")
    assert not hands.has("settings.you.name")
    for section in ("staff", "words", "backup", "keys", "you"):
        hands.press(Qt.Key.Key_Tab, CTRL)
        assert hands.page.where.note == section
    hands.press(Qt.Key.Key_Tab, CTRL, SHIFT)
    assert hands.page.where.note == "keys"


def test_a_place_kept_by_a_later_eolplan_opens_the_first_section(hands: Hands) -> None:
    assert page_of(hands, "of tomorrow").where.note == "you"


# -- you and your team -----------------------------------------------------------------


def type_over(hands: Hands, name: str, text: str) -> None:
    box = hands.find(name, QLineEdit)
    box.setFocus()
    box.selectAll()
    hands.write(text or " ")
    if not text:
        box.clear()
    hands.press(Qt.Key.Key_Tab)


def test_a_team_phone_counts_when_the_line_is_left(hands: Hands, desk: Desk) -> None:
    page_of(hands)
    before = desk.staff
    type_over(hands, "settings.you.phone", "01632 960077")
    assert desk.staff == replace(before, team_phone="01632 960077")
    assert hands.window.messages.words() == "Saved. New copies print this."
    hands.tap("message.action")
    assert desk.staff == before
    assert hands.find("settings.you.phone", QLineEdit).text() == before.team_phone


def test_a_change_of_the_printed_facts_is_audited(hands: Hands, desk: Desk) -> None:
    page_of(hands)
    rows = len(desk.session.store.audit_about(desk.staff.id))
    type_over(hands, "settings.you.role", "Ward sister")
    assert len(desk.session.store.audit_about(desk.staff.id)) == rows + 1
    assert desk.verify().ok


@pytest.mark.parametrize(("line", "text"), [("name", ""), ("phone", "none"), ("night", "x")])
def test_what_cannot_be_printed_is_not_kept(hands: Hands, desk: Desk, line: str, text: str) -> None:
    page = page_of(hands)
    before = desk.staff
    type_over(hands, f"settings.you.{line}", text)
    assert desk.staff == before
    field = {"name": page.staff.name, "phone": page.staff.phone, "night": page.staff.night}[line]
    assert field._complaint.text()


def test_a_new_name_is_in_the_bar_at_once(hands: Hands) -> None:
    page_of(hands)
    type_over(hands, "settings.you.name", "Carys Bevan-Jones")
    assert hands.find("top.staff").accessibleName() == "Carys Bevan-Jones, menu"


def test_a_team_has_one_phone_whoever_changes_it(desk: Desk) -> None:
    """A colleague's next copy must not print the number that was given up."""
    mine = desk.staff
    colleague = replace(mine, id="b" * 8, name="Asha Roberts")
    other = Staff(id="c" * 8, name="Dev Patel", role="Nurse", team="The hospice")
    for staff in (colleague, other):
        desk.session.store.put_user(staff, at=desk.now())
    desk.change_staff(replace(mine, team_phone="01632 960088", role="Sister"))
    found = {staff.name: staff for staff in desk.session.store.users()}
    assert found["Asha Roberts"] == replace(colleague, team_phone="01632 960088")
    assert found["Dev Patel"] == other


def test_whom_to_call_is_shown_in_the_help(hands: Hands) -> None:
    page_of(hands)
    type_over(hands, "settings.you.call", "Dafydd, 01632 960010")
    hands.press(Qt.Key.Key_F1)
    from tests.ui.audit import all_text

    assert "Dafydd, 01632 960010" in all_text(hands.window)
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.press(Qt.Key.Key_F1)
    assert "Who to call\n" not in all_text(hands.window)


# -- text and colours --------------------------------------------------------------------


@pytest.fixture
def looking(hands: Hands, look_at: Callable[[str, float], None]) -> list[Look]:
    """What looks were asked for; each is put on, as the app does."""
    wanted: list[Look] = []

    def put_on(chosen: Look) -> None:
        wanted.append(chosen)
        from PySide6.QtWidgets import QApplication

        from ui import theme

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, chosen)

    del look_at
    hands.window.look_wanted.connect(put_on)
    return wanted


def test_text_size_and_theme_change_at_once_and_back(hands: Hands, looking: list[Look]) -> None:
    page_of(hands, "look")
    hands.tap("settings.look.size.1.25")
    hands.tap("settings.look.theme.dark")
    assert looking == [Look("light", 1.25), Look("dark", 1.25)]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert look() == Look("light", 1.25)
    assert hands.find("settings.look.theme", ChoiceGroup).value() == "light"


def test_the_theme_can_be_the_laptops(hands: Hands, looking: list[Look]) -> None:
    page_of(hands, "look")
    hands.tap("settings.look.theme.laptop")
    assert looking[-1].follows
    assert hands.find("settings.look.theme", ChoiceGroup).value() == "laptop"
    hands.press(Qt.Key.Key_T, CTRL, SHIFT)
    assert not looking[-1].follows


def test_a_key_that_changes_the_look_shows_here(hands: Hands, looking: list[Look]) -> None:
    page_of(hands, "look")
    hands.press(Qt.Key.Key_Plus, CTRL)
    assert looking
    assert hands.find("settings.look.size", ChoiceGroup).value() == "1.1"


# -- locking and keys ----------------------------------------------------------------------


def test_a_team_may_lock_sooner(hands: Hands, desk: Desk) -> None:
    page_of(hands, "lock")
    hands.tap("settings.lock.minutes.2")
    assert desk.idle_minutes == 2
    assert hands.window.messages.words() == "It locks after 2 minutes now."
    hands.press(Qt.Key.Key_Z, CTRL)
    assert desk.idle_minutes == 0
    assert hands.find("settings.lock.minutes", ChoiceGroup).value() == "0"
    assert OUTSIDE.lock_s == _ANYWAY * 60
    hands.tap("settings.lock.minutes.10")
    longer = "In a conversation it locks after 10 minutes now."
    assert hands.window.messages.words() == longer  # outside one it locks sooner anyway


def test_the_digits_of_the_table_can_be_switched_off(hands: Hands, desk: Desk, gwen: str) -> None:
    """Speech input and tremor both make keys of their own."""
    page_of(hands, "keys")
    hands.tap("settings.keys.digits.off")
    assert not desk.digits
    hands.window.go(Where("question", person=gwen, question="pod"))
    hands.press(Qt.Key.Key_1)
    assert desk.log(gwen).reading("pod.first").state == "silent"
    page_of(hands, "keys")
    hands.tap("settings.keys.digits.on")
    hands.window.go(Where("question", person=gwen, question="pod"))
    hands.press(Qt.Key.Key_1)
    assert desk.log(gwen).reading("pod.first").value == "own_home"


def test_undo_is_offered_only_after_a_change(hands: Hands, qtbot: QtBot) -> None:
    del qtbot
    from ui.pages.commands import Command

    page = page_of(hands, "keys")
    assert Command.UNDO not in page.commands()
    page.undo()
    hands.tap("settings.keys.digits.off")
    assert Command.UNDO in page.commands()
