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
    r"(?:^| )(?:(?:is|could|can|might|may|was|would|does|isnt) (?:it|this|that|these|they|(?:my|the) \w+)|"
    r"(?:could|might|may|do|did|have|can|am|will|would) i)"
    r"(?: (?:be|mean|sound|look|like|have|got|had|having|all|just|also|possibly|really|actually|definitely|still|maybe|"
    r"caused by|because of|down to|due to|a sign of|signs of|symptoms of|early|some|a|an|the|my))*$"
)
# A verb before its subject asks, wherever it stands; not after these words.
ASKING_VERBS = frozenset({"can", "should", "shall", "could", "must", "may"})
ASKERS = frozenset({"i", "we", "he", "she"})
NOT_AFTER = frozenset({"so", "nor", "neither", "than", "as", "what", "all", "if", "that", "everything", "whatever"})
# Words by which she says that she takes it.
TAKING = frozenset({"on", "take", "taking", "taken", "took", "using", "prescribed", "use", "having", "my", "started"})


def asks_whether(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
    """Whether it is asked of an illness if she has it."""
    return any(
        mention.kind in ("condition", "unclear")
        and WHETHER_IT_IS.search(" ".join(t.norm for t in sentences[mention.sentence].tokens[: mention.start]))
        for mention in mentions
    )


def is_turned(sentences: Sequence[Sentence]) -> bool:
    """Whether a verb stands before its subject anywhere: `im on epilim can i just stop it`."""
    return any(
        words[at] in ASKING_VERBS and words[at + 1] in ASKERS and (at == 0 or words[at - 1] not in NOT_AFTER)
        for words in ([token.norm for token in sentence.tokens] for sentence in sentences)
        for at in range(len(words) - 1)
    )


def only_asked(mention: Mention, sentence: Sentence) -> Mention:
    """A medicine of a question, with no word that she takes it, is one asked about: `how many mg of folic acid`."""
    before = {token.norm for token in sentence.tokens[: mention.start]}
    if mention.kind != "medicine" or mention.stands.status != "present" or before & TAKING:
        return mention
    return replace(mention, stands=Stand("hypothetical", asked=True))
