"""How far along a pregnancy is, by a date: of the last period, of the conception, of the day it is due.

Weeks are counted from the first day of the last period: forty to the due date, and two to the conception (reference
coding manual, Losses: completed weeks).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.duration import DAYS, durations
from yarrow.language.text import Token
from yarrow.language.written_dates import date_in

WEEKS_TO_TERM, WEEKS_TO_CONCEPTION, WEEKS_TO_THE_NEXT = 40, 2, 4
BLASTOCYST = 5  # days old when it is put back, unless another day is told
LONGEST = 42
PERIOD = frozenset({"lmp", "period", "periods", "af", "cycle", "menses", "mens"})
LAST = frozenset({"last", "first", "lmp", "started", "date"})
DUE = frozenset({"due", "edd"})
PUT_BACK = frozenset({"transfer", "transferred", "fet", "et"})
CONCEIVED = frozenset({"conception", "conceived", "conceiving", "ovulation", "ovulated", "fertilisation"})


def weeks_by_a_date(tokens: Sequence[Token], today: date | None, *, month_first: bool) -> int | None:
    """Completed weeks by the date that is told; None where none is, or where it cannot be."""
    words = {token.norm for token in tokens}
    weeks = _since_conception(tokens, words) if (CONCEIVED | PUT_BACK) & words else None
    if "late" in words or (PERIOD & words and ("missed" in words or {"due", "ago"} <= words)):
        weeks = _past_the_next(tokens)
    if weeks is not None or today is None:
        return weeks
    if CONCEIVED & words:
        day = date_in(tokens, today, month_first=month_first)
        return None if day is None else _within((today - day).days // 7 + WEEKS_TO_CONCEPTION)
    if PERIOD & words and LAST & words:
        began = date_in(tokens, today, month_first=month_first)
        return _within((today - began).days // 7) if began is not None else None
    if DUE & words and not PERIOD & words:
        return _until_due(tokens, today, month_first=month_first)
    return None


def _since_conception(tokens: Sequence[Token], words: set[str]) -> int | None:
    """`Six weeks from conception`: two weeks more; `4 weeks since the transfer`: the days of the embryo, too."""
    weeks = _first_weeks(tokens)
    if weeks is None:
        return None
    put_back = PUT_BACK & words
    days = next((one.norm for one, before in zip(tokens[1:], tokens, strict=False) if before.norm == "day"), "")
    old = (int(days) if days in ("3", "5", "6") else BLASTOCYST) if put_back else 0
    return _within(int((weeks * 7 + old) // 7) + WEEKS_TO_CONCEPTION)


def _past_the_next(tokens: Sequence[Token]) -> int | None:
    """`Two weeks past my missed period`, `ten days late`: the next was due after four weeks."""
    lengths = [some.low for some in durations(tokens) if some.low is not None]
    return _within(int(lengths[0] // 7 + WEEKS_TO_THE_NEXT)) if lengths else None


def _first_weeks(tokens: Sequence[Token]) -> float | None:
    lengths = [some for some in durations(tokens) if some.low is not None and some.unit[0] in "wf"]
    return (lengths[0].low or 0) / 7 if lengths else None


def _until_due(tokens: Sequence[Token], today: date, *, month_first: bool) -> int | None:
    """By the due date, or by how long it is until then; a month alone is too rough."""
    ahead = [some for some in durations(tokens) if some.low is not None and some.unit in DAYS]
    if ahead and "in" in {token.norm for token in tokens}:
        return _within(WEEKS_TO_TERM - int(-(-(ahead[0].low or 0) // 7)))
    if any(token.norm in MONTH_NAMES for token in tokens) and not any(token.kind == "number" for token in tokens):
        return None
    due = date_in(tokens, today, month_first=month_first)
    if due is None:
        return None
    ahead_of_her = (due - today).days % 365  # dates come round behind her; this one lies ahead
    return _within((WEEKS_TO_TERM * 7 - ahead_of_her) // 7)


def _within(weeks: int) -> int | None:
    return weeks if 1 <= weeks <= LONGEST else None
