"""The past of one plan, as the desk knows it: versions, words asked then, copies that went out."""

from __future__ import annotations

from eolplan.conversation import sign_off
from eolplan.desk import Past
from eolplan.history import plan_at
from eolplan.record import Answer, Author, Pen, sign
from tests.core.conftest import PASSPHRASE
from tests.core.test_local_guide import said_on


def test_copies_stand_in_the_history_with_whom_they_were_for(ready, desk, gwen, clock):
    sign_off(ready, PASSPHRASE)
    clock.go_on(days=7)
    desk.by_hand(gwen, "ambulance", reason="It was asked by telephone.")
    newest = Past(desk, gwen).events[0]
    assert (newest.kind, newest.who) == ("copy", "Carys Bevan")
    told = "Page 1 shown to be copied by hand for ambulance and urgent care: version 1"
    assert newest.words == f"{told}. Why: It was asked by telephone."
    assert newest.at == clock()
    version = Past(desk, gwen).version(newest.version)
    assert version is not None
    assert version.number == 1


def test_a_copy_of_which_little_is_known_is_told_all_the_same(ready, desk, gwen):
    """A later eolplan may have other readers, and a version may be on another laptop."""
    what = {"person": gwen, "audience": "school", "version": "0" * 64}
    desk.session.store.audit("copy.saved", what, at=desk.now())
    (copy,) = (e for e in Past(desk, gwen).events if e.kind == "copy")
    assert (copy.words, copy.version) == ("Copy saved for another reader", "")


def test_versions_are_told_newest_first_and_apart(ready, desk, gwen, clock):
    """Two laptops can both make a version 2: then letters tell which is meant."""
    first = sign_off(ready, PASSPHRASE)
    assert Past(desk, gwen).called(first) == "Version 1"
    ready.answer("val.matters", Answer(own_words="The dog."))
    second = sign_off(ready, PASSPHRASE)
    log = ready.log.at(first)
    pen = Pen(person=gwen, author=Author("dev", "Dev Patel", "Nurse"), now=clock)
    other = log.plus(pen.answer(log, "val.fears", Answer(own_words="The stairs.")))
    twin = sign(other, gwen, Author("dev", "Dev Patel", "Nurse"), clock(), {})
    new = [e for d, e in other.entries.items() if d not in log.entries]
    desk.session.store.append(new, at=clock(), versions=[twin])
    desk.conversation(gwen)
    past = Past(desk, gwen)
    assert [v.number for v in past.versions] == [2, 2, 1]
    assert past.called(second) == f"Version 2 ({second.digest[:4]})"
    assert past.version("0" * 64) is None


def test_the_words_asked_then_are_read_from_the_store(ready, desk, gwen):
    past = Past(desk, gwen)
    texts = past.wordings._texts
    assert texts, "every entry names the words that were asked"
    entry = next(e for e in past.log.entries.values() if e.question == "rev.date")
    assert 'id = "rev.date"' in texts[entry.guide]
    assert plan_at(past.log, past.wordings)


def test_words_that_stayed_elsewhere_are_done_without(talk, desk, gwen):
    pen = Pen(person=gwen, author=Author("dev", "Dev Patel", "Nurse"), now=desk.now,
              guide="0" * 64)  # fmt: skip
    made = pen.answer(talk.log, "val.matters", Answer(own_words="The dog."))
    desk.session.store.append(made, at=desk.now())
    desk.conversation(gwen)
    past = Past(desk, gwen)
    assert "0" * 64 not in past.wordings._texts
    assert any(
        "The dog" in line.words for c in plan_at(past.log, past.wordings) for line in c.lines
    )


def test_words_that_stayed_elsewhere_stop_no_copy(ready, desk, gwen):
    """The full record holds the answer all the same, and calls it by no code of ours."""
    pen = Pen(person=gwen, author=Author("dev", "Dev Patel", "Nurse"), now=desk.now,
              guide="0" * 64)  # fmt: skip
    made = pen.answer(ready.log, "own_bees.q_1", Answer(own_words="Keeps bees."))
    desk.session.store.append(made, at=desk.now())
    desk.let_go()
    talk = desk.conversation(gwen, ready.id)
    sign_off(talk, PASSPHRASE)
    pages = said_on(desk.copy(gwen, "full", reason="For her daughter.").pdf)
    assert "A question of an older guide: “Keeps bees.”" in pages
    assert "own_bees" not in pages


def test_an_erasure_stands_in_the_history_and_nothing_of_what_was_erased(talk, desk, gwen, clock):
    talk.answer("val.fears", Answer(own_words="The stairs."))
    (entry,) = talk.log.heads("val.fears")
    clock.go_on(days=1)
    desk.session.store.erase_entry(
        entry.digest, reason="She asked for it.", at=clock(), make_row=desk._row
    )
    desk.conversation(gwen)
    newest = Past(desk, gwen).events[0]
    assert (newest.kind, newest.who) == ("record", "Carys Bevan")
    assert newest.words == "Erased for good. Why: She asked for it."
    talk = desk.conversation(gwen)
    talk.answer("val.hopes", Answer(own_words="Spring."))
    (entry,) = talk.log.heads("val.hopes")
    desk.session.store.erase_entry(entry.digest, reason="", at=clock(), make_row=desk._row)
    desk.conversation(gwen)
    assert "Erased for good" in [event.words for event in Past(desk, gwen).events]
