"""What every command shares: how it prints, reads files, asks for a passphrase and tells time."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from eolplan.errors import EolplanError
from eolplan.words import tr

CAN_BE_MENDED: Final = 2
"""Exit status for anything the user can put right; standard error says what."""


class FileUnreadable(EolplanError):
    """A file that was named cannot be read."""

    def __init__(self) -> None:
        super().__init__(tr("That file cannot be read. Check its name and that you may read it."))


def passphrase(args: argparse.Namespace, prompt: str = "") -> str:
    """Return the passphrase; it is asked for, and never taken as an argument."""
    if args.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(prompt or tr("Passphrase: "))


def printed(
    args: argparse.Namespace, found: Mapping[str, object], lines: Sequence[str] | Iterator[str]
) -> int:
    """Print what was found, as JSON where that was asked for and else in lines; return 0."""
    if args.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for line in lines:
            print(line)
    return 0


def read_bytes(file: Path) -> bytes:
    """Return what a file holds.

    Raises:
        FileUnreadable: it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as e:
        raise FileUnreadable from e


def now() -> dt.datetime:
    """Return this moment, in UTC."""
    return dt.datetime.now(dt.UTC)
