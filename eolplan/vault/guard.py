"""What SQL may do in an open vault: read, add, and little else.

The guard stops mistakes and hostile text that reached a statement. It is no
defence against code that holds the connection; ``verify`` is.
"""

from __future__ import annotations

from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher

GROWS_ONLY: Final = frozenset(
    {
        "audit", "entry", "sealed", "link", "husk", "version", "guide", "erasure", "signer",
        "installation", "former_key",
    }
)  # fmt: skip
"""Tables of which no row ever changes."""
ERASABLE: Final = frozenset({"entry", "sealed", "link", "husk", "version"})
"""Those of them that an erasure takes rows from."""
_DERIVED: Final = "link"
_DERIVES: Final = frozenset({"entry_links", "sealed_links"})
_OPENS: Final = "erasing"
_READ_ONLY_PRAGMAS: Final = frozenset(
    {"user_version", "data_version", "integrity_check", "foreign_key_check",
     "cipher_integrity_check"}
)  # fmt: skip
_READS: Final = frozenset(
    {
        sqlcipher.SQLITE_SELECT, sqlcipher.SQLITE_READ, sqlcipher.SQLITE_TRANSACTION,
        sqlcipher.SQLITE_RECURSIVE,
    }
)  # fmt: skip


def allows(action: int, first: str, second: str, source: str, *, erasing: bool) -> bool:
    """Say whether one step of a statement may be prepared.

    Args:
        action: An ``SQLITE_...`` action code of ``sqlite3_set_authorizer``.
        first, second: Its two details, empty where SQLite gives none.
        source: The trigger in which the step stands, empty for a statement.
        erasing: An erasure is under way.
    """
    if action in _READS:
        return True
    if action == sqlcipher.SQLITE_FUNCTION:
        return second != "load_extension"
    if action == sqlcipher.SQLITE_PRAGMA:
        return _pragma(first, second)
    if first.startswith("sqlite_"):
        return False
    if action == sqlcipher.SQLITE_INSERT:
        return (first != _OPENS or erasing) and (first != _DERIVED or source in _DERIVES)
    if action == sqlcipher.SQLITE_UPDATE:
        return first not in GROWS_ONLY and first != _OPENS
    if action == sqlcipher.SQLITE_DELETE:
        return erasing or (first not in GROWS_ONLY and first != _OPENS)
    return False  # ATTACH, DROP, ALTER, CREATE, REINDEX, ANALYZE and whatever SQLite adds


def _pragma(name: str, value: str) -> bool:
    if name == "wal_checkpoint":
        return True
    return name in _READ_ONLY_PRAGMAS and not value
