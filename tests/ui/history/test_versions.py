"""Two versions compared, an old one read, and words found in a plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from eolplan.conversation import sign_off
from eolplan.desk import Desk, Past
from eolplan.record import Answer
from tests.core.test_unread_version import damage
from tests.ui import plans
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.history.hands import (
    CTRL,
    NEVER,
    ONCE,
    SHIFT,
    SINCE,
    THRICE,
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
    assert "3 differences" in words(looking.page)
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
    assert "1st own home, 2nd hospice." in said
    assert "Does not want hospital." in said
    press_card(looking, "compare.much.changed")
    assert "The same in both" not in words(looking.page)


def test_what_changed_since_the_sign_off_is_compared_with_it(looking: Hands, past: Stock):
    looking.window.go(Where("history", person=past.ids[SINCE]))
    looking.tap("history.compare")
    assert "1 difference" in words(looking.page)


def test_only_what_holds_is_called_now(looking: Hands, past: Stock):
    """Of two old versions, each side says which it is, whichever side they were chosen on."""
    versions = Past(past.desk, past.ids[THRICE]).versions
    newest, second, first = (version.digest for version in versions)
    looking.window.go(to_compare(past.ids[THRICE], second, newest))
    assert {"Was", "Now"} <= set(words(looking.page).splitlines())
    looking.window.go(to_compare(past.ids[THRICE], second, first))
    said = set(words(looking.page).splitlines())
    assert {"Version 1", "Version 2"} <= said
    assert not {"Was", "Now"} & said
    looking.press(Qt.Key.Key_D, CTRL)
    spoken = name_of(looking.window.focusWidget())
    assert f"Version 1: “{plans.MATTERS}”, Version 2: “{TREE}”" in spoken


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


def test_a_version_that_cannot_be_read_is_told_and_the_others_can_be(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.signed(desk, gwen)
    (first,) = talk.log.versions
    talk = desk.conversation(gwen)
    plans.settle_talk(talk)
    version = sign_off(talk, plans.PASSPHRASE)
    damage(desk, first)
    hands.window.go(Where("history", person=gwen))
    assert "Version 2 is the newest" in words(hands.page)
    press_card(hands, f"history.events.{first}")
    said = words(hands.page)
    assert "Version 1 could not be read. The others are fine." in said
    assert "It is not shown. All that was recorded can be read, and the other versions." in said
    press_card(hands, f"history.events.{version.digest}")
    assert hands.has("history.to_version")


@pytest.mark.parametrize("newest", [False, True])
def test_the_plan_itself_tells_of_the_damage_and_the_newest_is_signed_again(
    hands: Hands, desk: Desk, gwen: str, newest: bool
):
    talk = plans.signed(desk, gwen)
    (first,) = talk.log.versions
    talk = desk.conversation(gwen)
    plans.settle_talk(talk)
    version = sign_off(talk, plans.PASSPHRASE)
    damage(desk, version.digest if newest else first)
    hands.window.go(Where("person", person=gwen))
    told = "The newest version could not be read" if newest else "Version 1 could not be read."
    assert told in words(hands.page)
    assert hands.has("person.check") is False
    assert "., Who signed it" not in words(hands.page)
    hands.tap("person.status.lost")
    assert hands.page.where.page == ("check" if newest else "history")
    hands.window.go(Where("check", person=gwen))
    assert told in words(hands.page)
    offered = [b for b in ("check.sign", "check.share") if hands.has(b)]
    assert offered == (["check.sign"] if newest else ["check.share"])
    if newest:
        assert hands.page.onward.text() == "Sign off as version 3"


def test_the_reason_of_a_change_is_not_listed_as_the_same(hands: Hands, desk: Desk, gwen: str):
    talk = plans.signed(desk, gwen)
    talk.answer("pod.second", Answer(value="care_home"))
    talk.answer("pod.why", Answer(own_words="Huw works there."))
    hands.window.go(to_compare(gwen, Past(desk, gwen).versions[0].digest, "", whole=True))
    assert words(hands.page).count("Huw works there.") == 1
