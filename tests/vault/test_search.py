from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.vault import CaseloadRow
from eolplan.vault.search import expression, folded, words_in, words_of

PEOPLE = (
    CaseloadRow("gwen", "PRYCE, Gwen (Mrs)", "Pryce", "Gwen", "Gwenny", "1941-03-04",
                nhs="9991234560", postcode="CF10 1AB", text="12 Stryd y Môr, Aberwen"),
    CaseloadRow("wyn", "ŴYNNE, Zoë", "Ŵynne", "Zoë", born="1952-07-19", postcode="LL57 2DG"),
    CaseloadRow("obrien", "O'BRIEN, Seán", "O'Brien", "Seán", born="1938", nhs="9994105674"),
    CaseloadRow("smith", "SMITH-JONES, April", "Smith-Jones", "April", born="1941-03"),
    CaseloadRow("khan", "KHAN, Amir", "Khan", "Amir", born="1941-04-03", chi="0304411234",
                text="Amir Kahn"),
    CaseloadRow("lodz", "ŁUKASZEWICZ, Bjørn", "Łukaszewicz", "Bjørn", born="1960-12-31",
                hcn="3201234564"),
)  # fmt: skip


@pytest.fixture
def find(store, say, clock):
    for person in PEOPLE:
        store.append([say("a.b", 1, person=person.person)], at=clock(), caseload=person)
    return store.search


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gwen", "gwen"), ("PRYCE", "gwen"), ("pryc gw", "gwen"), ("gwen pryce", "gwen"),
        ("gwenny", "gwen"), ("wynne", "wyn"), ("Ŵynne", "wyn"), ("zoe", "wyn"), ("Zoë", "wyn"),
        ("obrien", "obrien"), ("O'Brien", "obrien"), ("o\u2019brien", "obrien"),
        ("o brien", "obrien"), ("brien sean", "obrien"), ("smith jones", "smith"),
        ("smith-jones", "smith"), ("smithj", "smith"), ("jones", "smith"), ("kahn", "khan"),
        ("lukasz", "lodz"), ("bjorn", "lodz"), ("aberwen", "gwen"), ("mor", "gwen"),
    ],
)  # fmt: skip
def test_people_are_found_by_any_part_of_a_name(find, typed, found):
    assert find(typed) == [found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4/3/1941", ["gwen"]), ("4/3/41", ["gwen"]), ("04.03.1941", ["gwen"]),
        ("4-3-41", ["gwen"]), ("4 3 41", ["gwen"]), ("4 Mar 1941", ["gwen"]),
        ("4th March 1941", ["gwen"]), ("4 mar", ["gwen"]), ("4mar", ["gwen"]), ("4/3", ["gwen"]),
        ("1941-03-04", ["gwen"]), ("mar 1941", ["gwen", "smith"]),
        ("March 1941", ["gwen", "smith"]),
        ("3/1941", ["gwen", "smith"]), ("1941", ["khan", "gwen", "smith"]),
        ("3 apr 1941", ["khan"]), ("1938", ["obrien"]), ("gwen 1941", ["gwen"]),
        ("1941 khan", ["khan"]), ("4 mar gwen", ["gwen"]), ("4/13/41", []), ("32/3/41", []),
        ("april 1941", ["khan", "smith"]), ("5/3/41", []), ("31/12/60", ["lodz"]),
    ],
)  # fmt: skip
def test_people_are_found_by_their_birthday_however_it_is_typed(find, typed, found):
    """Day before month, always; "April" may also be a name."""
    assert find(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("999 123 4560", "gwen"), ("9991234560", "gwen"), ("999 123", "gwen"), ("9991", "gwen"),
        ("999-410-5674", "obrien"), ("0304411234", "khan"), ("320 123 4564", "lodz"),
        ("cf10 1ab", "gwen"), ("CF101AB", "gwen"), ("cf10", "gwen"), ("1ab cf10", "gwen"),
        ("LL57", "wyn"), ("pryce 999 123 4560", "gwen"),
    ],
)  # fmt: skip
def test_people_are_found_by_numbers_and_postcode(find, typed, found):
    assert find(typed) == [found]


def test_a_blank_finds_everyone_and_signs_alone_find_nobody(find):
    assert find("  ") == ["khan", "lodz", "obrien", "gwen", "smith", "wyn"]
    assert find("'-") == []
    assert find("zebedee") == []


def test_one_letter_is_the_beginning_of_the_family_name(find):
    assert find("p") == ["gwen"]
    assert find("W") == ["wyn"]
    assert find("l") == ["lodz"]


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_is_an_error_of_the_index(find, text):
    """The index has a language of its own; no name or slip may become a part of it."""
    find(text)


@pytest.mark.parametrize("word", ["AND", "NOT", "near(", '"', "*", "a:b", "^x", "{", "OR OR"])
def test_words_of_the_index_are_words_like_any_other(find, word):
    assert isinstance(find(word), list)


def test_folding_keeps_letters_that_have_no_plain_form():
    assert folded("ΑΘΉΝΑ Ørsted Weiß Þór") == "αθηνα orsted weiss thor"
    assert words_in("Mary-Jane  O'Hara") == ["mary", "jane", "ohara"]


def test_places_and_dates_of_the_plan_are_not_what_a_person_is_found_by():
    row = CaseloadRow("x", place_words="hospice", review_due="2026-12-01", born="1941")
    assert words_of(row) == "1941"
    assert expression("gwen pryce") == '("gwen"* AND "pryce"*)'
