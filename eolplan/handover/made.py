"""How a plan was made: what changed from version to version, and which copy this is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from eolplan.handover.copying import Copy
from eolplan.handover.plan import Part, Row
from eolplan.handover.rows import LONG, Rows, guarded
from eolplan.record import Change, Version, changes, is_view
from eolplan.telling import as_told
from eolplan.words import N_, listing, long_date, say, tr

_ALL_THE_SAME: Final = {
    "no": N_("The answer to this copy was no. It was made all the same."),
    "withdrawn": N_("Agreement to this plan was taken back. This copy was made all the same."),
    "ask_first": N_("{name} wanted to be asked first. This copy was made without that."),
    "not_asked": N_("{name} was not asked about this copy. It was made all the same."),
    "reason": N_("This is the full record. It holds what no other copy may."),
}  # fmt: skip
"""What is said of a copy that had to have a reason, by what should have come before it."""
_FEW: Final = 8
"""Changes that are told one by one; of more only the topics are."""


def made(copy: Copy, rows: Rows) -> Iterator[Part]:
    """Yield what changed in each version, the newest first, and then what this copy is.

    Args:
        copy: The copy.
        rows: Turns its answers into words.
    """
    writer = _Writer(copy, rows)
    yield from writer.history()
    yield " ".join(writer.this_copy())


class _Writer:
    def __init__(self, copy: Copy, rows: Rows) -> None:
        self.copy, self.guide, self.log, self.rows = copy, copy.guide, copy.log, rows

    def history(self) -> Iterator[Row]:
        """Yield what changed from version to version, the newest first."""
        if not self.copy.audience.history or self.copy.version is None:
            return
        most = 5 if self.copy.audience.id == "gp" else len(self.log.versions)
        versions = sorted(self.log.versions.values(), key=lambda v: (v.number, v.digest))
        for version in versions[::-1][:most]:
            what = say("{what} Signed off by {who}.", what=self._changed(version),
                       who=version.signer.name)  # fmt: skip
            number = say("Version {number}, {date}", number=version.number, date=_day_of(version))
            yield Row(number, what)

    def _changed(self, version: Version) -> str:
        parents = [self.log.versions[p] for p in version.parents if p in self.log.versions]
        if not parents:
            lost = tr("The version before it could not be read.")
            return lost if version.parents and self.log.unread else tr("First plan.")
        before = self.log.at(max(parents, key=lambda v: v.number))
        found = [c for c in changes(before, self.log.at(version)) if c.question in self.guide]
        labels = tuple(dict.fromkeys(map(self._changed_label, found)))
        if not labels:
            return tr("Read again, no change.")
        if len(labels) > _FEW:
            changed = {self.guide.whole_of(change.question) for change in found}
            titles = (
                guarded(say(tr(self.guide.title_of(s.id)), name=self.copy.names.name))
                for s in self.guide.sections
                if s.id in changed
            )
            return say("Changes in {topics}.", topics=listing([*titles]))
        return say("{what}.", what="; ".join(labels))

    def _changed_label(self, change: Change) -> str:
        was, now = change.was, change.now
        asked = self.guide.question(change.question)
        label = self.rows.label(asked)
        if is_view(change.instance):
            return as_told(self.log, label, change.instance)
        if change.question == "cpr.status":
            return label  # its words stand once, with all that they need
        old = self.rows.coded(asked, was.answer) if was.answer else ""
        new = self.rows.coded(asked, now.answer) if now.answer else ""
        if old and new and len(old) + len(new) < LONG // 4:
            return say("{what}: was {old}, now {new}", what=label, old=old, new=new)
        return label

    def this_copy(self) -> Iterator[str]:
        copy = self.copy
        yield from all_the_same(copy)
        if copy.version is not None and not copy.audience.history:
            yield say(
                "Version {number} ({check}) was signed off by {who}, {role}, on {date}.",
                number=copy.version.number, check=copy.check, who=copy.version.signer.name,
                role=copy.version.signer.role, date=_day_of(copy.version),
            )  # fmt: skip
        nation = self.guide.value_set("VS-JURIS").option(copy.nation)
        if nation:
            yield say("Nation: {nation}.", nation=nation.said())
        if copy.audience.id != "full":
            yield tr("This copy may not contain everything recorded.")
        yield say(
            "Is this the newest copy? Ring {team}, {phone}, and ask for the version and its date.",
            team=copy.team, phone=copy.staff.team_phone or copy.ask,
        )  # fmt: skip


def _day_of(version: Version) -> str:
    return long_date(dt.datetime.fromisoformat(version.signed_at).astimezone().date())


def all_the_same(copy: Copy) -> Iterator[str]:
    """Yield why a copy goes all the same; at home, where anybody reads it, nobody is told.

    Source: rule A-04, whose typed reason prints on the copy.
    """
    if copy.audience.professional and copy.reason and copy.needed in _ALL_THE_SAME:
        yield tr(_ALL_THE_SAME[copy.needed]).format(name=copy.names.name)
        yield say("Reason: “{reason}” ({who}, {role}, {date}).",
                  reason=" ".join(copy.reason.split()), who=copy.staff.name,
                  role=copy.staff.role, date=long_date(copy.today))  # fmt: skip
