"""Waiting between wrong secrets: it outlives the process, and never keeps the right one out."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eolplan.vault.errors import NotEnoughMemory, WrongCode, WrongPassphrase
from eolplan.vault.moment import Moment
from eolplan.vault.throttle import FILE, FREE_TRIES, LONGEST_WAIT_S, Throttle
from tests.conftest import NOON


class Laptop:
    """Two clocks: one that anybody may set, and one that only another start sets back."""

    def __init__(self) -> None:
        self.moment = Moment(NOON, "first start", 500.0)

    def __call__(self) -> Moment:
        return self.moment

    def go_on(self, seconds: float) -> None:
        wall = self.moment.wall + dt.timedelta(seconds=seconds)
        self.moment = replace(self.moment, wall=wall, ticks=self.moment.ticks + seconds)

    def set_clock(self, **by: float) -> None:
        self.moment = replace(self.moment, wall=self.moment.wall + dt.timedelta(**by))

    def start_again(self, boot: str = "second start", **by: float) -> None:
        self.set_clock(**by)
        self.moment = replace(self.moment, boot=boot, ticks=20.0)


@pytest.fixture
def laptop() -> Laptop:
    return Laptop()


def miss(throttle: Throttle, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase), throttle.a_try():
            raise WrongPassphrase


def test_five_tries_are_free_and_then_the_wait_doubles_up_to_half_a_minute(
    tmp_path: Path, laptop: Laptop
) -> None:
    throttle = Throttle(tmp_path, laptop)
    waits = []
    for _ in range(12):
        miss(throttle)
        waits.append(throttle.wait())
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_the_wait_runs_down_and_the_next_wrong_try_begins_a_longer_one(
    tmp_path: Path, laptop: Laptop
) -> None:
    throttle = Throttle(tmp_path, laptop)
    miss(throttle, 8)
    laptop.go_on(3)
    assert throttle.wait() == 5
    laptop.go_on(60)
    assert throttle.wait() == 0
    miss(throttle)
    assert throttle.wait() == 16


def test_starting_eolplan_again_does_not_shorten_the_wait(tmp_path: Path, laptop: Laptop) -> None:
    miss(Throttle(tmp_path, laptop), 8)
    laptop.go_on(2)
    assert Throttle(tmp_path, laptop).wait() == 6


@pytest.mark.parametrize("days", [-4_000, -1, 1, 4_000])
def test_setting_the_clock_changes_nothing(tmp_path: Path, laptop: Laptop, days: int) -> None:
    throttle = Throttle(tmp_path, laptop)
    miss(throttle, 8)
    laptop.set_clock(days=days)
    assert throttle.wait() == Throttle(tmp_path, laptop).wait() == 8
    laptop.go_on(8)
    assert throttle.wait() == 0


@pytest.mark.parametrize("boot", ["second start", ""])
@pytest.mark.parametrize("days", [-4_000, -1, 0, 1])
def test_after_another_start_it_is_never_longer_than_the_wait_itself(
    tmp_path: Path, laptop: Laptop, days: int, boot: str
) -> None:
    """Somebody whose clock fell back by eleven years is not kept out for eleven years."""
    miss(Throttle(tmp_path, laptop), 20)
    laptop.start_again(boot, days=days)
    throttle = Throttle(tmp_path, laptop)
    assert throttle.wait() == (0 if days > 0 else LONGEST_WAIT_S)
    laptop.go_on(LONGEST_WAIT_S)
    assert throttle.wait() == 0


def test_a_folder_that_cannot_be_written_to_waits_and_never_for_good(
    tmp_path: Path, laptop: Laptop
) -> None:
    """The count is remembered in the process then; the right passphrase always has its turn."""
    throttle = Throttle(tmp_path / "is not there", laptop)
    miss(throttle, 9)
    assert throttle.wait() == 16
    laptop.set_clock(days=-400)
    laptop.moment = replace(laptop.moment, boot="")  # nobody can tell how long it was
    assert throttle.wait() == 16
    laptop.go_on(16)
    assert throttle.wait() == 0
    with throttle.a_try():
        pass
    assert throttle.wait() == throttle.tries == 0


def test_what_cannot_be_deleted_keeps_nobody_waiting_for_good(
    tmp_path: Path, laptop: Laptop
) -> None:
    (tmp_path / FILE).mkdir()
    throttle = Throttle(tmp_path, laptop)
    miss(throttle, 7)
    assert throttle.wait() == 4
    with throttle.a_try():
        pass
    assert throttle.wait() == 0


def test_the_right_secret_forgets_all_tries(tmp_path: Path, laptop: Laptop) -> None:
    throttle = Throttle(tmp_path, laptop)
    miss(throttle, 9)
    with throttle.a_try():
        pass
    assert throttle.wait() == throttle.tries == 0
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_code_counts_and_too_little_memory_does_not(tmp_path: Path, laptop: Laptop) -> None:
    throttle = Throttle(tmp_path, laptop)
    with pytest.raises(NotEnoughMemory), throttle.a_try():
        raise NotEnoughMemory
    assert throttle.tries == 0
    with pytest.raises(WrongCode), throttle.a_try():
        raise WrongCode
    with pytest.raises(NotEnoughMemory), throttle.a_try():
        raise NotEnoughMemory
    assert throttle.tries == Throttle(tmp_path, laptop).tries == 1


def test_a_process_that_is_killed_while_it_tries_has_counted(
    tmp_path: Path, root: Path, laptop: Laptop
) -> None:
    code = (
        "import datetime as dt, os, signal, sys\n"
        "from pathlib import Path\n"
        "from eolplan.vault.moment import Moment\n"
        "from eolplan.vault.throttle import Throttle\n"
        "at = Moment(dt.datetime.now(dt.UTC), 'b', 1.0)\n"
        "throttle = Throttle(Path(sys.argv[1]), lambda: at)\n"
        "with throttle.a_try():\n"
        "    os.kill(os.getpid(), signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)\n"
    )
    for _ in range(3):
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False)
    assert Throttle(tmp_path, laptop).tries == 3


def test_two_copies_of_eolplan_count_together(tmp_path: Path, laptop: Laptop) -> None:
    one, other = Throttle(tmp_path, laptop), Throttle(tmp_path, laptop)
    miss(one, 4)
    miss(other)
    assert one.wait() == other.wait() == 1


NEVER = [b"", b"{", b"[]", b"null", b'{"tries": "9"}', b"\xff\xfe", b"[" * 4_000]


@pytest.mark.parametrize("content", NEVER)
def test_a_file_that_is_not_a_count_counts_nothing(
    tmp_path: Path, laptop: Laptop, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    throttle = Throttle(tmp_path, laptop)
    assert throttle.wait() == throttle.tries == 0
    miss(throttle, FREE_TRIES)
    assert throttle.wait() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"ticks": 1e300}, {"ticks": float("nan")}, {"ticks": -1e300}, {"ticks": True},
        {"wall": "9999-12-31T23:59:59+00:00"}, {"wall": "2026-11-12T12:00:00"}, {"wall": 5},
        {"tries": 10**30}, {"tries": -5}, {"tries": True}, {"boot": 7}, {"boot": "x" * 500},
        {"boot": "elsewhere", "wall": "0001-01-01T00:00:00+14:00"},
    ],
    ids=lambda change: " ".join(change),
)  # fmt: skip
def test_whatever_is_written_there_nobody_waits_longer_than_the_longest_wait(
    tmp_path: Path, laptop: Laptop, change: dict[str, object]
) -> None:
    miss(Throttle(tmp_path, laptop), 20)
    kept = json.loads((tmp_path / FILE).read_text(encoding="ascii"))
    (tmp_path / FILE).write_text(json.dumps(kept | change), encoding="ascii")
    throttle = Throttle(tmp_path, laptop)
    assert 0 <= throttle.wait() <= LONGEST_WAIT_S
    laptop.go_on(LONGEST_WAIT_S)
    assert throttle.wait() == 0


def test_whatever_clocks_and_starts_do_a_patient_hand_gets_its_turn(
    tmp_path: Path, laptop: Laptop, figure: Callable[[int, int], int]
) -> None:
    chance = random.Random(4)  # noqa: S311  no secret is made of it
    for _ in range(figure(25, 5_000)):
        throttle = Throttle(tmp_path, laptop)
        miss(throttle, chance.randint(0, 8))
        if chance.random() < 0.5:
            laptop.set_clock(seconds=chance.uniform(-1e8, 1e8))
        if chance.random() < 0.3:
            laptop.start_again(chance.choice(["a", "b", ""]), seconds=chance.uniform(-1e8, 1e8))
        left = throttle.wait()
        assert 0 <= left <= LONGEST_WAIT_S
        laptop.go_on(left)
        assert throttle.wait() == pytest.approx(0, abs=1e-3)
        if chance.random() < 0.3:
            with throttle.a_try():
                pass


def test_the_moment_of_this_laptop_goes_on() -> None:
    first = Moment.read(lambda: NOON)
    second = Moment.read(lambda: NOON - dt.timedelta(days=9))
    if first.boot:
        passed = second.since(first)
        assert passed is not None
        assert passed >= 0
    assert Moment.from_json(first.to_json()) == first


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_the_count_is_private(tmp_path: Path, laptop: Laptop) -> None:
    miss(Throttle(tmp_path, laptop))
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
