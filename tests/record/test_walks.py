"""Seeded walks over three laptops: all promises hold, and each rule is needed for one of them.

A green walk proves little until every switch has been seen red. Where a switch
stays green from its seed on, the walk has changed: look for another seed before
doubting the rule.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import pytest

from eolplan.record.rules_in_force import IN_FORCE, Rules
from tests.record import test_entry, test_log, test_persons
from tests.record.world import red

SEEN_RED: Final = {
    # rule: (first seed, with erasures, what is broken)
    "equal_heads": (1, False, "equal choices rest"),
    "seen": (4, True, "what the page never showed still stands"),
    "undo_all_parents": (453, True, "undo puts back everything that was replaced"),
    "undo_blank": (8, True, "undo of a first answer reads as not asked"),
    "error_restores": (4, True, "an error gives way to what stood before"),
    "confirm_is_annotation": (1, False, "confirmations come to rest"),
    "remove_by_membership": (311, False, "nobody is shown without a name"),
    "husks": (90, True, "no replaced answer stands again"),
    "mask_by_key": (2, True, "a copy shows every answer that stands"),
    "ref_closure": (8, False, "whoever is pointed at has a name"),
    "tips_never_hide": (254, True, "a copy hides nothing without bringing its successor"),
    "erase_keeps_husk": (16, True, "nothing older stands after an erasure"),
    "erase_remembered": (8, True, "what was erased does not come back"),
    "erased_tips_travel": (45, True, "a copy shows nothing that was replaced"),
    "version_frontier": (7, True, "one frontier is signed once"),
}

SCRIPTED: Final = {
    # what no honest laptop does on a walk: rule: the test that sees it red
    "salt": test_entry.test_a_withheld_answer_cannot_be_guessed_from_its_digest,
    "person_in_digest": test_entry.test_an_entry_moved_to_another_person_is_another_entry,
    "links_stay_inside": test_log.test_a_link_from_another_question_hides_nothing,
    "alias_links": test_persons.test_without_the_rule_the_other_person_has_no_allergy,
}


@pytest.mark.parametrize("erasing", [False, True])
def test_every_promise_holds_on_300_walks(erasing):
    assert red(range(300), IN_FORCE, erasing=erasing) == ""


@pytest.mark.long
@pytest.mark.parametrize("erasing", [False, True])
def test_every_promise_holds_on_5_000_longer_walks(erasing):
    assert red(range(1_000, 6_000), IN_FORCE, length=40, erasing=erasing) == ""


@pytest.mark.parametrize("rule", SEEN_RED)
def test_without_the_rule_a_promise_is_broken(rule):
    seed, erasing, promise = SEEN_RED[rule]
    broken = red(range(seed, seed + 60), Rules(**{rule: False}), erasing=erasing)
    assert broken.endswith(promise), broken or "still green: look for another seed"


def test_every_rule_has_been_seen_red():
    assert SEEN_RED.keys() | SCRIPTED.keys() == {field.name for field in fields(Rules)}
