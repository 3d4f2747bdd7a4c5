"""The power goes in the middle of a restore: either store opens, and nothing is lost."""

from __future__ import annotations

import os
from contextlib import closing

import pytest

from eolplan.record import Answer
from eolplan.vault import Draft
from eolplan.vault.errors import EolplanError
from eolplan.vault.place import Folder

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


@pytest.fixture
def scene(session, store, told, kept_elsewhere, content, clock):
    """A backup, and a store that has gone on."""
    first = told("pod.first", "hospital")
    told("person.family", "Davies", person="ivor")
    file = kept_elsewhere()
    told("pod.first", "own_home", over=(first,))
    store.keep_draft(Draft("gwen", "a.b", "", Answer(own_words="half")), at=clock())
    store.put_setting("idle.minutes", 5, at=clock())
    before = content(session)
    session.close()
    return file, before


def test_a_store_that_can_be_read_is_there_whenever_the_power_goes(
    session, scene, kill_at_every, reopen, content, make_row, restore
):
    file, before = scene
    for folder in kill_at_every(session.folder, file):
        with closing(reopen(folder)) as again:
            assert content(again) == before, folder.name
            found = again.store.verify(make_row=make_row)
            assert found.ok, found.problems
        assert list(Folder(folder).databases) == [1]


@pytest.mark.parametrize("spoilt", ["database", "all"])
def test_a_store_that_is_spoilt_can_be_restored_again(
    session, scene, kill_at_every, reopen, content, make_row, restore, spoilt
):
    file, _ = scene
    names = Folder(session.folder)
    names.database.write_bytes(b"spoilt" * 1000)
    if spoilt == "all":
        names.header.write_bytes(b"spoilt")
        names.header_copy.write_bytes(b"spoilt")
    opened = 0
    for folder in kill_at_every(session.folder, file):
        try:
            reopen(folder).close()
            opened += 1
        except EolplanError:
            restore(folder, file)
        with closing(reopen(folder)) as again:
            assert len(again.store.log("gwen").entries) == 1
            assert again.store.verify(make_row=make_row).ok
    assert opened


def test_a_new_computer_has_the_store_or_none(
    scene, kill_at_every, reopen, content, make_row, restore, tmp_path
):
    file, _ = scene
    for folder in kill_at_every(tmp_path / "new", file):
        if Folder(folder).stands:
            with closing(reopen(folder)) as again:
                assert again.store.verify(make_row=make_row).ok
        restore(folder, file)
        with closing(reopen(folder)) as again:
            assert len(again.store.persons()) == 2
