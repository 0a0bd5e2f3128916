"""The updates of Telegram's double, in the shapes of https://core.telegram.org/bots/api#update."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from tools.platforms.talk import Sent

# Groups have negative numbers.
FIRST_GROUP = -1_001_000_000_000
FILE = {"file_id": "AgACAgQAAxkBAAIB", "file_unique_id": "AQADAgAT", "file_size": 41234}
PLACE = {"latitude": 51.5, "longitude": -0.12}
CONTENT: Mapping[str, Mapping[str, Any]] = {
    "picture": {"photo": [{**FILE, "width": 90, "height": 67}, {**FILE, "width": 800, "height": 600}]},
    "voice": {"voice": {**FILE, "duration": 7, "mime_type": "audio/ogg"}},
    "video": {"video": {**FILE, "duration": 7, "width": 640, "height": 480}},
    "video_note": {"video_note": {**FILE, "duration": 7, "length": 240}},
    "animation": {"animation": {**FILE, "duration": 2, "width": 320, "height": 240}, "document": {**FILE}},
    "file": {"document": {**FILE, "file_name": "results.pdf", "mime_type": "application/pdf"}},
    "sticker": {"sticker": {**FILE, "type": "regular", "width": 512, "height": 512, "is_animated": False}},
    "location": {"location": PLACE},
    "venue": {"location": PLACE, "venue": {"location": PLACE, "title": "Clinic", "address": "1 Long Street"}},
    "contact": {"contact": {"phone_number": "447700900123", "first_name": "Anna"}},
    "poll": {"poll": {"id": "5", "question": "?", "options": [], "is_closed": False}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
}


class Updates:
    """Makes them. `people`: the names of chats, by number; negative numbers are groups."""

    def __init__(self, number: Callable[[], int], token: str) -> None:
        self._number = number
        self.people: dict[int, str] = {}
        self.me = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Yarrow",
            "username": "yarrow_double_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def text(self, chat: int, text: str) -> dict[str, Any]:
        """Somebody wrote."""
        message = self._message(chat) | {"text": text}
        if text.startswith("/"):
            command = text.split()[0]
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        return self._update("message", message)

    def tap(self, chat: int, sent: Sent, token: str) -> dict[str, Any]:
        """Somebody tapped a button of a message of ours, which comes along as it stands now."""
        return self._update(
            "callback_query",
            {
                "id": str(4_382_000_000_000_000_000 + self._number()),
                "from": self._person(chat),
                "message": self.ours(sent),
                "chat_instance": "-3207851842",
                "data": token,
            },
        )

    def other(self, chat: int, kind: str, text: str | None) -> dict[str, Any]:
        """Anything else: what `CONTENT` names, `edit`, `reaction`, `group` (somebody writes in a group), `start`."""
        if kind == "start":
            return self.text(chat, f"/start {text}" if text else "/start")
        if kind == "edit":
            edited = self._message(chat) | {"text": text or "", "edit_date": int(time.time())}
            return self._update("edited_message", edited)
        if kind == "reaction":
            reaction = [{"type": "emoji", "emoji": "👍"}]
            change = {"chat": self._chat(chat), "message_id": 1, "user": self._person(chat), "date": int(time.time())}
            return self._update("message_reaction", change | {"old_reaction": [], "new_reaction": reaction})
        if kind == "group":
            group = FIRST_GROUP - chat
            self.people[group] = f"a group of {self.people[chat]}"
            return self._update("message", self._message(group) | {"text": text or "hello"})
        if kind not in CONTENT:
            raise NotImplementedError(f"Telegram tells bots of no {kind}")
        carried = self._message(chat) | dict(CONTENT[kind])
        return self._update("message", carried | ({"caption": text} if text else {}))

    def membership(self, chat: int, status: str) -> dict[str, Any]:
        """The bot's own standing changed: `kicked` is blocked, in a chat of two."""
        change = {"chat": self._chat(chat), "from": self._person(chat), "date": int(time.time())}
        before, now = ({"user": self.me, "status": each} for each in ("member", status))
        return self._update("my_chat_member", change | {"old_chat_member": before, "new_chat_member": now})

    def ours(self, sent: Sent) -> dict[str, Any]:
        """A message of the bot, as Telegram shows it back."""
        number = next(number for number, name in self.people.items() if name == sent.chat)
        message = {
            "message_id": int(sent.id),
            "from": self.me,
            "chat": self._chat(number),
            "date": int(time.time()),
            "text": sent.text,
        }
        markup = sent.raw.get("reply_markup")
        return message | ({"reply_markup": markup} if markup else {})

    def _update(self, kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
        return {"update_id": 86_000_000 + self._number(), kind: dict(content)}

    def _message(self, chat: int) -> dict[str, Any]:
        return {
            "message_id": self._number(),
            "from": self._person(chat),
            "chat": self._chat(chat),
            "date": int(time.time()),
        }

    def _person(self, chat: int) -> dict[str, Any]:
        number = FIRST_GROUP - chat if chat < 0 else chat
        return {"id": number, "is_bot": False, "first_name": "Anna", "language_code": "en"}

    def _chat(self, chat: int) -> dict[str, Any]:
        if chat < 0:
            return {"id": chat, "title": "Friends", "type": "supergroup"}
        return {"id": chat, "first_name": "Anna", "type": "private"}
