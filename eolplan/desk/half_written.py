"""What a member of staff began to write that is no answer: theirs, until it is saved or erased.

It lies where half-typed answers lie, and outlives what they outlive: what is for the team under
nobody's plan, what is about somebody under theirs, so that it is erased with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from eolplan.record import Answer, Value
from eolplan.vault import BESIDE, Draft

if TYPE_CHECKING:
    from eolplan.desk.at_work import Desk

_NOBODY: Final = ""


class HalfWritten:
    """What was begun at one place, by whoever is at work.

    Args:
        desk: Who is at work.
        place: What it is, such as ``own-topic.`` and the id of the topic.
        person: Whose plan it is about; empty: nobody's.
    """

    def __init__(self, desk: Desk, place: str, person: str = _NOBODY) -> None:
        self._store, self._now = desk.session.store, desk.now
        self._key = (person, f"{BESIDE}{place}" if person else place, desk.staff.id)

    def texts(self) -> dict[str, list[str]]:
        """Return what was begun, by the name of its field."""
        draft = self._store.draft(*self._key)
        kept = draft.answer.value if draft is not None else None
        found = kept.items() if isinstance(kept, dict) else ()
        return {name: [*map(str, texts)] for name, texts in found if isinstance(texts, list)}

    def keep(self, texts: Mapping[str, Sequence[str]]) -> None:
        """Keep what is there now over what was there before; nothing where nothing is.

        Raises:
            NotWritten: the disk did not take it.
        """
        kept: dict[str, Value] = {name: [*lines] for name, lines in texts.items()}
        if kept == self.texts():
            return
        if kept:
            self._store.keep_draft(Draft(*self._key, Answer(value=kept)), at=self._now())
        else:
            self._store.drop_draft(*self._key)
