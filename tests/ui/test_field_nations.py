"""A list shows first what is in use in the nation of the plan; the rest stays one press away."""

from __future__ import annotations

import pytest

from eolplan.guide import Names, shipped
from ui.fields import Around, field_for


@pytest.mark.parametrize(
    ("nation", "first"), [("SCT", "dnacpr_scotland"), ("WAL", "dnacpr_wales"), ("ENG", "respect")]
)
def test_the_forms_of_the_nation_come_first(qtbot, nation, first):
    around = Around(Names.of("Gwen", "she", nation=nation))
    field = field_for(shipped().question("cpr.form.kind"), around)
    qtbot.addWidget(field)
    assert field.first().objectName().endswith(first)
    field.show_answer("dnacpr_ni")  # a form of another nation can be recorded all the same
    assert field.answer_value() == "dnacpr_ni"
