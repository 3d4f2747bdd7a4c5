"""Signing what is on the check page, once the passphrase is typed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, Signal

from eolplan.conversation import (
    Conversation,
    NotWritten,
    WrongPassphrase,
    given_now,
    keep,
    to_sign,
)
from eolplan.errors import EolplanError
from eolplan.record import Entry, Version
from eolplan.words import tr
from ui.jobs import Job
from ui.pages.sign_sheet import SignSheet


class SignOff(QObject):
    """Makes a version of what stands, and sees it signed and onto the disk.

    Args:
        talk: The talk.
        sheet: Where the passphrase is typed, and where it is said why nothing was signed.

    Signals:
        signed: the version is on disk.
    """

    signed = Signal()

    def __init__(self, talk: Conversation, sheet: SignSheet) -> None:
        super().__init__(sheet)
        self._talk, self._sheet = talk, sheet

    def sign(self, passphrase: str, without: Collection[str], seen: Collection[str]) -> None:
        """Sign it off-thread.

        Args:
            passphrase: What was typed.
            without: Topics that are left for later.
            seen: Ids of the students whose entries the signer has gone through.
        """
        try:
            beside = given_now(self._talk)
            version = to_sign(self._talk, held_back=without, gone_through=seen, beside=beside)
        except EolplanError as e:
            self._sheet.refuse(str(e))
            return
        self._sheet.set_busy(True)
        job = Job(self, partial(self._talk.signature, version, passphrase))
        job.done.connect(lambda signed: self._keep(version, seen, beside, *signed))
        job.failed.connect(self._refused)
        job.start()

    def _keep(
        self, version: Version, seen: Collection[str], beside: tuple[Entry, ...], signature: str,
        key: str,
    ) -> None:  # fmt: skip
        try:
            keep(self._talk, version.with_signature(signature, key), seen, beside)
            self._talk.finish()
        except NotWritten as e:
            self._sheet.refuse(str(e))
        else:
            self.signed.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, WrongPassphrase):
            self._sheet.refuse(
                tr(
                    "That is not your passphrase. Nothing was signed off. Check Caps Lock and the"
                    " keyboard language."
                )
            )
        elif isinstance(error, EolplanError):
            self._sheet.refuse(str(error))
        else:
            raise error
