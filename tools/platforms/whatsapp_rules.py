"""What the Cloud API takes, and how a message then looks to the person."""

from __future__ import annotations

from typing import Any

TEXT, BODY, BUTTON, ROW, DETAIL, ID, OPAQUE = 4096, 1024, 20, 24, 72, 256, 512
LIST_ID = 200


def broken_rule(note: dict[str, Any]) -> str | None:
    """Which rule of the Messages API a request breaks; None if it breaks none."""
    if note.get("messaging_product") != "whatsapp" or not (note.get("to") or note.get("recipient")):
        return "messaging_product, to or recipient is missing"
    if len(note.get("biz_opaque_callback_data", "")) > OPAQUE:
        return "biz_opaque_callback_data is too long"
    kind = note.get("type")
    if kind == "text":
        return None if 0 < len(note["text"]["body"]) <= TEXT else "Param text['body'] has a wrong length"
    if kind == "template":
        return None if note["template"]["name"] and note["template"]["language"]["code"] else "no template"
    return _broken_interactive(note["interactive"]) if kind == "interactive" else f"type {kind} is not taken"


def _broken_interactive(interactive: dict[str, Any]) -> str | None:
    if not 0 < len(interactive["body"]["text"]) <= BODY:
        return "Param interactive['body']['text'] has a wrong length"
    action, kind = interactive["action"], interactive["type"]
    if kind == "button":
        replies = [button["reply"] for button in action["buttons"]]
        return _broken_options([(one["id"], one["title"]) for one in replies], 3, BUTTON, ID)
    if kind == "list":
        rows = [row for section in action["sections"] for row in section["rows"]]
        if not 0 < len(action["button"]) <= BUTTON or any(len(row.get("description", "")) > DETAIL for row in rows):
            return "Param interactive['action'] has a wrong length"
        return _broken_options([(row["id"], row["title"]) for row in rows], 10, ROW, LIST_ID)
    if kind == "cta_url":
        parameters = action["parameters"]
        fits = 0 < len(parameters["display_text"]) <= BUTTON and parameters["url"].startswith("http")
        return None if fits else "Param interactive['action']['parameters'] is not valid"
    return f"interactive type {kind} is not taken"


def _broken_options(options: list[tuple[str, str]], most: int, title: int, token: int) -> str | None:
    if not 0 < len(options) <= most:
        return f"between 1 and {most} options"
    if any(not 0 < len(label) <= title or not 0 < len(id_) <= token for id_, label in options):
        return "an option is too long, or empty"
    alike = [
        len({id_ for id_, _ in options}),
        len({label for _, label in options}) if title == BUTTON else len(options),
    ]
    return "options have to differ" if min(alike) < len(options) else None


def shown(note: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The words of a message, and what can be tapped: (label, token)."""
    if note["type"] == "text":
        return note["text"]["body"], ()
    if note["type"] == "template":
        return f"[template {note['template']['name']}]", ()
    interactive = note["interactive"]
    action = interactive["action"]
    options: list[tuple[str, str]] = []
    if interactive["type"] == "button":
        options = [(button["reply"]["title"], button["reply"]["id"]) for button in action["buttons"]]
    elif interactive["type"] == "list":
        rows = [row for section in action["sections"] for row in section["rows"]]
        options = [(row["title"], row["id"]) for row in rows]
    return interactive["body"]["text"], tuple(options)
