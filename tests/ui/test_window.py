"""The frame: the way from page to page, keys, messages, the cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from ui.pages import PAGES
from ui.pages.commands import KEYS, Command
from ui.pages.people import PeoplePage
from ui.pages.where import Where
from ui.theme import look
from ui.window import Window


def words_of(root: QWidget) -> set[str]:
    """Return everything that eyes or a screen reader could get from a window."""
    found: set[str] = {root.windowTitle()}
    todo: list[QAccessibleInterface] = [QAccessible.queryAccessibleInterface(root)]
    kinds = QAccessible.Text
    while todo:
        face = todo.pop()
        found |= {face.text(kind) for kind in (kinds.Name, kinds.Description, kinds.Value)}
        todo += [child for k in range(face.childCount()) if (child := face.child(k)) is not None]
    return found - {""}


def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(window.focusWidget() or window, key, held)
    QApplication.processEvents()


COVERED = {"eolplan", "Carry on", "Screen covered. Press F8 to carry on."}
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_the_title_never_names_anybody(at_work: Window, people: dict[str, str]) -> None:
    """Task bars, previews and screen sharing show titles to whoever is near."""
    for where in (Where("people"), Where("add-person"), Where("keys")):
        assert at_work.go(where)
        assert at_work.windowTitle() == "eolplan"


def test_people_is_where_work_begins(at_work: Window) -> None:
    assert at_work.page is not None
    assert at_work.page.where.page == "people"


def test_a_place_that_is_not_known_opens_people(window: Window, desk: Desk) -> None:
    """A place kept by a later eolplan must not keep anybody out."""
    window.begin(desk, Where("a page of tomorrow"))
    assert window.page is not None
    assert window.page.where.page == "people"


def test_back_goes_where_the_user_came_from(at_work: Window) -> None:
    at_work.go(Where("add-person"))
    at_work.go(Where("keys"))

    press(at_work, Qt.Key.Key_Left, ALT)
    assert at_work.page is not None
    assert at_work.page.where.page == "add-person"
    press(at_work, Qt.Key.Key_Left, ALT)
    assert at_work.page.where.page == "people"
    press(at_work, Qt.Key.Key_Left, ALT)
    assert at_work.page.where.page == "people"


def test_find_is_a_key_away_from_every_page(at_work: Window) -> None:
    at_work.go(Where("keys"))
    press(at_work, Qt.Key.Key_F, CTRL)
    focused = at_work.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.objectName() == "people.find"


def test_no_key_is_a_single_letter_and_none_is_used_twice() -> None:
    """Speech input types letters, so a letter alone must do nothing."""
    sequences = [sequence for key in KEYS.values() for sequence in key.sequences]
    assert len(sequences) == len(set(sequences))
    for sequence in sequences:
        assert sequence.startswith(("Ctrl+", "Alt+", "Shift+F", "F"))


@pytest.mark.parametrize("command", list(Command))
def test_every_command_is_on_the_keyboard_list(command: Command) -> None:
    assert command in KEYS


def test_region_keys_go_round_and_come_back(at_work: Window) -> None:
    start = at_work.focusWidget()
    seen = []
    for _ in range(2):
        press(at_work, Qt.Key.Key_F6)
        seen.append(at_work.focusWidget())
    press(at_work, Qt.Key.Key_F6, SHIFT)
    assert at_work.focusWidget() is seen[0]
    assert start is not seen[0]


def test_ctrl_s_says_that_it_is_saved_already(at_work: Window) -> None:
    press(at_work, Qt.Key.Key_S, CTRL)
    assert at_work.messages.words() == "Everything is saved as you go."


def test_text_size_and_theme_are_asked_for_by_key(qtbot: QtBot, at_work: Window) -> None:
    with qtbot.waitSignal(at_work.look_wanted) as larger:
        press(at_work, Qt.Key.Key_Plus, CTRL)
    assert larger.args == [look().larger()]
    with qtbot.waitSignal(at_work.look_wanted) as theme:
        press(at_work, Qt.Key.Key_T, CTRL, SHIFT)
    assert theme.args == [look().next_theme()]


def test_lock_is_asked_for_by_key_and_never_done_here(qtbot: QtBot, at_work: Window) -> None:
    with qtbot.waitSignal(at_work.lock_wanted):
        press(at_work, Qt.Key.Key_L, CTRL)
    assert at_work.isVisible()


# -- the cover ---------------------------------------------------------------


def test_one_key_covers_and_one_button_is_left(at_work: Window) -> None:
    """T6: one action. A22: nothing but Carry on, for eyes and for screen readers."""
    assert any("PRYCE" in words for words in words_of(at_work))

    press(at_work, Qt.Key.Key_F8)

    assert at_work.covered
    assert words_of(at_work) == COVERED


def test_escape_does_not_uncover_and_f8_does(at_work: Window) -> None:
    press(at_work, Qt.Key.Key_F8)
    press(at_work, Qt.Key.Key_Escape)
    assert at_work.covered
    press(at_work, Qt.Key.Key_F8)
    assert not at_work.covered


def test_no_other_key_works_under_the_cover(at_work: Window) -> None:
    press(at_work, Qt.Key.Key_F8)
    press(at_work, Qt.Key.Key_F, CTRL)
    press(at_work, Qt.Key.Key_S, CTRL)
    assert at_work.covered
    assert not any("saved" in words.lower() for words in words_of(at_work))


def test_uncovering_brings_back_the_words_and_the_caret(at_work: Window) -> None:
    at_work.go(Where("people", focus="people.find"))
    assert isinstance(at_work.page, PeoplePage)
    find = at_work.page.find_box
    QTest.keyClicks(find, "gwen")
    find.setCursorPosition(2)

    press(at_work, Qt.Key.Key_F8)
    at_work.uncover()

    assert find.text() == "gwen"
    assert at_work.focusWidget() is find
    assert find.cursorPosition() == 2


def test_the_scroll_place_comes_back(at_work: Window) -> None:
    """A long page is found again where the eyes were."""
    at_work.resize(1024, 521)
    at_work.go(Where("keys", scroll=240))
    QApplication.processEvents()
    assert at_work.page is not None
    assert at_work.page.view.verticalScrollBar().value() == 240
    place = at_work.place()
    assert place is not None
    assert place.scroll == 240


# -- closing -----------------------------------------------------------------


def test_closing_tells_the_app(qtbot: QtBot, at_work: Window) -> None:
    with qtbot.waitSignal(at_work.closing):
        at_work.close()


def test_a_bug_shows_a_page_and_work_goes_on(at_work: Window) -> None:
    at_work.errors.show(RuntimeError("a word of Gwen's"))
    assert at_work.page is not None
    assert at_work.page.where.page == "broken"
    assert not any("Gwen" in words for words in words_of(at_work))
    assert at_work.place() is None  # nothing to come back to after a lock

    press(at_work, Qt.Key.Key_Return)
    assert at_work.page.where.page == "people"


@pytest.fixture
def stored(desk: Desk) -> Callable[[], str]:
    """Return what tells whether anything in the vault has changed."""
    return lambda: str(desk.session.anchor())


@pytest.fixture
def places(desk: Desk, people: dict[str, str]) -> dict[str, Where]:
    """Return one place for every page of the table, all about the same talk."""
    talk = desk.conversation(people["Gwen"])
    talk.here("pod")
    about = Where("", person=people["Gwen"], conversation=talk.id, question="pod", topic="places")
    nobody = ("people", "add-person", "keys", "recovery")
    return {page: Where(page) if page in nobody else replace(about, page=page) for page in PAGES}


@pytest.mark.uncounted
def test_every_page_is_covered_whole_and_escape_leaves_it_alone(
    at_work: Window, places: dict[str, Where], stored: Callable[[], str]
) -> None:
    """A18 and A22, from every page that can be open when somebody walks in."""
    for page in PAGES:
        assert at_work.go(places[page]), page
        opened = at_work.page
        before = stored()

        press(at_work, Qt.Key.Key_Escape)
        assert at_work.page is opened, page
        assert stored() == before, page

        press(at_work, Qt.Key.Key_F8)
        assert words_of(at_work) == COVERED, page
        press(at_work, Qt.Key.Key_F8)
        assert at_work.page is opened, page
