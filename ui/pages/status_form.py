"""What the pages that end a plan, or put it on hold, have in common: one button records it all."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from eolplan.conversation import AnswerRejected, Conversation, NotWritten
from eolplan.desk import Desk
from eolplan.errors import EolplanError
from eolplan.status import Status
from eolplan.words import tr
from ui.pages.banner import banner_of
from ui.pages.form import FormPage
from ui.pages.status_fields import HeldFields
from ui.pages.status_words import to_way
from ui.pages.where import Where
from ui.widgets import BannerFacts, Button


class StatusForm(FormPage):
    """A form about how a plan stands; it leads back to there.

    What is half-typed is kept, and nothing is recorded before the button is pressed.

    Args:
        talk: Whose plan; outside any conversation.
        identifier: The ``page`` of ``page.control``.
        where: Opened for a person.
        heading: What the page is about.
    """

    def __init__(
        self, desk: Desk, talk: Conversation, identifier: str, where: Where, heading: str
    ) -> None:
        self._desk, self.talk = desk, talk
        super().__init__(identifier, where, heading, onward=tr("Record"))
        self.held = HeldFields(talk, identifier)

    @abstractmethod
    def record(self) -> None:
        """Record what was said.

        Raises:
            EolplanError: it could not be; nothing was changed.
        """

    @abstractmethod
    def box_to_mend(self) -> QWidget:
        """Return the box that is shown with a problem which no box has by itself."""

    def add_way_back(self) -> None:
        """Add the button that leaves all as it is."""
        back = Button(tr("Not now"), icon="arrow-left", identifier=f"{self.objectName()}.leave")
        back.clicked.connect(lambda: self.wanted.emit(self.back()))
        self.add_action(back)

    def banner(self) -> BannerFacts:
        """Return whose plan it is."""
        return banner_of(self._desk, self.where.person)

    def up(self) -> Where:
        """Lead to how the plan stands."""
        return Where("status", person=self.where.person)

    def back(self) -> Where:
        """Lead to how the plan stands, with the focus on the way that was left."""
        return replace(self.up(), focus=to_way(self.way()))

    @abstractmethod
    def way(self) -> Status:
        """Return what the plan is moved to here."""

    def settle(self) -> None:
        """Keep what is half-typed; of what is recorded, nothing is.

        Raises:
            NotWritten: the disk did not take it.
        """
        if not self.finished:
            self.held.keep()

    def submit(self) -> None:
        """Record it, and show how the plan stands."""
        try:
            self.record()
            self.held.drop()
        except AnswerRejected as e:
            self.show_problems([(problem, self.box_to_mend()) for problem in e.problems])
        except NotWritten as e:
            self.unsaved.emit(e)
        except EolplanError as e:
            self.trouble.emit(e)
        else:
            self.finished = True
            self.saved.emit()
            self.wanted.emit(self.up())
