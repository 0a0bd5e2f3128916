"""`yarrow purge`: erase conversations that nobody has used for so many days."""

from __future__ import annotations

import argparse
import json
from datetime import datetime, timedelta, timezone

from yarrow.commands.record import open_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow purge` takes."""
    parser.add_argument("--idle-days", type=days, required=True, metavar="DAYS",
                        help="erase those whose patient was last there before so many days")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only say how many there are")


def days(given: str) -> int:
    """A whole number of days, 1 or more."""
    if not given.isdecimal() or int(given) < 1:
        raise argparse.ArgumentTypeError("write a whole number of days, 1 or more")
    return int(given)


def run(arguments: argparse.Namespace) -> int:
    """Erase them, each leaving a tombstone; a JSON line with the receipt of each.

    Rasa's snapshots of them go as soon as a gateway runs: it deletes there what is erased here.
    """
    from yarrow.store.conversations import Conversations
    from yarrow.store.errors import UnknownConversation
    from yarrow.store.histories import Histories

    now = datetime.now(timezone.utc)
    with open_record() as database:
        idle = list(Histories(database).ids(idle_since=now - timedelta(days=arguments.idle_days)))
        if arguments.dry_run or not idle:
            print(f"{len(idle)} conversations would be erased.")
            return 0
        for conversation in idle:
            try:
                receipt = Conversations(database).erase(conversation, "retention", now)
            except UnknownConversation:
                continue  # erased by its owner meanwhile
            print(json.dumps({"conversation": conversation, "receipt": receipt.id, "rows": receipt.counts}))
    return 0
