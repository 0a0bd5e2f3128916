"""What somebody tapped: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yarrow.gateway.channels.channel import NotRead
from yarrow.gateway.channels.incoming import Incoming
from yarrow.gateway.channels.platforms.slack.blocks import ANSWER, DONE, TICKS
from yarrow.gateway.channels.platforms.slack.events import order_of, person

Fields = Mapping[str, Any]


def read_tap(told: Fields) -> Incoming:
    """One answer, or all that stands ticked and then what ends the ticking.

    Ticking by itself brings nothing: Slack keeps it, and says it all when Done is tapped. Raises NotRead.
    """
    if told["type"] != "block_actions":
        raise NotRead("nothing we ask for")
    action = told["actions"][0]
    place = told.get("channel") or {}
    stamp = f"{told['container']['message_ts']}:{action['action_ts']}:{action['action_id']}"
    # An app installed for a whole organisation is told no team here, only that of the person.
    team = (told.get("team") or {}).get("id") or told["user"]["team_id"]
    who = person(team, told["user"]["id"])
    return Incoming(
        event=f"{who}:{stamp}",
        who=who,
        to={"channel": place["id"]},
        kind="tap",
        tokens=_tokens(action, told),
        order=order_of(action["action_ts"]),
        mark={"message": told["container"]["message_ts"]},
    )


def _tokens(action: Fields, told: Fields) -> tuple[str, ...]:
    name = str(action["action_id"])
    if name == DONE:
        return (*_ticked(told), str(action["value"]))
    if not name.startswith(ANSWER):
        raise NotRead("ticked, or opened a link")
    return (str((action.get("selected_option") or action)["value"]),)


def _ticked(told: Fields) -> tuple[str, ...]:
    """All boxes that are ticked, group by group."""
    groups = (told.get("state") or {}).get("values") or {}
    chosen = (groups[name][TICKS].get("selected_options") or () for name in sorted(groups) if TICKS in groups[name])
    return tuple(str(option["value"]) for options in chosen for option in options)
