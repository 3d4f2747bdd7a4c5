"""Every check is shown a fault it must find: a check that cannot fail is worth nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QFont, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.ui import audit
from ui.theme import Look, tokens
from ui.widgets import Choice as Card
from ui.widgets import ChoiceCard, ChoiceGroup, FocusRings, Heading, RegionFrame


@pytest.fixture
def window(qapp: QApplication, look_at: object) -> Iterator[QWidget]:
    del look_at
    for rings in qapp.findChildren(FocusRings):  # those of an app that an earlier test started
        rings.stop()
    made = QWidget()
    made.resize(800, 600)
    QVBoxLayout(made)
    yield made
    made.close()
    shiboken6.delete(made)


def _show(window: QWidget) -> QWidget:
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def _button(words: str, window: QWidget, x: int, y: int, w: int = 200, h: int = 48) -> QPushButton:
    button = QPushButton(words, window)
    button.setGeometry(x, y, w, h)
    return button


def test_a1_an_icon_without_a_name_is_found(window):
    QToolButton(window).setObjectName("nameless")
    assert audit.unnamed(_show(window)) == ["nameless"]


def test_a2_the_same_name_twice_is_found(window):
    _button("Change", window, 0, 0), _button("Change", window, 0, 100)
    assert len(audit.duplicate_names(_show(window))) == 1


def test_a2_the_same_answer_to_two_questions_is_none_but_twice_to_one_is(window):
    yes = Card("yes", "Yes")
    groups = [ChoiceGroup(q, [yes], identifier=q) for q in ("Here?", "Alone?")]
    for group in groups:
        window.layout().addWidget(group)
    assert audit.duplicate_names(_show(window)) == []
    window.layout().addWidget(ChoiceGroup("Here?", [yes], identifier="again"))
    QApplication.processEvents()
    assert len(audit.duplicate_names(window)) == 1


def test_a3_a_page_without_a_heading_is_found(window):
    assert audit.wrong_roles(_show(window)) == ["no heading"]
    window.layout().addWidget(Heading("Places"))
    QApplication.processEvents()
    assert audit.wrong_roles(window) == []


def test_a3_a_heading_that_is_only_big_letters_is_found(window):
    class Pretender(Heading):
        def __init__(self) -> None:
            super().__init__("Places")
            self.setProperty("accessible_role", None)

    window.layout().addWidget(Pretender())
    assert "not Heading" in audit.wrong_roles(_show(window))[0]


def test_a4_a_choice_outside_a_group_is_found(window):
    lonely = QRadioButton("At home", window)
    lonely.setObjectName("lonely")
    assert audit.nameless_groups(_show(window)) == ["lonely"]


def test_a4_a_group_without_its_question_is_found(window):
    window.layout().addWidget(ChoiceGroup("", [Card("a", "At home")], identifier="g"))
    assert audit.nameless_groups(_show(window)) == ["g.a"]


def test_a5_a_target_too_small_for_a_thumb_is_found(window):
    _button("Continue", window, 0, 0, h=40).setObjectName("low")
    assert audit.small_targets(_show(window)) == ["low 200x40"]


def test_a5_a_choice_of_44_px_is_found(window):
    choice = QRadioButton("At home", window)
    choice.setGeometry(0, 0, 300, 44)
    assert len(audit.small_targets(_show(window))) == 1


def test_a6_buttons_6_px_apart_are_found(window):
    _button("Yes", window, 0, 0), _button("No", window, 206, 0)
    assert len(audit.close_targets(_show(window))) == 1


def test_a6_buttons_8_px_apart_are_not(window):
    _button("Yes", window, 0, 0), _button("No", window, 208, 0)
    assert audit.close_targets(_show(window)) == []


def _scrolled(window: QWidget) -> tuple[QScrollArea, QWidget]:
    """Put a view 4 px under a button of the window; return it and what it scrolls."""
    _button("Lock", window, 0, 0)
    view, content = QScrollArea(window), QWidget()
    view.setGeometry(0, 52, 300, 200)
    view.setFrameShape(QScrollArea.Shape.NoFrame)
    content.resize(280, 900)
    view.setWidget(content)
    return view, content


def test_a6_a_button_that_slides_under_a_bar_is_not_too_close_to_it(window):
    """A page can be scrolled anywhere: what is cut by the bar moves away from it again."""
    view, content = _scrolled(window)
    _button("Add a person", content, 0, 60)
    _show(window)
    view.verticalScrollBar().setValue(100)
    assert audit.close_targets(window) == []


def test_a6_close_buttons_of_one_scrolled_page_are_found(window):
    view, content = _scrolled(window)
    _button("Yes", content, 0, 160), _button("No", content, 0, 214)
    _show(window)
    view.verticalScrollBar().setValue(100)
    assert len(audit.close_targets(window)) == 1


def test_a7_a_label_without_room_for_its_words_is_found(window):
    label = QLabel("In the last days of life", window)
    label.setGeometry(0, 0, 40, 20)
    assert len(audit.clipped(_show(window))) == 1


def test_a7_a_button_that_only_fits_until_it_is_bold_is_found(window):
    button = QPushButton("Does not want hospital at all", window)
    font = button.font()
    need = button.fontMetrics().horizontalAdvance(button.text()) + 2 * audit.EDGE
    button.setGeometry(0, 0, need, 60)
    assert font.weight() == QFont.Weight.Normal
    assert len(audit.clipped(_show(window))) == 1


def test_a7_a_heading_cut_by_its_holder_is_found(window):
    heading = Heading("Where would Gwen want to be in the last days of life?", window)
    heading.setGeometry(0, 0, 200, 35)
    assert len(audit.clipped(_show(window))) == 1


def test_a8_a_control_outside_the_window_is_found(window):
    _button("Continue", window, 700, 0).setObjectName("beyond")
    assert audit.outside_window(_show(window)) == ["beyond 700..899 of 800"]


def test_a8_a_page_that_cannot_be_narrow_is_found(window):
    row = QHBoxLayout()
    window.layout().addLayout(row)
    for words in ("PRYCE, Gwen", "Born 4 March 1941", "NHS no. 999 123 4567"):
        label = QLabel(words)
        label.setMinimumWidth(400)
        row.addWidget(label)
    assert len(audit.too_wide(window, 2.0)) == 1


def test_a9_bars_that_take_half_the_window_are_found(window):
    bar = QWidget(window)
    bar.setGeometry(0, 0, 800, 300)
    assert audit.heavy_chrome(_show(window), bar) == ["bars take 50% of 600"]
    assert audit.heavy_chrome(window, bar, most=0.6) == []


def test_a10_a_button_that_tab_passes_by_is_found(window):
    button = _button("Undo", window, 0, 0)
    button.setObjectName("passed")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert audit.unreachable(_show(window)) == ["passed"]


def test_a10_cards_that_arrows_reach_are_not(window):
    cards = [Card(code, f"Place {code}") for code in "abcdef"]
    window.layout().addWidget(ChoiceGroup("Where?", cards, identifier="g"))
    shown = _show(window)
    assert audit.unreachable(shown) == []
    assert len(audit.tab_chain(shown)) == 1


def test_a11_tab_that_jumps_up_the_page_is_found(window):
    lower, upper = _button("Second", window, 0, 300), _button("First", window, 0, 0)
    lower.setObjectName("lower")
    upper.setObjectName("upper")
    assert audit.out_of_order(_show(window)) == ["lower, then upper"]


def test_a11_tab_that_comes_back_to_a_region_is_found(window):
    regions = [RegionFrame(name, window, identifier=name) for name in ("left", "right")]
    for region, x in zip(regions, (0, 400), strict=True):
        region.setGeometry(x, 0, 400, 600)
    buttons = [_button(f"b{i}", regions[i % 2], 0, 100 * i) for i in range(3)]
    QWidget.setTabOrder(buttons[0], buttons[1])
    QWidget.setTabOrder(buttons[1], buttons[2])
    assert "region left is visited twice" in audit.out_of_order(_show(window))


def test_a12_a_box_that_swallows_tab_is_found(window):
    box, button = QPlainTextEdit(window), _button("Continue", window, 0, 300)
    box.setObjectName("swallows")
    button.setObjectName("after")
    assert audit.traps(_show(window)) == ["Tab stays in swallows"]
    box.setTabChangesFocus(True)
    assert audit.traps(window) == []


def test_a12_a_table_that_holds_tab_is_found(window):
    table = QTableWidget(5, 5, window)
    table.setObjectName("holds")
    _button("Continue", window, 0, 300)
    assert audit.traps(_show(window)) == ["Tab stays in holds"]
    table.setTabKeyNavigation(False)
    assert audit.traps(window) == []


def test_a13_a_control_without_a_focus_mark_is_found(window):
    button = _button("Continue", window, 100, 100)
    button.setStyleSheet("QPushButton { border: 2px solid #6C7782; outline: none; }")
    assert len(audit.unseen_focus(_show(window), button)) == 1


def test_a13_the_ring_is_seen_on_the_same_control(window, qapp):
    rings = FocusRings(qapp)
    button = _button("Continue", window, 100, 100)
    button.setStyleSheet("QPushButton { border: 2px solid #6C7782; outline: none; }")
    assert audit.unseen_focus(_show(window), button) == []
    rings.stop()


def test_a14_focus_below_the_fold_is_found(window):
    area, inside = QScrollArea(window), QWidget()
    area.setGeometry(0, 0, 400, 300)
    inside.resize(380, 2_000)
    low = _button("Low down", inside, 0, 1_500)
    low.setObjectName("low")
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert audit.hidden_focus(_show(window)) == ["low shows 0x0"]


def test_a15_a_faded_text_colour_is_found():
    faded = {theme: dict(colours) for theme, colours in tokens().colour.items()}
    faded["light"]["text2"] = "#A0A0A0"
    assert any(fault.startswith("light: text2 on bg") for fault in audit.weak_pairs(faded))


def test_a16_words_drawn_in_a_faint_colour_are_found(window):
    label = QLabel("Where would Gwen want to be?", window)
    label.setObjectName("faint")
    label.setStyleSheet("color: #A0A0A0; background: #FFFFFF")
    assert audit.faint_words(_show(window)) == ["faint: 2.6:1 of 4.5"]
    label.setStyleSheet("color: #46525F; background: #FFFFFF")
    QApplication.processEvents()
    assert audit.faint_words(window) == []


def test_a16_a_dark_border_does_not_make_up_for_faint_words(window):
    button = _button("Continue", window, 100, 100)
    button.setStyleSheet("color: #8DA0A0; background: #FFFFFF; border: 3px solid #000000")
    assert len(audit.faint_words(_show(window))) == 1


def test_a16_a_dark_mark_does_not_make_up_for_a_faint_choice(window):
    class Faint(ChoiceCard):
        def _draw_words(self, painter: QPainter, on: bool) -> None:
            painter.setPen(QColor("#B9C0C0"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "At home")

    card = Faint("At home", "", window)
    card.setGeometry(0, 0, 300, 60)
    assert len(audit.faint_words(_show(window))) == 1


@pytest.mark.parametrize("keys", ["S", "Shift+S"])
def test_a17_a_shortcut_that_types_a_letter_is_found(window, keys):
    QShortcut(QKeySequence(keys), window)
    assert len(audit.shortcut_faults(window)) == 1


def test_a17_the_same_shortcut_twice_is_found(window):
    QShortcut(QKeySequence("Ctrl+F"), window)
    action = QAction("Find", window)
    action.setShortcut(QKeySequence("Ctrl+F"))
    window.addAction(action)
    assert audit.shortcut_faults(window) == ["Ctrl+F twice"]
    assert audit.shortcuts(window) == ["Ctrl+F", "Ctrl+F"]


@pytest.mark.parametrize(
    "line",
    [
        "from PySide6.QtWidgets import QMessageBox",
        "QtWidgets.QMessageBox.warning(self, 'a', 'b')",
        "SignSheet(self).exec()",
        "menu.exec(place)",
    ],
)
def test_a19_a_dialogue_in_the_way_is_found(tmp_path: Path, line: str):
    (tmp_path / "page.py").write_text(line + "\n", encoding="utf-8")
    assert len(audit.modal_calls(tmp_path)) == 1


def test_a19_the_application_itself_may_run(tmp_path: Path):
    (tmp_path / "app.py").write_text("app.exec()\n", encoding="utf-8")
    assert audit.modal_calls(tmp_path) == []


def test_a21_a_name_in_a_tooltip_is_found(window):
    QLineEdit(window).setToolTip("CANARY-NOTE")
    assert "CANARY-NOTE" in audit.all_text(_show(window))


def test_a28_letters_that_our_font_does_not_have_are_found(look_at):
    look_at()
    assert audit.mixed_fonts([Look().font("body")], "Gŵyr \u6c34")  # it writes no Chinese


def test_the_corners_are_eight_and_hold_every_theme_and_the_ends_of_the_scale():
    assert len(set(audit.CORNERS)) == 8
    assert {corner.theme for corner in audit.CORNERS} == {"light", "dark", "contrast"}
    assert {1.0, 2.0} <= {corner.scale for corner in audit.CORNERS}
    assert {(c.width, c.height) for c in audit.CORNERS} == {(1366, 689), (1093, 551), (1024, 521)}


def test_no_page_of_ours_opens_a_dialogue(root: Path):
    assert audit.modal_calls(root / "ui") == []
