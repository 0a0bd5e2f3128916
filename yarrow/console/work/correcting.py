"""Putting a fact right: how it stands, what it would do to the triage, and only then the change itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from yarrow.clinical.fact import Fact, Status
from yarrow.console import refusal
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.console.work.file import File, opened
from yarrow.console.work.words import STANDS, field_names, moved_words
from yarrow.intake.correct import HERS, NotCorrect, Recount, staff_fact
from yarrow.intake.correctable import Field, field_of, paths
from yarrow.store.corrections import Amendment
from yarrow.store.errors import BehindTheRecord, Overtaken, TurnInFlight
from yarrow.store.work_values import Correction, Hand

READ = "conversation.read"
ENTERED = ("value", "type", "weeks", "confirmed")
LONGEST = 2000
# A message is answered within twelve seconds; so long a correction waits for it.
WAITS, PAUSE = 28, 0.5


@dataclass(frozen=True)
class Draft:
    """What somebody entered. `replaces`: the number of the fact that is put right."""

    path: str
    status: str
    entered: Mapping[str, str]
    reason: str
    replaces: int | None

    @classmethod
    def of(cls, visit: Visit) -> Draft:
        """From the form that was sent."""
        form = visit.form
        number = form.one("replaces")
        entered = {name: form.one(name) for name in ENTERED}
        replaces = int(number) if number.isdecimal() else None
        return cls(form.one("path"), form.one("status"), entered, form.one("reason")[:LONGEST], replaces)


@dataclass(frozen=True)
class Overlap:
    """Why something was not kept at once, and by whose doing."""

    kind: str = ""
    by: str = ""


NONE = Overlap()


class Correcting:
    """The pages on which a fact is put right."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def form(self, visit: Visit) -> Response:
        """The form for one fact of the record."""
        file = await opened(self._parts, visit, READ)
        number = int(visit.request.path_params["fact"])
        fact = file.fact(number)
        if fact is None or fact.path in HERS:
            raise refusal.not_found()
        current = file.notes.latest(fact.path)
        draft = _draft_of(current.fact if current else fact, number)
        return self._form(visit, file, draft, [])

    async def choose(self, visit: Visit) -> Response:
        """What nobody has told of yet, to choose from."""
        file = await opened(self._parts, visit, READ)
        families = [
            (family, [(path, file.names.name(path)) for path in listed if path not in file.whole.latest])
            for family, listed in paths(file.protocol)
        ]
        ordered = [(family, sorted(listed, key=lambda one: one[1].lower())) for family, listed in families]
        return self._parts.sheets.page("work/choose_fact.html", visit, file=file, listings=ordered)

    async def enter(self, visit: Visit) -> Response:
        """The form for a fact that was chosen."""
        file = await opened(self._parts, visit, READ)
        path = visit.form.one("path")
        try:
            staff_fact(file.protocol, path, Status.UNKNOWN, None)
        except NotCorrect:
            raise refusal.not_found() from None
        current = file.notes.latest(path)
        number = current.number if current else None
        draft = _draft_of(current.fact, number) if current else Draft(path, "present", {}, "", None)
        return self._form(visit, file, draft, [])

    async def check(self, visit: Visit) -> Response:
        """What the correction would do; nothing is changed yet."""
        file = await opened(self._parts, visit, READ)
        draft = Draft.of(visit)
        try:
            counted = await self._counted(file, draft)
        except NotCorrect as wrong:
            return self._form(visit, file, draft, [_place(file, draft, str(wrong))])
        return await self._preview(visit, file, draft, counted)

    async def save(self, visit: Visit) -> Response:
        """The correction is made, if it does what was shown and, where it lowers the urgency, that was confirmed."""
        file = await opened(self._parts, visit, READ)
        draft = Draft.of(visit)
        try:
            counted = await self._counted(file, draft)
        except NotCorrect as wrong:
            return self._form(visit, file, draft, [_place(file, draft, str(wrong))])
        shown = (visit.form.one("head"), visit.form.one("level"), visit.form.one("level_before"))
        if shown != (str(file.head), counted.level, counted.level_before):
            return await self._preview(visit, file, draft, counted, Overlap("moved"))
        if counted.lowers and visit.form.one("sure") != "yes":
            return await self._preview(visit, file, draft, counted, Overlap("unsure"))
        try:
            made = await self._made(visit, file, draft, counted)
        except BehindTheRecord:
            file = await opened(self._parts, visit, READ)
            return await self._preview(visit, file, draft, await self._counted(file, draft), Overlap("moved"))
        except TurnInFlight:
            return await self._preview(visit, file, draft, counted, Overlap("busy"))
        except Overtaken as other:
            return await self._preview(visit, file, draft, counted, Overlap("overtaken", str(other)))
        return RedirectResponse(f"/conversations/{file.id}/corrections/{made.number}?said=corrected", 303)

    async def made(self, visit: Visit) -> Response:
        """A correction that was made, with what it did."""
        file = await opened(self._parts, visit, READ)
        number = int(visit.request.path_params["correction"])
        found = await self._parts.threads.record(self._parts.record.corrections.of, file.id)
        made = next((one for one in found if one.number == number), None)
        fact = file.fact(made.fact) if made else None
        if made is None or fact is None:
            raise refusal.not_found()
        old = file.fact(made.replaces) if made.replaces is not None else None
        return self._parts.sheets.page(
            "work/corrected.html",
            visit,
            file=file,
            made=made,
            name=file.names.name(made.path),
            old=file.names.said(old) if old else None,
            new=file.names.said(fact),
            came=_titles(file, made.rules_came),
            went=_titles(file, made.rules_went),
        )

    async def _counted(self, file: File, draft: Draft) -> Recount:
        """What it comes to. Raises NotCorrect."""
        fact = _fact(file, draft)
        if len(draft.reason) < 3:
            raise NotCorrect("Say why, in a few words: colleagues will read it.")
        desk = self._parts.services.front_desk
        return await self._parts.threads.record(desk.recount, file.whole, fact, file.chart.conversation.level)

    async def _made(self, visit: Visit, file: File, draft: Draft, counted: Recount) -> Correction:
        """Store it; while a message is being answered from the facts as they were, wait for that."""
        amendment = _amendment(file, draft, counted)
        hand = Hand(visit.seat.staff, _whole_number(visit.form.one("seen")))
        for _ in range(WAITS):
            try:
                return await self._parts.threads.record(
                    self._parts.record.corrections.add, amendment, hand, self._parts.now()
                )
            except TurnInFlight:
                await asyncio.sleep(PAUSE)
        raise TurnInFlight(file.id)

    def _form(self, visit: Visit, file: File, draft: Draft, problems: list[tuple[str, str]]) -> Response:
        field = field_of(file.protocol, draft.path)
        current = file.notes.latest(draft.path)
        return self._parts.sheets.page(
            "work/correct.html",
            visit,
            status=400 if problems else 200,
            file=file,
            draft=draft,
            field=field,
            options=_options(field, draft),
            statuses=[(status.value, STANDS[status]) for status in field.statuses],
            name=file.names.name(draft.path),
            now=file.names.said(current.fact) if current else None,
            words=current.fact.provenance.text if current and current.fact.provenance.is_typed else None,
            problems=problems,
            **field_names(),
        )

    async def _preview(
        self, visit: Visit, file: File, draft: Draft, counted: Recount, warning: Overlap = NONE
    ) -> Response:
        moved = counted.moved
        current = file.notes.latest(draft.path)
        step = await self._parts.threads.record(self._parts.record.casework.head, file.id)
        return self._parts.sheets.page(
            "work/correct_check.html",
            visit,
            status=409 if warning.kind else 200,
            file=file,
            draft=draft,
            counted=counted,
            name=file.names.name(draft.path),
            old=file.names.said(current.fact) if current else None,
            new=file.names.said(counted.facts[0]),
            follows=[(file.names.name(one.path), file.names.said(one)) for one in counted.facts[1:]],
            came=_titles(file, moved["rules_new"]),
            went=_titles(file, moved["rules_gone"]),
            advice=moved_words(file.protocol, moved),
            conflicts=counted.now["conflicts"],
            step=step,
            warning=warning.kind,
            by=warning.by,
        )


def _draft_of(fact: Fact, number: int | None) -> Draft:
    """The form as it is at first: the fact as it stands."""
    told = fact.value
    if isinstance(told, dict):
        entered = {name: str(told.get(name) or "") for name in ("type", "weeks", "confirmed")}
    elif isinstance(told, bool):
        entered = {"value": "yes" if told else "no"}
    else:
        entered = {"value": "" if told is None else f"{told:g}" if isinstance(told, float) else str(told)}
    return Draft(fact.path, fact.status.value, entered, "", number)


def _fact(file: File, draft: Draft) -> Fact:
    field = field_of(file.protocol, draft.path)
    if draft.status not in [status.value for status in field.statuses]:
        raise NotCorrect("Choose how it stands.")
    status = Status(draft.status)
    value = field.value(draft.entered) if status is Status.PRESENT else None
    return staff_fact(file.protocol, draft.path, status, value)


def _amendment(file: File, draft: Draft, counted: Recount) -> Amendment:
    moved = counted.moved
    current = file.notes.latest(draft.path)
    return Amendment(
        conversation=file.id,
        facts=counted.facts,
        replaces=current.number if current else None,
        reason=draft.reason,
        head=file.head,
        triage=dict(counted.now),
        level_before=counted.level_before,
        rules_came=tuple(moved["rules_new"]),
        rules_went=tuple(moved["rules_gone"]),
    )


def _options(field: Field, draft: Draft) -> list[tuple[str, str]]:
    """What can be chosen, and what stands there now if it is none of it."""
    known = dict(field.options)
    now = draft.entered.get("value", "")
    if field.kind == "choice" and now and now not in known:
        known[now] = now
    return list(known.items())


def _place(file: File, draft: Draft, words: str) -> tuple[str, str]:
    """The field a problem belongs to, with the words."""
    if words.startswith("Say why"):
        return "reason", words
    if words.startswith("Choose how it stands"):
        return "status", words
    return ("type" if field_of(file.protocol, draft.path).kind == "loss" else "value"), words


def _titles(file: File, rules: tuple[str, ...] | list[str]) -> list[tuple[str, str, str]]:
    """(id, level, title) of rules; one that the protocol has no longer has neither level nor title."""
    known = file.protocol.rule
    return [(name, known[name].level.name, known[name].title) if name in known else (name, "", "") for name in rules]


def _whole_number(told: str) -> int | None:
    return int(told) if told.isdecimal() else None
