"""A ready-made path: which stops it has now, how far it is, and that a lock does not lose it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from eolplan.conversation import (
    followed,
    how_far,
    resume_card,
    stop_after,
    stop_before,
    stop_here,
    stopped_on,
    stops,
)
from eolplan.record import Answer
from eolplan.vault import Place
from eolplan.words import tr

PATHS = ("first_visit", "phone_update", "crisis_visit")


def keys(talk):
    return [stop.key for stop in stops(talk)]


def test_without_a_path_there_are_no_stops(talk):
    assert talk.followed is None
    assert stops(talk) == ()
    assert stop_here(talk) is None
    assert stop_after(talk, "val.matters") is None


@pytest.mark.parametrize("name", PATHS)
def test_going_on_and_back_are_each_others_opposite(talk, name):
    talk.follow(name)
    found = keys(talk)
    assert len(set(found)) == len(found)
    for before, after in itertools.pairwise(found):
        assert stop_after(talk, before).key == after
        assert stop_before(talk, after).key == before
    assert stop_after(talk, found[-1]) is None
    assert stop_before(talk, found[0]) is None


@pytest.mark.parametrize("name", PATHS)
def test_a_path_loses_no_step_of_its_own(talk, guide, name):
    """Only pages that an answer has made pointless are left out, and no step with them."""
    talk.follow(name)
    assert {stop.step for stop in stops(talk)} == set(range(1, len(guide.paths[name].steps) + 1))


def test_a_page_that_is_asked_only_after_an_answer_comes_in_its_place(talk):
    talk.follow("crisis_visit")
    assert "dx.allergy" not in keys(talk)
    talk.answer("dx.allergy.status", Answer(value="known"))
    found = keys(talk)
    assert found[found.index("dx.main") + 1] == "dx.allergy"


def test_a_path_is_remembered_with_the_place(talk, desk, gwen):
    talk.follow("first_visit")
    assert (talk.followed.step, talk.followed.at) == (0, None)
    assert stop_here(talk).key == "conv.opening"
    talk.here("val.matters", scroll=7)
    talk.here("val.matters", scroll=7)  # a page asks more than once while it opens
    assert talk.place.question == "val.matters"
    again = desk.conversation(gwen, "")  # as after a lock: another talk object of the same id
    again = desk.conversation(gwen, talk.id)
    assert again.followed.step == 4
    assert again.followed.at.they == "What matters most to {name}?"
    assert stop_here(again).key == "val.matters"


def test_a_step_that_is_no_question_is_a_place_too(talk):
    talk.follow("phone_update")
    talk.here(step=2)
    assert (talk.place.question, talk.followed.step) == ("", 2)
    assert stop_here(talk).key == "2"
    card = resume_card(talk)
    assert (card.topic, card.next) == (
        "Phone update, 5 minutes", "What is the one thing that has changed?",
    )  # fmt: skip


@pytest.mark.parametrize("name", PATHS)
def test_how_far_the_path_is_goes_on_by_one_with_every_stop(talk, name):
    """A question with several pages does not stand still, and its number is never said twice."""
    talk.follow(name)
    found = keys(talk)
    assert [how_far(talk, key) for key in found] == [(n + 1, len(found)) for n in range(len(found))]


def test_beside_the_path_it_is_as_far_as_the_stop_that_was_open_last(talk):
    talk.follow("first_visit")
    assert how_far(talk)[0] == 1
    talk.here("comm.how")
    assert how_far(talk) == how_far(talk, "comm.how")
    talk.here("adrt")  # the place is beside the path: its step is known, and begins
    assert how_far(talk, "adrt") == how_far(talk, "comm.language")


def test_a_crisis_asks_who_manages_tonight_and_not_about_the_heating(talk):
    talk.follow("crisis_visit")
    assert {"home.alone_night", "carer.page"} < set(keys(talk))
    assert "home.life" not in keys(talk)


def test_a_call_asks_nothing_of_a_room(talk):
    talk.follow("phone_update")
    assert "conv.facts" not in keys(talk)


def test_a_page_beside_the_path_does_not_lose_it(talk):
    talk.follow("first_visit")
    talk.here("val.fears")
    talk.here("adrt")
    assert (talk.place.question, talk.followed.step) == ("adrt", 6)
    assert stop_here(talk).key == "val.fears"
    assert resume_card(talk).topic == tr(talk.guide.section_of("adrt").title), "it stopped there"


def test_a_talk_stops_on_its_path_at_every_page_that_the_path_leads_to(talk):
    """A page it only offers is one of those; one beside it, which it does not name, is none."""
    assert stopped_on(talk.guide, None) is None
    talk.here("val.fears")
    assert stopped_on(talk.guide, talk.place) is None
    talk.follow("phone_update")
    for question, named in (("rev.next", True), ("pod", True), ("adrt", False)):
        talk.here(question)
        assert (stopped_on(talk.guide, talk.place) is not None) is named
    talk.here(step=2)
    assert stopped_on(talk.guide, talk.place) == talk.followed
    gone = replace(talk.place, question="a.page.that.is.gone")
    assert stopped_on(talk.guide, gone) == talk.followed


def test_a_path_that_is_followed_already_is_gone_on_with(talk):
    talk.follow("first_visit")
    talk.here("val.fears")
    talk.follow("first_visit")
    assert talk.followed.step == 6
    talk.follow("crisis_visit")
    assert (talk.followed.step, talk.place.question) == (0, "")


def test_leaving_a_path_leaves_the_page(talk):
    talk.follow("first_visit")
    talk.here("val.fears", scroll=3)
    talk.pause("Ask Huw.")
    talk.follow()
    assert talk.followed is None
    place = talk.place
    assert (place.section, place.question, place.note) == ("worries", "val.fears", "Ask Huw.")
    talk.follow()  # nothing to leave
    assert talk.place == place


def test_leaving_a_path_on_a_step_of_its_own_leaves_no_page(talk):
    talk.follow("phone_update")
    talk.here(step=1)
    talk.follow()
    assert (talk.place.section, talk.place.question) == ("", "")


def test_another_talk_follows_no_path(talk, desk, gwen):
    talk.follow("first_visit")
    other = desk.conversation(gwen, "another")
    assert other.followed is None
    other.follow("crisis_visit")
    assert other.followed.path.id == "crisis_visit"
    assert desk.session.store.place(gwen).conversation == "another"


def test_a_path_that_the_guide_no_longer_has_is_none(talk, guide):
    assert followed(guide, None) is None
    assert followed(guide, Place(talk.id, "matters", "val.fears")) is None
    assert followed(guide, Place(talk.id, "first_visit")) is None
    assert followed(guide, Place(talk.id, "gone/2")) is None
    assert followed(guide, Place(talk.id, "first_visit/13")) is None
    assert followed(guide, Place(talk.id, "first_visit/12")).step == 12


def test_a_path_of_which_everything_is_hidden_leads_nowhere(talk):
    """A hospice may one day write such a path; nobody is to be stuck on it."""
    path = talk.guide.paths["crisis_visit"]
    hidden = replace(path, id="hidden", steps=(replace(path.steps[5], pages=("dx.allergy",)),))
    talk.guide = replace(talk.guide, paths={"hidden": hidden})
    talk.follow("hidden")
    assert stops(talk) == ()
    assert stop_here(talk) is None
    assert how_far(talk) == (0, 0)


def test_when_the_last_steps_are_hidden_the_path_goes_on_at_its_end(talk):
    path = talk.guide.paths["crisis_visit"]
    steps = (path.steps[2], replace(path.steps[5], pages=("dx.allergy",)))
    talk.guide = replace(talk.guide, paths={"short": replace(path, id="short", steps=steps)})
    talk.follow("short")
    talk.here(step=2)
    assert stop_here(talk).key == "esc.wish"
