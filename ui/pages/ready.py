"""Words to start with, offered once a member of a group is named; nothing is recorded by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from eolplan.conversation import Conversation, NotWritten
from eolplan.guide import fill
from eolplan.record import Answer, Standing
from eolplan.words import tr
from ui.fields import GroupField
from ui.pages import voices
from ui.pages.recording import Recording
from ui.widgets import Button, Card, FlowLayout, PlainLabel


class ReadyWords(Card):
    """Offers the words of a library for the fields that are blank, and fills them in one act.

    Args:
        talk: Where answers go.
        recording: Shows what is recorded.
        group: The fields of the member that is open.
        instance: Which of several.

    Signals:
        used: the words are recorded; carries what to say of it.
        unsaved: the disk did not take them; carries the error.
    """

    used = Signal(str)
    unsaved = Signal(object)

    def __init__(
        self, talk: Conversation, recording: Recording, group: GroupField, instance: str
    ) -> None:
        super().__init__("", group)
        self._talk, self._recording = talk, recording
        self._group, self._instance = group, instance
        self.setObjectName(f"{group.objectName()}.ready")
        words = tr("There are words to start with. You can change every one of them.")
        self.column.addWidget(PlainLabel(words, self, colour="text2"))
        foot = FlowLayout()
        self.button = Button(
            tr("Use these words to start with"),
            self,
            icon="pencil",
            identifier=f"{group.objectName()}.ready.use",
        )
        self.button.clicked.connect(self.use)
        foot.addWidget(self.button)
        self.column.addLayout(foot)
        group.put_after(group.question.names, self)
        self.refresh()

    def refresh(self) -> None:
        """Show the offer while there are words for a blank field."""
        self.setVisible(bool(self.words()))

    def words(self) -> Mapping[str, str]:
        """Return the words that are offered, by field; none for a field that holds anything."""
        code = self._talk.reading(self._group.question.names, self._instance).value
        if not isinstance(code, str):
            return {}
        ready = self._talk.guide.ready(self._group.question.id, code)
        names = self._talk.names
        return {f: fill(text, names) for f, text in ready.items() if self._is_blank(f)}

    def use(self) -> None:
        """Record the words in one act, which one undo takes back, and go to the first of them."""
        words = self.words()
        try:
            self._recording.record()
            self._talk.record([(f, self._instance, self._spoken(f, t)) for f, t in words.items()])
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        self._recording.show()
        for field in words:
            self._group.fields[field].first().setFocus(Qt.FocusReason.OtherFocusReason)
            break
        self.refresh()
        self.used.emit(tr("The words are in. Change what does not fit."))

    def _is_blank(self, field: str) -> bool:
        asked = self._recording.asked(field, self._instance)
        reading = self._talk.reading(field, self._instance)
        if reading.state != "silent" and reading.standing is not Standing.NOT_ASKED:
            return False
        typed = asked is not None and asked.touched and asked.given()
        return not typed or typed.standing is Standing.NOT_ASKED

    def _spoken(self, field: str, words: str) -> Answer:
        asked = self._talk.guide.question(field)
        said = voices.speaker(self._talk, asked, self._instance)
        return replace(said, standing=Standing.ANSWERED, own_words=words)
