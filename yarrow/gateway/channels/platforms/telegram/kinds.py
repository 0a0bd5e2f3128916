"""What a message of Telegram is, by the fields it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yarrow.gateway.channels.incoming import Kind

# In this order: an animation also has a `document`, a venue also a `location`.
CARRIED: tuple[tuple[str, Kind], ...] = (
    ("animation", "video"),
    ("venue", "location"),
    ("photo", "picture"),
    ("live_photo", "picture"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("document", "file"),
    ("sticker", "sticker"),
    ("location", "location"),
    ("contact", "contact"),
)
# Telegram's own notes in a chat; nobody has said anything.
SERVICE = frozenset(
    {
        "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo",
        "group_chat_created", "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed",
        "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "write_access_allowed", "chat_background_set",
        "connected_website", "proximity_alert_triggered", "boost_added", "users_shared", "chat_shared",
        "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    }
)  # fmt: skip
# t.me/bot?start=…: what follows is a resume code if it has the form of one (4-4-4 of Crockford's signs). Whoever made
# the link chose it, so it is not as if she had written it.
FOUR = "([0-9A-HJKMNP-TV-Z]{4})"
RESUME = re.compile(f"{FOUR}-?{FOUR}-?{FOUR}")
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]{5,32})?(?=\s|$)")


def kind_of(message: Mapping[str, Any]) -> Kind:
    """What it carries, besides words."""
    return next((kind for field, kind in CARRIED if field in message), "other")


def is_service(message: Mapping[str, Any]) -> bool:
    """Whether it only says that something about the chat has changed."""
    return any(field in message for field in SERVICE)


def words_of(text: str) -> tuple[Kind, str | None]:
    """A text as what it means: the start button, a resume code that came with it, or words.

    A command is the word it names (`/stop@bot`: stop), so that what menus offer can be typed as well.
    """
    command = COMMAND.match(text)
    if command is None:
        return "text", text
    name, rest = command.group(1), text[command.end() :].strip()
    if name == "start":
        code = RESUME.fullmatch(rest.upper())
        return "start", ("-".join(code.groups()) if code else None)
    return "text", " ".join([name.replace("_", " "), *([rest] if rest else [])])
