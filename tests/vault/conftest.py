"""A vault that is ready at once: keys are stretched once for the whole run, at the lowest cost."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from eolplan.identity import Staff
from eolplan.record import Answer, Author, Entry, Husk, Log, Value, Version, sign
from eolplan.vault import (
    Batch,
    CaseloadRow,
    Cost,
    Created,
    Prepared,
    Session,
    Store,
    found,
    prepare,
)
from eolplan.vault.db import Database
from eolplan.vault.keys import Keys
from eolplan.vault.place import Folder
from tests.conftest import again
from tests.vault import team_store
from tests.vault.team_store import TeamStore

PASSPHRASE = "copper kettle harbour tulip"
STAFF = Staff(
    "5b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a11", "Carys Bevan", "Community nurse",
    team="Aberwen team", team_phone="01632 960101",
)  # fmt: skip
Clock = Callable[[], dt.datetime]


class Says(Protocol):
    """Writes an entry: ``say("pod.first", "own_home", over=[earlier])``."""

    def __call__(
        self,
        question: str,
        value: Value = None,
        *,
        words: str = "",
        person: str = "gwen",
        over: tuple[Entry, ...] = (),
        guide: str = "",
        instance: str = "",
    ) -> Entry: ...


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def staff() -> Staff:
    return STAFF


@pytest.fixture(scope="session")
def _prepared_once() -> Prepared:
    return prepare(PASSPHRASE, staff=STAFF, cost=Cost.LOWEST)


@pytest.fixture
def prepared(_prepared_once: Prepared) -> Prepared:
    """A copy, because closing a session overwrites its keys."""
    return replace(_prepared_once, unlocked=again(_prepared_once.unlocked))


@pytest.fixture
def keys(_prepared_once: Prepared) -> Keys:
    return Keys(bytearray(_prepared_once.unlocked.vmk))


@pytest.fixture
def created(vault_folder: Path, prepared: Prepared, clock: Clock) -> Iterator[Created]:
    made = found(vault_folder, STAFF, prepared, now=clock)
    yield made
    made.session.close()


@pytest.fixture
def session(created: Created) -> Session:
    return created.session


@pytest.fixture
def store(session: Session) -> Store:
    return session.store


@pytest.fixture
def closed(created: Created) -> Path:
    """The folder of a vault that is set up and closed."""
    created.session.close()
    return created.session.folder


@pytest.fixture
def reopen(_prepared_once: Prepared, clock: Clock) -> Callable[[Path], Session]:
    """Open a closed vault without stretching the passphrase again."""
    return lambda folder: Session.open(folder, again(_prepared_once.unlocked), now=clock)


@pytest.fixture
def bare(session: Session, keys: Keys) -> Iterator[Database]:
    """The same file through a second connection without a guard, for whoever would tamper."""
    db = Database.open(Folder(session.folder).database, keys.db)
    yield db
    db.close()


@pytest.fixture
def say(clock: Clock) -> Says:
    def write(
        question: str, value: Value = None, *, words: str = "", person: str = "gwen",
        over: tuple[Entry, ...] = (), guide: str = "", instance: str = "",
    ) -> Entry:  # fmt: skip
        return Entry.write(
            person=person,
            question=question,
            instance=instance,
            answer=Answer(value=value, own_words=words, said_on="2026-11-12"),
            author=Author(STAFF.id, STAFF.name, STAFF.role),
            recorded_at=clock(),
            guide=guide,
            supersedes=[e.digest for e in over],
        )

    return write


@pytest.fixture
def signed(session: Session, clock: Clock, passphrase: str) -> Callable[[Log], Version]:
    """Make and sign the next version of a log."""

    def next_version(log: Log) -> Version:
        author = Author(STAFF.id, STAFF.name, STAFF.role)
        version = sign(log, "gwen", author, clock(), {"read_back": "yes"})
        return version.with_signature(*session.sign(bytes.fromhex(version.digest), passphrase))

    return next_version


def row(person: str, log: Log) -> CaseloadRow:
    """A small row function: names and birthday from the heads."""

    def text(question: str) -> str:
        return str(log.reading(question).value or "")

    family, given = text("person.family"), text("person.given")
    return CaseloadRow(
        person,
        name=f"{family.upper()}, {given}",
        family=family,
        given=given,
        born=text("person.dob"),
        nhs=text("person.nhs_no"),
        place_first=text("pod.first"),
    )


@pytest.fixture
def make_row() -> Callable[[str, Log], CaseloadRow]:
    return row


@pytest.fixture
def told(
    store: Store, say: Says, clock: Clock, make_row: Callable[[str, Log], CaseloadRow]
) -> Callable[..., Entry]:
    """Say something and keep it, with the person's row."""

    def tell(question: str, value: Value = None, **more: object) -> Entry:
        entry = say(question, value, **more)  # type: ignore[arg-type]  # passed on as given
        log = store.log(entry.person).plus([entry])
        store.append([entry], at=clock(), caseload=make_row(entry.person, log))
        return entry

    return tell


@pytest.fixture
def open_ground() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="ground-"))
    folder.chmod(0o755)
    yield folder
    for inside in (folder / "vault", folder):
        if inside.is_dir():
            inside.chmod(0o755)  # a test may have closed it
    shutil.rmtree(folder)


@pytest.fixture
def unprivileged(root: Path) -> Callable[[str], str]:
    """Run code as a user for whom permissions count; return the name of what it raised."""
    prefix: list[str] = []
    if os.name == "posix" and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root ignores permissions, and there is no setpriv")
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    def run(code: str) -> str:
        wrapped = (
            f"import sys; sys.path.insert(0, {str(root)!r})\ntry:\n"
            + textwrap.indent(code, "    ")
            + "\nexcept Exception as e:\n    print(type(e).__name__)\n"
        )
        done = subprocess.run(
            [*prefix, sys.executable, "-c", wrapped],
            capture_output=True, text=True, check=True, cwd="/",
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        return done.stdout.strip()

    return run


HEX = "b" * 64


@pytest.fixture(scope="session")
def _full_once(
    tmp_path_factory: pytest.TempPathFactory, _prepared_once: Prepared
) -> tuple[Path, dt.datetime]:
    """A closed vault with a row in every table: made once, copied by whoever wants it."""
    folder = tmp_path_factory.mktemp("full") / "vault"
    at = dt.datetime(2026, 11, 12, 11, 0, tzinfo=dt.UTC)
    copy = replace(_prepared_once, unlocked=again(_prepared_once.unlocked))
    session = found(folder, STAFF, copy, now=lambda: at)
    store, author = session.session.store, Author(STAFF.id, STAFF.name, STAFF.role)

    def tell(question: str, answer: Answer, person: str = "gwen", over: str = "") -> Entry:
        entry = Entry.write(
            person=person, question=question, answer=replace(answer, said_on="2026-11-12"),
            author=author, recorded_at=at, supersedes=[over] if over else [],
        )  # fmt: skip
        log = store.log(person).plus([entry])
        store.append([entry], at=at, caseload=row(person, log))
        return entry

    first = tell("pod.first", Answer(value="hospital"))
    tell("pod.first", Answer(value="own_home"), over=first.digest)
    tell("person.family", Answer(value="Pryce"))
    gone = tell("matters.most", Answer(own_words="my dog"))
    tell("person.family", Answer(value="Davies"), person="ivor")
    version = sign(store.log("gwen"), "gwen", author, at, {"read_back": "yes"})
    signature = session.session.sign(bytes.fromhex(version.digest), PASSPHRASE)
    signed = version.with_signature(*signature)
    store.append([], at=at, guides={HEX: "text"}, versions=[signed])
    husk = Husk("c" * 64, (first.digest,), "tip", person="gwen")
    store.receive(Batch("gwen", husks=(husk,), withheld=frozenset({"staff.note"})), at=at)
    store.erase_entry(gone.digest, reason="asked", at=at, make_row=row)
    store.put_setting("idle.minutes", 5, at=at)
    session.session.close()
    return folder, at


@pytest.fixture
def full_session(
    _full_once: tuple[Path, dt.datetime], reopen: Callable[[Path], Session], vault_folder: Path
) -> Iterator[Session]:
    """Open a copy of a vault with five entries (one erased), a version, a husk and a guide."""
    shutil.copytree(_full_once[0], vault_folder)
    session = reopen(vault_folder)
    yield session
    session.close()


@pytest.fixture(scope="session")
def _team_once(tmp_path_factory: pytest.TempPathFactory, _prepared_once: Prepared) -> TeamStore:
    copy = replace(_prepared_once, unlocked=again(_prepared_once.unlocked))
    folder = tmp_path_factory.mktemp("team") / "vault"
    return team_store.make(folder, copy, STAFF, PASSPHRASE)


@pytest.fixture
def team(_team_once: TeamStore, vault_folder: Path) -> TeamStore:
    """A copy of a closed store that three members of staff share."""
    return _team_once.copied(vault_folder)
