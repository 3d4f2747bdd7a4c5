"""What is shown in the words of the catalogue, untranslated, is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan import words
from tests.insides import inside_words
from tests.ui.audit_words import messages, untranslated
from ui.widgets import PlainLabel

SENTENCE = "Use the shipped words"


@pytest.mark.parametrize(
    ("text", "found"),
    [(SENTENCE, [SENTENCE]), (words.N_(SENTENCE) + "!", []), ("What Gwen says of the dog.", [])],
)
def test_a_sentence_that_was_not_translated_is_found(
    shown: Callable[[QWidget], QWidget], text: str, found: list[str]
) -> None:
    words.speak(words.PSEUDO)
    window = QWidget()
    QVBoxLayout(window).addWidget(PlainLabel(text, window))
    shown(window)
    assert untranslated(window) == found


def test_a_sentence_that_was_translated_is_not(shown: Callable[[QWidget], QWidget]) -> None:
    words.speak(words.PSEUDO)
    window = QWidget()
    QVBoxLayout(window).addWidget(PlainLabel(words.tr(SENTENCE), window))
    shown(window)
    assert untranslated(window) == []


def test_the_catalogue_has_the_code_and_the_data() -> None:
    assert len(messages()) > 3_000
    assert {SENTENCE, "What matters most", "A plan at a glance"} <= messages()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pod.first: own_home", {"pod.first", "own_home"}),
        ("Due 2026-11-12, since 2026-11", {"2026-11-12", "2026-11"}),
        ("See 3f2a9c0de1b24f6a9c0de1b24f6a9c0d.", {"3f2a9c0de1b24f6a9c0de1b24f6a9c0d"}),
        ("01632 960001. Own home, at 10.30 on 4 March 1941 (Version 2, 3f2a).", set()),
    ],
)
def test_what_only_the_program_reads_is_found(text: str, found: set[str]) -> None:
    assert inside_words(text) == found
