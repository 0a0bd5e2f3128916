"""The sentence encoder with what it has learnt since: small changes to its weights, put into a copy of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from yarrow.encoder.encoder import installed_model
from yarrow.encoder.errors import EncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYERS = 6
PLACES = ("query", "key", "value", "attention", "widening", "narrowing")  # of one layer, in the order of the file
STEPS = 127  # an int8 weight is one of so many steps on either side of nought


@dataclass(frozen=True)
class Change:
    """What is added to one matrix of weights: `up @ down`, with rank far below that of the matrix (LoRA).

    `down`: rank rows of as many columns as the layer takes in; `up`: as many rows as it gives out, rank columns.
    """

    down: NDArray[np.float32]
    up: NDArray[np.float32]

    def added(self) -> NDArray[np.float32]:
        """The whole matrix, rows of what comes in, columns of what goes out, as the file has its weights."""
        return (self.up @ self.down).T.astype(np.float32)


def retuned(changes: Mapping[str, Change], target: Path, model: Path | None = None) -> None:
    """Write the encoder with its weights changed. `changes` by layer and place, `0.query`. Raises EncoderError."""
    import onnx  # only here, and only where it is made: the encoder runs without it
    from onnx import numpy_helper

    graph = onnx.load(str(model or installed_model()))
    weights = {one.name: one for one in graph.graph.initializer}
    for place, name in zip(places(), _matrices(weights), strict=True):
        if place in changes:
            steps, scale = (numpy_helper.to_array(weights[name + end]) for end in ("_q", "_scale"))
            new_steps, new_scale = _in_steps(steps.astype(np.float32) * scale + changes[place].added())
            for end, array in (("_q", new_steps), ("_scale", new_scale)):
                weights[name + end].CopyFrom(numpy_helper.from_array(array, name + end))
    target.write_bytes(graph.SerializeToString(deterministic=True))


def places() -> list[str]:
    """The names of all matrices that can be changed."""
    return [f"{layer}.{place}" for layer in range(LAYERS) for place in PLACES]


def _matrices(weights: Mapping[str, Any]) -> list[str]:
    """What the layers' matrices are called in the file, without `_q` and `_scale`, in the order they are used in."""
    names = [
        name.removesuffix("_q") for name in weights
        if name.startswith("val_") and name.endswith("_q") and len(weights[name].dims) == 2
    ]  # fmt: skip
    if len(names) != LAYERS * len(PLACES):
        raise EncoderError("The sentence encoder's file is not built as expected: run `make install` again.")
    return names


def _in_steps(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The matrix in steps of a size of its own for each column, as the file keeps it."""
    scale = np.maximum(np.abs(matrix).max(axis=0, keepdims=True), 1e-12) / STEPS
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)
