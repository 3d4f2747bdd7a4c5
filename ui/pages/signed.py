"""A version is signed off: what it is, and what to do with it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from eolplan.conversation import OVERRIDES, awaited
from eolplan.desk import Desk
from eolplan.record import Version
from eolplan.words import listing, moment, say, tr
from ui.pages.banner import banner_of
from ui.pages.onward import AMBULANCE, FOR_PAGE_1
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
        self._copy = Button(
            tr("Leave a copy here: save a PDF"), kind="primary", icon="share-2",
            identifier="signed.share",
        )  # fmt: skip
        reader = AMBULANCE if where.note == FOR_PAGE_1 else ""
        there = Where("share", person=where.person, note=reader)
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
        if held := self._held_back(version):
            lines.append(
                say("{topics}: being talked about, so left out of the copies.",
                    topics=listing(held))
            )  # fmt: skip
        log = self._desk.log(self.where.person)
        signed = log.at(version)
        if waits := awaited(signed):
            lines.append(say("{name} has not signed yet. Page 1 says so.", name=waits.name))
        if signed.instances(OVERRIDES):
            lines.append(tr("The reason you gave for signing off all the same prints with it."))
        older = [v for v in log.versions.values() if v.number < version.number]
        if older:
            lines.append(tr("Take away the paper copies of older versions."))
        for line in lines:
            self.column.addWidget(PlainLabel(line, self))

    def _held_back(self, version: Version) -> list[str]:
        named = version.facts.get("held_back")
        ids = named if isinstance(named, list) else []
        return [tr(section.title) for section in self._desk.guide.sections if section.id in ids]
