"""`yarrow brief`: the page somebody takes to the visit, or its clinician's copy, from the record or from facts."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yarrow.commands.desk import Unread, load_protocol
from yarrow.commands.entries import documents, open_input
from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record
from yarrow.commands.settings import settings
from yarrow.commands.triage import with_facts

if TYPE_CHECKING:
    from yarrow.brief.handout import Form
    from yarrow.clinical.protocol import Protocol
    from yarrow.intake.case import Case

FORMATS: dict[str, Form] = {"html": "html", "pdf": "pdf", "json": "json", "fhir": "fhir.json"}
FROM_FACTS = "from-facts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow brief` takes."""
    parser.add_argument("conversation", nargs="?", help="the id of a conversation of the record")
    parser.add_argument("--facts", metavar="FILE", help="facts as JSON or YAML instead (-: standard input)")
    parser.add_argument("--for", dest="audience", choices=("patient", "clinician"), default="patient")
    parser.add_argument("--format", choices=tuple(FORMATS), help="default: what the file's name ends in, else html")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    parser.epilog = "What is written is health data: keep it where only those may read it who must."


def run(arguments: argparse.Namespace) -> int:
    """Write one brief. Raises CommandError."""
    if bool(arguments.conversation) == bool(arguments.facts):
        raise CommandError("name a conversation, or give --facts FILE.", status=2)
    form = form_of(arguments)
    if form == "pdf" and not arguments.output and sys.stdout.isatty():
        raise CommandError("a PDF is not for the terminal: name a file with -o.", status=2)
    protocol = load_protocol()
    case = case_of_facts(protocol, arguments.facts) if arguments.facts else stored_case(arguments.conversation)
    name = arguments.conversation or FROM_FACTS
    write(drawn(protocol, case, name, form, arguments.audience), arguments.output)
    return 0


def form_of(arguments: argparse.Namespace) -> Form:
    """The form asked for, by name or by the ending of the file's name."""
    if arguments.format:
        return FORMATS[arguments.format]
    name = arguments.output or ""
    endings = sorted(FORMATS.values(), key=len, reverse=True)
    return next((form for form in endings if name.endswith(f".{form}")), "html")


def drawn(protocol: Protocol, case: Case, conversation: str, form: Form, audience: Any) -> bytes:
    """The file's content. Raises CommandError if there is nothing to write, or no PDF can be made here."""
    from yarrow.brief.handout import Order, handout
    from yarrow.brief.paper import PaperUnavailableError
    from yarrow.intake.ports import Desk

    order = Order(conversation, form, audience, datetime.now(timezone.utc))
    try:
        content = handout(Desk(protocol, Unread()), case, order)
    except PaperUnavailableError as missing:
        raise CommandError(str(missing)) from None
    if content is None:
        raise CommandError("nothing about health was told yet, so there is nothing to write.")
    return content


def stored_case(conversation: str) -> Case:
    """What the record holds. Raises CommandError if it does not exist, or consent was not given."""
    from yarrow.clinical.history import History
    from yarrow.intake.case import Case
    from yarrow.store.casefiles import CaseFiles
    from yarrow.store.errors import UnknownConversation

    with open_record() as database:
        try:
            stored = CaseFiles(database).read(conversation)
        except UnknownConversation:
            raise CommandError(f"there is no conversation {conversation}.") from None
    if stored.conversation.standing.consent is not True:
        raise CommandError("consent was not given in this conversation, so nothing is written of it.")
    return Case(History(stored.facts), stored.conversation.standing)


def case_of_facts(protocol: Protocol, path: str) -> Case:
    """A case made of one entry of facts, as `yarrow triage` takes them. Raises CommandError."""
    from yarrow.intake.assess import checked_facts
    from yarrow.intake.case import Case, Standing
    from yarrow.intake.known import history_of
    from yarrow.intake.understand import EntryError

    with open_input(path) as source:
        entries = list(documents(source, suffix=Path(path).suffix))
    if len(entries) != 1:
        raise CommandError(f"{path} should hold one entry of facts; it holds {len(entries)}.")
    if entries[0].value is None:
        raise CommandError(f"{path}: {entries[0].place} {entries[0].problem}.")
    try:
        given = checked_facts(with_facts(entries[0].value), protocol)
    except EntryError as error:
        raise CommandError(f"{path} {error}") from None
    told = {name: value for name, value in given.items() if value is not None}
    return Case(history_of(told), Standing(consent=True, guidance=settings().guidance))


def write(content: bytes, path: str | None) -> None:
    """To the file, readable by its owner only if it is new, or to standard output. Raises CommandError."""
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    import os

    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise CommandError(f"cannot write {path}: {(error.strerror or 'unwritable').lower()}.") from error
