"""Somebody who is not in a list yet is added on another page, and what was begun stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from eolplan.conversation import stop_here, stops
from eolplan.words import tr
from tests.ui.talking import CTRL, Talking, question_page, words_on
from ui.pages.onward import FOR_CHECK, carry_on
from ui.pages.where import Where

NAME = "conv.contact.name.line"


def _begin_paper(talking: Talking, note: str = "") -> str:
    """Begin an attorney's paper and write its number; return the paper's instance."""
    talking.open("poa", note=note)
    talking.hands.tap("conv.poa.add")
    (paper,) = talking.talk.log.instances("poa")
    talking.hands.tap("conv.poa.kind.choice.lpa_health")
    return paper


def _add(talking: Talking, name: str) -> str:
    """On the page of the people who matter, add one."""
    assert question_page(talking).page.id == "contact"
    assert talking.hands.focused() == "conv.contact.add"
    talking.hands.press(Qt.Key.Key_Return)
    talking.hands.write(name)
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    return talking.talk.log.instances("contact")[-1]


def test_whoever_is_added_for_a_paper_is_chosen_on_it_and_the_paper_is_as_it_was(
    talking: Talking,
) -> None:
    paper = _begin_paper(talking)
    talking.hands.write("M-7000", "conv.poa.ref.line")
    talking.hands.tap("conv.poa.person.add")
    sian = _add(talking, "Sian Pryce")

    page = question_page(talking)
    assert (page.page.id, page.where.instance) == ("poa", paper)
    assert talking.hands.focused() == f"conv.poa.person.contact.{sian}"
    assert talking.hands.find("conv.poa.ref.line", QLineEdit).text() == "M-7000"
    chosen = talking.says("poa.person", paper)
    assert chosen is not None
    assert chosen.value == {"ref": "contact", "instance": sian}


def test_a_paper_with_nothing_on_it_yet_waits_too(talking: Talking) -> None:
    """A new paper that stays empty goes again; but not while its attorney is being added."""
    talking.open("poa")
    talking.hands.tap("conv.poa.add")
    (paper,) = talking.talk.log.instances("poa")
    talking.hands.tap("conv.poa.person.add")
    sian = _add(talking, "Sian Pryce")
    said = talking.says("poa.person", paper)
    assert said is not None
    assert isinstance(said.value, dict)
    assert said.value["instance"] == sian


def test_a_new_paper_begins_with_who_is_named(talking: Talking) -> None:
    """With nobody to choose from that is the way to add somebody."""
    talking.open("poa")
    talking.hands.press(Qt.Key.Key_Return)
    assert talking.hands.focused() == "conv.poa.person.add"
    talking.hands.press(Qt.Key.Key_Return)
    _add(talking, "Sian Pryce")
    assert talking.hands.focused().startswith("conv.poa.person.contact.")


def test_whoever_is_begun_and_not_named_goes_again(talking: Talking) -> None:
    paper = _begin_paper(talking)
    talking.hands.tap("conv.poa.person.add")
    talking.hands.press(Qt.Key.Key_Return)
    talking.lock_and_open()
    assert talking.hands.focused() == NAME
    assert len(talking.talk.log.instances("contact")) == 1
    talking.hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert question_page(talking).where.instance == paper
    assert not talking.talk.log.instances("contact")
    assert talking.says("poa.person", paper) is None


def test_the_way_back_brings_them_too(talking: Talking) -> None:
    paper = _begin_paper(talking)
    talking.hands.tap("conv.poa.person.add")
    talking.hands.press(Qt.Key.Key_Return)
    talking.hands.write("Sian Pryce")
    talking.hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    chosen = talking.says("poa.person", paper)
    assert chosen is not None
    assert chosen.value == {"ref": "contact", "instance": talking.talk.log.instances("contact")[-1]}


def test_the_way_on_is_the_one_from_before(talking: Talking) -> None:
    """A topic that is changed from the check page leads back there, with somebody added or not."""
    _begin_paper(talking, note=FOR_CHECK)
    talking.hands.tap("conv.poa.person.add")
    _add(talking, "Sian Pryce")
    assert question_page(talking).where.note == FOR_CHECK


def test_a_path_goes_on_where_it_was_left_for_a_paper(talking: Talking) -> None:
    """The people who matter are a stop of it too, near its beginning: it does not go back there."""
    talk = talking.desk.conversation(talking.person)
    talk.follow("first_visit")
    talk.here("conv.closing")
    talking.open("contact", note=FOR_CHECK)
    paper = _begin_paper(talking)
    talking.hands.tap("conv.poa.person.add")
    talking.hands.press(Qt.Key.Key_Return)
    talking.hands.write("Sian Pryce")
    place = talk.place
    assert place is not None
    assert (place.question, place.instance) == ("poa", paper), "a crash comes back to it as well"
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    assert question_page(talking).where.instance == paper
    assert stop_here(talk) == stops(talk)[-1]
    title = tr(question_page(talking).section.title)
    assert talking.window.go(Where("people"))
    assert any(words.endswith(f"in {title}.") for words in words_on(talking))


def test_a_path_goes_on_where_it_was_after_a_crash_on_a_page_beside_it(talking: Talking) -> None:
    talk = talking.desk.conversation(talking.person)
    talk.follow("first_visit")
    talk.here("conv.closing")
    talking.open("contact", note=FOR_CHECK)
    assert talking.window.go(carry_on(talk))  # a crash forgets what Continue led back to
    assert question_page(talking).page.id == "contact"
    talking.hands.tap("conv.continue")
    assert talking.hands.page.where.question == "conv.closing"


def test_nobody_added_is_nobody_chosen(talking: Talking, sian: str) -> None:
    paper = _begin_paper(talking)
    talking.hands.tap("conv.poa.person.add")
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    assert question_page(talking).where.instance == paper
    assert talking.says("poa.person", paper) is None
    assert talking.hands.has(f"conv.poa.person.contact.{sian}")


def test_a_lock_on_the_way_loses_nothing(talking: Talking) -> None:
    paper = _begin_paper(talking)
    talking.hands.tap("conv.poa.person.add")
    talking.hands.press(Qt.Key.Key_Return)
    talking.hands.write("Sian", NAME)
    talking.lock_and_open()
    talking.hands.write(" Pryce", NAME)
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    sian = talking.talk.log.instances("contact")[-1]
    chosen = talking.says("poa.person", paper)
    assert chosen is not None
    assert chosen.value == {"ref": "contact", "instance": sian}


def test_a_note_is_come_back_from_to_the_paper_it_was_written_beside(talking: Talking) -> None:
    paper = _begin_paper(talking)
    talking.hands.press(Qt.Key.Key_M, CTRL)
    assert question_page(talking).page.id == "conv.notes"
    talking.hands.press(Qt.Key.Key_Return, CTRL)
    assert question_page(talking).where.instance == paper
    assert talking.hands.find("conv.poa.person", QWidget).isVisible()
