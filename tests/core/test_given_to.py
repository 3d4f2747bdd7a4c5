"""Words that were taken for the person's own are moved beside them, in one act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.conversation import AnswerRejected, Conversation, give_to, just_written, ranked, tap
from eolplan.desk import Desk
from eolplan.record import Answer, Standing, dated, paper_view, view_of
from eolplan.record.answer import LONGEST_WORDS
from eolplan.telling import as_told, view_words

HUW = "huw"
CPR = "cpr.person_view"
_SAYS = Answer(Standing.NOT_ASKED, said_by="family_or_friend", said_by_contact=HUW)


def own(talk: Conversation, question: str) -> Answer | None:
    return talk.reading(question).answer


@pytest.fixture
def later(talk: Conversation, desk: Desk) -> Conversation:
    """A second talk, after one in which Gwen said what she thinks."""
    talk.answer("contact.name", Answer(value="Huw Pryce"), HUW)
    talk.answer(CPR, Answer(value="does_not_want"))
    return desk.conversation(talk.person, "later")


def test_a_choice_moves_as_words_and_what_stood_before_stands_again(later: Conversation) -> None:
    later.answer(CPR, Answer(value="wants"))
    later.answer(CPR, Answer(value="wants", own_words="try all"))
    made = give_to(later, later.guide.question(CPR), _SAYS, view_of(HUW))
    assert {entry.reason for entry in made} == {"Said by Huw Pryce, not by Gwen."}
    stands, theirs = own(later, CPR), later.reading(CPR, view_of(HUW)).answer
    assert stands is not None
    assert theirs is not None
    assert (stands.value, stands.own_words) == ("does_not_want", "")
    assert (theirs.own_words, theirs.value) == ("Wants CPR to be tried “try all”", None)
    later.undo()
    again = own(later, CPR)
    assert again is not None
    assert again.own_words == "try all"


def test_words_go_under_what_that_voice_said_before(later: Conversation) -> None:
    page = later.guide.question("val.matters")
    held = Answer(own_words="the garden", said_by="clinician_observed")
    later.answer("val.matters", held, view_of())
    later.answer("val.matters", Answer(own_words="the dog"))
    made = give_to(later, page, Answer(Standing.NOT_ASKED, said_by="clinician_observed"), view_of())
    assert {entry.reason for entry in made} == {"Noticed by staff. Gwen did not say it."}
    theirs = later.reading("val.matters", view_of()).answer
    assert theirs is not None
    assert theirs.own_words == "the garden\nthe dog"
    assert later.reading("val.matters").standing is Standing.NOT_ASKED


def test_what_was_read_from_a_paper_moves_to_the_paper(later: Conversation) -> None:
    later.answer("val.matters", Answer(own_words="No hospitals."))
    said = Answer(Standing.NOT_ASKED, said_by="existing_document", said_on="2023",
                  said_on_precision="year")  # fmt: skip
    made = give_to(later, later.guide.question("val.matters"), said, paper_view())
    assert {e.reason for e in made} == {"From an earlier paper. Gwen did not say it then."}
    theirs = later.reading("val.matters", paper_view())
    assert (theirs.own_words, dated(theirs)) == ("No hospitals.", "2023")
    assert view_words(later.log, theirs) == "An earlier paper says: “No hospitals.”"
    assert as_told(later.log, "What matters", paper_view()) == "What matters, from an earlier paper"


def test_the_date_on_a_paper_is_something_new(later: Conversation) -> None:
    said = Answer(own_words="No hospitals.", said_by="existing_document", said_on="2023",
                  said_on_precision="year")  # fmt: skip
    assert later.answer("val.matters", said, paper_view()) is not None
    assert later.answer("val.matters", said, paper_view()) is None
    assert later.answer("val.matters", replace(said, said_on="2022"), paper_view(), then=False)


def test_several_answers_of_one_page_move_together(later: Conversation) -> None:
    page = later.guide.question("val.limits")
    for field in page.fields[:2]:
        later.answer(field, Answer(own_words="not that"))
    give_to(later, page, _SAYS, view_of(HUW))
    theirs = later.reading("val.limits", view_of(HUW)).answer
    assert theirs is not None
    assert theirs.own_words.count("not that") == 2
    assert just_written(later, page) == ()


def test_what_was_said_in_an_earlier_talk_is_never_moved(later: Conversation) -> None:
    page = later.guide.question(CPR)
    assert just_written(later, page) == ()
    assert give_to(later, page, _SAYS, view_of(HUW)) == ()


def test_what_two_records_differ_on_is_not_moved(later: Conversation, talk: Conversation) -> None:
    later.answer(CPR, Answer(value="wants"))
    later.answer(CPR, Answer(value="not_sure"), seen=())
    assert just_written(later, later.guide.question(CPR)) == ()


def test_places_not_wanted_move_too_and_those_the_person_named_stand_again(
    later: Conversation, desk: Desk
) -> None:
    page = later.guide.question("pod")
    tap(later, page, "own_home", "first")
    tap(later, page, "hospice", "second")
    tap(later, page, "hospital_acute", "avoid")
    noticed = Answer(own_words="noise", said_by="clinician_observed")
    later.answer("place.avoid", noticed, view_of())
    was = ranked(later, page)
    third = desk.conversation(later.person, "third")
    tap(third, page, "hospital_acute", "first")
    tap(third, page, "care_home", "avoid")
    tap(third, page, "own_home", "avoid")
    give_to(third, page, _SAYS, view_of(HUW))
    assert ranked(third, page) == was
    theirs = third.reading("pod.first", view_of(HUW)).answer
    assert theirs is not None
    assert theirs.own_words == (
        "Preferred place of death, first choice: Hospital. "
        "Does not want to be: Care home and Own home"
    )
    third.undo()
    assert ranked(third, page).first == "hospital_acute"
    assert third.reading("place.avoid", "own_home").value == "own_home"


def test_a_place_not_wanted_alone_moves_and_says_that_it_is_not_wanted(later: Conversation) -> None:
    page = later.guide.question("pod")
    tap(later, page, "hospice", "avoid")
    assert [entry.instance for entry in just_written(later, page)] == ["hospice"]
    give_to(later, page, _SAYS, view_of(HUW))
    theirs = later.reading("pod.first", view_of(HUW)).answer
    assert theirs is not None
    assert theirs.own_words == "Does not want to be: Hospice"
    assert not ranked(later, page).avoid
    assert just_written(later, page) == ()


def test_a_first_choice_alone_moves_as_its_own_words(later: Conversation) -> None:
    page = later.guide.question("pod")
    tap(later, page, "hospice", "first")
    give_to(later, page, _SAYS, view_of(HUW))
    theirs = later.reading("pod.first", view_of(HUW)).answer
    assert theirs is not None
    assert theirs.own_words == "Hospice"


def test_what_was_not_to_be_told_on_goes_no_further_once_it_is_moved(later: Conversation) -> None:
    kept = Answer(own_words="the dog", sharing="do_not_share", copy_rule="not_on_any_copy")
    later.answer("val.matters", kept)
    give_to(later, later.guide.question("val.matters"), _SAYS, view_of(HUW))
    theirs = later.reading("val.matters", view_of(HUW)).answer
    assert theirs is not None
    assert (theirs.sharing, theirs.copy_rule) == ("do_not_share", "not_on_any_copy")


def test_what_has_no_room_beside_what_is_there_stays_where_it_is(later: Conversation) -> None:
    long = replace(_SAYS, standing=Standing.ANSWERED, own_words="x" * LONGEST_WORDS)
    later.answer("val.matters", long, view_of(HUW))
    later.answer("val.matters", Answer(own_words="the dog"))
    with pytest.raises(AnswerRejected, match="no room"):
        give_to(later, later.guide.question("val.matters"), _SAYS, view_of(HUW))
    stands = own(later, "val.matters")
    assert stands is not None
    assert stands.own_words == "the dog"
