"""The facts of one conversation as somebody of the staff may read them, each with the number that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yarrow.clinical.brief.private import is_private
from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.intake.picture import discreet


@dataclass(frozen=True)
class Numbered:
    """A fact and the number that names it in the record; facts are only ever added, so it never changes."""

    number: int
    fact: Fact


@dataclass(frozen=True)
class Notes:
    """What may be read. `withheld`: the messages that only a clinician may read (DESIGN §4.5); empty for a clinician.

    `whole`: every fact, whoever reads: the level takes all of them into account.
    """

    numbered: tuple[Numbered, ...]
    whole: History
    withheld: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def history(self) -> History:
        """What may be read, as a history."""
        return History(tuple(one.fact for one in self.numbered))

    @property
    def is_partial(self) -> bool:
        """Whether something is left out."""
        return len(self.numbered) < len(self.whole.facts)

    @cached_property
    def of_path(self) -> Mapping[str, tuple[Numbered, ...]]:
        """All that was said of each path, oldest first."""
        found: dict[str, tuple[Numbered, ...]] = {}
        for one in self.numbered:
            found[one.fact.path] = (*found.get(one.fact.path, ()), one)
        return found

    @cached_property
    def of_message(self) -> Mapping[str, tuple[Numbered, ...]]:
        """All that was made of each message, in order."""
        found: dict[str, tuple[Numbered, ...]] = {}
        for one in self.numbered:
            if one.fact.provenance.message is not None:
                key = one.fact.provenance.message
                found[key] = (*found.get(key, ()), one)
        return found

    def latest(self, path: str) -> Numbered | None:
        """What holds on the path; None if nothing was said of it."""
        told = self.of_path.get(path)
        return told[-1] if told else None


def notes(numbered: Iterable[tuple[int, Fact]], *, private: bool) -> Notes:
    """The notes. `numbered`: every fact, oldest first. `private`: the reader may read what only clinicians may."""
    every = tuple(Numbered(number, fact) for number, fact in numbered)
    whole = History(tuple(one.fact for one in every))
    if private:
        return Notes(every, whole)
    left = [one.number for one in every if not is_private(one.fact)]
    told = (one.fact.provenance.message for one in every if is_private(one.fact))
    return Notes(
        tuple(Numbered(number, fact) for number, fact in zip(left, discreet(whole).facts, strict=True)),
        whole,
        frozenset(message for message in told if message is not None),
    )
