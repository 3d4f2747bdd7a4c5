"""The one answer that stands beside several questions: the person would rather not talk of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from eolplan.conversation import Conversation
from eolplan.guide import Question
from eolplan.words import say, tr
from ui.pages import exits
from ui.widgets import Choice, ChoiceGroup


class DeclineAll(ChoiceGroup):
    """Declines every question of a page that is the person's own.

    Args:
        talk: The talk.
        page: A page with several questions.
        asked: The page in the words in which it is asked.
        parent: The page.
        identifier: ``page.exit``.
    """

    def __init__(
        self, talk: Conversation, page: Question, asked: str, parent: QWidget, *, identifier: str
    ) -> None:
        code = exits.RATHER_NOT
        super().__init__(
            say("Other answers. {question}", question=asked),
            [Choice(code, tr(exits.WORDS[code]))],
            parent,
            columns=0,
            identifier=identifier,
        )
        self._talk, self._page = talk, page

    def refresh(self) -> None:
        """Show whether all of it was declined."""
        declined = exits.is_declined(self._talk, self._page)
        self.show_values([exits.RATHER_NOT] if declined else [])
