"""Section files become one guide, in order, with the words kept as they were."""

from __future__ import annotations

import hashlib
import tomllib

import pytest

from eolplan.guide import (
    Asked,
    Option,
    Question,
    ShownIf,
    asked_then,
    digest,
)
from eolplan.words import PSEUDO, speak
from tests.guide.written import HEAD, choice
from tests.guide.written import question as asking

PETS = """
id = "pets"
title = "Pets"
order = 10
source = "S19"
about = "Who will look after them."
upset = "We can leave this."
listen = "Names."
heavy = true

[[question]]
id = "pets.pet"
kind = "group"
heading = "Pets"
they = "Which animals live with {name}?"
you = "Which animals live with you?"
asks = "staff"
fields = ["pets.name", "pets.place"]
repeats = true
one = "pet"
names = "pets.name"
say = ["Tell me about them."]
copies = { ambulance = false }

[[question]]
id = "pets.name"
kind = "line"
heading = "Name"
max_length = 70
listen = "How it is said."

[[question]]
id = "pets.place"
kind = "choice"
heading = "Where next"
options = "VS-PLACE"
only = ["hospice", "home"]
shown_if = { question = "pets.name", answered = true }
from = "PRSB"

[[question]]
id = "pets.vet"
kind = "yes-no"
heading = "Vet"
they = "Is there a vet?"
more = true
own_words = true
whose = false

[[question]]
id = "pets.dog"
kind = "text"
heading = "Dog"
they = "Anything about the dog?"
more = true
shown_if = { question = "pets.vet", is = ["yes", "not_known"] }

[[question]]
id = "pets.cat"
kind = "date"
heading = "Cat"
they = "When was the cat born?"
more = true
precision = ["year"]
shown_if = { question = "pets.vet", is_not = "no" }

[[retired]]
id = "pets.fish"
replaced_by = "pets.pet"
"""
OWN = """
id = "sthelena"
title = "Garden"
after = "pets"

[[question]]
id = "sthelena.tree"
kind = "choice"
heading = "Tree"
they = "Which tree?"
options = "sthelena.trees"

[[set]]
id = "sthelena.trees"
title = "Trees"
source = "the gardener"
[[set.option]]
code = "oak"
words = "Oak"
"""


def other(name: str, order: str) -> str:
    ask = f'[[question]]\nid = "{name}.a"\nkind = "text"\nheading = "A"\nthey = "A?"\n'
    return f'id = "{name}"\ntitle = "{name}"\n{order}\n{ask}'


def test_a_question_is_what_its_table_says(desk):
    guide = desk.load(PETS)
    pet = guide.question("pets.pet")
    assert (pet.kind, pet.heading, pet.section, pet.asks) == ("group", "Pets", "pets", "staff")
    assert pet.fields == ("pets.name", "pets.place")
    assert (pet.repeats, pet.one, pet.names) == (True, "pet", "pets.name")
    assert pet.say == ("Tell me about them.",)
    assert [a for a, on in pet.copies.items() if not on] == ["ambulance"]
    assert guide.question("pets.place").source == "PRSB"
    assert guide.question("pets.cat").precision == ("year",)
    assert guide.question("pets.name").max_length == 70


def test_what_is_left_out_has_a_sensible_default(desk):
    question = desk.load(PETS).question("pets.dog")
    assert question == Question(
        id="pets.dog",
        kind="text",
        heading="Dog",
        section="pets",
        they="Anything about the dog?",
        listen="Names.",
        upset="We can leave this.",
        own_words=True,
        more=True,
        shown_if=ShownIf("pets.vet", is_=("yes", "not_known")),
    )
    assert hash(question) == hash(desk.load(PETS).question("pets.dog"))


def test_one_press_may_choose_all_where_a_guide_says_so(desk):
    guide = desk.load(PETS.replace("own_words = true\nwhose", "at_once = true\nwhose"))
    assert guide.question("pets.vet").at_once
    assert not guide.question("pets.place").at_once


def test_asking_whose_words_follows_from_whom_is_asked(desk):
    guide = desk.load(PETS)
    assert guide.question("pets.dog").whose
    assert not guide.question("pets.pet").whose
    assert not guide.question("pets.vet").whose


def test_a_question_has_its_own_guide_lines_before_the_sections(desk):
    guide = desk.load(PETS)
    assert guide.question("pets.name").listen == "How it is said."
    assert guide.question("pets.pet").listen == "Names."


def test_options_come_in_the_order_the_question_asks_for(desk):
    place = desk.load(PETS).question("pets.place")
    assert [o.code for o in place.options] == ["hospice", "home"]
    assert place.options[1] == Option("home", "Home", you="My home")
    assert place.option("anywhere") == Option("anywhere", "Anywhere", alone=True)
    assert place.option("moon") is None


def test_yes_no_offers_yes_no_and_not_sure(desk):
    assert [o.code for o in desk.load(PETS).question("pets.vet").options] == [
        "yes", "no", "not_known",
    ]  # fmt: skip


def test_every_kind_of_condition_is_read(desk):
    guide = desk.load(PETS)
    assert guide.question("pets.place").shown_if == ShownIf("pets.name", answered=True)
    assert guide.question("pets.cat").shown_if == ShownIf("pets.vet", is_not=("no",))


def test_the_guide_finds_what_it_holds(desk):
    guide = desk.load(PETS)
    assert "pets.vet" in guide
    assert "pets.fish" not in guide
    assert [q.id for q in guide][:2] == ["pets.pet", "pets.name"]
    assert guide.section_of("pets.vet") is guide.section("pets")
    assert guide.value_set("VS-PLACE").title == "Places"
    assert guide.value_set("VS-PLACE").system.endswith("/CodeSystem/VS-PLACE")
    assert guide.group_of("pets.place") == guide.question("pets.pet")
    assert guide.group_of("pets.vet") is None
    assert guide.retired == {"pets.fish": "pets.pet"}


def test_what_is_not_in_the_guide_is_a_key_error(desk):
    guide = desk.load(PETS)
    for ask in (guide.question, guide.section, guide.section_of, guide.value_set, guide.text_of,
                guide.digest_of, guide.section_text):  # fmt: skip
        with pytest.raises(KeyError):
            ask("nowhere")


def test_a_topic_has_first_pages_and_more_pages(desk):
    section = desk.load(PETS).section("pets")
    assert [q.id for q in section.pages] == ["pets.pet", "pets.vet", "pets.dog", "pets.cat"]
    assert [q.id for q in section.first_pages] == ["pets.pet"]
    assert [q.id for q in section.more_pages] == ["pets.vet", "pets.dog", "pets.cat"]
    assert (section.about, section.heavy, section.per, section.source) == (
        "Who will look after them.", True, "person", "S19",
    )  # fmt: skip


def test_a_topic_that_is_asked_in_parts_is_one_in_the_record(desk):
    whole = PETS.replace('title = "Pets"', 'title = "Pets"\nwhole_title = "All of them"')
    guide = desk.load(other("early", 'order = 1\npart_of = "pets"'), whole)
    early, pets = guide.parts_of("pets")
    assert (early.id, early.whole, pets.id, pets.whole) == ("early", "pets", "pets", "pets")
    assert guide.whole_of(early.questions[0].id) == "pets"
    assert (guide.title_of("pets"), guide.title_of("early")) == ("All of them", early.title)
    assert guide.parts_of("early") == ()


def test_a_table_of_choices_shows_the_places_that_were_not_wanted_before(desk):
    early = (
        HEAD.replace("pets", "early").replace("order = 10", "order = 1")
        + asking("p", "ranked-places", 'options = "VS-PLACE"\nfields = ["early.z"]').replace(
            "pets.", "early."
        )
        + choice("z").replace("pets.", "early.")
    )
    late = (
        HEAD
        + asking(
            "q", "ranked-places", 'options = "VS-PLACE"\nfields = ["pets.x", "pets.y", "early.z"]'
        )
        + choice("x")
        + choice("y")
    )
    guide = desk.load(early, late)
    alone, table = guide.question("early.p"), guide.question("pets.q")
    assert alone.ranks == ("", "", "early.z")
    assert table.ranks == ("pets.x", "pets.y", "early.z")
    assert guide.group_of("early.z") is alone
    assert guide.own_fields(alone) == ("early.z",)
    assert guide.own_fields(table) == ("pets.x", "pets.y")


def test_sections_follow_their_order_and_not_their_files(desk):
    guide = desk.load(other("late", "order = 30"), PETS, other("early", "order = 1"))
    assert [s.id for s in guide.sections] == ["early", "pets", "late"]


def test_hospice_sections_stand_behind_the_one_they_name(desk):
    """Several behind one: in the order of their files, and each with its own followers."""
    own = [
        OWN,
        other("second", 'after = "pets"'),
        other("behind", 'after = "sthelena"'),
        other("beside", 'after = "sthelena"'),
        other("third", 'after = "pets"'),
    ]
    guide = desk.load(PETS, other("late", "order = 30"), own=own)
    assert [s.id for s in guide.sections] == [
        "pets", "sthelena", "behind", "beside", "second", "third", "late",
    ]  # fmt: skip


def test_a_hospice_brings_its_own_answers(desk):
    guide = desk.load(PETS, own=[OWN])
    assert guide.question("sthelena.tree").options == (Option("oak", "Oak"),)
    assert guide.value_set("sthelena.trees").source == "the gardener"


# --- the words kept with entries -----------------------------------------------------------------


def test_the_kept_text_begins_with_the_exact_file(desk):
    assert desk.load(PETS).text_of("pets").startswith(PETS)


def test_the_kept_text_stands_alone(desk):
    """It is TOML by itself, with the words that were offered, so it can be read for ever."""
    kept = tomllib.loads(desk.load(PETS).text_of("pets"))
    assert [s["id"] for s in kept["set"]] == ["VS-PLACE", "VS-YN"]
    assert kept["set"][0]["option"][0] == {"code": "home", "words": "Home", "you": "My home"}
    assert kept["set"][0]["option"][1]["hint"] == "A nurse is there."


def test_a_hospices_own_answers_are_kept_once(desk):
    assert desk.load(PETS, own=[OWN]).text_of("sthelena") == OWN


def test_the_digest_covers_text_and_language(desk):
    guide = desk.load(PETS)
    text = guide.text_of("pets")
    assert guide.digest_of("pets.vet") == hashlib.sha256(f"en\n{text}".encode()).hexdigest()
    assert guide.digest_of("pets.vet") == guide.digest_of("pets.dog") == digest(text, "en")
    assert guide.digest_of("pets.vet", "cy") == digest(text, "cy") != digest(text, "en")
    assert guide.section_text(guide.digest_of("pets.vet", "cy"), "cy") == text


def test_the_digest_follows_the_language_in_force(desk):
    guide = desk.load(PETS)
    english = guide.digest_of("pets.vet")
    try:
        speak(PSEUDO)
        assert guide.digest_of("pets.vet") == digest(guide.text_of("pets"), PSEUDO) != english
    finally:
        speak("en")


@pytest.mark.parametrize(("old", "new"), [("a vet?", "no vet?"), ("Hospice", "Hospital")])
def test_other_words_are_another_digest(desk, old, new):
    """Of the question or of an answer that it offers: both can turn the meaning round."""
    before = desk.load(PETS).digest_of("pets.vet")
    sets = desk.sets.read_text(encoding="utf-8").replace(old, new)
    assert desk.load(PETS.replace(old, new), sets=sets).digest_of("pets.vet") != before


def test_a_coding_checked_again_is_no_other_question(desk):
    coding = (
        'codings = [{ system = "http://loinc.org", code = "75780-7", display = "d", '
        'source = "s", verified_on = "2026-11-25", use = "hope" }]\n'
    )
    sets = desk.sets.read_text(encoding="utf-8")
    before = desk.load(PETS).digest_of("pets.vet")
    assert desk.load(PETS, sets=sets + coding).digest_of("pets.vet") == before


def test_how_a_question_was_asked_can_be_read_for_ever(desk):
    text = desk.load(PETS).text_of("pets")
    assert asked_then(text, "pets.place") == Asked(
        "Where next", "", {"home": "Home", "hospice": "Hospice", "anywhere": "Anywhere"}
    )
    yes_no = {"yes": "Yes", "no": "No", "not_known": "Not sure"}
    assert asked_then(text, "pets.vet") == Asked("Vet", "Is there a vet?", yes_no)
    assert asked_then(text, "pets.dog") == Asked("Dog", "Anything about the dog?", {})


@pytest.mark.parametrize("text", ["", "not toml", "question = 3", "question = [3]"])
def test_a_text_nobody_understands_asks_nothing(text):
    assert asked_then(text, "pets.dog") is None
