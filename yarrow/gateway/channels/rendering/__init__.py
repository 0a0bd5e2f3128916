"""From a message of the record to what one platform can show: whole labels, whole words, every answer there."""

from yarrow.gateway.channels.rendering.numbers import Menu, read_typed
from yarrow.gateway.channels.rendering.phrases import Phrases
from yarrow.gateway.channels.rendering.put import Put
from yarrow.gateway.channels.rendering.render import Rendered, render
from yarrow.gateway.channels.rendering.tokens import read_token, said_by, token

__all__ = ["Menu", "Phrases", "Put", "Rendered", "read_token", "read_typed", "render", "said_by", "token"]
