"""The same plan gives the same findings, in whichever order it arrived and wherever it is read."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from eolplan.record import Log
from eolplan.rules import BUILT, Finding, check
from tests.handover.notebook import Notebook
from tests.rules.pages import TODAY, book
from tests.rules.test_cases import ALL
from tests.rules.told import is_of_talk, says_one, steps

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).parents[2]
_ENDS = frozenset({"plan.status", "death.date", "agree.withdrawn.on", "person.dob"})
"""After these most rules are silent; who is too young is told that and little else."""


@cache
def crowded() -> Notebook:
    """Return a plan that says all that any case says: many papers, talks, people, changes."""
    record = book()
    for case in ALL:
        for key, value in case.says.items():
            question, _, label = key.partition("@")
            if question in _ENDS or key.startswith("_"):
                continue
            of_one = bool(label) or is_of_talk(record.guide, question)
            for step in steps(value):
                says_one(record, question, f"{label}-{case.about}" if of_one else "", step)
    return record


def findings(log: Log) -> tuple[Finding, ...]:
    return check(log, book().guide, today=TODAY, nation="ENG")


def mark(found: tuple[Finding, ...]) -> str:
    return sha256("\n".join(map(repr, found)).encode()).hexdigest()


def test_the_order_in_which_entries_arrived_changes_nothing():
    entries, found = list(crowded().log.entries.items()), findings(crowded().log)
    assert len({finding.rule for finding in found}) > len(BUILT) / 2
    by_digest = sorted(entries)  # as good as a shuffle, and the same in every run
    for order in (entries[::-1], by_digest, by_digest[::-1]):
        assert findings(Log(dict(order))) == found


def test_another_run_of_the_program_finds_the_same():
    """Sets have another order in each run; nobody may see it."""
    program = "from tests.rules.test_steady import *; print(mark(findings(crowded().log)))"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "1"}, capture_output=True, check=True,
        text=True,
    )  # fmt: skip
    assert run.stdout.strip() == mark(findings(crowded().log))
