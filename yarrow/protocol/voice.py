"""The voice of Yarrow, as checks: plain, short, kind, never more than is known. Source: clinical.md §9, DESIGN §5.6."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yarrow.protocol.reading_grade import grade, long_sentences, words

MOST_WORDS = 20
HARDEST_GRADE = 8.0
# The grade of a few words says little: one long name makes any label "hard".
FEWEST_WORDS = 20
NUMBER = r"(?:\d|\{|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"

# What is not said, and what to say instead. Source: clinical.md §9 (Malory 2025 [C32], NICE NG126 [C8]).
FORBIDDEN: tuple[tuple[str, str], ...] = (
    (r"products? of conception|retained products?|contents of the womb|\bremains\b", "your pregnancy, your baby"),
    (r"(?<!pregnancy )(?<!connective )\btissue\b(?! typing)", '"pregnancy tissue", and only of a lab test'),
    (r"spontaneous abortion|recurrent abortion|habitual abort|\babort", "pregnancy loss, miscarriage"),
    (r"incompeten|weak cervix", "cervix opening or shortening early"),
    (r"blighted ovum|empty sac|failed pregnanc|non-?viable|chemical pregnanc", "an early loss"),
    (r"failed ivf|poor responder|\bhostile\b|geriatric|advanced maternal age|\bbarren\b", "words without a verdict"),
    (rf"\bat least\b(?! {NUMBER})", "nothing: it is no consolation"),
    (r"\b(?:it's|it is) (?:very |so )?common\b|happens for a reason|you(?:'re| are) young|try again soon|nature's way",
     "\"I'm so sorry\", \"This matters\""),
    (r"did you do anything|why did you wait|\bcomplian|\brefused\b|\bdenies\b|your fault(?<!not your fault)",
     "a neutral question"),
    (r"\bjourney\b|^great\b|\. great\b|\bwonderful\b|\bexciting\b|congratulat", "plain thanks"),
    (r"(?:^|[.,;:] |\b(?:so|because|means|and) )you(?:'ve got| have| need)\b(?! (?:been|told|had|asked|not told))",
     '"could be worth checking", "ask about"'),
    (r"\byou need\b|\bthis means\b|\bdiagnos(?:is|ed)\b", '"could be worth checking", "ask about"'),
    (r"you will have a baby|don't worry|nothing to worry|(?:will|'ll) be (?:fine|all right|ok)\b|guarantee|\bpromise\b",
     "nothing that is not known"),
    (r"drive yourself(?<!don't drive yourself)(?<!do not drive yourself)", "\"please don't drive yourself\""),
    (r"\busers?\b", "patient, or the person"),
    (r"^\W*cancer", "another word first"),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in FORBIDDEN)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


def voice_problems(text: str) -> Iterator[str]:
    """What in this text is not Yarrow's voice, each in one sentence."""
    for pattern, instead in PATTERNS:
        found = pattern.search(text)
        if found:
            yield f'says "{found.group(0).strip()}"; say {instead}'
    if "!" in text:
        yield "has an exclamation mark; end the sentence with a full stop"
    if EMOJI.search(text):
        yield "has an emoji; use words"
    for sentence, count in long_sentences(text, MOST_WORDS):
        yield f'has a sentence of {count} words ("{sentence[:40]}…"); the most is {MOST_WORDS}'
    if len(words(text)) >= FEWEST_WORDS and grade(text) > HARDEST_GRADE:
        yield f"reads at grade {grade(text):.1f}; the hardest allowed is {HARDEST_GRADE:g}"
