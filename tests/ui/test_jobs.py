"""Slow work happens elsewhere and comes back here, whatever came of it."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject

from ui.jobs import Job, wait_for_jobs


@pytest.fixture
def owner(qtbot):
    made = QObject()
    yield made
    wait_for_jobs(5_000)


def test_the_result_comes_back_on_this_thread(qtbot, owner):
    threads: list[int] = []

    def call() -> int:
        threads.append(threading.get_ident())
        return 6 * 7

    job = Job(owner, call)
    job.done.connect(lambda _: threads.append(threading.get_ident()))
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert done.args == [42]
    assert threads[0] != threads[1] == threading.get_ident()


def test_an_error_comes_back_whole(qtbot, owner):
    job = Job(owner, partial(int, "seven"))
    with qtbot.waitSignal(job.failed) as failed:
        job.start()
    assert isinstance(failed.args[0], ValueError)


def test_nobody_is_told_when_the_owner_has_gone(qtbot):
    owner = QObject()
    job = Job(owner, partial(time.sleep, 0.02))
    job.start()
    owner.deleteLater()
    qtbot.wait(1)
    assert wait_for_jobs(5_000)


def test_waiting_for_jobs_gives_up_in_time(qtbot, owner):
    gate = threading.Event()
    Job(owner, partial(gate.wait, 5)).start()
    assert not wait_for_jobs(10)
    gate.set()
    assert wait_for_jobs(5_000)
