"""Every page in every state that it can be in: the gallery draws these, the audit walks them.

``CAN_BE`` says which states a page has. A page of the app that is not in it, or
a state without a scene, fails the tests, and with them the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple

import shiboken6
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAccessible

from eolplan.vault import AlreadyOpen, ReadOnlyFolder, VaultAbsent, VaultDamaged, VaultTooNew
from tests.ui import ways
from tests.ui.audit_parts import settle
from tests.ui.cast import LONG_WORDS, Studio
from tests.ui.talking import make_room
from ui.pages.unlock import CodePage
from ui.window import Window

STATES: Final = ("empty", "loading", "one", "typical", "extreme", "error", "read-only", "died")
"""All states of ux.md A29. Nobody can be recorded as having died yet, so no page is in that one."""

WITHOUT_A_DESK: Final = ("setup", "unlock", "cover", "crash")
"""The pages that are not in ``ui.pages.PAGES``."""

CAN_BE: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("empty", "one", "typical", "extreme", "error"),
    "add-person": ("empty", "typical", "extreme", "error"),
    "person": ("empty", "typical", "extreme"),
    "opening": ("empty", "typical", "extreme"),
    "question": ("empty", "typical", "extreme", "error"),
    "step": ("empty", "typical", "extreme"),
    "topics": ("empty", "typical", "extreme"),
    "paused": ("empty", "typical", "extreme"),
    "check": ("empty", "typical", "extreme", "error"),
    "signed": ("empty", "typical", "extreme"),
    "share": ("empty", "loading", "typical", "extreme", "error"),
    "byhand": ("typical", "extreme", "error"),
    "keys": ("typical",),  # a list that is always the same
    "settings": ("typical", "extreme", "error"),
    "about": ("typical",),  # it tells versions and counts
    "licences": ("typical",),  # the texts behind it are not in our words
    "recovery": ("typical", "error"),  # eight groups, however long the day
    "setup": ("empty", "loading", "typical", "extreme", "error"),
    "unlock": ("empty", "loading", "typical", "extreme", "error", "read-only"),
    "cover": ("typical",),  # it shows nothing, whatever is under it
    "crash": ("empty", "typical"),
}


class Scene(NamedTuple):
    """One page in one state.

    Attributes:
        page: A key of ``CAN_BE``.
        state: One of ``STATES``.
        open: Brings the window there.
        detail: Which of several, in words.
    """

    page: str
    state: str
    open: Callable[[Window, Studio], None]
    detail: str = ""

    def __str__(self) -> str:
        return "-".join([self.page, self.state, *self.detail.split()])


@contextmanager
def shown(scene: Scene, studio: Studio, width: int, height: int) -> Iterator[Window]:
    """Show *scene* in a window of that size, and take everything away afterwards."""
    QAccessible.setActive(True)  # as when a screen reader runs: it looks while things are made
    window = Window(now=studio.now)
    window.resize(width, height)
    window.show()
    window.activateWindow()
    try:
        scene.open(window, studio)
        window.resize(width, height)  # without a page it wants room for all of its bars
        settle(window)
        yield window
    finally:
        QAccessible.setActive(False)
        window.close()
        shiboken6.delete(window)
        _let_go(studio)


def _let_go(studio: Studio) -> None:
    """Let held jobs run, and the full disk take words again."""
    QThreadPool.globalInstance().setMaxThreadCount(2)
    QThreadPool.globalInstance().waitForDone()
    if "full_disk" in vars(studio):
        make_room(studio.full_disk.desk.session)


SCENES: Final = (
    Scene("people", "empty", ways.people("nobody")),
    Scene("people", "empty", ways.people("round", "all\nzzz"), "nobody found"),
    Scene("people", "one", ways.people("one")),
    Scene("people", "typical", ways.people("round")),
    Scene("people", "typical", ways.people("round", "review_due\n"), "review due"),
    Scene("people", "extreme", ways.people("crowd")),
    Scene("people", "error", ways.damaged),
    Scene("add-person", "empty", ways.add_nothing),
    Scene("add-person", "typical", ways.add_somebody),
    Scene("add-person", "extreme", ways.add_twin, "somebody alike"),
    Scene("add-person", "error", ways.add_wrongly),
    Scene("person", "empty", ways.plan("person", "new")),
    Scene("person", "typical", ways.plan("person", "typical")),
    Scene("person", "typical", ways.plan("person", "stopped"), "stopped"),
    Scene("person", "typical", ways.plan("person", "changed"), "changed"),
    Scene("person", "typical", ways.plan("person", "differs"), "differs"),
    Scene("person", "extreme", ways.plan("person", "long")),
    Scene("opening", "empty", ways.plan("opening", "new")),
    Scene("opening", "typical", ways.plan("opening", "typical")),
    Scene("opening", "extreme", ways.plan("opening", "long")),
    Scene("question", "empty", ways.plan("question", "new", question="val.matters")),
    Scene("question", "empty", ways.plan("question", "new", question="pod"), "places"),
    Scene("question", "empty", ways.plan("question", "new", question="contact"), "group"),
    Scene("question", "typical", ways.plan("question", "typical", question="val.matters")),
    Scene("question", "typical", ways.plan("question", "typical", question="poc.first"), "choice"),
    Scene("question", "typical", ways.plan("question", "typical", question="pod"), "places"),
    Scene("question", "typical", ways.plan("question", "typical", question="cpr.form"), "group"),
    Scene("question", "typical", ways.contact("typical"), "contact"),
    Scene("question", "typical", ways.plan("question", "typical", question="pod", note="breathe"),
          "breathe"),
    Scene("question", "typical", ways.plan("question", "differs", question="poc.first"), "differs"),
    Scene("question", "extreme", ways.plan("question", "long", question="val.matters")),
    Scene("question", "extreme", ways.contact("long"), "contact"),
    Scene("question", "error", ways.full_disk, "disk full"),
    Scene("question", "typical", ways.on_path("first_visit", "typical", 9), "first visit"),
    Scene("question", "typical", ways.on_path("crisis_visit", "typical", 2), "crisis visit"),
    Scene("step", "empty", ways.on_path("crisis_visit", "new", 1), "page 1"),
    Scene("step", "typical", ways.on_path("phone_update", "typical", 3), "choose"),
    Scene("step", "typical", ways.on_path("phone_update", "typical", 4), "ring back"),
    Scene("step", "extreme", ways.on_path("crisis_visit", "long", 1), "page 1"),
    Scene("topics", "empty", ways.plan("topics", "new")),
    Scene("topics", "typical", ways.plan("topics", "stopped")),
    Scene("topics", "extreme", ways.plan("topics", "long")),
    Scene("paused", "empty", ways.plan("paused", "new")),
    Scene("paused", "typical", ways.plan("paused", "stopped")),
    Scene("paused", "typical", ways.plan("paused", "stopped", note="gently"), "gently"),
    Scene("paused", "extreme", ways.plan("paused", "long", note="read"), "read back"),
    Scene("check", "empty", ways.plan("check", "new")),
    Scene("check", "typical", ways.plan("check", "ready")),
    Scene("check", "typical", ways.sheet, "sheet"),
    Scene("check", "extreme", ways.plan("check", "long")),
    Scene("check", "error", ways.refused_sign),
    Scene("signed", "empty", ways.plan("signed", "bare")),
    Scene("signed", "typical", ways.plan("signed", "typical")),
    Scene("signed", "extreme", ways.plan("signed", "long signed")),
    Scene("share", "empty", ways.plan("share", "ready"), "draft"),
    Scene("share", "loading", ways.copying),
    Scene("share", "typical", ways.copy("typical", "ambulance")),
    Scene("share", "typical", ways.not_agreed, "not agreed"),
    Scene("share", "extreme", ways.copy("long signed", "hospice")),
    Scene("share", "error", ways.not_saved),
    Scene("byhand", "typical", ways.plan("byhand", "typical", note="ambulance\n")),
    Scene("byhand", "extreme", ways.plan("byhand", "long signed", note="ambulance\n")),
    Scene("byhand", "error", ways.plan("byhand", "ready", note="ambulance\n"), "draft"),
    Scene("keys", "typical", ways.always("keys")),
    Scene("keys", "typical", ways.helped, "help"),
    Scene("settings", "typical", ways.always("settings")),
    Scene("settings", "typical", ways.always("settings", "look"), "look"),
    Scene("settings", "typical", ways.always("settings", "lock"), "lock"),
    Scene("settings", "typical", ways.always("settings", "keys"), "keys"),
    Scene("settings", "extreme", ways.settings_long, "long names"),
    Scene("settings", "error", ways.settings_wrong),
    Scene("about", "typical", ways.always("about")),
    Scene("licences", "typical", ways.always("licences")),
    Scene("recovery", "typical", ways.recovery),
    Scene("recovery", "error", ways.recovery_wrong),
    Scene("setup", "empty", ways.plain(ways.purpose)),
    Scene("setup", "empty", ways.plain(lambda s: ways.new_passphrase(s)), "passphrase"),
    Scene("setup", "loading",
          ways.plain(lambda s: ways.new_passphrase(s, "a b c d e f g", busy=True))),
    Scene("setup", "typical", ways.plain(ways.about_you), "about you"),
    Scene("setup", "extreme",
          ways.plain(lambda s: ways.new_passphrase(s, LONG_WORDS[:180])), "long"),
    Scene("setup", "error", ways.plain(ways.purpose_wrong)),
    Scene("setup", "error", ways.plain(ways.two_passphrases), "passphrase"),
    Scene("unlock", "empty", ways.plain(lambda _: ways.locked())),
    Scene("unlock", "loading", ways.plain(lambda _: ways.locked(busy=True))),
    Scene("unlock", "typical", ways.plain(lambda _: ways.locked(users=2)), "two of them"),
    Scene("unlock", "typical", ways.plain(lambda _: CodePage([])), "recovery code"),
    Scene("unlock", "extreme", ways.plain(lambda _: ways.locked(users=4)), "four of them"),
    Scene("unlock", "error", ways.plain(lambda _: ways.locked(tries=6)), "wrong"),
    Scene("unlock", "error", ways.stuck(VaultAbsent), "absent"),
    Scene("unlock", "error", ways.stuck(VaultDamaged), "damaged"),
    Scene("unlock", "error", ways.stuck(AlreadyOpen), "open elsewhere"),
    Scene("unlock", "error", ways.stuck(lambda: VaultTooNew(9, 1)), "too new"),
    Scene("unlock", "read-only", ways.stuck(ReadOnlyFolder)),
    Scene("cover", "typical", ways.cover),
    Scene("crash", "empty", ways.crash("")),
    Scene("crash", "typical", ways.crash("14:02")),
)  # fmt: skip
"""All of them."""
