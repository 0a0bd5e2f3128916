"""What Slack's double brings, in the shapes of https://docs.slack.dev/apis/events-api and of interactions."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from tools.platforms.talk import Sent

TEAM, APP, BOT, BOT_USER = "T0000YARROW", "A0000YARROW", "B0000YARROW", "U0000YARROW"
FILES: Mapping[str, Mapping[str, str]] = {
    "picture": {"name": "photo.jpg", "mimetype": "image/jpeg", "filetype": "jpg"},
    "voice": {"name": "audio_message.m4a", "mimetype": "audio/mp4", "filetype": "m4a", "subtype": "slack_audio"},
    "video": {"name": "clip.mp4", "mimetype": "video/mp4", "filetype": "mp4", "subtype": "slack_video"},
    "file": {"name": "results.pdf", "mimetype": "application/pdf", "filetype": "pdf"},
}


class Events:
    """Makes them. A chat is the id of a person (`U…`); their direct messages have an id of their own (`D…`)."""

    def __init__(self, number: Callable[[], int]) -> None:
        self._number = number
        self._last = 0.0

    def stamp(self) -> str:
        """A moment that no other thing has: Slack's id of a message within its channel."""
        self._last = max(time.time(), self._last + 1e-6)
        return f"{self._last:.6f}"

    def text(self, chat: str, text: str) -> dict[str, Any]:
        """Somebody wrote in the app's messages."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return self._event(self._message(chat) | {"text": escaped, "client_msg_id": f"{self._number():032x}"})

    def other(self, chat: str, kind: str, text: str | None) -> dict[str, Any]:
        """A file, `edit`, `deletion`, `reaction`, `start` (the app's messages are opened), `group` (a mention)."""
        if kind in FILES:
            return self._event(
                self._message(chat) | {"text": text or "", "subtype": "file_share", "files": [dict(FILES[kind])]}
            )
        makers = {
            "edit": self._edit,
            "deletion": self._deletion,
            "reaction": self._reaction,
            "start": self._start,
            "group": self._group,
        }
        if kind not in makers:
            raise NotImplementedError(f"Slack tells apps of no {kind}")
        return self._event(makers[kind](chat, text or ""))

    def tap(self, chat: str, sent: Sent, element: Mapping[str, Any], option: Mapping[str, Any]) -> dict[str, Any]:
        """Somebody tapped. `element`: the button or group; `option`: which of the group (the button itself if none)."""
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": element["block_id"],
            "action_ts": self.stamp(),
        }
        if element["type"] == "button":
            action |= {"text": element["text"], **({"value": element["value"]} if "value" in element else {})}
        elif element["type"] == "checkboxes":
            action["selected_options"] = sent.raw["ticked"].get(element["block_id"], [])
        else:
            action["selected_option"] = option
        return {
            "type": "block_actions",
            "user": {"id": chat, "username": "anna", "name": "anna", "team_id": TEAM},
            "api_app_id": APP,
            "container": {"type": "message", "message_ts": sent.id, "channel_id": direct(chat), "is_ephemeral": False},
            "trigger_id": f"{self._number()}.842445099040.18c37a32faed2f3e",
            "team": {"id": TEAM, "domain": "clinic"},
            "enterprise": None,
            "is_enterprise_install": False,
            "channel": {"id": direct(chat), "name": "directmessage"},
            "message": self.ours(sent),
            "state": {"values": _state(sent)},
            "response_url": "https://hooks.slack.com/actions/T0000YARROW/1/x",
            "actions": [action],
        }

    def ours(self, sent: Sent) -> dict[str, Any]:
        """A message of the app, as Slack shows it back."""
        shown = {"type": "message", "user": BOT_USER, "bot_id": BOT, "app_id": APP, "team": TEAM, "ts": sent.id}
        return shown | {"text": sent.raw["text"], "blocks": sent.raw.get("blocks", [])}

    def echo(self, sent: Sent) -> dict[str, Any]:
        """What everybody in a chat is told of a message of the app; the app too."""
        return self._event(
            self.ours(sent) | {"channel": direct(sent.chat), "channel_type": "im", "event_ts": sent.id},
        )

    def changed(self, sent: Sent, before: Mapping[str, Any]) -> dict[str, Any]:
        """What is told when a message of the app is changed."""
        return self._event(
            self._hidden(sent.chat, "message_changed") | {"message": self.ours(sent), "previous_message": dict(before)}
        )

    def _message(self, chat: str) -> dict[str, Any]:
        stamp = self.stamp()
        place = {"channel": direct(chat), "channel_type": "im"}
        return {"type": "message", "user": chat, "team": TEAM, "ts": stamp, "event_ts": stamp, **place}

    def _hidden(self, chat: str, subtype: str) -> dict[str, Any]:
        message = self._message(chat)
        del message["user"]
        return message | {"subtype": subtype, "hidden": True}

    def _edit(self, chat: str, text: str) -> dict[str, Any]:
        before = self._message(chat) | {"text": "what stood there before"}
        after = before | {"text": text, "edited": {"user": chat, "ts": self.stamp()}}
        return self._hidden(chat, "message_changed") | {"message": after, "previous_message": before}

    def _deletion(self, chat: str, _text: str) -> dict[str, Any]:
        before = self._message(chat) | {"text": "what stood there before"}
        return self._hidden(chat, "message_deleted") | {"deleted_ts": before["ts"], "previous_message": before}

    def _reaction(self, chat: str, _text: str) -> dict[str, Any]:
        item = {"type": "message", "channel": direct(chat), "ts": self.stamp()}
        return {"type": "reaction_added", "user": chat, "reaction": "heart", "item": item, "event_ts": self.stamp()}

    def _start(self, chat: str, _text: str) -> dict[str, Any]:
        place = {"channel": direct(chat), "tab": "messages"}
        return {"type": "app_home_opened", "user": chat, "event_ts": self.stamp(), **place}

    def _group(self, chat: str, text: str) -> dict[str, Any]:
        stamp = self.stamp()
        said = {"text": f"<@{BOT_USER}> {text or 'hello'}", "ts": stamp, "event_ts": stamp}
        return {"type": "app_mention", "user": chat, "channel": "C0000FRIENDS", "team": TEAM, **said}

    def _event(self, event: Mapping[str, Any]) -> dict[str, Any]:
        number = self._number()
        standing = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        return {
            "token": "not-used-any-more",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": dict(event),
            "type": "event_callback",
            "event_id": f"Ev{number:09}",
            "event_time": int(time.time()),
            "authorizations": [standing | {"is_enterprise_install": False}],
            "is_ext_shared_channel": False,
            "event_context": f"4-{number}",
        }


def direct(chat: str) -> str:
    """The channel in which the app and one person write."""
    return f"D{chat.removeprefix('U')}"


def _state(sent: Sent) -> dict[str, Any]:
    """What stands in every element of the message that can hold something."""
    values: dict[str, Any] = {}
    for block in sent.raw.get("blocks", ()):
        for element in block.get("elements", ()):
            if element.get("type") == "checkboxes":
                chosen = sent.raw["ticked"].get(block["block_id"], [])
                state = {"type": "checkboxes", "selected_options": chosen}
                values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values
