"""What the bot is told about itself, and what is asked about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from yarrow.gateway.channels.channel import Check
from yarrow.gateway.channels.platforms.api import Api, content_of
from yarrow.gateway.channels.platforms.telegram.updates import ALLOWED
from yarrow.gateway.channels.refused import Refused
from yarrow.protocol.loader import ROOT
from yarrow.protocol.wording import load_wording

COMMANDS = ("start", "help", "link", "pause", "stop")
MOST_WAITING = 50
# In the order they are set: what people see first is what they may already read while the rest is being set.
SETTINGS = ("setMyDescription", "setMyShortDescription", "setMyCommands")
Answer = Mapping[str, Any]


class Bot:
    """One bot of Telegram, as its owner sees it."""

    def __init__(self, api: Api, secret: str) -> None:
        self._api, self._secret = api, secret
        self.username: str | None = None

    async def check(self) -> list[Check]:
        """The bot by its name, and how the webhook is doing."""
        known = await self._ask("getMe")
        if isinstance(known, str):
            return [Check(False, "bot", f"Telegram does not know this bot ({known}). See YARROW_TELEGRAM_TOKEN.")]
        self.username = str(known.get("username", "")) or None
        told = await self._ask("getWebhookInfo")
        if isinstance(told, str):
            return [_named(known), Check(False, "webhook", f"Telegram did not say where it calls ({told}). Try again.")]
        return [_named(known), *_webhook(told)]

    async def setup(self, url: str) -> list[Check]:
        """Tell Telegram where to call, and what the bot says of itself."""
        refused = await self._ask(
            "setWebhook",
            url=url,
            secret_token=self._secret,
            allowed_updates=list(ALLOWED),
            max_connections=40,
            drop_pending_updates=False,
        )
        if isinstance(refused, str):
            return [Check(False, "webhook", f"Telegram did not take the address ({refused}): it needs https.")]
        return [Check(True, "webhook", f"Telegram calls {url}."), *[check async for check in self._introduce()]]

    async def learn(self) -> None:
        """Find out the bot's own name, once; without it there is no link back to the chat."""
        if self.username is None:
            known = await self._ask("getMe")
            self.username = "" if isinstance(known, str) else str(known.get("username", ""))

    async def _introduce(self) -> Any:
        for method, settings in zip(SETTINGS, introduction(), strict=True):
            refused = await self._ask(method, **settings)
            if isinstance(refused, str):
                sentence = f"Telegram did not take it ({refused}). The bot works without; try again later."
                yield Check(False, method, sentence)
        yield Check(True, "words", "The bot's description and its list of commands are set.")

    async def _ask(self, method: str, **content: Any) -> Answer | str:
        """What Telegram answers, or why it does not as a code."""
        try:
            answer = await self._api.post(method, json=content)
        except Refused as refused:
            return refused.code
        told = content_of(answer)
        if told.get("ok") is not True:
            return f"http {answer.status_code}"
        result = told.get("result")
        return result if isinstance(result, dict) else {}


def introduction() -> tuple[dict[str, Any], ...]:
    """What people read before they press Start, and what the menu offers; in the order of SETTINGS."""
    wording = load_wording(ROOT)
    commands = [{"command": name, "description": wording[f"telegram.commands.{name}"]} for name in COMMANDS]
    return (
        {"description": wording["telegram.description"]},
        {"short_description": wording["telegram.short_description"]},
        {"commands": commands},
    )


def _named(known: Answer) -> Check:
    return Check(True, "bot", f"Telegram knows the bot as @{known.get('username', '')}.")


def _webhook(told: Answer) -> Iterator[Check]:
    address, waiting = str(told.get("url") or ""), int(told.get("pending_update_count") or 0)
    if not address:
        yield Check(False, "webhook", "Telegram has not been told where to call: run `yarrow channels setup telegram`.")
        return
    yield Check(True, "webhook", f"Telegram calls {address}.")
    if waiting > MOST_WAITING:
        yield Check(
            False, "waiting", f"{waiting} messages wait at Telegram: it cannot reach the gateway, or is too fast."
        )
    if at := told.get("last_error_date"):
        # What it says of the error may quote an answer of ours; the moment is enough to find it in the log.
        when = datetime.fromtimestamp(int(at), UTC).isoformat(timespec="minutes")
        yield Check(waiting == 0, "last error", f"Its last call that failed was at {when}; {waiting} messages wait.")
