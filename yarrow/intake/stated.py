"""The findings that an answer states by what was offered: `none of those`, `the odd one`, a test `raised`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.protocol import Protocol
from yarrow.language.understanding import Assertion, Finding, FindingKind

KINDS: dict[str, FindingKind] = {
    "conditions": "condition", "symptoms": "symptom", "medicines": "medicine", "tests": "test",
}  # fmt: skip
STATUSES: dict[Status, Assertion] = {Status.PRESENT: "present", Status.DENIED: "denied"}


def stated(protocol: Protocol, facts: Iterable[Fact], heard: Sequence[Finding]) -> Iterator[Finding]:
    """A finding for each condition, symptom, medicine or test that a fact tells and that was not found in the words."""
    known = {(finding.kind, finding.id) for finding in heard}
    for fact in facts:
        family, _, id_ = fact.path.partition(".")
        kind, status = KINDS.get(family), STATUSES.get(fact.status)
        if family == "family_history" and fact.status is Status.PRESENT and id_ in protocol.conditions:
            kind, status = "condition", "family"
        if kind is None or status is None or not id_ or (kind, id_) in known:
            continue
        told = fact.provenance
        value = fact.value if kind == "test" else None
        yield Finding(kind, id_, status, told.start or 0, told.end or 0, told.text or "", value)
