"""Which parts there are on this machine, in the order they are started."""

from __future__ import annotations

import ipaddress
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from yarrow import launch
from yarrow.settings import BotSettings, WebSettings, ensure_secret, local_address
from yarrow.supervisor.part import Part

ROOT = Path(__file__).resolve().parents[2]
BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
GATEWAY_DRAIN = 20


@dataclass(frozen=True)
class Plan:
    """The parts: `front` answers the public, and red flags at once; `behind` it is what takes longer to start."""

    home: Path
    address: str
    front: Part
    behind: tuple[Part, ...]


def plan(web: WebSettings, bot: BotSettings, address: str) -> Plan:
    """What to start under these settings; makes the channel's secret if there is none. `address`: the gateway's."""
    secret = web.channel_secret or ensure_secret(web.home)
    shared = launch.environment(actions_url=bot.actions_url, snapshot_url=bot.snapshot_url, secret=secret)
    shared["YARROW_HOME"] = str(web.home)
    behind = (
        bot_part("actions", bot.actions_url, launch.ACTIONS_READY, shared),
        bot_part("rasa", web.rasa_url, launch.READY, shared),
        console(web),
    )
    return Plan(web.home, address, gateway(web, secret, address), tuple(part for part in behind if part))


def gateway(web: WebSettings, secret: str, address: str) -> Part:
    """The front door; it listens where its own settings say.

    Ready once its red-flag lane has loaded: what starts behind it would only make that take longer.
    """
    environment = {"YARROW_CHANNEL_SECRET": secret, "YARROW_HOME": str(web.home)}
    command = (sys.executable, "-m", "yarrow.gateway")
    return Part("gateway", command, f"{address}/readyz", environment, ready_text='"lane":"ok"', drain=GATEWAY_DRAIN)


def console(web: WebSettings) -> Part:
    """Where staff work. It speaks with nothing but the record: without it, chats go on."""
    address = local_address(web.console.host, web.console.port)
    command = (sys.executable, "-m", "yarrow.console")
    return Part("console", command, f"{address}/readyz", {"YARROW_HOME": str(web.home)})


def bot_part(name: str, url: str, ready: str, environment: dict[str, str]) -> Part | None:
    """Rasa or the action server; None if the settings place it on another machine."""
    where = urlsplit(url)
    if not is_loopback(where.hostname or ""):
        return None
    port = where.port or 80
    python, model = str(BOT_PYTHON), str(ROOT / launch.MODEL)
    command = launch.actions_command(python, port) if name == "actions" else launch.rasa_command(python, model, port)
    # Rasa's channel answers nobody, not even this question, without the secret.
    secret = {launch.SECRET_HEADER: environment["YARROW_CHANNEL_SECRET"]}
    return Part(name, tuple(command), f"http://{where.hostname}:{port}{ready}", environment, secret)


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
