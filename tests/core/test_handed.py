"""Who has a copy stands in the plan once it is written down, and changes nothing else."""

from __future__ import annotations

import pytest

from eolplan.conversation import sign_off
from eolplan.desk.handed import copies_out, is_older, name_of_version, write_down
from eolplan.record import Answer
from tests.core.conftest import PASSPHRASE


def test_one_act_says_who_has_which_copy_since_when(desk, ready):
    sign_off(ready, PASSPHRASE)
    version = ready.log.latest_version()
    write_down(desk, ready.person, audience="ambulance", version=version.digest,
               to="The yellow folder", how="paper")  # fmt: skip
    log = desk.log(ready.person)
    (one,) = copies_out(log)
    assert (one.to, one.version) == ("The yellow folder", f"1 ({version.digest[:4]})")
    assert one.on == desk.today.isoformat()
    assert one.words.startswith(f"The yellow folder, version 1 ({version.digest[:4]}), ")
    (instance,) = log.instances("copy.item")
    assert log.reading("copy.item.how", instance).value == "paper"
    assert log.reading("copy.item.kind", instance).value == "ambulance"
    assert log.unsigned() == ()
    assert not desk.conversation(ready.person).can_undo


def test_a_copy_is_out_until_it_is_written_down_that_it_is_not(desk, talk):
    for to in ("The hall", "Siân Pryce"):
        write_down(desk, talk.person, audience="bedside", version="", to=to, how="")
    talk = desk.conversation(talk.person)
    assert [one.to for one in copies_out(talk.log)] == ["The hall", "Siân Pryce"]
    by_name = {
        talk.log.reading("copy.item.to", i).value: i for i in talk.log.instances("copy.item")
    }
    first, second = by_name["The hall"], by_name["Siân Pryce"]
    talk.answer("copy.item.state", Answer(value="back"), first)
    talk.clear("copy.item.on", second)
    assert [one.words for one in copies_out(talk.log)] == ["Siân Pryce"]
    talk.clear("copy.item.to", second)
    assert copies_out(talk.log) == ()


def test_copies_come_as_they_were_written_down_whatever_their_ids_unless_an_order_was_chosen(
    desk, talk
):
    names = [f"Place {n}" for n in range(6)]
    for to in names:
        write_down(desk, talk.person, audience="bedside", version="", to=to, how="")
    talk = desk.conversation(talk.person)
    assert [one.to for one in copies_out(talk.log)] == names
    ids = {talk.log.reading("copy.item.to", i).value: i for i in talk.log.instances("copy.item")}
    talk.arrange("copy.item", [ids["Place 4"], ids["Place 1"]])
    chosen = [one.to for one in copies_out(talk.log)]
    assert chosen == ["Place 4", "Place 1", "Place 0", "Place 2", "Place 3", "Place 5"]


@pytest.mark.parametrize(
    ("typed", "older"),
    [("1", False), ("Version 1", False), ("v1", False), ("1 ({letters})", False),
     ("1 {letters}", False), ("2", True), ("11", True), ("1 (zzzz)", False), ("1 (0000)", True),
     ("the blue one", True), ("", False)],
)  # fmt: skip
def test_the_number_tells_which_version_where_the_letters_were_left_away(ready, typed, older):
    sign_off(ready, PASSPHRASE)
    version = ready.log.latest_version()
    letters = name_of_version(version)[3:7]
    assert is_older(typed.format(letters=letters.upper()), version) is older
    assert is_older("1", None)
