"""A vault steps up and is killed on the way: ``stepping.py ROOT KEPT FROM EVERY``.

KEPT is a vault of the first layout with its ``expected.json``; FROM is the layout from
which it steps up. It is killed before every EVERY-th statement of the opening, and must
then open, say what it said, and be of the newest layout. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from eolplan.vault import Anchor, Session, UnlockedSlot, db, derive, layout
from eolplan.vault.db import Database
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from tests.faults.promised import afterwards

LOOSE: Final = "FAULTS_STEP"
"""Set to ``loose``, steps are no transactions: a fault of our own, to be found out."""
MOST_STATEMENTS: Final = 2_000


class Statements:
    """Counts the statements that reach the library, and ends the process before one of them."""

    def __init__(self, fatal: int) -> None:
        self.seen, self._fatal = 0, fatal

    def watch(self) -> None:
        """Look at every connection from now on."""
        real: Callable[..., Any] = db.connect

        def connect(*given: Any, **more: Any) -> Any:
            connection = real(*given, **more)
            connection.set_trace_callback(self._hear)
            return connection

        db.connect = connect

    def _hear(self, _statement: str) -> None:
        self.seen += 1
        if self.seen == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


class Stepping:
    """One kept vault at one layout, killed again and again.

    Attributes:
        faults: What was not as promised, and how often.
        killed: How many openings were.
    """

    def __init__(self, root: Path, kept: Path, layout_before: int) -> None:
        self.faults: Counter[str] = Counter()
        self.killed = 0
        self._root = root
        self._expected: dict[str, Any] = json.loads((kept / "expected.json").read_text("utf-8"))
        self._before = root / "before"
        shutil.copytree(kept, self._before)
        self._unlocked = derive(self._before, self._expected["passphrase"])
        steps = layout.shipped()[:layout_before]
        keys = Keys(bytearray(self._unlocked.vmk))
        with closing(Database.open(Folder(self._before).database, keys.db)) as database:
            layout.upgrade(database, steps, keys.db)

    def kill_at(self, statement: int) -> bool:
        """Kill the opening before that statement; say whether there was one."""
        folder = self._root / "vault"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._before, folder)
        pid = os.fork()
        if pid == 0:
            self._open_and_die(folder, statement)
        killed = os.WIFSIGNALED(os.waitpid(pid, 0)[1])
        self.killed += killed
        try:
            self._look_at(folder)
        except Exception as e:  # noqa: BLE001  whatever it is, the vault does not open
            self.faults[f"{type(e).__name__}: {e}"] += 1
        return killed

    def _open_and_die(self, folder: Path, statement: int) -> None:
        """Never returns: what a fork inherits must not run on."""
        try:
            if os.environ.get(LOOSE) == "loose":
                Database.transaction = lambda _: nullcontext()  # type: ignore[assignment]
            Statements(statement).watch()
            Session.open(folder, self._slot(), now=afterwards)
        finally:
            os._exit(0)

    def _slot(self) -> UnlockedSlot:
        return replace(self._unlocked, vmk=bytearray(self._unlocked.vmk))

    def _look_at(self, folder: Path) -> None:
        session = Session.open(folder, self._slot(), now=afterwards)
        try:
            store = session.store
            self._count("an older layout", session.layout != len(layout.shipped()))
            found = store.verify(Anchor.parse(self._expected["anchor"]))
            self.faults.update(found.problems)
            self._count("not anchored", not found.anchored)
            for person, facts in self._expected["people"].items():
                log = store.log(person)
                said = {
                    question: [log.reading(question).value, log.reading(question).own_words]
                    for question in facts["answers"]
                }
                self._count("other answers", said != facts["answers"])
                self._count("other entries", sorted(log.entries) != facts["entries"])
            drafted = [d.answer.own_words for d in store.drafts(self._expected["draft"]["person"])]
            self._count("another draft", drafted != [self._expected["draft"]["words"]])
        finally:
            session.close()

    def _count(self, fault: str, there: bool) -> None:
        self.faults[fault] += there


def main() -> None:
    """Kill at one statement after the other until an opening comes to its end."""
    root, kept = Path(sys.argv[1]), Path(sys.argv[2])
    stepping = Stepping(root, kept, int(sys.argv[3]))
    every = int(sys.argv[4])
    for statement in range(1, MOST_STATEMENTS, every):
        if not stepping.kill_at(statement):
            break
    faults = {fault: n for fault, n in stepping.faults.items() if n}
    sys.stdout.write(json.dumps({"killed": stepping.killed, "faults": faults}) + "\n")


if __name__ == "__main__":
    main()
