"""What the worklist is told: pages, counts, changes."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.support.cases import begin, set_case, tag, write
from tests.support.record import NOW
from yarrow.clinical.fact import Fact
from yarrow.store.case_values import Asked, Filters
from yarrow.store.case_views import VIEWS, Looker

LOOKER = Looker("anna", NOW, NOW.date())
HOUR = timedelta(hours=1)


def listed(record, view="all", sort="urgent", **filters):
    return [row.conversation for row in record.cases.page(Asked(view, Filters(**filters), sort), LOOKER).rows]


def judged(record, level, at=NOW):
    case = begin(record, at=at)
    write(record, case, "hello", at=at, level=level)
    return case


def test_what_is_done_stands_below_all_that_is_open(record):
    done, calm = judged(record, "T0"), judged(record, "T5")
    set_case(record, done, work="done")
    assert listed(record) == [calm, done]


def test_the_list_can_be_sorted_by_when_the_patient_was_last_there(record):
    early, late = judged(record, "T5", NOW - HOUR), judged(record, "T0", NOW)
    assert listed(record, sort="newest") == [late, early]
    assert listed(record, sort="longest") == [early, late]


def test_pages_follow_one_another_without_a_gap_and_the_last_one_is_the_last(record):
    cases = [judged(record, "T3", NOW + timedelta(minutes=number)) for number in range(5)]
    pages = [record.cases.page(Asked("all", page=number, size=2), LOOKER) for number in (1, 2, 3, 9)]
    assert [row.conversation for page in pages[:3] for row in page.rows] == cases
    assert [(page.page, page.pages, page.total) for page in pages] == [(1, 3, 5), (2, 3, 5), (3, 3, 5), (3, 3, 5)]


def test_every_count_is_the_number_of_rows_of_its_view(record):
    judged(record, "T1")
    set_case(record, judged(record, "T2"), work="done")
    set_case(record, judged(record, "T4"), work="follow_up", follow_up_on=NOW.date(), assignee="anna")
    write(record, judged(record, "T3"), "what", at=NOW, events=({"event": "not_understood"},))
    counts = record.cases.counts(LOOKER)
    assert counts == {view: len(listed(record, view)) for view in VIEWS}
    assert counts["all"] == 4
    assert counts["done"] == 1


def test_a_row_carries_its_conditions_and_tags(record):
    case = begin(record, at=NOW)
    write(record, case, "lupus", Fact("conditions.sle"), Fact("conditions.aps"), at=NOW)
    tag(record, case, "call back")
    (row,) = record.cases.page(Asked("all"), LOOKER).rows
    assert (row.conditions, row.tags) == (("aps", "sle"), ("call back",))
    assert record.cases.values("condition") == ("aps", "sle")
    assert record.cases.values("tag") == ("call back",)
    assert record.cases.values("channel") == ("widget",)


def test_days_include_their_first_moment_and_not_the_moment_after(record):
    case = judged(record, "T3", NOW)
    assert listed(record, since=NOW, until=NOW + HOUR) == [case]
    assert listed(record, until=NOW) == []
    assert listed(record, since=NOW + HOUR) == []


def test_any_change_of_any_case_shows_and_no_change_does_not(record):
    seen = [record.cases.latest()]

    def is_other():
        seen.append(record.cases.latest())
        return seen[-1] not in seen[:-1]

    assert not is_other()
    case = begin(record, at=NOW)
    assert is_other()
    write(record, case, "hello", at=NOW)
    assert is_other()
    record.cases.looked(case, "anna", 2, NOW)
    assert is_other()
    record.cases.looked(case, "anna", 2, NOW)
    assert not is_other()
    tag(record, case, "x")
    assert is_other()
    record.conversations.erase(case, "patient", NOW)
    assert is_other()


def test_a_change_that_is_committed_after_a_later_one_shows_too(record):
    """On PostgreSQL the later number may be there first; on SQLite writers take turns."""
    first, second = begin(record, at=NOW), begin(record, at=NOW)
    if not record.database.is_postgresql:
        return
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        from yarrow.store import case_rows

        with record.database.write() as connection:
            case_rows.changed(connection, first, assignee="ben")
            begun.set()
            go_on.wait(10)

    slow = threading.Thread(target=slowly)
    slow.start()
    begun.wait(10)
    set_case(record, second, assignee="anna")
    between = record.cases.latest()
    go_on.set()
    slow.join()
    assert record.cases.latest() != between


def test_the_number_of_a_case_grows_with_its_changes_and_not_with_those_of_others(record):
    case, other = begin(record, at=NOW), begin(record, at=NOW)
    before = record.cases.change(case)
    set_case(record, other, assignee="anna")
    assert record.cases.change(case) == before
    set_case(record, case, assignee="anna")
    assert record.cases.change(case) > before
    assert record.cases.change("nobody") is None


def test_the_next_to_look_at_is_never_the_one_that_is_open(record):
    first, second = judged(record, "T0"), judged(record, "T1")
    assert record.cases.next(LOOKER, "") == first
    assert record.cases.next(LOOKER, first) == second
    record.cases.looked(second, "anna", 9, NOW)
    assert record.cases.next(LOOKER, first) is None


@pytest.mark.parametrize("sort", ["urgent", "newest", "longest"])
@pytest.mark.parametrize("view", ["urgent", "all"])
def test_going_on_and_on_walks_through_a_list_in_its_order_once(record, view, sort):
    for place, level in enumerate(("T2", "T0", "T1", "T2", "T0")):
        judged(record, level, NOW + HOUR * (place % 3))
    asked = Asked(view, Filters(), sort)
    wanted = listed(record, view, sort)
    walked = [wanted[0]]
    while following := record.cases.next(LOOKER, walked[-1], asked):
        walked.append(following)
    assert walked == wanted


def test_behind_one_that_is_done_only_now_stands_what_stood_behind_it(record):
    first, second, third = (judged(record, level) for level in ("T0", "T1", "T2"))
    long_done = judged(record, "T5")
    set_case(record, long_done, work="done")
    set_case(record, second, work="done")
    for view in ("urgent", "all"):
        asked = Asked(view)
        assert record.cases.next(LOOKER, second, asked, was_open=True) == third
        set_case(record, third, work="done")
        assert record.cases.next(LOOKER, third, asked, was_open=True) is None
        set_case(record, third, work="new")
    assert record.cases.next(LOOKER, long_done, Asked("done")) is None
    assert record.cases.next(LOOKER, second, Asked("done")) == long_done
    assert record.cases.next(LOOKER, first, Asked("all")) == third
