"""Labels, buttons, layouts, pages and the ring: what a hand and a screen reader can do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui import audit
from ui.theme import Look, apply
from ui.widgets import (
    BannerFacts,
    BesideLayout,
    Button,
    Columns,
    FlowLayout,
    Guidance,
    Heading,
    LongWords,
    Page,
    PersonBanner,
    PlainLabel,
    StateTag,
    ToggleButton,
    contents,
    order_tabs,
)

pytestmark = pytest.mark.usefixtures("ringed")
Key = Qt.Key


# --- labels --------------------------------------------------------------------------------------


def test_a_label_shows_html_as_it_was_typed(put):
    label = PlainLabel("<home> & <b>garden</b>")
    put(label)
    assert label.text() == "<home> & <b>garden</b>"
    assert audit.name_of(label) == "<home> & <b>garden</b>"


def test_a_label_is_as_high_as_what_it_draws():
    label = PlainLabel("one two three four five six seven eight nine ten " * 4)
    line = Look().line("body")
    wide, narrow = label.heightForWidth(600), label.heightForWidth(200)
    assert wide < narrow
    assert wide % line == narrow % line == 0
    assert label.heightForWidth(10_000) == label.heightForWidth(Look().size("measure"))


def test_a_label_keeps_the_line_breaks_it_is_given():
    assert PlainLabel("a\nb\nc").heightForWidth(600) == 3 * Look().line("body")


def test_a_word_longer_than_the_line_is_broken_and_not_cut():
    assert PlainLabel("x" * 200).heightForWidth(150) > 3 * Look().line("body")


def test_a_label_measures_again_when_the_text_grows(qapp):
    label = PlainLabel("some words that take more room when they are larger")
    before = label.sizeHint()
    apply(qapp, Look("light", 2.0))
    assert label.sizeHint().width() > before.width()


def test_a_heading_is_a_heading_and_is_named_after_its_words(put):
    heading = Heading("Places")
    put(heading)
    heading.setText("Treatment")
    assert audit.role_of(heading) == QAccessible.Role.Heading
    assert audit.name_of(heading) == "Treatment"


def test_a_telephone_number_is_not_broken_over_two_lines(put):
    label = PlainLabel("Assess and treat as usual. Advice: 01632 960002.")
    put(label)
    for width in range(140, 420, 10):
        layout = label._lines(width).layout
        rows = [layout.lineAt(k) for k in range(layout.lineCount())]
        texts = [layout.text()[r.textStart() : r.textStart() + r.textLength()] for r in rows]
        assert any("01632\u00a0960002." in text for text in texts), width
    assert label.text() == "Assess and treat as usual. Advice: 01632 960002."


def test_a_heading_is_one_for_a_screen_reader_that_runs_already(put):
    """It looks while the heading is made, and keeps what it saw."""
    QAccessible.setActive(True)
    heading = Heading("Places")
    QAccessible.setActive(False)
    put(heading)
    assert audit.role_of(heading) == QAccessible.Role.Heading


def test_long_words_begin_and_can_be_read_to_the_end(put):
    words = "I want to hear the gate when Huw comes in. " * 20
    shown = LongWords(words, "Show all that matters to Gwen", identifier="w.all")
    put(shown)
    assert len(shown.label.text()) < 400
    assert shown.label.text().endswith(" ...")
    shown.all.setChecked(True)
    assert shown.label.text() == words
    assert audit.name_of(shown.all) == "Show all that matters to Gwen"


def test_short_words_are_shown_whole(put):
    shown = LongWords("In my own bed." * 30, "", identifier="w.all")
    put(shown)
    assert shown.label.text() == "In my own bed." * 30
    assert not shown.findChildren(ToggleButton)


# --- buttons -------------------------------------------------------------------------------------


def test_choosing_a_toggle_moves_nothing(put):
    toggle = ToggleButton("2nd choice")
    put(toggle)
    before = (toggle.sizeHint(), toggle.minimumSizeHint())
    toggle.setChecked(True)
    assert (toggle.sizeHint(), toggle.minimumSizeHint()) == before


def test_a_button_wraps_where_there_is_no_room_for_its_words():
    button = Button("Would rather not talk about this today or tomorrow")
    assert button.heightForWidth(200) > button.heightForWidth(800) == 48


def test_an_ampersand_is_an_ampersand(put):
    button = Button("Mash & peas")
    put(button)
    assert button.words() == "Mash & peas"
    assert audit.name_of(button) == "Mash & peas"


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_enter_and_space_press_a_focused_button(qtbot, put, key):
    button = Button("Continue")
    put(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_button_shows_where_the_pointer_is(put):
    button = Button("Continue", kind="primary")
    put(button)
    inside = QPointF(5, 5)
    before = button.grab().toImage().pixelColor(40, 6)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(button, QEnterEvent(inside, inside, inside))
    assert button.grab().toImage().pixelColor(40, 6) == Look().colour("primary_hover") != before
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert button.grab().toImage().pixelColor(40, 6) == before


def test_a_button_may_change_its_icon(put):
    button = Button("Pause")
    put(button)
    before = button.sizeHint().width()
    button.set_icon("pause")
    assert button.sizeHint().width() > before


def test_a_label_may_change_its_style(put):
    label = PlainLabel("Saved")
    before = label.sizeHint().height()
    label.set_style("question", "error")
    assert label.sizeHint().height() > before


def test_a_short_button_keeps_its_name(put):
    button = Button("Pause", icon="pause")
    put(button)
    full = button.full_width()
    assert button.sizeHint().width() == full
    button.set_short(True)
    assert button.sizeHint().width() < full == button.full_width()
    assert audit.name_of(button) == "Pause"
    assert button.toolTip() == "Pause"


def test_assistive_technology_can_toggle_a_toggle(qtbot, put):
    toggle = ToggleButton("Review due 9")
    put(toggle)
    with qtbot.waitSignal(toggle.toggled):
        _act(toggle, "Toggle", "Press")
    assert toggle.isChecked()


# --- frames and layouts --------------------------------------------------------------------------


def test_a_flow_wraps_and_skips_what_is_hidden(put):
    holder = QWidget()
    flow = FlowLayout(holder)
    made = [Button(f"Button number {i}") for i in range(6)]
    for button in made:
        flow.addWidget(button)
    assert flow.heightForWidth(2_000) == 48
    assert flow.heightForWidth(400) > 48 * 2
    for button in made[1:]:
        button.hide()
    assert flow.heightForWidth(400) == 48
    assert contents(flow) == made
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None


def test_beside_goes_under_when_there_is_no_room():
    holder = QWidget()
    beside = BesideLayout(holder)
    beside.addWidget(PlainLabel("A few words at the side"))
    beside.addWidget(Button("A button of some width"))
    assert beside.heightForWidth(900) == 48
    assert beside.heightForWidth(260) > 48


def test_two_things_beside_each_other_can_begin_at_the_top():
    holder = QWidget()
    beside = BesideLayout(holder, top=True)
    words, button = PlainLabel("A few words at the side"), Button("A button")
    beside.addWidget(words)
    beside.addWidget(button)
    beside.setGeometry(QRect(0, 0, 900, 48))
    assert words.y() == button.y() == 0


def test_columns_share_the_width_and_are_stacked_where_it_is_tight():
    holder = QWidget()
    columns = Columns(holder, shares=(1, 3), least=500, gap=0)
    narrow, wide = PlainLabel("What it is"), PlainLabel("What stands of it")
    columns.addWidget(narrow)
    columns.addWidget(wide)
    columns.setGeometry(QRect(0, 0, 800, 100))
    assert (narrow.width(), wide.x(), wide.width()) == (200, 200, 600)
    columns.setGeometry(QRect(0, 0, 400, 100))
    assert (wide.x(), wide.width()) == (0, 400)
    assert wide.y() >= narrow.height() + 8
    assert columns.sizeHint().width() < 1_000


def test_columns_are_stacked_rather_than_cut_a_word():
    holder = QWidget()
    columns = Columns(holder, shares=(1, 9), least=100)
    columns.addWidget(Button("Unterschriftenmappe"))
    columns.addWidget(PlainLabel("What stands of it"))
    assert columns.heightForWidth(600) > 48


def _page(window: QWidget) -> Page:
    return window.findChildren(Page)[0]


def test_the_actions_scroll_with_a_page_that_is_too_low(conversation):
    page = _page(conversation)
    seen: list[bool] = []
    page.compact_changed.connect(seen.append)
    conversation.resize(1366, 260)
    QApplication.processEvents()
    assert page.body.isAncestorOf(page.bar)
    conversation.resize(1366, 689)
    QApplication.processEvents()
    assert not page.body.isAncestorOf(page.bar)
    assert seen == [True, False]


def test_the_guide_is_a_tab_in_a_narrow_window_and_opens_as_a_drawer(conversation):
    page = _page(conversation)
    guide = page.panes.side
    assert not guide.is_tab()
    conversation.resize(900, 689)
    QApplication.processEvents()
    assert guide.is_tab()
    assert guide.width() < 60
    guide.open()
    QApplication.processEvents()
    assert guide.is_drawer()
    assert guide.width() == Look().size("guide")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert guide.is_tab()
    assert audit.name_of(QApplication.focusWidget()) == "For you, guide"


def test_the_drawer_closes_when_the_focus_goes_to_the_page_under_it(conversation):
    page = _page(conversation)
    conversation.resize(900, 689)
    QApplication.processEvents()
    page.panes.side.open()
    page.findChild(QWidget, "shelf.t.choice.words").setFocus()
    assert page.panes.side.is_tab()


def test_the_guide_shows_three_things_and_the_rest_when_asked(conversation):
    guide = _page(conversation).panes.side
    assert "What would make you change your mind?" not in _seen_words(guide)
    guide.findChild(ToggleButton).click()
    assert "“What would make you change your mind?”" in _seen_words(guide)
    guide.show_guide(Guidance(say=("One thing.",)))
    assert guide.findChild(ToggleButton) is None or not guide.findChild(ToggleButton).isVisible()
    guide.show_instead(PlainLabel("1 Stop. Hands off the laptop."))
    QApplication.processEvents()
    assert _seen_words(guide) == ["1 Stop. Hands off the laptop."]


def test_f6_goes_through_body_guide_and_actions(conversation):
    names = [region.objectName() for region in _page(conversation).regions()]
    assert names == ["shelf.body", "shelf.guide", "shelf.actions"]


def test_a_page_that_says_nothing_about_itself_gives_nothing_away():
    page = Page("plain")
    assert (page.title(), page.help_id(), page.first_focus()) == ("", "plain", None)
    assert page.shared_safe is False


def test_the_banner_keeps_the_name_and_puts_the_rest_behind_more(conversation, qapp):
    banner = conversation.findChild(QWidget, "shelf.banner")
    assert "NHS no. 999 123 4567" in _seen_words(banner)
    apply(qapp, Look("light", 2.0))
    conversation.resize(1024, 521)
    QApplication.processEvents()
    assert _seen_words(banner) == ["PRYCE, Gwen (Mrs)"]
    banner.findChild(Button, "shelf.banner.more").click()
    assert "NHS no. 999 123 4567" in _seen_words(banner)
    told = ("Born 4 March 1941 (85)", "NHS no. 999 064 1544")
    banner.show_person(BannerFacts("PRYCE, Gwen", told, ("Welsh first",), "Another Gwen Pryce"))
    QApplication.processEvents()
    assert _seen_words(banner) == ["PRYCE, Gwen"]
    assert banner.findChild(Button, "shelf.banner.more").words() == "Same name"
    conversation.resize(1366, 900)
    QApplication.processEvents()
    assert _seen_words(banner) == ["PRYCE, Gwen", *told]  # somebody else may be meant
    seen = [tag for tag in banner.findChildren(StateTag) if tag.isVisible()]
    assert [tag.accessibleName() for tag in seen] == ["Another Gwen Pryce"]


def test_the_banner_can_show_somebody_else(conversation):
    banner = conversation.findChild(PersonBanner)
    banner.show_person(
        BannerFacts("KHAN, Amir (Mr)", ("Died 14 November 2025",), warning="Another", died=True)
    )
    QApplication.processEvents()
    assert _seen_words(banner) == ["KHAN, Amir (Mr)", "Died 14 November 2025"]
    assert "Gwen" not in audit.all_text(banner)
    middle = banner.grab().toImage().pixelColor(banner.width() // 2, 3)
    assert middle == Look().colour("surface2")


def test_the_way_back_is_a_signal(qtbot, conversation):
    banner = conversation.findChild(QWidget, "shelf.banner")
    with qtbot.waitSignal(banner.back_wanted):
        banner.back.click()


def test_tab_order_is_laid_again_when_something_comes(put):
    page, holder = Page("t"), QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(Button("In the banner"))
    column.addWidget(page)
    put(holder)
    first, second = Button("First"), Button("Second")
    page.column.addWidget(second)
    page.column.insertWidget(0, first)
    order_tabs(first)
    QApplication.processEvents()
    assert audit.tab_chain(page)[:2] == [first, second]


def test_outside_a_page_the_order_is_left_alone(put):
    lonely = Button("Alone")
    put(lonely)
    order_tabs(lonely)
    assert audit.tab_chain(lonely.window()) == [lonely]


def _seen_words(root: QWidget) -> list[str]:
    return [w.text() for w in root.findChildren(PlainLabel) if w.isVisible() and w.text().strip()
            and w.accessibleName() not in ("For you",)]  # fmt: skip


def _act(widget: QWidget, *names: str) -> None:
    """Do what a screen reader does: the first of *names* that the control offers."""
    face = QAccessible.queryAccessibleInterface(widget)
    actions = face.actionInterface()
    offered = actions.actionNames()
    actions.doAction(next(name for name in names if name in offered))
