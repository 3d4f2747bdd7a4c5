"""What a bench prints: our time beside that of something plain, measured in turns in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Timed = Callable[[], float]
"""Does something once and returns its milliseconds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One comparison.

    Attributes:
        name: What was measured.
        ours, baseline: Milliseconds.
        n: How often each was measured.
        against: What the baseline is, and what *ours* is when it is no median.
        aim: What the ratio should be; empty: it is told for its own sake.
    """

    name: str
    ours: float
    baseline: float
    n: int
    against: str
    aim: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long as the baseline ours takes."""
        return self.ours / self.baseline

    def kept(self) -> dict[str, object]:
        """Return it as ``--json`` prints it."""
        return {
            "name": self.name,
            "ours": round(self.ours, 3),
            "baseline": round(self.baseline, 3),
            "ratio": round(self.ratio, 2),
            "unit": "ms",
            "n": self.n,
        }


def taken(act: Callable[[], object]) -> float:
    """Do *act*; return the milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def in_turns(n: int, *acts: Timed) -> list[list[float]]:
    """Do each of *acts* once unmeasured, then *n* times in turns; return the times of each."""
    for act in acts:
        act()
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(n):
        for kept, act in zip(times, acts, strict=True):
            kept.append(act())
    return times


def median(times: Sequence[float]) -> float:
    """Return the middle one: a machine that is busy for a moment does not count."""
    return statistics.median(times)


def slowest_twentieth(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]
