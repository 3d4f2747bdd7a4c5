"""Putting right what stands in a plan: nothing is taken out, and the undo of a talk is let be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import (
    AnswerRejected,
    Ranked,
    bring_back,
    correct,
    mistake,
    put_back,
    ranked,
    say_again,
    tap,
)
from eolplan.conversation.amends import worded
from eolplan.identity import READER, MayNot, Staff
from eolplan.record import Answer, NoLongerCurrent, in_error, said_of

MATTERS = "val.matters"


def head(talk, question=MATTERS, instance=""):
    (entry,) = talk.log.heads(question, instance)
    return entry


@pytest.fixture
def twice(talk, clock):
    """A talk in which something was said, and the next day something else."""
    talk.answer(MATTERS, Answer(own_words="The dog."))
    clock.go_on(days=1)
    talk.answer(MATTERS, Answer(own_words="The cat."))
    return talk


def test_what_is_said_again_today_is_an_answer_of_today(twice, clock):
    first = twice.log.history(MATTERS)[0]
    clock.go_on(days=9)
    made = say_again(twice, first, "She rang.")
    assert made is not None
    assert (made.answer.own_words, made.reason) == ("The dog.", "She rang.")
    assert made.answer.said_on == clock().date().isoformat()
    assert made.repeats == ""
    assert say_again(twice, made) is None, "exactly this stands"


def test_what_can_be_answered_so_no_more_is_refused(talk):
    talk.answer("pod.first", Answer(value="hospice"))
    gone = replace(head(talk, "pod.first").answer, value="seaside")
    entry = replace(head(talk, "pod.first"), answer=gone)
    with pytest.raises(AnswerRejected):
        say_again(talk, entry)


def test_what_is_put_back_was_said_then(twice):
    """Who said it and when stay told; only who pressed is new."""
    first = twice.log.history(MATTERS)[0]
    (made,) = put_back(twice, first, " The newer words were Siân's. ")
    assert made.answer.said_on == first.answer.said_on
    assert (made.reason, made.conversation) == ("The newer words were Siân's.", "")
    assert twice.reading(MATTERS).own_words == "The dog."


def test_the_undo_of_a_talk_does_not_reach_it(talk):
    """Undo takes back what was said last, never what somebody put right on purpose."""
    talk.answer("val.fears", Answer(own_words="The stairs."))
    talk.answer(MATTERS, Answer(own_words="The dog."))
    mistake(talk, head(talk), "Her sister said it.")
    assert talk.reading(MATTERS).state == "silent"
    with pytest.raises(NoLongerCurrent):
        talk.undo()
    assert talk.reading("val.fears").own_words == "The stairs."


def test_a_mistake_stays_with_its_mark_and_what_stood_before_stands(twice):
    slip = head(twice)
    made = mistake(twice, slip, "It is a dog.")
    assert in_error(twice.log, slip)
    assert made[0].reason == "It is a dog."
    assert twice.reading(MATTERS).own_words == "The dog."
    assert slip in twice.log.history(MATTERS)


def test_somebody_taken_off_comes_back_with_all_that_was_said(talk):
    instance = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), instance)
    removal = talk.remove("contact", instance)
    bring_back(talk, removal)
    assert talk.log.instances("contact") == (instance,)
    assert talk.reading("contact.name", instance).value == "Siân Pryce"
    with pytest.raises(NoLongerCurrent):
        bring_back(talk, removal)


def test_a_correction_keeps_who_said_it_and_when(talk, clock):
    """It was said then; it was only written down wrongly."""
    said = Answer(own_words="The cat.", said_by="attorney_or_deputy", said_on="2026-10",
                  said_on_precision="month", sharing="care_team_only")  # fmt: skip
    talk.answer(MATTERS, said)
    wrong = head(talk)
    clock.go_on(days=9)
    made = correct(talk, wrong, Answer(own_words="The dog."), "It is a dog.", seen=[wrong.digest])
    assert made is not None
    assert made.answer == replace(said, own_words="The dog.")
    assert made.reason == "It is a dog."
    assert talk.reading(MATTERS).own_words == "The dog."


def test_a_letter_put_right_in_a_name_makes_it_not_that_of_another_recommendation(talk):
    talk.answer("cpr.status", Answer(value="attempt"))
    wrong = talk.answer("cpr.by.name", Answer(value="Dr Reees"))
    talk.answer("cpr.status", Answer(value="not_for_CPR"))
    correct(talk, wrong, Answer(value="Dr Rees"), "A slip.", seen=[wrong.digest])
    assert said_of(talk.log, "cpr.by.name").value == "attempt"
    assert talk.answer("cpr.by.name", Answer(value="Dr Rees"), again=True)
    assert said_of(talk.log, "cpr.by.name") is None


def test_a_correction_replaces_only_what_was_seen(talk):
    """A colleague's answer that came in the meantime stands beside it."""
    talk.answer(MATTERS, Answer(own_words="The cat."))
    seen = head(talk)
    talk.answer(MATTERS, Answer(own_words="The garden."))
    correct(talk, seen, Answer(own_words="The dog."), "It is a dog.", seen=[seen.digest])
    assert talk.reading(MATTERS).state == "conflict"


def test_an_earlier_answer_to_what_is_no_longer_asked_can_be_put_back(talk, desk):
    pen = talk._pen("pets.vet")
    first = pen.answer(talk.log, "pets.vet", Answer(value="yes", said_on="2026-11-01"))
    desk.session.store.append(first, at=desk.now())
    talk = desk.conversation(talk.person, "another")
    mistake(talk, talk.log.heads("pets.vet")[0], "Of somebody else.")
    assert talk.log.reading("pets.vet").state == "silent"
    put_back(talk, first[0], "It was right.")
    assert talk.log.reading("pets.vet").value == "yes"


def test_whoever_only_reads_puts_nothing_right(twice, desk):
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=READER), at=desk.now())
    first = twice.log.history(MATTERS)[0]
    for act in (put_back, mistake):
        with pytest.raises(MayNot):
            act(twice, first, "No.")
    assert twice.reading(MATTERS).own_words == "The cat."


def test_what_was_taken_out_as_about_somebody_else_is_not_said_again(twice):
    first, second = twice.log.history(MATTERS)
    again = put_back(twice, first, "It was right.")[0]
    twice.amend(MATTERS, lambda log, pen: pen.take_out(log, [first]))
    before = twice.log.entries
    with pytest.raises(AnswerRejected, match="about somebody else"):
        say_again(twice, first)
    for entry in (first, again):
        with pytest.raises(AnswerRejected, match="about somebody else"):
            put_back(twice, entry, "It was right.")
    with pytest.raises(AnswerRejected, match="about somebody else"):
        correct(twice, first, Answer(own_words="The hen."), "A hen.", seen=[])
    assert twice.log.entries == before
    assert head(twice).answer == second.answer


@pytest.fixture
def moved(talk, clock):
    """A talk of the place table: home, then the hospice; the next day the other way round."""
    table = talk.guide.question("pod")
    tap(talk, table, "own_home", "first")
    tap(talk, table, "hospice", "second")
    clock.go_on(days=1)
    tap(talk, table, "hospice", "first")
    tap(talk, table, "own_home", "second")
    return talk


@pytest.mark.parametrize("how", ["again", "back", "correct", "mistake"])
def test_a_place_that_is_put_back_has_no_second_rank(moved, how):
    """Home first and home second is nobody's wish: it goes from the other rank in the same act."""
    table, home = moved.guide.question("pod"), moved.log.history("pod.first")[0]
    if how == "again":
        say_again(moved, home)
    elif how == "back":
        put_back(moved, home, "It was right.")
    elif how == "correct":
        wrong = head(moved, "pod.first")
        correct(moved, wrong, Answer(value="own_home"), "A slip.", seen=[wrong.digest])
    else:
        mistake(moved, head(moved, "pod.first"), "A slip.")
    assert ranked(moved, table) == Ranked("own_home")
    first, second = head(moved, "pod.first"), head(moved, "pod.second")
    assert first.recorded_at == second.recorded_at


def test_a_place_that_is_not_wanted_is_put_back_alone(moved):
    tap(moved, moved.guide.question("pod"), "hospital_acute", "avoid")
    avoided = head(moved, "place.avoid", "hospital_acute")
    tap(moved, moved.guide.question("pod"), "hospital_acute", "avoid")
    put_back(moved, avoided, "It was right.")
    put_back(moved, avoided, "Pressed twice.")
    assert ranked(moved, moved.guide.question("pod")).avoid == {"hospital_acute"}


@pytest.mark.parametrize("code", ["undo", "error", "resolve", "then", "moved"])
def test_a_reason_is_never_taken_for_a_code(code):
    """Whoever types "error" as a reason has given a reason, and undone nothing."""
    assert worded(f" {code} ") == f"{code}."
    assert worded(" It is a dog ") == "It is a dog"


def test_what_was_said_since_a_slip_stands_when_the_slip_is_marked(talk, clock):
    """What stood before the slip must not come back over "not there"."""
    table = talk.guide.question("pod")
    tap(talk, table, "own_home", "first")
    clock.go_on(days=1)
    tap(talk, table, "hospice", "first")
    slip = head(talk, "pod.first")
    clock.go_on(days=1)
    tap(talk, table, "own_home", "avoid")
    mistake(talk, slip, "A slip.")
    assert ranked(talk, table) == Ranked(avoid=frozenset({"own_home"}))
