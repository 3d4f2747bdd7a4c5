"""Choices and places: a tap, an arrow key and a screen reader come to the same answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui import audit
from ui.widgets import (
    Button,
    Choice,
    ChoiceGroup,
    Place,
    PlaceTable,
    Ranked,
    ToggleButton,
    WhoseWords,
)
from ui.widgets.order import orders_tabs

pytestmark = pytest.mark.usefixtures("ringed")
Key = Qt.Key
PLACES = [
    Choice("home", "Own home", "Where Gwen lives now"),
    Choice("hospice", "Hospice"),
    Choice("hospital", "Hospital"),
    Choice("other", "Care home"),
]


# --- choices -------------------------------------------------------------------------------------


@pytest.fixture
def group(put) -> ChoiceGroup:
    made = ChoiceGroup("Where would feel right?", PLACES, identifier="t.where")
    put(made)
    return made


def test_the_group_carries_the_question_and_a_card_its_hint(group):
    assert audit.role_of(group) == QAccessible.Role.Grouping
    assert audit.name_of(group) == "Where would feel right?"
    assert group.card("home").accessibleDescription() == "Where Gwen lives now"
    assert group.card("home").objectName() == "t.where.home"


def test_a_tap_anywhere_on_a_card_chooses_it(qtbot, group):
    card = group.card("hospice")
    with qtbot.waitSignal(group.changed):
        QTest.mouseClick(
            card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() - 4, card.height() - 4)
        )
    assert group.value() == "hospice"


def test_assistive_technology_can_choose(qtbot, group):
    with qtbot.waitSignal(group.changed):
        _act(group.card("hospital"), "Toggle", "Press")
    assert group.value() == "hospital"


def test_arrows_move_and_never_choose(group):
    """Walking past four answers must not write four entries into a log that keeps everything."""
    changes: list[str] = []
    group.changed.connect(lambda: changes.append(group.value()))
    group.first().setFocus()
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up, Key.Key_Right):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is group.card("hospice")
    assert (group.value(), changes) == ("", [])
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Space)
    assert (group.value(), changes) == ("hospice", ["hospice"])


def test_arrows_stop_at_the_ends(group):
    group.first().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Left)
    assert QApplication.focusWidget() is group.card("home")


def test_arrows_are_the_other_way_round_from_right_to_left(put):
    made = ChoiceGroup("?", PLACES, identifier="t")
    window = put(made)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert made.card("home").x() > made.card("hospice").x()
    made.first().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Left)
    assert QApplication.focusWidget() is made.card("hospice")


def test_one_card_is_in_the_tab_chain_and_it_is_the_chosen_one(group):
    assert audit.tab_chain(group.window()) == [group.card("home")]
    group.card("home").clearFocus()
    group.show_values(["other"])
    assert audit.tab_chain(group.window()) == [group.card("other")]


def test_showing_a_value_says_nothing(group):
    changes: list[int] = []
    group.changed.connect(lambda: changes.append(1))
    group.show_values(["hospital"])
    group.show_values(["nobody knows this code"])
    group.show_values([])
    assert (group.value(), changes) == ("", [])


def test_choosing_another_says_so_once(qtbot, group):
    group.show_values(["home"])
    changes: list[str] = []
    group.changed.connect(lambda: changes.append(group.value()))
    group.card("hospice").click()
    assert changes == ["hospice"]


def test_several_may_be_chosen_where_that_makes_sense(put):
    made = ChoiceGroup("Who is here?", PLACES, many=True, identifier="t")
    put(made)
    made.card("hospital").click()
    made.card("home").click()
    assert made.values() == ("home", "hospital")
    made.card("home").click()
    assert made.values() == ("hospital",)


def test_tab_leaves_ticks_from_whichever_has_the_focus(put):
    """A space that is typed after one Tab too few would tick what nobody chose."""
    ways = [Button(words, identifier=f"t.{words}") for words in ("Before", "After")]
    made = ChoiceGroup("Who is here?", PLACES, many=True, identifier="t")
    whole = QWidget()
    column = QVBoxLayout(whole)
    for widget in (ways[0], made, ways[1]):
        column.addWidget(widget)
    put(whole)
    for ticked in ("other", "home"):
        made.show_values([])
        made.card(ticked).click()
        for card in PLACES:
            made.card(card.code).setFocus(Qt.FocusReason.MouseFocusReason)
            made.card(card.code).click()
            made.card(card.code).click()
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            assert QApplication.focusWidget() is ways[1]
            made.card(card.code).setFocus(Qt.FocusReason.OtherFocusReason)
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
            assert QApplication.focusWidget() is ways[0]
    made.first().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    assert QApplication.focusWidget() is made.card("hospice")
    assert made.values() == ("home",)


def test_none_of_these_stands_alone(put):
    made = ChoiceGroup("Which?", [*PLACES, Choice("none", "None", alone=True)], many=True)
    put(made)
    made.card("home").click()
    made.card("none").click()
    assert made.values() == ("none",)
    made.card("hospice").click()
    assert made.values() == ("hospice",)


SEA = Choice("sea", "By the sea", more=True)
NOT_SAID = Choice("exit.not_said", "Rather not say")


def test_more_choices_wait_until_asked_for_or_chosen(put):
    made = ChoiceGroup("Where?", [*PLACES, SEA], identifier="t")
    window = put(made)
    assert made.offers("sea")
    assert window.findChild(QWidget, "t.sea") is None, "of dozens, few are ever looked at"
    window.findChild(ToggleButton, "t.more").click()
    assert made.card("sea").isVisible()
    window.findChild(ToggleButton, "t.more").click()
    assert not made.card("sea").isVisible()
    made.show_values(["sea"])
    assert made.card("sea").isVisible()


def test_one_of_the_choices_behind_that_is_recorded_stands_in_sight_at_once(put):
    made = ChoiceGroup("Where?", [*PLACES, SEA], identifier="t")
    made.show_values(["sea"])
    put(made)
    assert made.card("sea").isVisible()
    assert made.value() == "sea"
    assert made.first() is made.card("sea")


def test_choices_behind_keep_their_place_before_what_was_added(put):
    """What is recorded of several is in the order in which they are offered, however looked at."""
    made = ChoiceGroup("Where?", [*PLACES, SEA], many=True, identifier="t")
    window = put(made)
    made.add([NOT_SAID])
    window.findChild(ToggleButton, "t.more").click()
    made.card("exit.not_said").click()
    made.card("sea").click()
    made.card("home").click()
    assert made.values() == ("home", "sea", "exit.not_said")


def test_a_choice_from_behind_stands_in_the_tab_chain_before_what_follows_the_group(put):
    both = QWidget()
    column = QVBoxLayout(both)
    made, after = ChoiceGroup("Where?", [*PLACES, SEA], both, identifier="t"), Button("On", both)
    column.addWidget(made)
    column.addWidget(after)
    orders_tabs(both)
    window = put(both)
    window.findChild(ToggleButton, "t.more").click()
    made.card("sea").setFocus()
    chain = audit.tab_chain(window)
    assert chain.index(made.card("sea")) < chain.index(after)


def test_tab_goes_from_what_opens_more_choices_to_the_first_of_them_and_not_past_them(put):
    """Whoever asks for them by the keyboard would else land behind what was opened."""
    behind, both = [SEA, Choice("far", "Far away", more=True)], QWidget()
    column = QVBoxLayout(both)
    made = ChoiceGroup("Where?", [*PLACES, *behind], both, identifier="t")
    after = Button("On", both)
    column.addWidget(made)
    column.addWidget(after)
    orders_tabs(both)
    window = put(both)
    more = window.findChild(ToggleButton, "t.more")
    more.setFocus()
    QTest.keyClick(more, Key.Key_Space)
    for there in (made.card("sea"), after):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget() is there
    made.card("far").click()
    assert made.card("sea") not in audit.tab_chain(window)  # what is chosen is the one stop


def test_whose_words_is_a_group_with_full_sentences_for_names(qtbot, put):
    whose = WhoseWords([("a", "Gwen", "These are Gwen's words"), ("b", "Siân", "Siân's words")])
    window = put(whose)
    card = window.findChild(QWidget, "whose.by.a")
    assert audit.name_of(card) == "These are Gwen's words"
    whose.show_value("b")
    assert whose.value() == "b"
    with qtbot.waitSignal(whose.changed):
        card.click()
    assert whose.value() == "a"


# --- the place table -----------------------------------------------------------------------------


@pytest.fixture
def table(put) -> PlaceTable:
    rows = [Place("home", "Own home"), Place("hospice", "Hospice"), Place("hospital", "Hospital"),
            Place("sea", "By the sea", more=True)]  # fmt: skip
    made = PlaceTable("Where in the last days?", rows, identifier="t")
    put(made)
    return made


def test_three_taps_and_a_sentence(table):
    chosen: list[tuple[str, str]] = []
    table.chosen.connect(lambda place, rank: chosen.append((place, rank)))
    for place, rank in (("home", "first"), ("hospice", "second"), ("hospital", "avoid")):
        table.cell(place, rank).click()
    assert table.value() == Ranked("home", "hospice", ("hospital",))
    assert chosen == [("home", "first"), ("hospice", "second"), ("hospital", "avoid")]
    assert table.sentence() == "1st choice: Own home. 2nd choice: Hospice. Does not want: Hospital."


def test_a_second_first_choice_moves_the_first(table, heard):
    table.cell("home", "first").click()
    table.cell("hospice", "first").click()
    assert table.value() == Ranked("hospice")
    assert heard == ["1st choice: Own home.", "1st choice is now Hospice."]


def test_a_place_has_one_rank_and_may_lose_it(table):
    chosen: list[str] = []
    table.chosen.connect(lambda _, rank: chosen.append(rank))
    table.cell("home", "first").click()
    table.cell("home", "avoid").click()
    table.cell("home", "avoid").click()
    assert table.value() == Ranked()
    assert chosen == ["first", "avoid", "none"]


def test_several_places_may_be_unwanted(table):
    table.cell("hospital", "avoid").click()
    table.cell("hospice", "avoid").click()
    assert table.value().avoid == ("hospice", "hospital")
    assert table.sentence() == "Does not want: Hospice and Hospital."


def test_1_2_and_0_choose_in_the_row_that_has_the_focus(table):
    table.first().setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_1)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_2)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_0)
    assert table.value() == Ranked("home", "hospice", ("hospital",))


def test_the_same_keys_do_nothing_elsewhere(put, table):
    other = Button("Continue", identifier="elsewhere")
    put(other)
    other.setFocus()
    for key in (Key.Key_1, Key.Key_2, Key.Key_0):
        QTest.keyClick(other, key)
    assert table.value() == Ranked()


def test_arrows_walk_the_table_and_stop_at_its_edges(table):
    table.first().setFocus()
    steps = [Key.Key_Up, Key.Key_Left, Key.Key_Right, Key.Key_Right, Key.Key_Right]
    for key in [*steps, *[Key.Key_Down] * 5]:
        QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is table.cell("hospital", "avoid")
    assert table.value() == Ranked()
    assert audit.tab_chain(table.window())[0] is table.cell("hospital", "avoid")


def test_more_places_wait_behind_somewhere_else(table):
    more = table.window().findChild(ToggleButton, "t.more")
    assert not table.cell("sea", "first").isVisible()
    more.click()
    table.cell("sea", "first").click()
    more.click()
    assert table.cell("sea", "first").isVisible()  # what is chosen stays in sight
    assert table.value().first == "sea"


def test_showing_places_says_nothing(table, heard):
    table.chosen.connect(lambda *_: pytest.fail("nobody chose"))
    table.show_value(Ranked("sea", "", ("hospital",)))
    assert table.cell("sea", "first").isVisible()
    assert heard == []


def _act(widget: QWidget, *names: str) -> None:
    """Do what a screen reader does: the first of *names* that the control offers."""
    face = QAccessible.queryAccessibleInterface(widget)
    actions = face.actionInterface()
    offered = actions.actionNames()
    actions.doAction(next(name for name in names if name in offered))
