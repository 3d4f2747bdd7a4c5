"""What a page writes: each answer as it settles, and drafts of what is half-typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from eolplan.conversation import AnswerRejected, Conversation, NotWritten, ranked
from eolplan.guide import Value
from eolplan.identity import MayNot
from eolplan.telling import told
from eolplan.words import say
from ui.fields import ContactField, Field, GroupField, PaperField, RankedPlacesField
from ui.pages.asked import Asked, AskedTable, Given, shown
from ui.pages.asked_paper import AskedPaper
from ui.pages.half_typed import InPassing
from ui.pages.stood import tell_before
from ui.widgets import Ranked, announce

Problem = tuple[str, QWidget]


class Recording(QObject):
    """Takes what the fields of a page give, and sees it onto the disk.

    Args:
        page: The page.
        talk: Where answers go.
        at_once: True records each answer as it settles; False leaves that to the
            page, and only drafts are kept until then.

    Attributes:
        resting: The page is covered or locked: what its fields tell now is no
            answer (decision 11).

    Signals:
        edited: something on the screen changed; carries question id and instance.
        recorded: an answer is on disk; carries question id and instance.
        taken_away: a row of a list is gone, on disk too; carries what it held.
        unsaved: the disk did not take something; carries the error.
    """

    edited = Signal(str, str)
    recorded = Signal(str, str)
    taken_away = Signal(str)
    unsaved = Signal(object)

    def __init__(self, page: QWidget, talk: Conversation, *, at_once: bool = True) -> None:
        super().__init__(page)
        self._page = page
        self.resting, self._silent = False, False
        self._talk, self._at_once = talk, at_once
        self._asked: dict[tuple[str, str], Asked] = {}
        self._beside: list[Callable[[], None]] = []
        self._in_passing = InPassing(self)
        self._in_passing.due.connect(self._keep_in_passing)

    # -- fields ------------------------------------------------------------

    def watch(self, field: Field, instance: str = "") -> list[Asked]:
        """Show what stands in *field*, and record it from now on.

        Args:
            field: A field of one question, a place table, or a group.
            instance: Which of several.
        """
        made = self._made(field, instance)
        self._asked |= {asked.key: asked for asked in made}
        for asked in made:
            asked.field.words_fit.connect(partial(self._words_fit, asked))
            asked.field.taken_away.connect(partial(self._taken_away, asked))
        if isinstance(field, GroupField):
            field.field_edited.connect(lambda q: self._on_edited(self._asked.get((q, instance))))
            field.field_settled.connect(lambda q: self._on_settled(self._asked.get((q, instance))))
        else:
            field.edited.connect(lambda: self._on_edited(made[0]))
            field.settled.connect(lambda: self._on_settled(made[0]))
        self._show(field, made)
        return made

    def keep_too(self, keep: Callable[[], None]) -> Callable[[], None]:
        """Keep with the drafts what is half-typed on the page and is no answer.

        Args:
            keep: Keeps it; raises ``NotWritten`` where the disk does not take it.

        Returns:
            What is called when it was changed.
        """
        self._beside.append(keep)
        return self._in_passing.typed

    def forget(self, instance: str, *, keep: bool = True) -> None:
        """The fields of *instance* go from the screen; what is half-typed there stays a draft.

        Args:
            instance: Which of several.
            keep: False when it was removed, and its drafts with it.

        Raises:
            NotWritten: the disk did not take a draft.
        """
        for key in [key for key in self._asked if key[1] == instance]:
            asked = self._asked.pop(key)
            if asked.touched and keep:
                asked.keep()

    def asked(self, question: str, instance: str = "") -> Asked | None:
        """Return a question that is on the page, or None."""
        return self._asked.get((question, instance))

    def on_page(self) -> Iterable[Asked]:
        """Return every question that is on the page."""
        return tuple(self._asked.values())

    @property
    def drafted(self) -> bool:
        """Whether something that is in sight was half-typed earlier."""
        return any(asked.drafted_on and self._in_sight(asked) for asked in self._asked.values())

    def show(self) -> None:
        """Show again what stands, but for what is being typed."""
        groups: dict[Field, list[Asked]] = {}
        for asked in self._asked.values():
            group = _group_of(asked.field)
            groups.setdefault(group or asked.field, []).append(asked)
        for field, held in groups.items():
            self._show(field, held)

    # -- writing -----------------------------------------------------------

    def touch(self, asked: Asked) -> None:
        """The user changed *asked* in another way than through its field, and is done."""
        self._on_edited(asked)
        self._on_settled(asked)

    def choose(self, question: str, instance: str, who: str) -> None:
        """Choose *who* was just added, as a press on the name would; empty chooses nobody."""
        asked = self._asked.get((question, instance))
        if who and asked is not None and isinstance(asked.field, ContactField):
            asked.field.choose(who)

    def record(self, *, drafts: bool = False) -> list[Problem]:
        """Record everything that is not on disk; return what is to be mended first.

        Args:
            drafts: True records what was half-typed earlier too, where it is in
                sight: the user has seen it and goes on.

        Raises:
            NotWritten: the disk did not take it; it is all on the screen still.
        """
        found: list[Problem] = []
        for asked in self.on_page():
            if asked.touched or (drafts and asked.drafted_on and self._in_sight(asked)):
                problems = [asked.field.naming(problem) for problem in self._write(asked)]
                asked.field.complain(problems)
                found += [(problem, asked.field.mend()) for problem in problems]
        return found

    def keep(self) -> None:
        """Keep everything that is not on disk as drafts.

        Raises:
            NotWritten: the disk did not take it.
        """
        self._in_passing.kept()
        for asked in self.on_page():
            if asked.touched and not self._silent:
                asked.keep()
        for keep in self._beside:
            keep()

    def set_silent(self, silent: bool) -> None:
        """Keep nothing, not even a draft, while somebody does not want it written."""
        if silent and not self._silent:
            with suppress(NotWritten):  # what cannot be written cannot be dropped either
                for asked in self.on_page():
                    self._talk.drop_draft(*asked.key)
        self._silent = silent

    # -- inside ------------------------------------------------------------

    def _in_sight(self, asked: Asked) -> bool:
        return asked.field.isVisibleTo(self._page)

    def _made(self, field: Field, instance: str) -> list[Asked]:
        if isinstance(field, RankedPlacesField):
            return [AskedTable(self._talk, field.question, field)]
        if isinstance(field, PaperField):
            return [AskedPaper(self._talk, field.question, field, instance)]
        if not isinstance(field, GroupField):
            return [Asked(self._talk, field.question, field, instance)]
        fields = [f for f in field.fields.values() if f.question.kind != "statement"]
        return [Asked(self._talk, f.question, f, instance) for f in fields]

    def _show(self, field: Field, held: list[Asked]) -> None:
        """Show what stands in *field*; what is being typed stays as it is."""
        if isinstance(field, RankedPlacesField):
            _show_table(field, held[0])
        elif isinstance(field, GroupField):
            values = {a.question.id: _on_screen(a) if a.touched else a.load()[:2] for a in held}
            field.show_answers(values)
        elif not held[0].touched:
            value, words, exit_ = held[0].load()
            field.show_answer(value, words)
            field.show_exit(exit_)
        for asked in held:
            tell_before(asked)

    def _on_edited(self, asked: Asked | None) -> None:
        if asked is None:
            return
        self.resting, asked.touched = False, True
        if asked.part_words():
            tell_before(asked)
            announce(asked.field, asked.field.before())
        self._in_passing.typed()
        self.edited.emit(*asked.key)

    def _words_fit(self, asked: Asked) -> None:
        """What was said before is said of the new answer too: it is written down with that."""
        asked.take_words()
        if (box := asked.field.words_box()) is not None:  # before the button goes from under it
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        tell_before(asked)
        self.touch(asked)

    def _taken_away(self, asked: Asked, held: str) -> None:
        """A row went: while that is not on disk, such as beside a slip, no undo brings it back."""
        if not asked.touched:
            self.taken_away.emit(held)

    def _on_settled(self, asked: Asked | None) -> None:
        if asked is None or self.resting or not asked.touched or not self._at_once:
            return
        try:
            problems = self._write(asked)
        except NotWritten as e:
            self.unsaved.emit(e)
            return
        if not problems:
            asked.field.complain([])

    def _write(self, asked: Asked) -> list[str]:
        """Record one; return why not, in words. Nothing is said before the user goes on."""
        if problems := asked.field.problems():
            return problems
        try:
            typed = {one.key for one in self.on_page() if one.touched}
            beside = [given for given in asked.goes_with_it() if given[:2] not in typed]
            changed = asked.write(beside)
        except AnswerRejected as e:
            return list(e.problems)
        except MayNot as e:  # such as a day of signing, written by who does not sign
            return [str(e)]
        asked.catch_up()
        if changed:
            self._tell_all(beside)
            self.recorded.emit(*asked.key)
        return []

    def _tell_all(self, beside: list[Given]) -> None:
        """Show what came with an answer, and what was said of another one; say it aloud too."""
        if beside:
            self.show()
        for question, instance, _ in beside:
            if (filled := self._asked.get((question, instance))) is not None:
                words = told(self._talk.guide, self._talk.log, filled.question, instance)
                announce(filled.field, say("Filled in: {what}", what=filled.field.naming(words)))
        for asked in self.on_page():
            was = asked.field.before()
            tell_before(asked)
            if asked.field.before() != was:
                announce(asked.field, asked.field.before())

    def _keep_in_passing(self) -> None:
        try:
            self.keep()
        except NotWritten as e:
            self.unsaved.emit(e)


def _show_table(field: RankedPlacesField, asked: Asked) -> None:
    if asked.touched:
        return
    first, words, exit_ = asked.load()
    stands = shown(ranked(asked.talk, field.question))
    code = first if isinstance(first, str) else ""
    field.show_ranked(Ranked(code, stands.second, stands.avoid))
    field.show_answer(None, words)
    field.show_exit(exit_)


def _on_screen(asked: Asked) -> tuple[Value, str]:
    return asked.field.answer_value(), asked.field.own_words()


def _group_of(field: Field) -> GroupField | None:
    parent = field.parentWidget()
    return parent if isinstance(parent, GroupField) else None
