"""A page of the console as a tree, for tests that follow its links."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "circle", "path"})


class Leaf:
    """One element: its tag, its attributes, and what is in it in order."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[Leaf | str] = []

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, tag: str = "", css: str = "", **attributes: str) -> list[Leaf]:
        """Every element below with this tag, class and attributes; `data_to` means `data-to`."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self._below()
            if (not tag or one.tag == tag)
            and (not css or css in one.attributes.get("class", "").split())
            and all(one.attributes.get(name) == value for name, value in wanted.items())
        ]

    def id(self, name: str) -> Leaf:
        """The one element with this id. Fails if there is none, or are two."""
        (found,) = self.all(id=name)
        return found

    def has(self, name: str) -> bool:
        """Whether there is an element with this id."""
        return bool(self.all(id=name))

    def _below(self) -> Iterator[Leaf]:
        for part in self.inside:
            if isinstance(part, Leaf):
                yield part
                yield from part._below()


def grown(html: str) -> Leaf:
    """The page as a tree."""
    return _Gardener().grow(html)


class _Gardener(HTMLParser):
    def grow(self, html: str) -> Leaf:
        self._open = [Leaf("", {})]
        self.feed(html)
        self.close()
        return self._open[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        leaf = Leaf(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(leaf)
        if tag not in VOID:
            self._open.append(leaf)

    def handle_endtag(self, tag: str) -> None:
        while tag in [leaf.tag for leaf in self._open[1:]]:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)
