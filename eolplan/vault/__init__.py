"""The encrypted store: keys, one SQLCipher file, SQL in and values out.

Opening, in two halves, so that the slow one (Argon2id) can run off the GUI
thread; the database belongs to the thread that ran the quick one::

    prepare(passphrase, *, staff, cost) -> Prepared                    slow, no disk
    found(folder, staff, prepared, *, now) -> Created                  quick
    create(folder, staff, passphrase, *, cost, now) -> Created         both

    derive(folder, passphrase, *, slot_id=None) -> UnlockedSlot        slow, reads the header
    Session.open(folder, unlocked, *, now) -> Session                  quick
    unlock(folder, passphrase, *, slot_id=None, now) -> Session        both
    quick.Pins(folder, tell).open(pin, slot_id=None) -> UnlockedSlot   slow, asks the keyring

    recover(folder, code, *, new_passphrase, slot_id=None, cost) -> Recovered     slow
    reopen(folder, recovered, *, now) -> Created                                  quick
    unlock_with_code(folder, code, *, new_passphrase, slot_id=None, cost, now) -> Created

    recover_with_organisation(folder, private_file, passphrase, *, ...) -> Recovered      slow

    admission(session.unlocked, staff, passphrase, *, cost) -> Change                     slow
    passphrase_change(session.unlocked, old, new, *, cost) -> Change                      slow
    session.take(change, *, now)                                                          quick
    session.rotation(leaver, *, now) -> Rotation     ``.run(told, stopped)`` off-thread   slow

    make_backup(session, *, now, told, stopped) -> Made                           slow
    prove(session, backup, *, told, stopped) -> Proof                             slow
    Restoring(folder, file, *, now)      ``.look``, then ``.run``: no session open  slow

    stands(folder) -> bool          is there a store
    labels(folder) -> list[Label]   who may unlock it, before unlock

``now`` is a callable that returns an aware UTC datetime.

Session: ``.store .staff .folder .slot_id .label .notices``, ``.sign(digest, passphrase)
-> (signature, spki)`` (slow, touches no database: may run in a Job), ``.seal(digest)``
(installation's pair), ``.anchor()``, ``.reader()`` (context manager: a read-only ``Store``
for the thread that enters it), ``.close()``.

``eolplan.vault.passphrase`` (``problems``, ``strength``, ``suggest``) and
``eolplan.vault.recovery`` (``groups_of``, ``same_group``, ``secret_of``) hold the rules
of what is typed.

Every name here is imported from its module when it is first asked for: the locked
screen needs the header and the keys, and must not wait for the record and the guide.
``cryptography`` comes with the first secret that is typed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from eolplan.vault.backup import Backup as Backup
    from eolplan.vault.backups import Backups as Backups
    from eolplan.vault.backups import Made as Made
    from eolplan.vault.backups import Second as Second
    from eolplan.vault.backups import choose_second_place as choose_second_place
    from eolplan.vault.backups import make_backup as make_backup
    from eolplan.vault.backups import second_place as second_place
    from eolplan.vault.colleagues import Change as Change
    from eolplan.vault.colleagues import admission as admission
    from eolplan.vault.colleagues import passphrase_change as passphrase_change
    from eolplan.vault.due import Last as Last
    from eolplan.vault.due import Proven as Proven
    from eolplan.vault.due import backup_due as backup_due
    from eolplan.vault.due import changed_since as changed_since
    from eolplan.vault.due import erased_since as erased_since
    from eolplan.vault.due import last_backup as last_backup
    from eolplan.vault.due import last_proof as last_proof
    from eolplan.vault.due import note_backup as note_backup
    from eolplan.vault.due import note_proof as note_proof
    from eolplan.vault.due import proof_due as proof_due
    from eolplan.vault.errors import AlreadyOpen as AlreadyOpen
    from eolplan.vault.errors import BackupDamaged as BackupDamaged
    from eolplan.vault.errors import BackupTooNew as BackupTooNew
    from eolplan.vault.errors import Cancelled as Cancelled
    from eolplan.vault.errors import CodeMistyped as CodeMistyped
    from eolplan.vault.errors import HeaderDoubted as HeaderDoubted
    from eolplan.vault.errors import LastLead as LastLead
    from eolplan.vault.errors import NotBackedUp as NotBackedUp
    from eolplan.vault.errors import NotEnoughMemory as NotEnoughMemory
    from eolplan.vault.errors import NotErased as NotErased
    from eolplan.vault.errors import NotOpened as NotOpened
    from eolplan.vault.errors import NotRestored as NotRestored
    from eolplan.vault.errors import NotWritten as NotWritten
    from eolplan.vault.errors import PassphraseTooWeak as PassphraseTooWeak
    from eolplan.vault.errors import PlaceAway as PlaceAway
    from eolplan.vault.errors import PlaceRefused as PlaceRefused
    from eolplan.vault.errors import PlanAltered as PlanAltered
    from eolplan.vault.errors import ReadingStopped as ReadingStopped
    from eolplan.vault.errors import ReadOnlyFolder as ReadOnlyFolder
    from eolplan.vault.errors import SharedFolder as SharedFolder
    from eolplan.vault.errors import VaultAbsent as VaultAbsent
    from eolplan.vault.errors import VaultDamaged as VaultDamaged
    from eolplan.vault.errors import VaultExists as VaultExists
    from eolplan.vault.errors import VaultTooNew as VaultTooNew
    from eolplan.vault.errors import Why as Why
    from eolplan.vault.errors import WrongCode as WrongCode
    from eolplan.vault.errors import WrongPassphrase as WrongPassphrase
    from eolplan.vault.founding import Created as Created
    from eolplan.vault.founding import create as create
    from eolplan.vault.founding import found as found
    from eolplan.vault.founding import reopen as reopen
    from eolplan.vault.founding import unlock_with_code as unlock_with_code
    from eolplan.vault.headers import Label as Label
    from eolplan.vault.keys import Cost as Cost
    from eolplan.vault.keys import signature_stands as signature_stands
    from eolplan.vault.manifest import Manifest as Manifest
    from eolplan.vault.organisation import NotAKey as NotAKey
    from eolplan.vault.organisation import WrongKey as WrongKey
    from eolplan.vault.organisation import recover_with_organisation as recover_with_organisation
    from eolplan.vault.passphrase import Strength as Strength
    from eolplan.vault.place import default_folder as default_folder
    from eolplan.vault.restoring import Present as Present
    from eolplan.vault.restoring import Preview as Preview
    from eolplan.vault.restoring import Restored as Restored
    from eolplan.vault.restoring import Restoring as Restoring
    from eolplan.vault.rotation import NotRotated as NotRotated
    from eolplan.vault.rotation import Rotation as Rotation
    from eolplan.vault.rows import BEFORE as BEFORE
    from eolplan.vault.rows import BESIDE as BESIDE
    from eolplan.vault.rows import Anchor as Anchor
    from eolplan.vault.rows import AuditRow as AuditRow
    from eolplan.vault.rows import Batch as Batch
    from eolplan.vault.rows import CaseloadRow as CaseloadRow
    from eolplan.vault.rows import ClockBehind as ClockBehind
    from eolplan.vault.rows import Draft as Draft
    from eolplan.vault.rows import HeaderAltered as HeaderAltered
    from eolplan.vault.rows import Notice as Notice
    from eolplan.vault.rows import OpenedUnwritten as OpenedUnwritten
    from eolplan.vault.rows import Place as Place
    from eolplan.vault.rows import StoreOlder as StoreOlder
    from eolplan.vault.rows import Verification as Verification
    from eolplan.vault.search import folded as folded
    from eolplan.vault.session import Session as Session
    from eolplan.vault.session import unlock as unlock
    from eolplan.vault.store import Store as Store
    from eolplan.vault.trial import Proof as Proof
    from eolplan.vault.trial import prove as prove
    from eolplan.vault.unlocking import Prepared as Prepared
    from eolplan.vault.unlocking import Recovered as Recovered
    from eolplan.vault.unlocking import UnlockedSlot as UnlockedSlot
    from eolplan.vault.unlocking import derive as derive
    from eolplan.vault.unlocking import labels as labels
    from eolplan.vault.unlocking import prepare as prepare
    from eolplan.vault.unlocking import recover as recover
    from eolplan.vault.unlocking import stands as stands
    from eolplan.vault.verify import MakeRow as MakeRow

_HOMES: Final = {
    "backup": ("Backup",),
    "backups": (
        "Backups",
        "Made",
        "Second",
        "choose_second_place",
        "make_backup",
        "second_place",
    ),
    "colleagues": (
        "Change",
        "admission",
        "passphrase_change",
    ),
    "due": (
        "Last",
        "Proven",
        "backup_due",
        "changed_since",
        "erased_since",
        "last_backup",
        "last_proof",
        "note_backup",
        "note_proof",
        "proof_due",
    ),
    "errors": (
        "AlreadyOpen",
        "BackupDamaged",
        "BackupTooNew",
        "Cancelled",
        "CodeMistyped",
        "HeaderDoubted",
        "LastLead",
        "NotBackedUp",
        "NotEnoughMemory",
        "NotErased",
        "NotOpened",
        "NotRestored",
        "NotWritten",
        "PassphraseTooWeak",
        "PlaceAway",
        "PlaceRefused",
        "PlanAltered",
        "ReadingStopped",
        "ReadOnlyFolder",
        "SharedFolder",
        "VaultAbsent",
        "VaultDamaged",
        "VaultExists",
        "VaultTooNew",
        "Why",
        "WrongCode",
        "WrongPassphrase",
    ),
    "founding": (
        "Created",
        "create",
        "found",
        "reopen",
        "unlock_with_code",
    ),
    "headers": ("Label",),
    "keys": (
        "Cost",
        "signature_stands",
    ),
    "manifest": ("Manifest",),
    "organisation": (
        "NotAKey",
        "WrongKey",
        "recover_with_organisation",
    ),
    "passphrase": ("Strength",),
    "place": ("default_folder",),
    "restoring": (
        "Present",
        "Preview",
        "Restored",
        "Restoring",
    ),
    "rotation": (
        "NotRotated",
        "Rotation",
    ),
    "rows": (
        "BEFORE",
        "BESIDE",
        "Anchor",
        "AuditRow",
        "Batch",
        "CaseloadRow",
        "ClockBehind",
        "Draft",
        "HeaderAltered",
        "Notice",
        "OpenedUnwritten",
        "Place",
        "StoreOlder",
        "Verification",
    ),
    "search": ("folded",),
    "session": (
        "Session",
        "unlock",
    ),
    "store": ("Store",),
    "trial": (
        "Proof",
        "prove",
    ),
    "unlocking": (
        "Prepared",
        "Recovered",
        "UnlockedSlot",
        "derive",
        "labels",
        "prepare",
        "recover",
        "stands",
    ),
    "verify": ("MakeRow",),
}
"""The modules of this room, and which names of theirs are everybody's."""

_HOME_OF: Final = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found
