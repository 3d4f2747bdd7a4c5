"""Sentences that cannot be shown, and those that fit everybody."""

from __future__ import annotations

import pytest

from tests.guide.written import ASK, HEAD, marked, question

WORDING = {
    "two spaces": ('note = "Write  it." #!', "There is a space too many, or a line break, in"),
    "a space at the end": ('hint = "Write it " #!', "There is a space too many, or a line break"),
    "a line break": ('note = """Write\nit.""" #!', "There is a space too many, or a line break"),
    "no full stop": ('note = "Write it" #!', '"note" does not end like a sentence.'),
    "an exclamation": ('check = "So home first!" #!', '"check" does not end like a sentence.'),
    "a name nobody has": ('note = "Ask {mother}." #!', 'The braces in "note" name nobody.'),
    "an open brace": ('note = "Ask {name." #!', 'The braces in "note" name nobody.'),
    "she wants": ('note = "Ask what {she} wants." #!', 'A verb in "note" does not fit "they".'),
    "she's": ('note = "{She}\'s tired." #!', 'A verb in "note" does not fit "they".'),
    "is she": ('note = "Ask how tired is {she}." #!', 'A verb in "note" does not fit "they".'),
    "ask her": ('note = "Ask {her}." #!', 'A word in "note" does not fit "he".'),
    "ask her if": ('note = "Ask {her} if it can wait." #!', 'A word in "note" does not fit "he".'),
}


@pytest.mark.parametrize("name", WORDING)
def test_a_sentence_that_cannot_be_shown_is_a_fault(desk, name):
    line, what = WORDING[name]
    text = HEAD + ASK + line
    (fault,) = desk.faults(text)
    assert fault.what.startswith(what)
    assert fault.remedy
    assert fault.line == marked(text.replace('"""Write\n', '"""Write #!\n'))[0]


@pytest.mark.parametrize(
    "line",
    [
        'note = "Ask {him} if {she} always wanted {her} own bed. It is {hers}."',
        'note = "{She} could say: \\"my own bed.\\""',
        'check = "So you would say \\u201chome first.\\u201d"',
        'hint = "Ten digits"',
        'note = "{carer} and {staff} can help {name}: ask."',
        "note = 'Use # and [[question]] freely.'",
    ],
)
def test_a_sentence_that_fits_everybody_is_no_fault(desk, line):
    assert desk.faults(HEAD + ASK + line) == ()


def test_a_label_holds_no_name(desk):
    """Headings are read in lists and on paper where nobody fills them."""
    (fault,) = desk.faults(HEAD + ASK.replace('"A"', '"Pets of {name}" #!'))
    assert fault.what == '"heading" cannot hold a name.'


def test_the_label_of_a_field_need_not_be_a_sentence(desk):
    field = '[[question]]\nid = "pets.a"\nkind = "line"\nheading = "A"\nthey = "Name"\n'
    group = question("g", "group", 'fields = ["pets.a"]')
    assert desk.faults(HEAD + group + field) == ()
    assert [f.what for f in desk.faults(HEAD + field)] == ['"they" does not end like a sentence.']
