"""Local services: kept by the team, chosen on a plan, and shown with how old they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from eolplan.identity import READER
from eolplan.record import Answer
from tests.ui.audit import all_text
from tests.ui.hands import Hands
from tests.ui.staff.hands import become
from tests.ui.ways_directory import LIST, fill_in, many, nearby
from ui.fields import ServiceField
from ui.fields.pointing import Chooser
from ui.pages.directory import AT_ONCE, DirectoryPage, ask_where_to_save_list
from ui.pages.question import QuestionPage
from ui.pages.services_list import ServicesListPage, ask_for_list
from ui.pages.where import Where
from ui.pages.worked_out import WorkedOut

if TYPE_CHECKING:
    from eolplan.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Return the desk with the usual directory."""
    desk.directory.keep(*nearby())
    return desk


def to_directory(hands: Hands) -> None:
    hands.window.go(Where("settings"))
    hands.tap("settings.directory")
    assert isinstance(hands.page, DirectoryPage)


# -- the list ------------------------------------------------------------------------------


def test_services_are_found_and_old_ones_stand_out(hands: Hands, known: Desk) -> None:
    to_directory(hands)
    seen = all_text(hands.page)
    assert "Caffi Môn" in seen
    assert "Last checked on 1 February 2024. Ring before you rely on it." in seen
    assert "Night sitters of Llan" not in seen
    hands.tap("directory.show.retired")
    seen = all_text(hands.page)
    assert "Night sitters of Llan" in seen
    assert "Out of use since 1 March 2025." in seen
    hands.tap("directory.show.use")
    page = hands.page
    assert isinstance(page, DirectoryPage)
    hands.write("forms", "directory.find")
    page.refresh()  # as when the fingers have rested
    assert "Citizens Advice Aberwen" in all_text(page)
    assert "Caffi Môn" not in all_text(page)
    hands.write("zzz")
    page.refresh()
    assert "No service fits. Try another word." in all_text(page)


def test_one_press_says_that_a_service_was_checked_and_one_key_takes_it_back(
    hands: Hands, known: Desk
) -> None:
    to_directory(hands)
    caffi = nearby()[2]
    hands.tap(f"directory.checked.{caffi.id}")
    now = known.directory.service(caffi.id)
    assert now is not None
    assert now.checked_on == known.today.isoformat()
    assert not hands.has(f"directory.checked.{caffi.id}")
    hands.press(Qt.Key.Key_Z, CTRL)
    assert known.directory.service(caffi.id) == caffi
    hands.tap("directory.show.retired")
    hands.tap(f"directory.again.{nearby()[-1].id}")
    assert nearby()[-1].name in [service.name for service in known.directory.in_use()]


def test_a_long_list_is_shown_bit_by_bit(hands: Hands, desk: Desk) -> None:
    services = many(AT_ONCE + 1)
    desk.directory.keep(*services)
    to_directory(hands)
    shown = [s for s in services if hands.has(f"directory.change.{s.id}")]
    assert len(shown) == AT_ONCE
    hands.tap("directory.more")
    assert all(hands.has(f"directory.change.{s.id}") for s in services)
    assert hands.focused().startswith("directory.change.")


def test_whoever_only_reads_sees_services_and_no_way_to_change_them(
    hands: Hands, known: Desk
) -> None:
    become(known, READER)
    to_directory(hands)
    assert "Caffi Môn" in all_text(hands.page)
    for name in ("directory.add", "directory.bring", f"directory.change.{nearby()[2].id}"):
        assert not hands.has(name)
    hands.window.go(Where("service"))
    assert hands.page.where.page == "may-not"


def test_the_list_is_saved_for_a_spreadsheet(hands: Hands, known: Desk, tmp_path: Path) -> None:
    to_directory(hands)
    page = hands.page
    assert isinstance(page, DirectoryPage)
    page.save(tmp_path / "list.csv")
    assert "Caffi Môn" in (tmp_path / "list.csv").read_text("utf-8-sig")
    assert "Saved as list.csv." in all_text(hands.window)
    page.save(tmp_path / "nowhere" / "list.csv")
    assert "The list could not be saved there." in all_text(hands.window)


def test_the_dialogs_give_what_was_chosen(hands: Hands, tmp_path: Path) -> None:
    to_directory(hands)
    file = tmp_path / "list.csv"
    file.write_text("Name\n", encoding="utf-8")
    for ask in (ask_where_to_save_list, ask_for_list):
        chosen: list[Path] = []
        dialog = ask(hands.page, chosen.append)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(file))
        assert chosen == [file]
        dialog.reject()


# -- one service ----------------------------------------------------------------------------


def test_a_service_is_added_by_keyboard(hands: Hands, desk: Desk) -> None:
    to_directory(hands)
    hands.tap("directory.add")
    assert hands.focused() == "service.name"
    hands.press(Qt.Key.Key_Return, CTRL)
    assert "Enter the name of the service." in all_text(hands.page)
    hands.write("Llan lunch club", "service.name")
    hands.find("service.kind.food").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.write("01632 960777", "service.phone")
    hands.find("service.checked.checked").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert isinstance(hands.page, DirectoryPage)
    (made,) = desk.directory.in_use()
    assert (made.name, made.kind, made.phone) == ("Llan lunch club", "food", "01632 960777")
    assert made.checked_on == desk.today.isoformat()
    assert hands.window._saved_at == desk.now(), "the footer says when"


def test_a_service_is_changed_and_then_taken_out_of_use(hands: Hands, known: Desk) -> None:
    to_directory(hands)
    cars = nearby()[1]
    hands.tap(f"directory.change.{cars.id}")
    assert "Nobody has checked this yet." in all_text(hands.page)
    hands.write(" of Llan", "service.name")
    hands.tap("service.continue")
    now = known.directory.service(cars.id)
    assert now is not None
    assert (now.name, now.checked_on) == (f"{cars.name} of Llan", "")
    hands.tap(f"directory.change.{cars.id}")
    hands.write("Gone to Aberwen", "service.hours")
    hands.tap("service.retire")
    gone = known.directory.service(cars.id)
    assert gone is not None
    assert gone.hours.endswith("Gone to Aberwen"), "what was typed before is kept too"
    assert cars.id not in [service.id for service in known.directory.in_use()]
    assert "Nobody is pointed to it now." in all_text(hands.window)


def test_the_same_service_is_not_added_twice(hands: Hands, known: Desk) -> None:
    hands.window.go(Where("service"))
    hands.write("ABERWEN BEFRIENDERS", "service.name")
    hands.write("aberwen", "service.area")
    hands.tap("service.kind.befriending")
    hands.write("111", "service.phone")
    hands.tap("service.continue")
    assert "There is a service of that name and area already." in all_text(hands.page)


def test_what_is_filled_in_survives_a_lock(hands: Hands, known: Desk) -> None:
    hands.window.go(Where("service", note=nearby()[2].id))
    hands.write(" newydd", "service.name")
    kept = hands.page.place()
    hands.window.go(Where("people"))
    hands.window.go(kept)
    assert "Caffi Môn newydd" in all_text(hands.page)
    hands.tap("service.continue")
    now = known.directory.service(nearby()[2].id)
    assert now is not None
    assert now.name == "Caffi Môn newydd"


# -- a list ------------------------------------------------------------------------------------


def test_a_list_is_shown_row_by_row_before_any_of_it_is_kept(
    hands: Hands, known: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    to_directory(hands)
    hands.tap("directory.bring")
    page = hands.page
    assert isinstance(page, ServicesListPage)
    assert not hands.has("services-list.keep")
    hands.press(Qt.Key.Key_Return, CTRL)  # to the file first
    (dialog,) = page.findChildren(QFileDialog)
    dialog.reject()
    hands.window.activateWindow()
    page.read(tmp_path / "nothing.csv")
    assert "This file could not be opened." in all_text(page)
    page.read(file)
    QApplication.processEvents()
    seen = all_text(page)
    assert "1 new, 1 changed and 2 not brought in." in seen
    assert "These columns are left out: “Budget code”." in seen
    assert "Row 4, Chapel: Write the phone number in digits" in seen
    assert "Row 5, Gardeners: eolplan knows no such kind of service." in seen
    assert "could not be opened" not in seen
    before = known.directory.services()
    assert [service.name for service in before] == [s.name for s in known.directory.services()]
    hands.press(Qt.Key.Key_Return, CTRL)
    assert len(known.directory.services()) == len(before) + 1
    changed = known.directory.service(nearby()[0].id)
    assert changed is not None
    assert changed.phone == "01632 960999"
    assert "2 services were brought in." in all_text(hands.window)


# -- on a plan ------------------------------------------------------------------------------------


def test_a_referral_names_a_service_of_the_directory_for_ever(
    hands: Hands, known: Desk, gwen: str
) -> None:
    """What was meant stands on the plan, whatever becomes of the directory."""
    hands.window.go(Where("question", person=gwen, question="ref.item"))
    hands.tap("conv.ref.item.add")
    hands.tap("conv.ref.item.service.choose")
    panel, view = hands.page.findChild(Chooser), hands.page.view
    assert panel is not None
    top = panel.mapTo(view.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= 16  # it is higher than the view: the box, and results under it
    hands.write("somebody comes")
    hands.tap("conv.ref.item.service.find.0")
    log = known.session.store.log(gwen)
    (one,) = log.instances("ref.item")
    befrienders = nearby()[0]
    said = {"name": befrienders.name, "phone": befrienders.phone, "id": befrienders.id}
    assert log.reading("ref.item.service", one).value == said
    known.directory.retire(befrienders)
    hands.window.go(Where("people"))
    hands.window.go(Where("question", person=gwen, question="ref.item", instance=one))
    field = hands.page.findChild(ServiceField)
    assert field is not None
    assert field.name.text() == befrienders.name
    assert field.age.text().startswith("Out of use since")
    assert known.session.store.log(gwen).reading("ref.item.service", one).value == said


def test_goals_and_their_actions_are_seen_together(hands: Hands, known: Desk, gwen: str) -> None:
    fill_in(known.conversation(gwen))
    hands.window.go(Where("question", person=gwen, question="pc.pcsp"))
    shown = hands.page.findChild(WorkedOut)
    assert shown is not None
    assert shown.words() == [
        "“Sit in the garden when the bulbs are out.”",
        "Ask the council for a ramp. Family or carer. 1 December 2025. To do",
        "“See Siân married in June.”",
        "An action for it can be added at any time.",
        "For no goal in particular",
        "Ring the link worker. Staff. Being done",
    ]
    hands.tap("conv.pc.pcsp.worked_out.act.item")
    assert hands.page.where.question == "act.item"
    hands.tap("conv.continue")
    assert hands.page.where.question == "pc.pcsp"


def test_sums_are_added_up_as_they_are_written(hands: Hands, known: Desk, gwen: str) -> None:
    talk = known.conversation(gwen)
    fill_in(talk)
    hands.window.go(Where("question", person=gwen, question="pc.phb.spend"))
    shown = hands.page.findChild(WorkedOut)
    assert shown is not None
    line = (
        "Together: £649.00 once, £57.50 each week. Agreed for a year: £5,000.00."
        " All of these sums come to £3,639.00 in the first year."
    )
    assert shown.words() == [line]
    hands.tap("conv.pc.phb.spend.add")
    hands.write("12.", "conv.pc.phb.spend.sum.money")
    hands.tap("conv.continue")
    assert "Write pounds and pence in digits, such as 12.50 or 1,250." in all_text(hands.page)
    hands.write("5", "conv.pc.phb.spend.sum.money")
    hands.tap("conv.pc.phb.spend.often.choice.week")
    assert shown.words() == [line.replace("57.50", "70.00").replace("3,639", "4,289")]


def test_rights_are_told_in_the_law_of_the_nation(hands: Hands, known: Desk, gwen: str) -> None:
    hands.window.go(Where("question", person=gwen, question="pc.choice"))
    page = hands.page
    assert isinstance(page, QuestionPage)
    laws = {"ENG": "first clinic visit", "SCT": "Citizens Advice helps", "NIR": "An independent"}
    for nation, words in laws.items():
        page.talk.answer("plan.jurisdiction", Answer(value=nation))
        page.refresh()
        shown = [n for n in laws if hands.has(f"conv.pc.choice.law_{n.lower()}")]
        assert shown == [nation]
        assert words in all_text(hands.find(f"conv.pc.choice.law_{nation.lower()}"))


def test_a_referral_that_was_begun_waits_while_its_service_is_added(
    hands: Hands, known: Desk, gwen: str
) -> None:
    """By keys alone: from the referral to the list, a new service there, and back."""
    hands.window.go(Where("question", person=gwen, question="ref.item"))
    hands.tab_to("conv.ref.item.add")
    hands.press(Qt.Key.Key_Return)
    (one,) = known.conversation(gwen).log.instances("ref.item")
    hands.tab_to("ref.item.service.choose")
    hands.press(Qt.Key.Key_Return)
    hands.write("lunch club")
    hands.tab_to("service.find.directory")
    hands.press(Qt.Key.Key_Return)
    assert hands.page.where.page == "directory"
    hands.tab_to("directory.add")
    hands.press(Qt.Key.Key_Return)
    hands.write("Llan lunch club")
    hands.find("service.kind.food").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.write("01632 960777", "service.phone")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert hands.page.where.page == "directory"
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (hands.page.where.question, hands.page.where.instance) == ("ref.item", one)
    hands.tab_to("ref.item.service.choose")
    hands.press(Qt.Key.Key_Return)
    hands.write("lunch")
    hands.tab_to("ref.item.service.find.0")
    hands.press(Qt.Key.Key_Return)
    said = known.session.store.log(gwen).reading("ref.item.service", one).value
    assert isinstance(said, dict)
    assert said["name"] == "Llan lunch club"
