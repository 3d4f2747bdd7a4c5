"""Whose words they are in a talk at which the person is not: nobody is taken for them."""

from __future__ import annotations

from typing import Final

from eolplan.conversation import Conversation

UNSAID: Final = "?"
"""Stands for a voice until somebody said who speaks: nothing can be written yet."""

_THERE: Final = "conv.present"
_OTHERS: Final = "conv.present.others"


def is_away(talk: Conversation) -> bool:
    """Say whether the talk says that the person is not there."""
    return talk.reading(_THERE).value == "no"


def others_here(talk: Conversation) -> tuple[str, ...]:
    """Return a line for everybody else who is there."""
    said = talk.reading(_OTHERS).value
    return tuple(map(str, said)) if isinstance(said, list) else ()


def is_line_of(line: str, name: str) -> bool:
    """Say whether a line of who is there is of *name*: alone, or with who they are after it."""
    return line == name or line.startswith(f"{name}, ")


def here_alone(talk: Conversation, people: tuple[tuple[str, str], ...]) -> str:
    """Return the contact who is there with no other; empty where several are, or nobody known.

    Args:
        talk: The talk.
        people: (instance, name) of the people who matter.
    """
    lines = others_here(talk)
    found = [one for one, name in people if any(is_line_of(line, name) for line in lines)]
    return found[0] if len(lines) == len(found) == 1 else ""
