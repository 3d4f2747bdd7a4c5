"""What a team wrote into the guide: phrases and topics of its own, with every version of them.

Each version is a setting under a key of its own, so that none is ever written over, the audit
chain has its digest, and two states of one store that become one have the versions of both.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eolplan.desk.guides import guide_of
from eolplan.errors import EolplanError
from eolplan.guide import Fault, Guide, GuideProblem, shipped
from eolplan.guide.local import Place, Texts, places_of, refusals, reworded, words_now
from eolplan.guide.local_topics import OwnTopic
from eolplan.guide.source import Source
from eolplan.identity import Act
from eolplan.record import Value
from eolplan.vault import Session
from eolplan.words import language, tr

_PHRASE: Final = "local.phrase."
_TOPIC: Final = "local.topic."


class WordsRefused(EolplanError):
    """What a team wrote cannot stand where it was written; nothing was changed.

    Attributes:
        problems: What is to be mended, and how, in sentences.
    """

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(f"{what} {remedy}" for what, remedy in self.problems))


@dataclass(frozen=True, slots=True)
class Written:
    """When and by whom a version was written.

    Attributes:
        nth: Its place among all versions; two of two laptops may have the same.
        by: Their name, as it was then.
        at: Aware datetime, by the clock of then.
    """

    nth: int
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PhraseVersion:
    """One version of the words at one place.

    Attributes:
        place: Question and key.
        texts: The words; None: the shipped ones again.
        lang: The language in which they are said.
        written: When and by whom.
    """

    place: Place
    texts: Texts | None
    lang: str
    written: Written


@dataclass(frozen=True, slots=True)
class TopicVersion:
    """One version of a topic of the team's own.

    Attributes:
        topic: As it was written.
        asked: False once the topic was taken away.
        written: When and by whom.
    """

    topic: OwnTopic
    asked: bool
    written: Written


class LocalGuide:
    """The guide in the words of a team, and the way to change them.

    Args:
        session: The open vault.
        guide: What may be asked without the team's own.
        now: Aware UTC clock.
        changed: Told the new guide after each change.

    Attributes:
        shipped: What may be asked without the team's own.
        guide: What may be asked with it.
        left_out: Id of a topic of the team's own that cannot be asked -> why.
    """

    def __init__(
        self,
        session: Session,
        guide: Guide,
        *,
        now: Callable[[], dt.datetime],
        changed: Callable[[Guide], None] = lambda guide: None,
    ) -> None:
        self._session, self._store, self._now = session, session.store, now
        self._changed = changed
        self.shipped = guide
        self.guide = guide
        self.left_out: dict[str, tuple[Fault, ...]] = {}
        self._read()

    @property
    def fault(self) -> str:
        """What to say when a topic is left out; empty: nothing is."""
        if not any(v.asked and v.topic.id in self.left_out for v in self.topics()):
            return ""
        return tr(
            "A topic of your team's own is left out, because something in it has to be mended."
            " Settings says what. Every answer that was given in it is kept."
        )

    # -- phrases -----------------------------------------------------------

    def history(self, place: Place) -> tuple[PhraseVersion, ...]:
        """Return every version of the words at one place, the newest first."""
        return tuple(v for v in reversed(self._phrases) if v.place == place)

    def phrase(self, place: Place) -> PhraseVersion | None:
        """Return the team's words that stand at a place; None: the shipped ones do."""
        return next((v for v in self._standing() if v.place == place), None)

    def changed_in(self, section: str) -> int:
        """Return how many phrases of a shipped topic are the team's own."""
        asked = {q.id for s in self.shipped.sections if s.id == section for q in s.questions}
        return sum(v.place[0] in asked for v in self._standing())

    def shipped_words(self, place: Place) -> Texts:
        """Return the words at a place as they were shipped, in the language in force."""
        return tuple(map(tr, words_now(self.shipped.question(place[0]), place[1])))

    def words(self, place: Place) -> Texts:
        """Return the words that stand at a place, in the language in force."""
        return tuple(map(tr, words_now(self.guide.question(place[0]), place[1])))

    def places(self, question: str) -> tuple[str, ...]:
        """Return which words of a shipped question the team may change."""
        return places_of(self.shipped, self.shipped.question(question))

    def refusals(self, place: Place, texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return (what, remedy) for what keeps words from standing at a place."""
        said = _in_order(texts)
        if said == self.shipped_words(place):
            return ()
        return tuple(refusals(self.shipped, place, said))

    def reword(self, place: Place, texts: Iterable[str]) -> None:
        """Say something the team's own way from now on.

        Args:
            place: A shipped question, and one of its ``places``.
            texts: The words; white space is put in order, and what is empty left out.

        Raises:
            MayNot: who is signed in does not look after the team.
            WordsRefused: they cannot stand there.
            NotWritten: the disk did not take it.
        """
        self._session.staff.must(Act.LEAD)
        said = _in_order(texts)
        if problems := self.refusals(place, said):
            raise WordsRefused(problems)
        if said == self.words(place):
            return
        own = said != self.shipped_words(place)
        self._put_phrase(place, said if own else None)

    def ship_again(self, place: Place) -> None:
        """Let the shipped words stand at a place again.

        Raises:
            MayNot, NotWritten: as ``reword`` does.
        """
        self._session.staff.must(Act.LEAD)
        self._put_phrase(place, None)

    def _put_phrase(self, place: Place, texts: Texts | None) -> None:
        question, key = place
        held: list[Value] | None = None if texts is None else [*texts]
        self._put(_PHRASE, {"question": question, "key": key, "texts": held, "lang": language()})

    # -- topics ------------------------------------------------------------

    def topics(self) -> tuple[TopicVersion, ...]:
        """Return every topic of the team's own as it stands, by title."""
        newest = {v.topic.id: v for v in self._topics}
        return tuple(sorted(newest.values(), key=lambda v: (v.topic.title.casefold(), v.topic.id)))

    def topic(self, name: str) -> TopicVersion | None:
        """Return the topic with this id as it stands, or None."""
        return next((v for v in self.topics() if v.topic.id == name), None)

    def topic_history(self, name: str) -> tuple[TopicVersion, ...]:
        """Return every version of a topic, the newest first."""
        return tuple(v for v in reversed(self._topics) if v.topic.id == name)

    def why_not(self, name: str) -> str:
        """Return why a topic is left out, and what to do, in sentences; empty: it is not."""
        return " ".join(
            tr("The topic that it came after is not there any more. Choose another one.")
            if fault.path == ("after",)
            else f"{fault.what} {fault.remedy}"
            for fault in self.left_out.get(name, ())
        )

    def keep_topic(self, topic: OwnTopic, *, asked: bool = True) -> None:
        """Keep a topic as it is now; a topic that asks nothing yet waits for a question.

        Args:
            topic: Of this store, or a new one.
            asked: False takes it away. Every answer given in it is kept.

        Raises:
            MayNot: who is signed in does not look after the team.
            NotWritten: the disk did not take it.
        """
        self._session.staff.must(Act.LEAD)
        self._put(_TOPIC, {"topic": topic.kept(), "asked": asked})

    # -- reading and writing -------------------------------------------------

    def _put(self, prefix: str, what: dict[str, Value]) -> None:
        at, nth = self._now(), 1 + max((v.written.nth for v in self._all()), default=0)
        when = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        stamp: dict[str, Value] = {"nth": nth, "by": self._session.staff.name, "at": when}
        self._store.put_setting(f"{prefix}{uuid.uuid4().hex}", {**what, **stamp}, at=at)
        self._read()
        self._changed(self.guide)

    def _read(self) -> None:
        self._phrases = sorted(_phrases(self._store.settings(_PHRASE)), key=_place_of)
        self._topics = sorted(_topics(self._store.settings(_TOPIC)), key=_place_of)
        words = {v.place: v.texts for v in self._standing() if v.texts is not None}
        self.guide = reworded(self._with_topics(), words)

    def _all(self) -> Iterator[PhraseVersion | TopicVersion]:
        yield from self._phrases
        yield from self._topics

    def _standing(self) -> list[PhraseVersion]:
        """Return the team's words that stand, in the language in force."""
        newest = {v.place: v for v in self._phrases if v.lang == language()}
        return [v for v in newest.values() if v.texts is not None]

    def _with_topics(self) -> Guide:
        """Return the guide with every topic of the team's own that can be asked, or ever was."""
        self.left_out = {}
        topics = [v.topic if v.asked else v.topic.ended() for v in self.topics()]
        written = [topic.source() for topic in topics if topic.questions or topic.gone]
        return self._loaded(written, self._session.folder)

    def _loaded(self, topics: list[Source], folder: Path | None) -> Guide:
        """Return the guide with *topics* and the files in *folder*, as far as they can be used."""
        if not topics:
            return self.shipped
        try:
            return guide_of(folder, topics) if folder else shipped(written=topics)
        except GuideProblem as e:
            faults = e.faults
        faulty = {fault.file for fault in faults} & {topic.file for topic in topics}
        if not faulty:  # a file in the guides folder has a slip; topics need not wait for it
            return self._loaded(topics, None)
        for name in faulty:
            self.left_out[name] = tuple(f for f in faults if f.file == name)
        return self._loaded([topic for topic in topics if topic.file not in faulty], folder)


def _in_order(texts: Iterable[str]) -> Texts:
    """Return texts with one blank between words, and without the empty ones."""
    return tuple(line for text in texts if (line := " ".join(text.split())))


def _place_of(version: PhraseVersion | TopicVersion) -> tuple[int, dt.datetime]:
    """Return where a version comes: clocks are wrong at times, so the count goes first."""
    return version.written.nth, version.written.at


def _phrases(kept: Mapping[str, Value]) -> Iterator[PhraseVersion]:
    for value in (v for v in kept.values() if isinstance(v, dict)):
        match value:
            case {"question": str(question), "key": str(key), "texts": texts, "lang": str(lang)}:
                said = tuple(map(str, texts)) if isinstance(texts, list) else None
                if written := _written(value):
                    yield PhraseVersion((question, key), said, lang, written)


def _topics(kept: Mapping[str, Value]) -> Iterator[TopicVersion]:
    for value in (v for v in kept.values() if isinstance(v, dict)):
        match value:
            case {"topic": topic, "asked": bool(asked)}:
                found, written = OwnTopic.found(topic), _written(value)
                if found is not None and written is not None:
                    yield TopicVersion(found, asked, written)


def _written(value: Mapping[str, Value]) -> Written | None:
    """Return the stamp of a version; None when it has none that can be read."""
    try:
        at = dt.datetime.fromisoformat(str(value["at"]))
        return Written(int(str(value["nth"])), str(value["by"]), at)
    except (KeyError, ValueError):
        return None
