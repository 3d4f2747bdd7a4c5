from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.vault import NotWritten, ReadingStopped, ReadOnlyFolder, VaultDamaged, connection
from eolplan.vault.db import Database
from eolplan.vault.disk import make_private_file

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a b#?%.db"  # a user's folder may be called anything
    make_private_file(path)
    return path


@pytest.fixture
def db(path):
    opened = Database.open(path, KEY)
    opened.run("CREATE TABLE t (v TEXT) STRICT")
    yield opened
    opened.close()


def test_every_setting_is_as_decided(db):
    told = {
        name: db.rows(f"PRAGMA {name}")[0][0]
        for name in (
            "cipher_log_level", "cipher_memory_security", "journal_mode", "synchronous",
            "foreign_keys", "recursive_triggers", "trusted_schema", "secure_delete",
            "cell_size_check", "temp_store", "mmap_size", "cipher_page_size", "busy_timeout",
        )
    }  # fmt: skip
    assert told == {
        "cipher_log_level": "NONE", "cipher_memory_security": "0", "journal_mode": "wal",
        "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0,
        "secure_delete": 1, "cell_size_check": 1, "temp_store": 2, "mmap_size": 0,
        "cipher_page_size": "4096", "busy_timeout": 5000,
    }  # fmt: skip
    assert "HMAC_SHA512" in str(db.rows("PRAGMA cipher_settings"))


def test_the_full_barrier_of_macos_can_be_set(db):
    """macOS cannot be run here, but its two pragmas are known everywhere."""
    connection.settle(db._db, connection.MACOS)


def test_a_setting_that_does_not_take_is_no_vault(db):
    with pytest.raises(RuntimeError, match="PRAGMA synchronous did not take"):
        connection.settle(db._db, {"synchronous": ("FULL", 99)})


def test_nothing_is_written_in_clear(db, path):
    db.run("INSERT INTO t VALUES ('CANARY words of a person')")
    for file in (path, path.with_name(path.name + "-wal")):
        raw = file.read_bytes()
        assert b"CANARY" not in raw
        assert not raw.startswith(connection.PLAIN)
    db.checkpoint()
    assert b"CANARY" not in path.read_bytes()


def test_a_database_in_clear_is_not_opened(tmp_path):
    """A forgotten key on a new file makes a plain database without a word."""
    plain = tmp_path / "plain.db"
    other = sqlcipher.connect(str(plain), isolation_level=None)
    other.execute("CREATE TABLE t (v)")
    other.close()
    with pytest.raises(VaultDamaged):
        Database.open(plain, KEY)


def test_a_wrong_key_or_a_spoilt_file_is_damage_and_prints_nothing(db, path, capfd):
    db.close()
    with pytest.raises(VaultDamaged):
        Database.open(path, bytes(32))
    path.write_bytes(b"\x01" * 8192)
    with pytest.raises(VaultDamaged):
        Database.open(path, KEY)
    assert capfd.readouterr() == ("", "")


def test_a_missing_file_is_not_made(tmp_path):
    with pytest.raises(NotWritten):
        Database.open(tmp_path / "none.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_transaction_is_all_or_nothing(db):
    with pytest.raises(ZeroDivisionError), db.transaction():
        db.run("INSERT INTO t VALUES ('a')")
        raise ZeroDivisionError
    with db.transaction():
        db.run("INSERT INTO t VALUES ('b')")
    assert db.rows("SELECT v FROM t") == [("b",)]
    assert db.one("SELECT v FROM t WHERE v = 'a'") is None


def test_a_full_disk_keeps_everything_before_and_nothing_half(db):
    db.run("PRAGMA max_page_count = 20")
    kept = 0
    with pytest.raises(NotWritten) as said:
        for _ in range(100):
            with db.transaction():
                db.run("INSERT INTO t VALUES (?)", "x" * 3000)
                db.run("INSERT INTO t VALUES (?)", "y" * 3000)
            kept += 1
    assert said.value.why == "full"
    assert str(said.value) == (
        "Not saved yet: the disk is full. Your words are here on the screen."
    )
    assert kept > 0
    assert db.one("SELECT count(*) FROM t") == (2 * kept,)
    db.run("PRAGMA max_page_count = 1000")
    with db.transaction():
        db.run("INSERT INTO t VALUES ('after')")
    assert db.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_second_writer_is_told_that_the_store_is_busy(db, path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    other = Database.open(path, KEY)
    with db.transaction(), pytest.raises(NotWritten) as said, other.transaction():
        pass
    assert said.value.why == "busy"
    other.close()


def test_a_reader_reads_beside_the_writer_and_writes_nothing(db, path):
    db.run("INSERT INTO t VALUES ('a')")
    reader = Database.open(path, KEY, read_only=True)
    assert reader.rows("SELECT v FROM t") == [("a",)]
    with pytest.raises(NotWritten) as said, reader.transaction():
        reader.run("INSERT INTO t VALUES ('b')")
    assert said.value.why == "readonly"
    reader.close()


def test_a_reader_that_was_stopped_reads_no_more(db, path):
    """The word may come between two statements, so the next one must hear it too."""
    reader = Database.open(path, KEY, read_only=True)
    reader.interrupt()
    with pytest.raises(ReadingStopped, match="something is being erased"):
        reader.rows("SELECT * FROM t")
    reader.close()


def test_a_checkpoint_says_when_a_reader_held_it_up(db, path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    reader = Database.open(path, KEY, read_only=True)
    db.run("PRAGMA busy_timeout = 50")
    reader.run("BEGIN")
    reader.rows("SELECT * FROM t")
    db.run("INSERT INTO t VALUES ('a')")
    with pytest.raises(NotWritten):
        db.checkpoint()
    reader.run("COMMIT")
    db.checkpoint()
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    reader.close()


def test_a_connection_belongs_to_its_thread(db):
    """Using it elsewhere is our bug, not a situation for the user."""
    seen: list[BaseException] = []

    def use():
        try:
            db.rows("SELECT 1")
        except sqlcipher.ProgrammingError as e:
            seen.append(e)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(seen) == 1


def test_a_bug_in_sql_stays_a_bug(db):
    with pytest.raises(sqlcipher.OperationalError):
        db.rows("SELECT nothing FROM nowhere")


def test_a_page_changed_on_the_disk_is_damage_when_read(db, path):
    for _ in range(40):
        db.run("INSERT INTO t VALUES (?)", "x" * 3000)
    db.close()
    raw = bytearray(path.read_bytes())
    raw[5 * 4096 + 100] ^= 1
    path.write_bytes(raw)
    again = Database.open(path, KEY)
    with pytest.raises(VaultDamaged):
        again.rows("SELECT sum(length(v)) FROM t")
    again.close()


def test_a_connection_that_met_a_bad_page_still_reads_the_good_ones(db, path):
    """SQLCipher fails at everything after one bad page until it connects anew."""
    with db.transaction():
        for table in ("u", "w"):
            db.run(f"CREATE TABLE {table} (v TEXT) STRICT")
            for _ in range(20):
                db.run(f"INSERT INTO {table} VALUES (?)", table * 3000)  # noqa: S608  constants
    db.close()
    raw = bytearray(path.read_bytes())
    raw[8 * 4096 + 100] ^= 1
    path.write_bytes(raw)
    again = Database.open(path, KEY)
    again.guard()
    read = []
    for table in ("u", "w", "t"):
        try:
            read.append(again.one(f"SELECT sum(length(v)) FROM {table}"))  # noqa: S608  constants
        except VaultDamaged:
            read.append(None)
    assert read.count(None) == 1
    assert read[2] == (None,)
    with pytest.raises(VaultDamaged), again.transaction():
        again.run("UPDATE u SET v = 'x'")
    with again.transaction():
        again.run("INSERT INTO t VALUES ('after')")
    with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
        again.run("DROP TABLE t")
    again.close()


def test_what_is_read_bit_by_bit_is_the_same(db):
    db.run_many("INSERT INTO t VALUES (?)", [(str(n),) for n in range(1000)])
    for most in (0, 1, 256, 257, 1000):
        sql = "SELECT v FROM t ORDER BY rowid LIMIT ?"
        assert list(db.each(sql, most)) == db.rows(sql, most)


def test_whoever_takes_the_first_rows_only_leaves_nothing_open(db):
    db.run_many("INSERT INTO t VALUES (?)", [(str(n),) for n in range(1000)])
    assert any(db.each("SELECT v FROM t"))
    db.compact()
    db.checkpoint()


def test_reading_bit_by_bit_ends_where_it_is_stopped(db, path):
    db.run_many("INSERT INTO t VALUES (?)", [(str(n),) for n in range(1000)])
    reader = Database.open(path, KEY, read_only=True)
    rows = reader.each("SELECT v FROM t")
    next(rows)
    reader.interrupt()
    with pytest.raises(ReadingStopped):
        list(rows)
    reader.close()


def test_a_bad_page_met_on_the_way_is_damage_and_the_next_statement_reads_on(db, path):
    with db.transaction():
        db.run_many("INSERT INTO t VALUES (?)", [("x" * 3000,)] * 600)
    db.close()
    raw = bytearray(path.read_bytes())
    raw[500 * 4096 + 100] ^= 1
    path.write_bytes(raw)
    again = Database.open(path, KEY)
    with pytest.raises(VaultDamaged):
        list(again.each("SELECT v FROM t"))
    assert again.one("SELECT count(*) FROM sqlite_master") == (1,)
    again.close()


def test_a_key_is_spelt_in_bytes_that_can_be_overwritten():
    spelt = connection.spelt_out(bytes(range(32)))
    assert spelt == b"x'" + bytes(range(32)).hex().encode() + b"'"


def test_importing_the_vault_imports_nothing_slow(root):
    code = (
        "import sys, eolplan.vault\n"
        "print([m for m in ('cryptography', 'keyring', 'platformdirs', 'PySide6', 'reportlab')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_file_that_may_not_be_read_is_said_in_words(open_ground, unprivileged):
    path = open_ground / "eolplan.db"
    path.touch(0)
    said = unprivileged(
        "from pathlib import Path; from eolplan.vault.db import Database\n"
        f"Database.open(Path({str(path)!r}), bytes(range(32)))"
    )
    assert said == ReadOnlyFolder.__name__
