"""How hard a text is to read, and the words that eolplan does not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

BANNED: Final = (
    "patient", "patients", "refuses", "DNR", "non-compliant", "failed", "failure", "success",
    "successful", "deadline", "overdue", "complete", "incomplete", "completed", "mandatory",
    "invalid", "illegal", "please", "sorry", "passed away", "lost", "battle", "loved one",
    "loved ones", "still", "missing", "refused care", "nothing more can be done",
    "everything done", "deceased", "terminal", "legally valid", "legally binding", "futile",
    "TLC", "clinician", "clinicians",
)  # fmt: skip
"""Never on a screen: they blame, hurry, frighten, or mean too much."""

AMERICAN: Final = (
    r"col(?:or|ors|ored)", r"center(?:s|ed)?", r"behavior\w*", r"favor\w*", r"honor\w*", r"humor",
    r"neighbor\w*", r"gray", r"program", r"mom", r"gotten", r"fulfill", r"enroll",
    r"pediatric\w*", r"anesthe\w*", r"esophag\w*", r"hem(?:o|a)\w*", r"diarrhea", r"tumor\w*",
    r"judgment", r"license[ds]? to", r"\w+(?:aliz|oriz|ganiz|cogniz|lyz)\w*",
)  # fmt: skip
"""Spellings that are not British."""

_SENTENCE: Final = re.compile(r"(?<=[.?!:])[\"'\u201d\u2019]?\s+")
_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ]+(?:['\u2019][A-Za-z]+)?")
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
_VOWELS: Final = re.compile(r"[aeiouyà-ÿ]+")


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; a label is one sentence."""
    return [s for s in _SENTENCE.split(text.strip()) if s]


def words(text: str) -> list[str]:
    """Return the words of *text*; a placeholder counts as a short name."""
    return _WORD.findall(_PLACEHOLDER.sub("Gwen", text))


def syllables(word: str) -> int:
    """Count the syllables of an English *word*, within one either way."""
    low = word.lower().replace("\u2019", "'").split("'")[0]
    count = len(_VOWELS.findall(low))
    silent_e = low.endswith("e") and not low.endswith(("le", "ee", "ie", "ye", "oe"))
    silent_ed = low.endswith("ed") and not low.endswith(("ted", "ded", "eed", "ied"))
    silent_es = low.endswith("es") and not low.endswith(("ses", "zes", "ces", "ges", "xes", "hes"))
    if count > 1 and (silent_e or silent_ed or (silent_es and not low.endswith("ies"))):
        count -= 1
    return max(count, 1)


def grade(texts: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of *texts* taken together.

    Source:
        Kincaid and others (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    every = list(texts)
    count = sum(len(sentences(t)) for t in every)
    found = [w for t in every for w in words(t)]
    spoken = sum(map(syllables, found))
    return 0.39 * len(found) / count + 11.8 * spoken / len(found) - 15.59


def banned_in(text: str) -> Iterator[str]:
    """Yield the words of *text* that eolplan does not use."""
    for word in BANNED:
        flags = 0 if word.isupper() else re.IGNORECASE
        if re.search(rf"\b{re.escape(word)}\b", text, flags):
            yield word


def american_in(text: str) -> Iterator[str]:
    """Yield the spellings in *text* that are not British."""
    for pattern in AMERICAN:
        yield from re.findall(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
