"""Somebody who wished when able, was found unable to decide it, and says something else now."""

from __future__ import annotations

from tests.handover.notebook import Notebook

FOUND, SINCE = "2025-11-20", "2025-12-01"


def found_unable(book: Notebook, *topics: str) -> None:
    """Write an assessment: where to be cared for could not be decided."""
    about = list(topics or ("place_of_death", "place_of_care"))
    facts = {"decision": "where to be cared for", "topic": about, "on": FOUND,
             "outcome": "lacks_unlikely_to_regain"}  # fmt: skip
    book.say("cap", True, instance="c1", said_by="clinician_judgement")
    for part, value in facts.items():
        book.say(f"cap.{part}", value, instance="c1", said_by="clinician_judgement")


def able_then_said_since(first: str | None = "own_home") -> Notebook:
    """Return the record of a wish when able, of the assessment, and of "hospital" since.

    Args:
        first: What was wished when able; None: nothing.
    """
    book = Notebook().person_named()
    if first:
        book.say("pod.first", first)
    found_unable(book)
    return book.say("pod.first", "hospital_acute", "Take me to hospital", said_on=SINCE)
