"""Before the first question: nothing is taken for granted, and a no is a good visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from eolplan.record import Answer
from tests.ui.talking import Talking
from ui.pages.where import Where

if TYPE_CHECKING:
    from tests.conftest import Clock

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opening(talking: Talking) -> Talking:
    """The opening of a first talk with Gwen, whose daughter is known."""
    talk = talking.desk.conversation(talking.person)
    one = talk.add("contact")
    talk.record(
        [
            ("contact.name", one, Answer(value="Siân Pryce")),
            ("contact.relation", one, Answer(value="child_adult", own_words="daughter")),
        ]
    )
    assert talking.window.go(Where("opening", person=talking.person))
    talking.hands.actions = 0
    return talking


def test_nothing_is_ticked_beforehand(opening: Talking) -> None:
    """A ticked box would be evidence of something that nobody said (decision 18)."""
    chosen = opening.hands.page.findChildren(QAbstractButton)
    assert not [button.objectName() for button in chosen if button.isChecked()]
    assert opening.hands.focused() == "opening.conv.time.choice.yes"


def test_looking_and_leaving_records_nothing(opening: Talking) -> None:
    before = opening.entries()
    for _ in range(30):
        opening.hands.press(Qt.Key.Key_Tab)
    opening.hands.tap("banner.back")
    assert opening.hands.page.where.page == "people"
    log = opening.desk.session.store.log(opening.person)
    assert len(log.entries) == before
    assert opening.desk.session.store.place(opening.person) is None


def test_continue_records_the_talk_in_one_act(opening: Talking, clock: Clock) -> None:
    hands = opening.hands
    hands.tap("opening.conv.time.choice.yes")
    hands.tap("opening.conv.permission.choice.yes")
    hands.tap("opening.conv.present.others.here.person")
    (sian,) = opening.talk.log.instances("contact")
    hands.tap(f"opening.conv.present.others.here.{sian}")
    hands.write("Mair, next door; Ann, a friend", "opening.conv.present.others.else")
    hands.tap("opening.conv.write.choice.yes")
    before = opening.entries()
    hands.tap("opening.continue")

    talk = opening.talk
    log = opening.desk.session.store.log(opening.person)
    made = [e for e in log.entries.values() if e.conversation == talk.id and "conv." in e.question]
    assert len({entry.recorded_at for entry in made}) == 1
    assert opening.entries() == before + len(made)
    said = {entry.question: entry.answer.value for entry in made}
    assert said == {
        "conv.time": "yes",
        "conv.permission": "yes",
        "conv.present": "yes",
        "conv.present.others": ["Siân Pryce, daughter", "Mair, next door", "Ann, a friend"],
        "conv.write": "yes",
        "conv.when": "2026-11-12",
        "conv.when.start": f"{clock().astimezone():%H:%M}",
        "conv.staff.name": "Carys Bevan",
        "conv.staff.role": "Community nurse",
    }
    assert {entry.instance for entry in made} == {talk.id}
    assert hands.page.where.page == "question"


def test_nobody_has_to_answer_any_of_it(opening: Talking) -> None:
    opening.hands.tap("opening.continue")
    assert opening.hands.page.where.page == "question"
    talk = opening.talk
    assert talk.reading("conv.when").value == "2026-11-12"
    assert talk.reading("conv.present").state == "silent"
    assert talk.reading("conv.doubt").state == "silent"  # blank means presumed


def test_the_first_topic_that_nobody_talked_about_comes_first(opening: Talking) -> None:
    talk = opening.talk
    for question in ("comm.hearing_plan", "people.important"):
        talk.answer(question, Answer(own_words="Yes"))
    talk.answer("team.single_point.day_who", Answer(value="Dr A Rees"))
    opening.hands.tap("opening.continue")
    assert opening.hands.page.where.question == "val.matters"


def test_others_without_the_person_say_that_the_person_is_not_here(opening: Talking) -> None:
    (sian,) = opening.talk.log.instances("contact")
    opening.hands.tap(f"opening.conv.present.others.here.{sian}")
    opening.hands.tap("opening.continue")
    assert opening.talk.reading("conv.present").value == "no"


def test_doubt_asks_about_which_decision_and_stops_nothing(opening: Talking) -> None:
    hands = opening.hands
    assert not hands.has("opening.conv.doubt.decision.line")
    hands.tap("opening.conv.doubt.choice.doubt")
    hands.write("moving to a care home", "opening.conv.doubt.decision.line")
    hands.tap("opening.continue")
    assert opening.talk.reading("conv.doubt.decision").value == "moving to a care home"
    assert hands.page.where.page == "question"


def test_not_today_takes_two_taps_and_leaves_kindly(opening: Talking) -> None:
    hands = opening.hands
    talk = opening.talk
    hands.tap("opening.not_today")
    assert hands.focused() == "opening.put_off.when.day"
    hands.tap("opening.put_off.yes")
    assert hands.actions == 2

    assert hands.page.where.page == "person"
    words = "Offered, not today. It can be another day, or never."
    assert opening.window.messages.words() == words
    assert talk.reading("conv.time").value == "not_today"
    assert talk.reading("conv.permission").value == "not_now"
    assert talk.reading("conv.declined.on").value == "2026-11-12"
    assert talk.reading("conv.declined.again").state == "silent"
    assert opening.desk.session.store.place(opening.person) is None  # nothing to carry on


def test_not_today_can_say_when_to_ask_again(opening: Talking) -> None:
    hands, talk = opening.hands, opening.talk
    hands.tap("opening.conv.time.choice.not_today")
    hands.tap("opening.continue")
    hands.write("2027", "opening.put_off.when.year")
    hands.tap("opening.put_off.yes")
    assert hands.page.where.page == "opening"  # a year is not a day to ask again
    assert hands.focused() == "opening.put_off.when.month"
    hands.write("January", "opening.put_off.when.month")
    hands.tap("opening.put_off.yes")
    assert talk.reading("conv.declined.again").value == "on_a_date"
    assert talk.reading("conv.declined.again_on").value == "2027-01"


def test_a_no_to_talking_leaves_kindly_too(opening: Talking) -> None:
    hands, talk = opening.hands, opening.talk
    hands.tap("opening.conv.permission.choice.no")
    hands.tap("opening.continue")
    hands.tap("opening.put_off.yes")
    assert talk.reading("conv.permission").value == "no"


def test_a_no_to_writing_writes_nothing_and_covers(opening: Talking) -> None:
    hands = opening.hands
    before = opening.entries()
    hands.tap("opening.conv.time.choice.yes")
    hands.tap("opening.conv.write.choice.no")
    hands.tap("opening.continue")
    words = "Nothing will be written. You can add it from memory afterwards."
    assert opening.window.messages.words() == words
    assert opening.window.covered
    assert opening.entries() == before
    assert opening.desk.session.store.drafts(opening.person) == []

    opening.window.uncover()
    hands.tap("opening.conv.write.choice.afterwards")
    hands.tap("opening.continue")
    assert opening.talk.reading("conv.write").value == "afterwards"
    assert opening.talk.reading("conv.time").value == "yes"


def test_what_was_ticked_survives_a_lock(opening: Talking) -> None:
    opening.hands.tap("opening.conv.time.choice.short_time")
    opening.hands.tap("opening.conv.present.others.here.person")
    before = opening.entries()
    opening.lock_and_open()
    assert opening.entries() == before
    ticks = ("opening.conv.time.choice.short_time", "opening.conv.present.others.here.person")
    for name in ticks:
        assert opening.hands.find(name, QAbstractButton).isChecked()
    opening.hands.tap("opening.continue")
    assert opening.talk.reading("conv.time").value == "short_time"
    assert opening.talk.reading("conv.present").value == "yes"


def test_the_words_for_why_come_with_a_choice_that_needs_them(opening: Talking) -> None:
    assert not opening.hands.has("opening.conv.permission.words")
    opening.hands.tap("opening.conv.permission.choice.could_not_ask")
    opening.hands.write("asleep", "opening.conv.permission.words")
    opening.hands.tap("opening.continue")
    assert opening.talk.reading("conv.permission").own_words == "asleep"


def test_the_card_for_another_day_can_be_closed_again(opening: Talking) -> None:
    before = opening.entries()
    opening.hands.tap("opening.not_today")
    opening.hands.tap("opening.put_off.close")
    assert opening.hands.focused() == "opening.conv.time.choice.yes"
    assert not opening.hands.has("opening.put_off.yes")
    assert opening.entries() == before


def test_leaving_after_an_answer_records_it(opening: Talking) -> None:
    """Turning the page is moving on, whichever way one goes."""
    talk = opening.talk
    opening.hands.tap("opening.conv.time.choice.yes")
    opening.hands.press(Qt.Key.Key_J, CTRL)
    assert opening.hands.page.where.page == "topics"
    assert talk.reading("conv.time").value == "yes"
    assert talk.reading("conv.when").value == "2026-11-12"

    opening.hands.press(Qt.Key.Key_Z, CTRL)
    assert opening.hands.page.where.page == "opening"
    assert talk.reading("conv.time").state == "silent"


def test_the_guide_stands_beside_it(opening: Talking) -> None:
    words = [w.text() for w in opening.hands.page.findChildren(QLabel) if w.isVisible()]
    assert "“Is now an all right time to talk?”" in words
    opening.hands.tap("opening.guide.upset")
    assert not opening.hands.has("opening.guide.help.leave")


def test_on_another_day_it_is_asked_anew_whether_now_is_a_good_time(
    opening: Talking, clock: Clock
) -> None:
    """A talk that stopped is carried on from here: yesterday's yes does not count."""
    hands, yes = opening.hands, "opening.conv.time.choice.yes"
    hands.tap(yes)
    hands.tap("opening.continue")
    here = Where("opening", person=opening.person, conversation=opening.talk.id)
    hands.window.go(here)
    assert hands.find(yes, QAbstractButton).isChecked()
    clock.go_on(hours=25)
    hands.window.go(Where("person", person=opening.person))
    hands.window.go(here)
    assert not hands.find(yes, QAbstractButton).isChecked()
    assert opening.talk.reading("conv.time").value == "yes", "it stays written down of that day"


def test_what_was_agreed_yesterday_stays_agreed_whatever_was_half_chosen_after_it(
    opening: Talking, clock: Clock
) -> None:
    hands, talk = opening.hands, opening.talk
    talk.answer("conv.permission", Answer(value="yes"))
    talk.draft("conv.permission", Answer(value="not_now"))
    clock.go_on(hours=20)
    hands.window.go(Where("person", person=opening.person))
    hands.window.go(Where("opening", person=opening.person, conversation=talk.id))
    hands.tap("opening.continue")
    assert talk.reading("conv.permission").value == "yes"


def test_over_midnight_it_is_one_visit(opening: Talking, clock: Clock) -> None:
    """Who works at night, and locks the screen in between, chooses nothing twice."""
    hands, yes = opening.hands, "opening.conv.time.choice.yes"
    clock.go_on(hours=11, minutes=55)
    hands.tap(yes)
    opening.lock_and_open()
    here = Where("opening", person=opening.person, conversation=opening.talk.id)
    clock.go_on(minutes=20)
    hands.window.go(here)
    assert hands.find(yes, QAbstractButton).isChecked()
    clock.go_on(hours=9)
    hands.window.go(here)
    assert not hands.find(yes, QAbstractButton).isChecked(), "the next morning is another day"


@pytest.mark.parametrize("again", [False, True])
def test_a_visit_that_goes_on_from_a_call_is_no_call_unless_that_is_chosen_again(
    opening: Talking, clock: Clock, again: bool
) -> None:
    hands, talk = opening.hands, opening.talk
    talk.follow("phone_update")
    talk.answer("val.matters", Answer(own_words="My own bed."))
    clock.go_on(days=30)
    hands.window.go(Where("opening", person=opening.person))
    if again:
        hands.tap("opening.path.all")
        hands.tap("opening.path.phone_update")
    hands.tap("opening.conv.time.choice.yes")
    hands.tap("opening.continue")
    assert opening.talk.earlier == (talk.id,)
    assert opening.talk.reading("conv.where").value == ("phone" if again else None)
    assert hands.page.where.page == "step"
