"""Who may write the header: one thread at a time, and nobody once the session is over."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from eolplan.vault.errors import Cancelled


class Gate:
    """The way to the header of one session.

    Attributes:
        over: The session has ended.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.over = False

    @contextmanager
    def open(self) -> Generator[None]:
        """Let one thread through.

        Raises:
            Cancelled: the session is over.
        """
        with self._lock:
            if self.over:
                raise Cancelled
            yield

    def shut(self) -> None:
        """End it; whoever is inside comes out first."""
        with self._lock:
            self.over = True
