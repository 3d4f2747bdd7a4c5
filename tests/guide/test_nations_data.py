"""What differs between the nations is one data file, whole for each of them."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from eolplan.guide import shipped
from eolplan.guide.model import NATIONS
from eolplan.guide.names import Names, fill
from eolplan.guide.nations import ELSEWHERE, FACTS, FILE, nation, nations, read
from eolplan.guide.patterns import number_of
from eolplan.guide.words_check import grade, sentences, words
from eolplan.resources import resource

ALL = tuple(nations().values())


def rows() -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads(resource(FILE).read_text("utf-8"))["nation"]
    return found


def test_every_nation_is_there_and_what_is_none_reads_as_elsewhere():
    assert tuple(nations()) == NATIONS
    assert nation("").code == nation("MARS").code == ELSEWHERE


def test_a_nation_that_is_left_out_is_a_fault_of_the_file():
    with pytest.raises(ValueError, match="ENG, WAL, SCT, NIR, OTH"):
        read(rows()[:-1])


@pytest.mark.parametrize("kind", ["term", "fact"])
def test_a_nation_that_tells_less_than_the_others_is_a_fault_of_the_file(kind):
    wrong = rows()
    told = wrong[2][kind]
    assert isinstance(told, list)
    wrong[2] = wrong[2] | {kind: told[:-1]}
    with pytest.raises(ValueError, match="SCT does not tell what it should"):
        read(wrong)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_codes_are_those_of_the_guide(one):
    guide = shipped()
    assert guide.question("cap.law").option(one.law)
    assert one.number in guide
    for question, codes in one.first.items():
        assert all(guide.question(question).option(code) for code in codes)


def test_forms_of_the_nation_come_first_and_the_others_can_be_chosen_all_the_same():
    asked = shipped().question("cpr.form.kind")
    offered = nation("SCT").offered(asked.id, asked.options)
    assert offered[0].code == "dnacpr_scotland"
    assert not offered[0].more
    assert {o.code for o in offered if o.more} == {"dnacpr_local", "dnacpr_wales", "dnacpr_ni"}
    assert {o.code for o in offered} == {o.code for o in asked.options}
    assert nation("OTH").offered(asked.id, asked.options) == asked.options
    other = shipped().question("cpr.status")
    assert nation("SCT").offered(other.id, other.options) == other.options


@pytest.mark.parametrize(("where", "code"), [("SCT", "gd"), ("NIR", "ga"), ("WAL", "cy")])
def test_the_languages_of_a_nation_are_offered_first(where, code):
    for asked in map(shipped().question, ("comm.lang_spoken", "comm.lang_read")):
        offered = nation(where).offered(asked.id, asked.options)
        assert code in [option.code for option in offered if not option.more]
        assert {o.code for o in offered} == {o.code for o in asked.options}


def test_an_answer_of_another_nations_law_waits_behind_more_and_elsewhere_nobody_can_tell():
    """Whoever moved across the border brings papers along."""
    asked = shipped().question("cap.law")
    offered = nation("SCT").offered(asked.id, asked.options)
    first = ("AWI_Scotland", "under16_competence", "other")
    assert tuple(o.code for o in offered if not o.more) == first
    assert [o.code for o in offered] == [*first, "MCA_EW", "NI_common_law_MCANI"]
    assert nation("OTH").offered(asked.id, asked.options) == asked.options


def test_what_is_told_of_donation_is_short_and_plain():
    """It is read aloud beside somebody who is ill."""
    for one in ALL:
        for name in ("donation", "ring"):
            told = one.says(name)
            assert grade([told]) <= 6
            assert max(len(words(sentence)) for sentence in sentences(told)) <= 20


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_everything_is_whole_sentences_with_a_source(one):
    for name in FACTS:
        assert one.sources[name]
        assert one.says(name)[0].isupper()
        assert one.says(name).endswith(".")


def test_words_of_the_guide_take_the_terms_of_the_nation():
    gwen = Names.of("Gwen", "she", nation="SCT")
    assert fill("{name} has an {term_refusal}.", gwen) == "Gwen has an advance directive."
    assert fill("{law_ring}", gwen) == nation("SCT").says("ring")
    assert fill("{term_refusal}", Names.of("Gwen")) == nation("OTH").term("refusal")
    assert fill("{term_nothing}", gwen) == "{term_nothing}"
    assert nation("SCT").word("name") is None


def test_terms_are_those_of_the_law():
    assert nation("SCT").term("refusal") == "advance directive"
    assert nation("SCT").term("good") == "benefit"
    assert "best interests" not in " ".join(nation("SCT").terms.values())
    assert nation("WAL").term("planning") == "advance and future care planning"
    with pytest.raises(KeyError):
        nation("ENG").term("no such thing")


def test_nobody_answers_111_in_northern_ireland():
    assert [one.code for one in ALL if not one.out_of_hours] == ["NIR", "OTH"]


def test_a_refusal_has_force_from_16_in_scotland():
    assert {one.code: one.refusal_age for one in ALL} == {
        "ENG": 18, "WAL": 18, "SCT": 16, "NIR": 18, "OTH": 18,
    }  # fmt: skip


def test_the_law_is_looked_at_again_within_a_year():
    table = tomllib.loads(resource(FILE).read_text("utf-8"))
    checked, again = (dt.date.fromisoformat(table[key]) for key in ("checked", "again"))
    assert dt.timedelta(0) < again - checked <= dt.timedelta(days=366)


@pytest.mark.parametrize(
    ("number", "kind"),
    [("943 476 5919", ""), ("4010232137", "nhs"), ("6010000000", "nhs"), ("0101410000", "chi"),
     ("3200000000", "hcn"), ("9990000018", "test"), ("five", ""), ("", "")],
)  # fmt: skip
def test_the_range_tells_whose_number_it_is(number, kind):
    assert number_of(number) == kind
