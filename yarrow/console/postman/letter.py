"""What a letter says: that somebody needs a look, and where. Nothing of who, of what, or of how urgent.

E-mail and webhooks pass through other people's machines, and lie open on telephones.
"""

from __future__ import annotations

from yarrow.store.notice_values import Audience, Letter

SUBJECT = "Yarrow: somebody needs a look"
WORDS = """Somebody needs a look. Please open the list:

{link}

You get this because you look after conversations at {clinic}.
For their safety this message says nothing about anybody.
"""
# Where the reader finds it: those who may not read conversations see who has opened one.
PAGES: dict[Audience, str] = {"clinic": "/worklist", "admins": "/notices"}


def link(console: str, letter: Letter) -> str:
    """Where to look, at the console's address."""
    return console.rstrip("/") + PAGES[letter.audience]
