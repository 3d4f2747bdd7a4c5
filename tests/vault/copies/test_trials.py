"""A trial of a backup reads everything, and says what it found."""

from __future__ import annotations

from contextlib import closing

import pytest

from eolplan.vault import (
    Cancelled,
    Cost,
    create,
    prove,
)
from eolplan.vault.db import Database
from eolplan.vault.place import Folder
from tests.vault.copies.conftest import never, unheard


def test_a_trial_finds_what_only_reading_everything_finds(session, store, told, back_up, keys):
    """Every page is as it was written, and yet the trail is not: a copy of pages cannot know."""
    told("a.b", 1)
    with closing(Database.open(Folder(session.folder).database, keys.db)) as bare:
        bare.run("DROP TRIGGER entry_no_update")
    proof = prove(session, back_up().backup, told=unheard, stopped=never)
    assert proof.problems == ("The rules of the file are not those of this eolplan.",)
    assert not (session.folder / "proving").exists()


def test_a_trial_of_a_damaged_backup_says_so_and_of_another_store_too(
    session, store, told, back_up, tmp_path, staff, clock
):
    told("a.b", 1)
    backup = back_up().backup
    raw = bytearray(backup.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    backup.path.write_bytes(raw)
    assert not prove(session, backup, told=unheard, stopped=never).ok
    other = create(tmp_path / "two", staff, "copper kettle harbour", cost=Cost.LOWEST, now=clock)
    with closing(other.session) as second:
        assert not prove(session, back_up(second).backup, told=unheard, stopped=never).ok


def test_a_trial_can_be_stopped_anywhere(session, told, back_up):
    told("a.b", 1)
    backup, heard = back_up().backup, []
    prove(session, backup, told=heard.append, stopped=never)
    for n in range(len(heard)):
        seen = []
        with pytest.raises(Cancelled):
            prove(session, backup, told=seen.append, stopped=lambda seen=seen, n=n: len(seen) >= n)
        assert not (session.folder / "proving").exists()
