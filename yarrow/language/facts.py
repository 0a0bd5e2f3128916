"""What was found, as findings for the record and facts of the flat schema (contract: paths and statuses)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from yarrow.language.beside import known_beside
from yarrow.language.lexicon import Concept
from yarrow.language.losses import LossReading
from yarrow.language.mention import Mention
from yarrow.language.results import Results
from yarrow.language.taken_back import GROUPS, without_taken_back
from yarrow.language.tested import told_by_tests
from yarrow.language.text import Sentence
from yarrow.language.understanding import Assertion, Finding, ReadFact

FAMILIES = {"condition": "conditions", "symptom": "symptoms", "medicine": "medicines"}
FACT_STATUS: Mapping[str, Assertion] = {
    "present": "present", "denied": "denied", "suspected": "suspected", "past": "past",
}  # fmt: skip
NUMBERS = frozenset({
    "age", "gestation_weeks", "days_since_loss", "bowel_symptom_weeks", "bloating_days_per_month", "temp_c",
    "pads_per_hour", "bleeding_hours", "bloody_stools_per_day", "live_births", "ivf.failed_transfers", "trying_months",
    "losses_count", "ivf.days_since_trigger", "procedure_or_birth_days",
})  # fmt: skip
# A medicine that is or was taken is not asked about or refused as well.
TAKEN, NOT_TAKEN = frozenset({"present", "past"}), frozenset({"suspected", "hypothetical", "denied"})
THYROXINE, UNDERACTIVE = "levothyroxine", "hashimoto"
OF_THYROID = frozenset({"hashimoto", "graves", "thyroid_disease", "thyroid"})
# Why the tablets may be taken after something else.
OTHER_THYROID = frozenset({"thyroidectomy", "radioiodine", "goitre", "goiter", "nodule", "nodules", "removed", "cancer",
                           "operation", "operated", "surgery", "subclinical", "borderline"})  # fmt: skip
NARROWER = {"stroke": "stroke_young"}  # the one is not told beside the other


def is_unsettled(mention: Mention, present: set[str]) -> bool:
    """Whether its words alone do not settle it and nothing present beside it does."""
    weak = isinstance(mention.meaning, Concept) and mention.meaning.weak
    return bool(weak) and mention.stands.status == "present" and not present & set(weak or ())


def without_empty_words(mentions: Sequence[Mention], known: Mapping[str, Any]) -> list[Mention]:
    """The mentions without those weak words, no danger, beside which nothing that settles them is told or known."""
    named = {m.id for m in mentions if not (isinstance(m.meaning, Concept) and m.meaning.weak)} | known_beside(known)
    return [mention for mention in mentions if not _is_empty(mention, named)]


def _is_empty(mention: Mention, named: set[str]) -> bool:
    concept = mention.meaning
    return isinstance(concept, Concept) and bool(concept.weak) and not concept.danger and not named & set(concept.weak)


def facts_of(
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    results: Results,
    known: Mapping[str, Any],
    *,
    asked: str | None,
) -> list[ReadFact]:
    """The facts the mentions state; doubtful dangers and questions state none."""
    present = {mention.id for mention in mentions if mention.stands.status == "present"} | known_beside(known)
    tests = [mention for mention in mentions if mention.kind == "test"]
    mentions = without_taken_back(mentions, sentences)
    found = [fact for mention, value in results.latest(tests, sentences) for fact in _test(mention, value)]
    for mention in mentions:
        if mention.kind in FAMILIES or (mention.kind == "unclear" and mention.stands.status == "family"):
            found.extend(_facts(mention, present, asked))
    return _settled([*found, *told_by_tests(mentions, sentences, found)])


def _facts(mention: Mention, present: set[str], asked: str | None) -> list[ReadFact]:
    status = mention.stands.status
    span = (mention.first, mention.last)
    if status == "family" or (asked == "family_history" and status == "present" and mention.kind == "condition"):
        return (
            [ReadFact(f"family_history.{mention.id}", "present", True, *span)]
            if mention.kind in ("condition", "unclear")
            else []
        )
    if status not in FACT_STATUS or (status == "denied" and not mention.stands.sure):
        return []
    if is_unsettled(mention, present):
        status = "suspected"
    also = mention.meaning.also if isinstance(mention.meaning, Concept) and status == "present" else ()
    family = FAMILIES[mention.kind]
    return [ReadFact(f"{family}.{mention.id}", status, True, *span)] + [
        ReadFact(f"symptoms.{id_}", "present", True, *span) for id_ in also
    ]


def told_by_treatment(mentions: Sequence[Mention], sentences: Sequence[Sentence], asked: str | None) -> list[ReadFact]:
    """An underactive thyroid, where she takes its tablets and nothing else is told of her thyroid.

    The coding manual: to take its treatment by name is to have it. Not in an answer, which may be a mere list.
    """
    taken = next((one for one in mentions if one.id == THYROXINE and one.stands.status == "present"), None)
    words = {token.norm for sentence in sentences for token in sentence.tokens}
    if taken is None or asked or OTHER_THYROID & words or any(one.id in OF_THYROID for one in mentions):
        return []
    return [ReadFact(f"conditions.{UNDERACTIVE}", "present", True, taken.first, taken.last)]


def told_with(mentions: Sequence[Mention], known: Mapping[str, Any]) -> list[ReadFact]:
    """What the words of a symptom settle beside it (`tells` of its concept), where that is not known yet."""
    return [
        ReadFact(path, "present", value, mention.first, mention.last)
        for mention in mentions if isinstance(mention.meaning, Concept) and mention.stands.status == "present"
        for path, value in mention.meaning.tells if path not in known
    ]  # fmt: skip


def _test(mention: Mention, value: str) -> list[ReadFact]:
    span = (mention.first, mention.last)
    facts = [ReadFact(f"tests.{mention.id}", "present", value, *span)]
    if mention.id == "coeliac":
        facts.append(ReadFact("coeliac_tested", "present", True, *span))
    if mention.id == "coeliac" and value == "negative":
        facts.append(ReadFact("conditions.coeliac", "denied", True, *span))
    return facts


def _settled(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """One fact for each path: present before suspected, past and denied, whichever came first."""
    order = ("present", "suspected", "past", "denied")
    kept: dict[str, ReadFact] = {}
    for fact in facts:
        before = kept.get(fact.path)
        if before is None or order.index(fact.status) < order.index(before.status):
            kept[fact.path] = fact
    return list(kept.values())


def loss_facts(reading: LossReading, known: dict[str, Any], asked: str | None) -> list[ReadFact]:
    """The count and each loss told, `losses[i]` in the order told, from the loss that was asked about on."""
    facts: list[ReadFact] = []
    span = (reading.start, reading.end)
    if reading.count is not None:
        facts.append(ReadFact("losses_count", "present", reading.count, *span))
    first = _first_index(asked)
    for index, item in enumerate(reading.items):
        value: dict[str, Any] = {"type": item.kind}
        if item.weeks is not None:
            value["weeks"] = item.weeks
        if item.confirmed:
            value["confirmed"] = item.confirmed
        facts.append(ReadFact(f"losses[{first + index}]", "present", value, *span))
    return facts


def _first_index(asked: str | None) -> int:
    if asked and asked.startswith("losses[") and "]" in asked:
        return int(asked[len("losses[") : asked.index("]")])
    return 0


def findings_of(
    mentions: Sequence[Mention], facts: Sequence[ReadFact], losses: LossReading, text: str
) -> list[Finding]:
    """Concepts with their assertion, then the numbers; what concerns somebody else is left out."""
    paths = {fact.path for fact in facts}
    named = {one.id for one in mentions if one.kind == "condition" and one.stands.status in FACT_STATUS}
    found = [_as_relatives(finding, paths) for mention in mentions for finding in _findings(mention, text)]
    found += [
        Finding("number", fact.path, "present", fact.start, fact.end, text[fact.start : fact.end], fact.value)
        for fact in facts if fact.path in NUMBERS
    ]  # fmt: skip
    values = {fact.path.partition(".")[2]: fact for fact in facts if fact.path.startswith("tests.")}
    found += [
        Finding("test", id_, "present", fact.start, fact.end, text[fact.start : fact.end], fact.value)
        for id_, fact in values.items()
    ]
    found += [
        Finding("condition", id_, FACT_STATUS[fact.status], fact.start, fact.end, text[fact.start : fact.end])
        for fact in facts if (id_ := fact.path.partition(".")[2]) and fact.path.startswith("conditions.")
        and (fact.status == "denied" or id_ not in named)
    ]  # fmt: skip
    return _distinct([finding for finding in found if not _is_taken(finding, facts)])


def _is_taken(finding: Finding, facts: Sequence[ReadFact]) -> bool:
    """Whether an illness or a medicine told as hers was taken back or given up later in the message."""
    path, over = {"condition": ("conditions", "denied"), "medicine": ("medicines", "past")}.get(finding.kind, ("", ""))
    ended = any(fact.path == f"{path}.{finding.id}" and fact.status == over for fact in facts)
    return finding.status == "present" and ended


def _findings(mention: Mention, text: str) -> list[Finding]:
    status = mention.stands.status
    if status == "other" or mention.kind in ("test", "unclear"):
        return []
    if status == "family" and mention.kind != "condition":
        return []
    kind: Any = mention.kind
    words = text[mention.first : mention.last]
    found = [Finding(kind, mention.id, status, mention.first, mention.last, words)]
    if isinstance(mention.meaning, Concept) and status != "denied":  # not up at night for it: by day it may be
        found += [Finding("symptom", id_, status, mention.first, mention.last, words) for id_ in mention.meaning.also]
    return found


def _as_relatives(finding: Finding, paths: set[str]) -> Finding:
    """What was told when her family was asked about is theirs: the facts have it so."""
    theirs = f"family_history.{finding.id}" in paths and f"conditions.{finding.id}" not in paths
    if finding.kind != "condition" or finding.status != "present" or not theirs:
        return finding
    return replace(finding, status="family")


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """The first of each kind, id and status; an illness she has and a medicine she takes are told as that alone."""
    ways: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        ways.setdefault((finding.kind, finding.id), set()).add(finding.status)
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        if not _is_told_better(finding, ways):
            kept.setdefault((finding.kind, finding.id, finding.status), finding)
    return list(kept.values())


def _is_told_better(finding: Finding, ways: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether what it says is said more plainly by another."""
    mine = ways[finding.kind, finding.id]
    if finding.kind == "medicine":
        return finding.id not in GROUPS and finding.status in NOT_TAKEN and bool(mine & TAKEN)
    if finding.kind != "condition":
        return False
    narrower = NARROWER.get(finding.id)
    return (finding.status in ("hypothetical", "denied", "suspected") and "present" in mine) or (
        narrower is not None and finding.status == "present" and "present" in ways.get(("condition", narrower), ())
    )
