"""Two versions compared, an old one read, and words found in a plan."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eolplan.desk import Past
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.history.hands import (
    CTRL,
    NEVER,
    ONCE,
    SHIFT,
    SINCE,
    TREE,
    TWICE,
    press_card,
    words,
)
from tests.ui.plans import Stock
from ui.pages.history_ways import compared, to_compare
from ui.pages.where import Where
from ui.widgets import StateTag

# -- two versions ----------------------------------------------------------------------


def test_one_version_has_nothing_to_be_compared_with(looking: Hands, past: Stock):
    looking.window.go(Where("compare", person=past.ids[NEVER]))
    assert "Nothing has been signed off yet" in words(looking.page)
    looking.window.go(Where("compare", person=past.ids[ONCE]))
    line = "This is the first version, so there is nothing to compare yet."
    assert line in words(looking.page)
    assert looking.focused() == "compare.back"
    looking.press(Qt.Key.Key_D, CTRL)
    assert compared(looking.page.place()) == ("", "", False)
    looking.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_any_two_versions_are_compared_in_words(looking: Hands, past: Stock):
    looking.window.go(Where("compare", person=past.ids[TWICE]))
    assert "2 differences" in words(looking.page)
    looking.press(Qt.Key.Key_D, CTRL)
    assert looking.focused() == "compare.differences.1.answers"
    newest = Past(past.desk, past.ids[TWICE]).versions[0]
    press_card(looking, f"compare.older.{newest.digest}")
    assert "This is the same version twice. Choose another." in words(looking.page)
    press_card(looking, "compare.newer.now")
    assert "No difference." in words(looking.page)
    assert compared(looking.page.place()) == (newest.digest, "", False)


def test_the_whole_plan_shows_what_is_the_same_too(looking: Hands, past: Stock):
    newest, first = Past(past.desk, past.ids[TWICE]).versions
    looking.window.go(to_compare(past.ids[TWICE], first.digest, newest.digest, whole=True))
    said = words(looking.page)
    assert "The same in both" in said
    assert "1st own home, 2nd hospice. Does not want hospital." in said
    press_card(looking, "compare.much.changed")
    assert "The same in both" not in words(looking.page)


def test_what_changed_since_the_sign_off_is_compared_with_it(looking: Hands, past: Stock):
    looking.window.go(Where("history", person=past.ids[SINCE]))
    looking.tap("history.compare")
    assert "1 difference" in words(looking.page)


# -- an old version --------------------------------------------------------------------


def test_an_old_version_is_read_as_it_was_and_says_so(looking: Hands, past: Stock):
    newest, first = Past(past.desk, past.ids[TWICE]).versions
    looking.window.go(Where("version", person=past.ids[TWICE], note=first.digest))
    said = words(looking.page)
    assert f"“{plans.MATTERS}”" in said
    assert TREE not in said
    assert "You can read it. Nothing on this page can be changed." in said
    assert _tags(looking) == {"Version 1. Not the newest."}
    assert looking.focused() == "version.newest"
    looking.tap("version.newest")
    assert looking.page.where.note == newest.digest
    assert TREE in words(looking.page)
    assert _tags(looking) == {"Version 2. The newest."}
    assert not looking.has("version.newest")
    (changed,) = Past(past.desk, past.ids[SINCE]).versions
    looking.window.go(Where("version", person=past.ids[SINCE], note=changed.digest))
    assert _tags(looking) == {"Version 1. It has been changed since."}


def test_a_version_that_is_elsewhere_says_so(looking: Hands, past: Stock):
    looking.window.go(Where("version", person=past.ids[TWICE], note="0" * 64))
    assert "This version is not on this laptop." in words(looking.page)
    assert not looking.has("version.compare")
    looking.tap("version.back")
    assert looking.page.where.page == "history"


def _tags(hands: Hands) -> set[str]:
    return {tag.words() for tag in hands.page.findChildren(StateTag)}


# -- find inside -----------------------------------------------------------------------


def test_words_are_found_in_a_plan(looking: Hands, past: Stock):
    looking.window.go(Where("person", person=past.ids[TWICE]))
    looking.press(Qt.Key.Key_F, CTRL, SHIFT)
    assert (looking.page.where.page, looking.focused()) == ("inside", "inside.find")
    looking.write("bed")
    looking.press(Qt.Key.Key_Return)
    said = words(looking.page)
    assert "Found once" in said
    assert plans.MATTERS in said
    looking.tap("inside.1.answers")
    assert looking.page.where.question == "val.matters"
    looking.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "Found once" in words(looking.page), "what was typed is there again"


def test_what_is_not_there_and_what_is_there_often_are_told(looking: Hands, past: Stock):
    looking.window.go(Where("inside", person=past.ids[TWICE], note="zebra"))
    assert "Nothing was found. Try fewer letters, or another word." in words(looking.page)
    looking.window.go(Where("inside", person=past.ids[TWICE], note="e"))
    said = words(looking.page)
    assert "Found " in said
    assert " times" in said
    looking.tap("inside.back")
    assert looking.page.where.page == "person"
