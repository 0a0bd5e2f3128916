"""What is known about something patients ask about, said honestly."""

from __future__ import annotations

from dataclasses import dataclass

from yarrow.clinical.criterion import ALWAYS, TRUE, UNKNOWN, Criterion, FactsView, missing
from yarrow.clinical.recommendation import Evidence


@dataclass(frozen=True)
class Caution:
    """What can go wrong. Source: clinical.md §7–8.

    `say`: said when `when` holds; `if_unknown`: its general form, said when nobody knows ("If you take …").
    """

    say: str
    when: Criterion = ALWAYS
    if_unknown: str = ""

    def words(self, facts: FactsView) -> str:
        """What this patient should hear; nothing if it is known not to concern her."""
        truth = self.when.evaluate(facts)
        if truth is TRUE:
            return self.say
        return self.if_unknown if truth is UNKNOWN and not _ruled_out(self.when, facts) else ""


@dataclass(frozen=True)
class EvidenceTopic:
    """An answer to an evidence question. Source: clinical.md §7–8, DESIGN §5.7.

    `names`: how patients call it. `of`: what the label speaks of, where it is not all of the topic ("for fertility").
    `ask_clinic`: questions to take to the visit. `disagreement`, `note`: for the clinician, where guidelines differ and
    the numbers. `not_needed`: the X_ id it belongs to. `setting`: people
    name it as where they ask from ("inositol for PCOS"), so it is answered only where nothing else is asked about.
    Whether a clinician has read it: `Protocol.reviews`.
    """

    id: str
    title: str
    evidence: Evidence
    answer: str
    names: tuple[str, ...] = ()
    of: str = ""
    cautions: tuple[Caution, ...] = ()
    ask_clinic: tuple[str, ...] = ()
    disagreement: str = ""
    note: str = ""
    not_needed: str | None = None
    setting: bool = False
    sources: tuple[str, ...] = ()

    def warnings(self, facts: FactsView) -> tuple[str, ...]:
        """The cautions that concern this patient, in the order of the file, each once."""
        return tuple(dict.fromkeys(words for caution in self.cautions if (words := caution.words(facts))))


def _ruled_out(when: Criterion, facts: FactsView) -> bool:
    """Whether all that is missing belongs to lists that were answered with none at all: "I take no medicines"."""
    roots = {path.partition(".")[0] for path in missing(when, facts)}
    return bool(roots) and all(facts.answered(root) and facts.value(root) is None for root in roots)
