"""A moment that no change of the clock moves, as long as the laptop is not started again."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Final, Self

BOOT_ID: Final = "/proc/sys/kernel/random/boot_id"
_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""One that goes on while the laptop sleeps."""
_MOST_BOOT: Final = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """What two clocks show.

    Attributes:
        wall: The time of day, which somebody may change.
        boot: Names this start of the laptop; empty where the system does not tell.
        ticks: Seconds since it was started; nobody can change them.
    """

    wall: dt.datetime
    boot: str
    ticks: float

    @classmethod
    def read(cls, now: Callable[[], dt.datetime]) -> Self:
        """Look at both clocks; *now* is the aware UTC clock."""
        ticks = time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)
        return cls(now(), _boot(), ticks)

    def since(self, then: Moment) -> float | None:
        """Return how many seconds have gone by since *then*; None where nobody can tell.

        In one start of the laptop the ticks tell, whatever the time of day was set to.
        After another start only the time of day does. Neither runs backwards.
        """
        passed = (self.wall - then.wall).total_seconds()
        if self.boot and self.boot == then.boot:
            passed = self.ticks - then.ticks
        return passed if passed >= 0 else None

    def to_json(self) -> dict[str, object]:
        """Return the moment as it stands in a file."""
        return {"wall": self.wall.isoformat(), "boot": self.boot, "ticks": self.ticks}

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> Self:
        """Read a moment.

        Raises:
            ValueError: it is not one.
        """
        wall, boot, ticks = raw.get("wall"), raw.get("boot"), raw.get("ticks")
        if not isinstance(wall, str) or not isinstance(boot, str) or len(boot) > _MOST_BOOT:
            raise ValueError("not a moment")
        if not isinstance(ticks, int | float) or isinstance(ticks, bool) or not isfinite(ticks):
            raise ValueError("not a moment")
        at = dt.datetime.fromisoformat(wall)
        if at.tzinfo is None:
            raise ValueError("not a moment")
        return cls(at, boot, float(ticks))


Tell = Callable[[], Moment]
"""Tells the moment."""


def _boot() -> str:
    if sys.platform == "darwin":  # pragma: no cover  macOS only
        return _boot_of_macos()
    try:
        return Path(BOOT_ID).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _boot_of_macos() -> str:  # pragma: no cover  macOS only
    import ctypes

    size = ctypes.c_size_t(_MOST_BOOT)
    text = ctypes.create_string_buffer(size.value)
    libc = ctypes.CDLL(None)
    libc.sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(size), None, ctypes.c_size_t(0))
    return text.value.decode("ascii", "replace")
