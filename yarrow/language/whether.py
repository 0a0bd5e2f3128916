"""Questions told by the order of their words: `is it lupus`, `could I have had a stroke`, `can I just stop it`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence
from yarrow.language.understanding import ReadFact

# Directly before the name of an illness these ask whether it is hers.
WHETHER_IT_IS = re.compile(
    r"(?:^| )(?:"
    r"(?:is|could|can|might|may|was|would|does|do|isnt) (?:all )?(?:of )?(?:it|this|that|these|they|(?:my|the) \w+)|"
    r"(?:could|might|may|do|did|have|can|am|will|would) i|what if|how (?:do|can|would) i (?:know|tell) (?:if|whether)|"
    r"do you (?:think|reckon)|"
    r"can you (?:please )?(?:tell|say)(?: me)? (?:if|whether))"
    r"(?: (?:be|mean|sound|look|like|have|got|had|having|all|just|also|possibly|really|actually|definitely|still|maybe|"
    r"caused by|because of|down to|due to|a sign of|signs of|symptoms of|early|some|a|an|the|my|i|ive|im|its|it|is|"
    r"that|do|am|could|might))*$"
)
# Directly before its name: whether to be tested for it.
WHETHER_TO_TEST = re.compile(
    r"(?:^| )(?:do|should|can|could|must|shall) i (?:need to |have to |ask to |also |really )*(?:be|get) "
    r"(?:tested|checked|screened|a test|a blood test|referred) for$"
)
# A verb before its subject asks, wherever it stands; not after these words.
ASKING_VERBS = frozenset({"can", "should", "shall", "could", "must", "may"})
ASKERS = frozenset({"i", "we", "he", "she"})
NOT_AFTER = frozenset({"so", "nor", "neither", "than", "as"})
QUESTION_WORDS = frozenset({"is", "are", "does", "do", "did", "can", "could", "what", "why", "how", "should", "would"})
DOING = frozenset({"gluten_free"})  # facts about what she does, which may also be asked about
NOUN_WORDS = frozenset({"and", "or", "recurrent", "early", "the", "a", "repeated", "preventing", "what", "about", "re",
                        "ok", "so", "hi", "how"})  # fmt: skip
# Words by which she says that she takes it.
TAKING = frozenset({"on", "take", "taking", "taken", "took", "using", "prescribed", "use", "having", "my", "started"})


def asks_whether(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
    """Whether it is asked of an illness if she has it."""
    return any(_asks_of(mention, sentences[mention.sentence]) for mention in mentions)


def asks_to_be_tested(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
    """Whether it is asked of an illness if she should be tested for it."""
    return any(_asks_of(mention, sentences[mention.sentence], WHETHER_TO_TEST) for mention in mentions)


def _asks_of(mention: Mention, sentence: Sentence, form: re.Pattern[str] = WHETHER_IT_IS) -> bool:
    before = " ".join(token.norm for token in sentence.tokens[: mention.start])
    return mention.kind in ("condition", "unclear") and bool(form.search(before))


def stated_first(mention: Mention, sentence: Sentence) -> Mention:
    """A test told before the question is a fact: `my lupus anticoagulant was positive, do I have APS?`."""
    words = [token.norm for token in sentence.tokens]
    if mention.kind != "test" or not mention.stands.asked or "," not in words[mention.end :]:
        return mention
    return mention if words[0] in QUESTION_WORDS else replace(mention, stands=Stand("present"))


def without_undecided(facts: Sequence[ReadFact], sentences: Sequence[Sentence]) -> list[ReadFact]:
    """The facts without what she only asks whether to do: `should I stop eating gluten`."""
    return [fact for fact in facts if fact.path not in DOING or not any(_is_asked_of(fact, one) for one in sentences)]


def _is_asked_of(fact: ReadFact, sentence: Sentence) -> bool:
    before = [token for token in sentence.tokens if token.start < fact.start]
    inside = bool(sentence.tokens) and sentence.tokens[0].start <= fact.start < sentence.tokens[-1].end
    return inside and is_turned([Sentence(tuple(before) + sentence.tokens[len(before) : len(before) + 1])])


def is_turned(sentences: Sequence[Sentence]) -> bool:
    """Whether a verb stands before its subject anywhere: `im on epilim can i just stop it`."""
    return any(
        words[at] in ASKING_VERBS and words[at + 1] in ASKERS and (at == 0 or words[at - 1] not in NOT_AFTER)
        for words in ([token.norm for token in sentence.tokens] for sentence in sentences)
        for at in range(len(words) - 1)
    )


def only_asked(mention: Mention, sentence: Sentence, *, question: bool) -> Mention:
    """An illness she asks about is not one she has; nor, in a question, is a medicine taken that is only named.

    `Does this mean I have lupus`, `how many mg of folic acid`; but `could it be my lupus` is hers.
    """
    if mention.kind == "condition" and mention.stands.asked and _is_all(mention, sentence):
        return replace(mention, stands=Stand("suspected"))  # `Coeliac? Lupus?`, and no more
    if mention.stands.status != "present":
        return mention
    before = [token.norm for token in sentence.tokens[: mention.start]]
    hers = before[-1:] == ["my"]
    if mention.kind == "medicine" and not sentence.question and _has_dose(mention, sentence):
        return mention
    if (_asks_of(mention, sentence) and not hers) or (
        question and mention.kind == "medicine" and not TAKING & set(before)
    ):
        return replace(mention, stands=Stand("hypothetical", asked=True))
    return mention


def _is_all(mention: Mention, sentence: Sentence) -> bool:
    return all(
        mention.start <= place < mention.end or token.kind == "mark" for place, token in enumerate(sentence.tokens)
    )


def _has_dose(mention: Mention, sentence: Sentence) -> bool:
    """`100 levothyroxine`, `Levothyrox 100`: nobody asks that who does not take it, without a question mark."""
    beside = (
        *sentence.tokens[max(0, mention.start - 1) : mention.start],
        *sentence.tokens[mention.end : mention.end + 1],
    )
    return any(token.kind == "number" for token in beside)


def named_for(mention: Mention, mentions: Sequence[Mention], sentence: Sentence) -> Mention:
    """`Aspirin for miscarriage`, and nothing else, names what she wants to know of: neither taken nor lost."""
    if mention.kind not in ("medicine", "loss") or mention.stands.status != "present":
        return mention
    mine = [other for other in mentions if other.sentence == mention.sentence]
    medicine = next((other for other in mine if other.kind == "medicine"), None)
    loss = next((other for other in mine if other.kind == "loss"), None)
    if medicine is None or loss is None:
        return mention
    between = [token.norm for token in sentence.tokens[medicine.end : loss.start]]
    around = {token.norm for token in (*sentence.tokens[: medicine.start], *sentence.tokens[loss.end :])}
    if between[:1] != ["for"] or set(between[1:]) - NOUN_WORDS or around - NOUN_WORDS:
        return mention
    return replace(mention, stands=Stand("hypothetical", asked=True))
