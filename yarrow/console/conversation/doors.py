"""The addresses of this part of the console."""

from __future__ import annotations

from yarrow.console.conversation.brief import Briefs
from yarrow.console.conversation.live import Live
from yarrow.console.conversation.page import ConversationPage
from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.rights import Right

ONE = "/conversations/{conversation}"


def doors(parts: Parts) -> tuple[Door, ...]:
    """Every one of them."""
    page, live, briefs = ConversationPage(parts), Live(parts), Briefs(parts)
    return (
        Door("GET", ONE, Right.CONVERSATION, page.show),
        Door("GET", f"{ONE}/live", Right.CONVERSATION, live.news, passive=True),
        Door("GET", f"{ONE}/paper", Right.CONVERSATION, page.paper),
        Door("GET", f"{ONE}/brief.{{form}}", Right.CONVERSATION, briefs.file),
    )
