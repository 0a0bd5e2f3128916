"""Work is handed out: one at a time for each line and direction, everybody in turn, and nothing stops for good."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from tests.support.channel_double import ROOMY, FakeChannel, Texter
from tests.support.channel_record import line_of
from tests.support.gateway import RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.errands.errands import Errand, ErrandsHere
from yarrow.gateway.channels.errands.errands_postgresql import schema_name
from yarrow.gateway.channels.identity import Identity
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.settings import WebSettings, channels_key
from yarrow.store.line_values import NewDelivery
from yarrow.store.record import Record
from yarrow.store.values import Start

NOW = datetime.now(timezone.utc)
ONE, OTHER = Errand("out", "Line000000000001", "fake"), Errand("in", "Line000000000001")


def test_the_two_directions_of_a_line_are_worked_on_at_once_and_each_by_one_only():
    async def go():
        at_once, most = {ONE: 0, OTHER: 0}, {ONE: 0, OTHER: 0}
        free = asyncio.Event()

        async def work(errand, bell):
            at_once[errand] += 1
            most[errand] = max(most[errand], at_once[errand])
            await free.wait()
            at_once[errand] -= 1

        errands = ErrandsHere(work)
        for errand in (ONE, OTHER, ONE, OTHER):
            errands.hand_out(errand)
        await asyncio.sleep(0.01)
        assert at_once == {ONE: 1, OTHER: 1}
        free.set()
        while errands.count:
            await asyncio.sleep(0)
        assert most == {ONE: 1, OTHER: 1}

    asyncio.run(go())


def test_who_is_told_while_it_works_looks_once_more():
    async def go():
        looked = 0

        async def work(errand, bell):
            nonlocal looked
            bell.clear()
            looked += 1
            await asyncio.sleep(0.01)

        errands = ErrandsHere(work)
        errands.hand_out(ONE)
        await asyncio.sleep(0)
        errands.hand_out(ONE)
        while errands.count:
            await asyncio.sleep(0)
        assert looked == 2

    asyncio.run(go())


def test_an_errand_that_fails_ends_no_other():
    async def go():
        done = []

        async def work(errand, bell):
            if errand == ONE:
                raise RuntimeError("a fault of ours")
            done.append(errand)

        errands = ErrandsHere(work)
        errands.hand_out(ONE)
        errands.hand_out(OTHER)
        while errands.count:
            await asyncio.sleep(0)
        assert done == [OTHER]

    asyncio.run(go())


def test_records_that_share_a_database_by_schemas_have_a_queue_each():
    plain = schema_name("postgresql://root@127.0.0.1/test")
    mine = schema_name("postgresql://root@127.0.0.1/test?options=-csearch_path%3Dmine")
    assert plain.startswith("yarrow_queue_")
    assert mine != plain
    assert mine != schema_name("postgresql://root@127.0.0.1/test?options=-csearch_path%3Dyours")


def test_two_hundred_lines_that_wait_are_sent_to_in_turn(tmp_path):
    channel = FakeChannel(limits=replace(ROOMY, a_second=150.0))
    settings = WebSettings(tmp_path, prepared_sqlite(tmp_path))
    record, identity = Record(settings.database_url), Identity(channels_key(settings))
    people = [f"person {n}" for n in range(200)]
    for person in people:
        leave_waiting(record, identity, person)
    record.close()
    with RunningGateway(tmp_path, database_url=settings.database_url, channels={channel.name: channel}):
        until(lambda: len(channel.sent) == 400, 60)
    for person in people:
        assert channel.texts(person) == ["one", "two"]
    assert len({sent.to["chat"] for sent in channel.sent[:200]}) > 150


def leave_waiting(record, identity, person):
    """Somebody to whom two things are to be said."""
    start = Start(person.replace(" ", "-"), "hash", NOW + timedelta(days=1), "fake", None, Standing(), ())
    record.conversations.begin(start, NOW)
    hidden, who = identity.hide({"chat": person}), identity.who("fake", person)
    (kept,) = record.lines.take_in([NewDelivery("fake", who, hidden, person, "start", {}, None)], NOW)
    for delivery in record.deliveries.waiting(kept.line):
        record.deliveries.handled(delivery.number, NOW)
    record.lines.bind(kept.line, start.id, 0, NOW)
    record.outbox.say(start.id, (Message("one"), Message("two")), NOW)


def test_without_rasa_she_gets_the_holding_words_and_her_answer_when_it_is_back(tmp_path):
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}) as gateway:
        amira = Texter(gateway.http, channel)
        amira.say("hello")
        amira.gets("First: is that all right?")
        gateway.rasa.stop()
        amira.say("are you there?")
        amira.gets("I have your message.")
        gateway.rasa.start()
        amira.gets("First: is that all right?", times=2)
        assert line_of(gateway, amira).conversation is not None


def test_with_no_messaging_app_set_up_nothing_of_it_runs(tmp_path):
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path)) as gateway:
        assert gateway.app.state.messaging is None
        assert "channels" not in gateway.http.get("/readyz").json()["parts"]
        assert gateway.http.post("/channels/telegram", content=b"{}").status_code == 404
