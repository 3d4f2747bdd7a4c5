"""The whole guide: every topic in order, and where to find what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from eolplan.guide.library import Library
from eolplan.guide.model import Question, Section
from eolplan.guide.path import GuidePath
from eolplan.guide.value_sets import ValueSet
from eolplan.words import language


def digest(text: str, lang: str) -> str:
    """Return the SHA-256 (hex) of a guide's *text* as asked in *lang*.

    It is kept with every entry, so that a question whose meaning was turned
    round elsewhere is not mistaken for ours.
    """
    return hashlib.sha256(f"{lang}\n{text}".encode()).hexdigest()


_ours = lru_cache(maxsize=256)(digest)
"""The digest of a text that this guide asks: every answer and every copy wants one again."""


@dataclass(frozen=True, slots=True)
class Guide:
    """An ordered walk through topics.

    Attributes:
        sections: In the order of the conversation.
        value_sets: By id; a hospice's own too.
        retired: Id that is no longer asked -> the id that replaced it.
        libraries: Words to start with, by id.
        paths: Ready-made paths by id, in the order in which they are offered.
        restricted: Questions whose answers only chosen members of staff may read. What
            another answer may free is not among them, for staff must know of a danger
            before they visit; nor is what only stays off copies.
    """

    sections: tuple[Section, ...]
    value_sets: Mapping[str, ValueSet] = field(default_factory=dict, hash=False)
    retired: Mapping[str, str] = field(default_factory=dict, hash=False)
    libraries: Mapping[str, Library] = field(default_factory=dict, hash=False)
    paths: Mapping[str, GuidePath] = field(default_factory=dict, hash=False)
    restricted: frozenset[str] = field(init=False, repr=False, compare=False)
    _questions: dict[str, Question] = field(init=False, repr=False, compare=False)
    _groups: dict[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        questions = {q.id: q for s in self.sections for q in s.questions}
        groups: dict[str, Question] = {}
        for question in questions.values():
            for field_id in question.fields:
                groups.setdefault(field_id, question)
        restricted = frozenset(q.id for q in questions.values() if q.restricted)
        object.__setattr__(self, "restricted", restricted)
        object.__setattr__(self, "_questions", questions)
        object.__setattr__(self, "_groups", groups)

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions.values())

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._questions

    def question(self, question_id: str) -> Question:
        """Return the question called *question_id*.

        Raises:
            KeyError: this guide has no such question.
        """
        return self._questions[question_id]

    def section(self, section_id: str) -> Section:
        """Return the section called *section_id*.

        Raises:
            KeyError: this guide has no such section.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def section_of(self, question_id: str) -> Section:
        """Return the section in which *question_id* is asked.

        Raises:
            KeyError: this guide has no such question.
        """
        return self.section(self._questions[question_id].section)

    def group_of(self, question_id: str) -> Question | None:
        """Return the group or place table of which *question_id* is a field, or None."""
        return self._groups.get(question_id)

    def own_fields(self, page: Question) -> tuple[str, ...]:
        """Return the fields of a page but for those that it only shares with another."""
        return tuple(f for f in page.fields if self._groups[f].id == page.id)

    def title_of(self, whole: str) -> str:
        """Return what the topic *whole* is called where it stands as one, as the record has it.

        Raises:
            KeyError: this guide has no such section.
        """
        section = self.section(whole)
        return section.whole_title or section.title

    def parts_of(self, whole: str) -> tuple[Section, ...]:
        """Return the topics that are one in the record under the id *whole*."""
        return tuple(section for section in self.sections if section.whole == whole)

    def whole_of(self, question_id: str) -> str:
        """Return the id under which the record knows the topic of *question_id*.

        Raises:
            KeyError: this guide has no such question.
        """
        return self.section_of(question_id).whole

    def ready(self, group_id: str, code: str) -> Mapping[str, str]:
        """Return the words to start with for a member of a group, by field id.

        Args:
            group_id: A question of this guide.
            code: The answer that names the member; other answers have no words.

        Raises:
            KeyError: this guide has no such question.
        """
        library = self.libraries.get(self._questions[group_id].library)
        words = library.entries.get(code, {}) if library else {}
        return {f"{group_id}.{part}": text for part, text in words.items()}

    def value_set(self, set_id: str) -> ValueSet:
        """Return the value set called *set_id*.

        Raises:
            KeyError: this guide has no such set.
        """
        return self.value_sets[set_id]

    def text_of(self, section_id: str) -> str:
        """Return what is kept with the entries of a section: its exact text and its options.

        Raises:
            KeyError: this guide has no such section.
        """
        return self.section(section_id).text

    def digest_of(self, question_id: str, lang: str = "") -> str:
        """Return the digest of the words in which *question_id* is asked.

        Args:
            question_id: A question of this guide.
            lang: The language it is asked in; empty: the language in force.

        Raises:
            KeyError: this guide has no such question.
        """
        return _ours(self.section_of(question_id).text, lang or language())

    def section_text(self, wanted: str, lang: str = "") -> str:
        """Return the section text whose digest is *wanted*.

        Args:
            wanted: A digest as an entry carries it.
            lang: The language of that entry; empty: the language in force.

        Raises:
            KeyError: no section of this guide, in that language, has this digest.
        """
        for section in self.sections:
            if _ours(section.text, lang or language()) == wanted:
                return section.text
        raise KeyError(wanted)
