"""Which words speak of which finding: ConText (medspaCy) over spaCy's blank English, with our own cues.

The cues are found by our matcher (one walk, classes and gaps) and handed to ConText's graph, which settles how far
each reaches. medspaCy's own rules were written for doctors' notes; none are used.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.language.lexicon import Cue
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.text import Sentence
from yarrow.language.without_quickumls import without_quickumls

BOUNDARIES = frozenset({"SELF", "END", "ALSO", "NOTFAM"})
PEOPLE = frozenset({"FAM", "FAMIT", "OTHER", "SHARED"})
SAME_PERSON = frozenset({"she", "he", "they"})
# What a cue may share with a concept and still speak of it.
VERBS = frozenset({"have", "has", "had", "having", "got", "get", "getting", "feel", "feeling", "felt", "been", "be",
                   "see", "seen", "noticed", "take", "taking", "on", "a", "an", "any", "the", "my"})  # fmt: skip
# After a relative: what follows is the relative's.
OWNING = frozenset({"has", "had", "got"})
BEING = OWNING | {"is", "was", "have", "who", "also", "with", "recently", "just"}  # where an illness is named


@dataclass(frozen=True)
class Link:
    """A cue that speaks of a target: its category, direction and place in tokens."""

    category: str
    direction: str
    start: int
    end: int


@dataclass(frozen=True)
class Target:
    """Tokens `start` to `end` (exclusive) that cues may speak of, what kind of finding they are, the words named."""

    start: int
    end: int
    kind: str
    words: tuple[int, ...]


class Pipeline:
    """spaCy and ConText, loaded when first built; importing them is most of the second it takes."""

    def __init__(self, cues: Sequence[Cue], classes: Classes) -> None:
        with warnings.catch_warnings(), without_quickumls():
            # pysbd, which medspaCy imports, has escapes that newer Pythons warn of while they compile it.
            warnings.simplefilter("ignore")
            import spacy
            from medspacy.context import ConText
            from medspacy.context.context_graph import ConTextGraph
            from medspacy.context.context_modifier import ConTextModifier
            from medspacy.context.context_rule import ConTextRule
            from spacy.tokens import Doc, Span

        self._vocab = spacy.blank("en").vocab
        ConText.register_graph_attributes()
        self._graph, self._modifier, self._doc, self._span = ConTextGraph, ConTextModifier, Doc, Span
        self._matcher = Matcher(classes, exact=True, hides=_hides)
        for cue in cues:
            self._matcher.add(cue.phrases, _rule(ConTextRule, cue))

    def relate(self, sentence: Sentence, targets: Sequence[Target]) -> list[tuple[Link, ...]]:
        """For each target, the cues that speak of it."""
        named = {place for target in targets for place in target.words}
        found = self._matcher.find(sentence.tokens) if targets else []
        # A word that is part of a concept ("baby not moving") says nothing of how the others stand.
        kinds = {target.kind for target in targets}
        owning = frozenset() if "symptom" in kinds else BEING if "condition" in kinds else OWNING
        found = [
            match for match in found
            if match.meaning.category in BOUNDARIES
            or _is_outside(match, named, sentence)
            or _owns(match, sentence, owning)
        ]  # fmt: skip
        found = _without_misread(found)
        if not found:
            return [()] * len(targets)
        words = [token.norm for token in sentence.tokens]
        starts: list[bool | int | None] = [place == 0 for place in range(len(words))]
        doc = self._doc(self._vocab, words=words, sent_starts=starts)
        spans = [self._span(doc, target.start, target.end, label=target.kind.upper()) for target in targets]
        graph = self._graph(targets=spans)
        graph.modifiers = [self._modifier(match.meaning, match.start, _end(match, named), doc) for match in found]
        _limit(graph.modifiers, doc)
        graph.apply_modifiers()
        links: list[list[Link]] = [[] for _ in targets]
        places = {id(span): place for place, span in enumerate(spans)}
        for span, modifier in graph.edges:
            start, end = modifier.modifier_span
            if span.start <= start and end <= span.end:
                continue  # in a gap of the concept itself: `my speech has gone funny`
            links[places[id(span)]].append(Link(modifier.category, modifier.direction, start, end))
        return [_unhidden(sorted(some, key=lambda link: link.start)) for some in links]


def _unhidden(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links of one finding without those whose words are part of a longer one that speaks of it too."""
    return tuple(link for link in links if not any(_is_inside(link, other) for other in links))


def _is_inside(link: Link, other: Link) -> bool:
    inside = other.start <= link.start and link.end <= other.end and other.end - other.start > link.end - link.start
    return inside and (link.category != other.category or link.direction == other.direction)


def _is_outside(match: Match, named: set[int], sentence: Sentence) -> bool:
    """Whether the cue is no part of a concept; one that denies or bounds may share its verb: `don't [have a fever]`."""
    shared = named & set(match.words)
    verbs = all(sentence.tokens[place].norm in VERBS for place in shared)
    return not shared or (match.meaning.category not in PEOPLE and match.words[0] not in shared and verbs)


def _end(match: Match, named: set[int]) -> int:
    """Where the cue ends: before the verb it shares with a concept."""
    if match.meaning.category in BOUNDARIES:
        return match.end
    return next((place for place in match.words[1:] if place in named), match.end)


def _owns(match: Match, sentence: Sentence, owning: frozenset[str]) -> bool:
    """`My daughter has lupus`: though a child is told of, the illness is hers. Symptoms are left to the patient."""
    after = sentence.tokens[match.end].norm if match.end < len(sentence.tokens) else ""
    return match.meaning.category == "FAM" and after in owning


def _limit(modifiers: Sequence[Any], doc: Any) -> None:
    """Every cue reaches no further than the nearest one that ends it.

    In place of ConTextGraph.update_scopes: in medspaCy 1.3.1 its tuple_overlaps (util.py) overlooks a span that lies
    wholly inside another, so that after a first limit no second one is applied.
    """
    for modifier in modifiers:
        ends = [
            other for other in modifiers
            if other is not modifier and _ends(other, modifier) and not _goes_on(other, modifier, doc)
        ]  # fmt: skip
        start, end = modifier.scope_span
        own_start, own_end = modifier.modifier_span
        if modifier.direction != "FORWARD":
            start = max([start, *(other.modifier_span[1] for other in ends if other.modifier_span[1] <= own_start)])
        if modifier.direction != "BACKWARD":
            end = min([end, *(other.modifier_span[0] for other in ends if other.modifier_span[0] >= own_end)])
        modifier.update_scope(doc[start:end])


def _ends(other: Any, modifier: Any) -> bool:
    """Whether the one cue ends the other's reach: a boundary, a category it names, or its own kind again."""
    same = other.category == modifier.category and other.allowed_types == modifier.allowed_types
    if modifier.category in PEOPLE and other.category == "ALSO":
        return False  # `my elder sister also has it`
    return bool(other.direction == "TERMINATE" or other.category in modifier.rule.terminated_by or same)


def _goes_on(other: Any, modifier: Any, doc: Any) -> bool:
    """`My mate got pregnant and she isn't even coeliac`: still told of the same person."""
    return modifier.category in PEOPLE and doc[other.modifier_span[1] - 1].text in SAME_PERSON


def _without_misread(found: list[Match]) -> list[Match]:
    """Cues that are not the beginning of words that deny nothing: `I'm not` of `I'm not coping`."""
    pseudo = [match for match in found if match.meaning.direction == "PSEUDO"]
    return [
        match for match in found
        if match.meaning.direction == "PSEUDO"
        or not any(match.start < other.start < match.end < other.end for other in pseudo)
    ]  # fmt: skip


def _hides(longer: Any, inner: Any) -> bool:
    """All but the same category in another direction, which reaches other words, bounds inside a mere time, and what
    speaks of more kinds of finding than the longer one does."""
    if inner.category in BOUNDARIES and longer.category in ("DIAG", "NOTPAST"):
        return False
    if longer.allowed_types and not (inner.allowed_types and inner.allowed_types <= longer.allowed_types):
        return False
    return bool(longer.category != inner.category or longer.direction == inner.direction)


def _rule(make: Any, cue: Cue) -> Any:
    """The cue as a ConText rule; ConText reads its category, direction, types, reach and what ends it."""
    return make(
        literal=cue.phrases[0], category=cue.category, direction=cue.direction, allowed_types=cue.types,
        max_scope=cue.reach, max_targets=cue.targets, terminated_by=set(cue.ends),
    )  # fmt: skip
