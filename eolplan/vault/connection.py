"""Opening one connection to a SQLCipher file, with every setting read back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

PLAIN: Final = b"SQLite format 3\0"
"""How an unencrypted SQLite file begins."""
BUSY_SECONDS: Final = 5.0

_BOTH: Final = {
    "cipher_memory_security": ("OFF", "0"),  # lock ends the process instead
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("ON", 1),  # else INSERT OR REPLACE walks round the triggers
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "temp_store": ("MEMORY", 2),  # nothing clinical in temporary files
    "mmap_size": ("0", 0),
    "cache_size": ("-32768", -32768),  # KiB: every page that is read again is deciphered again
}
_WRITER: Final = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),  # NORMAL loses saved answers in a power cut
    "secure_delete": ("ON", 1),
    "wal_autocheckpoint": ("200", 200),
}
MACOS: Final = {"fullfsync": ("ON", 1), "checkpoint_fullfsync": ("ON", 1)}
_READER: Final = {"query_only": ("ON", 1)}

_HEX: Final = b"0123456789abcdef"


def connect(path: Path, key: bytes | bytearray, *, read_only: bool) -> Any:
    """Return a connection to the file at *path*, keyed and set.

    Args:
        path: It must be there; an empty file becomes a new database.
        key: The 32 raw bytes.
        read_only: Beside a writer, for another thread.

    Raises:
        sqlcipher3.Error: the file does not open, or not with this key.
        RuntimeError: the library ignores a setting; it is not the one we tested.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlcipher.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key writes to stderr
        spelt = spelt_out(key)
        connection.set_key(spelt)
        spelt[:] = bytes(len(spelt))
        settle(connection, _BOTH)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        settle(connection, _READER if read_only else _WRITER)
        if sys.platform == "darwin" and not read_only:  # pragma: no cover  macOS only
            settle(connection, MACOS)
    except BaseException:
        connection.close()
        raise
    return connection


def blank(path: Path, key: bytes | bytearray) -> Any:
    """Return a connection to a file that a copy will be written into, keyed.

    Without a journal and without waiting for the disk: a copy that does not end
    is thrown away, and one that does is put on the disk as a whole.
    """
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        spelt = spelt_out(key)
        connection.set_key(spelt)
        spelt[:] = bytes(len(spelt))
        settle(connection, {"journal_mode": ("OFF", "off"), "synchronous": ("OFF", 0)})
    except BaseException:
        connection.close()
        raise
    return connection


def spelt_out(key: bytes | bytearray) -> bytearray:
    """Return a raw key as SQLCipher reads it, ``x'...'``, in bytes that can be overwritten."""
    spelt = bytearray(2 * len(key) + 3)
    spelt[:2] = b"x'"
    for n, byte in enumerate(key):
        spelt[2 * n + 2] = _HEX[byte >> 4]
        spelt[2 * n + 3] = _HEX[byte & 15]
    spelt[-1:] = b"'"
    return spelt


def settle(connection: Any, wanted: Mapping[str, tuple[str, object]]) -> None:
    """Set pragmas and read each back: SQLite ignores what it does not know.

    Raises:
        RuntimeError: one did not take.
    """
    for name, (value, expected) in wanted.items():
        connection.execute(f"PRAGMA {name}={value}").fetchone()
        if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
            raise RuntimeError(f"PRAGMA {name} did not take")
