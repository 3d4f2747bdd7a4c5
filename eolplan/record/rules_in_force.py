"""The rules of the log, each with a switch, so that tests can see what each one prevents.

Nothing outside the tests ever switches one off. A rule that no test has seen
fail when it is off proves nothing, so every switch has such a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules hold; all of them, in every real log.

    Attributes:
        salt: A digest covers a random salt, so that nobody can guess an answer
            that was left out of a copy from its digest.
        person_in_digest: A digest covers the person.
        equal_heads: Heads with equal content are one answer.
        seen: An entry supersedes what its page showed, not what is there now.
        undo_all_parents: Undo puts back everything that was superseded.
        undo_blank: Undo of a first answer reads "not asked", never "withdrawn".
        error_restores: An answer marked as an error gives way to what stood before.
        confirm_is_annotation: Confirming adds no head to the question.
        remove_by_membership: One entry removes a whole instance.
        links_stay_inside: A link counts only within one question and instance, or
            in the removal of an instance.
        alias_links: Links between persons count only while they are joined.
        husks: A copy carries the links of the entries it leaves out below.
        mask_by_key: A mask decides for all heads of a question at once.
        ref_closure: A mask carries what a carried answer points at and needs.
        tips_never_hide: A husk counts only below an entry that is held.
        erase_keeps_husk: An erased entry keeps its links.
        erase_remembered: An erased entry is not taken in again.
        erased_tips_travel: Nothing below an erased answer goes into a masked copy.
        version_frontier: The same frontier is signed only once.
    """

    salt: bool = True
    person_in_digest: bool = True
    equal_heads: bool = True
    seen: bool = True
    undo_all_parents: bool = True
    undo_blank: bool = True
    error_restores: bool = True
    confirm_is_annotation: bool = True
    remove_by_membership: bool = True
    links_stay_inside: bool = True
    alias_links: bool = True
    husks: bool = True
    mask_by_key: bool = True
    ref_closure: bool = True
    tips_never_hide: bool = True
    erase_keeps_husk: bool = True
    erase_remembered: bool = True
    erased_tips_travel: bool = True
    version_frontier: bool = True


IN_FORCE: Final = Rules()
"""Every rule; what every real log is read by."""
