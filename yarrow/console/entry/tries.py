"""How often one may try: whoever fails waits, and nobody else does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv6Network, ip_address

from starlette.requests import Request

from yarrow.console import cookies
from yarrow.console.parts import Parts
from yarrow.store.attempts import Counter

# A clinic's people share one address: many may mistype there, and a stranger among them delays new browsers a minute.
OF_ADDRESS = 50
LONGEST_OF_ADDRESS = timedelta(minutes=1)


class Tries:
    """Counts them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def counters(self, request: Request, email: str) -> tuple[Counter, ...]:
        """By what a try with this address counts, from this browser."""
        address = email.strip().lower()
        device = request.cookies.get(cookies.DEVICE, "")
        if device and await self._is_known(device, address):
            return (Counter(f"device {device} {address}"),)
        host = network(request.client.host if request.client else "")
        return (Counter(f"account {address} {host}"), Counter(f"address {host}", OF_ADDRESS, LONGEST_OF_ADDRESS))

    async def _is_known(self, device: str, address: str) -> bool:
        is_known = self._parts.record.devices.is_known
        return await self._parts.threads.record(is_known, device, address, self._parts.now())

    async def take(self, counters: Sequence[Counter]) -> str:
        """Count one more try; what to say if it comes too soon, else nothing."""
        wait = await self._parts.threads.record(self._parts.record.attempts.take, counters, self._parts.now())
        return f"There were too many tries. Wait {in_words(wait)}, then try again." if wait else ""

    async def right(self, counters: Sequence[Counter]) -> None:
        """It was right: begin to count anew."""
        await self._parts.threads.record(self._parts.record.attempts.right, counters)


def network(host: str) -> str:
    """Whose the address is: of IPv6 every household and every server has 2^64 to change between."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 4:
        return host
    mapped = address.ipv4_mapped
    return str(mapped) if mapped else str(IPv6Network((int(address) >> 64 << 64, 64)))


def in_words(wait: timedelta) -> str:
    """A time to wait, never said too short."""
    seconds = int(wait.total_seconds()) + 1
    if seconds <= 90:
        return f"{seconds} seconds" if seconds > 1 else "a second"
    return f"{-(-seconds // 60)} minutes"
