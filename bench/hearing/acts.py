"""What kind of turn was heard for what kind: confusion matrix and macro-F1; and trained intents as acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from yarrow.intake.kind import ACTS

# Intents are kinds of turn, of which the acts are fewer: what each comes to.
OF_INTENT: Mapping[str, str] = {
    **{intent: act for act, intent in ACTS.items()},
    "inform": "answer", "red_flag": "answer", "help_status": "answer", "third_party": "answer", "consent": "yes",
    "confirm": "yes", "change_something": "correct", "stop_here": "pause",
}  # fmt: skip
OTHER = "other"

Confusion = Mapping[str, Mapping[str, int]]


def act_of(intent: str | None) -> str:
    """The act that an intent (or one of its topics, `ask_evidence/nk_cells`) stands for."""
    return OF_INTENT.get((intent or "").partition("/")[0], OTHER)


def settled(said: str, accepted: tuple[str, ...]) -> str:
    """The act that was right: the one heard if it is among those accepted, else the first of them."""
    return said if said in accepted else accepted[0]


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """How often each act that was right was heard as which, from pairs of the two; the commonest first."""
    counted = Counter(pairs)
    rights = Counter(right for right, _ in counted.elements())
    return {
        right: dict(Counter({said: count for (one, said), count in counted.items() if one == right}).most_common())
        for right, _ in rights.most_common()
    }


def macro_f1(confused: Confusion) -> float | None:
    """The mean F1 of all acts that were right at least once; None of nothing."""
    scores = [_f1(confused, act) for act in confused]
    return sum(scores) / len(scores) if scores else None


def _f1(confused: Confusion, act: str) -> float:
    right = confused[act].get(act, 0)
    is_so = sum(confused[act].values())
    said = sum(row.get(act, 0) for row in confused.values())
    return 2 * right / (is_so + said)
