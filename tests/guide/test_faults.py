"""Every fault is told with its line and its remedy, and all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from eolplan.guide import Fault, GuideProblem, load, shipped

HEAD = 'id = "pets"\ntitle = "Pets"\norder = 10\n'
OWN = 'id = "sthelena"\ntitle = "Pets"\nafter = "pets"\n'
ASK = '[[question]]\nid = "pets.a"\nkind = "text"\nheading = "A"\nthey = "A?"\n'


def question(name: str, kind: str, more: str = "") -> str:
    """Return one question with a sentence of its own."""
    words = f'heading = "Heading"\nthey = "Well, {name}?"\n'
    return f'[[question]]\nid = "pets.{name}"\nkind = "{kind}"\n{words}{more}\n'


def choice(name: str, more: str = "") -> str:
    return question(name, "choice", f'options = "VS-PLACE"\n{more}')


def told(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.what, fault.remedy) for fault in faults]


def marked(text: str) -> list[int]:
    """Return the lines that hold ``#!``."""
    return [n for n, line in enumerate(text.split("\n"), start=1) if "#!" in line]


ONE_TABLE = {
    "an unknown key, nearly right": (
        HEAD + ASK + 'headng = "x" #!',
        'There is no key called "headng" here.',
        'Did you mean "heading"?',
    ),
    "an unknown key, nothing like it": (
        HEAD + 'zzz = 1 #!\n' + ASK,
        'There is no key called "zzz" here.',
        "Take it away. The keys here are: id, title, order, after, source, per, about, upset,"
        " listen, heavy, aside, question, retired, set.",
    ),
    "an unknown table": (
        HEAD + "[colour.red] #!\nx = 1\n" + ASK,
        'There is no key called "colour" here.',
        None,
    ),
    "an unknown kind": (
        HEAD + '[[question]]\nid = "pets.a"\nkind = "essay" #!\nheading = "A"\nthey = "A?"',
        'The key "kind" cannot hold this.',
        "Write one of: text, line, yes-no, choice, choices, date, number, scale, lines, phones,"
        " contact, treatment, group, ranked-places, statement.",
    ),
    "no heading": (
        HEAD + '[[question]] #!\nid = "pets.a"\nkind = "text"\nthey = "A?"',
        'There is no "heading" here.',
        'Add a line: heading = "..."',
    ),
    "words that are no words": (
        HEAD + ASK + "note = 3 #!",
        'The key "note" cannot hold this.',
        'Write words in quotation marks: note = "..."',
    ),
    "a flag in quotation marks": (
        HEAD + ASK + 'more = "true" #!',
        'The key "more" cannot hold this.',
        "Write more = true or more = false, without quotation marks.",
    ),
    "a number in quotation marks": (
        HEAD + question("n", "number", 'max = "10" #!'),
        'The key "max" cannot hold this.',
        "Write a whole number without quotation marks: max = 1",
    ),
    "a number out of its range": (
        HEAD + ASK + "first_visit = 13 #!",
        'The key "first_visit" cannot hold this.',
        "Write a whole number of at least 1, and not too large, for first_visit.",
    ),
    "yes as a number": (
        HEAD + question("n", "number", "max = true #!"),
        'The key "max" cannot hold this.',
        "Write a whole number without quotation marks: max = 1",
    ),
    "a text where a list belongs": (
        HEAD + ASK + 'say = "Hello." #!',
        'The key "say" cannot hold this.',
        'Write one to three texts in square brackets: say = ["...", "..."]',
    ),
    "four things to say": (
        HEAD + ASK + 'say = ["A.", "B.", "C.", "D."] #!',
        'The key "say" cannot hold this.',
        'Write one to three texts in square brackets: say = ["...", "..."]',
    ),
    "an id with capitals": (
        HEAD + '[[question]]\nid = "Pets" #!\nkind = "text"\nheading = "A"\nthey = "A?"',
        'The key "id" cannot hold this.',
        "Use small letters, digits, _ and full stops.",
    ),
    "a coded mapping that nobody makes": (
        HEAD + ASK + 'fhir = "shoe-size" #!',
        'The key "fhir" cannot hold this.',
        None,
    ),
    "a copy that nobody gets": (
        HEAD + ASK + "copies = { neighbours = true } #!",
        'The key "copies" cannot hold this.',
        "Write which copies leave it out: { bedside = false }. The copies are own, family,"
        " bedside, ambulance, gp, hospice, care_home.",
    ),
    "a full record that is not full": (
        HEAD + ASK + "copies.full = false #!",
        'The key "copies" cannot hold this.',
        None,
    ),
    "copies in a table of their own": (
        HEAD + ASK + '[question.copies] #!\ngp = "no"\n',
        'The key "copies" cannot hold this.',
        None,
    ),
    "a precision that no date has": (
        HEAD + question("d", "date", 'precision = ["hour"] #!'),
        'The key "precision" cannot hold this.',
        "Write some of these in square brackets: day, month, year.",
    ),
    "a condition of two facts": (
        HEAD + choice("a") + ASK.replace("pets.a", "pets.b")
        + 'shown_if = { question = "pets.a", is = "home", answered = true } #!',
        'The key "shown_if" cannot hold this.',
        'Write one fact about one earlier question: { question = "earlier.id", is = "code" }',
    ),
    "a condition that is no table": (
        HEAD + ASK + 'shown_if = "pets.a" #!',
        'The key "shown_if" cannot hold this.',
        None,
    ),
    "two ways to keep a question back": (
        HEAD + choice("b")
        + ASK + 'restricted = true\nrestricted_unless = { question = "pets.b", is = "home" } #!',
        '"restricted" leaves nothing for "restricted_unless" to free.',
        "Keep one of the two.",
    ),
    "a freeing fact that is two facts": (
        HEAD + choice("b") + ASK
        + 'restricted_unless = { question = "pets.b", is = "home", answered = true } #!',
        'The key "restricted_unless" cannot hold this.',
        'Write one fact about one earlier question: { question = "earlier.id", is = "code" }',
    ),
    "questions that are no tables": (
        'question = ["a"] #!\n' + HEAD,
        'The key "question" cannot hold this.',
        "Write it as tables: [[question]]",
    ),
    "a key that means nothing to its kind": (
        HEAD + ASK + 'pattern = "phone" #!',
        '"pattern" means nothing to a question of kind text.',
        "Take it away, or change the kind.",
    ),
    "a choice of nothing": (
        HEAD + question("a", "choice").replace("]]\n", "]] #!\n", 1),
        'A question of kind choice needs "options".',
        'Add "options".',
    ),
    "a scale without an end": (
        HEAD + question("a", "scale", "min = 0").replace("]]\n", "]] #!\n", 1),
        'A question of kind scale needs "max".',
        'Add "max".',
    ),
    "a scale upside down": (
        HEAD + question("a", "scale", "min = 10\nmax = 0 #!"),
        "The least is not below the most.",
        'Make "max" larger than "min".',
    ),
    "a date in both directions": (
        HEAD + question("a", "date", "past = true\nfuture = true #!"),
        "A date cannot be both past and future.",
        "Keep one of the two.",
    ),
    "a group that repeats without a name for one": (
        HEAD + question("g", "group", 'fields = ["pets.a"]\nrepeats = true\nnames = "pets.a"')
        .replace("]]\n", "]] #!\n", 1) + ASK,
        'A group that repeats needs "one".',
        '"one" is what one of them is called; "names" is the field that names it.',
    ),
    "one of something that is there once": (
        HEAD + question("g", "group", 'fields = ["pets.a"]\none = "pet" #!') + ASK,
        '"one" means something only in a group that repeats.',
        "Take it away, or add: repeats = true",
    ),
    "a name from elsewhere": (
        HEAD + question(
            "g", "group",
            'fields = ["pets.a"]\nrepeats = true\none = "pet"\nnames = "pets.z" #!',
        ) + ASK,
        '"names" is not one of the fields.',
        "Name a field of this group.",
    ),
    "a place table of two": (
        HEAD + question("p", "ranked-places", 'options = "VS-PLACE"\nfields = ["pets.a"] #!')
        + choice("a"),
        "A place table has three fields.",
        "List the first choice, the second choice and the place to avoid.",
    ),
    "a place table of other things": (
        HEAD + question(
            "p", "ranked-places",
            'options = "VS-PLACE"\nfields = ["pets.x", "pets.y", "pets.a"] #!',
        ) + choice("x") + choice("y") + ASK,
        '"pets.a" does not fit the place table.',
        "Make it a choice with the same options as the table.",
    ),
    "no questions": (
        HEAD.replace("pets", "pets") + "# nothing",
        "This section asks nothing.",
        "Add [[question]].",
    ),
    "value sets in a core section": (
        HEAD + ASK + '[[set]] #!\nid = "VS-X"\ntitle = "X"\nsource = "x"',
        "Value sets of the core stand in one file.",
        "Move it to value-sets.toml.",
    ),
    "no order": (
        HEAD.replace("order = 10\n", "") + ASK,
        'A section of the core has its place by "order".',
        "Write: order = 100",
    ),
    "a place behind another in the core": (
        HEAD + 'after = "pets" #!\n' + ASK,
        'A section of the core has its place by "order".',
        "Write: order = 100",
    ),
    "an id that comes twice": (
        HEAD + ASK + ASK.replace('id = "pets.a"', 'id = "pets.a" #!'),
        'The id "pets.a" is used twice.',
        "It stands in 0.toml too. Choose another.",
    ),
    "a field that is nowhere": (
        HEAD + question("g", "group", 'fields = ["pets.z"] #!'),
        'There is no question called "pets.z" in this file.',
        "Add the question, or take the field away.",
    ),
    "a group in a group": (
        HEAD + question("g", "group", 'fields = ["pets.h"] #!')
        + question("h", "group", 'fields = ["pets.a"]') + ASK,
        '"pets.h" is a group itself.',
        "Groups cannot stand in groups. List its fields here instead.",
    ),
    "a field of two groups": (
        HEAD + question("g", "group", 'fields = ["pets.a"]')
        + question("h", "group", 'fields = ["pets.a"] #!') + ASK,
        '"pets.a" is a field already.',
        "A question is a field of one group only.",
    ),
    "a value set that is nowhere": (
        HEAD + question("a", "choice", 'options = "VS-SHOES" #!'),
        'There is no value set called "VS-SHOES".',
        "Name one of value-sets.toml, or add your own.",
    ),
    "a code that is nowhere": (
        HEAD + choice("a", 'only = ["home", "moon"] #!'),
        'The value set has no code "moon".',
        "Take it away, or correct it.",
    ),
    "a condition on a later question": (
        HEAD + ASK + 'shown_if = { question = "pets.b", answered = true } #!\n' + choice("b"),
        'No earlier question is called "pets.b".',
        "Name a question that is asked before this one.",
    ),
    "a condition on itself": (
        HEAD + ASK + 'shown_if = { question = "pets.a", answered = true } #!',
        'No earlier question is called "pets.a".',
        None,
    ),
    "a condition on nothing": (
        HEAD + ASK + 'shown_if = { question = "pets.z", answered = true } #!',
        'No earlier question is called "pets.z".',
        None,
    ),
    "a condition on a code that is not offered": (
        HEAD + choice("b", 'only = ["home"]') + ASK
        + 'shown_if = { question = "pets.b", is = "hospice" } #!',
        '"pets.b" has no answer "hospice".',
        "Its answers are: home.",
    ),
    "a condition on one of several codes": (
        HEAD + choice("b") + ASK
        + 'shown_if = { question = "pets.b", is_not = ["home", "moon"] } #!',
        '"pets.b" has no answer "moon".',
        "Its answers are: home, hospice, anywhere.",
    ),
    "a condition on the code of a text": (
        HEAD + ASK + question("b", "text", 'shown_if = { question = "pets.a", is = "x" } #!'),
        '"pets.a" has no answers to choose from.',
        "Write: answered = true",
    ),
    "a condition on a statement": (
        HEAD + question("s", "statement") + ASK
        + 'shown_if = { question = "pets.s", answered = true } #!',
        '"pets.s" has no answer of its own.',
        "Name one of its fields.",
    ),
    "a condition on a group that is there once": (
        HEAD + question("g", "group", 'fields = ["pets.x"]') + choice("x") + ASK
        + 'shown_if = { question = "pets.g", answered = true } #!',
        '"pets.g" has no answer of its own.',
        "Name one of its fields.",
    ),
    "a condition on one of many": (
        HEAD + question(
            "g", "group", 'fields = ["pets.x"]\nrepeats = true\none = "x"\nnames = "pets.x"',
        ) + choice("x") + ASK + 'shown_if = { question = "pets.x", answered = true } #!',
        'It is not clear which answer to "pets.x" is meant.',
        "In a group that repeats, name a field of it. Elsewhere, one asked once.",
    ),
    "a condition of many on one": (
        HEAD + choice("x") + question(
            "g", "group", 'fields = ["pets.a"]\nrepeats = true\none = "x"\nnames = "pets.a"',
        ) + ASK + 'shown_if = { question = "pets.x", answered = true } #!',
        'It is not clear which answer to "pets.x" is meant.',
        "In a group that repeats, name a field of it. Elsewhere, one asked once.",
    ),
    "a condition on the places to avoid": (
        HEAD + question(
            "p", "ranked-places",
            'options = "VS-PLACE"\nfields = ["pets.x", "pets.y", "pets.z"]',
        ) + choice("x") + choice("y", 'shown_if = { question = "pets.x", answered = true }')
        + choice("z") + ASK + 'shown_if = { question = "pets.z", answered = true } #!',
        'It is not clear which answer to "pets.z" is meant.',
        "In a group that repeats, name a field of it. Elsewhere, one asked once.",
    ),
    "an answer freed by nothing": (
        HEAD + ASK + 'restricted_unless = { question = "pets.z", is = "home" } #!',
        'No question that goes with this one is called "pets.z".',
        "In a group that repeats, name a field of it. Elsewhere, one asked once.",
    ),
    "an answer freed by one of many": (
        HEAD + question(
            "g", "group", 'fields = ["pets.x"]\nrepeats = true\none = "x"\nnames = "pets.x"',
        ) + choice("x") + ASK + 'restricted_unless = { question = "pets.x", is = "home" } #!',
        'No question that goes with this one is called "pets.x".',
        None,
    ),
    "an answer freed by a place to avoid": (
        HEAD + question(
            "p", "ranked-places",
            'options = "VS-PLACE"\nfields = ["pets.x", "pets.y", "pets.z"]',
        ) + choice("x") + choice("y") + choice("z")
        + ASK + 'restricted_unless = { question = "pets.z", is = "home" } #!',
        'No question that goes with this one is called "pets.z".',
        None,
    ),
    "an answer freed by a code that is not offered": (
        HEAD + choice("b", 'only = ["home"]') + ASK
        + 'restricted_unless = { question = "pets.b", is = "hospice" } #!',
        '"pets.b" has no answer "hospice".',
        "Its answers are: home.",
    ),
    "a page without a sentence": (
        HEAD + '[[question]]\nid = "pets.a" #!\nkind = "text"\nheading = "A"',
        "A question on a page of its own needs a sentence.",
        'Add: they = "...?"',
    ),
    "a group that repeats in every conversation": (
        HEAD + 'per = "conversation"\n' + question(
            "g", "group", 'fields = ["pets.a"]\nrepeats = true #!\none = "x"\nnames = "pets.a"',
        ) + ASK,
        "A group cannot repeat in a section that is kept for each conversation.",
        "Use a kind that holds several, such as lines.",
    ),
    "a fourth first page": (
        HEAD + question("a", "text") + question("b", "text") + question("c", "text")
        + question("d", "text").replace("]]\n", "]] #!\n", 1)
        + question("e", "text", "more = true"),
        "A topic begins with 3 pages at most.",
        'Add "more = true" to this one, or make it a field of a group.',
    ),
    "a retired id used again": (
        HEAD + ASK.replace('id = "pets.a"', 'id = "pets.a" #!')
        + '[[retired]]\nid = "pets.a"\n',
        'The retired id "pets.a" is used again.',
        "An id is never used for another question. Choose a new one.",
    ),
    "a replacement that is nowhere": (
        HEAD + ASK + '[[retired]]\nid = "pets.old"\nreplaced_by = "pets.z" #!\n',
        'There is no question called "pets.z".',
        "Name the question that took its place, or take the line away.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_TABLE)
def test_a_fault_is_told_with_its_line_and_remedy(desk, name):
    text, what, remedy = ONE_TABLE[name]
    (fault,) = desk.faults(text)
    assert fault.what == what
    assert remedy is None or fault.remedy == remedy
    assert [fault.line] == (marked(text) or [1])
    assert fault.file == "0.toml"


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


# --- a hospice's own sections --------------------------------------------------------------------

MINE = ASK.replace("pets.", "sthelena.")
OWN_FAULTS = {
    "an id without the prefix": (
        OWN + ASK.replace('id = "pets.a"', 'id = "dogs.a" #!'),
        '"dogs.a" does not begin with "sthelena.".', "Write: sthelena.dogs.a",
    ),
    "an order of its own": (
        OWN + "order = 5 #!\n" + MINE,
        "A section of your own has no order.", 'Take it away. Write: after = "..."',
    ),
    "no place": (
        OWN.replace('after = "pets"\n', "") + MINE,
        "This section does not say which section it comes after.", "Name one of: pets.",
    ),
    "a place behind nothing": (
        OWN.replace('"pets"', '"cars" #!') + MINE,
        'There is no section called "cars" to come after.', "Name one of: pets.",
    ),
    "a place behind itself": (
        OWN.replace('"pets"', '"sthelena" #!') + MINE,
        'There is no section called "sthelena" to come after.', "Name one of: pets.",
    ),
    "a coded mapping": (
        OWN + MINE + 'fhir = "hope" #!',
        "A question of your own has no coded mapping.",
        "Take it away. The answer is sent all the same.",
    ),
    "a core name for itself": (
        OWN.replace('id = "sthelena"', 'id = "other" #!') + ASK.replace("pets.", "other."),
        'The section id "other" begins names of the core.',
        "Choose one of your own, without full stops, such as your hospice's name.",
    ),
    "a dot in its name": (
        OWN.replace('id = "sthelena"', 'id = "st.helena" #!') + ASK.replace("pets.", "st.helena."),
        'The section id "st.helena" begins names of the core.',
        "Choose one of your own, without full stops, such as your hospice's name.",
    ),
    "a value set without the prefix": (
        OWN + MINE + '[[set]]\nid = "VS-Z" #!\ntitle = "Z"\nsource = "z"\n[[set.option]]\n'
        'code = "a"\nwords = "A"',
        '"VS-Z" does not begin with "sthelena.".', "Write: sthelena.VS-Z",
    ),
    "a retired id without the prefix": (
        OWN + MINE + '[[retired]]\nid = "old" #!',
        '"old" does not begin with "sthelena.".', "Write: sthelena.old",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN_FAULTS)
def test_a_hospice_section_keeps_to_its_own_names(desk, name):
    text, what, remedy = OWN_FAULTS[name]
    core = HEAD + ASK + question("b", "text").replace("pets.b", "other.b")
    (fault,) = desk.faults(core, own=[text])
    assert told((fault,)) == [(what, remedy)]
    assert fault.file == "own-0.toml"
    assert [fault.line] == (marked(text) or [1])


def test_two_sections_cannot_have_one_name(desk):
    other = HEAD.replace("10", "20") + ASK.replace("pets.a", "pets.z")
    (fault,) = desk.faults(HEAD + ASK, other)
    assert (fault.what, fault.line) == ('The section id "pets" is used twice.', 1)


def test_two_sections_cannot_stand_in_one_place(desk):
    other = HEAD.replace("pets", "dogs") + ASK.replace("pets.", "dogs.")
    (fault,) = desk.faults(HEAD + ASK, other)
    assert (fault.what, fault.file) == ("Another section has the same order.", "1.toml")


def test_fields_stay_in_their_file(desk):
    other = 'id = "dogs"\ntitle = "Dogs"\norder = 20\n' + question(
        "g", "group", 'fields = ["pets.a"]'
    ).replace("pets.g", "dogs.g")
    (fault,) = desk.faults(HEAD + ASK, other)
    assert fault.what == 'There is no question called "pets.a" in this file.'


def test_what_is_asked_once_cannot_hang_on_one_conversation(desk):
    talk = HEAD + 'per = "conversation"\n' + choice("a")
    once = 'id = "dogs"\ntitle = "Dogs"\norder = 20\n' + question(
        "b", "text", 'shown_if = { question = "pets.a", is = "home" }'
    )
    (fault,) = desk.faults(talk, once)
    assert fault.what == 'It is not clear which answer to "pets.a" is meant.'


def test_a_field_may_hang_on_its_own_instance(desk):
    """ "Which breed?" belongs to the same pet as "Is it a dog?"."""
    group = question("g", "group", 'fields = ["pets.x", "pets.a"]\nrepeats = true\none = "x"\n'
                     'names = "pets.x"')  # fmt: skip
    asked = ASK + 'shown_if = { question = "pets.x", is = "home" }'
    assert desk.faults(HEAD + group + choice("x") + asked) == ()


def test_a_member_of_a_group_may_be_freed_by_one_of_its_own_answers(desk):
    """A dog may be told to a crew: the group, its kind and its note hang on the kind."""
    unless = 'restricted_unless = { question = "pets.x", is = "home" }'
    group = question("g", "group", 'fields = ["pets.x", "pets.a"]\nrepeats = true\none = "x"\n'
                     f'names = "pets.x"\n{unless}')  # fmt: skip
    guide = desk.load(HEAD + group + choice("x", unless) + ASK + unless)
    assert {q.restricted_unless.is_ for q in guide if q.restricted_unless} == {("home",)}
    assert sum(q.restricted_unless is not None for q in guide) == 3


def test_a_section_without_an_id_is_told_once(desk):
    (fault,) = desk.faults(HEAD + ASK, own=['title = "X"\nafter = "pets"\n' + MINE])
    assert fault.what == 'There is no "id" here.'


def test_the_shipped_guide_with_a_faulty_folder_says_what_is_wrong(tmp_path: Path):
    (tmp_path / "ours.toml").write_text('id = "ours"\n', encoding="utf-8")
    with pytest.raises(GuideProblem) as problem:
        shipped(tmp_path)
    assert {fault.file for fault in problem.value.faults} == {"ours.toml"}
