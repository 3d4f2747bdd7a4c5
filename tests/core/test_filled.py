"""A plan with every question answered is a plan like any other: signed off, opened, handed over."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from eolplan.caseload import Newcomer
from eolplan.conversation import needed, overridable, override, sign_off
from eolplan.desk import Desk
from eolplan.handover.audience import AUDIENCES
from eolplan.handover.copying import make_copy
from eolplan.handover.export import NotForThisReader
from eolplan.handover.inspection import inspect
from eolplan.vault import Session
from tests.conftest import Clock, again
from tests.core.conftest import PASSPHRASE
from tests.core.filled import NO_ANSWER, fill, is_here

pytestmark = pytest.mark.uncounted

REASON = "She is frail all over. Dr Rees writes so on the form tonight."

GWEN = Newcomer(
    given="Gwen", family="Pryce", born="1941-03-04", number="9990000018",
    address=("1 Heol y Bont", "Aberwen"), postcode="CF99 9ZZ",
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(first_vault, guide, way_in, tmp_path_factory):
    """A store with such a plan, filled in and checked: answers, what was needed, and a version."""
    folder = tmp_path_factory.mktemp("filled") / "vault"
    shutil.copytree(first_vault, folder)
    session = Session.open(folder, again(way_in), now=Clock())
    desk = Desk(session, guide, now=Clock())
    person = desk.caseload.add(GWEN)
    talk = desk.conversation(person)
    fill(talk)
    yield desk, person
    session.close()


@pytest.fixture(scope="module")
def signed(kept):
    """The same plan, signed off once the one check that may be answered by a reason was."""
    desk, person = kept
    talk = desk.conversation(person)
    assert [fact.id for fact in needed(talk)] == ["R-10"]
    ((check, _),) = overridable(talk)
    override(talk, check, REASON)
    assert not needed(talk)
    version = sign_off(talk, PASSPHRASE)
    return desk, person, version


def test_every_question_has_an_answer_of_each_member(kept, guide):
    desk, person = kept
    log = Desk(desk.session, guide, now=desk.now).log(person)  # read back from the disk
    said = Counter(question for question, _ in log.questions())
    asked = [q for q in guide if q.kind not in NO_ANSWER and is_here(q)]
    assert len(asked) > 750
    assert [q.id for q in asked if not said[q.id]] == []
    grouped = [q.id for q in asked if (g := guide.group_of(q.id)) is not None and g.repeats]
    assert [q for q in grouped if said[q] < 2] == []


def test_it_is_signed_off_as_a_whole(signed):
    desk, person, version = signed
    log = desk.log(person)
    assert log.unsigned() == ()
    assert log.latest_version().digest == version.digest
    assert desk.verify().ok


@pytest.mark.parametrize(
    ("audience_id", "prints"),
    [("ambulance", True), ("care_home", True), ("own", False), ("bedside", False)],
)
def test_the_reason_goes_with_every_copy_for_staff_and_with_none_at_home(
    signed, audience_id, prints
):
    desk, person, version = signed
    _, parcel = make_copy(desk.log(person), desk.guide, AUDIENCES[audience_id], staff=desk.staff,
                          now=desk.now(), version=version)  # fmt: skip
    assert (REASON in {e.answer.own_words for e in parcel.entries.values()}) is prints


@pytest.mark.parametrize("audience_id", ["family", "bedside"])
def test_of_what_somebody_must_not_know_no_copy_lies_at_home(signed, audience_id):
    desk, person, _ = signed
    reader = desk.log(person).instances("contact")[0] if audience_id == "family" else ""
    with pytest.raises(NotForThisReader):
        desk.copy(person, audience_id, reason="asked today", reader=reader)


@pytest.mark.parametrize("audience_id", sorted(AUDIENCES.keys() - {"family", "bedside"}))
def test_every_copy_of_it_is_made_and_reads_back(signed, audience_id):
    desk, person, _ = signed
    made = desk.copy(person, audience_id, reason="asked today")
    read = inspect(made.pdf, desk.guide)
    assert (read["status"], read["signed_by"], read["findings"]) == ("ok", "Carys Bevan", [])
    assert read["entries"] > 300
