"""Everything that the pages of a plan's past say of it, for the tests that read it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eolplan.guide import Guide
from eolplan.history import Wordings, answers, differences, find, plan_at, timeline
from eolplan.record import Log


def past_words(log: Log, guide: Guide) -> Iterator[str]:
    """Yield every text of the timeline, the plan, its differences, its answers and Find."""
    wordings = Wordings(guide, {})
    for event in timeline(log, guide):
        yield event.words
    for chapter in plan_at(log, wordings):
        for line in chapter.lines:
            yield from (chapter.title, line.heading, line.words, line.who, line.asked_then)
    for one in differences(replace(log, entries={}, versions={}), log, wordings):
        yield from (one.topic, one.heading, one.was, one.now, one.why, one.who, one.asked_then)
    for key in sorted(log.questions()):
        for given in answers(log, wordings, *key):
            yield from (given.heading, given.words, given.who, given.why)
    for found in find(log, wordings, "a"):
        yield from (found.topic, found.words)
