"""Every field of the information model is asked, as strongly as the model says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from eolplan.guide import Guide, Question, shipped

MODEL: Final[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "information_model.toml").read_text(encoding="utf-8")
)
FIELDS: Final = [(s, i, o) for s, table in MODEL.items() for i, o in table["fields"].items()]
PARTS: Final = [
    (s, i, p) for s, table in MODEL.items() for i, ps in table["parts"].items() for p in ps
]
FILES: Final = {
    "S01": "about", "S02": "communication", "S05": "people", "S06": "sharing", "S10": "matters",
    "S11": "places", "S13": "cpr", "S22": "review", "S23": "conversation",
}  # fmt: skip
STRENGTH: Final = "ORM"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped()


def asked(guide: Guide, field: str) -> list[Question]:
    """Return the question of a field of the model, and the questions of its parts."""
    return [q for q in guide if q.id == field or q.id.startswith(f"{field}.")]


def test_the_nine_sections_are_there_and_say_where_they_come_from(guide: Guide) -> None:
    assert {s.source: s.id for s in guide.sections if s.source in FILES} == FILES


@pytest.mark.parametrize(("section", "field", "obligation"), FIELDS)
def test_a_field_of_the_model_is_asked_in_its_section(
    guide: Guide, section: str, field: str, obligation: str
) -> None:
    """A wish with no place to be written down is a wish that gets lost."""
    found = asked(guide, field)
    assert found
    assert all(guide.section_of(q.id).source == section for q in found)


@pytest.mark.parametrize(("section", "field", "obligation"), FIELDS)
def test_a_field_is_obliged_as_the_model_says(
    guide: Guide, section: str, field: str, obligation: str
) -> None:
    """A conditional M may be a plain R: a guide cannot know every condition."""
    if obligation == "-":
        return
    strongest = max((q.obligation for q in asked(guide, field)), key=STRENGTH.index)
    allowed = {"M", "R"} if obligation.startswith("M ") else {obligation[0]}
    assert strongest in allowed


@pytest.mark.parametrize("field", [f for _, f, o in FIELDS if o.endswith(" own")])
def test_a_statement_keeps_the_words_and_whose_they_are(guide: Guide, field: str) -> None:
    """The person's words are the data; a code is an index to them."""
    said = [q for q in asked(guide, field) if q.whose and q.asks == "person"]
    assert any(q.own_words or q.kind in ("line", "lines") for q in said)


@pytest.mark.parametrize(("section", "field", "part"), PARTS)
def test_a_field_that_holds_several_facts_asks_each(
    guide: Guide, section: str, field: str, part: str
) -> None:
    assert f"{field}.{part}" in guide


@pytest.mark.parametrize("field", [f for table in MODEL.values() for f in table.get("derived", ())])
def test_what_the_app_can_read_for_itself_is_not_asked(guide: Guide, field: str) -> None:
    assert field not in guide
