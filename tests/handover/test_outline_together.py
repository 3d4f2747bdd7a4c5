"""What the plan pages put together from more than one answer."""

from __future__ import annotations

from tests.handover.notebook import Notebook, gwen
from tests.handover.test_outline import plan, row, said
from tests.handover.told import gwen_only, page_of


def test_sums_are_printed_in_pounds_and_together():
    book = gwen()
    for instance, pence, often in (("a", 4_500, "week"), ("b", 64_900, "once")):
        book.say("pc.phb.spend", True, instance=instance)
        book.say("pc.phb.spend.what", f"Line {instance}", instance=instance)
        book.say("pc.phb.spend.sum", pence, instance=instance)
        book.say("pc.phb.spend.often", often, instance=instance)
    made = plan(book)
    assert "Sum: £45.00." in row(made, "Line a").text
    assert row(made, "What the money is for, together").text == (
        "£649.00 once, £45.00 each week. All of these sums come to £2,989.00 in the first year."
    )
    more = row(plan(book.say("pc.phb.budget", 200_000)), "What the money is for, together").text
    assert more.endswith("£2,989.00 in the first year, £989.00 more than was agreed.")
    assert "£" not in said(plan(book, "bedside"))


def test_an_action_is_printed_with_its_goal_and_a_referral_with_its_service():
    book = gwen().say("val.hopes", True, instance="h")
    book.say("val.hopes.what", None, "See the bulbs.", instance="h")
    book.say("act.item", True, instance="a").say("act.item.what", "Ask for a ramp", instance="a")
    book.say("act.item.for", {"ref": "val.hopes", "instance": "h"}, instance="a")
    book.say("ref.item", True, instance="r").say("ref.item.to", "befriending", instance="r")
    befrienders = {"name": "Aberwen befrienders", "phone": "01632 960123", "id": "7" * 36}
    book.say("ref.item.service", befrienders, instance="r")
    made = plan(book, "gp")
    assert "For which goal: “See the bulbs.”" in row(made, "Ask for a ramp").text
    referral = row(made, "Befriending or kind neighbours").text
    assert "Service: Aberwen befrienders (01632 960123)." in referral
    assert "7" * 36 not in said(made)


def test_whether_a_place_is_the_usual_one_is_worked_out_beside_what_was_said_of_it():
    """Nobody said it, so nothing but what was said brings it onto a page."""
    book = Notebook().person_named().say("pod.first", "own_home")
    assert "worked out" not in said(plan(book, "full"))
    book.say("pod.strength", "must")
    assert "Usual place, first choice: Yes (worked out)" in said(plan(book, "full"))
    assert "worked out" not in said(plan(book))  # it is there to be counted
    book.say("pod.usual", "no")
    assert "worked out" not in said(plan(book, "full"))


def test_who_interprets_is_no_relative_unless_somebody_says_otherwise():
    book = Notebook().person_named().say("comm.interpreter", "needed")
    row = "Trained interpreter, not family: Yes, unless they say otherwise"
    assert row in said(plan(book, "ambulance"))
    assert row not in said(plan(book.say("comm.interpreter.not_family", "no"), "ambulance"))
    assert row not in said(plan(Notebook().person_named().say("comm.interpreter", "not_needed")))


def test_places_that_are_not_wanted_stand_by_themselves_until_one_is_wished_for():
    book = Notebook().person_named().say("place.avoid", "hospice", instance="hospice")
    alone = said(plan(book))
    assert "Places to avoid\nDoes not want: Hospice." in alone
    assert "Place in the last days of life\n" not in alone
    assert "Places to avoid\n" not in said(plan(book.say("pod.first", "own_home")))
    assert "First choice: Own home. Does not want: Hospice." in said(plan(book))


def test_not_to_say_what_is_not_wanted_does_not_read_as_a_place():
    book = Notebook().person_named().say("pod.first", "own_home")
    book.say("place.avoid", standing="asked_declined")
    words = said(plan(book))
    assert "Places to avoid: Would rather not talk about this" in words
    assert "Does not want" not in words


def test_what_has_a_page_of_its_own_is_not_called_a_thing_nobody_talked_about():
    """The lines of a budget are about the budget."""
    book = gwen().say("pc.choice.told", "yes", said_by="clinician_judgement")
    assert "Budget to plan with" in plan(book).topics[-1].parts[0].plain
    book.say("pc.phb.spend", True, instance="s")
    book.say("pc.phb.spend.what", "A night sitter", instance="s")
    assert "Budget to plan with" not in plan(book).topics[-1].parts[0].plain


def test_to_have_no_one_to_ring_is_an_answer_on_page_1_and_behind_it():
    """Else a stranger reads that nobody asked."""
    book = gwen_only()
    assert "No one to ring is recorded." in "\n".join(page_of(book).texts())
    book.say("people.no_one", "yes")
    assert "Gwen has no one to ring or ask." in "\n".join(page_of(book).texts())
    assert "People to ring and ask" not in said(plan(book))
    book.say("contact", True, instance="c0")  # begun, and never named: a battery ran flat
    assert "Gwen has no one to ring or ask." in "\n".join(page_of(book).texts())
    assert "not recorded" not in said(plan(book))
    book.say("people.no_one", "yes", said_by="family_or_friend")
    assert "No one to ring is recorded." in "\n".join(page_of(book).texts()), "so says her family"
    book.contact("c1", "Siân Pryce", "07700 900123")
    assert "no one to ring" not in "\n".join(page_of(book).texts())
