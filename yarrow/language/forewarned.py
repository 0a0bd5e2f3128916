"""Symptoms only spoken of: what she was told to watch for, what she dreamt or looks out for, denies or makes little of.

`They told me to ring if I got a fever or felt faint`, `I dreamt I was bleeding`, `Bleeding? No.`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand
from yarrow.language.mention import Mention
from yarrow.language.red_flags import NEVER_IGNORED
from yarrow.language.text import Sentence

# Who warns, and what the warning opens with; what follows is not happening yet.
WARNING = re.compile(
    r"\b(?:(?:told|said|says|warned|advised|reminded|drilled|list|lists|listed|leaflet|sheet|card|letter|website|"
    r"number|instructions|instructed|plan|page|handout|app|booklet|nurse|midwife|consultant|gp|doctor|ring|call|phone|"
    r"come|(?<!\bi )go)(?: \S+){0,14}? (?:if(?! (?:im |i am )?lucky| at all| that\b)|"
    r"in case|unless|whenever|lists?|warns? (?:about|of)|warned (?:me |us )?(?:about|of)|"
    r"(?:to )?(?:expect|expecting)|(?:watch|look|listen) (?:out )?for|reasons)|"
    r"(?:leaflet|sheet|card|letter|website|handout|booklet|page|list|app) (?:from \S+(?: \S+)? )?(?:lists?|says?|"
    r"mentions?|talks? about))\b"
)
DREAMT = re.compile(
    r"\b(?:nightmares?|dreams?|dreamt|dreamed|dreaming)(?: \S+){0,4}? (?:i|that|about|of|where|the|there|my)\b"
)
WATCHING = re.compile(
    r"\b(?:(?:keep|kept|always|constantly|forever|im|am|been|be|was) (?:\S+ )?(?:checking|check|looking|inspecting|"
    r"examining|watching|scanning|waiting)(?: \S+){0,4}? for|"
    r"(?:makes?|has) me (?:think|thinking|worry|worried|panic)(?: \S+){0,3}? (?:going to|gonna|about to|will|might)|"
    r"(?:convinced|sure|certain|terrified|afraid|scared|worried|dread) (?:that )?"
    r"(?:i will|ill|im going to|i am going to|it will|i might))\b"
)
# A new clause of her own after the warning: `… and now I am bleeding`.
RESTART = re.compile(
    r"\b(?:and|but|so|well|now|because|cos|then|,|-) (?:\S+ )?(?:im|ive|i am|i have|i feel|i keep|i cant|its|theres|"
    r"there is|it is|my|now|today|this|since)\b|\b(?:now|today|tonight|yesterday|since|just|ive|already)\b"
)
ASKED = re.compile(r"\b(?:asked|asks|questionnaire|form|screening|checklist|quiz|wanted to know)\b")
ANSWERED_NO = re.compile(
    r"\b(?:i (?:said|ticked|answered|put|told (?:her|him|them)|wrote) (?:no|none|not)|"
    r"none of (?:them|those|these|it|that)|"
    r"nothing like that|no to (?:all|both|that|them|everything)|all no)\b"
)
# Out of breath by her own account only from being unfit or after exercise: asked about, for she may be wrong.
BREATH = frozenset({"breathless", "racing_heart"})
EXERTED = re.compile(
    r"\b(?:(?:two|three|four|five|six|several) flights|normal for me|"
    r"unfit|un fit|not fit|never fit|out of (?:shape|condition)|couch potato|overweight|"
    r"(?:after|from|when i|whenever i|while) (?:a |my |the |im )?(?:\S+ )?"
    r"(?:run|runs|running|jog|jogging|gym|workout|exercise|exercising|spin class|sprint|sprinting|swim|swimming|"
    r"cycling|zumba|hill|hills|hike|hiking|cross trainer|treadmill))\b"
)
AT_REST = re.compile(
    r"\b(?:rest|resting|sitting|sat|lying|lie|bed|still|talking|talk|sentence|sudden|suddenly|nothing|worse|worsening|"
    r"chest|cough|coughing|calf|leg|faint|dizzy|blue|night|sleep|asleep|today|tonight|now|since|cant|cannot)\b"
)
NO = frozenset({"no", "nope", "none", "nah", "never", "not", "nil", "negative"})
ASKED_OF = 4  # words at most of a symptom put to herself as a question


def forewarned(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, of which those symptoms are not stated that she was warned of, dreamt or watches for."""
    return [
        mention if mention.kind != "symptom" or mention.stands.status != "present" or mention.id in NEVER_IGNORED
        else _settled(mention, sentences)
        for mention in mentions
    ]  # fmt: skip


def _settled(mention: Mention, sentences: Sequence[Sentence]) -> Mention:
    sentence = sentences[mention.sentence]
    words = [token.norm for token in sentence.tokens]
    if sentence.question and len(words) <= ASKED_OF and _is_answered_no(mention.sentence, sentences):
        return replace(mention, stands=Stand("denied"))
    if mention.id in BREATH and _is_from_effort(" ".join(words)):
        return replace(mention, stands=Stand("hypothetical", asked=True))
    before = " ".join(words[: mention.start])
    after = sentences[mention.sentence + 1 : mention.sentence + 2]
    rest = " ".join([*words[mention.end :], *(token.norm for one in after for token in one.tokens)])
    if ASKED.search(before) and ANSWERED_NO.search(rest):
        return replace(mention, stands=Stand("denied"))
    # `If the bleeding gets worse`: there is bleeding.
    known = words[mention.start - 1 : mention.start] in (["the"], ["this"])
    for spoken_of in (DREAMT, WATCHING) if known else (DREAMT, WATCHING, WARNING):
        found = spoken_of.search(before)
        if found and not RESTART.search(before, found.end()):
            return replace(mention, stands=Stand("hypothetical"))
    return mention


def _is_from_effort(text: str) -> bool:
    """`Breathless because I am unfit`, and nothing that makes it more than that."""
    return bool(EXERTED.search(text)) and not AT_REST.search(text)


def _is_answered_no(number: int, sentences: Sequence[Sentence]) -> bool:
    return number + 1 < len(sentences) and sentences[number + 1].tokens[0].norm in NO
