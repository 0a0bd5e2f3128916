"""What is said once after something was done: the address carries a short code, the words stand here."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import RedirectResponse

# One code a line, in the order of the alphabet. A code never says anything of a patient.
SAID = {
    "added": "Added.",
    "assigned": "Assigned.",
    "changed": "Changed.",
    "clear": "Nobody else needs a look now.",
    "corrected": "Put right. The triage was made anew.",
    "deleted": "Deleted.",
    "done": "Marked as done.",
    "done_clear": "Marked as done. Nobody else needs a look now.",
    "done_end": "Marked as done. It was the last of this list.",
    "done_next": "Marked as done. This is the next one.",
    "end": "That was the last of this list.",
    "ended": "Ended.",
    "flagged": "Flagged.",
    "judged": "Kept. Here is how Yarrow judged it.",
    "learnt": "Kept as an example to be approved.",
    "noted": "Note kept.",
    "saved": "Saved.",
    "seen": "Marked as seen.",
    "sent": "Sent.",
    "tried": "It is tried again now.",
    "undone": "Not done after all: it stands as it stood before.",
}


def go(path: str, code: str = "", **more: str) -> RedirectResponse:
    """On to a page of the console, which says what was done. `code`: one of SAID. Raises KeyError for any other.

    `more`: further fields of the address.
    """
    if not code:
        return RedirectResponse(path, 303)
    _ = SAID[code]
    place, hash_, part = path.partition("#")
    return RedirectResponse(
        f"{place}{'&' if '?' in place else '?'}{urlencode({'said': code, **more})}{hash_}{part}", 303
    )
