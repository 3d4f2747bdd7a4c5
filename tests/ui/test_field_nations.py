"""A list shows first what is in use in the nation of the plan; the rest stays one press away."""

from __future__ import annotations

import pytest

from eolplan.guide import Names
from tests.conftest import shipped_once
from ui.fields import Around, field_for


@pytest.mark.parametrize(
    ("nation", "first"), [("SCT", "dnacpr_scotland"), ("WAL", "dnacpr_wales"), ("ENG", "respect")]
)
def test_the_forms_of_the_nation_come_first(qtbot, nation, first):
    around = Around(Names.of("Gwen", "she", nation=nation))
    field = field_for(shipped_once().question("cpr.form.kind"), around)
    qtbot.addWidget(field)
    assert field.first().objectName().endswith(first)
    field.show_answer("dnacpr_ni")  # a form of another nation can be recorded all the same
    assert field.answer_value() == "dnacpr_ni"


@pytest.mark.parametrize(("age", "offered"), [(17, True), (18, False), (84, False), (None, False)])
def test_what_is_for_the_young_is_offered_to_the_young(qtbot, age, offered):
    field = field_for(shipped_once().question("cpr.status"), Around(Names.of("Gwen"), age=age))
    qtbot.addWidget(field)
    assert field.group.offers("modified_child") is offered
    assert field.group.offers("attempt")


def test_what_was_recorded_of_somebody_young_stays_in_sight_when_they_are_not(qtbot):
    field = field_for(shipped_once().question("cpr.status"), Around(Names.of("Gwen"), age=18))
    qtbot.addWidget(field)
    field.show_answer("modified_child", "Breaths only")
    assert field.answer_value() == "modified_child"
    assert not field.group.card("modified_child").isHidden()
    field.show_answer("attempt")
    assert field.answer_value() == "attempt"


def test_an_answer_that_is_offered_no_longer_stays_in_sight_where_it_was_given(qtbot):
    """Nobody is asked to read a sign language; who was, before, sees what was written."""
    field = field_for(shipped_once().question("comm.lang_read"), Around(Names.of("Gwen")))
    qtbot.addWidget(field)
    assert not field.group.offers("bfi")
    field.show_answer("bfi")
    assert field.answer_value() == "bfi"
    assert not field.group.card("bfi").isHidden()
