"""A topic is a file: whatever it asks is printed, sent and masked with no code of its own."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

import pytest

from eolplan.guide import Question
from eolplan.handover.audience import AUDIENCES
from eolplan.record import Answer, Standing, Value
from tests.handover.notebook import SIGNED, TALK, Notebook, core, gwen
from tests.handover.test_export import every_byte, made
from tests.handover.test_fhir import document, faults, schema

pytestmark = pytest.mark.uncounted

__all__ = ["schema"]  # the fixture

PATTERNS: Final = {
    "phone": "01632 960111", "email": "gwen@example.org", "postcode": "CF99 9ZZ",
    "nhs-number": "9990641544", "chi": "0403410006", "hcn": "3200000014",
}  # fmt: skip
NOT_BY_THIS_BOOK: Final = (
    "person", "plan", "death", "contact", "agree", "conv", "cpr", "sign", "override",
)  # fmt: skip
"""Who she is, who may know and what stands about CPR: ``gwen`` has them, or other tests do. A
reason to sign off all the same prints with the check that it answers alone."""


LETS_THE_REST_OUT: Final = {"am.keep_off_paper": "no"}
"""The one answer that keeps others off a copy."""


def mark(question: Question) -> str:
    """Return words that stand for one question and nothing else."""
    return f"Mark{question.id.title().replace('.', '').replace('_', '')}End"


def value(question: Question) -> Value:
    """Return something that *question* takes."""
    codes = [o.code for o in question.options if not o.alone and o.code != "closed_died"]
    day = SIGNED.date() + dt.timedelta(days=30 if question.future else -30)
    found: dict[str, Value] = {
        "line": PATTERNS.get(question.pattern, mark(question)[: question.max_length]),
        "lines": [mark(question)[: question.max_length]], "date": day.isoformat(),
        "contact": {"ref": "contact", "instance": "c1"}, "phones": [{"number": "01632 960111"}],
        "scale": question.min, "number": question.min or 1, "choices": codes[:1],
        "choice": codes[0] if codes else None, "yes-no": "yes",
        "treatment": {"view": codes[0]} if codes else None, "money": 12_550,
        "member": {"ref": question.of, "instance": "one"}, "service": {"name": mark(question)},
    }  # fmt: skip
    return LETS_THE_REST_OUT.get(question.id, found.get(question.kind))


def words(question: Question) -> str:
    return mark(question) if question.own_words else ""


def instance(question: Question) -> str:
    group = core().group_of(question.id) or question
    return "one" if group.repeats else ""


@cache
def asked() -> tuple[Question, ...]:
    """Return the questions that have an answer of their own, but for the ones of other tests."""
    return tuple(
        question
        for question in core()
        if question.kind not in ("statement", "group", "ranked-places")
        and question.id.partition(".")[0] not in NOT_BY_THIS_BOOK
        and question.id not in ("pod.first", "pod.second", "place.avoid", "alert.item.kind")
    )


@cache
def everything() -> Notebook:
    """A record in which every question has an answer."""
    book = gwen().say("cpr.discuss_person", "yes").say("agree.share.named", "yes")
    book.say("agree.share.care_home", "yes").say("alert.item.kind", "dog", instance="one")
    for group in core():
        if group.repeats and group.id.partition(".")[0] not in NOT_BY_THIS_BOOK:
            book.say(group.id, True, instance="one")
    for question in asked():
        book.say(question.id, value(question), words(question), instance=instance(question))
    return book


@pytest.mark.parametrize("question", asked(), ids=lambda question: question.id)
def test_a_question_takes_the_answer(question: Question) -> None:
    answer = Answer(Standing.ANSWERED, value(question), words(question))
    assert question.problems(answer, today=SIGNED.date()) == []


@pytest.mark.parametrize("audience_id", [*AUDIENCES])
def test_a_plan_with_every_question_answered_is_a_valid_document(schema, audience_id) -> None:
    assert faults(schema, document(everything(), audience_id)) == []


@pytest.mark.parametrize("audience_id", [*AUDIENCES])
def test_a_copy_holds_exactly_what_the_guide_lets_it_hold(audience_id: str) -> None:
    """Not a word more, and not a word less, of any topic."""
    file = every_byte(made(everything(), audience_id, reason="asked today").pdf)
    marked = [q for q in asked() if mark(q) in (words(q), value(q), *_lines(value(q)))]
    assert len(marked) > 150
    wrong = [q.id for q in marked if (mark(q) in file) is not q.on_copy(audience_id)]
    assert wrong == []


def _lines(answer: Value) -> list[Value]:
    if isinstance(answer, dict):  # a service: its name
        return [*answer.values()]
    return answer if isinstance(answer, list) else []


def test_this_test_knows_a_talk_when_it_sees_one() -> None:
    """What is kept for each conversation is not in this book, and so not judged here."""
    assert all(core().section_of(q.id).per == "person" for q in asked())
    assert everything().log.reading("conv.when", TALK).value
