"""The tasks of a conversation as scripts: none may take more actions than it was promised."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eolplan.record import Standing
from tests.ui.talking import Talking


def test_t2_three_places_take_four_actions(talking: Talking) -> None:
    """First home, second hospice, not hospital: three taps and Continue."""
    talking.open("pod")
    hands = talking.hands
    hands.tap("conv.pod.place.own_home.first")
    hands.tap("conv.pod.place.hospice.second")
    hands.tap("conv.pod.place.hospital_acute.avoid")
    hands.tap("conv.continue")

    assert hands.actions == 4
    assert talking.reading("pod.first").value == "own_home"
    assert talking.reading("pod.second").value == "hospice"
    assert talking.reading("place.avoid", "hospital_acute").value == "hospital_acute"
    assert hands.page.where.question == "pod.about"


def test_t3_words_take_a_tap_the_typing_and_continue(talking: Talking) -> None:
    talking.open("poc.first")
    hands = talking.hands
    hands.tap("conv.poc.first.words")
    hands.write("my own bed, with the dog")
    hands.tap("conv.continue")

    assert hands.actions == 3  # two, and the typing
    assert talking.reading("poc.first").own_words == "my own bed, with the dog"


def test_t4_would_rather_not_takes_a_tap_and_continue(talking: Talking) -> None:
    """A "no" is as easy as a "yes"."""
    for question, exit_ in (
        ("cpr.person_view", "conv.cpr.person_view.choice.exit.asked_declined"),
        ("val.matters", "conv.val.matters.exit.asked_declined"),
        ("pod", "conv.pod.exit.asked_declined"),
    ):
        talking.open(question)
        hands = talking.hands
        hands.tap(exit_)
        hands.tap("conv.continue")
        assert hands.actions == 2
        kept = "pod.first" if question == "pod" else question
        assert talking.reading(kept).standing is Standing.ASKED_DECLINED
        assert hands.page.where.question != question


def test_t5_pausing_takes_one_key_and_carrying_on_one_after_unlocking(talking: Talking) -> None:
    talking.open("pod")
    hands = talking.hands
    hands.press(Qt.Key.Key_F9)
    assert hands.actions == 1
    assert hands.page.where.page == "paused"

    talking.lock_and_open()  # one: the passphrase and Enter
    hands.press(Qt.Key.Key_Return)
    assert hands.actions == 2
    assert hands.page.where.question == "pod"


def test_t5_by_way_of_people_takes_one_key_too(talking: Talking) -> None:
    talking.open("pod")
    hands = talking.hands
    hands.press(Qt.Key.Key_F9)
    hands.tap("paused.stop")
    hands.actions = 0
    assert hands.page.where.page == "people"
    hands.press(Qt.Key.Key_Return)  # on the focused card
    assert hands.actions == 1
    assert hands.page.where.question == "pod"


def test_t6_covering_takes_one_key_from_every_page_of_a_talk(talking: Talking) -> None:
    for question, note in (("pod", ""), ("contact", ""), ("cpr.form", ""), ("pod", "breathe")):
        talking.open(question, note=note)
        talking.hands.press(Qt.Key.Key_F8)
        assert talking.hands.actions == 1
        assert talking.window.covered
        talking.hands.press(Qt.Key.Key_F8)
        assert not talking.window.covered


def test_not_today_takes_one_action(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.tap("conv.not_today")
    assert talking.hands.actions == 1
    assert talking.reading("val.matters").standing is Standing.ASKED_NOT_READY


def test_coming_back_later_takes_two_actions_when_nobody_knows_when(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.tap("conv.later")
    talking.hands.tap("conv.put_off.yes")
    assert talking.hands.actions == 2
    assert talking.reading("val.matters").standing is Standing.COME_BACK_LATER
