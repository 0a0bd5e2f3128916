"""Who writes, without keeping who: ids of platforms become keyed hashes, and addresses to answer to are encrypted."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class WrongKey(Exception):
    """An address was hidden with another key: YARROW_CHANNELS_KEY (or channels.key in the home folder) has changed."""


class Identity:
    """Two keys, both drawn from one: for the names of people and events, and for their addresses."""

    def __init__(self, key: str) -> None:
        """`key`: the master key, as it stands in the setting or in the home folder."""
        self._names = _drawn(key, b"yarrow/channels/names")
        self._addresses = Fernet(urlsafe_b64encode(_drawn(key, b"yarrow/channels/addresses")))

    def who(self, channel: str, who: str) -> str:
        """The name of a person on a platform; the same each time, and telling nothing without the key."""
        return self._named("who", channel, who)

    def event(self, channel: str, event: str) -> str:
        """The name of something that was told, to know it when it is told again."""
        return self._named("event", channel, event)

    def hide(self, address: Mapping[str, Any]) -> str:
        """What sending needs, unreadable without the key."""
        return self._addresses.encrypt(json.dumps(dict(address)).encode()).decode("ascii")

    def open(self, address: str) -> dict[str, Any]:
        """A hidden address as it was. Raises WrongKey."""
        try:
            opened: dict[str, Any] = json.loads(self._addresses.decrypt(address.encode("ascii")))
        except InvalidToken:
            raise WrongKey(
                "The key of messaging apps is not the one addresses were hidden with: put it back."
            ) from None
        return opened

    def _named(self, kind: str, channel: str, value: str) -> str:
        # As JSON, so that no two lists of parts run together into the same bytes.
        told = json.dumps([kind, channel, value], ensure_ascii=True).encode("ascii")
        return hmac.new(self._names, told, hashlib.sha256).hexdigest()


def _drawn(key: str, what_for: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=what_for).derive(key.encode())
