"""Every fault is told with its line and its remedy, and all of them at once."""

from __future__ import annotations

import pytest

from tests.guide.written import ASK, HEAD, choice, marked, question

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
        " listen, heavy, aside, part_of, whole_title,"
        " question, retired, set.",
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
        " contact, member, service, money, treatment, group, ranked-places, statement.",
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
        HEAD
        + question("p", "ranked-places", 'options = "VS-PLACE"\nfields = ["pets.a", "pets.b"] #!')
        + choice("a") + choice("b"),
        "A place table has three fields, or one.",
        "List the first choice, the second choice and the place to avoid, or only the last.",
    ),
    "a place table that takes what another asks": (
        HEAD + question("p", "ranked-places", 'options = "VS-PLACE"\nfields = ["pets.z"]')
        + question("q", "ranked-places",
                   'options = "VS-PLACE"\nfields = ["pets.z", "pets.x", "pets.y"] #!')
        + choice("x") + choice("y") + choice("z"),
        '"pets.z" is a field already.',
        "A question is a field of one group only.",
    ),
    "a topic that is part of nothing": (
        HEAD + 'part_of = "cars" #!\n' + ASK,
        'It cannot be part of "cars".',
        "Name a topic of the core that is part of no other, or take it away.",
    ),
    "a topic that is part of itself": (
        HEAD + 'part_of = "pets" #!\n' + ASK,
        'It cannot be part of "pets".',
        None,
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
