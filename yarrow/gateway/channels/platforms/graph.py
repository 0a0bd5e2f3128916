"""Meta's Graph API, as far as two messaging apps need it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from yarrow.gateway.channels.platforms.api import Api, content_of
from yarrow.gateway.channels.platforms.graph_errors import Code, Verdict, refused


class Graph:
    """Requests with our token, in the header: an address may be logged on its way."""

    def __init__(self, api: str, token: str, errors: Mapping[Code, Verdict]) -> None:
        """`errors`: what is particular to the platform this is for."""
        self._api = Api(api, headers={"Authorization": f"Bearer {token}"})
        self._errors = errors

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """Read something. Raises Refused."""
        return self._content(await self._api.get(path, params=query))

    async def post(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Do something. Raises Refused; `unsure` if it may have been done although no answer came."""
        return self._content(await self._api.post(path, json=dict(content)))

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()

    def _content(self, answer: httpx.Response) -> dict[str, Any]:
        if answer.is_success:
            return content_of(answer)
        raise refused(answer, self._errors)
