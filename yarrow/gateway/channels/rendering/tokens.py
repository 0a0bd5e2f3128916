"""What comes back when a button is tapped: which message of the record, and which of its choices. At most 32 bytes.

It proves nothing: who taps it is known from the platform, and only choices of that person's own messages are taken.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

# Beyond any list of choices: the button that sends what was ticked, and the ways past a question.
DONE = 900
SKIP, UNSURE, WHY = 901, 902, 903
# What tapping a way past says, as if it had been typed; words that the bot understands in any state.
SAID = {SKIP: "skip", UNSURE: "not sure", WHY: "why"}
FORM = re.compile(r"([A-Za-z0-9_-]{22})\.(0|[1-9][0-9]{0,2})")


def token(message_id: str, index: int) -> str:
    """The token of one choice of a message. Raises ValueError if the id is no UUID or the index beyond 999."""
    if not 0 <= index <= 999:
        raise ValueError(f"A message has choices 0 to 999, not {index}.")
    return f"{urlsafe_b64encode(UUID(message_id).bytes).decode().rstrip('=')}.{index}"


def read_token(told: str) -> tuple[str, int] | None:
    """The message and the index of a token; None if it is not one of ours."""
    found = FORM.fullmatch(told)
    if found is None:
        return None
    return str(UUID(bytes=urlsafe_b64decode(found[1] + "=="))), int(found[2])


def said_by(index: int) -> str | None:
    """What tapping a way past a question says; None if the index is that of a choice (or of `DONE`)."""
    return SAID.get(index)
