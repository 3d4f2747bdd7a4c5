"""The past of a plan by keyboard alone: found, put back, corrected, marked, compared, left."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eolplan.desk import Desk
from eolplan.record import in_error
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.history.hands import CTRL, SHIFT, TREE, words
from ui.pages.where import Where

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def test_a_slip_is_found_and_put_right_by_keys_alone(hands: Hands, desk: Desk, changed: str):
    hands.window.go(Where("person", person=changed))
    hands.press(Key.Key_F, CTRL, SHIFT)
    hands.write("tree gate")
    hands.press(Key.Key_Return)
    assert "Found once" in words(hands.page)
    hands.tab_to("inside.1.answers")
    hands.press(Key.Key_Return)
    assert hands.page.where.page == "answers"
    (now,) = desk.log(changed).heads("val.matters")
    first = desk.log(changed).history("val.matters")[0]

    hands.tab_to(f"{now.digest[:8]}.correct")
    hands.press(Key.Key_Return)
    assert hands.focused() == "correct.val.matters.words"
    hands.write(" Or a bush.")
    hands.press(Key.Key_Tab)
    hands.write("She said so at once.")
    hands.press(Key.Key_Return, CTRL)
    (right,) = desk.log(changed).heads("val.matters")
    assert right.answer.own_words == f"{TREE} Or a bush."

    hands.tab_to(f"{first.digest[:8]}.again")
    hands.press(Key.Key_Return)
    assert hands.focused() == "answers.amend.how.again"
    hands.press(Key.Key_Space)
    hands.tab_to("answers.amend.yes")
    hands.press(Key.Key_Return)
    (again,) = desk.log(changed).heads("val.matters")
    assert again.answer.own_words == plans.MATTERS

    hands.tab_to(f"{again.digest[:8]}.mistake")
    hands.press(Key.Key_Return)
    hands.write("Not today after all.")
    hands.tab_to("answers.amend.yes")
    hands.press(Key.Key_Return)
    assert in_error(desk.log(changed), again)
    (stands,) = desk.log(changed).heads("val.matters")
    assert stands.answer.own_words == f"{TREE} Or a bush.", "what stood before it stands again"


def test_versions_are_compared_read_and_left_by_keys_alone(hands: Hands, desk: Desk, changed: str):
    talk = desk.conversation(changed)
    plans.settle_facts(talk, conv__when=desk.today.isoformat())
    plans.sign_off(talk, plans.PASSPHRASE)
    hands.window.go(Where("person", person=changed))
    hands.press(Key.Key_H, CTRL)
    assert hands.focused().startswith("history.events.")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Space)
    hands.tab_to("history.differences.1.answers")
    hands.press(Key.Key_D, CTRL)
    assert hands.focused().startswith("history.differences.")
    hands.window.go(Where("history", person=changed))
    hands.press(Key.Key_Tab)
    hands.tab_to("history.to_version")
    hands.press(Key.Key_Return)
    assert hands.page.where.page == "version"
    hands.tab_to("version.back")
    hands.press(Key.Key_Return)
    assert hands.page.where.page == "history"
    hands.press(Key.Key_Left, ALT)


def test_the_history_is_one_key_away_from_the_copies_too(hands: Hands, changed: str):
    hands.window.go(Where("share", person=changed))
    hands.press(Key.Key_H, CTRL)
    assert hands.page.objectName() == "history"
