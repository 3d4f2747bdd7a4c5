"""The team: who has a way in, what each may do, and what becomes of it when somebody leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from eolplan.identity import CLINICIAN, LEAD, READER, STUDENT, Staff
from eolplan.vault import Cost, WrongPassphrase
from eolplan.vault.organisation import make
from eolplan.vault.recovery import UNKEPT
from tests.ui.audit import all_text
from tests.ui.conftest import PASSPHRASE
from tests.ui.hands import Hands
from tests.ui.staff.hands import become, opens, staff_section
from ui.pages.colleague_passphrase import ColleaguePassphrasePage
from ui.pages.form import FormPage
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.recovery import RecoveryPage
from ui.pages.settings import SettingsPage
from ui.pages.settings_keys import OrganisationCard
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from tests.conftest import Clock

THEIRS = "seven quiet herons rest"
NEW = "eight brown otters dive"
DEV = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP", may=CLINICIAN)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


# -- the section ---------------------------------------------------------------------------


def test_everybody_sees_who_has_a_way_in(hands: Hands, dev: Staff) -> None:
    staff_section(hands)
    seen = all_text(hands.page)
    for words in ("Carys Bevan (you)", "Dev Patel", "Records and signs off. Since 12 November"):
        assert words in seen
    assert hands.has(f"settings.staff.change.{dev.id}")


@pytest.mark.parametrize("may", [CLINICIAN, READER, STUDENT])
def test_whoever_does_not_look_after_the_team_is_told_whom_to_ask(
    hands: Hands, desk: Desk, may: str
) -> None:
    become(desk, may)
    staff_section(hands)
    assert "Adding and removing staff: ask Dev Patel." in all_text(hands.page)
    assert hands.has("settings.staff.mine")
    for part in ("add", f"change.{DEV.id}", "sheet"):
        assert not hands.has(f"settings.staff.{part}")
    for page in ("colleague", "colleague-passphrase", "leaver", "new-sheet"):
        hands.window.go(Where(page, note=DEV.id))
        assert hands.page.where.page == "may-not"
        assert "Dev Patel" in all_text(hands.page)


def test_switching_the_user_is_locking(hands: Hands, qtbot: QtBot) -> None:
    """From the section, from the keyboard, and from the menu of the bar."""
    staff_section(hands)
    with qtbot.waitSignal(hands.window.lock_wanted):
        hands.tap("settings.staff.switch")
    with qtbot.waitSignal(hands.window.lock_wanted):
        hands.press(Qt.Key.Key_L, CTRL, SHIFT)


# -- somebody new --------------------------------------------------------------------------


def fill_in(hands: Hands, may: str = STUDENT) -> None:
    hands.write("Megan Rhys", "colleague.name")
    hands.write("Student nurse", "colleague.role")
    hands.tap(f"colleague.may.{may}")
    hands.tap("colleague.continue")


def test_a_colleague_types_their_own_passphrase_and_opens_the_store(
    hands: Hands, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    staff_section(hands)
    hands.tap("settings.staff.add")
    fill_in(hands)
    page = hands.page
    assert isinstance(page, ColleaguePassphrasePage)
    seen = all_text(page)
    assert "Give the laptop to Megan Rhys now. Only Megan Rhys types here." in seen
    assert "If you are Carys Bevan: look away for a moment." in seen
    page.first.box.setText(THEIRS)
    page.second.box.setText(THEIRS)
    with qtbot.waitSignal(page.wanted, timeout=30_000):
        page.go_on()
        page.go_on()  # pressed twice: there is one of her all the same
    assert hands.page.where.note == "staff"
    (megan,) = [staff for staff in desk.team.members() if staff.id != desk.staff.id]
    assert (megan.may, megan.team_phone) == (STUDENT, desk.staff.team_phone)
    assert desk.verify().ok
    folder = desk.session.folder
    desk.session.close()
    assert opens(folder, THEIRS, 1, clock) == "Megan Rhys"
    assert opens(folder, PASSPHRASE, 0, clock) == "Carys Bevan"


def test_nobody_is_added_without_a_name_a_role_and_what_they_may_do(hands: Hands) -> None:
    hands.window.go(Where("colleague"))
    hands.tap("colleague.continue")
    page = hands.page
    assert isinstance(page, FormPage)
    assert page.summary.problems() == [
        "Enter their name", "Enter their role", "Choose what they may do in eolplan",
    ]  # fmt: skip
    hands.window.go(Where("colleague-passphrase", note="of yesterday"))
    page = hands.page
    assert isinstance(page, ColleaguePassphrasePage)
    page.first.box.setText(THEIRS)
    page.second.box.setText(THEIRS)
    page.go_on()
    assert page.summary.problems() == ["Go back and fill in who it is first"]


def test_what_is_filled_in_comes_back_from_the_next_page_and_after_a_lock(hands: Hands) -> None:
    hands.window.go(Where("colleague"))
    fill_in(hands)
    hands.tap("colleague-passphrase.back")
    assert hands.find("colleague.name").text() == "Megan Rhys"  # type: ignore[attr-defined]
    place = hands.page.place()
    hands.window.go(Where("people"))
    hands.window.go(place)
    assert hands.find("colleague.role").text() == "Student nurse"  # type: ignore[attr-defined]


def test_a_passphrase_that_was_half_typed_is_not_kept(hands: Hands) -> None:
    hands.window.go(Where("new-passphrase"))
    page = hands.page
    assert isinstance(page, NewPassphrasePage)
    for field in (page.old, page.first, page.second):
        field.box.setText("seven quiet")
    hands.window.cover()
    hands.window.uncover()
    assert not any(field.text() for field in (page.old, page.first, page.second))


# -- changes -------------------------------------------------------------------------------


def test_what_a_colleague_may_do_is_changed_at_once(hands: Hands, desk: Desk, dev: Staff) -> None:
    staff_section(hands)
    hands.tap(f"settings.staff.change.{dev.id}")
    hands.tap(f"colleague.may.{READER}")
    hands.write("12A3456E", "colleague.reg")
    hands.tap("colleague.continue")
    changed = desk.team.member(dev.id)
    assert changed is not None
    assert (changed.may, changed.reg, changed.name) == (READER, "12A3456E", "Dev Patel")
    assert hands.page.where.note == "staff"
    assert hands.window.messages.words() == "Saved. Dev Patel is kept like this."


def test_somebody_always_looks_after_the_team(hands: Hands, desk: Desk, dev: Staff) -> None:
    hands.window.go(Where("colleague", note=desk.staff.id))
    assert not hands.has("colleague.leaver")
    hands.tap(f"colleague.may.{CLINICIAN}")
    hands.tap("colleague.continue")
    page = hands.page
    assert isinstance(page, FormPage)
    assert page.summary.problems()[0].startswith("Somebody has to look after the team")
    assert desk.staff.may == LEAD
    desk.session.store.put_user(replace(dev, may=LEAD), at=desk.now())
    hands.tap("colleague.continue")
    assert desk.staff.may == CLINICIAN
    assert not desk.team.is_last_lead(desk.staff.id)
    assert desk.team.is_last_lead(dev.id)


def test_a_slip_in_a_number_is_doubted_and_kept_all_the_same(hands: Hands, desk: Desk) -> None:
    """Nobody's sign-off hangs on a register that eolplan does not know."""
    hands.window.go(Where("settings", note="you"))
    page = hands.page
    assert isinstance(page, SettingsPage)
    hands.write("12345", "settings.you.reg")
    hands.press(Qt.Key.Key_Tab)
    assert desk.staff.reg == "12345"
    assert page.staff.reg.doubt.isVisible()
    hands.find("settings.you.reg").setFocus()
    hands.window.focusWidget().clear()  # type: ignore[union-attr]  # a line
    hands.write("NMC 12A3456E")
    hands.press(Qt.Key.Key_Tab)
    assert not page.staff.reg.doubt.isVisible()


# -- one's own passphrase and the sheet ------------------------------------------------------


def change_passphrase(page: NewPassphrasePage, old: str, new: str) -> None:
    for field, words in ((page.old, old), (page.first, new), (page.second, new)):
        field.box.setText(words)
    page.go_on()


def test_a_new_passphrase_opens_the_store_and_signs(
    hands: Hands, desk: Desk, qtbot: QtBot, clock: Clock
) -> None:
    staff_section(hands)
    hands.tap("settings.staff.mine")
    page = hands.page
    assert isinstance(page, NewPassphrasePage)
    change_passphrase(page, "", NEW)
    assert page.summary.problems() == ["Enter the passphrase you have now"]
    change_passphrase(page, "not it at all", NEW)
    qtbot.waitUntil(lambda: page.summary.problems() != [], timeout=30_000)
    assert page.summary.problems() == ["That is not your passphrase. Nothing was changed."]
    with qtbot.waitSignal(page.wanted, timeout=30_000):
        change_passphrase(page, PASSPHRASE, NEW)
    assert hands.page.where.note == "staff"
    desk.session.sign(bytes(32), NEW)
    folder = desk.session.folder
    desk.session.close()
    assert opens(folder, NEW, 0, clock) == "Carys Bevan"
    with pytest.raises(WrongPassphrase):
        opens(folder, PASSPHRASE, 0, clock)


def test_enter_leads_through_the_lines(hands: Hands) -> None:
    hands.window.go(Where("new-passphrase"))
    assert hands.focused() == "new-passphrase.old"
    hands.write("x")
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "new-passphrase.first"
    hands.write("x")
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "new-passphrase.second"


def test_a_new_sheet_takes_the_place_of_the_old_one(hands: Hands, desk: Desk) -> None:
    staff_section(hands)
    hands.tap("settings.staff.sheet")
    assert not desk.session.store.setting(UNKEPT)
    hands.tap("new-sheet.continue")
    page = hands.page
    assert isinstance(page, RecoveryPage)
    code = desk.session.store.setting(UNKEPT)
    assert isinstance(code, str)
    assert [group in all_text(page) for group in code.split("-")]


def test_a_code_is_shown_to_nobody_who_only_reads(hands: Hands, desk: Desk) -> None:
    desk.session.store.put_setting(UNKEPT, "-".join(["ABCDE"] * 8), at=desk.now())
    become(desk, READER)
    hands.window.go(Where("people"))
    assert "recovery code" not in all_text(hands.page)
    hands.window.go(Where("recovery"))
    assert "ABCDE" not in all_text(hands.page)


# -- restricted notes and the organisation's key ----------------------------------------------


def test_whoever_reads_restricted_notes_chooses_who_else_does(
    hands: Hands, desk: Desk, dev: Staff, gwen: str
) -> None:
    from eolplan.record import Answer

    staff_section(hands)
    assert "There are none yet." in all_text(hands.page)
    asked = desk.guide.question(sorted(desk.guide.restricted)[0])
    talk = desk.conversation(gwen)
    talk.answer(asked.id, Answer(own_words="Ask the safeguarding lead first."))
    staff_section(hands)
    assert "You can read them. Press a name to choose who else can." in all_text(hands.page)
    hands.tap(f"settings.restricted.{dev.id}")
    assert desk.team.reads_restricted(dev.id)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert not desk.team.reads_restricted(dev.id)


def test_the_key_of_the_organisation_is_added_from_its_file(
    hands: Hands, desk: Desk, tmp_path: Path
) -> None:
    public, private = make(THEIRS, Cost.LOWEST, label="Aberwen Health Board")
    file, wrong = tmp_path / "aberwen.public", tmp_path / "aberwen.private"
    file.write_bytes(public)
    wrong.write_bytes(private)
    page = staff_section(hands)
    card = page.findChild(OrganisationCard)
    assert card is not None
    for other in (wrong, tmp_path / "nowhere"):
        card.take(other)
        assert not desk.team.has_organisation
    (tmp_path / "large").write_bytes(bytes(100_000))
    card.take(tmp_path / "large")
    assert hands.window.messages.words().startswith("That file could not be read.")
    card.take(file)
    assert desk.team.has_organisation
    hands.press(Qt.Key.Key_Z, CTRL)
    assert not desk.team.has_organisation
    card.take(file)
    hands.tap("settings.organisation.remove")
    assert not desk.team.has_organisation
    assert hands.focused() == "settings.organisation.add"


def test_the_file_is_asked_for_in_the_systems_own_dialog(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"no key")
    page = staff_section(hands)
    hands.tap("settings.organisation.add")
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "key"))
    dialog.close()
    QApplication.processEvents()
    assert hands.window.messages.words()
