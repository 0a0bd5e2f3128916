"""The settings, as commands ask for them: what is wrong with one becomes the command's one sentence."""

from __future__ import annotations

from yarrow.commands.errors import CommandError
from yarrow.settings import SettingsError, WebSettings, web_settings


def settings() -> WebSettings:
    """The web side's settings. Raises CommandError naming the variable that is wrong."""
    try:
        return web_settings()
    except SettingsError as error:
        raise CommandError(str(error)) from None


def gateway_address(web: WebSettings) -> str:
    """Where the gateway is reached from this machine."""
    host = "127.0.0.1" if web.host in ("0.0.0.0", "::") else web.host  # noqa: S104 - compared, not bound
    return f"http://{f'[{host}]' if ':' in host else host}:{web.port}"
