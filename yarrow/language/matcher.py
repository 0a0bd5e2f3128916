"""Finds the lexicon's phrases in a sentence: one walk over the tokens, whatever the size of the lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from yarrow.language.line import Classes, Line, lines
from yarrow.language.once import once
from yarrow.language.phrase import Row, keys, parse
from yarrow.language.text import Token

STOPS = frozenset({"but", "no", "nae", "not", "never", "without", "and", "or", ",", "(", ")", ":", "/", "isnt", "dont",
                   "cant", "didnt", "havent", "because", "although"})  # fmt: skip
WIDE_STOPS = STOPS - {"and", "or", ",", "/"}
CLAUSE = "^"  # opens a phrase that starts with a clause
# How many words a gap may stand for, and which it does not pass over.
GAPS = {"..": (3, STOPS), "...": (7, WIDE_STOPS)}
Hides = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Match:
    """A phrase found: `start`, `end` count tokens, end exclusive; `words` are the tokens it names (gaps left out)."""

    meaning: Any
    start: int
    end: int
    words: tuple[int, ...]


Found = dict[tuple[int, tuple[int, ...]], Match]  # by the id of the meaning and the words


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
        self._forks: dict[str, Fork] = {}
        self._line = lines(classes, exact)
        self._exact = exact
        self._hides = hides
        self._found = once(self._find_anew)  # several ask for the phrases of the same sentence

    def add(self, phrases: Iterable[str], meaning: Any) -> None:
        """Every phrase stands for `meaning`; raises PhraseError if one is not well written."""
        self._forks.clear()
        self._found = once(self._find_anew)
        known = Known()
        for phrase in phrases:
            for key, nodes in graph(parse(phrase), exact=self._exact, known=known).edges.items():
                self._starts[key].extend((node, meaning) for node in nodes)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """All phrases in the tokens, those inside a longer one left out."""
        return self._found(tokens)

    def _find_anew(self, tokens: Sequence[Token]) -> list[Match]:
        line, starts = self._line(tokens), self._starts
        has_clauses = CLAUSE in starts
        if not has_clauses and starts.keys().isdisjoint(line.keys):
            return []
        found: Found = {}
        for at, some in enumerate(line.edges):
            for edge in some:
                if edge in starts:
                    self._open(edge, line, at, (at,), found)
            if has_clauses and at in line.opens:
                self._open(CLAUSE, line, at, (), found)
        return _longest(list(found.values()), self._hides)

    def _open(self, edge: str, line: Line, at: int, words: tuple[int, ...], found: Found) -> None:
        """Add what there is at this token of the phrases that open with the edge, of which these words are named."""
        fork = self._forks.get(edge)
        if fork is None:
            places = tuple((number, node) for number, (node, _) in enumerate(self._starts[edge]))
            fork = self._forks[edge] = Fork(places)
        walk = _Walk(line)
        walk.on(fork, at + len(words), words)
        walk.ends.sort(key=itemgetter(0))  # in the order of the phrases, whatever way led to them
        for number, named in walk.ends:
            meaning = self._starts[edge][number][1]
            if (id(meaning), named) not in found:
                found[id(meaning), named] = Match(meaning, at, named[-1] + 1, named)


@dataclass(slots=True)
class Fork:
    """Places of several phrases that the same words lead to, each with its phrase's number.

    `keys`: what any of them goes on by; `ends`: the phrases that are complete here; `ways`: where each key leads, made
    when it is first met, for most words of the phrases never are.
    """

    places: tuple[tuple[int, Node], ...]
    keys: frozenset[str] = field(init=False)
    ends: tuple[int, ...] = field(init=False)
    ways: dict[str, Fork | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = frozenset().union(*(node.edges for _, node in self.places))
        self.ends = tuple(number for number, node in self.places if node.final)

    def after(self, key: str) -> Fork | None:
        """The places behind this key; None if no phrase goes on by it."""
        if key not in self.ways:
            places = tuple((number, after) for number, node in self.places for after in node.edges.get(key, ()))
            self.ways[key] = Fork(places) if places else None
        return self.ways[key]


@dataclass(slots=True)
class _Walk:
    """The ways phrases take through a line; `ends`: each phrase that is complete, and the words it names."""

    line: Line
    ends: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)

    def on(self, fork: Fork, at: int, words: tuple[int, ...]) -> None:
        """Go on from these places and this token."""
        for number in fork.ends:
            self.ends.append((number, words))
        line, keys = self.line, fork.keys
        if keys.isdisjoint(line.follow[at]):
            return
        for edge in line.edges[at]:
            if edge in keys and (after := fork.after(edge)):
                self.on(after, at + 1, (*words, at))
        for free in line.free[at]:
            if free in keys and (after := fork.after(free)):
                if free in GAPS:
                    self._pass_over(after, at, words, free)
                else:
                    self.on(after, at + 1 if free == "_" else at, words)

    def _pass_over(self, fork: Fork, at: int, words: tuple[int, ...], gap: str) -> None:
        """Go on behind each number of words that the gap may stand for."""
        if not fork.ends and fork.keys.isdisjoint(self.line.keys):
            return
        most, stops = GAPS[gap]
        tokens = self.line.tokens
        for after in range(at, min(at + most, len(tokens)) + 1):
            self.on(fork, after, words)
            if after < len(tokens) and tokens[after].norm in stops:
                return


def _longest(matches: list[Match], hides: Hides) -> list[Match]:
    """Matches whose words are not all inside those of a longer match that hides them; one per meaning and place."""
    if len(matches) < 2:
        return matches
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
