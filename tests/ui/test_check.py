"""Read back, put right, sign off: the seven facts, and nothing signed that nobody meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from eolplan.conversation import Conversation, NotWritten
from eolplan.desk import Desk
from eolplan.record import Answer, Standing
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.plans import PASSPHRASE, Stock
from ui.pages.check import CheckPage
from ui.pages.sign_facts import months_on
from ui.pages.where import Where
from ui.widgets import ChoiceCard, PlainLabel, StateTag, TickCard
from ui.window import Window


def check(hands: Hands, person: str) -> CheckPage:
    """Open the check page."""
    assert hands.window.go(Where("check", person=person))
    assert isinstance(hands.page, CheckPage)
    return hands.page


def needs(hands: Hands) -> list[str]:
    """Press Sign off; return what is needed first."""
    hands.tap("check.sign")
    assert isinstance(hands.page, CheckPage)
    return hands.page.summary.problems()


def all_words(page: CheckPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


# -- the seven facts ------------------------------------------------------------------


def test_a_plan_without_a_talk_needs_what_only_a_talk_can_give(hands: Hands, desk: Desk, gwen: str):
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the garden"))
    check(hands, gwen)
    assert needs(hands) == [
        "Say when you talked, who took part, whether it was all right to talk, and whether it was"
        " read back.",
        "Record the agreement to make this plan.",
        "Ask who may see this plan, for one reader at least.",
        "Choose when to look at this again.",
        "Say who will look at it again.",
    ]
    assert hands.focused() == "check.problems"
    assert hands.page.title().startswith("Error: ")


@pytest.mark.parametrize(
    ("question", "control"),
    [
        ("person.dob", "check.person.dob.date.day"),
        ("person.nhs_no", "check.person.nhs_no.line"),
        ("plan.jurisdiction", "check.plan.jurisdiction.choice.ENG"),
        ("conv.when", "check.conv.when.date.day"),
        ("conv.staff.name", "check.conv.staff.name.line"),
        ("conv.present", "check.conv.present.choice.yes"),
        ("conv.permission", "check.conv.permission.choice.yes"),
        ("conv.readback", "check.conv.readback.choice.agreed"),
        ("agree.record", "check.agree.record.choice.explicit_person"),
        ("agree.share.", "check.agree.share.gp.choice.yes"),
        ("rev.date", "check.rev.date.date.day"),
        ("rev.who.name", "check.rev.who.name.line"),
    ],
)
def test_each_fact_is_asked_for_and_its_link_leads_to_where_it_is_mended(
    hands: Hands, desk: Desk, gwen: str, question: str, control: str
):
    talk = plans.ready(desk, gwen)
    for asked, instance in sorted(talk.log.questions()):
        if asked == question or (question.endswith(".") and asked.startswith(question)):
            talk.clear(asked, instance)
    check(hands, gwen)
    assert len(needs(hands)) == 1
    hands.tap("check.problems.0")
    assert hands.focused() == control
    assert hands.window.focusWidget().isVisible()
    assert not hands.page.findChild(QLineEdit, "check.sheet.passphrase").isVisible()


def test_nothing_is_ticked_or_filled_in_beforehand(hands: Hands, desk: Desk, gwen: str):
    """Pre-ticked agreement is no agreement; the reviewer is a button to press, not a name."""
    desk.conversation(gwen).answer("val.matters", Answer(own_words="the garden"))
    page = check(hands, gwen)
    cards = page.findChildren(ChoiceCard) + page.findChildren(TickCard)
    assert cards
    assert not any(card.isChecked() for card in cards)
    assert all(a.given().standing is Standing.NOT_ASKED for a in page.recording.on_page())


def test_what_was_agreed_before_is_told_with_its_day(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen, agree__share__ambulance="no")
    words = all_words(check(hands, gwen))
    assert "The GP: Yes (12 November 2026)" in words
    assert "The ambulance and the out-of-hours team: No (12 November 2026)" in words


def test_not_read_back_is_enough_with_a_reason(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen, conv__readback="not_done")
    check(hands, gwen)
    assert len(needs(hands)) == 1
    hands.tap("check.readback.change")
    hands.write("Gwen was too tired.", "check.conv.readback.why.line")
    assert needs(hands) == []
    assert hands.has("check.sheet.passphrase")


def test_a_record_that_was_not_agreed_to_is_not_signed_off(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen, agree__record="refused")
    check(hands, gwen)
    assert needs(hands) == ["There is no agreement to this record now, so it cannot be signed off."]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.agreement.change"


# -- quick answers ------------------------------------------------------------------------


def test_one_tap_says_when_and_one_says_who(hands: Hands, desk: Desk, gwen: str):
    talk = plans.ready(desk, gwen)
    talk.clear("rev.date"), talk.clear("rev.who.name")
    check(hands, gwen)
    hands.tap("check.review.months")
    hands.tap("check.review.me")
    talk = hands.page.talk
    assert talk.reading("rev.date").value == "2027-02-12"
    assert talk.reading("rev.who.name").value == "Carys Bevan"
    assert talk.reading("rev.who.role").value == "Community nurse"
    assert talk.reading("rev.who.phone").value == "01632 960001"
    assert hands.find("check.rev.who.name.line", QLineEdit).text() == "Carys Bevan"
    assert needs(hands) == []

    hands.press(Qt.Key.Key_Escape)
    hands.tap("check.undo")
    assert talk.reading("rev.who.name").state == talk.reading("rev.who.phone").state == "silent"
    assert hands.find("check.rev.who.name.line", QLineEdit).text() == ""


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-11-12", 3, "2027-02-12"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
    ],
)
def test_three_months_on_is_a_day_that_there_is(day: str, months: int, then: str):
    import datetime as dt

    assert months_on(dt.date.fromisoformat(day), months).isoformat() == then


# -- what is read back ------------------------------------------------------------------------


def test_every_topic_is_read_back_in_words_with_whose_they_are(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    words = all_words(check(hands, gwen))
    for line in (
        f"“{plans.MATTERS}”",
        "1st own home, 2nd hospice. Does not want hospital.",
        "Come back to this (after 1 December 2026)",
        "Gwen, 12 November 2026",
    ):
        assert line in words
    assert "Not talked about yet: Communication, " in words
    assert "That is all right." in words


def test_what_is_new_since_the_last_version_is_marked(hands: Hands, desk: Desk, gwen: str):
    talk = plans.signed(desk, gwen)
    assert not [t for t in check(hands, gwen).findChildren(StateTag) if t.isVisible()]
    talk.answer("val.matters", Answer(own_words="The garden."))
    talk.answer("val.strength", Answer(own_words="Chapel."))
    marks = [t.words() for t in check(hands, gwen).findChildren(StateTag) if t.isVisible()]
    assert sorted(marks) == ["Changed", "New"]


def test_change_leads_to_the_topic_and_continue_back_here(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    check(hands, gwen)
    button = hands.find("check.change.cpr")
    assert button.accessibleName() == "Change cpr"
    hands.tap("check.change.cpr")
    assert hands.page.where.page == "question"
    while hands.page.where.page == "question":
        hands.tap("conv.continue")
    assert hands.page.where.page == "check"


def test_nothing_new_is_not_signed_again(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = check(hands, gwen)
    assert "Nothing has changed since version 1." in all_words(page)
    assert not hands.has("check.sign")
    hands.tap("check.share")
    assert hands.page.where.page == "share"


def test_the_talk_that_made_the_changes_is_the_one_that_is_checked(
    hands: Hands, desk: Desk, gwen: str
):
    """Signing off the day after must not ask for the facts of a talk that never was."""
    talk = plans.ready(desk, gwen)
    talk.finish()
    page = check(hands, gwen)
    assert page.talk.id == talk.id
    assert needs(hands) == []


# -- signing ---------------------------------------------------------------------------------


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
        "Two records differ in Places. Look at them together, or sign off without this topic."
    ]
    hands.tap("check.problems.0")
    assert hands.focused() == "check.change.places"
    hands.tap("check.without.places")
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


def test_a_lock_does_not_forget_what_is_left_for_later(hands: Hands, desk: Desk, gwen: str):
    plans.disagree(desk, plans.ready(desk, gwen), "poc.first", "own_home", "hospice")
    check(hands, gwen)
    hands.tap("check.without.places")
    place = hands.window.place()
    assert place is not None
    hands.window.go(place)
    assert needs(hands) == []


def test_a_note_of_another_kind_leaves_no_topic_out(hands: Hands, desk: Desk, gwen: str):
    plans.ready(desk, gwen)
    assert hands.window.go(Where("check", person=gwen, note="places"))
    assert hands.page.place().note == "without:"


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
