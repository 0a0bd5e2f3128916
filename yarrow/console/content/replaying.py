"""Replaying a proposed protocol over the stored histories: who would move, before it goes live."""

from __future__ import annotations

import io
import secrets
import zipfile
from collections.abc import Iterable

from starlette.responses import RedirectResponse, Response

from yarrow.console import refusal
from yarrow.console.content.trial import Shown, Trial
from yarrow.console.content.trials import Busy, Trials
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.store.audit import Act
from yarrow.store.errors import RecordError
from yarrow.web.form import File

# A packed protocol has a tenth of it.
MOST_BYTES = 4_000_000
LONGEST_NAME = 500
NOTHING = "Choose a ZIP file, the files, or the folder of a protocol."
TWICE = "Two of the files have the same name. Send each file once."
BUSY = "Another proposal is being judged just now. Try again in a few minutes."


class Replaying:
    """Answers for the pages of replay."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._trials = Trials(parts.settings.database_url)

    async def page(self, visit: Visit) -> Response:
        """Where a proposal is sent from."""
        return self._parts.sheets.page("content/replay.html", visit, problems=[])

    async def begin(self, visit: Visit) -> Response:
        """Take a proposal, and have it judged: the audit log has a line before anything is read."""
        sent = [file for file in visit.form.files if file.name and file.content]
        if not sent:
            return self._again(visit, NOTHING)
        if len({file.name for file in sent}) < len(sent):
            return self._again(visit, TWICE)
        try:
            self._trials.check_free()
            is_whole = visit.form.one("extent") != "part"
            detail = {"files": len(sent), "bytes": sum(len(file.content) for file in sent), "whole": is_whole}
            await self._note(Act(visit.seat.staff, "protocol.replay", detail=detail))
            trial = Trial(
                id=secrets.token_urlsafe(9),
                staff=visit.seat.staff,
                begun_at=self._parts.now(),
                is_whole=is_whole,
                is_private=visit.seat.may(Right.PRIVATE),
            )
            self._trials.begin(packed(sent), trial, self._ended)
        except Busy:
            return self._again(visit, BUSY, status=409)
        return RedirectResponse(f"/protocol/replay/{trial.id}", 303)

    async def trial(self, visit: Visit) -> Response:
        """How far it is, or what came of it."""
        return self._parts.sheets.page("content/trial.html", visit, shown=self._shown(visit))

    async def progress(self, visit: Visit) -> Response:
        """The same without the page around it."""
        return self._parts.sheets.page("content/trial_state.html", visit, shown=self._shown(visit))

    def _shown(self, visit: Visit) -> Shown:
        trial = self._trials.find(visit.request.path_params["trial"], visit.seat.staff)
        if trial is None or (trial.is_private and not visit.seat.may(Right.PRIVATE)):
            raise refusal.not_found()
        return Shown(trial, with_private=visit.seat.may(Right.PRIVATE))

    def _again(self, visit: Visit, problem: str, status: int = 422) -> Response:
        return self._parts.sheets.page("content/replay.html", visit, status=status, problems=[("files", problem)])

    async def _ended(self, trial: Trial) -> None:
        try:
            await self._note(Act(trial.staff, "protocol.replayed", detail=trial.summary))
        except RecordError:
            trial.withhold()

    async def _note(self, act: Act) -> None:
        await self._parts.threads.record(self._parts.record.audit.add, act, self._parts.now())


def packed(sent: Iterable[File]) -> bytes:
    """What was sent as one ZIP, each file under the name it came with; a single ZIP stays as it is."""
    files = list(sent)
    if len(files) == 1 and files[0].content.startswith(b"PK"):
        return files[0].content
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo("protocol.yml")
            entry.filename = file.name.encode("utf-8", "replace").decode()[:LONGEST_NAME]
            archive.writestr(entry, file.content)
    return held.getvalue()
