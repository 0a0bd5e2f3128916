"""Questions told by the order of their words: `is it lupus`, `could I have had a stroke`, `can I just stop it`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand
from yarrow.language.finder import Mention
from yarrow.language.text import Sentence

# Directly before the name of an illness these ask whether it is hers.
WHETHER_IT_IS = re.compile(
    r"(?:^| )(?:(?:is|could|can|might|may|was|would|does|do|isnt) (?:it|this|that|these|they|(?:my|the) \w+)|"
    r"(?:could|might|may|do|did|have|can|am|will|would) i|what if|how (?:do|can|would) i (?:know|tell) (?:if|whether)|"
    r"do you (?:think|reckon))"
    r"(?: (?:be|mean|sound|look|like|have|got|had|having|all|just|also|possibly|really|actually|definitely|still|maybe|"
    r"caused by|because of|down to|due to|a sign of|signs of|symptoms of|early|some|a|an|the|my|i|ive|im|its|it|is|that|"
    r"do|am|could|might))*$"
)
# A verb before its subject asks, wherever it stands; not after these words.
ASKING_VERBS = frozenset({"can", "should", "shall", "could", "must", "may"})
ASKERS = frozenset({"i", "we", "he", "she"})
NOT_AFTER = frozenset({"so", "nor", "neither", "than", "as", "what", "all", "if", "that", "everything", "whatever"})
# Words by which she says that she takes it.
TAKING = frozenset({"on", "take", "taking", "taken", "took", "using", "prescribed", "use", "having", "my", "started"})


def asks_whether(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
    """Whether it is asked of an illness if she has it."""
    return any(_asks_of(mention, sentences[mention.sentence]) for mention in mentions)


def _asks_of(mention: Mention, sentence: Sentence) -> bool:
    before = " ".join(token.norm for token in sentence.tokens[: mention.start])
    return mention.kind in ("condition", "unclear") and bool(WHETHER_IT_IS.search(before))


def is_turned(sentences: Sequence[Sentence]) -> bool:
    """Whether a verb stands before its subject anywhere: `im on epilim can i just stop it`."""
    return any(
        words[at] in ASKING_VERBS and words[at + 1] in ASKERS and (at == 0 or words[at - 1] not in NOT_AFTER)
        for words in ([token.norm for token in sentence.tokens] for sentence in sentences)
        for at in range(len(words) - 1)
    )


def only_asked(mention: Mention, sentence: Sentence) -> Mention:
    """In a question: an illness she asks about is not one she has; nor does she take a medicine she does not say so of.

    `Does this mean I have lupus`, `how many mg of folic acid`.
    """
    if mention.stands.status != "present":
        return mention
    taken = TAKING & {token.norm for token in sentence.tokens[: mention.start]}
    if _asks_of(mention, sentence) or (mention.kind == "medicine" and not taken):
        return replace(mention, stands=Stand("hypothetical", asked=True))
    return mention
