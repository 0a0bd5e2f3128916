"""Slack's way of writing, to and from plain words: https://docs.slack.dev/messaging/formatting-message-text."""

from __future__ import annotations

import re
from typing import Any

# <@U…> <#C…|general> <!here> <https://…|label> <mailto:…|label>
MARKED = re.compile(r"<([@#!]?)([^|<>]*)(?:\|([^<>]*))?>")
ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]'\"’”]")


def heard(text: str) -> str:
    """What somebody wrote, without Slack's marks: addresses and labels as they read, nobody's id."""
    plain = MARKED.sub(_read, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _read(mark: re.Match[str]) -> str:
    sign, what, label = mark.groups()
    if sign in ("@", "!"):
        return ""
    return label or ("" if sign else what.removeprefix("mailto:").removeprefix("tel:"))


def escaped(text: str) -> str:
    """Plain words as the `text` of a message, so that none of their signs is a mark."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rich(text: str) -> dict[str, Any]:
    """Plain words as a block that shows them as they are, and addresses as links. Asterisks stay asterisks."""
    elements: list[dict[str, str]] = []
    place = 0
    for found in ADDRESS.finditer(text):
        elements += _words(text[place : found.start()])
        elements.append({"type": "link", "url": found.group()})
        place = found.end()
    elements += _words(text[place:])
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _words(text: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": text}] if text else []
