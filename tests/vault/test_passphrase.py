from __future__ import annotations

import pytest

from eolplan.vault import passphrase as p


@pytest.mark.parametrize("short", ["", "kettle", "a b c d e f", "   copper      "])
def test_fewer_than_twelve_characters_are_refused(short):
    assert p.problems(short) == ["Use 12 characters or more. Four words are easy to remember."]


@pytest.mark.parametrize(
    "obvious",
    [
        "passwordpassword", "Password1234!", "QWERTYUIOP12", "aaaaaaaaaaaaaa", "abcabcabcabcabc",
        "123456789012345", "abcdefghijklmn", "zyxwvutsrqpo", "correct horse battery staple",
        "asdfghjkl asdfghjkl", "1 1 1 1 1 1 1 1 1", "end of life care", "abababababababab",
        "qwertyuiopasdfghjkl",
    ],
)  # fmt: skip
def test_what_others_would_try_first_is_refused(obvious):
    assert p.problems(obvious) == [
        "That is one of the first that others would try. Choose different words."
    ]


@pytest.mark.parametrize(
    "fine",
    [
        "copper kettle harbour tulip", "my dog Fly hates rain", "Ŵyneb y gath ddu",
        "Tr0ub4dor&3 xx", "το σπίτι μου",
    ],
)  # fmt: skip
def test_there_are_no_rules_of_composition(fine):
    assert p.problems(fine) == []


def test_controls_and_endless_text_are_refused():
    assert p.problems("copper \x00 kettle harbour") == p.problems("copper kettle " * 100)
    assert "1,000" in p.problems("copper kettle " * 100)[0]


def test_the_word_list_is_long_plain_and_without_repetition():
    words = p.word_list()
    assert len(words) >= 2_048
    assert len(set(words)) == len(words)
    assert all(4 <= len(w) <= 8 and w.isascii() and w.isalpha() and w.islower() for w in words)
    assert list(words) == sorted(words)


def test_a_suggestion_is_four_words_and_never_the_same():
    suggested = p.suggest()
    assert len(suggested.split()) == 4
    assert set(suggested.split()) <= set(p.word_list())
    assert p.suggest() != suggested
    assert p.problems(suggested) == []
    assert p.strength(suggested).words == "Good: would take years to guess"


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("kettle", 0), ("passwordpassword", 0), ("kettle kettle harbour", 1),
        ("harbour tulip kettle", 2), ("copper kettle harbour tulip", 3),
        ("copper kettle harbour tulip zigzag", 4), ("mam a dad a fi", 1),
        ("k9#xPq2!vR7&mW4$zT8@", 3),
    ],
)  # fmt: skip
def test_the_meter_counts_different_words_and_says_it_in_words(typed, score):
    held = p.strength(typed)
    assert held.score == score
    assert held.words
