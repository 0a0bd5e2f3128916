"""`yarrow protocol review`: what a clinician has signed off, what not yet, and the open points to settle first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from yarrow.commands.errors import CommandError

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol


def overview(protocol: Protocol) -> str:
    """How many items of each kind are signed off, and the open points."""
    every, signed = Counter(map(_kind, protocol.reviews)), Counter(map(_kind, protocol.reviews))
    signed.subtract(map(_kind, protocol.unreviewed))
    lines = [state(protocol), ""]
    lines += [f"  {kind:<16} {signed[kind]:>4} of {count:>4} signed off" for kind, count in every.items()]
    lines += ["", f"Open points for clinicians ({len(protocol.open_points)}), to be settled first:"]
    for point in protocol.open_points:
        touched = sum(point.concerns(key) for key in protocol.reviews)
        lines.append(f"  {point.id}  {point.title} ({touched} {'item' if touched == 1 else 'items'})")
    lines += ["", "`yarrow protocol review --unreviewed` lists the items, `yarrow protocol review <key>` shows one."]
    return "\n".join(lines)


def state(protocol: Protocol) -> str:
    """One sentence: how much of this version is signed off."""
    signed = len(protocol.reviews) - len(protocol.unreviewed)
    return f"Version {protocol.version}: {signed} of {len(protocol.reviews)} items signed off by a clinician."


def unreviewed(protocol: Protocol) -> str:
    """The keys of the items nobody has signed off, one a line."""
    return "\n".join(protocol.unreviewed) or "Every item is signed off."


def one(protocol: Protocol, key: str) -> str:
    """One item, or one open point. Raises CommandError with the likeliest key if there is none."""
    point = next((point for point in protocol.open_points if point.id == key), None)
    if point is not None:
        touched = [name for name in protocol.reviews if point.concerns(name)]
        return "\n".join([f"{point.id}  {point.title}", "", point.text, "", f"Touches {len(touched)}:", *touched])
    review = protocol.reviews.get(key)
    if review is None:
        raise CommandError(f"no item has the key “{key}”; {_hint(protocol, key)}")
    lines = [
        key,
        f"  version      {review.version}",
        f"  reviewed_on  {review.reviewed_on or 'not reviewed'}",
        f"  marks        {' '.join(f'[{mark}]' for mark in review.marks) or 'none'}",
        f"  source       {'; '.join(review.sources) or 'none'}",
    ]
    points = (point for point in protocol.open_points if point.concerns(key))
    return "\n".join([*lines, *(f"  open point   {point.id}  {point.title}" for point in points)])


def _kind(key: str) -> str:
    return key.partition(".")[0]


def _hint(protocol: Protocol, key: str) -> str:
    import difflib

    close = difflib.get_close_matches(key, [*protocol.reviews, *(point.id for point in protocol.open_points)], n=1)
    return f"did you mean {close[0]}?" if close else "`yarrow protocol review` lists what there is."
