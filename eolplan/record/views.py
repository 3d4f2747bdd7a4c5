"""What others say about a question that is the person's: beside the answer, never in its place.

So stands what an earlier paper says of it, with the date that is on the paper. A view is an
answer to the same question under an instance of its own, so that nothing a relative says can
replace, settle or stand for what the person said. It holds words only: a relative's choice is
never the person's.
"""

from __future__ import annotations

from typing import Final

from eolplan.record.answer import Standing
from eolplan.record.codes import CONTACT, SAYS
from eolplan.record.log import Log
from eolplan.record.reading import Reading

_STAFF: Final = "staff"
_PAPER: Final = "paper"


def view_of(contact: str = "") -> str:
    """Return the instance that holds the view of a contact; without one, what staff noticed."""
    return f"{SAYS}{contact or _STAFF}"


def is_view(instance: str) -> bool:
    """Say whether *instance* holds somebody else's view, not the person's answer."""
    return instance.startswith(SAYS)


def paper_view() -> str:
    """Return the instance that holds what an earlier paper says."""
    return f"{SAYS}{_PAPER}"


def is_of_paper(instance: str) -> bool:
    """Say whether *instance* holds what an earlier paper says."""
    return instance == paper_view()


def viewer(instance: str) -> str:
    """Return the contact whose view *instance* holds; empty for staff, and for a paper."""
    who = instance.removeprefix(SAYS)
    return "" if who in (_STAFF, _PAPER) else who


def dated(view: Reading) -> str:
    """Return the ISO day of a view; empty of a paper on which there is no date.

    Whoever copies one leaves the day blank then, and it reads as the day of the copying.
    """
    answer, entry = view.answer, view.entry
    if answer is None or entry is None:
        return ""
    copied = entry.recorded.astimezone().date().isoformat()
    return "" if is_of_paper(view.instance) and answer.said_on == copied else answer.said_on


def views(log: Log, question: str) -> tuple[Reading, ...]:
    """Return what others say about *question*: contacts in their order, staff last.

    Views that were taken back are left out; two records of one view that differ
    are one reading in conflict.
    """
    held = [instance for instance in log.by_question.get(question, ()) if is_view(instance)]
    if not held:  # as of most questions: the order of the contacts need not be worked out
        return ()
    order = [*map(view_of, log.instances(CONTACT)), *held]  # who is no contact now comes later
    held.sort(key=lambda instance: (instance == view_of(), order.index(instance)))
    found = (log.reading(question, instance) for instance in held)
    return tuple(r for r in found if r.state == "conflict" or r.standing is Standing.ANSWERED)
