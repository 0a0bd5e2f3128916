"""One reading held against its case: what was right, missed and made up, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.hearing.case import Case

URGENT = ("T0", "T1", "T2")
EMERGENCY = ("T0", "T1")
# Measures that are named elsewhere too.
ACT = "act"
COUNTED, ITEMISED = "losses counted", "losses itemised"
ASKS, ASKS_NOT = "asks when it must", "does not ask in vain"
RAISED, HEARD = "danger raised at once", "danger raised or asked about"
EMERGENCIES = "emergency not under-triaged"
NOT_IGNORED = "doubtful danger not ignored"
QUIET, QUIET_UNASKED = "no false alarm", "look-alike left unasked"
# Yes or no, one a message; all else counts what was right, missed and made up.
SHARES = (ACT, COUNTED, ITEMISED, ASKS, ASKS_NOT, RAISED, HEARD, EMERGENCIES, NOT_IGNORED, QUIET, QUIET_UNASKED)
# The slots of clinical.md §4.1.
GUT = frozenset({
    "bloating", "diarrhoea", "constipation", "abdominal_pain", "nocturnal_diarrhoea", "rectal_bleeding", "mucus",
    "weight_loss", "early_fullness", "urinary_urgency", "mouth_ulcers", "fatigue_prolonged", "dysphagia", "mass",
    "jaundice",
})  # fmt: skip
# Facts that tell of findings: a fact named unsure takes out the findings of its kind.
UNSURE_KINDS = {"conditions": "condition", "symptoms": "symptom", "medicines": "medicine", "tests": "test"}
# Asked about, these are no question about danger.
ABOUT_HISTORY = ("losses_count", "conditions")
# Facts that are lists of ids: marked one by one, here without how they stand, and as findings with it.
LISTED = ("conditions", "symptoms", "medicines", "family_history")
# Marked as findings, or by measures of their own.
ELSEWHERE = (*LISTED, "losses", "losses_count", "tests")
# Kept in her own words, so that no two people would write the same; and answers to questions about the conversation.
NOT_MARKED = (
    "condition_treatment", "conditions_other", "medicines_other", "family_history_other", "symptoms_other", "asks",
    "contact", "preferred_term", "bleeding_heavy", "gut.weight_loss_told", "consent", "go_on", "happening_now",
    "bleeding_much", "confirm_summary", "confirm_delete", "can_you_get_help", "third_party_agrees", "support_wanted",
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
    yield from _listed(case, read)
    yield from _losses(case, read)
    if case.acts is not None:
        yield _exact(ACT, read.get("act") in case.acts, f"{read.get('act')} for {'/'.join(case.acts)}")
    if case.ask is not None:
        yield _exact(ASKS if case.ask else ASKS_NOT, bool(read.get("ask")) == case.ask, f"ask: {read.get('ask')}")
    yield from _danger(case, read)


def _findings(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    if case.findings is None:
        return
    kinds = ("condition", "symptom", "medicine", "test")
    gold = set(case.findings)
    valued = {one[:3] for one in gold if len(one) > 3}
    ours: set[tuple[str, ...]] = set()
    for one in read.get("findings", ()):
        plain = (one["kind"], one["id"], one["status"])
        ours.add((*plain, str(one["value"])) if plain in valued else plain)
    scored = {one for one in gold | ours if one[0] in kinds and not _is_unsure(case, one)}
    yield from _sets(gold & scored, ours & scored, _measure_of)


def _is_unsure(case: Case, finding: tuple[str, ...]) -> bool:
    """Whether the case leaves open what there is of this kind."""
    key = "family_history" if finding[2] == "family" else None
    return key in case.unsure or any(kind == finding[0] and name in case.unsure for name, kind in UNSURE_KINDS.items())


def _measure_of(finding: tuple[str, ...]) -> str:
    kind, id_ = finding[:2]
    return "gut symptoms" if id_ in GUT else "other symptoms" if kind == "symptom" else f"{kind}s"


def _sets(
    gold: set[tuple[str, ...]], ours: set[tuple[str, ...]], measure: Callable[[tuple[str, ...]], str]
) -> Iterator[Mark]:
    for one in sorted(gold | ours):
        yield Mark(measure(one), one in gold & ours, one in gold - ours, one in ours - gold, " ".join(one))


def _facts(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    if case.facts is None:
        return
    ours = read.get("facts", {})
    flat, told = _flat(case.facts), _flat(ours)
    for key in sorted({*flat, *told}):
        if case.leaves_open(key) or any(
            key == root or key.startswith(f"{root}.") for root in (*ELSEWHERE, *NOT_MARKED)
        ):
            continue
        gold, said = flat.get(key), told.get(key)
        right = said is not None and gold is not None and _fits(gold, said)
        note = f"{key}: {said!r} for {gold!r}"
        yield Mark("other facts", right, gold is not None and not right, gold is None, note)


def _listed(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    if case.facts is None:
        return
    keys = [key for key in LISTED if not case.leaves_open(key)]
    gold, ours = (_ids(facts, keys) for facts in (case.facts, read.get("facts", {})))
    yield from _sets(gold, ours, lambda _: "listed facts")


def _ids(facts: Mapping[str, Any], keys: Sequence[str]) -> set[tuple[str, ...]]:
    return {(key, str(one)) for key in keys for one in facts.get(key) or ()}


def _losses(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    if case.facts is None:
        return
    ours = read.get("facts", {})
    if not case.leaves_open("losses_count") and ("losses_count" in case.facts or "losses_count" in ours):
        gold, said = case.facts.get("losses_count"), ours.get("losses_count")
        yield _exact(COUNTED, _fits(gold, said), f"losses_count: {said!r} for {gold!r}")
    if not case.leaves_open("losses") and ("losses" in case.facts or "losses" in ours):
        gold, said = case.facts.get("losses", []), ours.get("losses", [])
        yield _exact(ITEMISED, _same_losses(gold, said), f"losses: {said!r} for {gold!r}")


def _flat(facts: Mapping[str, Any]) -> dict[str, Any]:
    """`{"ivf": {"failed_transfers": 2}}` and `{"ivf.failed_transfers": 2}` alike as the latter."""
    rows: dict[str, Any] = {}
    for key, value in facts.items():
        nested = _flat(value) if isinstance(value, Mapping) else None
        rows |= {key: value} if nested is None else {f"{key}.{inner}": some for inner, some in nested.items()}
    return rows


def _same_losses(gold: Sequence[Any], said: Sequence[Any]) -> bool:
    """Whether each told loss has its match, in any order; a list in the gold is of values that would do."""
    if not gold:
        return not said
    return any(
        _same_loss(gold[0], other) and _same_losses(gold[1:], [*said[:place], *said[place + 1 :]])
        for place, other in enumerate(said)
    )


def _same_loss(gold: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    return all(_fits(gold.get(key), said.get(key)) for key in ("type", "weeks", "confirmed"))


def _fits(gold: Any, said: Any) -> bool:
    """Whether this value would do; a list in the gold names all that would, unless the fact is itself a list."""
    return bool(gold == said or (isinstance(gold, list) and not isinstance(said, list) and said in gold))


def _danger(case: Case, read: Mapping[str, Any]) -> Iterator[Mark]:
    level, asks = read.get("level"), asks_about_danger(read)
    said = f"{level} {read.get('red_flags')} ask {read.get('ask')} for {case.rf} {case.danger} {list(case.levels)}"
    if case.danger == "raise" and "T3" in case.levels:
        # The lane knows no level below T2: where T3 would do, it may at most not be passed over.
        yield from [_exact(NOT_IGNORED, level in URGENT or asks, said)] if case.levels != ("T3",) else []
    elif case.danger == "raise":
        yield _exact(RAISED, level is not None and level <= max(case.levels, default="T2"), said)
        yield _exact(HEARD, level in URGENT or asks, said)
        if case.levels and set(case.levels) <= set(EMERGENCY):
            yield _exact(EMERGENCIES, level in EMERGENCY or asks, said)
    elif case.danger == "ask":
        yield _exact(NOT_IGNORED, level in URGENT or asks, said)
    elif case.danger == "quiet":
        yield _exact(QUIET, level not in URGENT, said)
        yield _exact(QUIET_UNASKED, not asks, said)


def asks_about_danger(read: Mapping[str, Any]) -> bool:
    """Whether a question is put that could bring out danger: not one about past losses or the name of an illness."""
    return bool(read.get("ask")) and read["ask"]["question"] not in ABOUT_HISTORY


def _exact(measure: str, right: bool, note: str = "") -> Mark:
    return Mark(measure, right, not right, note=note)
