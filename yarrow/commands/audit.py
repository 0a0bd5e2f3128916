"""`yarrow audit verify|head`: whether the audit log is whole, and its newest line, to be kept elsewhere."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_record
from yarrow.commands.settings import settings

if TYPE_CHECKING:
    from yarrow.store.audit import Head


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow audit` takes."""
    whats = parser.add_subparsers(dest="what", required=True)
    verify = whats.add_parser("verify", help="check every line, and the heads kept in the home folder")
    verify.add_argument("--head", type=Path, metavar="FILE", help="heads that were kept somewhere else, to check too")
    whats.add_parser("head", help="print the newest line's number and hash, and keep it in the home folder")
    parser.epilog = "Keep what `yarrow audit head` prints on another machine: without it missing lines cannot be seen."


def run(arguments: argparse.Namespace) -> int:
    """0 if the log is whole, 1 if it is not."""
    return verify(arguments.head) if arguments.what == "verify" else head()


def verify(elsewhere: Path | None) -> int:
    """Say what is wrong with the log, one sentence a line."""
    from yarrow.store.audit import Audit
    from yarrow.store.heads import FILE

    at_home = settings().home / FILE
    heads = kept(elsewhere) if elsewhere else ()
    if at_home.exists():
        heads += kept(at_home)
    with open_record() as database:
        audit = Audit(database)
        problems, newest = audit.verify(heads), audit.head()
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"The audit log is whole (lines: {newest.number}, kept heads compared: {len(heads)}).")
    return 1 if problems else 0


def head() -> int:
    """Print the newest line's number and hash."""
    from yarrow.store.audit import Audit
    from yarrow.store.heads import keep, line

    with open_record() as database:
        newest = Audit(database).head()
    now = datetime.now(timezone.utc)
    keep(settings().home, newest, now)
    print(line(newest, now), end="")
    return 0


def kept(path: Path) -> tuple[Head, ...]:
    """The heads in a file. Raises CommandError."""
    from yarrow.store.heads import UnreadableHead, read

    try:
        return read(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    except UnreadableHead as error:
        raise CommandError(f"{error}.") from None
