"""What is said of a thing named before: `they tested me for lupus. It was clear`, `my brother has it too`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand
from yarrow.language.gut_beside import gut_beside
from yarrow.language.lexicon import Concept, Remark
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence, Token
from yarrow.language.ticked import ticked

# What a remark may change: who is ill stays as it was told.
SETTLES = {
    "denied": ("present", "suspected", "hypothetical", "past"),
    "past": ("present", "hypothetical"),
    "suspected": ("present", "hypothetical"),
    "present": ("suspected", "present", "hypothetical", "past"),
    "hypothetical": ("present",),
    "family": ("present", "suspected", "hypothetical", "denied", "past"),
}
NEXT = 4  # words within which "instead" another is named
FAR = 3  # sentences back that "it" may mean
BEFORE = 8  # words between a symptom and the remark that it has gone
# A remark that opens with one of these is of the word straight before it: `the bloating did go`.
VERBS = frozenset({"did", "has", "have", "is", "are", "went", "cleared", "disappeared", "resolved", "got", "stopped",
                   "vanished"})  # fmt: skip
MEDICINE = frozenset({"medicine"})
BEING = frozenset({"was", "were", "got"})
SUBJECTS = frozenset({"it", "they", "that", "which", "those", "both", "this", "these", "all", "i", "and", "but", "then",
                      "tablets", "injections", "dose", "course", "treatment", "mg", "them"})  # fmt: skip
DOUBTED = ("suspected", "hypothetical")
NOT_HERS = ("family", "other")
TURNING = frozenset({"hasnt", "havent", "hadnt", "not", "never", "isnt", "wasnt", "cant", "until", "if", "unless",
                     "werent", "said", "says", "anybody", "anyone"})  # fmt: skip
WHETHER = frozenset({"if", "whether"})  # `to see if it's stopped working`
# A result said in a later sentence is of an illness only where it was looked for.
LOOKING = frozenset({"tested", "test", "tests", "testing", "checked", "check", "screened", "mentioned", "wondered",
                     "thought", "considered", "queried", "looked", "investigated", "bloods", "biopsy"})  # fmt: skip
# What comes back negative and is no test of an illness: `two transfers, both negative`.
ATTEMPTS = frozenset({"transfer", "transfers", "iui", "iuis", "cycle", "cycles", "opk", "opks", "embryo", "embryos",
                      "tubes", "tube", "hsg", "sperm", "smear", "smears", "swab", "swabs", "urine"})  # fmt: skip
# A remark of only these words answers its own sentence: `my husband wants to stop and I don't`.
SHORT = frozenset({"but", "and", "i", "dont", "didnt", "havent", "never", "did", "am", "not"})
EVERY = frozenset({"all", "both", "everything", "they"})
LOCAL = frozenset({"that", "which"})  # inside a sentence these speak of the word before them
# Before a name these say that she has it.
CLAIMING = frozenset({"have", "got", "ive", "had", "am", "im", "diagnosed", "confirmed", "my", "with"})


class SaidOfIt:
    """Finds remarks and settles by them how the thing named last stands."""

    def __init__(self, remarks: Iterable[Remark], classes: Classes) -> None:
        self._classes = classes
        self._matcher = Matcher(classes, exact=True)
        for remark in remarks:
            self._matcher.add(remark.phrases, remark)

    def settle(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        """The mentions as they stand after what was said of them later."""
        settled = ticked(mentions, sentences)
        if any(is_spoken_of(mention) for mention in settled):
            for number, sentence in enumerate(sentences):
                for match in self._matcher.find(sentence.tokens):
                    before = {token.norm for token in sentence.tokens[max(0, match.start - 2) : match.start]}
                    if before & WHETHER or (match.start and sentence.tokens[match.start - 1].norm in TURNING):
                        continue
                    settled = _after(settled, match, number, sentences)
        return gut_beside(settled, sentences, self._classes)


def is_spoken_of(mention: Mention) -> bool:
    """Whether a later word may settle how it stands: an illness, a medicine, a symptom that is no danger."""
    if mention.kind == "symptom":
        return isinstance(mention.meaning, Concept) and not mention.meaning.danger
    return mention.kind in ("condition", "medicine")


def _after(mentions: list[Mention], match: Match, number: int, sentences: Sequence[Sentence]) -> list[Mention]:
    remark: Remark = match.meaning
    tokens = sentences[number].tokens
    if _is_of_another(mentions, match, number, tokens):
        return mentions
    meant = _meant(mentions, match, number, tokens[match.start : match.end])
    if "symptom" in remark.kinds:
        meant = [one for one in meant if _is_straight_before(one, match, number, tokens[match.start].norm)]
        same = {(one.id, one.sentence) for one in meant}
        meant = [one for one in mentions if (one.id, one.sentence) in same and is_spoken_of(one)]
    elif _is_local(match, tokens):
        # `Mum has it. I don't.`: a sentence of these words alone answers the one before.
        meant = [one for one in meant if one.sentence == (number if match.start else number - 1)]
    settled: list[Mention] = []
    for mention in mentions:
        of_next = mention.sentence != number
        if mention not in meant or not _may_change(mention, remark, sentences[mention.sentence], of_next=of_next):
            settled.append(mention)
        elif remark.status == "family" or mention.stands.status in NOT_HERS:
            settled += [mention, replace(mention, stands=Stand(remark.status))]
        else:
            settled.append(replace(mention, stands=Stand(remark.status)))
    return settled


def _has_subject(mentions: Sequence[Mention], match: Match, number: int, tokens: Sequence[Token]) -> bool:
    """Whether what is over is another thing, named straight before: `candesartan, and HRT patches were stopped`."""
    if not match.start or tokens[match.start].norm not in BEING or tokens[match.start - 1].norm in SUBJECTS:
        return False
    named = any(one.sentence == number and one.end == match.start for one in mentions)
    return tokens[match.start - 1].kind == "word" and not named


def _is_of_another(mentions: Sequence[Mention], match: Match, number: int, tokens: Sequence[Token]) -> bool:
    """Whether the words can only be said of something that is no finding, of another kind, or of a test."""
    remark: Remark = match.meaning
    if remark.kinds == MEDICINE and _has_subject(mentions, match, number, tokens):
        return True
    if remark.status == "past" and _is_of_another_kind(mentions, match, number, remark):
        return True
    if remark.instead and not _is_followed(mentions, match, number, remark):
        return True
    attempted = ATTEMPTS & {token.norm for token in tokens[: match.start]}
    return remark.doubted and (_is_of_test(mentions, match, number) or bool(attempted))


def _is_of_another_kind(mentions: Sequence[Mention], match: Match, number: int, remark: Remark) -> bool:
    """Whether only another kind of thing is named before it in its sentence: `… . Off methotrexate, that went`."""
    before = [
        one for one in mentions
        if one.sentence == number and one.end <= match.start and one.kind in ("condition", "medicine", "symptom")
    ]  # fmt: skip
    return bool(before) and not any(one.kind in remark.kinds for one in before)


def _is_local(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the remark can only be of its own sentence."""
    words = [token.norm for token in tokens[match.start : match.end]]
    return set(words) <= SHORT or (match.start > 0 and words[0] in LOCAL)


def _is_straight_before(mention: Mention, match: Match, number: int, opening: str) -> bool:
    """Whether few words stand between the symptom and what is said of it: `the bloating did go`, `… . All gone now`."""
    if mention.sentence == number:
        return match.start - mention.end <= (0 if opening in VERBS else BEFORE)
    return mention.sentence == number - 1 and match.start == 0 and opening not in VERBS


def _is_followed(mentions: Sequence[Mention], match: Match, number: int, remark: Remark) -> bool:
    """Whether another of the kind is named straight after: `but it was coeliac`."""
    after = range(match.end, match.end + NEXT)
    return any(one.sentence == number and one.start in after and one.kind in remark.kinds for one in mentions)


def _is_of_test(mentions: Sequence[Mention], match: Match, number: int) -> bool:
    """Whether a result is that of a test named in the same sentence: `Coeliac test done, negative`."""
    return any(one.kind == "test" and one.sentence == number and one.start < match.end for one in mentions)


def _may_change(mention: Mention, remark: Remark, sentence: Sentence, *, of_next: bool) -> bool:
    """`of_next`: the remark stands in a later sentence; a result there is only of what was looked for."""
    status = mention.stands.status
    if status in NOT_HERS:
        return remark.of_others
    if mention.kind == "medicine" and remark.status == "present":
        return True
    if status not in SETTLES[remark.status]:
        return False
    if not remark.doubted or status in DOUBTED:
        return True
    looked_for = bool(LOOKING & {token.norm for token in sentence.tokens})
    return not is_claimed(mention, sentence) and (looked_for or not of_next)


def is_claimed(mention: Mention, sentence: Sentence) -> bool:
    """Whether she says outright that she has it, so that a clear test of something does not take it away."""
    before = {token.norm for token in sentence.tokens[max(0, mention.start - 3) : mention.start]}
    return bool(before & CLAIMING) and "for" not in before


def _meant(mentions: Sequence[Mention], match: Match, number: int, match_tokens: Sequence[Token]) -> list[Mention]:
    """The thing last named before the remark, or, where it speaks of several, all of its sentence."""
    remark: Remark = match.meaning
    named = [one for one in mentions if one.kind in remark.kinds and is_spoken_of(one) and one.stands.status != "other"]
    before = [one for one in named if one.sentence == number and one.end <= match.start]
    if not before:
        earlier = [one.sentence for one in named if number - FAR <= one.sentence < number]
        before = [one for one in named if earlier and one.sentence == max(earlier)]
    words = {token.norm for token in match_tokens}
    if not before or remark.every or (remark.doubted and words & EVERY):
        return before
    last = max(before, key=lambda one: (one.start, one.end))
    return [one for one in before if one.start == last.start]
