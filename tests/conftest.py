"""What every test stands on: an empty home, a small screen, a still clock.

Rooms are imported inside the fixtures, so that a fault in one room breaks the
tests of that room and no others.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    from eolplan.guide import Guide
    from eolplan.vault import UnlockedSlot
    from tests.vault.secret_service import Laptop

ROOT: Final = Path(__file__).resolve().parent.parent
NOON: Final = dt.datetime(2026, 11, 12, 12, 0, tzinfo=dt.UTC)
os.environ["EOLPLAN_TRAINING"] = "1"  # nobody in a test is real: 999 numbers; the gallery's too
_HOMES: Final = (
    "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the full figures, for hours")


def pytest_configure(config: pytest.Config) -> None:
    """Move the tests into a home of their own, so that no test meets the user's own vault."""
    home = Path(tempfile.mkdtemp(prefix="home-"))
    home.chmod(0o700)  # as Qt asks of XDG_RUNTIME_DIR
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ.update({name: str(home) for name in _HOMES})
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        # relative, because a colon as in C:\ would end the file's name
        screens = os.path.relpath(ROOT / "tests" / "screens.json")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    long = bool(config.getoption("--long"))
    _still_hypothesis(long=long, smallest=long or not hasattr(config, "workerinput"))


def _still_hypothesis(*, long: bool, smallest: bool) -> None:
    """Few examples in the plain run, many in the long one; no test asserts a time.

    The plain run draws the same ones every time: a change passes or fails by what it changes.
    To find the *smallest* example of a fault takes up to five minutes. Among others a test does
    not, so that a run that fails ends in its time too; by itself it draws the same ones, and does.
    """
    phases = [p for p in Phase if smallest or p not in (Phase.shrink, Phase.explain)]
    slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile(
        "plain", max_examples=50, deadline=None, database=None, suppress_health_check=slow,
        derandomize=True, phases=phases,
    )  # fmt: skip
    plain = settings.get_profile("plain")
    settings.register_profile("long", plain, max_examples=2_000, derandomize=False)
    settings.load_profile("long" if long else "plain")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test that makes a window, and name the ones this run cannot do."""
    x_server = os.environ.get("QT_QPA_PLATFORM", "").startswith("xcb")
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "qtbot" in fixtures or "qapp" in fixtures:
            item.add_marker("gui")
        if item.path.is_relative_to(ROOT / "tests" / "faults"):
            item.add_marker("uncounted")
        if item.get_closest_marker("xvfb") and not x_server:
            item.add_marker(pytest.mark.skip(reason="needs an X server and QT_QPA_PLATFORM=xcb"))
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="only with --long"))


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Choose a number of rounds: ``figure(25, 1_000)`` is 25, and 1,000 with ``--long``."""
    long = bool(request.config.getoption("--long"))
    return lambda plain, full: full if long else plain


def again(unlocked: UnlockedSlot) -> UnlockedSlot:
    """Return *unlocked* with keys of its own, to be opened once more.

    Stretching a passphrase is slow on purpose, and every test opens a store.
    """
    return replace(unlocked, vmk=bytearray(unlocked.vmk), private=bytearray(unlocked.private))


@cache
def shipped_once() -> Guide:
    """Return the guide that comes with eolplan, read once for each process: it never changes."""
    from eolplan.guide import shipped

    return shipped()


class Clock:
    """A clock that stands still until it is told to go on; aware, UTC."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def go_on(self, seconds: float = 0, **more: float) -> dt.datetime:
        """Move the hands, backwards too, by what ``timedelta`` takes; return the new time."""
        self.at += dt.timedelta(seconds=seconds, **more)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    """Where a test may make a vault: a folder that does not exist yet."""
    return tmp_path / "vault"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(autouse=True)
def _own_memory(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test forget which stores this laptop has seen: many have one store's id."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / os.urandom(8).hex()))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Leave the language as it was, whatever a test spoke."""
    yield
    import sys

    if words := sys.modules.get("eolplan.words"):
        words.speak("en")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """A session bus of its own with a real Secret Service on it."""
    from tests.vault.secret_service import laptop

    with laptop() as made:
        made.start_keyring()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made
