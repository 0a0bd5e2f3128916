"""Real gateway processes and a double of Telegram: killed in the middle, two on one database, the queue taken away."""

from __future__ import annotations

import time

import psycopg
import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import until
from tests.support.processes import GatewayProcess
from tools.platforms.telegram import TelegramDouble
from yarrow.gateway.channels.errands.errands_postgresql import schema_name

PATIENCE = 40.0  # a lease has to run out


class Slow(TelegramDouble):
    """Telegram, which has the message long before it says so."""

    hesitates = 0.0

    def record(self, sent):
        super().record(sent)
        time.sleep(self.hesitates)


@pytest.fixture
def telegram():
    with Slow() as double:
        yield double


@pytest.fixture
def start(tmp_path, database_url, telegram):
    """Start gateways on one database, hurried, with one bot; all are ended afterwards."""
    rasa, running = FakeRasa().start(), []

    def one() -> GatewayProcess:
        running.append(
            GatewayProcess(
                tmp_path,
                rasa.url,
                YARROW_DATABASE_URL=database_url,
                YARROW_TELEGRAM_TOKEN=telegram.token,
                YARROW_TELEGRAM_SECRET=telegram.secret,
                YARROW_TELEGRAM_API=telegram.url,
                YARROW_TEST_HURRIED="1",
            )
        )
        gateway = running[-1].ready()
        telegram.webhook = f"http://127.0.0.1:{gateway.port}/channels/telegram"
        return gateway

    yield one
    for gateway in running:
        gateway.close()
    rasa.stop()


@pytest.fixture
def on_postgresql(database_url):
    """Only there is a queue; the address."""
    if "postgresql" not in database_url:
        pytest.skip("There is a queue on PostgreSQL only.")
    return database_url


def comes(telegram, chat, words, times=1):
    """Wait until these words have come so often."""
    until(lambda: sum(words in text for text in telegram.texts(chat)) >= times, PATIENCE)


def begin(telegram, chat):
    assert telegram.say(chat, "hello").status_code == 200
    comes(telegram, chat, "First: is that all right?")
    telegram.tap(chat, "Yes")
    comes(telegram, chat, "Could you be pregnant?")
    telegram.tap(chat, "No")
    comes(telegram, chat, "How old are you?")


def test_killed_in_the_middle_nothing_is_lost_and_only_what_was_on_its_way_goes_twice(start, telegram):
    gateway = start()
    begin(telegram, "amira")
    before = len(telegram.texts("amira"))
    telegram.hesitates = 1.0
    assert telegram.say("amira", "34").status_code == 200
    until(lambda: len(telegram.texts("amira")) > before)
    gateway.kill()  # it went out, and its sender never learned it
    telegram.hesitates = 0.0
    gateway = start()
    comes(telegram, "amira", "How old are you?", times=2)
    assert telegram.texts("amira")[before:] == ["Turn 4, 2 facts before."] * 2 + ["How old are you?"]

    before = len(telegram.texts("amira"))
    assert telegram.say("amira", "35").status_code == 200
    gateway.kill()  # it was acknowledged, and nobody has looked at it
    start()
    telegram.again("amira")
    comes(telegram, "amira", "How old are you?", times=3)
    assert telegram.texts("amira")[before:] == ["Turn 5, 3 facts before.", "How old are you?"]


def test_two_processes_share_the_work_and_nothing_goes_twice_or_out_of_order(on_postgresql, start, telegram):
    addresses = []
    for _ in range(2):
        start()
        addresses.append(telegram.webhook)
    people = [f"person {n}" for n in range(6)]
    for n, person in enumerate(people):
        telegram.webhook = addresses[n % 2]
        telegram.say(person, "hello")
    for person in people:
        comes(telegram, person, "First: is that all right?")
        telegram.tap(person, "Yes")
    for n, person in enumerate(people):
        comes(telegram, person, "Could you be pregnant?")
        telegram.webhook = addresses[(n + 1) % 2]
        telegram.tap(person, "No")
    for person in people:
        comes(telegram, person, "How old are you?")
        for age in ("31", "32", "33"):
            telegram.webhook = addresses[int(age) % 2]
            telegram.say(person, age)
    for person in people:
        comes(telegram, person, "Turn 6,")
        turns = [text for text in telegram.texts(person) if text.startswith("Turn")]
        assert [turn.partition(",")[0] for turn in turns] == ["Turn 4", "Turn 5", "Turn 6"]
        texts = telegram.texts(person)
        assert len([text for text in texts if "Could you be pregnant?" in text]) == 1


def test_emptied_in_the_middle_the_queue_costs_a_moment_and_no_message(on_postgresql, start, telegram):
    start()
    begin(telegram, "amira")
    address = on_postgresql.replace("+psycopg", "")
    schema = schema_name(address)
    with psycopg.connect(address, autocommit=True) as connection:
        assert connection.execute("SELECT to_regclass(%s)", [f"{schema}.procrastinate_jobs"]).fetchone() != (None,)
        for age in ("31", "32", "33"):
            telegram.say("amira", age)
            connection.execute(f"TRUNCATE {schema}.procrastinate_jobs CASCADE")
        comes(telegram, "amira", "Turn 6,")
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
        telegram.say("amira", "34")
        comes(telegram, "amira", "Turn 7,")
    turns = [text.partition(",")[0] for text in telegram.texts("amira") if text.startswith("Turn")]
    assert turns == ["Turn 4", "Turn 5", "Turn 6", "Turn 7"]
