"""The snapshot store: one bounded row, told apart by version, ordered by turn, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import stat
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import UserUttered

from tests.support.trackers import DOMAIN, SECRET_WORDS, play, result, turn
from yarrow.nlu.snapshot import KEPT_SECONDS, SNAPSHOT, Conflict, InvalidConversation, SnapshotTrackerStore
from yarrow.nlu.trace import IncompleteTurn

POSTGRES = os.environ.get("YARROW_TEST_POSTGRES", "postgresql://root@127.0.0.1/test")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/snapshots.db"
        return
    schema = f"snapshot_{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(POSTGRES, future=True, connect_args={"connect_timeout": 2})
    try:
        with engine.begin() as connection:
            connection.execute(sa.text(f"CREATE SCHEMA {schema}"))
    except sa.exc.OperationalError:
        pytest.skip("no PostgreSQL at YARROW_TEST_POSTGRES")
    yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(url: str) -> Iterator[SnapshotTrackerStore]:
    opened = SnapshotTrackerStore(DOMAIN, None, url)
    yield opened
    opened.close()


def run_turn(store: SnapshotTrackerStore, number: int, conversation: str = "c1") -> None:
    tracker = asyncio.run(store.get_or_create_tracker(conversation))
    play(tracker, turn(number, conversation), result(f"Answer {number}."))
    asyncio.run(store.save(tracker))


def rows(store: SnapshotTrackerStore) -> list[str]:
    with store._engine.connect() as connection:
        return [" ".join(map(str, row)) for row in connection.execute(sa.select(SNAPSHOT))]


def test_a_saved_turn_comes_back_with_its_slots_and_its_answer(store: SnapshotTrackerStore) -> None:
    run_turn(store, 1)
    tracker = asyncio.run(store.retrieve("c1"))
    assert tracker.get_slot("section") == "gut"
    assert tracker.latest_action_name == "action_listen"
    last = store.last("c1")
    assert (last.turn, last.answer["messages"][0]["text"]) == (1, "Answer 1.")


def test_a_row_grows_neither_in_size_nor_in_number_over_300_turns(store: SnapshotTrackerStore) -> None:
    for number in range(1, 11):
        run_turn(store, number)
    early = len(rows(store)[0])
    for number in range(11, 301):
        run_turn(store, number)
    assert len(rows(store)) == 1
    assert len(rows(store)[0]) < early + 50
    assert len(asyncio.run(store.retrieve("c1")).events) < 20


def test_nothing_the_patient_said_is_kept(store: SnapshotTrackerStore) -> None:
    run_turn(store, 1)
    assert SECRET_WORDS not in rows(store)[0]


@pytest.mark.parametrize("conversation", ["a\0b", "", "x" * 65, "../x", "a b", "a;drop", "é"])
def test_an_id_the_gateway_does_not_make_is_refused_before_any_sql(
    store: SnapshotTrackerStore, conversation: str
) -> None:
    for call in (store.retrieve, store.create_tracker):
        with pytest.raises(InvalidConversation):
            asyncio.run(call(conversation))
    with pytest.raises(InvalidConversation):
        store.last(conversation)
    with pytest.raises(InvalidConversation):
        store.forget(conversation)


def test_of_two_writers_the_second_is_refused(store: SnapshotTrackerStore) -> None:
    run_turn(store, 1)
    first, second = (asyncio.run(store.retrieve("c1")) for _ in range(2))
    for tracker in (first, second):
        play(tracker, turn(2), result())
    asyncio.run(store.save(first))
    with pytest.raises(Conflict):
        asyncio.run(store.save(second))


def test_of_two_first_turns_the_second_is_refused_without_a_word_of_the_patient(store: SnapshotTrackerStore) -> None:
    first, second = (asyncio.run(store.get_or_create_tracker("c1")) for _ in range(2))
    for tracker in (first, second):
        play(tracker, turn(1), result(SECRET_WORDS))
    asyncio.run(store.save(first))
    with pytest.raises(Conflict) as refusal:
        asyncio.run(store.save(second))
    assert SECRET_WORDS not in repr(refusal.value)
    assert refusal.value.__suppress_context__


def test_a_turn_that_is_stored_already_is_not_written_again(store: SnapshotTrackerStore) -> None:
    run_turn(store, 1)
    with pytest.raises(Conflict):
        run_turn(store, 1)


def test_order_is_by_turn_even_if_the_clock_jumps_back(
    store: SnapshotTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    run_turn(store, 1)
    monkeypatch.setattr(time, "time", lambda: now - 3600)
    run_turn(store, 2)
    tracker = asyncio.run(store.retrieve("c1"))
    assert store.last("c1").turn == 2
    assert [event.type_name for event in tracker.events].count("user") == 1


def test_killed_between_save_and_answer_the_turn_is_found_with_its_answer(
    store: SnapshotTrackerStore, url: str
) -> None:
    run_turn(store, 7)
    after_restart = SnapshotTrackerStore(DOMAIN, None, url)
    assert after_restart.last("c1").turn == 7
    assert after_restart.last("c1").answer == store.last("c1").answer
    after_restart.close()


def test_a_turn_in_which_an_action_gave_no_result_is_not_saved(store: SnapshotTrackerStore) -> None:
    tracker = asyncio.run(store.get_or_create_tracker("c1"))
    play(tracker, turn(1), result(), None)
    with pytest.raises(IncompleteTurn):
        asyncio.run(store.save(tracker))
    assert store.last("c1") is None


def test_a_turn_in_which_nothing_was_said_is_not_saved_unless_the_lane_has_spoken(store: SnapshotTrackerStore) -> None:
    tracker = asyncio.run(store.get_or_create_tracker("c1"))
    play(tracker, turn(1), result(""))
    with pytest.raises(IncompleteTurn):
        asyncio.run(store.save(tracker))
    spoken = asyncio.run(store.get_or_create_tracker("c2"))
    play(spoken, turn(1, "c2"), result("", events=({"event": "already_said"},)))
    asyncio.run(store.save(spoken))
    assert store.last("c2").turn == 1


def test_two_actions_of_a_turn_make_one_answer(store: SnapshotTrackerStore) -> None:
    tracker = asyncio.run(store.get_or_create_tracker("c1"))
    play(tracker, turn(1), result("Thank you."), result("How old are you?"))
    asyncio.run(store.save(tracker))
    assert [m["text"] for m in store.last("c1").answer["messages"]] == ["Thank you.", "How old are you?"]


def test_a_message_without_a_turn_is_not_saved(store: SnapshotTrackerStore) -> None:
    tracker = asyncio.run(store.get_or_create_tracker("c1"))
    tracker.update(UserUttered("hello", {"name": "greet"}), DOMAIN)
    with pytest.raises(IncompleteTurn):
        asyncio.run(store.save(tracker))


def test_a_tracker_without_a_message_leaves_no_row(store: SnapshotTrackerStore) -> None:
    asyncio.run(store.get_or_create_tracker("c1"))
    assert rows(store) == []


def test_what_is_forgotten_is_gone(store: SnapshotTrackerStore) -> None:
    run_turn(store, 1)
    assert store.forget("c1")
    assert rows(store) == []
    assert not store.forget("c1")
    assert asyncio.run(store.keys()) == []


def test_words_that_are_forgotten_are_in_no_file(tmp_path: Path) -> None:
    store = SnapshotTrackerStore(DOMAIN, None, f"sqlite:///{tmp_path}/s.db")
    run_turn(store, 1)
    assert any(b"Answer 1." in path.read_bytes() for path in tmp_path.iterdir())
    store.forget("c1")
    assert not any(b"Answer 1." in path.read_bytes() for path in tmp_path.iterdir())
    store.close()


def test_a_locked_sqlite_file_is_waited_for_two_seconds_and_then_it_is_an_error(tmp_path: Path) -> None:
    store = SnapshotTrackerStore(DOMAIN, None, f"sqlite:///{tmp_path}/s.db")
    run_turn(store, 1)
    lock = sa.create_engine(f"sqlite:///{tmp_path}/s.db", future=True)
    with lock.connect() as connection:
        connection.execute(sa.text("BEGIN EXCLUSIVE"))
        began = time.monotonic()
        with pytest.raises(sa.exc.OperationalError) as failure:
            run_turn(store, 2)
        assert time.monotonic() - began < 10
    assert SECRET_WORDS not in str(failure.value)
    run_turn(store, 2)
    lock.dispose()
    store.close()


def test_the_sqlite_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    store = SnapshotTrackerStore(DOMAIN, None, f"sqlite:///{tmp_path}/new/s.db")
    assert stat.S_IMODE((tmp_path / "new" / "s.db").stat().st_mode) == 0o600
    store.close()


def test_a_row_of_more_than_a_day_ago_goes_when_a_new_conversation_begins(store: SnapshotTrackerStore) -> None:
    ages = {"old": KEPT_SECONDS + 60, "young": KEPT_SECONDS - 60}
    for conversation in ages:
        run_turn(store, 1, conversation)
    for conversation, age in ages.items():
        with store._engine.begin() as connection:
            mine = SNAPSHOT.c.conversation == conversation
            connection.execute(sa.update(SNAPSHOT).where(mine).values(saved_at=int(time.time()) - age))
    run_turn(store, 2, "young")
    assert set(asyncio.run(store.keys())) == {"old", "young"}
    run_turn(store, 1, "new")
    assert set(asyncio.run(store.keys())) == {"young", "new"}


def test_a_conversation_whose_row_is_gone_goes_on(store: SnapshotTrackerStore) -> None:
    run_turn(store, 1, "old")
    store.forget("old")
    run_turn(store, 7, "old")
    stored = store.last("old")
    assert stored is not None
    assert stored.turn == 7
