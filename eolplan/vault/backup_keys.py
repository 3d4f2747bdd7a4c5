"""What one secret opens of a backup and of the store that it is to replace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eolplan.vault import headers
from eolplan.vault.backup import Backup
from eolplan.vault.errors import (
    BackupDamaged,
    VaultAbsent,
    VaultDamaged,
    WrongCode,
    WrongPassphrase,
)
from eolplan.vault.header import RECOVERY, Header
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from eolplan.vault.recovery import secret_of
from eolplan.vault.slots import recovery_kek
from eolplan.vault.unlocking import UnlockedSlot, derive, opened_by, with_kek

Way = Callable[[Path], UnlockedSlot]
"""Opens the header in a folder with the secret in hand."""


@dataclass(slots=True)
class Opened:
    """What a secret has opened.

    Attributes:
        keys: Of the backup.
        here: Of the present store; None: there is none, or it cannot be told whose it is.
        epoch: Of the present store's keys; 0: unknown.
        header: The present one, if a holder of *here* wrote it.
        staff: Who restores; empty by the recovery code.
    """

    keys: Keys
    here: Keys | None
    epoch: int
    header: Header | None
    staff: str

    def wipe(self) -> None:
        """Overwrite the keys."""
        for keys in (self.keys, self.here):
            if keys is not None:
                keys.wipe()


def way_of(secret: str, *, by_code: bool, slot_id: str | None) -> Way:
    """Return how to open a header with *secret*; a slot that it does not have is not asked for.

    Raises:
        CodeMistyped: it cannot be a recovery code.
    """
    if by_code:
        code = secret_of(secret)
        return lambda folder: _by_code(folder, code)

    def by_passphrase(folder: Path) -> UnlockedSlot:
        newest = headers.read(Folder(folder)).found[0]
        known = slot_id in [slot.slot_id for slot in newest.slots]
        return derive(folder, secret, slot_id=slot_id if known else None)

    return by_passphrase


def _by_code(folder: Path, code: bytes) -> UnlockedSlot:
    found = headers.read(Folder(folder))
    opened = opened_by(found, RECOVERY, with_kek(lambda slot: recovery_kek(slot, code)))
    if opened is None:
        raise WrongCode
    return opened


def open_both(names: Folder, backup: Backup, laid_out: Path, way: Way) -> Opened:
    """Open a backup, and the present store if there is one. Slow.

    The secret of today opens a backup of the same keys, whatever the passphrase was
    when it was made.

    Args:
        names: The folder of the store.
        backup: Whose header lies in *laid_out*.
        laid_out: A folder with that header.
        way: Of the secret.

    Raises:
        WrongPassphrase, WrongCode: it does not open the backup; or the present store
            stands, under other keys, and the secret does not open that.
        BackupDamaged: it opens, and is not what a holder of the keys made.
        NotEnoughMemory, VaultTooNew: see ``derive``.
    """
    mine, refused = _try(names.path, way)
    if mine is not None and backup.manifest.authentic(Keys(mine.vmk)):
        there = mine
    else:
        there = way(laid_out)
    keys = Keys(bytearray(there.vmk))
    if not backup.manifest.authentic(keys):
        raise BackupDamaged
    present = headers_in(names)
    epoch = present[0].key_epoch if present else backup.manifest.epoch
    if mine is not None:
        here = Keys(bytearray(mine.vmk))
    elif epoch == backup.manifest.epoch:
        here = Keys(bytearray(there.vmk))
    elif refused is not None and epoch in names.databases:
        raise refused
    else:
        return Opened(keys, None, 0, None, there.slot.user)
    true = next((header for header in present if header.authentic(here)), None)
    return Opened(keys, here, true.key_epoch if true else epoch, true, there.slot.user)


def _try(folder: Path, way: Way) -> tuple[UnlockedSlot | None, Exception | None]:
    """Open the present store; return what opened, or how the secret was refused."""
    try:
        return way(folder), None
    except (WrongPassphrase, WrongCode) as e:
        return None, e
    except (VaultAbsent, VaultDamaged):
        return None, None


def headers_in(names: Folder) -> tuple[Header, ...]:
    """Return the headers in a folder, the newest first; none where none can be read."""
    try:
        return headers.read(names).found
    except (VaultAbsent, VaultDamaged):
        return ()
