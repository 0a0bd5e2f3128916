"""`yarrow train`: make the second ear ready and train the Rasa model, if what they are made from has changed."""

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
    """Leave a second ear and a model made from what is there now. Raises CommandError if training fails."""
    if force or not launch.is_ear_trained(ROOT):
        await _train("ear", "seconds", launch.ear_command(str(BOT_PYTHON)), say, force=force)
    else:
        say("  ear        up to date")
    if force or not launch.is_trained(ROOT):
        await _train("model", "a minute or so", launch.train_command(str(BOT_PYTHON)), say, force=force)
    else:
        say("  model      up to date")


async def _train(what: str, takes: str, command: list[str], say: Callable[[str], None], *, force: bool) -> None:
    say(f"  {what:<10} training ({takes}; only when what it is made from has changed)")
    command = [*command, *(["--force"] if force else [])]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    news = asyncio.create_task(tell_progress(what, say))
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
    say(f"  {what:<10} trained")


async def tell_progress(what: str, say: Callable[[str], None]) -> None:
    """Say now and then that training goes on."""
    waited = 0.0
    while True:
        await asyncio.sleep(NEWS_EVERY)
        waited += NEWS_EVERY
        say(f"  {what:<10} still training ({waited:.0f} s)")
