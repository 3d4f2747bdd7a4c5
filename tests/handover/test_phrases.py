"""Page 1 says exactly the approved words.

``phrase_rows.tsv`` holds the approved table as it stands: id, condition, words.
A row with one form must be equal as a whole. A row with alternatives, or one
that builds on another row, is compared in both directions: every word of each
form stands in the row in that order, and every word of the row is in a form.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from eolplan.guide import Names
from eolplan.handover.phrases import Phrase, Phrasebook, Run, phrasebook

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "phrase_rows.tsv").read_text("utf-8").splitlines()[1:]
]
GWEN = Names.of("Gwen", "she/her")
HUW = Names.of("Huw", "he")
SAM = Names.of("Sam")

LINKS = re.compile(
    r"^[CRW]\d\d,? (?:then|with): |^P01-P03, then: |^Then: |\+ tail|told only: |^\.\.\. "
    r"|\(add if recorded: |\(SCT: |\(NI: |\*\(ambulance: |\)\*|R01/R10/R11 of .* then: "
    r"| R01, then: "
)
"""What the table says about a form, not to the reader of page 1."""


def flat(text: str) -> str:
    """Remove what differs by notation only: weights, the names of places, verb pairs."""
    text = text.replace("{: reasons}", ": {reasons}")  # E4's optional end
    text = re.sub(r"\{(she|She)\|([^/]+)/[^}]+\}", r"{\1} \2", text.replace("**", ""))
    return re.sub(r"\{(?:[^{}/:.]|yes/no|spoken/written|attorney/guardian)*\}", "{}", text)


def fixed(text: str) -> list[str]:
    """Return the words that are not places, in order."""
    return re.findall(r"[A-Za-z0-9-]+", flat(LINKS.sub(" ", text)).replace("{}", " "))


def phrases_of(row_id: str) -> list[Phrase]:
    ids = {part.strip() for part in row_id.split("/")}
    return [phrase for phrase in phrasebook() if phrase.id.partition(".")[0] in ids]


PLAIN = [r for r in ROWS if not re.search(r" / |\{[: ]", r[2]) and not LINKS.search(r[2])]
SPLIT = [row for row in ROWS if row not in PLAIN]


def test_every_row_of_the_table_is_in_the_file_and_nothing_else_is():
    rows = {part.strip() for row in ROWS for part in row[0].split("/")}
    assert {phrase.id.partition(".")[0] for phrase in phrasebook()} == rows


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row[0])
def test_a_row_with_one_form_is_printed_word_for_word(row):
    assert flat(phrases_of(row[0])[0].words) == flat(row[2])


@pytest.mark.parametrize("row", SPLIT, ids=lambda row: row[0])
def test_a_row_with_several_forms_gains_and_loses_no_word(row):
    theirs = fixed(row[2])
    said: set[str] = set()
    for phrase in phrases_of(row[0]):
        ours = fixed(phrase.words)
        blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in blocks) == len(ours), phrase.id
        said.update(ours)
    assert set(theirs) == said


def test_most_rows_have_one_form():
    assert len(PLAIN) > 55


def test_the_person_is_spoken_of_as_recorded_and_verbs_agree():
    book = phrasebook()
    said = {who.name: book.say("C08", who, view_on="2 March").plain for who in (GWEN, HUW, SAM)}
    assert "Gwen told us she does not want CPR. This is her wish." in said["Gwen"]
    assert "Huw told us he does not want CPR. This is his wish." in said["Huw"]
    assert "Sam told us they do not want CPR. This is their wish." in said["Sam"]
    assert "If Huw can speak, ask him first." in book.say("FOOT", HUW, team="T", phone="1").plain
    assert book.say("W08.usual", SAM).plain == "Wherever they are living then."


def test_they_is_never_said_of_the_person_right_after_somebody_else() -> None:
    """ "Jo Price: attorney. Only if they cannot decide" tells a crew to ask whether Jo can."""
    book = phrasebook()
    only = "cannot decide. Do not delay urgent treatment to ring."
    assert book.say("tail", SAM).plain == f"Only if Sam {only}"
    assert book.say("tail", Names.of("Gwen", "she/her")).plain == f"Only if she {only}"
    jo = {"person": "Jo Price", "relation": "friend", "phone": "07700 900123"}
    for row in ("P11", "P17"):
        assert book.say(row, SAM, **jo).plain.endswith("They cannot decide for Sam.")


def test_a_fact_is_put_in_as_it_stands_and_never_read_as_notation():
    said = phrasebook().say("W02.first", GWEN, date="today", first="<home> {name} **x** & ŵ")
    assert said.plain == (
        "Gwen's wish, today. 1st: <home> {name} **x** & ŵ. No second choice recorded."
    )
    assert Run("1st: <home> {name} **x** & ŵ.", strong=True) in said.runs


def test_two_full_stops_do_not_meet():
    names = {"cancelled_on": "2 May", "cancelled_by": "Dr Rees."}
    said = phrasebook().say("C14", GWEN, signed_on="1 May", **names).plain
    assert "by Dr Rees. Ignore" in said


def test_a_gap_is_refused_and_a_fact_not_recorded_is_said():
    book = phrasebook()
    with pytest.raises(ValueError, match="gap"):
        book.say("C15", GWEN, review_on="")
    date = book.given("", "date")
    assert "due date not recorded and" in book.say("C15", GWEN, review_on=date).plain


def test_nothing_fixed_starts_with_or_sets_large_the_words_no_cpr():
    """D1: by torch, "No CPR ..." reads as a DNACPR."""
    for phrase in phrasebook():
        plain = phrase.words.replace("**", "")
        assert not any(part.startswith("No CPR") for part in re.split(r"(?<=[.:?!]) ", plain))
        assert "no cpr" not in "".join(phrase.words.split("**")[1::2]).casefold()


def test_no_two_cpr_rows_share_their_first_two_words_with_another_meaning():
    """The first two words decide what a crew does."""
    meaning = {
        "DO NOT": "withhold", "START CPR": "start", "CPR DECISION": "no decision",
        "CPR HAS": "no decision", "WE DO": "no decision", "CPR IS": "no decision",
        "TWO RECORDS": "doubt", "TWO VERSIONS": "doubt", "POSSIBLY CANCELLED:": "doubt",
        "{NAME} HAS": "refused", "CANCELLED: the": "no decision", "CPR AS": "the form",
    }  # fmt: skip
    heads = [p for p in phrasebook() if p.id.startswith("C") and not p.after]
    assert {" ".join(p.words.replace("**", "").split()[:2]) for p in heads} == meaning.keys()


def test_a_fault_of_the_file_is_found_when_it_is_read():
    label: list[dict[str, object]] = []
    row = {"id": "X", "when": "", "words": "x"}
    with pytest.raises(ValueError, match="unknown key"):
        Phrasebook({"phrase": [row | {"wrods": "x"}], "label": label, "absent": label})
    with pytest.raises(ValueError, match="unknown nation"):
        Phrasebook({"phrase": [row | {"nations": ["UK"]}], "label": label, "absent": label})
