"""What a page of a test reads and takes back."""

from __future__ import annotations

from tests.record.laptops import GROUP, NAME, PLACE, Laptop, laptop


def reads(one: Laptop, question: str = PLACE, instance: str = "") -> list[str]:
    """What stands, value or standing."""
    return sorted(
        str(h.answer.value if h.answer.value is not None else h.answer.standing)
        for h in one.log.heads(question, instance)
    )


def undo(one: Laptop, question: str = PLACE, instance: str = "") -> None:
    one.keep(one.pen.undo(one.log, one.log.heads(question, instance)[0]))


def disagreeing() -> Laptop:
    """A laptop that holds two answers, home and hospital."""
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, "own_home")
    b.answer(PLACE, "hospital_acute")
    a.receive(b.export())
    return a


def with_contact() -> Laptop:
    a = laptop("A")
    a.answer(GROUP, True, "c1")
    a.answer(NAME, "Sian", "c1")
    return a
