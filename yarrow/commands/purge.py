"""`yarrow purge`: erase what has been kept long enough, by the rules set in the console, or by a number of days."""

from __future__ import annotations

import argparse
import getpass
import json
import secrets
import sys
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record

if TYPE_CHECKING:
    from yarrow.store.database import Database
    from yarrow.store.retention import Retention


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow purge` takes."""
    aside = "leave the rules aside: erase those whose patient was last there before so many days"
    parser.add_argument("--idle-days", type=days, metavar="DAYS", help=aside)
    parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
    parser.epilog = "What staff still have to look at or to follow up is held back, and told."


def days(given: str) -> int:
    """A whole number of days, 1 or more."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError("write a whole number of days, 1 or more")
    return int(given)


def run(arguments: argparse.Namespace) -> int:
    """Erase them, each leaving a tombstone; a JSON line with the receipt of each.

    Rasa's snapshots of them go as soon as a gateway runs: it deletes there what is erased here.
    """
    from yarrow.store.retention import STATUSES, Retention

    with open_record() as database:
        retention = Retention(database)
        rules = {rule.status: rule.days for rule in retention.rules()}
        wanted = dict.fromkeys(STATUSES, arguments.idle_days) if arguments.idle_days else rules
        if not wanted:
            raise CommandError("no rule says how long what is kept: set one in the console, or say --idle-days.")
        held_back = say_held_back(retention, wanted)
        if arguments.dry_run or not retention.count(wanted, now()):
            print(f"{retention.count(wanted, now())} conversations would be erased.")
        else:
            erase(database, wanted, held_back)
    return 0


def say_held_back(retention: Retention, wanted: dict[str, int]) -> int:
    """Tell how many stay although their time is over."""
    held_back = sum(fate.held_back for fate in retention.preview(wanted, now()))
    if held_back:
        print(f"{held_back} are held back: staff still have to look at them or to follow them up.", file=sys.stderr)
    return held_back


def erase(database: Database, wanted: dict[str, int], held_back: int) -> None:
    """Erase what is due and keep a note of it."""
    from yarrow.store.audit import Act
    from yarrow.store.retention import Retention
    from yarrow.store.retention_runs import RetentionRuns

    runs, actor, owner = RetentionRuns(database), f"command:{getpass.getuser()}", secrets.token_hex(8)
    number = runs.begin(actor, owner, now())
    erased = 0
    for receipt in Retention(database).erase_due(wanted, Act(actor, "erase.retention"), now()):
        print(json.dumps({"conversation": receipt.conversation, "receipt": receipt.id, "rows": receipt.counts}))
        erased += 1
    if number is not None:
        runs.finish(number, owner, erased, held_back, now())


def now() -> datetime:
    """The moment."""
    return datetime.now(timezone.utc)
