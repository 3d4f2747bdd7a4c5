"""What the record refuses, in words the clinician can act on."""

from __future__ import annotations

from eolplan.errors import EolplanError
from eolplan.words import say, tr


class EntryUnreadable(EolplanError):
    """A text that should be an entry or a version does not have the form of one."""

    def __init__(self) -> None:
        super().__init__(tr("Part of this record cannot be read. Nothing has been taken in."))


class EntryAltered(EolplanError):
    """An entry, version or guide is not the one that its digest names."""

    def __init__(self) -> None:
        super().__init__(
            tr("Part of this record has been changed since it was written. Nothing was taken in.")
        )


class LinksDisagree(EolplanError):
    """Two sources name different predecessors of one entry: one of them is forged or damaged."""

    def __init__(self) -> None:
        super().__init__(
            tr("This copy contradicts the record about what came before. Nothing was taken in.")
        )


class WrongPerson(EolplanError):
    """A copy holds entries of a person whom it does not name."""

    def __init__(self) -> None:
        super().__init__(tr("This copy is about another person. Nothing was taken in."))


class Refused(EolplanError):
    """Something the log cannot do here; the sentence says why."""


class NothingToUndo(Refused):
    """There is no step of this conversation left to take back."""

    def __init__(self) -> None:
        super().__init__(tr("There is nothing left to undo in this conversation."))


class NoLongerCurrent(Refused):
    """The answer has been replaced since."""

    def __init__(self) -> None:
        super().__init__(tr("This answer has been changed since. Look at the newest one first."))


class HistoryElsewhere(Refused):
    """What stood before is not held, so it cannot be put back."""

    def __init__(self) -> None:
        super().__init__(
            tr("The earlier answer is not in this copy. Record what is right now instead.")
        )


class NothingToSign(Refused):
    """An existing version already covers exactly what is held."""

    def __init__(self, number: int) -> None:
        super().__init__(say("Nothing has changed since version {number}.", number=number))
