"""The data dictionary says of a guide what the guide says, and the page in docs is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from eolplan.guide import AUDIENCES, Guide, load, shipped
from eolplan.guide.dictionary import dictionary

PETS = """
id = "pets"
title = "Pets"
order = 10
source = "S19"
aside = true

[[question]]
id = "pet"
kind = "group"
heading = "Pets"
they = "Which pets are there?"
asks = "staff"
repeats = true
one = "pet"
names = "pet.kind"
fields = ["pet.kind", "pet.name", "pet.danger", "pet.note", "pet.chip"]
from = "MDS"

[[question]]
id = "pet.kind"
kind = "choice"
heading = "Kind | breed"
they = "What is it?"
you = "What is it?"
options = "VS-PET"
own_words = true
obligation = "R"

[[question]]
id = "pet.name"
kind = "line"
heading = "Name"
shown_if = { question = "pet.kind", is = ["dog", "cat"] }
nations = ["ENG", "WAL"]
copies = { bedside = false }

[[question]]
id = "pet.danger"
kind = "yes-no"
heading = "Bites"
asks = "staff"
shown_if = { question = "pet.kind", is_not = "cat" }
restricted_unless = { question = "pet.kind", is = "dog" }
copies = { own = false, family = false, bedside = false, ambulance = false, care_home = false }

[[question]]
id = "pet.note"
kind = "text"
heading = "For staff"
asks = "staff"
shown_if = { question = "pet.name", answered = true }
restricted = true

[[question]]
id = "pet.chip"
kind = "line"
heading = "Chip"
asks = "staff"
secret = true

[[question]]
id = "pet.seen"
kind = "date"
heading = "Seen on"
they = "When was it seen?"
asks = "staff"
copies = { COPIES }
""".replace("COPIES", ", ".join(f"{audience} = false" for audience in AUDIENCES[:-1]))
TALK = """
id = "talk"
title = "This talk"
order = 20
per = "conversation"

[[question]]
id = "talk.note"
kind = "text"
heading = "Note"
they = "What is to be noted?"
you = "What is to be noted?"
"""
SETS = """
[[set]]
id = "VS-PET"
title = "Pets"
source = "Own words"

  [[set.option]]
  code = "dog"
  words = "Dog"

    [[set.option.codings]]
    system = "http://snomed.info/sct"
    code = "264362003"
    display = "Home"
    source = "Test"
    verified_on = "2026-11-25"
    use = "hope"

    [[set.option.codings]]
    system = "http://loinc.org"
    code = "81380-8"
    display = "Goals"
    source = "Test"
    verified_on = "2026-11-25"

  [[set.option]]
  code = "cat"
  words = "Cat"

[[set]]
id = "VS-YN"
title = "Yes or no"
source = "Own words"

  [[set.option]]
  code = "yes"
  words = "Yes"
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    for name, text in (("pets.toml", PETS), ("talk.toml", TALK), ("sets.toml", SETS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    guide = load([tmp_path / "pets.toml", tmp_path / "talk.toml"], tmp_path / "sets.toml")
    return dictionary(guide)


@pytest.mark.parametrize(
    "row",
    [
        "| `pet` | Pets | group, repeats | staff | O |  | all |  | MDS |",
        "| `pet.kind` | Kind / breed | choice, in `pet` | person, words | R | `VS-PET` | all |"
        "  |  |",
        "| `pet.name` | Name | line, in `pet` | person | O |  | all but bedside | in ENG, WAL;"
        " if `pet.kind` is dog or cat |  |",
        "| `pet.danger` | Bites | yes-no, in `pet` | staff | O | `VS-YN` | gp, hospice |"
        " if `pet.kind` is not cat; restricted unless `pet.kind` is dog |  |",
        "| `pet.note` | For staff | text, in `pet` | staff | O |  | restricted |"
        " if `pet.name` is answered |  |",
        "| `pet.chip` | Chip | line, in `pet` | staff | O |  | none at all |  |  |",
        "| `pet.seen` | Seen on | date | staff | O |  | full only |  |  |",
        "| `talk.note` | Note | text | person | O |  | all |  |  |",
        "| `dog` | Dog | http://snomed.info/sct 264362003 (hope); http://loinc.org 81380-8 |",
        "| `cat` | Cat |  |",
    ],
)
def test_a_row_tells_what_the_guide_says(page: str, row: str) -> None:
    assert row in page.splitlines()


def test_a_topic_says_for_whom_it_is_kept_and_where_it_comes_from(page: str) -> None:
    assert "### Pets (`pets`)\n\nS19. Kept for each person, for staff to open.\n" in page
    assert "### This talk (`talk`)\n\nKept for each conversation.\n" in page
    assert "### VS-PET: Pets\n\nFrom: Own words\n" in page


def test_it_holds_every_question_and_every_answer_once() -> None:
    guide: Guide = shipped()
    rows = [line.split(" | ")[0] for line in dictionary(guide).splitlines()]
    assert [q.id for q in guide if rows.count(f"| `{q.id}`") < 1] == []
    heads = [line for line in dictionary(guide).splitlines() if line.startswith("### ")]
    assert len(heads) == len(set(heads)) == len(guide.sections) + len(guide.value_sets)


def test_the_page_in_docs_is_what_the_guide_says_today() -> None:
    """To write it again: ``python -m eolplan data-dictionary > docs/data-dictionary.md``."""
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary(shipped())
