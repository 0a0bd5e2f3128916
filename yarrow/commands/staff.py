"""`yarrow staff`: accounts of the review console, which is not there yet."""

from __future__ import annotations

import argparse

from yarrow.commands.errors import CommandError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow staff` will take."""
    parser.add_argument("what", nargs="?", choices=("add", "list", "reset"), help="comes with the review console")


def run(arguments: argparse.Namespace) -> int:
    """Say plainly that there are no accounts yet."""
    raise CommandError("staff accounts come with the review console; this version has neither.")
