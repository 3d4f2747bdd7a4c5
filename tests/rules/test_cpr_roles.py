"""Whose recommendation about CPR stands by itself, and what is said of one that does not."""

from __future__ import annotations

import datetime as dt

import pytest

from eolplan.rules import Severity
from tests.rules.pages import book, found
from tests.rules.test_cpr import against, seen


@pytest.mark.parametrize(
    "role",
    ["Community nurse", "Care home nurse", "Paramedic", "", "GP receptionist", "GP practice nurse",
     "Nurse on behalf of Dr Smith", "Consultant's secretary", "Student doctor"],
)  # fmt: skip
def test_some_roles_need_an_endorsement(role):
    record = against(**{"cpr.by.role": role})
    assert "R-06" in found(record)
    record.say("cpr.src_endorse.name", "Dr Grant")
    assert "R-06" not in found(record)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ({"name": "", "role": ""}, "Nobody is named"),
        ({"role": ""}, "The role of whoever recommended it is not written"),
        ({"role": "Paramedic"}, "Whoever recommended it cannot"),
    ],
)
def test_nobody_is_called_unable_of_whom_nothing_is_known(who, words):
    record = against(**{f"cpr.by.{part}": said for part, said in who.items()})
    finding = found(record)["R-06"]
    assert finding.words.startswith(words)
    assert ("cpr.by.name" in finding.fields) is (words == "Nobody is named")
    later = found(seen(record))["R-06"]
    assert later.severity is Severity.WARN
    assert words.casefold() in later.words.casefold()
    assert "Ask whoever signed it" in later.words or "Ask Dr Okafor" in later.words


@pytest.mark.parametrize(
    "role",
    ["GP", "Consultant cardiologist", "Hospice doctor", "Advanced clinical practitioner", "gp",
     "specialty_doctor", "Salaried GP", "Out-of-hours GP", "Registrar, ST5",
     "Consultant in palliative medicine"],
)  # fmt: skip
def test_some_roles_stand_by_themselves(role):
    assert "R-06" not in found(against(**{"cpr.by.role": role}))


@pytest.mark.parametrize(
    "by", ["cpr.by.role", "cpr.src_endorse.name", "cpr.src_endorse.not_needed"]
)
def test_who_stood_behind_what_was_recommended_before_does_not_stand_behind_this(by):
    """A consultant who said to try it has not said not to, whoever is named for that."""
    said = "not_needed" if by.endswith("not_needed") else "Consultant"
    record = book().say("cpr.status", "attempt").say("cpr.by.name", "Dr Grant").say(by, said)
    record.at += dt.timedelta(days=1)
    record.say("cpr.status", "not_for_CPR").say("cpr.by.name", "Dr Okafor")
    assert "R-06" in found(record)
    record.at += dt.timedelta(days=1)
    assert "R-06" not in found(record.say(by, said))
