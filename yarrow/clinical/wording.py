"""The sentences Yarrow says, by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol


def say(protocol: Protocol, key: str, **fields: Any) -> str:
    """The wording of a key with its fields filled in; fields it does not use are ignored.

    Raises KeyError, naming the key and what is missing: a programmer's mistake, caught by `yarrow protocol check`.
    """
    template = protocol.wording.get(key)
    if template is None:
        raise KeyError(f"No wording has the key {key!r}: add it to a file under protocol/wording/.")
    try:
        return template.format(**fields).strip()
    except KeyError as missing:
        raise KeyError(f"The wording {key!r} needs the field {missing.args[0]!r}, which was not given.") from None
