"""The whole number, said in a part of its own: `I've had four, the last in June`, `it's two, no, three`, `me: none`.

No word for a loss need stand beside it where nothing is asked and nothing else is spoken of that she could count; then
it is asked about. A number that closes what was told (`which makes five`) stands before what was told one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import Head, norm
from yarrow.language.losses.other_things import OtherThings
from yarrow.language.losses.shares import Shares
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, ordinal, read
from yarrow.language.text import Sentence, Token

MARKS = frozenset({",", ":", "-", "(", ")", "but", "'", '"', "*", "!"})
# Words that may lead up to the number, and nothing else with them.
LEAD = frozenset({
    "yes", "yeah", "yep", "aye", "ok", "okay", "well", "so", "um", "umm", "uh", "honestly", "just", "only", "i",
    "ive", "we", "weve", "had", "have", "having", "its", "it", "is", "was", "thats", "that", "this", "makes",
    "make", "which", "put", "down", "say", "count", "total", "totals", "of", "the", "been", "through", "gone",
    "there", "theres", "are", "were", "then", "already", "actually", "about", "around", "maybe", "probably",
    "think", "roughly", "altogether", "me", "mine", "myself", "unfortunately", "sadly", "sorry", "mean", "meant",
    "on", "number", "suffered", "endured", "counting", "should", "be", "really", "id", "and", "as", "for", "in",
    "all", "no", "wait", "now", "x", "correction", "rather", "yet", "oh", "eh", "please", "thankfully", "luckily",
    "far", "up", "to", "happened", "happen", "has", "times", "fine", "numb", "not", "nope", "nah", "hi", "hello",
    "at", "like", "out", "counted", "theyre", "mate", "yall", "my", "w", "reckon", "guess", "answer",
})  # fmt: skip
HERS = frozenset({"wife", "wifes", "girlfriend", "missus", "fiancee", "she", "shes", "has", "her", "partner"})
# Verbs and nouns that tell that it is a number of hers; without one the number must stand first.
STRONG = frozenset({
    "had", "been", "gone", "its", "is", "thats", "makes", "make", "count", "total", "theres", "there", "put", "say",
    "suffered", "endured", "number", "should", "having", "happen", "mean", "meant", "happened", "counting", "sorry",
    "me", "mine", "myself", "through", "actually", "counted",
})  # fmt: skip
CLOSING = frozenset({"makes", "make", "thats", "total", "altogether", "so", "be", "now", "sorry", "actually", "mean"})
TAIL = frozenset({
    "now", "so", "far", "altogether", "total", "in", "all", "told", "of", "them", "em", "it", "too", "as", "well",
    "times", "time", "already", "unfortunately", "sadly", "myself", "really", "o", "losses", "loss", "x", "overall",
    "happened", "not", "one", "two", "three", "then", "please", "luckily", "thankfully", "yet", "at", "xx", "ish",
    "probably", "think", "i", "regular", "maybe", "yeah", "love", "actually", "just", "the", "is", "more", "no", "has",
    "on", "row", "a", "trot", "go", "goes", "that", "know", "for", "me", "us",
})  # fmt: skip
# What may follow, whatever comes after it: `four in two years`, `three since 2019`, `two with my ex`.
OPEN = frozenset({
    "in", "since", "before", "between", "with", "if", "counting", "including", "and", "by", "under", "over",
    "spread", "within", "because", "so", "or", "early", "of",
})  # fmt: skip
AFTER_NIL = frozenset({
    "so", "far", "yet", "at", "all", "thankfully", "luckily", "really", "myself", "for", "me", "x", "thank", "lost",
    "gone", "god", "touch", "wood", "from", "alhamdulillah", "mashallah", "ever", "here",
})  # fmt: skip
NIL = frozenset({"none", "nil", "zero", "zilch", "nada", "nothing", "0", "nought"})
MENDED = frozenset({
    "no", "wait", "sorry", "actually", "meant", "mean", "told", "said", "wrote", "put", "counted", "count", "tell",
    "correction", "wrong", "letter", "form", "really", "not", "hang", "truthful", "makes", "now", "thats", "but",
    "instead",
})  # fmt: skip
LONGEST = 6  # words of a part that denies them: `no I have never had one`
NEVER = frozenset({
    "never", "not", "havent", "one", "any", "had", "i", "ive", "have", "ever", "a", "single", "me", "myself",
    "lost", "no", "personally", "we", "weve", "yet", "thankfully", "so", "far",
})  # fmt: skip
INTERJECTED = 2  # words of a part that may go before a bare number, whatever they are: `Chile, five`
FILLERS = 3  # words that may go before a bare number, in parts of their own: `yes, well, two`
TIMES_TOLD = frozenset({"years", "year", "months", "pregnant", "weeks", "week", "living"})
DOUBTING = frozenset({"maybe", "think", "probably", "about", "around", "roughly", "guess", "reckon", "perhaps", "like"})
DOUBTED = 5  # words within which a doubt about the number stands first
FEWEST = 3  # words of a message in which a number is heard without a question
MENDING = frozenset({"sorry", "wait", "actually", "mean", "no", "correction", "meant", "scratch", "oops"})
SHORT = 14  # words of a message that is an answer as it stands
MANY = 6  # more, in `it is 10 now`, is the hour
HIGHEST = 12  # a greater number said so is hardly of losses
OPENED = frozenset({"or", "could", "might", "possibly"})  # `two, could be three`: no number is settled


@dataclass(frozen=True)
class Said:
    """A number said in a part of its own. `strong`: told as hers; `closing`: of what was told before it."""

    count: int
    sentence: int
    start: int
    strong: bool
    closing: bool
    doubted: bool


@dataclass(frozen=True)
class Headline:
    """Finds the whole number of losses, said in a part of its own."""

    of_these: frozenset[str]
    tube: frozenset[str]
    other_things: OtherThings
    shares: Shares

    def find(
        self, sentences: Sequence[Sentence], named: Sequence[Head], mentions: Sequence[Mention], asked: str | None
    ) -> Said | None:
        """The whole number of losses; None if none is said so, or it may be of something else."""
        if asked is not None and not (asked.startswith("loss") and "." not in asked):
            return None
        words = [token.norm for sentence in sentences for token in sentence.tokens]
        spoken = any(one.kind == "loss" and one.id != "live_birth" for one in mentions)
        spoken = spoken or any(some.weeks < 24 for sentence in sentences for some in gestations(sentence.tokens))
        if len(words) < FEWEST and not {"lost", "not"} & set(words):  # "five" answers a question that is not known
            return None
        parted = self.shares.find(sentences, named)
        taken = {(head.sentence, at) for head in named for at in range(head.start, head.end)}
        taken |= parted.places if parted else frozenset()
        found = [
            said for said in self._said(sentences)
            if (said.sentence, said.start) not in taken and not self._is_elses(sentences, said)
            and (said.strong or (asked is None and (spoken or len(words) <= SHORT)))
        ]  # fmt: skip
        found = [replace(said, closing=True) if _mends_named(sentences, named, said) else said for said in found]
        found = [said for said in found if said.closing or _fits(said, named)]
        if any(_is_left_open(said, sentences) for said in found):
            return None
        if not found:
            return Said(parted.count, *min(parted.places), True, True, not spoken) if parted else None
        return _last_meant(sentences, found)

    def _is_elses(self, sentences: Sequence[Sentence], said: Said) -> bool:
        """Whether the number may be of something else; in `ive had 2` only what its own sentence says counts."""
        number = said.sentence
        words = {token.norm for token in sentences[number].tokens}
        clock = {"it", "its", "is"} & words and "now" in words and said.count > MANY  # "it is 10 now"
        if clock or (said.count == 1 and self.tube & words):
            return True
        own = said.strong and {"had", "lost"} & {token.norm for token in sentences[number].tokens[: said.start]}
        some, place = (sentences[number:], 0) if own else (sentences, number)
        return self.other_things.has_number(some, place, said.start, none=not said.count)

    def _said(self, sentences: Sequence[Sentence]) -> Iterator[Said]:
        """The numbers that stand in a part of their own, in order; a bare one stands first, or mends one before it."""
        first, told = True, False
        for number, sentence in enumerate(sentences):
            if sentence.question and len(sentences) > 1 and not _is_doubted(sentence.tokens):
                first = self.other_things.asks_herself(sentence)
                continue
            for start, end in _parts(sentence.tokens):
                if _is_left_out(sentence.tokens, start, end):
                    continue
                some = self._part(sentence.tokens, start, end, number)
                if some and (some.strong or some.closing or first or told or _is_led(sentence.tokens, start)):
                    told = True
                    yield some
                words = {token.norm for token in sentence.tokens[start:end]}
                spent = any(read(sentence.tokens, at) for at in range(start, end)) or words & (
                    self.other_things.countable | self.other_things.children | self.of_these
                )
                first = (
                    first and not spent and (end - start <= INTERJECTED or (end - start <= FILLERS and words <= LEAD))
                )

    def _part(self, tokens: Sequence[Token], start: int, end: int, number: int) -> Said | None:
        """The number that this part is made of, with no other words than lead up to it or close it."""
        never = _never(tokens, start, end)
        if never:
            return Said(0, number, start, strong=never, closing=False, doubted=False)
        hers = _is_written_for_her(tokens)
        for at in range(start, end):
            words = [token.norm for token in tokens[start:at]]
            words = words[2:] if words[:2] == ["all", "told"] else words
            if not set(words) <= LEAD | (HERS if hers else frozenset()):
                return None
            some = _number(tokens, at)
            if some is None:
                continue
            if not self._ends(tokens, some, end) or _is_shut(tokens, some, words) or _is_of_weeks(tokens, some, words):
                return None
            strong = bool(STRONG & set(words)) and not {"have", "having"} & set(words[-1:])
            strong = (
                strong
                or (words[-1:] == ["just"] and some.whole == 1)
                or (words[-2:] in (["only", "the"], ["just", "the"]) and norm(tokens, some.start) != "once")
            )
            closing = bool(CLOSING & {*words, *(token.norm for token in tokens[some.end : end])})
            return Said(some.whole, number, at, strong, closing, some.about)
        return None

    def _ends(self, tokens: Sequence[Token], some: Quantity, end: int) -> bool:
        """Whether nothing that is counted follows the number in its part."""
        rest = [token.norm for token in tokens[some.end : end]]
        if not some.whole:
            return set(rest) <= AFTER_NIL
        if rest[:3] == ["of", "my", "own"]:
            return True
        if rest[:1] == ["of"] and rest[1:2] not in (["them"], ["em"], ["those"], ["these"], ["it"]):
            return False
        lead = next((place for place, word in enumerate(rest) if word not in TAIL), None)
        if lead is None:
            return True
        opens = next((place for place, word in enumerate(rest[: lead + 1]) if word in OPEN), None)
        if opens is None or set(rest[opens:]) & self.other_things.countable - TIMES_TOLD:
            return False
        aged = rest[opens] in ("under", "over") and not TIMES_TOLD & set(rest[opens + 2 : opens + 3])  # "two under two"
        return not aged and rest[opens : opens + 2] not in (["in", "the"], ["and", "a"], ["in", "my"], ["in", "a"])


def _last_meant(sentences: Sequence[Sentence], found: Sequence[Said]) -> Said:
    """The first number, or the one that stands for it after a word that mends or closes."""
    chosen = found[0]
    for said in found[1:]:
        if said.closing or _is_mended(sentences, chosen, said):
            chosen = said
    return chosen


def _mends_named(sentences: Sequence[Sentence], named: Sequence[Head], said: Said) -> bool:
    """`had two losses. sorry, three`: nothing but a word that mends between the number by name and this one."""
    tokens = [(number, at, token.norm) for number, some in enumerate(sentences) for at, token in enumerate(some.tokens)]
    last = max(((head.sentence, head.end) for head in named if head.is_plural), default=None)
    between = {word for number, at, word in tokens if last and last <= (number, at) < (said.sentence, said.start)}
    return bool(between & MENDING) and between <= MENDING | {",", "-", "i", "its", "make", "that", "no"}


def _is_mended(sentences: Sequence[Sentence], before: Said, after: Said) -> bool:
    """`two, no, three`, `I said one but it's two`: whether the later number is meant instead."""
    between = [
        token.norm for number in range(before.sentence, after.sentence + 1)
        for at, token in enumerate(sentences[number].tokens)
        if (before.sentence, before.start) < (number, at) < (after.sentence, after.start)
    ]  # fmt: skip
    return bool(MENDED & set(between))


def _fits(said: Said, named: Sequence[Head]) -> bool:
    """Whether no more was told by name than this number holds, and no other number."""
    told = [head for head in named if head.count and not head.is_sign]
    if any(head.is_plural for head in told) or said.count < len(told) or not (said.count or not named):
        return False
    return said.count > 1 or not any((head.sentence, head.end) <= (said.sentence, said.start) for head in told)


def _is_left_open(said: Said, sentences: Sequence[Sentence]) -> bool:
    """`it's three, or maybe four`, `two, could be three`."""
    tokens = sentences[said.sentence].tokens
    after = tokens[said.start + 1 : said.start + 7]
    at = next((place for place, token in enumerate(after) if token.norm in OPENED), None)
    return at is not None and any(read(after, place) for place in range(at + 1, len(after)))


def _is_led(tokens: Sequence[Token], start: int) -> bool:
    """`sorry, three`, `no wait, four` here."""
    return norm(tokens, start - 1) == "," and bool(MENDING & {norm(tokens, start - 2)})


def _is_doubted(tokens: Sequence[Token]) -> bool:
    """`maybe five?`, `I think it's 4?`: she asks herself how many there were."""
    return bool(DOUBTING & {token.norm for token in tokens[:DOUBTED]}) and len(tokens) <= SHORT


def _is_left_out(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`not counting this one` here: the number is told without it."""
    return norm(tokens, start) in ("not", "without") and "counting" in {
        token.norm for token in tokens[start + 1 : min(start + 3, end)]
    }


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches between commas and the like."""
    start = 0
    for at in range(len(tokens) + 1):
        summed = norm(tokens, at) == "and" and norm(tokens, at + 1) in ("its", "thats")
        if at == len(tokens) or tokens[at].norm in MARKS or summed:
            if at > start:
                yield start, at
            start = at + 1


def _is_of_weeks(tokens: Sequence[Token], some: Quantity, words: Sequence[str]) -> bool:
    """`at 8 weeks, no sorry it was 9`: what is mended are the weeks."""
    weeks = any(one.end <= some.start for one in gestations(tokens))
    return weeks and bool({"sorry", "was", "actually", "mean", "meant"} & {*words, *(t.norm for t in tokens)}) and not (
        {"so", "makes", "total", "thats", "altogether"} & set(words)
    )  # fmt: skip


def _is_shut(tokens: Sequence[Token], some: Quantity, words: Sequence[str]) -> bool:
    """`not two`, `the one`, `number two`, `i was 9`, `should have been 9`, `3/2016`: no number of losses."""
    around = {norm(tokens, some.start - 1), norm(tokens, some.end)}
    dated = bool(around & {"/", "+", ".", "%"}) or (
        norm(tokens, some.start - 1) == "'" and norm(tokens, some.end) != "'"
    )
    one = some.whole == 1 and words[-1:] in (["the"], ["this"], ["that"], ["no"]) and not {"only", "just"} & set(words)
    numbered = words[-1:] == ["number"] and not {"on", "this", "thats", "now", "that"} & set(words)
    aged = "was" in words and not {"it", "there", "that"} & set(words)
    aged = aged or ("should" in words and words[-1:] != ["x"])
    aged = aged or (
        words[-1:] == ["the"]
        and some.whole > 1
        and norm(tokens, some.end) != "of"
        and not {"just", "only"} & set(words)
    )
    aged = aged or (norm(tokens, some.end) == ")" and norm(tokens, some.start - 1) != "(")
    return words[-1:] in (["not"], ["at"], ["like"], ["to"]) or dated or one or numbered or aged


def _never(tokens: Sequence[Token], start: int, end: int) -> bool:
    """`never had one`, `not one`, `I haven't had any`."""
    words = [token.norm for token in tokens[start:end]]
    negated = bool({"never", "not", "havent"} & set(words)) and bool({"one", "any"} & set(words[1:]))
    return negated and len(words) <= LONGEST and set(words) <= NEVER


def _number(tokens: Sequence[Token], at: int) -> Quantity | None:
    """A number that may be of losses here: `four`, `twice`, `none`."""
    if norm(tokens, at) in NIL:
        return Quantity(0, 0, at, at + 1)
    some = read(tokens, at)
    if some is None or not some.is_settled or some.whole > HIGHEST or some.low != some.whole or ordinal(tokens, at):
        return None
    return some if norm(tokens, at) not in ("half", "dozen", "single") else None


def _is_written_for_her(tokens: Sequence[Token]) -> bool:
    """`wife has had 1`, `she's had 2, filling it in for her`."""
    words = {token.norm for token in tokens}
    return bool(words & {"wife", "girlfriend", "missus", "fiancee"}) or (
        bool(words & {"filling", "typing", "writing"}) and "her" in words
    )
