"""From the locked screen to work, and from work to the locked screen and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication

from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.vault import Cost, Session, UnlockedSlot, create, derive
from tests.bench.bulk import PASSPHRASE, STAFF, key_of, now, plain_copy, plainly
from tests.bench.figures import Figure, in_turns, median, taken
from tests.bench.turning import first_paint
from ui import theme
from ui.pages.where import Where
from ui.window import Window

_SIZE = (1280, 720)


def figures(people: Path, at: Path, guide: Guide, n: int) -> Iterator[Figure]:
    """Yield what unlocking costs, and locking and coming back to the same page."""
    at.mkdir()
    yield _key(at / "usual", n)
    vault = at / "vault"
    shutil.copytree(people, vault)
    plain = plain_copy(vault, at / "plain.db")
    yield _rest(vault, plain, 5 * n)
    yield _there_and_back(vault, guide, n)


def _key(vault: Path, n: int) -> Figure:
    """Compare with bare Argon2id, at the cost of every day."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = Cost.STANDARD
    create(vault, STAFF, PASSPHRASE, cost=cost, now=now).session.close()

    def bare() -> None:
        kdf = Argon2id(
            salt=bytes(16), length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib
        )
        kdf.derive(PASSPHRASE.encode())

    ours, theirs = in_turns(
        n, lambda: taken(lambda: derive(vault, PASSPHRASE)), lambda: taken(bare)
    )
    return Figure(
        "unlock-key", median(ours), median(theirs), n, "bare Argon2id of the same cost", "<= 1.1"
    )


def _rest(vault: Path, plain: Path, n: int) -> Figure:
    """Compare with opening a plain file and writing one row that says so."""
    key = key_of(vault)

    def ours() -> float:
        held = []
        time = taken(lambda: held.append(Session.open(vault, _again(key), now=now)))
        held[0].close()
        return time

    def theirs() -> float:
        return taken(lambda: _open_plainly(plain))

    mine, plainly_ = in_turns(n, ours, theirs)
    return Figure(
        "unlock-rest", median(mine), median(plainly_), n,
        "opening the same in plain SQLite and writing one row; from the key on",
    )  # fmt: skip


def _open_plainly(plain: Path) -> None:
    with closing(plainly(plain)) as db:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        db.execute("INSERT INTO setting VALUES ('bench', '1') ON CONFLICT DO UPDATE SET value = 1")


def _there_and_back(vault: Path, guide: Guide, n: int) -> Figure:
    """Lock from a page, start anew to the locked screen, open, and see the same page."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Look("light", 1.0))
    key = key_of(vault)
    with closing(Session.open(vault, _again(key), now=now)) as session:
        where = Where("person", person=session.store.persons()[0])

    def cold() -> None:
        first_paint("ours", vault)

    def ours() -> float:
        window, session = _at_work(vault, guide, key, where)

        def lock() -> None:
            window.close()
            session.close()

        time = taken(lock) + taken(cold)
        shiboken6.delete(window)
        held: list[tuple[Window, Session]] = []
        time += taken(lambda: held.append(_at_work(vault, guide, key, where)))
        for shown, opened in held:
            shown.close()
            shiboken6.delete(shown)
            opened.close()
        return time

    mine, start = in_turns(n, ours, lambda: taken(cold))
    return Figure(
        "lock-unlock-return", median(mine), median(start), n,
        "a cold start to the locked screen; ours without the key", "<= 2",
    )  # fmt: skip


def _at_work(vault: Path, guide: Guide, key: UnlockedSlot, where: Where) -> tuple[Window, Session]:
    session = Session.open(vault, _again(key), now=now)
    window = Window(now=now)
    window.resize(*_SIZE)
    window.begin(Desk(session, guide, now=now), where)
    window.show()
    QApplication.processEvents()
    return window, session


def _again(key: UnlockedSlot) -> UnlockedSlot:
    """Return the key with bytes of its own: closing a session overwrites them."""
    return replace(key, vmk=bytearray(key.vmk), private=bytearray(key.private))
