"""By keys alone: Enter takes nothing away, and the focus is where it can be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.record import Answer
from tests.ui.talking import CTRL, Talking, names_on, words_on
from ui.pages.where import Where

ENTER = Qt.Key.Key_Return
ADDRESS = "conv.gp.address.lines"
PHONES = "conv.contact.phones.phones"


def test_enter_twice_after_a_line_takes_nothing_away(talking: Talking) -> None:
    talking.open("gp")
    talking.hands.write("The Surgery", f"{ADDRESS}.1")
    talking.hands.press(ENTER)
    assert talking.hands.focused() == f"{ADDRESS}.add"
    talking.hands.press(ENTER)
    talking.hands.write("Aberwen")
    talking.hands.press(ENTER)
    said = talking.says("gp.address")
    assert said is not None
    assert said.value == ["The Surgery", "Aberwen"]


@pytest.fixture
def two_phones(talking: Talking) -> Talking:
    """Somebody with two numbers, typed with Enter alone."""
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    talking.hands.write("Siân Pryce", "conv.contact.name.line")
    talking.hands.write("07700 900123", f"{PHONES}.1.number")
    talking.hands.press(ENTER)
    assert talking.hands.focused() == f"{PHONES}.1.kind.mobile"
    talking.hands.tap(f"{PHONES}.add")
    talking.hands.write("01632 960001")
    talking.hands.press(ENTER)
    return talking


def _numbers(talking: Talking) -> list[object]:
    (one,) = talking.talk.log.instances("contact")
    said = talking.says("contact.phones", one)
    assert said is not None
    assert isinstance(said.value, list)
    return [phone["number"] for phone in said.value if isinstance(phone, dict)]


def test_a_number_that_is_removed_is_told_and_ctrl_z_brings_it_back(two_phones: Talking) -> None:
    said: list[tuple[str, bool]] = []
    two_phones.hands.page.said.connect(lambda words, undo: said.append((words, undo)))
    two_phones.hands.tap(f"{PHONES}.2.remove")
    assert _numbers(two_phones) == ["07700 900123"]
    assert said == [("Removed: 01632 960001", True)]
    two_phones.hands.press(Qt.Key.Key_Z, CTRL)
    assert _numbers(two_phones) == ["07700 900123", "01632 960001"]
    typed = two_phones.hands.page.findChildren(QLineEdit)
    assert "01632 960001" in [box.text() for box in typed]


def test_rows_are_numbered_in_their_order(two_phones: Talking) -> None:
    """After one was removed and came back, the second is called the second."""
    two_phones.hands.tap(f"{PHONES}.2.remove")
    two_phones.hands.press(Qt.Key.Key_Z, CTRL)
    names = [name for name in names_on(two_phones) if name.endswith((", number 2", "number 3"))]
    assert names
    assert not any(name.endswith("number 3") for name in names)


def test_a_closed_treatment_says_what_is_wished_of_it(talking: Talking) -> None:
    """Its name alone would be read as a wish for it."""
    talking.open("tx.item")
    talk = talking.talk
    one = talk.add("tx.item")
    talk.answer("tx.item.kind", Answer(value="intensive_care"), one)
    talk.answer("tx.item.view", Answer(value={"view": "would_rather_not"}), one)
    talking.open("tx.item")
    assert {"Intensive care", "Would rather not"} <= set(words_on(talking))
    assert talking.hands.focused() == f"conv.tx.item.{one}.change"


def test_a_closed_person_says_who_they_are_and_whom_nobody_is_to_ring(talking: Talking) -> None:
    """On a list of people to ring a bare name would be rung."""
    talking.open("contact")
    one = talking.talk.add("contact")
    said = {
        "name": Answer(value="Gareth Prosser"),
        "relation": Answer(value="other_family", own_words="Brother-in-law"),
        "roles": Answer(value=["do_not_contact"]),
    }
    for part, answer in said.items():
        talking.talk.answer(f"contact.{part}", answer, one)
    talking.open("contact")
    line = next(words for words in words_on(talking) if "Brother-in-law" in words)
    assert line.endswith("\nDo not contact")


def _focus_is_seen(talking: Talking) -> bool:
    view, focused = talking.hands.page.view, talking.window.focusWidget()
    assert focused is not None
    ground: QWidget = view.viewport()
    return ground.rect().contains(QRect(focused.mapTo(ground, QPoint(0, 0)), focused.size()))


def test_the_focus_is_in_sight_where_what_had_it_is_there_no_more(talking: Talking) -> None:
    """Such as a button of a card that has gone: the page opens where the eyes were."""
    talking.window.resize(1024, 600)
    talking.open("dx")
    where = talking.hands.page.where
    assert talking.window.go(replace(where, focus="conv.nobody.knows", scroll=400))
    talking.hands.press(Qt.Key.Key_Shift)
    assert talking.hands.page.view.verticalScrollBar().value() > 0
    assert _focus_is_seen(talking)


def test_what_is_opened_to_be_changed_has_its_focus_in_sight(talking: Talking) -> None:
    talking.window.resize(1024, 600)
    talking.open("val.matters")
    talking.talk.answer("val.matters", Answer(own_words="The dog."))
    here = talking.hands.page.where
    assert talking.window.go(Where("check", person=talking.person, conversation=here.conversation))
    talking.hands.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert talking.hands.focused() == "check.to_readback", "one key before the first topic"
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.hands.focused().startswith("check.conv.readback.choice")
    assert _focus_is_seen(talking)
    change: QWidget = talking.hands.find("check.second.change")
    view = talking.hands.page.view
    change.setFocus(Qt.FocusReason.OtherFocusReason)
    view.verticalScrollBar().setValue(
        change.mapTo(talking.hands.page.body, QPoint(0, change.height())).y()
        - view.viewport().height()
    )  # at the very end of what can be seen
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.hands.focused().startswith("check.second.")
    assert _focus_is_seen(talking)


def test_the_first_field_of_what_is_added_is_in_sight_where_a_longer_one_comes_before_it(
    talking: Talking,
) -> None:
    """Whom the paper names is asked first: while nobody is on the list, by adding somebody."""
    talking.window.resize(1024, 420)
    talking.open("poa")
    talking.hands.tap("conv.poa.add")
    talking.hands.press(Qt.Key.Key_Shift)
    assert talking.hands.focused() == "conv.poa.person.add"
    assert _focus_is_seen(talking)


def test_all_topics_begin_at_the_one_that_is_open(talking: Talking) -> None:
    talking.open("tx.item")
    topic = talking.hands.page.where.topic
    talking.hands.press(Qt.Key.Key_J, CTRL)
    assert talking.hands.focused() == f"topics.{topic}"
