"""A team writes its own words and topics in Settings, and sees at once what is to be mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from eolplan.guide.local_topics import OwnTopic
from eolplan.identity import CLINICIAN
from eolplan.record import Answer
from tests.ui.hands import Hands
from tests.ui.ways_words import ANIMALS, MINDER, PETS
from ui.pages.form import FormPage
from ui.pages.local_words import LocalWordsPage
from ui.pages.own_question import OwnQuestionPage
from ui.pages.own_topic import OwnTopicPage
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SAY = ("val.matters", "say")


def words_page(hands: Hands, question: str = "val.matters") -> LocalWordsPage:
    desk = hands.window._desk
    assert desk is not None
    section = desk.guide.question(question).section
    assert hands.window.go(Where("local-words", topic=section, question=question))
    page = hands.page
    assert isinstance(page, LocalWordsPage)
    return page


def shown(hands: Hands) -> str:
    labels = hands.page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def rewrite(hands: Hands, name: str, text: str) -> None:
    box = hands.find(name, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    hands.write(text)


def save(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return, CTRL)


# -- phrases ---------------------------------------------------------------------------------


def test_a_phrase_is_changed_by_keyboard_from_settings_to_the_conversation(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    hands.press(Qt.Key.Key_Comma, CTRL)
    for _ in range(4):
        hands.press(Qt.Key.Key_Tab, CTRL)
    assert hands.page.where.note == "words"
    hands.find("settings.words.topic.matters").setFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "local-topic.val.matters"
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "local-words.they"
    rewrite(hands, "local-words.say", "What is big for you today?")
    save(hands)
    assert hands.page.where == Where("local-topic", topic="matters")
    assert hands.window.messages.words() == "Saved. Your team reads these words now."
    assert "Your team\u2019s words" not in shown(hands)
    hands.window.go(Where("question", person=gwen, question="val.matters"))
    assert "What is big for you today?" in shown(hands)
    assert desk.guide.question("val.matters").say == ("What is big for you today?",)


def test_the_topic_tells_whose_words_stand_there(hands: Hands, desk: Desk) -> None:
    desk.local.reword(SAY, ["One?"])
    hands.window.go(Where("settings", note="words"))
    button = hands.find("settings.words.topic.matters")
    assert button.property("text") == "What matters (yours: 1)"
    hands.tap("settings.words.topic.matters")
    tags = [w.accessibleName() for w in hands.page.findChildren(QWidget) if w.isVisible()]
    assert f"Your team's words, by {desk.staff.name}" in tags
    hands.tap("local-topic.back")
    assert hands.page.where == Where("settings", note="words")


def test_what_cannot_stand_there_is_said_at_its_box_and_nothing_is_saved(
    hands: Hands, desk: Desk
) -> None:
    page = words_page(hands)
    page.phrases["say"].show_texts(["Who is {nobody}?", "And then"])
    page.phrases["check"].show_texts(["So that is it."])
    save(hands)
    assert hands.focused() == "local-words.problems"
    assert page.title().startswith("Error: ")
    problem = page.phrases["say"]._complaint.text()
    assert "The braces in \u201cWhat staff might say\u201d name nobody." in problem
    assert "does not end like a sentence" in problem
    assert "Write {name} where the name goes" in problem
    assert page.phrases["check"]._complaint.text() == ""
    assert desk.local.history(SAY) == ()
    hands.tap("local-words.problems.0")
    assert hands.focused() == "local-words.say"


def test_a_remark_says_what_would_read_better_and_stops_nothing(hands: Hands, desk: Desk) -> None:
    page = words_page(hands)
    rewrite(hands, "local-words.say", "Would you still want it?")
    assert page.phrases["say"].remark() == ""
    hands.press(Qt.Key.Key_Tab)
    assert page.phrases["say"].remark().startswith('eolplan does not say "still".')
    save(hands)
    assert desk.guide.question("val.matters").say == ("Would you still want it?",)


def test_it_shows_how_a_sentence_reads_with_a_name(hands: Hands) -> None:
    words_page(hands)
    rewrite(hands, "local-words.they", "What does {name} say about {her} day?")
    hands.press(Qt.Key.Key_Tab)
    assert "With a name: What does Gwen say about her day?" in shown(hands)


def test_the_shipped_words_are_one_press_away(hands: Hands, desk: Desk) -> None:
    before = desk.guide.question("val.matters").say
    desk.local.reword(SAY, ["One?"])
    page = words_page(hands)
    page.phrases["check"].show_texts(["Half typed"])
    hands.tap("local-words.say.shipped")
    assert desk.guide.question("val.matters").say == before
    assert page.phrases["say"].texts() == list(before)
    assert page.phrases["check"].texts() == ["Half typed"]
    assert not hands.has("local-words.say.shipped")


def test_earlier_words_are_named_with_their_author_and_can_be_taken_up(
    hands: Hands, desk: Desk
) -> None:
    desk.local.reword(SAY, ["One?"])
    desk.local.reword(SAY, ["Two?"])
    page = words_page(hands)
    assert f"{desk.staff.name} wrote on" in shown(hands)
    hands.tap("local-words.say.earlier.1")
    assert page.phrases["say"].texts() == ["One?"]
    assert desk.guide.question("val.matters").say == ("Two?",)
    save(hands)
    assert desk.guide.question("val.matters").say == ("One?",)


def test_a_sentence_that_safety_needs_is_shown_and_not_offered_to_be_changed(hands: Hands) -> None:
    page = words_page(hands, "cpr.form")
    assert {"they", "you"}.isdisjoint(page.phrases)
    assert "This sentence stays as it was shipped" in shown(hands)


def test_saving_without_a_change_says_so(hands: Hands, desk: Desk) -> None:
    words_page(hands)
    save(hands)
    assert hands.window.messages.words() == "Nothing was changed."
    assert desk.local.changed_in("matters") == 0


def test_what_is_half_typed_outlives_a_lock(hands: Hands) -> None:
    words_page(hands)
    rewrite(hands, "local-words.say", "Half of a")
    place = hands.window.place()
    assert place is not None
    assert hands.window.go(Where("people"))
    assert hands.window.go(place)
    page = hands.page
    assert isinstance(page, LocalWordsPage)
    assert page.phrases["say"].texts() == ["Half of a"]


# -- topics ----------------------------------------------------------------------------------


def test_a_topic_is_written_by_keyboard_and_asked(hands: Hands, desk: Desk, gwen: str) -> None:
    hands.window.go(Where("settings", note="words"))
    hands.find("settings.words.add").setFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "own-topic.title"
    hands.write("Pets at home")
    hands.find("own-topic.after.matters").setFocus()
    hands.press(Qt.Key.Key_Space)
    save(hands)
    assert hands.window.messages.words() == "Saved. Now add a question."
    assert hands.window._around.status.words().startswith("Saved on this laptop ")
    assert hands.focused() == "own-topic.add"
    hands.press(Qt.Key.Key_Return)
    assert hands.focused() == "own-question.heading"
    hands.write("Animals")
    hands.find("own-question.kind.choice").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.find("own-question.answers").setFocus()
    hands.write("A dog")
    hands.press(Qt.Key.Key_Return)
    hands.write("A cat")
    rewrite(hands, "own-question.they", "Which animals live here?")
    save(hands)
    assert "Which animals live here?" in shown(hands)

    (version,) = desk.local.topics()
    (asked,) = version.topic.questions
    assert desk.guide.section_of(asked.id).title == "Pets at home"
    hands.window.go(Where("question", person=gwen, question=asked.id))
    assert hands.page.where.page == "question"
    talk = desk.conversation(gwen)
    talk.answer(asked.id, Answer(value="a_dog"))
    assert talk.reading(asked.id).value == "a_dog"


def own(hands: Hands, page: str, topic: OwnTopic, question: str = "") -> FormPage:
    assert hands.window.go(Where(page, topic=topic.id, question=question))
    opened = hands.page
    assert isinstance(opened, FormPage)
    return opened


@pytest.fixture
def pets(desk: Desk) -> OwnTopic:
    topic = PETS.with_question(ANIMALS, "1").with_question(MINDER, "2")
    desk.local.keep_topic(topic)
    return topic


def test_a_topic_needs_a_name_and_a_place(hands: Hands, desk: Desk) -> None:
    assert hands.window.go(Where("own-topic"))
    save(hands)
    page = hands.page
    assert isinstance(page, OwnTopicPage)
    assert page.summary.problems() == [
        "Give the topic a name", "Choose which topic it comes after",
    ]  # fmt: skip
    page.name.box.setText("Pets {name}")
    page.after.show_values(["matters"])
    page.about.show_texts(["No full stop"])
    save(hands)
    assert len(page.summary.problems()) == 2
    assert desk.local.topics() == ()


def test_a_question_needs_a_name_words_and_two_answers(
    hands: Hands, desk: Desk, pets: OwnTopic
) -> None:
    page = own(hands, "own-question", pets)
    assert isinstance(page, OwnQuestionPage)
    assert not page.answers.isVisible()
    hands.tap("own-question.kind.choices")
    assert page.answers.isVisible()
    page.answers.show_texts(["Only one"])
    save(hands)
    assert len(page.summary.problems()) == 3
    page.heading.box.setText("Birds")
    page.phrases["they"].show_texts(["Which birds"])
    page.answers.show_texts(["A hen", "A {cock}"])
    save(hands)
    told = sorted(page.summary.problems())
    assert told[0].startswith("\u201cThe answers to choose from\u201d cannot hold a name.")
    assert told[1].startswith("\u201cThe question, about the person\u201d does not end")
    assert page.answers._complaint.text() == told[0]
    assert desk.local.topics()[0].topic == pets


def test_the_kind_of_an_answer_stays_and_the_rest_can_change(
    hands: Hands, desk: Desk, pets: OwnTopic
) -> None:
    page = own(hands, "own-question", pets, "own_pets_000001.animals_1")
    assert isinstance(page, OwnQuestionPage)
    assert not page.kind.isEnabled()
    page.answers.show_texts(["A cat", "A fish"])
    page.copies.show_values(["full"])
    save(hands)
    changed = desk.guide.question("own_pets_000001.animals_1")
    assert [option.words for option in changed.options] == ["A cat", "A fish"]
    assert not changed.on_copy("gp")


def test_a_question_is_asked_only_after_an_answer_to_an_earlier_one(
    hands: Hands, desk: Desk, pets: OwnTopic
) -> None:
    """Asked in vain it would tire somebody; once it cannot be reached, it is asked always."""
    minder, animals = "own_pets_000001.who_minds_them_2", "own_pets_000001.animals_1"
    page = own(hands, "own-question", pets, animals)
    assert isinstance(page, OwnQuestionPage)
    assert page.when is None  # nothing comes before it
    page = own(hands, "own-question", pets, minder)
    assert isinstance(page, OwnQuestionPage)
    assert page.when is not None
    assert page.when.value() == "always"
    page.when.show_values([f"{animals}=a_dog"])
    save(hands)
    assert desk.guide.question(minder).shown({animals: ["a_dog"]}.get)
    assert not desk.guide.question(minder).shown({animals: ["a_cat"]}.get)
    assert "Only after Animals: A dog" in shown(hands)
    hands.tap("own-topic.up.1")
    assert desk.guide.question(minder).shown_if is None
    assert "It is always asked now" in shown(hands)


def test_questions_change_their_order_and_are_taken_away(
    hands: Hands, desk: Desk, pets: OwnTopic
) -> None:
    own(hands, "own-topic", pets)
    assert "{name}" not in shown(hands)
    assert not hands.has("own-topic.up.0")
    hands.tap("own-topic.down.0")
    order = [q.heading for q in desk.local.topics()[0].topic.questions]
    assert order == ["Who minds them", "Animals"]
    hands.tap("own-topic.change.1")
    hands.tap("own-question.end")
    assert desk.guide.question("own_pets_000001.animals_1").gone
    assert hands.window.messages.words() == "It is no longer asked."


def test_a_topic_is_ended_and_asked_again(hands: Hands, desk: Desk, pets: OwnTopic) -> None:
    own(hands, "own-topic", pets)
    hands.tap("own-topic.end")
    assert desk.guide.section(pets.id).gone
    assert "No longer asked. Every answer is kept." in shown(hands)
    hands.tap(f"settings.words.own.{pets.id}")
    assert "took it away on" in shown(hands)
    save(hands)  # a change of its words alone does not ask it again
    assert desk.guide.section(pets.id).gone
    hands.tap("own-topic.end")
    assert not desk.guide.section(pets.id).gone


def test_a_topic_that_is_left_out_says_why_in_both_places(hands: Hands, desk: Desk) -> None:
    lost = replace(PETS, id="own_lost_2", after="gone")
    desk.local.keep_topic(lost.with_question(MINDER, "1"))
    why = "The topic that it came after is not there any more. Choose another one."
    hands.window.go(Where("settings", note="words"))
    assert f"Not asked now. {why}" in shown(hands)
    page = own(hands, "own-topic", lost)
    assert isinstance(page, OwnTopicPage)
    assert f"It is not asked now. {why}" in shown(hands)
    page.after.show_values(["matters"])
    save(hands)
    assert desk.local.left_out == {}


def test_whoever_does_not_look_after_the_team_reads_who_does(hands: Hands, desk: Desk) -> None:
    store = desk.session.store
    store.put_user(replace(desk.staff, id="asha", name="Asha Roberts"), at=desk.now())
    store.put_user(replace(desk.staff, may=CLINICIAN), at=desk.now())
    hands.window.go(Where("settings", note="words"))
    assert "Words and topics are changed by: Asha Roberts." in shown(hands)
    assert not hands.has("settings.words.add")
    hands.window.go(Where("own-topic"))
    assert hands.page.where.page == "may-not"
