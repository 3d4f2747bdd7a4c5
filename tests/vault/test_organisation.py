"""The organisation's key: a way in for when every passphrase and the sheet are lost."""

from __future__ import annotations

import json

import pytest

from eolplan.vault import (
    Cost,
    NotAKey,
    PassphraseTooWeak,
    WrongKey,
    WrongPassphrase,
    recover_with_organisation,
    reopen,
    unlock,
)
from eolplan.vault.header import ORGANISATION
from eolplan.vault.keys import new_sealing_pair
from eolplan.vault.organisation import make, read_public
from eolplan.vault.rows import OrganisationUsed
from tests.vault.team_store import AMIR, AT, RESTRICTED, public_file

WORDS = "granite ferry willow clock"
NEW = "velvet hedgehog autumn piano"


@pytest.fixture(scope="module")
def key():
    return make(WORDS, Cost.LOWEST, "Aberwen Health")


def now():
    return AT


def lost(team, private, words=WORDS, new=NEW):
    """Open the store for the lead, who has forgotten everything."""
    slot = team.unlocked(team.lead).slot.slot_id
    return recover_with_organisation(
        team.folder, private, words, new_passphrase=new, cost=Cost.LOWEST, slot_id=slot
    )


def with_key(team, public):
    session = team.open()
    session.add_organisation(public, now=now)
    assert session.has_organisation
    session.close()


def test_it_opens_the_store_and_forces_a_new_passphrase_and_a_new_code(team, key):
    public, private = key
    with_key(team, public)
    made = reopen(team.folder, lost(team, private), now=now)
    session = made.session
    assert session.staff == team.lead
    assert session.has_organisation
    said = [e.answer.own_words for e in session.store.log("gwen").entries.values()
            if e.question == RESTRICTED]  # fmt: skip
    assert said == ["behind a closed door"]
    assert session.store.verify().ok
    session.close()
    assert team.unlocked(team.lead) is None
    assert team.by_code(made.recovery_code)
    assert not team.by_code()
    unlock(team.folder, NEW, now=now).close()


def test_everybody_is_told_once_that_it_was_used(team, key):
    public, private = key
    with_key(team, public)
    session = reopen(team.folder, lost(team, private), now=now).session
    assert session.notices == ()
    session.close()
    seen = []
    for _ in range(2):
        session = team.open(AMIR)
        seen.append(session.notices)
        assert session.store.verify().ok
        session.close()
    assert seen == [(OrganisationUsed(AT.astimezone().date()),), ()]
    assert seen[0][0].words == (
        "The key of your organisation opened this store on 12 November 2026. If nobody told you"
        " why, ask whoever looks after the team."
    )


def test_it_opens_the_store_under_new_keys_too(team, key):
    public, private = key
    with_key(team, public)
    session = team.open()
    session.rotation(now=now).run(lambda _: None, lambda: False)
    session.close()
    reopen(team.folder, lost(team, private), now=now).session.close()


def test_a_key_that_was_taken_away_opens_nothing(team, key):
    public, private = key
    with_key(team, public)
    session = team.open()
    session.remove_organisation(now=now)
    session.remove_organisation(now=now)
    assert not session.has_organisation
    session.close()
    with pytest.raises(WrongKey, match="made for another one"):
        lost(team, private)


def test_there_is_one_key_and_the_newer_takes_the_place_of_the_older(team, key):
    assert team.by_organisation()
    with_key(team, key[0])
    assert not team.by_organisation()
    assert [s.label for s in _slots(team)] == ["Aberwen Health"]


def _slots(team):
    session = team.open()
    session.close()
    return session.unlocked.header.of_kind(ORGANISATION)


def test_a_key_of_another_organisation_opens_nothing(team, key):
    with_key(team, public_file(new_sealing_pair()[0], "Another"))
    with pytest.raises(WrongKey):
        lost(team, key[1])


def test_the_private_file_opens_with_its_own_passphrase_only(team, key):
    with_key(team, key[0])
    with pytest.raises(WrongPassphrase):
        lost(team, key[1], words=NEW)
    with pytest.raises(PassphraseTooWeak):
        lost(team, key[1], new="kettle")
    with pytest.raises(PassphraseTooWeak):
        make("kettle", Cost.LOWEST)


def test_neither_file_holds_a_secret_in_clear_and_the_public_one_opens_nothing(team, key):
    public, private = key
    half = read_public(public)
    assert half.label == "Aberwen Health"
    assert set(json.loads(public)) == {"format", "version", "pub", "label"}
    assert set(json.loads(private)) == {"format", "version", "pub", "kdf", "priv"}
    with pytest.raises(NotAKey, match="Nothing was changed"):
        lost(team, public)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff", b"[]", b"{}", b"[" * 4_000, b" " * 5_000, b'{"format":"eolplan-vault"}'],
    ids=len,
)
def test_what_is_no_key_file_is_said_to_be_none(team, raw):
    session = team.open()
    with pytest.raises(NotAKey):
        session.add_organisation(raw, now=now)
    session.close()
    with pytest.raises(NotAKey):
        lost(team, raw)


@pytest.mark.parametrize(
    "members",
    [
        {"pub": "AAAA"}, {"pub": 7}, {"label": 7}, {"label": "x" * 61}, {"label": "a\nb"},
        {"version": 2}, {"format": "other"},
    ],
    ids=str,
)  # fmt: skip
def test_a_public_file_of_another_form_is_none(key, members):
    with pytest.raises(NotAKey):
        read_public(json.dumps(json.loads(key[0]) | members).encode())


@pytest.mark.parametrize(
    "members",
    [
        {"kdf": None}, {"kdf": {}}, {"priv": []}, {"priv": {}}, {"pub": "AAAA"},
        {"kdf": {"m_kib": 8, "t": 2, "p": 1, "salt": "AAAAAAAAAAAAAAAAAAAAAA=="}},
    ],
    ids=str,
)  # fmt: skip
def test_a_private_file_of_another_form_is_none(team, key, members):
    """A cost outside the bounds, too: it could be cheap to guess, or take all the memory."""
    with pytest.raises(NotAKey):
        lost(team, json.dumps(json.loads(key[1]) | members).encode())
