"""What is kept for chosen staff, as a colleague reads the log: there, shut, and in nobody's way."""

from __future__ import annotations

import pytest

from eolplan.record import Husk, Log, NothingToSign, mask, receive, sign
from tests.record.laptops import CPR, GROUP, NAME, PERSON, PLACE, Laptop, laptop
from tests.record.pages import with_contact
from tests.record.world import World


def of_colleague(log: Log, *questions: str) -> Log:
    """The same log, as it is read by whoever cannot read *questions*."""
    return log.for_everybody(questions)


def test_a_colleague_reads_that_it_is_kept_and_not_what_it_says():
    a = laptop("A")
    told = a.answer(PLACE, "own_home")
    seen = of_colleague(a.log, PLACE)
    reading = seen.reading(PLACE)
    assert (reading.state, reading.sealed, reading.answers, reading.heads) == (
        "sealed",
        True,
        (),
        (),
    )
    assert (reading.answer, reading.standing) == (None, None)
    assert (PLACE, "") in seen.questions()
    assert told.digest not in seen.entries
    assert seen.history(PLACE) == ()
    assert not seen.conflicts()


def test_an_answer_that_came_before_does_not_stand_again():
    """A question may become restricted: what was readable before is not the current answer."""
    a = laptop("A")
    before = a.answer(PLACE, "hospital_acute")
    after = a.answer(PLACE, "own_home")
    kept = Log(entries={before.digest: before}, husks={after.digest: Husk.of(after, "sealed")})
    assert kept.reading(PLACE).state == "sealed"
    assert kept.heads(PLACE) == ()


def test_it_hides_nothing_of_another_question():
    """Nobody can make an answer about CPR vanish behind a box that others cannot open."""
    a = laptop("A")
    cpr = a.answer(CPR, "attempt")
    hostile = Husk("b" * 64, (cpr.digest,), "sealed", PLACE, "", PERSON)
    assert Log(entries={cpr.digest: cpr}, husks={hostile.digest: hostile}).heads(CPR) == (cpr,)


def test_a_colleague_writes_beside_it_and_both_are_told():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    colleague = Laptop("B", a.chance)
    colleague.log = of_colleague(a.log, PLACE)
    mine = colleague.answer(PLACE, "hospice")
    reading = colleague.log.reading(PLACE)
    assert (reading.state, reading.sealed) == ("answered", True)
    assert mine.supersedes == ()  # what was not seen is not replaced
    a.log = a.log.plus([mine])
    assert a.log.reading(PLACE).state == "conflict"


def test_a_contact_that_is_removed_takes_nothing_with_it_that_was_not_seen():
    a = with_contact()
    a.answer(f"{GROUP}.concern", "x", "c1")
    colleague = Laptop("B", a.chance)
    colleague.log = of_colleague(a.log, f"{GROUP}.concern")
    gone = colleague.keep(colleague.pen.remove(colleague.log, GROUP, [NAME], "c1"))
    assert colleague.log.instances(GROUP) == ()
    assert colleague.log.reading(f"{GROUP}.concern", "c1").state == "sealed"
    colleague.keep(colleague.pen.undo(colleague.log, gone[0]))
    assert colleague.log.instances(GROUP) == ("c1",)
    a.log = a.log.plus(gone)
    assert a.log.torn(GROUP) == ("c1",)


def test_both_sign_the_same_and_neither_signs_it_twice():
    """A version names everything that stands, be it by its digest alone."""
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.answer(CPR, "attempt")
    seen = of_colleague(a.log, PLACE)
    assert seen.frontier() == a.log.frontier()
    a.sign()
    signed = seen.plus(versions=a.log.versions.values())
    assert signed.unsigned() == ()
    with pytest.raises(NothingToSign):
        sign(signed, PERSON, a.pen.author, a.now(), {})
    version = a.log.latest_version()
    assert signed.at(version).reading(PLACE).state == "sealed"
    assert a.log.at(version).reading(PLACE).value == "own_home"


def test_only_whoever_would_get_it_is_told_that_it_is_kept():
    a = laptop("A")
    told = a.answer(PLACE, "own_home")
    a.answer(CPR, "attempt")
    seen = of_colleague(a.log, PLACE)
    whole = mask(seen, lambda _: True)
    assert whole.log().reading(PLACE).state == "sealed"
    others = mask(seen, lambda reading: reading.question != PLACE)
    never = mask(seen, lambda _: True, never={PLACE})
    everything = mask(seen, lambda _: True, full=True)
    assert everything.log().reading(PLACE).state == "sealed"
    for part in (others, never):
        assert part.husks[told.digest] == Husk(told.digest, (), "tip")
        assert part.log().reading(PLACE).state != "sealed"
        assert PLACE not in {question for question, _ in part.log().questions()}
    by_reader = mask(a.log, lambda reading: reading.question != PLACE)
    assert others == by_reader  # the copy for others does not tell who made it


def test_a_copy_that_comes_back_opens_nothing_and_forgets_nothing():
    a = laptop("A")
    told = a.answer(PLACE, "own_home")
    a.answer(CPR, "attempt")
    seen = of_colleague(a.log, PLACE)
    for parcel in (mask(seen, lambda _: True), mask(seen, lambda r: r.question == CPR)):
        again = receive(seen, parcel, lambda _: False)
        assert (again.new_entries, again.new_husks) == ((), ())
        assert again.log.reading(PLACE).state == "sealed"
    assert receive(seen, a.export(), lambda _: False).log.heads(PLACE) == (told,)


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        ("sealed", "tip", "sealed"),
        ("tip", "sealed", "sealed"),
        ("sealed", "erased", "erased"),
        ("erased", "sealed", "erased"),
        ("below", "tip", "tip"),
    ],
)
def test_what_this_laptop_did_itself_stays_known(one, other, left):
    first, second = (Husk("a" * 64, (), why, PLACE, "", PERSON) for why in (one, other))
    assert first.joined_with(second).why == left
    log = Log(husks={first.digest: first}).plus(husks=[second])
    assert log.husks[first.digest].why == left


def test_a_log_without_any_is_its_own_common_part():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    assert a.log.for_everybody() is a.log
    kept = a.log.plus(sealed=a.log.entries)
    assert kept.for_everybody().entries == {}
    assert kept.for_everybody().sealed == frozenset()


@pytest.mark.parametrize("question", [PLACE, CPR, NAME])
def test_on_every_walk_all_else_reads_the_same_for_both(question, figure):
    """Whoever cannot read one question is told nothing false about the others."""
    for seed in range(figure(40, 1_000)):
        world = World(seed, erasing=seed % 2 == 1)
        steps = world.steps()
        for _ in range(25):
            world.chance.choice(steps)()
        for one in world.laptops:
            _same_but_for(question, one.log, of_colleague(one.log, question))


def _same_but_for(question: str, whole: Log, seen: Log) -> None:
    assert whole.frontier() == seen.frontier()
    assert question not in {entry.question for entry in seen.entries.values()}
    for key in whole.questions() | seen.questions():
        if key[0] == question:
            assert seen.reading(*key).sealed is bool(whole.heads(*key))
        elif not is_joint(whole, key[1]):
            assert whole.heads(*key) == seen.heads(*key), key
    assert seen.by_key.keys() <= whole.by_key.keys()


def is_joint(whole: Log, instance: str) -> bool:
    """Say whether an instance was removed here and changed there: then its fields conflict."""
    return instance in whole.torn(GROUP)
