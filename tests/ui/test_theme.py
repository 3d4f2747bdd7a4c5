"""The look is data: every colour pair is readable, every size follows the text scale."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from eolplan.resources import resource
from tests.ui import audit
from ui.theme import (
    FAMILY,
    Look,
    apply,
    contrast,
    generation,
    icon,
    look,
    pixmap,
    preferred,
    set_state,
    space_out,
    style_sheet,
    tokens,
)

THEMES = ("light", "dark", "contrast")


def test_contrast_is_the_one_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.01)  # the known near miss
    assert contrast("#123456", "#123456") == 1.0


def test_every_pair_that_is_drawn_is_readable_in_every_theme():
    assert audit.weak_pairs() == []


def test_the_themes_name_the_same_colours():
    names = [set(colours) for colours in tokens().colour.values()]
    assert list(tokens().colour) == list(THEMES)
    assert names[0] == names[1] == names[2]


def test_every_colour_with_words_on_it_is_in_a_pair():
    """A new token that nobody checks would be a colour that nobody can vouch for."""
    checked = {name for pair in tokens().pairs for name in pair[:2]}
    decoration = {"border"}
    assert set(tokens().colour["light"]) - checked == decoration


def test_the_ring_shows_on_the_primary_button_in_one_of_its_two_tones():
    for colours in tokens().colour.values():
        tones = (colours["ring_outer"], colours["ring_inner"])
        assert max(contrast(tone, colours["primary"]) for tone in tones) >= 3


@pytest.mark.parametrize("scale", tokens().steps)
@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_is_filled_for_every_look(theme, scale):
    sheet = style_sheet(theme, scale)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    sizes = [int(px) for px in re.findall(r"font-size: (\d+)px", sheet)]
    assert min(sizes) >= 16 * scale  # nothing anywhere is smaller


def test_a_line_edit_is_as_high_as_a_thumb_with_and_without_an_error(qtbot, look_at):
    """``min-height`` is the content's: the border is taken off first, in both states."""
    for scale in (1.0, 2.0):
        look_at("light", scale)
        edit = QLineEdit()
        qtbot.addWidget(edit)
        edit.show()
        for state in ("", "error"):
            set_state(edit, state)
            assert edit.minimumSizeHint().height() == 48 * scale


@pytest.mark.parametrize("bad", [("sepia", 1.0), ("light", 1.3)])
def test_a_look_that_does_not_exist_cannot_be_made(bad):
    with pytest.raises(ValueError, match="no such look"):
        Look(*bad)


def test_the_text_goes_up_and_down_in_steps_and_stops_at_the_ends():
    one = Look()
    sizes = [one.scale]
    while one.larger() != one:
        one = one.larger()
        sizes.append(one.scale)
    assert sizes == [1.0, 1.1, 1.25, 1.5, 1.75, 2.0]
    assert one.smaller().scale == 1.75
    assert Look().smaller() == Look()


def test_the_theme_goes_round():
    around = [Look()]
    for _ in THEMES:
        around.append(around[-1].next_theme())
    assert [one.theme for one in around] == ["light", "dark", "contrast", "light"]


def test_sizes_follow_the_scale_and_hairlines_do_not():
    large = Look("light", 2.0)
    assert large.size("target") == 96
    assert large.size("decor_border") == 1
    assert large.space("page") == 48
    assert large.line("question") == 70
    assert large.font("question").pixelSize() == 56


def test_applying_a_look_changes_font_palette_and_sheet(qapp, look_at):
    look_at("light", 1.0)
    before = generation()
    apply(qapp, Look("dark", 1.5))
    assert look() == Look("dark", 1.5)
    assert generation() > before
    assert qapp.font().pixelSize() == 27
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == "#14191F"
    assert "#14191F" in qapp.styleSheet()


def test_gaps_and_edges_follow_the_scale_when_a_look_is_applied(qtbot, qapp, look_at):
    look_at("light", 1.0)
    holder = QWidget()
    qtbot.addWidget(holder)
    outer = space_out(QVBoxLayout(holder), 12, (24, 16, 24, 8))
    inner = space_out(QVBoxLayout(), 8)
    outer.addLayout(inner)
    assert (outer.spacing(), inner.spacing()) == (12, 8)
    apply(qapp, Look("light", 2.0))
    assert (outer.spacing(), inner.spacing()) == (24, 16)
    assert outer.contentsMargins().bottom() == 16


def test_the_shipped_font_has_three_weights_and_no_other(qapp, look_at):
    look_at()
    assert FAMILY in QFontDatabase.families()
    weights = {QFontDatabase.weight(FAMILY, style) for style in QFontDatabase.styles(FAMILY)}
    assert weights == {400, 600, 700}


def test_welsh_is_written_with_one_font_in_every_style(qapp, look_at):
    look_at()
    assert audit.mixed_fonts([Look().font(style) for style in tokens().type]) == []


def test_figures_in_tables_are_equally_wide(qapp, look_at):
    from PySide6.QtGui import QFontMetrics

    look_at()
    metrics = QFontMetrics(Look().font("table"))
    assert len({metrics.horizontalAdvance(digit * 8) for digit in "0123456789"}) == 1


def test_nothing_is_thin_italic_or_below_16_pixels():
    for style in tokens().type.values():
        assert style.size >= 16
        assert style.weight >= 400
    assert not Look().font("small").italic()
    assert Look().font("strong").weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_is_drawn_in_the_colour_asked_for(qapp, ratio):
    picture = pixmap("check", Look("dark").colour("ok"), 22, ratio)
    assert picture.width() == 22 * ratio
    image = picture.toImage()
    solid = [
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert set(solid) == {"#8BD3A8"}


def test_a_stock_icon_is_sharp_on_a_fine_screen(qapp):
    sizes = {size.width() for size in icon("check", Look().colour("text"), 22).availableSizes()}
    assert sizes == {22, 44}


def test_an_icon_that_is_not_shipped_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        pixmap("dove", Look().colour("text"), 22)


def test_every_shipped_icon_can_be_drawn(qapp):
    names = [f.name for f in resource("icons").iterdir() if f.name.endswith(".svg")]
    assert len(names) >= 56
    for name in names:
        assert not pixmap(name.removesuffix(".svg"), Look().colour("text"), 22).isNull()


def test_light_is_the_default_and_the_system_may_ask_for_high_contrast(qapp):
    assert preferred() in ("light", "contrast")
    assert Look().theme == "light"


def test_a_font_that_somebody_makes_bolder_stays_as_it_was_for_the_others():
    """The header of the list once made every row of it bold."""
    bold = Look().font("table")
    bold.setWeight(bold.Weight.DemiBold)
    assert Look().font("table").weight() == bold.Weight.Normal
