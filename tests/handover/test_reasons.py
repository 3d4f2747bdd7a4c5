"""A reason prints under the answer that it was said of, or not at all."""

from __future__ import annotations

from eolplan.handover.fhir.response import items
from tests.handover.test_outline import plan, said
from tests.handover.told import gwen_only


def test_a_reason_of_an_earlier_answer_prints_under_that_answer():
    book = gwen_only().say("pod.first", "own_home").say("pod.why", None, "My wife died here.")
    fits = said(plan(book))
    assert "Why, place of death. Gwen" in fits
    assert "said of" not in fits
    stale = said(plan(book.say("pod.first", "hospice")))
    assert "Why, place of death (said of “Own home”, 12 November 2025). Gwen" in stale
    assert "Why, place of death. " not in stale
    (why,) = (item for item in items(book.log, book.guide) if item["linkId"] == "pod.why")
    assert "said of “Own home”" in why["text"]
    for reader, held in (("ambulance", False), ("hospice", True)):
        assert ("My wife died here." in said(plan(book, reader))) is held
    kept = gwen_only().say("pod.first", "own_home", sharing="do_not_share")
    kept.say("pod.why", None, "My wife died here.").say("pod.first", "hospice")
    assert "My wife died here." not in said(plan(kept))
