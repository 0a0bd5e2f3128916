"""The settings, as commands ask for them: what is wrong with one becomes the command's one sentence."""

from __future__ import annotations

from yarrow.commands.errors import CommandError
from yarrow.settings import SettingsError, WebSettings, local_address, web_settings


def settings() -> WebSettings:
    """The web side's settings. Raises CommandError naming the variable that is wrong."""
    try:
        return web_settings()
    except SettingsError as error:
        raise CommandError(str(error)) from None


def gateway_address(web: WebSettings) -> str:
    """Where the gateway is reached from this machine."""
    return local_address(web.host, web.port)
