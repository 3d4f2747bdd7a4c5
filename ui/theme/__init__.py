"""How everything looks: tokens in, a palette, one style sheet and painting constants out.

``apply(app, Look("dark", 1.25))`` changes the whole app. Painted widgets ask
``look()`` at the moment they paint or measure, so they need no signal and hold
no colour: applying a look sends every widget a style change, and that is enough.
"""

from ui.theme.fonts import FAMILY, load_first, load_rest
from ui.theme.icons import icon, pixmap
from ui.theme.look import (
    Look,
    application,
    apply,
    generation,
    look,
    look_of,
    preferred,
    space_out,
)
from ui.theme.sheet import set_state, style_sheet
from ui.theme.tokens import Theme, Tokens, TypeStyle, contrast, tokens

__all__ = [
    "FAMILY",
    "Look",
    "Theme",
    "Tokens",
    "TypeStyle",
    "application",
    "apply",
    "contrast",
    "generation",
    "icon",
    "load_first",
    "load_rest",
    "look",
    "look_of",
    "pixmap",
    "preferred",
    "set_state",
    "space_out",
    "style_sheet",
    "tokens",
]
