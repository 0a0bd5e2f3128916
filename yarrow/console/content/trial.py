"""One proposed protocol being judged: what is known of it so far. Kept in memory, and gone with the console."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from yarrow.intake.picture import PRIVATE_RULES

# `late`: it took too long and was ended; `failed`: its process ended and nobody knows why.
State = Literal["running", "done", "refused", "wrong", "late", "failed"]
# The order in which those who move are listed: who would wait longer comes first.
MOVES = {
    "down": "Less urgent than now",
    "up": "More urgent than now",
    "advice": "Other rules, same urgency",
    "recommendations": "Other recommendations only",
}
ENDED = {
    "late": "It took too long and was stopped. Nothing was changed.",
    "failed": "It could not be judged. Nothing was changed.",
}


@dataclass
class Trial:
    """`staff`: who began it; nobody else sees it. `moved`: one entry for each who would be judged otherwise.

    `result`: what it came to; `state` says so only once that is in the audit log. `is_private`: judged by all that was
    told, what only clinicians may read included.
    """

    id: str
    staff: str
    begun_at: datetime
    is_whole: bool
    is_private: bool = False
    state: State = "running"
    result: State | None = None
    why: str = ""
    files: int = 0
    version: str = ""
    ours: str = ""
    total: int | None = None
    done: int = 0
    moves: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    went: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    many_problems: int = 0
    moved: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def hear(self, line: Mapping[str, Any]) -> None:
        """Take in what the judging process says."""
        say = line["say"]
        if say in ("refused", "wrong"):
            self.result, self.why = say, str(line["why"])
        elif say == "unpacked":
            self.files = int(line["files"])
        elif say == "loaded":
            self.version, self.ours = str(line["version"]), str(line["ours"])
        elif say == "problems":
            self.many_problems, self.problems = int(line["many"]), list(line["problems"])
        elif say == "total":
            self.total = int(line["many"])
        elif say == "moved":
            self.moved.setdefault(line["moved"], []).append(line)
        elif say == "at":
            self.done, self.moves = int(line["done"]), Counter(line["moves"])
        elif say == "end":
            self._end(line)

    def stop(self, state: State) -> None:
        """It came to no end of its own."""
        if self.result is None:
            self.result, self.why = state, ENDED[state]

    def withhold(self) -> None:
        """Show nothing of it: it could not be noted who saw what."""
        self.result, self.why = "failed", ENDED["failed"]
        self.moved.clear()

    def close(self) -> None:
        """It is over, and may be shown."""
        self.state = self.result or "failed"

    @property
    def summary(self) -> dict[str, Any]:
        """What is kept of it in the audit log: numbers, versions, and no conversation."""
        return {
            "trial": self.id,
            "result": self.result,
            "proposed": self.version,
            "against": self.ours,
            "histories": sum(self.moves.values()),
            "moves": dict(self.moves),
        }

    def _end(self, line: Mapping[str, Any]) -> None:
        self.result = "done"
        self.moves, self.came, self.went = (Counter(line[name]) for name in ("moves", "came", "went"))
        self.done = sum(self.moves.values())


@dataclass(frozen=True)
class Shown:
    """A trial as this person may see it: what only clinicians may read is left out for others."""

    trial: Trial
    with_private: bool

    @property
    def by_item(self) -> list[tuple[str, int, int]]:
        """Rules and recommendations with in how many more and in how many fewer histories each would be."""
        names = sorted({*self.trial.came, *self.trial.went})
        return [(name, self.trial.came[name], self.trial.went[name]) for name in names if self._open(name)]

    @property
    def groups(self) -> list[tuple[str, str, int, list[dict[str, Any]]]]:
        """How people would move: the kind, its words, how many, and those who are named."""
        return [
            (kind, words, self.trial.moves[kind], [self._row(one) for one in self.trial.moved.get(kind, ())])
            for kind, words in MOVES.items()
        ]

    def _row(self, one: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "id": one["id"],
            "was": one["was"],
            "now": one["now"],
            "came": [name for name in (*one["rules_new"], *one["recommendations_new"]) if self._open(name)],
            "went": [name for name in (*one["rules_gone"], *one["recommendations_gone"]) if self._open(name)],
        }

    def _open(self, name: str) -> bool:
        return self.with_private or name not in PRIVATE_RULES
