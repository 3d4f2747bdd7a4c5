"""The ways to the scenes of a team's own words and topics, and the desk where they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from eolplan.desk import Desk
from eolplan.guide.local_topics import OwnQuestion, OwnTopic
from tests.ui.audit_parts import settle
from tests.ui.cast import Studio
from tests.ui.scene import Scene
from ui.pages.form import FormPage
from ui.pages.local_words import LocalWordsPage
from ui.pages.where import Where
from ui.window import Window

Way = Callable[[Window, Studio], None]

MATTERS: Final = ("val.matters", "say")
LONG: Final = (
    "When you think of the weeks that have just gone by, and of the people who came in and went"
    " out, which of the days would you like to have again, and what was in it that you liked?"
)
PETS: Final = OwnTopic(
    id="own_pets_000001",
    title="Pets at home",
    about="Which animals live with {name}, and who minds them.",
    after="matters",
)
ANIMALS: Final = OwnQuestion(
    heading="Animals",
    they="Which animals live with {name}?",
    you="Which animals live with you?",
    kind="choices",
    say=("Who else lives here?", "Tell me about the dog."),
    listen="A name. Who walks the dog.",
).offering(["A dog", "A cat", "Hens"])
MINDER: Final = OwnQuestion(
    heading="Who minds them", they="Who can mind them?", you="Who can mind them?", copies="staff"
)


def words_desk(studio: Studio) -> Desk:
    """Return a desk of a team that says some things its own way and has topics of its own."""
    held = vars(studio)
    if "words" not in held:
        held["words"] = _written(studio._desk("words"))
    desk = held["words"]
    assert isinstance(desk, Desk)
    return desk


def _written(desk: Desk) -> Desk:
    local = desk.local
    local.reword(MATTERS, ["What is big for you just now?"])
    local.reword(MATTERS, ["What is big for you just now?", LONG])
    local.reword(("val.matters", "you"), ["What is big for you just now?"])
    local.reword(("val.fears", "listen"), ["The night. The stairs. Being on {her} own."])
    pets = PETS
    waiting = replace(MINDER, when=("own_pets_000001.animals_000000", "a_dog"))
    for n, question in enumerate((ANIMALS, waiting)):
        pets = pets.with_question(question, f"00000{n}")
    local.keep_topic(pets)
    local.keep_topic(OwnTopic(id="own_empty_000002", title="Our garden", after="places"))
    gone = replace(pets, id="own_gone_000003", title="Visits by the choir")
    local.keep_topic(_renamed(gone), asked=False)
    local.keep_topic(_renamed(replace(gone, id="own_lost_000004", title="Carers", after="before")))
    long = replace(pets, id="own_long_000005", title="Day care at the hospice and the bus to it")
    for n in range(6):
        asked = OwnQuestion(heading=f"Something long to ask about the day, part {n}", they=LONG)
        long = long.with_question(asked, f"10000{n}")
    local.keep_topic(_renamed(replace(long, about=LONG)))
    return desk


def _renamed(topic: OwnTopic) -> OwnTopic:
    """Return a topic whose questions have ids of its own."""
    renamed = (
        replace(q, id=f"{topic.id}.{q.id.partition('.')[2]}", when=()) for q in topic.questions
    )
    return replace(topic, questions=tuple(renamed))


def at(page: str, *, topic: str = "", question: str = "", note: str = "") -> Way:
    """Return what opens *page* at the desk of that team."""
    where = Where(page, topic=topic, question=question, note=note)
    return lambda window, studio: window.begin(words_desk(studio), where)


def nothing_yet(window: Window, studio: Studio) -> None:
    window.begin(studio.nobody, Where("settings", note="words"))


def refused(page: str, **named: str) -> Way:
    """Return what opens *page* and presses Save, with nothing that could be kept."""

    def open_(window: Window, studio: Studio) -> None:
        at(page, **named)(window, studio)
        shown = window.page
        assert isinstance(shown, FormPage)
        if isinstance(shown, LocalWordsPage):
            for field in shown.phrases.values():
                field.show_texts(["Is {nobody} well"])
        shown.go_on()

    return open_


def hard_to_read(window: Window, studio: Studio) -> None:
    """Write something that can be kept, and reads hard."""
    at("local-words", topic="matters", question="val.matters")(window, studio)
    page = window.page
    assert isinstance(page, LocalWordsPage)
    page.phrases["say"].show_texts([LONG, "Would {name} like to see the neighbors - or not?"])
    settle(window)  # the page grows a round later than its parts


SCENES: Final = (
    Scene("settings", "empty", nothing_yet, "words"),
    Scene("settings", "typical", at("settings", note="words"), "words"),
    Scene("local-topic", "typical", at("local-topic", topic="matters")),
    Scene("local-topic", "extreme", at("local-topic", topic="cpr")),
    Scene("local-words", "empty", at("local-words", topic="matters", question="val.good_day")),
    Scene("local-words", "typical", at("local-words", topic="matters", question="val.matters")),
    Scene("local-words", "typical", at("local-words", topic="cpr", question="cpr.form"), "fixed"),
    Scene("local-words", "extreme", hard_to_read),
    Scene("local-words", "error",
          refused("local-words", topic="matters", question="val.good_day")),
    Scene("own-topic", "empty", at("own-topic")),
    Scene("own-topic", "typical", at("own-topic", topic="own_pets_000001")),
    Scene("own-topic", "extreme", at("own-topic", topic="own_long_000005")),
    Scene("own-topic", "error", refused("own-topic")),
    Scene("own-topic", "error", at("own-topic", topic="own_lost_000004"), "left out"),
    Scene("own-question", "empty", at("own-question", topic="own_pets_000001")),
    Scene("own-question", "typical",
          at("own-question", topic="own_pets_000001", question="own_pets_000001.animals_000000")),
    Scene("own-question", "extreme", at(
        "own-question", topic="own_long_000005",
        question="own_long_000005.something_long_to_ask_ab_100000",
    )),
    Scene("own-question", "error", refused("own-question", topic="own_pets_000001")),
)  # fmt: skip
"""The scenes of words and topics."""

CAN_BE: Final[Mapping[str, tuple[str, ...]]] = {
    "local-topic": ("typical", "extreme"),
    "local-words": ("empty", "typical", "extreme", "error"),
    "own-topic": ("empty", "typical", "extreme", "error"),
    "own-question": ("empty", "typical", "extreme", "error"),
}
"""The states of each page."""
