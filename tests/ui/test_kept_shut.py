"""What is kept for chosen staff, on the page where it stands and wherever the plan is read."""

from __future__ import annotations

from eolplan.record import Answer
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
    (line,) = (one for one in Lines(talking.talk).of(section) if one.heading == "What is held back")
    assert (line.words, line.whose, line.mark) == ("Kept for chosen staff", "", None)
