"""The two copies of the header on the disk: read, written, and mended one from the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eolplan.vault.disk import in_words, is_there, write_whole
from eolplan.vault.errors import NotWritten, VaultAbsent, VaultDamaged, Why
from eolplan.vault.header import PASSPHRASE, Header
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder


@dataclass(frozen=True, slots=True)
class Label:
    """A slot as the lock screen may show it: chosen by its owner, never a person's name."""

    slot_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Headers:
    """What the two files hold.

    Attributes:
        found: The different headers of a right form, the newest first; never empty.
        spoiled: The first file is not a header at all.
    """

    found: tuple[Header, ...]
    spoiled: bool

    def authentic(self, keys: Keys) -> tuple[Header, ...]:
        """Return those that a holder of the vault key wrote, the newest first."""
        return tuple(header for header in self.found if header.authentic(keys))


def read(folder: Folder) -> Headers:
    """Read both copies; their form is judged, not yet who wrote them.

    Raises:
        VaultAbsent: there is neither.
        VaultDamaged: neither is a header.
        VaultTooNew: a later eolplan wrote one.
    """
    found: list[Header] = []
    spoiled: list[bool] = []
    for path in (folder.header, folder.header_copy):
        try:
            found.append(Header.from_bytes(path.read_bytes()))
            spoiled.append(False)
        except (VaultDamaged, OSError):
            spoiled.append(True)
    if not (is_there(folder.header) or is_there(folder.header_copy)):
        raise VaultAbsent
    if not found:
        raise VaultDamaged
    found = sorted(dict.fromkeys(found), key=_age, reverse=True)
    return Headers(_in_force(folder, found), spoiled[0])


def _age(header: Header) -> tuple[int, int]:
    return header.key_epoch, header.generation


def _in_force(folder: Folder, found: list[Header]) -> tuple[Header, ...]:
    """Leave out headers of former keys: whoever left must not come in by an older copy.

    They count only while the database under the newer keys is not there.
    """
    newest = next((h for h in found if h.key_epoch in folder.databases), found[0])
    return tuple(header for header in found if header.key_epoch >= newest.key_epoch)


def write(folder: Folder, header: Header) -> None:
    """Write both copies, one after the other, each read back: one is whole at any time.

    Raises:
        ReadOnlyFolder, NotWritten: the disk did not take it.
    """
    content = header.to_bytes()
    for path in (folder.header, folder.header_copy):
        write_one(path, content)


def write_one(path: Path, content: bytes) -> None:
    """Write one copy and read it back.

    Raises:
        ReadOnlyFolder, NotWritten: the disk did not take it.
    """
    write_whole(path, content)
    with in_words():
        same = path.read_bytes() == content
    if not same:
        raise NotWritten(Why.IO)


def mend(folder: Folder, header: Header) -> None:
    """Make both files hold *header*, which was found to be the true one."""
    content = header.to_bytes()
    for path in (folder.header, folder.header_copy):
        if not is_there(path) or path.read_bytes() != content:
            write_whole(path, content)


def labels(folder: Folder) -> list[Label]:
    """Return the slots that a passphrase opens, as the lock screen may show them."""
    newest = read(folder).found[0]
    return [Label(slot.slot_id, slot.label) for slot in newest.of_kind(PASSPHRASE)]
