"""Names of people, clinics and towns in what a patient wrote: found by the words they stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

# One word of a name, as people type it. Told by a cue, small letters will do.
WORD = r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'’-]+"
CAPITAL = r"(?:O['’]|Mac|Mc|[DL]['’])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+)?"
PARTICLE = r"(?:van |von |de |der |da |la |bin |al |el |ten |du )*"
NAME = rf"{CAPITAL}(?: {PARTICLE}{CAPITAL}){{0,3}}"
WHOSE = r"(?:my|her|his|our|the|partner'?s|husband'?s|wife'?s|baby'?s|daughter'?s|son'?s|full|maiden|first|last|sur)"
WHO = r"(?:i ?a?'?m|i am|is|was|she'?s|he'?s|they|we|got|people|everyone|everybody|friends|just|be|been)"
# Names told of oneself or of another: whatever follows is a name, even in small letters.
CALLED = re.compile(
    rf"(?i:\b(?:{WHOSE} ?)?(?:full |first |last |maiden |sur|given )*name(?:'s| is| was|:| -)\s+"
    rf"|\b(?:{WHO}\s+)?(?:call me|called|named|known as)\s+(?:her |him |me |it )?|\bsigned,?\s+)"
    rf"({WORD}(?: {WORD}){{0,2}})"
)
TITLED = re.compile(
    rf"\b(?i:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sister|midwife|nurse|consultant|sir|dame)\b\.?\s+({NAME})"
)
# In small letters: after few words only, since after others it is most often no name.
TOLD_SMALL = re.compile(rf"\b(?i:mr|mrs|dr|(?:i|we) live in|living in|lives in)\b\.? ({WORD})")
# People who are mentioned with their names.
KIN = re.compile(
    r"\b(?i:husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|son|daughter|baby|boy|girl|mum|mom|mother|dad|father"
    r"|sister|brother|friend|gp|doctor|midwife|nurse|consultant|obstetrician|gyna?ecologist|cousin|aunt|uncle|angel"
    r"|counsellor|therapist|twins|neighbour|boss|surgeon|acupuncturist)s?,?"
    rf" (?!The |A |An |I |My )({NAME}(?: and {NAME})?)"
)
GREETING = r"(?:hi|hello|hey|good morning|good evening|morning|evening)"
GREETED = re.compile(
    rf"(?im:^\s*{GREETING},?\s*(?:it'?s|this is|i'?m|i am|im|my name'?s)\s+)({NAME})"
    rf"|(?im:\b(?:it'?s|this is) )({NAME})(?=[,.!]| (?i:here|again|speaking|writing)\b)"
    rf"|(?i:\bi'?m |\bi am )({NAME})(?=[,.!]| (?i:and|from|here)\b|$)"
    rf"|(?m:^)({CAPITAL} {CAPITAL})(?=, )"
)
THANKS = (
    r"(?:thanks(?: a lot| so much)?|thank you(?: so much| very much)?"
    r"|regards|best wishes|best|yours|love|cheers|kind regards|sincerely|many thanks)"
)
SIGNED = re.compile(rf"(?im:{THANKS},?\s+)({NAME})\s*(?:[.!x]*\s*)$")
LIVES = r"live in|living in|lives in|from|based in|near|moved to|staying in|work in|work at|works at|teach at|born in"
PLACE = re.compile(rf"\b(?i:{LIVES}) ({NAME})")
CLINIC = re.compile(
    rf"\b((?:St\.? |Saint )?{CAPITAL}(?:['’]s)?(?: {CAPITAL}| of| and){{0,4}}"
    r" (?:Hospital|Infirmary|Clinic|Surgery|Medical Centre|Medical Center|Health Centre|Health Center|Practice|School"
    r"|University|College|Church|Fertility Centre|Fertility))\b"
)
SAINT = re.compile(rf"\b((?:St\.?|Saint) {CAPITAL}(?:['’]s?)?)(?!\w)")
RULES = (CALLED, TITLED, TOLD_SMALL, KIN, GREETED, SIGNED, PLACE, CLINIC, SAINT)
TOLD = (CALLED, TOLD_SMALL)
# Capital letters that are no name of a person or a place.
OTHERS = """
i i'm i've i'd i'll the a an and but or so my we he she they it is was will would can could it's there then not no yes
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december english british american irish indian ireland nhs ivf icsi gp tsh tpo ana nk tv uk usa us rh
aps sle pcos ibs crohn crohns crohn's coeliac celiac lupus hashimoto hashimotos hashimoto's graves sjogren sjogrens
sjogren's raynaud raynauds raynaud's asherman ashermans asherman's down downs down's edwards patau clomid
letrozole metformin levothyroxine prednisolone aspirin heparin clexane fragmin humira progesterone cyclogest covid
christmas easter christian muslim jewish hindu yarrow england scotland wales britain america australia canada india
europe day week
"""
# What may follow "called" and is no name.
COMMON = """
a an the back in it my to by her him me them us that this at on when because about again and or but not no yes urgent
emergency scan test doctor hospital ambulance out off for from with last just also already never being been
endometriosis something chemical ectopic missed molar blighted silent partial complete threatened recurrent early late
septic anembryonic adenomyosis vasculitis autoimmune antiphospholipid lupus after before yesterday today is was what if
so then there who same different natural spontaneous our your their said says told did does gave took thinks thought
wants wanted has had asked rang sent put prescribed referred confirmed
"""
NO_NAMES = frozenset(OTHERS.split())
NOT_CALLED = frozenset(COMMON.split())


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand (start, end)."""
    for rule in RULES:
        for match in rule.finditer(text):
            if match.lastindex:
                yield from _kept(text, *match.span(match.lastindex), is_told=rule in TOLD)


def _kept(text: str, start: int, end: int, *, is_told: bool) -> Iterator[tuple[int, int]]:
    """The words of it that can be a name, from the first on; none if the first cannot."""
    last = start
    for match in re.finditer(r"\S+", text[start:end]):
        word = match.group().strip(".,;:!?’'").lower()
        if word in NO_NAMES or (is_told and word in NOT_CALLED):
            if word in ("and",) and last > start:
                continue
            break
        if is_told and last > start and not match.group()[0].isupper():
            break
        last = start + match.end()
    if last > start:
        yield start, last
