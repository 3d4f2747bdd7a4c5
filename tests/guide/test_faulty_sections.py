"""Faults between files: a hospice's own sections, their names and their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from eolplan.guide import GuideProblem, shipped
from tests.guide.written import ASK, HEAD, OWN, choice, marked, question, told

MINE = ASK.replace("pets.", "sthelena.")
OWN_FAULTS = {
    "an id without the prefix": (
        OWN + ASK.replace('id = "pets.a"', 'id = "dogs.a" #!'),
        '"dogs.a" does not begin with "sthelena.".', "Write: sthelena.dogs.a",
    ),
    "an order of its own": (
        OWN + "order = 5 #!\n" + MINE,
        "A section of your own has no order.", 'Take it away. Write: after = "..."',
    ),
    "no place": (
        OWN.replace('after = "pets"\n', "") + MINE,
        "This section does not say which section it comes after.", "Name one of: pets.",
    ),
    "a place behind nothing": (
        OWN.replace('"pets"', '"cars" #!') + MINE,
        'There is no section called "cars" to come after.', "Name one of: pets.",
    ),
    "a place behind itself": (
        OWN.replace('"pets"', '"sthelena" #!') + MINE,
        'There is no section called "sthelena" to come after.', "Name one of: pets.",
    ),
    "a part of a topic of the core": (
        OWN + 'part_of = "pets" #!\n' + MINE,
        'It cannot be part of "pets".',
        "Name a topic of the core that is part of no other, or take it away.",
    ),
    "a coded mapping": (
        OWN + MINE + 'fhir = "hope" #!',
        "A question of your own has no coded mapping.",
        "Take it away. The answer is sent all the same.",
    ),
    "a core name for itself": (
        OWN.replace('id = "sthelena"', 'id = "other" #!') + ASK.replace("pets.", "other."),
        'The section id "other" begins names of the core.',
        "Choose one of your own, without full stops, such as your hospice's name.",
    ),
    "a dot in its name": (
        OWN.replace('id = "sthelena"', 'id = "st.helena" #!') + ASK.replace("pets.", "st.helena."),
        'The section id "st.helena" begins names of the core.',
        "Choose one of your own, without full stops, such as your hospice's name.",
    ),
    "a value set without the prefix": (
        OWN + MINE + '[[set]]\nid = "VS-Z" #!\ntitle = "Z"\nsource = "z"\n[[set.option]]\n'
        'code = "a"\nwords = "A"',
        '"VS-Z" does not begin with "sthelena.".', "Write: sthelena.VS-Z",
    ),
    "a retired id without the prefix": (
        OWN + MINE + '[[retired]]\nid = "old" #!',
        '"old" does not begin with "sthelena.".', "Write: sthelena.old",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN_FAULTS)
def test_a_hospice_section_keeps_to_its_own_names(desk, name):
    text, what, remedy = OWN_FAULTS[name]
    core = HEAD + ASK + question("b", "text").replace("pets.b", "other.b")
    (fault,) = desk.faults(core, own=[text])
    assert told((fault,)) == [(what, remedy)]
    assert fault.file == "own-0.toml"
    assert [fault.line] == (marked(text) or [1])


def test_two_sections_cannot_have_one_name(desk):
    other = HEAD.replace("10", "20") + ASK.replace("pets.a", "pets.z")
    (fault,) = desk.faults(HEAD + ASK, other)
    assert (fault.what, fault.line) == ('The section id "pets" is used twice.', 1)


def test_two_sections_cannot_stand_in_one_place(desk):
    other = HEAD.replace("pets", "dogs") + ASK.replace("pets.", "dogs.")
    (fault,) = desk.faults(HEAD + ASK, other)
    assert (fault.what, fault.file) == ("Another section has the same order.", "1.toml")


def test_fields_stay_in_their_file(desk):
    other = 'id = "dogs"\ntitle = "Dogs"\norder = 20\n' + question(
        "g", "group", 'fields = ["pets.a"]'
    ).replace("pets.g", "dogs.g")
    (fault,) = desk.faults(HEAD + ASK, other)
    assert fault.what == 'There is no question called "pets.a" in this file.'


def test_what_is_asked_once_cannot_hang_on_one_conversation(desk):
    talk = HEAD + 'per = "conversation"\n' + choice("a")
    once = 'id = "dogs"\ntitle = "Dogs"\norder = 20\n' + question(
        "b", "text", 'shown_if = { question = "pets.a", is = "home" }'
    )
    (fault,) = desk.faults(talk, once)
    assert fault.what == 'It is not clear which answer to "pets.a" is meant.'


def test_a_field_may_hang_on_its_own_instance(desk):
    """ "Which breed?" belongs to the same pet as "Is it a dog?"."""
    group = question("g", "group", 'fields = ["pets.x", "pets.a"]\nrepeats = true\none = "x"\n'
                     'names = "pets.x"')  # fmt: skip
    asked = ASK + 'shown_if = { question = "pets.x", is = "home" }'
    assert desk.faults(HEAD + group + choice("x") + asked) == ()


def test_a_member_of_a_group_may_be_freed_by_one_of_its_own_answers(desk):
    """A dog may be told to a crew: the group, its kind and its note hang on the kind."""
    unless = 'restricted_unless = { question = "pets.x", is = "home" }'
    group = question("g", "group", 'fields = ["pets.x", "pets.a"]\nrepeats = true\none = "x"\n'
                     f'names = "pets.x"\n{unless}')  # fmt: skip
    guide = desk.load(HEAD + group + choice("x", unless) + ASK + unless)
    assert {q.restricted_unless.is_ for q in guide if q.restricted_unless} == {("home",)}
    assert sum(q.restricted_unless is not None for q in guide) == 3


def test_a_section_without_an_id_is_told_once(desk):
    (fault,) = desk.faults(HEAD + ASK, own=['title = "X"\nafter = "pets"\n' + MINE])
    assert fault.what == 'There is no "id" here.'


def test_the_shipped_guide_with_a_faulty_folder_says_what_is_wrong(tmp_path: Path):
    (tmp_path / "ours.toml").write_text('id = "ours"\n', encoding="utf-8")
    with pytest.raises(GuideProblem) as problem:
        shipped(tmp_path)
    assert {fault.file for fault in problem.value.faults} == {"ours.toml"}
