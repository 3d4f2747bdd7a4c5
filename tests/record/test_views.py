"""What others say: beside the person's answer, in instances of their own."""

from __future__ import annotations

from eolplan.record import Standing, dated, is_of_paper, is_view, paper_view, view_of, viewer, views
from tests.record.laptops import GROUP, NAME, PLACE, laptop
from tests.record.pages import with_contact


def test_where_a_view_is_kept_tells_whose_it_is():
    assert (view_of("c1"), view_of()) == ("says:c1", "says:staff")
    assert [viewer(view_of(who)) for who in ("c1", "")] == ["c1", ""]
    assert [is_view(i) for i in ("says:c1", "says:staff", "c1", "")] == [True, True, False, False]


def test_what_a_paper_says_is_nobodys_view_and_has_the_date_of_the_paper():
    assert is_view(paper_view())
    assert (viewer(paper_view()), is_of_paper(paper_view())) == ("", True)
    assert not is_of_paper(view_of())
    a = laptop("A")
    assert dated(a.log.reading(PLACE, paper_view())) == ""
    a.answer(PLACE, None, instance=paper_view(), own_words="No hospitals.", said_on="2023",
             said_on_precision="year")  # fmt: skip
    (view,) = views(a.log, PLACE)
    assert dated(view) == "2023"
    today = view.entry.recorded.astimezone().date().isoformat()
    a.answer(PLACE, None, instance=paper_view(), own_words="No hospitals.", said_on=today)
    a.answer(PLACE, None, instance=view_of(), own_words="She frowned.", said_on=today)
    assert [dated(view) for view in views(a.log, PLACE)] == ["", today]


def test_a_view_takes_the_place_of_nothing():
    a = laptop("A")
    a.answer(PLACE, "own_home")
    a.answer(PLACE, None, instance=view_of("c1"), own_words="The hospice.")
    assert a.log.reading(PLACE).value == "own_home"
    (view,) = views(a.log, PLACE)
    assert (view.own_words, view.instance) == ("The hospice.", "says:c1")
    assert not a.log.conflicts()


def test_views_come_in_the_order_of_the_people_and_staff_last():
    a = laptop("A")
    assert views(a.log, PLACE) == ()
    for who in ("", "a stranger", "c1", "c2"):
        a.answer(PLACE, None, instance=view_of(who), own_words="Something.")
    for contact in ("c2", "c1"):
        a.answer(GROUP, True, instance=contact)
    a.keep(a.pen.order(a.log, GROUP, ["c2", "c1"]))
    told = [viewer(view.instance) for view in views(a.log, PLACE)]
    assert told == ["c2", "c1", "a stranger", ""]
    assert views(a.log, NAME) == ()


def test_a_view_that_was_taken_back_is_none():
    a = laptop("A")
    a.answer(PLACE, None, instance=view_of("c1"), own_words="The hospice.")
    a.answer(PLACE, None, instance=view_of("c1"), standing=Standing.NOT_ASKED)
    assert views(a.log, PLACE) == ()


def test_two_records_of_one_view_are_both_told():
    a, b = laptop("A"), laptop("B")
    a.answer(PLACE, None, instance=view_of("c1"), own_words="The hospice.")
    b.answer(PLACE, None, instance=view_of("c1"), own_words="Here.")
    a.receive(b.export())
    (view,) = views(a.log, PLACE)
    assert view.state == "conflict"


def test_a_view_outlives_whoever_is_taken_off_the_list_and_makes_no_member():
    a = with_contact()
    (one,) = a.log.instances(GROUP)
    a.answer(GROUP, None, instance=view_of(one), own_words="Only us two.")
    assert a.log.instances(GROUP) == (one,)
    a.keep(a.pen.remove(a.log, GROUP, (NAME,), one))
    assert a.log.instances(GROUP) == ()
    assert [view.own_words for view in views(a.log, GROUP)] == ["Only us two."]
