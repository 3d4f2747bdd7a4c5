"""Every field of the information model is asked, as strongly as the model says, or worked out."""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from eolplan.guide import Guide, Question
from tests.conftest import shipped_once

pytestmark = pytest.mark.uncounted

MODEL: Final[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "information_model.toml").read_text(encoding="utf-8")
)
STRENGTH: Final = "ORM"
KEPT_IN: Final = {
    "text": ("text", "line", "lines"),
    "code": ("choice", "choices", "yes-no", "scale", "treatment", "ranked-places"),
    "date": ("date",),
    "number": ("number", "scale", "money"),
    "group": ("group", "phones", "lines"),
    "who": ("contact", "line", "lines", "yes-no", "group"),
    "yes-no": ("yes-no", "choice"),
    "statement": ("statement",),
}
"""The kinds of question that can hold what the model wants written down."""

PAGES: Final = ("group", "ranked-places")
"""Kinds of a page that holds the facts of the model together and is none itself."""


@dataclass(frozen=True)
class Field:
    """One id of the model."""

    section: str
    id: str
    must: str
    holds: tuple[str, ...]
    own: bool
    names: tuple[str, ...]
    parts: tuple[str, ...]

    def asked(self, guide: Guide) -> list[Question]:
        """Return its questions, and those of its parts."""
        return [q for q in guide if any(is_of(q.id, name) for name in self.names)]


def fields() -> Iterator[Field]:
    for section, table in MODEL.items():
        for i, row in table["fields"].items():
            names = tuple(row.get("as", [i]))
            yield Field(section, i, row["must"], tuple(row["holds"]), row.get("own", False),
                        names, tuple(row.get("parts", ())))  # fmt: skip


def listed(key: str) -> list[tuple[str, Any]]:
    """Return every row of one of the lists beside the fields."""
    return [row for table in MODEL.values() for row in table.get(key, {}).items()]


def is_of(question: str, name: str) -> bool:
    return question == name or question.startswith(f"{name}.")


FIELDS: Final = list(fields())
HELD: Final = [(f, wanted) for f in FIELDS for wanted in f.holds]
PARTS: Final = [(f.id, part) for f in FIELDS for part in f.parts] + [
    (i, part) for i, parts in listed("parts") for part in parts
]


def named(field: Field) -> str:
    return field.id


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_once()


def holds(guide: Guide, question: Question, wanted: str) -> bool:
    """Say whether *question* can hold what the model wants written down."""
    if wanted == "text" and question.own_words:
        return True
    if wanted == "group" and guide.group_of(question.id) is not None:
        return True
    return question.kind in KEPT_IN[wanted]


def test_the_model_has_all_its_sections_and_no_id_twice() -> None:
    assert list(MODEL) == [f"S{number:02}" for number in range(26)]
    ids = [f.id for f in FIELDS] + [i for i, _ in listed("derived")]
    assert len(set(ids)) == len(ids) > 260


def test_the_topics_are_there_and_say_where_they_come_from(guide: Guide) -> None:
    """A topic belongs to the first section that names it; others may keep a field in it."""
    homes: dict[str, str] = {}
    for section, table in MODEL.items():
        for topic in table["topics"]:
            homes.setdefault(topic, section)
    homes |= {"about": "S01", "state": "S25", "treatment": "S12"}
    assert {s.id: s.source for s in guide.sections} == homes


@pytest.mark.parametrize("field", FIELDS, ids=named)
def test_a_field_of_the_model_is_asked_in_its_section(guide: Guide, field: Field) -> None:
    """A wish with no place to be written down is a wish that gets lost."""
    found = field.asked(guide)
    assert found
    assert {q.section for q in found} <= {*MODEL[field.section]["topics"]}


@pytest.mark.parametrize("field", [f for f in FIELDS if f.must != "-"], ids=named)
def test_a_field_is_obliged_as_the_model_says(guide: Guide, field: Field) -> None:
    """A conditional M may be a plain R: a guide cannot know every condition."""
    strongest = max((q.obligation for q in field.asked(guide)), key=STRENGTH.index)
    allowed = {"M", "R"} if field.must.startswith("M ") else {field.must[0]}
    assert strongest in allowed


@pytest.mark.parametrize(("field", "wanted"), HELD, ids=lambda x: getattr(x, "id", x))
def test_a_field_can_hold_what_the_model_wants(guide: Guide, field: Field, wanted: str) -> None:
    """A code without a place for words loses what was said; words alone cannot be counted."""
    assert any(holds(guide, q, wanted) for q in field.asked(guide))


@pytest.mark.parametrize("field", [f for f in FIELDS if f.own], ids=named)
def test_a_statement_keeps_the_words_and_whose_they_are(guide: Guide, field: Field) -> None:
    """The person's words are the data; a code is an index to them. A carer's are a carer's."""
    said = [q for q in field.asked(guide) if (q.whose and q.asks == "person") or q.asks == "carer"]
    assert any(q.own_words or q.kind in ("line", "lines") for q in said)


@pytest.mark.parametrize(("field", "part"), PARTS)
def test_a_field_that_holds_several_facts_asks_each(guide: Guide, field: str, part: str) -> None:
    assert f"{field}.{part}" in guide


def test_nothing_is_asked_that_the_model_does_not_hold(guide: Guide) -> None:
    """Every question is in the model, a part of something in it, or a page that holds some."""
    known = {name for f in FIELDS for name in f.names} | {i for i, _ in listed("added")}
    known |= {f"{field}.{part}" for field, part in PARTS}
    pages = {p.id for s in guide.sections for p in s.pages if p.kind in PAGES}
    strays = [q.id for q in guide if not any(is_of(q.id, name) for name in known)]
    assert [i for i in strays if i not in pages] == []


@pytest.mark.parametrize(("field", "row"), listed("derived"))
def test_what_the_app_can_read_for_itself_is_worked_out_and_not_asked(
    guide: Guide, field: str, row: dict[str, str]
) -> None:
    """A name that leads nowhere would hide a field that nobody built."""
    assert field not in guide
    assert row["how"]
    pkgutil.resolve_name(row["where"])


@pytest.mark.parametrize(("field", "row"), listed("worked_out"))
def test_what_the_record_tells_is_worked_out_until_somebody_says_it(
    guide: Guide, field: str, row: dict[str, str]
) -> None:
    assert field in guide
    assert row["how"]
    pkgutil.resolve_name(row["where"])


@pytest.mark.parametrize(("field", "why"), listed("not_kept"))
def test_what_is_not_kept_is_not_asked(guide: Guide, field: str, why: str) -> None:
    assert field not in guide
    assert why
