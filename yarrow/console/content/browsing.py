"""Browsing the protocol: what there is, one item, what is open, and a search through all of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from starlette.responses import Response

from yarrow.clinical.open_point import OpenPoint
from yarrow.clinical.protocol import Protocol
from yarrow.console import refusal
from yarrow.console.content.cases import cases_of
from yarrow.console.content.leaf import Link, leaf
from yarrow.console.content.shelf import BY_ID, KINDS, Item, Shelf
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit

LONGEST_SEARCH = 100


class Browsing:
    """Answers for the pages of the protocol as it is in use."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._shelf: Shelf | None = None

    async def overview(self, visit: Visit) -> Response:
        """How much there is of each kind and how much of it is signed off; what a search found."""
        shelf = await self.shelf()
        wanted = visit.request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
        found = shelf.search(wanted)
        kinds = [(kind, len(items), _signed(items)) for kind in KINDS if (items := shelf.items(kind.id))]
        values: dict[str, Any] = {
            "kinds": kinds,
            "wanted": wanted,
            "found": found,
            "protocol": shelf.protocol,
            "names": BY_ID,
        }
        return self._parts.sheets.page("content/overview.html", visit, **values)

    async def kind(self, visit: Visit) -> Response:
        """Every item of one kind."""
        kind = BY_ID.get(visit.request.path_params["kind"])
        if kind is None:
            raise refusal.not_found()
        items = (await self.shelf()).items(kind.id)
        only = visit.request.query_params.get("only") == "unsigned"
        shown = [item for item in items if not (only and item.review.is_reviewed)]
        groups = [(name, list(found)) for name, found in groupby(shown, key=lambda item: item.group)]
        values: dict[str, Any] = {
            "kind": kind,
            "groups": groups,
            "many": len(items),
            "signed": _signed(items),
            "only": only,
        }
        return self._parts.sheets.page("content/kind.html", visit, **values)

    async def item(self, visit: Visit) -> Response:
        """One item."""
        shelf = await self.shelf()
        found = shelf.find(visit.request.path_params["kind"], visit.request.path_params["item"])
        if found is None:
            raise refusal.not_found()
        cases = await self._parts.threads.paper(cases_of, found, shelf.protocol) if found.kind == "rules" else None
        values: dict[str, Any] = {"leaf": leaf(found, shelf.protocol), "kind": BY_ID[found.kind], "cases": cases}
        return self._parts.sheets.page("content/item.html", visit, **values)

    async def open_points(self, visit: Visit) -> Response:
        """The doubts a clinician settles first, and what each touches."""
        shelf = await self.shelf()
        points = [(point, _touched(point, shelf)) for point in shelf.protocol.open_points]
        return self._parts.sheets.page("content/open_points.html", visit, points=points)

    async def protocol(self) -> Protocol:
        """The protocol in use; waits until it is loaded."""
        return (await self.shelf()).protocol

    async def shelf(self) -> Shelf:
        """All items of the protocol in use."""
        if self._shelf is None:
            self._shelf = await self._parts.threads.record(self._laid_out)
        return self._shelf

    def _laid_out(self) -> Shelf:
        return Shelf(self._parts.services.front_desk.protocol)


def _signed(items: tuple[Item, ...]) -> int:
    return sum(item.review.is_reviewed for item in items)


def _touched(point: OpenPoint, shelf: Shelf) -> list[Link]:
    every = ((kind, item) for kind in KINDS for item in shelf.items(kind.id))
    touched = ((kind, item) for kind, item in every if point.concerns(f"{kind.prefix}.{item.id}"))
    return [Link(f"{kind.name}: {item.id}", item.address) for kind, item in touched]
