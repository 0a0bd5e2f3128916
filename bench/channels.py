"""Messaging apps: how soon a platform's call is answered, and how soon the person has words, with many at once.

Yarrow as it runs for real, on SQLite, with a double of Telegram on loopback. The trip holds the pause in which further
messages of the same person are waited for (0.6 s), and the bot's turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, percentile
from bench.ours import yarrow
from tools.platforms.telegram import TelegramDouble

PEOPLE = 20
SAYING = ("hello", "yes", "for me", "34", "I have had two miscarriages", "not sure", "no", "skip", "why?", "no")
ANSWERED = 200.0
TRIP = 3_000.0
PATIENCE = 30.0


@dataclass(frozen=True)
class Exchange:
    """One message: the milliseconds until its call was answered, and until she had words; None: not in time."""

    answered: float
    trip: float | None


def channels(home: Path, say: Callable[[str], None]) -> list[Figure]:
    """The rows of the table."""
    with TelegramDouble() as telegram:
        settings = {
            "YARROW_TELEGRAM_TOKEN": telegram.token,
            "YARROW_TELEGRAM_SECRET": telegram.secret,
            "YARROW_TELEGRAM_API": telegram.url,
        }
        with yarrow(home, **settings) as running:
            telegram.webhook = f"{running.address}/channels/telegram"
            say(f"{PEOPLE} people write over a messaging app ...")
            return _figures(_all(telegram))


def _all(telegram: TelegramDouble) -> list[Exchange]:
    """Everybody at once, each waiting for an answer before writing on."""
    with ThreadPoolExecutor(PEOPLE) as pool:
        talks = [pool.submit(_talk, telegram, str(5_000_000_000 + number)) for number in range(PEOPLE)]
        return [exchange for talk in talks for exchange in talk.result()]


def _talk(telegram: TelegramDouble, person: str) -> list[Exchange]:
    return [_exchange(telegram, person, text) for text in SAYING]


def _exchange(telegram: TelegramDouble, person: str, text: str) -> Exchange:
    before = len(telegram.to(person))
    began = time.monotonic()
    telegram.say(person, text).raise_for_status()
    answered = (time.monotonic() - began) * 1000
    while time.monotonic() - began < PATIENCE:
        sent = telegram.to(person)[before:]
        if sent:
            return Exchange(answered, (sent[0].at - began) * 1000)
        time.sleep(0.01)
    return Exchange(answered, None)


def _figures(exchanges: Sequence[Exchange]) -> list[Figure]:
    answered = [one.answered for one in exchanges]
    trips = [one.trip for one in exchanges if one.trip is not None]
    silent = len(exchanges) - len(trips)
    rows = [_row(f"webhook answered, p{share}", percentile(answered, share / 100), ANSWERED) for share in (50, 95, 99)]
    if trips:
        rows += [_row(f"from webhook to words, p{share}", percentile(trips, share / 100), TRIP) for share in (50, 95)]
    return [*rows, Figure("channels: messages without words", "", silent, None, "0", silent == 0)]


def _row(name: str, milliseconds: float, target: float) -> Figure:
    whole = f"channels: {PEOPLE} people at once, {name}"
    return Figure(whole, "ms", milliseconds, None, f"<= {target:.0f} ms", milliseconds <= target)
