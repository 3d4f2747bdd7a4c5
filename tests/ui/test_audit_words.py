"""What is shown in the words of the catalogue, untranslated, is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan import words
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
