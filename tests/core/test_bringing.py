"""Bringing a list of people from a file: looked through first, and nobody is added twice."""

from __future__ import annotations

import codecs

import pytest

from eolplan.caseload import CaseloadRow, NotATable, look_through
from eolplan.caseload.table import LARGEST, MOST, is_formula, read_table
from eolplan.identity import Staff
from tests.conftest import NOON

HEAD = "Given name,Family name,Date of birth,NHS number,Address,Postcode\n"
IVOR = "Ivor,Davies,02/02/1938,999 000 0026,1 Heol y Bont,ZZ99 9ZZ\n"


CARYS = Staff("c", "Carys Bevan", "Community nurse")


def look(guide, text, known=()):
    held = text if isinstance(text, bytes) else text.encode()
    return look_through(held, known, guide=guide, staff=CARYS, at=NOON)


def only(guide, text):
    (line,) = look(guide, text).lines
    return line


def test_a_line_is_somebody_with_all_that_it_says(desk):
    (line,) = desk.caseload.look_through((HEAD + IVOR).encode()).lines
    new = line.new
    assert line.fresh
    assert (line.number, new.given, new.family, new.born) == (2, "Ivor", "Davies", "1938-02-02")
    assert (new.number, new.address, new.postcode) == (
        "9990000026", ("1 Heol y Bont",), "ZZ99 9ZZ",
    )  # fmt: skip
    person = desk.caseload.add(new)
    assert desk.caseload.row(person).name == "DAVIES, Ivor"
    desk.caseload.note_brought(1, 0)
    assert desk.verify().ok


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16", b""), ("cp1252", b"")],
)
def test_letters_are_read_however_a_spreadsheet_saves_them(guide, encoding, mark):
    held = mark + "Name;Born\r\nSiân Ellis;1941\r\n".encode(encoding)
    line = only(guide, held)
    assert (line.new.given, line.new.family, line.new.born) == ("Siân", "Ellis", "1941")


@pytest.mark.parametrize("parted_by", [",", ";", "\t"])
def test_columns_are_parted_by_what_the_first_line_has(guide, parted_by):
    line = only(guide, parted_by.join(["Surname", "Forename"]) + "\nDavies" + parted_by + "Ivor")
    assert (line.new.given, line.new.family) == ("Ivor", "Davies")


@pytest.mark.parametrize("name", ["DAVIES, Ivor (Mr)", "Ivor Davies", "Davies , Ivor"])
def test_one_column_for_the_name_is_parted(guide, name):
    line = only(guide, f'Name\n"{name}"')
    assert (line.new.given, line.new.family.casefold()) == ("Ivor", "davies")


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("1938-02-01", "1938-02-01"),
        ("1938-02-01 00:00:00", "1938-02-01"),
        ("1/2/1938", "1938-02-01"),
        ("01.02.1938", "1938-02-01"),
        ("1 Feb 1938", "1938-02-01"),
        ("1st February 1938", "1938-02-01"),
        ("01-Feb-1938", "1938-02-01"),
        ("1938", "1938"),
        ("", ""),
    ],
)
def test_a_date_of_birth_is_read_the_british_way(guide, typed, iso):
    line = only(guide, f"Name,DOB\nIvor Davies,{typed}")
    assert (line.new.born, line.problems) == (iso, ())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("13936", "cannot be read as a date"),
        ("1/2/38", "four figures"),
        ("2/13/1938", "no such day"),
        ("1 Foo 1938", "no such day"),
        ("31/02/1938", "no such day"),
        ("1/2/2038", "Born: This date is in the future"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(guide, typed, why):
    line = only(guide, f"Name,DOB\nIvor Davies,{typed}")
    assert not line.fresh
    assert why in " ".join(line.problems)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("9990000027", "NHS number:"),
        ("9.99E+09", "has shortened this number"),
        ("123", "NHS number:"),
    ],
)
def test_a_number_that_does_not_add_up_is_refused(guide, number, why):
    line = only(guide, f"Name,NHS no.\nIvor Davies,{number}")
    assert why in " ".join(line.problems)


def test_every_number_is_kept(guide):
    line = only(guide, "Name,CHI,NHS number\nIvor Davies,0202389993,9990000026")
    assert (line.new.number_question, line.new.number) == ("person.nhs_no", "9990000026")
    assert line.new.more_numbers == (("person.chi", "0202389993"),)


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "@SUM(A1)", "+cmd|x", "-cmd()", "\t=1", "-2+3+cmd|x"]
)
def test_a_formula_is_no_name(guide, cell):
    """It is never computed, and never passed on to a spreadsheet."""
    line = only(guide, f'Given,Family\n"{cell}",Davies')
    assert "begins as a formula does" in " ".join(line.problems)


@pytest.mark.parametrize("cell", ["-", "+44 1632 960001", "O'Brien", "Smith-Jones", "-5"])
def test_ordinary_words_are_no_formula(cell):
    assert not is_formula(cell)


def test_a_line_without_a_name_is_refused(guide):
    line = only(guide, "Given,Family,DOB\n,,1941")
    assert line.problems == ("There is no name.",)


def test_a_name_that_is_too_long_is_refused(guide):
    line = only(guide, f"Given,Family\n{'x' * 400},Davies")
    assert not line.fresh


def test_whoever_is_on_the_list_already_is_told(guide):
    """I-07: nobody gets a second plan unawares."""
    gwen = CaseloadRow("g", family="Pryce", given="Gwen", born="1941-03-04", nhs="9990000018")
    lines = look(guide, HEAD + "Gwen,Prŷce,4/3/1941,,,\nG,P,,9990000018,,\n", [gwen]).lines
    assert [[row.person for row in line.alike] for line in lines] == [["g"], ["g"]]
    assert not any(line.fresh for line in lines)


def test_another_given_name_with_the_same_birthday_and_postcode_is_told_with_why(guide):
    """Ifor and Ivor may be one man who was heard in two ways. They may be twins: staff decide."""
    ifor = CaseloadRow("i", family="Davies", given="Ifor", born="1938-02-02", postcode="zz999zz")
    text = HEAD + "Ivor,Davies,2/2/1938,,,ZZ99 9ZZ\nMair,Davies,1938,,,ZZ99 9ZZ\n"
    alike, other = look(guide, text, [ifor]).lines
    assert ([row.person for row in alike.alike], alike.why, alike.fresh) == (
        ["i"], "the same date of birth and postcode", False,
    )  # fmt: skip
    assert (other.fresh, other.why) == (True, "")  # of one year are many people


def test_why_a_line_is_like_another_is_told(guide):
    text = HEAD + IVOR + "I,Davis,2/2/1938,9990000026,,\nIvor,Davies,2/2/1938,,,\n"
    assert [line.why for line in look(guide, text).lines] == [
        "", "the same number", "the same name and date of birth",
    ]  # fmt: skip


def test_a_wrong_postcode_is_left_out_and_the_person_is_taken(guide):
    line = only(guide, HEAD + "Ivor,Davies,1938,,1 Heol y Bont,Aberwen\n")
    assert line.fresh
    assert (line.new.postcode, line.new.address) == ("", ("1 Heol y Bont",))
    assert line.left_out[0] == "The postcode “ABERWEN” is left out."


def test_the_same_person_twice_in_one_file_is_told(guide):
    lines = look(guide, HEAD + IVOR + IVOR + "Ivor,Davies,2 Feb 1938,,,\n").lines
    assert [line.twin for line in lines] == [0, 2, 2]
    assert [line.fresh for line in lines] == [True, False, False]


def test_columns_that_are_not_taken_in_are_named(guide):
    assert look(guide, "Name,Ward,Shoe size\nIvor Davies,7,44").unread == ("Ward", "Shoe size")


def test_empty_lines_and_missing_cells_do_no_harm(guide):
    lines = look(guide, HEAD + "\n,,,,,\nIvor,Davies\n").lines
    assert [(line.number, line.fresh) for line in lines] == [(4, True)]


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (b"", "nobody in this file"),
        (b"Name\n", "nobody in this file"),
        (b"Ward,Bed\n7,2\n", "No column is a name"),
        (b"PK\x03\x04rest", "a spreadsheet"),
        (b"Name\n\x00\x01Ivor", "letters in this file"),
        (b"\xff\xfeN", "letters in this file"),
        (b'Name\n"Ivor', "quotation mark"),
        (b"x" * (LARGEST + 1), "too large"),
        (b"Name\n" + b"Ivor\n" * (MOST + 1), "more than 5000"),
    ],
)
def test_what_is_no_list_is_refused_in_words(held, why):
    with pytest.raises(NotATable, match=why):
        look_through(held, (), guide=None, staff=None, at=None)


def test_lines_inside_quotation_marks_count_as_they_stand(guide):
    table = read_table(b'Name,Address\nIvor Davies,"1 Heol y Bont\nAberwen"\nMair,\n')
    assert [line.number for line in table.lines] == [2, 3]
    line = look(guide, 'Name,Address\nIvor Davies,"1 Heol y Bont\nAberwen"\n').lines[0]
    assert line.new.address == ("1 Heol y Bont", "Aberwen")


def test_a_line_that_is_longer_than_the_first_has_slipped_and_is_refused(guide):
    """What was to be the language is the town: nobody is added with that."""
    line = only(guide, HEAD + "Ivor,Davies,1938,,1 Heol y Bont, Aberwen,ZZ99 9ZZ\n")
    assert "more on this line" in " ".join(line.problems)


def test_two_columns_of_one_title_are_both_read(guide):
    text = "Given,Family,DOB,Address,Address\nIvor,Davies,1938,1 Heol y Bont,Aberwen\n"
    assert only(guide, text).new.address == ("1 Heol y Bont", "Aberwen")
    assert look(guide, "Name,Ward,Ward\nIvor Davies,7,8\n").unread == ("Ward", "Ward (2)")


@pytest.mark.parametrize(
    "text",
    [
        "Surname,Name\nDavies,Ivor",
        "Surname,Name\nDavies,Ivor Davies",
        'Surname,Name\nDavies,"Davies, Ivor"',
        "Given,Name\nIvor,Davies",
        "Given,Name\nIvor,Ivor Davies",
    ],
)
def test_a_column_called_name_is_the_rest_of_it(guide, text):
    new = only(guide, text).new
    assert (new.given, new.family) == ("Ivor", "Davies")


def test_a_given_name_alone_is_no_family_name(guide):
    new = only(guide, "Given,Name\nIvor,Ivor").new
    assert (new.given, new.family) == ("Ivor", "")


@pytest.mark.parametrize("born", ["", "1941", "4/3/1941"])
@pytest.mark.parametrize("known", ["", "1941", "1941-03", "1941-03-04"])
def test_whoever_has_no_whole_date_of_birth_may_be_on_the_list_too(guide, born, known):
    gwen = CaseloadRow("g", family="Pryce", given="Gwen", born=known)
    text = HEAD + f"Gwen,Pryce,{born},,,\nGwen,Pryce,1942,,,\n"
    lines = look(guide, text, [gwen]).lines
    assert [row.person for row in lines[0].alike] == ["g"]
    assert bool(lines[1].alike) is not known.startswith("1941")
    assert bool(lines[1].twin) is (born == "")


@pytest.mark.parametrize(
    "text",
    ["Surname,Name\nPryce Jones,Gwen Pryce Jones", "Given,Name\nGwen,Gwen Pryce Jones"],
)
def test_a_name_of_several_words_is_neither_doubled_nor_cut(guide, text):
    new = only(guide, text).new
    assert (new.given, new.family) == ("Gwen", "Pryce Jones")


def test_a_title_that_has_a_number_of_its_own_is_read_too(guide):
    found = look(guide, "Name,Ward (2),Ward,Ward\nIvor Davies,1,2,3\n").unread
    assert found == ("Ward (2)", "Ward", "Ward (3)")
