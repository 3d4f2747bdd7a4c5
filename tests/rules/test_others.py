"""The other rules, and what holds for all of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

import eolplan.rules
from eolplan.guide.words_check import american_in, banned_in, dashes_in
from eolplan.record import Husk
from eolplan.rules import BUILT, KEPT, RULES, Severity, check, printed
from eolplan.words import PSEUDO, speak
from tests.handover.notebook import TALK
from tests.rules.pages import TODAY, book, found
from tests.rules.test_law_and_capacity import refusal


def test_a_device_is_talked_about_early():
    record = book().say("dev.has", ["crt_d"]).say("prog.estimate", "months")
    assert found(record)["D-01"].severity is Severity.WARN
    assert "D-01" not in found(record.say("icd.shocks", "off"))
    later = book().say("dev.has", ["icd"]).say("prog.estimate", "about_a_year")
    assert "D-01" not in found(later)


def test_nobody_to_ring():
    assert found(book())["K-07"].severity is Severity.WARN
    assert found(book().say("people.no_one", "yes"))["K-07"].severity is Severity.PROMPT
    known = book().contact("c", "Siân Pryce", "07700 900123", "emergency_first")
    assert "K-07" not in found(known)
    assert "K-07" in found(book().contact("c", "Siân Pryce", "07700 900123", "pet_carer"))


def test_a_number_that_nobody_checked():
    assert found(book())["I-06"].severity is Severity.PROMPT
    assert "I-06" not in found(book().say("person.nhs_status", "01"))
    assert "I-06" not in found(book("SCT"), nation="SCT")


def test_it_was_not_read_back():
    assert "V-09" not in found(book())  # nobody has talked
    talk = book().talk()
    assert "V-09" not in found(talk)
    assert "V-09" in found(talk.say("conv.readback", "not_done", instance=TALK))


@pytest.mark.parametrize(("days", "told"), [(0, False), (1, True), (14, True), (15, False)])
def test_not_ready_is_left_alone_for_a_fortnight(days, told):
    record = book().leave("pod.first", "asked_not_ready")
    assert ("V-12" in found(record, today=TODAY + dt.timedelta(days=days))) is told


def test_asked_again_too_soon_is_told_also_when_there_is_an_answer_now():
    record = book().leave("pod.first", "asked_not_ready", said_on="2025-11-02")
    record.say("pod.first", "hospice")
    begins = 'They said "not ready" on 2 November 2025: Place in the last days.'
    assert found(record)["V-12"].words.startswith(begins)
    brought_up = record.talk().say("conv.why_now", "person_asked", instance=TALK)
    assert "V-12" not in found(brought_up)


def test_the_same_plan_gives_the_same_findings():
    record = book().say("pod.first", "own_home")
    assert check(record.log, record.guide, today=TODAY, nation="ENG") == check(
        record.log, record.guide, today=TODAY, nation="ENG"
    )


def test_what_was_found_once_is_not_told_of_another_day_or_in_another_language():
    """A page asks several times, and is answered from memory only while nothing has changed."""
    record = book().say("rev.date", "2025-12-20")

    def told(day: dt.date) -> list[str]:
        found = check(record.log, record.guide, today=day, nation="ENG")
        return [f.words for f in found if f.rule == "Q-03"]

    assert told(TODAY) == []
    assert told(dt.date(2025, 12, 12)) == ["A review is due on 20 December 2025."]
    speak(PSEUDO)
    try:
        assert told(dt.date(2025, 12, 12)) != ["A review is due on 20 December 2025."]
    finally:
        speak("en")


@pytest.mark.parametrize(("days", "prints"), [(-1, False), (1, True)])
def test_a_review_that_is_due_soon_is_for_staff_and_one_that_was_due_is_for_readers(days, prints):
    record = book().say("rev.date", "2025-11-20")
    day = dt.date(2025, 11, 20) + dt.timedelta(days)
    assert "Q-03" in found(record, today=day)
    on_copies = printed(record.log, record.guide, today=day, nation="ENG")
    assert ("Q-03" in {finding.rule for finding in on_copies}) is prints


def test_what_stops_comes_first():
    severities = [f.severity for f in check(book().log, book().guide, today=TODAY, nation="ENG")]
    order = list(Severity)
    assert severities == sorted(severities, key=order.index)
    assert severities[0] is Severity.BLOCK


def test_a_label_and_what_could_do_harm_are_not_crowded_out():
    """Three are shown at once: a reminder is the first to wait."""
    record = refusal(**{"adrt.signed": "no", "adrt.seen": "copy"}).say("am.driver", "in_use")
    found = check(record.log, record.guide, today=TODAY, nation="ENG")
    told = [finding.rule for finding in found]
    assert told.index("M-03") < told.index("L-10") < told.index("L-02") < told.index("L-11")


def test_what_is_known_elsewhere_is_not_asked_for_here():
    """A copy that came without the carer tells nothing of whether there is one."""
    record = book()
    assert {"K-01", "M-03"} <= set(found(record.say("am.driver", "in_use")))
    record.log = replace(
        record.log, husks={"a" * 64: Husk("a" * 64, ())},
        withheld=frozenset({"carer.who", "dx.allergy.status"}),
    )  # fmt: skip
    assert "K-01" not in found(record)
    assert "M-03" in found(record)  # who gives medicines has to know, wherever it stands


def test_nothing_quiet_is_said_of_a_plan_that_has_ended():
    """A rule that stops and only warns here is quiet then like all that warn."""
    record = book().say("cpr.status", "not_for_CPR").say("cpr.form.seen_kind", "original")
    assert found(record)["R-01"].severity is Severity.WARN
    assert "R-01" not in found(record.say("plan.status", "closed_moved"))


@pytest.mark.parametrize(("status", "told"), [("closed_died", False), ("closed_moved", True)])
def test_nobody_is_asked_to_talk_with_somebody_who_has_died(status, told):
    """A plan that goes on with another team has to be whole; one that is closed has not."""
    record = book().say("cpr.status", "not_for_CPR").say("plan.status", status)
    assert ("R-02" in found(record)) is told
    assert "A-01" in found(record)


def test_every_rule_says_where_it_comes_from_in_whole_sentences():
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]-\d\d", rule.id)
        assert rule.source
        assert rule.words[0].isupper()
        assert rule.words.endswith((".", "?"))
    assert {rule.id for rule in RULES} == BUILT


def test_what_staff_read_has_none_of_the_words_that_are_not_used():
    for rule in (*RULES, *KEPT):
        assert not [*banned_in(rule.words), *american_in(rule.words), *dashes_in(rule.words)]


def test_every_field_is_a_question_of_the_guide():
    """Where a finding leads must be a page; a slip in an id would silence a rule for ever."""
    guide = book().guide
    prefixes = {q.id.split(".")[0] for q in guide}
    for family in Path(eolplan.rules.__file__).parent.glob("*.py"):
        written = family.read_text(encoding="utf-8")
        ids = set(re.findall(r'"([a-z_]+(?:\.[a-z_0-9]+)+)"', written))
        assert {i for i in ids if i.split(".")[0] in prefixes and i not in guide} == set(), family


def test_only_a_topic_or_the_whole_is_stopped_and_only_by_a_block():
    for finding in check(book().log, book().guide, today=TODAY, nation="ENG"):
        assert (finding.stops != "") is (finding.severity is Severity.BLOCK)


def test_an_empty_record_of_no_nation_is_no_trouble():
    from eolplan.record import Log

    assert check(Log(), book().guide, today=TODAY, nation="")
