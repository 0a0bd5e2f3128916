"""The second factor: a code that changes every 30 seconds (RFC 6238), or one of the recovery codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import re
import secrets
from datetime import datetime

import pyotp
import segno

from yarrow.console.parts import Parts
from yarrow.console.visit import Seat
from yarrow.settings import audit_key
from yarrow.store.staff import Account

STEP = 30
RECOVERY_CODES = 10
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else


class Factor:
    """Checks codes, and sets up the app that makes them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def is_right(self, account: Account, given: str) -> bool:
        """Whether this code is good now; it is not a second time."""
        code = re.sub(r"[\s-]", "", given).lower()
        codes, now = self._parts.record.codes, self._parts.now()
        if not code.isdecimal():
            return await self._parts.threads.record(codes.use_recovery, account.id, code, now)
        step = matching_step(account.totp_secret, code, now)
        return step is not None and await self._parts.threads.record(codes.take_step, account.id, step)

    def proposed(self, seat: Seat) -> str:
        """The secret a code app is offered: of this session, and kept nowhere until it is proved."""
        key = audit_key(self._parts.settings)
        digest = hmac.new(key, f"code app {seat.session} {seat.staff}".encode(), hashlib.sha256).digest()
        return base64.b32encode(digest[:20]).decode()

    async def set_up(self, seat: Seat, given: str) -> tuple[str, ...] | None:
        """The recovery codes, once the app has shown the right code for the proposed secret; else None."""
        secret, now = self.proposed(seat), self._parts.now()
        step = matching_step(secret, re.sub(r"\s", "", given), now)
        if step is None:
            return None
        set_up = self._parts.record.codes.set_up
        await self._parts.threads.record(set_up, seat.staff, secret, step, now, session=seat.session)
        return await self.new_recovery(seat)

    async def new_recovery(self, seat: Seat) -> tuple[str, ...]:
        """Recovery codes that replace all there were."""
        made = tuple("".join(secrets.choice(ALPHABET) for _ in range(16)) for _ in range(RECOVERY_CODES))
        give = self._parts.record.codes.give_recovery
        await self._parts.threads.record(give, seat.staff, made, self._parts.now())
        return tuple("-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in made)

    def picture(self, seat: Seat, email: str) -> bytes:
        """What a code app reads from the screen, as SVG."""
        address = pyotp.TOTP(self.proposed(seat)).provisioning_uri(name=email, issuer_name="Yarrow")
        drawn = io.BytesIO()
        segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=3, light="white", xmldecl=False)
        return drawn.getvalue()


def matching_step(secret: str | None, code: str, now: datetime) -> int | None:
    """For which 30 seconds this is the code: these, those before or those after, as clocks differ; else None."""
    if not secret or not (code.isascii() and code.isdecimal()):
        return None
    totp, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    return next((at for at in (here, here - 1, here + 1) if hmac.compare_digest(totp.at(at * STEP), code)), None)
