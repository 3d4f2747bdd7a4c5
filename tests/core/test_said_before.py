"""Words stay with the answer they were said with, and stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eolplan.conversation import goes_with, mistake, said_before, words_of
from eolplan.history import timeline
from eolplan.record import REASON_OF, Answer, Standing, said_of

if TYPE_CHECKING:
    from eolplan.conversation import Conversation
    from eolplan.desk import Desk

HOME = Answer(value="own_home", own_words="my own bed")
WANTS = Answer(value={"view": "only_if", "only_if": "I get home"}, own_words="my garden")
NOTHING = Answer(Standing.NOT_ASKED)
DECLINED = Answer(Standing.ASKED_DECLINED)
UNSURE = Answer(Standing.UNDECIDED, note="ask my son")


@pytest.mark.parametrize(
    ("said", "given"),
    [
        (HOME, Answer(value="own_home")),
        (Answer(own_words="my own bed"), Answer(value="own_home")),
        (Answer(own_words="my own bed"), NOTHING),
        (Answer(value=["cats"], own_words="mine"), Answer(value=["cats", "dogs"])),
        (WANTS, Answer(value={"view": "only_if", "only_if": "they ask me"})),
        (UNSURE, Answer(Standing.UNDECIDED)),
    ],
)
def test_words_go_with_an_answer_in_which_all_stands_that_they_were_said_with(said, given):
    assert goes_with(said, given)


@pytest.mark.parametrize(
    ("said", "given"),
    [
        (HOME, Answer(value="hospice")),
        (HOME, Answer(own_words="my own bed")),
        (HOME, DECLINED),
        (HOME, NOTHING),
        (Answer(own_words="my own bed"), DECLINED),
        (UNSURE, HOME),
        (UNSURE, DECLINED),
        (Answer(value=["cats", "dogs"], own_words="mine"), Answer(value=["dogs"])),
        (WANTS, Answer(value={"view": "wants"})),
    ],
)
def test_words_do_not_go_with_another_answer(said, given):
    assert not goes_with(said, given)


def test_the_words_of_an_answer_are_told_apart():
    assert words_of(WANTS) == ("my garden", "I get home")
    assert words_of(UNSURE) == ("ask my son",)
    assert words_of(NOTHING) == ()


def test_what_was_said_before_is_known_after_several_changes(talk: Conversation):
    talk.answer("pod.first", HOME)
    assert said_before(talk, "pod.first") is None
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.first", Answer(value="care_home"))
    before = said_before(talk, "pod.first")
    assert before is not None
    assert (before.value, before.own_words) == ("own_home", "my own bed")


def test_words_that_were_taken_off_on_purpose_are_not_brought_up(talk: Conversation):
    assert said_before(talk, "pod.first") is None
    talk.answer("pod.first", HOME)
    talk.answer("pod.first", Answer(value="own_home"))
    assert said_before(talk, "pod.first") is None


def test_words_that_were_undone_are_not_brought_up(talk: Conversation):
    talk.answer("pod.first", Answer(value="hospice"))
    talk.answer("pod.first", HOME)
    talk.undo()
    assert said_before(talk, "pod.first") is None


def test_another_talk_does_not_bring_it_up_again(talk: Conversation, desk: Desk, gwen: str):
    talk.answer("pod.first", HOME)
    talk.answer("pod.first", Answer(value="hospice"))
    assert said_before(talk, "pod.first") is not None
    assert said_before(desk.conversation(gwen, "another"), "pod.first") is None


def test_an_old_wish_is_brought_up_in_the_talk_that_changes_it(desk: Desk, gwen: str, talk):
    talk.answer("pod.first", HOME)
    talk.finish()
    later = desk.conversation(gwen, "review")
    later.answer("pod.first", DECLINED)
    before = said_before(later, "pod.first")
    assert before is not None
    assert before.own_words == "my own bed"


@pytest.mark.parametrize("code", ["mistake", "another"])
def test_what_was_written_by_mistake_is_not_brought_up(talk: Conversation, code: str):
    made = talk.answer("pod.first", HOME)
    talk.answer("pod.first", Answer(value="hospice"))
    assert made is not None
    if code == "mistake":
        mistake(talk, made, "wrong word")
    else:
        talk.amend("pod.first", lambda log, pen: pen.take_out(log, [made]))
    assert said_before(talk, "pod.first") is None


def test_another_answer_takes_no_reason_off(talk: Conversation):
    talk.answer("pod.first", Answer(value="own_home"))
    talk.answer("pod.why", Answer(own_words="my wife died here"))
    made = talk.log.heads("pod.why")
    talk.answer("pod.first", Answer(value="hospice"))
    talk.record([("pod.first", "", Answer(value="care_home"))])
    assert talk.log.heads("pod.why") == made


def test_a_reason_that_fits_the_new_answer_is_said_again_and_one_undo_takes_that_back(
    talk: Conversation,
):
    why = Answer(own_words="my wife died here")
    talk.answer("pod.first", Answer(value="own_home"))
    talk.answer("pod.why", why)
    talk.answer("pod.first", Answer(value="hospice"))
    assert said_of(talk.log, "pod.why") is not None
    assert talk.answer("pod.why", why) is None
    assert talk.answer("pod.why", why, again=True) is not None
    assert said_of(talk.log, "pod.why") is None
    talk.undo()
    assert said_of(talk.log, "pod.why") is not None
    assert talk.reading("pod.why").state == "answered"


def test_a_reason_that_is_written_in_a_later_talk_is_of_what_stood_there_by_then(
    talk: Conversation, desk: Desk, gwen: str
):
    """Another laptop has nothing else to tell it by: the talk changes nothing more."""
    why = Answer(own_words="they know me there")
    for place in ("own_home", "hospice"):
        talk.answer("pod.first", Answer(value=place))
        talk = desk.conversation(gwen)
    talk.answer("pod.why", why)
    assert said_of(talk.log, "pod.why") is None
    talk.undo()
    assert talk.reading("pod.why").state == "silent"
    talk.record([("pod.why", "", why)])
    assert said_of(talk.log, "pod.why") is None
    words = [event.words for event in timeline(talk.log, desk.guide)]
    assert not any("no longer asked" in line for line in words)


@pytest.mark.parametrize("asked", ["esc.by.name", "esc.by.role", "esc.on", "esc.basis", "esc.why"])
def test_whoever_stood_behind_a_level_stands_behind_another_only_once_that_is_said(
    talk: Conversation, asked: str
):
    said = {
        "esc.by.name": Answer(value="Dr Munro"), "esc.by.role": Answer(value="GP"),
        "esc.on": Answer(value="2025-11-01"),
        "esc.basis": Answer(value="shared_decision"), "esc.why": Answer(own_words="He said so."),
    }[asked]  # fmt: skip
    talk.answer("esc.level", Answer(value="E3"))
    talk.answer(asked, said)
    talk.answer("esc.level", Answer(value="E5"))
    assert said_of(talk.log, asked) is not None
    talk.answer(asked, said, again=True)
    assert said_of(talk.log, asked) is None


def test_every_reason_is_asked_for_and_so_is_what_it_is_the_reason_of(guide):
    for reason, question in REASON_OF.items():
        assert guide.question(question)
        assert guide.question(reason)


def test_what_staff_answer_is_recorded_as_theirs(talk: Conversation):
    talk.answer("esc.level", Answer(value="E2"))
    talk.answer("conv.permission", Answer(value="could_not_ask"))
    one = talk.add("cap")
    for question, instance in (("esc.level", ""), ("conv.permission", ""), ("cap", one)):
        answer = talk.reading(question, instance).answer
        assert answer is not None
        assert answer.said_by == "clinician_judgement"
    observed = Answer(value="E3", said_by="clinician_observed")
    talk.answer("esc.level", observed)
    stands = talk.reading("esc.level").answer
    assert stands is not None
    assert stands.said_by == "clinician_observed"
