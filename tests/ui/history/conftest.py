"""Plans with a past: some to be looked at and left as they are, one to be put right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from eolplan.conversation import sign_off
from eolplan.desk import Desk
from eolplan.guide import Guide
from eolplan.record import Answer
from tests.conftest import Clock
from tests.ui import plans
from tests.ui.hands import Hands
from tests.ui.history.hands import NEVER, ONCE, SINCE, THRICE, TREE, TWICE
from tests.ui.plans import Stock
from ui.window import Window


@pytest.fixture(scope="module")
def past(
    first_vault: Path, guide: Guide, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stock]:
    """Plans to be looked at and left as they are: signed off twice, once, and never."""
    from eolplan.vault import unlock

    folder = tmp_path_factory.mktemp("past") / "vault"
    shutil.copytree(first_vault, folder)
    clock = Clock()
    session = unlock(folder, plans.PASSPHRASE, now=clock)
    desk = Desk(session, guide, now=clock)
    names = {TWICE: "Gwen", ONCE: "Amir", NEVER: "Mair", SINCE: "Huw", THRICE: "Ceri"}
    ids = {state: plans.person(desk, given) for state, given in names.items()}
    plans.signed(desk, ids[ONCE])
    plans.signed(desk, ids[SINCE])
    desk.conversation(ids[SINCE]).answer("val.fears", Answer(own_words="The stairs."))
    plans.signed(desk, ids[TWICE])
    clock.go_on(days=30)
    talk = desk.conversation(ids[TWICE])
    talk.answer("val.matters", Answer(own_words=TREE))
    talk.answer("val.fears", Answer(own_words="The stairs, at night."))
    talk = desk.conversation(ids[TWICE])
    plans.settle_talk(talk, conv__when="2026-12-12")
    sign_off(talk, plans.PASSPHRASE)
    talk.finish()
    clock.go_on(days=1)
    desk.by_hand(ids[TWICE], "ambulance")
    plans.signed(desk, ids[THRICE])
    for matters in (TREE, "The cat."):
        talk = desk.conversation(ids[THRICE])
        talk.answer("val.matters", Answer(own_words=matters))
        plans.settle_talk(talk, conv__when="2026-12-13")
        sign_off(talk, plans.PASSPHRASE)
        talk.finish()
    for n in range(32):
        desk.conversation(ids[NEVER]).answer("val.matters", Answer(own_words=f"Day {n}."))
        clock.go_on(hours=1)
    yield Stock(desk, ids)
    session.close()


@pytest.fixture
def looking(window: Window, past: Stock) -> Hands:
    """Hands on a window in which plans with a past are looked at."""
    window.begin(past.desk, None)
    return Hands(window)


@pytest.fixture
def changed(desk: Desk, gwen: str, clock: Clock) -> str:
    """A plan to be put right, in which the person has changed her mind."""
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words=plans.MATTERS))
    plans.contact(talk, "Siân Pryce", "07700 900123")
    clock.go_on(days=1)
    talk = desk.conversation(gwen)
    talk.answer("val.matters", Answer(own_words=TREE))
    talk.answer("val.fears", Answer(own_words="The stairs, at night."))
    talk.answer("rev.date", Answer(value="2027-02-12"))
    clock.go_on(days=1)
    return gwen
