"""The way back into the messaging app she came from."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from yarrow.gateway.channels.secure_link import is_web_only
from yarrow.gateway.pages import cookies, transcript
from yarrow.gateway.pages.doors import Doors
from yarrow.gateway.pages.reading import Reading

OPENS_AN_APP = ("https://", "sms:")


@dataclass(frozen=True)
class App:
    """The app, as people call it. `link`: what opens it, if there is one; `is_private`: what is asked now is not asked
    there.
    """

    title: str
    link: str | None
    is_private: bool


def app_back(doors: Doors, request: Request, read: Reading) -> App | None:
    """The app a link led here from, if this deployment has it; None if she came by herself."""
    channel = doors.channels.get(cookies.mark(request, cookies.APP) or "")
    if channel is None:
        return None
    return App(channel.title, opening(doors, request), _is_private(doors, read))


def opening(doors: Doors, request: Request) -> str | None:
    """The address that opens the app a link led here from; None where there is none."""
    channel = doors.channels.get(cookies.mark(request, cookies.APP) or "")
    link = channel.return_link() if channel else None
    return link if link and link.startswith(OPENS_AN_APP) else None


def _is_private(doors: Doors, read: Reading) -> bool:
    """Whether the open question is answered on this page only."""
    found = transcript.question_of(read.messages, read.view.question) if read.view.question else None
    services = doors.parts.services
    if found is None or services.front_desk.state() != "ok":  # nobody waits for the protocol here
        return False
    return is_web_only(found["question"], services.settings.messengers.web_only, services.front_desk.protocol)
