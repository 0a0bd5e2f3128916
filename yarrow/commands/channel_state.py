"""What `yarrow doctor` says of the messaging apps: one line for each that is set up."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from yarrow.messengers import NAMES, Messengers
from yarrow.settings import WebSettings, messengers

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol
    from yarrow.gateway.channels.channel import Channel, Check

State = Literal["ok", "note", "wrong"]
SECONDS = 15.0
# The variable that turns each on, and the page that says how to get what belongs into it.
FIRST: Mapping[str, str] = {
    "whatsapp": "YARROW_WHATSAPP_TOKEN",
    "twilio_whatsapp": "YARROW_TWILIO_WHATSAPP",
    "telegram": "YARROW_TELEGRAM_TOKEN",
    "messenger": "YARROW_MESSENGER_TOKEN",
    "slack": "YARROW_SLACK_TOKEN",
    "sms": "YARROW_TWILIO_SMS",
}
PAGES: Mapping[str, str] = {name: f"docs/channels/{name.replace('_', '-')}.md" for name in NAMES}


def webhook(given: Messengers, name: str) -> str | None:
    """Where the platform calls; None while the public address is not known."""
    return f"{given.public_url}/channels/{name}" if given.public_url else None


def channel_state(web: WebSettings, protocol: Protocol | None) -> Iterator[tuple[State, str, str]]:
    """State (`ok`, `note` or `wrong`), what it is about, and a sentence."""
    from yarrow.gateway.channels.registry import channels

    given = web.messengers
    if not any(given.has(name) for name in NAMES):
        yield "note", "messaging", "no app is set up: patients write in the browser; `yarrow channels list` shows more"
        return
    there = channels(messengers(web))
    for name, checks in zip(there, asyncio.run(_checked(list(there.values()))), strict=True):
        left = [f"{check.about}: {check.sentence}" for check in checks if not check.is_well]
        well = "; ".join(f"{check.about}: {check.sentence.removesuffix('.')}" for check in checks)
        yield ("wrong", name, left[0]) if left else ("ok", name, well)
    yield from _secure_page(given, protocol)


def _secure_page(given: Messengers, protocol: Protocol | None) -> Iterator[tuple[State, str, str]]:
    """Whether what belongs on the secure page can be asked there."""
    if given.web_only and not given.public_url:
        yield "note", "web only", "set YARROW_PUBLIC_URL: without it, what YARROW_WEB_ONLY names is asked in the app"
    if protocol is None:
        return
    known = {"sensitive"} | {name for question in protocol.questions for name in (question.id, question.section)}
    for name in sorted(given.web_only - known):
        yield "note", "web only", f"YARROW_WEB_ONLY names {name}, which is neither a section nor a question"


async def _checked(there: list[Channel]) -> list[list[Check]]:
    return list(await asyncio.gather(*(_one(channel) for channel in there)))


async def _one(channel: Channel) -> list[Check]:
    from yarrow.gateway.channels.channel import Check

    try:
        async with asyncio.timeout(SECONDS):
            return await channel.check()
    except TimeoutError:
        return [Check(False, "platform", f"{channel.title} has not answered within {SECONDS:.0f} seconds")]
    finally:
        await channel.close()
