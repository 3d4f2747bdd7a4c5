"""What a carer says is a carer's: on the page, in the record, and never in the person's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from eolplan.record import Answer
from tests.ui.talking import Talking, names_on, words_on
from ui.pages import voices

if TYPE_CHECKING:
    from eolplan.conversation import Conversation
    from eolplan.desk import Desk


def somebody(talk: Conversation, name: str, *roles: str) -> str:
    """Add one of the people who matter."""
    one = talk.add("contact")
    talk.record([("contact.name", one, Answer(value=name))])
    if roles:
        talk.record([("contact.roles", one, Answer(value=list(roles)))])
    return one


def test_a_carers_words_are_kept_as_the_main_carers(talking: Talking) -> None:
    """Nobody has to say whose words they are, and the page says that nobody else is there."""
    dev = somebody(talking.desk.conversation(talking.person), "Dev Lall", "main_carer")
    talking.open("carer.page")
    assert "For the carer, alone" in names_on(talking)
    assert not talking.hands.has("conv.whose.by.person_spoken")
    talking.hands.tap("conv.carer.able.choice.struggling")
    said = talking.says("carer.able")
    assert said is not None
    assert (said.said_by, said.said_by_contact) == ("family_or_friend", dev)
    talking.hands.tap("conv.guide.upset")
    assert "1. Stop. Hands off the laptop. Be with the carer." in words_on(talking)
    for _page in range(2):
        talking.hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert talking.hands.focused() == "topics.carers", "there one goes on from"


def test_a_carer_who_is_not_sure_to_be_one_is_not_named(desk: Desk, people: dict[str, str]) -> None:
    """With no main carer, or with two, the words are family's: a wrong name would be a lie."""
    talk = desk.conversation(people["Gwen"])
    asked = talk.guide.question("carer.does")

    def named() -> tuple[str, str]:
        said = voices.speaker(talk, asked)
        return said.said_by, said.said_by_contact

    assert named() == ("family_or_friend", "")
    somebody(talk, "A neighbour", "emergency_first")
    assert named() == ("family_or_friend", "")
    dev = somebody(talk, "Dev Lall", "main_carer")
    assert named() == ("family_or_friend", dev)
    somebody(talk, "Siân Pryce", "main_carer", "key_holder")
    assert named() == ("family_or_friend", "")


def test_results_of_one_scale_are_told_apart_by_their_days(talking: Talking) -> None:
    """Two lines that read the same would have the older one changed for the newer."""
    talk = talking.desk.conversation(talking.person)
    day = "2026-11-10"
    for scale, on in (("akps", "2026-09-01"), ("akps", day), ("akps", day), ("cfs", day)):
        one = talk.add("fn")
        talk.record([("fn.scale", one, Answer(value=scale)), ("fn.on", one, Answer(value=on))])
    talking.open("fn")
    said = {*words_on(talking)}
    assert said >= {
        "AKPS, 1 September 2026", "AKPS, 10 November 2026", "AKPS, 10 November 2026 (2)",
        "Clinical Frailty Scale",
    }  # fmt: skip
