"""What is known about something patients ask about, said honestly."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.clinical.recommendation import Evidence


@dataclass(frozen=True)
class EvidenceTopic:
    """An answer to an evidence question. Source: clinical.md §7–8.

    `names`: how patients call it. `cautions`: what can go wrong, said after the answer. `not_needed`: the X_ id it
    belongs to. `reviewed`: a clinician has read the answer.
    """

    id: str
    title: str
    evidence: Evidence
    answer: str
    names: tuple[str, ...] = ()
    not_needed: str | None = None
    reviewed: bool = False
    sources: tuple[str, ...] = ()
    cautions: str = ""
