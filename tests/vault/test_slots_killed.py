"""Killed at any step of a change of the ways in: there is always one left, and nothing is lost.

One process that has everything imported makes a child for each round, and the child kills
itself at a chosen step: before any write of a file, any rename, any removal, any statement.
Every other round is killed from outside instead, at a moment that no step knows of.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from eolplan.identity import Staff
from eolplan.vault import StoreOlder, headers
from eolplan.vault.place import Folder
from eolplan.vault.recovery import UNKEPT
from eolplan.vault.rows import KeysNew
from tests.vault.team_store import AMIR, LOIS, RESTRICTED, TeamStore

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(os.name != "posix", reason="needs fork and kill -9"),
]

SEED = 20261126
NEW = "velvet hedgehog autumn piano"
NEWCOMER = Staff("3b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a44", "Nia Price", "Nurse")
ACTS = ("passphrase", "code", "admit", "organisation", "remove", "recover")

ROUNDS = """
import json, os, select, signal, sys, time
from pathlib import Path
from eolplan.identity import Staff
from eolplan.vault import Cost, Session, UnlockedSlot, founding, headers, organisation, rotation
from eolplan.vault.db import Database
from eolplan.vault.header import PASSPHRASE
from eolplan.vault.place import Folder
from eolplan.vault.unlocking import recover
from tests.vault.team_store import AT, AMIR, LOIS, public_file
import cryptography.hazmat.primitives.kdf.argon2, cryptography.hazmat.primitives.ciphers.aead
import eolplan.vault.store

given = json.loads(sys.stdin.readline())
now = lambda: AT
vmk, private = bytes.fromhex(given["vmk"]), bytes.fromhex(given["private"])
newcomer = Staff(*given["newcomer"])
steps = 0

def count_down(call, at):
    def counted(*args, **more):
        global steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **more)
    return counted

def arm(at):
    for name in ("replace", "fsync", "unlink", "open"):
        setattr(os, name, count_down(getattr(os, name), at))
    for name in ("run", "rows", "checkpoint", "copy_under", "close"):
        setattr(Database, name, count_down(getattr(Database, name), at))

def opened(folder):
    header = headers.read(Folder(folder)).found[0]
    slot = next(s for s in header.of_kind(PASSPHRASE) if s.user == given["lead"])
    return UnlockedSlot(header, slot, bytearray(vmk), bytearray(private))

def act(what, folder):
    if what == "recover":
        amirs = next(s for s in headers.read(Folder(folder)).found[0].slots if s.user == AMIR.id)
        made = recover(folder, given["code"], new_passphrase=given["new"], cost=Cost.LOWEST,
                       slot_id=amirs.slot_id)
        founding.reopen(folder, made, now=now, to_show=True).session.close()
        return
    session = Session.open(folder, opened(folder), now=now)
    if what == "passphrase":
        session.change_passphrase(given["words"], given["new"], cost=Cost.LOWEST, now=now)
    elif what == "code":
        session.new_recovery_code(now=now)
    elif what == "admit":
        session.admit(newcomer, given["new"], cost=Cost.LOWEST, now=now)
    elif what == "organisation":
        session.add_organisation(public_file(bytes.fromhex(given["another"])), now=now)
    elif what == "remove":
        session.rotation(LOIS.id, now=now).run(lambda done: None, lambda: False)
    session.close()

for line in sys.stdin:
    what, folder, at, seconds = json.loads(line)
    counted, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(counted)
        arm(at)
        act(what, Path(folder))
        os.write(tell, b"%d" % steps)
        os._exit(0)
    os.close(tell)
    if seconds and not select.select([counted], [], [], seconds)[0]:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = os.read(counted, 20).decode()
    os.close(counted)
    ended = "killed" if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
    print(json.dumps([ended, int(said or 0)]), flush=True)
"""


class Rounds:
    """The process that makes a child for each round."""

    def __init__(self, team: TeamStore, root: Path, base: Path) -> None:
        self._team, self._base, self._made = team, base, 0
        opened = team.unlocked(team.lead)
        assert opened is not None
        self._process = subprocess.Popen(
            [sys.executable, "-c", ROUNDS], cwd=root, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._say(
            {
                "vmk": opened.vmk.hex(), "private": opened.private.hex(), "lead": team.lead.id,
                "words": team.passphrase, "new": NEW, "code": team.code,
                "another": bytes(range(1, 33)).hex(),
                "newcomer": [NEWCOMER.id, NEWCOMER.name, NEWCOMER.role],
            }
        )  # fmt: skip

    def _say(self, what: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def once(self, act: str, step: int = 0, seconds: float = 0.0) -> tuple[TeamStore, object, int]:
        """Do *act* on a fresh copy, killed before *step* or after *seconds*."""
        assert self._process.stdout is not None
        self._made += 1
        team = self._team.copied(self._base / str(self._made))
        self._say([act, str(team.folder), step, seconds])
        ended, counted = json.loads(self._process.stdout.readline())
        return team, ended, counted

    def close(self) -> None:
        """Let it end."""
        self._process.communicate(timeout=60)


@pytest.fixture
def rounds(_team_once: TeamStore, root: Path, tmp_path: Path) -> Iterator[Rounds]:
    made = Rounds(_team_once, root, tmp_path)
    yield made
    made.close()


def test_a_way_in_is_left_wherever_it_was_killed(rounds, figure):
    """And whoever leaves opens the store until the new keys are in force, and never after."""
    chance = random.Random(SEED)  # noqa: S311  a test's dice
    whole = {}
    for act in ACTS:
        team, ended, whole[act] = rounds.once(act)
        assert ended == 0, act
        check(team, act, done=True)
    killed = 0
    for n in range(figure(50, 500)):
        act, step = ACTS[n % len(ACTS)], 0
        seconds = chance.random() * 0.3 if n % 2 else 0.0
        if not seconds:
            step = chance.randrange(whole[act]) + 1
        with told(act, step, seconds):
            team, ended, _ = rounds.once(act, step, seconds)
            assert ended in ("killed", 0)
            killed += ended == "killed"
            check(team, act, done=ended == 0)
    assert killed > figure(20, 200)


@contextmanager
def told(*what: object) -> Iterator[None]:
    """Say which round it was, if it goes wrong."""
    try:
        yield
    except BaseException as e:
        e.add_note(f"seed {SEED}: {what}")
        raise


def check(team: TeamStore, act: str, *, done: bool) -> None:
    """Try every way in, and read everything back."""
    new_keys = headers.read(Folder(team.folder)).found[0].key_epoch > 1
    assert new_keys or not (done and act == "remove")
    for staff in (team.lead, AMIR, LOIS):
        changed = (act, staff) in (("passphrase", team.lead), ("recover", AMIR))
        opens = [w for w in (team.words[staff.id], NEW) if team.unlocked(staff, w)]
        if changed:
            assert opens
            assert not done or opens == [NEW]
            team.words[staff.id] = opens[-1]
        else:
            assert bool(opens) is not (staff == LOIS and new_keys)
    assert team.by_pin(LOIS) is not new_keys
    assert team.by_pin(AMIR) or act == "recover"
    assert team.by_organisation() or act == "organisation"
    _open(team, act)
    if new_keys:
        assert team.unlocked(LOIS) is None
    databases = [p.name for p in team.folder.iterdir() if ".db" in p.name]
    assert len(databases) == 1, databases


def _open(team: TeamStore, act: str) -> None:
    session = team.open()
    said = {e.question: e.answer.own_words for e in session.store.log("gwen").entries.values()}
    assert said["pod.first"] == "own home"
    assert said[RESTRICTED] == "behind a closed door"
    # each round begins with the same store again
    assert {*session.notices} <= {KeysNew(), StoreOlder()}
    found = session.store.verify()
    assert found.ok, found.problems
    unkept = session.store.setting(UNKEPT)
    session.close()
    codes = [team.code, unkept] if isinstance(unkept, str) else [team.code]
    assert any(map(team.by_code, codes))
    assert team.by_code() or act in ("code", "recover")
