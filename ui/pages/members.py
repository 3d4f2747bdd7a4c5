"""The members of a repeating group on a page: adding, opening, naming and removing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from eolplan.conversation import Conversation, NotWritten
from eolplan.guide import Question
from eolplan.sums import sum_told
from eolplan.telling import reading_words
from eolplan.words import partial_date, say, tr
from ui.fields import GroupField, RepeatField
from ui.pages.ready import ReadyWords
from ui.pages.recording import Recording

_SEEN_CLOSED: Final = frozenset({"phones", "money", "treatment"})
"""Kinds of which the answer stands in the line of a member that is closed."""

_FOUND: Final = {
    "choice": (".outcome", ".relation"), "choices": (".roles",), "date": (".on",),
}  # fmt: skip
"""How the fields end that say what was found, and on which day, or who somebody is: they stand
there too. Nobody is to be rung whose line does not say that they must not be."""
_KIND: Final = ".kind"
"""How the field ends that says what kind a member is: it is called so while it has no name."""


class Members(QObject):
    """Keeps a ``RepeatField`` and the record in step.

    Args:
        field: Where the members are shown.
        talk: Where they are kept.
        recording: Records the fields of the one that is open.
        new: One that was added on this page before a lock; may be empty.

    Attributes:
        open_one: The instance that is open, or empty.

    Signals:
        changed: one was added or removed; carries what to say of it, or nothing.
        opened: another one is open, or none.
        refused: the one that is open stays open until something in it is mended;
            carries what, and where.
        unsaved: the disk did not take it; carries the error.
    """

    changed = Signal(str)
    opened = Signal()
    refused = Signal(object)
    unsaved = Signal(object)

    def __init__(
        self, field: RepeatField, talk: Conversation, recording: Recording, new: str = ""
    ) -> None:
        super().__init__(field)
        self.open_one = ""
        self._field, self._talk, self._recording = field, talk, recording
        self._group = field.question
        self._new = {new} if new else set()
        self._shown: dict[str, str] = {}
        self._ready: ReadyWords | None = None
        field.add_wanted.connect(self.add)
        field.remove_wanted.connect(self.remove)
        field.opened.connect(self._opened)
        field.may_leave = self.is_settled
        recording.recorded.connect(self._recorded)

    @property
    def newly_open(self) -> str:
        """The one that is open, if it was added on this page; else empty."""
        return self.open_one if self.open_one in self._new else ""

    def show(self, open_: str = "") -> None:
        """Show who there is, and *open_* with its fields."""
        here = self._talk.log.instances(self._group.id)
        if open_ not in here:
            self._leave_open_one()
        self._shown = self._titles()
        self._ready = None  # it goes from the screen with the fields it stands among
        for one in here:
            self._field.describe(one, self._detail(one))
        self._field.show_instances(list(self._shown.items()), open_)

    def refresh(self) -> None:
        """Show who there is now; where nobody came or went, nothing moves and the focus stays."""
        now = self._titles()
        renamed = {one for one in now if now[one] != self._shown.get(one)}
        if now.keys() != self._shown.keys() or renamed - {self.open_one}:
            self.show(self.open_one)
        elif renamed:
            self._recorded(self._group.names, self.open_one)
        if self._ready is not None:
            self._ready.refresh()

    def title(self, instance: str) -> str:
        """Return what a member is called, else what kind it is; empty while nobody has said."""
        if not self._group.names:
            return ""
        kinds = (field for field in self._group.fields if field.endswith(_KIND))
        found = (self._words(field, instance) for field in (self._group.names, *kinds))
        return next(filter(None, found), "")

    def _words(self, field: str, instance: str) -> str:
        """Return what stands in a field of a member, in words."""
        question, reading = self._talk.guide.question(field), self._talk.reading(field, instance)
        return reading_words(self._talk.guide, self._talk.log, question, reading)

    def _titles(self) -> dict[str, str]:
        """Return what each member is called; those that share a name are told apart."""
        found = {one: self.title(one) for one in self._talk.log.instances(self._group.id)}
        often = Counter(found.values())
        return _numbered({o: self._dated(o, t) if often[t] > 1 else t for o, t in found.items()})

    def _dated(self, instance: str, title: str) -> str:
        """Return *title* with the first day that is recorded of this member."""
        fields = map(self._talk.guide.question, self._group.fields)
        days = (
            partial_date(str(self._talk.reading(field.id, instance).value or ""))
            for field in fields
            if field.kind == "date" and field.id != self._group.names
        )
        day = next(filter(None, days), "")
        return say("{name}, {date}", name=title, date=day) if title and day else title

    def _detail(self, instance: str) -> str:
        """Return what is seen of a closed one: how to ring, the wish, the sum, what is begun."""
        fields = [f for f in map(self._talk.guide.question, self._group.fields)
                  if _is_seen_closed(f) and f.id != self._group.names]  # fmt: skip
        guide, log = self._talk.guide, self._talk.log
        found = [
            sum_told(guide, log, self._group, instance)
            if f.id == self._group.sums
            else self._words(f.id, instance)
            for f in fields
        ]
        if self._is_begun(instance):
            found.append(tr("Half-typed, from earlier"))
        return "\n".join(filter(None, found))

    def _is_begun(self, instance: str) -> bool:
        return any(self._talk.drafted(field, instance) for field in self._group.fields)

    def is_settled(self) -> bool:
        """Record the one that is open; say whether it can be closed, with nothing refused in it."""
        try:
            problems = self._recording.record()
        except NotWritten as e:
            self.unsaved.emit(e)
            return False
        if problems:
            self.refused.emit(problems)
        return not problems

    def open_begun(self) -> bool:
        """Open one that is closed and holds something half-typed; say whether there is one."""
        closed = (one for one in self._talk.log.instances(self._group.id) if one != self.open_one)
        begun = next(filter(self._is_begun, closed), "")
        if begun:
            self._field.open(begun)
        return bool(begun)

    def add(self) -> None:
        """Add one, open it, and go to its first field."""
        if not self.is_settled():
            return
        try:
            instance = self._talk.add(self._group.id)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._new.add(instance)
        self.show(instance)
        self._field.begin()
        self.changed.emit("")

    def remove(self, instance: str) -> None:
        """Remove one; it stays in the history, and undo brings it back."""
        title = self.title(instance)
        try:
            if instance != self.open_one:
                self._recording.record()
            self._talk.remove(self._group.id, instance)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        if instance == self.open_one:
            self._recording.forget(instance, keep=False)
            self.open_one = ""
        self._new.discard(instance)
        self.show(self.open_one)
        self._field.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(say("{name} removed.", name=title) if title else tr("Removed."))

    def tidy(self) -> None:
        """Take away what was added on this page and stayed empty.

        Raises:
            NotWritten: the disk did not take it.
        """
        for instance in sorted(self._new.intersection(self._talk.log.instances(self._group.id))):
            if self._is_empty(instance):
                self._talk.remove(self._group.id, instance)
        self._new.clear()

    def _is_empty(self, instance: str) -> bool:
        return all(
            self._talk.reading(field, instance).state == "silent"
            and self._talk.drafted(field, instance) is None
            for field in self._group.fields
        )

    def _opened(self, instance: str) -> None:
        self._leave_open_one()
        self.open_one, self._ready = instance, None
        if self._field.group is not None:
            self._recording.watch(self._field.group, instance)
            if self._group.library:
                self._offer(self._field.group, instance)
        self.opened.emit()

    def _offer(self, group: GroupField, instance: str) -> None:
        """Offer words to start with, once the member that is open has a name."""
        self._ready = ReadyWords(self._talk, self._recording, group, instance)
        self._ready.used.connect(self.changed)
        self._ready.unsaved.connect(self.unsaved)

    def _leave_open_one(self) -> None:
        if self.open_one:
            try:
                self._recording.forget(self.open_one)
            except NotWritten as e:
                self.unsaved.emit(e)
            self.open_one = ""

    def _recorded(self, question: str, instance: str) -> None:
        if question in self._group.fields:
            self._field.describe(instance, self._detail(instance))
        if question == self._group.names:
            self._shown[instance] = self._titles().get(instance, "")
            self._field.rename(instance, self._shown[instance])
        if self._ready is not None and instance == self.open_one:
            self._ready.refresh()


def _numbered(titles: Mapping[str, str]) -> dict[str, str]:
    """Return titles of which no two are the same: the second of one name has a 2 behind it."""
    seen = Counter[str]()
    made = {}
    for one, title in titles.items():
        seen[title] += 1
        again = bool(title) and seen[title] > 1
        made[one] = say("{name} ({number})", name=title, number=seen[title]) if again else title
    return made


def _is_seen_closed(field: Question) -> bool:
    found = _FOUND.get(field.kind)
    return field.kind in _SEEN_CLOSED or (found is not None and field.id.endswith(found))
