"""Topics that a team writes on a page: what may be asked in them, and the guide file they become.

A topic made here is a plain one: pages one after the other, a few kinds of answer, and each page
asked always or only after one answer to an earlier one. Whoever needs groups writes a file
(``check-guide``); both take part alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from eolplan.guide.drafts import draft
from eolplan.guide.faults import Fault
from eolplan.guide.local import Texts
from eolplan.guide.local_text import as_toml
from eolplan.guide.model import AUDIENCES
from eolplan.guide.source import Source, Table
from eolplan.guide.whole import FIRST_PAGES
from eolplan.words import tr

KINDS_OFFERED: Final = ("text", "yes-no", "choice", "choices", "line", "date", "number")
"""The kinds of answer that a question of a team's own may have."""

PICKED: Final = ("choice", "choices")
"""Those of them that need answers to choose from."""

COPIES: Final[Mapping[str, tuple[str, ...]]] = {
    "all": (),
    "staff": ("own", "family", "bedside"),
    "full": AUDIENCES[:-1],
}
"""Which copies an answer may be left out of: none, those that people at home hold, all but the
full record."""

_SLUG: Final = 24


@dataclass(frozen=True, slots=True)
class OwnOption:
    """One answer to choose from.

    Attributes:
        code: What is stored; it never gets another meaning.
        words: How it reads.
        offered: False once it was taken away; what was answered with it is read all the same.
    """

    code: str
    words: str
    offered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """One question of a team's own; its parts are those of ``Question``.

    Attributes:
        id: Empty until it stands in a topic.
        kind: One of ``KINDS_OFFERED``; it stays what it was when the question was first kept.
        options: For one of ``PICKED``.
        copies: A key of ``COPIES``.
        when: The id of an earlier question and a code of it: asked only after that answer; empty:
            always. What no longer holds is passed over (``OwnTopic.waits_for``).
    """

    heading: str
    they: str
    you: str = ""
    id: str = ""
    kind: str = "text"
    asks: str = "person"
    options: tuple[OwnOption, ...] = ()
    say: Texts = ()
    deeper: Texts = ()
    listen: str = ""
    check: str = ""
    copies: str = "all"
    when: Texts = ()

    def offering(self, words: Iterable[str]) -> OwnQuestion:
        """Return the question with just these answers to choose from, in this order."""
        before = {option.words: option for option in self.options}
        taken, offered = {option.code for option in self.options}, list[OwnOption]()
        for text in dict.fromkeys(words):
            known = before.pop(text, None) or OwnOption(_unused(_slug(text), taken), text)
            taken.add(known.code)
            offered.append(replace(known, offered=True))
        gone = (replace(option, offered=False) for option in before.values())
        return replace(self, options=(*offered, *gone))

    def is_another(self, before: OwnQuestion) -> bool:
        """Say whether an answer to *before* would be read as an answer to something else here."""
        wider = set(COPIES[before.copies]) - set(COPIES[self.copies])
        return bool(wider) or any(
            getattr(self, part) != getattr(before, part) for part in ("heading", "they", "asks")
        )

    def waiting(self, renamed: Mapping[str, str]) -> OwnQuestion:
        """Return the question that waits for the same answer, to what may have another id now."""
        if not self.when or self.when[0] not in renamed:
            return self
        return replace(self, when=(renamed[self.when[0]], *self.when[1:]))

    @property
    def outcomes(self) -> Mapping[str, str]:
        """The answers that a later question may wait for: code -> words."""
        if self.kind == "yes-no":
            return {"yes": tr("Yes"), "no": tr("No")}
        return {option.code: option.words for option in self.options if option.offered}

    @property
    def offered(self) -> Texts:
        """The words of the answers there are to choose from."""
        return tuple(option.words for option in self.options if option.offered)

    def table(self, *, more: bool = False) -> Table:
        """Return the question as a guide file has it."""
        table: Table = {"id": self.id, "kind": self.kind, "heading": self.heading}
        table |= {"they": self.they, "asks": self.asks}
        table |= {key: text for key in ("you", "listen", "check") if (text := getattr(self, key))}
        table |= {key: list(texts) for key in ("say", "deeper") if (texts := getattr(self, key))}
        if self.kind in PICKED:
            table |= {"options": self._set_id}
            table |= {"only": [o.code for o in self.options if o.offered]} if self._has_gone else {}
        if self.kind in (*PICKED, "yes-no"):
            table |= {"own_words": True}
        if COPIES[self.copies]:
            table |= {"copies": dict.fromkeys(COPIES[self.copies], False)}
        return table | ({"more": True} if more else {})

    def answers(self) -> Table:
        """Return the answers to choose from as a value set of a guide file."""
        options = [{"code": option.code, "words": option.words} for option in self.options]
        return {
            "id": self._set_id, "title": self.heading, "source": "written by the team",
            "option": options,
        }  # fmt: skip

    @property
    def _set_id(self) -> str:
        return f"{self.id}.answers"

    @property
    def _has_gone(self) -> bool:
        return not all(option.offered for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTopic:
    """One topic of a team's own.

    Attributes:
        id: Begins the id of each of its questions.
        title: Its name.
        about: One sentence for staff; may be empty.
        after: The id of the topic it comes after.
        questions: In the order in which they are asked.
        gone: Questions that are no longer asked, in the words in which they were: an answer is
            read, and printed, under them.
        retired: The ids of questions of which no words are left.
    """

    id: str
    title: str
    about: str = ""
    after: str = ""
    questions: tuple[OwnQuestion, ...] = ()
    gone: tuple[OwnQuestion, ...] = ()
    retired: Texts = field(default=())

    def question(self, name: str) -> OwnQuestion | None:
        """Return the question with this id, or None."""
        return next((q for q in self.questions if q.id == name), None)

    def with_question(self, asked: OwnQuestion, mark: str) -> OwnTopic:
        """Return the topic with one question changed, or with a new one at its end.

        What was answered must not come to mean something else, nor go where it was not said to
        go: a question that asks something else, or may be on more copies, is another one, and the
        one before it is no longer asked.

        Args:
            asked: Without an id it is new.
            mark: Small letters and digits that no other question has, for the id of a new one.
        """
        known = self.question(asked.id)
        named = replace(asked, id=f"{self.id}.{_slug(asked.heading)}_{mark}")
        if known is None:
            return replace(self, questions=(*self.questions, named))
        changed = replace(asked, kind=known.kind)  # what was answered has the kind it had
        if changed.is_another(known):
            changed = replace(changed, id=named.id)
        renamed = {known.id: changed.id}
        questions = (changed if q is known else q.waiting(renamed) for q in self.questions)
        gone = (*self.gone, known) if changed.id != known.id else self.gone
        return replace(self, questions=tuple(questions), gone=gone)

    def without(self, name: str) -> OwnTopic:
        """Return the topic without a question; what was answered stays under its words."""
        left = tuple(q for q in self.questions if q.id != name)
        gone = tuple(q for q in self.questions if q.id == name)
        return replace(self, questions=left, gone=(*self.gone, *gone))

    def ended(self) -> OwnTopic:
        """Return the topic with nothing in it asked any more."""
        return replace(self, questions=(), gone=(*self.gone, *self.questions))

    def before(self, name: str) -> tuple[OwnQuestion, ...]:
        """Return the questions before the one with this id whose answer it may wait for."""
        ids = [q.id for q in self.questions]
        end = ids.index(name) if name in ids else len(ids)
        return tuple(q for q in self.questions[:end] if q.outcomes)

    def waits_for(self, question: OwnQuestion) -> tuple[OwnQuestion, str] | None:
        """Return the earlier question and the code without which *question* is not asked.

        None: it is always asked, also when what it waited for has gone or comes later now.
        """
        for earlier in self.before(question.id):
            if question.when[:1] == (earlier.id,) and question.when[1] in earlier.outcomes:
                return earlier, question.when[1]
        return None

    def moved(self, name: str, by: int) -> OwnTopic:
        """Return the topic with a question moved up (-1) or down (1), where there is room."""
        order = list(self.questions)
        at = next(n for n, q in enumerate(order) if q.id == name)
        order.insert(min(max(at + by, 0), len(order)), order.pop(at))
        return replace(self, questions=tuple(order))

    def source(self) -> Source:
        """Return the topic as the guide file that it becomes."""
        table: Table = {"id": self.id, "title": self.title}
        table |= {key: text for key in ("after", "about") if (text := getattr(self, key))}
        if every := (*self.questions, *self.gone):
            table["question"] = [
                *(q.table(more=n >= FIRST_PAGES) | self._condition(q)
                  for n, q in enumerate(self.questions)),
                *(q.table(more=True) | {"gone": True} for q in self.gone),
            ]  # fmt: skip
        if self.retired:
            table["retired"] = [{"id": name} for name in self.retired]
        if sets := [q.answers() for q in every if q.kind in PICKED]:
            table["set"] = sets
        return Source(self.id, as_toml(table), table)

    def _condition(self, question: OwnQuestion) -> Table:
        """Return when a question is asked, as a guide file has it."""
        if (found := self.waits_for(question)) is None:
            return {}
        earlier, code = found
        return {"shown_if": {"question": earlier.id, "is": code}}

    def kept(self) -> dict[str, Any]:
        """Return what ``found`` reads, to be kept in the vault."""
        return asdict(self)

    @classmethod
    def found(cls, kept: object) -> OwnTopic | None:
        """Return the topic that ``kept`` wrote; None when it is anything else."""
        if not isinstance(kept, dict):
            return None
        held = dict(kept)
        try:
            asked = {key: tuple(map(_question, held.pop(key, ()))) for key in ("questions", "gone")}
            return cls(**{**held, **asked, "retired": tuple(held["retired"])})
        except (TypeError, ValueError, KeyError):
            return None


def _question(kept: Mapping[str, Any]) -> OwnQuestion:
    lists = {key: tuple(kept.get(key, ())) for key in ("say", "deeper", "when")}
    options = tuple(OwnOption(**option) for option in kept["options"])
    return OwnQuestion(**{**kept, **lists, "options": options})


def faults_of(topic: OwnTopic) -> tuple[Fault, ...]:
    """Return what is to be mended in a topic, looked at by itself, each with its path."""
    found: list[Fault] = []
    draft(topic.source(), found, extra=True)
    return tuple(found)


def topic_id(title: str, mark: str) -> str:
    """Return an id for a new topic; *mark* sets it apart from every other one."""
    return f"own_{_slug(title)}_{mark}"


def _slug(text: str) -> str:
    """Return *text* as small letters, digits and strokes, to be read in an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_SLUG].strip("_") or "x"


def _unused(code: str, taken: set[str]) -> str:
    """Return *code*, or with a number where it is taken: two texts may look alike in letters."""
    number, free = 2, code
    while free in taken:
        free, number = f"{code}_{number}", number + 1
    return free
