"""How hard words read is measured as it was published, and a remark says what would be better."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from eolplan.guide.words_check import (
    HARDEST,
    american_in,
    banned_in,
    dashes_in,
    grade,
    lists,
    remarks,
    sentences,
    syllables,
    words,
)

COUNTED = tomllib.loads(Path(__file__).with_name("syllables.toml").read_text(encoding="utf-8"))
PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."


@pytest.mark.parametrize(
    ("text", "count", "spoken", "published"),
    [
        (PLATYPUS, 13, 24, 11.3),
        ("The cat sat on the mat.", 6, 6, -1.4),
        ("This sentence, taken as a reading passage unto itself, is being used to prove a point.",
         16, 23, 7.6),
        ("Go.", 1, 1, -3.4),
    ],
)  # fmt: skip
def test_published_samples_have_their_published_figures(text, count, spoken, published):
    """The samples and the least grade are those of the encyclopaedia's article on the formula;
    the third is told there by its reading ease, 69, from which its syllables follow."""
    assert len(words(text)) == count
    assert sum(map(syllables, words(text))) == spoken
    assert grade([text]) == pytest.approx(published, abs=0.06)


def test_the_reading_ease_of_the_samples_is_the_published_one():
    """The same counts in the older formula: two figures cannot both be right by chance."""

    def ease(text: str) -> float:
        found = words(text)
        spoken = sum(map(syllables, found))
        return 206.835 - 1.015 * len(found) / len(sentences(text)) - 84.6 * spoken / len(found)

    assert ease("The cat sat on the mat.") == pytest.approx(116, abs=0.5)
    passage = (
        "This sentence, taken as a reading passage unto itself, is being used to prove a point."
    )
    assert ease(passage) == pytest.approx(69, abs=0.5)
    assert ease(PLATYPUS) == pytest.approx(37.5, abs=0.1)


@pytest.mark.parametrize(
    ("word", "count"), [(word, int(n)) for n, counted in COUNTED.items() for word in counted]
)
def test_syllables_are_counted_as_a_dictionary_counts_them(word, count):
    assert syllables(word) == count


def test_the_list_of_words_that_mislead_is_needed_and_no_longer_than_that():
    """Whatever the counter learns to do by itself goes from the list."""
    short = {word: n for word, n in lists().syllables.items() if n < 1}
    assert short == {}
    assert all(word == word.lower() for word in lists().syllables)


def test_sentences_and_words_are_told_apart():
    assert sentences("Well. Is it? It is: yes") == ["Well.", "Is it?", "It is:", "yes"]
    assert words("{name} doesn\u2019t, Siân says") == ["Gwen", "doesn\u2019t", "Siân", "says"]


def test_a_word_of_this_work_counts_as_a_short_one_where_it_is_allowed():
    plain, allowed = grade(["Antibiotics?"]), grade(["Antibiotics?"], lists().known)
    assert plain > allowed
    assert grade(["Cat?"], lists().known) == grade(["Cat?"])


# -- lists -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The patient refuses.", ["patient", "refuses"]),
        ("Patience is fine.", []),
        ("A DNR form", ["DNR"]),
        ("the dnr form", []),
        ("Her loved ones", ["loved ones"]),
        ("A loved-one who is non compliant", ["non-compliant", "loved one"]),
        ("No deadlines, no failures", ["failures", "deadlines"]),
    ],
)
def test_words_that_are_not_used_are_found_whole(text, found):
    assert list(banned_in(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My neighbor organized it", ["neighbor", "organized"]),
        ("My neighbour organised it", []),
        ("A hemorrhage at the center", ["hemorrhage", "center"]),
        ("The centre of a haemorrhage", []),
        ("A size and a prize", []),
        ("Apologize and prioritize", ["Apologize", "prioritize"]),
        ("Emphasized, hospitalized, stabilizes", ["Emphasized", "hospitalized", "stabilizes"]),
        ("A full-size, resized, capsized citizen on the horizon", []),
        ("Ischemic fiber in the harbor", ["Ischemic", "fiber", "harbor"]),
        ("Vigour, fibres and an academic epidemic", []),
    ],
)
def test_spellings_that_are_not_british_are_found(text, found):
    assert list(american_in(text)) == found


def test_a_hyphen_inside_a_word_is_no_dash():
    assert dashes_in("A well-known by-road") == []
    assert len(dashes_in("Rest - or walk \u2013 then ... stop")) == 3
    assert len(dashes_in("Rest -- or walk.. then stop")) == 2


def test_every_word_that_is_not_used_has_a_better_one_beside_it():
    assert all(remedy.endswith(".") for remedy in lists().never.values())


def test_every_pattern_of_a_spelling_is_one():
    assert all(re.compile(pattern) for pattern in lists().american)


# -- remarks ---------------------------------------------------------------------------------

HARD = "Notwithstanding deterioration, articulate preferences regarding escalation."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ask the patient.", ['eolplan does not say "patient".']),
        ("Ask the neighbors.", ['"neighbors" is not spelt as in Britain.']),
        ("Ask - then wait.", ["A dash or dots stand in for a full stop."]),
        ("Ask " + "and ask " * 20 + "now.", ["One sentence is long."]),
        ("What matters most to you?", []),
    ],
)
def test_a_remark_says_what_reads_better(text, what):
    assert [said for said, _ in remarks(text, to_person=False)] == what
    assert all(remedy for _, remedy in remarks(text, to_person=False))


def test_only_what_is_said_to_the_person_has_to_read_easily():
    hard = "This reads hard for a tired person."
    assert grade([HARD]) > HARDEST
    assert hard in [what for what, _ in remarks(HARD, to_person=True)]
    assert hard not in [what for what, _ in remarks(HARD, to_person=False)]
    assert list(remarks("?", to_person=True)) == []
