"""What the second ear was taught, as it stands in the repository: changes to the encoder, and heads on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from yarrow.encoder.retuned import Change, places
from yarrow.language.ear_heads import EarError, EarHeads, unpacked

LEARNT = Path(__file__).with_name("learnt.npz")


@dataclass(frozen=True)
class Learnt:
    """The changes by layer and place (`0.query`), and the heads, which know no file of the encoder yet."""

    changes: Mapping[str, Change]
    heads: EarHeads

    def save(self, path: Path = LEARNT) -> None:
        """Write it, the changes in half precision: more does not survive the encoder's int8 weights."""
        arrays: dict[str, Any] = self.heads.arrays()
        for place, change in self.changes.items():
            arrays[f"{place}.down"], arrays[f"{place}.up"] = (
                one.astype(np.float16) for one in (change.down, change.up)
            )
        with path.open("wb") as file:
            np.savez_compressed(file, **arrays)


def load_learnt(path: Path = LEARNT) -> Learnt:
    """As it was saved. Raises EarError."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            changes = {
                place: Change(*(found[f"{place}.{end}"].astype(np.float32) for end in ("down", "up")))
                for place in places()
            }
            return Learnt(changes, unpacked(found))
    except Exception as error:  # a file cut short fails in a dozen ways
        raise EarError(f"{path.name} cannot be read: restore it with `git checkout`, or run `make ear`.") from error
