"""Whether a message answers the open question with a yes or a no, whatever else it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yarrow.language.act import Acts
from yarrow.language.clauses import has_exception
from yarrow.language.text import Sentence
from yarrow.language.understanding import Act, Asked

PLAIN_VALUES = frozenset({"yes", "no"})
SAYS_NONE = "says_none"  # "none of those": of a list, each
SAYS_REST = "says_rest"  # "nothing else": each that was not named

NO_BY_ITSELF = re.compile(r"\s*(?:no+|nope|nah|naw|nay)\s*(,)(?=\s)", re.IGNORECASE)


def with_no_apart(text: str, asked: Asked | None) -> str:
    """`No, bleeding since yesterday` where yes or no is asked: the no is the answer, and denies nothing that follows.

    Of a list, `no, no fever` may go on to deny. The text stays as long as it was.
    """
    opens = NO_BY_ITSELF.match(text) if asked is not None and asked.kind != "multi_choice" else None
    return text if opens is None else text[: opens.start(1)] + "." + text[opens.end(1) :]


def takes_yes_or_no(asked: Asked) -> bool:
    """Whether it is a yes–no question: by its kind, by its answers, or because those begin with yes and no."""
    return asked.kind == "yes_no" or bool(PLAIN_VALUES & {option.value for option in asked.options})


def worded(asked: Asked) -> frozenset[Act]:
    """The plain answers that a choice offers in longer words: `Yes, they are regular`, `No, they are fine`."""
    labels = [option.label.lower() for option in asked.options]
    found: set[Act] = set()
    if any(label.startswith("yes,") for label in labels):
        found.add("yes")
    if any(label.startswith("no,") for label in labels) or any(option.value == "none" for option in asked.options):
        found.add("no")
    if "not at all" in labels:
        found.add("no")
    return frozenset(found)


def leading(asked: Asked | None, acts: Acts, sentences: Sequence[Sentence], said: Sequence[str]) -> Act | None:
    """The yes, no or unsure it answers with; None if it answers otherwise."""
    if asked is None or not sentences:
        return None
    plain = [value for value in said if value in ("yes", "no", "unsure")]
    if takes_yes_or_no(asked) and len(set(plain)) == 1 and len(set(said)) == 1:
        return {"yes": "yes", "no": "no"}.get(plain[0], "unsure")  # type: ignore[return-value]
    by_clause = _by_clause(acts, sentences)
    if takes_yes_or_no(asked):
        return by_clause or acts.opening(sentences)
    if asked.kind == "choice":
        led = by_clause or acts.opening(sentences, alone=True)
        return led if led in worded(asked) else None
    led = by_clause or acts.opening(sentences, alone=True)
    return "no" if led == "no" else None


def _by_clause(acts: Acts, sentences: Sequence[Sentence]) -> Act | None:
    """The yes or no that the first clause is; else the one that another clause is, if they agree."""
    found = acts.by_clause(sentences)
    if found and found[0] in ("yes", "no"):
        return found[0]
    plain = {act for act in found if act in ("yes", "no")}
    return plain.pop() if len(plain) == 1 and not {"unsure", "skip", "why"} & set(found) else None


def says_none(asked: Asked, acts: Acts, sentences: Sequence[Sentence], *, present: bool, dangerous: bool) -> bool:
    """Whether everything offered that is not named present is denied: `none of those`, `nothing else`.

    A bare no before words that nothing was found in denies no danger: it may go on to tell of one.
    """
    within, _ = acts.within(sentences)
    if present:
        return SAYS_REST in within or (has_exception(sentences) and SAYS_NONE in within)
    if has_exception(sentences):
        return False
    return SAYS_NONE in within or (not dangerous and _by_clause(acts, sentences) == "no")
