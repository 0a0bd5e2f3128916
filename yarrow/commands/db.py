"""`yarrow db upgrade|check`: the tables of the record."""

from __future__ import annotations

import argparse

from yarrow.commands.record import open_database
from yarrow.commands.settings import settings
from yarrow.settings import WebSettings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow db` takes."""
    parser.add_argument("what", choices=("upgrade", "check"), help="bring the tables up to date, or say what is wrong")


def run(arguments: argparse.Namespace) -> int:
    """0 if the tables are as this version needs them."""
    web = settings()
    if arguments.what == "upgrade":
        before, after = upgrade_database(web)
        print(
            f"The record is at version {after}"
            + (" already." if before == after else f" (before: {before or 'none'}).")
        )
        return 0
    problems = check_database(web)
    for problem in problems:
        print(problem)
    if not problems:
        print("The record is up to date and sound.")
    return 1 if problems else 0


def upgrade_database(web: WebSettings) -> tuple[str | None, str]:
    """Bring the tables up to date; the versions before and after. Raises CommandError."""
    from yarrow.store.upgrade import upgrade

    with open_database(web) as database:
        return upgrade(database)


def check_database(web: WebSettings) -> list[str]:
    """What is wrong with the tables, one sentence each; empty if nothing is. Raises CommandError."""
    from yarrow.store.upgrade import check

    with open_database(web) as database:
        return check(database)
