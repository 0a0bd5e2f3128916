"""What the Events API brings: https://docs.slack.dev/apis/events-api."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from yarrow.gateway.channels.channel import NotRead
from yarrow.gateway.channels.incoming import Incoming, Kind
from yarrow.gateway.channels.platforms.slack.words import heard

Fields = Mapping[str, Any]
# Slack writes one moment in two ways: seconds with a point, or (opened homes) a number of microseconds.
FIRST_MICROSECONDS = 1e12


def read_event(told: Fields) -> Incoming:
    """The one thing that a call of the Events API brings. Raises NotRead; KeyError and the like if it is spoilt."""
    event = told["event"]
    reader = READERS.get(str(event["type"]))
    if reader is None:
        raise NotRead("nothing we ask for")
    return reader(event, told)


def order_of(moment: Any) -> float:
    """The place of something in time, from Slack's own stamp of it."""
    place = float(moment)
    return place / 1e6 if place > FIRST_MICROSECONDS else place


def person(team: Any, user: Any) -> str:
    """Who it is: a member of one workspace."""
    return f"{team}:{user}"


def _message(event: Fields, told: Fields) -> Incoming:
    if event.get("bot_id") or event.get("subtype") == "bot_message":
        raise NotRead("a bot's, or our own")
    if event.get("channel_type") != "im":
        return _group(event, told)
    subtype = event.get("subtype")
    reader = SUBTYPES.get(subtype)
    if reader is None:
        raise NotRead("a note of the chat")
    return reader(event, told)


def _said(event: Fields, told: Fields) -> Incoming:
    """Words, or what came with them. Without either it is something passed on, which has its words elsewhere."""
    text = heard(event.get("text") or "") or None
    if files := event.get("files"):
        return _incoming(event, told, _kind(files[0]), text)
    return _incoming(event, told, "text" if text else "other", text)


def _kind(file: Fields) -> Kind:
    """Voice notes and clips say so in a subtype of their own; others by the type of their content."""
    kind = str(file.get("subtype", "")).removeprefix("slack_") or str(file.get("mimetype", "")).partition("/")[0]
    known: dict[str, Kind] = {"image": "picture", "audio": "voice", "video": "video"}
    return known.get(kind, "file")


def _changed(event: Fields, told: Fields) -> Incoming:
    """An edit by a person. Slack also says "changed" when it unfolds a link, and when we change a message of ours."""
    message, before = event["message"], event.get("previous_message") or {}
    if message.get("bot_id") or message.get("text") == before.get("text"):
        raise NotRead("not a person's change")
    return _incoming({**event, "user": message["user"]}, told, "edit", heard(message["text"]))


def _deleted(event: Fields, told: Fields) -> Incoming:
    before = event["previous_message"]
    if before.get("bot_id"):
        raise NotRead("our own")
    return _incoming({**event, "user": before["user"]}, told, "deletion")


def _opened(event: Fields, told: Fields) -> Incoming:
    """Somebody looks at the app's messages. Slack says so each time, so it has the same name each time."""
    if event.get("tab") != "messages":
        raise NotRead("another tab")
    opened = _incoming(event, told, "glance")
    return Incoming(f"{opened.who}:opened", opened.who, opened.to, "glance", order=opened.order)


def _group(event: Fields, told: Fields) -> Incoming:
    """In a channel, or among several people: who is meant is the place, never a person."""
    place = event["channel"]
    return Incoming(
        event=str(told["event_id"]),
        who=person(told["team_id"], place),
        to={"channel": place, "group": True},
        kind="group",
        order=order_of(event.get("event_ts") or event["ts"]),
    )


def _incoming(event: Fields, told: Fields, kind: Kind, text: str | None = None) -> Incoming:
    return Incoming(
        event=str(told["event_id"]),
        who=person(told["team_id"], event["user"]),
        to={"channel": event["channel"]},
        kind=kind,
        text=text,
        order=order_of(event.get("event_ts") or event["ts"]),
    )


Reader = Callable[[Fields, Fields], Incoming]
READERS: Mapping[str, Reader] = {
    "message": _message,
    "app_mention": _group,
    "app_home_opened": _opened,
}
SUBTYPES: Mapping[Any, Reader] = {
    None: _said,
    "me_message": _said,
    "thread_broadcast": _said,
    "file_share": _said,
    "message_changed": _changed,
    "message_deleted": _deleted,
}
