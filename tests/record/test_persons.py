"""Persons who are one: joining is an entry, parting loses nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from eolplan.record import Entry, Log, joined, log_of, made_while_joined, mask
from eolplan.record.codes import SAME_AS
from eolplan.record.rules_in_force import IN_FORCE, Rules
from tests.record.laptops import Laptop, laptop

ONE = frozenset({"P1", "P2"})
APART = (frozenset({"P1"}), frozenset({"P2"}))


def here(name: str, rules: Rules = IN_FORCE) -> Laptop:
    one = laptop(name, rules)
    one.log = replace(one.log, members=ONE)
    return one


def say(one: Laptop, person: str, question: str, value: object) -> Entry:
    """Record as the door does: for the class of *person*, under its smallest id."""
    log = log_of(one.log, person)
    pen = replace(one.pen, person=min(log.members))
    answer = laptop("X").answer(question, value).answer
    return one.keep(pen.answer(log, question, answer))[0]


def join(one: Laptop, *, same: bool = True) -> Entry:
    pen = replace(one.pen, person="P2")
    stroke = pen.join if same else pen.part
    return one.keep(stroke(one.log, "P1"))[0]


def both(rules: Rules = IN_FORCE) -> Laptop:
    """P and Q, joined by mistake, with one allergy settled while they were one."""
    a = here("A", rules)
    say(a, "P1", "dx.allergy", "penicillin")
    say(a, "P2", "dx.allergy", "latex")
    join(a)
    say(a, "P2", "dx.allergy", "latex and penicillin")
    return a


def test_a_copy_for_one_reader_says_that_two_are_one_and_never_that_they_are_two():
    """It would give away the id of somebody else, and why they were taken for one."""
    a = here("A")
    say(a, "P1", "person.family", "Pryce")
    same = join(a)

    def told(*, allowed: bool, full: bool = False) -> list[str]:
        log = log_of(a.log, "P1")
        found = mask(log, lambda r: allowed or r.question != SAME_AS, full=full).entries.values()
        return [e.digest for e in found if e.question == SAME_AS]

    assert told(allowed=False) == [same.digest]
    apart = join(a, same=False)
    assert told(allowed=False) == []
    assert told(allowed=True) == [same.digest, apart.digest]
    assert told(allowed=False, full=True) == [same.digest, apart.digest]


def test_why_two_were_joined_goes_to_nobody_but_the_full_record():
    a = here("A")
    pen = replace(a.pen, person="P1")
    (same,) = a.keep(pen.join(a.log, "P2", "Her sister rang."))
    log = log_of(a.log, "P1")
    assert same.digest not in mask(log, lambda r: r.question != SAME_AS).entries
    assert same.digest in mask(log, lambda _: True).entries


def test_joined_persons_are_read_as_one():
    """Hole 34: reading is the union, the smallest id is canonical."""
    a = here("A")
    say(a, "P1", "person.family", "Pryce")
    say(a, "P2", "dx.allergy", "latex")
    assert joined(a.log) == APART
    entry = join(a)
    assert (entry.person, entry.instance) == ("P1", "P2")
    assert joined(a.log) == (ONE,)
    log = log_of(a.log, "P2")
    assert log.persons == ONE
    assert log.reading("person.family").value == "Pryce"
    assert log.reading("dx.allergy").value == "latex"


def test_parting_loses_nothing():
    """Hole 34: links count only inside the class."""
    a = both()
    assert log_of(a.log, "P1").reading("dx.allergy").value == "latex and penicillin"
    join(a, same=False)
    assert joined(a.log) == APART
    assert log_of(a.log, "P2").reading("dx.allergy").value == "latex"
    assert log_of(a.log, "P1").reading("dx.allergy").value == "latex and penicillin"


def test_without_the_rule_the_other_person_has_no_allergy():
    """Hole 34, with the switch off."""
    a = both(Rules(alias_links=False))
    join(a, same=False)
    assert log_of(a.log, "P2").heads("dx.allergy") == ()


def test_what_was_recorded_while_joined_is_listed_for_review():
    """Hole 34."""
    a = both()
    join(a, same=False)
    say(a, "P1", "pet.name", "Rex")
    say(a, "P2", "pet.name", "Tom")
    found = made_while_joined(a.log, "P2", "P1")
    assert [e.answer.value for e in found] == ["latex and penicillin"]


def test_a_received_statement_has_no_effect_until_it_is_confirmed():
    """Hole 34."""
    a, b = both(), here("B")
    b.receive(a.export())
    assert joined(b.log) == APART
    (entry,) = b.log.heads(SAME_AS, "P2")
    b.keep(replace(b.pen, person="P1").confirm(b.log, entry))
    assert joined(b.log) == (ONE,)


def test_two_who_disagree_keep_them_apart():
    """Hole 34: two heads are apart."""
    a, b = here("A"), here("B")
    say(a, "P1", "person.family", "Pryce")
    join(a)
    join(b, same=False)
    a.receive(b.export())
    assert joined(a.log) == APART


def test_three_can_be_one():
    a = here("A")
    join(a)
    a.log = replace(a.log, members=a.log.members | {"P3"})
    a.keep(replace(a.pen, person="P2").join(a.log, "P3"))
    a.keep(replace(a.pen, person="P1").join(a.log, "P3"))
    assert joined(a.log) == (frozenset({"P1", "P2", "P3"}),)
    assert log_of(Log(), "P9").members == {"P9"}


def test_a_copy_names_every_person():
    """Hole 35."""
    assert log_of(both().log, "P1").persons == ONE
    assert laptop("A").export().persons == {"P"}


def test_what_was_erased_of_one_hides_nothing_of_the_other():
    a = both()
    settled = log_of(a.log, "P1").heads("dx.allergy")[0]
    a.erase(settled.digest)
    join(a, same=False)
    assert log_of(a.log, "P1").reading("dx.allergy").state == "erased"
    assert log_of(a.log, "P2").reading("dx.allergy").value == "latex"


steps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["say", "say", "join", "part", "meet"]),
        st.sampled_from(["P1", "P2"]),
        st.sampled_from(["name", "allergy"]),
    ),
    max_size=20,
)


@given(steps)
def test_join_and_part_in_any_order_lose_nothing(taken):
    """Everything ever said stands in the class, or has a successor there."""
    desks = lived(taken)
    for log in (log_of(desk.log, min(one)) for desk in desks for one in joined(desk.log)):
        said = {e.question for e in log.entries.values()} - {SAME_AS}
        assert said == {question for question, _ in log.questions()}
    for _ in range(2):
        for one, other in (desks, reversed(desks)):
            one.receive(other.export())
            for head in one.log.heads(SAME_AS, "P2"):
                if head.digest in one.log.received:
                    one.keep(replace(one.pen, person="P1").confirm(one.log, head))
    assert joined(desks[0].log) == joined(desks[1].log)


def lived(taken: list[tuple[int, str, str, str]]) -> list[Laptop]:
    """Two laptops that have done *taken*."""
    desks = [here("A"), here("B")]
    for turn, (who, what, person, question) in enumerate(taken):
        if what == "say":
            say(desks[who], person, question, turn)
        elif what == "meet":
            desks[who].receive(desks[1 - who].export())
        else:
            join(desks[who], same=what == "join")
    return desks
