from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from eolplan.conversation import AnswerRejected, Conversation, SaidEarlier, said
from eolplan.record import (
    Answer,
    Author,
    Log,
    NoLongerCurrent,
    NothingToUndo,
    Pen,
    Standing,
    view_of,
)
from eolplan.record.codes import UNDO

HOME = Answer(value="own_home")
HOSPICE = Answer(value="hospice")


def test_an_answer_is_on_disk_when_it_returns(talk, desk, gwen):
    talk.answer("poc.first", HOME)
    assert desk.session.store.log(gwen).reading("poc.first").value == "own_home"


def test_the_door_fills_in_who_when_and_which_talk(talk):
    entry = talk.answer("poc.first", HOME)
    assert entry.author.name == "Carys Bevan"
    assert entry.conversation == talk.id
    assert entry.answer.said_on == "2026-11-12"
    assert entry.guide == talk.guide.digest_of("poc.first")


def test_the_words_asked_are_kept_with_the_answer(talk, desk):
    entry = talk.answer("poc.first", HOME)
    assert "poc.first" in desk.session.store.guide_text(entry.guide)


def test_saying_the_same_again_records_nothing(talk, clock):
    talk.answer("poc.first", HOME)
    before = len(talk.log.entries)
    clock.go_on(days=3)
    assert talk.answer("poc.first", HOME) is None
    assert len(talk.log.entries) == before


def test_a_refused_answer_changes_nothing(talk):
    before = talk.log
    with pytest.raises(AnswerRejected) as refused:
        talk.answer("poc.first", Answer(value="the moon"))
    assert refused.value.problems
    assert "the moon" not in str(refused.value)
    assert talk.log == before


def test_a_wish_not_to_say_is_an_answer(talk):
    talk.answer("poc.first", Answer(Standing.ASKED_DECLINED))
    assert talk.reading("poc.first").standing is Standing.ASKED_DECLINED
    assert said(talk.reading("poc.first")) is None


def test_words_alone_are_an_answer(talk):
    talk.answer("val.matters", Answer(own_words="My own bed, with the dog."))
    assert said(talk.reading("val.matters")) == "My own bed, with the dog."


def test_words_are_kept_in_one_form(talk):
    entry = talk.answer("val.matters", Answer(own_words=unicodedata.normalize("NFD", "Tŷ\r\nni")))
    assert entry.answer.own_words == "Tŷ\nni"


def test_what_the_page_did_not_show_is_not_replaced(talk):
    """A job merges a colleague's answer while the page is open (record.md, hole 7)."""
    ours = talk.answer("poc.first", HOME)
    theirs = Pen(
        person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now
    ).answer(talk.log, "poc.first", Answer(value="hospital_acute"), seen=[ours.digest])
    talk._log = talk.log.plus(theirs)

    talk.answer("poc.first", HOSPICE, seen=[ours.digest])

    assert talk.reading("poc.first").state == "conflict"


def test_an_older_note_is_asked_about_and_can_be_kept_as_it_was_then(talk):
    talk.answer("poc.first", HOME)
    older = Answer(value="hospice", said_on="2026-10-01")
    with pytest.raises(SaidEarlier):
        talk.answer("poc.first", older)
    talk.answer("poc.first", older, then=True)
    assert talk.reading("poc.first").value == "own_home"
    assert len(talk.log.history("poc.first")) == 3


def test_an_older_note_may_also_hold_now(talk):
    talk.answer("poc.first", HOME)
    talk.answer("poc.first", Answer(value="hospice", said_on="2026-10-01"), then=False)
    assert talk.reading("poc.first").value == "hospice"


def test_facts_of_the_talk_belong_to_the_talk(talk, desk, gwen):
    talk.answer("conv.permission", Answer(value="yes"))
    assert talk.log.reading("conv.permission", talk.id).value == "yes"
    assert talk.log.reading("conv.permission").state == "silent"
    other = desk.conversation(gwen, "another")
    assert other.reading("conv.permission").state == "silent"


def test_undo_adds_an_entry_and_removes_none(talk):
    """History keeps the mistake: undo is a third row, not a missing second."""
    talk.answer("poc.first", HOME)
    talk.answer("poc.first", HOSPICE)
    talk.undo()
    assert talk.reading("poc.first").value == "own_home"
    history = talk.log.history("poc.first")
    assert [e.answer.value for e in history] == ["own_home", "hospice", "own_home"]
    assert history[-1].reason == UNDO


def test_undo_goes_back_through_everything_of_this_talk_and_no_further(talk, desk, gwen, clock):
    talk.answer("poc.first", HOME)
    clock.go_on(hours=1)
    today = Conversation(desk.session, desk.guide, gwen, now=clock)
    today.answer("poc.first", HOSPICE)
    today.answer("poc.first", Answer(value="hospital_acute"))
    today.answer("val.matters", Answer(own_words="the garden"))
    assert today.can_undo
    today.undo()
    assert today.reading("val.matters").state == "silent"
    today.undo()
    assert today.reading("poc.first").value == "hospice"
    today.undo()
    assert today.reading("poc.first").value == "own_home"
    assert not today.can_undo
    with pytest.raises(NothingToUndo):
        today.undo()


def test_undo_survives_a_crash_because_the_log_is_the_stack(talk, desk, gwen, clock):
    talk.answer("poc.first", HOME)
    talk.answer("poc.first", HOSPICE)
    again = Conversation(desk.session, desk.guide, gwen, now=clock, conversation_id=talk.id)
    again.undo()
    assert again.reading("poc.first").value == "own_home"


def test_undo_is_refused_when_a_colleague_has_changed_the_answer(talk):
    ours = talk.answer("poc.first", HOME)
    theirs = Pen(
        person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now
    ).answer(talk.log, "poc.first", HOSPICE, seen=[ours.digest])
    talk._log = talk.log.plus(theirs)
    with pytest.raises(NoLongerCurrent):
        talk.undo()
    assert talk.reading("poc.first").value == "hospice"


def test_a_stopped_clock_does_not_join_two_taps_into_one(talk):
    """Undo takes back one tap, also when the clock stands still or runs backwards."""
    talk.answer("poc.first", HOME)
    talk.answer("val.matters", Answer(own_words="the garden"))
    talk.undo()
    assert talk.reading("poc.first").value == "own_home"


def test_several_answers_are_one_act(talk):
    made = talk.record([("poc.first", "", HOME), ("poc.second", "", HOSPICE)])
    assert len(made) == 2
    talk.undo()
    assert talk.reading("poc.first").state == "silent"
    assert talk.reading("poc.second").state == "silent"


def test_of_several_answers_none_is_kept_when_one_is_refused(talk):
    before = talk.log
    with pytest.raises(AnswerRejected):
        talk.record([("poc.first", "", HOME), ("poc.second", "", Answer(value="the moon"))])
    assert talk.log == before


def test_an_act_in_which_nothing_changes_is_not_recorded(talk):
    talk.answer("poc.first", HOME)
    assert talk.record([("poc.first", "", HOME)]) == ()


def test_a_choice_can_be_taken_off_again(talk):
    assert talk.clear("poc.first") is None
    talk.answer("poc.first", HOME)
    talk.clear("poc.first")
    assert talk.reading("poc.first").state == "silent"


def test_people_are_added_arranged_removed_and_brought_back(talk):
    first, second = talk.add("contact"), talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), first)
    talk.answer("contact.name", Answer(value="Huw Pryce"), second)
    talk.arrange("contact", [second, first])
    assert talk.log.instances("contact") == (second, first)
    talk.remove("contact", second)
    assert talk.log.instances("contact") == (first,)
    talk.undo()
    assert talk.log.instances("contact") == (second, first)
    assert talk.reading("contact.name", second).value == "Huw Pryce"


def test_undoing_an_addition_takes_it_away(talk):
    added = talk.add("contact")
    talk.undo()
    assert added not in talk.log.instances("contact")


def test_a_draft_is_kept_with_what_the_page_showed_and_never_read_as_an_answer(talk):
    shown = talk.answer("val.matters", Answer(own_words="the garden"))
    talk.draft("val.matters", Answer(own_words="I do not want"), seen=[shown.digest])
    draft = talk.drafted("val.matters")
    assert draft.answer.own_words == "I do not want"
    assert draft.seen == (shown.digest,)
    assert said(talk.reading("val.matters")) == "the garden"


def test_recording_drops_the_draft(talk):
    talk.draft("val.matters", Answer(own_words="the gar"))
    talk.answer("val.matters", Answer(own_words="the garden"))
    assert talk.drafted("val.matters") is None


def test_a_draft_can_be_dropped(talk):
    talk.draft("val.matters", Answer(own_words="the gar"))
    talk.drop_draft("val.matters")
    assert talk.drafted("val.matters") is None


def test_a_draft_that_says_what_stands_is_dropped_too(talk):
    talk.answer("val.matters", Answer(own_words="the garden"))
    talk.draft("val.matters", Answer(own_words="the gard"))
    talk.answer("val.matters", Answer(own_words="the garden"))
    assert talk.drafted("val.matters") is None


def test_hidden_questions_are_not_asked(talk):
    question = talk.guide.question("comm.welsh_offer")
    assert question.shown_if is None or not talk.shown(question)


def test_a_conversation_stands_where_it_was_left(talk, clock):
    assert talk.place is None
    talk.here("poc.first", scroll=40)
    began = talk.place.began_at
    clock.go_on(minutes=10)
    talk.here("val.matters")
    assert talk.place.section == "matters"
    assert talk.place.began_at == began
    talk.pause("Ask about the drip.")
    assert talk.place.note == "Ask about the drip."
    assert talk.place.paused_at
    talk.here("poc.first")
    assert talk.place.note == "Ask about the drip."
    talk.finish()
    assert talk.place is None


def test_pausing_before_any_page_is_possible(talk):
    talk.pause()
    assert talk.place.conversation == talk.id


def test_the_page_of_another_talk_is_not_this_ones(talk, desk, gwen, clock):
    talk.here("poc.first")
    clock.go_on(days=2)
    other = Conversation(desk.session, desk.guide, gwen, now=clock)
    other.here()
    assert other.place.conversation == other.id
    assert other.place.began_at == clock().isoformat()


def test_today_is_the_local_day(talk, clock):
    assert talk.today == clock().astimezone().date()
    assert talk.now() == clock()
    assert talk.staff.name == "Carys Bevan"
    assert talk.names.name == "Gwen"
    assert dt.date.fromisoformat(talk.subject.born) == dt.date(1941, 3, 4)


def test_an_undo_whose_act_is_not_held_takes_back_nothing(talk):
    """A record that came by a partial copy may hold the undo and not what it undid."""
    talk.answer("poc.first", HOME)
    (undone,) = talk.undo()
    talk._log = Log(entries={undone.digest: undone})
    assert not talk.can_undo


def test_what_family_say_never_takes_the_place_of_what_the_person_said(talk):
    """A relative's view is told as theirs; the person's own wish stands (D9)."""
    talk.answer("poc.first", HOME)
    before = talk.log
    theirs = Answer(value="hospice", said_by="family_or_friend")
    with pytest.raises(AnswerRejected) as refused:
        talk.answer("poc.first", theirs)
    assert "beside the person's own answer" in str(refused.value)
    with pytest.raises(AnswerRejected):
        talk.record([("poc.first", "", Answer(value="own_home", said_by="paid_carer"))])
    assert talk.log == before


def test_what_family_say_goes_beside_the_answer_whether_there_is_one_or_not(talk):
    with pytest.raises(AnswerRejected):
        talk.answer("poc.first", Answer(value="hospice", said_by="family_or_friend"))
    theirs = Answer(own_words="The hospice.", said_by="family_or_friend", said_by_contact="c1")
    talk.answer("poc.first", theirs, view_of("c1"))
    assert talk.reading("poc.first").state == "silent"
    talk.answer("poc.first", HOME)
    assert talk.reading("poc.first").value == "own_home"
    assert talk.reading("poc.first", view_of("c1")).own_words == "The hospice."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("poc.first", Answer(value="hospice", said_by="family_or_friend")),  # no choice for her
        ("poc.first", Answer(own_words="The hospice.")),  # in nobody's name
        ("cpr.status", Answer(own_words="She would not want it.", said_by="family_or_friend")),
        ("person.phones", Answer(own_words="Ring me.", said_by="family_or_friend")),
    ],
)
def test_a_view_is_words_in_somebodys_name_on_what_is_the_persons_to_answer(talk, question, answer):
    with pytest.raises(AnswerRejected):
        talk.answer(question, answer, view_of("c1"))


def test_a_fact_that_family_give_never_replaces_what_the_person_said(talk):
    """Where nobody asks whose words they are, who came first is kept all the same."""
    talk.answer("comm.lang_spoken", Answer(value="cy"))
    with pytest.raises(AnswerRejected):
        talk.answer("comm.lang_spoken", Answer(value="en", said_by="family_or_friend"))
    talk.answer("comm.lang_read", Answer(value="en", said_by="family_or_friend"))
    talk.answer("comm.lang_read", Answer(value="cy"))
    assert talk.reading("comm.lang_read").value == "cy"
