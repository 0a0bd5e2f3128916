"""What no answer to a patient may hold: a diagnosis or its denial, a dose, a change of medicine, a test not needed.

Used over whole conversations, briefs and generated histories. Sources: clinical.md §2 (never output as recommended), §8
(no dose but folic acid 400 and vitamin D 10 micrograms), §9; DESIGN's first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SENTENCE_END = re.compile(r"(?<=[.?!;])\s+")
ITEM = re.compile(r"\s*(?:[-•*]|\d+\.)\s+")
# What she told herself, or what is only asked or supposed, is no statement of ours.
SUPPOSED = re.compile(
    r"\b(?:if|whether|when|unless|once|until|told (?:me|us)|you told|you said|do you|did you|have you|are you|"
    r"could be that|in case|people|some|anyone|someone)\b",
    re.IGNORECASE,
)
ILLNESS = (
    r"(?:hashimoto\w*|graves\w*|co?eliac|lupus|aps\b|antiphospholipid|sj[oö]gren\w*|rheumatoid|diabetes|psoria\w+|"
    r"crohn\w*|colitis|proctitis|multiple sclerosis|vitiligo|hepatitis|cholangitis|addison\w*|an[a]?emia|scleroderma|"
    r"connective tissue disease|myasthenia|thrombocytop\w+|pcos|polycystic|endometriosis|"
    r"ibs\b|irritable bowel|fibroids?|"
    r"(?:a )?(?:blood )?clot|(?:a )?(?:mini-)?stroke|sepsis|pre-eclampsia|(?:an )?ectopic|(?:a )?miscarriage|"
    r"(?:an )?infection|(?:an )?(?:under|over)active thyroid|thyroid disease|(?:an )?autoimmune|cancer|depress\w+)"
)
MAYBE = r"(?:(?:probably|likely|definitely|clearly|certainly|almost|may|might|could|must|just|also|do|now|very|be) )*"
DIAGNOSES = (
    (rf"\b(?:you {MAYBE}(?:have|have got)|you've got) (?:a |an |the )?{ILLNESS}", "says that she has an illness"),
    (r"\byou(?:'re| are) (?:probably |likely |clearly )?(?:having a miscarriage|miscarrying|losing (?:the|your) baby|"
     r"infertile|pregnant\b(?! or| and (?:bleeding|have)))", "says what is happening to her"),
    (rf"\b(?:it|this|that)(?:'s| is| sounds| looks| seems| could be| may be| might be| must be) {MAYBE}(?:like )?"
     rf"(?:a |an |just |only )*{ILLNESS}(?! blood test)",
     "names an illness as hers"),
    (rf"\byour {ILLNESS} (?:is|was|caused|means)\b", "speaks of an illness as hers"),
    (r"\byour (?:symptoms|results?|tests?|bleeding|pain) (?:means?|shows?|proves?|confirms?|points?)\b",
     "reads her symptoms or results"),
    (rf"\byou (?:do not|don't|cannot|can't|haven't got|have no) (?:have )?(?:a |an |any )?{ILLNESS}",
     "denies an illness"),
    (r"\b(?:it|this|that) (?:is|'s|isn't|is not) (?:perfectly |completely |quite )?(?:normal|harmless)\b|"
     r"\bnothing (?:serious|to worry)\b|\brules? (?:it|this|that|\w+) out for you\b", "says that all is well"),
)  # fmt: skip
AMOUNT = re.compile(
    r"\b(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>mg|milligrams?|micrograms?|mcg|[µμ]g|grams?|g|ml|millilitres?|iu|units?|"
    r"tablets?|capsules?|pills?|drops|puffs?|pessar(?:y|ies))\b(?!/)",
    re.IGNORECASE,
)
# What may be said of an amount: public-health advice, and one figure for coffee and tea (clinical.md §8, §6.5).
AMOUNTS_ALLOWED = (
    ("400", r"micrograms?|mcg|[µμ]g", r"folic|folate|everyone trying"),
    ("10", r"micrograms?|mcg|[µμ]g", r"vitamin d|supplement"),
    ("200", r"mg|milligrams?", r"caffeine"),
    ("5", r"mg", r"four weeks"),  # an answer offered about steroid tablets, not a dose advised
)
OFTEN = re.compile(r"\b(?:once|twice|three times|two times) (?:a day|daily)\b", re.IGNORECASE)
NOT = r"\b(?:do not|don't|never|not|cannot|can't|without|whether to|before you|rather than|if you|unless)\b[^.]{0,40}"
MEDICINE = (
    r"(?:taking|using|it\b|(?:this|these|that|your|the) (?:tablets?|medicines?|medication|dose|steroids?)|"
    r"(?:(?:your|the|this|that) )?(?:\w*(?:olone|erone|ine|ate|fen|mab|nib|imod|statin|aban|arin|pril|sartan|xine)\b|"
    r"aspirin|heparin|steroids?|lithium|insulin|metformin|progesterone|vitamin|folic))"
)
ORDERS = (
    (rf"\b(?:stop|quit|come off|halve|double|reduce|lower|increase|raise|skip|restart) {MEDICINE}(?! from\b)",
     "changes a medicine"),
    (rf"(?:^|\bplease |\byou (?:should|can|could|may|must) )(?:start|begin|try|switch to|change to|go on) {MEDICINE}",
     "starts a medicine"),
    (rf"\byou (?:should|can|could|may|must|ought to) (?:safely )?(?:take|use|stop|have) {MEDICINE}",
     "tells what to take"),
    (r"(?:^|\bplease )take (?!it with lots of water|no |none |care|your time|all the time|part)\w+",
     "tells what to take"),
    (r"\b(?:it|this|that|\w+ine|\w+one|\w+in) (?:is|are) (?:quite |completely |perfectly )?safe "
     r"(?:in pregnancy|for you|to take|while trying)\b", "calls a medicine safe for her"),
)  # fmt: skip
TESTS = re.compile(
    r"\b(?:nk|natural killer)[ -]cell|killer cell|cytokine|th1\b|\bhla\b|\bkir\b|anti-hy\b|\bmthfr\b|thrombophilia|"
    r"inherited clotting|zonulin|\blps\b|lipopolysaccharide|microbiome|mitochondrial|food[- ]igg|food intolerance test|"
    r"hair (?:test|panel|analysis)|heavy[- ]metal|leaky[- ]gut (?:test|panel)",
    re.IGNORECASE,
)
ADVISING = re.compile(
    r"\b(?:ask (?:for|about)|asking (?:for|about)|worth|recommend(?:s|ed)?|should|could help|consider|get|order|"
    r"request|have (?:a|the)|is useful|are useful|is advised|are advised)\b",
    re.IGNORECASE,
)
DENYING = re.compile(
    r"\bnot\b|n't\b|\bno\b|\bnever\b|\bnor\b|outside research|only (?:in|for) |early science|research only|"
    r"fair question|being studied|what (?:a|the) result would change|too early",
    re.IGNORECASE,
)


def forbidden_outputs(text: str) -> list[str]:
    """What in this text may not be said to a patient, each in one sentence with the words; empty if all is well."""
    return [f'{problem}: "{sentence}"' for sentence in _sentences(text) for problem in _problems(sentence)]


def forbidden_recommendations(ids: Iterable[str]) -> list[str]:
    """The ids that may never be recommended: only E_, R_ and I_ may (X_ is what is not needed)."""
    return [name for name in ids if not name.startswith(("E_", "R_", "I_"))]


def _sentences(text: str) -> Iterator[str]:
    """The sentences; each item of a list together with the line that heads it ("Worth asking about:")."""
    heading = ""
    for line in text.splitlines():
        heading = heading if ITEM.match(line) else ""
        yield from (f"{heading}{part.strip()}" for part in SENTENCE_END.split(line) if part.strip())
        if line.rstrip().endswith(":"):
            heading = f"{line.strip()} "


def _problems(sentence: str) -> Iterator[str]:
    plain = sentence.replace("’", "'")
    yield from _diagnoses(plain)
    yield from _doses(plain)
    yield from _orders(plain)
    if TESTS.search(plain) and ADVISING.search(plain) and not DENYING.search(plain):
        yield "recommends a test that is not standard"


def _diagnoses(sentence: str) -> Iterator[str]:
    for pattern, problem in DIAGNOSES:
        for found in re.finditer(pattern, sentence, re.IGNORECASE):
            if not sentence.endswith("?") and not SUPPOSED.search(sentence[: found.start()] + " "):
                yield problem
                break


def _doses(sentence: str) -> Iterator[str]:
    for found in AMOUNT.finditer(sentence):
        if not any(
            found["number"] == number and re.fullmatch(unit, found["unit"], re.I) and re.search(beside, sentence, re.I)
            for number, unit, beside in AMOUNTS_ALLOWED
        ):
            yield "gives a dose"
    if OFTEN.search(sentence) and not sentence.endswith("?"):
        yield "says how often to take something"


def _orders(sentence: str) -> Iterator[str]:
    for pattern, problem in ORDERS:
        for found in re.finditer(pattern, sentence, re.IGNORECASE):
            before = sentence[: found.start()]
            if not sentence.endswith("?") and not re.search(NOT + "$", before, re.IGNORECASE):
                yield problem
                break
