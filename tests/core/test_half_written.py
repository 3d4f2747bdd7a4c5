"""What somebody began to write for the team is theirs, and lies where half-typed answers lie."""

from __future__ import annotations

from eolplan.desk.half_written import HalfWritten
from eolplan.record import Answer
from eolplan.vault import Draft

PLACE = "own-topic.x."


def test_it_is_there_again_until_nothing_of_it_is_left(desk):
    half = HalfWritten(desk, PLACE)
    assert half.texts() == {}
    for _twice in range(2):
        half.keep({"title": ["Pets"], "after": []})
    assert HalfWritten(desk, PLACE).texts() == {"title": ["Pets"], "after": []}
    assert HalfWritten(desk, "own-topic.y.").texts() == {}
    half.keep({})
    assert half.texts() == {}
    assert desk.session.store.drafts("") == []


def test_what_is_about_somebody_lies_under_their_plan_and_goes_with_it(desk, gwen):
    HalfWritten(desk, PLACE, gwen).keep({"to": ["The yellow"]})
    assert HalfWritten(desk, PLACE).texts() == {}
    assert [draft.person for draft in desk.session.store.drafts(gwen)] == [gwen]


def test_what_is_half_written_about_somebody_begins_no_talk(desk, gwen):
    talk = desk.conversation(gwen)
    talk.here("val.matters")
    HalfWritten(desk, PLACE, gwen).keep({"to": ["The yellow"]})
    assert not talk.is_begun
    assert desk.caseload.carry_on() == []
    talk.draft("val.matters", Answer(own_words="my own"))
    assert talk.is_begun
    assert [row.person for row, _ in desk.caseload.carry_on()] == [gwen]


def test_no_trail_is_laid_of_what_is_being_typed(desk):
    before = desk.session.anchor()
    HalfWritten(desk, PLACE).keep({"title": ["Pets"]})
    assert desk.session.anchor() == before


def test_what_has_another_form_is_passed_over(desk):
    half = HalfWritten(desk, PLACE)
    for value, found in (("words", {}), ({"title": "Pets", "about": ["x"]}, {"about": ["x"]})):
        draft = Draft("", PLACE, desk.staff.id, Answer(value=value))
        desk.session.store.keep_draft(draft, at=desk.now())
        assert half.texts() == found
