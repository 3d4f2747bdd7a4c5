"""The other rules, and what holds for all of them."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from eolplan.rules import BUILT, RULES, Severity, check
from tests.handover.notebook import TALK
from tests.rules.pages import TODAY, book, found


def test_a_device_is_talked_about_early():
    record = book().say("dev.has", ["crt_d"]).say("prog.estimate", "months")
    assert found(record)["D-01"].severity is Severity.WARN
    assert "D-01" not in found(record.say("icd.shocks", "off"))
    later = book().say("dev.has", ["icd"]).say("prog.estimate", "about_a_year")
    assert "D-01" not in found(later)


def test_nobody_to_ring():
    assert found(book())["K-07"].severity is Severity.WARN
    assert "K-07" not in found(book().say("people.no_one", "yes"))
    known = book().contact("c", "Siân Pryce", "07700 900123", "emergency_first")
    assert "K-07" not in found(known)
    assert "K-07" in found(book().contact("c", "Siân Pryce", "07700 900123", "pet_carer"))


def test_a_number_that_nobody_checked():
    assert found(book())["I-06"].severity is Severity.PROMPT
    assert "I-06" not in found(book().say("person.nhs_status", "01"))
    assert "I-06" not in found(book("SCT"), nation="SCT")


def test_it_was_not_read_back():
    assert "V-09" in found(book())
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
    assert found(record)["V-12"].words.startswith('They said "not ready" on 2 November 2025.')
    brought_up = record.talk().say("conv.why_now", "person_asked", instance=TALK)
    assert "V-12" not in found(brought_up)


def test_the_same_plan_gives_the_same_findings():
    record = book().say("pod.first", "own_home")
    assert check(record.log, record.guide, today=TODAY, nation="ENG") == check(
        record.log, record.guide, today=TODAY, nation="ENG"
    )


def test_what_stops_comes_first():
    severities = [f.severity for f in check(book().log, book().guide, today=TODAY, nation="ENG")]
    order = list(Severity)
    assert severities == sorted(severities, key=order.index)
    assert severities[0] is Severity.BLOCK


def test_every_rule_says_where_it_comes_from_in_whole_sentences():
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]-\d\d", rule.id)
        assert rule.source
        assert rule.words[0].isupper()
        assert rule.words.endswith((".", "?"))
    assert {rule.id for rule in RULES} == BUILT


def test_every_field_is_a_question_of_the_guide():
    """Where a finding leads must be a page; a slip in an id would silence a rule for ever."""
    import inspect

    from eolplan.rules import capacity, cpr, devices, law, people, places, signing, talk

    guide = book().guide
    prefixes = {q.id.split(".")[0] for q in guide}
    for family in (capacity, cpr, devices, law, people, places, signing, talk):
        ids = set(re.findall(r'"([a-z_]+(?:\.[a-z_0-9]+)+)"', inspect.getsource(family)))
        assert {i for i in ids if i.split(".")[0] in prefixes and i not in guide} == set()


def test_only_a_topic_or_the_whole_is_stopped_and_only_by_a_block():
    for finding in check(book().log, book().guide, today=TODAY, nation="ENG"):
        assert (finding.stops != "") is (finding.severity is Severity.BLOCK)


def test_an_empty_record_of_no_nation_is_no_trouble():
    from eolplan.record import Log

    assert check(Log(), book().guide, today=TODAY, nation="")
