"""Why Telegram did not take a message. Its descriptions are for people; what is kept is a code of ours.

Telegram has no list of its errors; these are the sentences it has been seen to answer (docs/channels/telegram.md).
"""

from __future__ import annotations

import httpx

from yarrow.gateway.channels.platforms.api import busy, content_of
from yarrow.gateway.channels.refused import Reason, Refused

# What the description contains → why, and our code.
KNOWN: tuple[tuple[str, Reason, str], ...] = (
    ("blocked by the user", "never", "blocked"),
    ("user is deactivated", "never", "deactivated"),
    ("initiate conversation", "never", "not started"),
    ("bot was kicked", "never", "not in chat"),
    ("not a member", "never", "not in chat"),
    ("chat not found", "never", "chat not found"),
    ("user not found", "never", "chat not found"),
    ("peer_id_invalid", "never", "chat not found"),
    ("send messages to bots", "never", "a bot"),
)
UNCHANGED = "message is not modified"
# An edit that can no longer be made; the piece is then sent as a new message.
STALE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class NotEditable(Exception):
    """The message to edit is gone, or too old."""


def see(answer: httpx.Response) -> None:
    """Nothing, if Telegram has taken it. Raises Refused, or NotEditable."""
    told = content_of(answer)
    if answer.is_success and told.get("ok") is True:
        return
    description = str(told.get("description", "")).casefold()
    if UNCHANGED in description:
        return
    if any(words in description for words in STALE):
        raise NotEditable
    raise _why(answer, told, description)


def _why(answer: httpx.Response, told: dict[str, object], description: str) -> Refused:
    parameters = told.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    waits = busy(answer, float(after) if isinstance(after, int | float) else None)
    if waits is not None:
        return waits
    status = answer.status_code
    # 404: the address of a bot that does not exist, because its token is not one.
    if status in (401, 404):
        return Refused("ours", f"http {status}")
    for words, reason, code in KNOWN:
        if words in description:
            return Refused(reason, code)
    # Other 403s pass ("bot can't send messages to the user" comes and goes); other 400s say that our message is wrong.
    return Refused("later" if status == 403 else "never", f"http {status}")
