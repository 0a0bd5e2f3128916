"""One reading held against its case: what was right, missed and made up, by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.hearing.case import Case

URGENT = ("T0", "T1", "T2")
# The slots of clinical.md §4.1.
GUT = frozenset({
    "bloating", "diarrhoea", "constipation", "abdominal_pain", "nocturnal_diarrhoea", "rectal_bleeding", "mucus",
    "weight_loss", "early_fullness", "urinary_urgency", "mouth_ulcers", "fatigue_prolonged", "dysphagia", "mass",
    "jaundice",
})  # fmt: skip
# Marked as findings, with how they stand.
LISTS = ("conditions", "symptoms", "medicines", "family_history", "losses", "losses_count", "tests")
# Kept in her own words, so that no two people would write the same; and answers to questions about the conversation.
NOT_MARKED = (
    "condition_treatment", "conditions_other", "medicines_other", "family_history_other", "symptoms_other", "asks",
    "contact", "preferred_term", "gut.weight_loss_told", "consent", "go_on", "happening_now", "confirm_summary",
    "confirm_delete", "can_you_get_help", "third_party_agrees", "support_wanted",
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One thing held against the gold. `measure`: what it counts for; `right`: both have it; `missed`: only the gold.

    `made_up`: only the reading. For yes-or-no measures (a count, an act) exactly one of right and missed is true.
    """

    measure: str
    right: bool = False
    missed: bool = False
    made_up: bool = False
    note: str = ""


def marks(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    """All that can be marked of one reading (a line of `yarrow understand`)."""
    yield from _findings(case, read)
    yield from _facts(case, read)
    if case.acts is not None:
        yield _exact("act", read.get("act") in case.acts, f"{read.get('act')} for {'/'.join(case.acts)}")
    if case.ask is not None:
        yield _exact("asks when it must" if case.ask else "does not ask in vain", bool(read.get("ask")) == case.ask)
    yield from _danger(case, read)


def _findings(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    if case.findings is None:
        return
    kinds = ("condition", "symptom", "medicine", "test")
    gold = {one for one in case.findings if one[0] in kinds}
    valued = {one[:3] for one in gold if len(one) > 3}
    ours = set()
    for one in read.get("findings", ()):
        plain = (one["kind"], one["id"], one["status"])
        ours.add((*plain, str(one["value"])) if plain in valued else plain)
    yield from _sets(gold, {one for one in ours if one[0] in kinds}, _measure_of)


def _measure_of(finding: tuple[str, ...]) -> str:
    kind, id_ = finding[:2]
    return "gut symptoms" if id_ in GUT else "other symptoms" if kind == "symptom" else f"{kind}s"


def _sets(gold: set[tuple[str, ...]], ours: set[tuple[str, ...]], measure: Any) -> Iterator[Mark]:
    for one in sorted(gold | ours):
        yield Mark(measure(one), one in gold & ours, one in gold - ours, one in ours - gold, " ".join(one))


def _facts(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    if case.facts is None:
        return
    ours = read.get("facts", {})
    flat, told = _flat(case.facts), _flat(ours)
    for key in sorted({*flat, *told}):
        if any(key == root or key.startswith(f"{root}.") for root in (*LISTS, *NOT_MARKED, *case.unsure)):
            continue
        gold, said = flat.get(key), told.get(key)
        right = said is not None and gold is not None and _fits(gold, said)
        note = f"{key}: {said!r} for {gold!r}"
        yield Mark("other facts", right, gold is not None and not right, gold is None, note)
    if "losses_count" not in case.unsure and ("losses_count" in case.facts or "losses_count" in ours):
        gold, said = case.facts.get("losses_count"), ours.get("losses_count")
        yield _exact("losses counted", _fits(gold, said), f"losses_count: {said!r} for {gold!r}")
    if "losses" not in case.unsure and ("losses" in case.facts or "losses" in ours):
        gold, said = case.facts.get("losses", []), ours.get("losses", [])
        yield _exact("losses itemised", _same_losses(gold, said), f"losses: {said!r} for {gold!r}")


def _flat(facts: Mapping[str, Any]) -> dict[str, Any]:
    """`{"ivf": {"failed_transfers": 2}}` and `{"ivf.failed_transfers": 2}` alike as the latter."""
    rows: dict[str, Any] = {}
    for key, value in facts.items():
        nested = _flat(value) if isinstance(value, Mapping) else None
        rows |= {key: value} if nested is None else {f"{key}.{inner}": some for inner, some in nested.items()}
    return rows


def _same_losses(gold: Any, said: Any) -> bool:
    """Whether each told loss has its match, in any order; a list in the gold is of values that would do."""
    left = list(said)
    for one in gold:
        match = next((other for other in left if _same_loss(one, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _same_loss(gold: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    return all(_fits(gold.get(key), said.get(key)) for key in ("type", "weeks", "confirmed"))


def _fits(gold: Any, said: Any) -> bool:
    """Whether this value would do; a list in the gold names all that would, unless the fact is itself a list."""
    return bool(gold == said or (isinstance(gold, list) and not isinstance(said, list) and said in gold))


def _danger(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    level, asks = read.get("level"), bool(read.get("ask"))
    said = f"{level} {read.get('red_flags')} ask {read.get('ask')} for {case.rf} {case.danger} {list(case.levels)}"
    if case.danger == "raise":
        raised = level is not None and level <= max(case.levels, default="T2")
        yield _exact("danger raised at once", raised, said)
        yield _exact("danger raised or asked about", level in URGENT or asks, said)
    elif case.danger == "ask":
        yield _exact("doubtful danger not ignored", level in URGENT or asks, said)
    elif case.danger == "quiet":
        yield _exact("no false alarm", level not in URGENT, said)


def _exact(measure: str, right: bool, note: str = "") -> Mark:
    return Mark(measure, right, not right, note=note)
