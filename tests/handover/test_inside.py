"""Words that were written at the head of a line run on inside a sentence of page 1."""

from __future__ import annotations

import pytest

from eolplan.handover.inside import after_when, inside, voiced
from eolplan.handover.page1 import page1
from tests.handover.told import assessed, gwen_only, refusing


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("If I cannot decide", "I cannot decide"),
        ("When I cannot swallow", "I cannot swallow"),
        ("if or when, I am unconscious", "I am unconscious"),
        ("In the last days of life", "in the last days of life"),
        ("A stroke leaves me unable to speak", "a stroke leaves me unable to speak"),
        ("Iffy about it", "iffy about it"),
        ("I no longer know my family", "I no longer know my family"),
        ("Parkinson's gets worse", "Parkinson's gets worse"),
        ("Dr Rees says so", "Dr Rees says so"),
        ("Any CPR is talked of", "any CPR is talked of"),
        ("MND has taken my voice", "MND has taken my voice"),
        ("When", "When"),
        ("", ""),
    ],
)
def test_circumstances_run_on_after_when(written, reads):
    assert after_when(written) == reads


@pytest.mark.parametrize(
    "words", ["PEG feeding", "IV antibiotics", "ReSPECT form", "Gwen Pryce decides", "4 units"]
)
def test_names_and_abbreviations_keep_their_capital(words):
    assert inside(words) == words


@pytest.mark.parametrize(
    ("words", "reads"),
    [
        ("I no longer know my family", "“I no longer know my family”"),
        ("nobody can wake me", "“nobody can wake me”"),
        ("there is no way back", "there is no way back"),
        ("the doctors say “it is my heart”", "the doctors say “it is my heart”"),
        ("an IV line or a PEG is asked for", "an IV line or a PEG is asked for"),
        ("", ""),
    ],
)
def test_whose_words_they_are_shows_where_somebody_speaks_of_themselves(words, reads):
    assert voiced(words) == reads


def test_page_1_reads_as_one_sentence():
    book = refusing(gwen_only(), "r1", treatments="Ventilation",
                    circumstances="If I cannot decide for myself.")  # fmt: skip
    (line,) = page1(book.copy()).read_first[0].lines
    assert "IN WRITING: ventilation, when “I cannot decide for myself”, even if" in line.plain


def test_the_decision_in_doubt_runs_on_too():
    book = assessed(gwen_only(), "lacks_now_may_regain", decision="Where to live")
    assert "She could not decide" not in "\n".join(page1(book.copy()).texts())
    assert "could not decide about where to live." in "\n".join(page1(book.copy()).texts())
