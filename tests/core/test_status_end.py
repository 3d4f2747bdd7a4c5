"""A death closes the right plan or none, and what came of the wish is worked out, never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import (
    AnswerRejected,
    Check,
    correct,
    die,
    is_usual_place,
    move,
    outcome,
    say_again,
    sign_off,
)
from eolplan.identity import STUDENT, MayNot
from eolplan.record import Answer, Author, Log, Pen, Standing
from eolplan.status import Status, state_of
from eolplan.subject import Subject
from tests.conftest import Clock
from tests.core.conftest import PASSPHRASE
from tests.handover.said_since import able_then_said_since

RIGHT = Check("Gwen Pryce", "1941-03-04", "Siân, her daughter")
DAY = ("death.date", Answer(value="2026-11-11", said_by="clinician_judgement"))


def record(**answers):
    """Return a record of answers, each of one entry; an ``Answer`` stands as it is."""
    log = Log()
    pen = Pen(person="p1", author=Author("c", "Carys", "Nurse"), now=Clock())
    for key, value in answers.items():
        answer = value if isinstance(value, Answer) else Answer(value=value)
        log = log.plus(pen.answer(log, key.replace("__", "."), answer))
    return log


# -- the right plan ----------------------------------------


@pytest.mark.parametrize("name", ["Gwen Pryce", "pryce, gwen", "GWEN  PRYCE"])
def test_a_name_is_right_however_it_is_written(talk, name):
    die(talk, replace(RIGHT, name=name), [DAY])
    state = state_of(talk.log)
    assert (state.status, state.on, state.died) == (Status.DIED, "2026-11-11", True)
    assert talk.reading("death.told_by").value == "Siân, her daughter"


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"name": ""}, "name"),
        ({"name": "Gwen"}, "name"),
        ({"name": "Gwen Price"}, "name"),
        ({"born": "1941"}, "born"),
        ({"born": "1941-03-05"}, "born"),
        ({"born": ""}, "born"),
        ({"told_by": " "}, "told_by"),
    ],
)
def test_one_wrong_death_closes_no_live_plan(talk, wrong, part):
    check = replace(RIGHT, **wrong)
    assert list(check.problems(talk.subject)) == [part]
    with pytest.raises(AnswerRejected):
        die(talk, check, [DAY])
    assert state_of(talk.log).in_use
    assert talk.reading("death.date").state == "silent"


def test_a_plan_without_a_day_of_birth_asks_for_none():
    subject = Subject(given="Gwen", family="Pryce")
    assert Check("Gwen Pryce", "", "Siân").problems(subject) == {}
    assert list(Check("Gwen Pryce", "1941", "Siân").problems(subject)) == ["born"]


def test_what_two_records_say_of_a_person_is_right_either_way():
    subject = Subject(given="Gwen / Gwenllian", family="Pryce", born="1941-03-04 / 1941-04-03")
    assert Check("Gwenllian Pryce", "1941-04-03", "Siân").problems(subject) == {}


def test_the_name_is_that_at_the_head_of_the_plan_in_either_order():
    """Many are called Peggy: only the given names say which of them it is."""
    subject = Subject(given="Margaret Rose", family="Jones", preferred="Peggy")
    for name in ("Margaret Rose Jones", "JONES, Margaret Rose"):
        assert Check(name, "", "Siân").problems(subject) == {}
    assert list(Check("Peggy Jones", "", "Siân").problems(subject)) == ["name"]
    only = Subject(family="Jones", preferred="Peggy")
    assert Check("Peggy Jones", "", "Siân").problems(only) == {}


# -- what is recorded ----------------------------------------


def test_everything_but_the_check_can_stay_blank(talk, desk):
    talk.here("val.matters")
    made = die(talk, RIGHT)
    assert {entry.question for entry in made} == {"plan.status", "death.told_by"}
    assert {entry.conversation for entry in made} == {""}
    assert desk.carry_on(talk.person) is None


def test_a_day_to_come_is_refused_and_nothing_of_it_is_kept(talk):
    with pytest.raises(AnswerRejected):
        die(talk, RIGHT, [("death.date", Answer(value="2027-01-01"))])
    assert state_of(talk.log).in_use


def test_who_was_talked_with_lived_on_that_day(talk, desk, clock):
    """E-01 is met by nobody: a day before the last talk is refused, and nothing is changed."""
    talk.answer("conv.when", Answer(value="2026-11-10"))
    talk.answer("conv.present", Answer(value="yes"))
    with_family = desk.conversation(talk.person)
    with_family.answer("conv.when", Answer(value="2026-11-12"))
    with_family.answer("conv.present", Answer(value="no"))
    with pytest.raises(AnswerRejected) as refused:
        die(with_family, RIGHT, [("death.date", Answer(value="2026-11-09"))])
    assert refused.value.problems == (
        "You talked with Gwen on 10 November 2026, and this day is before that. Look at both days"
        " again.",
    )
    assert state_of(with_family.log).in_use
    with pytest.raises(AnswerRejected):
        with_family.answer("death.date", Answer(value="2026-10"))
    die(with_family, RIGHT, [("death.date", Answer(value="2026-11"))])
    with_family.answer("death.date", Answer(value="2026-11-10"))
    assert state_of(with_family.log).on == "2026-11-10"


def test_it_is_not_for_a_student(desk, gwen):
    for staff in (replace(desk.staff, id="lead"), replace(desk.staff, may=STUDENT)):
        desk.session.store.put_user(staff, at=desk.now())
    with pytest.raises(MayNot):
        die(desk.conversation(gwen), RIGHT)


def test_gwen_is_alive(talk):
    """Nothing of a death that never was stands on her plan, and all of it stays in the history."""
    move(talk, Status.SUSPENDED)
    die(talk, RIGHT, [DAY])
    for _ in range(2):  # of two there is an order, which no guide asks
        instance = talk.add("bereave")
        talk.answer("bereave.who", Answer(value="Siân"), instance)
    pen = Pen(person=talk.person, author=Author("c", "Carys", "Nurse"), now=talk.now)
    talk._log = talk.log.plus(pen.answer(talk.log, "death.later", Answer(value="x")))
    back = move(talk, Status.FINAL, why="It was another Mrs Pryce.")
    assert {entry.reason for entry in back} == {""}
    assert talk.reading("plan.status.why").own_words == "It was another Mrs Pryce."
    assert state_of(talk.log).status is Status.SUSPENDED  # as before: the doubt is still there
    assert talk.log.instances("bereave") == ()
    assert talk.reading("death.date").state == "silent"
    assert len(talk.log.history("death.date")) == 2


@pytest.mark.parametrize("end", [Status.MOVED, Status.DIED, Status.ERROR])
def test_an_end_by_mistake_gives_back_the_hold_that_stood_before(ready, clock, end):
    """Else nobody would be told any more of the doubt for which it was put on hold."""
    sign_off(ready, PASSPHRASE)
    move(ready, Status.SUSPENDED, on="2026-11-11", why="Doubt about who may decide.")
    clock.go_on(hours=1)
    if end is Status.DIED:
        die(ready, RIGHT)
    else:
        move(ready, end, why="Two of one name.", team="Team Bryn", phone="01632 960777")
    assert state_of(ready.log).status is end
    clock.go_on(hours=1)

    move(ready, Status.FINAL, why="It was somebody else.")
    state = state_of(ready.log)
    assert (state.status, state.on) == (Status.SUSPENDED, "2026-11-11")
    assert state.why == "It was somebody else. / Doubt about who may decide."
    for question in ("plan.status.team", "plan.status.phone", "death.told_by"):
        assert ready.reading(question).state == "silent"
    move(ready, Status.FINAL)  # and from the hold it comes back into use as ever
    assert state_of(ready.log).status is Status.FINAL


def test_an_end_after_a_hold_that_was_lifted_gives_back_the_plan_in_use(ready):
    move(ready, Status.SUSPENDED)
    move(ready, Status.FINAL)
    move(ready, Status.MOVED)
    move(ready, Status.FINAL, why="She came back.")
    assert state_of(ready.log).in_use


# -- the wish ----------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "place", "code"),
    [
        ("own_home", "hospice", "own_home", "first"),
        ("usual_place_wherever", None, "own_home", "first"),
        ("own_home", "hospice", "hospice", "second"),
        ("own_home", "hospice", "hospital_acute", "neither"),
        ("own_home", None, "hospital_acute", "neither"),
        ("care_home", None, "care_home_nursing", "first"),
        ("care_home_residential", None, "care_home_nursing", "neither"),
        ("no_preference", None, "hospital_acute", "first"),
        (None, None, "hospice", "no_preference_recorded"),
        ("own_home", None, "", ""),
    ],
)
def test_whether_it_was_where_they_wanted_to_be(guide, first, second, place, code):
    given = {"pod__first": first, "pod__second": second}
    log = record(**{key: value for key, value in given.items() if value})
    assert outcome(guide, log, place) == code


def test_a_wish_in_words_is_for_a_person_to_judge(guide):
    log = record(pod__first=Answer(own_words="By the sea."))
    assert outcome(guide, log, "hospice") == ""


def test_whoever_would_rather_not_say_had_no_wish_on_record(guide):
    log = record(pod__first=Answer(Standing.ASKED_DECLINED))
    assert outcome(guide, log, "hospice") == "no_preference_recorded"


@pytest.mark.parametrize("last_days", [None, Answer(Standing.COME_BACK_LATER)])
def test_where_to_be_when_ill_may_have_been_meant_for_the_last_days_too(guide, last_days):
    """ "No wish was recorded" would be untrue to whoever said that home is where to be."""
    given = {"pod__first": last_days} if last_days else {}
    assert outcome(guide, record(poc__first="own_home", **given), "hospital_acute") == ""


def test_a_wish_on_which_two_records_differ_is_not_worked_out(guide):
    log = record(pod__first="own_home")
    pen = Pen(person="p1", author=Author("d", "Dev", "GP"), now=Clock())
    log = log.plus(pen.answer(log, "pod.first", Answer(value="hospice"), seen=[]))
    assert outcome(guide, log, "hospice") == ""


@pytest.mark.parametrize(
    ("able", "place", "code"),
    [
        ("own_home", "own_home", "first"),
        ("own_home", "hospital_acute", "neither"),
        (None, "hospital_acute", ""),
    ],
)
def test_what_was_wished_when_able_is_what_came_true_or_did_not(guide, able, place, code):
    """Of what was said since alone, a person judges."""
    book = able_then_said_since(first=able)
    assert outcome(guide, book.log, place) == code


@pytest.mark.parametrize(
    ("place", "code"),
    [("own_home", "yes"), ("hospital_acute", "no"), ("care_home_nursing", ""), ("", "")],
)
def test_only_some_places_tell_whether_somebody_lived_there(place, code):
    assert is_usual_place(place) == code


def test_after_a_death_only_what_became_of_the_plan_is_asked(talk):
    assert state_of(talk.log).offers("matters")
    die(talk, RIGHT, [DAY])
    offered = {s.id for s in talk.guide.sections if state_of(talk.log).offers(s.id)}
    assert offered == {"state", "copies"}


def test_nobody_says_anything_after_they_died(talk):
    """A wish of a day after the death is nobody's; a slip can be put right all the same."""
    talk.answer("val.matters", Answer(own_words="My ship"))
    said = talk.log.heads("val.matters")[0]
    die(talk, RIGHT, [DAY])
    for again in (
        lambda: talk.answer("val.matters", Answer(own_words="My garden")),
        lambda: talk.record([("pod.first", "", Answer(value="hospice"))]),
        lambda: say_again(talk, said, "He says so"),
    ):
        with pytest.raises(AnswerRejected, match="has died"):
            again()
    assert talk.log.heads("val.matters") == (said,)
    right = Answer(own_words="My dog")
    assert correct(talk, said, right, "Misheard", seen=[said.digest]) is not None
    talk.answer("death.place", Answer(value="own_home"))
