"""The store of made-up people: whole or not at all, all of them marked, none from tomorrow."""

from __future__ import annotations

import json

import pytest

from eolplan.caseload import Newcomer
from eolplan.desk import Desk, guide_of
from eolplan.practice.place import PASSPHRASE, is_practice, practice_folder
from eolplan.practice.store import FolderInUse, make
from eolplan.vault import Cost, Session, create, default_folder, derive, labels
from tests.conftest import Clock, again
from tests.handover.test_export import payload_of
from tests.history.reading import past_words
from tests.insides import inside_words

COPIES = ("own", "family", "bedside", "ambulance", "gp", "hospice", "care_home", "full")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice") / "store"
    steps: list[tuple[int, int]] = []
    people = make(folder, now=Clock(), progress=lambda done, of: steps.append((done, of)))
    assert steps == [(n + 1, len(steps)) for n in range(len(steps))]
    return folder, people


@pytest.fixture(scope="module")
def way_in(made):
    """What its known passphrase opens, stretched once, and the guide that is used there."""
    return derive(made[0], PASSPHRASE), guide_of(made[0])


@pytest.fixture
def desk(made, way_in):
    clock, (unlocked, guide) = Clock(), way_in
    session = Session.open(made[0], again(unlocked), now=clock)
    yield Desk(session, guide, now=clock)
    session.close()


def test_it_lies_apart_from_the_real_store():
    assert practice_folder() != default_folder()
    assert practice_folder().parent == default_folder().parent


def test_everybody_is_marked_and_so_is_the_store(made, desk):
    folder, people = made
    assert is_practice(folder)
    assert PASSPHRASE in (folder / "PRACTICE.txt").read_text(encoding="utf-8")
    assert desk.practice
    rows = desk.caseload.people()
    assert {row.person for row in rows} >= {p.person for p in people}
    assert {row.practice for row in rows} == {"yes"}
    assert len(labels(folder)) == 1  # nobody is asked who they are


def test_whoever_is_added_later_is_made_up_too(desk):
    """Its passphrase is known to all: nobody real may ever be kept in it."""
    person = desk.caseload.add(Newcomer(given="Real", family="Person"))
    row = desk.caseload.row(person)
    assert row is not None
    assert row.practice == "yes"


def test_there_is_somebody_in_every_state(made, desk):
    versions = {p.version for p in made[1]}
    assert versions == {0, 1}
    assert [p.case for p in made[1] if not p.case]  # nobody has talked with them
    ((_, place),) = desk.caseload.carry_on()
    assert place.note


def test_nothing_in_it_lies_in_the_future_and_it_reads_back_whole(desk):
    assert desk.session.notices == ()
    assert desk.verify().problems == ()
    today = desk.today.isoformat()
    assert all(row.last_talked < today for row in desk.caseload.people())
    assert all(not row.review_due or row.review_due > today for row in desk.caseload.people())


def test_the_past_of_nobody_shows_an_id_or_a_code(desk):
    for row in desk.caseload.people():
        said = past_words(desk.conversation(row.person).log, desk.guide)
        assert [words for words in said if inside_words(words)] == []


def test_what_lies_in_a_folder_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderInUse):
        make(tmp_path, now=Clock())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_will_do(tmp_path, monkeypatch):
    from eolplan.practice import store

    monkeypatch.setattr(store, "_build", lambda folder, *_: folder.mkdir() or ())
    folder = tmp_path / "empty"
    folder.mkdir()
    make(folder, now=Clock())
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_slip_leaves_nothing_behind(tmp_path):
    def stop(_done: int, _of: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        make(tmp_path / "store", now=Clock(), progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_only_a_store_of_made_up_people_takes_such_a_passphrase(tmp_path, desk):
    from eolplan.vault import PassphraseTooWeak

    with pytest.raises(PassphraseTooWeak):
        create(tmp_path / "real", desk.staff, PASSPHRASE, cost=Cost.LOWEST, now=Clock())


@pytest.mark.slow
@pytest.mark.parametrize("copy", COPIES)
def test_every_page_of_every_copy_says_so_and_so_does_its_data(made, desk, copy):
    from eolplan.practice.paper import Papers, _read

    signed = next(p for p in made[1] if p.case == "TC-03")
    sister, *_ = desk.log(signed.person).instances("contact")
    reader = sister if copy == "family" else ""
    export = desk.copy(signed.person, copy, reason="practice", reader=reader)
    assert export.file_name.startswith("Practice-PV-")
    pages = _read(export.pdf)
    assert len(pages) > 1
    assert all("PRACTICE. Made-up person. Not a real plan." in page for page in pages)
    bundle = json.loads(payload_of(export.pdf))
    patient = next(
        e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient"
    )
    for resource in (bundle, patient):
        assert [label["code"] for label in resource["meta"]["security"]] == ["HTEST"]
    assert Papers(desk, signed.person).refused == {}


def test_a_real_person_s_copy_has_no_such_label():
    from tests.handover.notebook import gwen
    from tests.handover.test_export import made as exported

    bundle = json.loads(payload_of(exported(gwen()).pdf))
    assert "meta" not in bundle
