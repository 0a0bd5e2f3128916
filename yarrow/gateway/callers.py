"""Who is calling: the bearer of a conversation's token, and from which network address."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

from starlette.requests import Request

from yarrow.gateway import keys, words
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem, no_key
from yarrow.gateway.shapes import moment
from yarrow.gateway.turn import now
from yarrow.store.conversations import Tombstone
from yarrow.store.errors import RecordUnavailable
from yarrow.store.values import Opened, Receipt

P = ParamSpec("P")
T = TypeVar("T")
OPEN_SECONDS = 1.2  # a hung database must leave time for the red-flag lane within its 2 s


class Callers:
    """Lets in who has the key."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def opened(self, request: Request, conversation: str) -> Opened:
        """The conversation, if the caller has a key to it. Raises Problem (401, 410) or RecordUnavailable."""
        token = keys.bearer(request.headers.get("authorization"))
        known = keys.ID_FORM.fullmatch(conversation) is not None
        conversations = self._parts.record.conversations
        found = await self.within(OPEN_SECONDS, conversations.open, conversation) if known else None
        if found is None and known:
            await self._refuse_erased(token, conversation)
        holder = found.conversation if found else None
        is_token = keys.fits(token, holder.token_hash if holder else None)
        if found is None:
            raise no_key()
        until = found.conversation.token_expires_at if is_token else await self._page_key(token, conversation)
        if until is None or until <= now():
            raise no_key()
        return found

    async def reader(self, request: Request, conversation: str) -> Opened:
        """As `opened`, and the key lives on because it was used."""
        found = await self.opened(request, conversation)
        token = keys.bearer(request.headers.get("authorization"))
        fresh = now() + keys.LIFE
        record, threads = self._parts.record, self._parts.threads
        if keys.fits(token, found.conversation.token_hash):
            if fresh - found.conversation.token_expires_at > keys.RENEWED_AFTER:
                await threads.record(record.conversations.keep_alive, conversation, fresh)
            return found
        until = await self._page_key(token, conversation)
        if token and until and fresh - until > keys.RENEWED_AFTER:
            await threads.record(record.page_keys.renew, keys.hashed(token), fresh)
        return found

    async def _page_key(self, token: str | None, conversation: str) -> datetime | None:
        """Until when this is the key of a page of this conversation; None if it is not."""
        if token is None:
            return None
        expiry = self._parts.record.page_keys.expiry
        return await self.within(OPEN_SECONDS, expiry, conversation, keys.hashed(token), now())

    async def buried(self, request: Request, conversation: str) -> Receipt | None:
        """The receipt of an erased conversation, if the caller had its token."""
        token = keys.bearer(request.headers.get("authorization"))
        stone = await self._tombstone(conversation)
        return stone.receipt if stone and keys.fits(token, stone.token_hash) else None

    async def within(self, seconds: float, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the record, for so long at most. Raises RecordUnavailable."""
        try:
            async with asyncio.timeout(seconds):
                return await self._parts.threads.record(call, *args, **kwargs)
        except TimeoutError:
            raise RecordUnavailable("timeout") from None

    async def _refuse_erased(self, token: str | None, conversation: str) -> None:
        stone = await self._tombstone(conversation)
        if stone and keys.fits(token, stone.token_hash):
            problem = Problem(410, "erased", words.ERASED)
            problem.receipt = receipt_json(stone.receipt)
            raise problem

    async def _tombstone(self, conversation: str) -> Tombstone | None:
        if not keys.ID_FORM.fullmatch(conversation):
            return None
        return await self.within(OPEN_SECONDS, self._parts.record.conversations.tombstone, conversation)


def address(request: Request) -> str:
    """The network address of the caller, as the server (or a proxy it trusts) says; kept in memory only."""
    return request.client.host if request.client else "unknown"


def receipt_json(receipt: Receipt) -> dict[str, object]:
    """A receipt as the API shows it."""
    return {
        "receipt": receipt.id,
        "conversation": receipt.conversation,
        "erased_at": moment(receipt.erased_at),
        "deleted": receipt.counts,
    }
