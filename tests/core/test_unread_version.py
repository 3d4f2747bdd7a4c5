"""A version whose row was damaged, in a real store: the plan goes on, and says so."""

from __future__ import annotations

import pytest

from eolplan.caseload import Newcomer
from eolplan.conversation import sign_off
from eolplan.desk import Past
from eolplan.desk.at_work import NewestUnread
from eolplan.desk.handed import write_down
from eolplan.record import Answer
from eolplan.vault.db import Database
from eolplan.vault.place import Folder
from tests.core.conftest import PASSPHRASE
from tests.core.test_facts import told


def damage(desk, digest: str) -> None:
    """Change a fact of a version through a connection that nothing guards."""
    session = desk.session
    db = Database.open(Folder(session.folder).database, session._keys.db)
    for (name,) in db.rows(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'version'"
        " AND sql LIKE '%UPDATE%'"
    ):
        db.run(f"DROP TRIGGER {name}")
    db.run("UPDATE version SET body = replace(body, 'agreed', 'altered') WHERE digest = ?", digest)
    db.close()
    desk.let_go()


@pytest.fixture
def thrice(ready, desk, gwen, clock):
    """Three versions, each of a talk of its own."""
    ready.answer("agree.share.ambulance", Answer(value="yes"))
    versions = [sign_off(ready, PASSPHRASE)]
    for n, day in enumerate(("2026-11-13", "2026-11-14")):
        clock.go_on(days=1)
        talk = desk.conversation(gwen, f"talk {n}")
        talk.answer("val.matters", Answer(own_words=f"Day {n}."))
        told(talk, day)
        versions.append(sign_off(talk, PASSPHRASE))
    return versions


def words(desk, person):
    return [event.words for event in Past(desk, person).events if event.kind == "version"]


def test_one_in_the_middle_stops_nothing(thrice, desk, gwen, clock):
    first, second, third = thrice
    damage(desk, second.digest)
    assert desk.log(gwen).reading("val.matters").own_words == "Day 1."
    assert words(desk, gwen) == [
        "Version 3 signed off",
        "Version 2 could not be read. The others are fine.",
        "Version 1 signed off",
    ]
    assert Past(desk, gwen).versions == (third, first)
    assert desk.copy(gwen, "ambulance").version == third.digest
    talk = desk.conversation(gwen, "next")
    clock.go_on(days=1)
    told(talk, "2026-11-15")
    assert sign_off(talk, PASSPHRASE).number == 4
    assert not desk.verify().ok


def test_of_a_newest_that_is_damaged_nothing_older_is_handed_out_as_new(thrice, desk, gwen):
    """What was signed last would be missing from the paper; it is signed again first."""
    _, second, third = thrice
    damage(desk, third.digest)
    assert desk.log(gwen).latest_version() == second
    for make in (desk.copy, desk.by_hand):
        with pytest.raises(NewestUnread, match="sign it off again"):
            make(gwen, "ambulance")
    talk = desk.conversation(gwen, "next")
    again = sign_off(talk, PASSPHRASE)
    assert again.number == 4
    assert again.facts["conversation"] == "talk 1"
    assert desk.copy(gwen, "ambulance").version == again.digest
    desk.let_go()
    assert desk.copy(gwen, "ambulance").version == again.digest


def test_nothing_is_handed_out_though_no_answer_was_added_since(ready, desk, gwen):
    """What was signed last may have held a topic that the one before had left for later."""
    first = sign_off(ready, PASSPHRASE)
    write_down(desk, gwen, audience="gp", version=first.digest, to="The surgery", how="paper")
    second = sign_off(desk.conversation(gwen, ready.id), PASSPHRASE)
    damage(desk, second.digest)
    assert desk.log(gwen).unsigned() == ()
    with pytest.raises(NewestUnread):
        desk.copy(gwen, "gp")
    again = sign_off(desk.conversation(gwen, "next"), PASSPHRASE)
    assert again.number == 3
    assert desk.copy(gwen, "gp").version == again.digest


def test_the_clock_of_the_laptop_hides_no_damage(thrice, desk, gwen, clock):
    """It was put back between two sign-offs."""
    clock.go_on(hours=-1)
    talk = desk.conversation(gwen, "next")
    talk.answer("val.matters", Answer(own_words="The cat."))
    told(talk, "2026-11-14")
    damage(desk, sign_off(talk, PASSPHRASE).digest)
    with pytest.raises(NewestUnread):
        desk.copy(gwen, "ambulance")


def test_parted_again_each_tells_of_its_own_damage(thrice, desk, gwen):
    ivor = desk.caseload.add(Newcomer(given="Ivor", family="Davies"))
    desk.two_plans.join(gwen, ivor)
    damage(desk, thrice[2].digest)
    assert [one.person for one in desk.log(ivor).unread] == [gwen]
    desk.two_plans.part(gwen, ivor)
    assert desk.log(ivor).unread == ()
    assert [one.person for one in desk.log(gwen).unread] == [gwen]
