"""What is already done, and so is not advised again: what was found, and who said so. Source: DESIGN §4.5."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yarrow.clinical.cause import recorded
from yarrow.clinical.criterion import TRUE
from yarrow.clinical.fact import Captured, Fact
from yarrow.clinical.recommendation import Recommendation
from yarrow.clinical.summary_line import label, result
from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol
    from yarrow.clinical.view import View

# What says that a test was done: its result, or that it was done at all.
RESULT, WAS_DONE = "tests.", "coeliac_tested"
STAFF = "staff"


@dataclass(frozen=True)
class Done:
    """A test that would have been advised, had it not been done.

    `text`: its short name. `result`: in words, or that it is not known. `told`: her own words for it, if she wrote
    them. `captured`: how the fact came, if that is known. `facts`: its paths in the record.
    """

    id: str
    text: str
    result: str
    facts: tuple[str, ...]
    told: str | None = None
    captured: Captured | None = None

    @property
    def source(self) -> str:
        """Who says so."""
        return "the clinic's staff" if self.captured == STAFF else "the patient"

    def to_json(self) -> dict[str, Any]:
        """As in the record's `triage.done`."""
        return {
            "id": self.id,
            "text": self.text,
            "result": self.result,
            "facts": list(self.facts),
            "told": self.told,
            "captured": self.captured,
            "from": self.source,
        }


def is_settled(recommendation: Recommendation, view: View) -> bool:
    """Whether the patient told something that makes it idle. What is not known, or was declined, never does."""
    done = recommendation.done_when
    return done is not None and done.evaluate(view) is TRUE


def done_item(protocol: Protocol, recommendation: Recommendation, view: View) -> Done | None:
    """The test as already done; None if it is idle for another reason (somebody who eats no gluten)."""
    facts = tuple(path for path in recorded(recommendation.done_when, view) if _is_done(path))
    if not facts:
        return None
    latest: Fact | None = next((view.facts[path] for path in facts if path in view.facts), None)
    return Done(
        id=recommendation.id,
        text=short_name(protocol, recommendation),
        result=_result(protocol, view, facts),
        facts=facts,
        told=latest.provenance.text if latest else None,
        captured=latest.provenance.captured if latest else None,
    )


def short_name(protocol: Protocol, recommendation: Recommendation) -> str:
    """What a recommendation is called in a sentence; its first sentence where nobody has named it."""
    if f"short.{recommendation.id}" in protocol.wording:
        return say(protocol, f"short.{recommendation.id}")
    first = recommendation.text.partition(".")[0]
    return first[:1].lower() + first[1:]


def _is_done(path: str) -> bool:
    return path.startswith(RESULT) or path == WAS_DONE


def _result(protocol: Protocol, view: View, facts: tuple[str, ...]) -> str:
    results = [path for path in facts if path.startswith(RESULT) and view.value(path) is not None]
    found = [
        say(protocol, "summary.line", name=label(protocol, path), value=result(protocol, str(view.value(path))))
        for path in results
    ]
    return "; ".join(found) or say(protocol, "done.result_not_known")
