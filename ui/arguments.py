"""What may be said on the command line of the app."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eolplan.words import tr


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line says.

    Attributes:
        vault: The folder of the store; None: where it was last time.
        locked: Started by a lock: come back to the same place after unlock.
        restore: Started to choose a back-up, with the store closed.
        geometry: Where the window was, as Qt saved it, in base64.
        report_pid: A file to write the process id to; for tests.
    """

    vault: Path | None = None
    locked: bool = False
    restore: bool = False
    geometry: str = ""
    report_pid: Path | None = None

    def again(self, folder: Path, geometry: str) -> list[str]:
        """Return the arguments that bring a fresh process to the same store and place."""
        more = ["--vault", str(folder), "--geometry", geometry]
        more += ["--restore"] if self.restore else []
        return more + (["--report-pid", str(self.report_pid)] if self.report_pid else [])


def parse(argv: Sequence[str] | None) -> Arguments:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="eolplan", description=tr("Advance care plans."))
    parser.add_argument("--vault", type=Path, metavar="DIR", help=tr("the folder of the store"))
    parser.add_argument("--locked", action="store_true", help=tr("start where a lock left off"))
    parser.add_argument("--restore", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--geometry", default="", help=argparse.SUPPRESS)
    parser.add_argument("--report-pid", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    return Arguments(**vars(parser.parse_args(argv)))
