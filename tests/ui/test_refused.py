"""What is refused stays where it was typed, and is named in the summary and beside its field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.talking import CTRL, Talking, question_page
from ui.fields import PhonesField
from ui.widgets import ErrorSummary

SIGNED = "conv.poa.signed_on.date"


def _problems(talking: Talking) -> list[str]:
    return talking.hands.find("conv.problems", ErrorSummary).problems()


def test_a_date_that_is_none_is_named_and_its_box_is_a_press_away(talking: Talking) -> None:
    talking.open("poa")
    talking.hands.tap("conv.poa.add")
    talking.hands.write("31", f"{SIGNED}.day")
    talking.hands.write("Feb", f"{SIGNED}.month")
    talking.hands.write("2020", f"{SIGNED}.year")
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    (paper,) = talking.talk.log.instances("poa")
    asked = question_page(talking).recording.asked("poa.signed_on", paper)
    assert asked is not None
    (problem,) = _problems(talking)
    assert problem == f"{asked.field.asked}: Enter a day between 1 and 29"
    assert asked.field.complaint() == problem
    talking.hands.press(Qt.Key.Key_Tab)
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.hands.focused() == f"{SIGNED}.day"


def test_a_date_that_is_none_comes_back_in_its_own_boxes(talking: Talking) -> None:
    talking.open("poa")
    talking.hands.tap("conv.poa.add")
    talking.hands.write("31", f"{SIGNED}.day")
    talking.hands.write("Feb", f"{SIGNED}.month")
    talking.lock_and_open()
    boxes = [talking.hands.find(f"{SIGNED}.{p}", QLineEdit) for p in ("day", "month", "year")]
    assert [box.text() for box in boxes] == ["31", "Feb", ""]


def _phones(talking: Talking) -> PhonesField:
    return talking.hands.find("conv.person.phones", PhonesField)


def test_a_number_that_is_not_there_is_asked_for_and_its_kind_is_kept(talking: Talking) -> None:
    """A press on Mobile was a typed thing: it must not go without a word."""
    talking.open("person.phones")
    talking.hands.write("07700 900123", "conv.person.phones.phones.1.number")
    talking.hands.tap("conv.person.phones.phones.add")
    talking.hands.tap("conv.person.phones.phones.2.kind.mobile")
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    assert _problems(talking) != []
    assert "Write the number, or take the line away." in _phones(talking).complaint()
    talking.lock_and_open()
    field = _phones(talking)
    assert [(p.number, p.kind) for p in field.phones.value()] == [
        ("07700 900123", ""),
        ("", "mobile"),
    ]
    assert field.mend().objectName() == "conv.person.phones.phones.2.number"
