"""What is wrong with a guide file, told all at once to the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eolplan.errors import EolplanError


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend.

    Attributes:
        file: The file's name.
        line: Where, counted from 1.
        what: What is wrong, a sentence.
        remedy: What to do, a sentence.
        path: The way to the key, such as ``("question", 2, "they")``; empty: the file.
    """

    file: str
    line: int
    what: str
    remedy: str
    path: tuple[str | int, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what} {self.remedy}"


class GuideProblem(EolplanError):
    """Some guide files cannot be used as they are.

    Attributes:
        faults: Every fault of every file, in the order of the lines.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
