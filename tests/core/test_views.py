"""What others say beside the person's answer: where it is told, and what it never counts as."""

from __future__ import annotations

from eolplan.caseload import row
from eolplan.conversation import (
    TopicState,
    first_of,
    needed,
    readings_of,
    recorded_in,
    resume_card,
    topics,
    views_of,
    walk,
)
from eolplan.record import Answer, view_of
from eolplan.telling import as_told, name_of, says, told

SIAN = "c1"


def say(talk, question, words, contact=SIAN):
    by = "family_or_friend" if contact else "clinician_observed"
    answer = Answer(own_words=words, said_by=by, said_by_contact=contact)
    return talk.answer(question, answer, view_of(contact))


def named(talk, name="Siân Pryce", contact=SIAN):
    talk.answer("contact", Answer(value=True), contact)
    talk.answer("contact.name", Answer(value=name), contact)


def state(talk, section):
    return next(t.state for t in topics(talk) if t.section.id == section)


def test_it_is_told_under_the_name_of_whoever_says_it(talk):
    named(talk)
    say(talk, "pod.first", "The hospice.")
    say(talk, "pod.first", "Calm when the dog is near.", contact="")
    assert says(talk.log, "pod.first") == (
        "Siân Pryce says: “The hospice.”",
        "Staff noticed: “Calm when the dog is near.”",
    )
    assert as_told(talk.log, "Places", view_of(SIAN)) == "Places, as told by Siân Pryce"
    assert as_told(talk.log, "Places", view_of()) == "Places, as told by staff"


def test_who_is_taken_off_the_list_keeps_a_name(talk):
    named(talk)
    talk.remove("contact", SIAN)
    assert name_of(talk.log, SIAN) == "Siân Pryce"
    assert name_of(talk.log, "nobody") == "(not in this copy)"


def test_it_answers_nothing(talk, guide):
    named(talk)
    before = {section: state(talk, section) for section in ("places", "matters")}
    assert set(before.values()) == {TopicState.SILENT}
    say(talk, "pod.first", "The hospice.")
    say(talk, "val.matters", "Chapel.")
    assert {section: state(talk, section) for section in before} == before
    assert told(guide, talk.log, guide.question("pod")) == ""
    assert first_of(talk, guide.section("matters")).id == "val.matters"
    line = row(talk.log, guide, talk.person)
    assert (line.place_first, line.place_words) == ("", "")
    page = guide.question("pod")
    assert readings_of(talk, page) == ()
    assert [view.own_words for view in views_of(talk, page)] == ["The hospice."]


def test_it_shows_no_question_and_keeps_none_in_sight(talk, guide):
    """Where something is asked because of an answer, a relative's words are not that answer."""
    pages = [page.id for _, page in walk(talk)]
    say(talk, "poc.first", "The hospice.")
    assert [page.id for _, page in walk(talk)] == pages


def test_it_is_no_agreement(ready):
    """What somebody else says of sharing asks nobody."""
    ready.clear("agree.share.gp")
    theirs = Answer(own_words="Of course.", said_by="family_or_friend", said_by_contact=SIAN)
    ready._log = ready.log.plus(
        ready._pen("agree.share.gp").answer(ready.log, "agree.share.gp", theirs, view_of(SIAN))
    )
    assert "agree.share.gp" in {fact.question for fact in needed(ready)}


def test_two_records_of_one_view_are_to_be_looked_at_before_signing(ready):
    named(ready)
    say(ready, "val.matters", "Chapel.")
    theirs = Answer(own_words="The dog.", said_by="family_or_friend", said_by_contact=SIAN)
    pen = ready._pen("val.matters")
    ready._log = ready.log.plus(
        pen.answer(ready.log, "val.matters", theirs, view_of(SIAN), seen=[])
    )
    assert state(ready, "matters") is TopicState.CONFLICT
    assert "conflict" in {fact.id for fact in needed(ready)}
    (line,) = says(ready.log, "val.matters")
    assert line.startswith("Siân Pryce says: two records differ: “")


def test_undo_takes_back_the_view_alone(talk):
    talk.answer("val.matters", Answer(own_words="my own bed"))
    say(talk, "val.matters", "Chapel.")
    talk.undo()
    assert says(talk.log, "val.matters") == ()
    assert talk.reading("val.matters").own_words == "my own bed"


def test_the_card_and_the_reading_back_tell_it_after_the_person(talk, guide):
    named(talk)
    talk.answer("val.matters", Answer(own_words="my own bed"))
    say(talk, "val.matters", "Chapel.")
    say(talk, "pod.first", "The hospice.")
    talk.here("poc.first")
    assert resume_card(talk).recorded == (
        (guide.question("val.matters").heading, "“my own bed”"),
        (guide.question("val.matters").heading, "Siân Pryce says: “Chapel.”"),
        (guide.question("pod").heading, "Siân Pryce says: “The hospice.”"),
    )
    assert [(page.id, words) for page, words in recorded_in(talk) if page.id != "contact"] == [
        ("val.matters", "“my own bed”"),
        ("val.matters", "Siân Pryce says: “Chapel.”"),
        ("pod", "Siân Pryce says: “The hospice.”"),
    ]


def test_what_another_talk_wrote_down_is_not_read_back_as_todays(talk, desk, gwen):
    named(talk)
    say(talk, "val.matters", "Chapel.")
    later = desk.conversation(gwen)
    later.answer("val.matters", Answer(own_words="my own bed"))
    assert [words for _, words in recorded_in(later)] == ["“my own bed”"]


def test_what_family_said_in_the_persons_place_is_read_back_as_theirs(talk):
    """As older records have it."""
    named(talk)
    theirs = Answer(own_words="She hates fuss", said_by="family_or_friend", said_by_contact=SIAN)
    talk._log = talk.log.plus(talk._pen("val.fears").answer(talk.log, "val.fears", theirs))
    assert "Siân Pryce says: “She hates fuss”" in [words for _, words in recorded_in(talk)]
