"""Words to start with: read from files of their own, and fitted to the groups that use them."""

from __future__ import annotations

import pytest

from eolplan.guide import Fault, Guide, GuideProblem, load, shipped
from tests.guide.conftest import Desk

PLANS = """id = "pets"
title = "Pets"
order = 10

[[question]]
id = "pets.plan"
kind = "group"
heading = "Plan"
they = "Which plan?"
repeats = true
one = "plan"
names = "pets.plan.where"
library = "ready"
fields = ["pets.plan.where", "pets.plan.do", "pets.plan.on"]

[[question]]
id = "pets.plan.where"
kind = "choice"
heading = "Where"
options = "VS-PLACE"

[[question]]
id = "pets.plan.do"
kind = "text"
heading = "Do"

[[question]]
id = "pets.plan.on"
kind = "date"
heading = "On"
"""
READY = """id = "ready"
title = "Words"
source = "test"

[[entry]]
code = "home"
do = "Feed the dog of {name}."
"""


def guide_with(desk: Desk, ready: str, section: str = PLANS) -> Guide:
    files = [desk.write("pets.toml", section)]
    return load(files, desk.sets, ready=[desk.write("ready.toml", ready)])


def faults(desk: Desk, ready: str, section: str = PLANS) -> tuple[Fault, ...]:
    with pytest.raises(GuideProblem) as caught:
        guide_with(desk, ready, section)
    return caught.value.faults


def test_an_answer_has_its_words_by_field(desk):
    guide = guide_with(desk, READY)
    assert guide.ready("pets.plan", "home") == {"pets.plan.do": "Feed the dog of {name}."}
    assert guide.ready("pets.plan", "hospice") == {}
    assert guide.ready("pets.plan.do", "home") == {}
    with pytest.raises(KeyError):
        guide.ready("pets.cat", "home")


def test_a_library_that_no_group_uses_does_no_harm(desk):
    section = PLANS.replace('library = "ready"\n', "")
    assert guide_with(desk, READY, section).ready("pets.plan", "home") == {}


def test_a_library_may_hold_nothing(desk):
    empty = READY.split("[[entry]]")[0]
    assert guide_with(desk, empty).ready("pets.plan", "home") == {}


@pytest.mark.parametrize(
    ("ready", "line", "what"),
    [
        (READY.replace('"home"', '"moon"'), 6, 'No answer of "pets.plan.where" waits for "moon".'),
        (READY + READY.split("\n\n")[1], 9, 'No answer of "pets.plan.where" waits for "home".'),
        (READY.replace("do =", "sing ="), 7, '"pets.plan.sing" is no field for words.'),
        (READY.replace("do =", "on ="), 7, '"pets.plan.on" is no field for words.'),
        (READY.replace("{name}", "{nobody}"), 7, 'The braces in "do" name nobody.'),
        (READY.replace("}.", "}"), 7, '"do" does not end like a sentence.'),
        (READY.replace('"Feed the dog of {name}."', "3"), 7, 'The key "do" cannot hold this.'),
        (READY.replace('code = "home"\n', ""), 5, 'There is no "code" here.'),
        (READY.replace('title = "Words"\n', ""), 1, 'There is no "title" here.'),
        (READY.replace("id =", "ident ="), 1, 'There is no key called "ident" here.'),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(desk, ready, line, what):
    found = [(f.file, f.line, f.what) for f in faults(desk, ready)]
    assert ("ready.toml", line, what) in found


def test_a_group_names_a_library_that_is_there(desk):
    section = PLANS.replace('library = "ready"', 'library = "gone"')
    (fault,) = faults(desk, READY, section)
    assert fault.what == 'There is no library called "gone".'
    assert fault.file == "pets.toml"


def test_only_a_group_that_repeats_has_a_library(desk):
    once = PLANS.replace('repeats = true\none = "plan"\nnames = "pets.plan.where"\n', "")
    assert any("only in a group that repeats" in f.what for f in faults(desk, READY, once))
    text = PLANS.replace('heading = "Do"\n', 'heading = "Do"\nlibrary = "ready"\n')
    assert any('"library" means nothing' in f.what for f in faults(desk, READY, text))


def test_a_library_that_cannot_be_read_is_a_fault(desk):
    assert "ready.toml" in [fault.file for fault in faults(desk, "id = ")]


def test_the_shipped_libraries_are_all_used():
    guide = shipped()
    assert {q.library for q in guide if q.library} == set(guide.libraries)
    assert guide.libraries["scenarios"].title == "Problem plans"
