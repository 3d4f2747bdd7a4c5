"""Page 1 copied by hand, in a house without a printer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from eolplan.caseload import Newcomer
from eolplan.conversation import sign_off
from eolplan.desk import Desk, Past
from eolplan.record import Answer
from tests.ui import plans
from tests.ui.hands import Hands
from ui.pages.where import Where


def lines(hands: Hands) -> list[str]:
    """Return the words on the page, from top to bottom."""
    return [w.text() for w in hands.page.findChildren(QLabel) if w.isVisible()]


def copied(desk: Desk, who: str) -> list[str]:
    """Return what the audit trail says of copies that were shown to be written by hand."""
    trail = desk.session.store.audit_about(who)
    return [row.object for row in trail if row.action == "copy.by_hand"]


@pytest.fixture
def signed(desk: Desk, gwen: str) -> str:
    """Id of somebody with a signed plan."""
    plans.signed(desk, gwen)
    return gwen


def test_share_leads_to_the_lines_of_page_1(hands: Hands, desk: Desk, signed: str) -> None:
    hands.window.go(Where("share", person=signed))
    hands.tap("share.reader.ambulance")
    hands.tap("share.by_hand")
    assert hands.page.where.page == "byhand"
    said = lines(hands)
    version = desk.log(signed).latest_version()
    assert version is not None
    check = version.digest[:4]
    name = said.index("PRYCE, Gwen")
    top = said.index(f"Version 1. Check letters: {check}.")
    bottom = next(n for n, words in enumerate(said) if f"Check letters: {check}. Copied" in words)
    assert top < name < bottom
    assert any(words.startswith("CPR HAS NOT BEEN DECIDED in this plan.") for words in said)


def test_the_copy_is_on_the_audit_trail_and_no_file_is_made(
    hands: Hands, desk: Desk, signed: str
) -> None:
    hands.window.go(Where("byhand", person=signed, note="ambulance\n"))
    (row,) = copied(desk, signed)
    version = desk.log(signed).latest_version()
    assert version is not None
    assert version.digest in row
    assert '"audience":"ambulance"' in row


def test_it_says_what_the_screen_cannot_hold_and_a_keyboard_reaches_all_of_it(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    talk = plans.ready(desk, gwen)
    long = "I want to be at home with the dog. " * 60
    talk.answer("home.access", Answer(own_words=long.strip()))
    sign_off(talk, plans.PASSPHRASE)
    talk.finish()
    hands.window.go(Where("byhand", person=gwen, note="ambulance\n"))
    assert any(long.strip() in words for words in lines(hands))
    bar = hands.page.view.verticalScrollBar()
    for _ in range(60):
        hands.press(Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum() > 0


def test_a_reader_has_to_be_chosen_first(hands: Hands, signed: str) -> None:
    hands.window.go(Where("share", person=signed))
    hands.tap("share.by_hand")
    assert hands.page.where.page == "share"
    assert hands.page.title() == "Error: Share"


def test_who_was_not_agreed_to_gets_it_only_with_a_reason(
    hands: Hands, desk: Desk, gwen: str
) -> None:
    plans.signed(desk, gwen, agree__share__ambulance="no")
    hands.window.go(Where("share", person=gwen))
    hands.tap("share.reader.ambulance")
    hands.tap("share.by_hand")
    assert hands.page.where.page == "share"
    assert copied(desk, gwen) == []

    hands.window.go(Where("byhand", person=gwen, note="ambulance\n"))  # nor by another way
    assert any(words.startswith("This person has said no to this copy.") for words in lines(hands))
    assert copied(desk, gwen) == []

    hands.window.go(Where("byhand", person=gwen, note="ambulance\nA crew is at the door."))
    assert "PRYCE, Gwen" in lines(hands)
    assert len(copied(desk, gwen)) == 1
    (copy,) = [event.words for event in Past(desk, gwen).events if event.kind == "copy"]
    assert copy.endswith("Why: A crew is at the door.")


def test_a_draft_has_no_page_1(hands: Hands, desk: Desk, gwen: str) -> None:
    plans.ready(desk, gwen)
    hands.window.go(Where("byhand", person=gwen, note="ambulance\n"))
    assert "This plan has not been signed off. Check and sign it off first." in lines(hands)
    assert copied(desk, gwen) == []


def test_back_leads_to_the_same_reader(hands: Hands, signed: str) -> None:
    hands.window.go(Where("byhand", person=signed, note="ambulance\n"))
    assert hands.focused() == "byhand.back"
    hands.press(Qt.Key.Key_Return)
    assert (hands.page.where.page, hands.page.where.note) == ("share", "ambulance")


def test_a_made_up_person_is_marked(hands: Hands, desk: Desk) -> None:
    new = Newcomer(given="Gwen", family="Pryce", born="1941-03-04", number="9990000018")
    made_up = desk.caseload.add(new, practice=True)
    plans.signed(desk, made_up)
    hands.window.go(Where("byhand", person=made_up, note="ambulance\n"))
    said = lines(hands)
    assert "This paper" in said
    assert any(words.startswith("PRACTICE. Made-up person.") for words in said)


def test_where_the_paper_is_can_be_written_down_at_the_end(
    hands: Hands, desk: Desk, signed: str
) -> None:
    hands.window.go(Where("byhand", person=signed, note="bedside\n"))
    hands.find("byhand.handed.to").setFocus()
    hands.press(Qt.Key.Key_Return)
    assert not hands.has("byhand.handed.keep")
    log = desk.log(signed)
    (paper,) = log.instances("copy.item")
    assert [log.reading(f"copy.item.{q}", paper).value for q in ("to", "kind", "how")] == [
        "The folder at home", "bedside", "by_hand",
    ]  # fmt: skip
