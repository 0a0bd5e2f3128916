"""Which questions a criterion waits for, and what of their answers it reads."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.criterion import (
    All,
    AnyOf,
    Compare,
    Criterion,
    Equals,
    Known,
    Member,
    Named,
    Not,
    Unanswered,
    Unless,
)
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.protocol.plain import SIGNS, plain, spaced

# Families that can be told in any words at any time; the question about them gives them all.
OPEN_FAMILIES = ("conditions", "medicines", "family_history", "asks", "losses")
# Numbers worked out from answers, by the question they are worked out from.
NUMBERS = {
    **dict.fromkeys(("n_eshre", "n_asrm", "n_t1", "n_t2", "n_fetal10", "n_early", "n_late"), "losses_count"),
    "phq2": "phq2_interest",
    "gad2": "gad2_nervous",
}
MOST_PARTS = 2


def feeds(protocol: Protocol, *criteria: Criterion) -> dict[str, str]:
    """The questions whose answers these criteria read, in order, each with what is read of them ("yes or unsure")."""
    read = [part for criterion in criteria for part in _read(protocol, criterion)]
    found: dict[str, str] = {}
    for question in protocol.questions:
        gives = _gives(question)
        parts = list(dict.fromkeys(what for path, what in read if path in gives))
        if parts:
            more = ", …" if len(parts) > MOST_PARTS else ""
            found[question.id] = ", ".join(parts[:MOST_PARTS]) + more
    return found


def _read(protocol: Protocol, criterion: Criterion, called: str = "", sign: str = "") -> Iterator[tuple[str, str]]:
    """Each path that is read with what is read of it: inside a definition its name. Other rules stand alone."""
    if isinstance(criterion, (Not, Unless)):
        yield from _read(protocol, criterion.part, called, "unless ")
    elif isinstance(criterion, (All, AnyOf)):
        for part in criterion.parts:
            yield from _read(protocol, part, called, sign)
    elif isinstance(criterion, Named):
        if not criterion.name.startswith("rule"):
            name = called or sign + plain(criterion, protocol)
            yield from _read(protocol, protocol.named[criterion.name], name)
    elif isinstance(criterion, Member):
        for member in criterion.ids:
            yield f"{criterion.family}.{member}", called or sign + spaced(member)
            if criterion.family in OPEN_FAMILIES:
                yield criterion.family, called or sign + spaced(member)
    elif isinstance(criterion, (Compare, Equals, Known, Unanswered)):
        yield NUMBERS.get(criterion.path, criterion.path), called or sign + _short(criterion)


def _short(part: Compare | Equals | Known | Unanswered) -> str:
    if isinstance(part, Compare):
        return f"{SIGNS[part.comparison]} {part.bound:g}"
    if isinstance(part, Equals):
        return " or ".join("yes" if value is True else "no" if value is False else str(value) for value in part.values)
    return "known" if isinstance(part, Known) else "asked in vain"


def _gives(question: Question) -> set[str]:
    settings = (setting.path for option in question.options for setting in option.sets)
    family = "losses" if question.repeat == "losses" else None
    return {path for path in (question.id, question.fact, family, *settings) if path}
