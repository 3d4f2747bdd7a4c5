"""After a death: what is there in place of a page of a talk."""

from __future__ import annotations

from eolplan.desk import Desk
from eolplan.status import state_of
from ui.pages.where import Where


def instead(desk: Desk, where: Where) -> Where | None:
    """Return where somebody is led who wants a page of a talk; None: the page itself.

    A wish is read where it stands; what would go on with a talk, or sign it off, leads to
    how the plan stands, and to what is left to write down there.

    Args:
        desk: What is at hand.
        where: A page of a talk with somebody.
    """
    state = state_of(desk.log(where.person))
    asked = where.question in desk.guide
    topic = desk.guide.section_of(where.question).id if asked else ""
    if state.offers(topic):
        return None
    return Where("reading" if asked else "status", person=where.person, topic=topic)
