"""A message that was misunderstood becomes an example: said what it should have been, masked, approved, exported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from starlette.responses import Response

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.console import refusal
from yarrow.console.parts import Parts
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.console.work.examples import golden_yaml, intents, nlu_yaml
from yarrow.console.work.file import File, opened
from yarrow.console.work.masking import masked
from yarrow.intake.correct import NotCorrect, staff_fact
from yarrow.intake.correctable import field_of, paths
from yarrow.intake.lesson import expected, start_of
from yarrow.intake.picture import PRIVATE_PATHS
from yarrow.intake.review.notes import Numbered
from yarrow.intake.review.talk import Spoken
from yarrow.store.audit import Act
from yarrow.store.lessons import Mishearing, SettledAlready
from yarrow.store.work_values import Lesson

ROWS = 3
LONGEST = 4000
KINDS = ("intent", "facts")


@dataclass(frozen=True)
class Heard:
    """A message of hers, and the facts that were made of it."""

    spoken: Spoken
    made: tuple[Numbered, ...]


class Teaching:
    """The pages on which examples are made."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def form(self, visit: Visit) -> Response:
        """What should have been made of a message."""
        file = await opened(self._parts, visit, "conversation.read")
        return self._form(visit, file, _heard(file, visit.request.query_params.get("message", "")), [])

    async def keep(self, visit: Visit) -> Response:
        """Keep the example as a draft, masked."""
        file = await opened(self._parts, visit, "conversation.read")
        heard = _heard(file, visit.form.one("message"))
        try:
            mishearing = _mishearing(visit, file, heard)
        except NotCorrect as wrong:
            return self._form(visit, file, heard, [("wanted", str(wrong))])
        store, staff = self._parts.record.lessons, visit.seat.staff
        await self._parts.threads.record(store.add, mishearing, staff, self._parts.now())
        return go(f"/conversations/{file.id}", "learnt")

    async def all(self, visit: Visit) -> Response:
        """The drafts, and what is approved."""
        await self._noted(visit, "lesson.read")
        drafts, approved = [await self._in(state) for state in ("draft", "approved")]
        return self._parts.sheets.page("work/lessons.html", visit, drafts=drafts, approved=approved)

    async def one(self, visit: Visit) -> Response:
        """One draft, to be approved or dropped."""
        lesson = await self._lesson(visit)
        await self._noted(visit, "lesson.read", lesson.conversation)
        return self._draft(visit, lesson, lesson.text)

    async def settle(self, visit: Visit) -> Response:
        """Approve a draft with the text as it was edited, or drop it; what masking still finds is shown first."""
        lesson = await self._lesson(visit)
        text = visit.form.one("text")[:LONGEST]
        dropped = visit.form.one("do") == "drop"
        if not dropped and (not text or masked(text).text != text):
            await self._noted(visit, "lesson.read", lesson.conversation)
            return self._draft(visit, lesson, masked(text or lesson.text).text, found=True)
        state: Literal["approved", "dropped"] = "dropped" if dropped else "approved"
        settle, now = self._parts.record.lessons.settle, self._parts.now()
        try:
            await self._parts.threads.record(settle, lesson.number, visit.seat.staff, state, text or lesson.text, now)
        except SettledAlready:
            raise refusal.not_found() from None
        return go("/lessons", "changed")

    async def export(self, visit: Visit) -> Response:
        """What is approved, as a file of the project."""
        kind = visit.form.one("kind")
        if kind not in KINDS:
            raise refusal.not_understood()
        found = tuple(lesson for lesson in await self._in("approved") if lesson.kind == kind)
        taken = self._parts.record.lessons.taken
        await self._parts.threads.record(taken, found, visit.seat.staff, self._parts.now())
        name, written = ("from_staff.yml", nlu_yaml) if kind == "intent" else ("from_staff_golden.yml", golden_yaml)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(written(found), media_type="application/yaml", headers=headers)

    async def _in(self, state: Literal["draft", "approved", "dropped"]) -> tuple[Lesson, ...]:
        return await self._parts.threads.record(self._parts.record.lessons.all, state)

    async def _lesson(self, visit: Visit) -> Lesson:
        number = int(visit.request.path_params["lesson"])
        lesson = await self._parts.threads.record(self._parts.record.lessons.find, number)
        if lesson is None:
            raise refusal.not_found()
        return lesson

    async def _noted(self, visit: Visit, action: str, conversation: str | None = None) -> None:
        act = Act(visit.seat.staff, action, conversation)
        await self._parts.threads.record(self._parts.record.audit.add, act, self._parts.now())

    def _form(self, visit: Visit, file: File, heard: Heard, problems: list[tuple[str, str]]) -> Response:
        names = file.names
        return self._parts.sheets.page(
            "work/lesson_new.html",
            visit,
            status=400 if problems else 200,
            file=file,
            spoken=heard.spoken,
            hidden=masked(heard.spoken.message.text),
            made=[(str(one.number), f"{names.name(one.fact.path)}: {names.said(one.fact)}") for one in heard.made],
            ticked=[str(one.number) for one in heard.made],
            intents=[(intent, intent.replace("_", " ")) for intent in intents()],
            listings=[
                (family, [(path, names.name(path)) for path in listed]) for family, listed in paths(file.protocol)
            ],
            rows=range(1, ROWS + 1),
            problems=problems,
        )

    def _draft(self, visit: Visit, lesson: Lesson, text: str, *, found: bool = False) -> Response:
        return self._parts.sheets.page(
            "work/lesson.html",
            visit,
            status=409 if found else 200,
            lesson=lesson,
            text=text,
            hidden=masked(text),
            found=found,
            written=(nlu_yaml if lesson.kind == "intent" else golden_yaml)([lesson]),
        )


def _heard(file: File, message: str) -> Heard:
    """A message of hers that may become an example: none that tells what only clinicians may read."""
    spoken = next((one for one in file.chart.told.spoken if one.id == message and one.sender == "patient"), None)
    private = {fact.provenance.message for _, fact in file.chart.told.facts if fact.path in PRIVATE_PATHS}
    if spoken is None or not spoken.message.text or message in file.notes.withheld:
        raise refusal.not_found()
    if message in private:
        raise refusal.Refusal(
            403,
            "This message stays with the clinicians",
            "What it tells is not for others. It cannot become an example.",
        )
    return Heard(spoken, file.notes.of_message.get(message, ()))


def _mishearing(visit: Visit, file: File, heard: Heard) -> Mishearing:
    """What was entered. Raises NotCorrect."""
    text = masked(heard.spoken.message.text).text
    start = start_of(file.protocol, _before(file, heard.spoken), file.chart.conversation.locale, _open(file, heard))
    if visit.form.one("kind") == "intent":
        intent = visit.form.one("intent")
        if intent not in intents():
            raise NotCorrect("Choose what kind of message it was.")
        return Mishearing(file.id, heard.spoken.id, "intent", {"intent": intent}, start, text)
    ticked = visit.form.all("right")
    right = [one.fact for one in heard.made if str(one.number) in ticked]
    wrong = [one.fact for one in heard.made if str(one.number) not in ticked]
    wanted = expected([*right, *_added(visit, file)], wrong)
    if not wanted:
        raise NotCorrect("Say what should have been taken from it.")
    return Mishearing(file.id, heard.spoken.id, "facts", wanted, start, text)


def _added(visit: Visit, file: File) -> list[Fact]:
    """The facts that were entered as missing. Raises NotCorrect."""
    found = []
    for row in range(1, ROWS + 1):
        path = visit.form.one(f"path-{row}")
        if not path:
            continue
        stands = visit.form.one(f"status-{row}") or Status.PRESENT.value
        status = next((one for one in Status if one.value == stands), Status.PRESENT)
        entered = {"value": visit.form.one(f"value-{row}")}
        value = field_of(file.protocol, path).value(entered) if status is Status.PRESENT else None
        found.append(staff_fact(file.protocol, path, status, value))
    return found


def _before(file: File, spoken: Spoken) -> History:
    """What was known when she wrote it."""
    facts = (one.fact for one in file.notes.numbered)
    return History(tuple(fact for fact in facts if fact.provenance.at and _at(fact) < spoken.at))


def _at(fact: Fact) -> datetime:
    return datetime.fromisoformat(fact.provenance.at or "")


def _open(file: File, heard: Heard) -> str | None:
    """The question that stood open when she wrote it."""
    before = (one for one in reversed(file.chart.told.spoken) if one.seq < heard.spoken.seq and one.message.question)
    last = next(before, None)
    return str(last.message.question["id"]) if last and last.message.question else None
