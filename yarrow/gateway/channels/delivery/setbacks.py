"""A platform has not taken a message: when to try again, or what else to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.pace import Pace
from yarrow.store.line_values import Dispatch


@dataclass(frozen=True)
class Setback:
    """`later`: again after `seconds`, `counted` as a try; `hold` until she writes; `give_up`; `pause` the platform."""

    kind: Literal["later", "hold", "give_up", "pause"]
    seconds: float = 0.0
    counted: bool = True


def setback(dispatch: Dispatch, refused: Refused, now: datetime, pace: Pace, *, tells_back: bool) -> Setback:
    """What to do about it. `tells_back`: the platform will say whether it took what we are unsure of."""
    if refused.reason == "window":
        return Setback("hold")
    if refused.reason in ("never", "stopped"):
        return Setback("give_up")
    if now - dispatch.made_at > timedelta(seconds=pace.give_up_after):
        return Setback("give_up")
    if refused.reason == "ours":
        return Setback("pause", pace.paused, counted=False)
    if refused.after is not None:
        return Setback("later", refused.after)
    if refused.unsure and tells_back:
        return Setback("later", pace.tells_back)
    return Setback("later", _back_off(dispatch, now, pace))


def is_in_trouble(dispatch: Dispatch, now: datetime, pace: Pace, wait: float = 0.0) -> bool:
    """Whether urgent words do not get through for so long that a person should know. `wait`: until the next try."""
    age = (now - dispatch.made_at).total_seconds()
    return dispatch.is_urgent and max(age, wait) >= pace.trouble_after


def _back_off(dispatch: Dispatch, now: datetime, pace: Pace) -> float:
    seconds = pace.back_off[min(dispatch.tries, len(pace.back_off) - 1)]
    is_fresh = now - dispatch.made_at < timedelta(minutes=pace.urgent_minutes)
    return min(seconds, pace.back_off_urgent) if dispatch.is_urgent and is_fresh else seconds
