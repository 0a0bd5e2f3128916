"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.work.acting import Acting
from yarrow.console.work.agreeing import Agreeing
from yarrow.console.work.correcting import Correcting
from yarrow.console.work.judging import Judging
from yarrow.console.work.missed import Missed
from yarrow.console.work.teaching import Teaching

ONE = "/conversations/{conversation}"


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    return (
        *_acting(Acting(parts)),
        *_correcting(Correcting(parts)),
        *_judging(Judging(parts)),
        *_teaching(Teaching(parts)),
        Door("GET", "/not-understood", Right.EXPORT, Missed(parts).show),
        Door("GET", "/agreement", Right.INSIGHT, Agreeing(parts).show),
    )


def _acting(acting: Acting) -> tuple[Door, ...]:
    return (
        Door("POST", f"{ONE}/assign", Right.WORK, acting.assign),
        Door("POST", f"{ONE}/status", Right.WORK, acting.status),
        Door("POST", f"{ONE}/tags", Right.WORK, acting.tag),
        Door("POST", f"{ONE}/notes", Right.WORK, acting.note),
        Door("POST", f"{ONE}/notes/{{note:int}}/strike", Right.WORK, acting.strike),
        Door("GET", f"{ONE}/flags/new", Right.WORK, acting.flag_form),
        Door("POST", f"{ONE}/flags", Right.WORK, acting.flag),
        Door("POST", f"{ONE}/flags/{{flag:int}}/clear", Right.WORK, acting.clear),
    )


def _correcting(correcting: Correcting) -> tuple[Door, ...]:
    return (
        Door("GET", f"{ONE}/facts/new", Right.CORRECT, correcting.choose),
        Door("POST", f"{ONE}/facts/form", Right.CORRECT, correcting.enter),
        Door("POST", f"{ONE}/facts/check", Right.CORRECT, correcting.check),
        Door("POST", f"{ONE}/facts/correct", Right.CORRECT, correcting.save),
        Door("GET", f"{ONE}/facts/{{fact:int}}/correct", Right.CORRECT, correcting.form),
        Door("GET", f"{ONE}/corrections/{{correction:int}}", Right.CORRECT, correcting.made),
    )


def _judging(judging: Judging) -> tuple[Door, ...]:
    return (
        Door("GET", "/second-looks", Right.WORK, judging.due),
        Door("GET", f"{ONE}/second-look", Right.WORK, judging.show),
        Door("POST", f"{ONE}/second-look", Right.WORK, judging.judge),
    )


def _teaching(teaching: Teaching) -> tuple[Door, ...]:
    return (
        Door("GET", f"{ONE}/lessons/new", Right.WORK, teaching.form),
        Door("POST", f"{ONE}/lessons", Right.WORK, teaching.keep),
        Door("GET", "/lessons", Right.EXPORT, teaching.all),
        Door("GET", "/lessons/{lesson:int}", Right.EXPORT, teaching.one),
        Door("POST", "/lessons/{lesson:int}", Right.EXPORT, teaching.settle),
        Door("POST", "/lessons/export", Right.EXPORT, teaching.export),
    )
