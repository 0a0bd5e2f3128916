"""`yarrow train`: train the Rasa model on the bot side, if what it is made from has changed."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Callable

from yarrow import launch
from yarrow.commands.errors import CommandError
from yarrow.supervisor.plan import BOT_PYTHON, ROOT

NEWS_EVERY = 15.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `yarrow train` takes."""
    parser.add_argument("--force", action="store_true", help="train even if nothing has changed")


def run(arguments: argparse.Namespace) -> int:
    """Train if needed; 0 once the model fits what it is made from."""
    if not BOT_PYTHON.exists():
        raise CommandError("the bot side is not installed; run `make install` first.")
    asyncio.run(train_if_needed(print, force=arguments.force))
    return 0


async def train_if_needed(say: Callable[[str], None], *, force: bool = False) -> None:
    """Leave a model made from what is there now. Raises CommandError if training fails."""
    if launch.is_trained(ROOT) and not force:
        say("  model      up to date")
        return
    say("  model      training (a minute or so; only when what it is made from has changed)")
    command = [*launch.train_command(str(BOT_PYTHON)), *(["--force"] if force else [])]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    news = asyncio.create_task(tell_progress(say))
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()
        raise
    finally:
        news.cancel()
    if process.returncode:
        tail = "\n".join(output.decode("utf-8", "replace").splitlines()[-15:])
        raise CommandError(f"training failed (exit code {process.returncode}):\n\n{tail}")
    say("  model      trained")


async def tell_progress(say: Callable[[str], None]) -> None:
    """Say now and then that training goes on."""
    waited = 0.0
    while True:
        await asyncio.sleep(NEWS_EVERY)
        waited += NEWS_EVERY
        say(f"  model      still training ({waited:.0f} s)")
