"""What can go wrong between a passphrase and a saved answer, each in one calm sentence.

The class is the situation, ``str(error)`` is what the member of staff reads.
No sentence holds a name, a path or anything that was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from eolplan.errors import EolplanError
from eolplan.words import N_, listing, say, tr


class WrongPassphrase(EolplanError):
    """No slot of the header opens with what was typed."""

    def __init__(self) -> None:
        super().__init__(
            tr("That passphrase did not open the store. Check Caps Lock and the keyboard language.")
        )


class WrongCode(EolplanError):
    """The recovery code is well formed but belongs to another store, or was replaced."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That recovery code did not open the store. Check that the sheet is the newest"
                " one for this laptop."
            )
        )


class CodeMistyped(EolplanError):
    """The recovery code cannot be right as typed.

    Attributes:
        groups: The groups with a slip, counted from 1; empty when the number
            of characters is wrong and no group can be named.
    """

    def __init__(self, groups: Sequence[int] = ()) -> None:
        self.groups = tuple(groups)
        if groups:
            text = say(
                "Check group {groups} of the recovery code: a letter or digit is not right there.",
                groups=listing([str(g) for g in groups]),
            )
        else:
            text = tr("A recovery code has 8 groups of 5 letters and digits.")
        super().__init__(text)


class PassphraseTooWeak(EolplanError):
    """The passphrase that was chosen would be guessed.

    Attributes:
        problems: One sentence for each reason.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problems))


class NotEnoughMemory(EolplanError):
    """The key could not be derived because the laptop has too little memory free."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This laptop has too little free memory to open the store. Close other programs,"
                " then try again."
            )
        )


class VaultAbsent(EolplanError):
    """There is no store in the folder."""

    def __init__(self) -> None:
        super().__init__(
            tr("The store is not where it was. It may be on a drive that is not plugged in.")
        )


class VaultExists(EolplanError):
    """A store stands in the folder where a new one was to be made."""

    def __init__(self) -> None:
        super().__init__(
            tr("There is already a store in that folder. Open it, or choose another folder.")
        )


class VaultDamaged(EolplanError):
    """Part of the header or of the database cannot be read."""

    def __init__(self) -> None:
        super().__init__(tr("Part of the store could not be read. Nothing has been changed."))


class PlanAltered(VaultDamaged):
    """An entry of one plan is not what was written; the other plans can be read.

    Attributes:
        person: Id of the person whose plan it is.
    """

    def __init__(self, person: str) -> None:
        EolplanError.__init__(
            self,
            tr(
                "This plan was changed outside eolplan and cannot be shown as fact."
                " The other plans can be read."
            ),
        )
        self.person = person


class VaultTooNew(EolplanError):
    """The store was last opened by a later eolplan."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            say(
                "A newer eolplan has used this store. Install the newer eolplan to open it, or ask"
                " IT. (The store uses layout {found}; this eolplan knows up to {known}.)",
                found=found,
                known=known,
            )
        )


class AlreadyOpen(EolplanError):
    """Another process has the store open."""

    def __init__(self) -> None:
        super().__init__(
            tr("Another copy of eolplan has the store open. Use that one, or close it first.")
        )


class ReadOnlyFolder(EolplanError):
    """The folder of the store cannot be written to."""

    def __init__(self) -> None:
        super().__init__(
            tr("This folder can be read but not written to. Choose a folder where you can save.")
        )


class SharedFolder(EolplanError):
    """The folder lies on a network drive or is copied elsewhere by a sync program."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            say(
                "That folder is on {kind}. Two computers writing to one store would damage it."
                " Choose a folder on this laptop's own disk.",
                kind=kind,
            )
        )


class NotOpened(EolplanError):
    """There is not even room for what opening needs, or the disk does not answer."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The store could not be opened: the disk is full or does not answer. Nothing has"
                " been changed. Make some room, then try again."
            )
        )


class Why(StrEnum):
    """Why a write did not happen."""

    FULL = "full"
    READ_ONLY = "readonly"
    IO = "io"
    BUSY = "busy"


_NOT_WRITTEN: Final = {
    Why.FULL: N_("Not saved yet: the disk is full. Your words are here on the screen."),
    Why.READ_ONLY: N_(
        "Not saved yet: the folder can only be read. Your words are here on the screen."
    ),
    Why.IO: N_("Not saved yet: the disk did not take the words. They are here on the screen."),
    Why.BUSY: N_(
        "Not saved yet: the store is busy with another task. Your words are here on the screen."
    ),
}


class NotWritten(EolplanError):
    """The database refused the transaction; nothing of it was kept.

    Attributes:
        why: ``full``, ``readonly``, ``io`` or ``busy``.
    """

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(tr(_NOT_WRITTEN[why]))


class ReadingStopped(EolplanError):
    """A task in the background was stopped, or may not begin, because of an erasure."""

    def __init__(self) -> None:
        super().__init__(
            tr("Stopped, because something is being erased from the store. Try again in a minute.")
        )


class NotErased(EolplanError):
    """The erasure was asked for while something else was reading; nothing was erased."""

    def __init__(self) -> None:
        super().__init__(
            tr("Not erased yet: another task is reading the store. Try again in a minute.")
        )


class Cancelled(EolplanError):
    """A task in the background was stopped by whoever had started it; nothing is left of it."""

    def __init__(self) -> None:
        super().__init__(tr("Stopped. Nothing was changed."))


class BackupDamaged(EolplanError):
    """The file is no back-up of ours, or not as it was made."""

    def __init__(self) -> None:
        super().__init__(
            tr("This back-up is not as it was made, so it is not used. Choose another one.")
        )


class BackupTooNew(EolplanError):
    """The back-up was made by a later eolplan."""

    def __init__(self) -> None:
        super().__init__(
            tr("This back-up was made by a newer eolplan. Install the newer one to use it.")
        )


_NOT_BACKED_UP: Final = {
    Why.FULL: N_("No back-up was made: the disk is full. The store itself is well."),
    Why.READ_ONLY: N_(
        "No back-up was made: the folder can only be read. The store itself is well."
    ),
    Why.IO: N_("No back-up was made: the disk did not take it. The store itself is well."),
    Why.BUSY: N_(
        "No back-up was made: the store is busy with another task. Try again in a minute."
    ),
}


class NotBackedUp(EolplanError):
    """A back-up, or a trial of one, could not be written; the store is not affected.

    Attributes:
        why: ``full``, ``readonly``, ``io`` or ``busy``.
    """

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(tr(_NOT_BACKED_UP[why]))


_NOT_RESTORED: Final = {
    Why.FULL: N_("Not restored: the disk is full. Nothing has been changed."),
    Why.READ_ONLY: N_("Not restored: the folder can only be read. Nothing has been changed."),
    Why.IO: N_("Not restored: the disk did not take it. Nothing has been changed."),
    Why.BUSY: N_("Not restored: the store is busy with another task. Nothing has been changed."),
}


class NotRestored(EolplanError):
    """A back-up could not be put in place; whatever stood there stands.

    Attributes:
        why: ``full``, ``readonly``, ``io`` or ``busy``.
    """

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(tr(_NOT_RESTORED[why]))


class HeaderDoubted(EolplanError):
    """The header is not one that eolplan wrote, so nothing may be built on it."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The file that guards the store was changed outside eolplan. Restore the newest"
                " back-up before you change who may open the store."
            )
        )


class PlaceAway(EolplanError):
    """The second place for back-ups is not there right now."""

    def __init__(self) -> None:
        super().__init__(
            tr("The second place for back-ups is not there. It may be on a drive to plug in.")
        )


class PlaceRefused(EolplanError):
    """That folder cannot be the second place for back-ups."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Back-ups cannot be kept there. Choose a folder on another drive, where you can"
                " save."
            )
        )


class NotChosen(EolplanError):
    """Whoever would let a colleague read what is kept for chosen staff cannot read it."""

    def __init__(self) -> None:
        super().__init__(
            tr("Only somebody who can read what is kept for chosen staff can choose who else may.")
        )


class LastToRead(EolplanError):
    """Nobody would be left to read what is kept for chosen staff."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Somebody has to be able to read what is kept for chosen staff. Choose a"
                " colleague first."
            )
        )


class LastLead(EolplanError):
    """Nobody with a way in would be left to look after the team."""

    def __init__(self) -> None:
        super().__init__(
            tr("Somebody has to look after the team and this store. Choose another lead first.")
        )


class NoWayIn(EolplanError):
    """A member of staff has no way in to the store, so nothing can be kept for them."""

    def __init__(self) -> None:
        super().__init__(
            tr("That colleague has no way in to this store. Give them a passphrase first.")
        )
