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
KINDS: Final = [
    (i, kind) for table in MODEL.values() for i, ks in table["kinds"].items() for kind in ks
]
OTHER_NAMES: Final[dict[str, list[str]]] = {
    i: names for table in MODEL.values() for i, names in table.get("asked_as", {}).items()
}
FILES: Final = {
    "S01": "about", "S02": "communication", "S03": "identity", "S04": "team", "S05": "people",
    "S06": "sharing", "S08": "health", "S10": "matters", "S11": "places", "S13": "cpr",
    "S15": "devices", "S17": "home", "S18": "after", "S22": "review", "S23": "conversation",
}  # fmt: skip
STRENGTH: Final = "ORM"
KEPT_IN: Final = {
    "text": ("text", "line", "lines"),
    "code": ("choice", "choices", "yes-no", "scale", "treatment", "ranked-places"),
    "date": ("date",),
    "group": ("group", "phones", "lines"),
    "who": ("contact", "line", "lines", "yes-no", "group"),
    "yes-no": ("yes-no", "choice"),
    "statement": ("statement",),
}
"""The kinds of question that can hold what the model wants written down."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped()


def asked(guide: Guide, field: str) -> list[Question]:
    """Return the questions of a field of the model, and those of its parts."""
    names = OTHER_NAMES.get(field, [field])
    return [q for q in guide if any(q.id == n or q.id.startswith(f"{n}.") for n in names)]


def holds(guide: Guide, question: Question, wanted: str) -> bool:
    """Say whether *question* can hold what the model wants written down."""
    if wanted == "text" and question.own_words:
        return True
    if wanted == "group" and guide.group_of(question.id) is not None:
        return True
    return question.kind in KEPT_IN[wanted]


def test_the_sections_are_there_and_say_where_they_come_from(guide: Guide) -> None:
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


@pytest.mark.parametrize(("field", "wanted"), KINDS)
def test_a_field_can_hold_what_the_model_wants(guide: Guide, field: str, wanted: str) -> None:
    """A code without a place for words loses what was said; words alone cannot be counted."""
    assert any(holds(guide, q, wanted) for q in asked(guide, field))


def test_no_field_of_a_section_is_left_out_of_the_table(guide: Guide) -> None:
    """Every question of these sections is in the model, a part of something in it, or a page."""
    known = {i for table in MODEL.values() for i in table["fields"]}
    known |= {name for names in OTHER_NAMES.values() for name in names}
    known |= {i for table in MODEL.values() for i in table.get("added", ())}
    known |= {
        f"{i}.{p}" for table in MODEL.values() for i, ps in table["parts"].items() for p in ps
    }
    pages = {page.id for section in guide.sections for page in section.pages}
    sections = {s.id for s in guide.sections if s.source in FILES}
    strays = [q.id for q in guide if q.section in sections and q.id not in known | pages]
    assert [i for i in strays if not any(i.startswith(f"{k}.") for k in known)] == []


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
