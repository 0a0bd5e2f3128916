"""What made something be advised, as short phrases in the patient's own words. Source: clinical.md §9 rule 1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yarrow.clinical.amount import amount, rounded
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES
from yarrow.clinical.summary_line import label, result
from yarrow.clinical.term import counted_losses, one_loss
from yarrow.clinical.told_loss import COUNTED, LOSS
from yarrow.clinical.wording import say

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol
    from yarrow.clinical.view import View

# A few words that name something are said back; a sentence, a yes or anything with digits in it is not.
MOST_WORDS = 4
NAME = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]+)*")
NOT_A_NAME = frozenset(
    [
        "i", "im", "ive", "id", "my", "me", "mine", "we", "our", "us", "you", "your", "she", "her", "he", "his", "they",
        "no", "not", "never", "dont", "cant", "cannot", "without", "nothing", "none", "yes", "yeah", "yep", "yup",
        "sure", "ok", "okay", "all", "both", "some", "any", "first", "second", "last", "one", "this", "that", "these",
        "those", "it", "them",
    ]
)  # fmt: skip
# Where an echo of her own words could hurt or embarrass, ours are gentler.
GENTLER = frozenset({"suicidal_plan", "suicidal_thoughts", "psychosis", "abuse", "danger_now"})
CRUDE = ("shit", "piss", "fuck", "crap", "bloody ")


class Telling:
    """The facts of one view as phrases that end "you told me about …"; each is worked out once."""

    def __init__(self, protocol: Protocol, view: View) -> None:
        self.protocol = protocol
        self.view = view
        self._phrases: dict[str, str] = {}
        self._said: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The phrases of these paths of the record, in their order, each once; losses of a count are said together."""
        found = self._said.get(paths)
        if found is None:
            found = self._said[paths] = self._together(paths)
        return found

    def _together(self, paths: Sequence[str]) -> tuple[str, ...]:
        counted = [path for path in paths if path == "losses_count" or self._is_counted_loss(path)]
        together = self._counted(counted) if "losses_count" in counted or len(counted) > 1 else None
        said = (together if together and path in counted else self.phrase(path) for path in paths)
        return tuple(dict.fromkeys(words for words in said if words))

    def phrase(self, path: str) -> str:
        """The phrase of one path."""
        found = self._phrases.get(path)
        if found is None:
            found = self._phrases[path] = self._phrase(path)
        return found

    def _phrase(self, path: str) -> str:
        family, _, member = path.partition(".")
        if LOSS.fullmatch(path):
            return self._loss(self.view.loss(path))
        if self.view.unanswered(path):
            return self.say(f"told.{path}.open") or self._open(path)
        if family == "tests" and member:
            return self._named(label(self.protocol, path), result(self.protocol, str(self.view.value(path))))
        if family in LIST_FAMILIES and member:
            return self._member(path, family)
        return self._scalar(path, self.view.value(path))

    def _member(self, path: str, family: str) -> str:
        name = label(self.protocol, path)
        if family == "family_history":
            return say(self.protocol, "told.in_the_family", name=name)
        if self.view.value(path) is None:
            return say(self.protocol, "told.denied", name=name)
        return own_words(self.view.facts.get(path)) or name

    def _scalar(self, path: str, value: Any) -> str:
        word = {True: "yes", False: "no", None: "no"}.get(value, value) if not _is_number(value) else ""
        amounts = (
            {"value": f"{value:g}", "amount": rounded(self.protocol, value, self._unit(path))}
            if _is_number(value)
            else {}
        )
        exact = self.say(f"told.{path}.{word}") or self.say(f"told.{path}", **amounts)
        return exact or self._named(self._name(path), amounts.get("amount") or str(word))

    def say(self, key: str, **fields: str) -> str:
        """The wording of a key; nothing if it has none."""
        return say(self.protocol, key, **fields) if key in self.protocol.wording else ""

    def _named(self, name: str, value: str) -> str:
        return say(self.protocol, "summary.line", name=name, value=value)

    def _open(self, path: str) -> str:
        return say(self.protocol, "told.open", name=self._name(path))

    def _name(self, path: str) -> str:
        question = next((q for q in self.protocol.questions if path in (q.fact, q.id)), None)
        key = f"summary.name.{question.id if question else path}"
        return self.say(key) or path.rpartition(".")[2].replace("_", " ")

    def _unit(self, path: str) -> str | None:
        return next((q.unit for q in self.protocol.questions if path in (q.fact, q.id)), None)

    def _is_counted_loss(self, path: str) -> bool:
        return path.startswith("losses[") and self.view.loss(path).get("type", "unknown_loss") in COUNTED

    def _counted(self, paths: Sequence[str]) -> str:
        counts = self.view.losses
        number = int(counts.n_eshre[0]) if counts and "losses_count" in paths else len(paths)
        return counted_losses(self.view, number)

    def _loss(self, told: Mapping[str, Any]) -> str:
        kind = str(told.get("type") or "unknown_loss")
        loss, weeks = one_loss(self.view), told.get("weeks")
        if kind not in COUNTED:
            return self.say(f"told.loss.{kind}") or kind.replace("_", " ")
        if weeks is None:
            return say(self.protocol, "told.one_loss", loss=loss)
        return say(self.protocol, "told.one_loss_at", loss=loss, amount=amount(weeks, "weeks"))


def own_words(fact: Fact | None) -> str | None:
    """What she called it herself, if she wrote it, it is a few plain words, and saying them back is kind."""
    if fact is None or fact.status is not Status.PRESENT or fact.provenance.captured != "text":
        return None
    said = " ".join((fact.provenance.text or "").replace("’", "'").split())
    words = said.lower().replace("'", "").split()
    if not 0 < len(words) <= MOST_WORDS or not NAME.fullmatch(said) or NOT_A_NAME.intersection(words):
        return None
    if fact.path.rpartition(".")[2] in GENTLER or any(crude in f"{said.lower()} " for crude in CRUDE):
        return None
    return said


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
