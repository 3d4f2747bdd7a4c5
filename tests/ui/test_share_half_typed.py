"""What was half-typed on the way to a copy: there again after a lock, and at the next opening."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from eolplan.desk.handed import copies_out
from eolplan.record import Answer
from tests.ui import plans, saved
from tests.ui.hands import Hands
from tests.ui.sharing import made, share, words
from ui.jobs import wait_for_jobs
from ui.pages.commands import Command
from ui.pages.share import SharePage
from ui.pages.where import Where


def test_continue_from_who_has_it_writes_it_down_and_saves_no_other_copy(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    made(qtbot, page)
    hands.tap("share.save")
    saved.choose(page, tmp_path / "plan.pdf")
    hands.write("Huw, the son", "share.handed.to")
    hands.tap("share.handed.how.paper")
    page.commands()[Command.CONTINUE]()
    (one,) = copies_out(desk.log(gwen))
    assert one.to == "Huw, the son"
    assert not any(dialog.isVisible() for dialog in page.findChildren(QFileDialog))
    assert hands.focused() == "share.save", "from here Continue is Save PDF again"


def test_what_is_half_typed_about_who_has_it_outlives_the_page(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    talk = plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    made(qtbot, page)
    hands.tap("share.save")
    saved.choose(page, tmp_path / "plan.pdf")
    hands.write("Huw, the ", "share.handed.to")
    hands.tap("share.handed.how.paper")
    hands.window.go(Where("person", person=gwen))
    assert copies_out(desk.log(gwen)) == (), "half-typed is not written down"
    talk = desk.conversation(gwen, talk.id)
    talk.answer("val.matters", Answer(own_words="The garden."))
    plans.sign_off(talk, plans.PASSPHRASE)
    page = share(hands, gwen)
    said = words(page)
    assert "Half-typed, from earlier" in said
    assert "The copy of version 1, for: ambulance and urgent care" in said
    assert page.handed.how.value() == "paper"
    hands.find("share.handed.to", QLineEdit).setCursorPosition(9)
    hands.write("son", "share.handed.to")
    hands.tap("share.handed.keep")
    (one,) = copies_out(desk.log(gwen))
    assert (one.to, one.version[:1]) == ("Huw, the son", "1")
    assert hands.window._around.status.words().startswith("Saved on this laptop ")
    assert not share(hands, gwen).handed.isVisible()


def test_a_lock_comes_back_to_the_reader_and_the_reason(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.full")
    hands.write("Asked for by the coroner", "share.agreed.reason")
    place = page.place()
    hands.window.go(Where("people"))
    hands.window.go(place)
    assert isinstance(hands.page, SharePage)
    assert hands.page.whom.audience() == "full"
    assert hands.page.agreed.given() == "Asked for by the coroner"
    assert hands.focused() == "share.agreed.reason"
    wait_for_jobs(60_000)


def test_who_has_the_paper_is_there_again_until_it_is_passed_by(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    there = Where("byhand", person=gwen, note="bedside\n")
    hands.window.go(there)
    hands.find("byhand.handed.to", QLineEdit).clear()
    hands.write("The neighb", "byhand.handed.to")
    hands.window.settle()  # as before a lock
    hands.window.go(Where("people"))
    hands.window.go(there)
    assert hands.find("byhand.handed.to", QLineEdit).text() == "The neighb"
    hands.tap("byhand.handed.later")
    hands.window.go(Where("people"))
    hands.window.go(there)
    assert hands.find("byhand.handed.to", QLineEdit).text() == "The folder at home"
    assert desk.session.store.drafts(gwen) == []


def test_what_was_half_typed_of_an_older_paper_stays_with_that(hands: Hands, desk: Desk, gwen: str):
    talk = plans.signed(desk, gwen)
    there = Where("byhand", person=gwen, note="bedside\n")
    hands.window.go(there)
    hands.find("byhand.handed.to", QLineEdit).clear()
    hands.write("The neighb", "byhand.handed.to")
    hands.window.go(Where("people"))
    talk = desk.conversation(gwen, talk.id)
    talk.answer("val.matters", Answer(own_words="The garden."))
    plans.sign_off(talk, plans.PASSPHRASE)
    hands.window.go(there)
    assert "The copy of version 1, for: " in words(hands.page)
    hands.tap("byhand.handed.keep")
    assert [(one.to, one.version[:1]) for one in copies_out(desk.log(gwen))] == [
        ("The neighb", "1")
    ]
    assert hands.find("byhand.handed.to", QLineEdit).text() == "The folder at home", "asked next"
    assert "The copy of version 1, for: " not in words(hands.page)
    assert hands.focused() == "byhand.handed.how.by_hand"
    hands.tap("byhand.handed.keep")
    assert hands.focused() == "byhand.back"
