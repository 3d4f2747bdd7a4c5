"""A vault of every layout that was ever released opens, verifies, and says what it said.

``make_vault.py`` beside them makes the one of the newest layout; the older ones
stay as they were written. All people in them are invented.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eolplan.vault import Anchor, Cost, layout, unlock, unlock_with_code

VAULTS = sorted(p.parent for p in Path(__file__).parent.parent.glob("vaults/*/expected.json"))


@pytest.fixture(params=VAULTS, ids=lambda p: p.name)
def kept(request, tmp_path):
    """A copy, because opening writes."""
    shutil.copytree(request.param, tmp_path / "vault")
    return tmp_path / "vault", json.loads((request.param / "expected.json").read_text("utf-8"))


RELEASED = ("0001", "0004", "0006", "0007")
"""Layouts that somebody's store may have; the newest is on its way to be one."""


def test_there_is_a_vault_of_every_layout():
    newest = f"{layout.shipped()[-1].number:04}"
    assert [p.name for p in VAULTS] == sorted({*RELEASED, newest})


def test_a_vault_of_the_first_layout_steps_up_and_leaves_a_copy(tmp_path, clock):
    """Whoever has used eolplan from the start opens their store with the newest one."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS[0], folder)
    session = unlock(folder, json.loads((folder / "expected.json").read_text())["passphrase"],
                     now=clock)  # fmt: skip
    assert session.layout == layout.shipped()[-1].number
    assert (folder / "eolplan.db.layout-1").exists()
    session.rotation(now=clock).run(lambda _done: None, lambda: False)
    session.close()
    session = unlock(folder, json.loads((folder / "expected.json").read_text())["passphrase"],
                     now=clock)  # fmt: skip
    assert session.store.verify().ok
    assert not list(folder.glob("eolplan.db*"))  # under the keys of before, too
    session.close()


def test_the_list_of_a_vault_of_before_is_worked_out_again(tmp_path, clock):
    """When to come back to somebody is worked out from more than it was."""
    folder = tmp_path / "vault"
    shutil.copytree(VAULTS[-2], folder)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    session = unlock(folder, expected["passphrase"], now=clock)
    listed = [row.person for row in session.store.caseload()]
    assert session.store.unfilled() == sorted(listed) != []
    session.close()


def test_a_kept_vault_opens_and_says_what_it_said(kept, clock):
    folder, expected = kept
    session = unlock(folder, expected["passphrase"], now=clock)
    store = session.store
    assert session.notices == ()
    assert session.staff.name == expected["staff"]
    found = store.verify(Anchor.parse(expected["anchor"]))
    assert (found.ok, found.anchored, found.problems) == (True, True, ())
    for person, facts in expected["people"].items():
        log = store.log(person)
        said = {q: [log.reading(q).value, log.reading(q).own_words] for q in facts["answers"]}
        assert said == facts["answers"]
        assert sorted(log.entries) == facts["entries"]
        assert {v.digest for v in log.versions.values()} == set(facts["versions"])
        assert store.search(facts["find"]) == [person]
    assert [d.answer.own_words for d in store.drafts(expected["draft"]["person"])] == [
        expected["draft"]["words"]
    ]
    assert store.place(expected["draft"]["person"]).question == expected["draft"]["question"]
    assert [service.name for service in store.services()] == expected.get("services", [])
    session.close()


def test_a_kept_vault_opens_by_its_recovery_code(kept, clock):
    folder, expected = kept
    made = unlock_with_code(
        folder, expected["recovery_code"], new_passphrase="velvet hedgehog autumn piano",
        cost=Cost.LOWEST, now=clock, slot_id=expected.get("slot"),
    )  # fmt: skip
    assert made.session.store.verify().ok
    made.session.close()
