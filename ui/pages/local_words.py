"""The words of one shipped question, said the team's own way; the shipped ones one tap away."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eolplan.desk import Desk, PhraseVersion, WordsRefused
from eolplan.errors import EolplanError
from eolplan.guide.local import SEVERAL
from eolplan.words import N_, long_date, say, tr
from ui.pages.form import Problems
from ui.pages.local_fields import LABELS, TO_PERSON, SaidField, SayingPage, in_words, said
from ui.pages.where import Where
from ui.theme import space_out
from ui.widgets import Button, Card, FlowLayout, PlainLabel, identify

_NAME: Final = "local-words"
_HINT: Final = N_("One sentence on each line, three at most.")
_MOST_EARLIER: Final = 5


class LocalWordsPage(SayingPage):
    """Each phrase of a question, who changed it when, and the words before.

    Args:
        desk: Whose team it is.
        where: ``question`` is the id of a shipped question, ``topic`` its section.
    """

    def __init__(self, desk: Desk, where: Where) -> None:
        self._desk, self._local = desk, desk.local
        self._question = desk.local.shipped.question(where.question)
        heading = say("Words: {question}", question=tr(self._question.heading))
        super().__init__(_NAME, where, heading, onward=tr("Save"), back=True)
        self.back_wanted.connect(lambda: self.wanted.emit(self._up()))
        about = tr(
            "What you save here is read by everybody of your team, from now on. Answers keep the"
            " words in which they were asked."
        )
        self.column.addWidget(PlainLabel(about, self))
        self.phrases: dict[str, SaidField] = {}
        self._shipped: dict[str, QWidget] = {}
        for key in self._local.places(self._question.id):
            self.column.addWidget(self._place(key))
        self.fields = {**self.phrases}
        self.hold(desk)
        if "they" not in self.phrases and self._question.they:
            self.column.addWidget(self._fixed())

    # -- what the window asks ------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return the first of the boxes."""
        return next((field.box for field in self.phrases.values()), self.onward)

    def check(self) -> Problems:
        """Say which words cannot stand where they were written."""
        found: list[tuple[str, QWidget]] = []
        for key, field in self.phrases.items():
            refused = self._local.refusals((self._question.id, key), field.texts())
            found += [(in_words(f"{what} {remedy}", key), field) for what, remedy in refused]
        return found

    def submit(self) -> None:
        """Keep every phrase that was changed."""
        before = [self._local.words((self._question.id, key)) for key in self.phrases]
        try:
            for key, field in self.phrases.items():
                self._local.reword((self._question.id, key), field.texts())
        except WordsRefused as e:
            self.show_problems([(str(e), self.onward)])
            return
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.let_go()
        now = [self._local.words((self._question.id, key)) for key in self.phrases]
        words = tr("Nothing was changed.")
        if now != before:
            words = tr("Saved. Your team reads these words now.")
            self.saved.emit()
        self.wanted.emit(self._up())
        self.said.emit(words, False)

    # -- what is on it -------------------------------------------------------

    def _place(self, key: str) -> QWidget:
        """Return one phrase in a card of its own."""
        place, several = (self._question.id, key), key in SEVERAL
        card = Card("", self)
        field = self.phrases[key] = said(
            tr(LABELS[key]), card, self._local.words(place), identifier=f"{_NAME}.{key}",
            hint=tr(_HINT) if several else "", to_person=key in TO_PERSON, several=several,
        )  # fmt: skip
        card.column.addWidget(field)
        history = self._local.history(place)
        if self._local.phrase(place) is not None:
            self._add_shipped(card, key)
        if history:
            self._add_history(card, key, history[:_MOST_EARLIER])
        return card

    def _add_shipped(self, card: Card, key: str) -> None:
        """Show the shipped words, and put them back with one press."""
        shipped = self._local.shipped_words((self._question.id, key))
        words = say("Shipped: {words}", words=_quoted(shipped))
        holder = self._shipped[key] = QWidget(card)
        column = space_out(QVBoxLayout(holder), 4)
        column.addWidget(PlainLabel(words, holder, style="small", colour="text2"))
        row = QWidget(holder)
        back = Button(tr("Use the shipped words"), row, kind="quiet", icon="undo-2")
        name = say("Use the shipped words: {place}", place=tr(LABELS[key]))
        identify(back, f"{_NAME}.{key}.shipped", name)
        back.clicked.connect(partial(self._ship_again, key))
        FlowLayout(row).addWidget(back)
        column.addWidget(row)
        card.column.addWidget(holder)

    def _add_history(self, card: Card, key: str, history: tuple[PhraseVersion, ...]) -> None:
        """Name who wrote what when; earlier words can be taken up again."""
        holder = QWidget(card)
        column = space_out(QVBoxLayout(holder), 2)
        for n, version in enumerate(history):
            words = _told(version)
            column.addWidget(PlainLabel(words, holder, style="small", colour="text2"))
            if version.texts and version.texts != self._local.words((self._question.id, key)):
                row = QWidget(holder)
                again = Button(tr("Use these words"), row, kind="link")
                name = say("{place}: use again what {told}", place=tr(LABELS[key]), told=words)
                identify(again, f"{_NAME}.{key}.earlier.{n}", name)
                again.clicked.connect(partial(self._take_up, key, version.texts))
                FlowLayout(row).addWidget(again)
                column.addWidget(row)
        card.column.addWidget(holder)

    def _fixed(self) -> QWidget:
        """Say why the sentence itself is not here to be changed."""
        card = Card(tr("The question itself"), self)
        card.column.addWidget(PlainLabel(tr(self._question.they), card))
        why = tr(
            "This sentence stays as it was shipped: the first page of a plan, safety or the law"
            " depends on what it means."
        )
        card.column.addWidget(PlainLabel(why, card, style="small", colour="text2"))
        return card

    # -- what its buttons do ---------------------------------------------------

    def _ship_again(self, key: str) -> None:
        place = (self._question.id, key)
        try:
            self._local.ship_again(place)
        except EolplanError as e:
            self.trouble.emit(e)
            return
        self.saved.emit()
        self.phrases[key].show_texts(self._local.shipped_words(place))
        self.let_go(key)
        self.phrases[key].setFocus()
        self._shipped.pop(key).hide()
        self.said.emit(tr("The shipped words are used again. Yours are kept below them."), False)

    def _take_up(self, key: str, texts: tuple[str, ...]) -> None:
        """Put earlier words into the box; Save makes them the ones that count."""
        self.phrases[key].show_texts(texts)
        self.phrases[key].setFocus()
        self.touched()

    def _up(self) -> Where:
        return Where("local-topic", topic=self._question.section)


def _quoted(texts: tuple[str, ...]) -> str:
    return " ".join(f"\u201c{text}\u201d" for text in texts) or tr("nothing")


def _told(version: PhraseVersion) -> str:
    day, name = long_date(version.written.at.astimezone().date()), version.written.by
    if version.texts is None:
        return say("{name} went back to the shipped words on {date}.", name=name, date=day)
    words = _quoted(version.texts)
    return say("{name} wrote on {date}: {words}", name=name, date=day, words=words)
