"""The team's directory as whoever is at the desk may read and change it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eolplan.desk.directory import ListNotSaved
from eolplan.directory import NotAList, Service, new_id
from eolplan.identity import READER, STUDENT, MayNot, Staff

CARS = Service(new_id(), "Aberwen cars", "transport", phone="01632 960100")


def become(desk, may):
    """Have who is signed in be of another role from now on; somebody else leads then."""
    desk.session.store.put_user(Staff("asha", "Asha Roberts", "Sister"), at=desk.now())
    desk.session.store.put_user(replace(desk.staff, may=may), at=desk.now())


def test_whoever_records_keeps_checks_and_retires_a_service(desk):
    directory = desk.directory
    directory.keep(CARS)
    assert directory.service(CARS.id) == CARS
    directory.keep(directory.checked(CARS))
    (checked,) = directory.in_use()
    assert checked.checked_on == directory.today.isoformat()
    assert not checked.is_old(directory.today)
    gone = directory.retire(checked)
    assert directory.in_use() == []
    assert directory.services() == [gone]
    assert directory.retire(gone, on=False) == checked
    assert directory.in_use() == [checked]
    assert directory.service("nobody") is None


def test_whoever_only_reads_changes_nothing(desk):
    desk.directory.keep(CARS)
    become(desk, READER)
    with pytest.raises(MayNot):
        desk.directory.keep(replace(CARS, phone="111"))
    with pytest.raises(MayNot):
        desk.directory.retire(CARS)
    assert desk.directory.services() == [CARS]


def test_a_student_may_add_a_service(desk):
    become(desk, STUDENT)
    desk.directory.keep(CARS)
    assert desk.directory.in_use() == [CARS]


def test_a_list_is_read_first_and_kept_only_then(desk, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Name,Kind,Phone\nAberwen cars,Transport,01632 960100\n", encoding="utf-8")
    report = desk.directory.read(file)
    assert desk.directory.services() == []
    desk.directory.keep(*report.to_keep)
    assert [service.name for service in desk.directory.in_use()] == ["Aberwen cars"]
    assert desk.directory.read(file).to_keep == ()


def test_the_list_goes_out_and_comes_back_the_same(desk, tmp_path):
    desk.directory.keep(CARS, replace(CARS, id=new_id(), name="Befrienders", kind="befriending"))
    desk.directory.save(tmp_path / "list.csv")
    assert [row.change for row in desk.directory.read(tmp_path / "list.csv").rows] == ["same"] * 2
    with pytest.raises(ListNotSaved):
        desk.directory.save(tmp_path / "nowhere" / "list.csv")


def test_a_file_that_is_not_there_is_told(desk, tmp_path):
    with pytest.raises(NotAList, match="could not be opened"):
        desk.directory.read(tmp_path / "nothing.csv")
    with pytest.raises(NotAList, match="could not be opened"):
        desk.directory.read(tmp_path)


def test_every_kind_of_service_has_words(desk):
    assert {"befriending", "transport", "link_worker", "other"} <= desk.directory.kinds.keys()
    assert all(desk.directory.kinds.values())
