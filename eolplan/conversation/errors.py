"""Why something could not be recorded, in words for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from eolplan.errors import EolplanError
from eolplan.words import partial_date, say


class AnswerRejected(EolplanError):
    """The answer cannot be recorded as it stands; nothing was changed.

    Attributes:
        problems: One sentence for each reason, without anybody's words.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problems))


def said_as_it_was(name: str) -> str:
    """Return why nothing is asked any more: nobody is left to say it."""
    return say("{name} has died. What was said stays as it was said then.", name=name)


class SaidEarlier(EolplanError):
    """The answer was said before one that stands (record.md, hole 8).

    It is the user who knows whether "this was then" or it holds now; call
    ``answer`` again with ``then=True`` or ``then=False``.
    """

    def __init__(self, standing_since: str) -> None:
        super().__init__(
            say(
                "What stands was said later, on {date}. Was this said then, or does it hold now?",
                date=partial_date(standing_since),
            )
        )


class NotReadyToSign(EolplanError):
    """A fact that every signed plan needs is not recorded yet.

    Attributes:
        needed: One sentence for each fact, in the order of the check page.
    """

    def __init__(self, needed: Sequence[str]) -> None:
        self.needed = tuple(needed)
        super().__init__(" ".join(needed))
