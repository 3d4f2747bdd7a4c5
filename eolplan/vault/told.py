"""What the audit chain says should be in a vault, heard row by row."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from eolplan.vault.audit import ERASED, FACTS, RECEIVED, RECORDED, SEALED, SIGNER
from eolplan.vault.rows import AuditRow

Named = dict[str, Any]
"""The object of a row that names what came in or was erased."""

NAMED: Final = ("entries", "versions")
_FACTS: Final = ("user", "setting", "compartment", "service")


@dataclass
class Told:
    """What the chain says should be there.

    Attributes:
        whole: The chain was heard to its end, and all of it is sound.
        erased: Digests that an erasure took away, with the row of the last one.
        husks: (digest, row) to the digest of what was kept of it.
        boxes: Digest of a sealed entry to the row under which it was closed, and the
            digest of what was kept of it.
        macs, spkis: Marks and public keys that were kept.
        facts: ``user ID``, ``setting KEY``, ``compartment ID`` or ``service ID`` to the
            digest of what was kept last.
        texts: Digest of a guide to the digest of its text.
        withheld: Person to the questions that the copies received never carry.
    """

    whole: bool = False
    erased: dict[str, int] = field(default_factory=dict)
    husks: dict[tuple[str, int], str] = field(default_factory=dict)
    boxes: dict[str, tuple[int, str]] = field(default_factory=dict)
    macs: set[str] = field(default_factory=set)
    spkis: set[str] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, set[str]] = field(default_factory=dict)

    def hear(self, row: AuditRow) -> None:
        """Take in one row of the chain."""
        said = json.loads(row.object)
        if row.action in (RECORDED, RECEIVED):
            self._arrived(row.seq, said)
        elif row.action == ERASED:
            self._erased(row.seq, said)
        elif row.action == SEALED:
            self._closed(row.seq, said["entries"], said["boxes"])
        elif row.action == SIGNER:
            self.spkis.add(said["spki"])
        elif row.action == FACTS:
            kind = next(kind for kind in _FACTS if kind in said)
            self.facts[f"{kind} {said[kind]}"] = said["sha256"]

    def _arrived(self, seq: int, said: Named) -> None:
        for digest, kept in zip(said.get("husks", []), said.get("known", []), strict=True):
            self.husks[digest, seq] = kept
        self._closed(seq, said.get("sealed", []), said.get("boxes", []))
        if withheld := said.get("withheld"):
            self.withheld.setdefault(said["person"], set()).update(withheld)
        self.texts |= dict(zip(said.get("guides", []), said.get("texts", []), strict=True))

    def _closed(self, seq: int, digests: list[str], boxes: list[str]) -> None:
        self.boxes |= {d: (seq, box) for d, box in zip(digests, boxes, strict=True)}

    def _erased(self, seq: int, said: Named) -> None:
        self.erased |= {d: seq for name in (*NAMED, "husks") for d in said.get(name, [])}
        self.macs.update(said["macs"])
        if "left" in said:
            for digest, kept in zip(said["entries"], said["left"], strict=True):
                self.husks[digest, seq] = kept

    def boxes_left(self) -> dict[str, str]:
        """Return, by digest, those of the sealed entries that no later erasure took away."""
        return {d: box for d, (seq, box) in self.boxes.items() if self.stays(d, seq)}

    def husks_left(self) -> dict[tuple[str, int], str]:
        """Return those of the husks that no later erasure took away."""
        return {key: kept for key, kept in self.husks.items() if self.stays(*key)}

    def stays(self, digest: str, seq: int) -> bool:
        """Say whether no erasure after row *seq* took it away."""
        return self.erased.get(digest, 0) <= seq
