"""One SQLCipher file: its settings, its transactions, its errors in words. No record logic."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.errors import EolplanError
from eolplan.vault import disk
from eolplan.vault.connection import PLAIN, blank, connect
from eolplan.vault.errors import NotWritten, ReadingStopped, VaultDamaged, Why
from eolplan.vault.guard import allows

Row: TypeAlias = tuple[Any, ...]
"""One row as SQLite gives it: None, int, str or bytes in each column."""

_NOT_WRITTEN: Final = {
    sqlcipher.SQLITE_FULL: Why.FULL,
    sqlcipher.SQLITE_READONLY: Why.READ_ONLY,
    sqlcipher.SQLITE_IOERR: Why.IO,
    sqlcipher.SQLITE_CANTOPEN: Why.IO,
    sqlcipher.SQLITE_BUSY: Why.BUSY,
    sqlcipher.SQLITE_LOCKED: Why.BUSY,
}
_PAGES_AT_ONCE: Final = 256
"""Of a copy: 1 MiB, so that it hears soon when it is to stop."""
_ROWS_AT_ONCE: Final = 256
"""Of a query that is read bit by bit."""
_STEPS_AT_ONCE: Final = 200_000
"""Steps of SQLite's machine between two questions whether to stop."""
_BY_WORDS: Final = {
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "unable to open database file": sqlcipher.SQLITE_CANTOPEN,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "database is locked": sqlcipher.SQLITE_BUSY,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
}
"""Copying gives no codes, only SQLite's own words for them."""
_UNREADABLE: Final = frozenset({sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB})
_UNREAD: Final = frozenset({sqlcipher.SQLITE_IOERR, sqlcipher.SQLITE_CANTOPEN})


class Database:
    """An open file. It belongs to the thread that opened it.

    Attributes:
        path: The file.
        read_only: Every write is refused.
        held: Every transaction is refused as long as it is set, from whichever thread:
            the file is being replaced by another.
    """

    def __init__(self, path: Path, key: bytes | bytearray, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.held = False
        self._key = key
        self._guarded = False
        self._in_transaction = False
        self._erasing = False
        self._stopped = False
        self._db = self._connect()

    @classmethod
    def open(cls, path: Path, key: bytes | bytearray, *, read_only: bool = False) -> Database:
        """Open the file at *path*, which must be there (an empty one becomes a new database).

        Args:
            path: The file.
            key: The 32 raw bytes. They are not copied, so whoever overwrites
                them has overwritten them here.
            read_only: Beside a writer, for another thread.

        Raises:
            VaultDamaged: it is in clear, or does not open with *key*.
            NotWritten, ReadOnlyFolder: the system refused.
        """
        with disk.in_words(), path.open("rb") as file:
            if file.read(len(PLAIN)) == PLAIN:
                raise VaultDamaged  # ours is never in clear, whoever put it there
        return cls(path, key, read_only=read_only)

    def _connect(self) -> Any:
        with _in_words(writing=not self.read_only):
            return connect(self.path, self._key, read_only=self.read_only)

    def _renew(self) -> None:
        """Connect anew: after one bad page a connection fails at good ones too.

        Where the disk has no room even for that, the old connection stands, and whatever
        it fails at next is the next time to try.
        """
        fresh = self._connect()
        self._db.close()
        self._db = fresh
        if self._guarded:
            self.guard()

    def guard(self) -> None:
        """Refuse from now on what ``guard.allows`` refuses."""
        self._guarded = True
        self._db.set_authorizer(self._authorize)

    def _authorize(
        self,
        action: int,
        first: str | None,
        second: str | None,
        _db: str | None,
        source: str | None,
    ) -> int:
        fine = allows(action, first or "", second or "", source or "", erasing=self._erasing)
        return int(sqlcipher.SQLITE_OK if fine else sqlcipher.SQLITE_DENY)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Keep everything in the block, or nothing of it; on the disk when the block ends.

        Raises:
            NotWritten: the disk did not take it; nothing of it was kept.
        """
        if self.held:
            raise NotWritten(Why.BUSY)
        self.run("BEGIN IMMEDIATE", writing=True)
        self._in_transaction = True
        try:
            yield
            self.run("COMMIT")
        except BaseException as e:
            if self._db.in_transaction:  # after a full disk SQLite has rolled back by itself
                with suppress(sqlcipher.Error):
                    self._db.execute("ROLLBACK")
            if isinstance(e, VaultDamaged):
                self._renew()
            raise
        finally:
            self._in_transaction = False

    @contextmanager
    def erasure(self) -> Generator[None]:
        """A transaction in which the rows named in ``erasing`` may be deleted."""
        with self.transaction():
            self._erasing = True
            self._db.set_authorizer(self._authorize)  # prepared statements are judged again
            try:
                yield
                self.run("DELETE FROM erasing")
            finally:
                self._erasing = False
                self._db.set_authorizer(self._authorize)

    def run(self, sql: str, *values: object, writing: bool = False) -> int:
        """Execute one statement and return the number of rows it changed."""
        with self._sound(writing=writing):
            return int(self._db.execute(sql, values).rowcount)

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Execute one statement for each of *rows*; without any, it is not even read."""
        given = iter(rows)
        first = next(given, None)
        if first is not None:
            with self._sound(writing=True):
                self._db.executemany(sql, chain((first,), given))

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return every row of a query."""
        with self._sound():
            return list(self._db.execute(sql, values).fetchall())

    def each(self, sql: str, *values: object) -> Generator[Row]:
        """Yield every row of a query, read bit by bit: no table is in memory as a whole.

        Until the last one was taken, or the generator is closed, nothing may be written
        to what is read. A bad page shows where it is reached, after the rows before it.
        """
        with self._sound():
            cursor = self._db.execute(sql, values)
        try:
            while some := self._next_of(cursor):
                yield from some
        finally:
            with suppress(sqlcipher.Error):  # after a bad page its connection is gone
                cursor.close()

    def _next_of(self, cursor: Any) -> list[Row]:
        with self._sound():
            return list(cursor.fetchmany(_ROWS_AT_ONCE))

    @contextmanager
    def _sound(self, *, writing: bool = False) -> Generator[None]:
        """Run one statement: errors in words, and a sound connection for the next one."""
        if self._stopped:
            raise ReadingStopped
        try:
            with _in_words(writing=writing or self._in_transaction):
                yield
        except VaultDamaged:
            if not self._in_transaction:
                self._renew()
            raise

    def one(self, sql: str, *values: object) -> Row | None:
        """Return the first row of a query, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the file.

        Raises:
            NotWritten: something else reads, so the log stays.
        """
        if self.rows("PRAGMA wal_checkpoint(TRUNCATE)") != [(0, 0, 0)]:
            raise NotWritten(Why.BUSY)

    def compact(self) -> None:
        """Write the file anew, without the free pages."""
        self._db.set_authorizer(None)  # VACUUM attaches a file of its own
        try:
            self.run("VACUUM", writing=True)
        finally:
            self.guard()

    def copy_to(self, copy: Path) -> None:
        """Write a copy under the same key; only before ``guard``."""
        self.run("VACUUM INTO ?", str(copy), writing=True)

    @contextmanager
    def standing_still(self) -> Generator[None]:
        """Read one state of the file throughout the block, whatever others write meanwhile."""
        self.run("BEGIN")
        try:
            self.rows("SELECT count(*) FROM sqlite_master")  # the state is chosen by a read
            yield
        finally:
            with suppress(sqlcipher.Error):
                self._db.execute("ROLLBACK")

    def copy_under(self, key: bytes | bytearray, copy: Path, each: Callable[[float], None]) -> None:
        """Write a copy of every page under *key* while others go on writing.

        It is not on the disk when this returns: whoever asked for it makes it so.

        Args:
            key: The 32 raw bytes of the copy's own key.
            copy: An empty file, or none.
            each: Hears now and then how much is done, from 0 to 1; what it raises
                ends the copying.

        Raises:
            ReadingStopped: an erasure began.
            NotWritten, VaultDamaged: the copy could not be written, the file not read.
        """

        def step(_status: int, left: int, whole: int) -> None:
            if self._stopped:
                raise ReadingStopped
            each(1 - left / max(whole, 1))

        with _in_words(writing=True), closing(blank(copy, key)) as target:
            self._db.backup(target, pages=_PAGES_AT_ONCE, progress=step)

    def watch(self, stopped: Callable[[], bool] | None) -> None:
        """End what runs with ``ReadingStopped`` as soon as *stopped* says so; None: no more."""
        handler = None if stopped is None else lambda: int(stopped())
        self._db.set_progress_handler(handler, _STEPS_AT_ONCE)

    def interrupt(self) -> None:
        """Stop the statement that is running and refuse further ones; from any thread."""
        self._stopped = True
        self._db.interrupt()

    def close(self) -> None:
        """Close the file; the last connection moves the write-ahead log into it."""
        self._db.close()


@contextmanager
def _in_words(*, writing: bool) -> Generator[None]:
    """Turn SQLite's errors into ours; anything else is a bug and stays as it is."""
    try:
        yield
    except sqlcipher.Error as e:
        said = _situation(e, writing=writing)
        if said is None:
            raise
        raise said from e


def _situation(error: sqlcipher.Error, *, writing: bool) -> EolplanError | None:
    code = getattr(error, "sqlite_errorcode", _BY_WORDS.get(str(error), 0)) & 0xFF
    if code == sqlcipher.SQLITE_INTERRUPT:
        return ReadingStopped()
    if code in _UNREADABLE or (code in _UNREAD and not writing):
        return VaultDamaged()
    return NotWritten(_NOT_WRITTEN[code]) if code in _NOT_WRITTEN else None
