"""`/chat`: the whole conversation with no script at all. Forms are posted, and the page is then asked for anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.gateway.pages import cookies, forms, transcript
from yarrow.gateway.pages.app_back import app_back
from yarrow.gateway.pages.asking import asked
from yarrow.gateway.pages.cookies import Held
from yarrow.gateway.pages.doors import Desk, fresh_id
from yarrow.gateway.pages.notices import Notices
from yarrow.gateway.pages.question import Question
from yarrow.gateway.pages.reading import Reading, reading, reading_if_any, to_change
from yarrow.gateway.pages.saying import Filled, filled
from yarrow.gateway.problems import Problem, no_key
from yarrow.intake.case import Case
from yarrow.intake.turn import Message
from yarrow.store.errors import RecordUnavailable
from yarrow.store.standing import case_now
from yarrow.web.form import Form


@dataclass(frozen=True)
class Refusal:
    """Why a form came back: what to mend and where, the lane's words, and what was filled in."""

    status: int
    errors: Sequence[tuple[str, str]]
    form: Form
    id: str
    spoken: Sequence[Mapping[str, Any]] = field(default=())


class ChatPage:
    """The conversation, its one form, and what that form does."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        self._desk, self._doors, self._notices = desk, desk.doors, notices

    async def show(self, request: Request) -> Response:
        """The conversation of this browser, or the way into one."""
        held = cookies.held(request)
        if held is None:
            return self._notices.start()
        if cookies.mark(request, cookies.LEFT):
            return self._notices.covered()
        read = await reading(self._doors, request, held)
        wanted = request.query_params.get("change")
        changing = await to_change(self._doors, request, held, wanted) if wanted else None
        return self._kept(self._page(request, read, changing=changing), request, held)

    async def say(self, request: Request) -> Response:
        """Take what was filled in; what is refused comes back with every word that was written."""
        form = await forms.read(request)
        held = cookies.held(request)
        if held is None:
            spoken = await self._doors.parts.lane.words_for(form.one("text"), Case())
            return self._notices.problem(no_key().saying(spoken), form.one("text"))
        read = await reading_if_any(self._doors, request, held)
        question = await self._question(request, held, form, read)
        given = filled(form, question, fresh_id())
        if given.mistakes:
            return await self._mistaken(request, held, given, form)
        try:
            answer = await self._doors.chat.take(asked(request, held, given.content), held.conversation)
        except Problem as problem:
            return await self._refused(request, held, problem, form)
        if "receipt" in answer:
            return await self._notices.erased(request, held, answer["messages"])
        return self._kept(_back(answer, given), request, held)

    async def acknowledge(self, request: Request) -> Response:
        """She has read what is urgent: it stays in the conversation, marked, and no longer stands before it."""
        form = await forms.read(request)
        response = RedirectResponse("/chat#latest", 303)
        upto = form.one("upto")
        if cookies.MARK.fullmatch(upto):
            cookies.put(response, request, cookies.READ, upto)
        return response

    async def _question(self, request: Request, held: Held, form: Form, read: Reading) -> Question | None:
        if form.one("changes"):
            try:
                return await to_change(self._doors, request, held, form.one("changes"))
            except (Problem, RecordUnavailable):
                return None
        return read.put(form.one("question"))

    async def _mistaken(self, request: Request, held: Held, given: Filled, form: Form) -> Response:
        """Not sent yet; what was written is listened to all the same."""
        t = self._desk.sheets.words
        errors = [(mistake.at, t(mistake.words, **mistake.values)) for mistake in given.mistakes]
        try:
            opened = await self._doors.callers.opened(asked(request, held), held.conversation)
            spoken = await self._doors.parts.lane.words_for(form.one("text"), case_now(opened))
        except (Problem, RecordUnavailable):
            spoken = await self._doors.parts.lane.words_for(form.one("text"), Case())
        refusal = Refusal(422, errors, form, given.content["id"], _plain(spoken))
        return await self._again(request, held, refusal)

    async def _refused(self, request: Request, held: Held, problem: Problem, form: Form) -> Response:
        if problem.status == 401:
            return self._notices.problem(problem, form.one("text"))
        if problem.status == 410:
            return await self._notices.erased(request, held, _plain(problem.spoken))
        # The same id again where nothing was taken; another where this one stands for something else.
        is_taken = problem.kind == "same-id"
        again = fresh_id() if is_taken else form.one("id")
        t = self._desk.sheets.words
        sentence = t("chat.sent_otherwise") if is_taken else problem.sentence
        refusal = Refusal(problem.status, [("text", sentence)], form, again or fresh_id(), _plain(problem.spoken))
        return await self._again(request, held, refusal)

    async def _again(self, request: Request, held: Held, refusal: Refusal) -> Response:
        read = await reading_if_any(self._doors, request, held)
        changing = await self._question(request, held, refusal.form, read) if refusal.form.one("changes") else None
        return self._page(request, read, refusal=refusal, changing=changing)

    def _page(
        self,
        request: Request,
        read: Reading,
        *,
        refusal: Refusal | None = None,
        changing: Question | None = None,
    ) -> Response:
        view = read.view
        question = changing or (read.put(view.question))
        note = request.query_params.get("note", "")
        return self._desk.sheets.page(
            "chat.html",
            status=refusal.status if refusal else 200,
            view=view,
            app=app_back(self._doors, request, read),
            urgent=transcript.said_once(transcript.unrecorded(refusal.spoken if refusal else ()), view.urgent),
            question=question,
            changing=changing is not None,
            errors=refusal.errors if refusal else (),
            form=_same(refusal, question),
            text=refusal.form.one("text") if refusal else "",
            id=refusal.id if refusal else fresh_id(),
            note=note if note in ("skip", "unsure", "why", "pause") else "",
            look=_count(request.query_params.get("look", "")) + 1,
        )

    def _kept(self, response: Response, request: Request, held: Held) -> Response:
        """The key is used, so it lives on in the browser too."""
        cookies.keep(response, request, held)
        return response


def _same(refusal: Refusal | None, question: Question | None) -> Form:
    """What was filled in, if it was at the question that is shown again."""
    if refusal is None or question is None:
        return Form()
    return refusal.form if question.id in (refusal.form.one("question"), refusal.form.one("changes")) else Form()


def _back(answer: Mapping[str, Any], given: Filled) -> Response:
    """To the page, at what is new; what is urgent stands first."""
    is_urgent = any(message["level"] in transcript.URGENT for message in answer["messages"])
    query = f"?note={given.dropped}" if given.dropped else ""
    return RedirectResponse(f"/chat{query}#{'urgent' if is_urgent else 'latest'}", 303)


def _plain(spoken: Sequence[Message]) -> list[dict[str, Any]]:
    content = Problem(200, "", "").saying(spoken).content()
    found: list[dict[str, Any]] = content.get("messages", [])
    return found


def _count(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 6 else 0
