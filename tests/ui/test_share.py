"""A copy for one reader: agreed to, seen before it goes, and whole on the disk."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from eolplan.conversation import move
from eolplan.desk import Desk, Past
from eolplan.handover import NotAgreed, export, inspect
from eolplan.record import Answer
from eolplan.status import Status
from tests.ui import plans, saved
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.sharing import made, ready_to_save, share, text_of, words
from ui.jobs import wait_for_jobs
from ui.pages.share import SharePage
from ui.widgets import StateTag

# -- what there is to share -----------------------------------------------------------


def test_a_draft_has_no_copies_and_leads_to_the_sign_off(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    talk.finish()
    page = share(hands, gwen)
    assert "Copies are made from a signed version." in words(page)
    assert not hands.has("share.save")
    assert hands.focused() == "share.check"
    hands.tap("share.check")
    assert (hands.page.where.page, hands.page.where.conversation) == ("check", talk.id)


def test_nobody_is_chosen_beforehand(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    assert page.readers.value() == ""
    assert page.picture.image().isNull()
    hands.tap("share.save")
    assert page.summary.problems() == ["Choose who it is for"]
    hands.tap("share.problems.0")
    assert hands.focused() == "share.reader.ambulance"


def test_what_is_not_signed_off_yet_is_said_not_to_be_in_the_copies(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.signed(desk, gwen)
    assert "not signed off yet" not in words(share(hands, gwen))
    talk.answer("val.matters", Answer(own_words="The garden."))
    assert "They are not in these copies." in words(share(hands, gwen))


def test_page_one_is_seen_before_it_goes(qtbot: QtBot, hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    assert "Gwen said yes to this on 12 November 2026." in page.agreed.words()
    made(qtbot, page)
    assert name_of(page.picture) == "Page 1 of 2, as it will be printed"
    assert "READ FIRST" in page.picture.accessibleDescription().upper()
    white = page.picture.image().pixelColor(5, 5)
    assert white.name() == "#ffffff"


def test_changing_the_reader_while_a_copy_is_made_shows_the_last_one_chosen(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    hands.tap("share.reader.hospice")
    made(qtbot, page)
    assert page._made is not None
    assert page._made.copy.audience == "hospice"


# -- what is left out --------------------------------------------------------------------


def test_what_is_left_out_is_told_by_kind_and_count_and_never_by_what_it_says(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    talk = plans.ready(desk, gwen)
    talk.answer("val.fears", Answer(own_words="Being a burden on Siân."))
    plans.contact(talk, "Huw Pryce", "07700 900456")
    plans.contact(talk, "Nesta Pryce", "07700 900789")
    plans.contact(talk, "Dafydd Pryce", "07700 900321")
    plans.sign_off(talk, plans.PASSPHRASE)
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    made(qtbot, page)
    count = int(re.search(r"Left out of this copy: (\d+)", words(page))[1])
    assert name_of(page.left_out.see) == f"Left out of this copy: {count}, see the list"
    hands.tap("share.left_out")
    lines = page.left_out.kinds()
    assert "People by name: 2" in lines
    assert sum(int(line.rsplit(": ", 1)[1]) for line in lines) == count
    said = "\n".join(lines)
    for secret in ("burden", "Huw", "Nesta", "Dafydd", "07700", "Siân"):
        assert secret not in said


# -- agreement -----------------------------------------------------------------------------


def test_no_stops_the_copy_until_somebody_writes_why(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    plans.signed(desk, gwen, agree__share__ambulance="no")
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    said = "This person has said no to this copy. Write why it must go all the same."
    assert "Gwen said no to this on 12 November 2026." in words(page)
    assert "It goes only with a reason." in words(page)
    assert said not in words(page), "the same thing is not said twice"
    assert not page.picture.isVisible(), "no blank sheet where no copy is made"
    hands.tap("share.save")
    assert page.summary.problems() == [said]
    assert page.picture.image().isNull()
    hands.tap("share.problems.0")
    assert hands.focused() == "share.agreed.reason"

    hands.write("Immediate serious risk, Dr Rees decided.")
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "share.save"
    made(qtbot, page)
    hands.press(Qt.Key.Key_Return)
    saved.choose(page, tmp_path / "plan.pdf")
    assert inspect((tmp_path / "plan.pdf").read_bytes())["status"] == "ok"
    (copy,) = [event.words for event in Past(desk, gwen).events if event.kind == "copy"]
    assert copy.endswith("Why: Immediate serious risk, Dr Rees decided.")


def test_a_no_counts_from_the_moment_it_is_said(hands: Hands, desk: Desk, gwen: str):
    """Not from the next sign-off: until then the old "yes" would send it out."""
    talk = plans.signed(desk, gwen)
    talk.answer("agree.share.ambulance", Answer(value="no"))
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    assert page.agreed.stop()
    assert page.picture.image().isNull()
    with pytest.raises(NotAgreed):
        export(desk.log(gwen), desk.guide, "ambulance", staff=desk.staff, now=desk.now())


def test_of_a_plan_whose_agreement_was_taken_back_no_copy_is_offered(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.signed(desk, gwen)
    move(talk, Status.WITHDREW, on="2026-11-11")
    page = share(hands, gwen)
    for reader in ("ambulance", "own", "bedside"):
        hands.tap(f"share.reader.{reader}")
        assert "Gwen took back agreement to this plan on 11 November 2026." in words(page)
        assert "Agreement taken back" in [tag.words() for tag in page.findChildren(StateTag)]
        assert page.picture.image().isNull()
        assert "said yes" not in words(page)
        assert not hands.has("share.agreed.ask")
        with pytest.raises(NotAgreed, match="was taken back"):
            desk.by_hand(gwen, reader)
    page.save()
    assert page.summary.problems() == [
        "Agreement to this plan was taken back, so no copy is made. Write why one must go all the"
        " same."
    ]


def test_a_reader_nobody_asked_about_is_asked_about_now(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    talk = plans.ready(desk, gwen)
    talk.clear("agree.share.ambulance")
    plans.sign_off(talk, plans.PASSPHRASE)
    talk.finish()
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    assert "We have not asked Gwen about this." in words(page)
    hands.tap("share.agreed.ask")
    assert hands.page.where.question == "agree.sharing"
    hands.tap("conv.agree.share.ambulance.choice.yes")
    hands.tap("conv.continue")
    page = hands.page
    assert isinstance(page, SharePage)
    assert desk.carry_on(gwen) is None
    hands.tap("share.reader.ambulance")
    made(qtbot, page)
    assert page.agreed.stop() == ""


def test_two_questions_for_one_reader_are_both_told(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen, agree__share__community="no")
    page = share(hands, gwen)
    hands.tap("share.reader.hospice")
    assert page.agreed.words().splitlines() == [
        "Hospice: Gwen said yes to this on 12 November 2026.",
        "Community team: Gwen said no to this on 12 November 2026.",
    ]
    wait_for_jobs(60_000)


def test_two_birth_dates_make_no_copy_and_the_page_says_why(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    talk = plans.ready(desk, gwen)
    plans.disagree(desk, talk, "person.dob", "1941-03-04", "1941-05-04")
    talk = desk.conversation(gwen, talk.id)
    version = talk.next_version({"held_back": []})
    talk.keep_version(version.with_signature(*talk.signature(version, plans.PASSPHRASE)))
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    told = "Two records differ on the date of birth or the number. Settle that first."
    qtbot.waitUntil(lambda: told in words(page), timeout=60_000)
    hands.tap("share.save")
    qtbot.waitUntil(lambda: told in words(page), timeout=60_000)
    assert not page.findChildren(QFileDialog)


# -- saving -----------------------------------------------------------------------------------


def test_the_file_is_named_by_initials_and_holds_page_one_and_the_record(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    page = ready_to_save(qtbot, hands, desk, gwen)
    hands.tap("share.save")
    name = Path(saved.dialog_of(page).selectedFiles()[0]).name
    assert re.fullmatch(r"Plan-GP-19410304-v1-2026-11-12-ambulance\.pdf", name)
    saved.choose(page, tmp_path / name)

    data = (tmp_path / name).read_bytes()
    found = inspect(data)
    assert (found["status"], found["person"], found["version"]) == ("ok", gwen, 1)
    assert found["signed_by"] == "Carys Bevan"
    text = text_of(data)
    assert "PRYCE, Gwen" in text
    assert "CPR HAS NOT BEEN DECIDED in this plan." in text
    assert hands.window.messages.words() == f"Saved as {name}, in the folder {tmp_path.name}."
    assert [p.name for p in tmp_path.iterdir() if p.suffix in (".pdf", ".part")] == [name]
    assert io.BytesIO(data).read(5) == b"%PDF-"


def test_closing_the_dialog_saves_nothing(qtbot: QtBot, hands: Hands, desk: Desk, gwen: str):
    page = ready_to_save(qtbot, hands, desk, gwen)
    hands.tap("share.save")
    saved.dialog_of(page).reject()
    assert not [r for r in desk.session.store.audit_about(gwen) if r.action == "copy.saved"]


def test_a_place_that_cannot_be_written_is_said_and_tried_again(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    page = ready_to_save(qtbot, hands, desk, gwen)
    folder = tmp_path / "stick"
    folder.mkdir()
    page.saving.save(page._made)
    dialog = saved.dialog_of(page)
    folder.rmdir()  # pulled out while the dialog was open
    dialog.fileSelected.emit(str(folder / "plan.pdf"))
    dialog.reject()
    assert page.saving.words().startswith("The PDF could not be saved there.")
    assert hands.focused() == "share.saving.other"
    folder.mkdir()
    assert name_of(hands.find("share.saving.again")) == "Try again"
    hands.tap("share.saving.again")
    assert (folder / "plan.pdf").exists()
    assert page.saving.words() == ""


def test_a_folder_that_copies_itself_to_the_internet_is_warned_of_once(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    page = ready_to_save(qtbot, hands, desk, gwen)
    folder = tmp_path / "OneDrive - NHS Wales"
    folder.mkdir()
    hands.tap("share.save")
    saved.choose(page, folder / "one.pdf")
    assert page.saving.words() == (
        "This folder copies itself to the internet (OneDrive). Choose another, or carry on if"
        " your team allows it."
    )
    assert not (folder / "one.pdf").exists()
    hands.tap("share.saving.again")
    assert (folder / "one.pdf").exists()

    hands.tap("share.save")
    saved.choose(page, folder / "two.pdf")
    assert page.saving.words() == ""
    assert (folder / "two.pdf").exists()


def test_leaving_while_a_copy_is_made_leaves_nothing_behind(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    share(hands, gwen)
    hands.tap("share.reader.ambulance")
    hands.tap("share.back")
    assert hands.page.where.page == "person"
    assert wait_for_jobs(60_000)
