"""Finds the lexicon's phrases in a sentence: one walk over the tokens, whatever the size of the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from yarrow.language.numbers import NUMBER_WORDS
from yarrow.language.once import once
from yarrow.language.phrase import Row, keys, parse
from yarrow.language.text import Token, TokenKind

YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")  # answers to {year}
KNOWN_WORDS = 2_000  # whose edges are kept: ordinary talk has fewer
GAP = 3  # words a `..` may stand for
WIDE_GAP = 7  # words a `...` may stand for
STOPS = frozenset({"but", "no", "nae", "not", "never", "without", "and", "or", ",", "(", ")", ":", "/", "isnt", "dont",
                   "cant", "didnt", "havent", "because", "although"})  # fmt: skip
WIDE_STOPS = STOPS - {"and", "or", ",", "/"}
# Words besides marks that a clause may start after, or end before: the phrase signs ^ and $.
OPENING = frozenset({
    "and", "but", "so", "also", "then", "ok", "or", "please", "hi", "hello", "just", "wondering", "well", "question",
    "hey", "like", "now",
})  # fmt: skip
CLOSING = frozenset({"but", "and", "so", "though", "thankfully", "luckily", "anyway", "cos", "because", "just", "or"})
# What a phrase may go on by whatever the word: gaps, a word not named, the end of a clause.
FREE = ("..", "...", "_", "$")
Classes = Callable[[str], tuple[str, ...]]
Hides = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Match:
    """A phrase found: `start`, `end` count tokens, end exclusive; `words` are the tokens it names (gaps left out)."""

    meaning: Any
    start: int
    end: int
    words: tuple[int, ...]


@dataclass(slots=True)  # there are very many
class Node:
    """A place in a phrase: the places each key leads to, and whether the phrase may end here."""

    edges: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    final: bool = False

    def joined(self, other: Node) -> Node:
        """A place where either may go on; what only one of them has is shared with it, not copied."""
        edges = self.edges.copy()
        for key, nodes in other.edges.items():
            edges[key] = edges[key] + nodes if key in edges else nodes
        return Node(edges, self.final or other.final)


END = Node(final=True)
ENDED = ""  # no key of a word


@dataclass
class Known:
    """Places that phrases of one meaning share where they end alike, and the ways that lead to one place alone."""

    places: dict[tuple[str, int], Node] = field(default_factory=dict)
    ways: dict[int, tuple[Node, ...]] = field(default_factory=dict)

    def before(self, node: Node, key: str) -> Node:
        """The place from which this one word leads on to the node."""
        way = self.ways.setdefault(id(node), (node,))
        return self.places.setdefault((key, id(node)), Node({key: way}))


def graph(row: Row, *, exact: bool = False, then: Node | None = None, known: Known | None = None) -> Node:
    """The row as a graph of places whose last leads on to `then`; its size is linear in the phrase."""
    node = then or END
    known = Known() if known is None else known
    for piece in reversed(row):
        if isinstance(piece, str):
            for key in reversed(keys(piece, exact)):
                node = known.before(node, key)
            continue
        ways = [graph(way, exact=exact, then=node, known=known) for way in piece.ways]
        node = ways[0] if not piece.optional else node.joined(ways[0])
        for way in ways[1:]:
            node = node.joined(way)
    return node


class Matcher:
    """Many phrases with what each means. `classes`: the `{name}` classes of a word; `exact`: no inflections.

    `hides`: whether a longer phrase hides one inside it; by default always.
    """

    def __init__(self, classes: Classes, *, exact: bool = False, hides: Hides = lambda longer, inner: True) -> None:
        self._starts: dict[str, list[tuple[Node, Any]]] = defaultdict(list)
        self._seconds: dict[str, dict[str, tuple[int, ...]]] = {}
        self._classes = classes
        self._exact = exact
        self._hides = hides
        self._edges = lru_cache(maxsize=KNOWN_WORDS)(self._edges_anew)
        self._found = once(self._find_anew)  # several ask for the phrases of the same sentence

    def add(self, phrases: Iterable[str], meaning: Any) -> None:
        """Every phrase stands for `meaning`; raises PhraseError if one is not well written."""
        self._seconds.clear()
        self._found = once(self._find_anew)
        known = Known()
        for phrase in phrases:
            for key, nodes in graph(parse(phrase), exact=self._exact, known=known).edges.items():
                self._starts[key].extend((node, meaning) for node in nodes)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """All phrases in the tokens, those inside a longer one left out."""
        return self._found(tokens)

    def _find_anew(self, tokens: Sequence[Token]) -> list[Match]:
        edges = [self._edges(token.norm, token.stem, token.kind) for token in tokens]
        walk = _Walk(tokens, edges, [*((*some, *FREE) for some in edges), FREE])
        found: dict[tuple[int, tuple[int, ...]], Match] = {}
        starts, clauses = self._starts, self._starts.get("^", ())
        for at, some in enumerate(edges):
            for edge in some:
                if edge not in starts:
                    continue
                for node, meaning in self._led_on(edge, walk.follow[at + 1]):
                    for words in walk.ends(node, at + 1, (at,)):
                        found.setdefault((id(meaning), words), Match(meaning, at, words[-1] + 1, words))
            if clauses and walk.opens(at):
                for node, meaning in clauses:
                    for words in walk.ends(node, at, ()):
                        found.setdefault((id(meaning), words), Match(meaning, at, words[-1] + 1, words))
        return _longest(list(found.values()), self._hides)

    def _led_on(self, edge: str, follow: Iterable[str]) -> Sequence[tuple[Node, Any]]:
        """The phrases that open with the edge and can go on, or end there: of most the second word is another."""
        starts = self._starts[edge]
        seconds = self._seconds.get(edge)
        if seconds is None:  # made when the word is first met, for most words of the phrases never are
            seconds = self._seconds[edge] = _by_second(starts)
        places = set(seconds.get(ENDED, ()))
        for key in follow:
            if key in seconds:
                places.update(seconds[key])
        return [starts[place] for place in sorted(places)]

    def _edges_anew(self, norm: str, stem: str, kind: TokenKind) -> tuple[str, ...]:
        """What a token answers to."""
        if kind == "number":
            year = ("{year}",) if YEAR.fullmatch(norm) else ()
            return (norm, "#", *year, *self._classes(norm))
        if kind == "mark":
            return (norm,)
        # Where no inflections are wanted "pale" is no "pal"; a name of people still counts with its "s": `my aunt's`.
        names = self._classes(norm) or self._classes(norm.removesuffix("s") if self._exact else stem)
        number = ("#",) if norm in NUMBER_WORDS else ()
        return ("=" + norm, stem, *names, *number)


def _by_second(starts: Sequence[tuple[Node, Any]]) -> dict[str, tuple[int, ...]]:
    """The places of phrases by the keys they go on by; those that are complete under ENDED."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, (node, _) in enumerate(starts):
        for key in node.edges:
            places[key].append(place)
        if node.final:
            places[ENDED].append(place)
    return {key: tuple(some) for key, some in places.items()}


@dataclass(frozen=True)
class _Walk:
    """One sentence being walked: its tokens, the keys each answers to, and all a phrase may go on by at each place."""

    tokens: Sequence[Token]
    edges: list[tuple[str, ...]]
    follow: list[tuple[str, ...]]

    def ends(self, node: Node, at: int, words: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """The words named at each end the phrase reaches, from this place and token on."""
        if node.final:
            yield words
        if node.edges.keys().isdisjoint(self.follow[at]):
            return
        for after, place, named in self._steps(node, at, words):
            yield from self.ends(after, place, named)
        for after in node.edges.get("..", ()):
            yield from self._gap(after, at, words, GAP, STOPS)
        for after in node.edges.get("...", ()):
            yield from self._gap(after, at, words, WIDE_GAP, WIDE_STOPS)

    def _steps(self, node: Node, at: int, words: tuple[int, ...]) -> Iterator[tuple[Node, int, tuple[int, ...]]]:
        """Where the phrase may go on by this token, or at the end of a clause without one."""
        if at < len(self.tokens):
            for edge in self.edges[at]:
                for after in node.edges.get(edge, ()):
                    yield after, at + 1, (*words, at)
            if self.tokens[at].kind != "mark":
                for after in node.edges.get("_", ()):
                    yield after, at + 1, words
        if "$" in node.edges and self.closes(at):
            for after in node.edges["$"]:
                yield after, at, words

    def opens(self, at: int) -> bool:
        """Whether a clause starts at this token."""
        return at == 0 or self.tokens[at - 1].kind == "mark" or self.tokens[at - 1].norm in OPENING

    def closes(self, at: int) -> bool:
        """Whether a clause ends before this token."""
        return at >= len(self.tokens) or self.tokens[at].kind == "mark" or self.tokens[at].norm in CLOSING

    def _gap(
        self, node: Node, at: int, words: tuple[int, ...], most: int, stops: frozenset[str]
    ) -> Iterator[tuple[int, ...]]:
        for skipped in range(most + 1):
            yield from self.ends(node, at + skipped, words)
            if at + skipped >= len(self.tokens) or self.tokens[at + skipped].norm in stops:
                return


def _longest(matches: list[Match], hides: Hides) -> list[Match]:
    """Matches whose words are not all inside those of a longer match that hides them; one per meaning and place."""
    matches.sort(key=lambda match: (-len(match.words), match.end - match.start, match.start))
    kept: list[Match] = []
    covers: list[frozenset[int]] = []
    for match in matches:
        words = frozenset(match.words)
        if not any(
            (words < cover and hides(kept[place].meaning, match.meaning))
            or (words == cover and match.meaning is kept[place].meaning)
            for place, cover in enumerate(covers)
        ):
            kept.append(match)
            covers.append(words)
    return sorted(kept, key=lambda match: (match.start, match.end))
