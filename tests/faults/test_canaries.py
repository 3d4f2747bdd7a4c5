"""Nothing that was typed is found in clear: in no file, and after a lock in no memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eolplan.vault import Cost, create, derive, unlock
from eolplan.vault.keys import Keys
from tests.conftest import ROOT
from tests.faults import canaries as finding
from tests.faults import shim as shims
from tests.faults.canaries import COUNT, MORE, Needles, canaries, new_stem, processes_with
from tests.faults.promised import afterwards
from tests.faults.recorded import CARYS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process by /proc"),
]
ENDS_WITHIN_S = 120
MARK = "FAULTS_RUN"

HOLDS = """
import base64, sys
stem = sys.stdin.readline().strip()
kept = [f(word) for word in (stem, stem.upper(), stem.title()) for f in (
    lambda w: w.encode(), lambda w: w.encode("utf-16le"), lambda w: w.encode("utf-16be"),
    lambda w: w.encode().hex(), lambda w: w.encode().hex().upper(),
    *(lambda w, n=n: base64.b64encode(b"abc"[:n] + w.encode() + b"xyz") for n in range(3)),
)]
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def stem() -> str:
    return new_stem()


def wait_until(true: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + ENDS_WITHIN_S
    while not true():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.05)


# -- the search finds what is there ----------------------------------------------


def test_the_search_finds_a_canary_in_memory_however_it_is_written(stem: str) -> None:
    """Else finding none would prove nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(stem + "\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "ready\n"
        needles = Needles(stem)
        found = needles.in_memory(holder.pid)
        holder.stdin.write("\n")
        holder.stdin.flush()
    assert set(found) == needles.names
    assert not Needles(new_stem()).hits([b"".join(w.encode() for w in canaries(stem))])


def test_the_search_finds_a_canary_in_a_file_however_it_is_written(
    stem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it lies across two parts that are read one after the other."""
    monkeypatch.setattr(finding, "READ_AT_ONCE", 1_000)
    needles = Needles(stem, {"key": b"\x01\x02" * 16})
    for number, written in enumerate(needles._all.values()):
        (tmp_path / str(number)).write_bytes(b"x" * 1_995 + written + b"x")
    (tmp_path / f"copy of {stem.title()}.pdf").touch()
    found = needles.in_files([tmp_path])
    assert set(sum(found.values(), Counter())) == needles.names
    assert len(found) == len(needles.names) + 1


# -- the app leaves none -----------------------------------------------------------


class Stage:
    """A home, a vault, and the app in it.

    Attributes:
        folders: Everything that the app may write to.
        needles: What must be in none of them.
    """

    def __init__(self, room: Path, stem: str, shim: Path) -> None:
        self._room = room
        self.vault, self._home, self._temp = room / "vault", room / "home", room / "temp"
        self.folders = [self.vault, self._home, self._temp]
        for folder in self.folders[1:]:
            folder.mkdir(mode=0o700)
        self.folders.append(room / "stick")  # the second place of its backups
        self.pid_file, self._stem_file = room / "pid", room / "stem"
        self.ready, self.go = room / "ready", room / "go"
        self._stem_file.write_text(stem, encoding="ascii")
        self.passphrase = canaries(stem)[0] + MORE
        self._mark = f"{MARK}={stem[::-1]}"
        self._environment = self._around(shim)
        made = create(self.vault, CARYS, self.passphrase, cost=Cost.LOWEST, now=afterwards)
        made.session.close()
        vmk = derive(self.vault, self.passphrase).vmk
        keys = Keys(bytearray(vmk))
        code = made.recovery_code.encode()
        self.needles = Needles(
            stem, {"vault key": bytes(vmk), "database key": bytes(keys.db), "code": code}
        )

    def _around(self, shim: Path) -> dict[str, str]:
        """Everything that a program may write to is in this room; its memory may be looked at."""
        homes = [name for name in os.environ if name.startswith("XDG_") or name == "HOME"]
        return {
            **os.environ, **dict.fromkeys(homes, str(self._home)), "TMPDIR": str(self._temp),
            "LD_PRELOAD": str(shim), shims.READABLE: "yes",
            MARK: self._mark.partition("=")[2],
        }  # fmt: skip

    def begin(self) -> subprocess.Popen[str]:
        """Start the app that is typed into."""
        files = [str(file) for file in (self._stem_file, self.ready, self.go)]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.canaries_window", *files,
             "--vault", str(self.vault), "--report-pid", str(self.pid_file)],
            cwd=ROOT, env=self._environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def processes(self) -> list[int]:
        """Return everything that runs in this room."""
        return processes_with(self._mark)

    def end(self) -> None:
        """Stop whatever runs in this room."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def stage(tmp_path: Path, stem: str, shim: Path) -> Iterator[Stage]:
    made = Stage(tmp_path, stem, shim)
    yield made
    made.end()


def test_after_a_lock_no_file_and_no_memory_holds_what_was_typed(stage: Stage) -> None:
    """A colleague, a finder or an examiner of the laptop reads nothing that was said."""
    with stage.begin() as app:
        try:
            wait_until(lambda: stage.ready.exists() or app.poll() is not None, "all is typed")
            assert app.poll() is None
        except AssertionError:
            app.kill()
            pytest.fail(app.communicate()[1])
        open_ = stage.needles.in_memory(app.pid)
        while_open = stage.needles.in_files(stage.folders)
        stage.go.touch()
        output = "".join(app.communicate(timeout=ENDS_WITHIN_S))
    assert app.returncode == 0, output
    assert sum(open_.values()) > 2 * COUNT, "the search does not see into the app"
    assert open_["utf-16le"], "not what the window holds"
    assert open_["vault key"], "not the keys"
    wait_until(lambda: stage.pid_file.read_text() != str(app.pid), "a fresh process")
    fresh = int(stage.pid_file.read_text())
    wait_until(lambda: idle(fresh), "the locked window")
    running = stage.processes()
    assert fresh in running
    assert app.pid not in running
    in_memory = {pid: stage.needles.in_memory(pid) for pid in running}
    assert not any(in_memory.values()), in_memory
    assert while_open == {}
    assert stage.needles.in_files(stage.folders) == {}
    assert not stage.needles.hits([output.encode()]), "the streams of the process say it"
    backups = [*stage.vault.glob("backups/*"), *(stage.folders[-1].glob("*.eolbackup"))]
    assert len(backups) > 1, "no backup was looked into"
    assert held(stage) == COUNT - 2, "not everything was typed"


def held(stage: Stage) -> int:
    """Return how many canaries the vault holds: all but the passphrase and the search."""
    session = unlock(stage.vault, stage.passphrase, now=afterwards)
    store = session.store
    texts = [repr(store.log(p).entries) + repr(store.drafts(p)) for p in store.persons()]
    session.close()
    words = canaries(stage._stem_file.read_text(encoding="ascii"))
    return sum(word in "".join(texts) for word in words)


def idle(pid: int) -> bool:
    """Say whether a process has nothing to do: its window is there, and waits."""

    def used() -> list[str]:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()

    before = used()
    time.sleep(0.5)
    after = used()
    worked = int(after[11]) + int(after[12]) - int(before[11]) - int(before[12])
    return after[0] == "S" and int(after[11]) > 20 and worked == 0
