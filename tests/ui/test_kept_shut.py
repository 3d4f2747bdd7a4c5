"""What is kept for chosen staff, on the page where it stands and wherever the plan is read."""

from __future__ import annotations

from eolplan.identity import Staff
from eolplan.record import Answer
from eolplan.vault import Cost
from tests.ui import plans
from tests.ui.talking import Talking
from ui.pages.kept_shut import KeptShutCard
from ui.pages.lines import Lines
from ui.widgets import PlainLabel

SAID = "CANARY: afraid of her son"


def words(talking: Talking) -> str:
    return "\n".join(label.text() for label in talking.hands.page.findChildren(PlainLabel))


def test_the_page_says_that_it_is_kept_and_takes_new_words(talking: Talking) -> None:
    """A colleague must neither learn it nor think that nobody has written anything."""
    plans.keep_shut(talking.desk, talking.person, "withheld.what", SAID)
    talking.open("withheld")
    (card,) = talking.hands.page.findChildren(KeptShutCard)
    assert card.accessibleName() == "Kept for chosen staff"
    assert "What is held back" in words(talking)
    assert "You can write something of your own here." in words(talking)
    assert "CANARY" not in words(talking)
    talking.talk.answer("withheld.what", Answer(own_words="Mine."))
    reading = talking.talk.reading("withheld.what")
    assert (reading.own_words, reading.sealed) == ("Mine.", True)


def test_a_note_about_somebody_is_told_with_their_name(talking: Talking) -> None:
    talking.open("contact")
    contact = plans.contact(talking.talk, "Siân Pryce", "07700 900123")
    plans.keep_shut(talking.desk, talking.person, "contact.concern", SAID, contact)
    talking.lock_and_open()
    assert "Concern about safety or conflict: Siân Pryce" in words(talking)


def test_a_page_without_any_says_nothing_of_it(talking: Talking) -> None:
    talking.open("withheld")
    talking.talk.answer("withheld.what", Answer(own_words="Ours, and we can read it."))
    talking.lock_and_open()
    assert talking.hands.page.findChildren(KeptShutCard) == []


def test_where_the_plan_is_read_it_is_one_calm_line(talking: Talking) -> None:
    plans.keep_shut(talking.desk, talking.person, "withheld.what", SAID)
    talking.open("withheld")
    section = talking.talk.guide.section_of("withheld.what")
    (line,) = (one for one in Lines(talking.talk).of(section) if one.kept)
    assert (line.heading, line.words, line.whose, line.mark) == ("Kept back", "", "", None)
    assert line.kept == ("What is held back: Kept for chosen staff",)


def test_whoever_writes_is_told_who_can_read_it(talking: Talking) -> None:
    """A worry that a colleague has to know must not lie where only its writer looks."""
    desk, dev = talking.desk, Staff("5d1c7a3e-3f64-4c0f-8b53-0a0f6d0f1d22", "Dev Patel", "GP")
    talking.open("withheld")
    assert "can read what you write here" not in words(talking)
    desk.session.admit(dev, "seven quiet herons rest", cost=Cost.LOWEST, now=desk.now)
    talking.open("withheld")
    assert "Only you can read what you write here. Choose who else" in words(talking)
    talking.open("contact")
    assert "Only you can read this: What we must not tell them; Concern about" in words(talking)
    talking.talk.answer("withheld.what", Answer(own_words="Mine."))
    desk.team.let_read_restricted(dev.id, on=True)
    talking.lock_and_open()
    talking.open("withheld")
    assert "Only you and Dev Patel can read what you write here." in words(talking)
    talking.open("contact")
    assert "Only you and Dev Patel can read this: What we must not tell them;" in words(talking)
    talking.open("val.matters")
    assert "can read" not in words(talking)


def test_whoever_cannot_read_it_is_told_whom_to_ask(talking: Talking) -> None:
    desk, dev = talking.desk, Staff("dev", "Dev Patel", "Nurse")
    desk.session.admit(dev, "seven quiet herons rest", cost=Cost.LOWEST, now=desk.now)
    plans.keep_shut(desk, talking.person, "withheld.what", SAID)
    talking.open("withheld")
    assert "If you need to know what it says, ask Dev Patel." in words(talking)
