"""Fields of the guide on a page that records nothing before its button is pressed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.conversation import Conversation
from eolplan.record import Answer
from eolplan.record.codes import JUDGED
from ui.fields import Around, Field, field_for


class HeldFields:
    """Builds fields, keeps what is half-typed as drafts, and gives it all at once.

    Args:
        talk: Whose plan.
        page: The ``page`` of the identifiers.
    """

    def __init__(self, talk: Conversation, page: str) -> None:
        self._talk = talk
        self._around = Around(names=talk.names, find=talk.guide.question, page=page)
        self._fields: dict[str, Field] = {}

    def add(self, question: str, column: QVBoxLayout, parent: QWidget) -> Field:
        """Add the field of a question, with what was half-typed in it before."""
        asked = self._talk.guide.question(question)
        field = field_for(asked, self._around, parent, labelled=True)
        draft = self._talk.drafted(question)
        if draft is not None:
            field.show_answer(draft.answer.value, draft.answer.own_words)
        column.addWidget(field)
        self._fields[question] = field
        return field

    def field(self, question: str) -> Field:
        """Return the field of a question that was added."""
        return self._fields[question]

    def keep(self) -> None:
        """Keep what is half-typed.

        Raises:
            NotWritten: the disk did not take it.
        """
        said = dict(self.said())
        for question in self._fields:
            if question in said:
                self._talk.draft(question, said[question])
            elif self._talk.drafted(question) is not None:
                self._talk.drop_draft(question)

    def drop(self) -> None:
        """Forget what was half-typed: it is recorded."""
        for question in self._fields:
            self._talk.drop_draft(question)

    def said(self) -> Iterator[tuple[str, Answer]]:
        """Yield what was filled in; hidden fields say nothing."""
        for question, field in self._fields.items():
            if field.isHidden():
                continue
            value, words = field.answer_value(), field.own_words().strip()
            if value is not None or words:
                yield question, Answer(value=value, own_words=words, said_by=JUDGED)

    def problems(self) -> list[tuple[str, QWidget]]:
        """Say at each field what is to be mended, and return it."""
        found: list[tuple[str, QWidget]] = []
        said = dict(self.said())
        for question, field in self._fields.items():
            problems = field.problems()
            if not problems and question in said:
                problems = self._talk.problems(field.question, said[question])
            problems = [field.naming(problem) for problem in problems]
            field.complain(problems)
            found += [(problem, field.mend()) for problem in problems]
        return found
