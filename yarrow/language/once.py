"""What was read of a sentence is kept while the message is read: many ask for the same numbers and weeks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import wraps
from threading import Lock
from typing import TypeVar

from yarrow.language.text import Token

Read = TypeVar("Read")
KEPT = 128  # sentences: more than all but the longest messages have


def once(read: Callable[[Sequence[Token]], list[Read]]) -> Callable[[Sequence[Token]], list[Read]]:
    """The reader, which reads the same tokens once. They are told by identity: comparing them costs more than it saves.

    Only tuples are kept, which cannot change; the answer is a fresh list each time.
    """
    kept: OrderedDict[int, tuple[Sequence[Token], tuple[Read, ...]]] = OrderedDict()
    lock = Lock()

    @wraps(read)
    def kept_read(tokens: Sequence[Token]) -> list[Read]:
        if not isinstance(tokens, tuple):
            return read(tokens)
        found = kept.get(id(tokens))
        if found is None or found[0] is not tokens:
            found = (tokens, tuple(read(tokens)))
            with lock:
                kept[id(tokens)] = found
                while len(kept) > KEPT:
                    kept.popitem(last=False)
        return list(found[1])

    return kept_read
