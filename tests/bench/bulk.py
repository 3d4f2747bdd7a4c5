"""Made-up people by the thousand, taken in as copies from elsewhere are."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from eolplan.caseload import Newcomer, introduce, row
from eolplan.guide import Guide
from eolplan.guide.patterns import has_check_digit
from eolplan.identity import Staff
from eolplan.record import Log
from eolplan.vault import Batch, CaseloadRow, Cost, Session, UnlockedSlot, create, derive
from eolplan.vault.connection import connect
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder

PASSPHRASE: Final = "copper kettle harbour tulip"
STAFF: Final = Staff(
    id="5b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a11", name="Carys Bevan", role="Community nurse",
    organisation="Aberwen Health Board", team="Team Aberwen", team_phone="01632 960001",
    night_phone="01632 960002", nation="WAL",
)  # fmt: skip
AT: Final = dt.datetime(2025, 11, 19, 14, 2, tzinfo=dt.UTC)
SEED: Final = 20_251_119
_AT_ONCE: Final = 2_000
_FIRST: Final = (
    "Asha", "Bronwen", "Colm", "Dilys", "Ewan", "Fatima", "Gwen", "Huw", "Ines", "Jo", "Katya",
    "Leopold", "Mei", "Nia", "Omar", "Petra", "Rhys", "Siân", "Tomasz", "Winifred",
)  # fmt: skip
_FAMILY: Final = (
    "Abara", "Beaumont", "Cadwaladr", "Delacroix", "Evans", "Fairweather", "Gruffydd", "Hołub",
    "Iqbal", "Jenkins", "Kaur", "Llewellyn", "MacAllister", "Novák", "O'Shaughnessy", "Pryce",
    "Quayle", "Rees", "Szymański", "Tŷ", "Udal", "Vokes", "Wynne", "Young",
)  # fmt: skip


def now() -> dt.datetime:
    """Tell a time that stands still."""
    return AT


def opened(folder: Path) -> Session:
    """Open one of this module's vaults; the key is derived at its lowest cost."""
    return Session.open(folder, key_of(folder), now=now)


def key_of(folder: Path) -> UnlockedSlot:
    """Return what the passphrase opens."""
    return derive(folder, PASSPHRASE)


def stores(at: Path, guide: Guide, sizes: tuple[int, ...]) -> dict[int, Path]:
    """Make a vault for each of *sizes* people, each growing out of the one before."""
    growing = at / "growing"
    create(growing, STAFF, PASSPHRASE, cost=Cost.LOWEST, now=now).session.close()
    made: dict[int, Path] = {}
    people, have = _people(guide), 0
    for size in sorted(sizes):
        with closing(opened(growing)) as session:
            while have < size:
                some = [next(people) for _ in range(min(_AT_ONCE, size - have))]
                session.store.receive_all(some, at=AT)
                have += len(some)
        made[size] = at / str(size)
        shutil.copytree(growing, made[size])
    return made


def plain_copy(vault: Path, to: Path) -> Path:
    """Write everything in *vault*, tables, triggers and all, into a plain SQLite file."""
    keys = Keys(key_of(vault).vmk)
    with closing(connect(Folder(vault).database, keys.db, read_only=False)) as sealed:
        sealed.execute(f"ATTACH DATABASE '{to}' AS plain KEY ''")
        sealed.execute("SELECT sqlcipher_export('plain')").fetchone()
        sealed.execute("DETACH DATABASE plain")
    return to


def plainly(path: Path) -> Any:
    """Open a plain SQLite file with the settings of the vault: WAL, FULL, and the rest.

    By the library that opens the vault, without a key: the one that comes with
    Python is often too old for the layout, and an older SQLite is no baseline.
    """
    db = sqlcipher.connect(str(path), isolation_level=None)
    for setting in (
        "foreign_keys=ON", "recursive_triggers=ON", "cell_size_check=ON", "temp_store=MEMORY",
        "mmap_size=0", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON",
        "wal_autocheckpoint=200",
    ):  # fmt: skip
        db.execute(f"PRAGMA {setting}").fetchone()
    return db


def _people(guide: Guide) -> Iterator[tuple[Batch, CaseloadRow]]:
    chance = random.Random(SEED)  # noqa: S311  not for secrets
    for nth, number in enumerate(_numbers()):
        person = f"{nth:032x}"
        new = Newcomer(
            given=chance.choice(_FIRST), family=chance.choice(_FAMILY), number=number,
            born=dt.date.fromordinal(chance.randrange(701_000, 717_000)).isoformat(),
            address=(f"{nth % 200 + 1} Heol y Bont", "Aberwen"),
            postcode=f"CF99 {nth % 10}Z{chr(65 + nth % 26)}",
        )  # fmt: skip
        made = introduce(new, person, guide=guide, staff=STAFF, at=AT, practice=True)
        words = {e.guide: guide.text_of(guide.section_of(e.question).id) for e in made if e.guide}
        brought = Batch(person, made, guides=words)
        yield brought, row(Log().plus(made), guide, person)


def _numbers() -> Iterator[str]:
    """Yield NHS numbers that are never issued."""
    for stem in range(100_000, 1_000_000):
        nine = f"999{stem}"
        yield from (nine + d for d in "0123456789" if has_check_digit(nine + d))
