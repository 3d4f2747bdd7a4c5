"""A pause, and taking a talk up again where it stopped."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from eolplan.record import Answer, Author, Pen, view_of
from eolplan.vault.db import Database
from eolplan.vault.place import Folder
from tests.ui.talking import Talking
from ui.pages.resume import Resume
from ui.pages.where import Where
from ui.widgets import Button

if TYPE_CHECKING:
    from tests.conftest import Clock

NOTE = "paused.note"


def words_on(widget: QWidget) -> list[str]:
    return [w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget)]


@pytest.fixture
def paused(talking: Talking) -> Talking:
    """A talk that was paused on its fourth page."""
    talking.open("val.matters")
    talk = talking.talk
    talk.answer("val.matters", Answer(own_words="my own bed"))
    talk.answer("poc.first", Answer(value="own_home"))
    talking.open("pod")
    talking.hands.press(Qt.Key.Key_F9)
    return talking


def test_pausing_says_that_everything_is_saved_and_where_it_stopped(paused: Talking) -> None:
    words = words_on(paused.hands.page)
    assert "Paused. Everything is saved." in words
    assert "Preferred place of care, first choice: Own home" in words
    assert "Place in the last days: Place in the last days of life" in words
    assert paused.hands.focused() == "paused.carry_on"


def test_carry_on_opens_the_same_page(paused: Talking) -> None:
    paused.hands.press(Qt.Key.Key_Return)
    assert paused.hands.page.where.question == "pod"


def test_a_note_is_kept_for_next_time(paused: Talking, qtbot: QtBot) -> None:
    paused.hands.write("Ask about the drip", NOTE)

    def kept() -> None:
        place = paused.talk.place
        assert place is not None
        assert place.note == "Ask about the drip"

    qtbot.waitUntil(kept, timeout=1_500)
    paused.hands.tap("paused.carry_on")
    paused.hands.press(Qt.Key.Key_F9)
    box = paused.hands.find(NOTE, QPlainTextEdit)
    assert box.toPlainText() == "Ask about the drip"
    assert "Ask about the drip" in words_on(paused.hands.page)


def test_a_note_survives_a_lock(paused: Talking) -> None:
    paused.hands.write("Waiting for Huw", NOTE)
    paused.lock_and_open()
    assert paused.hands.find(NOTE, QPlainTextEdit).toPlainText() == "Waiting for Huw"
    assert paused.hands.focused() == NOTE


def test_stopping_for_today_counts(paused: Talking) -> None:
    before = paused.entries()
    paused.hands.tap("paused.stop")
    assert paused.hands.page.where.page == "people"
    assert paused.window.messages.words() == "You can stop here. It all counts."
    log = paused.desk.session.store.log(paused.person)
    assert len(log.entries) == before  # stopping is nothing that was said
    place = paused.desk.session.store.place(paused.person)
    assert place is not None
    assert (place.question, bool(place.paused_at)) == ("pod", True)


def test_the_screen_can_be_covered_from_here(paused: Talking) -> None:
    paused.hands.tap("paused.cover")
    assert paused.window.covered


def test_help_opens_and_closes(paused: Talking) -> None:
    before = paused.entries()
    paused.hands.tap("paused.upset")
    assert paused.hands.focused() == "paused.help.cover"
    assert not paused.hands.has("paused.help.leave")
    paused.hands.tap("paused.help.close")
    assert paused.hands.focused() == "paused.carry_on"
    paused.hands.tap("paused.upset")
    paused.hands.tap("paused.help.finish")
    assert paused.hands.page.title().startswith("Thank you for talking about this, Gwen.")
    assert paused.entries() == before


def test_it_can_be_read_back_first(paused: Talking) -> None:
    """Seeing the last steps again keeps the first step after a pause from going wrong."""
    talk = paused.talk
    one = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), one)
    said = Answer(own_words="She hates fuss", said_by="family_or_friend", said_by_contact=one)
    talk.answer("val.fears", said, view_of(one))
    paused.window.go(Where("paused", person=paused.person, conversation=talk.id, note="read"))
    words = words_on(paused.hands.page)
    assert words[0] == "What Gwen has said"
    assert "“my own bed”" in words
    assert "Siân Pryce says: “She hates fuss”" in words
    assert paused.hands.focused() == "paused.carry_on"
    paused.hands.press(Qt.Key.Key_Return)
    assert paused.hands.page.where.question == "pod"


def test_nothing_to_read_back_is_fine(talking: Talking) -> None:
    where = Where("paused", person=talking.person, note="read")
    talking.window.go(where)
    assert "Nothing that was said in this talk is written down yet." in words_on(talking.hands.page)


def test_a_pause_before_the_first_word_says_so(talking: Talking) -> None:
    talking.window.go(Where("paused", person=talking.person))
    assert "Nothing is written down in this talk yet." in words_on(talking.hands.page)


def test_a_talk_that_a_colleague_wrote_in_says_so(paused: Talking, clock: Clock) -> None:
    """On a shared laptop it is not always you who stopped."""
    clock.go_on(minutes=1)
    talk, store = paused.talk, paused.desk.session.store
    theirs = Author("dev", "Dev Patel", "GP")
    pen = Pen(person=paused.person, author=theirs, now=paused.desk.now, conversation=talk.id)
    written = pen.answer(store.log(paused.person), "val.fears", Answer(own_words="being a burden"))
    store.append(written, at=paused.desk.now())
    paused.lock_and_open()
    carried = paused.desk.carry_on(paused.person)
    assert carried is not None
    words = words_on(Resume(carried, paused.window))
    assert words[0].startswith("Where it stopped, today ")
    assert "Dev Patel was the last to record in this talk." in words


def test_the_card_tells_when_what_and_what_is_next(paused: Talking, clock: Clock) -> None:
    paused.hands.write("Ask about the drip", NOTE)
    paused.hands.tap("paused.stop")
    clock.go_on(minutes=30)
    talk = paused.desk.carry_on(paused.person)
    assert talk is not None
    card = Resume(talk, paused.window)
    words = words_on(card)
    assert words[0] == f"Where you stopped, today {talk.now().astimezone():%H:}" + "00"
    assert "What matters most: “my own bed”" in words
    assert "Ask about the drip" in words
    wanted: list[Where] = []
    card.wanted.connect(wanted.append)
    for part in ("carry_on", "read", "topics"):
        button = card.findChild(QWidget, f"resume.{part}")
        assert button is not None
        button.click()
    assert [(w.page, w.question, w.note) for w in wanted] == [
        ("question", "pod", ""), ("paused", "", "read"), ("topics", "", ""),
    ]  # fmt: skip


def test_after_a_day_carrying_on_asks_first_whether_now_is_a_good_time(
    paused: Talking, clock: Clock
) -> None:
    paused.talk.draft("conv.present.others", Answer(value=["Mrs Owen, next door"]))
    clock.go_on(hours=25)
    talk, place = paused.desk.carry_on(paused.person), paused.talk.place
    assert talk is not None
    paused.window.go(Where("person", person=paused.person))
    assert talk.place == place, "to look at the plan goes on with nothing"
    paused.hands.press(Qt.Key.Key_Return)
    there = paused.hands.page.where
    assert there.page == "opening"
    assert there.conversation != talk.id
    assert not paused.hands.find("opening.conv.present.others.else", QLineEdit).text()
    assert paused.hands.focused() == "opening.conv.time.choice.yes"
    paused.hands.tap("opening.conv.time.choice.yes")
    paused.hands.tap("opening.continue")
    assert paused.hands.page.where.question == "pod"
    assert paused.talk.id == there.conversation
    assert paused.talk.reading("conv.when").value == talk.today.isoformat()
    paused.hands.press(Qt.Key.Key_F9)
    words = words_on(Resume(paused.talk, paused.window))
    assert words[0].startswith("Where you stopped, today ")
    assert "Preferred place of care, first choice: Own home" in words, "of before, too"


def test_after_a_day_reading_back_and_another_topic_lead_over_the_opening_too(
    paused: Talking, clock: Clock
) -> None:
    clock.go_on(hours=25)
    old = paused.talk.id
    paused.window.go(Where("person", person=paused.person))
    paused.hands.tap("person.resume.read")
    paused.hands.tap("paused.carry_on")
    assert paused.hands.page.where.page == "opening", "to read it back was no talk of today"
    paused.window.go(Where("person", person=paused.person))
    paused.hands.tap("person.resume.topics")
    paused.hands.tap("opening.conv.time.choice.yes")
    paused.hands.tap("opening.continue")
    assert paused.hands.page.where.page == "topics"
    assert paused.talk.earlier == (old,)
    clock.go_on(hours=25)
    paused.window.go(Where("person", person=paused.person))
    paused.hands.tap("person.topic.matters")
    assert paused.hands.page.where.page == "question"
    assert len(paused.talk.earlier) == 2, "a topic that is opened goes on from it as well"


def test_after_a_day_what_is_changed_from_the_check_page_is_checked_as_said_today(
    paused: Talking, clock: Clock
) -> None:
    """Continue leads back to the page as it was left, and not to what that day vouches for."""
    clock.go_on(hours=25)
    old = paused.talk.id
    paused.window.go(Where("check", person=paused.person))
    assert paused.talk.id == old
    paused.hands.tap("check.change.matters")
    paused.talk.answer("val.matters", Answer(own_words="my own chair"))
    paused.hands.page.refresh()
    paused.hands.tap("conv.continue")
    assert paused.hands.page.where.page == "check"
    assert paused.talk.earlier == (old,)


def test_a_pause_from_the_opening_leads_back_there(talking: Talking) -> None:
    talking.window.go(Where("opening", person=talking.person))
    talking.hands.tap("opening.conv.time.choice.yes")
    talking.hands.press(Qt.Key.Key_F9)
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.hands.page.where.page == "opening"


def test_a_talk_that_cannot_be_read_any_more_is_told_of_on_the_list(paused: Talking) -> None:
    """The list is drawn without reading anybody's plan; so it is found only on the way there."""
    window, desk = paused.hands.window, paused.desk
    window.go(Where("people"))
    session = desk.session
    with closing(Database.open(Folder(session.folder).database, session._keys.db)) as bare:
        bare.run("DROP TRIGGER entry_no_update")
        bare.run("UPDATE entry SET body = replace(body, 'own bed', 'old bed')")
    desk.let_go()
    button = window.page.first_focus()
    assert isinstance(button, Button)
    assert button.text() == "Carry on"
    button.click()
    assert window.page.where.page == "people"
    assert window.messages.words().startswith("This plan was changed outside eolplan")
