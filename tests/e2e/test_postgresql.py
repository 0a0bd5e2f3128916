"""The record and Rasa's snapshots on PostgreSQL at once, each in a schema of its own that is dropped afterwards."""

from __future__ import annotations

import os

import psycopg
import pytest

from tests.support.gateway import until
from tests.support.histories import ids, whole_history
from tests.support.postgresql import POSTGRESQL, own_schema
from tests.support.running import MARKER, Running

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory):
    home, own = tmp_path_factory.mktemp("home"), f"yarrow_e2e_{os.getpid()}"
    with own_schema(f"{own}_record") as record, own_schema(f"{own}_snapshots") as snapshots:
        if record is None or snapshots is None:
            pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
        with Running(home, YARROW_DATABASE_URL=record, YARROW_SNAPSHOT_URL=snapshots) as yarrow:
            yield yarrow, f"{own}_snapshots"


def snapshots_of(chat, schema):
    with psycopg.connect(POSTGRESQL.replace("+psycopg", "")) as connection:
        query = f"SELECT count(*) FROM {schema}.rasa_snapshot WHERE conversation = %s"
        return connection.execute(query, (chat.id,)).fetchone()[0]


def test_a_whole_history_is_taken_and_forgotten(on_postgresql):
    yarrow, snapshots = on_postgresql
    patient, chat, record = whole_history(yarrow)
    assert record["status"] == "completed"
    assert record["facts"]["losses_count"] == 3
    assert {"P01", "P08"} <= set(ids(record["triage"]["rules"]))
    assert snapshots_of(chat, snapshots) == 1
    assert len([m for m in chat.history() if m["from"] == "patient"]) == len(patient.asked)
    assert chat.http.delete(chat.path, headers=chat.key).json()["receipt"]
    until(lambda: snapshots_of(chat, snapshots) == 0)
    assert chat.get("record").status_code == 410


def test_danger_is_answered_and_nul_bytes_stop_nobody(on_postgresql):
    yarrow, _ = on_postgresql
    chat = yarrow.agreed()
    assert chat.raw(b'{"id": "m", "text": "I am\\u0000 34 years old"}').status_code == 200
    assert yarrow.http.get("/api/conversations/a%00b/messages", headers=chat.key).status_code == 401
    answer = chat.say("I fainted and my chest hurts and I can't breathe")
    assert answer.json()["messages"][0]["level"] == "T0"
    assert chat.get("record").json()["facts"]["age"] == 34


def test_its_logs_hold_nothing_that_was_said(on_postgresql):
    yarrow, _ = on_postgresql
    assert MARKER not in yarrow.written().lower()
    assert "traceback" not in yarrow.written().lower()
    assert not list(yarrow.home.glob("*.db"))
