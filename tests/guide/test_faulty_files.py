"""Faults of value sets, and of files that cannot be read at all."""

from __future__ import annotations

import pytest

from eolplan.guide import Fault, GuideProblem, load
from tests.guide.written import ASK, HEAD, OWN, marked, told

SETS = {
    "no options": (
        '[[set]] #!\nid = "VS-X"\ntitle = "X"\nsource = "x"\n',
        "This value set offers nothing.", "Add [[set.option]].",
    ),
    "no source": (
        '[[set]] #!\nid = "VS-X"\ntitle = "X"\n[[set.option]]\ncode = "a"\nwords = "A"\n',
        'There is no "source" here.', 'Add a line: source = "..."',
    ),
    "one code twice": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\nwords = "A"\n'
        '[[set.option]]\ncode = "a" #!\nwords = "B"\n',
        'Two answers have the same "code".', "Give each answer its own.",
    ),
    "the same words twice": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\nwords = "A"\n'
        '[[set.option]]\ncode = "b"\nwords = "A" #!\n',
        'Two answers have the same "words".', "Give each answer its own.",
    ),
    "a mistyped SNOMED code": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\nwords = "A"\n'
        'codings = [ #!\n{ system = "http://snomed.info/sct", code = "108401000000103", '
        'display = "d", source = "s", verified_on = "2026-11-25" }]\n',
        "108401000000103 is not a SNOMED CT code: its last digit does not fit.",
        "Copy it again from where it is published.",
    ),
    "a code that misleads": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\nwords = "A"\n'
        'codings = [ #!\n{ system = "http://snomed.info/sct", code = "89666000", '
        'display = "d", source = "s", verified_on = "2026-11-25" }]\n',
        "89666000 can mislead whoever receives it, so it is never sent.",
        "Take the code away. The words are sent without it.",
    ),
    "a coding without a source": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\nwords = "A"\n'
        'codings = [ #!\n{ system = "http://loinc.org", code = "75780-7", '
        'display = "d", verified_on = "2026-11-25" }]\n',
        'There is no "source" here.', 'Add a line: source = "..."',
    ),
    "a day that is no day": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\nwords = "A"\n'
        'codings = [ #!\n{ system = "http://loinc.org", code = "75780-7", '
        'display = "d", source = "s", verified_on = "today" }]\n',
        'The key "verified_on" cannot hold this.',
        'Write the day it was checked: "2026-11-25"',
    ),
    "a name in the words": (
        '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\n'
        'words = "Where {name} is" #!\n',
        '"words" cannot hold a name.', "It is read where no name is at hand. Say it without.",
    ),
    "another table": (
        'colour = "red" #!\n', 'There is no key called "colour" here.',
        "Value sets begin with [[set]].",
    ),
    "an id with spaces": (
        '[[set]]\nid = "VS X" #!\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\n'
        'words = "A"',
        'The key "id" cannot hold this.', "Use letters, digits, full stops and hyphens.",
    ),
    "one set twice": (
        2 * '[[set]]\nid = "VS-X"\ntitle = "X"\nsource = "x"\n[[set.option]]\ncode = "a"\n'
        'words = "A"\n',
        'The value set "VS-X" is there twice.', "Choose another id.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SETS)
def test_a_faulty_value_set_is_told_in_its_own_file(desk, name):
    text, what, remedy = SETS[name]
    (fault,) = desk.faults(HEAD + ASK, sets=text)
    assert told((fault,)) == [(what, remedy)]
    assert fault.file == "value-sets.toml"
    assert [fault.line] == (marked(text) or [9])


def test_every_fault_of_every_file_is_told_at_once(desk):
    """Whoever mends a guide should not have to run the check ten times."""
    core = HEAD.replace("title", "titel") + ASK + 'note = "No stop"\nfhir = "x"\n'
    own = OWN + '[[question]]\nid = "other.a"\nkind = "poem"\nheading = "A"\n'
    sets = '[[set]]\nid = "VS-YN"\n'
    found = desk.faults(core, own=[own], sets=sets)
    assert {fault.file for fault in found} == {"0.toml", "own-0.toml", "value-sets.toml"}
    assert [(f.line, f.what) for f in found if f.file == "0.toml"] == [
        (1, 'There is no "title" here.'),
        (2, 'There is no key called "titel" here.'),
        (9, '"note" does not end like a sentence.'),
        (10, 'The key "fhir" cannot hold this.'),
    ]
    assert [(f.line, f.what) for f in found if f.file == "own-0.toml"] == [
        (5, '"other.a" does not begin with "sthelena.".'),
        (5, "A question on a page of its own needs a sentence."),
        (6, 'The key "kind" cannot hold this.'),
    ]
    assert [f.line for f in found if f.file == "value-sets.toml"] == [1, 1, 1]


def test_what_is_said_of_a_problem_lists_every_fault(desk):
    with pytest.raises(GuideProblem) as problem:
        desk.load(HEAD + ASK + "colour = 1\nshape = 2\n")
    assert str(problem.value) == "\n".join(map(str, problem.value.faults))
    assert str(problem.value).startswith('0.toml, line 9: There is no key called "colour" here.')
    assert len(problem.value.faults) == 2


# --- files that cannot be read at all ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + 'about = "never closed\n' + ASK, 4),
        (HEAD + ASK + "note = \n", 9),
        (HEAD + ASK + 'note = """never closed\n', 9),
        (HEAD + ASK + 'id = "again"\n', 9),
        (HEAD + ASK + "fields = [", 9),
    ],
)
def test_what_is_not_toml_is_a_fault_of_its_line(desk, text, line):
    (fault,) = [f for f in desk.faults(text) if f.file == "0.toml"]
    assert fault.line == line
    assert fault.what.startswith("This is not TOML: ")
    assert "line" not in fault.what
    assert fault.remedy == "Look for a quotation mark or a bracket that is not closed."


def test_a_file_that_is_not_there_is_a_fault(desk):
    with pytest.raises(GuideProblem) as problem:
        load([desk.folder / "gone.toml"], desk.sets)
    assert problem.value.faults == (
        Fault("gone.toml", 1, "This file cannot be read.", "Check that it is there."),
    )


def test_a_file_that_is_not_text_is_a_fault(desk):
    (desk.folder / "old.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(GuideProblem, match=r"old\.toml, line 1: This file is not plain text"):
        load([desk.folder / "old.toml"], desk.sets)


def test_windows_line_ends_and_byte_order_marks_do_no_harm(desk):
    (desk.folder / "w.toml").write_bytes(
        b"\xef\xbb\xbf" + (HEAD + ASK).replace("\n", "\r\n").encode()
    )
    assert load([desk.folder / "w.toml"], desk.sets).text_of("pets").startswith(HEAD + ASK)
