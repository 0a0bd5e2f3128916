"""The phone of `make demo-channels`: one page with all six apps side by side, each spoken to through its double."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.platforms.deployment import TITLES, Deployment
from tools.platforms.faults import BROKEN
from tools.platforms.served import Served
from tools.platforms.talk import Said, Sent

FILES = {
    "/": ("phone.html", "text/html"),
    "/phone.css": ("phone.css", "text/css"),
    "/phone.js": ("phone.js", "text/javascript"),
}
Bubble = dict[str, Any]
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class Phone:
    """`start` makes it reachable at `url`."""

    def __init__(self, apps: Deployment, port: int = 0) -> None:
        """`port` 0: any that is free."""
        self._apps = apps
        self._noticed: dict[str, int] = {}  # how many notices there were when she last wrote
        files = [Route(path, self._file) for path in FILES]
        acts = [Route("/state", self._state), Route("/{app}/{act}", self._act, methods=["POST"])]
        self._served = Served(Starlette(routes=[*files, *acts]), port)

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"{self._served.url}/"

    def start(self) -> None:
        """Serve the page."""
        self._served.start()

    def stop(self) -> None:
        """End it."""
        self._served.stop()

    async def _file(self, request: Request) -> Response:
        name, media_type = FILES[request.url.path]
        return Response((Path(__file__).parent / name).read_text("utf-8"), media_type=media_type, headers=HEADERS)

    async def _state(self, request: Request) -> Response:
        return JSONResponse({name: self._shown(name) for name in TITLES}, headers=HEADERS)

    async def _act(self, request: Request) -> Response:
        """Write, tap, send something else, tell it twice, or let the next answer fail."""
        name, act = request.path_params["app"], request.path_params["act"]
        if name not in TITLES:
            return Response(status_code=404)
        given = str((await request.json()).get("text", ""))
        with self._apps.double(name).lock:
            self._noticed[name] = len(self._apps.double(name).notices)
        try:
            taken = await asyncio.to_thread(self._done, name, act, given)
        except httpx.HTTPError:
            return JSONResponse({"told": "Yarrow did not answer."}, 502)
        except (LookupError, NotImplementedError, StopIteration):
            return JSONResponse({"told": "That cannot be done here."}, 409)
        return JSONResponse({"told": taken})

    def _done(self, name: str, act: str, given: str) -> str:
        double, person = self._apps.double(name), self._apps.person(name)
        if act == "fail":
            double.faults.append(BROKEN)
            return "The next message to you fails once (HTTP 500)."
        if act == "again":
            answer = double.again(person)
        elif act == "tap":
            answer = double.tap(person, given)
        elif act == "say":
            answer = double.say(person, given)
        else:
            answer = double.send(person, act, given or None)
        return f"The webhook answered {answer.status_code}."

    def _shown(self, name: str) -> dict[str, Any]:
        double, person = self._apps.double(name), self._apps.person(name)
        with double.lock:
            talk: list[tuple[float, Bubble]] = [
                (said.at, {"who": "her", "kind": said.kind, "text": said.text})
                for said in double.said
                if said.chat == person and not _is_tick(said)
            ]
            talk += [(sent.at, _ours(sent)) for sent in double.to(person)]
            carrier = self._apps.twilio.carrier if name in ("sms", "twilio_whatsapp") else []
            talk += [(sent.at, {"who": "carrier", "text": sent.text}) for sent in carrier if sent.chat == person]
            notices = len(double.notices)
        bubbles = [bubble for _, bubble in sorted(talk, key=lambda one: one[0])]
        is_waiting = bool(bubbles) and bubbles[-1]["who"] == "her"
        is_typing = is_waiting and notices > self._noticed.get(name, notices)
        return {"title": TITLES[name], "person": person, "bubbles": bubbles, "typing": is_typing}


def _ours(sent: Sent) -> Bubble:
    options = [label for label, _ in sent.options]
    bubble = {"who": "us", "text": sent.text, "options": options, "ticks": sent.ticks, "edited": sent.edited}
    more = {"boxes": _boxes(sent), "details": _details(sent)}
    return {**bubble, **{name: shown for name, shown in more.items() if shown}}


def _details(sent: Sent) -> dict[str, str]:
    """What stands beneath the rows of a list in WhatsApp."""
    sections = sent.raw.get("interactive", {}).get("action", {}).get("sections", ())
    rows = [row for section in sections for row in section["rows"]]
    return {row["title"]: row["description"] for row in rows if row.get("description")}


def _boxes(sent: Sent) -> dict[str, bool]:
    """The boxes of a message in Slack, and whether each is ticked: kept in the message, and shown by the app."""
    groups = sent.raw.get("ticked") or {}
    ticked = {option["value"] for group in groups.values() for option in group}
    return {
        option["text"]["text"]: option["value"] in ticked
        for block in sent.raw.get("blocks", ())
        for element in block.get("elements", ())
        if element["type"] == "checkboxes"
        for option in element["options"]
    }


def _is_tick(said: Said) -> bool:
    """Only a box was ticked: apps show that in the message itself."""
    if said.kind != "tap":
        return False
    actions = said.payload.get("actions") or [{}]
    return said.text.startswith(("☐ ", "✓ ")) or actions[0].get("type") == "checkboxes"
