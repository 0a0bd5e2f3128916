"""`yarrow export`: records as JSON lines, for the patient's own copy, a move or an inquiry."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from yarrow.commands.desk import Unread, load_protocol
from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record

if TYPE_CHECKING:
    from yarrow.intake.ports import Desk
    from yarrow.store.database import Database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow export` takes."""
    parser.add_argument("conversation", nargs="*", help="ids of conversations (default: with --all, every one)")
    parser.add_argument("--all", action="store_true", help="every conversation")
    parser.add_argument("--messages", action="store_true", help="with every message of both sides, in their own words")
    parser.epilog = "What is printed is health data: keep it where only those may read it who must."


def run(arguments: argparse.Namespace) -> int:
    """A JSON line for each conversation; 1 if one of those named does not exist."""
    from yarrow.intake.ports import Desk

    if arguments.all == bool(arguments.conversation):
        raise CommandError("name the conversations to export, or say --all.", status=2)
    status, desk = 0, Desk(load_protocol(), Unread())
    with open_record() as database:
        for conversation in wanted(arguments, database):
            record = record_of(database, conversation, desk=desk, messages=arguments.messages)
            if record is None:
                print(f"yarrow export: there is no conversation {conversation}.", file=sys.stderr)
                status = 1
            else:
                print(json.dumps(record, ensure_ascii=False, default=str))
    return status


def wanted(arguments: argparse.Namespace, database: Database) -> Iterator[str]:
    """The ids asked for."""
    from yarrow.store.histories import Histories

    yield from Histories(database).ids() if arguments.all else arguments.conversation


def record_of(database: Database, conversation: str, *, desk: Desk, messages: bool) -> dict[str, Any] | None:
    """The record as the chat API gives it to its owner; None if it does not exist."""
    from yarrow.clinical.history import History
    from yarrow.intake.case import Case
    from yarrow.intake.record import record
    from yarrow.store.casefiles import CaseFiles
    from yarrow.store.errors import UnknownConversation

    try:
        stored = CaseFiles(database).read(conversation)
    except UnknownConversation:
        return None
    case = Case(History(stored.facts), stored.conversation.standing)
    happened = [{**e.detail, "event": e.name, "at": e.at.isoformat()} for e in stored.events if e.name == "safety"]
    found = {**record(desk, conversation, case, safety_events=happened), "channel": stored.conversation.channel}
    return {**found, "messages": transcript(database, conversation)} if messages else found


def transcript(database: Database, conversation: str) -> list[dict[str, Any]]:
    """Every message of both sides, in order."""
    from yarrow.store.outbox import Outbox

    said: list[dict[str, Any]] = []
    after = 0
    while page := Outbox(database).transcript(conversation, after):
        for entry in page:
            words = {"from": entry.sender, "text": entry.message.text, "choices": list(entry.choices)}
            said.append({**words, "at": entry.at.isoformat()})
        after = page[-1].seq
    return said
