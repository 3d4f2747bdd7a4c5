"""The names that stand in a prompt, and the filling of its placeholders.

A prompt is one whole sentence with a few placeholders. English needs three
forms of a pronoun; the placeholders are named after the ones that differ:

================  ==========================  =======================
placeholder       where it stands             she / he / they
================  ==========================  =======================
``{she} {She}``   who does something          she / he / they
``{him}``         after a verb or a "to"      her / him / them
``{her} {Her}``   before a noun               her / his / their
``{hers}``        alone                       hers / his / theirs
================  ==========================  =======================

"they" takes another verb form than "she": *she wants, they want*. So a verb
after ``{she}`` must be one that does not change: can, could, would, said, told,
had, will. ``eolplan.guide.files`` refuses the ones that do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from eolplan.guide.nations import PLACEHOLDERS as OF_A_NATION
from eolplan.guide.nations import nation as law_of
from eolplan.words import tr

PEOPLE: Final = frozenset({"name", "staff", "carer", "she", "She", "her", "Her", "hers", "him"})
PLACEHOLDERS: Final = PEOPLE | OF_A_NATION
"""All that may stand between braces in the words of a guide."""

_PRONOUNS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "she": ("she", "her", "hers", "her"),
    "he": ("he", "his", "his", "him"),
    "they": ("they", "their", "theirs", "them"),
}
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who in a sentence.

    Attributes:
        name: What the person likes to be called.
        she: The person as the one who does something: she, he, they.
        her: The person's, before a noun: her, his, their.
        hers: The person's, alone: hers, his, theirs.
        staff: The member of staff at the keyboard.
        carer: The main carer; "the carer" in words when there is no name.
        him: The person after a verb or a "to": her, him, them.
        nation: Whose terms and law stand in the words; empty: those of a place elsewhere.
    """

    name: str
    she: str = "they"
    her: str = "their"
    hers: str = "theirs"
    staff: str = ""
    carer: str = ""
    him: str = "them"
    nation: str = ""

    @classmethod
    def of(
        cls, name: str, pronouns: str = "", *, staff: str = "", carer: str = "", nation: str = ""
    ) -> Names:
        """Build the names from what the record holds.

        Args:
            name: What the person likes to be called.
            pronouns: As the person said them, ``she/her`` or ``He``. Only the
                first word is read; anything else, or nothing, gives "they".
            staff: The member of staff at the keyboard.
            carer: The main carer's name, if one is known.
            nation: Whose law applies, or empty.
        """
        first = re.split(r"[^a-z]", pronouns.strip().lower())[0]
        she, her, hers, him = _PRONOUNS.get(first, _PRONOUNS["they"])
        return cls(name, she, her, hers, staff, carer or tr("the carer"), him, nation)

    def word(self, placeholder: str) -> str | None:
        """Return what stands for *placeholder*, or None when there is no such one."""
        if placeholder not in PEOPLE:
            return law_of(self.nation).word(placeholder)
        word = getattr(self, placeholder.lower())
        return word.capitalize() if placeholder[0].isupper() else str(word)


def fill(text: str, names: Names) -> str:
    """Translate *text* and put *names* in its placeholders.

    Names are put in once and never read again, so a name with braces stays as
    it is; braces that are no placeholder stay too.
    """

    def word(found: re.Match[str]) -> str:
        known = names.word(found[1])
        return found[0] if known is None else known

    return _PLACEHOLDER.sub(word, tr(text))
