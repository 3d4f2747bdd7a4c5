"""T8 and T9: sign off in three actions, hand over a PDF in four."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from eolplan.handover import inspect
from tests.ui import plans, saved
from tests.ui.hands import Hands
from tests.ui.plans import PASSPHRASE
from ui.pages.check import CheckPage
from ui.pages.share import SharePage
from ui.pages.where import Where


def test_t8_check_and_sign_off_in_three_actions(qtbot: QtBot, hands: Hands, desk: Desk):
    """Check answers, Sign off, passphrase and Enter."""
    gwen = plans.person(desk)
    talk = plans.ready(desk, gwen)
    talk.here("pod.first")
    hands.window.go(Where("person", person=gwen))

    hands.tap("person.check")
    page = hands.page
    assert isinstance(page, CheckPage)
    hands.tap("check.sign")
    with qtbot.waitSignal(page.wanted, timeout=60_000):
        hands.write(PASSPHRASE + "\r")
    assert hands.page.where.page == "signed"
    assert desk.session.store.log(gwen).latest_version() is not None
    assert hands.actions == 3


def test_t9_hand_over_a_pdf_in_four_actions(qtbot: QtBot, hands: Hands, desk: Desk):
    """Share, Ambulance, Save PDF, Enter."""
    gwen = plans.person(desk)
    plans.signed(desk, gwen)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    folder.mkdir(exist_ok=True)
    hands.window.go(Where("person", person=gwen))

    hands.tap("person.share")
    hands.tap("share.reader.ambulance")
    page = hands.page
    assert isinstance(page, SharePage)
    hands.tap("share.save")  # at once: it is saved when it is made
    qtbot.waitUntil(lambda: bool(page.findChildren(saved.QFileDialog)), timeout=60_000)
    saved.press_enter(page)
    hands.actions += 1

    path = folder / "Plan-GP-19410304-v1-2026-11-12-ambulance.pdf"
    assert inspect(path.read_bytes())["status"] == "ok"
    told = f"Saved as {path.name}, in the folder {folder.name}."
    assert hands.window.messages.words() == told
    assert hands.actions == 4
    path.unlink()


def test_the_signed_page_leads_to_the_copies_and_home(hands: Hands, desk: Desk):
    gwen = plans.person(desk)
    plans.signed(desk, gwen)
    hands.window.go(Where("signed", person=gwen))
    assert hands.focused() == "signed.share"
    hands.press(Qt.Key.Key_Return)
    assert hands.page.where.page == "share"
    hands.window.go(Where("signed", person=gwen))
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.page.where.page == "person"
    hands.window.go(Where("signed", person=gwen))
    hands.tap("signed.done")
    assert hands.page.where.page == "people"
