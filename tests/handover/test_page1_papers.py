"""A paper on which records differ, or of which part is not here, says no more than is known."""

from __future__ import annotations

import pytest

from tests.handover.notebook import gwen
from tests.handover.test_page1_doubts import differing, ids, says
from tests.handover.told import SEEN, gwen_only, page_of, received, record, refusing, refusing_cpr

pytestmark = pytest.mark.uncounted


@pytest.mark.parametrize(
    ("question", "sides", "row"),
    [
        ("plan.status", ("final", "suspended"), "S06"),
        ("plan.status", ("final", "entered_in_error"), "S09.error"),
        ("agree.withdrawn.on", ("2025-11-10", "2025-11-11"), "S08"),
        ("death.date", ("2025-11-10", "2025-11-11"), "S09.died"),
        ("rev.date", ("2025-10-01", "2026-10-01"), "S04"),
    ],
)
def test_a_paper_that_one_of_two_records_ends_says_so(question, sides, row):
    book = gwen_only().say(question, sides[0], said_by=SEEN)
    assert row in ids(differing(book, question, sides[1]))


def test_medicines_of_which_nobody_here_knows_how_they_stand_are_not_none():
    book = record(gwen_only(), am__status="at_the_pharmacy")
    assert "M07" not in ids(book)
    assert "Just-in-case medicines: at the pharmacy." in says(book)


def test_that_there_are_no_allergies_is_not_taken_from_elsewhere():
    book = record(gwen_only(), dx__allergy__status="none_known")
    assert "G01.not_known" in ids(received(book, "dx.allergy.status"))


def test_a_cancellation_that_is_not_on_the_copy_leaves_no_form_standing():
    book = gwen_only().form()
    book.say("cpr.form.cancelled_on", "2025-11-10", said_by=SEEN, sharing="do_not_share")
    assert "C01" not in ids(book)
    assert "C07" in ids(book)


@pytest.mark.parametrize("group", ["says:c2", "says:staff"])
@pytest.mark.parametrize(
    "question",
    ["cpr.status", "cpr.person_view", "esc.level", "esc.wish", "adrt.exists", "poa.none",
     "adrt.withdrawn_on", "dx.allergy.status", "am.status", "death_expected", "val.matters"],
)  # fmt: skip
def test_what_others_say_of_a_question_moves_no_line(question, group):
    before = list(page_of(refusing(gwen())).texts())
    book = refusing(gwen())
    book.say(question, None, "XVIEWX", instance=group, said_by="family_or_friend")
    after = list(page_of(book).texts())
    same = [line for line, other in zip(before, after, strict=True) if line == other]
    assert len(same) == len(before) - 1  # the line with the version
    assert "XVIEWX" not in "\n".join(after)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"witnessed_on": "2024-05-10"}, "Signed and witnessed 10 May 2024."),
        ({"witnessed_on": "2024-05-03"}, "Signed and witnessed 3 May 2024."),
        ({"witnessed_on": "2024-05-10", "made_on": None}, "Signed and witnessed 10 May 2024."),
        ({}, "Signed and witnessed 3 May 2024."),
    ],
)
@pytest.mark.parametrize("refused", [refusing, refusing_cpr])
def test_a_refusal_is_signed_and_witnessed_on_the_later_of_the_two_days(refused, facts, said):
    """Until the witness has signed it is not complete, whatever the date at its head."""
    assert said in says(refused(gwen_only(), **facts))
