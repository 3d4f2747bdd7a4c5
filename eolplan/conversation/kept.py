"""What this laptop alone keeps of a talk: half-typed answers, and where the talk stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from eolplan.conversation.paths import Followed, followed
from eolplan.guide import Guide
from eolplan.record import Answer
from eolplan.vault import Draft, Place, Store

PER_CONVERSATION: Final = "conversation"
"""``Section.per`` of the facts of one talk; their instance is the talk's id."""


class KeptHere:
    """The part of a talk that is no record: it stays on this laptop and is never signed.

    Attributes:
        id: Identifier of the talk; every entry made in it carries it.
        person: Identifier of the person.
        guide: What may be asked.
    """

    def __init__(
        self, store: Store, guide: Guide, person: str, talk: str, now: Callable[[], dt.datetime]
    ) -> None:
        self.id, self.person, self.guide = talk, person, guide
        self._store, self._now = store, now

    def instance(self, question_id: str, instance: str = "") -> str:
        """Return the instance an answer is kept under: the talk's id for facts of the talk."""
        if instance or self.guide.section_of(question_id).per != PER_CONVERSATION:
            return instance
        return self.id

    # -- half-typed ------------------------------------------------------

    def draft(
        self, question_id: str, answer: Answer, instance: str = "", *, seen: Iterable[str] = ()
    ) -> None:
        """Keep a half-typed answer. It is never taken for an answer.

        Raises:
            NotWritten: the disk did not take it.
        """
        where = self.instance(question_id, instance)
        draft = Draft(self.person, question_id, where, answer.clean(), tuple(seen))
        self._store.keep_draft(draft, at=self._now())

    def drafted(self, question_id: str, instance: str = "") -> Draft | None:
        """Return the half-typed answer of a question, or None."""
        return self._store.draft(self.person, question_id, self.instance(question_id, instance))

    def drop_draft(self, question_id: str, instance: str = "") -> None:
        """Forget a half-typed answer."""
        self._store.drop_draft(self.person, question_id, self.instance(question_id, instance))

    # -- the place -------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """Where this person's conversation stands on this laptop."""
        return self._store.place(self.person)

    @property
    def followed(self) -> Followed | None:
        """The ready-made path that this talk follows; None: it goes through all topics."""
        place = self.place
        return followed(self.guide, place) if place and place.conversation == self.id else None

    def here(
        self, question_id: str = "", instance: str = "", *, scroll: int = 0, step: int = 0
    ) -> None:
        """Remember the page that is open, so that it opens again after a lock or a crash.

        Args:
            question_id: The page.
            instance: Which of several is open on it.
            scroll: How far it is scrolled, in pixels.
            step: Of the path that is followed, where the step is a page of its own.
        """
        old = self.place
        began = old.began_at if old and old.conversation == self.id else self._now().isoformat()
        note = old.note if old and old.conversation == self.id else ""
        section = self.guide.section_of(question_id).id if question_id else ""
        if on := self.followed:
            step = step or on.path.step_of(question_id) or on.step
            section = replace(on, step=step).kept()
        new = Place(self.id, section, question_id, instance, scroll, note=note, began_at=began)
        if new != old:  # a page asks more than once while it opens
            self._store.remember(self.person, new)

    def follow(self, path_id: str = "") -> None:
        """Follow a ready-made path from its beginning; without one, go through all topics again.

        A path that is followed already is gone on with.

        Raises:
            NotWritten: the disk did not take it.
        """
        on = self.followed
        if (on.path.id if on else "") == path_id:
            return
        place = self.place
        if place is None or place.conversation != self.id:
            place = Place(self.id, began_at=self._now().isoformat())
        if path_id:
            new = replace(place, section=Followed(self.guide.paths[path_id]).kept(), question="",
                          instance="", scroll=0)  # fmt: skip
        else:
            asked = place.question in self.guide
            new = replace(place, section=self.guide.section_of(place.question).id if asked else "")
        self._store.remember(self.person, new)

    def pause(self, note: str = "") -> None:
        """Stop for now; the resume card will show where and *note*."""
        place = self.place or Place(self.id, began_at=self._now().isoformat())
        at = self._now().isoformat()
        self._store.remember(self.person, replace(place, note=note, paused_at=at))

    def finish(self) -> None:
        """The talk has ended: nothing to carry on."""
        self._store.forget(self.person)
