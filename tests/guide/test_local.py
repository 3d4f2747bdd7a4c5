"""A team says things its own way, and what a question means stays the guide's."""

from __future__ import annotations

import tomllib

import pytest

from eolplan.guide import Guide, asked_then
from eolplan.guide.local import LONGEST, places_of, refusals, reworded, words_now
from eolplan.guide.local_text import as_toml
from tests.guide.conftest import Desk

PETS = """
id = "pets"
title = "Pets"
order = 10
listen = "A name."

[[question]]
id = "pets.who"
kind = "text"
heading = "Pets"
they = "Who lives with {name}?"
you = "Who lives with you?"
say = ["Who else is here?", "What is the cat called?"]
check = "So there is a cat?"

[[question]]
id = "pets.dog"
kind = "group"
heading = "The dog"
they = "What about the dog?"
fields = ["pets.dog.name", "pets.dog.bites"]
more = true

[[question]]
id = "pets.dog.name"
kind = "line"
heading = "Name"
you = "What is it called?"

[[question]]
id = "pets.dog.bites"
kind = "yes-no"
heading = "It bites"
safety = true

[[question]]
id = "pets.vet"
kind = "choice"
heading = "Vet"
they = "Who is the vet?"
options = "VS-PLACE"
obligation = "M"
copies = { bedside = false }
"""
WHO = ("pets.who", "say")


@pytest.fixture
def pets(desk: Desk) -> Guide:
    return desk.load(PETS)


def told(guide: Guide, place: tuple[str, str], *texts: str) -> list[str]:
    return [what for what, _ in refusals(guide, place, texts)]


# -- what may be changed ---------------------------------------------------------------------


def test_a_question_may_be_asked_and_helped_with_in_other_words(pets):
    places = ("they", "you", "say", "deeper", "listen", "check", "upset")
    assert places_of(pets, pets.question("pets.who")) == places


def test_a_field_has_no_panel_of_its_own(pets):
    assert places_of(pets, pets.question("pets.dog.name")) == ("you",)


@pytest.mark.parametrize("name", ["pets.dog", "pets.vet"])
def test_a_sentence_that_safety_or_a_plan_needs_stays(pets, name):
    """A group is needed when one of its fields is."""
    assert places_of(pets, pets.question(name)) == ("say", "deeper", "listen", "check", "upset")
    refused = list(refusals(pets, (name, "they"), ("Who bit you?",)))
    assert refused == [("This sentence stays as it was shipped.", "Change what staff might say.")]


def test_the_words_there_are_come_as_texts(pets):
    question = pets.question("pets.who")
    assert words_now(question, "say") == ("Who else is here?", "What is the cat called?")
    assert words_now(question, "they") == ("Who lives with {name}?",)
    assert words_now(question, "upset") == ()


# -- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "texts", "what"),
    [
        (("pets.who", "they"), (), "A question needs a sentence."),
        (WHO, ("A?", "B?", "C?", "D?"), "There are too many sentences here."),
        (("pets.who", "check"), ("A?", "B?"), "There are too many sentences here."),
        (WHO, ("a" * LONGEST + "?",), f"This is longer than {LONGEST} letters."),
        (WHO, ("What\x7f?",), "There is a sign in it that cannot be shown."),
        (WHO, ("Who is {nobody}?",), 'The braces in "say" name nobody.'),
        (WHO, ("Who else",), '"say" does not end like a sentence.'),
        (("pets.who", "they"), ("Who lives here",), '"they" does not end like a sentence.'),
        (("pets.fish", "say"), ("A?",), "This sentence stays as it was shipped."),
        (("pets.who", "title"), ("A",), "This sentence stays as it was shipped."),
    ],
)
def test_words_that_cannot_stand_there_are_refused_with_a_remedy(pets, place, texts, what):
    assert told(pets, place, *texts) == [what]
    assert all(remedy for _, remedy in refusals(pets, place, texts))


def test_words_near_the_edge_are_taken(pets):
    assert told(pets, WHO, "A?", "B?", "a" * (LONGEST - 1) + "?") == []
    assert told(pets, ("pets.who", "check")) == []
    assert told(pets, ("pets.dog.name", "you"), "Its name") == []  # a field may have a label


# -- the guide in the team's words -------------------------------------------------------------


def test_the_guide_says_it_the_teams_way(pets):
    own = reworded(
        pets,
        {
            WHO: ("Who keeps you company?",),
            ("pets.who", "you"): ("Who is at home with you?",),
            ("pets.who", "check"): (),
            ("pets.who", "listen"): ("A pause.",),
        },
    )
    question = own.question("pets.who")
    assert question.say == ("Who keeps you company?",)
    assert question.you == "Who is at home with you?"
    assert (question.check, question.listen) == ("", "A pause.")
    assert question.they == pets.question("pets.who").they
    assert own.question("pets.vet") == pets.question("pets.vet")


def test_what_is_kept_with_an_answer_is_what_was_asked(pets):
    """The digest of other words is another one, and their text says them."""
    own = reworded(pets, {("pets.who", "they"): ("Who is with {name}?",)})
    assert own.digest_of("pets.who") != pets.digest_of("pets.who")
    asked = asked_then(own.text_of("pets"), "pets.who")
    assert asked is not None
    assert asked.they == "Who is with {name}?"
    vet = asked_then(own.text_of("pets"), "pets.vet")
    assert vet is not None
    assert vet.options["home"] == "Home"


def test_words_of_two_laptops_have_one_digest(pets):
    words = {WHO: ("Who keeps you company?",), ("pets.who", "check"): ()}
    there = dict(reversed(words.items()))
    assert reworded(pets, words).text_of("pets") == reworded(pets, there).text_of("pets")


def test_words_for_another_eolplan_are_left_out(pets):
    """A question may be gone, or be needed for safety since."""
    assert reworded(pets, {("pets.fish", "say"): ("A?",), ("pets.vet", "they"): ("B?",)}) is pets
    assert reworded(pets, {}) is pets


def test_other_sections_are_not_touched(desk):
    other = PETS.replace("pets", "birds").replace("order = 10", "order = 20")
    guide = desk.load(PETS, other)
    own = reworded(guide, {WHO: ("Who keeps you company?",)})
    assert own.section("birds") is guide.section("birds")
    assert own.value_sets == guide.value_sets


# -- a table as TOML -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        {"a": 'quo"te \\ and\ttab\x7f', "b": True, "c": -3, "d": ["x", "y"], "e": [], "f": {}},
        {"a": {"b": False, "c": ["d"]}, "t": [{"x": 1, "u": [{"y": "ŵ"}, {"z": 2}]}, {"x": 2}]},
        {},
    ],
)
def test_a_table_reads_back_as_it_was(table):
    assert tomllib.loads(as_toml(table)) == table


def test_every_kept_text_reads_back_as_it_was(desk):
    text = desk.load(PETS).text_of("pets")
    assert tomllib.loads(as_toml(tomllib.loads(text))) == tomllib.loads(text)
