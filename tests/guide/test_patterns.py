"""Numbers, phones, postcodes and email: what is refused, and what is only doubted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.guide.patterns import (
    PATTERNS,
    has_check_digit,
    is_national_number,
    phone_problems,
    spaced,
)

NATIONAL = ("nhs-number", "chi", "hcn")
WEIGHTS = range(10, 1, -1)
ARABIC = "".join(chr(0x660 + int(digit)) for digit in "9990000018")
"""Digits that Python counts as digits and no other system here does."""


def check_digit(nine: str) -> int:
    """The modulus 11 check digit as the dictionary describes it; 10 when there is none."""
    rest = sum(int(d) * w for d, w in zip(nine, WEIGHTS, strict=True)) % 11
    return {11: 0}.get(11 - rest, 11 - rest)


@pytest.mark.parametrize("text", ["9990000018", "999 000 0018", "999-000-0018", "943 476 5919"])
def test_a_well_formed_number_is_accepted_however_it_is_spaced(text):
    assert is_national_number(text)
    for pattern in NATIONAL:
        assert PATTERNS[pattern].problems(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9990000019", "One digit is wrong"),
        ("9990000081", "One digit is wrong"),
        ("999000001", "The number has ten digits. This one has 9."),
        ("99900000188", "The number has ten digits. This one has 11."),
        ("999000001X", "Write the number in digits only."),
        (ARABIC, "Write the number in digits only."),
        ("", "Write the number in digits only."),
        ("4444444444", "This number was never given to anybody"),
        ("0000000000", "This number was never given to anybody"),
    ],
)
def test_a_number_that_cannot_be_one_is_refused_in_words(text, why):
    for pattern in NATIONAL:
        (problem,) = PATTERNS[pattern].problems(text)
        assert problem.startswith(why)
        assert PATTERNS[pattern].hints(text) == []
    assert not is_national_number(text)


@given(st.from_regex("[0-9]{9}", fullmatch=True))
def test_exactly_one_last_digit_fits_or_none(nine):
    fits = [d for d in range(10) if has_check_digit(f"{nine}{d}")]
    assert fits == ([check_digit(nine)] if check_digit(nine) < 10 else [])


@given(st.from_regex("[0-9]{9}", fullmatch=True), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(nine, place, by):
    number = f"{nine}{check_digit(nine)}"
    if len(number) == 10:
        wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
        assert not has_check_digit(wrong)


def test_every_repeated_digit_passes_the_arithmetic_and_is_refused():
    """Why the rule exists: 4444444444 has a correct check digit."""
    repeated = [str(d) * 10 for d in range(10)]
    assert all(map(has_check_digit, repeated))
    assert not any(map(is_national_number, repeated))


@pytest.mark.parametrize(
    ("pattern", "text", "hint"),
    [
        ("nhs-number", "943 476 5919", "NHS numbers do not begin like this today."),
        ("nhs-number", "999 000 0018", "Numbers that begin with 999 are for practice."),
        ("nhs-number", "010 101 0001", "This looks like a CHI number from Scotland."),
        ("nhs-number", "320 000 0007", "This looks like a Health and Care number"),
        ("chi", "999 000 0018", "A CHI number begins with day, month and year of birth."),
        ("hcn", "999 000 0018", "A Health and Care number begins with 32 to 39."),
    ],
)
def test_a_number_that_looks_like_anothers_is_only_doubted(pattern, text, hint):
    assert is_national_number(text)
    (said,) = PATTERNS[pattern].hints(text)
    assert said.startswith(hint)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("nhs-number", "4000000004"), ("chi", "0101010001"), ("hcn", "3200000007")],
)
def test_a_number_in_its_own_range_raises_no_doubt(pattern, text):
    assert is_national_number(text)
    assert PATTERNS[pattern].hints(text) == []


def test_a_leap_day_is_a_birthday():
    nine = "290204000"
    number = f"{nine}{check_digit(nine)}"
    assert is_national_number(number)
    assert PATTERNS["chi"].hints(number) == []


def test_numbers_are_shown_in_threes():
    assert spaced("9990000018") == spaced("999-000-0018") == "999 000 0018"
    assert spaced("12345") == "12345"
    assert spaced(ARABIC) == ARABIC


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "01632 960001", "+44 7700 900123", "(01632) 960-001", "999", "111",
     "01632 960001 ext 12", "01632.960001x3", "01632/960001"],
)  # fmt: skip
def test_what_can_be_rung_is_a_phone_number(text):
    assert phone_problems(text) == []
    assert PATTERNS["phone"].shown(f" {text} ") == text
    assert PATTERNS["phone"].hints(text) == []


@pytest.mark.parametrize("text", ["", "12", "ring Siân", "07700 90012a", "+", "1" * 22, ARABIC])
def test_what_cannot_be_rung_is_not(text):
    assert phone_problems(text) == ["Write the phone number in digits, such as 01632 960001."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("cf999zz", "CF99 9ZZ"), ("CF99 9ZZ", "CF99 9ZZ"), ("zz99 3vz", "ZZ99 3VZ"),
     ("w1a 1aa", "W1A 1AA"), ("m1 1ae", "M1 1AE"), ("GIR0AA", "GIR 0AA"), ("bfpo 58", "BFPO 58")],
)  # fmt: skip
def test_a_postcode_is_shown_as_on_an_envelope(text, shown):
    assert PATTERNS["postcode"].problems(text) == []
    assert PATTERNS["postcode"].shown(text) == shown


@pytest.mark.parametrize("text", ["", "CF99", "75008", "CF99 99Z", "CF99 9ZZ 1"])
def test_what_is_no_postcode_is_left_as_it_is(text):
    assert PATTERNS["postcode"].problems(text) == [
        "This does not look like a UK postcode, such as CF99 9ZZ."
    ]
    assert PATTERNS["postcode"].shown(text) == text


@pytest.mark.parametrize("text", ["gwen@example.org", "g.p+x@mail.example.co.uk"])
def test_an_email_address_is_accepted(text):
    assert PATTERNS["email"].problems(text) == []


@pytest.mark.parametrize(
    "text", ["", "gwen", "gwen@", "@example.org", "g@w@example.org", "gwen@example",
             "gwen @example.org", "gwen@example..org", "g" * 250 + "@a.uk"],
)  # fmt: skip
def test_what_no_mail_reaches_is_refused(text):
    assert PATTERNS["email"].problems(text) == [
        "This does not look like an email address, such as gwen@example.org."
    ]


@given(st.text(max_size=40))
def test_no_text_can_break_a_pattern(text):
    for pattern in PATTERNS.values():
        pattern.hints(text)
        assert isinstance(pattern.shown(text), str)
        assert all(problem.endswith((".", "?")) for problem in pattern.problems(text))
