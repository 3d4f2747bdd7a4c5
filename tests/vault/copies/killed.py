"""``killed.py TEMPLATE FILE VMK K...``: restores, each killed at another file operation.

For every K the folder TEMPLATE is copied to TEMPLATE-K, and a process of its own puts
FILE in place there until it is about to open, rename, link or remove a file for the K-th
time. ``-1`` is never killed and says how many there are. VMK is that of FILE, or that and
that of the present store with a comma between.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sys
from pathlib import Path

from eolplan.record import Log
from eolplan.vault import CaseloadRow, Restoring, UnlockedSlot, headers
from eolplan.vault.backup import header_in, read
from eolplan.vault.place import Folder

_COUNTED = {
    "open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod",
}  # fmt: skip


def row(person: str, log: Log) -> CaseloadRow:
    """As the tests' own, which the process that looks afterwards compares with."""
    from tests.vault.conftest import row as tests_own

    return tests_own(person, log)


def restore(folder: Path, file: Path, vmks: list[bytes], kill_at: int) -> None:
    """Put *file* in place; be killed on the way."""

    def way(of: Path) -> UnlockedSlot:
        here = of == folder
        header = headers.read(Folder(of)).found[0] if here else header_in(read(file))
        return UnlockedSlot(header, header.slots[0], bytearray(vmks[here and -1]), bytearray(32))

    restoring = Restoring(folder, file, now=lambda: dt.datetime.now(dt.UTC))
    restoring.look_by(way)
    counted = [0]

    def count(event: str, args: tuple[object, ...]) -> None:
        if event in _COUNTED and str(folder) in str(args[0]):
            counted[0] += 1
            if counted[0] == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    restoring.run(make_row=row, told=lambda _: None, stopped=lambda: False)
    restoring.close()
    if kill_at < 0:
        os.write(1, f"{counted[0]}\n".encode())


def main() -> None:
    """Do it for every number."""
    template, file = Path(sys.argv[1]), Path(sys.argv[2])
    vmks = [bytes.fromhex(vmk) for vmk in sys.argv[3].split(",")]
    import tests.vault.conftest  # noqa: F401  before anything is counted

    for kill_at in map(int, sys.argv[4:]):
        folder = template.with_name(f"{template.name}-{kill_at}")
        if template.exists():
            shutil.copytree(template, folder)
        if os.fork() == 0:
            restore(folder, file, vmks, kill_at)
            os._exit(0)
        _, status = os.wait()
        ended = "killed" if os.WIFSIGNALED(status) else "done"
        assert ended == ("done" if kill_at < 0 else "killed"), (kill_at, status)


if __name__ == "__main__":
    main()
