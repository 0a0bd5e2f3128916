"""What was written can be found, on both databases alike, and cannot be found once it is erased."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.support.cases import begin, write
from tests.support.record import NOW
from yarrow.clinical.fact import Fact, Provenance
from yarrow.intake.case import Standing
from yarrow.store import search_rows
from yarrow.store.case_tables import case_words
from yarrow.store.case_values import Asked, Filters
from yarrow.store.case_views import Looker
from yarrow.store.search_query import MOST_TERMS, parsed
from yarrow.store.search_words import as_line, as_vector, words_of

LOOKER = Looker("anna", NOW, NOW.date())
AGREED = Standing(consent=True)


def found(record, typed, *, private=True):
    search = parsed(typed, private=private)
    page = record.cases.page(Asked("all", Filters(search=search)), LOOKER)
    assert page.total == len(page.rows)
    return [row.conversation for row in page.rows]


def snippet(record, conversation, typed, *, private=True):
    shown = record.snippets.of([conversation], parsed(typed, private=private)).get(conversation)
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in shown.pieces) if shown else None


def abuse(message):
    return Fact("symptoms.abuse", provenance=Provenance(message, 0, 2, "he"))


def talk(record, *texts):
    case = begin(record, at=NOW)
    for words in texts:
        write(record, case, words, at=NOW)
    return case


TYPED = {
    "bleeding": True,
    "Bleeding": True,
    "bleed": True,
    "eeding": False,
    "sjogren": True,
    "SJÖGREN": True,
    "bleeding lupus": True,
    "bleeding psoriasis": False,
    '"has been heavy"': True,
    '"heavy has been"': False,
    '"has been hea"': False,
    '"heavy my mother"': False,
    '"has been" lup': True,
    "b": False,
    "3": True,
    "it's": True,
    "' OR 1=1 --": False,
    "words : x": False,
    "bleed* OR psoriasis": False,
}


def test_words_their_beginnings_and_phrases_are_found_in_the_conversation(record):
    case = talk(
        record, "The bleeding has been heavy, I lost 3", "my mother has Sjögren's and lupus; it's in the family"
    )
    talk(record, "nothing of the kind")
    assert {typed: found(record, typed) == [case] for typed in TYPED} == TYPED
    assert [typed for typed, there in TYPED.items() if not there and found(record, typed)] == []


def test_what_the_program_says_is_not_searched(record):
    case = begin(record, at=NOW)
    write(record, case, "hello", at=NOW)
    assert found(record, "thank") == []
    assert found(record, "hello") == [case]


def test_the_most_urgent_are_found_first(record):
    calm, urgent = begin(record, at=NOW), begin(record, at=NOW)
    write(record, calm, "pain", at=NOW, level="T5")
    write(record, urgent, "pain", at=NOW, level="T0")
    assert found(record, "pain") == [urgent, calm]


def test_what_is_held_apart_before_consent_is_found_from_consent_on(record):
    case = begin(record, at=NOW, consent=None)
    write(record, case, "early marigold", at=NOW, held=True)
    assert found(record, "marigold") == []
    write(record, case, "yes, I agree", at=NOW, standing=AGREED, consent="given")
    assert found(record, "marigold") == [case]
    assert found(record, "agree") == [case]


def test_what_was_refused_to_be_kept_is_not_found(record):
    case = begin(record, at=NOW, consent=None)
    write(record, case, "early marigold", at=NOW, held=True)
    write(record, case, "no", at=NOW, standing=Standing(status="declined", consent=False), consent="refused")
    assert found(record, "marigold") == []
    assert found(record, "no") == []


def test_a_message_given_up_is_found(record):
    from tests.support.record import begin as plain
    from tests.support.record import claim, take
    from yarrow.intake.turn import Message

    plain(record)
    take(record, "m1", "marigold")
    record.outbox.fail(claim(record), Message("Sorry."), {"event": "action_failed", "reason": "x"}, NOW)
    assert found(record, "marigold") == ["c1"]


def test_private_words_are_found_by_those_who_may_read_them_and_the_rest_by_all(record):
    case = begin(record, at=NOW)
    write(record, case, "first the pain", at=NOW)
    write(record, case, "he hits me", abuse, at=NOW)
    write(record, case, "and I sleep badly", at=NOW)
    for typed in ("hits", "pain hits", "hits sleep"):
        assert found(record, typed) == [case], typed
        assert found(record, typed, private=False) == [], typed
    assert found(record, "pain sleep", private=False) == [case]
    assert snippet(record, case, "hits") == "he [hits] me"
    assert snippet(record, case, "hits", private=False) is None
    assert snippet(record, case, "sleep he", private=False) == "and I [sleep] badly"


def test_an_earlier_message_that_turns_out_to_be_private_is_hidden_from_then_on(record):
    case = begin(record, at=NOW)
    earlier = write(record, case, "he is like that", at=NOW)
    assert found(record, "like", private=False) == [case]
    write(record, case, "yes, that", abuse(earlier), at=NOW)
    assert found(record, "like", private=False) == []
    assert found(record, "like") == [case]


def test_indexing_anew_finds_what_was_found_before(record):
    case = talk(record, "one marigold", "two poppies")
    write(record, case, "he hits me", abuse, at=NOW)
    with record.database.write() as connection:
        search_rows.index_anew(connection, case)
    assert found(record, '"one marigold" pop', private=False) == [case]
    assert (found(record, "hits"), found(record, "hits", private=False)) == ([case], [])


def test_a_very_long_conversation_is_found_by_its_words_and_goes_on(record, monkeypatch):
    monkeypatch.setattr(search_rows, "LONG", 300)
    many = [" ".join(f"word{number}x{part}" for part in range(20)) for number in range(12)]
    case = talk(record, *many)
    assert found(record, "word0x1 word11x19") == [case]


def test_a_snippet_shows_the_message_with_most_of_the_words_around_the_first(record):
    far = (
        "it began a long time ago, long before any of this, and nobody listened to me when I said that the pain is bad"
    )
    case = talk(record, "some pain", far)
    assert snippet(record, case, "pain bad").startswith("… ")
    assert "the [pain] is [bad]" in snippet(record, case, "pain bad")
    assert snippet(record, case, "pain") == "some [pain]"
    assert snippet(record, case, '"nobody listened"').count("[") == 1


def test_erased_words_are_not_found_and_in_no_file(record, database_url):
    case = talk(record, "MARIGOLD and more", "a marigoldish thing")
    write(record, case, "he hits me with a buttercup", abuse, at=NOW)
    other = talk(record, "poppies stay", *(f"filler number{number}" for number in range(60)))
    record.conversations.erase(case, "patient", NOW + timedelta(seconds=1))
    assert found(record, "marigold") == []
    assert found(record, "poppies") == [other]
    with record.database.read() as connection:
        assert set(connection.execute(select(case_words.c.conversation)).scalars()) == {other}
    if database_url.startswith("sqlite"):
        folder = Path(database_url.removeprefix("sqlite:///")).parent
        assert words_in_files(folder, "marigold", "buttercup") == []
        assert words_in_files(folder, "poppies") != []


def words_in_files(folder, *words):
    """Read from another process: closing a file here would let go of SQLite's locks."""
    script = (
        "import sys, pathlib\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    text = path.read_bytes().lower()\n"
        "    for word in sys.argv[2:]:\n"
        "        for part in {word, word[:6]}:\n"
        "            if part.encode() in text: print(path.name, part)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, folder, *words], capture_output=True, text=True, check=True)
    return run.stdout.split("\n")[:-1]


def test_a_search_has_an_end(record):
    talk(record, "pain")
    assert len(parsed("pain " * 40, private=True).terms) <= MOST_TERMS
    assert found(record, "pain " * 40) != []


@given(st.text(max_size=80))
def test_words_are_cut_and_folded_without_losing_their_places(text):
    words = list(words_of(text))
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.folded == as_line(word.folded)
    assert as_line(text) == " ".join(word.folded for word in words)


@given(st.lists(st.text(max_size=30), max_size=4))
def test_a_vector_holds_every_word_and_nothing_that_could_end_a_quotation(texts):
    vector = as_vector(texts)
    words = {word.folded for text in texts for word in words_of(text)}
    assert {entry.split("'")[1] for entry in vector.split(" ") if entry} == words
    assert vector.count("'") == 2 * len(words)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_search_or_none(typed):
    search = parsed(typed, private=False)
    assert search is None or all(term.words for term in search.terms)
