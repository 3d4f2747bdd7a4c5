"""Help is one key away on every page, in words that fit in a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.guide_content.plain_english import american_in, banned_in, grade, sentences, words
from tests.ui.hands import Hands
from ui.pages import PAGES
from ui.pages.help import helps
from ui.pages.unlock import UnlockPage
from ui.pages.where import Where

if TYPE_CHECKING:
    from ui.window import Window

BEFORE_UNLOCK = {
    "setup", "passphrase", "recovery-first", "unlock", "recover", "stuck", "broken", "practise",
    "restore",
}  # fmt: skip
LINES = [(page, line) for page, h in helps().items() for line in (h.about, *h.words, h.note)]


def test_every_page_has_a_help_text_and_no_text_is_without_a_page() -> None:
    assert set(helps()) == set(PAGES) | BEFORE_UNLOCK


def test_every_page_says_what_it_is_for_and_what_to_do() -> None:
    for page, help_ in helps().items():
        assert help_.title, page
        assert 1 <= len(help_.words) <= 8, page


def test_the_words_are_plain_and_calm() -> None:
    assert [(page, w) for page, line in LINES for w in (*banned_in(line), *american_in(line))
            if w != "program"] == []  # fmt: skip
    assert [(p, s) for p, line in LINES for s in sentences(line) if len(words(s)) > 20] == []
    assert [line for _, line in LINES if "\u2013" in line or "\u2014" in line] == []
    assert [(p, round(grade(line), 1)) for p, line in LINES if grade(line) > 9] == []


def shown(window: QWidget) -> list[str]:
    return [w.text() for w in window.findChildren(QLabel) if w.isVisible()]


def test_f1_opens_and_closes_it(hands: Hands) -> None:
    before = hands.focused()
    hands.press(Qt.Key.Key_F1)
    assert hands.focused() == "help.close"
    assert helps()["people"].about in shown(hands.window)
    hands.press(Qt.Key.Key_F1)
    assert hands.focused() == before
    assert helps()["people"].about not in shown(hands.window)


def test_escape_closes_it(hands: Hands) -> None:
    before = hands.focused()
    hands.press(Qt.Key.Key_F1)
    hands.press(Qt.Key.Key_Escape)
    assert hands.focused() == before


def test_escape_closes_it_from_the_page_too(hands: Hands) -> None:
    """ "Esc: close a panel" stands on the list of keys, and says nothing of where the focus is."""
    hands.press(Qt.Key.Key_F1)
    hands.find("people.add").setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert helps()["people"].about not in shown(hands.window)
    assert hands.focused() == "people.add"


def test_it_goes_along_to_the_next_page(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F1)
    hands.window.go(Where("add-person"))
    QApplication.processEvents()
    assert helps()["add-person"].about in shown(hands.window)
    assert hands.focused() == "add.given"


def test_the_button_is_in_the_same_place_on_every_page(hands: Hands) -> None:
    hands.tap("top.help")
    assert hands.focused() == "help.close"
    hands.tap("help.close")
    assert hands.focused() == "top.help"


def test_tab_comes_to_it_after_the_page_and_f6_too(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F1)
    hands.window.setFocus()
    seen = []
    for _ in range(12):
        hands.press(Qt.Key.Key_F6)
        seen.append(hands.focused())
    assert "help.close" in seen


def test_it_is_there_before_unlock(window: Window) -> None:
    hands = Hands(window)
    window.show_page(UnlockPage([]))
    hands.press(Qt.Key.Key_F1)
    assert helps()["unlock"].about in shown(window)
    assert "Who to call" not in shown(window)


def test_where_it_is_narrow_it_stands_in_place_of_the_page(hands: Hands) -> None:
    hands.window.resize(700, 600)
    hands.press(Qt.Key.Key_F1)
    assert not hands.page.isVisible()
    assert hands.window.width() == 700
    hands.press(Qt.Key.Key_Escape)
    assert hands.page.isVisible()


def test_a_window_that_shrinks_gives_the_room_to_the_help(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F1)
    assert hands.page.isVisible()
    hands.window.resize(640, 600)
    assert hands.window.width() == 640
    assert not hands.page.isVisible()
    hands.window.resize(1366, 689)
    assert hands.page.isVisible()
