"""A team writes a topic on a page, and it becomes a guide file like any other."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eolplan.guide import Guide, GuideProblem, load
from eolplan.guide.local_topics import (
    COPIES,
    KINDS_OFFERED,
    PICKED,
    OwnQuestion,
    OwnTopic,
    faults_of,
    topic_id,
)
from eolplan.guide.source import Fault, source_of
from tests.guide.conftest import Desk
from tests.guide.written import ASK, HEAD

TOPIC = OwnTopic(id="own_walks_1", title="Walks", about="Where {name} walks.", after="pets")
ROUTE = OwnQuestion(
    heading="Route", they="Where does {name} like to walk?", you="Where do you walk?"
)
PACE = OwnQuestion(heading="Pace", they="How fast?", kind="choice").offering(["Slow", "Fast"])


def with_topic(desk: Desk, topic: OwnTopic) -> Guide:
    core = desk.write("core.toml", HEAD + ASK)
    return load([core], desk.sets, written=[topic.source()])


def walks(*questions: OwnQuestion) -> OwnTopic:
    topic = TOPIC
    for n, question in enumerate(questions):
        topic = topic.with_question(question, f"m{n}")
    return topic


# -- ids -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Pets at home", "own_pets_at_home_a1"),
        ("Tŷ a gardd!", "own_ty_a_gardd_a1"),
        ("123", "own_123_a1"),
        ("???", "own_x_a1"),
        ("A topic with a name that does not end", "own_a_topic_with_a_name_that_a1"),
    ],
)
def test_a_topic_gets_an_id_that_can_be_read(title, name):
    assert topic_id(title, "a1") == name


def test_a_question_gets_an_id_of_its_own_under_that_of_its_topic():
    """Two laptops may each add a question called alike: the mark tells them apart."""
    one, other = TOPIC.with_question(ROUTE, "a1"), TOPIC.with_question(ROUTE, "b2")
    assert one.questions[0].id == "own_walks_1.route_a1"
    assert other.questions[0].id == "own_walks_1.route_b2"


# -- what it becomes ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS_OFFERED)
def test_every_kind_that_is_offered_is_a_sound_guide_file(desk, kind):
    asked = replace(ROUTE, kind=kind, say=("A?",), deeper=("B?",), listen="C.", check="D?")
    asked = asked.offering(["Here", "There"] if kind in PICKED else [])
    guide = with_topic(desk, walks(asked))
    question = guide.question("own_walks_1.route_m0")
    assert (question.kind, question.they, question.you) == (kind, ROUTE.they, ROUTE.you)
    assert (question.say, question.deeper) == (("A?",), ("B?",))
    assert (question.listen, question.check) == ("C.", "D?")
    assert [o.words for o in question.options][:1] == {
        "choice": ["Here"], "choices": ["Here"], "yes-no": ["Yes"],
    }.get(kind, [])  # fmt: skip


def test_it_comes_after_the_topic_it_names(desk):
    guide = with_topic(desk, walks(ROUTE))
    assert [s.id for s in guide.sections] == ["pets", "own_walks_1"]
    assert guide.section("own_walks_1").about == "Where {name} walks."


def test_more_than_three_questions_stand_behind_say_more(desk):
    guide = with_topic(desk, walks(*[replace(ROUTE, heading=f"Route {n}") for n in range(5)]))
    section = guide.section("own_walks_1")
    assert (len(section.first_pages), len(section.more_pages)) == (3, 2)


@pytest.mark.parametrize(
    ("copies", "on"), [("all", ("own", "gp")), ("staff", ("ambulance", "gp")), ("full", ())]
)
def test_its_answers_go_where_the_team_lets_them(desk, copies, on):
    guide = with_topic(desk, walks(replace(ROUTE, copies=copies)))
    question = guide.question("own_walks_1.route_m0")
    assert all(question.on_copy(audience) for audience in (*on, "full"))
    assert not any(question.on_copy(audience) for audience in COPIES[copies])


# -- answers to choose from ----------------------------------------------------------------------


def test_an_answer_keeps_its_code_when_others_come_and_go():
    """A code that is recorded never gets another meaning."""
    later = PACE.offering(["Fast", "Very slow", "Fast"])
    assert later.offered == ("Fast", "Very slow")
    assert [(o.code, o.offered) for o in later.options] == [
        ("fast", True), ("very_slow", True), ("slow", False),
    ]  # fmt: skip
    again = later.offering(["Slow"])
    assert next(o.code for o in again.options if o.offered) == "slow"


def test_words_that_look_alike_in_letters_have_two_codes():
    codes = [o.code for o in PACE.offering(["Dŵr", "Dwr", "Dwr!"]).options if o.offered]
    assert codes == ["dwr", "dwr_2", "dwr_3"]


def test_an_answer_that_was_taken_away_is_read_and_not_offered(desk):
    topic = walks(PACE)
    changed = topic.questions[0].offering(["Fast", "Steady"])
    question = with_topic(desk, topic.with_question(changed, "x")).question("own_walks_1.pace_m0")
    assert [o.words for o in question.options] == ["Fast", "Steady"]
    slow = question.option("slow")
    assert slow is not None
    assert slow.words == "Slow"


# -- changing it -----------------------------------------------------------------------------


def test_the_kind_of_a_question_stays():
    topic = walks(ROUTE)
    changed = replace(topic.questions[0], kind="number", listen="Way")
    topic = topic.with_question(changed, "x")
    assert [(q.listen, q.kind) for q in topic.questions] == [("Way", "text")]


def test_a_question_that_was_taken_away_is_read_and_not_asked(desk):
    topic = walks(ROUTE, PACE).without("own_walks_1.route_m0")
    gone = with_topic(desk, topic).question("own_walks_1.route_m0")
    assert gone.gone
    assert not gone.shown(lambda _: None)
    assert topic.question("own_walks_1.route_m0") is None


def test_the_id_of_a_question_of_which_no_words_are_left_is_retired(desk):
    guide = with_topic(desk, replace(walks(PACE), retired=("own_walks_1.route_m0",)))
    assert "own_walks_1.route_m0" in guide.retired


def test_other_words_ask_something_else(desk):
    """A later question waits for the new one; what only helps staff changes nothing."""
    topic = walks(ROUTE, PACE)
    fast = topic.questions[1]
    later = replace(ROUTE, heading="Why", when=(fast.id, fast.options[0].code))
    topic = topic.with_question(later, "m2")
    assert topic.with_question(replace(fast, listen="Pace."), "m3").gone == ()
    changed = topic.with_question(replace(fast, they="How slow do they walk?"), "m3")
    assert changed.gone == (fast,)
    assert changed.questions[1].id == "own_walks_1.pace_m3"
    assert changed.waits_for(changed.questions[2]) is not None
    assert changed.questions[0] == topic.questions[0]


def test_a_topic_that_ended_asks_nothing_and_is_read(desk):
    guide = with_topic(desk, walks(ROUTE, PACE).ended())
    assert guide.section("own_walks_1").gone
    assert not guide.section("pets").gone


@pytest.mark.parametrize(
    ("name", "by", "order"),
    [("pace_m1", -1, [1, 0]), ("pace_m1", 1, [0, 1]), ("route_m0", -1, [0, 1])],
)
def test_questions_move_as_far_as_there_is_room(name, by, order):
    topic = walks(ROUTE, PACE)
    moved = topic.moved(f"own_walks_1.{name}", by)
    assert moved.questions == tuple(topic.questions[n] for n in order)


def test_what_is_kept_reads_back_as_it_was():
    topic = walks(ROUTE, PACE).without("own_walks_1.route_m0")
    assert OwnTopic.found(json.loads(json.dumps(topic.kept()))) == topic


@pytest.mark.parametrize(
    "kept", [None, [], "x", {}, {"questions": [], "id": "a"}, {**TOPIC.kept(), "later": 1},
             {**TOPIC.kept(), "questions": [{"heading": "x"}]}, {**TOPIC.kept(), "questions": 3}],
)  # fmt: skip
def test_what_cannot_be_read_is_not_a_topic(kept):
    """It may come from a later eolplan; nothing may stop because of it."""
    assert OwnTopic.found(kept) is None


# -- faults ----------------------------------------------------------------------------------


def test_a_fault_says_at_which_key_it_stands():
    topic = walks(ROUTE, replace(PACE, they="How fast", check="So {x}?"))
    assert [f.path for f in sorted(faults_of(topic), key=lambda f: str(f.path))] == [
        ("question", 1, "check"), ("question", 1, "they"),
    ]  # fmt: skip
    assert faults_of(walks(ROUTE, PACE)) == ()


def test_a_topic_without_a_question_asks_nothing_yet():
    assert [f.what for f in faults_of(TOPIC)] == ["This section asks nothing."]


def test_a_topic_after_one_that_is_gone_is_told_by_its_own_name(desk):
    with pytest.raises(GuideProblem) as refused:
        with_topic(desk, replace(walks(ROUTE), after="fish"))
    assert {(f.file, f.path) for f in refused.value.faults} == {("own_walks_1", ("after",))}


def test_text_that_is_no_toml_is_a_fault_with_its_line():
    found = source_of("walks", "a = 1\nb =\n")
    assert isinstance(found, Fault)
    assert (found.file, found.line) == ("walks", 2)


# -- asked only after an answer ------------------------------------------------------------------

DOG = OwnQuestion(heading="Dog", they="Is there a dog?", kind="yes-no")


def waiting(code: str = "slow") -> OwnTopic:
    """A topic whose last question waits for an answer to the one before it."""
    topic = walks(DOG, ROUTE, PACE)
    return topic.with_question(
        replace(ROUTE, heading="Rest", when=("own_walks_1.pace_m2", code)), "m3"
    )


def test_a_question_may_wait_for_an_answer_to_an_earlier_one(desk):
    asked = with_topic(desk, waiting()).question("own_walks_1.rest_m3")
    assert asked.shown({"own_walks_1.pace_m2": "slow"}.get)
    assert not asked.shown({"own_walks_1.pace_m2": "fast"}.get)
    assert OwnTopic.found(json.loads(json.dumps(waiting().kept()))) == waiting()


def test_only_what_has_a_few_answers_and_comes_before_can_be_waited_for():
    topic = waiting()
    assert [q.heading for q in topic.before("own_walks_1.rest_m3")] == ["Dog", "Pace"]
    assert [q.heading for q in topic.before("")] == ["Dog", "Pace"]  # a new one comes last
    assert topic.before("own_walks_1.dog_m0") == ()
    assert DOG.outcomes == {"yes": "Yes", "no": "No"}
    assert PACE.outcomes == {"slow": "Slow", "fast": "Fast"}


@pytest.mark.parametrize(
    "changed",
    [
        lambda t: t.moved("own_walks_1.rest_m3", -1),
        lambda t: t.without("own_walks_1.pace_m2"),
        lambda t: t.with_question(t.questions[2].offering(["Fast"]), "x"),
        lambda t: waiting("never"),
    ],
)
def test_what_waited_for_something_that_has_gone_is_asked_always(desk, changed):
    """A question that nobody can reach would be lost without a word."""
    topic = changed(waiting())
    rest = topic.question("own_walks_1.rest_m3")
    assert topic.waits_for(rest) is None
    assert with_topic(desk, topic).question(rest.id).shown_if is None


def test_a_topic_that_was_kept_before_questions_could_wait_is_read():
    kept = walks(ROUTE).kept()
    for question in kept["questions"]:
        del question["when"]
    assert OwnTopic.found(kept) == walks(ROUTE)
