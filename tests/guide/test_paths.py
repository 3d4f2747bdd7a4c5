"""Ready-made paths: read from one file, and fitted to the pages that they go through."""

from __future__ import annotations

import pytest

from eolplan.guide import Fault, Guide, GuideProblem, PathStep, check_guide, load, shipped
from tests.guide.conftest import Desk

PETS = """id = "pets"
title = "Pets"
order = 10

[[question]]
id = "pets.page"
kind = "group"
heading = "Pets"
they = "Which pets?"
fields = ["pets.name"]

[[question]]
id = "pets.name"
kind = "line"
heading = "Name"

[[question]]
id = "pets.where"
kind = "choice"
heading = "Where"
they = "Where would the dog go?"
options = "VS-PLACE"
"""
SHORT = """[[path]]
id = "short"
title = "Short visit"
about = "When there is little time."
minutes = 5

  [[path.step]]
  they = "Is the dog at home?"
  say = ["Where is the dog?"]
  note = "Knock first."

  [[path.step]]
  they = "Who looks after {name}'s dog?"
  pages = ["pets.page"]

  [[path.step]]
  they = "What has changed?"
  choose = ["pets.where", "pets.page"]
  ring_back = true
"""


def guide_with(desk: Desk, ways: str) -> Guide:
    return load([desk.write("pets.toml", PETS)], desk.sets, ways=[desk.write("paths.toml", ways)])


def faults(desk: Desk, ways: str) -> tuple[Fault, ...]:
    with pytest.raises(GuideProblem) as caught:
        guide_with(desk, ways)
    return caught.value.faults


def test_a_path_is_a_name_and_steps(desk):
    path = guide_with(desk, SHORT).paths["short"]
    assert (path.title, path.minutes, path.alone) == ("Short visit", 5, False)
    assert path.steps[0] == PathStep(
        "Is the dog at home?", say=("Where is the dog?",), note="Knock first."
    )
    assert path.steps[1].pages == ("pets.page",)
    assert path.steps[2] == PathStep(
        "What has changed?", choose=("pets.where", "pets.page"), ring_back=True
    )


def test_a_page_belongs_to_one_step_or_to_none(desk):
    path = guide_with(desk, SHORT).paths["short"]
    assert path.step_of("pets.page") == 2
    assert path.step_of("pets.where") == 0  # it may be chosen, and is no stop


def test_a_guide_may_have_no_paths(desk):
    assert guide_with(desk, "").paths == {}


@pytest.mark.parametrize(
    ("ways", "line", "what"),
    [
        ("two = 2\n" + SHORT, 1, 'There is no key called "two" here.'),
        (SHORT + SHORT, 21, 'The path "short" is there twice.'),
        ("path = 5", 1, 'The key "path" cannot hold this.'),
        (SHORT.replace("minutes = 5", "minutes = 0"), 5, 'The key "minutes" cannot hold this.'),
        (SHORT.replace("minutes = 5\n", ""), 1, 'There is no "minutes" here.'),
        (SHORT.replace('id = "short"\n', ""), 1, 'There is no "id" here.'),
        (SHORT.split("  [[path.step]]")[0], 1, 'There is no "step" here.'),
        (SHORT.split("  [[path.step]]")[0] + "step = []", 7, 'The key "step" cannot hold this.'),
        (SHORT.replace("pages =", "page ="), 14, 'There is no key called "page" here.'),
        (SHORT.replace('"pets.page"]\n\n', '"pets.cat"]\n\n'), 14,
         'There is no question called "pets.cat".'),
        (SHORT.replace('"pets.page"]\n\n', '"pets.name"]\n\n'), 14, '"pets.name" is no page.'),
        (SHORT.replace("note =", 'pages = ["pets.page"]\n  note ='), 15,
         'The path goes through "pets.page" twice.'),
        (SHORT.replace('"pets.page"]\n\n', '"pets.page"]\n  choose = ["pets.where"]\n\n'), 14,
         "A step goes through pages, or lets one be chosen."),
        (SHORT.replace("{name}", "{nobody}"), 13, 'The braces in "they" name nobody.'),
        (SHORT.replace("little time.", "little time"), 4,
         '"about" does not end like a sentence.'),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_line(desk, ways, line, what):
    assert ("paths.toml", line, what) in [(f.file, f.line, f.what) for f in faults(desk, ways)]


def test_paths_that_cannot_be_read_are_a_fault(desk):
    assert "paths.toml" in [fault.file for fault in faults(desk, "[[path")]


def test_a_check_of_the_paths_reads_them_in_the_place_of_the_shipped_ones(desk):
    checked = check_guide([desk.write("paths.toml", SHORT)])
    assert {fault.what for fault in checked.faults} == {
        'There is no question called "pets.page".', 'There is no question called "pets.where".',
    }  # fmt: skip
    good = SHORT.replace("pets.page", "val.matters").replace("pets.where", "val.fears")
    assert check_guide([desk.write("paths.toml", good)]).faults == ()


def test_the_shipped_paths_are_those_of_the_clinical_decisions():
    paths = shipped().paths
    assert {path.title: (path.minutes, len(path.steps)) for path in paths.values()} == {
        "First visit, 12 questions": (45, 12),
        "Phone update, 5 minutes": (5, 6),
        "Crisis visit, 10 minutes": (10, 11),
        "Review, 20 minutes": (20, 4),
    }
    assert [path.id for path in paths.values() if path.alone] == ["crisis_visit"]
    assert [path.id for path in paths.values() if path.by_phone] == ["phone_update"]
    assert [path.id for path in paths.values() if path.reviews] == ["review"]


def test_the_first_visit_goes_through_the_pages_that_are_marked_for_it():
    """The guide says of each question which of the twelve it is; the path is in that order."""
    guide = shipped()
    path = guide.paths["first_visit"]
    marked = {q.id: q.first_visit for q in guide if q.first_visit}
    assert {page: path.step_of(page) for page in marked} == marked
