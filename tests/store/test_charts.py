"""What the page of one conversation is read from the record: all of it, in order, and nothing she has not agreed to."""

from __future__ import annotations

import pytest

from tests.support.record import LATER, begin, claim, outcome, take
from yarrow.clinical.fact import Fact, Provenance
from yarrow.store.errors import UnknownConversation

AGE = Fact("age", value=34, provenance=Provenance("m1", 0, 2, "34"))


def test_both_sides_stand_in_the_order_they_were_said(record):
    begin(record)
    take(record, "m1")
    record.outbox.finish(claim(record), outcome(AGE, understanding={"act": "answer"}), LATER)
    file = record.charts.read("c1")
    assert [(one.sender, one.message.text) for one in file.told.spoken] == [
        ("assistant", "Hello."),
        ("patient", "34"),
        ("assistant", "Thanks."),
    ]
    hers = file.told.spoken[1]
    assert (hers.act, hers.state, hers.turn, hers.held) == ("answer", "done", 1, False)


def test_every_fact_carries_the_number_the_case_file_gives_it(record):
    begin(record)
    take(record, "m1")
    record.outbox.finish(claim(record), outcome(AGE, Fact("age", value=35)), LATER)
    file, casefile = record.charts.read("c1"), record.casefiles.read("c1")
    assert file.told.facts == tuple(zip(casefile.numbers, casefile.facts, strict=True))
    assert [fact.value for fact in file.opened.facts] == [35]


def test_the_mark_moves_with_every_message_and_every_turn_and_is_the_same_read_alone(record):
    begin(record)
    marks = [record.charts.read("c1").mark]
    take(record, "m1")
    marks.append(record.charts.read("c1").mark)
    record.outbox.finish(claim(record), outcome(AGE), LATER)
    marks.append(record.charts.read("c1").mark)
    assert len(set(marks)) == 3
    assert record.charts.mark("c1") == marks[-1]


def test_a_level_that_stays_is_listed_once(record):
    begin(record)
    for number, level in enumerate(("T5", "T5", "T2", "T5")):
        take(record, f"m{number}")
        record.outbox.finish(claim(record), outcome(triage={"level": level, "rules": []}), LATER)
    assert [one.level for one in record.charts.read("c1").levels] == ["T5", "T2", "T5"]


def test_words_held_apart_until_she_agrees_are_not_read(record):
    begin(record)
    take(record, "m1", "marigold", held=True)
    hers = record.charts.read("c1").told.spoken[1]
    assert (hers.held, hers.message.text) == (True, "")


def test_an_unknown_conversation_is_unknown(record):
    for ask in (record.charts.read, record.charts.mark):
        with pytest.raises(UnknownConversation):
            ask("nobody")
