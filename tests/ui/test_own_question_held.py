"""What is half-written for the team outlives a walk to another page, a lock and a crash."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eolplan.desk import Desk
from eolplan.desk.half_written import HalfWritten
from eolplan.guide.local_topics import OwnTopic
from tests.ui.hands import Hands
from tests.ui.ways_words import ANIMALS, PETS
from ui.pages.local_fields import SayingPage
from ui.pages.own_question import OwnQuestionPage
from ui.pages.where import Where
from ui.widgets import PlainLabel


def opened(hands: Hands, topic: OwnTopic) -> OwnQuestionPage:
    assert hands.window.go(Where("own-question", topic=topic.id))
    page = hands.page
    assert isinstance(page, OwnQuestionPage)
    return page


def shown(hands: Hands) -> str:
    labels = hands.page.findChildren(PlainLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def pets(desk: Desk) -> OwnTopic:
    topic = PETS.with_question(ANIMALS, "1")
    desk.local.keep_topic(topic)
    return topic


def test_a_question_that_is_half_written_is_there_again(
    hands: Hands, desk: Desk, pets: OwnTopic
) -> None:
    """A save was refused, then the people were looked at: nothing of it is lost."""
    page = opened(hands, pets)
    hands.write("Birds", "own-question.heading")
    hands.tap("own-question.kind.choices")
    hands.tap("own-question.continue")
    assert page.summary.problems()
    hands.window.go(Where("people"))
    page = opened(hands, pets)
    assert page.heading.text() == "Birds"
    assert page.answers.isVisible()
    assert "This is what you began to write." in shown(hands)
    hands.tap("own-question.start_again")
    assert page.heading.text() == ""
    assert not page.answers.isVisible()
    hands.window.go(Where("people"))
    page = opened(hands, pets)
    assert "This is what you began to write." not in shown(hands)


def test_what_was_saved_is_not_begun_again(hands: Hands, desk: Desk, pets: OwnTopic) -> None:
    page = opened(hands, pets)
    page.heading.box.setText("Birds")
    page.phrases["they"].show_texts(["Which birds live here?"])
    page.kind.show_values(["text"])
    hands.tap("own-question.continue")
    page = opened(hands, pets)
    assert page.heading.text() == ""


PLACES = {
    "own-topic": Where("own-topic"),
    "own-question": Where("own-question", topic=PETS.id),
    "local-words": Where("local-words", topic="matters", question="val.matters"),
}
TITLES = {"own-topic": "title", "own-question": "heading", "local-words": "say"}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_typed_for_the_team_is_kept_as_answers_are(
    qtbot: QtBot, hands: Hands, desk: Desk, pets: OwnTopic, name: str
) -> None:
    """Nobody leaves, locks or closes: the process is gone, and the words are on the disk."""
    assert hands.window.go(PLACES[name])
    box = f"{name}.{TITLES[name]}"
    hands.write(" half of it", box)
    half = HalfWritten(desk, ".".join((name, PLACES[name].topic, PLACES[name].question)))
    qtbot.waitUntil(lambda: bool(half.texts()), timeout=5_000)
    assert [*half.texts()] == [TITLES[name]]
    hands.window.begin(desk, PLACES[name])
    page = hands.page
    assert isinstance(page, SayingPage)
    assert page.fields[TITLES[name]].box.text().endswith("half of it")
    assert "This is what you began to write." in shown(hands)
    hands.tap(f"{name}.start_again")
    assert half.texts() == {}


def test_what_is_saved_of_a_topic_leaves_no_half(hands: Hands, desk: Desk) -> None:
    assert hands.window.go(Where("own-topic"))
    hands.write("Birds", "own-topic.title")
    hands.tap("own-topic.after.matters")
    hands.tap("own-topic.continue")
    assert hands.window.messages.words() == "Saved. Now add a question."
    assert HalfWritten(desk, "own-topic..").texts() == {}
