"""Every check of the project, in order, and one honest exit code.

Static checks first, because they are quick; then pytest in rounds: core and
screens offscreen on all processors, and what needs a real X server inside Xvfb.
Coverage counts these together. Between them a round goes through the same lines
thousands of times, as faults, the gallery and page 1 by the row do; nobody
counts there, because counting makes Python take more than twice as long.

The rounds are few, because each finds all the tests anew and waits for its last.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from place import PYTHON, ROOT

STATIC: Final = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"],
}
WHOLE: Final = 85
"""Percent of branches and lines of both packages that tests must reach."""
FULLY: Final = (
    "eolplan/guide/*",
    "eolplan/record/*",
    "eolplan/conversation*",
    "eolplan/conversation/*",
    "eolplan/vault/keys*",
    "eolplan/vault/keys/*",
)
"""Where a line that no test reaches could lose or alter what a person said: 100 percent."""
XVFB: Final = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1366x768x24"]
LONG: Final = ["--long", "-o", "faulthandler_timeout=0"]  # then a test may take hours
NO_TESTS: Final = 5  # pytest's exit code when a round holds no test
MEMORY: Final = Path("/dev", "shm")
"""Where Linux keeps files in memory: a store there need not wait for a disk at every answer."""
ROOM: Final = 4 << 30
"""Bytes that must be free in it, or the files of the tests lie on the disk as anybody's."""


@dataclass(frozen=True, slots=True)
class Round:
    """One run of pytest over the tests that *marks* chooses; *counted*: for coverage too."""

    name: str
    marks: str
    screen: str
    words: Sequence[str] = ()
    around: Sequence[str] = ()
    counted: bool = True


ALL: Final = ["-n", "auto", "--dist", "worksteal"]
"""Neighbours stay together, for what their file makes once; none is idle while another is not.
Windows are no trouble to each other: each process has a screen of its own."""

ROUNDS: Final = (
    Round("counted", "not xvfb and not uncounted", screen="offscreen", words=ALL),
    Round("uncounted", "not xvfb and uncounted", screen="offscreen", words=ALL, counted=False),
    Round("x server", "xvfb", screen="xcb", around=XVFB),
)


@dataclass(slots=True)
class Tally:
    """What the rounds reported."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    skipped: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def everything(words: Sequence[str], *, long: bool) -> int:
    """Run all checks, or with pytest *words* only the tests they choose; return the exit code.

    Args:
        words: Further words for pytest. With any, the static checks and the
            coverage thresholds are left out, because they are about the whole.
        long: Run the tests and figures that take hours, too.
    """
    tally = Tally()
    if not words:
        _static(tally)
    with tempfile.TemporaryDirectory(prefix="checks-", dir=_memory()) as scratch:
        counted = {"COVERAGE_FILE": str(Path(scratch, "coverage"))} if not words else {}
        chosen = [*words, *(LONG if long else [])]
        for each in ROUNDS:
            _pytest(each, chosen, Path(scratch), counted, tally)
        if counted:
            _coverage(counted, tally)
    _report(tally)
    return 1 if tally.broken or not tally.outcomes["passed"] else 0


def _static(tally: Tally) -> None:
    for name, words in STATIC.items():
        _heading(name)
        began = time.monotonic()
        if _python(words):
            tally.broken.append(name)
        tally.seconds[name] += time.monotonic() - began


def _pytest(
    each: Round, words: Sequence[str], scratch: Path, counted: Mapping[str, str], tally: Tally
) -> None:
    _heading(f"tests: {each.name}")
    if each.around and not shutil.which(each.around[0]):
        if sys.platform.startswith("linux"):
            tally.broken.append(f"tests: {each.name} ({each.around[0]} is not installed)")
        else:
            tally.skipped.append(f"the whole round '{each.name}': only on Linux")
        return
    report = scratch / f"{each.name}.xml".replace(" ", "-")
    counted = counted if each.counted else {}
    runner = ["-m", "coverage", "run"] if counted else []
    pytest = ["-m", "pytest", "--quiet", "-m", each.marks, f"--junit-xml={report}"]
    pytest += [f"--basetemp={report.with_suffix('')}", "-o", "tmp_path_retention_policy=failed"]
    more = {**counted, **_compiled(scratch), "QT_QPA_PLATFORM": each.screen}
    code = _python([*runner, *pytest, *each.words, *words], more, each.around)
    if code not in (0, NO_TESTS):
        tally.broken.append(f"tests: {each.name}")
    if report.exists():
        _read(report, tally)


def _memory() -> Path | None:
    """Return the folder in memory if there is plenty of room and a program may lie in it."""
    if sys.platform != "linux" or not MEMORY.is_dir():
        return None
    found = os.statvfs(MEMORY)
    free = found.f_bavail * found.f_frsize
    return MEMORY if free >= ROOM and not found.f_flag & os.ST_NOEXEC else None


def _compiled(scratch: Path) -> dict[str, str]:
    """Return where Python keeps what it has compiled, if it may not keep that beside the source.

    Compiling all again in each of some hundred processes took minutes.
    """
    if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return {}
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(scratch / "compiled")}


def _read(report: Path, tally: Tally) -> None:
    """Add one JUnit report to *tally*: a family is a folder of ``tests/``."""
    for case in ET.parse(report).iter("testcase"):
        where = case.get("classname", "").split(".")
        family = where[1] if len(where) > 2 else where[-1] or "not read at all"
        tally.seconds[f"tests/{family}"] += float(case.get("time", "0"))
        outcome = next((o for o in ("error", "failure", "skipped") if _has(case, o)), "passed")
        tally.outcomes[outcome] += 1
        if outcome == "skipped" and (why := case.find("skipped")) is not None:
            name = f"{'.'.join(where)}::{case.get('name')}"
            tally.skipped.append(f"{name}: {why.get('message', '')}")


def _has(case: ET.Element, child: str) -> bool:
    return case.find(child) is not None


def _coverage(counted: Mapping[str, str], tally: Tally) -> None:
    _heading("coverage")
    _python(["-m", "coverage", "combine", "--quiet"], counted)
    report = ["-m", "coverage", "report", "--show-missing"]
    if _python([*report, f"--fail-under={WHOLE}"], counted):
        tally.broken.append(f"coverage: less than {WHOLE}% of the whole")
    fully = [f"--include={','.join(FULLY)}", "--fail-under=100"]
    if _python([*report, *fully], counted):
        tally.broken.append("coverage: less than 100% where it must be all")


def _report(tally: Tally) -> None:
    _heading("minutes")
    for name, seconds in sorted(tally.seconds.items(), key=lambda item: -item[1]):
        print(f"{seconds / 60:6.1f}  {name}")
    _heading("skipped, each with its reason" if tally.skipped else "skipped: none")
    for line in sorted(tally.skipped):
        print(f"  {line}")
    _heading("result")
    for line in tally.broken:
        print(f"  not right: {line}")
    bad = tally.outcomes["failure"] + tally.outcomes["error"]
    print(f"{tally.outcomes['passed']} passed, {bad} failed, {tally.outcomes['skipped']} skipped")


def _python(
    words: Sequence[str], more: Mapping[str, str] | None = None, around: Sequence[str] = ()
) -> int:
    """Run the environment's Python on *words*, inside *around*, and return its exit code."""
    environment = {**os.environ, **(more or {})}
    command = [*around, str(PYTHON), *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _heading(text: str) -> None:
    print(f"\n== {text}", flush=True)
