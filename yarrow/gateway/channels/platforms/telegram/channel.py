"""The adapter of Telegram."""

from __future__ import annotations

import hmac

from yarrow.gateway.channels.channel import TAKEN, Address, Check, Forged, Reply, Webhook
from yarrow.gateway.channels.incoming import Incoming, Parsed
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.platforms.api import Api
from yarrow.gateway.channels.platforms.telegram.bot import Bot
from yarrow.gateway.channels.platforms.telegram.errors import NotEditable, see
from yarrow.gateway.channels.platforms.telegram.message import edited_message, new_message
from yarrow.gateway.channels.platforms.telegram.updates import read
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.channels.rendering.platforms import TELEGRAM
from yarrow.messengers import Telegram

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header


class TelegramChannel:
    """One bot. What it keeps are connections and the bot's own name."""

    name = "telegram"
    title = "Telegram"
    limits = TELEGRAM

    def __init__(self, settings: Telegram) -> None:
        self._secret = settings.secret.encode()
        self._id = settings.token.partition(":")[0]
        self._api = Api(f"{settings.api.rstrip('/')}/bot{settings.token}")
        self._bot = Bot(self._api, settings.secret)

    def verify(self, call: Webhook) -> None:
        """See whether it has the secret that we gave Telegram when we told it where to call."""
        shown = call.headers.get(SECRET_HEADER)
        if not shown:
            raise Forged(401, "no-secret")
        if not hmac.compare_digest(shown.encode(), self._secret):
            raise Forged(403, "wrong-secret")

    def greet(self, call: Webhook) -> Reply | None:
        """Telegram does not ask whether we are there."""
        return None

    def parse(self, call: Webhook) -> Parsed:
        """One update."""
        return read(call.body, self._id)

    def taken(self, call: Webhook) -> Reply:
        """Any 2xx; otherwise it comes again."""
        return TAKEN

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        """Send it, or put it in the place of the message it changes. A group is left as soon as it was told why."""
        message = (piece.edits or {}).get("message")
        if message is None or not await self._edited(piece, to, message):
            see(await self._api.post("sendMessage", json=new_message(piece, to)))
        if to.get("group"):
            await self._try("leaveChat", chat_id=to["chat"])

    async def notice(self, incoming: Incoming) -> None:
        """End the spinning of a button, and show that an answer is being written."""
        if incoming.kind == "group":
            return
        if callback := incoming.mark.get("callback"):
            await self._try("answerCallbackQuery", callback_query_id=callback)
        if incoming.done and incoming.kind != "reaction":
            await self._try("sendChatAction", chat_id=incoming.to["chat"], action="typing")
        await self._bot.learn()

    async def check(self) -> list[Check]:
        """The bot and its webhook."""
        return await self._bot.check()

    async def setup(self, url: str) -> list[Check]:
        """Tell Telegram where to call."""
        return await self._bot.setup(url)

    def return_link(self) -> str | None:
        """Opens the chat; known once the bot has spoken."""
        return f"https://t.me/{self._bot.username}" if self._bot.username else None

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()

    async def _edited(self, piece: Piece, to: Address, message: str | int) -> bool:
        try:
            see(await self._api.post("editMessageText", json=edited_message(piece, to, message)))
        except NotEditable:
            return False
        return True

    async def _try(self, method: str, **content: object) -> None:
        """Best effort: a callback that is too old, a chat that is gone, are no matter."""
        try:
            await self._api.post(method, json=content, timeout=3.0)
        except Refused:
            return
