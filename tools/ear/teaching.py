"""One course, taught a few times over; the same course gives the same pupil on the same machine."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Sequence

import torch

from tools.ear.lessons import BATCH, Course, Lesson, batches, padded
from tools.ear.pupil import Pupil

ROUNDS = 3
# Steps of the encoder's small matrices and of the heads, at their longest: they grow over `WARMING` steps, then shrink.
PACE, HEADS_PACE = 1e-3, 1e-3
WARMING = 60
DOUBT = 0.05  # how far even a sure lesson is doubted (label smoothing), so that what is learnt is not all or nothing
SYMPTOMS_WEIGH, ACTS_WEIGH = 0.5, 0.3  # beside danger itself
LONGEST_STEP = 1.0  # of all gradients together
TOLD_EVERY = 200  # steps


def teach(some: Course, seed: int = 0) -> Pupil:
    """A pupil that has been through the course. Minutes; uses all cores."""
    torch.manual_seed(seed)
    torch.set_num_threads(os.cpu_count() or 1)
    chance, pupil = random.Random(seed), Pupil(len(some.symptoms), len(some.acts))
    encoder = [one for one in pupil.encoder.parameters() if one.requires_grad]
    heads = [one for part in (pupil.danger, pupil.symptoms, pupil.acts) for one in part.parameters()]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": PACE}, {"params": heads, "lr": HEADS_PACE}])
    steps = ROUNDS * -(-len(some.lessons) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / WARMING, 1 - step / steps))
    began, loss = time.monotonic(), torch.tensor(0.0)
    pupil.train()
    for step, batch in enumerate(one for _ in range(ROUNDS) for one in batches(some.lessons, chance)):
        loss = _loss(pupil, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(pupil.parameters(), LONGEST_STEP)
        optimizer.step()
        pace.step()
        if step % TOLD_EVERY == 0:
            sys.stdout.write(f"step {step} of {steps}, loss {loss.item():.3f}, {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    return pupil.eval()


def _loss(pupil: Pupil, batch: Sequence[Lesson]) -> torch.Tensor:
    danger, symptoms, acts = pupil(*padded(batch))
    weighed = (
        (1.0, danger, [one.danger for one in batch]),
        (SYMPTOMS_WEIGH, symptoms, [one.symptom for one in batch]),
        (ACTS_WEIGH, acts, [one.act for one in batch]),
    )
    parts = [
        weight * torch.nn.functional.cross_entropy(scores, torch.tensor(wanted), label_smoothing=DOUBT)
        for weight, scores, wanted in weighed
        if max(wanted) >= 0
    ]
    return torch.stack(parts).sum()
