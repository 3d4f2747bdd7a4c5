"""What is kept for chosen members of staff: that it is there, who reads it, and no more."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation, readings_of, views_of
from eolplan.desk import Desk
from eolplan.guide import Guide, Question
from eolplan.record import Reading
from eolplan.telling import told
from eolplan.words import say, tr
from ui.pages.roles import names_of
from ui.widgets import Card, PlainLabel, StateTag


class KeptShutCard(Card):
    """What of one page only chosen staff can read.

    Args:
        desk: Knows who can read them.
        talk: The talk.
        readings: Those that are kept shut.
        parent: The widget it belongs to.
    """

    def __init__(
        self, desk: Desk, talk: Conversation, readings: tuple[Reading, ...], parent: QWidget
    ) -> None:
        super().__init__("", parent)
        self.setObjectName("conv.kept_shut")
        self.setAccessibleName(tr("Kept for chosen staff"))
        self.column.addWidget(StateTag(tr("Kept for chosen staff"), "info", self))
        for what in dict.fromkeys(_what(talk, reading) for reading in readings):
            self.column.addWidget(PlainLabel(what, self))
        if names := _readers(desk):
            whom = say("If you need to know what it says, ask {names}.", names=names)
            self.column.addWidget(PlainLabel(whom, self))
        closing = tr("You can write something of your own here. What is kept stays as it is.")
        self.column.addWidget(PlainLabel(closing, self, style="small", colour="text2"))


def who_reads(desk: Desk, page: Question, guide: Guide) -> str:
    """Return who can read what is written on *page*, for whoever is about to write.

    Empty where all of the team can. Of a page with some fields for chosen staff it names those.
    """
    fields = [guide.question(field) for field in page.fields]
    under = "; ".join(tr(field.heading) for field in fields if field.restricted)
    if not page.restricted and not under:
        return ""
    if names := _readers(desk):
        if page.restricted:
            return say("Only you and {names} can read what you write here.", names=names)
        return say("Only you and {names} can read this: {what}.", names=names, what=under)
    if len(desk.team.members()) == 1:
        return ""
    choose = tr("Choose who else can in Settings, Staff.")
    if page.restricted:
        return f"{tr('Only you can read what you write here.')} {choose}"
    return f"{say('Only you can read this: {what}.', what=under)} {choose}"


def _readers(desk: Desk) -> str:
    """Return the names of the colleagues who were chosen."""
    return names_of(
        tuple(
            one
            for one in desk.team.members()
            if one.id != desk.staff.id and desk.team.reads_restricted(one.id)
        )
    )


def kept_shut(talk: Conversation, page: Question) -> tuple[Reading, ...]:
    """Return the readings on *page* where something stands that whoever reads cannot."""
    return tuple(r for r in (*readings_of(talk, page), *views_of(talk, page)) if r.sealed)


def _what(talk: Conversation, reading: Reading) -> str:
    """Return what it is about, with the name of the member of a group."""
    what = tr(talk.guide.question(reading.question).heading)
    group = talk.guide.group_of(reading.question)
    if group is None or not group.repeats or not group.names:
        return what
    name = told(talk.guide, talk.log, talk.guide.question(group.names), reading.instance)
    return say("{what}: {words}", what=what, words=name) if name else what
