"""Who a copy is for, who has it now, and whose yes it went by."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from eolplan.conversation import move
from eolplan.desk import Desk, Past
from eolplan.desk.handed import copies_out, write_down
from eolplan.handover import AUDIENCES, NotAgreed
from eolplan.record import Answer
from eolplan.status import Status
from tests.ui import plans, saved
from tests.ui.audit import name_of
from tests.ui.hands import Hands
from tests.ui.sharing import made, ready_to_save, share, text_of, words
from ui.jobs import wait_for_jobs
from ui.widgets import StateTag

# -- for the house, and for one of the people by name -----------------------------------------


def test_a_copy_for_the_house_is_offered(qtbot: QtBot, hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.bedside")
    assert "It stays where Gwen lives. Think who else may read it there." in page.agreed.words()
    made(qtbot, page)
    assert page._made is not None
    assert page._made.copy.audience == "bedside"
    assert "the folder at home" in text_of(page._made.copy.pdf)


def with_people(desk: Desk, gwen: str) -> dict[str, str]:
    """Gwen's daughter may know all, her son nothing, and of her niece nobody asked."""
    talk = plans.ready(desk, gwen, agree__share__named="yes")
    people = {name: plans.contact(talk, f"{name} Pryce", "07700 900456")
              for name in ("Nesta", "Huw", "Mair")}  # fmt: skip
    for name, code in (("Nesta", "everything"), ("Huw", "nothing")):
        talk.answer("contact.may_know", Answer(value=code), people[name])
    plans.sign_off(talk, plans.PASSPHRASE)
    return people


def test_a_copy_for_a_relative_is_for_one_person_by_name(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    people = with_people(desk, gwen)
    page = share(hands, gwen)
    assert not hands.has(f"share.person.{people['Nesta']}")
    hands.tap("share.reader.family")
    first = page.whom.people.first()
    qtbot.waitUntil(lambda: first.visibleRegion().boundingRect().height() == first.height())
    hands.tap("share.save")
    assert page.summary.problems() == ["Choose which person it is for"]
    hands.tap(f"share.person.{people['Nesta']}")
    assert "Nesta Pryce" in page.agreed.words()
    assert "may know: Everything" in page.agreed.words()
    made(qtbot, page)
    assert page._made is not None
    assert "Copy for: Nesta Pryce" in text_of(page._made.copy.pdf)
    desk.save_copy(page._made.copy, tmp_path / "copy.pdf", person=gwen)
    copies = [event.words for event in Past(desk, gwen).events if event.kind == "copy"]
    assert copies == ["Copy saved for Nesta Pryce (family): version 1"]
    (row,) = [r for r in desk.session.store.audit_about(gwen) if r.action == "copy.saved"]
    assert "Nesta" not in row.object


def test_who_may_be_told_nothing_is_refused_in_a_kind_sentence(hands: Hands, desk: Desk, gwen: str):
    people = with_people(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.family")
    hands.tap(f"share.person.{people['Huw']}")
    kept = (
        "Gwen does not want Huw Pryce to be told anything of this, so no copy is made for them."
        " If that has changed, change it on their own page first."
    )
    assert kept in words(page)
    assert not hands.has("share.agreed.reason")
    hands.tap("share.by_hand")
    assert page.summary.problems() == [kept]
    assert hands.page is page


def test_of_whom_nobody_asked_is_asked_first_or_a_reason_is_typed(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    people = with_people(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.family")
    hands.tap(f"share.person.{people['Mair']}")
    assert "Nobody has asked what Mair Pryce may know." in page.agreed.words()
    hands.write("Gwen asked for it today.", "share.agreed.reason")
    hands.press(Qt.Key.Key_Return)
    made(qtbot, page)
    hands.tap("share.by_hand")
    assert hands.page.where.page == "byhand"
    hands.tap("byhand.back")
    assert hands.page.whom.reader() == people["Mair"]
    hands.tap("share.agreed.ask")
    assert (hands.page.where.page, hands.page.where.question) == ("question", "contact")


def test_nobody_in_the_plan_is_nobody_to_choose(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.family")
    if not page.whom.people.isVisible():
        assert "Nobody is in this plan yet." in words(page)
    hands.tap("share.save")
    assert page.summary.problems() == ["Choose which person it is for"]


# -- for the person, and who has it now -----------------------------------------------------


def test_the_person_gets_a_copy_of_their_own(qtbot: QtBot, hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen, agree__copy=["paper", "large_print"])
    page = share(hands, gwen)
    assert name_of(hands.find("share.reader.own")).startswith("For Gwen to keep")
    hands.tap("share.reader.own")
    assert "Gwen would like a copy: On paper, Large print." in page.agreed.words()
    made(qtbot, page)
    assert page._made is not None
    assert "Copy for: the person" in text_of(page._made.copy.pdf)


def test_who_has_it_is_written_down_in_one_step(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    page = ready_to_save(qtbot, hands, desk, gwen)
    assert not page.handed.isVisible()
    hands.tap("share.save")
    saved.choose(page, tmp_path / "plan.pdf")
    hands.tap("share.handed.keep")
    assert hands.focused() == "share.handed.to"
    assert desk.log(gwen).instances("copy.item") == ()
    hands.write("The yellow folder", "share.handed.to")
    hands.tap("share.handed.how.paper")
    hands.tap("share.handed.keep")
    assert not page.handed.isVisible()
    (one,) = copies_out(desk.log(gwen))
    version = desk.log(gwen).latest_version()
    assert version is not None
    assert (one.to, one.on) == ("The yellow folder", "2026-11-12")
    assert one.version == f"1 ({version.digest[:4]})"
    assert desk.log(gwen).unsigned() == ()


def test_nobody_has_to_write_it_down(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    page = ready_to_save(qtbot, hands, desk, gwen)
    hands.tap("share.save")
    saved.choose(page, tmp_path / "plan.pdf")
    hands.tap("share.handed.later")
    assert not page.handed.isVisible()
    hands.tap("share.save")
    saved.choose(page, tmp_path / "again.pdf")
    assert page.handed.isVisible()
    hands.tap("share.reader.hospice")
    assert not page.handed.isVisible()
    wait_for_jobs(60_000)


def test_who_has_it_is_seen_at_once_and_what_was_filled_in_goes_nowhere_unsaid(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    page = ready_to_save(qtbot, hands, desk, gwen)
    hands.tap("share.save")
    saved.choose(page, tmp_path / "plan.pdf")
    seen = page.view.viewport()
    top = page.handed.mapTo(seen, QPoint(0, 0)).y()
    assert 0 <= top < seen.height() // 2
    assert hands.focused() == "share.handed.to"
    hands.write("The yellow folder", "share.handed.to")
    hands.tap("share.reader.hospice")
    wait_for_jobs(60_000)
    assert page.handed.to.text() == "The yellow folder"
    assert "The copy for: ambulance and urgent care" in words(page)
    hands.tap("share.save")
    qtbot.waitUntil(lambda: bool(page.findChildren(saved.QFileDialog)), timeout=60_000)
    saved.choose(page, tmp_path / "again.pdf")
    assert hands.window.messages.words().endswith("Write that down first.")
    assert page.handed.to.text() == "The yellow folder"
    assert "The copy for: ambulance and urgent care" in words(page)
    hands.tap("share.handed.keep")
    assert page.handed.to.text() == ""  # and now of the other copy
    assert hands.focused() == "share.handed.to"
    assert "The copy for: hospice and team" in words(page)


def test_who_has_an_older_version_is_told_where_the_new_one_is_handed_over(
    hands: Hands, desk: Desk, gwen: str
):
    talk = plans.signed(desk, gwen)
    first = talk.log.latest_version()
    assert first is not None
    write_down(desk, gwen, audience="ambulance", version=first.digest, to="Yellow folder", how="")
    share(hands, gwen)
    assert not hands.has("share.copies")
    talk = desk.conversation(gwen, talk.id)
    talk.answer("val.matters", Answer(own_words="The garden."))
    plans.sign_off(talk, plans.PASSPHRASE)
    page = share(hands, gwen)
    assert "These have an older version." in words(page)
    assert f"Yellow folder, version 1 ({first.digest[:4]}), 12 November 2026" in words(page)
    hands.tap("share.copies")
    assert hands.page.where.question == "copy.item"


# -- whose yes it is ------------------------------------------------------------------------


def test_what_was_decided_for_somebody_does_not_read_as_what_they_said(
    hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen, agree__record="best_interests", agree__how__who="Carys Bevan, nurse")
    page = share(hands, gwen)
    hands.tap("share.reader.ambulance")
    assert page.agreed.words() == (
        "Decided for Gwen in best interests on 12 November 2026, by Carys Bevan, nurse: it may be"
        " shared."
    )
    shown = {tag.accessibleName() for tag in page.agreed.findChildren(StateTag)}
    assert shown == {"Decided for Gwen"}
    wait_for_jobs(60_000)


def test_what_stops_a_copy_is_said_at_the_head_when_it_is_to_be_saved(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen, cpr__form__exists="yes")
    page = share(hands, gwen)
    hands.tap("share.reader.own")
    hands.tap("share.save")
    said = "It is not written here that this person was told about the CPR recommendation."
    qtbot.waitUntil(lambda: bool(page.summary.problems()), timeout=60_000)
    assert page.summary.problems()[0].startswith(said)


# -- every kind of copy ----------------------------------------------------------------------


def test_every_kind_of_copy_is_offered(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    assert all(page.readers.card(kind).isVisible() for kind in AUDIENCES)


def test_the_practice_gets_a_copy_and_is_written_down_as_having_it(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str, tmp_path: Path
):
    talk = plans.ready(desk, gwen)
    talk.answer("gp.practice", Answer(value="Aberwen Surgery"))
    plans.sign_off(talk, plans.PASSPHRASE)
    page = share(hands, gwen)
    hands.tap("share.reader.gp")
    made(qtbot, page)
    hands.tap("share.save")
    saved.choose(page, tmp_path / "plan.pdf")
    assert page.handed.to.text() == "Aberwen Surgery"
    hands.tap("share.handed.keep")
    (one,) = copies_out(desk.log(gwen))
    assert one.to == "Aberwen Surgery"
    (instance,) = desk.log(gwen).instances("copy.item")
    assert desk.log(gwen).reading("copy.item.kind", instance).value == "gp"
    move(desk.conversation(gwen), Status.WITHDREW, on="2026-11-11")
    assert "Aberwen Surgery" in words(share(hands, gwen))
    assert hands.focused() == "share.copies", "who is to be told is read before another is made"


def test_the_care_home_is_asked_about_before_it_gets_a_copy(hands: Hands, desk: Desk, gwen: str):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.care_home")
    assert "We have not asked Gwen about this." in page.agreed.words()
    hands.tap("share.agreed.ask")
    assert hands.page.where.question == "agree.sharing"


def test_the_full_record_goes_nowhere_without_a_reason(
    qtbot: QtBot, hands: Hands, desk: Desk, gwen: str
):
    plans.signed(desk, gwen)
    page = share(hands, gwen)
    hands.tap("share.reader.full")
    assert "with the notes that are for staff only" in page.agreed.words()
    assert not hands.has("share.agreed.ask")
    stop = "The full record holds what no other copy may. Write why it must go."
    hands.tap("share.by_hand")
    assert page.summary.problems() == [stop]
    for refused in (desk.copy, desk.by_hand):
        with pytest.raises(NotAgreed, match="Write why it must go"):
            refused(gwen, "full")
    hands.write("A hearing about her care.", "share.agreed.reason")
    hands.press(Qt.Key.Key_Return)
    made(qtbot, page)
    assert page._made is not None
    assert (page._made.copy.audience, page._made.reason) == ("full", "A hearing about her care.")
