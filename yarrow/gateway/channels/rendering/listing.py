"""The answers of a question as lines of text, each after the sign that stands for it."""

from __future__ import annotations

from yarrow.gateway.channels.rendering.numbers import Menu
from yarrow.intake.turn import Choice, Message


def listed(message: Message, menu: Menu) -> str:
    """Every answer on a line of its own, a long list under its headings; "none of these" comes last."""
    ordered = sorted(message.choices, key=lambda choice: choice.value == menu.none)
    headings = _headings(message)
    lines: list[str] = []
    for choice, before in zip(ordered, [None, *ordered], strict=False):
        heading = headings.get(choice.value)
        is_new = before is not None and heading != headings.get(before.value)
        if heading and (is_new or before is None):
            lines += ["", heading] if lines else [heading]
        elif is_new:
            lines.append("")
        lines.append(_line(choice, menu))
    return "\n".join(lines)


def _line(choice: Choice, menu: Menu) -> str:
    return f"{menu.sign(choice.value)}. {choice.label}"


def _headings(message: Message) -> dict[str, str]:
    """The heading of each choice that has one."""
    groups = (message.question or {}).get("groups") or ()
    return {value: f"{group['title']}:" for group in groups for value in group["values"]}
