"""What goes on or happened lately, told by the way beside a danger: `two lines on the test`, `D&C on Monday`.

How urgent a danger is hangs on a pregnancy now, and on a birth, an operation or a loss in the last six weeks
(clinical.md §5). They are read only beside a danger, which makes it hers and of now; never where somebody else, another
year, or something still to come is told. Where the words leave the day open, no number is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.language.bygone import ECTOPIC_TREATMENT, THEN, is_given_lately
from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.carrying import is_in_danger
from yarrow.language.duration import days_ago, durations
from yarrow.language.mention import Mention
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

SIX_WEEKS = 42
LONGEST = 60  # days up to which they are asked in days
IMPLANTING = 16  # days after a transfer in which nobody can know yet

WEEKDAY = r"(?:mon|tues?|weds?|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
CHILD = r"(?:baby|babies|bab|bub|bubs|boy|girl|son|daughter|twins|little one|lo|newborn|wee one|little man)"
SMALL = r"(?:(?:baby|little|littel|wee|beautiful|first|second|third|rainbow|new|dear|tiny|darling) )"
OWN = r"(?:my|our|the|a|her)"
BIRTH = (
    rf"(?:gave|given|giving) birth|(?:c ?-? ?section|emcs|elcs|caesarean|cesarean|forceps|ventouse)|"
    rf"(?:(?:my|the|a|emergency|planned|had|after) |^)section|"
    rf"(?:had|having had) {OWN} {SMALL}*{CHILD}|{CHILD} (?:was |is |were |are |only |just |finally )*(?:born|"
    rf"arrived|"
    rf"came(?! (?:home|back|out|round|over|off|to see|with))|delivered)|(?:he|she|they) (?:was|were) (?:only |"
    rf"just )?born|delivered|{OWN} {SMALL}?(?:birth|delivery)"
)
COLLECTION = r"(?:egg )?(?:collection|retrieval)|eggs (?:were )?(?:collected|taken|out|retrieved)"
PROCEDURE = (
    r"d ?(?:&|and|n)? ?c|dnc|erpc|smm|mva|evacuation|hysteroscopy|laparoscopy|lap|surgical management|scrape|raspa|"
    r"(?:surgery|operation|op|operated on)|salpingectomy|myomectomy|(?:my|the|a|left|"
    r"right) tube (?:was )?(?:out|removed)|"
    r"(?:remove|removed|removing|took|taken|taking)(?: out)? (?:my|the|a|one) (?:\S+ )?tube|cerclage|"
    r"polyps? removed"
)
LOSS = (
    rf"(?:medical|expectant|conservative) management|misoprostol|miso|cytotec|(?:passed|passing|birthed) {OWN} "
    rf"(?:\S+ )?(?:pregnancy|{CHILD}|sac|tissue|remains)|miscarried|miscarriage|lost {OWN} {SMALL}*(?:pregnancy|"
    rf"{CHILD})"
)
TRANSFER = r"transfer|fet|transferred|embryos? (?:put|back|in|on board)"
EVENTS = {
    "birth": re.compile(rf"(?<![\w])(?:{BIRTH})(?!\w)"),
    "collection": re.compile(rf"(?<!\w)(?:{COLLECTION}|er|ec)(?!\w)"),
    "procedure": re.compile(rf"(?<!\w)(?:{PROCEDURE})(?!\w)"),
    "loss": re.compile(rf"(?<!\w)(?:{LOSS})(?!\w)"),
    "transfer": re.compile(rf"(?<!\w)(?:{TRANSFER})(?!\w)"),
}
SPAN = r"(?:\S+ )?(?:days?|weeks?|wks?|nights?|hours?|hrs?|fortnight)"
WHEN = re.compile(
    rf"(?<!\w)(?:{SPAN} (?:ago|back)|yesterday|today|this (?:morning|week|afternoon|weekend)|"
    rf"last (?:week|night|weekend|{WEEKDAY})|(?:on |this |just )?{WEEKDAY}|the other (?:day|night)|"
    r"(?:at|over) the weekend|(?:{SPAN} )?old)(?!\w)".replace("{SPAN}", SPAN)
)
AFTER = re.compile(
    rf"(?<!\w)(?P<length>(?:day \S+|{SPAN}))(?: out| on)? (?:since|after|post|past|from)(?: -)?(?: (?:my|the|"
    rf"our|a|having|"
    rf"an|i|had|emergency|planned|second|first|they|took))* "
)
POST = re.compile(r"\b(?:since|after|post|past|from)\b")
# How old her baby is: `my baby is 9 days old`, `with a two week old`.
BABY = re.compile(
    rf"(?<!\w)(?:(?:(?:my|our|the|with|and|have)(?: a)? )?{CHILD}s? (?:boy |girl )?(?:is |s |are |now |only |"
    rf"just |turned "
    rf"|not even |nearly )*(?P<age>\S+ (?:days?|weeks?|wks?))(?P<old> old)?|(?:my|our|a|have|with)(?: a| my)? "
    rf"(?P<age2>\S+ (?:-? ?)(?:day|week)s?)(?: -)? old)(?!\w)"
)
TO_COME = frozenset({"booked", "due", "scheduled", "if", "until", "till", "before", "waiting", "wait",
                     "next", "tomorrow", "offered", "need", "needs", "having", "want", "refused",
                     "planning", "when", "might", "will",
                     "going", "gonna", "date", "hoping", "unless", "cancelled", "is", "are",
                     "referred", "no", "not", "never", "without", "every", "other", "midwife"})  # fmt: skip
UNREAL = frozenset({"if", "until", "never", "no", "not", "when", "hoping", "without", "want", "didnt"})
ANOTHERS = frozenset({"sister", "sisters", "sis", "mum", "mums", "mother", "friend", "friends", "cousin", "neighbour",
                      "mate", "colleague", "mates", "cousins", "aunt", "law", "somebody", "someone", "niece",
                      "dog", "cat", "boss"})  # fmt: skip
MONTH = rf"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|{'|'.join(MONTH_NAMES)})"
SCAN = r"(?:scan|ultrasound|appointment|appt|booking in)"
AHEAD = rf"(?:is|on|next|tomorrow|booked|due|in|isnt|not|until|till|this|coming|today|{WEEKDAY})"
LINES = r"(?:two|2|double|both|second|2nd|dark|strong|clear)(?: (?:pink|blue|dark|clear|strong|red))? lines?"
WELL = r"(?:fine|good|great|ok|okay|perfect|strong|healthy|there|grand|lovely|normal|seen|spotted|well|\d+)"
# A pregnancy now, told by what belongs to one.
PREGNANT = re.compile(
    rf"(?<!\w)(?:{LINES}(?= (?:on|this|today|yes|saturday|{WEEKDAY}|last|at|and|but|now|-|,)|$)|"
    r"(?:positive|pos) (?:on )?(?:a |my |the )?(?:clearblue|clear blue|digi|digital|frer|first response|"
    r"cheapie|stick|hpt|"
    r"pregnancy|preg|urine|beta|peestick|pee stick|home)(?= (?!antibod)|$)|bfps?|positive beta|"
    rf"(?:dating|booking|early|viability|reassurance|anomaly|nuchal|nt|growth|first|\d\d? ?(?:-? ?)(?:week|wk|w)|"
    rf"(?:twelve|twenty|eight|seven|ten|six) week) {SCAN}(?= (?:\S+ ){{0,3}}?{AHEAD}(?!\w))|"
    rf"{SCAN} (?:\S+ ){{0,4}}?(?:for dating|to date it|to check (?:for )?(?:the|a) heartbeat|with the midwife)|"
    rf"(?:next|tomorrow|{WEEKDAY}) (?:\S+ ){{0,3}}?(?:dating|booking|first|12 week|20 week|anomaly) {SCAN}|"
    r"booking in|(?:saw|seen|heard|found|a|strong|good|healthy|had|with) (?:a |the |his |her |our |babys? |"
    r"its )*(?:\S+ )?"
    r"(?:heartbeat|heart beat|hb)(?! ?beat)|"
    rf"(?:heartbeat|heart beat|hb) (?:was |is |still |all )+{WELL}|"
    rf"(?:baby|babies|bean|bub|bubs|embryo|twins|sprog|peanut|foetus|fetus) (?:was |is |were |are |looked |"
    rf"looks |all )+"
    rf"(?:{WELL}|doing well|measuring|moving|jumping|on track)|(?:bean|baby|embryo|sac|fetus|twins) measur(?:ed|"
    rf"ing)|"
    rf"(?:due date|edd)(?! of my period)|(?:^|, |- |(?:im|am|baby|babys|were|shes|is|and) )due (?:(?:in|on|at|"
    rf"around|early|"
    rf"late|mid|the|end|of|late|only) )*(?:{MONTH}|\d+(?: ?(?:st|nd|rd|th))?(?: of)? {MONTH}|christmas|new year|"
    rf"easter|"
    r"(?:\d+|two|three|four|five|six|eight|ten|twelve) (?:weeks|months))|"
    r"(?:in (?:my|the)|my|im|am|early|late|mid|^) ?(?:in )?(?:first|second|third|1st|2nd|3rd) tri(?:mester)?|"
    r"carrying "
    r"(?:twins|triplets|a (?:boy|girl|baby)|my (?:\S+ )?baby|our (?:\S+ )?baby|low|high)|my bump|"
    r"(?<!to get )(?<!get )(?<!not )(?:^|, |- |\( )(?:pregnant|preg|pg|preggo|preggers)"
    r"(?= (?:,|-|here|today|so|and|with|but|at|\d)|$))(?!\w)"
)
MAYBE = re.compile(
    r"(?<!\w)(?:hcg|beta|betas) (?:level )?(?:was|is|were|at|of|came back|went|has|rose|doubled|only|level)|"
    r"(?:tested|testing) positive(?! for)(?!\w)"
)


@dataclass(frozen=True)
class Told:
    """A sentence, and its words as one line."""

    tokens: Sequence[Token]
    text: str

    def token(self, at: int) -> int:
        """Which token stands at this place of the line."""
        return self.text[:at].count(" ")

    def fact(self, path: str, value: Any, start: int, end: int) -> ReadFact:
        """A fact that the line says from `start` to `end`."""
        first, last = self.tokens[self.token(start)], self.tokens[self.token(max(start, end - 1))]
        return ReadFact(path, "present", value, first.start, last.end)


class Lately:
    """Reads what goes on or happened lately, by the signs of protocol/lexicon/lately.yml."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], known: Mapping[str, Any]
    ) -> list[ReadFact]:
        """The pregnancy, birth, operation or loss told beside a danger, where nothing is known of it."""
        if not any(mention.kind == "symptom" and mention.stands.status == "present" for mention in mentions):
            return []
        told = [Told(sentence.tokens, " ".join(token.norm for token in sentence.tokens)) for sentence in sentences]
        found = [fact for one in told for fact in _events(one)]
        found = found or _injected(sentences, mentions)
        if (
            not found
            and is_in_danger(mentions)
            and not known.get("pregnant_now")
            and not self._is_over(mentions, sentences)
        ):
            found = [fact for one in told for fact in _pregnancy(one)][:1]
        return [fact for fact in found if fact.path not in known]

    def _is_over(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
        """Whether a pregnancy is told to have ended, and not as one before this."""
        losses = {mention.sentence for mention in mentions if mention.kind == "loss"}
        ended = [
            sentence for number, sentence in enumerate(sentences)
            if number in losses or self._signs.any_in(sentence, "pregnancy_ended")
        ]  # fmt: skip
        return any(not self._signs.any_in(sentence, "pregnancy_before_this") for sentence in ended)


def _injected(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[ReadFact]:
    """A pregnancy that was ended by the injection for an ectopic within six weeks was lost in them."""
    return [
        ReadFact("recent_event", "present", "loss", mention.first, mention.last)
        for mention in mentions
        if mention.id == ECTOPIC_TREATMENT
        and mention.stands.status == "present"
        and is_given_lately(sentences[mention.sentence])
    ][:1]


def _pregnancy(told: Told) -> Iterator[ReadFact]:
    if ANOTHERS & set(told.text.split()):
        return
    for words, value in ((PREGNANT, "yes"), (MAYBE, "unsure")):
        found = words.search(told.text)
        if found and not _is_elsewhen(told.text, found):
            yield told.fact("pregnant_now", value, found.start(), found.end())
            return


def _is_elsewhen(text: str, found: re.Match[str]) -> bool:
    """Whether it is only feared or of another time: `if I get two lines`, `in 2019 we saw a heartbeat`."""
    before = set(text[: found.start()].split()[-4:])
    rest = f"{text[: found.start()]} {text[found.end() :]}"  # `due in May` is no story of a May gone by
    return bool(before & UNREAL) or bool(THEN.search(rest))


def _events(told: Told) -> Iterator[ReadFact]:
    text = told.text
    if ANOTHERS & set(text.split()) or (not WHEN.search(text) and not POST.search(text)):
        return
    aged = BABY.search(text)
    if aged and (aged["old"] or aged["age2"] or not re.search(r"w(?:eek|k)", aged["age"])):
        yield from _facts("birth", told, aged.start(), aged.end())
        return
    for event, words in EVENTS.items():
        for found in words.finditer(text):
            place = _when(text, found)
            if place is not None:
                yield from _facts(event, told, *place)
                return


def _when(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """From where to where in the text an event and its time stand; None if it has none, or is still to come."""
    before = text[: found.start()]
    length = next((one for one in AFTER.finditer(text) if found.start() <= one.end() < found.end()), None)
    if length:
        return length.start(), found.end()
    if TO_COME & set(before.split()[-3:]) - {"before"}:
        return None
    for when in WHEN.finditer(text):
        if when.group().endswith("old"):
            continue
        first, last = (found, when) if when.start() >= found.end() else (when, found)
        between = text[first.end() : last.start()].split()
        comes = TO_COME - {"is", "are"} if "ago" in when.group() or "last" in when.group() else TO_COME
        if len(between) <= 4 and not set(between) & (comes | {",", "but", "and", "now", "then", "since", "so"}):
            return first.start(), last.end()
    return None


def _facts(event: str, told: Told, start: int, end: int) -> Iterator[ReadFact]:
    """What is known by the event: its kind if it was within six weeks, and its day if that is said."""
    days = _days(told.tokens[told.token(start) : told.token(end - 1) + 1])
    if days is not None and days > LONGEST:
        return
    if event == "transfer":
        if days is None or days <= IMPLANTING:
            yield told.fact("pregnant_now", "unsure", start, end)
        return
    if days is None or days <= SIX_WEEKS:
        yield told.fact("recent_event", "procedure" if event == "collection" else event, start, end)
    if days is not None:
        yield told.fact("days_since_loss" if event == "loss" else "procedure_or_birth_days", days, start, end)
        if event == "collection":
            yield told.fact("ivf.days_since_trigger", days, start, end)


def _days(tokens: Sequence[Token]) -> int | None:
    ago = days_ago(tokens, None)
    if ago is not None:
        return int(ago[0]) if ago[0] == ago[1] else None
    lengths = [some for some in durations(tokens) if some.low is not None and some.low == some.high]
    if lengths:
        return int(lengths[0].low or 0)
    first = tokens[0].norm == "day" and tokens[1].norm.isdecimal()  # `day 3 after the section`
    return int(tokens[1].norm) if first else None
