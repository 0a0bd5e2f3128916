"""The addresses of this part of the console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from starlette.responses import Response

from yarrow.console import refusal
from yarrow.console.door import Door
from yarrow.console.insight.figure import Figure
from yarrow.console.insight.figures import count
from yarrow.console.insight.period import Period
from yarrow.console.insight.picture import picture
from yarrow.console.insight.remembered import Remembered
from yarrow.console.insight.spreadsheet import spreadsheet
from yarrow.console.insight.stretches import MOST_DAYS
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit

# A picture carries its own colours, light and dark, and loads nothing.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# How old figures may be: those of two years over a hundred thousand conversations take the database several seconds.
MINUTE = 60.0
# What a field offers: values with their words.
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Counted:
    """The figures of a period, when they were counted, and what else could be chosen."""

    figures: Mapping[str, Figure]
    at: datetime
    channels: Pairs
    locales: Pairs


class Desk:
    """Answers for the figures."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._zone = ZoneInfo(parts.settings.console.timezone)
        self._remembered: Remembered[Counted] = Remembered()

    async def page(self, visit: Visit) -> Response:
        """All figures of the period, each with its table."""
        period = self._period(visit)
        counted = await self._counted(period)
        return self._parts.sheets.page("insight/figures.html", visit, period=period, counted=counted)

    async def drawn(self, visit: Visit) -> Response:
        """One figure as a picture."""
        figure = await self._figure(visit)
        narrow = visit.request.query_params.get("narrow") == "1"
        made = await self._parts.threads.paper(partial(picture, figure, narrow=narrow))
        return Response(made, media_type="image/svg+xml", headers={"Content-Security-Policy": PICTURE_POLICY})

    async def table(self, visit: Visit) -> Response:
        """One figure as a file for a spreadsheet."""
        figure, period = await self._figure(visit), self._period(visit)
        name = f"yarrow-{figure.id}-{period.first}-{period.last}.csv"
        return Response(
            spreadsheet(figure),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _period(self, visit: Visit) -> Period:
        return Period.asked(visit.request.query_params, self._parts.now().astimezone(self._zone).date())

    async def _figure(self, visit: Visit) -> Figure:
        counted = await self._counted(self._period(visit))
        figure = counted.figures.get(visit.request.path_params["figure"])
        if figure is None:
            raise refusal.not_found()
        return figure

    async def _counted(self, period: Period) -> Counted:
        seconds = MINUTE if period.days <= MOST_DAYS else 10 * MINUTE
        return await self._remembered.get(period, seconds, partial(self._parts.threads.record, self._count, period))

    def _count(self, period: Period) -> Counted:
        now, insight = self._parts.now(), self._parts.record.insight
        protocol = self._parts.services.front_desk.protocol
        channels, locales = insight.choices()
        figures = count(insight, protocol, period, self._zone, now)
        return Counted(figures, now, _pairs(channels), _pairs(locales))


def _pairs(names: tuple[str, ...]) -> Pairs:
    return tuple((name, name) for name in names)


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    desk = Desk(parts)
    return (
        Door("GET", "/insight", Right.INSIGHT, desk.page),
        Door("GET", "/insight/{figure}.svg", Right.INSIGHT, desk.drawn),
        Door("GET", "/insight/{figure}.csv", Right.INSIGHT, desk.table),
    )
