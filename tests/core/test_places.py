from __future__ import annotations

import pytest

from eolplan.caseload import wished
from eolplan.conversation import Ranked, ranked, readings_of, settle, tap
from eolplan.record import Answer, Author, Pen, Standing, view_of
from eolplan.telling import places, places_short
from tests.handover.said_since import SINCE, able_then_said_since


@pytest.fixture
def table(guide):
    return guide.question("pod")


def test_three_taps_record_the_most_used_fact(talk, table, guide):
    tap(talk, table, "own_home", "first")
    tap(talk, table, "hospice", "second")
    tap(talk, table, "hospital_acute", "avoid")
    assert ranked(talk, table) == Ranked("own_home", "hospice", frozenset({"hospital_acute"}))
    assert places(guide, talk.log, table) == "1st own home, 2nd hospice."
    unwanted = guide.question("place.avoid.page")
    assert places(guide, talk.log, unwanted) == "Does not want hospital."


@pytest.fixture
def unwanted(guide):
    return guide.question("place.avoid.page")


def test_places_that_are_not_wanted_are_asked_before_the_choices_and_shown_beside_them(
    talk, table, unwanted
):
    tap(talk, unwanted, "hospital_acute", "avoid")
    tap(talk, unwanted, "hospice", "avoid")
    assert ranked(talk, table) == Ranked(avoid=frozenset({"hospital_acute", "hospice"}))
    assert [r.question for r in readings_of(talk, unwanted)] == ["place.avoid"] * 2
    assert readings_of(talk, table) == (), "nobody has talked about the last days by that"
    tap(talk, unwanted, "hospice", "avoid")
    tap(talk, table, "hospice", "first")
    assert ranked(talk, unwanted) == Ranked(avoid=frozenset({"hospital_acute"}))


def test_not_to_say_what_is_not_wanted_is_an_answer_until_a_place_is_named(talk, unwanted):
    settle(talk, unwanted, Answer(Standing.ASKED_DECLINED), Ranked())
    assert talk.reading("place.avoid").standing is Standing.ASKED_DECLINED
    named = Ranked(avoid=frozenset({"hospital_acute"}))
    settle(talk, unwanted, Answer(Standing.NOT_ASKED), named)
    assert talk.reading("place.avoid").state == "silent"
    assert ranked(talk, unwanted) == named
    assert settle(talk, unwanted, Answer(Standing.NOT_ASKED), named) == ()
    settle(talk, unwanted, Answer(Standing.UNDECIDED), Ranked())
    assert talk.reading("place.avoid").standing is Standing.UNDECIDED
    assert ranked(talk, unwanted) == Ranked()


def test_words_about_a_place_that_is_not_wanted_are_no_place_of_the_table_and_stay(talk, unwanted):
    talk.answer("place.avoid", Answer(own_words="The ward where Tom died."))
    assert ranked(talk, unwanted) == Ranked()
    named = Ranked(avoid=frozenset({"hospital_acute"}))
    made = settle(talk, unwanted, Answer(Standing.NOT_ASKED), named)
    assert [(e.question, e.instance) for e in made] == [("place.avoid", "hospital_acute")]
    assert talk.reading("place.avoid").own_words == "The ward where Tom died."


def test_what_somebody_else_says_of_a_place_is_no_place(talk, table):
    said = Answer(own_words="Not the ward again", said_by="clinician_observed")
    talk.answer("place.avoid", said, view_of())
    assert ranked(talk, table) == Ranked()


def test_a_second_first_choice_moves_the_first(talk, table):
    tap(talk, table, "own_home", "first")
    tap(talk, table, "hospice", "first")
    assert ranked(talk, table) == Ranked("hospice")


def test_a_place_has_one_rank(talk, table):
    tap(talk, table, "hospice", "second")
    made = tap(talk, table, "hospice", "first")
    assert ranked(talk, table) == Ranked("hospice")
    assert len(made) == 2
    tap(talk, table, "hospice", "avoid")
    assert ranked(talk, table) == Ranked(avoid=frozenset({"hospice"}))
    tap(talk, table, "hospice", "second")
    assert ranked(talk, table) == Ranked(second="hospice")


def test_tapping_what_stands_takes_it_off(talk, table):
    tap(talk, table, "own_home", "first")
    tap(talk, table, "own_home", "first")
    tap(talk, table, "hospital_acute", "avoid")
    tap(talk, table, "hospital_acute", "avoid")
    assert ranked(talk, table) == Ranked()
    assert talk.reading("pod.first").state == "silent"


def test_one_tap_is_one_undo(talk, table):
    tap(talk, table, "hospice", "second")
    tap(talk, table, "hospice", "first")
    talk.undo()
    assert ranked(talk, table) == Ranked(second="hospice")


def test_words_stay_with_the_choice_they_were_said_about(talk, table):
    """Of her own bed she spoke when she chose home: the hospice begins without it."""
    talk.answer("pod.first", Answer(value="own_home", own_words="my own bed"))
    tap(talk, table, "hospice", "first")
    stands = talk.reading("pod.first")
    assert (stands.value, stands.own_words) == ("hospice", "")
    assert talk.log.history("pod.first")[0].answer.own_words == "my own bed"
    tap(talk, table, "hospice", "first")
    assert talk.reading("pod.first").state == "silent"


def test_words_that_were_all_of_an_answer_go_with_the_place_that_is_chosen(talk, table):
    talk.answer("pod.second", Answer(own_words="near my sister"))
    tap(talk, table, "hospice", "second")
    second = talk.reading("pod.second")
    assert (second.value, second.own_words) == ("hospice", "near my sister")


def test_what_family_had_chosen_is_taken_off_by_nobodys_silence(talk, table):
    """As older records have it: a relative's choice in the place of the person's."""
    theirs = Answer(value="hospice", said_by="family_or_friend", said_by_contact="c1")
    talk._log = talk.log.plus(talk._pen("pod.first").answer(talk.log, "pod.first", theirs))
    settle(talk, table, Answer(Standing.NOT_ASKED), Ranked(second="own_home"))
    assert talk.reading("pod.first").answer.said_by == "family_or_friend"
    assert talk.reading("pod.second").value == "own_home"


def test_silence_prints_nothing_and_a_wish_not_to_say_prints(talk, table, guide):
    assert places(guide, talk.log, table) == ""
    assert places_short(guide, talk.log) == ""
    talk.answer("pod.first", Answer(Standing.ASKED_DECLINED))
    assert "Would rather not talk about this" in places(guide, talk.log, table)
    assert "Would rather not talk about this" in places_short(guide, talk.log)


def test_the_short_form_is_that_of_the_list(talk, table, guide):
    tap(talk, table, "own_home", "first")
    assert places_short(guide, talk.log) == "Own home"
    tap(talk, table, "hospice", "second")
    tap(talk, table, "hospital_acute", "avoid")
    assert places_short(guide, talk.log).startswith("Own home, then hospice")
    assert "Not hospital" in places_short(guide, talk.log)


def test_a_second_choice_alone_is_shown(talk, table, guide):
    tap(talk, table, "hospice", "second")
    assert places_short(guide, talk.log) == "Hospice"


def test_two_records_that_differ_are_both_told(talk, table, guide):
    tap(talk, table, "own_home", "first")
    theirs = Pen(
        person=talk.person, author=Author("dev", "Dev Patel", "Nurse"), now=talk.now
    ).answer(talk.log, "pod.first", Answer(value="hospice"), seen=[])
    talk._log = talk.log.plus(theirs)
    assert "Two records differ" in places(guide, talk.log, table)
    assert ranked(talk, table) == Ranked()


def test_a_page_that_could_not_save_settles_all_that_it_shows(talk, table):
    home = Answer(value="own_home", own_words="my own bed")
    shown = Ranked("own_home", "hospice", frozenset({"hospital_acute"}))
    assert len(settle(talk, table, home, shown)) == 3
    assert ranked(talk, table) == shown
    assert settle(talk, table, home, shown) == ()
    assert settle(talk, table, Answer(Standing.NOT_ASKED), Ranked())
    assert ranked(talk, table) == Ranked()
    talk.answer("pod.first", Answer(Standing.ASKED_DECLINED))
    assert settle(talk, table, Answer(Standing.NOT_ASKED), Ranked()) == ()
    assert talk.reading("pod.first").standing is Standing.ASKED_DECLINED


def test_what_is_said_since_it_could_not_be_decided_stands_behind_the_wish_from_before(guide):
    """The list of people is read at a glance, and by whoever rings at night."""
    book = able_then_said_since()
    assert wished(guide, book.log) == ("own_home", "When able: Own home. Says now: Hospital")
    book.say("place.avoid", "own_home", instance="own_home", said_on=SINCE)
    _, words = wished(guide, book.log)
    assert words == "When able: Own home. Says now: Hospital. Not own home"
    assert wished(guide, able_then_said_since(None).log) == ("", "Says now: Hospital")
    book.leave("pod.first", "not_asked", said_on=SINCE).leave(
        "place.avoid", "not_asked", instance="own_home", said_on=SINCE)  # fmt: skip
    assert wished(guide, book.log) == ("own_home", "Own home")


def test_to_take_off_what_is_not_wanted_leaves_the_choice(talk, table, unwanted):
    tap(talk, table, "hospice", "first")
    tap(talk, unwanted, "hospice", "avoid")
    tap(talk, table, "hospice", "avoid")
    assert ranked(talk, table) == Ranked("hospice")
