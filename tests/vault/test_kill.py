"""The power goes while somebody types: whatever was acknowledged is there afterwards."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from eolplan.vault.place import Folder

WRITER = """
import datetime as dt, os, sys
from pathlib import Path
from eolplan.record import Answer, Author, Entry
from eolplan.vault import CaseloadRow, Draft, Session, UnlockedSlot
from eolplan.vault.unlocking import headers
from eolplan.vault.place import Folder

folder, vmk, first = Path(sys.argv[1]), bytearray.fromhex(sys.argv[2]), int(sys.argv[3])
now = lambda: dt.datetime.now(dt.UTC)
header = headers.read(Folder(folder)).found[0]
session = Session.open(folder, UnlockedSlot(header, header.slots[0], vmk, bytearray()), now=now)
author = Author(session.staff.id, session.staff.name, session.staff.role)
n = first
while True:
    person = f"p{n % 3}"
    answer = Answer(own_words="x" * (n * 37 % 3000 + 1), said_on="2026-11-12")
    entries = [
        Entry.write(person=person, question=q, answer=answer, author=author, recorded_at=now())
        for q in (f"a.q{n}", f"b.q{n}")
    ]
    session.store.keep_draft(Draft(person, f"a.q{n}", "", answer), at=now())
    session.store.append(
        entries, at=now(), drop_drafts=[(person, f"a.q{n}", "")],
        caseload=CaseloadRow(person, family=f"Family{n}"),
    )
    os.write(1, f"{n}\\n".encode())
    n += 1
"""


def written(root, folder, keys, first, seconds) -> list[int]:
    """Let a process write until it is killed; return what it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), keys.vmk.hex(), str(first)],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        begun = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        out, err = writer.communicate()
    assert begun, err.decode()
    lines = (begun + out).split(b"\n")[:-1]  # a last line without its end was not told whole
    return [int(line) for line in lines]


def kills(times, seed, root, folder, keys, reopen) -> None:
    chance = random.Random(seed)  # noqa: S311  a test's dice
    told: list[int] = []
    for n in range(times):
        told += written(root, folder, keys, len(told) * 10, chance.random() * 0.25)
        session = reopen(folder)
        store = session.store
        held = {e.question for p in store.persons() for e in store.log(p).entries.values()}
        assert {f"a.q{n}" for n in told} <= held, "an acknowledged answer is gone"
        assert {q[1:] for q in held if q[0] == "a"} == {q[1:] for q in held if q[0] == "b"}
        drafts = {d.question for p in store.persons() for d in store.drafts(p)}
        assert not drafts & held, "an answer came without its draft being dropped"
        assert len(drafts) <= times
        if n % 5 == 4:
            found = store.verify(session.anchor())
            assert found.ok, found.problems
        session.close()
    assert told
    assert not Folder(folder).unfinished.exists()


def test_five_kills_lose_nothing_that_was_acknowledged(root, closed, keys, reopen):
    kills(5, 7, root, closed, keys, reopen)


@pytest.mark.long
def test_many_kills_lose_nothing_that_was_acknowledged(root, closed, keys, reopen):
    kills(100, 11, root, closed, keys, reopen)
