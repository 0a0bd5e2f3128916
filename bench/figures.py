"""Figures and how they are written down."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Better = Literal["lower", "higher"]


@dataclass(frozen=True)
class Figure:
    """One row of the table. `ours`, `stock`: in `unit`; None: not measured. `target`: as DESIGN §8 words it.

    `met`: whether ours meets the target; None where it could not be told.
    """

    name: str
    unit: str
    ours: float | None
    stock: float | None
    target: str
    met: bool | None
    better: Better = "lower"

    @property
    def ratio(self) -> float | None:
        """How many times better ours is than stock; None unless both were measured."""
        if not self.ours or not self.stock:
            return None
        return self.stock / self.ours if self.better == "lower" else self.ours / self.stock


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies (nearest rank); needs one value or more."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def middle(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    return statistics.median(values) if values else None


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table for people."""
    head = ("what", "target", "ours", "stock", "better by", "met")
    rows = [head, *(cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def write(path: Path, figures: Sequence[Figure], *, circumstances: dict[str, object]) -> None:
    """The figures as JSON, with what was measured and on what."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(figure), "ratio": figure.ratio} for figure in figures]
    path.write_text(json.dumps({"circumstances": circumstances, "figures": rows}, indent=2) + "\n", encoding="utf-8")


def cells(figure: Figure) -> tuple[str, ...]:
    """One row for people: name, target, ours, stock, how many times better, whether the target is met."""
    ours, stock = (_value(value, figure.unit) for value in (figure.ours, figure.stock))
    return (figure.name, figure.target, ours, stock, _times(figure), _met(figure))


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:.{digits}f} {unit}"


def _times(figure: Figure) -> str:
    return f"{figure.ratio:.1f} x" if figure.ratio else "-"


def _met(figure: Figure) -> str:
    return "-" if figure.met is None else "yes" if figure.met else "NO"
