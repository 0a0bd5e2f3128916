"""What an update brings: https://core.telegram.org/bots/api#update."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from yarrow.gateway.channels.channel import NotRead
from yarrow.gateway.channels.incoming import Incoming, Kind, Parsed
from yarrow.gateway.channels.platforms.telegram.keyboard import DONE, TICK, ticked
from yarrow.gateway.channels.platforms.telegram.kinds import is_service, kind_of, words_of

Fields = Mapping[str, Any]
# What we ask Telegram to bring; anything else would only be left aside.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")


def read(body: bytes, bot: str) -> Parsed:
    """The update, for the bot of that id. Raises NotRead."""
    try:
        update = json.loads(body)
        number = int(update["update_id"])
        for name, reader in READERS.items():
            if name in update:
                return Parsed((reader(update[name], _Frame(bot, number)),))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotRead("not an update") from None
    raise NotRead("nothing we ask for")


class _Frame:
    """What every part of one update has in common."""

    def __init__(self, bot: str, number: int) -> None:
        self._bot, self._number = bot, number

    def incoming(self, chat: Fields, kind: Kind, text: str | None = None, **rest: Any) -> Incoming:
        """`who`: in a chat of two, the chat has the number of the person."""
        is_group = kind == "group"
        return Incoming(
            event=f"{self._bot}:{self._number}",
            who=f"{self._bot}:{chat['id']}",
            to={"chat": chat["id"], "group": True} if is_group else {"chat": chat["id"]},
            kind=kind,
            text=text,
            order=float(self._number),
            **rest,
        )


def _message(message: Fields, frame: _Frame) -> Incoming:
    _see_a_person(message)
    chat = message["chat"]
    if _is_group(chat):
        if "left_chat_member" in message:
            raise NotRead("left a group")
        return frame.incoming(chat, "group")
    if "text" in message:
        kind, text = words_of(str(message["text"]))
        return frame.incoming(chat, kind, text)
    if is_service(message):
        raise NotRead("a note of the chat")
    return frame.incoming(chat, kind_of(message), message.get("caption"))


def _edited(message: Fields, frame: _Frame) -> Incoming:
    _see_a_person(message)
    # A shared live location is "edited" every few seconds; groups have had their sentence.
    if _is_group(message["chat"]) or "location" in message:
        raise NotRead("nothing that was said")
    return frame.incoming(message["chat"], "edit", message.get("text", message.get("caption")))


def _tapped(query: Fields, frame: _Frame) -> Incoming:
    """A button; the one that ends the ticking comes after all that stand ticked.

    Telegram no longer shows us a message that is old (its date is 0), but says where it stands.
    """
    message = query["message"]
    if _is_group(message["chat"]):
        return frame.incoming(message["chat"], "group")
    told = str(query["data"])
    is_tick, token = told.startswith(TICK), told.lstrip(TICK + DONE)
    tokens = (*ticked(message), token) if told.startswith(DONE) else (token,)
    mark = {"callback": str(query["id"]), "message": message["message_id"]}
    return frame.incoming(message["chat"], "tap", tokens=tokens, done=not is_tick, mark=mark)


def _membership(change: Fields, frame: _Frame) -> Incoming:
    """Our own standing in a chat: added to a group (or a channel), or blocked and unblocked by a person.

    A person who has blocked us is told nothing by us, which is what Telegram answers to the next message (403); one who
    lets us in again sends /start or writes.
    """
    if _is_group(change["chat"]) and change["new_chat_member"]["status"] not in ("left", "kicked"):
        return frame.incoming(change["chat"], "group")
    raise NotRead("blocked, unblocked or gone")


def _reaction(change: Fields, frame: _Frame) -> Incoming:
    if _is_group(change["chat"]):
        raise NotRead("nothing that was said")
    return frame.incoming(change["chat"], "reaction")


def _see_a_person(message: Fields) -> None:
    if (message.get("from") or {}).get("is_bot") is True:
        raise NotRead("a bot's")


def _is_group(chat: Fields) -> bool:
    return bool(chat.get("type") != "private")


READERS: Mapping[str, Callable[[Fields, _Frame], Incoming]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _tapped,
    "my_chat_member": _membership,
    "message_reaction": _reaction,
}
