"""The tables: brought up to date, checked, and where they may live."""

from __future__ import annotations

import stat
import threading

import pytest
from alembic import command
from sqlalchemy import text

from tests.support.lines import send, tell, write
from tests.support.record import NOW, begin
from yarrow.store import upgrade
from yarrow.store.database import BUSY_MS, Database
from yarrow.store.errors import RecordError, RecordOutdated, RecordUnavailable
from yarrow.store.record import Record

MOMENT = "2026-11-22 12:00:00"
# A message as it was stored before it was known what it answered.
ROW = {
    "conversation": "c1", "id": "m1", "turn": 1, "seq": 1, "text": "34", "choices": "[]", "state": "done", "tries": 0,
    "at": MOMENT,
}  # fmt: skip


def test_a_new_database_is_brought_up_to_date_once_and_is_then_in_order(empty_url):
    database = Database(empty_url)
    assert upgrade.check(database) == [
        f"The tables are at version none, this code needs {upgrade.newest()}: run `yarrow db upgrade`."
    ]
    assert upgrade.upgrade(database) == (None, upgrade.newest())
    assert upgrade.upgrade(database) == (upgrade.newest(), upgrade.newest())
    assert upgrade.check(database) == []
    database.close()


def test_several_processes_may_bring_it_up_to_date_at_once(empty_url):
    done = []

    def run():
        database = Database(empty_url)
        done.append(upgrade.upgrade(database)[1])
        database.close()

    runners = [threading.Thread(target=run) for _ in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert done == [upgrade.newest()] * 4


def test_an_upgrade_waits_for_a_writer_longer_than_a_message_would(tmp_path):
    url = f"sqlite:///{tmp_path}/yarrow.db"
    writer, upgrader = Database(url), Database(url)
    done = []
    with writer.write():
        runner = threading.Thread(target=lambda: done.append(upgrade.upgrade(upgrader)))
        runner.start()
        runner.join(BUSY_MS / 1000 + 0.5)
        assert not done
    runner.join()
    assert done == [(None, upgrade.newest())]
    with upgrader.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == BUSY_MS
    writer.close()
    upgrader.close()


def test_a_changed_table_is_found_out(record):
    with record.database.write() as connection:
        connection.execute(text("ALTER TABLE facts ADD COLUMN more INTEGER"))
    problems = upgrade.check(record.database)
    assert len(problems) == 1
    assert problems[0].startswith(f"The tables differ from version {upgrade.newest()}: remove_column")


def test_tables_newer_than_the_code_are_left_alone(record):
    with record.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordOutdated, match="install the newer code"):
        upgrade.upgrade(record.database)


def test_the_sqlite_files_are_for_their_owner_only(tmp_path):
    record = Record(f"sqlite:///{tmp_path}/deep/yarrow.db")
    upgrade.upgrade(record.database)
    begin(record)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "deep").iterdir()}
    assert modes["yarrow.db"] == 0o600
    assert set(modes.values()) == {0o600}
    record.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "nonsense", "sqlite+nothing:///x"])
def test_an_address_that_is_no_record_is_refused(url):
    with pytest.raises(RecordError, match="write sqlite:///file"):
        Database(url)


def test_a_database_that_is_not_there_is_unavailable():
    record = Record("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(RecordUnavailable):
        record.conversations.find("c1")


def test_a_record_of_an_earlier_version_keeps_its_messages_and_knows_no_more_of_them(empty_url):
    record = record_of(empty_url, "0003")
    with record.database.write() as connection:
        places = ", ".join(f":{name}" for name in ROW)
        connection.execute(text(f"INSERT INTO inbound ({', '.join(ROW)}) VALUES ({places})"), ROW)
    upgrade.upgrade(record.database)
    assert upgrade.check(record.database) == []
    (kept,) = record.outbox.transcript("c1")
    assert (kept.message.text, kept.answered, kept.is_settled) == ("34", None, True)
    record.close()


def test_people_of_a_record_without_messaging_apps_can_join_by_one(empty_url):
    record = record_of(empty_url, "0010")
    upgrade.upgrade(record.database)
    assert upgrade.check(record.database) == []
    assert record.lines.of_conversation("c1") == []
    line = write(record)
    assert record.lines.bind(line, "c1", 1, NOW) is True
    tell(record, line, "Welcome back.")
    assert send(record, line).conversation == "c1"
    record.close()


def record_of(url, version):
    """A record as that version left it, with one conversation in it."""
    record = Record(url)
    config = upgrade._config()
    with record.database.alone() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    with record.database.write() as connection:
        start = "id, token_hash, token_expires_at, channel, status, standing, needs_human, version, last_seq, last_turn"
        values = f"'c1', 'h', '{MOMENT}', 'widget', 'in_progress', '{{}}', false, 2, 1, 1, '{MOMENT}', '{MOMENT}'"
        times = "created_at, updated_at, last_activity_at"
        connection.execute(text(f"INSERT INTO conversations ({start}, {times}) VALUES ({values}, '{MOMENT}')"))
    return record
