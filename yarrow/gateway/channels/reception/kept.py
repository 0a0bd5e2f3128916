"""What the record keeps of a thing that came in: what was said and done, and nothing that names a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.incoming import Incoming, Kind
from yarrow.store.line_values import Delivery, NewDelivery


def new_delivery(channel: Channel, incoming: Incoming, identity: Identity) -> NewDelivery:
    """As it is kept."""
    name, days = channel.name, channel.limits.changes_hands_days
    content: dict[str, Any] = {
        "text": None if incoming.text is None else storable(incoming.text),
        "tokens": [storable(token) for token in incoming.tokens],
        "done": incoming.done,
    }
    if not incoming.done:
        content["mark"] = dict(incoming.mark)  # of the message whose ticks change; elsewhere a mark may name people
    return NewDelivery(
        channel=name,
        who=identity.who(name, incoming.who),
        address=identity.hide(incoming.to),
        event=identity.event(name, incoming.event),
        kind=incoming.kind,
        content=content,
        order=incoming.order,
        stranger_after=timedelta(days=days) if days else None,
    )


def storable(text: str) -> str:
    """Without signs that PostgreSQL takes in no text: it would be told again for days, and keep all else back."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def incoming_of(delivery: Delivery) -> Incoming:
    """As it came in, without who and where from."""
    content: Mapping[str, Any] = delivery.content
    kind: Kind = delivery.kind  # type: ignore[assignment]  # the door keeps no other
    return Incoming(
        event=delivery.event,
        who="",
        to={},
        kind=kind,
        text=content.get("text"),
        tokens=tuple(content.get("tokens", ())),
        done=bool(content.get("done", True)),
        order=delivery.order,
        mark=content.get("mark", {}),
    )
