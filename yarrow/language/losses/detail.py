"""What is told of a loss in a stretch of words: its weeks, how it was confirmed, what was done, how it showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.losses.anew import lists
from yarrow.language.losses.head import MISCARRIAGE, norm
from yarrow.language.losses.weeks import Week
from yarrow.language.text import Token

# Before a scan: it came to no more than that.
UNSEEN = frozenset({"nothing", "never", "early", "soon"})
SEEING = frozenset({"seen", "see", "saw", "visible", "show", "pick"})
BLOOD_BEFORE = frozenset({"by", "via", "on", "from", "confirmed", "with", "showed", "through", "both", "just", "only"})
PILLS = frozenset({"took", "the", "gave", "given", "had", "take"})


@dataclass(frozen=True)
class Detail:
    """Weeks in the order told; `kind`: what the words around it make of a loss without a name of its own.

    `further`: those of the weeks that are of losses of their own: `at 8 weeks, then 6`.
    """

    weeks: tuple[Week, ...] = ()
    confirmed: str | None = None
    kind: str | None = None
    further: tuple[Week, ...] = ()

    @property
    def one(self) -> int | None:
        """The weeks if they are of one loss: the size on scan, else the last told after a mend, else the first."""
        sizes = [week.weeks for week in self.weeks if week.scan]
        return sizes[-1] if sizes else self.weeks[0].weeks if self.weeks else None

    @property
    def visit(self) -> bool:
        """Whether the weeks are only those of the visit it was found at."""
        return bool(self.weeks) and all(week.visit for week in self.weeks)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told."""
        return not self.weeks and not self.confirmed and not self.kind


@dataclass(frozen=True)
class Details:
    """Reads what is told of a loss in a stretch of words."""

    scans: frozenset[str]
    laboratory: frozenset[str]
    tissue: frozenset[str]
    bloods: frozenset[str]
    blood_after: frozenset[str]
    urine: frozenset[str]
    no_scan: frozenset[str]
    seen: frozenset[str]
    other_bloods: frozenset[str]
    treated: frozenset[str]

    def read(self, tokens: Sequence[Token], begin: int, stop: int, weeks: Sequence[Week]) -> Detail:
        """What the tokens from `begin` to `stop` tell; `weeks`: those of the whole sentence."""
        mine = tuple(week for week in weeks if begin <= week.start < stop)
        confirmed = self.confirmed_by(tokens, begin, stop)
        kind = MISCARRIAGE if self._is_clinical(tokens, begin, stop) else None
        mended = _mended(tokens, mine)
        return Detail(mended, confirmed, kind, _further(tokens, mended))

    def confirmed_by(self, tokens: Sequence[Token], begin: int, stop: int) -> str | None:
        """Histology before scan, blood and urine; only where it is said (coding manual)."""
        words = [token.norm for token in tokens]
        ways = {
            "histology": self._is_histology,
            "scan": self._is_scan,
            "blood": self._is_blood,
            "urine": self._is_urine,
        }
        for name, holds in ways.items():
            if any(holds(words, at) for at in range(begin, min(stop, len(words)))):
                return name
        return None

    def _is_histology(self, words: list[str], at: int) -> bool:
        sent = {"sent", "tested", "testing", "genetics"} & set(words[max(0, at - 4) : at + 5])
        return words[at] in self.laboratory or (words[at] in self.tissue and bool(sent))

    def _is_scan(self, words: list[str], at: int) -> bool:
        before = set(words[max(0, at - 3) : at])
        if self._is_unseen(words[max(0, at - 7) : at]):
            return False
        denying = self.no_scan - {"reassurance"} - ({"no", "not", "without"} if before & self.seen else set())
        if words[at] not in self.scans or before & denying:  # "no heartbeat on scan" was scanned
            return False
        by = at > 0 and words[at - 1] in ("by", "on", "an", "the")
        return words[at] != "us" or by

    @staticmethod
    def _is_unseen(before: Sequence[str]) -> bool:
        """`nothing ever seen on scan`, `too early to see anything on a scan`: none of them showed it."""
        seen = next((place for place, word in enumerate(before) if word in SEEING), None)
        return seen is not None and bool(UNSEEN & set(before[:seen]))

    def _is_blood(self, words: list[str], at: int) -> bool:
        around = set(words[max(0, at - 3) : at + 3])
        if words[at] not in self.bloods or around & self.other_bloods:
            return False
        after = words[at + 1] if at + 1 < len(words) else ""
        return bool(set(words[max(0, at - 2) : at]) & BLOOD_BEFORE and after not in ("loss", "when", "in")) or (
            words[at] in ("bloods", "hcg", "beta", "betas") and after in self.blood_after
        )

    def _is_urine(self, words: list[str], at: int) -> bool:
        return words[at] in self.urine

    def _is_clinical(self, tokens: Sequence[Token], begin: int, stop: int) -> bool:
        """Whether it was treated, or seen: `erpc`, `d&c`, `took the tablets`."""
        for at in range(begin, min(stop, len(tokens))):
            word = tokens[at].norm
            if word in self.treated and (word != "tablets" or norm(tokens, at - 1) in PILLS):
                return True
            if word == "d" and norm(tokens, at + 1) in ("&", "and", "+", "n") and norm(tokens, at + 2) in ("c", "e"):
                return True
            if word == "medical" and norm(tokens, at + 1) == "management":
                return True
        return self.confirmed_by(tokens, begin, stop) in ("scan", "histology")


def _further(tokens: Sequence[Token], weeks: tuple[Week, ...]) -> tuple[Week, ...]:
    """The weeks that are listed after others, each of one more: `at 8 weeks, then another at 6`."""
    plain = not any(week.scan or week.visit for week in weeks)
    pairs = pairwise(weeks) if plain else ()
    return tuple(b for a, b in pairs if lists([token.norm for token in tokens[a.end : b.start]]))


def _mended(tokens: Sequence[Token], weeks: tuple[Week, ...]) -> tuple[Week, ...]:
    """Of `11 weeks, no sorry, 10` the second is meant."""
    for number in range(len(weeks) - 1, 0, -1):
        between = {token.norm for token in tokens[weeks[number - 1].end : weeks[number].start]}
        if between & {"sorry", "wait", "mean", "actually", "correction", "meant"}:
            return weeks[number:]
    # The week of a visit gives way to that of the loss: "at the 20 week scan they found he had died at 18 weeks".
    visits = [week for week in weeks if week.visit]
    return tuple(week for week in weeks if not week.visit) if 0 < len(visits) < len(weeks) else weeks
