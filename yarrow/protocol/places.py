"""Where an item of the protocol stands, by its key: file and line. Looked up when something has to be mended."""

from __future__ import annotations

from pathlib import Path

from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.items import Item, items
from yarrow.protocol.lines import line_of


class Places:
    """The places of all items under one folder."""

    def __init__(self, root: Path) -> None:
        try:
            self._items: dict[str, Item] = {item.key: item for item in items(root)}
        except ProtocolError:
            self._items = {}

    def find(self, key: str, word: str = "") -> tuple[str, int | None]:
        """The file and the line of the item; with `word`, of that word inside it. The key itself if nobody has it.

        A longer key (`question.age.why`) leads into the item.
        """
        item, inner = self._item(key)
        if item is None or item.where.origin is None:
            return key, None
        path = (*item.where.path, *inner)
        line = line_of(item.where.origin, path)
        for wanted in dict.fromkeys((word, word.rpartition(".")[2])) if word else ():
            found = line_of(item.where.origin, path, wanted)
            if found != line:
                return item.where.file, found
        return item.where.file, line

    def _item(self, key: str) -> tuple[Item | None, tuple[str, ...]]:
        """The item with the longest key that begins this one, a note in brackets left out, and what is left of it."""
        parts = key.partition(" (")[0].split(".")
        for end in range(len(parts), 0, -1):
            item = self._items.get(".".join(parts[:end]))
            if item is not None:
                return item, tuple(parts[end:])
        return None, ()
