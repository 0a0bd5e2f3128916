"""Who this is about, in one line and without a name: what a colleague would say first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from yarrow.clinical.history import History
from yarrow.console.undelivered.words import TITLES
from yarrow.intake.review.review import Review
from yarrow.store.charts import ChartFile

PREGNANT = {"yes": "pregnant", "no": "not pregnant", "unsure": "may be pregnant"}
STATUSES = {
    "in_progress": ("Under way", "open"),
    "paused": ("Paused", "plain"),
    "completed": ("Came to the end", "good"),
    "escalated": ("Stopped for safety", "grave"),
    "declined": ("Did not agree", "plain"),
}

# So long the number of weeks is as good as now.
FRESH = timedelta(days=3)
CHANNELS = {"widget": "Website", "page": "Chat page", **TITLES}
GET_HELP = "can_you_get_help"
HELP = {
    "calling": ("Says she is calling for help", "warn"),
    "someone_with_me": ("Says somebody is with her", "warn"),
    "cannot": ("Cannot call or go for help", "grave"),
    "mistake": ("Says it was a mistake", "plain"),
}


@dataclass(frozen=True)
class Heading:
    """`words`: "34 years, not pregnant, 3 losses". `contact`: how to reach her, as she wrote it.

    `status`, `help`: how far she is, and whether she has help, in words, and the kind of chip.
    """

    words: str
    status: tuple[str, str]
    help: tuple[str, str] | None
    contact: str | None
    reference: str
    channel: str


def heading(review: Review, file: ChartFile, now: datetime) -> Heading:
    """The heading of a conversation."""
    words = about(review.notes.history, file.conversation.last_activity_at, now)
    status = STATUSES.get(file.conversation.standing.status, (file.conversation.standing.status, "plain"))
    contact = review.notes.history.value("contact")
    channel = CHANNELS.get(file.conversation.channel, file.conversation.channel)
    return Heading(words or "Nothing told yet", status, _help(file), contact, file.conversation.id[:6], channel)


def about(history: History, last_activity_at: datetime, now: datetime) -> str:
    """Who this is, as far as it is told: "34 years, not pregnant, 3 losses"; empty if nothing is."""
    words = ", ".join(_parts(history, is_old=now - last_activity_at > FRESH))
    return words[:1].upper() + words[1:]


def _help(file: ChartFile) -> tuple[str, str] | None:
    """Whether somebody who was told to get help now has it; None if nobody was."""
    if file.conversation.standing.question == GET_HELP:
        return "Has not said whether she can get help", "grave"
    said = [event.detail.get("how") for event in file.told.happened if event.name == "help"]
    return HELP.get(str(said[-1])) if said else None


def _parts(history: History, *, is_old: bool) -> Iterator[str]:
    age, pregnant, weeks = (history.value(path) for path in ("age", "pregnant_now", "gestation_weeks"))
    if age is not None:
        yield f"{age:g} years"
    if pregnant == "yes" and weeks is not None:
        yield f"{weeks:g} weeks pregnant{' then' if is_old else ''}"
    elif pregnant in PREGNANT:
        yield PREGNANT[str(pregnant)]
    losses = history.value("losses_count")
    if isinstance(losses, int):
        yield "1 loss" if losses == 1 else f"{losses or 'no'} losses"
