"""Prompts are filled with any person's names, once."""

from __future__ import annotations

import pytest

from eolplan.guide import PLACEHOLDERS, Names, fill
from eolplan.words import PSEUDO, speak

SENTENCE = "{She} told {staff} that {name} wants {her} bed; ask {him}. It is {hers}. {Her} dog."


@pytest.mark.parametrize(
    ("pronouns", "said"),
    [
        ("she", "She told Carys that Gwen wants her bed; ask her. It is hers. Her dog."),
        ("He, him", "He told Carys that Gwen wants his bed; ask him. It is his. His dog."),
        (" SHE/HER", "She told Carys that Gwen wants her bed; ask her. It is hers. Her dog."),
        ("they", "They told Carys that Gwen wants their bed; ask them. It is theirs. Their dog."),
        ("", "They told Carys that Gwen wants their bed; ask them. It is theirs. Their dog."),
        ("ze/zir", "They told Carys that Gwen wants their bed; ask them. It is theirs. Their dog."),
    ],
)
def test_pronouns_are_the_persons_own(pronouns, said):
    assert fill(SENTENCE, Names.of("Gwen", pronouns, staff="Carys")) == said


def test_a_carer_without_a_name_is_the_carer():
    assert fill("Ask {carer}.", Names.of("Gwen")) == "Ask the carer."
    assert fill("Ask {carer}.", Names.of("Gwen", carer="Siân")) == "Ask Siân."


def test_a_name_is_never_read_as_a_placeholder():
    assert fill("Hello {name}.", Names("{staff} {0} %s", staff="Carys")) == "Hello {staff} {0} %s."


def test_other_braces_stay():
    assert fill("{mother} {0} {} {name.she}", Names("Gwen")) == "{mother} {0} {} {name.she}"


def test_every_placeholder_has_a_word():
    assert all(Names("Gwen", staff="C", carer="S").word(p) for p in PLACEHOLDERS)
    assert Names("Gwen").word("mother") is None


def test_the_sentence_is_translated_and_the_name_is_not():
    try:
        speak(PSEUDO)
        said = fill("Hello {name}.", Names("Gwen"))
    finally:
        speak("en")
    assert "Gwen" in said
    assert said != "Hello Gwen."
