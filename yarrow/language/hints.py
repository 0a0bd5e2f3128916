"""Mild or vague words that may be the first of a danger in a pregnancy or soon after one: `a bit damp`, `itchy hands`.

They are no symptom of a danger yet, so they raise nothing; but nobody passes them over while she is pregnant, or within
six weeks of a birth, an operation or a loss: whether it is happening is asked (clinical.md §5, mechanics).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.language.mention import Mention
from yarrow.language.red_flags import NOW
from yarrow.language.text import Sentence
from yarrow.language.understanding import Ask

LATE = 20  # weeks from which headache, sight, swelling and itching are watched for
SIX_WEEKS = 42
PREGNANT, LATER, LATELY, EITHER, ALWAYS = "pregnant", "later", "lately", "either", "always"


@dataclass(frozen=True)
class Hint:
    """What the words may be the first of, and when they count."""

    about: str
    when: str
    words: re.Pattern[str]


def _hint(about: str, when: str, words: str) -> Hint:
    return Hint(about, when, re.compile(rf"(?<!\w)(?:{words})(?!\w)"))


CLOTHES = r"(?:knickers|pants|underwear|undies|liner|gusset|pad|down there|down below|leggings)"
WET = r"(?:damp|wet|wetness|moist|soggy|leak|leaks|leaking|leaked|leaky|trickle|dribble|watery)"
PALE = r"(?:beige|beigey|brownish|brown|pinkish|pinky|pink|rusty|orangey|tea coloured|peachy)"
HANDS = r"(?:feet|ankles|hands|fingers|face|hand|foot|rings|legs)"
PUFFY = r"(?:puffy|puffed|swollen|swelling|swelled|tight|balloons?|sausages?|loaves|like elephants|cankles)"
HINTS = (
    _hint("waters", PREGNANT, rf"{WET}(?: \S+){{0,4}} {CLOTHES}|{CLOTHES}(?: \S+){{0,5}} {WET}|"
          r"(?:pee|wee|urine|discharge)(?: \S+){0,6} (?:or|maybe)(?: \S+){0,4} (?:waters?|the other thing|"
          r"something else|"
          r"fluid)"),
    _hint("severe_headache", LATER, r"headaches?|head ?ache|sore head|head is sore|migraine|"
          r"(?:bit of a |a |such a |thick )head on me|heads? (?:is |s )?(?:sore|pounding|thumping|throbbing|"
          r"banging)"),
    _hint("visual_disturbance", LATER, r"(?:seeing|saw|see|get|getting|got|have|had) (?:\S+ )?(?:\S+ )?(?:stars|"
          r"spots|dots|"
          r"floaters|sparkles|zigzags|flashes)|(?:floaty|blurry|sparkly|twinkly|blurred|fuzzy) (?:\S+ )?(?:vision|"
          r"stars|"
          r"spots|eyes|eyesight|sight|bits|dots|lights)|(?:vision|eyes|eyesight|sight) (?:\S+ )?(?:\S+ )?(?:blurry|"
          r"fuzzy|funny|"
          r"odd|off|weird)"),
    _hint("sudden_swelling", LATER, rf"{HANDS}(?: \S+){{0,4}} {PUFFY}|{PUFFY} (?:\S+ )?{HANDS}"),
    _hint("itch_palms", LATER, r"itch|itchy|itching|itches|itchiness|scratching"),
    _hint("reduced_movements", LATER, r"(?:bit |little |kind of |sort of )?(?:different|less|fewer|quieter|weaker|"
          r"softer|gentler)"
          r"(?: \S+){0,3} (?:in there|kicks?|kicking|movements?|today|than)|(?:kicks?|kicking|movements?|moving|"
          r"move)(?: \S+)"
          r"{0,5} (?:different|less|fewer|quieter|weaker|softer|not sure|cant tell|hard to say|not as)|"
          r"(?:cant|couldnt|not|hard to|wasnt|havent been|didnt) (?:\S+ )?(?:tell|sure|say|swear|noticing|notice|"
          r"noticed|decide|"
          r"counting|paying attention)(?: \S+){0,8} (?:kicks?|kicked|moved|moves|moving|movements?|at it)|"
          r"(?:moved|moving|kicked|kicking|at it|movements?)(?: \S+){0,6} (?:noticing|noticed|notice|"
          r"paying attention)"),
    _hint("fever", EITHER, r"(?:feel|feeling|felt|been|was i|bit|am|im|so|really|got) (?:\S+ )?(?:\S+ )?(?:hot|"
          r"fluey|flu like|"
          r"feverish|shivery|roasting|boiling|achy|warm|off colour|sweaty|clammy|under the weather)|hot and cold|"
          r"flu ish|"
          r"night sweats|was i hot|no thermometer|(?:coming down with|bit of a (?:temp|temperature|fever|chill))"),
    _hint("leg_swelling_one", EITHER, r"(?:calf|calves|shin|back of my (?:leg|knee)|thigh|one leg|left leg|"
          r"right leg)(?: \S+)"
          r"{0,4} (?:crampy|cramp|cramping|cramps|sore|tight|achy|aches|aching|tender|heavy|twinge|twinges|warm|"
          r"hurts|niggle|"
          r"pulled)|(?:crampy|sore|tight|achy|tender|pulled) (?:calf|calves|leg)"),
    _hint("bleeding", PREGNANT, rf"(?:{PALE}|tea|coffee|rust) (?:\S+ )?(?:\S+ )?(?:stain|tinge|tinged|smear|smudge|"
          rf"mark|streak|"
          r"discharge|mucus|stuff|when i wipe)|(?:only|just|bit|something|colour) (?:\S+ )?when i wipe"),
    _hint("psychosis", ALWAYS, r"(?:horrible|awful|terrible|horrid|scary|intrusive|disturbing|dark|nasty|"
          r"violent) (?:pictures|"
          r"thoughts|images|flashes|ideas)(?: \S+){0,8} (?:dropping|hurting|harming|baby|him|her|drowning|shaking|"
          r"smothering)"),
    _hint("psychosis", LATELY, r"(?:no|not|without|hardly any|barely any) (?:\S+ )?(?:sleep|"
          r"slept)(?: \S+){0,14} (?:mind|head|"
          r"thoughts|brain)(?: \S+){0,3} (?:racing|washing machine|going|spinning|wont stop|whirring|jumping)"),
    _hint("anaphylaxis", ALWAYS, r"(?:lips?|tongue|throat|face|eyes)(?: \S+){0,3} (?:blew up|swelled|swelled up|"
          r"ballooned|puffed|"
          r"thick|tingly|tingled|tightened|itchy|closed)(?: \S+){0,8} (?:after|since|shot|injection|dose|tablet|"
          r"progesterone|"
          r"antibiotics?|benadryl|antihistamine)"),
    _hint("abuse", ALWAYS, r"(?:temper|moods|rages?|anger|short fuse)(?: \S+){0,14} (?:keep out of|stay out of|"
          r"out of his way|out of "
          r"the (?:road|way)|tiptoe|eggshells|keep quiet|keep my head down)|walking on eggshells|(?:eggshells|"
          r"tiptoe)(?: \S+)"
          r"{0,5} (?:him|he|husband|partner|boyfriend)"),
)  # fmt: skip
UNSAID = frozenset({"no", "not", "never", "without", "nor", "havent", "hasnt", "isnt", "arent", "dont", "didnt",
                    "denies", "if", "when", "worried", "used", "normal", "any", "last", "before", "neither", "nil",
                    "zero", "free"})  # fmt: skip
ANOTHERS = frozenset({"sister", "mum", "mother", "friend", "husband", "hubby", "dad", "brother", "son", "daughter",
                      "dog", "toddler", "colleague", "cousin", "neighbour"})  # fmt: skip
OVER = re.compile(
    r"\b(?:ago|19\d\d|20\d\d|years?|with my (?:first|second|last|son|daughter)|all gone|gone now|settled|"
    r"better now)\b"
)


def hint_of(sentences: Sequence[Sentence], mentions: Sequence[Mention], known: Mapping[str, Any]) -> Ask | None:
    """What to ask first of what these words may be the beginning of; nothing of what is told outright."""
    named = {mention.id for mention in mentions if mention.kind == "symptom"}
    for sentence in sentences:
        text = " ".join(token.norm for token in sentence.tokens)
        if OVER.search(text):
            continue
        for about, start in _hinted(text, known):
            if about not in named:
                at = min(text[:start].count(" "), len(sentence.tokens) - 1)
                return Ask(about, NOW, sentence.tokens[at].start, sentence.tokens[-1].end)
    return None


def is_hinted_at(sentences: Sequence[Sentence]) -> bool:
    """Whether any of these words is said, whatever else is known."""
    texts = [" ".join(token.norm for token in sentence.tokens) for sentence in sentences]
    return any(hint.words.search(text) for hint in HINTS if hint.when != ALWAYS for text in texts)


def _hinted(text: str, known: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for hint in HINTS:
        found = hint.words.search(text) if _counts(hint.when, known) else None
        before = set(text[: found.start()].split()[-4:]) if found else UNSAID
        if found and not before & UNSAID and not ANOTHERS & set(text[: found.start()].split()):
            yield hint.about, found.start()


def _counts(when: str, known: Mapping[str, Any]) -> bool:
    weeks = known.get("gestation_weeks")
    pregnant = known.get("pregnant_now") == "yes" or weeks is not None
    since = [known[path] for path in ("procedure_or_birth_days", "days_since_loss") if path in known]
    lately = any(days <= SIX_WEEKS for days in since) or known.get("recent_event") in ("birth", "procedure", "loss")
    later = pregnant and (weeks is None or weeks >= LATE)
    born = lately and known.get("recent_event") not in ("procedure", "loss") and "days_since_loss" not in known
    return {PREGNANT: pregnant, LATER: later or born, LATELY: lately, EITHER: pregnant or lately, ALWAYS: True}[when]
