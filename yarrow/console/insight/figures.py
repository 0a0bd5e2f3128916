"""All figures of one period, counted one after another: a crowd of counts at once would slow the worklist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from yarrow.clinical.protocol import Protocol
from yarrow.console.insight.answering import answering
from yarrow.console.insight.figure import Figure
from yarrow.console.insight.looks import looks
from yarrow.console.insight.outcomes import outcomes
from yarrow.console.insight.over_time import levels, not_understood
from yarrow.console.insight.period import Period
from yarrow.console.insight.questions import questions
from yarrow.console.insight.stretches import stretches, unit
from yarrow.console.insight.topics import topics
from yarrow.store.insight import Insight

# The figures by id, in the order of the page.
IDS = ("first-looks", "outcomes", "levels", "questions", "answering", "not-understood", "topics")
QUIET = timedelta(hours=24)


def count(insight: Insight, protocol: Protocol, period: Period, zone: ZoneInfo, now: datetime) -> Mapping[str, Figure]:
    """Every figure by its id, in the order of IDS. Asks the record: call it in a thread."""
    of = period.population(zone)
    over_time, length = stretches(period, insight.begun(of), zone), unit(period)
    found = (
        looks(insight.first_looks(of), insight.unseen(of), now),
        outcomes(insight.statuses(of)),
        levels(over_time, length),
        questions(protocol, insight.questions(of, now - QUIET)),
        answering(protocol, insight.answering(of)),
        not_understood(over_time, length),
        topics(protocol, insight.topics(of), insight.unanswered_topics(of)),
    )
    return {figure.id: figure for figure in found}
