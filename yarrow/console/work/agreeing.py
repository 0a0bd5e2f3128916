"""How far staff and Yarrow agree: kappa, the table behind it, and every case in which they did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone

from starlette.responses import Response

from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.intake.concordance import LEVELS, Concordance, Kappa, concordance
from yarrow.store.work_values import SecondLook

DAYS = 365


class Agreeing:
    """The page of the agreement."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """The figures of a time; the last year unless days are given."""
        query, today = visit.request.query_params, self._parts.now().date()
        ended = _day(query.get("to", "")) or today
        begun = _day(query.get("from", "")) or ended - timedelta(days=DAYS)
        store = self._parts.record.second_looks
        looks = await self._parts.threads.record(store.all, _moment(begun), _moment(ended + timedelta(days=1)))
        blind = [look for look in looks if look.blind]
        return self._parts.sheets.page(
            "work/agreement.html",
            visit,
            begun=begun,
            ended=ended,
            levels=LEVELS,
            whole=figures(blind),
            seen=len(looks) - len(blind),
            raters=_raters(blind),
            apart=sorted(
                (look for look in blind if look.level != look.bot_level),
                key=lambda look: (-abs(_steps(look)), -look.at.timestamp()),
            ),
            in_words=in_words,
            may_open=visit.seat.may(Right.CONVERSATION),
        )


def figures(looks: Sequence[SecondLook]) -> Concordance:
    """The agreement of these."""
    return concordance((look.level, look.bot_level) for look in looks)


def in_words(kappa: Kappa) -> str:
    """Kappa with its interval, for reading."""
    if kappa.value is None or kappa.low is None or kappa.high is None:
        return "Not enough to tell"
    return f"{kappa.value:.2f} (95 % interval {kappa.low:.2f} to {kappa.high:.2f})"


def _raters(looks: Sequence[SecondLook]) -> list[tuple[str, Concordance]]:
    """Each person's agreement with Yarrow, by name."""
    by_staff: dict[str, list[SecondLook]] = {}
    for look in looks:
        by_staff.setdefault(look.staff, []).append(look)
    return sorted(((theirs[0].name, figures(theirs)) for theirs in by_staff.values()), key=lambda one: one[0])


def _steps(look: SecondLook) -> int:
    return LEVELS.index(look.bot_level) - LEVELS.index(look.level)


def _day(told: str) -> date | None:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.utc)
