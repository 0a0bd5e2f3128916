"""Calls to the HTTP API of a platform; what goes wrong on the way is Refused, in the same words for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from yarrow.gateway.channels.refused import Refused

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
TOO_MANY, SERVER_ERROR = 429, 500
# From a server in between, whose own call may have been heard all the same.
BETWEEN = (502, 504)


class Api:
    """One platform's API. Connections are kept open, and made when first needed."""

    def __init__(
        self, base: str, *, headers: Mapping[str, str] | None = None, auth: tuple[str, str] | None = None
    ) -> None:
        """`base`: its address. A proxy of the environment is used to reach the world, never to reach this machine."""
        self._base = base.rstrip("/")
        self._headers, self._auth = dict(headers or {}), auth
        self._client: httpx.AsyncClient | None = None

    async def post(
        self, path: str, *, json: Any = None, data: Mapping[str, Any] | None = None, timeout: float | None = None
    ) -> httpx.Response:
        """The answer, whatever its status. Raises Refused if there is none."""
        return await self._call("POST", path, timeout, json=json, data=data)

    async def get(self, path: str, *, params: Mapping[str, Any] | None = None) -> httpx.Response:
        """The answer, whatever its status. Raises Refused if there is none."""
        return await self._call("GET", path, None, params=params)

    async def _call(self, method: str, path: str, timeout: float | None, **content: Any) -> httpx.Response:
        # `from None`: an exception of the library may name the address, and with it the token of a bot.
        try:
            return await self._opened().request(
                method, f"{self._base}/{path.lstrip('/')}", timeout=timeout or TIMEOUT, **content
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise Refused("later", "no connection") from None
        except httpx.TimeoutException:
            raise Refused("later", "timeout", unsure=True) from None
        except httpx.HTTPError:
            raise Refused("later", "broken off", unsure=True) from None

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            # On loopback (a double) there are neither proxies nor certificates, and reading these takes long.
            is_far = self._base.startswith("https://")
            self._client = httpx.AsyncClient(headers=self._headers, auth=self._auth, trust_env=is_far, verify=is_far)
        return self._client

    async def close(self) -> None:
        """Give back the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def content_of(answer: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; empty if it holds none."""
    try:
        content = answer.json()
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def busy(answer: httpx.Response, after: float | None = None) -> Refused | None:
    """What an answer of 429 or 5xx means on every platform; None if it is neither.

    `after`: the wait that the platform names in its own field; else the header's.
    """
    if answer.status_code == TOO_MANY:
        return Refused("later", "http 429", after=after if after is not None else _retry_after(answer))
    if answer.status_code >= SERVER_ERROR:
        unsure = answer.status_code in BETWEEN
        return Refused("later", f"http {answer.status_code}", after=_retry_after(answer), unsure=unsure)
    return None


def _retry_after(answer: httpx.Response) -> float | None:
    try:
        return max(0.0, float(answer.headers["retry-after"]))
    except (KeyError, ValueError):
        return None
