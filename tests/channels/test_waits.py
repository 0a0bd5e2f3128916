"""How fast is sent: to one platform, and to one person on it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from tests.support.channel_double import ROOMY, FakeChannel
from yarrow.gateway.channels.delivery.waits import Waits

MEMORY = "async+memory://"


def channel(**limits):
    return FakeChannel(limits=replace(ROOMY, **{"a_second": 100.0, **limits}))


def test_a_second_message_to_the_same_person_waits_for_the_pause():
    async def go():
        waits, slow = Waits(MEMORY), channel(pause=3.0)
        assert await waits.person(slow, "her", urgent=False) == 0
        assert 0 < await waits.person(slow, "her", urgent=False) <= 3
        assert await waits.person(slow, "somebody else", urgent=False) == 0

    asyncio.run(go())


def test_a_platform_without_a_pause_has_none():
    async def go():
        waits, quick = Waits(MEMORY), channel(pause=0.0)
        assert [await waits.person(quick, "her", urgent=False) for _ in range(20)] == [0.0] * 20

    asyncio.run(go())


def test_urgent_words_do_not_wait_for_our_own_pause():
    async def go():
        waits, slow = Waits(MEMORY), channel(pause=60.0)
        assert await waits.person(slow, "her", urgent=False) == 0
        assert await waits.person(slow, "her", urgent=True) == 0

    asyncio.run(go())


def test_for_what_the_platform_has_answered_urgent_words_wait_too_and_only_on_that_line():
    async def go():
        waits, quick = Waits(MEMORY), channel(pause=0.0)
        waits.told("her", 30)
        assert 29 < await waits.person(quick, "her", urgent=True) <= 30
        assert await waits.person(quick, "somebody else", urgent=True) == 0

    asyncio.run(go())


def test_no_more_than_the_platform_takes_in_a_second():
    async def go():
        waits, narrow = Waits(MEMORY), channel(a_second=5.0)
        began = time.time()
        for _ in range(11):
            await waits.platform(narrow, urgent=False)
        assert time.time() - began >= 1.9

    asyncio.run(go())


def test_lines_get_their_turn_in_the_order_they_asked_and_urgent_words_at_once():
    async def go():
        waits, narrow, came = Waits(MEMORY), channel(a_second=5.0), []

        async def one(who, urgent=False):
            await waits.platform(narrow, urgent=urgent)
            came.append(who)

        for _ in range(5):
            await waits.platform(narrow, urgent=False)
        tasks = [asyncio.create_task(one(n)) for n in range(4)]
        await asyncio.sleep(0.05)
        await one("urgent", urgent=True)
        await asyncio.gather(*tasks)
        assert came == ["urgent", 0, 1, 2, 3]

    asyncio.run(go())


def test_a_platform_that_takes_less_than_one_a_second_is_asked_less_than_once_a_second():
    async def go():
        waits, rare = Waits(MEMORY), channel(a_second=0.4)
        await waits.platform(rare, urgent=False)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await waits.platform(rare, urgent=False)

    asyncio.run(go())


def test_without_its_storage_nothing_waits(monkeypatch):
    async def away(*_):
        raise ConnectionError

    async def go():
        waits = Waits(MEMORY)
        monkeypatch.setattr(waits._window, "hit", away)
        assert await waits.person(channel(pause=60.0), "her", urgent=False) == 0
        assert await waits.person(channel(pause=60.0), "her", urgent=False) == 0
        await waits.platform(channel(a_second=1.0), urgent=False)

    asyncio.run(go())
