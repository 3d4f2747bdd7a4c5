"""Page 1: the same words in the same places, and no gap anywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eolplan.handover.copying import Copy
from eolplan.handover.glance import glance
from eolplan.handover.page1 import page1, states
from eolplan.handover.sheet import Box, PageOne
from tests.handover.full import sudden
from tests.handover.notebook import SIGNED, STAFF, Notebook, gwen
from tests.handover.told import appointing, gwen_only, page_of, record


def lines(box: Box) -> list[str]:
    return [words.plain for words in box.lines]


def of(book: Notebook, audience: str = "hospice", **more: object) -> PageOne:
    return page1(book.copy(audience, **more))  # type: ignore[arg-type]  # keywords of copy


def test_an_empty_plan_says_what_is_not_known_in_every_place():
    page = of(Notebook().person_named(pronouns="", **{"person.nhs_no": ""}))
    said = "\n".join(page.texts())
    for words in (
        "NHS no. not known",
        "Where she can usually be found: place not recorded.",
        "CPR HAS NOT BEEN DECIDED in this plan. Look for a signed form.",
        "No treatment plan has been agreed. Assess and treat as usual. Advice: 01632 960002.",
        "Where Gwen wants to be: not talked about yet.",
        "ALLERGIES NOT KNOWN TO US. Ask before giving medicines.",
        "Not known to us: devices, oxygen, infection, medicines that must not stop.",
        "Just-in-case medicines: none recorded in the house.",
        "Her ability to decide: not recorded.",
        "Attorney for health: not known to us.",
        "Refusals of treatment: not known to us.",
        "Not breathing: ring 999. Show this page.",
        "No one to ring is recorded.",
    ):
        assert words in said, words
    assert lines(page.pairs[1][0]) == ["Not recorded."]
    assert lines(page.pairs[1][1]) == ["Not recorded."]


def test_the_person_is_they_where_nobody_recorded_it():
    page = of(Notebook().person_named(**{"person.pronouns": ""}))
    assert page.read_first[0].label == "If their heart stops"


def test_the_head_names_the_person_the_number_and_the_paper():
    page = of(gwen())
    assert page.name == "PRYCE, Gwen (Mrs)"
    assert [words.plain for words in page.identity] == [
        "Likes to be called Gwen. Born 4 March 1941 (84). NHS no. 999 064 1544",
        "12 Heol y Bont, Aberwen, CF99 9ZZ",
        f"Version 1 ({gwen().sign().digest[:4]}), 12 November 2025."
        " Printed 12 November 2025, 14:20.",
    ]


def test_nobody_is_said_to_like_a_name_that_nobody_asked_for():
    page = of(Notebook().person_named(**{"person.preferred": ""}))
    assert page.identity[0].plain.startswith("Born 4 March 1941")


@pytest.mark.parametrize(
    ("nation", "question", "number", "said"),
    [
        ("SCT", "person.chi", "0403411239", "CHI no. 040 341 1239"),
        ("NIR", "person.hcn", "3200000015", "H&C no. 320 000 0015"),
        ("SCT", "person.nhs_no", "9990641544", "NHS no. 999 064 1544"),
    ],
)
def test_each_nation_has_its_number(nation, question, number, said):
    book = Notebook().person_named(**{"person.nhs_no": "", "plan.jurisdiction": nation})
    book.say(question, number).sign(nation=nation)
    assert said in of(book).identity[0].plain


@pytest.mark.parametrize(("nation", "said"), [("ENG", "NHS"), ("SCT", "CHI"), ("NIR", "H&C")])
def test_a_number_that_is_not_known_is_that_of_the_nation(nation, said):
    book = Notebook().person_named(**{"person.nhs_no": "", "plan.jurisdiction": nation})
    book.sign(nation=nation)
    assert of(book).identity[0].plain.endswith(f"{said} no. not known")


def test_what_is_read_first_fits_thirty_seconds():
    """Clinical decisions, section 2: at most 87 words without a refusal or an attorney."""
    for book in (
        gwen(),
        Notebook().person_named(),
        Notebook().person_named().form(**{"cpr__form__exists": "no"}),
        Notebook().person_named().say("cpr.person_view", "does_not_want"),
    ):
        assert of(book).words_to_read_first <= 87


def test_day_and_night_numbers_are_said_or_said_to_be_unknown():
    quiet = replace(STAFF, team_phone="", night_phone="")
    assert lines(Box("", of(gwen()).read_first[3].lines)) == [
        "Day: 01632 960001 (Team Aberwen)", "Night: 01632 960002",
    ]  # fmt: skip
    unknown = [words.plain for words in of(gwen(), staff=quiet).read_first[3].lines]
    assert unknown == ["Day: no number recorded.", "No 24-hour number is recorded. Ring 111."]


def test_there_is_no_111_in_northern_ireland():
    book = Notebook().person_named(**{"plan.jurisdiction": "NIR"})
    book.sign(nation="NIR")
    page = of(book, staff=replace(STAFF, team_phone="", night_phone="", nation="NIR"))
    assert "Ring GP out-of-hours, ____" in page.read_first[3].lines[1].plain
    assert "111" not in "".join(page.texts())


def test_an_attorney_we_were_only_told_about_is_said_to_be_one():
    book = gwen().contact("c3", "Ann Lee", "07700 900789", "health_attorney", words="friend")
    said = lines(of(book).pairs[0][1])
    assert said[1] == (
        "Ann Lee, friend, 07700 900789: said to be attorney for health."
        " We have not seen the paper. Involve them."
    )


def test_a_doubt_about_deciding_names_the_decision_and_the_day():
    book = Notebook().person_named().talk(doubt="doubt")
    book.say(
        "conv.doubt.decision", "place of care", instance="5d3f7e7c-1d84-4a50-8d0e-6e6b8f5f2c02"
    )
    assert lines(of(book).pairs[0][1])[0] == (
        "There was doubt on 12 November 2025 about place of care. Not yet assessed. Check now."
    )


def test_people_to_ring_are_the_first_two_and_who_is_needed():
    book = gwen().contact("c3", "Ann Lee", "07700 900789")
    book.contact("c4", "Bob Ray", "07700 900790", "key_holder")
    book.contact("c0", "Old Foe", "07700 900791", "do_not_contact")
    said = lines(of(book).ring[0])
    assert said == [
        "Siân Pryce, daughter: 07700 900123",
        "Huw Pryce, son or daughter: 07700 900456",
        "Bob Ray, son or daughter: 07700 900790",
    ]


def test_attorneys_who_must_agree_are_never_told_as_one():
    book = appointing(gwen_only(), how="jointly")
    assert "must all agree: Siân Pryce, 07700 900123 and name not recorded." in (
        page_of(book).read_first[0].lines[0].plain
    )


def test_how_to_get_in_names_who_has_the_code_and_never_the_code():
    book = gwen().contact("c4", "Bob Ray", "07700 900790", "key_holder", words="neighbour")
    facts = {"home__access": "words:Side door", "home__keysafe": "yes"}
    record(book, **facts, home__keysafe__code="4711")
    for audience in ("ambulance", "hospice", "full"):
        said = page_of(book, audience).ring[1].lines[0].plain
        assert said == (
            "Getting in: Side door. Key safe: ring Bob Ray, 07700 900790, for the code. Staff: ring"
            " Team Aberwen before you visit for access and safety information."
        )


def test_when_somebody_may_be_rung_stands_beside_their_number():
    """A crew at night must not wake who can be rung in the daytime."""
    book = gwen().say("contact.when", "daytime", instance="c1")
    book.say("contact.when", None, "Not on Sundays.", instance="c2")
    said = [line.plain for line in page_of(book).ring[0].lines]
    assert said[:2] == [
        "Siân Pryce, daughter: 07700 900123 (in the daytime)",
        "Huw Pryce, son or daughter: 07700 900456 (not on Sundays)",
    ]


def test_on_a_copy_at_home_the_team_is_rung_for_the_code():
    """Who holds a key is nobody's business who reads what lies on the table."""
    book = record(gwen(), home__keysafe="yes")
    assert "not recorded. Key safe. Who" in page_of(book, "bedside").ring[1].lines[0].plain
    book.contact("c4", "Bob Ray", "", "key_holder", words="neighbour")
    assert "Key safe: ring Bob Ray, no number recorded, for" in (
        page_of(book).ring[1].lines[0].plain
    )
    said = page_of(book, "bedside").ring[1].lines[0].plain
    assert "Key safe: ring Team Aberwen, 01632 960001, at night 01632 960002, for the code." in said


def test_nobody_is_rung_for_a_code_that_nobody_said_they_hold():
    """A hospice that answers at night does not have it: that call would be for nothing."""
    alone = record(gwen_only(), home__keysafe="yes")
    alone.say("team.single_point.night", "01632 960109")
    alone.say("team.single_point.night_who", "Aberwen night nurses")
    unknown = "Getting in: not recorded. Key safe. Who holds the code: not recorded."
    assert page_of(alone).ring[1].lines[0].plain.startswith(unknown)
    record(alone, home__keysafe__code="4711")
    said = page_of(alone).ring[1].lines[0].plain
    assert "Key safe: ring Team Aberwen, 01632 960001, at night 01632 960002, for the code." in said
    assert "4711" not in said


def test_a_sudden_problem_says_what_to_try_and_then_whom_to_ring():
    book = sudden(gwen_only(), "s1", "breathlessness", "Sit her up. Open the window.", "The team")
    assert lines(page_of(book).happens) == [
        "Very short of breath. Try first: Sit her up. Open the window. Then: The team.",
        "Not breathing: ring 999. Show this page.",
    ]


def test_health_is_one_line_and_devices_without_a_row_are_named():
    book = record(gwen_only(), dx__primary="Heart failure", dx__infection="MRSA",
                  dev__has=["pacemaker", "peg"])  # fmt: skip
    book.say("dx.others", True, instance="o")
    record(book, "o", dx__others__what="Kidney disease")
    page = page_of(book)
    assert lines(page.pairs[1][0]) == ["Heart failure. Kidney disease."]
    assert lines(page.pairs[0][0])[1] == (
        "Devices: Pacemaker and Feeding tube (PEG, RIG or nose). Infection: MRSA. Not known to us:"
        " medicines that must not stop."
    )


def test_how_to_communicate_is_in_its_place():
    book = gwen().say("comm.interpreter", "needed").say("comm.interpreter.kind", ["bsl"])
    book.say("comm.hearing_plan", None, "I squeeze your hand for yes.")
    said = lines(of(book).pairs[1][1])
    assert said[0].startswith("Interpreter needed: ")
    assert "Language: Welsh." in said
    assert "“Deaf in my left ear: sit on my right.”" in said
    assert "If she cannot speak: “I squeeze your hand for yes.”" in said
    book.say("comm.interpreter", "not_needed")
    assert "Language: Welsh. No interpreter needed." in lines(of(book).pairs[1][1])


# ---- the state of the paper


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, ""),
        (92, ""),
        (93, "Review was due 12 February 2026. Check with Gwen or 01632 960002."),
        (122, "Review was due 12 February 2026. Check with Gwen or 01632 960002."),
        (123, "REVIEW WAS DUE 12 February 2026. Do not rely on wishes here without checking."),
    ],
)
def test_a_review_that_was_due_is_said_louder_with_time(days, said):
    page = of(gwen(), now=SIGNED + dt.timedelta(days=days))
    assert " ".join(words.plain for words in page.states) == said


@pytest.mark.parametrize(("days", "shown"), [(365, False), (366, True)])
def test_a_paper_older_than_a_year_says_so_whatever_the_review_date(days, shown):
    book = gwen().say("rev.date", "2030-01-01")
    page = of(book, now=SIGNED + dt.timedelta(days=days))
    assert bool(page.states) is shown
    if shown:
        assert page.states[0].plain.startswith("REVIEW WAS DUE 12 November 2026.")


def test_an_older_version_says_which_one_replaced_it():
    book = gwen()
    first = book.sign()
    book.say("val.matters", None, "The dog").sign()
    page = page1(book.copy("hospice", version=first))
    assert page.states[0].plain == "OLD VERSION 1. Version 2 replaced it on 12 November 2025."


def test_agreement_taken_back_and_a_made_up_person_are_said_first():
    book = gwen().say("plan.practice", "yes").say("agree.withdrawn.on", "2025-11-11")
    said = [words.plain for words in states(book.copy("hospice"))]
    assert said == [
        "PRACTICE. Made-up person. Not a real plan.",
        "Gwen took back agreement to this plan on 11 November 2025. Do not use. Return or destroy.",
    ]


def test_a_topic_that_is_held_back_says_only_that():
    book = gwen().say("cpr.person_view", "wants")
    book.sign(held_back=["cpr", "places"])
    page = of(book)
    assert page.read_first[0].lines[0].plain.startswith("CPR IS BEING TALKED ABOUT")
    assert page.read_first[2].lines[0].plain == "Places: being talked about."
    assert "Own home" not in "".join(page.texts())


def test_a_draft_has_no_page_1():
    copy = gwen().copy()
    draft = Copy(copy.guide, copy.log, copy.audience, None, None, copy.staff, copy.now)
    with pytest.raises(ValueError, match="draft"):
        page1(draft)
    assert states(draft)[0].plain == (
        "DRAFT, NOT SIGNED OFF (12 November 2025, 14:20). Not for emergencies."
    )


# ---- room


def test_words_too_long_for_a_line_run_on_and_are_pointed_to():
    long = "I would like " + "to be at home " * 30
    page = of(gwen().say("comm.how", None, long))
    assert lines(page.pairs[1][1])[1] == 'see "More of what Gwen said"'
    assert [said.words for said in page.more] == [long]
    assert page.more[0].by == "Gwen, 12 November 2025"


def test_what_leaves_a_full_page_leaves_in_the_agreed_order():
    book = gwen().contact("c3", "Ann Lee", "07700 900789", "key_holder")
    page = of(book)
    note = page.foot
    steps = list(page.smaller(note))
    assert page.matters
    assert all(step.matters is None for step in steps[1:])
    assert [len(step.ring[0].lines) for step in steps] == [3, 3, 2, 2]
    assert lines(steps[-1].pairs[-1][0]) == [note.plain]
    for step in steps:
        assert step.read_first == page.read_first
        assert step.happens.lines[-1].plain.startswith("Not breathing")


def test_staff_see_the_same_words_as_a_crew_before_anything_is_signed():
    book = gwen()
    seen = glance(book.log, book.guide, staff=STAFF, now=SIGNED)
    said = [(row.label, tuple(w.plain for w in row.lines)) for row in of(book).read_first]
    assert [(row.label, row.lines) for row in seen] == said
