"""The encrypted store: keys, one SQLCipher file, SQL in and values out.

Opening, in two halves, so that the slow one (Argon2id) can run off the GUI
thread; the database belongs to the thread that ran the quick one::

    prepare(passphrase, *, staff, cost) -> Prepared                    slow, no disk
    found(folder, staff, prepared, *, now) -> Created                  quick
    create(folder, staff, passphrase, *, cost, now) -> Created         both

    derive(folder, passphrase, *, slot_id=None) -> UnlockedSlot        slow, reads the header
    Session.open(folder, unlocked, *, now) -> Session                  quick
    unlock(folder, passphrase, *, slot_id=None, now) -> Session        both

    recover(folder, code, *, new_passphrase, slot_id=None, cost) -> Recovered     slow
    reopen(folder, recovered, *, now) -> Created                                  quick
    unlock_with_code(folder, code, *, new_passphrase, slot_id=None, cost, now) -> Created

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
    from eolplan.vault.errors import AlreadyOpen as AlreadyOpen
    from eolplan.vault.errors import CodeMistyped as CodeMistyped
    from eolplan.vault.errors import NotEnoughMemory as NotEnoughMemory
    from eolplan.vault.errors import NotErased as NotErased
    from eolplan.vault.errors import NotOpened as NotOpened
    from eolplan.vault.errors import NotWritten as NotWritten
    from eolplan.vault.errors import PassphraseTooWeak as PassphraseTooWeak
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
    from eolplan.vault.keys import Cost as Cost
    from eolplan.vault.keys import signature_stands as signature_stands
    from eolplan.vault.passphrase import Strength as Strength
    from eolplan.vault.place import default_folder as default_folder
    from eolplan.vault.rows import Anchor as Anchor
    from eolplan.vault.rows import AuditRow as AuditRow
    from eolplan.vault.rows import Batch as Batch
    from eolplan.vault.rows import CaseloadRow as CaseloadRow
    from eolplan.vault.rows import ClockBehind as ClockBehind
    from eolplan.vault.rows import Draft as Draft
    from eolplan.vault.rows import HeaderAltered as HeaderAltered
    from eolplan.vault.rows import Label as Label
    from eolplan.vault.rows import Notice as Notice
    from eolplan.vault.rows import OpenedUnwritten as OpenedUnwritten
    from eolplan.vault.rows import Place as Place
    from eolplan.vault.rows import Verification as Verification
    from eolplan.vault.search import folded as folded
    from eolplan.vault.session import Session as Session
    from eolplan.vault.session import unlock as unlock
    from eolplan.vault.store import Store as Store
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
    "errors": (
        "AlreadyOpen",
        "CodeMistyped",
        "NotEnoughMemory",
        "NotErased",
        "NotOpened",
        "NotWritten",
        "PassphraseTooWeak",
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
    "keys": (
        "Cost",
        "signature_stands",
    ),
    "passphrase": ("Strength",),
    "place": ("default_folder",),
    "rows": (
        "Anchor",
        "AuditRow",
        "Batch",
        "CaseloadRow",
        "ClockBehind",
        "Draft",
        "HeaderAltered",
        "Label",
        "Notice",
        "OpenedUnwritten",
        "Place",
        "Verification",
    ),
    "search": ("folded",),
    "session": (
        "Session",
        "unlock",
    ),
    "store": ("Store",),
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
