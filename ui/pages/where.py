"""A place in the app: which page, about what, and where the eyes and hands were on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Where:
    """Names one page, and the spot on it. Kept nowhere but in the vault.

    Attributes:
        page: A key of ``ui.pages.PAGES``.
        person: Id of the person it is about.
        question: Id of the question shown.
        instance: Which of several.
        conversation: Id of the talk; empty outside one.
        topic: Id of the section shown.
        note: A detail that the page alone understands, such as a filter or what is in Find.
        scroll: How far the page is scrolled, in pixels.
        focus: ``objectName`` of the control with the focus; empty: as new.
        cursor: Where the text cursor stands in it.
    """

    page: str
    person: str = ""
    question: str = ""
    instance: str = ""
    conversation: str = ""
    topic: str = ""
    note: str = ""
    scroll: int = 0
    focus: str = ""
    cursor: int = 0

    def kept(self) -> dict[str, str | int]:
        """Return what ``found`` reads, to be kept in the vault."""
        return asdict(self)

    @classmethod
    def found(cls, kept: object) -> Self | None:
        """Return the place that ``kept`` wrote, or None when it is anything else."""
        if not isinstance(kept, Mapping):
            return None
        known = {field.name: kept.get(field.name) for field in fields(cls)}
        right = all(isinstance(value, _kind(name)) for name, value in known.items())
        return cls(**known) if right and known["page"] else None  # type: ignore[arg-type]  # checked


def _kind(name: str) -> type:
    return int if name in ("scroll", "cursor") else str
