"""What happened to a plan, the newest first, in words that a colleague understands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eolplan.history import Handed, before_and_after, differences, lost_words, timeline
from eolplan.record import Log, Unread, view_of
from tests.history.book import SIGNED, Book, changed_mind, first_plan


def told(log: Log) -> list[tuple[str, str]]:
    return [(event.kind, event.words) for event in timeline(log, Book().guide)]


def test_talks_sign_offs_and_copies_stand_in_one_list():
    book, first, second = changed_mind()
    copy = Handed("copy 1", SIGNED + dt.timedelta(days=60), "Huw Rees", "Copy saved", second.digest)
    events = timeline(book.log, book.guide, [copy])
    places = "Place in the last days of life"
    assert [(e.kind, e.words) for e in events] == [
        ("copy", "Copy saved"),
        ("change", f"Changed: {places} and About that choice"),
        ("version", "Version 2 signed off"),
        ("version", "Version 1 signed off"),
        (
            "talk",
            f"Talk: Name and date of birth, Nation and numbers, {places} and What matters most",
        ),
    ]
    assert events[0].version == second.digest
    assert {e.version for e in events if e.kind == "version"} == {first.digest, second.digest}


def test_somebody_who_was_just_added_is_told_so():
    book = Book()
    book.person_named()
    assert told(book.log) == [("change", "Added to the list of people")]


def test_a_name_that_is_filled_in_later_adds_nobody_and_hides_nothing():
    book = Book()
    book.say("person.given", "Gwen", said_by="clinician_judgement")
    book.say("comm.how", None, "Deaf in the left ear.", said_by="clinician_observed")
    book.later(days=1)
    book.say("person.family", "Pryce", said_by="clinician_judgement")
    book.say("cpr.person_view", "wants")
    (_, later), (_, added) = told(book.log)
    assert later.startswith("Written down: Name and date of birth and ")
    assert added.startswith("Added to the list of people. Written down: ")


def test_a_talk_is_one_line_a_day():
    """A plan is talked about for an hour; nobody reads sixty lines."""
    book = first_plan()
    events = timeline(book.log, book.guide)
    assert [event.kind for event in events] == ["talk"]
    book.later(days=1)
    book.say("val.fears", None, "The stairs.")
    newest, _ = timeline(book.log, book.guide)
    assert (newest.kind, newest.words) == ("change", "Written down: Worries")
    assert newest.entries == (book.head("val.fears").digest,)


def test_a_talk_of_which_only_the_facts_are_noted_is_a_talk():
    book = Book()
    book.say("conv.when", "2025-11-12", instance="t")
    assert told(book.log) == [("talk", "Talk")]


def test_more_than_a_few_things_are_counted():
    book = Book()
    for question in ("val.matters", "val.fears", "val.hopes", "val.good_day", "val.strength"):
        book.say(question, None, "x")
    ((_, words),) = told(book.log)
    assert words.endswith(" and 2 more")


def test_what_was_taken_off_put_in_order_and_told_by_others():
    book = Book()
    book.contact("c1", "Siân Pryce").contact("c2", "Huw Pryce")
    book.later(days=1)
    fields = book.guide.question("contact").fields
    book.keep(book.outside("contact").remove(book.log, "contact", fields, "c1"))
    book.later(days=1)
    book.keep(book.outside("contact").order(book.log, "contact", ["c2"]))
    book.later(days=1)
    book.say("val.matters", None, "The garden.", instance=view_of("c2"),
             said_by="family_or_friend", said_by_contact="c2")  # fmt: skip
    assert [words for _, words in told(book.log)][:3] == [
        "Written down: What matters most, as told by Huw Pryce",
        "Written down: People to ring and ask",
        "Taken off: People to ring and ask",
    ]


def test_a_mistake_says_what_it_was_about():
    book = first_plan()
    book.later(days=1)
    slip = book.head("val.matters")
    book.keep(book.outside("val.matters").error(book.log, slip, "Somebody else said it."))
    newest = timeline(book.log, book.guide)[0]
    assert (newest.kind, newest.words) == (
        "mistake", "Marked as written by mistake: What matters most"
    )  # fmt: skip


def test_what_was_about_somebody_else_says_so():
    book = first_plan()
    book.later(days=1)
    wrong = book.head("val.matters")
    book.keep(book.outside("val.matters").take_out(book.log, [wrong], "It is a neighbour's."))
    newest = timeline(book.log, book.guide)[0]
    assert newest.words == "Taken out, because it is about somebody else: What matters most"


def test_a_talk_that_was_taken_out_says_so_and_its_facts_have_a_name():
    """A talk that was moved into the right plan was never had with this person."""
    book = first_plan()
    book.later(days=1)
    book.say("conv.when", "2025-11-12", instance="t2", said_by="clinician_judgement")
    assert told(book.log)[0] == ("talk", "Talk")
    wrong = book.head("conv.when", "t2")
    book.later(hours=1)
    book.keep(book.outside("conv.when").take_out(book.log, [wrong], "The wrong plan was open."))
    assert told(book.log)[:2] == [
        ("mistake", "Taken out, because it is about somebody else: facts of the talk"),
        ("talk", "Talk. Taken out since, because it is about somebody else"),
    ]


def test_what_is_about_the_record_itself_is_told_as_such():
    book = first_plan()
    for stroke in ("join", "part", "keep"):
        book.later(days=1)
        pen = book.outside("val.matters")
        if stroke == "keep":
            book.keep(pen.keep(book.log, book.head("val.matters")))
        else:
            other = "9" * 32
            book.keep(pen.join(book.log, other) if stroke == "join" else pen.part(book.log, other))
    assert told(book.log)[:3] == [
        ("record", "Looked at and kept: What matters most"),
        ("record", "Parted from another record"),
        ("record", "Joined with another record"),
    ]


def test_what_is_no_longer_asked_has_no_name_to_tell():
    book = Book()
    book.say("pets.vet", "yes")
    assert told(book.log) == [("change", "Written down: what is no longer asked")]


def test_what_came_from_elsewhere_says_so():
    book = first_plan()
    log = replace(book.log, received=frozenset(book.log.entries))
    (event,) = timeline(log, book.guide)
    assert event.received
    assert not timeline(book.log, book.guide)[0].received


def test_an_event_is_shown_by_what_it_changed():
    book = first_plan()
    book.later(days=1)
    book.say("val.matters", None, "The cat.")
    book.later(days=1)
    book.say("val.fears", None, "The stairs.")
    newest, middle, _ = timeline(book.log, book.guide)
    for event, question in ((newest, "val.fears"), (middle, "val.matters")):
        before, after = before_and_after(book.log, event)
        (one,) = differences(before, after, book.wordings)
        assert one.question == question


def test_an_event_of_which_nothing_is_held_changes_nothing():
    book = first_plan()
    event = replace(timeline(book.log, book.guide)[0], entries=("0" * 64,))
    before, after = before_and_after(book.log, event)
    assert before.entries == after.entries == book.log.entries


def test_the_local_day_parts_two_sittings():
    book = Book()
    book.at = dt.datetime(2025, 11, 12, 12, tzinfo=dt.UTC)
    book.say("val.matters", None, "a")
    book.later(days=1)
    book.say("val.matters", None, "b")
    assert len(timeline(book.log, book.guide)) == 2


@pytest.mark.parametrize(
    ("number", "words"),
    [(2, "Version 2 could not be read. The others are fine."),
     (0, "A version could not be read. The others are fine.")],
)  # fmt: skip
def test_a_sign_off_that_cannot_be_read_is_told_among_the_others(number, words):
    book, first, second = changed_mind()
    unread = Unread(second.digest, number, SIGNED + dt.timedelta(days=30))
    log = replace(book.log, versions={first.digest: first}, unread=(unread,))
    events = [event for event in timeline(log, book.guide) if event.kind == "version"]
    assert [event.words for event in events] == [words, "Version 1 signed off"]
    assert (events[0].who, events[0].version) == ("Who signed it is not known", second.digest)
    assert lost_words(log) == words
    assert lost_words(replace(log, unread=())) == ""
    newest = replace(unread, after=frozenset({first.digest}))
    assert "sign it off again" in lost_words(replace(log, unread=(newest,)))
    several = "Some versions could not be read. The others are fine."
    assert lost_words(replace(log, unread=(unread, unread))) == several
