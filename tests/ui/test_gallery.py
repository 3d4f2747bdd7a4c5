"""Every page in every state: none is left out, and each can be seen, reached, heard and read."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from eolplan import words
from eolplan.guide import Guide
from tests.guide_content.plain_english import banned_in
from tests.insides import inside_words
from tests.ui import audit, gallery, scenes, ways
from tests.ui.audit import Corner
from tests.ui.audit_words import untranslated
from tests.ui.cast import Studio
from tests.ui.scene import STATES, Scene
from tests.ui.scenes import CAN_BE, SCENES, WITHOUT_A_DESK
from ui import theme
from ui.pages import PAGES
from ui.window import Window

pytestmark = pytest.mark.uncounted

SHOWS_PAGE_1 = ("person", "share", "signed", "step", "byhand")
"""Page 1 is written for professionals, and says who has to agree in their words."""


QUOTED: Final = {"import-people": {"1940-02-30"}}
"""What stands in a list that is brought in is shown as it stands there, to be found and mended."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Look at the hardest state of each page from every corner, at the others from one in turn.

    With ``--long`` every state is looked at from everywhere.
    """
    if {"scene", "corners"} <= set(metafunc.fixturenames):
        long = bool(metafunc.config.getoption("--long"))
        cases = [(s, c) for s in SCENES for c in (THEMES if long else one_by_one(corners_of(s)))]
        metafunc.parametrize(("scene", "corners"), cases, ids=name_of)


THEMES: Final = tuple(
    tuple(same)
    for _, same in groupby(
        sorted(audit.EVERYWHERE, key=lambda corner: corner[1:]), key=lambda corner: corner[1:]
    )
)
"""Every corner there is: those together that differ in nothing but the theme."""


def one_by_one(corners: tuple[Corner, ...]) -> tuple[tuple[Corner, ...], ...]:
    """Return each of *corners* by itself."""
    return tuple((corner,) for corner in corners)


def name_of(case: Scene | tuple[Corner, ...]) -> str:
    """Return the name of a scene, or of the corners that it is seen from together."""
    return str(case) if isinstance(case, Scene) else "+".join(map(str, case))


def corners_of(scene: Scene) -> tuple[Corner, ...]:
    """Return where *scene* is looked at from in the plain run."""
    if scene == hardest(scene.page):
        return audit.CORNERS
    return (audit.CORNERS[SCENES.index(scene) % len(audit.CORNERS)],)


FULL: Final = ("typical", "extreme")
"""The states in which a page has the most on it, the fuller one last."""


def hardest(page: str) -> Scene:
    """Return the state of *page* with the most in it."""
    states = [scene for scene in SCENES if scene.page == page]
    return max(states, key=lambda scene: FULL.index(scene.state) if scene.state in FULL else -1)


@pytest.fixture(scope="module")
def studio(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, guide: Guide
) -> Iterator[Studio]:
    """Return the made-up people, to be looked at and left as they are."""
    del qapp
    made = Studio(tmp_path_factory.mktemp("studio"), guide)
    yield made
    made.close()


@pytest.fixture
def seen_from(qapp: QApplication) -> Iterator[Callable[[Corner], None]]:
    """Look from a corner; the usual look comes back afterwards."""

    def look(corner: Corner) -> None:
        mirrored = corner.language == audit.RIGHT_TO_LEFT
        words.speak("en" if mirrored else corner.language)
        direction = Qt.LayoutDirection
        qapp.setLayoutDirection(direction.RightToLeft if mirrored else direction.LeftToRight)
        theme.apply(qapp, corner.look)

    yield look
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, theme.Look("light"))


# -- none is left out -------------------------------------------------------------------


def left_out(pages: set[str]) -> set[str]:
    """Return what has no scene: a page, or a state that a page can be in."""
    there = {(scene.page, scene.state) for scene in SCENES}
    wanted = {(page, state) for page, states in CAN_BE.items() for state in states}
    return (pages - CAN_BE.keys()) | {f"{p} {s}" for p, s in wanted - there}


def test_every_page_has_a_scene_for_every_state_it_can_be_in():
    assert left_out(set(PAGES) | set(WITHOUT_A_DESK)) == set()
    assert CAN_BE.keys() == set(PAGES) | set(WITHOUT_A_DESK)
    assert {state for states in CAN_BE.values() for state in states} <= set(STATES)


def test_a_page_without_its_scenes_is_found():
    assert left_out({"people", "brand-new"}) == {"brand-new"}


def test_scenes_have_names_of_their_own():
    assert len({str(scene) for scene in SCENES}) == len(SCENES)


def test_every_page_is_seen_from_every_corner():
    for page in CAN_BE:
        assert set(corners_of(hardest(page))) == set(audit.CORNERS)
    assert {corner for scene in SCENES for corner in corners_of(scene)} == set(audit.CORNERS)


# -- each can be seen, reached, heard and read --------------------------------------------


def test_every_corner_is_seen_in_a_long_run():
    assert {corner for same in THEMES for corner in same} == set(audit.EVERYWHERE)
    assert {len(same) for same in THEMES} == {3}


@pytest.mark.usefixtures("ringed")
def test_every_state_is_sound(
    studio: Studio,
    seen_from: Callable[[Corner], None],
    scene: Scene,
    corners: tuple[Corner, ...],
):
    """A1 to A12, A14, A16 to A18, A26, A27; of a theme that moves nothing, only what is drawn."""
    lies: list[audit.Lies] = []
    for corner in corners:
        seen_from(corner)
        with scenes.shown(scene, studio, corner.width, corner.height) as window:
            here = audit.what_lies_where(window)
            if here in lies:
                assert audit.faint_words(window) == []
                continue
            lies.append(here)
            assert unsound(scene, window, corner) == {}


def unsound(scene: Scene, window: Window, corner: Corner) -> dict[str, object]:
    """Return the faults of *scene* by check; none is an empty dict."""
    faults: dict[str, object] = {}
    if scene.page == "cover":
        faults |= {"A1": audit.unnamed(window), "A16": audit.faint_words(window)}
    else:
        faults |= audit.window_faults(window, corner)
    if corner.language == words.PSEUDO:
        faults["A27"] = set(untranslated(window)) - kept_as_written(window)
    if corner.language == "en":
        shown = audit.all_text(window)
        faults["ids"] = inside_words(shown) - QUOTED.get(scene.page, set())
        said = set(banned_in(shown))
        faults["A18"] = said - ({"clinician"} if scene.page in SHOWS_PAGE_1 else set())
        faults["A26"] = changed_by_escape(window)
    return {check: found for check, found in faults.items() if found}


def kept_as_written(window: Window) -> set[str]:
    """Return what the list of people keeps in the language of the talk that it came from."""
    desk = window._desk
    return {row.place_words for row in desk.session.store.caseload()} if desk else set()


def changed_by_escape(window: Window) -> int:
    """Press Escape twice; return how many rows of the store that changed."""
    desk = window._desk
    if desk is None:
        return 0
    database = desk.session._db._db
    before = database.total_changes
    for _ in range(2):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    return int(database.total_changes) - int(before)


def test_something_that_changes_the_store_is_counted(studio: Studio):
    database = studio.one.session._db._db
    before = database.total_changes
    studio.one.session.store.put_setting("anything", 1, at=studio.now())
    assert database.total_changes > before


@pytest.mark.usefixtures("ringed")
@pytest.mark.parametrize("corner", audit.CORNERS, ids=str)
def test_every_page_of_the_guide_is_sound(
    studio: Studio, seen_from: Callable[[Corner], None], guide: Guide, corner: Corner
):
    """A1 to A12, A14, A16, A17 of every page that any topic has, each from one of the corners."""
    seen_from(corner)
    turn = audit.CORNERS.index(corner)
    pages = [page.id for section in guide.sections for page in section.pages]
    found = {}
    for page in pages[turn :: len(audit.CORNERS)]:
        scene = Scene("question", "typical", ways.plan("question", "typical", question=page), page)
        with scenes.shown(scene, studio, corner.width, corner.height) as window:
            if faults := audit.window_faults(window, corner):
                found[page] = faults
    assert found == {}


# -- the gallery ------------------------------------------------------------------------------


class Links(HTMLParser):
    """What a page refers to, and what its pictures tell."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_index_shows_every_picture_and_needs_no_script_and_no_network(
    qapp: QApplication, tmp_path: Path, seen_from: object
):
    del seen_from
    pictures = list(gallery.draw_pages(qapp, tmp_path, ["crash-empty"]))
    assert [p.column for p in pictures] == ["light", "dark", "high contrast", "200%",
                                            "pseudo-locale"]  # fmt: skip
    links = Links()
    links.feed(gallery.index(pictures))
    images = [attrs for tag, attrs in links.tags if tag == "img"]
    assert [attrs["src"] for attrs in images] == [p.file for p in pictures]
    assert all(attrs["alt"] and (tmp_path / str(attrs["src"])).stat().st_size for attrs in images)
    assert not [tag for tag, _ in links.tags if tag == "script"]
    goes_to = [str(a.get("href") or a.get("src") or "") for _, a in links.tags]
    assert not [there for there in goes_to if "//" in there or there.startswith("/")]


def test_chance_can_be_made_to_stand_still(monkeypatch: pytest.MonkeyPatch):
    import os
    import secrets
    import uuid

    for module, name in ((os, "urandom"), (random, "_urandom"), (uuid, "uuid4")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    monkeypatch.setenv("TZ", "UTC")
    drawn = []
    for _ in range(2):
        gallery.still()
        drawn.append((secrets.token_hex(8), uuid.uuid4().hex, os.urandom(4)))
    assert drawn[0] == drawn[1]
