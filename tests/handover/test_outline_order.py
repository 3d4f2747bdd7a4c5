"""What stands is said once, in its place and with one full stop."""

from __future__ import annotations

import pytest

from eolplan.guide import Names
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from eolplan.handover.phrases import phrasebook
from eolplan.handover.plan import Row
from tests.handover.notebook import TALK, core, gwen
from tests.handover.test_able import assessed
from tests.handover.told import SEEN, gwen_only, refusing, worse
from tests.handover.told import assessed as found_on


def test_a_topic_of_which_anything_stands_is_not_called_one_of_which_nothing_does():
    """What is kept off this copy stands in its row; the topic is not silent for that."""
    book = gwen_only().say("dx.meds_stop", ["steroids"], sharing="do_not_share")
    made = outline(book.copy("bedside"))
    headings = [topic.heading for topic in made.topics
                if any(isinstance(part, Row) and "Not in this copy" in part.text
                       for part in topic.parts)]  # fmt: skip
    assert headings
    nothing = "\n".join(made.texts()).partition("Nothing of these topics:")[2].partition(". ")[0]
    assert nothing
    assert not set(headings) & set(nothing.strip().split(", "))


def test_a_first_choice_that_changed_is_read_before_the_second():
    book = assessed().say("pod.first", "own_home", said_on="2025-10-01")
    book.say("pod.second", "hospice", said_on="2025-10-01")
    book.say("cap.topic", ["place_of_death"], instance="a")
    book.say("pod.first", "hospital_acute", said_on="2025-11-11")
    rows = [part for topic in outline(book.copy("hospice")).topics for part in topic.parts
            if isinstance(part, Row)]  # fmt: skip
    which = core().question("pod.first").heading  # whole: nothing else tells which place it is
    first = next(n for n, row in enumerate(rows) if row.differs and row.label == which)
    second = next(n for n, row in enumerate(rows) if "Second choice: Hospice" in row.text)
    assert first < second


def test_words_that_end_with_a_full_stop_have_no_other_behind_them():
    words = phrasebook().say("E3", Names.of("Gwen"), reasons="“I broke a bone.”").plain
    assert words.endswith("“I broke a bone”.")
    assert ".”." not in "\n".join(page1(assessed().copy("gp")).texts())


def test_what_must_not_be_given_is_never_named_bare():
    """At night "haloperidol: written by Dr A Rees" reads as a medicine to give."""
    book = refusing(gwen_only())
    for group, name, more in (("dx.avoid", "drug", "by"), ("dx.allergy", "agent", "reaction")):
        book.say(group, True, instance="a").say(f"{group}.{name}", "Haloperidol", instance="a")
        book.say(f"{group}.{more}", "Dr A Rees", instance="a")
    words = "\n".join(outline(book.copy("gp")).texts())
    assert "Haloperidol (medicine to avoid)" in words
    assert "Haloperidol (allergic to)" in words
    assert "a breathing machine (treatment refused)" in words


def test_that_a_refusal_was_withdrawn_is_read_before_what_it_was():
    book = refusing(gwen_only(), withdrawn_on="2025-11-01", withdrawn_how="spoken",
                    treatments="a breathing machine.")  # fmt: skip
    words = "\n".join(outline(book.copy("bedside")).texts())
    assert (
        "a breathing machine (treatment refused)\nRefusal withdrawn on: 1 November 2025." in words
    )


def test_a_day_of_withdrawal_that_was_taken_off_is_not_read_first():
    """ "Treatment refused. Refusal withdrawn on: Taken off" would be read as the end of it."""
    book = refusing(gwen_only(), withdrawn_on="2025-11-01")
    (refusal,) = book.log.instances("adrt")
    book.leave("adrt.withdrawn_on", "removed", instance=refusal)
    words = "\n".join(outline(book.copy("gp")).texts())
    assert "(treatment refused)\nWhen it applies: I no longer know my family." in words
    assert "Refusal withdrawn on: Taken off the plan." in words


def test_a_decision_is_told_from_what_was_found_of_who_could_take_it():
    """Both are called by the decision, and the one stands under the other."""
    book = found_on(gwen_only(), "lacks_now_may_regain").say("bi", True, instance="b")
    book.say("bi.decision", "where to live", instance="b")
    book.say("bi.outcome", None, "Home, with a carer.", instance="b")
    (topic,) = (t for t in outline(book.copy("gp")).topics if t.heading == "Making decisions")
    assert [part.label for part in topic.parts if isinstance(part, Row)] == [
        "where to live", "where to live (decision made for the person)"
    ]  # fmt: skip


def test_who_was_there_is_parted_from_whoever_else_was():
    """With a comma between them "Siân Pryce, daughter, Huw Pryce, son" is any number of people."""
    book = gwen().say("conv.present.others", ["Siân Pryce, daughter", "Huw Pryce, son"],
                      instance=TALK)  # fmt: skip
    words = "\n".join(outline(book.copy("gp")).texts())
    assert "Siân Pryce, daughter; Huw Pryce, son." in words


@pytest.mark.parametrize("level", ["E3", "E4"])
def test_what_to_go_to_hospital_for_stands_once(level):
    words = "\n".join(outline(worse(gwen_only(), level, reasons="a broken hip").copy()).texts())
    assert words.count("a broken hip") == 1
    assert "a broken hip. How it was agreed: Agreed with the person." in words


@pytest.mark.parametrize("said_by", ["person_spoken", SEEN])
def test_what_to_go_to_hospital_for_is_left_out_nowhere_else(said_by):
    """Of a level that does not print it, or in somebody's own words, it stands in its own row."""
    book = worse(gwen_only(), "E5" if said_by == SEEN else "E3")
    book.say("esc.reasons", None, "pain", said_by=said_by)
    texts = [*outline(book.copy("gp")).texts()]
    assert any("Hospital only for. " in words for words in texts)
    assert "pain" in texts


@pytest.mark.parametrize("audience", ["ambulance", "bedside", "full"])
def test_what_is_taken_for_granted_is_not_said_where_somebody_said_otherwise(audience):
    book = gwen_only().say("comm.interpreter", "needed").say("pod.first", "own_home")
    book.say("pod.strength", "must")
    for question in ("comm.interpreter.not_family", "pod.usual"):
        book.say(question, "no", sharing="do_not_share")
    words = "\n".join(outline(book.copy(audience)).texts())
    assert "Yes, unless they say otherwise" not in words
    assert "worked out" not in words
    assert "Trained interpreter, not family: Not in this copy." in words
