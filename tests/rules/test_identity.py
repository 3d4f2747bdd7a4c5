"""Who somebody is: numbers, ages and days."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.guide.patterns import is_national_number
from eolplan.rules import Severity
from eolplan.rules.around import Around
from tests.handover.notebook import TALK, Notebook
from tests.rules.pages import TODAY, book, found


def well_formed(begins: str) -> str:
    """Return the first number with a right check digit that begins so."""
    tries = (f"{begins}{n:0{10 - len(begins)}}" for n in range(10_000))
    return next(number for number in tries if is_national_number(number))


REAL_RANGE = well_formed("401023")  # of the range of England and Wales
CHI, HCN = well_formed("010140"), well_formed("320000")


def numbered(question: str, number: str, nation: str = "ENG") -> Notebook:
    record = Notebook().person_named(**{"plan.jurisdiction": nation, "person.nhs_no": ""})
    return record.say(question, number)


@pytest.mark.parametrize(
    ("number", "wrong"),
    [("9990641545", True), ("9999999999", True), ("999064154", True), ("9990641544", False),
     (REAL_RANGE, False)],
)  # fmt: skip
def test_a_number_adds_up(number, wrong):
    rules = found(numbered("person.nhs_no", number))
    assert ("I-01" in rules) is wrong
    if wrong:
        assert (rules["I-01"].severity, rules["I-01"].stops) == (Severity.BLOCK, "plan")
        assert rules["I-01"].may_go_on


GIVEN = (
    "999 064 1544", "999 895 6455", "999 544 9773", "999 930 8589", "999 058 6322", "999 413 2008",
    "999 939 5961", "999 741 1366", "999 637 1239", "999 146 8080", "999 761 0857", "999 377 4553",
    "999 692 3916", "999 781 6455", "999 488 6401", "999 239 3319", "999 024 1465", "999 083 2374",
    "999 437 1258", "999 451 6655", "999 961 8324", "999 380 2298", "999 209 3706", "999 553 5254",
    "999 464 5471", "999 838 0588", "999 947 7488", "999 920 7863", "999 335 3876", "999 412 2584",
)  # fmt: skip
"""Numbers for made-up people that nobody was ever given, worked out by hand beside the program."""

_WRONG = (
    "999 064 1545", "999 895 6456", "999 544 9774", "999 930 8580", "999 058 6323",  # a wrong check
    "999 413 0208",  # two digits changed places
    *(f"999 000 000{n}" for n in range(10)),  # no check digit exists for these nine
    *(str(n) * 10 for n in range(10)),  # they add up, and are nobody's
    "999 064 154", "999 064 15440", "999 064 154X",
)  # fmt: skip


def test_the_given_numbers_add_up_and_the_wrong_ones_do_not():
    assert [number for number in GIVEN if not is_national_number(number)] == []
    assert [number for number in _WRONG if is_national_number(number)] == []


@pytest.mark.parametrize(
    ("question", "called"), [("person.nhs_no", "NHS number"), ("person.chi", "CHI number")]
)
def test_it_is_told_which_number_is_wrong(question, called):
    """Three of them stand on one page, and the check before a sign-off shows none."""
    made_up, wrong = numbered(question, "9990641544"), numbered(question, "9990641545")
    assert found(made_up, around=Around())["I-03"].words.startswith(f"This {called} is only for")
    assert found(wrong)["I-01"].words.startswith(f"This {called} does not add up.")


def test_a_number_for_tests_signs_off_nobody_real():
    record = numbered("person.nhs_no", "9990641544")
    finding = found(record, around=Around())["I-03"]
    assert (finding.severity, finding.stops, finding.may_go_on) == (Severity.BLOCK, "plan", False)
    assert "I-03" not in found(record, around=Around(training=True))
    assert "I-03" not in found(numbered("person.nhs_no", REAL_RANGE), around=Around())
    made_up = record.say("plan.practice", "yes")
    assert "I-03" not in found(made_up, around=Around())


@pytest.mark.parametrize(
    ("question", "number", "other"),
    [("person.nhs_no", CHI, True), ("person.nhs_no", HCN, True), ("person.chi", REAL_RANGE, True),
     ("person.hcn", CHI, True), ("person.nhs_no", REAL_RANGE, False), ("person.chi", CHI, False),
     ("person.hcn", HCN, False), ("person.nhs_no", "9990641544", False),
     ("person.nhs_no", "0101400000", False)],
)  # fmt: skip
def test_a_number_of_another_nation_is_noticed(question, number, other):
    rules = found(numbered(question, number))
    assert ("I-04" in rules) is other
    if other:
        assert (rules["I-04"].severity, rules["I-04"].stops) == (Severity.WARN, "")


def test_a_chi_number_begins_with_the_day_of_birth():
    right, wrong = well_formed("040341"), well_formed("050341")
    assert "I-05" not in found(numbered("person.chi", right, "SCT"), nation="SCT")
    finding = found(numbered("person.chi", wrong, "SCT"), nation="SCT")["I-05"]
    assert finding.severity is Severity.WARN
    unsure = numbered("person.chi", wrong, "SCT").say("person.dob", "1941")
    assert "I-05" not in found(unsure, nation="SCT")


def test_somebody_else_here_may_be_the_same_person():
    assert found(book(), around=Around(twins=1))["I-07"].severity is Severity.WARN
    assert "I-07" not in found(book(), around=Around())


@pytest.mark.parametrize(
    ("born", "odd"),
    [("2025-11-13", True), ("1904-01-01", True), ("1941-03-04", False), ("1906", False)],
)
def test_a_birth_day_can_be_right(born, odd):
    rules = found(book().say("person.dob", born))
    assert ("I-08" in rules) is odd
    if odd:
        assert (rules["I-08"].severity, rules["I-08"].stops) == (Severity.BLOCK, "plan")


def test_nobody_says_anything_before_they_are_born():
    record = book().say("val.matters", None, "the sea", said_on="1940-12-31")
    assert "I-08" in found(record)
    later = book().say("val.matters", None, "the sea", said_on="2023-05-01")
    assert "I-08" not in found(later)


@pytest.mark.parametrize(
    ("born", "rule"),
    [("2009-11-13", "I-09"), ("2009-11-12", "I-10"), ("2007-11-13", "I-10"), ("2007-11-12", "")],
)
def test_children_have_a_plan_of_their_own(born, rule):
    rules = found(book().say("person.dob", born))
    assert {"I-09", "I-10"} & set(rules) == ({rule} if rule else set())
    if rule == "I-09":
        assert (rules[rule].severity, rules[rule].stops) == (Severity.BLOCK, "plan")


def test_what_holds_at_16_differs_between_nations():
    record = book().say("person.dob", "2008-06-01")
    words = {here: found(record, nation=here)["I-10"].words for here in ("ENG", "SCT", "OTH")}
    assert "need age 18" in words["ENG"]
    assert "In Scotland adult law holds from 16" in words["SCT"]
    assert "local law" in words["OTH"]


def test_a_day_of_birth_that_is_not_known_tells_no_age():
    assert not {"I-09", "I-10"} & set(found(book().leave("person.dob", "does_not_know")))


@pytest.mark.parametrize(
    ("born", "rule"), [("2010", "I-09"), ("2009", "I-10"), ("2007", "I-10"), ("2006", "")]
)
def test_a_year_of_birth_stops_only_who_is_a_child_for_certain(born, rule):
    said = {"I-09", "I-10"} & set(found(book().say("person.dob", born)))
    assert said == set(filter(None, [rule]))


@pytest.mark.parametrize(
    ("born", "cannot_be"),
    [("1904-11-12", True), ("1904-11-13", False), ("1904", False), ("1903", True)],
)
def test_nobody_is_older_than_120(born, cannot_be):
    assert ("I-08" in found(book().say("person.dob", born))) is cannot_be


YEAR = {"said_on_precision": "year"}


def test_what_was_said_in_the_year_of_birth_may_have_been_said_after_it():
    """A stop has to be certain: a year is no day before another."""
    assert "I-08" not in found(book().say("val.matters", None, "x", said_on="1941", **YEAR))
    assert "I-08" in found(book().say("val.matters", None, "x", said_on="1940", **YEAR))


def test_nothing_happened_on_a_day_that_has_not_come():
    finding = found(book().say("val.matters", None, "x", said_on="2025-11-13"))["I-11"]
    assert (finding.severity, finding.stops) == (Severity.BLOCK, "plan")
    assert "I-11" not in found(book().say("val.matters", None, "x", said_on="2025-11-12"))
    decided = found(book().say("cpr.date", "2025-11-13"))["I-11"]
    assert decided.fields == ("cpr.date",)
    assert "CPR" in decided.words, "of several dates, each is told by name"
    assert "has a date that has not come. Put the date right." in decided.words
    assert "I-11" not in found(book().say("rev.date", "2026-02-01"))  # a day to come is no past
    assert "I-11" not in found(book().say("cpr.date", "2025"))


@pytest.mark.parametrize(("on", "late"), [("2025-11-12", False), ("2025-11-07", True)])
def test_what_is_written_up_days_later_says_so(on, late):
    record = book().talk(on)
    assert ("I-12" in found(record)) is late
    noted = record.say("conv.note", None, "Written up on Monday.", instance=TALK)
    assert "I-12" not in found(noted)


def test_a_gp_or_a_reason():
    rules = found(book())
    assert (rules["I-13"].severity, rules["I-13"].stops) == (Severity.WARN, "")
    assert "I-13" not in found(book().say("gp.not_registered", "sofa-surfing"))
    named = book().say("gp.practice", "Aberwen Surgery")
    assert found(named)["I-13"].severity is Severity.PROMPT  # only its code is not there
    assert "I-13" not in found(named.say("gp.ods", "W12345"))
    scots = book("SCT").say("gp.practice", "Glen Surgery")
    assert "I-13" not in found(scots, nation="SCT")


def test_a_clock_that_cannot_be_right_is_told():
    assert found(book(), around=Around(clock_wrong=True))["I-14"].severity is Severity.WARN
    assert "I-14" not in found(book(), around=Around())


def test_the_day_is_handed_in():
    record = book().say("person.dob", "2009-11-13")
    assert "I-09" in found(record)
    assert "I-10" in found(record, today=TODAY + dt.timedelta(days=1))
