"""The second ear's heads: linear, on the vectors of the encoder they were learnt with; plain arrays without pickle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 2
DANGER, NO_DANGER = "danger", "none"


class EarError(RuntimeError):
    """The second ear's file cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Bar:
    """How far danger must be `believed` to be asked about, and to settle a doubt."""

    ask_from: float
    raise_from: float


@dataclass(frozen=True)
class Head:
    """A softmax over `names` of a sentence vector; one row of `weights` and one number of `bias` for each name."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def likelihoods(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """Each name with its probability."""
        scores = self.weights @ vector.astype(np.float64) + self.bias
        parts = np.exp(scores - scores.max())
        return dict(zip(self.names, (parts / parts.sum()).tolist(), strict=True))


@dataclass(frozen=True)
class EarHeads:
    """Whether there is danger (`DANGER`, `NO_DANGER`), which it would be, what act; from where on they are believed.

    `encoder`: the SHA-256 of the encoder's file that they were learnt with; `taught_on`: the hash of the examples.
    """

    danger: Head
    symptoms: Head
    bar: Bar
    acts: Head
    act_from: float
    encoder: str = ""
    taught_on: str = ""

    def save(self, path: Path) -> None:
        """Write them; the same heads make the same file."""
        with path.open("wb") as file:
            np.savez(file, **self.arrays())

    def arrays(self) -> dict[str, Any]:
        """All of it by name, as it is kept."""
        return {
            "format": np.array(FORMAT),
            "bar": np.array([self.bar.ask_from, self.bar.raise_from]),
            "act_from": np.array(self.act_from),
            "encoder": np.array(self.encoder),
            "taught_on": np.array(self.taught_on),
            **_packed("danger", self.danger),
            **_packed("symptoms", self.symptoms),
            **_packed("acts", self.acts),
        }


def believed(danger: Any, named: Any, among: Any = 1) -> Any:
    """How far a danger is believed, 0 to 1: its odds, weighed by how surely it can be named.

    `among`: parts of the message, as of many parts one sounds like danger by chance: a long story would else be asked
    about for a sentence in it.
    """
    odds = danger / np.maximum(1.0 - danger, 1e-12) * named / among
    return odds / (1.0 + odds)


def load_heads(path: Path) -> EarHeads:
    """The heads as they were saved. Raises EarError."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return unpacked(found)
    except FileNotFoundError:
        raise EarError("The second ear has not been trained yet: run `make train`.") from None
    except Exception as error:  # a file cut short fails in a dozen ways
        raise EarError(f"The second ear's {path.name} cannot be read: run `yarrow train --force`.") from error


def _packed(name: str, head: Head) -> dict[str, Any]:
    return {
        f"{name}_names": np.array(head.names),
        f"{name}_weights": head.weights.astype(np.float32),
        f"{name}_bias": head.bias.astype(np.float32),
    }


def _head(found: Any, name: str) -> Head:
    names = tuple(map(str, found[f"{name}_names"]))
    weights, bias = (found[f"{name}_{part}"].astype(np.float64) for part in ("weights", "bias"))
    if weights.shape[0] != len(names) or bias.shape != (len(names),):
        raise EarError("The second ear's file does not hang together: run `yarrow train --force`.")
    return Head(names, weights, bias)


def unpacked(found: Any) -> EarHeads:
    """The heads from their arrays. Raises EarError."""
    if int(found["format"]) != FORMAT:
        raise EarError("The second ear's file is of another version: run `yarrow train --force`.")
    danger, symptoms, acts = (_head(found, name) for name in ("danger", "symptoms", "acts"))
    bar = Bar(*map(float, found["bar"]))
    return EarHeads(
        danger, symptoms, bar, acts, float(found["act_from"]), str(found["encoder"]), str(found["taught_on"])
    )
