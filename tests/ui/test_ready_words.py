"""Words to start with: offered and changeable, and nothing is recorded by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eolplan.guide import fill
from tests.ui.talking import LONG, Talking, fill_disk, make_room, words_on

GROUP = "conv.tx.scenario"
USE = f"{GROUP}.ready.use"
PARTS = ("signs", "do", "ring", "staff", "where", "not")


def new_plan(talking: Talking, problem: str = "breathlessness") -> str:
    talking.open("tx.scenario")
    talking.hands.tap(f"{GROUP}.add")
    assert not talking.hands.has(USE)
    if problem:
        talking.hands.tap(f"conv.tx.scenario.problem.choice.{problem}")
    (instance,) = talking.talk.log.instances("tx.scenario")
    return instance


def written(talking: Talking, instance: str) -> dict[str, str]:
    said = {part: talking.says(f"tx.scenario.{part}", instance) for part in PARTS}
    return {part: answer.own_words for part, answer in said.items() if answer is not None}


def expected(talking: Talking, problem: str) -> dict[str, str]:
    ready = talking.desk.guide.ready("tx.scenario", problem)
    return {part: fill(ready[f"tx.scenario.{part}"], talking.talk.names) for part in PARTS}


def test_choosing_a_problem_offers_words_and_records_none(talking: Talking) -> None:
    instance = new_plan(talking)
    assert talking.hands.has(USE)
    assert written(talking, instance) == {}


def test_using_the_words_is_one_act_and_one_undo(talking: Talking) -> None:
    instance = new_plan(talking)
    talking.hands.tap(USE)
    assert written(talking, instance) == expected(talking, "breathlessness")
    assert "Sit Gwen up, leaning forward." in written(talking, instance)["do"]
    assert talking.hands.focused() == "conv.tx.scenario.signs.words"
    assert not talking.hands.has(USE)
    said = talking.says("tx.scenario.do", instance)
    assert said is not None
    assert said.said_by == "clinician_judgement"

    talking.hands.tap("message.action")
    gone = [talking.says(f"tx.scenario.{part}", instance) for part in PARTS]
    assert all(answer is None or not answer.own_words for answer in gone)
    assert talking.says("tx.scenario.problem", instance) is not None
    assert talking.hands.has(USE)


def test_words_that_are_there_are_never_replaced(talking: Talking) -> None:
    instance = new_plan(talking)
    talking.hands.write("Open the back door.", "conv.tx.scenario.do.words")
    talking.hands.tap(USE)
    assert written(talking, instance)["do"] == "Open the back door."
    assert written(talking, instance)["signs"] == expected(talking, "breathlessness")["signs"]


def test_the_words_can_be_changed_like_any_others(talking: Talking) -> None:
    instance = new_plan(talking)
    talking.hands.tap(USE)
    talking.hands.write(" Ring Siân too.", "conv.tx.scenario.ring.words")
    talking.hands.press(Qt.Key.Key_Tab)
    assert "Ring Siân too." in written(talking, instance)["ring"]


def test_another_problem_offers_its_own_words_for_what_is_blank(talking: Talking) -> None:
    instance = new_plan(talking, "pain")
    talking.hands.tap("conv.tx.scenario.problem.choice.fit")
    talking.hands.tap(USE)
    assert written(talking, instance) == expected(talking, "fit")
    talking.hands.tap("conv.tx.scenario.problem.choice.pain")
    assert not talking.hands.has(USE)


def test_a_problem_in_own_words_has_no_words_waiting(talking: Talking) -> None:
    new_plan(talking, "")
    talking.hands.write("Hiccups all night", "conv.tx.scenario.problem.words")
    talking.hands.press(Qt.Key.Key_Tab)
    assert not talking.hands.has(USE)


def test_groups_without_a_library_offer_nothing(talking: Talking) -> None:
    talking.open("contact")
    talking.hands.tap("conv.contact.add")
    assert not talking.hands.has("conv.contact.ready.use")


def test_removing_and_opening_another_leaves_no_offer_behind(talking: Talking) -> None:
    instance = new_plan(talking)
    talking.hands.tap(f"{GROUP}.{instance}.remove")
    talking.hands.tap(f"{GROUP}.add")
    assert not talking.hands.has(USE)
    talking.hands.tap("conv.tx.scenario.problem.choice.fall")
    assert talking.hands.has(USE)


def test_a_full_disk_says_so_and_keeps_the_offer(talking: Talking) -> None:
    instance = new_plan(talking)
    talking.hands.paste(LONG, "conv.tx.scenario.do.words")
    fill_disk(talking.desk.session)
    talking.hands.tap(USE)
    assert written(talking, instance) == {}
    assert talking.hands.has(USE)
    make_room(talking.desk.session)
    talking.hands.tap(USE)
    assert written(talking, instance)["signs"] == expected(talking, "breathlessness")["signs"]


def test_the_offer_says_that_it_can_be_changed(talking: Talking) -> None:
    new_plan(talking)
    assert any("You can change every one of them." in words for words in words_on(talking))
