"""Every entry names who wrote it, as they were then; nobody writes or signs as somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import sign_off
from eolplan.desk import Desk
from eolplan.identity import CLINICIAN, Staff
from eolplan.record import Answer
from eolplan.vault import Cost, WrongPassphrase, labels, unlock
from tests.core.conftest import PASSPHRASE

WORDS = "seven quiet herons rest"
AMIR = Staff(
    "1b0f7f0e-7c1a-4f0e-9d55-0c2f5c1f0a22", "Amir Khan", "GP", reg="7654321", may=CLINICIAN
)


def authors(session, person, question):
    entries = session.store.log(person).entries.values()
    return [e.author.name for e in entries if e.question == question]


def test_each_entry_keeps_the_name_and_number_of_its_day(talk, session, gwen, clock):
    """Somebody who married since did not write under the new name then."""
    talk.answer("val.matters", Answer(own_words="The garden."))
    session.store.put_user(replace(session.staff, name="Carys Rees", reg="12A3456B"), at=clock())
    talk.answer("val.matters", Answer(own_words="The garden, and the dog."))
    assert authors(session, gwen, "val.matters") == ["Carys Bevan", "Carys Rees"]
    numbers = {e.author.name: e.author.reg for e in session.store.log(gwen).entries.values()}
    assert numbers["Carys Rees"] == "12A3456B"
    assert session.store.verify().ok


def test_whoever_is_signed_in_is_the_author_and_signs_with_their_own_passphrase(
    ready, desk, guide, gwen, clock
):
    session, folder = desk.session, desk.session.folder
    session.admit(AMIR, WORDS, cost=Cost.LOWEST, now=clock)
    session.close()
    his = labels(folder)[-1].slot_id
    session = unlock(folder, WORDS, slot_id=his, now=clock)
    talk = Desk(session, guide, now=clock).conversation(gwen, ready.id)
    talk.answer("val.matters", Answer(own_words="The garden."))
    assert authors(session, gwen, "val.matters") == ["Amir Khan"]
    with pytest.raises(WrongPassphrase):
        sign_off(talk, PASSPHRASE)
    assert not session.store.log(gwen).versions
    version = sign_off(talk, WORDS)
    assert version.signer.name == "Amir Khan"
    session.close()
