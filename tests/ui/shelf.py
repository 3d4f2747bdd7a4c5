"""Every widget and every kind of field on a few pages: for tests, and for eyes.

Synthetic people only. ``python -m tests.ui.shelf FOLDER`` draws the pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from eolplan.directory import Service
from eolplan.guide import Names, Option, Question, ValueSet
from ui.fields import Around, GroupField, RankedPlacesField, RepeatField, field_for
from ui.theme import Look, apply, space_out
from ui.widgets import (
    BannerFacts,
    Button,
    Card,
    Choice,
    ChoiceGroup,
    CoverPage,
    CrashPage,
    ErrorSummary,
    FlowLayout,
    FocusRings,
    Guidance,
    GuidePanel,
    Heading,
    MessageBar,
    Page,
    PersonBanner,
    PlainLabel,
    Ranked,
    StateTag,
    ToggleButton,
    WhoseWords,
)

GWEN = BannerFacts(
    "PRYCE, Gwen (Mrs)",
    ("Born 4 March 1941 (84)", "NHS no. 999 123 4567"),
    ("Welsh first", "Deaf, left ear"),
)

PLACES = ValueSet(
    "VS-PLACE",
    "Places",
    "tests",
    (
        Option("own_home", "Own home", hint="Where Gwen lives now"),
        Option("relative_home", "Someone else's home"),
        Option("care_home", "Care home"),
        Option("hospice", "Hospice"),
        Option("hospital_acute", "Hospital"),
        Option("prison_secure", "Prison or secure setting", more=True),
    ),
)
VIEWS = ValueSet(
    "VS-TXPREF",
    "Views",
    "tests",
    (
        Option("wants", "Wants"),
        Option("would_try_for_a_time", "Would try for a time"),
        Option("only_if", "Only if"),
        Option("does_not_want", "Does not want"),
    ),
)
YES_NO = ValueSet(
    "VS-YN",
    "Yes or no",
    "tests",
    (Option("yes", "Yes"), Option("no", "No"), Option("not_known", "Not known")),
)


def _question(id_: str, kind: str, heading: str, **more: object) -> Question:
    sets = {"choice": PLACES, "choices": PLACES, "ranked-places": PLACES}
    chosen = sets.get(kind) or {"treatment": VIEWS, "yes-no": YES_NO}.get(kind)
    options = chosen.options if chosen is not None else ()
    made: dict[str, object] = {"value_set": chosen, "options": options} | more
    return Question(id=id_, kind=kind, heading=heading, **made)  # type: ignore[arg-type]


QUESTIONS: Mapping[str, Question] = {
    q.id: q
    for q in (
        _question(
            "t.text",
            "text",
            "What matters",
            they="What matters most to {name} now?",
            own_words=True,
        ),
        _question("t.line", "line", "Likes to be called", max_length=70, hint="As {name} says it"),
        _question("t.yes", "yes-no", "Lives alone", asks="staff"),
        _question(
            "t.choice",
            "choice",
            "Where cared for",
            they="If {name} became very unwell, where would feel right to be cared for?",
            own_words=True,
        ),
        _question("t.choices", "choices", "Places seen"),
        _question("t.date", "date", "Born"),
        _question("t.number", "number", "Hours of care", unit="hours a week"),
        _question("t.scale", "scale", "How well {name} sleeps", min=0, max=10),
        _question("t.lines", "lines", "Address"),
        _question("t.phones", "phones", "Phone numbers"),
        _question("t.contact", "contact", "Who holds the key"),
        _question("t.member", "member", "For which person", of="t.people"),
        _question("t.service", "service", "Who can help"),
        _question("t.money", "money", "What it costs"),
        _question("t.treatment", "treatment", "Antibiotics"),
        _question(
            "t.places",
            "ranked-places",
            "Place of death",
            they="Where would {name} want to be in the last days of life?",
        ),
        _question("t.statement", "statement", "To know", they="{name} can change this any time."),
        _question("t.about", "group", "About {name}", fields=("t.line", "t.yes", "t.date")),
        _question("p.name", "line", "Name"),
        _question("p.phones", "phones", "Numbers"),
        _question(
            "t.people",
            "group",
            "People who matter",
            fields=("p.name", "p.phones"),
            repeats=True,
            one="person",
            names="p.name",
        ),
    )
}
"""One question of every kind."""

SERVICES = (
    (Service("7" * 36, "Aberwen cars", phone="01632 960201", area="Aberwen"),
     "Nobody has checked this yet. Ring before you rely on it."),
    (Service("8" * 36, "Befrienders", phone="01632 960202", what="An hour a week."), ""),
    (Service("9" * 36, "Night sitters", retired_on="2025-03-01"), "Out of use since March."),
)  # fmt: skip
AROUND = Around(
    Names.of("Gwen", "she/her", staff="Carys"),
    QUESTIONS.__getitem__,
    contacts=(("c1", "Siân Pryce, daughter"), ("c2", "Huw Pryce, son")),
    page="shelf",
    members=lambda group: (("m1", "Siân Pryce"), ("m2", "Huw Pryce")) if group else (),
    services=lambda: SERVICES,
)


def _guide() -> GuidePanel:
    guide = GuidePanel(identifier="shelf.guide")
    guide.show_guide(
        Guidance(
            say=(
                "Some people have a picture of where they would want to be. "
                "Is that something you have thought about?",
            ),
            listen="Fear of being a burden. A bad death she once saw.",
            upset="We don't have to picture it today. We can just say: not ready.",
            deeper=("What would make you change your mind?",),
            check="So: home first, then the hospice. Right?",
        )
    )
    guide.add_action(
        Button("If Gwen is upset", icon="heart-handshake", identifier="shelf.guide.upset")
    )
    guide.add_action(Button("Staff-only note", icon="notebook-pen", identifier="shelf.guide.note"))
    return guide


def _actions(page: Page) -> None:
    name = page.objectName()
    page.add_action(Button("Back", icon="arrow-left", identifier=f"{name}.back"))
    page.add_action(
        Button("Continue", kind="primary", icon="arrow-right", identifier=f"{name}.continue")
    )
    page.add_action(Button("Not today", identifier=f"{name}.not_today"))
    page.add_action(Button("Come back later", identifier=f"{name}.later"))
    page.add_action(
        Button("All topics", kind="link", icon="list-filter", identifier=f"{name}.topics")
    )


def question_page() -> Page:
    """A choice with its own words, whose words, guide and actions."""
    page = Page("shelf", guide=_guide())
    page.column.addWidget(PlainLabel("Places", style="small", colour="text2"))
    page.column.addWidget(Heading(AROUND.asked(QUESTIONS["t.choice"])))
    field = field_for(QUESTIONS["t.choice"], AROUND)
    field.show_answer("own_home", "\u201cI want to be in my own bed, with the dog.\u201d")
    page.column.addWidget(field)
    voices = WhoseWords(
        [
            ("person_spoken", "Gwen", "These are Gwen's words"),
            ("family", "Siân", "These are Siân's words"),
            ("staff", "I noticed", "I noticed this myself"),
        ],
        identifier="shelf.whose",
    )
    voices.show_value("person_spoken")
    page.column.addWidget(voices)
    _actions(page)
    return page


def places_page() -> Page:
    """The place table."""
    page = Page("shelf", guide=_guide())
    page.column.addWidget(PlainLabel("Places", style="small", colour="text2"))
    page.column.addWidget(Heading(AROUND.asked(QUESTIONS["t.places"])))
    field = field_for(QUESTIONS["t.places"], AROUND)
    assert isinstance(field, RankedPlacesField)
    field.show_ranked(Ranked("own_home", "hospice", ("hospital_acute",)))
    page.column.addWidget(field)
    _actions(page)
    return page


def fields_page() -> Page:
    """A field of every other kind, and a complaint."""
    page = Page("shelf")
    page.column.addWidget(Heading("About Gwen"))
    for kind in (
        "line", "date", "yes", "number", "scale", "choices", "treatment", "contact", "member",
        "service", "money",
    ):  # fmt: skip
        field = field_for(QUESTIONS[f"t.{kind}"], AROUND, labelled=True)
        if kind == "date":
            field.show_answer("1941-03")
            field.complain(["Enter a day between 1 and 31"])
        if kind == "treatment":
            field.show_answer({"view": "only_if", "only_if": "it can be done at home"})
        page.column.addWidget(field)
    return page


def lists_page() -> Page:
    """Lists, a statement, a group that repeats, and the error summary."""
    page = Page("shelf")
    summary = ErrorSummary(identifier="shelf.problems")
    page.column.addWidget(summary)
    page.column.addWidget(Heading("People who matter"))
    lines = field_for(QUESTIONS["t.lines"], AROUND, labelled=True)
    lines.show_answer(["12 Heol y Bont", "Aberwen"])
    people = field_for(QUESTIONS["t.people"], AROUND)
    assert isinstance(people, RepeatField)
    people.show_instances([("c1", "Siân Pryce"), ("c2", "Huw Pryce")], "c2")
    assert isinstance(people.group, GroupField)
    people.group.show_answers({"p.name": ("Huw Pryce", "")})
    for widget in (lines, people, field_for(QUESTIONS["t.statement"], AROUND)):
        page.column.addWidget(widget)
    summary.show_problems(
        [("Enter a day between 1 and 31", lines), ("Write the number, or take it away", people)]
    )
    return page


def bits_page() -> Page:
    """Buttons, toggles, tags and cards."""
    page = Page("shelf")
    page.column.addWidget(Heading("Bits and pieces"))
    for kind in ("primary", "secondary", "quiet", "link"):
        row = QWidget()
        flow = FlowLayout(row)
        for words, icon in ((f"A {kind} one", ""), (f"With an icon, {kind}", "printer")):
            flow.addWidget(Button(words, kind=kind, icon=icon))
        off = Button(f"Off, {kind}", kind=kind)
        off.setEnabled(False)
        flow.addWidget(off)
        page.column.addWidget(row)
    page.column.addWidget(_toggles())
    page.column.addWidget(_tags())
    card = Card("Carry on where you stopped")
    card.column.addWidget(PlainLabel("PRYCE, Gwen (Mrs)  Born 4 March 1941", style="strong"))
    card.column.addWidget(PlainLabel('Paused 10:42 today, in "Places".', style="small"))
    row = QWidget(card)
    FlowLayout(row).addWidget(Button("Carry on", row, kind="primary", icon="play"))
    card.column.addWidget(row)
    page.column.addWidget(card)
    page.column.addWidget(
        ChoiceGroup(
            "Who is here?",
            [Choice("g", "Gwen"), Choice("s", "Siân", "daughter"), Choice("h", "Huw", "son")],
            many=True,
            identifier="shelf.here",
        )
    )
    return page


def _toggles() -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for words, on in (("All 142", True), ("Review due 9", False), ("Recent", False)):
        toggle = ToggleButton(words, row)
        toggle.setChecked(on)
        flow.addWidget(toggle)
    return row


def _tags() -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for tone in ("ok", "attention", "error", "info", "quiet", "plain"):
        flow.addWidget(StateTag(f"A {tone} state", tone, row))
    return row


PAGES: Mapping[str, Callable[[], Page]] = {
    "question": question_page,
    "places": places_page,
    "fields": fields_page,
    "lists": lists_page,
    "bits": bits_page,
}


def window(page: QWidget, message: str = "") -> QWidget:
    """Put *page* under a banner and a message bar, as the window does."""
    made = QWidget()
    column = space_out(QVBoxLayout(made), 0)
    banner = PersonBanner(made, identifier="shelf.banner")
    banner.show_person(GWEN)
    banner.add_tool(Button("Pause", icon="pause", identifier="shelf.pause"))
    banner.add_tool(Button("Cover", icon="eye-off", identifier="shelf.cover"))
    bar = MessageBar(made, identifier="shelf.message")
    for widget in (banner, bar):
        column.addWidget(widget)
    column.addWidget(page, 1)
    if message:
        bar.tell(message, "ok", action="Undo")
    return made


def _draw(app: QApplication, folder: Path) -> None:
    shots = [
        (theme, scale, size)
        for theme in ("light", "dark", "contrast")
        for scale, size in ((1.0, (1366, 689)), (2.0, (1024, 521)))
    ]
    for theme, scale, size in shots:
        apply(app, Look(theme, scale))  # type: ignore[arg-type]  # one of the three themes
        for name, make in PAGES.items():
            page = make()
            shown = window(page, "2nd choice changed to Hospice." if name == "places" else "")
            whole = page.body.sizeHint().height() if name in ("fields", "lists") else 0
            shown.resize(size[0], max(size[1], min(whole + 200, 4000)))
            _shoot(app, shown, folder / f"{name}-{theme}-{int(scale * 100)}.png")
        for name, other in (("cover", CoverPage()), ("crash", CrashPage("14:02", "details"))):
            other.resize(*size)
            _shoot(app, other, folder / f"{name}-{theme}-{int(scale * 100)}.png")


def _shoot(app: QApplication, shown: QWidget, file: Path) -> None:
    shown.show()
    shown.activateWindow()
    for _ in range(3):
        app.processEvents()
    first = shown.findChild(QWidget, "shelf.t.choice.choice.hospice")
    if first is not None:
        first.setFocus()
    app.processEvents()
    shown.grab().save(str(file))
    shown.close()
    shown.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    running = QApplication([])
    FocusRings(running)
    _draw(running, Path(sys.argv[1]))
