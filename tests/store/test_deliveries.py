"""What came in over a line: worked off in order, and then its words go."""

from __future__ import annotations

from sqlalchemy import select

from tests.support.lines import BEA, SECOND, delivery, work_off, write
from tests.support.record import NOW
from yarrow.store.line_tables import deliveries


def words(record, line):
    return [one.content["text"] for one in record.deliveries.waiting(line)]


def take_in(record, *told):
    return record.lines.take_in([delivery(words=word, order=order) for word, order in told], NOW)[0].line


def test_it_is_worked_off_in_the_platforms_order(record):
    line = take_in(record, ("third", 3.0), ("first", 1.0), ("second", 2.0), ("second, too", 2.0))
    assert words(record, line) == ["first", "second", "second, too", "third"]


def test_if_the_platform_names_none_for_one_it_is_worked_off_as_it_came(record):
    line = take_in(record, ("third", 3.0), ("first", 1.0), ("unplaced", None))
    assert words(record, line) == ["third", "first", "unplaced"]


def test_what_was_worked_off_waits_no_more_and_its_words_are_gone(record):
    line = take_in(record, ("MARIGOLD", 5.0), ("later", 6.0))
    first = record.deliveries.waiting(line)[0]
    record.deliveries.handled(first.number, NOW)
    assert words(record, line) == ["later"]
    with record.database.read() as connection:
        assert "MARIGOLD" not in str(connection.execute(select(deliveries)).all())
    record.deliveries.try_again(first.number)
    assert words(record, line) == ["later"]


def test_tries_are_counted(record):
    line = write(record)
    (one,) = record.deliveries.waiting(line)
    record.deliveries.try_again(one.number)
    record.deliveries.try_again(one.number)
    assert record.deliveries.waiting(line)[0].tries == 2


def test_lines_are_worked_on_where_something_has_waited_longest(record):
    second, first = write(record, who=BEA), None
    work_off(record, second)
    first = write(record)
    write(record, who=BEA)
    write(record)
    assert record.deliveries.lines_waiting(10) == [first, second]
    assert record.deliveries.lines_waiting(1) == [first]
    work_off(record, first)
    assert record.deliveries.lines_waiting(10) == [second]


def test_how_far_the_platforms_order_has_been_worked_off_is_known(record):
    line = take_in(record, ("second", 2.0), ("first", 1.0))
    assert record.deliveries.last_order(line) is None
    last = record.deliveries.waiting(line)[1]
    record.deliveries.handled(last.number, NOW)
    assert record.deliveries.last_order(line) == 2.0
    work_off(record, line)
    assert record.deliveries.last_order(line) == 2.0


def test_when_the_newest_that_waits_came_in_is_known(record):
    line = write(record)
    write(record, now=NOW + SECOND)
    assert record.deliveries.newest_at(line) == NOW + SECOND
    work_off(record, line)
    assert record.deliveries.newest_at(line) is None
