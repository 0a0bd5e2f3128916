"""What was not understood, with the question that stood open: from here it becomes an example to learn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import Response

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.repeated import template_id
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.console.work.masking import masked
from yarrow.store.audit import Act
from yarrow.store.misses import Miss

# As many messages as are looked through for the page.
MOST = 500


@dataclass(frozen=True)
class Phrase:
    """The same words at the same question. `often`: how many messages; `newest`: the latest of them."""

    text: str
    question: str
    often: int
    newest: Miss


class Missed:
    """The page of phrases that were not understood."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """The phrases, those said most often first; that they were read is noted before."""
        await self._parts.threads.record(
            self._parts.record.audit.add, Act(visit.seat.staff, "miss.read"), self._parts.now()
        )
        found = await self._parts.threads.record(self._parts.record.misses.latest, MOST)
        listed = phrases(self._parts.services.front_desk.protocol, found)
        return self._parts.sheets.page("work/missed.html", visit, phrases=listed)


def phrases(protocol: Protocol, misses: Iterable[Miss]) -> tuple[Phrase, ...]:
    """The messages put together by question and words, without what tells who somebody is."""
    asked = {question.id: question.text for question in protocol.questions}
    found: dict[tuple[str, str], list[Miss]] = {}
    for miss in misses:
        name = template_id(miss.question) if miss.question else ""
        found.setdefault((name, masked(" ".join(miss.text.split())).text.lower()), []).append(miss)
    listed = [
        Phrase(masked(same[0].text).text, asked.get(name, name.replace("_", " ")), len(same), same[0])
        for (name, _), same in found.items()
    ]
    return tuple(sorted(listed, key=lambda one: -one.often))
