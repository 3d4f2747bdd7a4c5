"""The answers that can be picked: their codes, their words, and what they are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from eolplan.words import tr

CODE_SYSTEM: Final = "https://eolplan.example/fhir/CodeSystem/"
"""Our own FHIR code systems: this, then the id of the value set."""

Voice = Literal["they", "you"]
"""Whom a sentence speaks to: ``they`` to staff about the person, ``you`` to the person."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What an answer is called in a code system that is not ours.

    A code that stands here is listed in *source* for this meaning; a code
    without a source is never exported.

    Attributes:
        system: The FHIR URI of the code system.
        code: The code.
        display: What the code means, as *source* has it.
        source: The publication that lists the code for this meaning.
        verified_on: The day (ISO) on which code and check digit were compared.
        use: Empty when the code is true of the answer wherever the answer is
            given. Otherwise one of ``FHIR_NAMES`` or ``CODING_USES``: the code is
            true only there, such as "preferred place of death: hospice".
    """

    system: str
    code: str
    display: str
    source: str
    verified_on: str
    use: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be picked.

    Attributes:
        code: What is stored. Never given another meaning.
        words: How it reads on a staff screen and in print.
        you: How it reads to the person; empty when *words* will do.
        hint: A small line under it.
        more: Shown only after "Somewhere else" or "Show more".
        alone: Cannot stand beside other answers, such as "None of these".
        nations: Those of ``NATIONS`` to whose law it belongs; in the others it waits behind
            "Show more", since people and papers move. Empty: it belongs everywhere.
        under: Offered only while the person is known to be younger, in whole years; 0: at
            any age. What was recorded stays in sight at any age.
        codings: The same meaning in code systems that are not ours.
    """

    code: str
    words: str
    you: str = ""
    hint: str = ""
    more: bool = False
    alone: bool = False
    nations: tuple[str, ...] = ()
    under: int = 0
    codings: tuple[Coding, ...] = ()

    def said(self, voice: Voice = "they") -> str:
        """Return the words in the language in force, to staff or to the person."""
        return tr(self.you if voice == "you" and self.you else self.words)

    def fits(self, age: int | None) -> bool:
        """Say whether it is offered to somebody of *age* in whole years; None: nobody knows."""
        return not self.under or (age is not None and age < self.under)

    def coded(self, use: str = "") -> tuple[Coding, ...]:
        """Return the codings that are true everywhere, and those that are true for *use*."""
        return tuple(c for c in self.codings if c.use in ("", use))


@dataclass(frozen=True, slots=True)
class ValueSet:
    """A named list of answers that several questions may offer.

    Attributes:
        id: Such as ``VS-PLACE``; a hospice's own begins with its prefix.
        title: What the list is, for those who write guides.
        source: Where the list comes from.
        options: The answers in the order in which they are offered.
    """

    id: str
    title: str
    source: str
    options: tuple[Option, ...]

    @property
    def system(self) -> str:
        """The FHIR URI of this list as a code system of ours."""
        return CODE_SYSTEM + self.id

    def option(self, code: str) -> Option | None:
        """Return the answer called *code*, or None when the list has none."""
        return next((o for o in self.options if o.code == code), None)
