"""Every kind: what it takes, what it refuses, how it reads, and what it is in FHIR R4."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide import KINDS, Option
from eolplan.guide.kinds.measured import number_from
from tests.guide.asking import (
    CONTACT,
    MEMBER,
    PHONE,
    R4,
    SERVICE,
    TODAY,
    ask,
)

TAKEN = {
    "line": ["Gwen Pryce", "x" * 200],
    "yes-no": ["yes", "no", "not_known"],
    "choice": ["home", "none"],
    "choices": [["home"], ["home", "hospital"], ["none"]],
    "date": ["1941-03-04", "1941-03", "1941", "2024-02-29", "2026-12", "9999-12"],
    "number": [0, 50, -3, "7.5", "-0.25", "0.5", 999_999_999],
    "scale": [0, 7, 10],
    "lines": [["12 Heol y Bont", "Aberwen"], ["x"]],
    "phones": [[PHONE], [{"number": "111"}, {"number": "01632 960001", "kind": "home"}]],
    "contact": [CONTACT],
    "member": [MEMBER],
    "service": [SERVICE, {"name": "Aberwen befrienders"}],
    "money": [0, 5, 1250, 125_000, 9_999_999_999],
    "treatment": [
        {"view": "wants"},
        {"view": "only_if", "only_if": "I can come home after", "until": "the new year"},
    ],
}  # fmt: skip
REFUSED = {
    "text": [None, "words", 3],
    "line": [None, "", "  ", "two\nlines", "x\n", "x" * 201, 3, ["x"]],
    "yes-no": [None, "maybe", True, 1],
    "choice": [None, "", "moon", "old", 3, ["home"]],
    "choices": [None, [], "home", ["moon"], ["home", "home"], ["hospital", "home"],
                ["home", "none"], [3], ["home", ["hospital"]]],
    "date": [None, "", "yesterday", "1941-13", "1941-00", "1941-03-00", "1941-02-30", "0000",
             "1941-3-4", "41-03-04", "1941-03-04T12:00", 1941, "10000"],
    "number": [None, "50", "7.50", "7.0", "7,5", "abc", "1e3", "", True, [5], 10**9, "1.1234567"],
    "scale": [None, "7", -1, 11, True, 10**12],
    "lines": [None, [], "x", ["x", ""], ["two\nlines"], [3], ["x"] * 51],
    "phones": [None, [], {"number": "111"}, ["111"], [{"kind": "home"}], [{"number": " "}],
               [{"number": "ring Siân"}], [{**PHONE, "kind": "pager"}],
               [{**PHONE, "message": "perhaps"}], [{**PHONE, "owner": "Siân"}], [PHONE] * 21],
    "contact": [None, "0c8f2a", {"ref": "contact"}, {"ref": "medicine", "instance": "x"},
                {"ref": "contact", "instance": ""}, {**CONTACT, "name": "Siân"},
                {"ref": "contact", "instance": 3}],
    "member": [None, "0c8f2a", CONTACT, {"ref": "val.hopes"}, {**MEMBER, "instance": " "},
               {**MEMBER, "name": "Siân"}, {**MEMBER, "instance": 3}],
    "service": [None, "Befrienders", {}, {"phone": "111"}, {"name": ""}, {"name": 3},
                {**SERVICE, "phone": "ring Siân"}, {**SERVICE, "web": "x"}, {"name": "a\nb"}],
    "money": [None, -1, 10**10, True, "12.50", "Siân", [5]],
    "treatment": [None, "wants", {}, {"view": "moon"}, {"view": "wants", "dose": "5 mg"},
                  {"view": "wants", "until": ""}, {"view": "wants", "until": None},
                  {"view": ["wants"]}],
    "group": [None, True, "x"],
    "ranked-places": [None, "home"],
    "statement": [None, "x"],
}  # fmt: skip


def pairs(table):
    return [(kind, value) for kind, values in table.items() for value in values]


def test_the_table_of_kinds_is_closed():
    assert list(KINDS) == [
        "text", "line", "yes-no", "choice", "choices", "date", "number", "scale", "lines",
        "phones", "contact", "member", "service", "money", "treatment", "group",
        "ranked-places", "statement",
    ]  # fmt: skip
    with pytest.raises(TypeError):
        KINDS["essay"] = KINDS["text"]  # type: ignore[index]


@pytest.mark.parametrize(("kind", "value"), pairs(TAKEN))
def test_a_good_value_is_taken_read_and_sent(kind, value):
    question = ask(kind)
    assert KINDS[kind].problems(question, value) == []
    assert not KINDS[kind].empty(value)
    assert KINDS[kind].text(question, value).strip()
    assert KINDS[kind].hints(question, value) == []
    jsonschema.validate(value, KINDS[kind].shape())
    elements = KINDS[kind].fhir(question, value)
    assert elements
    for element in elements:
        R4.validate(element)


@pytest.mark.parametrize(("kind", "value"), pairs(REFUSED))
def test_anything_else_is_refused_in_whole_sentences(kind, value):
    problems = KINDS[kind].problems(ask(kind), value)
    assert problems
    assert all(p[0].isupper() or p[0] == '"' for p in problems)
    assert all(p.endswith(".") for p in problems)


@pytest.mark.parametrize(("kind", "value"), pairs(REFUSED))
def test_no_problem_repeats_what_was_typed(kind, value):
    """A problem may be shown on a watched screen."""
    for problem in KINDS[kind].problems(ask(kind), value):
        assert "Siân" not in problem
        assert "yesterday" not in problem


@pytest.mark.parametrize(
    ("kind", "value"),
    [(k, v) for k, v in pairs(REFUSED)
     if k in ("number", "phones", "contact", "member", "service", "money", "treatment")],
)  # fmt: skip
def test_a_shape_lets_nothing_through_that_a_kind_would_misread(kind, value):
    """The schema may be looser about words, never about the form."""
    valid = jsonschema.Draft202012Validator(KINDS[kind].shape()).is_valid(value)
    assert not valid or KINDS[kind].text(ask(kind), value) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_empty_for_every_kind(kind):
    for nothing in (None, "", "  ", [], {}):
        assert KINDS[kind].empty(nothing)
    assert not KINDS[kind].empty(0)
    assert not KINDS[kind].empty(False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_is_a_json_schema(kind):
    jsonschema.Draft202012Validator.check_schema(KINDS[kind].shape())


# --- how values read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "value", "text"),
    [
        (ask("line"), "Gwen Pryce", "Gwen Pryce"),
        (ask("line", pattern="nhs-number"), "9990000018", "999 000 0018"),
        (ask("line", pattern="postcode"), "cf999zz", "CF99 9ZZ"),
        (ask("yes-no"), "not_known", "Not sure"),
        (ask("choice"), "hospice", "Hospice"),
        (ask("choice"), "old", "The old place"),
        (ask("choice"), "moon", "moon"),
        (ask("choices"), ["home", "hospital"], "Home, Hospital"),
        (ask("choices"), "home", "Home"),
        (ask("date"), "1941-03-04", "4 March 1941"),
        (ask("date"), "1941-03", "March 1941"),
        (ask("date"), "1941", "1941"),
        (ask("number"), 50, "50"),
        (ask("number", unit="hours a week"), "7.5", "7.5 hours a week"),
        (ask("number", unit="hours a week"), None, ""),
        (ask("scale"), 7, "7 out of 10"),
        (ask("scale", unit="points"), 7, "7 points"),
        (ask("scale", max=None), 7, "7"),
        (ask("scale", options=(Option("7", "Often"),)), 7, "7: Often"),
        (ask("scale"), "much", "much"),
        (ask("scale"), None, ""),
        (ask("lines"), ["12 Heol y Bont", "Aberwen"], "12 Heol y Bont\nAberwen"),
        (ask("lines"), "Aberwen", "Aberwen"),
        (ask("phones"), [PHONE], "07700 900123 (mobile, all right to leave a message)"),
        (ask("phones"), [{"number": "111"}], "111"),
        (ask("phones"), [{**PHONE, "message": "not_known"}], "07700 900123 (mobile)"),
        (ask("phones"), [{**PHONE, "kind": "x", "message": "no"}],
         "07700 900123 (leave no message)"),
        (ask("phones"), "111", "111"),
        (ask("contact"), CONTACT, "One of the people who matter"),
        (ask("contact"), "somebody", "somebody"),
        (ask("member"), MEMBER, "One of the list"),
        (ask("member"), "the garden", "the garden"),
        (ask("service"), SERVICE, "Aberwen befrienders (01632 960123)"),
        (ask("service"), {"name": "Aberwen befrienders"}, "Aberwen befrienders"),
        (ask("service"), {"phone": "111"}, "111"),
        (ask("service"), "somebody", "somebody"),
        (ask("money"), 125_005, "£1,250.05"),
        (ask("money"), 5, "£0.05"),
        (ask("money"), "a lot", "a lot"),
        (ask("treatment"), {"view": "wants"}, "Wants it"),
        (ask("treatment"), {"view": "wants", "until": "June"}, "Wants it. Look again when: June"),
        (ask("treatment"), {"view": "only_if", "only_if": "at home"},
         "It depends. Only if: at home"),
        (ask("treatment"), "wants", "wants"),
        (ask("text"), None, ""),
        (ask("group", repeats=True), True, ""),
        (ask("ranked-places"), None, ""),
        (ask("statement"), None, ""),
    ],
)  # fmt: skip
def test_a_value_reads_as_staff_would_say_it(question, value, text):
    assert KINDS[question.kind].text(question, value) == text


def test_what_no_kind_understands_reads_as_it_was_recorded():
    odd = {"a": [True, False, None, 3], "b": "words"}
    assert KINDS["line"].text(ask("line"), odd) == "Yes, No, 3, words"


def test_a_line_of_a_known_form_raises_its_doubts():
    question = ask("line", pattern="nhs-number")
    assert KINDS["line"].problems(question, "9990000018") == []
    assert KINDS["line"].problems(question, "9990000019") != []
    assert KINDS["line"].hints(question, "9990000018") != []
    assert KINDS["line"].hints(question, 3) == []
    assert KINDS["line"].text(question, 3) == "3"


# --- limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value", "problem"),
    [
        ({"past": True}, "2026-11-26", "This date is in the future. Check the year."),
        ({"past": True}, "2026-12", "This date is in the future. Check the year."),
        ({"past": True}, "1066", "This date is more than 125 years ago. Check the year."),
        ({"future": True}, "2026-11-24", "This date is in the past. Check the year."),
        ({"future": True}, "2026-10", "This date is in the past. Check the year."),
        ({"future": True}, "2025", "This date is in the past. Check the year."),
        ({"precision": ("day",)}, "1941-03", "Give the day, the month and the year."),
        ({"precision": ("year",)}, "1941-03", "Give the year only."),
        ({"precision": ("month", "year")}, "1941-03-04",
         "Give the date more roughly: a month or a year."),
        ({"precision": ("day", "month")}, "1941", "Give at least the month and the year."),
    ],
)  # fmt: skip
def test_a_date_keeps_to_its_side_and_its_precision(keys, value, problem):
    question = ask("date", **keys)
    assert KINDS["date"].problems(question, value, today=TODAY) == [problem]


@pytest.mark.parametrize("value", ["2026-11-25", "2026-11", "2026", "1941"])
def test_a_rough_date_may_hold_today(value):
    assert KINDS["date"].problems(ask("date", past=True), value, today=TODAY) == []


@pytest.mark.parametrize("value", ["2026-11-25", "2026-11", "2026", "2026-12", "2030"])
def test_a_rough_date_may_reach_into_the_future(value):
    assert KINDS["date"].problems(ask("date", future=True), value, today=TODAY) == []


@pytest.mark.parametrize(
    ("keys", "value", "problem"),
    [
        ({"min": 1}, 0, "Use 1 or more."),
        ({"max": 5}, "5.5", "Use 5 or less."),
        ({"min": 5, "step": 10}, 20, "Go up in steps of 10."),
        ({"step": 1}, "0.5", "Go up in steps of 1."),
    ],
)
def test_a_number_keeps_to_its_limits(keys, value, problem):
    assert KINDS["number"].problems(ask("number", **keys), value) == [problem]


def test_a_number_on_a_step_is_taken():
    assert KINDS["number"].problems(ask("number", min=5, step=10), 25) == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [("50", 50), (" 50 ", 50), ("7.50", "7.5"), ("7.0", 7), ("-0.5", "-0.5"), ("007", 7),
     ("", None), ("7,5", None), ("seven", None), (".", None), ("1.1234567", None)],
)  # fmt: skip
def test_one_number_has_one_form(typed, value):
    assert number_from(typed) == value


def test_a_group_that_repeats_has_members():
    question = ask("group", repeats=True)
    assert KINDS["group"].problems(question, True) == []
    assert KINDS["group"].problems(question, 1) != []
    assert KINDS["group"].fhir(question, True) == []
    jsonschema.validate(True, KINDS["group"].shape())


# --- anything at all ------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20)
    | st.sampled_from(["home", "yes", "1941-03", "7.5", "wants", "0c8f2a", "111"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["view", "until", "only_if", "number", "kind", "message", "ref",
                         "instance", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
GOOD = {
    "line": st.text(min_size=1, max_size=60),
    "choice": st.sampled_from(["home", "hospice", "none"]),
    "choices": st.lists(st.sampled_from(["home", "hospice", "hospital"]), unique=True),
    "date": st.dates(dt.date(1, 1, 1)).map(str)
    | st.from_regex("[0-9]{4}(-[0-9]{2})?", fullmatch=True),
    "number": st.integers(-(10**9), 10**9)
    | st.decimals(-(10**9), 10**9, places=3).map(lambda d: number_from(str(d))),
    "scale": st.integers(-2, 12),
    "lines": st.lists(st.text(max_size=30), max_size=4),
    "phones": st.lists(st.fixed_dictionaries({"number": st.text(max_size=12) | st.just("111")})),
    "contact": st.fixed_dictionaries({"ref": st.just("contact"), "instance": st.text(max_size=9)}),
    "treatment": st.fixed_dictionaries(
        {"view": st.sampled_from(["wants", "only_if"])}, optional={"until": st.text(max_size=30)}
    ),
}


@given(st.sampled_from(sorted(KINDS)), JSON)
def test_no_value_can_break_a_kind(kind, value):
    """A record from a newer eolplan may hold anything; it must open all the same."""
    question = ask(kind)
    assert isinstance(KINDS[kind].text(question, value), str)
    assert isinstance(KINDS[kind].empty(value), bool)
    for element in KINDS[kind].fhir(question, value):
        R4.validate(element)
    if not KINDS[kind].problems(question, value, today=TODAY):
        jsonschema.validate(value, KINDS[kind].shape())


@pytest.mark.parametrize("kind", GOOD)
@given(data=st.data())
def test_whatever_a_kind_takes_can_be_read_and_sent(kind, data):
    value = data.draw(GOOD[kind])
    question = ask(kind)
    if KINDS[kind].problems(question, value, today=TODAY):
        return
    assert KINDS[kind].text(question, value).strip()
    elements = KINDS[kind].fhir(question, value)
    assert elements
    for element in elements:
        R4.validate(json.loads(json.dumps(element)))
    jsonschema.validate(value, KINDS[kind].shape())
