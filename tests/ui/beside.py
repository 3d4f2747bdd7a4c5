"""What others say beside the person: how a test has them say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eolplan.record import Answer, view_of
from tests.ui.talking import (
    Talking,
)

if TYPE_CHECKING:
    pass

GWEN = "conv.whose.by.person_spoken"
NOTICED = "conv.whose.by.clinician_observed"
STAYS = "Gwen's own answer stays as it is."


def contact(talking: Talking, name: str) -> str:
    talking.open("contact")
    one = talking.talk.add("contact")
    talking.talk.answer("contact.name", Answer(value=name), one)
    talking.talk.answer("person.pronouns", Answer(value="she"))
    return one


def whose(one: str) -> str:
    return f"conv.whose.by.contact:{one}"


def box(one: str, question: str) -> str:
    return f"conv.{view_of(one)}.{question}.words"


def say_beside(talking: Talking, one: str, question: str, words: str) -> None:
    """Open a page and write down what somebody else says."""
    talking.open(question)
    talking.hands.tap(whose(one) if one else NOTICED)
    talking.hands.write(words, box(one, question))
