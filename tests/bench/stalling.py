"""What hands feel while many people are backed up and tested: the longest wait."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication

from eolplan.desk import Desk
from eolplan.guide import Guide
from tests.bench.bulk import now, opened
from tests.bench.figures import Figure
from ui import theme
from ui.backing_up import BackingUp
from ui.window import Window


def figures(many: Path, at: Path, guide: Guide) -> Iterator[Figure]:
    """Yield the longest time in which the window answered nothing, beside one that is idle."""
    at.mkdir()
    vault = at / "vault"
    shutil.copytree(many, vault)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Look("light", 1.0))
    window = Window(now=now)
    window.show()
    with closing(opened(vault)) as session:
        desk = Desk(session, guide, now=now)
        backing = BackingUp(window, desk)
        gc.freeze()  # as the app does once the store is open
        QApplication.processEvents()  # the first paint of the window is no wait for a backup
        for name, begin in (
            ("backup-stall-100k", backing.back_up),
            ("proof-stall-100k", backing.test),
        ):
            begin()
            lasted, ours = _longest(lambda: backing.task is None)
            assert not backing.trouble, backing.trouble
            until = time.perf_counter() + lasted
            _, idle = _longest(partial(_past, until))
            yield Figure(
                name, ours, idle, 1,
                "the same window with nothing to do for as long; the longest of each", "<= 50 ms",
            )  # fmt: skip
    window.close()
    shiboken6.delete(window)


def _past(moment: float) -> bool:
    return time.perf_counter() > moment


def _longest(over: Callable[[], bool]) -> tuple[float, float]:
    """Return how long it lasted, in seconds, and the longest wait between two looks, in ms."""
    began = last = time.perf_counter()
    longest = 0.0
    while not over():
        QApplication.processEvents()
        time.sleep(0.001)
        here = time.perf_counter()
        longest, last = max(longest, here - last), here
    return last - began, longest * 1000
