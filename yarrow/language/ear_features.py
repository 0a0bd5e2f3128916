"""What a head sees of a text: what it means (a sentence vector), and its very words, hashed.

The vector knows that "keeled over" is fainting; that it was "not" or "years ago" the words themselves know better.
"""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from yarrow.language.text import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 8_192
WEIGHT = 1.0  # of the words beside the vector; both are of unit length
WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[?!]")
PARTS = (3, 4)  # letters of a part of a word, so that a misspelling still shares most of them


def hashed(text: str) -> NDArray[np.float32]:
    """Words, pairs of words and parts of words, each a one in its bucket, scaled to `WEIGHT`."""
    words = ["#" if word[0].isdigit() else word.replace("'", "") for word in WORD.findall(plain(text))]
    around = ["^", *words, "$"]
    seen = {*words, *(f"{one} {two}" for one, two in pairwise(around))}
    seen.update(f"<{word}>"[at : at + size] for word in words for size in PARTS for at in range(len(word) + 3 - size))
    row = np.zeros(BUCKETS, dtype=np.float32)
    row[[zlib.crc32(part.encode()) % BUCKETS for part in seen]] = 1.0
    return row * np.float32(WEIGHT / max(float(np.linalg.norm(row)), 1.0))
