"""Rows of what staff did into values, with the name of who did it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, Table, func, select

from yarrow.store.staff_tables import staff
from yarrow.store.work_tables import work_steps
from yarrow.store.work_values import Correction, Flag, Lesson, Note, SecondLook, Step


def with_name(table: Table) -> Select[Any]:
    """The rows of a table with the name of whose they are; of an account that is no more, its id."""
    name = func.coalesce(staff.c.name, table.c.staff).label("name")
    return select(table, name).outerjoin(staff, staff.c.id == table.c.staff)


STEPS = with_name(work_steps)


def step_of(row: Row[Any]) -> Step:
    """A row of `work_steps`."""
    return Step(row.number, row.staff, row.name, row.did, dict(row.detail), row.at)


def note_of(row: Row[Any]) -> Note:
    """A row of `notes`."""
    return Note(row.number, row.staff, row.name, row.text, row.private, row.at, row.struck_at)


def flag_of(row: Row[Any]) -> Flag:
    """A row of `flags`."""
    return Flag(row.number, row.message, row.staff, row.name, row.cause, row.words, row.at)


def correction_of(row: Row[Any]) -> Correction:
    """A row of `corrections`."""
    return Correction(
        number=row.number,
        conversation=row.conversation,
        fact=row.fact,
        replaces=row.replaces,
        path=row.path,
        staff=row.staff,
        name=row.name,
        reason=row.reason,
        level_before=row.level_before,
        level_after=row.level_after,
        rules_came=tuple(row.rules_came),
        rules_went=tuple(row.rules_went),
        at=row.at,
    )


def second_look_of(row: Row[Any]) -> SecondLook:
    """A row of `second_looks`."""
    return SecondLook(
        number=row.number,
        conversation=row.conversation,
        staff=row.staff,
        name=row.name,
        level=row.level,
        bot_level=row.bot_level,
        bot_rules=tuple(row.bot_rules),
        reason=row.reason,
        blind=row.blind,
        at=row.at,
    )


def lesson_of(row: Row[Any]) -> Lesson:
    """A row of `lessons`."""
    return Lesson(
        number=row.number,
        conversation=row.conversation,
        message=row.message,
        staff=row.staff,
        name=row.name,
        kind=row.kind,
        wanted=dict(row.wanted),
        start=dict(row.start),
        text=row.text,
        state=row.state,
        at=row.at,
    )
