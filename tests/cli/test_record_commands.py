"""The commands that work on the record: db, replay, export, purge. Each on a record that a real gateway has written."""

import json
import os
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import update

from tests.support.fake_rasa import SECRET
from tests.support.gateway import RunningGateway, until
from tests.support.repository import ROOT
from yarrow.cli import main
from yarrow.gateway import keys
from yarrow.store.database import Database
from yarrow.store.tables import conversations


@pytest.fixture
def gateway(tmp_path, monkeypatch):
    """A gateway whose record the commands see too."""
    with RunningGateway(tmp_path) as running:
        monkeypatch.setenv("YARROW_HOME", str(tmp_path))
        monkeypatch.setenv("YARROW_RASA_URL", running.rasa.url)
        monkeypatch.setenv("YARROW_CHANNEL_SECRET", SECRET)
        yield running


@pytest.fixture
def chat(gateway):
    chat = gateway.agreed()
    chat.say(choice="pregnant_now:no")
    chat.say("I am 34")
    return chat


def lines(captured):
    return [json.loads(line) for line in captured.out.splitlines()]


def test_a_record_that_is_not_there_yet_is_made_by_upgrade_and_then_sound(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YARROW_HOME", str(tmp_path))
    assert main(["db", "check"]) == 1
    assert "run `yarrow db upgrade`" in capsys.readouterr().out
    assert main(["db", "upgrade"]) == 0
    assert main(["db", "check"]) == 0
    assert "up to date and sound" in capsys.readouterr().out


def test_a_database_that_cannot_be_reached_is_said_in_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YARROW_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert main(["db", "upgrade"]) == 1
    assert capsys.readouterr().err == "yarrow db: the record cannot be reached or written; see YARROW_DATABASE_URL.\n"


def test_a_wrong_setting_is_named(monkeypatch, capsys):
    monkeypatch.setenv("YARROW_PORT", "many")
    assert main(["db", "check"]) == 1
    assert "YARROW_PORT" in capsys.readouterr().err


def test_replay_shows_who_would_move_today_and_sums_up(chat, capsys):
    # The stand-in for Rasa stored T4 with P01; of a 34-year-old who is not pregnant, the real protocol makes T5.
    assert main(["replay"]) == 0
    told = capsys.readouterr()
    (moved,) = lines(told)
    assert moved["id"] == chat.id
    assert (moved["was"], moved["now"], moved["moved"]) == ("T4", "T5", "down")
    assert "P01" in moved["rules_gone"]
    assert told.err.startswith("1 histories: 0 would be more urgent, 1 would be less urgent")


def test_replay_of_the_record_against_another_version_judges_both_anew(chat, capsys):
    assert main(["replay", "--all", "--against", str(ROOT / "protocol")]) == 0
    (outcome,) = lines(capsys.readouterr())
    assert (outcome["id"], outcome["was"], outcome["moved"]) == (chat.id, "T5", "same")


def test_replay_of_a_record_of_another_version_says_what_to_run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YARROW_HOME", str(tmp_path))
    assert main(["replay"]) == 1
    assert "run `yarrow db upgrade`" in capsys.readouterr().err


def test_export_gives_facts_with_where_they_come_from(chat, capsys):
    assert main(["export", chat.id]) == 0
    (record,) = lines(capsys.readouterr())
    assert record["facts"]["age"] == 34
    assert record["provenance"]["age"][-1]["text"] == "I am 34"
    assert "messages" not in record


def test_export_with_messages_holds_both_sides_in_order(chat, capsys):
    assert main(["export", "--all", "--messages"]) == 0
    (record,) = lines(capsys.readouterr())
    said = [(message["from"], message["text"]) for message in record["messages"]]
    assert said.index(("assistant", "How old are you?")) < said.index(("patient", "I am 34"))


def test_export_of_an_unknown_id_loses_none_of_the_others(chat, capsys):
    assert main(["export", "nobody", chat.id]) == 1
    told = capsys.readouterr()
    assert [record["conversation"] for record in lines(told)] == [chat.id]
    assert told.err == "yarrow export: there is no conversation nobody.\n"


def test_no_conversation_is_called_as_an_option_is():
    # One in sixty-four would begin with a dash if nobody saw to it.
    assert not any(keys.new_conversation().startswith("-") for _ in range(1000))


def test_export_of_nobody_in_particular_asks_for_whom(gateway, capsys):
    assert main(["export"]) == 2
    assert "say --all" in capsys.readouterr().err


def test_purge_erases_those_idle_for_long_and_only_those(gateway, chat, tmp_path, capsys):
    kept = gateway.agreed()
    grow_old(tmp_path, chat.id, days=40)
    capsys.readouterr()  # what the gateway has logged so far
    assert main(["purge", "--idle-days", "30", "--dry-run"]) == 0
    assert capsys.readouterr().out == "1 conversations would be erased.\n"
    assert main(["purge", "--idle-days", "30"]) == 0
    (receipt,) = lines(capsys.readouterr())
    assert receipt["conversation"] == chat.id
    until(lambda: gateway.rasa.forgotten == [chat.id])
    assert chat.get("messages").status_code == 410
    assert kept.get("messages").status_code == 200


def test_purge_goes_by_the_rules_set_in_the_console_and_says_what_it_holds_back(gateway, chat, tmp_path, capsys):
    waits = gateway.agreed()
    grow_old(tmp_path, chat.id, days=40)
    grow_old(tmp_path, waits.id, days=40)
    assert main(["purge"]) == 1
    assert "no rule says how long" in capsys.readouterr().err
    gateway.record.notices.raise_(waits.id, "person_wanted", datetime.now(timezone.utc))
    gateway.record.retention.set({"in_progress": 30}, "s-1", datetime.now(timezone.utc))
    capsys.readouterr()
    assert main(["purge"]) == 0
    told = capsys.readouterr()
    assert [receipt["conversation"] for receipt in lines(told)] == [chat.id]
    assert "1 are held back" in told.err
    (run,) = gateway.record.retention_runs.last()
    assert (run.erased, run.held_back) == (1, 1)
    assert gateway.record.audit.verify() == []


@pytest.mark.parametrize("days", ["0", "-3", "soon"])
def test_purge_takes_whole_days_only(days, capsys):
    with pytest.raises(SystemExit) as left:
        main(["purge", "--idle-days", days])
    assert left.value.code == 2


def grow_old(home, conversation, *, days):
    then = datetime.now(timezone.utc) - timedelta(days=days)
    database = Database(f"sqlite:///{home / 'yarrow.db'}")
    with database.write() as connection:
        changed = update(conversations).where(conversations.c.id == conversation).values(last_activity_at=then)
        assert connection.execute(changed).rowcount == 1
    database.close()


def test_the_record_is_closed_to_others(chat, tmp_path):
    assert os.stat(tmp_path / "yarrow.db").st_mode & 0o077 == 0
