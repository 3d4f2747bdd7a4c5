"""The core screen at its edges: a full disk, every kind of field, a hospice's own section."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from eolplan.guide import KINDS, Guide, shipped
from eolplan.record import Answer
from tests.ui.audit import CORNERS
from tests.ui.hands import Hands
from tests.ui.talking import ROSE, Talking, drop_into
from ui.pages.where import Where

if TYPE_CHECKING:
    from eolplan.desk import Desk
    from eolplan.vault import Session
    from tests.conftest import Clock
    from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MATTERS = "conv.val.matters.words"
FULL = "Not saved yet: the disk is full. Your words are here on the screen."


# -- a hospice's own section ------------------------------------------------------------


@pytest.fixture
def rose(
    tmp_path: Path, session: Session, window: Window, clock: Clock, people: dict[str, str]
) -> Talking:
    """A window whose guide holds a hospice's own section."""
    from eolplan.desk import Desk

    desk = Desk(session, shipped(drop_into(tmp_path)), now=clock)
    window.begin(desk, None)
    return Talking(Hands(window), desk, people["Gwen"], lambda: window)


def test_a_hospices_own_section_is_asked_with_no_code(rose: Talking) -> None:
    rose.open("val.hopes")
    rose.hands.tap("conv.continue")
    assert rose.hands.page.where.question == "rose.visit"
    words = [w.text() for w in rose.hands.page.findChildren(QLabel) if w.isVisible()]
    assert "The rose garden" in words
    assert "Would Gwen like to visit the rose garden?" in words
    assert "“Some people like to sit among the roses.”" in words

    rose.hands.tap("conv.rose.visit.choice.yes")
    rose.hands.write("the yellow ones", "conv.rose.visit.words")
    rose.hands.tap("conv.continue")
    assert rose.hands.page.where.question == "rose.when"
    said = rose.says("rose.visit")
    assert said is not None
    assert (said.value, said.own_words) == ("yes", "the yellow ones")

    rose.hands.tap("conv.rose.when.exit.asked_declined")
    rose.hands.tap("conv.continue")
    assert rose.hands.page.where.question == "rose.chairs"
    rose.hands.write("3", "conv.rose.chairs.number")
    rose.hands.press(Qt.Key.Key_Return)  # the only line of its page: Enter goes on
    assert rose.hands.page.where.topic != "rose"
    said = rose.says("rose.chairs")
    assert said is not None
    assert said.value == 3


def test_a_hospices_topic_is_in_the_list(rose: Talking) -> None:
    assert rose.window.go(Where("topics", person=rose.person))
    rose.hands.tap("topics.rose")
    assert rose.hands.page.where.question == "rose.visit"


# -- every kind of field ------------------------------------------------------------------


KINDS_PAGES = """id = "every"
title = "Every kind"
after = "matters"
about = "A page of every kind there is."

[[question]]
id = "every.text"
kind = "text"
heading = "Text"
they = "What does {name} say?"
you = "What do you say?"
asks = "person"

[[question]]
id = "every.line"
kind = "line"
heading = "Line"
they = "What is it called?"
you = "What is it called?"
asks = "person"

[[question]]
id = "every.yes"
kind = "yes-no"
heading = "Yes or no"
they = "Is it so?"
you = "Is it so?"
asks = "person"

[[question]]
id = "every.choices"
kind = "choices"
heading = "Choices"
they = "Which of these?"
you = "Which of these?"
asks = "person"
options = "VS-COPY"
own_words = true
more = true

[[question]]
id = "every.date"
kind = "date"
heading = "Date"
they = "When was it?"
you = "When was it?"
asks = "person"
more = true

[[question]]
id = "every.number"
kind = "number"
heading = "Number"
they = "How many?"
you = "How many?"
asks = "person"
unit = "hours a week"
more = true

[[question]]
id = "every.scale"
kind = "scale"
heading = "Scale"
they = "How much, from 0 to 10?"
you = "How much, from 0 to 10?"
asks = "person"
min = 0
max = 10
more = true

[[question]]
id = "every.lines"
kind = "lines"
heading = "Lines"
they = "Which ones?"
you = "Which ones?"
asks = "person"
more = true

[[question]]
id = "every.phones"
kind = "phones"
heading = "Phones"
they = "Which numbers?"
you = "Which numbers?"
asks = "person"
more = true

[[question]]
id = "every.contact"
kind = "contact"
heading = "Contact"
they = "Who is it?"
you = "Who is it?"
asks = "person"
more = true

[[question]]
id = "every.treatment"
kind = "treatment"
heading = "Treatment"
they = "What does {name} think of antibiotics?"
you = "What do you think of antibiotics?"
asks = "person"
options = "VS-TXPREF"
own_words = true
more = true

[[question]]
id = "every.statement"
kind = "statement"
heading = "Statement"
they = "{name} can change this any time."
you = "You can change this any time."
asks = "person"
more = true

[[question]]
id = "every.member"
kind = "member"
heading = "Member"
they = "Which goal is it for?"
asks = "staff"
of = "val.hopes"
more = true

[[question]]
id = "every.service"
kind = "service"
heading = "Service"
they = "Which service?"
asks = "staff"
more = true

[[question]]
id = "every.money"
kind = "money"
heading = "Money"
they = "How much is it?"
asks = "staff"
more = true
"""
PAGES = ("poc.first", "pod", "contact", "comm.language", "cpr.form", *(
    f"every.{kind}" for kind in (
        "text", "line", "yes", "choices", "date", "number", "scale", "lines", "phones",
        "contact", "treatment", "statement", "member", "service", "money",
    )
))  # fmt: skip


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The shipped guide with a page of every kind."""
    return shipped(drop_into(tmp_path_factory.mktemp("every"), KINDS_PAGES, "every.toml"))


@pytest.fixture
def kinds_desk(session: Session, every: Guide, clock: Clock) -> Desk:
    from eolplan.desk import Desk

    return Desk(session, every, now=clock)


def _sian(desk: Desk, person: str) -> str:
    talk = desk.conversation(person)
    one = talk.add("contact")
    talk.record([("contact.name", one, Answer(value="Siân Llewelyn-Pryce"))])
    return one


def test_the_pages_here_hold_every_kind(every: Guide) -> None:
    pages = {every.question(page) for page in PAGES}
    assert KINDS.keys() == {page.kind for page in pages}


_SEEN = [(page, CORNERS[n % len(CORNERS)]) for n, page in enumerate(PAGES)]
"""Each page from one of the eight corners, and all of them in turn."""


@pytest.mark.parametrize(("page", "corner"), _SEEN, indirect=["corner"], ids=str)
def test_a_page_of_every_kind_passes_the_audit_at_the_corners_in_turn(
    page: str,
    faults_at: Callable[[Callable[[Window], object]], dict[str, list[str]]],
    kinds_desk: Desk,
    people: dict[str, str],
) -> None:
    sian = _sian(kinds_desk, people["Gwen"])

    def open_page(window: Window) -> None:
        window.begin(kinds_desk, None)
        instance = sian if page == "contact" else ""
        assert window.go(Where("question", person=people["Gwen"], question=page, instance=instance))

    assert faults_at(open_page) == {}


@pytest.mark.parametrize("page", PAGES)
def test_tab_leaves_every_field_and_comes_back(
    page: str, kinds_desk: Desk, people: dict[str, str], window: Window, qtbot: QtBot
) -> None:
    """A12: whoever cannot use a mouse is never caught in a box."""
    del qtbot
    sian = _sian(kinds_desk, people["Gwen"])
    window.begin(kinds_desk, None)
    instance = sian if page == "contact" else ""
    window.go(Where("question", person=people["Gwen"], question=page, instance=instance))
    hands = Hands(window)
    boxes = [
        w
        for kind in (QLineEdit, QPlainTextEdit)
        for w in hands.page.findChildren(kind)
        if w.isVisible()
    ]
    for box in boxes:
        box.setFocus(Qt.FocusReason.TabFocusReason)
        hands.press(Qt.Key.Key_Tab)
        assert window.focusWidget() is not box
        hands.press(Qt.Key.Key_Backtab, SHIFT)
        assert window.focusWidget() is box
    round_trip: list[QWidget | None] = [window.focusWidget()]
    for _ in range(150):
        hands.press(Qt.Key.Key_Tab)
        if window.focusWidget() is round_trip[0]:
            break
        round_trip.append(window.focusWidget())
    assert window.focusWidget() is round_trip[0]


def test_a_reference_to_somebody_new_adds_them_first(
    kinds_desk: Desk, people: dict[str, str], window: Window
) -> None:
    window.begin(kinds_desk, None)
    window.go(Where("question", person=people["Gwen"], question="every.contact"))
    hands = Hands(window)
    hands.tap("conv.every.contact.add")
    assert hands.page.where.question == "contact"


# -- by keyboard alone ---------------------------------------------------------------------


def test_a_whole_topic_by_keyboard_alone(talking: Talking) -> None:
    talking.open("poc.first")
    hands = talking.hands
    assert hands.focused() == "conv.poc.first.choice.own_home"
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    assert talking.reading("poc.first").value == "hospital_acute"
    while hands.focused() != "conv.poc.first.words":
        hands.press(Qt.Key.Key_Tab)
    hands.write("only for a day")
    hands.press(Qt.Key.Key_Return, CTRL)

    assert hands.focused() == "conv.place.avoid.page.place.own_home.avoid"
    for _ in range(2):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_1)  # no choice is asked for here
    hands.press(Qt.Key.Key_0)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert talking.reading("poc.first").own_words == "only for a day"
    assert talking.reading("place.avoid", "care_home").value == "care_home"

    talking.open("pod")
    assert hands.focused() == "conv.pod.place.own_home.first"
    hands.press(Qt.Key.Key_1)
    for _ in range(3):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_0)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert talking.reading("pod.first").value == "own_home"
    assert talking.reading("pod.second").value == "hospice"
    assert talking.reading("place.avoid", "hospital_acute").value == "hospital_acute"

    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.page.where.question == "pod"
    hands.press(Qt.Key.Key_F9)
    assert hands.focused() == "paused.carry_on"
    hands.press(Qt.Key.Key_Return)
    assert hands.page.where.question == "pod"


def test_f6_goes_through_banner_page_guide_and_actions(talking: Talking) -> None:
    talking.open("poc.first")
    stops = []
    for _ in range(5):
        talking.hands.press(Qt.Key.Key_F6)
        stops.append(talking.hands.focused().split(".")[:2])
    assert ["conv", "guide"] in stops
    assert ["conv", "back"] in stops
    assert stops[-1] in stops[:-1]


def test_esc_changes_nothing(talking: Talking) -> None:
    talking.open("val.matters")
    talking.hands.write("my dog", MATTERS)
    before = talking.entries()
    talking.hands.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert talking.entries() == before
    assert talking.hands.page.where.question == "val.matters"
    assert talking.hands.find(MATTERS, QPlainTextEdit).toPlainText() == "my dog"


def test_the_rose_section_is_sound() -> None:
    """The fixture is what a hospice would write: ids under its own prefix."""
    assert ROSE.count('id = "rose') == 4
