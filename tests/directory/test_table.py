"""Lists of services from spreadsheets: taken in row by row, and never run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eolplan.directory import (
    NotAList,
    Report,
    Service,
    new_id,
    plain,
    read_services,
    sorted_by_name,
    table_of,
)
from eolplan.directory.table import MOST_BYTES, MOST_ROWS

TODAY = dt.date(2026, 11, 26)
KINDS = {"befriending": "Befriending", "transport": "Transport"}
KNOWN = Service(
    "11111111-1111-4111-8111-111111111111", "Aberwen cars", "transport",
    phone="01632 960100", area="Aberwen", hours="Monday to Friday", checked_on="2026-01-05",
)  # fmt: skip
HEAD = "Name,Kind,Phone,Area\n"


def read(text: str | bytes, *known: Service) -> Report:
    data = text.encode() if isinstance(text, str) else text
    return read_services(data, known, KINDS, today=TODAY)


def test_a_list_is_taken_in_by_its_headings():
    text = "Area covered,PHONE NUMBER,Service,type\nLlan,01632 960123,Kind hands,befriending"
    (row,) = read(text).rows
    assert (row.number, row.change, row.name) == (2, "new", "Kind hands")
    service = row.service
    assert service is not None
    assert (service.name, service.kind, service.phone, service.area) == (
        "Kind hands", "befriending", "01632 960123", "Llan",
    )  # fmt: skip


@pytest.mark.parametrize("apart", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_spreadsheet_can_have_written_it(apart, coding):
    text = f"Name{apart}Kind{apart}Phone\r\nCaffi Môn{apart}Befriending{apart}01632 960123\r\n"
    report = read(text.encode(coding))
    (service,) = report.to_keep
    assert service.name == "Caffi Môn"
    assert report.guessed is (coding == "cp1252")


def test_what_is_known_is_changed_where_the_list_says_something():
    text = HEAD + "ABERWEN CARS,transport,01632 960199,aberwen\n"
    (row,) = read(text, KNOWN).rows
    assert row.change == "changed"
    assert row.service == replace(KNOWN, name="ABERWEN CARS", phone="01632 960199", area="aberwen")
    same = HEAD + "Aberwen cars,transport,01632 960100,Aberwen\n"
    (again,) = read(same, KNOWN).rows
    assert again.change == "same"
    assert read(same, KNOWN).to_keep == ()


def test_each_row_that_is_refused_says_why_and_the_others_come_in():
    report = read(
        HEAD
        + "Kind hands,Befriending,01632 960123,\n"
        + ",,,\n"
        + ",Befriending,01632 960124,\n"
        + "No kind,,01632 960125,\n"
        + "Odd kind,Moon,01632 960126,\n"
        + "No way,Transport,,\n"
        + "Odd phone,Transport,ask at the hall,\n"
        + "kind HANDS,Befriending,01632 960127,\n"
        + "Old cars,Transport,01632 960128,\n",
        replace(KNOWN, id=new_id(), name="Old cars", area="", retired_on="2026-02-01"),
    )
    assert [(row.number, row.change) for row in report.rows] == [
        (2, "new"), (4, "refused"), (5, "refused"), (6, "refused"), (7, "refused"),
        (8, "refused"), (9, "refused"), (10, "refused"),
    ]  # fmt: skip
    assert [row.why for row in report.of("refused")] == [
        ("Enter the name of the service.",),
        ("Choose what kind of service it is.",),
        ("eolplan knows no such kind of service.",),
        ("Enter one way to reach them: a phone number, an email or an address.",),
        ("Write the phone number in digits, such as 01632 960001.",),
        ("It is in row 2 already, with the same name and area.",),
        ("It was taken out of use on 1 February 2026. Use it again on its own page.",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [("05/03/2026", "2026-03-05"), ("5.3.2026", "2026-03-05"), ("2026-03-05", "2026-03-05")],
)
def test_the_day_it_was_checked_may_be_written_as_people_do(written, kept):
    (service,) = read(f"Name,Kind,Phone,Checked\nA,Transport,111,{written}\n").to_keep
    assert service.checked_on == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31/2/2026", "There is no such day as “31/2/2026”. The day comes first."),
        ("02/25/2026", "There is no such day as “02/25/2026”. The day comes first."),
        ("2026-02-31", "There is no such day as “2026-02-31”."),
        ("last week", "Give the day, the month and the year."),
        ("5/3/26", "Give the day, the month and the year."),
        ("01/01/2030", "This date is in the future. Check the year."),
    ],
)
def test_a_day_that_is_none_is_refused(written, why):
    (row,) = read(f"Name,Kind,Phone,Checked\nA,Transport,111,{written}\n").rows
    assert (row.change, row.why) == ("refused", (why,))


def test_columns_that_mean_nothing_here_are_named():
    report = read("Name,Kind,Phone,Budget code,,Name of cat\nA,Transport,111,7,8,9\n")
    assert report.unread == ("Budget code", "Name of cat")
    assert len(report.to_keep) == 1


def test_of_two_columns_for_one_thing_the_first_is_read_and_the_other_is_named():
    report = read("Name,Kind,Phone,Tel\nA,Transport,111,222\n")
    assert report.unread == ("Tel",)
    assert [service.phone for service in report.to_keep] == ["111"]


def test_a_row_that_is_shorter_than_the_headings_is_read_as_far_as_it_goes():
    report = read(HEAD + "A,Transport,111\nB,Transport,111,Llan,,\n")
    assert [service.area for service in report.to_keep] == ["", "Llan"]


def test_a_row_that_is_longer_than_the_headings_has_slipped_and_is_refused():
    """A comma in an address without quotation marks: the town would stand as the telephone."""
    report = read(HEAD + "B,Transport,111,Llan,more\n")
    assert report.to_keep == ()
    assert "more in this row" in " ".join(report.rows[0].why)


def test_a_formula_stays_text_and_is_kept_from_running_on_the_way_out():
    """Whoever opens the list in a spreadsheet must not run what somebody typed."""
    text = HEAD + '"=HYPERLINK(""x"")",Transport,+44 1632 960123,@Llan\n'
    (service,) = read(text).to_keep
    assert (service.name, service.phone) == ('=HYPERLINK("x")', "+44 1632 960123")
    (_, row) = csv.reader(io.StringIO(table_of([service], KINDS).decode("utf-8-sig")))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert read(table_of([service], KINDS), service).rows[0].change == "same"


LINES = st.text(min_size=1, max_size=60).map(plain).filter(lambda s: s and not s.startswith("'"))


@given(st.lists(st.tuples(LINES, LINES, st.sampled_from(sorted(KINDS))), max_size=8))
def test_what_was_written_out_comes_in_again_as_it_was(lines):
    made = [Service(new_id(), name, kind, what=what, phone="111") for name, what, kind in lines]
    services = list({service.key: service for service in made}.values())
    if not services:
        return
    report = read(table_of(services, KINDS), *services)
    assert [row.change for row in report.rows] == ["same"] * len(services)
    assert [row.service for row in report.rows] == sorted_by_name(services)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The first row must hold headings"),
        (b"Kind,Phone\nTransport,111\n", "The first row must hold headings"),
        (HEAD.encode(), "There are no services in this file, only headings."),
        (b'Name,Kind\n"open,Transport\n', "This file cannot be read near line"),
        (b"PK\x03\x04\xff\x00\x00", "This is not a list that eolplan can read."),
        (b"Name\x00,Kind\nA,B\n", "This is not a list that eolplan can read."),
        (b"\xff\xfeN", "This is not a list that eolplan can read."),
        (b"x" * (MOST_BYTES + 1), "This file is too large"),
        (b"Name\n" + b"A\n" * MOST_ROWS, "Use 5000 rows or fewer."),
    ],
)
def test_what_is_no_list_is_refused_whole(data, words):
    with pytest.raises(NotAList, match=words):
        read(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_are_no_list(data):
    with suppress(NotAList):
        report = read(data)
        assert all(row.change == "refused" or row.service for row in report.rows)
