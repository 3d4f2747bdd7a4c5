"""The ways to the scenes of a review, of what changed since, of an earlier paper, and of the
pages after a death."""

from __future__ import annotations

from collections.abc import Callable

from eolplan.record import paper_view
from tests.ui import ways, ways_status
from tests.ui.cast import Studio
from tests.ui.scene import Scene
from ui.pages.where import Where
from ui.window import Window


def after_death(page: str, question: str = "") -> Callable[[Window, Studio], None]:
    """Return what opens *page* of the plan of somebody who has died."""

    def open_(window: Window, studio: Studio) -> None:
        stock = ways_status.kept(studio)
        note = "status" if question else ""
        there = Where(page, person=stock.ids["died"], question=question, note=note)
        window.begin(stock.desk, there)

    return open_


SCENES = (
    Scene("step", "typical", ways.on_path("review", "changed", 2), "review"),
    Scene("step", "extreme", ways.on_path("review", "long", 2), "review"),
    Scene("check", "typical", ways.plan("check", "changed"), "what changed"),
    Scene("question", "typical", ways.plan("question", "typical", question="val.matters",
                                           instance=paper_view()), "earlier paper"),
    Scene("question", "typical", after_death("question", "death.wish"), "after a death"),
    Scene("reading", "died", after_death("reading")),
)  # fmt: skip
