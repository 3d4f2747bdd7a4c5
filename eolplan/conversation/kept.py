"""What this laptop alone keeps of a talk: half-typed answers, and where the talk stands."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from eolplan.conversation.paths import Followed, followed
from eolplan.guide import Guide
from eolplan.identity import Act, Staff
from eolplan.record import Answer, Value
from eolplan.vault import BEFORE, Draft, Place, Session

PER_CONVERSATION: Final = "conversation"
"""``Section.per`` of the facts of one talk; their instance is the talk's id."""

REVIEW: Final = "rev.done"
"""Under this and the talk's id what a review found right is held until it is written down."""

OTHER: Final = "other.answer"
"""Under this and a page's id an answer to it is held that needs words beside it first."""

LATER: Final = "sign.later"
"""Under this and the talk's id the topics that are signed off later are held until it is over."""

_TYPED: Final = frozenset({"line", "lines", "text"})
"""Kinds that are typed and not chosen."""


class KeptHere:
    """The part of a talk that is no record: it stays on this laptop and is never signed.

    Whoever only reads leaves nothing here either: where a colleague stopped stays where it was.
    Of several records that are one, what was begun under each is gone on with where it lies.
    So is what was half-typed in a talk that this one goes on from after a long pause.

    Attributes:
        id: Identifier of the talk; every entry made in it carries it.
        person: Identifier of the person.
        guide: What may be asked.
        session: The open vault.
    """

    def __init__(
        self, session: Session, guide: Guide, person: str, talk: str, now: Callable[[], dt.datetime]
    ) -> None:
        self.id, self.person, self.guide = talk, person, guide
        self._ids: tuple[str, ...] = (person,)
        self.session, self._store, self._now = session, session.store, now
        self._store.restrict(guide.restricted)

    @property
    def staff(self) -> Staff:
        """Who is at work."""
        return self.session.staff

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
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.RECORD)
        where = self.instance(question_id, instance)
        held = self._draft_at(question_id, where)
        draft = Draft(held[0], question_id, where, answer.clean(), tuple(seen))
        self._store.keep_draft(draft, at=self._now())
        if held[2] != where:  # from now on it is of this talk
            self._store.drop_draft(*held)

    def drafted(self, question_id: str, instance: str = "") -> Draft | None:
        """Return the half-typed answer of a question, or None."""
        where = self.instance(question_id, instance)
        draft = self._store.draft(*self._draft_at(question_id, where))
        return draft if draft is None or draft.instance == where else self._gone_on_with(draft)

    def drop_draft(self, question_id: str, instance: str = "") -> None:
        """Forget a half-typed answer.

        Raises:
            MayNot: who is signed in only reads.
        """
        self.staff.must(Act.RECORD)
        where = self.instance(question_id, instance)
        self._store.drop_draft(*self._draft_at(question_id, where))

    def _draft_at(self, question_id: str, where: str) -> tuple[str, str, str]:
        """Return where a half-typed answer lies, or is to: under the first id that has one.

        One of the talk itself may lie in a talk that it goes on from. What a review found
        right is not gone on with: on another day it is asked again.
        """
        before = self.earlier if where == self.id and question_id != REVIEW else ()
        keys = [(one, question_id, talk) for talk in (where, *before) for one in self._ids]
        held = (key for key in keys if len(keys) > 1 and self._store.draft(*key))
        return next(held, (self.person, question_id, where))

    def _gone_on_with(self, draft: Draft) -> Draft | None:
        """Return what was typed in an earlier talk; what was chosen there says nothing of today."""
        asked = self.guide.question(draft.question) if draft.question in self.guide else None
        if asked is None or asked.kind in _TYPED:
            return replace(draft, seen=())
        words = draft.answer.own_words or draft.answer.note
        return replace(draft, answer=Answer(own_words=words), seen=()) if words else None

    # -- the place -------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """Where this person's conversation stands on this laptop: this talk, else the newest."""
        return self._placed()[1]

    @property
    def earlier(self) -> tuple[str, ...]:
        """The talks that this one goes on from after long pauses, the newest first."""
        return self.before(self.id)

    def before(self, talk: str) -> tuple[str, ...]:
        """Return the talks that one of theirs goes on from after long pauses, the newest first."""
        held = (self._store.draft(one, BEFORE, talk) for one in self._ids)
        found = next((draft.answer.value for draft in held if draft is not None), None)
        return tuple(map(str, found)) if isinstance(found, list) else ()

    @property
    def is_gone_on_with(self) -> bool:
        """Whether another talk goes on from this one and has its place, its path and its note."""
        place = self.place
        return place is not None and self.id in self.before(place.conversation)

    def hand_on(self, stopped: dt.datetime) -> str:
        """Have a new talk go on where this one stopped, with its path and note; return its id.

        Args:
            stopped: When it stopped; that stays with the place until a page of the new talk
                is opened.

        Raises:
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.RECORD)
        one, place = self._placed()
        new, now, before = uuid.uuid4().hex, self._now(), [self.id, *self.earlier]
        link = Draft(one, BEFORE, new, Answer(value=list[Value](before)))
        self._store.keep_draft(link, at=now)
        self._store.remember(one, replace(
            place or Place(self.id), conversation=new,
            paused_at=stopped.isoformat(), began_at=now.isoformat(),
        ))  # fmt: skip
        return new

    def hand_back(self, stopped: dt.datetime) -> None:
        """Have the talk that this one was to go on from be where it stopped again.

        Args:
            stopped: When it stopped, where its place does not tell any more.

        Raises:
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.RECORD)
        one, place = self._placed()
        at = (place.paused_at if place else "") or stopped.isoformat()
        back = replace(place or Place(self.id), conversation=self.earlier[0], paused_at=at)
        self._store.remember(one, back)
        self._store.drop_draft(one, BEFORE, self.id)

    def _placed(self) -> tuple[str, Place | None]:
        """Return where the talk stands, and under which of the ids that are kept."""
        kept = ((one, self._store.place(one)) for one in self._ids)
        found = [(one, place) for one, place in kept if place is not None]
        found.sort(key=lambda kept: (kept[1].conversation == self.id, kept[1].since), reverse=True)
        return found[0] if found else (self.person, None)

    def _remember(self, place: Place) -> None:
        """Keep where a talk stands; another one of theirs that stopped stays while there is room.

        One place is kept under each id.
        """
        kept = ((one, self._store.place(one)) for one in self._ids)
        held = {one: old.conversation for one, old in kept if old is not None}
        own = [one for one in held if held[one] == place.conversation]
        free = [one for one in self._ids if one not in held]
        self._store.remember([*own, *free, self.person][0], place)

    @property
    def followed(self) -> Followed | None:
        """The ready-made path that this talk follows; None: it goes through all topics."""
        place = self.place
        return followed(self.guide, place) if place and place.conversation == self.id else None

    def here(
        self, question_id: str = "", instance: str = "", *, scroll: int = 0, step: int = 0
    ) -> None:
        """Remember the page that is open, so that it opens again after a lock or a crash.

        A fact of a talk that is gone on with in another one is put right beside that.

        Args:
            question_id: The page.
            instance: Which of several is open on it.
            scroll: How far it is scrolled, in pixels.
            step: Of the path that is followed, where the step is a page of its own.

        Raises:
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.RECORD)
        old = self.place
        if self.is_gone_on_with:
            return
        began = old.began_at if old and old.conversation == self.id else self._now().isoformat()
        note = old.note if old and old.conversation == self.id else ""
        section = self.guide.section_of(question_id).id if question_id else ""
        if on := self.followed:
            step = step or on.path.step_of(question_id) or on.step
            section = replace(on, step=step).kept()
        new = Place(self.id, section, question_id, instance, scroll, note=note, began_at=began)
        if new != old:  # a page asks more than once while it opens
            self._remember(new)

    def follow(self, path_id: str = "") -> None:
        """Follow a ready-made path from its beginning; without one, go through all topics again.

        A path that is followed already is gone on with.

        Raises:
            MayNot: who is signed in only reads.
            NotWritten: the disk did not take it.
        """
        self.staff.must(Act.RECORD)
        on = self.followed
        if (on.path.id if on else "") == path_id:
            return
        place = self.place
        if place is None or not (place.conversation == self.id or self.is_gone_on_with):
            place = Place(self.id, began_at=self._now().isoformat())
        if path_id:
            new = replace(place, section=Followed(self.guide.paths[path_id]).kept(), question="",
                          instance="", scroll=0)  # fmt: skip
        else:
            asked = place.question in self.guide
            new = replace(place, section=self.guide.section_of(place.question).id if asked else "")
        self._remember(new)

    def finish(self) -> None:
        """The talk has ended: nothing of it to carry on. Outside any talk, none of theirs is.

        Raises:
            MayNot: who is signed in only reads.
        """
        self.staff.must(Act.RECORD)
        one, place = self._placed()
        mine = place is not None and place.conversation == self.id
        for each in (one,) if mine else self._ids:
            for draft in self._store.drafts(each):
                if draft.question in (REVIEW, LATER, BEFORE):  # of a talk that was replaced, too
                    self._store.drop_draft(each, draft.question, draft.instance)
            self._store.forget(each)
