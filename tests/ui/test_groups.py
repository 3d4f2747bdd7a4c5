"""Fields made of fields: one page of several, and instances that come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from eolplan.guide import Question, ShownIf
from tests.ui import audit, shelf
from ui.fields import GroupField, RepeatField
from ui.widgets import Button, PlainLabel, ToggleButton


def _about(**more: object) -> tuple[Question, Callable[[str], Question]]:
    """Return a group whose last field is shown if Gwen lives alone, and the look-up for it."""
    shown_if = ShownIf("t.yes", is_=("yes",))
    known = dict(shelf.QUESTIONS)
    known["t.line"] = replace(known["t.line"], shown_if=shown_if, **more)  # type: ignore[arg-type]
    group = replace(known["t.about"], fields=("t.yes", "t.date", "t.line"))
    return group, known.__getitem__


def test_a_group_tells_which_of_its_fields_it_was(make):
    field = make("t.about")
    assert isinstance(field, GroupField)
    assert audit.role_of(field) == QAccessible.Role.Grouping
    heard: list[str] = []
    field.field_settled.connect(heard.append)
    field.fields["t.yes"].group.card("yes").click()
    assert heard == ["t.yes"]


def test_a_group_shows_and_asks_each_field(make):
    field = make("t.about")
    field.show_answers({"t.line": ("Gwennie", ""), "t.date": ("1941", "")})
    values = {key: made.answer_value() for key, made in field.fields.items()}
    assert values == {"t.line": "Gwennie", "t.yes": None, "t.date": "1941"}
    field.fields["t.date"].boxes.box("year").setText("41")
    assert field.problems() == ["Enter a year in four digits, such as 1941"]


def test_what_asks_the_same_as_its_page_is_asked_once(make):
    """The heading of the page asks it: a label under that would say it twice."""
    group, find = _about()
    line = replace(find("t.line"), they=group.they, you=group.you)
    field = make(group, find=lambda name: line if name == line.id else find(name))
    labels = {key: made.findChild(PlainLabel).text() for key, made in field.fields.items()}
    assert labels["t.yes"] == field.fields["t.yes"].asked
    assert labels["t.line"] != line.they


def test_a_field_that_hangs_on_another_comes_and_goes_and_never_takes_an_answer_with_it(make):
    group, find = _about()
    field = make(group, find=find)
    line = field.fields["t.line"]
    assert not line.isVisible()
    field.fields["t.yes"].group.card("yes").click()
    assert line.isVisible()
    line.show_answer("Gwennie")
    field.fields["t.yes"].group.card("no").click()
    assert line.isVisible()
    line.show_answer(None)
    field.fields["t.yes"].group.card("not_known").click()
    assert not line.isVisible()


def test_tab_goes_to_a_field_that_comes_with_what_was_typed_before_it(make):
    """Who tabs on and types must not type past a question that has only just come."""
    known = dict(shelf.QUESTIONS)
    known["t.date"] = replace(known["t.date"], shown_if=ShownIf("t.line", answered=True))
    group = replace(known["t.about"], fields=("t.line", "t.date", "t.yes"))
    field = make(group, find=known.__getitem__)
    line, date = field.fields["t.line"].first(), field.fields["t.date"]
    line.setFocus()
    QTest.keyClicks(line, "88 to 92")
    assert date.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert date.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert not date.isVisible()


def test_a_field_that_is_hidden_never_takes_the_focus(make):
    """A space typed into what nobody sees would choose an answer that nobody gave."""
    group, find = _about()
    field = make(replace(group, fields=("t.line", "t.yes", "t.date")), find=find)
    yes = field.fields["t.yes"]
    assert field.first() is yes.first()
    yes.group.card("yes").click()
    assert field.first() is field.fields["t.line"].first()


def test_a_field_may_hang_on_a_question_outside_its_group(make):
    known = dict(shelf.QUESTIONS)
    known["t.line"] = replace(known["t.line"], shown_if=ShownIf("elsewhere", answered=True))
    group = replace(known["t.about"], fields=("t.line",))
    silent = make(group, find=known.__getitem__)
    assert not silent.fields["t.line"].isVisible()
    answered = make(group, find=known.__getitem__, reading={"elsewhere": "yes"}.get)
    assert answered.fields["t.line"].isVisible()


def test_fields_for_later_wait_behind_show_more(make):
    group, find = _about(more=True)
    field = make(group, find=find)
    field.fields["t.yes"].group.card("yes").click()
    assert not field.fields["t.line"].isVisible()
    field.window().findChild(ToggleButton, "shelf.t.about.more").click()
    assert field.fields["t.line"].isVisible()


# --- instances -------------------------------------------------------------------------------


@pytest.fixture
def people(make) -> RepeatField:
    field = make("t.people")
    assert isinstance(field, RepeatField)
    field.show_instances([("c1", "Siân Pryce"), ("c2", "")], "")
    QApplication.processEvents()
    return field


def test_instances_are_lines_until_one_is_opened(people):
    assert people.group is None
    change = people.window().findChild(Button, "shelf.t.people.c1.change")
    assert people.first() is change, "a key that is pressed at once starts no new one"
    opened: list[str] = []
    people.opened.connect(opened.append)
    change.click()
    QApplication.processEvents()
    assert opened == [people.open_instance] == ["c1"]
    assert people.group.isAncestorOf(QApplication.focusWidget())
    assert people.first() is people.group.first()


def test_an_instance_without_a_name_is_new(people):
    assert "New person" in audit.all_text(people.window())
    people.open("c2")
    people.rename("c2", "Huw Pryce")
    QApplication.processEvents()
    assert "New person" not in audit.all_text(people.window())
    assert audit.name_of(_visible(people, "shelf.t.people.c2.remove")) == "Remove Huw Pryce"


def test_two_that_nobody_has_named_are_told_apart(people):
    people.show_instances([("c1", ""), ("c2", "")], "c2")
    QApplication.processEvents()
    shown = (_visible(people, f"shelf.t.people.{one}.remove") for one in ("c1", "c2"))
    names = [audit.name_of(button) for button in shown]
    assert names == ["Remove New person", "Remove New person (2)"]
    people.rename("c2", "")
    assert audit.name_of(_visible(people, "shelf.t.people.c2.remove")) == names[1]


def _visible(field: QWidget, name: str) -> QWidget:
    return next(w for w in field.findChildren(QWidget, name) if w.isVisible())


def test_what_is_typed_carries_its_instance(people):
    people.open("c1")
    heard: list[tuple[str, str, str]] = []
    people.field_edited.connect(lambda i, q: heard.append(("edited", i, q)))
    people.field_settled.connect(lambda i, q: heard.append(("settled", i, q)))
    QApplication.processEvents()
    QTest.keyClicks(people.group.fields["p.name"].box, "S")
    people.group.fields["p.name"].box.clearFocus()
    assert heard == [("edited", "c1", "p.name"), ("settled", "c1", "p.name")]
    assert people.problems() == []


def test_adding_and_removing_are_wishes_that_the_page_grants(qtbot, people):
    with qtbot.waitSignal(people.add_wanted):
        people.add.click()
    with qtbot.waitSignal(people.remove_wanted) as wish:
        people.window().findChild(Button, "shelf.t.people.c1.remove").click()
    assert wish.args == ["c1"]
    assert people.add.words() == "Add a person"


@pytest.mark.parametrize(("one", "words"), [("action", "Add an action"), ("", "Add another")])
def test_the_button_that_adds_says_what(make, one, words):
    assert make(replace(shelf.QUESTIONS["t.people"], one=one)).add.words() == words


def test_tab_goes_through_the_instances_in_order_after_one_was_opened(qapp, look_at):
    look_at()
    page = shelf.lists_page()
    window = shelf.window(page)
    window.resize(1366, 689)
    window.show()
    people = page.findChild(RepeatField)
    people.open("c1")
    QApplication.processEvents()
    assert audit.out_of_order(window) == []
    window.close()
    shiboken6.delete(window)


def test_a_statement_among_others_is_read_once(make):
    group = replace(shelf.QUESTIONS["t.about"], fields=("t.statement",))
    field = make(group, find=shelf.QUESTIONS.__getitem__)
    words = ("To know", "Gwen can change this any time.")
    said = audit.all_text(field)
    assert [said.count(text) for text in words] == [1, 1]


def test_something_may_stand_under_a_field(make):
    group, find = _about()
    field = make(group, find=find)
    under = Button("Use", field)
    field.put_after("t.yes", under)
    places = [field.layout().indexOf(made) for made in (*field.fields.values(), under)]
    assert places[-1] == places[0] + 1
