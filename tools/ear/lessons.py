"""What the pupil learns from: the examples of data/nlu, as pieces of words with what each is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from yarrow.encoder.encoder import LONGEST
from yarrow.language.ear_heads import NO_DANGER
from yarrow.nlu.examples import Example

UNTOLD = -100  # torch's mark for a row that a loss leaves out
BATCH = 32
SORTED = 16  # batches that are sorted by length among themselves, so that little of them is padding


@dataclass(frozen=True)
class Lesson:
    """One example: its pieces, whether there is danger (0 or 1), and the places of its symptom and act, or `UNTOLD`."""

    pieces: tuple[int, ...]
    danger: int
    symptom: int
    act: int


@dataclass(frozen=True)
class Course:
    """All lessons, and the names that their places stand for."""

    lessons: tuple[Lesson, ...]
    symptoms: tuple[str, ...]
    acts: tuple[str, ...]


def course(some: Sequence[Example], tokenizer: Any) -> Course:
    """The examples as lessons."""
    symptoms = tuple(sorted({one.danger for one in some if one.danger not in (None, NO_DANGER)}))
    acts = tuple(sorted({one.act for one in some if one.act}))
    lessons = tuple(
        Lesson(
            tuple(tokenizer.encode(one.text).ids[:LONGEST]),
            int(one.danger != NO_DANGER),
            symptoms.index(one.danger) if one.danger in symptoms else UNTOLD,
            acts.index(one.act) if one.act else UNTOLD,
        )
        for one in some
    )
    return Course(lessons, symptoms, acts)


def vocabulary(path: Path) -> Any:
    """The encoder's own way of cutting words, without an end."""
    from tokenizers import BertWordPieceTokenizer

    return BertWordPieceTokenizer(str(path), lowercase=True)


def batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """All lessons once, in another order each time."""
    order = list(lessons)
    chance.shuffle(order)
    some: list[list[Lesson]] = []
    for start in range(0, len(order), BATCH * SORTED):
        part = sorted(order[start : start + BATCH * SORTED], key=lambda lesson: len(lesson.pieces))
        some += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    chance.shuffle(some)
    yield from some


def padded(some: Sequence[Lesson]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pieces and mask, one row a lesson."""
    longest = max(len(one.pieces) for one in some)
    pieces = torch.zeros(len(some), longest, dtype=torch.long)
    mask = torch.zeros(len(some), longest)
    for row, one in enumerate(some):
        pieces[row, : len(one.pieces)] = torch.tensor(one.pieces)
        mask[row, : len(one.pieces)] = 1
    return pieces, mask
