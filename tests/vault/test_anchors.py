"""An older copy of the whole store looks well from inside; only what is kept outside tells."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from eolplan.vault import Session
from eolplan.vault.anchors import Anchors
from eolplan.vault.rows import Anchor, StoreOlder
from tests.vault.conftest import Clock

_ONE = Anchor(3, "a" * 64)
_TWO = Anchor(9, "b" * 64)


def test_the_newest_end_of_each_store_is_kept(tmp_path: Path) -> None:
    """Two stores on one laptop are told apart, and each is known by its newest end."""
    anchors = Anchors(tmp_path / "state")
    assert anchors.of("one") is None
    assert anchors.keep("one", _ONE)
    assert anchors.keep("two", _ONE)
    assert anchors.keep("one", _TWO)
    assert Anchors(tmp_path / "state").of("one") == _TWO
    assert Anchors(tmp_path / "state").of("two") == _ONE


def test_what_cannot_be_read_is_as_if_nothing_was_kept(tmp_path: Path) -> None:
    """A spoiled file must never keep anybody from a plan."""
    for spoiled in ("", "[]", '{"one": 7}', '{"one": "3:xyz"}', "\0"):
        (tmp_path / "anchors.json").write_text(spoiled, encoding="utf-8")
        anchors = Anchors(tmp_path)
        assert anchors.of("one") is None
        assert anchors.keep("one", _ONE)
        assert anchors.of("one") == _ONE


def test_a_place_that_cannot_be_written_is_said_and_no_more(tmp_path: Path) -> None:
    """Nothing hangs on it but a warning, so nothing may stop for it."""
    (tmp_path / "state").write_text("a file where a folder is wanted", encoding="utf-8")
    assert not Anchors(tmp_path / "state").keep("one", _ONE)


def test_yesterdays_file_in_the_place_of_todays_is_told(
    closed: Path, reopen: Callable[[Path], Session], clock: Clock
) -> None:
    """Whoever puts back an old copy must not make a withdrawn wish stand again unseen."""
    yesterday = shutil.copytree(closed, closed.parent / "yesterday")
    today = reopen(closed)
    assert not today.older
    today.store.audit("plan.opened", {}, at=clock())
    today.close()
    shutil.rmtree(closed)
    shutil.copytree(yesterday, closed)
    for _ in range(2):  # it is told until somebody decides
        old = reopen(closed)
        assert old.notices == (StoreOlder(),)
        old.close()
    old = reopen(closed)
    old.take_as_it_is(now=clock)
    old.close()
    assert reopen(closed).notices == ()


def test_a_store_that_was_killed_is_not_called_old(
    closed: Path, reopen: Callable[[Path], Session], clock: Clock
) -> None:
    """What was written after the last closing is more, not less."""
    going_on = reopen(closed)
    going_on.store.audit("plan.opened", {}, at=clock())
    killed = reopen(shutil.copytree(closed, closed.parent / "killed"))
    assert killed.notices == ()
    killed.close()
    going_on.close()


def test_only_what_a_back_up_is_made_for_makes_a_store_older(
    closed: Path, reopen: Callable[[Path], Session]
) -> None:
    """A store that was opened and looked at in between has nothing that the older one lacks."""
    before = shutil.copytree(closed, closed.parent / "before")
    reopen(closed).close()
    shutil.rmtree(closed)
    shutil.copytree(before, closed)
    assert reopen(closed).notices == ()
