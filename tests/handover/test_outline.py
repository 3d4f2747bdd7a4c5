"""The plan pages: every answer, every side, and what was not said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eolplan.guide import shipped
from eolplan.handover.copying import Copy
from eolplan.handover.glance import told_of_cpr
from eolplan.handover.outline import outline
from eolplan.handover.plan import Outline, Row, Table
from eolplan.handover.rows import LONG
from tests.handover.notebook import SIGNED, STAFF, TALK, Notebook, core, gwen
from tests.handover.told import gwen_only

HOSPICE = """
id = "stteilo"
title = "Dogs that visit"
after = "matters"
source = "S10"

[[question]]
id = "stteilo.dog"
kind = "choice"
heading = "May the dog visit"
they = "May the dog visit {name}?"
asks = "person"
options = "VS-YN"
own_words = true

[[question]]
id = "stteilo.biscuit"
kind = "line"
heading = "Best biscuit"
they = "Which biscuit?"
asks = "staff"
shown_if = { question = "stteilo.dog", is = "yes" }
"""


def plan(book: Notebook, audience: str = "hospice") -> Outline:
    return outline(book.copy(audience))


def said(made: Outline) -> str:
    return "\n".join(made.texts())


def rows(made: Outline) -> list[Row]:
    return [part for topic in made.topics for part in topic.parts if isinstance(part, Row)]


def row(made: Outline, label: str) -> Row:
    return next(r for r in rows(made) if r.label == label)


def test_agreement_is_printed_with_its_day():
    """A later version, made while the person sleeps, does not read as agreed that day."""
    label = "Agreement to the record: Agreed in person"
    assert f"{label}, 12 November 2025." in said(plan(gwen()))
    given = gwen().say("agree.how.on", "2025-10")
    assert f"{label}, October 2025." in said(plan(given))


@pytest.mark.parametrize(
    ("audience", "told"),
    [("own", False), ("family", False), ("bedside", False), ("ambulance", False),
     ("care_home", False), ("gp", True), ("hospice", True), ("full", True)],
)  # fmt: skip
def test_why_it_was_not_read_back_goes_to_few(audience: str, told: bool):
    """What is typed there may name who was in the room."""
    book = gwen().say("conv.readback", "not_done", instance=TALK)
    book.say("conv.readback.why", "She slept; Huw rang.", instance=TALK)
    assert ("Huw rang" in said(plan(book, audience))) is told


def test_own_words_stand_with_whose_they_are_and_when():
    made = row(plan(gwen()), "What matters most")
    assert made.text == ""
    assert made.said[0].words == "I want to be in my own bed, with the dog. I do not want a fuss."
    assert made.said[0].by == "Gwen, 12 November 2025"


def test_what_matters_stands_first():
    assert plan(gwen()).topics[0].heading == "What matters"


def test_places_read_as_one_row_with_the_words_below():
    made = row(plan(gwen()), "Place in the last days of life")
    assert made.text == "First choice: Own home. Second choice: Hospice. Does not want: Hospital."
    assert made.said[0].words == "Not the hospital unless I have broken something."


def test_family_words_are_theirs():
    book = gwen().say("val.fears", None, "She dreads being alone", said_by="family_or_friend",
                      said_by_contact="c1")  # fmt: skip
    assert row(plan(book), "Worries").said[0].by == "Siân Pryce says, 12 November 2025"
    book.say("poc.first", "hospital_acute", said_by="family_or_friend", said_by_contact="c1")
    assert (
        row(plan(book), "Preferred place of care, first choice").text == "Siân Pryce says: Hospital"
    )


def test_people_are_a_table_and_the_rest_is_not_lost():
    book = gwen().say("contact.involve", "consult", instance="c1")
    made = plan(book)
    table = next(p for t in made.topics for p in t.parts if isinstance(p, Table))
    assert table.rows[0][0] == "Siân Pryce"
    assert table.rows[0][1] == "daughter. Ring first in an emergency"
    assert table.rows[0][2] == "07700 900123"
    assert "Part in decisions" in row(made, "Siân Pryce").text


def test_silence_is_spelt_out_and_never_as_a_wish():
    made = plan(Notebook().person_named())
    heading = "Not talked about yet, or not in this copy"
    silence = next(t for t in made.topics if t.heading == heading)
    words = silence.parts[0].plain  # type: ignore[union-attr]  # one paragraph
    assert words.startswith("Nothing of these topics: What matters, ")
    for topic in ("Places", "Treatment", "CPR", "Health", "Home and getting in", "After death"):
        assert f", {topic}" in words.partition(". ")[0]
    assert "Own home" not in said(made)


def test_a_topic_that_was_begun_says_what_is_open():
    words = said(plan(gwen()))
    nothing, _, begun = words.partition("Nothing of these topics: ")[2].partition(". ")
    assert "Places" not in nothing
    assert "Personal details" not in nothing  # name and birth stand at the head of page 1
    assert "Hopes and goals, Worries" in begun
    assert "CPR: Own view about CPR." in begun


def test_the_full_record_needs_no_doubt_about_silence():
    headings = [t.heading for t in plan(gwen(), "full").topics]
    assert headings[-1] == "Not talked about yet"


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("asked_not_ready", "Not ready to talk about this (asked 12 November 2025)"),
        ("asked_declined", "Would rather not talk about this (asked 12 November 2025)"),
        ("undecided", "Not sure yet (12 November 2025)"),
        ("does_not_know", "Does not know (12 November 2025)"),
    ],
)
def test_each_exit_has_its_words_and_its_day(standing, words):
    book = gwen().leave("val.fears", standing)
    assert row(plan(book), "Worries").text == words


def test_a_note_beside_an_exit_is_printed():
    book = gwen().leave("val.fears", "leaves_to_other", note="Siân")
    assert row(plan(book), "Worries").text == "Leaves this to someone else: Siân (12 November 2025)"


def test_both_sides_of_a_disagreement_stand_with_their_words():
    book = gwen().say("pod.first", "hospice", "They were kind to Dad.", seen=())
    made = next(r for r in rows(plan(book)) if r.differs)
    assert made.text == "Two records differ. Check which is right."
    words = "\n".join(f"{s.words} {s.by}" for s in made.said)
    for expected in ("Own home (Gwen", "Hospice (Gwen", "They were kind to Dad.", "Carys Bevan"):
        assert expected in words
    assert "Not the hospital unless I have broken something." in words


def test_the_cpr_row_says_what_page_1_says_and_not_the_bare_code():
    book = gwen().say("cpr.form.exists", "no")
    made = row(plan(book), "CPR recommendation")
    assert made.text.startswith("CPR DECISION NOT CONFIRMED.")
    assert "Do not attempt CPR." not in said(plan(book))


def test_a_held_back_topic_says_of_cpr_what_page_1_says_and_of_others_no_decision():
    book = gwen_only().say("cpr.status", "not_for_CPR", said_by="other_record")
    version = book.sign(held_back=["cpr", "places"])
    words = said(plan(book))
    told = told_of_cpr(book.log, book.guide, version, staff=STAFF, now=SIGNED)
    assert told.startswith("CPR DECISION NOT CONFIRMED.")
    assert f"CPR\n{told}" in words
    assert "Nothing is decided" not in words
    assert "Being talked about." in words
    apart = gwen()
    version = apart.sign(held_back=["places"])
    assert told_of_cpr(apart.log, apart.guide, version, staff=STAFF, now=SIGNED) == ""


@pytest.mark.parametrize(("whole", "title"), [
    ("places", "Places"), ("legal", "Legal papers"), ("matters", "What matters"),
])  # fmt: skip
def test_a_topic_that_was_held_back_is_held_back_in_all_its_parts(whole: str, title: str):
    """Marks of a sign-off name the topic, however it is asked today."""
    book = gwen().say("poc.first", "own_home", "My own bed.").say("place.avoid.why", None, "Dad.")
    book.say("val.fears", None, "The stairs.").say("val.matters", None, "The dog.")
    book.say("adrt.exists", "yes").say("as.exists", "yes").say("legal.will", "In the dresser.")
    book.sign(held_back=[whole])
    made = plan(book, "full")
    assert [t.parts for t in made.topics if t.heading == title] == [("Being talked about.",)]
    parts = core().parts_of(whole)
    assert len(parts) == 2
    asked = {question.id for part in parts for question in part.questions}
    assert asked.isdisjoint(question for question, _ in book.copy("full").log.questions())


def test_an_answer_whose_question_is_hidden_now_is_printed_all_the_same():
    book = gwen().say("comm.interpreter", "needed").say("comm.interpreter.kind", ["bsl"])
    book.say("comm.interpreter", "not_needed")
    assert "Kind of interpreter" in said(plan(book))


def test_an_answer_to_a_question_that_no_guide_asks_is_in_the_full_record():
    book = gwen().say("old.question", "kept value", "kept words")
    assert "kept value" in said(plan(book, "full"))
    assert "kept words" in said(plan(book, "full"))
    assert "kept value" not in said(plan(book, "hospice"))


def test_a_topic_that_a_hospice_wrote_prints_like_ours(tmp_path: Path):
    (tmp_path / "dogs.toml").write_text(HOSPICE, encoding="utf-8")
    book = Notebook(guide=shipped(tmp_path)).person_named()
    book.say("stteilo.dog", "yes", "Mot must come.").say("stteilo.biscuit", "<custard> cream")
    made = plan(book)
    topic = next(t for t in made.topics if t.heading == "Dogs that visit")
    assert row(made, "May the dog visit").said[0].words == "Mot must come."
    assert row(made, "Best biscuit").text == "<custard> cream"
    assert len(topic.parts) == 2


def test_a_removed_person_is_gone_and_their_words_keep_their_name():
    book = gwen()
    book.say("val.fears", None, "She dreads being alone", said_by="family_or_friend",
             said_by_contact="c2")  # fmt: skip
    pen = book.pen("contact")
    fields = core().question("contact").fields
    book.log = book.log.plus(pen.remove(book.log, "contact", fields, "c2"))
    made = plan(book)
    assert all("07700 900456" not in cell for t in made.topics for p in t.parts
               if isinstance(p, Table) for r in p.rows for cell in r)  # fmt: skip
    assert row(made, "Worries").said[0].by.startswith("Huw Pryce")


def test_how_the_plan_was_made_names_the_day_who_led_and_the_read_back():
    text = row(plan(gwen()), "Talk on 12 November 2025").text
    for words in (
        "Led by: Carys Bevan",
        "Person there: Yes",
        "Read back: Read back, and it is right",
    ):
        assert words in text


def test_talks_are_listed_newest_first():
    book = gwen().say("conv.when", "2025-10-03", instance="older")
    labels = [r.label for r in rows(plan(book)) if r.label.startswith("Talk on")]
    assert labels == ["Talk on 12 November 2025", "Talk on 3 October 2025"]
    assert TALK != "older"


def test_what_was_only_looked_at_before_a_sign_off_is_no_talk():
    book = gwen().say("conv.readback", "confirmed", instance="looked")
    assert "Talk, date not recorded" not in said(plan(book))
    book.say("conv.permission", "yes", instance="looked")
    assert "Talk, date not recorded" in said(plan(book))


def test_history_says_what_was_and_what_is():
    book = gwen()
    book.sign()
    book.say("pod.second", "care_home").say("val.fears", None, "Being alone").sign()
    text = row(plan(book, "full"), "Version 2, 12 November 2025").text
    assert "Preferred place of death, second choice: was Hospice, now Care home" in text
    assert "Worries" in text
    assert row(plan(book, "full"), "Version 1, 12 November 2025").text.startswith("First plan.")
    assert not any(r.label.startswith("Version 2") for r in rows(plan(book, "ambulance")))


def test_many_changes_are_told_by_topic():
    book = gwen()
    book.sign()
    for question in ("val.fears", "val.good_day", "val.strength", "people.important"):
        book.say(question, None, "Anew")
    for number in range(6):
        book.contact(f"n{number}", f"Ann {number}", "07700 900789")
    book.say("comm.how", None, "Slowly").sign()
    text = row(plan(book, "full"), "Version 2, 12 November 2025").text
    assert re.match(r"Changes in [A-Z][^;.]+ and [^;.]+\. Signed off by ", text), text
    assert "People" in text


def test_words_too_long_for_a_row_run_on_whole():
    long = "word " * (LONG // 4)
    made = plan(gwen().say("val.fears", None, long))
    assert row(made, "Worries").said[0].words == ""
    assert row(made, "Worries").said[0].by.endswith('see "More of what Gwen said"')
    assert made.more[0].words == long
    assert [heading for heading, _ in made.runs_on()] == ["More of what Gwen said"]


def test_long_words_of_family_never_stand_under_the_persons_name():
    long = "word " * (LONG // 4)
    book = gwen().say("val.fears", None, long, said_by="family_or_friend", said_by_contact="c1")
    book.say("val.comfort", None, long)
    made = plan(book)
    assert row(made, "Worries").said[0].by == (
        'Siân Pryce says, 12 November 2025: see "More that others said or wrote"'
    )
    headings = [(heading, words[0].heading) for heading, words in made.runs_on()]
    assert headings == [
        ("More of what Gwen said", "Comfort"), ("More that others said or wrote", "Worries"),
    ]  # fmt: skip


def test_no_line_stands_bare_of_which_only_the_name_or_not_even_that_is_told():
    """A heading with nothing under it reads as if something had been lost."""
    book = gwen()
    for instance, decision in (("k1", "Whether to go into hospital"), ("k2", "")):
        book.say("cap", True, instance=instance)
        if decision:
            book.say("cap.decision", decision, instance=instance, said_by="clinician_judgement")
    found = [row for topic in plan(book, "ambulance").topics for row in topic.parts
             if isinstance(row, Row)]  # fmt: skip
    texts = {row.text for row in found}
    assert {"Whether to go into hospital", "Nothing more in this copy"} <= texts
    assert all(row.text or row.said for row in found)


def test_each_copy_says_what_it_never_holds():
    words = said(plan(gwen(), "ambulance"))
    never = "Parts may be left out of"
    assert f"{never}: every topic but Communication." in words
    few = said(plan(gwen(), "gp")).partition(f"{never}: ")[2]
    assert few
    assert not few.startswith("every topic")
    full = said(plan(gwen(), "full"))
    assert never not in full
    assert "On no copy at all: Key safe code." in full


def test_a_draft_begins_with_the_contact_sheet():
    copy = gwen().copy("hospice")
    draft = Copy(copy.guide, copy.log, copy.audience, None, None, copy.staff, copy.now)
    headings = [t.heading for t in outline(draft).topics]
    assert headings[:2] == ["Numbers to ring", "People"]


def test_a_value_that_begins_with_no_cpr_is_marked_as_somebodys():
    book = gwen().say("pod.name", "No CPR corner, St Teilo's")
    assert "“No CPR corner, St Teilo's”" in said(plan(book))


def test_what_staff_wrote_is_never_quoted_as_the_persons():
    """Older records hold it in the person's voice; who fills it in says whose it is."""
    book = gwen().say("team.not_999", None, "Ring us first for pain.")
    made = row(plan(book), "When to ring 999, and when not to")
    assert (made.said[0].words, made.said[0].own) == ("Ring us first for pain.", False)
    assert made.said[0].by == "Staff, 12 November 2025"
