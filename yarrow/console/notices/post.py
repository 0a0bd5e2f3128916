"""Letters to staff are made and sent as long as the console runs."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import Iterator

from yarrow.console.beat import Beat
from yarrow.console.parts import Parts
from yarrow.console.postman.call import Call
from yarrow.console.postman.mail import Mail
from yarrow.console.postman.postman import Postman, Sorter

REST = 1.0


async def keep_post(parts: Parts) -> None:
    """Sort and send, each way by itself, so that a mail server that hangs keeps no call waiting."""
    beats = list(beats_of(parts))
    for beat in beats:
        beat.start()
    try:
        await asyncio.Event().wait()
    finally:
        for beat in beats:
            beat.stop()


def beats_of(parts: Parts) -> Iterator[Beat]:
    """What runs beside one another."""
    post, console, owner = parts.settings.post, parts.settings.console.url, owner_here()
    yield Beat("sorter", Sorter(parts.record, post).round, REST)
    if post.mail_server is not None:
        mail = Mail(post.mail_server, console, parts.settings.site.clinic)
        yield Beat("email", Postman(parts.record, "email", mail, owner).round, REST)
    if post.webhook is not None:
        yield Beat("webhook", Postman(parts.record, "webhook", Call(post.webhook, console), owner).round, REST)


def owner_here() -> str:
    """A name no other process has."""
    return f"{socket.gethostname()[:32]}/{os.getpid()}/{secrets.token_hex(4)}"
