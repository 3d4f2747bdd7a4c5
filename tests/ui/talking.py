"""A talk with an invented person, in the window, for the tests of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eolplan.record import Answer
from tests.ui.hands import Hands
from ui.pages.question import QuestionPage

if TYPE_CHECKING:
    from eolplan.conversation import Conversation
    from eolplan.desk import Desk
    from eolplan.record import Reading
    from eolplan.vault import Session
    from ui.window import Window


@dataclass
class Talking:
    """A window on a talk.

    Attributes:
        hands: On the window.
        desk: Where it works.
        person: Whose talk it is.
        new_window: Makes another window and shows it.
    """

    hands: Hands
    desk: Desk
    person: str
    new_window: Callable[[], Window]

    @property
    def window(self) -> Window:
        return self.hands.window

    @property
    def talk(self) -> Conversation:
        """The talk that is open."""
        from ui.pages.talk import TalkPage

        page = self.hands.page
        assert isinstance(page, TalkPage)
        return page.talk

    def open(self, question: str, *, note: str = "", instance: str = "") -> None:
        """Open a page of the guide in this talk."""
        from ui.pages.where import Where

        place = self.desk.session.store.place(self.person)
        where = Where(
            "question",
            person=self.person,
            question=question,
            note=note,
            instance=instance,
            conversation=place.conversation if place else "",
        )
        assert self.window.go(where)
        self.hands.actions = 0

    def lock_and_open(self) -> None:
        """Do to the page what a lock does, then open its place in a new window at a new desk."""
        from eolplan.desk import Desk

        place = self.window.place()
        assert place is not None
        self.window.settle()
        self.window.hide()
        self.desk = Desk(self.desk.session, self.desk.guide, now=self.desk.now)
        self.hands.window = self.new_window()
        self.window.begin(self.desk, place)

    def says(self, question: str, instance: str = "") -> Answer | None:
        """Return what is on disk for a question."""
        return self.reading(question, instance).answer

    def reading(self, question: str, instance: str = "") -> Reading:
        """Return what is on disk, read again from the disk."""
        log = self.desk.session.store.log(self.person)
        return log.reading(question, self.talk.instance(question, instance))

    def entries(self) -> int:
        """Return how many entries are on disk."""
        return len(self.desk.session.store.log(self.person).entries)


def sign(talk: Conversation, passphrase: str) -> None:
    """Sign off what stands, without asking for the facts a page would ask for."""
    version = talk.next_version({})
    talk.keep_version(version.with_signature(*talk.signature(version, passphrase)))


LONG = "my dog, " * 2_400
"""Words that need room of their own: a full disk refuses them for certain."""


def fill_disk(session: Session) -> None:
    """Do not let the store grow any further."""
    database = session._db
    database._db.set_authorizer(None)
    (pages,) = database._db.execute("PRAGMA page_count").fetchone()
    database._db.execute(f"PRAGMA max_page_count = {pages}")
    database.guard()


def make_room(session: Session) -> None:
    """Let the store grow again."""
    database = session._db
    database._db.set_authorizer(None)
    database._db.execute("PRAGMA max_page_count = 100000")
    database.guard()


ROSE = """id = "rose"
title = "The rose garden"
after = "matters"
about = "What the garden of our hospice can do for {name}."

[[question]]
id = "rose.visit"
kind = "choice"
heading = "Visit to the garden"
they = "Would {name} like to visit the rose garden?"
you = "Would you like to visit the rose garden?"
asks = "person"
options = "VS-YN"
own_words = true
say = ["Some people like to sit among the roses."]
check = "So a visit in June. Is that right?"

[[question]]
id = "rose.when"
kind = "date"
heading = "When to visit"
they = "When would {name} like to go?"
you = "When would you like to go?"
asks = "person"
precision = ["day", "month"]
future = true

[[question]]
id = "rose.chairs"
kind = "number"
heading = "Chairs"
they = "How many chairs are needed?"
asks = "staff"
min = 0
max = 20
unit = "chairs"
"""
"""A hospice's own section, as it would be dropped into its guides folder."""


def drop_into(folder: Path, text: str = ROSE, name: str = "rose.toml") -> Path:
    """Put a section file into a hospice's guides folder; return the folder."""
    guides = folder / "guides"
    guides.mkdir(parents=True, exist_ok=True)
    (guides / name).write_text(text, encoding="utf-8")
    return guides


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MATTERS = "conv.val.matters.words"
HOME = "conv.poc.first.choice.own_home"
RATHER_NOT = "conv.poc.first.choice.exit.asked_declined"


def question_page(talking: Talking) -> QuestionPage:
    page = talking.hands.page
    assert isinstance(page, QuestionPage)
    return page


def words_on(talking: Talking) -> list[str]:
    """Return the words of every label that can be seen on the page."""
    from PySide6.QtWidgets import QLabel

    return [w.text() for w in talking.hands.page.findChildren(QLabel) if w.isVisible()]


def names_on(talking: Talking) -> list[str]:
    """Return the accessible name of everything that can be seen on the page."""
    seen = talking.hands.page.findChildren(QWidget)
    return [w.accessibleName() for w in seen if w.isVisible()]
