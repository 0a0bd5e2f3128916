"""The words around a question that only messaging apps need; they stand in protocol/wording/channel_menus.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.protocol import Protocol


@dataclass(frozen=True)
class Phrases:
    """Sentences by key (`channel_menus.done`)."""

    wording: Mapping[str, str]

    @classmethod
    def of(cls, protocol: Protocol) -> Phrases:
        return cls({key: words for key, words in protocol.wording.items() if key.startswith("channel_menus.")})

    def say(self, key: str, **fields: Any) -> str:
        """The words of a key with its fields filled in. Raises KeyError if there are none."""
        return self.wording[key].format(**fields)
