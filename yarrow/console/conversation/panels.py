"""What other parts of the console put on the page of a conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from yarrow.console.attending.panel import panel as attend_panel
from yarrow.console.conversation.reading import Reading
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.console.work.panel import panel as work_panel
from yarrow.store.values import Opened

Panel = Callable[[Parts, Visit, Opened], Awaitable[Mapping[str, Any]]]
# By the name their templates know what they are given under.
PANELS: Mapping[str, Panel] = {"work_panel": work_panel, "attend_panel": attend_panel}


async def panels(parts: Parts, visit: Visit, reading: Reading, *wanted: str) -> dict[str, Any]:
    """What the templates of those parts are given; all of them, or those wanted."""
    opened = reading.file.opened
    return {name: await panel(parts, visit, opened) for name, panel in PANELS.items() if not wanted or name in wanted}
