"""What changed since a plan was last signed off: how it was, how it is, and who said so."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtWidgets import QWidget

from eolplan.conversation.kept import PER_CONVERSATION
from eolplan.desk import Desk, Past
from eolplan.guide import Guide
from eolplan.history import Difference, differences
from eolplan.record import Log
from eolplan.rules.able import said_since
from eolplan.telling import told
from eolplan.words import say, tr
from ui.pages.lines import Line, LineRow, kept_back, spot
from ui.widgets import Card


def changed_since(desk: Desk, person: str, parent: QWidget) -> Card | None:
    """Return a card of what reads otherwise than in the newest version; None where nothing does.

    What was noted of a talk is no change of the plan.

    Args:
        desk: What is at hand.
        person: Whose plan.
        parent: The page.
    """
    past = Past(desk, person)
    version = past.log.latest_version()
    if version is None or not past.log.unsigned():
        return None
    found = differences(past.log.at(version), past.log, past.wordings)
    lines = list(_lines(found, desk.guide, past.log))
    if not lines:
        return None
    card = Card(say("What changed since version {number}", number=version.number), parent)
    for n, line in enumerate(lines, 1):
        card.column.addWidget(LineRow(line, card, spot=spot(tr("What changed"), n)))
    return card


def _lines(found: tuple[Difference, ...], guide: Guide, log: Log) -> Iterator[Line]:
    for one in found:
        asked = one.question in guide
        noted = not one.question and bool(one.instance)  # a whole talk; an order is of no instance
        if noted or (asked and guide.section_of(one.question).per == PER_CONVERSATION):
            continue
        if one.kind == "again":  # it reads as it did when it was signed
            continue
        if asked and (hidden := kept_back(guide, log, one.question, one.instance)):
            yield from _apart(one, guide, log, hidden)
            continue
        was = say("Was: {words}", words=one.was) if one.was else ""
        was = "\n".join(filter(None, (was, said_since(one.was_undecided_since))))
        now = say("Now: {words}", words=one.now) if one.now else tr("Now: taken off the plan")
        words = "\n".join(filter(None, (was, now))) if was else one.now
        added = one.kind == "added"
        yield Line(one.heading, words, one.who, new=added, changed=not added,
                   present=said_since(one.undecided_since))  # fmt: skip


def _apart(one: Difference, guide: Guide, log: Log, hidden: Collection[str]) -> Iterator[Line]:
    """Yield a change of which part is not for everybody in a room: that is out of sight."""
    question, added = guide.question(one.question), one.kind == "added"
    words = "" if one.question in hidden else told(
        guide, log, question, one.instance, without=hidden)  # fmt: skip
    asked = (one.question,) if one.question in hidden else hidden
    kept = filter(None, (told(guide, log, guide.question(q), one.instance) for q in asked))
    heading = one.heading if words else tr("Kept back")
    yield Line(heading, words, one.who, new=added, changed=not added, kept=tuple(kept),
               present=said_since(one.undecided_since))  # fmt: skip
