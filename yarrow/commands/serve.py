"""`yarrow serve`: start everything under one supervisor and keep it running."""

from __future__ import annotations

import argparse
import asyncio
import socket
from urllib.parse import urlsplit

from yarrow.commands.db import upgrade_database
from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_database
from yarrow.commands.settings import gateway_address
from yarrow.commands.train import train_if_needed
from yarrow.settings import SettingsError, WebSettings, bot_settings, web_settings
from yarrow.supervisor.lock import AlreadyRunning, only_one
from yarrow.supervisor.plan import BOT_PYTHON, ROOT, Plan, plan
from yarrow.supervisor.supervisor import StartFailure, Supervisor

SETTING_OF = {
    "gateway": "YARROW_PORT",
    "console": "YARROW_CONSOLE_PORT",
    "rasa": "YARROW_RASA_URL",
    "actions": "YARROW_ACTIONS_URL",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`yarrow serve` takes nothing: settings come from the environment (docs/running.md)."""
    parser.epilog = "Settings come from the environment: docs/running.md lists them."


def run(arguments: argparse.Namespace) -> int:
    """Start, keep running, stop on a signal; 1 if something does not start."""
    try:
        web, bot = web_settings(), bot_settings()
    except SettingsError as error:
        raise CommandError(str(error)) from None
    if not BOT_PYTHON.exists():
        raise CommandError("the bot side is not installed; run `make install` first.")
    try:
        with only_one(web.home):
            parts = plan(web, bot, gateway_address(web))
            refuse_taken_ports(parts)
            say(f"Starting Yarrow in {web.home}")
            prepare_database(web)
            asyncio.run(supervise(parts, web))
    except AlreadyRunning as other:
        raise CommandError(f"Yarrow is already running in {web.home} (process {other}).") from None
    except StartFailure as failure:
        raise CommandError(str(failure)) from None
    say("Yarrow has stopped.")
    return 0


async def supervise(parts: Plan, web: WebSettings) -> None:
    """Run the parts until a signal comes."""
    supervisor = Supervisor(parts, ROOT, say)

    async def prepare() -> None:
        await train_if_needed(say)

    announce = asyncio.create_task(announcement(supervisor, parts, web))
    try:
        await supervisor.run(prepare)
    finally:
        announce.cancel()


async def announcement(supervisor: Supervisor, parts: Plan, web: WebSettings) -> None:
    """Once everything is ready, say where it is and how to use it."""
    await supervisor.ready.wait()
    is_staffed = await asyncio.to_thread(has_staff, web)
    add = ".venv/web/bin/yarrow staff add YOU@CLINIC --name NAME --role admin --role clinician"
    lines = [
        f"  try it     {parts.address}/   (without scripts: {parts.address}/chat)",
        f"  chat API   {parts.address}/api   (described at {parts.address}/openapi.json)",
        f"  staff      {web.console.url}/",
        *([] if is_staffed else [f"             make the first account: {add}"]),
        "  terminal   .venv/web/bin/yarrow chat",
        f"  logs       {parts.home / 'log'}",
        "  stop       Ctrl-C",
    ]
    say("\n".join(lines))


def has_staff(web: WebSettings) -> bool:
    """Whether anybody could sign in to the console."""
    from yarrow.store.accounts import Accounts

    with open_database(web) as database:
        return bool(Accounts(database).enabled())


def prepare_database(web: WebSettings) -> None:
    """Bring the record's tables up to date."""
    upgrade_database(web)
    say("  database   up to date")


def refuse_taken_ports(parts: Plan) -> None:
    """Say which port is taken before anything is started."""
    for part in (parts.front, *parts.behind):
        where = urlsplit(part.ready_url)
        with socket.socket(socket.AF_INET6 if ":" in (where.hostname or "") else socket.AF_INET) as probe:
            probe.settimeout(1)
            if probe.connect_ex((where.hostname, where.port)) == 0:
                setting = SETTING_OF[part.name]
                raise CommandError(f"port {where.port} is taken by another program; stop it, or set {setting}.")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)
