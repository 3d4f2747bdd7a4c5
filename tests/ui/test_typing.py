"""Own words, dates and lists: what is typed is kept, and told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui import audit
from ui.widgets import (
    Button,
    DateBoxes,
    LineBox,
    LinesList,
    OwnWords,
    Page,
    Phone,
    PhoneList,
    WordsBox,
    texts,
)

pytestmark = pytest.mark.usefixtures("ringed")
Key = Qt.Key


# --- typing --------------------------------------------------------------------------------------


def _type(widget: QWidget, text: str) -> None:
    """Type any letter: QTest.keyClicks aborts the interpreter on the first ŵ."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_own_words_grow_to_six_lines_and_then_scroll(put):
    box = WordsBox("Words")
    put(box)
    line = box.fontMetrics().lineSpacing()
    heights = []
    for lines in (1, 2, 3, 6, 9):
        box.show_text("\n".join("x" * lines))
        QApplication.processEvents()
        heights.append(box.height())
    assert heights[0] == heights[1]  # never less than two lines
    assert heights[2] - heights[1] == line
    assert heights[3] - heights[2] == 3 * line
    assert heights[4] == heights[3]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_words_that_fit_are_seen_whole(put, look_at, scale):
    """A bar beside two lines says that there is more, and hides the first of them."""
    look_at("light", scale)
    box = WordsBox("Words")
    put(box)
    for lines in range(1, 7):
        box.show_text("\n".join("x" * lines))
        QApplication.processEvents()
        assert box.verticalScrollBar().maximum() == 0, lines


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_tab_leaves_own_words(qtbot, put, key):
    holder = QWidget()
    column = QVBoxLayout(holder)
    before, words_, after = Button("a"), OwnWords("In Gwen's own words"), Button("b")
    for widget in (before, words_, after):
        column.addWidget(widget)
    put(holder)
    words_.setFocus()
    with qtbot.waitSignal(words_.left):
        QTest.keyClick(words_.box, key)
    assert QApplication.focusWidget() is (after if key == Key.Key_Tab else before)


def test_straight_quotes_become_curly_as_they_are_typed(put):
    box = WordsBox("Words")
    put(box)
    QTest.keyClicks(box, "\"I don't mind\", she said ('her words')")
    assert box.text() == ("\u201cI don\u2019t mind\u201d, she said (\u2018her words\u2019)")


def test_page_down_turns_the_page_while_all_of_the_words_are_seen(put):
    box, below = WordsBox("Words"), QWidget()
    below.setFixedHeight(4000)
    page = Page("p")
    for widget in (box, below):
        page.column.addWidget(widget)
    put(page).layout().setStretch(0, 1)
    box.setFocus()
    QTest.keyClicks(box, "dog")
    bar = page.view.verticalScrollBar()
    QTest.keyClick(box, Key.Key_PageDown)
    QTest.keyClick(box, Key.Key_PageDown)
    assert bar.value() > 700
    assert box.textCursor().position() == 3
    QTest.keyClicks(box, "s")  # nobody types unseen
    assert bar.value() == 0
    QTest.keyClick(box, Key.Key_PageDown)
    QTest.keyClick(box, Key.Key_PageUp)
    assert bar.value() == 0
    box.show_text("\n".join("x" * 20))  # more than the box shows: through these first
    QTest.keyClick(box, Key.Key_PageUp)
    assert box.textCursor().blockNumber() < 19
    assert bar.value() == 0
    for _ in range(9):
        QTest.keyClick(box, Key.Key_PageDown)  # once the last of them is reached, the page turns
    assert bar.value() > 700


def test_words_and_lines_are_typed_in_sight_when_the_page_was_turned(put):
    line, box, between, below = LineBox("Line"), WordsBox("Words"), QWidget(), QWidget()
    page = Page("p")
    for room in (between, below):
        room.setFixedHeight(2000)
    for widget in (line, between, box, below):
        page.column.addWidget(widget)
    put(page).layout().setStretch(0, 1)
    bar = page.view.verticalScrollBar()
    line.setFocus()
    bar.setValue(2000)
    QTest.keyClicks(line, "a")
    assert not line.visibleRegion().isEmpty()
    box.show_text("\n".join("x" * 6))
    box.setFocus()
    bar.setValue(box.mapTo(page.body, QPoint()).y() - page.view.viewport().height() + 30)
    QTest.keyClicks(box, "s")  # the caret is on the last line: of the box the top alone is seen
    assert box.viewport().visibleRegion().intersects(box.cursorRect())


def test_own_words_tell_that_they_changed_and_that_the_user_moved_on(qtbot, put):
    words_ = OwnWords("In Gwen's own words")
    put(words_)
    with qtbot.waitSignal(words_.edited):
        _type(words_.box, "ŵ")
    words_.box.setFocus()
    with qtbot.waitSignal(words_.left):
        words_.box.clearFocus()
    assert words_.text() == "ŵ"


def test_another_window_is_not_moving_on(put):
    from PySide6.QtGui import QFocusEvent

    words_ = OwnWords("In Gwen's own words")
    put(words_)
    words_.left.connect(lambda: pytest.fail("the user only looked at another window"))
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(words_.box, away)


def test_showing_words_says_nothing_and_shows_no_example(put):
    words_ = OwnWords("In Gwen's own words")
    put(words_)
    words_.edited.connect(lambda: pytest.fail("nobody typed"))
    words_.show_text("My own bed.")
    words_.show_text("My own bed.")
    assert words_.text() == "My own bed."
    assert words_.box.placeholderText() == ""


def test_too_many_letters_are_not_taken_and_the_rest_stays(put, heard, monkeypatch):
    monkeypatch.setattr(texts, "MOST_CHARACTERS", 10)
    words_ = OwnWords("In Gwen's own words")
    put(words_)
    _type(words_.box, "12345678")
    _type(words_.box, "9abcdef")
    assert words_.text() == "123456789a"
    assert heard == ["One answer holds 10 letters. Put the rest in another."]
    QTest.keyClick(words_.box, Key.Key_Backspace)
    assert words_.text() == "123456789"


# --- dates ---------------------------------------------------------------------------------------


@pytest.fixture
def date(put) -> DateBoxes:
    made = DateBoxes("Born", identifier="t.born")
    put(made)
    return made


def _fill(date: DateBoxes, day: str, month: str, year: str) -> None:
    for part, text in (("day", day), ("month", month), ("year", year)):
        date.box(part).setText(text)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        (("4", "mar", "1941"), "1941-03-04"),
        (("04", "03", "1941"), "1941-03-04"),
        (("4", "March", "1941"), "1941-03-04"),
        (("29", "feb.", "1940"), "1940-02-29"),
        (("", "Sept", "1941"), "1941-09"),
        (("", "", "1941"), "1941"),
        (("", "", ""), ""),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(date, typed, iso):
    _fill(date, *typed)
    assert (date.value(), date.problem()) == (iso, "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("31", "2", "1941"), "Enter a day between 1 and 28"),
        (("0", "3", "1941"), "Enter a day between 1 and 31"),
        (("x", "3", "1941"), "Enter a day between 1 and 31"),
        (("4", "13", "1941"), "Enter a month as a number or a name, such as 3 or March"),
        (("4", "ma", "1941"), "Enter a month as a number or a name, such as 3 or March"),
        (("4", "", "1941"), "Enter the month as well, or leave the day empty"),
        (("4", "3", "41"), "Enter a year in four digits, such as 1941"),
        (("4", "3", ""), "Enter a year in four digits, such as 1941"),
    ],
)
def test_what_is_not_a_date_is_kept_and_told(date, typed, says):
    _fill(date, *typed)
    assert date.problem() == says
    assert date.date() is None
    kept = date.value()
    date.show_value("")
    date.show_value(kept)
    assert tuple(date.box(part).text() for part in ("day", "month", "year")) == typed


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("31", "2", "1941"), "day"),
        (("4", "13", "1941"), "month"),
        (("4", "", "1941"), "month"),
        (("4", "3", "41"), "year"),
        (("4", "3", "1941"), "day"),
    ],
)
def test_the_box_to_mend_is_the_one_that_is_wrong(date, typed, wrong):
    _fill(date, *typed)
    assert date.mend() is date.box(wrong)
    date.setFocus()
    assert QApplication.focusWidget() is date.box(wrong)


def test_a_date_can_be_shown_and_given_back(date):
    date.edited.connect(lambda: pytest.fail("nobody typed"))
    for iso in ("1941-03-04", "1941-03", "1941", "", "about the war", "1941-03-04-05"):
        date.show_value(iso)
        assert date.value() == iso
    date.show_value("1941-03-04")
    assert date.box("month").text() == "March"
    assert date.date().isoformat() == "1941-03-04"


def test_going_from_day_to_month_is_not_moving_on(qtbot, date):
    left: list[int] = []
    date.left.connect(lambda: left.append(1))
    date.box("day").setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert (QApplication.focusWidget(), left) == (date.box("year"), [])
    date.box("year").clearFocus()
    assert left == [1]


def test_the_boxes_have_whole_names(date):
    assert [audit.name_of(date.box(part)) for part in ("day", "month", "year")] == [
        "Born, day",
        "Born, month",
        "Born, year",
    ]


# --- lists ---------------------------------------------------------------------------------------


def test_lines_are_added_filled_and_removed(qtbot, put):
    lines = LinesList("Address", identifier="t", most=3)
    window = put(lines)
    lines.show_value(["12 Heol y Bont", "Aberwen"])
    assert lines.value() == ["12 Heol y Bont", "Aberwen"]
    with qtbot.waitSignal(lines.edited):
        lines.add_button.click()
    assert not lines.add_button.isVisible()  # three are enough
    QTest.keyClicks(QApplication.focusWidget(), "CF99 9ZZ")
    assert lines.value()[-1] == "CF99 9ZZ"
    with qtbot.waitSignals([lines.edited, lines.left]):
        window.findChild(Button, "t.1.remove").click()
    assert lines.value() == ["Aberwen", "CF99 9ZZ"]
    assert lines.add_button.isVisible()
    assert lines.isAncestorOf(QApplication.focusWidget())


def test_the_last_line_empties_instead_of_going(put):
    lines = LinesList("Address", identifier="t")
    window = put(lines)
    lines.show_value(["12 Heol y Bont"])
    window.findChild(Button, "t.1.remove").click()
    QApplication.processEvents()
    assert lines.value() == []
    assert lines.first().isVisible()


def test_phones_keep_order_kind_and_rule(qtbot, put):
    phones = PhoneList("Gwen's numbers", identifier="t")
    window = put(phones)
    shown = [Phone("07700 900123", "mobile", "no"), Phone("01632 960001", "home")]
    phones.show_value(shown)
    assert phones.value() == shown
    card = window.findChild(QWidget, "t.2.message.yes")
    with qtbot.waitSignals([phones.edited, phones.left]):
        card.click()
    assert phones.value()[1] == Phone("01632 960001", "home", "yes")
    window.findChild(Button, "t.1.remove").click()
    assert [phone.number for phone in phones.value()] == ["01632 960001"]


def test_a_kind_without_a_number_is_kept_and_its_box_is_the_one_to_mend(put):
    """What was chosen never goes without a word: the number may come in a minute."""
    phones = PhoneList("Gwen's numbers", identifier="t")
    window = put(phones)
    phones.show_value([Phone("01632 960001", "home"), Phone("")])
    assert phones.unfinished() == []
    window.findChild(QWidget, "t.2.kind.mobile").click()
    assert phones.value() == [Phone("01632 960001", "home"), Phone("", "mobile")]
    assert [box.objectName() for box in phones.unfinished()] == ["t.2.number"]
    phones.show_value(phones.value())
    assert phones.value()[1] == Phone("", "mobile")


def test_a_line_that_is_full_says_so_and_cuts_nothing_without_a_word(put):
    box = texts.LineBox("Family name", most=5)
    put(box)
    told: list[str] = []
    box.full.connect(told.append)
    box.setFocus()
    QTest.keyClicks(box, "Jones")
    assert told == []
    QTest.keyClicks(box, "s")
    assert box.text() == "Jones"
    assert told == ["Only 5 letters fit here. What came after them is left out."]
    QTest.keyClick(box, Key.Key_Backspace)
    assert told[-1] == ""
    QApplication.clipboard().setText("Jones-Williams")
    box.selectAll()
    box.paste()
    assert box.text() == "Jones"
    assert told[-1].startswith("Only 5 letters")
