"""What the heads learn from: each example whole, and each part of it as it would be heard in a conversation."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from yarrow.language.ear_features import hashed
from yarrow.language.ear_windows import whole, windows
from yarrow.language.second_ear import Encodes
from yarrow.language.text import sentences

ALIKE = 0.85  # cosine from which two examples count as one saying in two spellings


@dataclass(frozen=True)
class Features:
    """Row i of `whole` is example i; `parts` are the windows of all, `owner` says of which example."""

    whole: Any
    parts: Any
    owner: np.ndarray[Any, Any]
    vectors: np.ndarray[Any, Any]


def features(texts: Sequence[str], encoder: Encodes) -> Features:
    """Encode everything, on all cores; a text that the ear would not hear has no part."""
    wholes, parts, owner = [], [], []
    for number, text in enumerate(texts):
        some = sentences(text)
        wholes.append(whole(text, some))
        for window in windows(some):
            parts.append(text[window.start : window.end])
            owner.append(number)
    wanted = list(dict.fromkeys([*wholes, *parts]))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        vectors = dict(zip(wanted, pool.map(lambda text: encoder.encode([text])[0], wanted), strict=True))
    rows = np.stack([vectors[text] for text in wholes])
    return Features(_rows(wholes, vectors), _rows(parts, vectors), np.array(owner), rows)


def groups(vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A number for each row, the same for near-duplicates, so that none is tried on what it was trained on."""
    leader = np.arange(len(vectors))
    for row, vector in enumerate(vectors):
        near = np.flatnonzero(vectors[:row] @ vector > ALIKE)
        if near.size:
            joined = np.isin(leader, [*leader[near], row])
            leader[joined] = leader[near].min()
    return leader


def _rows(texts: Sequence[str], vectors: dict[str, Any]) -> Any:
    dense = sparse.csr_matrix(np.stack([vectors[text] for text in texts]))
    return sparse.hstack([dense, sparse.csr_matrix(np.stack([hashed(text) for text in texts]))]).tocsr()
