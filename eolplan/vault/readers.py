"""The read-only connections of background jobs, so that an erasure can wait for their end."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from eolplan.vault.db import Database
from eolplan.vault.errors import NotErased, ReadingStopped

PATIENCE: Final = 2.0
"""Seconds in which interrupted jobs have to let go."""
_AGAIN: Final = 0.05


class Readers:
    """Who reads right now. Safe to use from any thread."""

    def __init__(self) -> None:
        self._open: set[Database] = set()
        self._change = threading.Condition()
        self._barred = False

    @contextmanager
    def reading(self, db: Database) -> Generator[None]:
        """Count *db* as a reader while the block runs.

        Raises:
            ReadingStopped: an erasure is under way, so nothing may begin to read.
        """
        with self._change:
            if self._barred:
                raise ReadingStopped
            self._open.add(db)
        try:
            yield
        finally:
            with self._change:
                self._open.discard(db)
                self._change.notify_all()

    @contextmanager
    def none(self) -> Generator[None]:
        """Interrupt all readers, wait until they are gone, and keep new ones out.

        Raises:
            NotErased: one did not let go in time.
        """
        with self._change:
            self._barred = True
            gone = self._all_gone(time.monotonic() + PATIENCE)
        try:
            if not gone:
                raise NotErased
            yield
        finally:
            with self._change:
                self._barred = False

    def _all_gone(self, deadline: float) -> bool:
        """Interrupt again and again: a statement that was just about to begin hears nothing."""
        while self._open and time.monotonic() < deadline:
            for db in self._open:
                db.interrupt()
            self._change.wait(_AGAIN)
        return not self._open
