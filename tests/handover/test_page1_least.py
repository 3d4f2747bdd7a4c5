"""Page 1 is never refused for having too much on it: what leaves it stands whole behind."""

from __future__ import annotations

import re

import pytest

from eolplan.handover import export
from eolplan.handover.outline import outline
from eolplan.handover.page1 import page1
from tests.handover.full import maxi
from tests.handover.notebook import SIGNED, STAFF, Notebook, made, reader_for
from tests.handover.told import appointing, assessed, gwen_only, record, refusing, signed

pytestmark = pytest.mark.uncounted

DEVICES = ["icd", "crt_d", "lvad", "tracheostomy", "laryngectomy", "oxygen", "pacemaker",
           "neurostimulator", "pump", "ventilator", "peg", "port", "catheter", "stoma", "seed",
           "loop_recorder"]  # fmt: skip
TREATMENTS = "a breathing machine by mask or tube, dialysis, blood, feeding through a tube and " * 2
WHEN = "I can no longer recognise my daughter or my sister and cannot swallow " * 2


def crowded(refusals: int = 4, attorneys: int = 0, allergies: int = 0) -> Notebook:
    """The fullest plan with more of everything that may not leave page 1."""
    book = record(maxi(), dev__has=DEVICES, dev__lvad__clinic="Royal Aberwen Heart Pump Clinic",
                  dev__lvad__phone="01632 960888", plan__status="suspended",
                  plan__status__on="2025-11-12", rev__date="2025-10-01")  # fmt: skip
    for n in range(refusals):
        refusing(book, f"z{n}", treatments=f"{TREATMENTS}{n}", circumstances=WHEN)
    for n in range(attorneys):
        book.contact(f"l{n}", f"Attorney Featherstonehaugh {n}", f"07700 90030{n}", words="cousin")
        appointing(book, f"b{n}", person=f"l{n}")
    for n in range(allergies):
        book.say("dx.allergy", True, instance=f"q{n}")
        record(book, f"q{n}", dx__allergy__agent=f"words:Long name of a drug {n}",
               dx__allergy__reaction="words:swelling of the face, rash, confusion")  # fmt: skip
    return book


def endless() -> Notebook:
    """Every name, place and number as long as a form lets it be."""
    book = crowded(4, 4, 12)
    long = "Wwww wwww " * 20
    book.person_named(given=long[:35], family=long[:35], **{
        "person.title": long[:35], "person.preferred": long[:70], "plan.jurisdiction": "ENG",
    })  # fmt: skip
    book.address(*[long[:70]] * 6)
    book.form(cpr__agree="disagree", cpr__form__place=long, cpr__form__signer=long[:70],
              cpr__form__seen_by=long[:70], cpr__form__review_on="2025-10-01")  # fmt: skip
    return record(book, icd__magnet=long, am__location=f"words:{long}", esc__by__name=long[:70],
                  team__single_point__day_who=long[:100],
                  team__single_point__weekend="01632 960003")  # fmt: skip


SAFE = ("DO NOT ATTEMPT CPR.", "BREATHES THROUGH THE NECK.", "HEART PUMP (LVAD)", "shocks ON",
        "Do not stop without advice", "Avoid:", "Not breathing: ring 999.",
        "This summary is not a DNACPR", "before you visit for access", "ON HOLD since",
        "01632 960002", "Home oxygen.", "donation is wished for")  # fmt: skip


@pytest.mark.parametrize(
    "make", [crowded, lambda: crowded(8, 8), lambda: crowded(2, 2, 20), endless],
    ids=["refusals", "attorneys", "allergies", "endless"],
)  # fmt: skip
def test_a_crowded_plan_has_one_page_1_with_every_line_that_safety_hangs_on(make):
    got = made(make(), "ambulance")
    assert got.page is not None
    said = "\n".join(got.page.texts())
    for line in SAFE:
        assert line in said, line
    assert sum(row.largest for row in got.page.read_first) == 1


def test_what_left_page_1_is_pointed_to_and_stands_behind_it_whole():
    book = crowded(8, 8, 20)
    whole = page1(book.copy("ambulance", version=signed(book)), 1_000_000)
    got = made(book, "ambulance")
    assert got.page is not None
    said, behind = "\n".join(got.page.texts()), "\n".join(got.plan.texts())
    assert "More refusals of treatment: see Legal papers, behind." in said
    assert "MORE ALLERGIES: see Health, behind." in said
    for n in range(8):
        assert f"{TREATMENTS}{n}" in behind
        assert f"Attorney Featherstonehaugh {n}" in behind
    for n in range(20):
        assert f"Long name of a drug {n}" in behind
    assert sum(len(row.lines) for row in whole.read_first) > 15


def test_each_line_that_points_on_names_the_heading_that_it_is_under():
    """Page 2 is where the pages behind begin; what left stands further on as well."""
    book = assessed(crowded(4, 4, 12), "lacks_now_may_regain")
    assessed(book, "lacks_now_may_regain", "k2", decision="flu jab")
    record(book.say("dx.avoid", True, instance="w"), "w", dx__avoid__drug="tramadol")
    copy = book.copy("ambulance", version=signed(book))
    headings = {topic.heading for topic in outline(copy).topics}
    said = "\n".join(page1(copy, 80, 1).texts())
    named = re.findall(r"(?:More|MORE) [a-zA-Z ]+: see ([A-Z][a-z ]+), behind\.", said)
    assert set(named) == {"Legal papers", "Health", "Making decisions"}
    assert set(named) <= headings
    assert "page 2" not in said


def test_what_left_page_1_of_a_talk_is_pointed_to_where_the_talk_is_told():
    book = assessed(record(gwen_only()).talk(doubt="doubt"), "lacks_now_may_regain")
    copy = book.copy("ambulance", version=signed(book))
    assert "see How this plan was made, behind." in "\n".join(page1(copy, 80, 1).texts())
    assert "How this plan was made" in {topic.heading for topic in outline(copy).topics}


def test_an_allergy_heard_of_since_the_sign_off_never_leaves_page_1():
    """What was signed stands behind as well; this stands nowhere else."""
    book = crowded(4, 4, 4)
    version = signed(book)
    record(book.say("dx.allergy", True, instance="new"), "new",
           dx__allergy__agent="words:Zebralin", dx__allergy__reaction="collapse")  # fmt: skip
    copy = book.copy("ambulance", version=version)
    assert "Zebralin" not in "\n".join(outline(copy).texts())
    said = "\n".join(page1(copy, 80, 1).texts())
    assert "Allergies: Codeine: sickness (severe); Zebralin: collapse. MORE ALLERGIES" in said


def test_a_page_names_of_what_left_it_only_what_is_known_and_on_this_copy():
    """What infection there is goes to no relative; and what nobody told us is not behind."""
    book = crowded()
    own, family = (page1(book.copy(who, version=signed(book)), 80, 1) for who in ("own", "family"))
    assert own.facts.plain.endswith("behind, with what else is known of devices and infection.")
    assert family.facts.plain.endswith("behind, with what else is known of devices.")
    assert "infection" not in family.spare.note.plain
    bare = page1(gwen_only().copy(), 80, 1)
    unknown = " Not known to us: devices, oxygen, infection, medicines that must not stop."
    assert bare.facts.plain == f"More on the pages behind.{unknown}"
    assert bare.spare.note.plain.endswith(f", communication, people to ring.{unknown}")


def test_whole_lines_that_left_stand_behind_word_for_word():
    got = made(endless(), "ambulance")
    assert got.page is not None
    assert got.page.spare is not None
    moved = [said for said in got.page.more if said.heading == "Getting in"]
    assert [said.words for said in moved] == [
        "Getting in: Side gate, round the back past the greenhouse. Key safe: ring Mrs Gwladys"
        " Postlethwaite, 07700 900999, for the code. Staff: ring Team Aberwen before you visit for"
        " access and safety information."
    ]
    assert moved[0].words in "\n".join(got.plan.texts())


def test_the_gravest_allergy_is_the_one_that_stays():
    book = crowded(4, 4, 12)
    record(book, "q7", dx__allergy__severity="severe")
    for instance in book.log.instances("dx.allergy"):
        if instance != "q7":
            record(book, instance, dx__allergy__severity="mild")
    page = page1(book.copy("ambulance", version=signed(book)), 80, 1)
    line = next(w.plain for w in page.pairs[0][0].lines if "ALLERG" in w.plain)
    assert line.startswith("Allergies: Long name of a drug 7:")


def test_a_crowded_plan_is_exported_for_every_reader():
    book = record(crowded(6, 6, 12), cpr__discuss_person="yes", agree__share__named="yes")
    signed(book)
    for audience in ("own", "family", "bedside", "gp", "full"):
        made_ = export(book.log, book.guide, audience, staff=STAFF, now=SIGNED, reason="asked",
                       reader=reader_for(book.log, audience))  # fmt: skip
        assert made_.pdf
