"""The ways to the scenes of a plan's past, and the plans that have one."""

from __future__ import annotations

from collections.abc import Callable

from eolplan.conversation import mistake, put_back, sign_off, tap
from eolplan.desk import Desk, Past
from eolplan.record import Answer
from eolplan.record.codes import JUDGED
from tests.ui import plans
from tests.ui.cast import LONG_WORDS, NOW, Studio, _person
from tests.ui.scene import Scene
from ui.pages.find_inside import InsidePage
from ui.pages.history_answers import AnswersPage
from ui.pages.history_correct import CorrectPage
from ui.pages.history_ways import (
    to_answers,
    to_compare,
    to_correct,
    to_history,
    to_version,
)
from ui.pages.where import Where
from ui.window import Window

Way = Callable[[Window, Studio], None]

CAN_BE = {
    "history": ("empty", "typical", "extreme"),
    "compare": ("empty", "typical", "extreme"),
    "version": ("empty", "typical", "extreme"),
    "answers": ("empty", "typical", "extreme", "error"),
    "correct": ("empty", "typical", "extreme", "error"),
    "inside": ("empty", "typical", "extreme"),
}


def kept(studio: Studio) -> plans.Stock:
    """Return a desk with plans that have a past: of three months, of one day, and of none."""
    if "past" not in vars(studio):
        desk = studio._desk("past")
        studio.now.go_on(days=-90)
        ids = {
            "gwen": _person(desk, 0, "Gwen", "Pryce"),
            "first": _person(desk, 1, "Amir", "Khan"),
            "new": _person(desk, 2, "Mair", "Evans"),
            "long": _person(desk, 3, "Bartholomew", "Featherstonehaugh"),
        }
        plans.signed(desk, ids["first"], **_facts(studio))
        _months(studio, desk, ids["gwen"])
        _much(studio, desk, ids["long"])
        studio.now.at = NOW
        vars(studio)["past"] = plans.Stock(desk, ids)
    found = vars(studio)["past"]
    assert isinstance(found, plans.Stock)
    return found


def _facts(studio: Studio) -> dict[str, str]:
    """Return what a sign-off needs, as it is on the day."""
    return {"conv__when": studio.now().date().isoformat(), "rev__date": "2026-02-18"}


def _months(studio: Studio, desk: Desk, person: str) -> None:
    """A first plan, a change of mind, a slip that was put right, and a copy by hand."""
    plans.signed(desk, person, **_facts(studio))
    desk.by_hand(person, "ambulance")
    studio.now.go_on(days=40)
    talk = desk.conversation(person)
    table = desk.guide.question("pod")
    tap(talk, table, "care_home", "second")
    talk.answer("pod.why", Answer(own_words="I know them there. Mot can come."))
    talk.answer("val.matters", Answer(own_words="Mot on the bed. And the window open."))
    plans.settle_facts(talk, **_facts(studio))
    sign_off(talk, plans.PASSPHRASE)
    studio.now.go_on(days=20)
    talk = desk.conversation(person)
    slip = talk.answer("cpr.person_view", Answer(value="wants"))
    assert slip is not None
    mistake(talk, slip, "Tapped in passing. It was not talked about.")
    studio.now.go_on(days=3)
    talk = desk.conversation(person)
    first = talk.log.history("val.matters")[0]
    put_back(talk, first, "The newer words were Siân's.")
    talk.finish()


def _much(studio: Studio, desk: Desk, person: str) -> None:
    """More talks than a list shows at once, more versions, more words than a page, and a wish
    that is said since it was found that it could not be decided.
    """
    talk = plans.signed(desk, person, **_facts(studio))
    for n in range(12):
        plans.contact(talk, f"Contact Number {n} With A Rather Long Name", f"07700 9001{n:02}")
    for n in range(34):
        studio.now.go_on(hours=20)
        talk = desk.conversation(person)
        talk.answer("val.matters", Answer(own_words=f"Day {n}. {LONG_WORDS}"))
        talk.answer("val.good_day", Answer(own_words=f"The garden, and the gate. {n}"))
    _found_unable(studio, desk, person)
    for n in range(4):
        studio.now.go_on(hours=20)
        talk = desk.conversation(person)
        talk.answer("val.strength", Answer(own_words=f"Chapel, {n}."))
        plans.settle_talk(talk, conv__when=studio.now().date().isoformat())
        sign_off(talk, plans.PASSPHRASE)


def _found_unable(studio: Studio, desk: Desk, person: str) -> None:
    """An assessment, and on the next day another place."""
    talk = desk.conversation(person)
    one, on = talk.add("cap"), studio.now().date().isoformat()
    facts = {
        "decision": "where to be at the end", "topic": ["place_of_death"], "on": on,
        "support": ["quiet_place"], "assessor": "Carys Bevan", "understand": "no",
        "outcome": "lacks_unlikely_to_regain",
    }  # fmt: skip
    for part, value in facts.items():
        talk.answer(f"cap.{part}", Answer(value=value, said_by=JUDGED), one)
    talk.answer("cap.cause", Answer(own_words="Dementia.", said_by=JUDGED), one)
    studio.now.go_on(days=1)
    talk = desk.conversation(person)
    talk.answer("pod.first", Answer(value="hospital_acute", own_words="Take me to the hospital."))


def at(page: str, state: str, *, question: str = "", note: str = "") -> Way:
    """Return what opens *page* for the plan in *state*."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        where = Where(page, person=stock.ids[state], question=question, note=note)
        window.begin(stock.desk, where)

    return open_


def event(state: str, kind: str) -> Way:
    """Return what opens the history of a plan at its newest event of a kind."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        who = stock.ids[state]
        found = next(e.id for e in Past(stock.desk, who).events if e.kind == kind)
        window.begin(stock.desk, to_history(who, found))

    return open_


def two(state: str, older: int, newer: int, *, whole: bool = False) -> Way:
    """Return what opens two versions beside each other, counted from the newest."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        who = stock.ids[state]
        held = [version.digest for version in Past(stock.desk, who).versions]
        window.begin(stock.desk, to_compare(who, held[older], held[newer], whole=whole))

    return open_


def version(state: str, place: int) -> Way:
    """Return what opens a version, counted from the newest."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        who = stock.ids[state]
        window.begin(stock.desk, to_version(who, Past(stock.desk, who).versions[place].digest))

    return open_


def said(state: str, question: str) -> Way:
    """Return what opens all answers to a question."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        window.begin(stock.desk, to_answers(stock.ids[state], question))

    return open_


def asked_why(window: Window, studio: Studio) -> None:
    """Open the card that puts an answer back, with the problem told."""
    said("gwen", "pod")(window, studio)
    page = window.page
    assert isinstance(page, AnswersPage)
    given = next(one for one in page._given if not one.stands and one.is_answer)
    page.ask("again", given)
    assert page.amend is not None
    page.amend.record()


def right(state: str, *, wrong: bool = False) -> Way:
    """Return what opens the page on which what matters is written right."""

    def open_(window: Window, studio: Studio) -> None:
        stock = kept(studio)
        who = stock.ids[state]
        entry = stock.desk.log(who).heads("val.matters")
        digest = entry[0].digest if entry else "nothing"
        window.begin(stock.desk, to_correct(who, "val.matters", "", digest))
        page = window.page
        assert isinstance(page, CorrectPage)
        if wrong:
            page.record()

    return open_


def found(state: str, words: str) -> Way:
    """Return what opens the page to find words in a plan, with words in it."""

    def open_(window: Window, studio: Studio) -> None:
        at("inside", state, note=words)(window, studio)
        assert isinstance(window.page, InsidePage)

    return open_


SCENES = (
    Scene("history", "empty", at("history", "new", note="versions\n")),
    Scene("history", "typical", event("gwen", "talk")),
    Scene("history", "typical", event("gwen", "version"), "version"),
    Scene("history", "typical", event("gwen", "mistake"), "mistake"),
    Scene("history", "typical", event("gwen", "copy"), "copy"),
    Scene("history", "extreme", event("long", "talk")),
    Scene("compare", "empty", at("compare", "first")),
    Scene("compare", "typical", two("gwen", 1, 0)),
    Scene("compare", "typical", two("gwen", 1, 0, whole=True), "whole"),
    Scene("compare", "extreme", two("long", 4, 0)),
    Scene("version", "empty", at("version", "new")),
    Scene("version", "typical", version("gwen", 1)),
    Scene("version", "extreme", version("long", 4)),
    Scene("answers", "empty", said("new", "val.matters")),
    Scene("answers", "typical", said("gwen", "val.matters")),
    Scene("answers", "extreme", said("long", "val.matters")),
    Scene("answers", "error", asked_why),
    Scene("correct", "empty", right("new")),
    Scene("correct", "typical", right("gwen")),
    Scene("correct", "extreme", right("long")),
    Scene("correct", "error", right("gwen", wrong=True)),
    Scene("inside", "empty", at("inside", "new")),
    Scene("inside", "typical", found("gwen", "mot")),
    Scene("inside", "typical", found("gwen", "zebra"), "nothing"),
    Scene("inside", "extreme", found("long", "garden")),
)  # fmt: skip
"""All of them."""
