"""Yarrow's own understanding of a message: rules, with the second ear or without it; no intent model."""

from __future__ import annotations

import time

from bench.hearing.case import Case
from bench.hearing.listener import Heard, warn
from yarrow.commands.desk import load_desk, load_protocol
from yarrow.intake.ports import Desk
from yarrow.intake.understand import EntryError, understand
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon


class YarrowListener:
    """What `yarrow understand` says of each message."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hear(self, case: Case) -> Heard:
        """The whole reading, triage included; nothing, and a line on the terminal, if the entry is refused."""
        entry = case.entry()
        began = time.perf_counter()
        try:
            read = understand(self._desk, entry)
        except EntryError as error:
            warn(case, str(error))
            read = {}
        return Heard(read, (time.perf_counter() - began) * 1000)


def whole_desk() -> Desk:
    """The desk as every command has it: with the second ear, where it is trained."""
    return load_desk()


def desk_of_rules() -> Desk:
    """The desk whose reader has the rules alone."""
    return Desk(load_protocol(), Reader(load_lexicon()))


def has_ear(desk: Desk) -> bool:
    """Whether the second ear listens at this desk: it is trained, and what it needs is installed."""
    ear = getattr(desk.reader, "ear", None)
    return ear is not None and ear.load() is None
