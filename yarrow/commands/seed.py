"""`yarrow seed`: an invented clinic, to look at the console with or to measure it."""

from __future__ import annotations

import argparse
import random
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record
from yarrow.commands.settings import gateway_address, settings

if TYPE_CHECKING:
    from yarrow.seeding.desk import Ended
    from yarrow.settings import WebSettings
    from yarrow.store.record import Record

MESSAGES_EACH = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow seed` takes."""
    parser.add_argument("what", choices=("people", "large"), help="people: invented people talk to the running bot; "
                        "large: rows by the hundred thousand, to measure with")  # fmt: skip
    parser.add_argument("--count", type=int, default=None, metavar="N", help="how many conversations (500; 100000)")
    parser.add_argument("--seed", type=int, default=1, help="the same number brings the same people (default: 1)")
    parser.epilog = "For a demonstration's record, never for one that holds patients: it refuses a record that has any."


def run(arguments: argparse.Namespace) -> int:
    """Make them, and say how it goes on."""
    now = datetime.now(timezone.utc)
    refuse_patients()
    if arguments.what == "large":
        return large(arguments.count or 100_000, now)
    return people(arguments.count or 500, arguments.seed, now)


def refuse_patients() -> None:
    """Invented people must never stand among real ones. Raises CommandError."""
    from yarrow.store.histories import Histories

    with open_record() as database:
        if next(iter(Histories(database).ids()), None) is not None:
            raise CommandError("there are conversations in this record; take an empty one (another YARROW_HOME).")


def large(count: int, now: datetime) -> int:
    """Rows by bulk insert: believable in shape, not in content."""
    from yarrow.store.bulk import fill

    with open_record() as database:
        fill(database, count, count * MESSAGES_EACH, now=now, said=say)
    return 0


def people(count: int, seed: int, now: datetime) -> int:
    """Invented people talk to the running bot; their visits are laid over three weeks; staff have worked on them."""
    from yarrow.seeding.calendar import WEEKS
    from yarrow.seeding.desk import employ, invite, work_through
    from yarrow.settings import audit_key
    from yarrow.store.record import Record

    web = settings()
    record = Record(web.database_url, audit_key(web))
    try:
        employ(record, now - timedelta(weeks=WEEKS + 1))
        work_through(record, held_visits(web, record, count, seed, now), now, chance_of(seed, "desk"))
        invited = invite(record, now)
    finally:
        record.close()
    for email, code in invited.items():
        say(f"  {email:<24} sets a password at {web.console.url}/enrol/{code}")
    return 0


def held_visits(web: WebSettings, record: Record, count: int, seed: int, now: datetime) -> list[Ended]:
    """Each conversation with the moment at which it now ends."""
    import httpx

    from yarrow.seeding.calendar import PACE, end_of_visit
    from yarrow.seeding.clinic import visits
    from yarrow.seeding.desk import Ended
    from yarrow.store.backdating import Backdating

    chance, address = chance_of(seed, "calendar"), gateway_address(web)
    say(f"{count} people talk to {address}; that takes about {max(1, count // 70)} minutes.")
    ended = []
    try:
        for number, conversation in enumerate(visits(address, count, seed), 1):
            ended.append(Ended(conversation, end_of_visit(now, chance)))
            Backdating(record.database).move(conversation, ended[-1].at, PACE)
            if number % 50 == 0 or number == count:
                say(f"  {number} of {count}")
    except httpx.HTTPError:
        raise CommandError(f"the gateway at {address} does not answer; start Yarrow with `make run` first.") from None
    return ended


def chance_of(seed: int, what: str) -> random.Random:
    """Draws that are the same for the same seed."""
    return random.Random(f"{seed}/{what}")  # noqa: S311 - invented people, no secret


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)
