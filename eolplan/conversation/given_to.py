"""Words that were written down as the person's own, and were somebody else's: moved beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from eolplan.conversation.door import Conversation
from eolplan.conversation.errors import AnswerRejected
from eolplan.guide import Question
from eolplan.record import Answer, Entry, Standing, is_of_paper, is_view, viewer
from eolplan.record.answer import LONGEST_WORDS
from eolplan.record.codes import UNDO
from eolplan.telling import RANKED, answer_words, name_of
from eolplan.words import listing, say, tr

_BLANK: Final = Answer(Standing.NOT_ASKED)


def just_written(talk: Conversation, page: Question) -> tuple[Entry, ...]:
    """Return what stands on *page* as the person's own answer and was written in this talk.

    Only what who is signed in wrote; empty where part of the page is not certain.
    """
    return tuple(entry for entry in _changed(talk, page) if _is_of_this_talk(talk, entry))


def give_to(talk: Conversation, page: Question, said: Answer, instance: str) -> tuple[Entry, ...]:
    """Move what was just written as the person's own to whoever said it, in one act.

    What the person had said before stands again. A choice moves as its words: what somebody
    else thinks is never a choice of the person's.

    Args:
        talk: The talk.
        page: The page.
        said: Who says it, as an answer that stands for nothing else.
        instance: Where the words of that voice are kept.

    Raises:
        AnswerRejected: it does not fit in beside what they said already.
        MayNot: who is signed in only reads.
        NotWritten: the disk did not take it; nothing was changed.
    """
    wrong = just_written(talk, page)
    if not wrong:
        return ()
    held = talk.guide.question(page.fields[0] if page.kind == RANKED else page.id)
    before = talk.log.reading(held.id, instance).answer
    words = [before.own_words] if before is not None else []
    words.append(_words(talk, page, wrong))
    text = "\n".join(filter(None, words))
    if len(text) > LONGEST_WORDS:
        raise AnswerRejected([tr("There is no room for this beside what is there. Shorten that.")])
    theirs = replace(said, standing=Standing.ANSWERED, own_words=text)
    for stood in (*(entry.answer for entry in wrong), *([before] if before else [])):
        theirs = theirs.stricter(stood)  # what was not to be told on goes no further than it did
    changed = _changed(talk, page) if page.kind == RANKED else wrong  # a tap takes others off
    back = [(entry.question, entry.instance, _before(talk, entry)) for entry in changed]
    return talk.record([*back, (held.id, instance, theirs)], reason=_why(talk, instance))


def _changed(talk: Conversation, page: Question) -> tuple[Entry, ...]:
    """Return what this talk changed of the person's own on *page*, and what it took off."""
    found: list[Entry] = []
    for question, instance in _places_of(talk, page):
        heads = talk.log.heads(question, instance)
        if len(heads) > 1:
            return ()
        found += [head for head in heads if _is_own(talk, head)]
    return tuple(found)


def _places_of(talk: Conversation, page: Question) -> Iterator[tuple[str, str]]:
    """Yield where the person's own answers of *page* are: of places not wanted, one for each."""
    for question in (page.id, *page.fields):
        yield question, ""
    if page.kind == RANKED:
        avoid = page.fields[-1]
        for instance in talk.log.by_question.get(avoid, ()):
            if instance and not is_view(instance):
                yield avoid, instance


def _is_own(talk: Conversation, entry: Entry) -> bool:
    """Whether who is signed in wrote it in this talk as the person's own, or took it off."""
    return (
        (entry.conversation, entry.author.id) == (talk.id, talk.staff.id)
        and entry.reason != UNDO
        and entry.answer.said_by.startswith("person")
        and entry.answer.standing in (Standing.ANSWERED, Standing.NOT_ASKED)
    )


def _is_of_this_talk(talk: Conversation, entry: Entry) -> bool:
    return _is_own(talk, entry) and entry.answer.standing is Standing.ANSWERED


def _words(talk: Conversation, page: Question, wrong: tuple[Entry, ...]) -> str:
    """Return what was written, as words; it says of what where that is not the page itself."""
    first = wrong[0]
    if len(wrong) == 1 and (page.kind != RANKED or first.question == page.fields[0]):
        return _entry_words(talk, first)
    said: dict[str, list[str]] = {}
    for entry in wrong:
        said.setdefault(entry.question, []).append(_entry_words(talk, entry))
    return ". ".join(
        f"{tr(talk.guide.question(question).heading)}: {listing(words)}"
        for question, words in said.items()
    )


def _entry_words(talk: Conversation, entry: Entry) -> str:
    if entry.answer.value is None:
        return entry.answer.own_words
    return answer_words(talk.guide, talk.log, talk.guide.question(entry.question), entry.answer)


def _before(talk: Conversation, entry: Entry) -> Answer:
    """Return what stood before this talk wrote over it; of what differed, that it was not asked."""
    while True:
        earlier = [e for e in map(talk.log.entries.get, entry.supersedes) if e is not None]
        if len(earlier) != 1:
            return _BLANK
        entry = earlier[0]
        if not _is_of_this_talk(talk, entry):
            return entry.answer


def _why(talk: Conversation, instance: str) -> str:
    name, who = talk.subject.called, viewer(instance)
    if is_of_paper(instance):
        return say("From an earlier paper. {name} did not say it then.", name=name)
    if not who:
        return say("Noticed by staff. {name} did not say it.", name=name)
    return say("Said by {who}, not by {name}.", who=name_of(talk.log, who), name=name)
