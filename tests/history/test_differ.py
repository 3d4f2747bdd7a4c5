"""Two states of one plan in words: a reader sees what changed, why, and who said so."""

from __future__ import annotations

from dataclasses import replace

from eolplan.history import differences
from eolplan.record import Entry, Log, Value, canonical, view_of
from tests.history.book import WHY, Book, changed_mind, first_plan


def moved(book: Book, before: Log):
    return differences(before, book.log, book.wordings)


def test_a_change_of_mind_says_was_now_why_and_who():
    """The example of the design: a nurse who was not there knows in one look."""
    book, first, second = changed_mind()
    one, *rest = differences(book.log.at(first), book.log.at(second), book.wordings)
    assert (one.kind, one.kind_words, one.topic) == ("changed", "Changed", "Place in the last days")
    assert one.was == "1st own home, 2nd care home with nursing."
    assert one.now == "1st own home, 2nd hospice."
    assert one.why == f"“{WHY}”"
    assert (one.who, one.by) == ("Gwen, 12 November 2025", "Carys Bevan")
    assert (one.question, one.instance) == ("pod", "")
    assert rest == [], "the reason is told with what it is a reason for"
    assert one.reason == ("pod.why", ""), "so that nobody lists it as unchanged"


def test_nothing_between_two_equal_states():
    book, first, _ = changed_mind()
    assert differences(book.log.at(first), book.log.at(first), book.wordings) == ()


def test_a_reason_by_itself_is_a_difference():
    """It was asked later, and nothing that it belongs to has changed since."""
    book = first_plan()
    before = book.log
    book.say("pod.why", None, "The garden.")
    (one,) = moved(book, before)
    assert (one.question, one.kind, one.now) == ("pod.why", "added", "“The garden.”")


def test_a_reason_that_stood_before_is_none_of_a_change():
    """Of her own home she said that the dog is there; of the hospice nobody knows why."""
    book = first_plan()
    book.say("pod.why", None, "My own bed, with the dog.")
    before = book.log
    book.say("pod.first", "hospice")
    (place,) = moved(book, before)
    assert (place.why, place.reason) == ("", None), "it is the same in both"


def test_a_new_reason_of_the_earlier_choice_is_told_as_that():
    book = first_plan()
    before = book.log
    book.say("pod.why", None, "My own bed, with the dog.").say("pod.first", "hospice")
    place, reason = moved(book, before)
    assert (place.question, place.why) == ("pod", "")
    assert reason.now.startswith("“My own bed, with the dog.” (said of “Own home”")


def test_a_reason_is_only_left_out_where_it_is_printed():
    """That of another action, and one beside a correction that has a reason of its own."""
    book = first_plan()
    for one in ("a1", "a2"):
        book.say("act.item", True, instance=one).say("act.item.what", f"Bed {one}", instance=one)
    book.say("act.item.why", None, "Old reason", instance="a2")
    before = book.log
    book.say("act.item.what", "A hoist", instance="a1")
    book.say("act.item.why", None, "A sore", instance="a2")
    assert [one.now for one in moved(book, before)] == ["A hoist", "“A sore”"]
    before, pen = book.log, book.outside("pod.first")
    right = replace(book.head("pod.first").answer, value="hospice")
    book.keep(pen.answer(book.log, "pod.first", right, reason="Tapped wrongly."))
    book.say("pod.why", None, "Her sister died there.")
    place, reason = moved(book, before)
    assert place.why == "Tapped wrongly."
    assert (reason.question, reason.kind) == ("pod.why", "added")


def test_what_is_new_what_was_taken_back_and_what_was_said_again():
    book = first_plan()
    before = book.log
    book.say("val.fears", None, "The stairs.")
    book.leave("val.matters", "not_asked")
    book.say("pod.first", "own_home", said_on="2025-12-01")
    found = {one.question: one for one in moved(book, before)}
    assert (found["val.fears"].kind_words, found["val.fears"].was) == ("New", "")
    gone = found["val.matters"]
    assert (gone.kind_words, gone.was, gone.now) == ("Taken off", "“The dog on the bed.”", "")
    assert gone.who == "", "nobody said what is not there"
    again = found["pod"]
    assert (again.kind_words, again.was) == ("Said again", again.now)
    assert again.who == "Gwen, 1 December 2025"


def test_the_reason_of_a_correction_is_told():
    book = first_plan()
    before = book.log
    pen = book.outside("val.matters")
    wrong = book.head("val.matters").answer
    right = replace(wrong, own_words="The cat on the bed.")
    book.keep(pen.answer(book.log, "val.matters", right, reason="It is a cat."))
    (one,) = moved(book, before)
    assert one.why == "It is a cat."


def test_steps_back_say_what_they_are():
    book = first_plan()
    before = book.log
    book.say("val.fears", None, "Nothing.")
    slip = book.head("val.fears")
    book.keep(book.outside("val.fears").error(book.log, slip, "Somebody else said it."))
    assert moved(book, before) == ()
    (one,) = differences(before.plus([slip]), book.log, book.wordings)
    assert (one.kind, one.why) == ("taken_off", "What came before was written by mistake")


def test_somebody_new_is_one_thing_and_a_new_number_of_theirs_another():
    book = first_plan()
    before = book.log
    book.contact("c1", "Siân Pryce", "07700 900123")
    (one,) = moved(book, before)
    assert (one.kind, one.heading) == ("added", "People to ring and ask")
    assert one.now.startswith("Siân Pryce, ")
    assert "07700 900123" in one.now
    before = book.log
    book.say("contact.phones", [{"number": "07700 900456"}], instance="c1")
    book.say("contact", True, instance="c1", said_on="2025-12-01")
    (one,) = moved(book, before)
    assert one.heading == "Siân Pryce: Phone"
    assert (one.question, one.instance) == ("contact.phones", "c1")
    assert "900123" in one.was
    assert "900456" in one.now


def test_a_new_name_is_told_under_the_word_name():
    book = first_plan().contact("c1", "Sian")
    before = book.log
    book.say("contact.name", "Siân Pryce", instance="c1")
    (one,) = differences(before, book.log, Book().wordings)
    assert (one.heading, one.was, one.now) == ("Name", "Sian", "Siân Pryce")


def test_somebody_taken_off_is_one_thing():
    book = first_plan()
    book.contact("c1", "Siân Pryce", "07700 900123")
    before = book.log
    fields = book.guide.question("contact").fields
    book.keep(book.outside("contact").remove(book.log, "contact", fields, "c1"))
    (one,) = moved(book, before)
    assert (one.kind, one.now) == ("taken_off", "")
    assert one.was.startswith("Siân Pryce")


def test_another_order_is_told_by_names():
    book = first_plan()
    book.contact("c1", "Siân Pryce")
    book.contact("c2", "Huw Pryce")
    book.keep(book.outside("contact").order(book.log, "contact", ["c1", "c2"]))
    before = book.log
    book.keep(book.outside("contact").order(book.log, "contact", ["c2", "c1"]))
    (one,) = moved(book, before)
    assert one.heading == "People to ring and ask, in which order"
    assert (one.was, one.now) == ("Siân Pryce and Huw Pryce", "Huw Pryce and Siân Pryce")
    assert one.question == "", "an order is no answer to anything"


def test_what_was_noted_of_a_talk_is_one_thing():
    book = first_plan()
    before = Book()
    before.person_named()
    found = differences(before.log, book.log, book.wordings)
    (talk,) = (one for one in found if one.topic == "This conversation")
    assert talk.heading == "Talk on 12 November 2025"
    assert "Carys Bevan" in talk.now
    assert (talk.question, talk.who) == ("", "")


def test_a_talk_without_a_day_is_a_talk():
    book = first_plan()
    before = book.log
    book.say("conv.staff.name", "Huw", instance="another")
    (one,) = moved(book, before)
    assert one.heading == "Talk"


def test_what_others_say_is_told_under_their_name():
    book = first_plan()
    book.contact("c1", "Siân Pryce")
    before = book.log
    book.say("val.matters", None, "She loves the chapel.", instance=view_of("c1"),
             said_by="family_or_friend", said_by_contact="c1")  # fmt: skip
    (one,) = moved(book, before)
    assert one.heading == "What matters most, as told by Siân Pryce"
    assert one.now == "Siân Pryce says: “She loves the chapel.”"
    assert one.who == "Siân Pryce, 12 November 2025"


def test_what_staff_fill_in_is_nobody_s_wish():
    book = first_plan()
    before = book.log
    book.say("plan.status", "suspended", said_by="clinician_judgement")
    found = {one.question: one for one in moved(book, before)}
    assert found["plan.status"].who == ""


def test_who_speaks_is_told_for_every_voice():
    book = first_plan()
    for voice, words in (
        ("clinician_observed", "Noticed by staff"), ("other_record", "Another record"),
        ("from_a_later_eolplan", "Staff"),
    ):  # fmt: skip
        before = book.log
        entry = book.head("val.matters")
        links: list[Value] = [entry.digest]
        members = entry.members | {"said_by": voice, "own_words": voice, "supersedes": links}
        book.log = book.log.plus([Entry.read(canonical(members))])
        (one,) = moved(book, before)
        assert one.who == f"{words}, 12 November 2025"


def test_a_day_that_is_not_known_is_not_told():
    book = first_plan()
    before = book.log
    book.leave("val.fears", "asked_declined", said_on="")
    (one,) = moved(book, before)
    assert one.who == "Gwen"


def test_what_is_kept_for_others_gives_nothing_away():
    """Nobody learns from a comparison what they may not read."""
    book = first_plan()
    before = book.log
    book.say("withheld.what", None, "Asked not to be written here.")
    shut = book.log.for_everybody({"withheld.what"})
    found = differences(before, shut, book.wordings)
    assert "Asked not" not in str(found)


def test_an_answer_to_what_is_no_longer_asked_is_told_by_what_is_known_of_it():
    book = first_plan()
    before = book.log
    book.say("pets.vet", "yes")
    (one,) = moved(book, before)
    assert (one.topic, one.heading) == ("No longer asked", "A question of an older guide")
    assert one.now == "yes"
    before = book.log
    book.leave("pets.vet", "withdrawn")
    (one,) = moved(book, before)
    assert one.was == "yes"


def test_an_order_that_comes_with_somebody_new_is_not_told_twice():
    book = first_plan()
    book.contact("c1", "Siân Pryce")
    before = book.log
    book.contact("c0", "Huw Pryce")
    book.contact("c2", "Ana Silva")
    book.keep(book.outside("contact").order(book.log, "contact", ["c2", "c1", "c0"]))
    names = [one.now.split(",")[0] for one in moved(book, before)]
    assert names == ["Ana Silva", "Huw Pryce"], "in the order in which they are rung"


def test_the_day_of_a_recommendation_has_no_reason_of_its_own():
    book = first_plan()
    before = book.log
    book.say("esc.level", "E2", said_by="clinician_judgement")
    book.say("esc.why", None, "Frail.", said_by="clinician_judgement")
    book.say("esc.on", "2025-11-12", said_by="clinician_judgement")
    why = {one.question: one.why for one in moved(book, before)}
    assert (why["esc.level"], why["esc.on"]) == ("\u201cFrail.\u201d", "")
