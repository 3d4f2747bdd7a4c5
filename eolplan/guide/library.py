"""Words to start with, for each answer that can name a member of a repeating group.

They are offered and never recorded by themselves. Whoever uses them reads them,
changes them, and answers for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Library:
    """The words to start with of one kind of group.

    Attributes:
        id: What a group calls it by.
        title: What it is, for those who write guides.
        source: Where the words come from.
        entries: Code of the answer that names a member -> the last part of the
            id of a field -> words, with placeholders.
    """

    id: str
    title: str
    source: str
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
