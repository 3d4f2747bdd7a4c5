from __future__ import annotations

from eolplan.conversation import recorded_in, resume_card, tap
from eolplan.record import Answer


def test_without_a_stop_there_is_no_card(talk):
    assert resume_card(talk) is None


def test_the_card_shows_the_last_three_things_and_what_is_next(talk, guide, clock):
    talk.answer("comm.how", Answer(own_words="Slowly, on my right side."))
    talk.answer("val.matters", Answer(own_words="my own bed"))
    tap(talk, guide.question("pod"), "own_home", "first")
    tap(talk, guide.question("pod"), "hospice", "second")
    sian = talk.add("contact")
    talk.answer("contact.name", Answer(value="Siân Pryce"), sian)
    talk.here("cpr.person_view")
    talk.pause("Ask about the drip.")
    clock.go_on(minutes=42)

    card = resume_card(talk)

    assert [heading for heading, _ in card.recorded] == [
        guide.question("val.matters").heading,
        guide.question("pod").heading,
        guide.question("contact").heading,
    ]
    assert "1st own home, 2nd hospice" in card.recorded[1][1]
    assert "Siân Pryce" in card.recorded[2][1]
    assert card.next == guide.question("cpr.person_view").heading
    assert card.topic == guide.section("cpr").title
    assert card.note == "Ask about the drip."
    assert not card.ask_again


def test_what_was_undone_is_not_shown_as_recorded(talk):
    talk.answer("val.matters", Answer(own_words="my own bed"))
    talk.undo()
    talk.here("val.matters")
    assert resume_card(talk).recorded == ()


def test_after_a_day_the_card_asks_again(talk, clock):
    talk.here()
    clock.go_on(hours=25)
    card = resume_card(talk)
    assert card.ask_again
    assert card.next == ""
    assert card.topic == ""


def test_answers_that_no_guide_knows_are_passed_over(talk, desk):
    from eolplan.record import Author, Pen

    pen = Pen(
        person=talk.person, author=Author(talk.staff.id, "Carys Bevan", "Nurse"), now=talk.now,
        conversation=talk.id,
    )  # fmt: skip
    talk._log = talk.log.plus(pen.answer(talk.log, "sthelena.pets", Answer(value="Mot")))
    talk.here()
    assert resume_card(talk).recorded == ()


def test_what_was_recorded_reads_in_the_order_of_the_guide(talk, guide):
    tap(talk, guide.question("pod"), "own_home", "first")
    talk.answer("comm.how", Answer(own_words="Slowly."))
    talk.answer("person.title", Answer(value="Mrs"))
    talk.answer("val.matters", Answer(own_words="the garden"))
    talk.undo()
    assert [page.id for page, _ in recorded_in(talk)] == ["comm.how", "pod"]


def test_a_colleague_who_recorded_last_is_named(talk, clock):
    from eolplan.record import Author, Pen

    colleague = Pen(
        person=talk.person, author=Author("another-member-of-staff", "Mari Lloyd", "Nurse"),
        now=talk.now, conversation=talk.id,
    )  # fmt: skip
    talk.answer("comm.how", Answer(own_words="Slowly."))
    talk.here("comm.how")
    assert resume_card(talk).by == ""
    clock.go_on(minutes=5)
    talk._log = talk.log.plus(colleague.answer(talk.log, "val.matters", Answer(own_words="home")))
    assert resume_card(talk).by == "Mari Lloyd"
    clock.go_on(minutes=5)
    talk.answer("val.fears", Answer(own_words="Falling."))
    assert resume_card(talk).by == ""


def test_taps_on_one_page_are_told_once(talk, guide):
    tap(talk, guide.question("pod"), "own_home", "first")
    tap(talk, guide.question("pod"), "hospice", "second")
    tap(talk, guide.question("pod"), "hospital_acute", "avoid")
    talk.here("pod")
    assert len(resume_card(talk).recorded) == 1
