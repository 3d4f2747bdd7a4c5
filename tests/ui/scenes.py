"""Every page in every state that it can be in: the gallery draws these, the audit walks them.

``CAN_BE`` says which states a page has. A page of the app that is not in it, or
a state without a scene, fails the tests, and with them the build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import shiboken6
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QAccessible

from eolplan.vault import (
    AlreadyOpen,
    Present,
    ReadOnlyFolder,
    Second,
    VaultAbsent,
    VaultDamaged,
    VaultTooNew,
)
from tests.ui import ways
from tests.ui import ways_away as ringing
from tests.ui import ways_backup as backing
from tests.ui import ways_caseload as caseload
from tests.ui import ways_directory as nearby
from tests.ui import ways_history as past
from tests.ui import ways_kept as keeping
from tests.ui import ways_locked as locking
from tests.ui import ways_look as looking
from tests.ui import ways_review as reviewing
from tests.ui import ways_share as sharing
from tests.ui import ways_staff as staff
from tests.ui import ways_status as standing
from tests.ui import ways_topics as finding
from tests.ui import ways_words as wording
from tests.ui.audit_parts import settle
from tests.ui.cast import LONG_WORDS, Studio
from tests.ui.scene import Scene
from tests.ui.talking import make_room
from ui.backup_work import Task
from ui.window import Window

WITHOUT_A_DESK: Final = ("setup", "unlock", "restore", "cover", "crash")
"""The pages that are not in ``ui.pages.PAGES``."""

CAN_BE: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("empty", "one", "typical", "extreme", "error"),
    "add-person": ("empty", "typical", "extreme", "error"),
    "person": ("empty", "typical", "extreme", "died"),
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
    "settings": ("empty", "loading", "typical", "extreme", "error"),
    "moving": ("loading", "typical", "extreme", "error"),
    "colleague": ("empty", "typical", "extreme", "error"),
    "colleague-passphrase": ("empty", "loading", "extreme", "error"),
    "leaver": ("empty", "loading", "typical", "extreme"),
    "new-passphrase": ("empty", "loading", "typical", "extreme", "error"),
    "new-sheet": ("typical",),  # three sentences
    "reading": ("empty", "typical", "extreme", "died"),
    "may-not": ("typical",),
    "about": ("typical",),  # it tells versions and counts
    "licences": ("typical",),  # the texts behind it are not in our words
    "recovery": ("typical", "error"),  # eight groups, however long the day
    "setup": ("empty", "loading", "typical", "extreme", "error"),
    "unlock": ("empty", "loading", "typical", "extreme", "error", "read-only"),
    "restore": ("empty", "loading", "typical", "extreme", "error"),
    "cover": ("typical",),  # it shows nothing, whatever is under it
    "crash": ("empty", "typical"),
    **nearby.CAN_BE,
    **caseload.CAN_BE,
    **standing.CAN_BE,
    **past.CAN_BE,
    **wording.CAN_BE,
}


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
        window.uncover()  # what is under a cover is in no tree, and would outlive the window
        window.close()
        shiboken6.delete(window)
        _let_go(studio)


def _let_go(studio: Studio) -> None:
    """Let held jobs run, and the full disk take words again."""
    if "held" in vars(studio):
        vars(studio).pop("held").set()
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
    Scene("people", "typical", backing.reminder, "stick away"),
    Scene("people", "empty", backing.first_day_over, "no back-up"),
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
    Scene("opening", "typical", ways.plan("opening", "typical", note="phone_update"), "by phone"),
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
    Scene("question", "typical", ways.plan("question", "differs", question="withheld"),
          "kept shut"),
    Scene("question", "extreme", ways.plan("question", "long", question="val.matters")),
    Scene("question", "extreme", ways.contact("long"), "contact"),
    Scene("question", "error", ways.full_disk, "disk full"),
    Scene("question", "typical", ways.on_path("first_visit", "typical", 9), "first visit"),
    Scene("question", "typical", ways.on_path("crisis_visit", "typical", 2), "crisis visit"),
    Scene("step", "empty", ways.on_path("crisis_visit", "new", 1), "page 1"),
    Scene("step", "typical", ways.on_path("phone_update", "typical", 2), "choose"),
    Scene("step", "typical", ways.on_path("phone_update", "typical", 3), "ring back"),
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
    Scene("settings", "empty", locking.choosing_a_pin, "PIN"),
    Scene("settings", "error", locking.no_pin_chosen, "PIN"),
    Scene("settings", "empty", backing.none_yet, "back-up"),
    Scene("settings", "loading", backing.under_way("settings", Task.BACKUP), "back-up"),
    Scene("settings", "typical", backing.section(Second.KEPT), "back-up"),
    Scene("settings", "typical", backing.section(Second.NONE, place=""), "back-up here"),
    Scene("settings", "error", backing.section(Second.AWAY, days=9, ok=False), "back-up away"),
    Scene("settings", "error", backing.refused_place, "back-up synced"),
    Scene("settings", "error", backing.older, "back-up older"),
    Scene("moving", "loading", backing.under_way("moving", Task.MOVE)),
    Scene("moving", "typical", backing.moving),
    Scene("moving", "extreme", backing.moved, "saved"),
    Scene("moving", "error", backing.not_moved),
    Scene("settings", "typical", staff.at("team", "settings", "staff"), "staff"),
    Scene("settings", "typical", staff.at("only_reads", "settings", "staff"), "staff reads"),
    Scene("settings", "typical", staff.at("learns", "settings"), "you as a student"),
    Scene("settings", "extreme", staff.at("large_team", "settings", "staff"), "staff"),
    Scene("people", "typical", staff.mine(), "my people"),
    Scene("people", "empty", staff.mine("all\ngwen"), "not on my list"),
    Scene("people", "typical", staff.at("only_reads", "people"), "reads"),
    Scene("person", "typical", staff.plan("only_reads", "person", "typical"), "reads"),
    Scene("check", "error", staff.student_recorded, "student recorded"),
    Scene("check", "typical", staff.plan("learns", "check", "ready"), "as a student"),
    Scene("colleague", "empty", staff.at("team", "colleague")),
    Scene("colleague", "typical", staff.change(2)),
    Scene("colleague", "extreme", staff.change(2, long=True)),
    Scene("colleague", "error", staff.refused),
    Scene("colleague-passphrase", "empty", staff.their_passphrase(())),
    Scene("colleague-passphrase", "loading",
          staff.their_passphrase((staff.WORDS, staff.WORDS), busy=True)),
    Scene("colleague-passphrase", "extreme", staff.their_passphrase((LONG_WORDS[:180],) * 2)),
    Scene("colleague-passphrase", "error",
          staff.their_passphrase((staff.WORDS, "seven"), wrong=True)),
    Scene("leaver", "empty", staff.leaver(-1)),
    Scene("leaver", "loading", staff.leaver(done=0.42)),
    Scene("leaver", "typical", staff.leaver()),
    Scene("leaver", "extreme", staff.leaver(desk="large_team")),
    Scene("new-passphrase", "empty", staff.my_passphrase(())),
    Scene("new-passphrase", "loading", staff.my_passphrase((staff.WORDS,) * 3, busy=True)),
    Scene("new-passphrase", "typical", staff.my_passphrase((staff.WORDS,) * 3)),
    Scene("new-passphrase", "extreme", staff.my_passphrase((LONG_WORDS[:180],) * 3)),
    Scene("new-passphrase", "error", staff.my_passphrase(("", "seven"), wrong=True)),
    Scene("new-sheet", "typical", staff.at("team", "new-sheet")),
    Scene("reading", "empty", staff.plan("only_reads", "reading", "new")),
    Scene("reading", "typical", staff.plan("only_reads", "reading", "typical")),
    Scene("reading", "extreme", staff.plan("only_reads", "reading", "long")),
    Scene("may-not", "typical", staff.at("only_reads", "may-not", "record")),
    Scene("may-not", "typical", staff.plan("only_reads", "share", "typical"), "share"),
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
    Scene("unlock", "empty", locking.locked()),
    Scene("unlock", "loading", locking.busy),
    Scene("unlock", "typical", locking.locked(users=2), "two of them"),
    Scene("unlock", "typical", locking.code, "recovery code"),
    Scene("unlock", "extreme", locking.locked(users=4), "four of them"),
    Scene("unlock", "typical", locking.locked(pin=True), "PIN"),
    Scene("unlock", "extreme", locking.locked(users=4, pin=True), "four with a PIN"),
    Scene("unlock", "error", locking.wrong_passphrase, "wrong"),
    Scene("unlock", "error", locking.wrong_pin, "wrong PIN"),
    Scene("unlock", "error", locking.pin_gone, "PIN gone"),
    Scene("unlock", "error", locking.pin_resting, "PIN resting"),
    Scene("unlock", "error", locking.no_keyring, "no keyring"),
    Scene("unlock", "error", locking.code_waits, "code waiting"),
    Scene("unlock", "error", ways.stuck(VaultAbsent), "absent"),
    Scene("unlock", "error", ways.stuck(VaultDamaged), "damaged"),
    Scene("unlock", "error", ways.stuck(AlreadyOpen), "open elsewhere"),
    Scene("unlock", "error", ways.stuck(lambda: VaultTooNew(9, 1)), "too new"),
    Scene("unlock", "read-only", ways.stuck(ReadOnlyFolder)),
    Scene("restore", "empty", ways.plain(backing.choice(0, new=True))),
    Scene("restore", "loading", ways.plain(backing.restoring)),
    Scene("restore", "loading", ways.plain(backing.secret(busy=True)), "opening"),
    Scene("restore", "typical", ways.plain(backing.choice(8))),
    Scene("restore", "typical", ways.plain(backing.secret(3)), "passphrase"),
    Scene("restore", "typical", ways.plain(backing.secret(by_code=True)), "code"),
    Scene("restore", "typical", ways.plain(backing.preview(Present.ABSENT)), "new laptop"),
    Scene("restore", "typical", ways.plain(backing.preview(Present.READABLE)), "nothing lacks"),
    Scene("restore", "typical", ways.plain(backing.restored), "done"),
    Scene("restore", "extreme", ways.plain(backing.preview(
        Present.READABLE, {"people": 2, "entries": 14, "versions": 1}, {"entries": 3})), "older"),
    Scene("restore", "error", ways.plain(backing.choice(8, wrong=True))),
    Scene("restore", "error", ways.plain(backing.secret(refused=True)), "wrong"),
    Scene("restore", "error", ways.plain(backing.preview(Present.UNREADABLE, warn=True)),
          "unreadable"),
    Scene("restore", "error", ways.plain(lambda s: backing.restored(s, 3)), "unread"),
    Scene("cover", "typical", ways.cover),
    Scene("crash", "empty", ways.crash("")),
    Scene("crash", "typical", ways.crash("14:02")),
    *nearby.SCENES,
    *caseload.SCENES,
    *standing.SCENES,
    *past.SCENES,
    *wording.SCENES,
    *ringing.SCENES,
    *looking.SCENES,
    *sharing.SCENES,
    *finding.SCENES,
    *keeping.SCENES,
    *reviewing.SCENES,
)  # fmt: skip
"""All of them."""
