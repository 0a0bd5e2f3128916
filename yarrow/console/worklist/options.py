"""What the list can be narrowed by: names from the protocol and the staff, values from the cases."""

from __future__ import annotations

import time
from collections.abc import Mapping

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.rule import Rule
from yarrow.console.conversation.heading import CHANNELS, STATUSES
from yarrow.console.parts import Parts
from yarrow.console.sheets import level_words
from yarrow.console.work.words import WORK
from yarrow.console.worklist.wanted import ME
from yarrow.console.worklist.words import LEVELS
from yarrow.store.case_values import NOBODY, UNJUDGED

# Values that are new appear this many seconds later at most.
FRESH = 60.0
Choices = Mapping[str, tuple[tuple[str, str], ...]]


class Options:
    """Choices for each kind of filter: (value, words)."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._values: tuple[float, dict[str, tuple[str, ...]]] = (0.0, {})

    def names(self) -> dict[str, str]:
        """Staff by id. Blocking."""
        return self._parts.record.accounts.names()

    def conditions(self) -> dict[str, str]:
        """Conditions by id. Blocking: the protocol may still be loading."""
        return {name: condition.name for name, condition in self._protocol.conditions.items()}

    def rules(self) -> Mapping[str, Rule]:
        """The rules of the triage by id. Blocking."""
        return self._protocol.rule

    def sections(self) -> dict[str, str]:
        """Sections by id, in order. Blocking."""
        return {section.id: section.title for section in self._protocol.sections}

    def all(self, names: Mapping[str, str]) -> Choices:
        """Every choice. Blocking."""
        there, conditions = self._there(), self.conditions()
        return {
            "level": (*((level, f"{level} {level_words(level)}") for level in LEVELS), (UNJUDGED, level_words(None))),
            "work": tuple((name, words) for name, (words, _) in WORK.items()),
            "status": tuple((name, words) for name, (words, _) in STATUSES.items()),
            "section": tuple(self.sections().items()),
            "condition": tuple((one, conditions.get(one, one)) for one in there["condition"]),
            "assignee": ((ME, "Me"), (NOBODY, "Nobody"), *sorted(names.items(), key=lambda pair: pair[1])),
            "tag": tuple((one, one) for one in there["tag"]),
            "channel": tuple((one, CHANNELS.get(one, one)) for one in there["channel"]),
            "locale": tuple((one, one) for one in there["locale"]),
        }

    @property
    def _protocol(self) -> Protocol:
        return self._parts.services.front_desk.protocol

    def _there(self) -> dict[str, tuple[str, ...]]:
        until, values = self._values
        if time.monotonic() >= until:
            kinds = ("condition", "tag", "channel", "locale")
            values = {kind: self._parts.record.cases.values(kind) for kind in kinds}
            self._values = (time.monotonic() + FRESH, values)
        return values
