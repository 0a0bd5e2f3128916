"""How people find out whether they have something: who can tell, and which standard check exists."""

from __future__ import annotations

from collections.abc import Iterable

from yarrow.clinical.criterion import Named, Truth
from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import has_words, message, paragraphs
from yarrow.language.understanding import Finding, Understanding

AUTOIMMUNE = "condition_group.autoimmune"
# An illness she knows she has, or one of the family, is not what "do I have …?" is about.
ASKED = ("suspected", "hypothetical")


def worries_in(desk: Desk, understanding: Understanding) -> tuple[str, ...]:
    """The worries of the message that name no illness, by their ids (lexicon/worries.yml)."""
    return tuple(worry for worry in understanding.worries if has_words(desk, f"boundary.worry.{worry}"))


def worry_words(desk: Desk, case: Case, worry: str, told: Iterable[Fact]) -> list[Message]:
    """What is said to a worry; more to somebody with an autoimmune condition, where that bears on it."""
    words = [message(desk, case, f"boundary.worry.{worry}")]
    view = desk.protocol.view(case.history.adding(tuple(told)))
    if has_words(desk, f"boundary.illness.{worry}") and Named(AUTOIMMUNE).evaluate(view) is Truth.TRUE:
        words.append(message(desk, case, f"boundary.illness.{worry}"))
    return words


def names_asked_about(desk: Desk, understanding: Understanding) -> tuple[str, ...]:
    """The conditions the message asks about, and names that settle none ("diabetes"), each once."""
    found = [one.id for one in understanding.findings if _is_asked(one)]
    # Whoever has a condition and asks about it is asking all the same, if nothing else is named.
    own = [one.id for one in understanding.findings if one.kind == "condition" and one.status == "present"]
    named = [*(found or own), *understanding.unclear]
    return tuple(dict.fromkeys(name for name in named if has_words(desk, f"find_out.{name}")))


def wonders(understanding: Understanding) -> bool:
    """Whether an illness is named that she does not say she has."""
    return bool(understanding.unclear) or any(_is_asked(one) for one in understanding.findings)


def _is_asked(finding: Finding) -> bool:
    return finding.kind == "condition" and finding.status in ASKED


def how_to_find_out(desk: Desk, case: Case, name: str) -> Message:
    """That nobody can tell from here whether it is this, and how people find out."""
    condition = desk.protocol.conditions.get(name)
    if condition is None:
        return paragraphs(desk, case, ("boundary.diagnosis", f"find_out.{name}"))
    return paragraphs(desk, case, ("boundary.diagnosis_of", f"find_out.{name}"), condition=condition.name)
