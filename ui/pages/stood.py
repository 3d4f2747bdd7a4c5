"""What stood on a page before the last thing was recorded, so that a change can be told."""

from __future__ import annotations

from eolplan.conversation import Conversation, Ranked, ranked, words_of
from eolplan.guide import Question
from eolplan.record import REASON_OF, Answer, Standing
from eolplan.telling import reason_of
from eolplan.words import partial_date, say, tr
from ui.pages.asked import Asked
from ui.pages.exits import SAID


class Stood:
    """The answer of a page with one question, as it stood.

    Args:
        talk: The talk.
        page: The page.
        asked: Its question.
    """

    def __init__(self, talk: Conversation, page: Question, asked: Asked) -> None:
        self._talk, self._page, self._asked = talk, page, asked
        self._answer: Answer | None = None
        self._ranked = Ranked()
        self.note()

    def note(self) -> None:
        """Take what stands now."""
        self._answer = self._asked.shown
        if self._is_table:
            self._ranked = ranked(self._talk, self._page)

    def news(self) -> str:
        """Return what to say of the change since: an exit, or a choice in place of another."""
        exit_ = self._exit(self._asked.shown)
        if exit_ and exit_ != self._exit(self._answer):
            return tr(SAID[exit_])
        if self._is_table:
            return moved(self._page, self._ranked, ranked(self._talk, self._page))
        was, now = self._answer, self._asked.shown
        if was is None or now is None or None in (was.value, now.value) or was.value == now.value:
            return ""
        return say("Changed from {old}.", old=self._asked.question.text(was))

    @property
    def _is_table(self) -> bool:
        return self._page.kind == "ranked-places"

    def _exit(self, answer: Answer | None) -> str:
        return self._asked.exit_of(answer) if answer is not None else ""


def moved(table: Question, was: Ranked, now: Ranked) -> str:
    """Return what to say when a choice went from one place to another; else nothing."""
    for before, after, words in (
        (was.first, now.first, tr("1st choice changed to {place}.")),
        (was.second, now.second, tr("2nd choice changed to {place}.")),
    ):
        option = table.option(after) if before and after and before != after else None
        if option is not None:
            return words.format(place=option.said())
    return ""


def tell_before(asked: Asked) -> None:
    """Show beside a field the words that stayed with an earlier answer; nothing where none did."""
    before = asked.before
    if before is None:
        told, fits = _of_another(asked)
        asked.field.show_before(told, takes=fits)
        return
    day, words = partial_date(before.said_on), " ".join(words_of(before))
    told = say("Said before, {date}: \u201c{words}\u201d", date=day, words=words)
    asked.field.show_before(told, takes=_fits() if before.own_words or before.note else "")


def _fits() -> str:
    return tr("These words fit this too")


def _of_another(asked: Asked) -> tuple[str, str]:
    """Return what tells that a reason was said of another answer, and what keeps it for this."""
    talk, question = asked.talk, asked.question.id
    was = reason_of(talk.guide, talk.log, question, talk.instance(*asked.key))
    if not was:
        return "", ""
    told = say("Said with the answer before: {answer}.", answer=was.rstrip("."))
    of = talk.reading(REASON_OF[question], asked.instance)
    if of.standing in (None, Standing.NOT_ASKED):
        return told, ""
    words_alone = asked.shown is None or asked.shown.value is None
    fits = _fits() if words_alone else tr("This fits too")
    return say("{told} Does it fit this one?", told=told), fits
