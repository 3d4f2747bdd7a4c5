"""Section files, one by one: each table looked at by itself, and then their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eolplan.guide.faults import Fault
from eolplan.guide.form import QUESTION, RETIRED, SECTION, keep
from eolplan.guide.meaning import good_set, question_meaning
from eolplan.guide.source import Source, Table
from eolplan.guide.wording import wording
from eolplan.words import say, tr


@dataclass(frozen=True, slots=True)
class Draft:
    """A section file whose keys were found good, one by one.

    Attributes:
        source: The file.
        extra: Whether a hospice wrote it.
        section: The keys of the section itself.
        questions: Its questions, in order.
        retired: Ids that are no longer asked.
        sets: A hospice's own value sets.
    """

    source: Source
    extra: bool
    section: Table
    questions: list[Table]
    retired: list[Table]
    sets: list[Table]

    @property
    def id(self) -> str:
        """The section's id, empty when it has no good one."""
        return str(self.section.get("id", ""))


def draft(source: Source, found: list[Fault], *, extra: bool) -> Draft:
    """Look at each table of *source* by itself; add what is wrong to *found*."""
    section = keep(source, (), source.table, SECTION, found)
    found.extend(wording(source, (), section))
    sets = []
    if extra:
        sets = [good_set(source, n, found) for n in range(len(section.get("set", ())))]
    elif "set" in section:
        what = tr("Value sets of the core stand in one file.")
        found.append(source.fault(("set", 0), what, tr("Move it to value-sets.toml.")))
    raw = section.get("question", [])
    questions = [keep(source, ("question", n), q, QUESTION, found) for n, q in enumerate(raw)]
    fields = {f for q in questions for f in q.get("fields", ())}
    for n, q in enumerate(questions):
        found.extend(wording(source, ("question", n), q, page=q.get("id") not in fields))
        found.extend(question_meaning(source, ("question", n), q))
    if not questions and "question" not in source.table:
        what = tr("This section asks nothing.")
        found.append(source.fault((), what, tr("Add [[question]].")))
    retired = section.get("retired", [])
    gone = [keep(source, ("retired", n), r, RETIRED, found) for n, r in enumerate(retired)]
    return Draft(source, extra, section, questions, gone, sets)


def in_order(drafts: Sequence[Draft], found: list[Fault]) -> list[Draft]:
    """Return the sections as they follow each other; add faults for those with no place."""
    core = [d for d in drafts if not d.extra]
    for n, d in enumerate(core):
        if "after" in d.section or "order" not in d.section:
            what = tr('A section of the core has its place by "order".')
            found.append(d.source.fault(("after",), what, tr("Write: order = 100")))
        elif d.section["order"] in [c.section.get("order") for c in core[:n]]:
            what = tr("Another section has the same order.")
            found.append(d.source.fault(("order",), what, tr("Choose another number.")))
    placed = sorted(core, key=lambda d: int(d.section.get("order", 0)))
    waiting = [d for d in drafts if d.extra]
    while ready := [d for d in waiting if _place(d, placed)]:
        waiting = [d for d in waiting if d not in ready]
    for d in waiting:
        what = tr("This section does not say which section it comes after.")
        if "after" in d.section:
            after = d.section["after"]
            what = say('There is no section called "{name}" to come after.', name=after)
        known = ", ".join(p.id for p in placed)
        found.append(d.source.fault(("after",), what, say("Name one of: {names}.", names=known)))
    for d in (d for d in drafts if d.extra and "order" in d.section):
        what = tr("A section of your own has no order.")
        found.append(d.source.fault(("order",), what, tr('Take it away. Write: after = "..."')))
    return placed + waiting


def _place(d: Draft, placed: list[Draft]) -> bool:
    """Put *d* behind the section it names and behind what already follows that one."""
    after = d.section.get("after", "")
    at = next((n for n, p in enumerate(placed) if after and p.id == after), None)
    if at is None:
        return False
    followed = placed[at]
    at += 1
    while at < len(placed) and placed[at].extra and _follows(placed[at], followed):
        at += 1
    placed.insert(at, d)
    return True


def _follows(d: Draft, followed: Draft) -> bool:
    """Say whether *d* stays between *followed* and whatever comes next."""
    return not followed.extra or d.section.get("after") == followed.id
