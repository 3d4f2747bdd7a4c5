"""A further member of staff gets a way in of their own; a store for practice takes any words."""

from __future__ import annotations

import pytest

from eolplan.identity import Staff
from eolplan.vault import (
    Cost,
    PassphraseTooWeak,
    WrongPassphrase,
    create,
    labels,
    signature_stands,
    unlock,
)

DEV = Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP")
THEIRS = "seven quiet herons rest"
DIGEST = bytes(32)


def test_each_opens_with_their_own_and_signs_as_themselves(
    session, passphrase, staff, clock, make_row
):
    session.admit(DEV, THEIRS, cost=Cost.LOWEST, now=clock)
    session.sign(DIGEST, passphrase)  # whoever was signed in stays so
    folder = session.folder
    session.close()
    mine, theirs = labels(folder)
    assert theirs.label == "DP"
    for slot, words, who in ((mine, passphrase, staff), (theirs, THEIRS, DEV)):
        opened = unlock(folder, words, slot_id=slot.slot_id, now=clock)
        assert opened.staff == who
        assert opened.notices == ()
        assert signature_stands(DIGEST, *opened.sign(DIGEST, words))
        assert opened.store.verify(make_row=make_row).problems == ()
        opened.close()
    with pytest.raises(WrongPassphrase):
        unlock(folder, passphrase, slot_id=theirs.slot_id, now=clock)


def test_only_made_up_people_lie_behind_a_word_that_everybody_knows(tmp_path, staff, clock):
    with pytest.raises(PassphraseTooWeak):
        create(tmp_path / "a", staff, "practice", cost=Cost.LOWEST, now=clock)
    made = create(tmp_path / "b", staff, "practice", cost=Cost.LOWEST, now=clock, made_up=True)
    made.session.close()
    unlock(tmp_path / "b", "practice", now=clock).close()
