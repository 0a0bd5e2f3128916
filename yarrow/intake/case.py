"""One patient's case as a turn sees it: what is known, and where the conversation stands."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from yarrow.clinical.history import History


@dataclass(frozen=True)
class Standing:
    """Where the conversation stands; small, plain, kept in the record and sent with each turn.

    `question`: id of the open question, None before the opening and after the end.
    `section`: the section last entered. `passed`: question ids skipped, declined or unsure (not asked again).
    `reasked`: red-flag questions already asked a second time. `said`: ids of the urgent rules whose words were said.
    `pending`: what a clarifying question is about ({"about", ...}), or None. `resume`: the question to return to after
    an emergency. `status`: as in the record (DESIGN §4.5). `advice`: whether the advice has been given.
    `introduced`: sections whose introduction was said. `stumbles`: messages in a row that were not understood.
    `sensitive`: sensitive questions asked since a pause was last offered. `consoled`: a loss has been acknowledged.
    `summed`: a sum of losses nobody counted is still to be said back.
    `comforted`: whom to talk to has been said. `explained`: evidence topics already answered, the latest last.
    """

    question: str | None = None
    section: str = "opening"
    passed: tuple[str, ...] = ()
    reasked: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    pending: dict[str, Any] | None = None
    resume: str | None = None
    status: str = "in_progress"
    consent: bool | None = None
    advice: bool = False
    lang: str = "en-GB"
    guidance: str = "full"
    introduced: tuple[str, ...] = ()
    stumbles: int = 0
    sensitive: int = 0
    consoled: bool = False
    summed: bool = False
    comforted: bool = False
    explained: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values; `from_json` is the inverse."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Standing:
        """Build from `to_json`; keys of another version are ignored, missing ones take their defaults."""
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {
            key: tuple(v) if isinstance(v, list) else v for key, v in entry.items() if key in known
        }
        return cls(**values)


@dataclass(frozen=True)
class Case:
    """The history and the standing of one conversation."""

    history: History = field(default_factory=History)
    standing: Standing = field(default_factory=Standing)

    def to_json(self) -> dict[str, Any]:
        """As plain values; `from_json` is the inverse."""
        return {"facts": self.history.to_json(), "standing": self.standing.to_json()}

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Case:
        """The inverse of `to_json`."""
        return cls(History.from_json(entry["facts"]), Standing.from_json(entry["standing"]))


def awake(standing: Standing) -> str:
    """The status once the patient answers again: a pause ends by itself; after the advice the end stays the end."""
    return standing.status if standing.advice or standing.status == "erased" else "in_progress"
