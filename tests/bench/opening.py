"""Opening a plan with every question answered, beside opening a usual one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication

from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.vault import Cost, create
from tests.bench.bulk import PASSPHRASE, STAFF
from tests.bench.figures import Figure, in_turns, median, taken
from tests.bench.turning import turned
from tests.conftest import Clock
from tests.core.filled import fill
from tests.ui.plans import person, ready
from ui import theme
from ui.pages.onward import to_question
from ui.pages.person import PersonPage
from ui.pages.where import Where
from ui.window import Window

_ASKED = "val.matters"


def figures(at: Path, guide: Guide, n: int) -> Iterator[Figure]:
    """Yield what the page of a person takes until it is painted, and a question from there on.

    The record is read from the disk each time, as when somebody is chosen in the list.
    """
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Look("light", 1.0))
    now = Clock()
    window = Window(now=now)
    window.resize(1280, 720)
    window.show()
    with closing(create(at, STAFF, PASSPHRASE, cost=Cost.LOWEST, now=now).session) as session:
        desk = Desk(session, guide, now=now)
        full, usual = person(desk), person(desk, "Mair", "Evans", "9990000034")
        fill(desk.conversation(full))
        ready(desk, usual)
        gc.freeze()  # as the app does once the store is open

        def plan(who: str) -> float:
            window.begin(Desk(session, guide, now=now), None)
            turned()
            return taken(lambda: (window.go(Where("person", person=who)), turned()))

        def question(who: str) -> float:
            plan(who)
            assert isinstance(window.page, PersonPage)
            there = to_question(window.page.talk, guide.question(_ASKED))
            return taken(lambda: (window.go(there), turned()))

        for name, opened in (("open-full-plan", plan), ("open-full-question", question)):
            mine, theirs = in_turns(n, partial(opened, full), partial(opened, usual))
            yield Figure(name, median(mine), median(theirs), n, "the same of a usual plan", "< 3")
        window.close()
        shiboken6.delete(window)
