"""A version is signed off: what it is, and what to do with it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from eolplan.conversation import awaited
from eolplan.desk import Desk
from eolplan.guide import Section
from eolplan.handover.glance import told_of_cpr
from eolplan.handover.reasons import answered
from eolplan.record import Log, Version
from eolplan.words import listing, moment, say, tr
from ui.pages.banner import banner_of
from ui.pages.onward import FOR_HOUSE, FOR_PAGE_1
from ui.pages.page import Page
from ui.pages.where import Where
from ui.widgets import BannerFacts, Button, Heading, PlainLabel


class SignedPage(Page):
    """Says that a version is ready and leads to its copies.

    Args:
        desk: What is at hand.
        where: Opened for a person.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        super().__init__("signed", where)
        self._desk = desk
        self._version = desk.log(where.person).latest_version()
        self.column.addWidget(Heading(self._heading(), self))
        if self._version is not None:
            self._tell(self._version)
        page_1 = where.note == FOR_PAGE_1  # the words of the button that led here
        words = tr("Copy page 1 for the house") if page_1 else tr("Leave a copy here: save a PDF")
        self._copy = Button(words, kind="primary", icon="share-2", identifier="signed.share")
        there = Where("share", person=where.person, note=FOR_HOUSE)
        self._copy.clicked.connect(lambda: self.wanted.emit(there))
        plan = Button(tr("See the plan"), icon="file-text", identifier="signed.person")
        plan.clicked.connect(lambda: self.wanted.emit(Where("person", person=where.person)))
        done = Button(tr("Done for today"), icon="house", identifier="signed.done")
        done.clicked.connect(lambda: self.wanted.emit(Where("people")))
        for button in (self._copy, plan, done):
            self.add_action(button)

    def title(self) -> str:
        """Return what the page says."""
        return self._heading()

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def first_focus(self) -> QWidget:
        """Return the way to the copies."""
        return self._copy

    def back(self) -> Where:
        """Lead to the person: what was signed is not signed again."""
        return Where("person", person=self.where.person)

    def way_back(self) -> Where:
        """Have Back lead to the person from the page after this one too."""
        return self.back()

    def _heading(self) -> str:
        if self._version is None:
            return tr("Not signed off yet")
        return say("Version {number} is ready.", number=self._version.number)

    def _tell(self, version: Version) -> None:
        who = say(
            "Signed off by {name}, {role}, {when}.",
            name=version.signer.name,
            role=version.signer.role,
            when=moment(dt.datetime.fromisoformat(version.signed_at)),
        )
        lines = [who, tr("It is saved on this laptop. Nobody else has it until a copy is made.")]
        log = self._desk.log(self.where.person)
        held = self._held_back(version)
        if cpr := self._of_cpr(log, version):
            title = tr(self._desk.guide.section_of("cpr.status").title)
            held.remove(title)
            words = say("{topic}: its answers are left out of the copies. But page 1 says: {words}",
                        topic=title, words=cpr)  # fmt: skip
            lines.append(words)
        if held:
            lines.append(
                say("{topics}: being talked about, so left out of the copies.",
                    topics=listing(held))
            )  # fmt: skip
        signed = log.at(version)
        if waits := awaited(signed):
            lines.append(say("{name} has not signed yet. Page 1 says so.", name=waits.name))
        if self._reason_prints(signed, version):
            lines.append(tr("The reason for signing off all the same prints on copies for staff."))
        older = [v for v in log.versions.values() if v.number < version.number]
        if older:
            lines.append(tr("Take away the paper copies of older versions."))
        for line in lines:
            self.column.addWidget(PlainLabel(line, self))

    def _of_cpr(self, log: Log, version: Version) -> str:
        """Return what page 1 says of CPR where that topic is left out; it may be quite another."""
        if not version.facts.get("held_back"):
            return ""
        return told_of_cpr(
            log, self._desk.guide, version, staff=self._desk.staff, now=self._desk.now()
        )

    def _reason_prints(self, signed: Log, version: Version) -> bool:
        """Say whether a typed reason answers a check in what was not left out."""
        ids = [section.id for section in self._left_out(version)]
        nation = str(version.facts.get("nation", ""))
        today = dt.datetime.fromisoformat(version.signed_at).astimezone().date()
        return any(answered(signed, self._desk.guide, ids, today=today, nation=nation))

    def _held_back(self, version: Version) -> list[str]:
        guide = self._desk.guide
        left = (guide.title_of(part.whole) for part in self._left_out(version))
        return [tr(title) for title in dict.fromkeys(left)]

    def _left_out(self, version: Version) -> list[Section]:
        named = version.facts.get("held_back")
        ids = named if isinstance(named, list) else []
        return [section for section in self._desk.guide.sections if section.whole in ids]
