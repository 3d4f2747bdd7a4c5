"""Whatever becomes of the header: no wrong key, no endless wait, nothing unsaid, no way lost."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from eolplan.errors import EolplanError
from eolplan.vault import (
    Cost,
    Session,
    UnlockedSlot,
    VaultTooNew,
    create,
    derive,
    unlock,
)
from eolplan.vault.header import Header
from eolplan.vault.place import Folder
from eolplan.vault.rows import HeaderAltered
from tests.faults.mutations import Mutations
from tests.faults.promised import afterwards
from tests.faults.recorded import AMIR, CARYS, COLLEAGUES, PASSPHRASE

SEED = 20261127
HANGS_AFTER_S = 120
"""Generous: the dearest header that is accepted costs about 10 seconds."""


@dataclass(frozen=True)
class Kept:
    """A vault whose header is changed: the true one, and others to mix it with."""

    names: Folder
    true: bytes
    others: tuple[bytes, ...]
    vmk: bytes


@pytest.fixture
def kept(vault_folder: Path, tmp_path: Path) -> Kept:
    names = Folder(vault_folder)
    session = create(vault_folder, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=afterwards).session
    older = names.header.read_bytes()
    session.admit(AMIR, COLLEAGUES, cost=Cost.LOWEST, now=afterwards)
    session.close()
    stranger = Folder(tmp_path / "stranger")
    create(stranger.path, CARYS, PASSPHRASE, cost=Cost.LOWEST, now=afterwards).session.close()
    vmk = bytes(derive(vault_folder, PASSPHRASE).vmk)
    return Kept(names, names.header.read_bytes(), (older, stranger.header.read_bytes()), vmk)


@contextmanager
def not_for_ever() -> Iterator[None]:
    """Raise in the midst of what never ends."""
    if sys.platform == "win32":
        yield
        return

    def ends(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ends)
    signal.alarm(HANGS_AFTER_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def fault_with(kept: Kept, first: bytes, second: bytes) -> tuple[str, str]:
    """Open the vault with these two files; return what came of it, and what is wrong with that."""
    kept.names.header.write_bytes(first)
    kept.names.header_copy.write_bytes(second)
    true = kept.true in (first, second)
    try:
        with not_for_ever():
            opened = derive(kept.names.path, PASSPHRASE)
    except VaultTooNew:
        return "refused", ""
    except EolplanError as e:
        return "refused", f"{type(e).__name__} beside a true copy" if true else ""
    except TimeoutError:
        return "hangs", "hangs"
    except Exception as e:  # noqa: BLE001  whatever it is, it was not said in words
        return "breaks", f"not in words: {type(e).__name__}"
    if bytes(opened.vmk) != kept.vmk:
        return _with_another_key(kept, opened)
    if not opened.altered and opened.header.to_bytes() not in (kept.true, *kept.others):
        return "opened", "opened by a header that nobody wrote, and nobody is told"
    return "opened", "" if opened.altered or _put_back(kept, first, second) else "nobody is told"


def _put_back(kept: Kept, first: bytes, copy: bytes) -> bool:
    """Say whether the files are as a crash, or a thief with older copies, may leave them.

    Without an anchor elsewhere nobody can tell an older one. One of former keys is left out
    (a crash in the midst of new keys leaves one), and a copy that cannot be read is mended:
    nothing was taken from either.
    """
    return _of_before(kept, first) and (_of_before(kept, copy) or _read(copy) is None)


def _of_before(kept: Kept, raw: bytes) -> bool:
    header, true = _read(raw), Header.from_bytes(kept.true)
    former = header is not None and header.key_epoch < true.key_epoch
    return former or raw in (kept.true, kept.others[0])


def _read(raw: bytes) -> Header | None:
    try:
        return Header.from_bytes(raw)
    except EolplanError:
        return None


def _with_another_key(kept: Kept, opened: UnlockedSlot) -> tuple[str, str]:
    """The whole header of another vault that the same passphrase opens: the database refuses."""
    try:
        Session.open(kept.names.path, opened, now=afterwards).close()
    except EolplanError:
        return "refused", ""
    return "opened", "opened with a wrong key"


def found_in(kept: Kept, times: int) -> tuple[Counter[str], Counter[str]]:
    """Change the header so many times; return what came of it, and every fault by its change."""
    mutations = Mutations(kept.true, kept.others, SEED)
    came: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for number in range(times):
        how, changed = mutations.next()
        first, second = ((changed, changed), (changed, kept.true), (kept.true, changed))[number % 3]
        result, fault = fault_with(kept, first, second)
        came[result] += 1
        if fault:
            faults[f"{how}: {fault} (in {('both', 'the first', 'the copy')[number % 3]})"] += 1
    return came, faults


@pytest.mark.slow
@pytest.mark.usefixtures("stretched_once")
def test_no_changed_header_opens_with_a_wrong_key_or_hangs_or_goes_unnoticed(
    kept: Kept, figure: Callable[[int, int], int]
) -> None:
    times = figure(300, 10_000)
    came, faults = found_in(kept, times)
    assert not faults, f"seed {SEED}, {times} changes: {faults}"
    assert came["opened"] > times // 20, "hardly any opened: the copy was never used"
    assert came["refused"] > times // 20


@pytest.mark.slow
@pytest.mark.usefixtures("stretched_once")
def test_a_header_that_nobody_authenticates_is_found_out(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the test above would prove nothing."""
    monkeypatch.setattr(Header, "authentic", lambda *_: True)
    _, faults = found_in(kept, 100)
    assert any("nobody is told" in fault for fault in faults)


@pytest.mark.slow
def test_a_changed_header_is_told_once_and_mended(kept: Kept) -> None:
    """A nurse reads it on opening; the next one finds both files as they were."""
    changed = kept.true.replace(b'"CB"', b'"XX"')
    assert changed != kept.true
    kept.names.header.write_bytes(changed)
    session = unlock(kept.names.path, PASSPHRASE, now=afterwards)
    assert any(isinstance(notice, HeaderAltered) for notice in session.notices)
    session.close()
    assert kept.names.header.read_bytes() == kept.names.header_copy.read_bytes() == kept.true
    again: Session = unlock(kept.names.path, PASSPHRASE, now=afterwards)
    assert not any(isinstance(notice, HeaderAltered) for notice in again.notices)
    again.close()
