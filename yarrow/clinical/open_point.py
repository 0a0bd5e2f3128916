"""What a clinician must look at first before anybody relies on the content. Source: clinical.md §12."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class OpenPoint:
    """A doubt that stands open: what to check, why it is in doubt, and the items it touches (keys of `reviews`).

    A touched key may end in `*`: every item whose key begins so.
    """

    id: str
    title: str
    text: str
    touches: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def concerns(self, key: str) -> bool:
        """Whether the item of this key is touched."""
        return any(is_touched(touched, key) for touched in self.touches)


def is_touched(touched: str, key: str) -> bool:
    """Whether a touched key means this item's."""
    return fnmatchcase(key, touched)
