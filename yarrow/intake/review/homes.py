"""Where each fact stands in the history: in the section, and at the place, of the question that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yarrow.clinical.history import LIST_FAMILIES
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question
from yarrow.clinical.repeated import template_id
from yarrow.clinical.told_loss import LOSS

OTHER = "other"
LAST = 10_000
# Told without being asked, symptoms of the gut belong there and any other to what is happening now.
GUT, NOW = "gut_symptoms", "symptoms_now"


@dataclass(frozen=True, order=True)
class Home:
    """A place in the history: the number of the question among all, and its section."""

    place: int
    section: str


class Homes:
    """The homes of one protocol's facts."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._questions = {question.id: place for place, question in enumerate(protocol.questions)}
        self._sections = {section.id for section in protocol.sections}
        self._paths = dict(self._claims())

    def of(self, path: str) -> Home:
        """The home of a fact; the section `other` for what no question asks for."""
        question = self._question(path)
        if question is None or question.section not in self._sections:
            return Home(LAST, OTHER)
        return Home(self._questions[question.id], question.section)

    def _claims(self) -> Iterator[tuple[str, Question]]:
        """Every path a question writes; where several do, the first of them that belongs to a section has it."""
        inner = [question for question in self._protocol.questions if question.section in self._sections]
        for question in reversed(inner):
            yield from ((setting.path, question) for option in question.options for setting in option.sets)
        for question in reversed(inner):
            yield question.id, question
            if question.fact:
                yield question.fact, question

    def _question(self, path: str) -> Question | None:
        found = self._paths.get(path) or self._paths.get(template_id(path))
        return found or self._of_loss(path) or self._of_family(path) or self._of_score(path)

    def _of_loss(self, path: str) -> Question | None:
        return self._paths.get("losses") if LOSS.fullmatch(path) else None

    def _of_family(self, path: str) -> Question | None:
        family, _, member = path.partition(".")
        if family == "symptoms":
            symptom = self._protocol.symptoms.get(member)
            return self._paths.get(GUT if symptom and "gut" in symptom.groups else NOW)
        if family not in LIST_FAMILIES and path.endswith("_other"):
            family = path.removesuffix("_other")
            return self._paths.get(NOW if family == "symptoms" else family)
        return self._paths.get(family)

    def _of_score(self, path: str) -> Question | None:
        """A score stands with its items: `phq2` with `phq2_interest`."""
        return next((question for name, question in self._paths.items() if name.startswith(f"{path}_")), None)
