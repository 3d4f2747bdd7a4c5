"""Fields that point at something else, and the one for sums of money."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import audit, shelf
from ui.fields import Field, MemberField, MoneyField, ServiceField
from ui.fields.pointing import DIRECTORY, MOST_SHOWN
from ui.widgets import Button


def press(field: Field, name: str) -> None:
    button = field.findChild(Button, f"shelf.t.service.{name}")
    assert button is not None
    button.click()
    QApplication.processEvents()


def offered(field: Field) -> list[str]:
    """Return the names of the services to choose from."""
    QApplication.processEvents()  # what is new in a window shows with its layout
    rows = (field.findChild(Button, f"shelf.t.service.find.{n}") for n in range(MOST_SHOWN + 1))
    return [row.words() for row in rows if row is not None and row.isVisible()]


@pytest.fixture
def service(make):
    field = make("t.service")
    assert isinstance(field, ServiceField)
    return field


# -- a service ----------------------------------------------------------------------------


def test_a_service_is_taken_from_the_directory_with_its_number(qtbot, service):
    service.open()
    assert offered(service) == ["Aberwen cars", "Befrienders"]
    with qtbot.waitSignals([service.edited, service.settled]):
        press(service, "find.1")
    assert service.answer_value() == {
        "name": "Befrienders", "phone": "01632 960202", "id": "8" * 36,
    }  # fmt: skip
    assert offered(service) == []
    assert service.name.hasFocus()


def test_a_service_is_found_by_what_is_typed(service):
    service.open()
    QTest.keyClicks(QApplication.focusWidget(), "hour")
    assert offered(service) == ["Befrienders"]
    QTest.keyClicks(QApplication.focusWidget(), "zzz")
    assert offered(service) == []
    assert "None fits. Try another word" in audit.all_text(service.window())
    press(service, "find.close")
    assert service.choose.isVisible()


def test_a_service_that_was_not_checked_for_long_says_so_before_and_after(service):
    service.open()
    assert "Nobody has checked this yet." in audit.all_text(service.window())
    assert not service.age.isVisible()
    press(service, "find.0")
    assert service.age.isVisible()
    assert service.age.text().startswith("Nobody has checked this yet.")
    QTest.keyClicks(service.name, "!")
    assert not service.age.isVisible()


def test_a_service_that_has_another_number_since_says_so(service):
    service.open()
    press(service, "find.1")
    assert not service.age.isVisible()
    service.show_answer({**service.answer_value(), "phone": "01632 960209"})
    assert service.age.text() == "Local services has another number now: 01632 960202."
    service.show_answer({**service.answer_value(), "phone": "01632960202"})
    assert not service.age.isVisible()


def test_a_service_may_be_written_by_hand_and_is_then_not_taken_for_a_known_one(service):
    service.show_answer({"name": "Befrienders", "phone": "111", "id": "8" * 36})
    service.name.setFocus()
    QTest.keyClicks(service.name, " of Llan")
    assert service.answer_value() == {"name": "Befrienders of Llan", "phone": "111"}


def test_going_from_the_name_to_the_number_is_no_moving_on(qtbot, service):
    service.name.setFocus()
    QTest.keyClicks(service.name, "Chapel")
    with qtbot.assertNotEmitted(service.settled):
        service.phone.setFocus()
    with qtbot.waitSignal(service.settled):
        service.choose.setFocus()


def test_a_service_that_is_out_of_use_is_named_and_not_offered(service):
    service.show_answer({"name": "Night sitters", "id": "9" * 36})
    assert service.age.text() == "Out of use since March."
    service.open()
    assert "Night sitters" not in offered(service)


def test_more_services_than_fit_say_how_many(make):
    one = shelf.SERVICES[1][0]
    many = tuple((replace(one, id=f"{n:036}", name=f"Group {n}"), "") for n in range(9))
    field = make("t.service", services=lambda: many)
    field.open()
    assert len(offered(field)) == MOST_SHOWN
    assert "And 3 more. Type to find one." in audit.all_text(field.window())


def test_an_empty_directory_leads_to_where_services_are_kept(make):
    went: list[str] = []
    field = make("t.service", services=tuple, go=lambda name, _wants: went.append(name))
    field.open()
    assert "No local services are kept yet." in audit.all_text(field.window())
    press(field, "find.directory")
    assert went == [DIRECTORY]


# -- a member of another group ----------------------------------------------------------------


def test_a_member_that_is_not_there_yet_is_added_on_the_page_of_its_group(qtbot, make):
    went: list[tuple[str, str]] = []
    field = make("t.member", members=lambda _group: (), go=lambda *there: went.append(there))
    assert isinstance(field, MemberField)
    assert "People who matter: nothing is written there yet." in audit.all_text(field.window())
    assert field.add.words() == "Add a person"
    with qtbot.waitSignal(field.add_wanted):
        field.add.click()
    assert went == [("t.people", "t.member")]


def test_a_contact_that_is_not_there_yet_is_added_too(make):
    """Also inside a group, where nobody listens to the field itself."""
    went: list[tuple[str, str]] = []
    make("t.contact", contacts=(), go=lambda *there: went.append(there)).add.click()
    assert went == [("contact", "t.contact")]


# -- money ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12.50", 1250), ("1,250", 125_000), ("80p", 80), ("12.5", 1250), ("lots", "lots"),
     ("", None)],
)  # fmt: skip
def test_a_sum_is_kept_in_pence_and_a_slip_as_it_was_typed(make, typed, value):
    field = make("t.money")
    assert isinstance(field, MoneyField)
    QTest.keyClicks(field.box, typed)
    assert field.answer_value() == value


def test_a_sum_is_shown_in_pounds_and_left_as_it_was_typed(make):
    field = make("t.money")
    field.show_answer(125_050)
    assert field.box.text() == "1,250.50"
    field.box.setText("1250.50")
    field.show_answer(125_050)
    assert field.box.text() == "1250.50"
    field.show_answer("lots")
    assert field.box.text() == "lots"


def test_the_box_of_a_sum_says_pounds(make):
    window = make("t.money").window()
    assert isinstance(window, QWidget)
    assert "£" in audit.all_text(window)
    assert Qt.FocusPolicy.NoFocus not in {w.focusPolicy() for w in audit.controls(window)}
