"""How the pages of back-ups are brought into each of their states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from eolplan.desk import Desk
from eolplan.vault import (
    Backup,
    Label,
    Made,
    Present,
    Preview,
    Proof,
    Restored,
    Second,
    WrongPassphrase,
    make_backup,
    note_backup,
    note_proof,
)
from eolplan.vault.anchors import Anchors
from eolplan.vault.backups import PLACE
from eolplan.vault.rows import Anchor
from tests.ui.cast import Studio
from ui.backing_up import BackingUp, backing_up_in
from ui.backup_work import SINCE, Task
from ui.pages.backup_place import PlaceChoice
from ui.pages.page import Page
from ui.pages.restore_choice import ChoicePage
from ui.pages.restore_preview import PreviewPage, RestoredPage, RestoringPage, SecretPage
from ui.pages.where import Where
from ui.window import Window

Way = Callable[[Window, Studio], None]
HOME: Final = Path("/home/carys/.local/share/eolplan/vault")
STICK: Final = "/media/carys/TEAM"
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})
_COUNTS: Final = {"people": 142, "entries": 3210, "versions": 31, "staff": 4}


def made_at(desk: Desk, at: dt.datetime) -> Backup:
    """Make a back-up at that time."""
    return make_backup(
        desk.session, now=lambda: at, told=lambda _: None, stopped=lambda: False
    ).backup


def backups(studio: Studio, count: int = 8) -> list[Backup]:
    """Return back-ups of a busy store, the newest first; their files are small ones."""
    one = studio.backup
    ages = (0.1, 1.2, 25, 49, 73, 97, 169, 337, 700)
    return [
        replace(
            one,
            manifest=replace(
                one.manifest, number=400 - n, counts={**_COUNTS, "people": 142 - n},
                made_at=studio.now() - dt.timedelta(hours=hours),
                newest=studio.now() - dt.timedelta(hours=hours + 1),
            ),
        )
        for n, hours in enumerate(ages[:count])
    ]  # fmt: skip


# -- settings and people ------------------------------------------------------------------


def section(second: Second, *, place: str = STICK, days: float = 0.1, ok: bool = True) -> Way:
    """Return what opens the section of Settings with a last back-up of that kind."""

    def open_(window: Window, studio: Studio) -> None:
        known(studio, second, place=place, days=days, ok=ok)
        window.begin(studio.kept, Where("settings", note="backup"))

    return open_


def known(studio: Studio, second: Second, *, place: str, days: float, ok: bool) -> None:
    desk = studio.kept
    store, now = desk.session.store, studio.now()
    store.put_setting(PLACE, place, at=now)
    note_backup(store, Made(studio.backup, second), at=now - dt.timedelta(days=days))
    note_proof(store, Proof(studio.backup, ok), at=now - dt.timedelta(days=4))


def none_yet(window: Window, studio: Studio) -> None:
    window.begin(studio.nobody, Where("settings", note="backup"))


def older(window: Window, studio: Studio) -> None:
    """Open the section as if this laptop had seen the store in a later state."""
    known(studio, Second.NONE, place="", days=0.1, ok=True)
    with seen_later(studio.kept):
        window.begin(studio.kept, Where("settings", note="backup"))


@contextmanager
def seen_later(desk: Desk) -> Iterator[None]:
    """Let the laptop remember more of the store than is in it; desks may be copies of one."""
    vault, anchors = desk.session._unlocked.header.vault_id, Anchors()
    before = anchors.of(vault)
    assert anchors.keep(vault, Anchor(10_000_000, "a" * 64))
    try:
        yield
    finally:
        anchors.keep(vault, before or Anchor(0, ""))


def under_way(page: str, task: Task) -> Way:
    def open_(window: Window, studio: Studio) -> None:
        known(studio, Second.KEPT, place=STICK, days=0.1, ok=True)
        backing = backing_up_in(window, studio.kept)
        busy(backing, task, 0.42)
        window.begin(studio.kept, Where(page, note="backup"))

    return open_


def busy(backing: BackingUp, task: Task, share: float) -> None:
    """Show *task* as if it had run for a while; nothing runs."""
    from ui.backing_up import _Run

    backing._run = _Run(task, asked=True)
    backing._run.end()  # Python goes on as before
    backing._run.began -= 60
    backing.share = share


def refused_place(window: Window, studio: Studio) -> None:
    section(Second.FULL)(window, studio)
    assert window.page is not None
    choice = window.page.findChild(PlaceChoice)
    assert choice is not None
    choice.judge(Path("/home/carys/OneDrive - Aberwen/Back-ups"))


def reminder(window: Window, studio: Studio) -> None:
    desk = studio.kept
    store, now = desk.session.store, studio.now()
    store.put_setting(PLACE, STICK, at=now)
    note_backup(store, Made(studio.backup, Second.AWAY), at=now)
    window.begin(desk, Where("people"))


def first_day_over(window: Window, studio: Studio) -> None:
    desk = studio.waiting
    since = studio.now() - dt.timedelta(days=2)
    desk.session.store.put_setting(SINCE, since.isoformat(), at=studio.now())
    window.begin(desk, Where("people"))


# -- another computer ------------------------------------------------------------------------


def moving(window: Window, studio: Studio) -> None:
    window.begin(studio.kept, Where("moving"))


def moved(window: Window, studio: Studio) -> None:
    backing = backing_up_in(window, studio.crowd)
    backing.moved = Path(STICK) / studio.backup.path.name
    window.begin(studio.crowd, Where("moving"))


def not_moved(window: Window, studio: Studio) -> None:
    from ui.backup_work import NotSavedThere

    backing = backing_up_in(window, studio.kept)
    backing.trouble = str(NotSavedThere(full=True))
    window.begin(studio.kept, Where("moving"))


# -- restoring -------------------------------------------------------------------------------


def choice(count: int, *, new: bool = False, wrong: bool = False) -> Callable[[Studio], Page]:
    def make(studio: Studio) -> Page:
        page = ChoicePage(backups(studio, count), HOME, new=new, now=studio.now)
        if wrong:
            page.go_on()
        return page

    return make


def secret(
    users: int = 1, *, by_code: bool = False, refused: bool = False, busy: bool = False
) -> Callable[[Studio], Page]:
    def make(studio: Studio) -> Page:
        names = ("Carys Bevan", "Asha Roberts", "Dev Patel")
        labels = [Label(str(n), name) for n, name in enumerate(names[:users])]
        page = SecretPage(labels, "yesterday 18:10", by_code=by_code)
        if refused:
            page.secret.box.setText("copper kettle")
            page.refuse(str(WrongPassphrase()))
        page.set_busy(busy)
        return page

    return make


def preview(
    present: Present,
    only_here: Mapping[str, int] = _NOTHING,
    only_there: Mapping[str, int] = _NOTHING,
    *,
    warn: bool = False,
) -> Callable[[Studio], Page]:
    def make(studio: Studio) -> Page:
        backup = backups(studio)[2]
        shown = Preview(
            backup,
            present,
            only_here,
            only_there,
            older=bool(only_here),
            older_keys=warn,
            behind=warn,
        )
        return PreviewPage(shown, studio.now())

    return make


def restoring(_studio: Studio) -> Page:
    page = RestoringPage()
    page.show_share(0.42)
    return page


def restored(_studio: Studio, unread: int = 0) -> Page:
    return RestoredPage(Restored(_COUNTS, 14, unread, HOME / "aside-7"))
