"""The past of one plan: its record, the words asked then, and the copies that went out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from eolplan.desk.guides import texts_of
from eolplan.handover.audience import AUDIENCES
from eolplan.history import Event, Handed, Wordings, timeline
from eolplan.record import Log, Version
from eolplan.telling import name_of
from eolplan.vault.audit import ERASED
from eolplan.words import N_, say, tr

if TYPE_CHECKING:
    from eolplan.desk.at_work import Desk
    from eolplan.vault import AuditRow

_DONE: Final = {
    "copy.saved": N_("Copy saved for {whom}"),
    "copy.by_hand": N_("Page 1 shown to be copied by hand for {whom}"),
}
"""What the audit trail tells of copies, by its action."""


class Past:
    """The past of one plan, read when it is made.

    Args:
        desk: What is at hand.
        person: Whose plan.

    Attributes:
        log: The record.
    """

    def __init__(self, desk: Desk, person: str) -> None:
        self._desk, self._person = desk, person
        self.log: Log = desk.log(person)

    @cached_property
    def wordings(self) -> Wordings:
        """What is asked, today and then."""
        return Wordings(self._desk.guide, texts_of(self._desk.session.store, self.log))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened, the newest first."""
        return timeline(self.log, self._desk.guide, self._trail())

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The versions, the newest first."""
        signed = self.log.versions.values()
        return tuple(sorted(signed, key=lambda v: (v.number, v.digest), reverse=True))

    def version(self, digest: str) -> Version | None:
        """Return a version of this plan, or None."""
        return self.log.versions.get(digest)

    def called(self, version: Version, *, inside: bool = False) -> str:
        """Return ``Version 3``; with its check letters where another has the same number.

        Args:
            version: One of the versions.
            inside: It stands inside a sentence: ``version 3``.
        """
        alike = sum(other.number == version.number for other in self.versions)
        number = f"{version.number} ({version.digest[:4]})" if alike > 1 else version.number
        if inside:
            return say("version {number}", number=number)
        return say("Version {number}", number=number)

    def _trail(self) -> Iterator[Handed]:
        """Yield what the audit trail tells of this plan that its record does not."""
        store = self._desk.session.store
        names = {staff.id: staff.name for staff in store.users()}
        ids = self.log.members | {self._person}
        told = {row.seq: row for one in ids for row in store.audit_about(one)}
        for _, row in sorted(told.items()):
            if row.action in _DONE:
                yield self._copy(row, names.get(row.staff, tr("Staff")))
        erased = (husk for husk in self.log.husks.values() if husk.why == "erased")
        rows = {row.seq: row for husk in erased for row in store.audit_about(husk.digest)}
        for row in rows.values():
            if row.action == ERASED:
                yield self._erasure(row, names.get(row.staff, tr("Staff")))

    def _erasure(self, row: AuditRow, who: str) -> Handed:
        """Return an erasure: that it was done, and why; nothing of what was erased."""
        about: Mapping[str, object] = json.loads(row.object)
        reason = str(about.get("reason") or "")
        words = (
            say("Erased for good. Why: {words}", words=reason) if reason else tr("Erased for good")
        )
        at = dt.datetime.fromisoformat(row.at)
        return Handed(f"erased {row.seq}", at, who, words, kind="record")

    def _whom(self, about: Mapping[str, object]) -> str:
        """Return who got a copy: by the name that the plan has for them, else which kind."""
        reader = AUDIENCES.get(str(about.get("audience")))
        title = reader.title if reader else tr("another reader")
        if not (instance := about.get("reader")):
            return title
        return say("{name} ({kind})", name=name_of(self.log, str(instance)), kind=title)

    def _copy(self, row: AuditRow, who: str) -> Handed:
        about: Mapping[str, object] = json.loads(row.object)
        words = say(_DONE[row.action], whom=self._whom(about))
        version = self.version(str(about.get("version")))
        if version is not None:
            words = say("{what}: version {number}", what=words, number=version.number)
        if reason := self._desk.session.store.why(str(about.get("why", ""))):
            words = say("{what}. Why: {words}", what=words, words=reason)
        return Handed(
            id=f"copy {row.seq}",
            at=dt.datetime.fromisoformat(row.at),
            who=who,
            words=words,
            version=version.digest if version is not None else "",
        )
