"""Messages of the app in Slack, written and changed.

What a notice shows cannot be another text than the message's: on telephones it is the message's `text`, on desktops the
words of its blocks (https://docs.slack.dev/changelog/2026/07/13/notification-changes), and screen readers read `text`
instead of the blocks. So words that a lock screen must not show come in two steps: neutral words are posted, which is
what notices show, and then changed into what is meant, of which there is no notice.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.platforms.api import Api, content_of
from yarrow.gateway.channels.platforms.slack.blocks import blocks
from yarrow.gateway.channels.platforms.slack.errors import NotEditable, see
from yarrow.gateway.channels.platforms.slack.words import escaped

# Neutral words whose change has failed are changed by the next try, as long as this process remembers them.
MOST_BEGUN = 1000
Content = dict[str, Any]


class Posting:
    """Writes in the chats of one workspace."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._begun: OrderedDict[str, str] = OrderedDict()

    async def send(self, piece: Piece, channel: str, name: str) -> None:
        """Write it, or put it in the place of the message it changes. `name`: of this piece. Raises Refused."""
        content = {"channel": channel, "text": escaped(piece.text), "blocks": blocks(piece)}
        stamp = (piece.edits or {}).get("message")
        if stamp is None and piece.preview is not None:
            stamp = self._begun.get(name) or await self._begin(piece.preview, channel, name)
        if stamp is None or not await self._change(content, str(stamp)):
            await self._post(content)
        self._begun.pop(name, None)

    async def _begin(self, neutral: str, channel: str, name: str) -> str | None:
        """Post the neutral words; where they stand, which is remembered until they are changed."""
        stamp = await self._post({"channel": channel, "text": escaped(neutral)})
        if stamp is not None:
            self._begun[name] = stamp
            while len(self._begun) > MOST_BEGUN:
                self._begun.popitem(last=False)
        return stamp

    async def _post(self, content: Content) -> str | None:
        answer = await self._api.post(
            "chat.postMessage", json={**content, "unfurl_links": False, "unfurl_media": False}
        )
        see(answer)
        return content_of(answer).get("ts")

    async def _change(self, content: Content, stamp: str) -> bool:
        """Whether the message could be changed. Raises Refused if it may be, later."""
        try:
            see(await self._api.post("chat.update", json={**content, "ts": stamp}))
        except NotEditable:
            return False
        return True
