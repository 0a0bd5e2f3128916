"""Names that are a test only beside a result: `coeliac`, `sticky blood`, `thyroid`.

`My tests came back normal: thyroid, sticky blood` names two tests; `I have coeliac, thyroid tests fine` an illness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand
from yarrow.language.lexicon import Named
from yarrow.language.matcher import Match
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

NEGATIONS = frozenset({"no", "not", "never", "without", "isnt", "wasnt", "werent", "arent", "dont", "didnt", "nothing",
                       "none"})  # fmt: skip
TURNED = {"positive": "negative", "normal": "high", "abnormal": "normal", "shape": "normal", "high": "normal",
          "low": "normal"}  # fmt: skip
# The condition, and the test that is called by the same name (reference coding manual: an antibody is a test).
TESTED = {"coeliac": "coeliac", "aps": "apl"}
BARE = {
    "thyroid": "tsh",
    "womb": "uterus",
    "uterus": "uterus",
}  # an organ, and so a test only where a result is said of it
OF_THYROID = {"antibodies": "tpo", "antibody": "tpo"}  # beside Hashimoto's or a TSH: `but the antibodies were negative`
OF_BLOOD_CLOTS = {
    "antibodies": "apl"
}  # beside the syndrome: `sister has APS so I asked, and my antibodies were negative`
OTHER_ANTIBODIES = frozenset({"adrenal", "parietal", "islet", "gad", "liver", "nuclear", "coeliac", "celiac", "other",
                              "normal", "sperm", "muscle", "cell", "factor", "rhesus", "red", "blood", "kell", "d",
                              "covid", "ovarian", "autoimmune"})  # fmt: skip
SPERM, SEMEN = "sperm_problem", "semen_analysis"
MEASURED = frozenset({"count", "motility", "morphology", "analysis", "test", "tests", "results", "result", "sample",
                      "fragmentation", "numbers", "parameters"})  # fmt: skip
LEVELS = {"levels": "tsh", "level": "tsh", "function": "tsh"}  # beside antibodies of the thyroid: `but levels ok`
TESTING = frozenset({"test", "tests", "tested", "testing", "checked", "screened", "bloods", "screen", "biopsy",
                     "scope", "camera", "endoscopy", "blood", "screening", "serology", "scoped", "scan",
                     "checking"})  # fmt: skip
GOOD = ("negative", "normal")
ANTIBODY = frozenset({"antiphospholipid", "antiphospholipids", "phospholipid", "phospholipids", "anti", "-"})
# Words that may stand between the name and the result, or, where the result comes first, between it and the name.
AFTER = frozenset({",", "and", "&", "was", "were", "is", "are", "all", "both", "came", "back", "too", "also", "tests",
                   ":", "-", "/", "or", "plus", "come", "has", "have", "been", "ones", "still", "checked", "tested",
                   "screened", "done", "its", "it", "that", "they", "said", "which", "itself", "works", "working",
                   "being", "turned", "out", "looked", "at", "test", "bloods", "then", "twice", "again", "this",
                   "not", "never", "isnt", "wasnt", "last", "year", "included", "(", "every", "checks", "check",
                   "yearly", "annually", "each", "time", "times", "always", "tilted", "but"})  # fmt: skip
BEFORE = frozenset({":", "-", ",", "and", "&", "for", "on", "including", "the", "my", "tests", "results", "bloods", "(",
                    "that", "includes", "included", "incl", "inc", "like", "eg", "ie", "even", "plus", "of", "with",
                    "both", "from"})  # fmt: skip
THE_REST = frozenset({"else", "everything", "rest", "all", "others"})  # `all else normal, TSH, karyotypes, womb scan`
REST = 3  # words before a result
CLOSING = frozenset({"", ",", "and", "&"})
OPENING = frozenset({":", "(", "including", "includes", "included", "incl", "inc", "-", "even"})
# Other things that are tested in the same breath, for which Yarrow has no name.
BESIDE = frozenset({"sugar", "sugars", "iron", "b12", "b", "12", "vitamin", "vitamins", "vit", "d", "kidney", "kidneys",
                    "liver", "hormones", "hormone", "cholesterol", "folate", "calcium", "pressure", "clotting", "urine",
                    "glucose", "genetics", "lupus", "everything", "else"})  # fmt: skip
# Named like a medicine, these are measured too.
IN_THE_BLOOD = frozenset(
    {"progesterone", "vitamin_d", "iron", "insulin", "folic_acid", "melatonin", "dhea", "magnesium"}
)
OF_BLOOD = frozenset({"deficient", "deficiency", "level", "levels", "low", "test", "tests", "bloods", "resistance",
                      "resistant", "count", "stores", "result", "results", "high", "normal", "checked"})  # fmt: skip
OF_LEVELS = OF_BLOOD | {"fine", "ok", "okay", "good", "grand", "perfect", "rubbish", "poor", "dropping", "falling"}
BEING = frozenset({"was", "is", "were", "are", "came", "always", "s", "been", "has"})
THYROID, MINE = frozenset({"thyroid", "thyroids", "tsh"}), frozenset({"mine", "mines"})
IS = frozenset({"is", "was", "has", "been", "always", "all", "perfectly", "came", "back", "s"})
FINE = frozenset({"normal", "fine", "ok", "okay", "clear", "grand", "good", "perfect"})
STATED = ("present", "denied", "suspected", "past")
CONFIRMING = frozenset({"agreed", "confirmed", "proved", "confirms", "agrees", "positive", "clinched", "sealed"})
AWAITED = frozenset({"waiting", "awaiting", "booked", "due", "await", "need", "needs", "pending", "next", "referred",
                     "list", "to", "want", "wants"})  # fmt: skip
LOOKING_IN = frozenset({"camera", "biopsy", "scope", "endoscopy", "gastroscopy", "ogd", "biopsies", "gastro"})
OTHER_TESTS = frozenset({"pregnancy", "transfer", "transfers", "iui", "opk", "ovulation", "covid", "swab", "thyroid",
                         "lupus", "sugar", "genetic", "smear"})  # fmt: skip
UNTESTED = frozenset({"never", "not", "nobody", "havent", "hasnt", "without", "no", "wasnt", "noone", "should", "if"})
NOT_HERS = ("family", "other", "hypothetical", "past")
TOGETHER = frozenset({"both", "all", "were", "are"})  # one result of several names
HAVING = frozenset({"i", "have", "ive", "got", "has", "had", "found"})  # `I have coeliac` is no result
HERS = frozenset({"have", "got", "ive", "had", "with", "am", "im", "being", "a", "diagnosed", "has"})


def with_tests(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], found: Sequence[list[Match]]
) -> list[Mention]:
    """The mentions, those of a test that is called like a condition or an organ as what they are.

    `found`: the results of tests in each sentence.
    """
    bare = [one for number, some in enumerate(sentences) for one in _bare(number, some, mentions)]
    named = [*mentions, *bare]
    settled = [
        new for one in mentions for new in _as_test(one, sentences[one.sentence].tokens, found[one.sentence], named)
    ]
    settled = [one for one in settled if not _is_level(one, sentences[one.sentence].tokens)]
    settled += [
        one for one in bare
        if any(belongs(one, match, sentences[one.sentence].tokens, named) for match in found[one.sentence])
    ]  # fmt: skip
    return sorted(settled, key=lambda one: (one.sentence, one.start))


def _bare(number: int, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    mine = [one for one in mentions if one.sentence == number]
    taken = {place for one in mine for place in range(one.start, one.end)}
    named = {one.id for one in mine}
    antibodies = OF_THYROID if named & {"hashimoto", "tsh"} else OF_BLOOD_CLOTS if "aps" in named else {}
    names = {**BARE, **(LEVELS if "tpo" in named else {}), **antibodies}
    for place, token in enumerate(sentence.tokens):
        before = sentence.tokens[place - 1].norm if place else ""
        if token.norm in names and place not in taken and before not in OTHER_ANTIBODIES:
            meaning = Named(names[token.norm], ())
            yield Mention(
                meaning, "test", meaning.id, number, place, place + 1, token.start, token.end, Stand("present")
            )


def _is_level(mention: Mention, tokens: Sequence[Token]) -> bool:
    """`My progesterone was fine`, `vit D deficient`: what is in her blood, and nothing she takes."""
    if mention.kind != "medicine" or mention.id not in IN_THE_BLOOD:
        return False
    after = [token.norm for token in tokens[mention.end : mention.end + 3]]
    before = [token.norm for token in tokens[max(0, mention.start - 2) : mention.start]]
    said = after[0] if after else ""
    return said in OF_BLOOD or (said in BEING and bool(set(after[1:]) & OF_LEVELS)) or "low" in before


def _is_cleared(mention: Mention, tokens: Sequence[Token]) -> bool:
    """`They tested me for sticky blood, all clear`: the illness is named, and the test meant."""
    before = {token.norm for token in tokens[max(0, mention.start - 5) : mention.start]}
    return mention.stands.status == "denied" and "for" in before and bool(TESTING & before) and "negative" not in before


def _as_test(
    mention: Mention, tokens: Sequence[Token], results: Sequence[Match], mentions: Sequence[Mention]
) -> list[Mention]:
    """The illness as its test, and beside it, where a good result takes it away or a bad one does not settle it."""
    if mention.kind == "condition" and mention.id == SPERM and mention.stands.status == "present":
        measured = MEASURED & {token.norm for token in tokens[mention.start : mention.end]}
        return [mention, replace(mention, kind="test", id=SEMEN)] if measured else [mention]
    if mention.kind != "condition" or mention.id not in TESTED:
        return [mention]
    test = replace(mention, kind="test", id=TESTED[mention.id])
    said = [
        turned(match, tokens) for match in results
        if belongs(mention, match, tokens, mentions)
        and (_is_turned(match, tokens) or not HAVING & {tokens[place].norm for place in match.words})
    ]  # fmt: skip
    if _is_antibody(mention, tokens):
        return [test] if said and mention.stands.status not in NOT_HERS else [mention]
    if _is_cleared(mention, tokens):
        return [replace(mention, stands=Stand("denied")), test]
    if _is_hers(mention, tokens) or not said:
        return [mention]
    if any(one in GOOD for one in said):
        return [replace(mention, stands=Stand("denied")), test]
    return [mention, test] if "positive" in said else [mention]


def turned(match: Match, tokens: Sequence[Token]) -> str:
    """The result, turned round by a negation straight before it."""
    said = str(match.meaning.id)
    return TURNED.get(said, said) if _is_turned(match, tokens) else said


def _is_turned(match: Match, tokens: Sequence[Token]) -> bool:
    return match.start > 0 and tokens[match.start - 1].norm in NEGATIONS


def _is_antibody(mention: Mention, tokens: Sequence[Token]) -> bool:
    """`My antiphospholipid is positive` names the antibody, `antiphospholipid syndrome` the illness (coding manual)."""
    return {token.norm for token in tokens[mention.start : mention.end]} <= ANTIBODY


def _is_hers(mention: Mention, tokens: Sequence[Token]) -> bool:
    before = [token.norm for token in tokens[max(0, mention.start - 2) : mention.start]]
    return bool(HERS & set(before)) or mention.stands.status in NOT_HERS


def told_by_tests(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], facts: Sequence[ReadFact]
) -> list[ReadFact]:
    """What tests tell beside their results: one that took an illness away, or one that leaves it open.

    `My sister is coeliac but mine came back negative`; `the blood test was positive, waiting for the camera`.
    """
    return [*_of_coeliac(mentions, sentences, facts), *_of_aps(mentions, sentences, facts), *_of_mine(sentences, facts)]


def _of_mine(sentences: Sequence[Sentence], facts: Sequence[ReadFact]) -> list[ReadFact]:
    """`Mum and gran have thyroid trouble. Mine has been normal every time`: her own thyroid's test."""
    if any(fact.path == "tests.tsh" for fact in facts):
        return []
    spoken = False
    for sentence in sentences:
        words = [token.norm for token in sentence.tokens]
        for at, word in enumerate(words):
            spoken = spoken or word in THYROID
            after = [one for one in words[at + 1 : at + 4] if one not in IS]
            if spoken and word in MINE and after[:1] and after[0] in FINE and not sentence.question:
                return [ReadFact("tests.tsh", "present", "normal", sentence.tokens[at].start, sentence.tokens[-1].end)]
        spoken = spoken and bool(THYROID & set(words))
    return []


def _of_aps(mentions: Sequence[Mention], sentences: Sequence[Sentence], facts: Sequence[ReadFact]) -> list[ReadFact]:
    """`They tested me for APS, and it was clear`; `tested for APS in hospital, positive`: what the antibodies were."""
    if any(fact.path == "tests.apl" for fact in facts):
        return []
    for one in mentions:
        if one.kind != "condition" or one.id != "aps" or not _is_tested(one, sentences, mentions):
            continue
        words = [token.norm for token in sentences[one.sentence].tokens]
        positive = {"positive", "pos"} & set(words[one.end :]) and not {"not", "never"} & set(words[one.end :])
        if one.stands.status == "denied":
            return [ReadFact("tests.apl", "present", "negative", one.first, one.last)]
        if one.stands.status == "suspected" and positive:
            return [ReadFact("tests.apl", "present", "positive", one.first, one.last)]
    return []


def _of_coeliac(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], facts: Sequence[ReadFact]
) -> list[ReadFact]:
    """The result for coeliac disease, or the illness that a positive one leaves open."""
    result = next((fact for fact in facts if fact.path == "tests.coeliac"), None)
    of_it = [one for one in mentions if one.kind == "condition" and one.id == "coeliac" and one.stands.status in STATED]
    if result and result.value == "positive" and not of_it:
        status = "present" if _is_confirmed(sentences) else "suspected" if _is_awaited(sentences) else None
        return [ReadFact("conditions.coeliac", status, True, result.start, result.end)] if status else []
    cleared = next(
        (one for one in of_it if one.stands.status == "denied" and _is_tested(one, sentences, mentions)), None
    )
    if result or cleared is None:
        return []
    span = (cleared.first, cleared.last)
    return [
        ReadFact("tests.coeliac", "present", "negative", *span), ReadFact("coeliac_tested", "present", True, *span)
    ]  # fmt: skip


def found_by_testing(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, an illness present that was tested for and found: `tested for lupus, positive`.

    Not where a test has the illness's name: a blood test for coeliac disease leaves it open.
    """
    return [
        replace(mention, stands=Stand("present")) if _is_found(mention, sentences[mention.sentence]) else mention
        for mention in mentions
    ]  # fmt: skip


def _is_found(mention: Mention, sentence: Sentence) -> bool:
    if mention.kind != "condition" or mention.stands.status != "suspected" or mention.id in TESTED:
        return False
    words = [token.norm for token in sentence.tokens]
    looked_for = words[max(0, mention.start - 1) : mention.start] == ["for"] and TESTING & set(words[: mention.start])
    result = next((word for word in words[mention.end :] if word not in AFTER), None)
    said = not {"not", "never", "isnt", "wasnt"} & set(words[mention.end :])
    return bool(looked_for) and said and result == "positive" and not sentence.question


def _is_confirmed(sentences: Sequence[Sentence]) -> bool:
    return any(
        word in LOOKING_IN and CONFIRMING & {token.norm for token in one.tokens[place + 1 : place + 4]}
        for one in sentences for place, word in enumerate(token.norm for token in one.tokens)
    )  # fmt: skip


def _is_awaited(sentences: Sequence[Sentence]) -> bool:
    return any(
        words & AWAITED and words & LOOKING_IN for words in ({token.norm for token in one.tokens} for one in sentences)
    )


def _is_tested(mention: Mention, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> bool:
    """Whether a test is spoken of in its sentence, or in the next where nothing else is named."""
    if _names_testing(sentences[mention.sentence].tokens):
        return True
    after = mention.sentence + 1
    named = any(one.sentence == after and one.id != mention.id for one in mentions)
    return after < len(sentences) and not named and _names_testing(sentences[after].tokens)


def _names_testing(tokens: Sequence[Token]) -> bool:
    words = [token.norm for token in tokens]
    return not OTHER_TESTS & set(words) and any(
        word in TESTING | {"negative", "neg"} and not UNTESTED & set(_clause_before(tokens, place)[-4:])
        for place, word in enumerate(words)
    )


def _clause_before(tokens: Sequence[Token], place: int) -> list[str]:
    """The words before this place back to the last mark."""
    mark = max((at for at in range(place) if tokens[at].kind == "mark"), default=-1)
    return [token.norm for token in tokens[mark + 1 : place]]


def belongs(mention: Mention, match: Match, tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether the result is plainly said of this name, alone or in a list of names."""
    beside = [one for one in mentions if one.sentence == mention.sentence and one.start != mention.start]
    first, last = (mention.end, match.start) if match.start >= mention.end else (match.end, mention.start)
    named = {place for one in beside for place in range(one.start, one.end)}
    between = [tokens[place].norm for place in range(first, last) if place not in named]
    between = [word for word in between if word not in BESIDE]
    if match.start < mention.end:
        after = tokens[mention.end].norm if mention.end < len(tokens) else ""
        rest = THE_REST & {token.norm for token in tokens[max(0, match.start - REST) : match.start]}
        opened = bool(OPENING & {*between, after}) or (bool(rest) and after in CLOSING)
        return not between or (set(between) <= BEFORE and opened)
    passes = any(first <= one.start < last for one in beside)
    together = TOGETHER & {*between, *(token.norm for token in tokens[match.start : match.end])}
    return set(between) <= AFTER and (not passes or bool(together))
