"""What a message says as an answer to the question that was asked."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.text import Sentence
from yarrow.language.understanding import Act, Ask, Asked, AskedOption, ReadFact

LISTS = ("conditions", "medicines", "symptoms", "family_history", "asks")
SMALL_WORDS = frozenset({
    "a", "an", "the", "of", "or", "and", "in", "my", "i", "to", "it", "is", "at", "on", "for", "was", "im", "me",
    "with", "by", "have", "that", "ive", "am", "be", "about", "its", "had", "think",
})  # fmt: skip
ORDER = {
    "first": 0, "1st": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4,
    "a": 0, "b": 1, "c": 2, "d": 3,
}  # fmt: skip


def spoken_yes_or_no(asked: Asked, act: Act | None, span: tuple[int, int]) -> list[ReadFact]:
    """The fact a plain yes or no states at a yes-or-no or number question."""
    if act not in ("yes", "no") or asked.fact is None:
        return []
    if asked.kind == "number" and act == "no" and (asked.minimum or 0) <= 0 and asked.unit is None:
        return [ReadFact(asked.fact, "present", 0, *span)]
    if asked.kind != "yes_no":
        return []
    if asked.fact.partition(".")[0] in LISTS:
        return [ReadFact(asked.fact, "present" if act == "yes" else "denied", True, *span)]
    return [ReadFact(asked.fact, "present", act == "yes", *span)]


def none_of_these(asked: Asked, known_symptoms: set[str], span: tuple[int, int]) -> list[ReadFact]:
    """`None of those` denies each thing offered."""
    facts = []
    for id_ in dict.fromkeys(id_ for option in asked.options for id_ in option.ids):
        family = asked.fact if asked.fact in LISTS else "symptoms" if id_ in known_symptoms else None
        if family:
            facts.append(ReadFact(f"{family}.{id_}", "denied", True, *span))
    return facts


def chosen(
    asked: Asked, sentences: Sequence[Sentence], present: set[str], act: Act | None, *, absent: set[str]
) -> tuple[str, ...]:
    """The offered answers that the words name, by what was found, by their words, or by their place.

    What is spoken of only to say that it is not so (`absent`) is not chosen, though its word is there.
    """
    options = tuple(option for option in asked.options if not absent & set(option.ids))
    if not options or asked.kind not in ("choice", "multi_choice", "yes_no", "loss", "text"):
        return ()
    words = [token.norm for sentence in sentences for token in sentence.tokens if token.kind != "mark"]
    found = [option.value for option in options if present & set(option.ids)] if asked.kind == "multi_choice" else []
    found += [option.value for option in options if _names(option, words, options) and option.value not in found]
    if asked.kind == "multi_choice":
        return tuple(found) or _all_or_placed(words, options)
    if len(found) == 1:
        return (found[0],)
    if act in ("yes", "no", "unsure") and any(option.value == act for option in options):
        return (act,)
    return _placed(words, options) if not found else ()


def _names(option: AskedOption, words: list[str], options: Sequence[AskedOption]) -> bool:
    """Whether the words hold the option's label, or all they say that matters is in this label alone."""
    label = _words(option.label)
    said = [word for word in words if word not in SMALL_WORDS]
    if not label or not said:
        return False
    if set(label) <= set(words) or (option.value.lower() in words and len(option.value) > 2):
        return True
    # A number alone chooses "3 or more", and not "in the last 3 weeks".
    if all(word.isdecimal() for word in said) and label[0] != said[0]:
        return False
    mine = set(said) <= set(label)
    return mine and sum(set(said) <= set(_words(other.label)) for other in options) == 1


def _words(label: str) -> list[str]:
    cleaned = "".join(char if char.isalnum() else " " for char in label.lower().replace("'", "").replace("’", ""))
    return [word for word in cleaned.split() if word not in SMALL_WORDS]


def _all_or_placed(words: list[str], options: Sequence[AskedOption]) -> tuple[str, ...]:
    real = [option.value for option in options if option.value not in ("none", "unsure", "no")]
    if (
        (words[:1] == ["both"] and len(real) == 2)
        or (words[:1] == ["all"] and len(words) <= 4)
        or words == ["everything"]
    ):
        return tuple(real)
    return _placed(words, options)


def _placed(words: list[str], options: Sequence[AskedOption]) -> tuple[str, ...]:
    """`the second one`, `the last`, `option 2`."""
    said = [
        word
        for word in words
        if word not in ("the", "one", "option", "number", "answer", "please", "st", "nd", "rd", "th")
    ]
    if len(said) == 1 and said[0] in ORDER and len(words) > 1 and -len(options) <= ORDER[said[0]] < len(options):
        return (options[ORDER[said[0]]].value,)
    return ()


def asks_again(asked: Asked) -> Ask:
    """The question asked once more, because the answer settled no value."""
    return Ask(asked.id, asked.id)
