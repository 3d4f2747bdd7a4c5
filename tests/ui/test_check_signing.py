"""Signing off: nothing is signed that nobody meant, and what is left for later."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from eolplan.conversation import Conversation, NotWritten, left_for_later, sign_off
from eolplan.desk import Desk
from eolplan.record import Answer
from tests.ui import plans
from tests.ui.checking import all_words, check, needs
from tests.ui.hands import Hands
from tests.ui.plans import PASSPHRASE, Stock
from ui.pages.check import CheckPage
from ui.pages.where import Where
from ui.widgets import PlainLabel
from ui.window import Window


def test_a_wrong_passphrase_signs_nothing_and_says_so(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    plans.ready(desk, gwen)
    page = check(hands, gwen)
    hands.tap("check.sign")
    with qtbot.waitSignal(page.sheet.refused, timeout=60_000):
        hands.write("not the passphrase")
        hands.press(Qt.Key.Key_Return)
    assert "That is not your passphrase. Nothing was signed off." in all_words(page)
    assert desk.session.store.log(gwen).latest_version() is None
    assert hands.focused() == "check.sheet.passphrase"

    with qtbot.waitSignal(page.wanted, timeout=60_000):
        hands.write(PASSPHRASE)  # typed over what was selected
        hands.press(Qt.Key.Key_Return)
    assert hands.page.where.page == "signed"
    version = desk.session.store.log(gwen).latest_version()
    assert version is not None
    assert version.number == 1
    assert desk.carry_on(gwen) is None


def test_an_empty_passphrase_is_asked_for(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    page = check(hands, gwen)
    hands.tap("check.sign")
    hands.tap("check.sheet.sign")
    assert "Enter your passphrase" in all_words(page)


def test_esc_closes_the_sheet_and_forgets_what_was_typed(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    check(hands, gwen)
    hands.tap("check.sign")
    hands.write("copper")
    hands.press(Qt.Key.Key_Escape)
    assert not hands.has("check.sheet.passphrase")
    assert hands.find("check.sheet.passphrase", QLineEdit).text() == ""
    assert hands.focused() == "check.sign"


def test_the_box_is_in_sight_after_a_wrong_passphrase_however_large_the_text(
    stock: Stock, window: Window, look_at: Callable[[str, float], None]
):
    look_at("light", 2.0)
    window.resize(1024, 521)
    page = opened(window, stock, "ready")
    page.go_on()
    page.sheet.refuse("That is not your passphrase. Nothing was signed off.")
    for _ in range(5):
        QApplication.processEvents()
    box = page.sheet.secret.box
    assert box.hasFocus()
    assert box.visibleRegion().boundingRect().height() == box.height()


def test_a_place_in_a_sheet_that_is_closed_now_opens_the_page_at_its_beginning(
    hands: Hands, desk: Desk, gwen: str
):
    plans.ready(desk, gwen)
    check(hands, gwen)
    hands.tap("check.sign")
    place = hands.window.place()
    assert place is not None
    assert place.focus == "check.sheet.passphrase"
    hands.window.go(place)
    assert hands.focused() == "check.change.people"


def test_two_records_that_differ_stop_their_topic_and_the_rest_goes_out_tonight(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    plans.disagree(desk, plans.ready(desk, gwen), "poc.first", "own_home", "hospice")
    check(hands, gwen)
    assert needs(hands) == [
        "Two records differ in Places of care. Look at them together, or sign off without this"
        " topic."
    ]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.change.care_places"
    told = hands.find("check.without.care_places").accessibleDescription()
    assert told.startswith("Its answers, and those of Place in the last days, are left out")
    hands.tap("check.without.care_places")
    hands.tap("check.sign")
    page = hands.page
    with qtbot.waitSignal(page.wanted, timeout=60_000):
        hands.write(PASSPHRASE)
        hands.press(Qt.Key.Key_Return)
    version = desk.session.store.log(gwen).latest_version()
    assert version is not None
    assert version.facts["held_back"] == ["places"]
    words = "\n".join(label.text() for label in hands.page.findChildren(PlainLabel))
    assert "Places: being talked about, so left out of the copies." in words


def test_of_cpr_that_is_left_for_later_the_screen_says_what_page_1_says(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.ready(desk, gwen)
    sign_off(talk, PASSPHRASE, held_back=["cpr"])
    hands.window.go(Where("signed", person=gwen))
    words = "\n".join(label.text() for label in hands.page.findChildren(PlainLabel))
    said = "Page 1 says: CPR IS BEING TALKED ABOUT and is not decided."
    assert f"CPR: its answers are left out of the copies. But {said[0].lower()}{said[1:]}" in words
    assert "CPR: being talked about" not in words


def test_a_lock_does_not_forget_what_is_left_for_later(hands: Hands, desk: Desk, gwen: str):
    plans.disagree(desk, plans.ready(desk, gwen), "poc.first", "own_home", "hospice")
    check(hands, gwen)
    hands.tap("check.without.care_places")
    place = hands.window.place()
    assert place is not None
    hands.window.go(place)
    assert needs(hands) == []
    hands.window.go(Where("person", person=gwen))
    check(hands, gwen)  # nor does a look at another page
    assert needs(hands) == []
    hands.tap("check.without.care_places")
    check(hands, gwen)
    assert needs(hands)


def test_a_note_of_another_kind_leaves_no_topic_out(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    assert hands.window.go(Where("check", person=gwen, note="places"))
    assert hands.page.place().note == ""
    assert not left_for_later(desk.conversation(gwen))


def test_a_full_disk_signs_nothing(qtbot: QtBot, hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    page = check(hands, gwen)
    fill(desk, talk)
    hands.tap("check.sign")
    with qtbot.waitSignal(page.sheet.refused, timeout=60_000):
        hands.write(PASSPHRASE)
        hands.press(Qt.Key.Key_Return)
    assert "Not saved yet" in all_words(page)
    assert desk.session.store.log(gwen).latest_version() is None


def fill(desk: Desk, talk: Conversation) -> None:
    """Leave the store no room for anything more."""
    database = desk.session._db
    database._db.set_authorizer(None)
    (pages,) = database._db.execute("PRAGMA page_count").fetchone()
    database._db.execute(f"PRAGMA max_page_count = {pages}")
    database.guard()
    for length in (4_000, 1):
        with pytest.raises(NotWritten):
            for n in range(1_000):
                talk.answer("val.fears", Answer(own_words=f"{n % 10}" * length))


def opened(window: Window, stock: Stock, state: str) -> CheckPage:
    window.begin(stock.desk, Where("check", person=stock.ids[state]))
    assert isinstance(window.page, CheckPage)
    return window.page


def test_forty_people_and_six_thousand_letters_are_read_back_whole(stock: Stock, window: Window):
    window.begin(stock.desk, Where("check", person=stock.ids["long"]))
    assert isinstance(window.page, CheckPage)
    QApplication.processEvents()
    words = all_words(window.page)
    assert "Contact Number 39 With A Rather Long Name" in words
    assert len(max(words.splitlines(), key=len)) > 6_000
