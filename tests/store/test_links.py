"""Links that download one thing once."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import ExitStack
from datetime import timedelta
from subprocess import PIPE

import pytest
from sqlalchemy import select

from tests.support.record import LATER, NOW, begin
from tests.support.repository import ROOT
from yarrow.store.errors import UnknownConversation
from yarrow.store.links import Link
from yarrow.store.tables import links

TEN_MINUTES = timedelta(minutes=10)
PDF = Link("c1", "summary.pdf", "patient")


def made(record, link=PDF):
    begin(record)
    return record.links.make(link, NOW + TEN_MINUTES, NOW)


def test_a_link_gives_its_thing_once(record):
    code = made(record)
    assert record.links.find(code, LATER) == PDF
    assert record.links.use(code, LATER) is True
    assert record.links.find(code, LATER) is None
    assert record.links.use(code, LATER) is False


def test_looking_at_a_link_does_not_use_it_up(record):
    code = made(record)
    assert [record.links.find(code, LATER) for _ in range(3)] == [PDF] * 3
    assert record.links.use(code, LATER) is True


def test_the_code_itself_is_nowhere_in_the_record_and_is_long_enough(record):
    code = made(record)
    assert len(code) >= 43  # 256 bits
    with record.database.read() as connection:
        (row,) = connection.execute(select(links)).all()
    assert code not in str(row)


def test_two_links_differ_and_one_does_not_use_up_the_other(record):
    first = made(record)
    second = record.links.make(PDF, NOW + TEN_MINUTES, NOW)
    assert first != second
    assert record.links.use(first, LATER)
    assert record.links.find(second, LATER) == PDF


@pytest.mark.parametrize(("after", "is_good"), [(timedelta(seconds=599), True), (TEN_MINUTES, False)])
def test_a_link_is_good_until_its_time_is_over(record, after, is_good):
    code = made(record)
    assert (record.links.find(code, NOW + after) is not None) is is_good
    assert record.links.use(code, NOW + after) is is_good


def test_links_whose_time_is_over_go_when_the_next_is_made(record):
    made(record)
    record.links.make(PDF, NOW + 2 * TEN_MINUTES, NOW + TEN_MINUTES)
    with record.database.read() as connection:
        assert len(connection.execute(select(links)).all()) == 1


@pytest.mark.parametrize("code", ["", "unknown", "x" * 4000, "ü\x00"])
def test_a_code_nobody_made_gives_nothing(record, code):
    made(record)
    assert record.links.find(code, LATER) is None
    assert record.links.use(code, LATER) is False


def test_erasing_the_conversation_ends_its_links(record):
    code = made(record)
    receipt = record.conversations.erase("c1", "patient", LATER)
    assert receipt.counts["links"] == 1
    assert record.links.find(code, LATER) is None
    assert record.links.use(code, LATER) is False


def test_no_link_is_made_for_a_conversation_that_is_not_there(record):
    with pytest.raises(UnknownConversation):
        record.links.make(PDF, NOW + TEN_MINUTES, NOW)


def test_of_many_who_ask_at_once_one_gets_it(record):
    code = made(record)
    won = []
    askers = [threading.Thread(target=lambda: won.append(record.links.use(code, LATER))) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(won) == [False] * 7 + [True]


ASKER = """
import sys
from datetime import datetime

from yarrow.store.record import Record

record, now = Record(sys.argv[1]), datetime.fromisoformat(sys.argv[3])
record.links.find("warm", now)
print("ready", flush=True)
sys.stdin.readline()
print(record.links.use(sys.argv[2], now), flush=True)
"""


def test_of_two_processes_that_ask_at_once_one_gets_it(record, database_url):
    code = made(record)
    run = [sys.executable, "-c", ASKER, database_url, code, LATER.isoformat()]
    with ExitStack() as running:
        askers = [
            running.enter_context(subprocess.Popen(run, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)) for _ in range(2)
        ]
        assert [asker.stdout.readline() for asker in askers] == ["ready\n"] * 2
        for asker in askers:
            asker.stdin.write("go\n")
            asker.stdin.flush()
        assert sorted(asker.communicate()[0] for asker in askers) == ["False\n", "True\n"]


def test_a_link_made_anew_makes_those_for_the_same_thing_useless_and_no_others(record):
    begin(record)
    begin(record, "c2")
    line, other, theirs = Link("c1", "go.a", "sms"), Link("c1", "go.b", "sms"), Link("c2", "go.a", "sms")
    first, kept, foreign = (record.links.renew(one, NOW + TEN_MINUTES, NOW) for one in (line, other, theirs))
    second = record.links.renew(line, NOW + TEN_MINUTES, NOW)
    found = [record.links.find(code, LATER) for code in (first, second, kept, foreign)]
    assert found == [None, line, other, theirs]
