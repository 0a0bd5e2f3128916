"""A page read as a browser would, by the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "img", "input", "link", "hr"})


@dataclass
class Element:
    """A tag as it was opened, and the text within it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[str] = field(default_factory=list)


class Markup(HTMLParser):
    """All elements of a page in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.text = ""
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if self._open:
            self._open[-1].children.append(tag)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open
        assert self._open[-1].tag == tag, f"{self._open[-1].tag} is closed by {tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if not any(element.tag == "style" for element in self._open):
            self.text += data

    def all(self, tag: str) -> list[Element]:
        """The elements of this tag."""
        return [element for element in self.elements if element.tag == tag]
