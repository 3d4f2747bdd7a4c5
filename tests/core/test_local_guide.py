"""A team says things its own way and adds topics; nothing that was answered changes meaning."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from eolplan import words
from eolplan.conversation import sign_off, topics, walk
from eolplan.desk import Desk, WordsRefused
from eolplan.guide import asked_then
from eolplan.guide.local_topics import OwnQuestion, OwnTopic
from eolplan.identity import CLINICIAN, MayNot
from eolplan.record import Answer
from tests.core.conftest import PASSPHRASE, READY

SAY = ("val.matters", "say")
THEY = ("val.matters", "they")
ANIMALS = OwnQuestion(
    heading="Animals", they="Which animals live with {name}?", kind="choices", copies="staff"
).offering(["A dog", "A cat"])
WALKS = OwnQuestion(heading="Walks", they="Where does {name} like to walk?")
PETS = (
    OwnTopic(id="own_pets_1", title="Pets at home", after="matters")
    .with_question(ANIMALS, "1")
    .with_question(WALKS, "2")
)
DOG, WALK = "own_pets_1.animals_1", "own_pets_1.walks_2"


@pytest.fixture
def local(desk):
    return desk.local


def again(desk: Desk) -> Desk:
    """Return the desk as it is after the next unlock."""
    return Desk(desk.session, desk.local.shipped, now=desk.now)


# -- phrases ---------------------------------------------------------------------------------


def test_what_the_team_says_is_asked_from_now_on_and_after_the_next_unlock(desk, local):
    local.reword(SAY, ["What is  big for you today? ", ""])
    for guide in (desk.guide, desk.conversation("x").guide, again(desk).guide):
        assert guide.question("val.matters").say == ("What is big for you today?",)


def test_an_answer_keeps_the_words_it_was_asked_in(desk, gwen, clock):
    """Whoever reads it later sees what was asked then, whatever is asked now."""
    desk.local.reword(THEY, ["What is big for {name} now?"])
    clock.go_on(minutes=5)
    desk.conversation(gwen).answer("val.matters", Answer(own_words="The dog."))
    desk.local.ship_again(THEY)
    (entry,) = desk.log(gwen).heads("val.matters", "")
    asked = asked_then(desk.session.store.guide_text(entry.guide), "val.matters")
    assert asked is not None
    assert asked.they == "What is big for {name} now?"
    assert desk.guide.question("val.matters").they == "What matters most to {name} now?"


def test_every_version_has_its_author_and_its_time_the_newest_first(desk, local, clock):
    local.reword(SAY, ["One?"])
    clock.go_on(minutes=5)
    local.reword(SAY, ["Two?"])
    clock.go_on(minutes=5)
    local.ship_again(SAY)
    versions = again(desk).local.history(SAY)
    assert [v.texts for v in versions] == [None, ("Two?",), ("One?",)]
    assert {v.written.by for v in versions} == {"Carys Bevan"}
    gaps = [a.written.at - b.written.at for a, b in pairwise(versions)]
    assert gaps == [dt.timedelta(minutes=5)] * 2


def test_the_newest_is_the_one_written_last_whatever_the_clock_says(local, clock):
    """A laptop's clock is set right now and then, and goes back."""
    local.reword(SAY, ["One?"])
    clock.go_on(minutes=-90)
    local.reword(SAY, ["Two?"])
    assert local.words(SAY) == ("Two?",)
    assert [v.texts for v in local.history(SAY)] == [("Two?",), ("One?",)]


def test_the_shipped_words_are_there_to_be_used_again(desk, local):
    before = desk.guide.question("val.matters").say
    local.reword(SAY, ["One?"])
    assert local.shipped_words(SAY) == before
    assert local.changed_in("matters") == 1
    local.ship_again(SAY)
    assert desk.guide.question("val.matters").say == before
    assert local.changed_in("matters") == 0


def test_writing_the_shipped_words_is_going_back_to_them(local):
    local.reword(SAY, ["One?"])
    local.reword(SAY, local.shipped_words(SAY))
    assert local.phrase(SAY) is None


def test_saving_without_a_change_writes_no_version(local):
    local.reword(SAY, local.words(SAY))
    local.reword(SAY, ["One?"])
    local.reword(SAY, [" One? "])
    assert len(local.history(SAY)) == 1


def test_words_that_cannot_stand_there_are_refused_and_change_nothing(desk, local):
    with pytest.raises(WordsRefused, match="The braces") as refused:
        local.reword(SAY, ["Who is {nobody}?"])
    assert len(refused.value.problems) == 1
    with pytest.raises(WordsRefused, match="stays as it was shipped"):
        local.reword(("cpr.status", "they"), ["Do it?"])
    assert desk.guide == local.shipped


def test_words_are_used_in_the_language_they_were_written_in(desk, local):
    local.reword(SAY, ["One?"])
    words.speak(words.PSEUDO)
    assert again(desk).local.phrase(SAY) is None
    words.speak("en")
    assert again(desk).local.phrase(SAY) is not None


def test_only_whoever_looks_after_the_team_changes_its_words(desk, local):
    store = desk.session.store
    store.put_user(replace(desk.staff, id="other", name="Asha Roberts"), at=desk.now())
    store.put_user(replace(desk.staff, may=CLINICIAN), at=desk.now())
    changes = (
        lambda: local.reword(SAY, ["One?"]),
        lambda: local.ship_again(SAY),
        lambda: local.keep_topic(PETS),
    )
    for change in changes:
        with pytest.raises(MayNot):
            change()
    assert (local.history(SAY), local.topics()) == ((), ())


# -- topics ----------------------------------------------------------------------------------


def test_a_topic_takes_part_in_the_talk_the_plan_and_the_copies(desk, local, gwen, clock):
    local.keep_topic(PETS)
    clock.go_on(minutes=5)
    talk = desk.conversation(gwen)
    for question, value in (*READY, ("agree.share.hospice", "yes")):
        talk.answer(question, Answer(value=value))
    assert [q.id for s, q in walk(talk) if s.id == "own_pets_1"] == [DOG, WALK]
    talk.answer(DOG, Answer(value=["a_dog"], own_words="Mot."))
    talk.answer(WALK, Answer(own_words="By the river."))
    sign_off(talk, PASSPHRASE)

    printed = said_on(desk.copy(gwen, "hospice").pdf)
    assert "Pets at home" in printed
    assert "A dog" in printed
    assert "Mot." in printed
    assert "By the river." in printed
    own = said_on(desk.copy(gwen, "own", reason="to check").pdf)
    assert "By the river." in own
    assert "A dog" not in own


def test_a_topic_is_there_after_the_next_unlock_with_its_versions(desk, local, clock):
    local.keep_topic(PETS)
    clock.go_on(minutes=5)
    local.keep_topic(replace(PETS, title="Animals"))
    new = again(desk)
    assert new.guide.section("own_pets_1").title == "Animals"
    assert [v.topic.title for v in new.local.topic_history("own_pets_1")] == [
        "Animals", "Pets at home",
    ]  # fmt: skip
    assert [v.topic.title for v in new.local.topics()] == ["Animals"]


def test_a_topic_without_a_question_waits_for_one(desk, local):
    local.keep_topic(OwnTopic(id="own_pets_1", title="Pets at home", after="matters"))
    assert desk.guide == local.shipped
    assert (local.left_out, local.fault) == ({}, "")


def test_an_answer_outlives_the_topic_it_was_given_in(desk, local, gwen, clock):
    local.keep_topic(PETS)
    clock.go_on(minutes=5)
    desk.conversation(gwen).answer(WALK, Answer(own_words="By the river."))
    local.keep_topic(PETS, asked=False)
    talk = desk.conversation(gwen)
    assert not talk.shown(desk.guide.question(WALK))
    assert "own_pets_1" not in {topic.section.id for topic in topics(talk)}
    assert desk.log(gwen).reading(WALK).own_words == "By the river."
    local.keep_topic(PETS)
    assert desk.conversation(gwen).shown(desk.guide.question(WALK))


def test_what_was_answered_prints_under_the_words_it_was_asked_in(desk, local, gwen):
    """A yes to "The cat stays" is no yes to "The cat goes"."""
    topic = OwnTopic(id="own_pets_1", title="Pets at home", after="matters")
    stays = OwnQuestion(heading="The cat stays", they="Does the cat stay?", kind="yes-no")
    topic = topic.with_question(stays, "1")
    local.keep_topic(topic)
    desk.conversation(gwen).answer(topic.questions[0].id, Answer(value="yes"))
    goes = replace(topic.questions[0], heading="The cat goes", they="Does the cat go?")
    local.keep_topic(topic.with_question(goes, "2"))
    talk = desk.conversation(gwen)
    for question, value in (*READY, ("agree.share.hospice", "yes")):
        talk.answer(question, Answer(value=value))
    sign_off(talk, PASSPHRASE)
    printed = said_on(desk.copy(gwen, "hospice").pdf)
    assert "The cat stays" in printed
    assert "The cat goes: Yes" not in printed
    local.keep_topic(topic, asked=False)
    again_printed = said_on(desk.copy(gwen, "hospice").pdf)
    assert "The cat stays" in again_printed


def test_an_answer_goes_on_no_more_copies_than_it_was_given_for(desk, local):
    quiet = OwnQuestion(heading="Quiet", they="What else?", copies="full", asks="staff")
    topic = OwnTopic(id="own_pets_1", title="Pets", after="matters").with_question(quiet, "1")
    before = topic.questions[0]
    wider = topic.with_question(replace(before, copies="all"), "2")
    local.keep_topic(wider)
    assert wider.gone == (before,)
    assert not desk.guide.question(before.id).on_copy("gp")
    assert desk.guide.question(wider.questions[0].id).on_copy("gp")
    assert wider.with_question(replace(wider.questions[0], copies="staff"), "3").gone == (before,)


def test_a_topic_with_a_slip_is_left_out_and_told_and_the_others_are_asked(desk, local):
    """A slip must never keep anybody from a plan."""
    local.keep_topic(PETS)
    lost = OwnTopic(id="own_lost_2", title="Lost", after="own_gone_3").with_question(WALKS, "3")
    local.keep_topic(lost)
    new = again(desk)
    assert DOG in new.guide
    assert list(new.local.left_out) == ["own_lost_2"]
    assert "left out" in new.local.fault
    assert new.local.why_not("own_lost_2") == (
        "The topic that it came after is not there any more. Choose another one."
    )
    assert new.local.why_not("own_pets_1") == ""


def test_a_topic_that_cannot_be_loaded_is_told_with_its_fault(desk, local):
    broken = PETS.with_question(replace(PETS.questions[1], they="Where {nobody}?"), "x")
    local.keep_topic(broken)
    assert "The braces in" in local.why_not("own_pets_1")
    assert desk.guide == local.shipped


def test_a_file_with_a_slip_in_the_guides_folder_stops_no_topic(desk, local):
    folder = desk.session.folder / "guides"
    folder.mkdir()
    (folder / "sthelena.toml").write_text("nonsense = ")
    local.keep_topic(PETS)
    assert DOG in desk.guide
    assert local.left_out == {}


def test_a_file_in_the_guides_folder_and_a_topic_go_together(desk, local):
    folder = desk.session.folder / "guides"
    folder.mkdir()
    (folder / "sthelena.toml").write_text(
        'id = "sthelena"\ntitle = "St Helena"\nafter = "matters"\n'
        '[[question]]\nid = "sthelena.a"\nkind = "text"\nheading = "A"\nthey = "A?"\n'
    )
    local.keep_topic(PETS)
    assert {DOG, "sthelena.a"} <= {question.id for question in desk.guide}


def test_what_a_later_eolplan_kept_there_is_passed_over(desk, local):
    store, at = desk.session.store, desk.now()
    phrase = {"question": "val.matters", "key": "say", "texts": ["A?"], "lang": "en"}
    stamped = {**phrase, "by": "x", "at": "soon"}
    for n, value in enumerate((3, {}, phrase, stamped, {**stamped, "nth": 1})):
        store.put_setting(f"local.phrase.{n}", value, at=at)
        store.put_setting(f"local.topic.{n}", {"topic": value, "asked": True}, at=at)
    assert again(desk).guide == local.shipped


def test_the_audit_chain_has_every_version(desk, local):
    local.reword(SAY, ["One?"])
    local.keep_topic(PETS)
    assert desk.session.store.verify().ok


def said_on(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    printed = " ".join(
        " ".join(page.get_textpage().get_text_bounded() for page in document).split()
    )
    document.close()
    return printed
