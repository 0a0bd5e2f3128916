"""What the console does by itself, beside answering: each runs from the start until it is cancelled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from yarrow.console.custody.nightly import keep_rules
from yarrow.console.notices.post import keep_post
from yarrow.console.parts import Parts
from yarrow.console.people.headkeeper import keep_head

Worker = Callable[[Parts], Awaitable[None]]
WORKERS: tuple[Worker, ...] = (keep_head, keep_post, keep_rules)
