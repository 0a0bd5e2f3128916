"""`yarrow doctor`: is everything ready, and if not, what to do."""

from __future__ import annotations

import argparse
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from yarrow import launch
from yarrow.commands import picture
from yarrow.commands.channel_state import channel_state
from yarrow.commands.console_state import console_state
from yarrow.commands.db import check_database
from yarrow.commands.desk import load_protocol
from yarrow.commands.errors import CommandError
from yarrow.commands.record import open_database
from yarrow.commands.settings import gateway_address, settings
from yarrow.settings import WebSettings, bot_settings
from yarrow.supervisor.part import answers
from yarrow.supervisor.plan import BOT_PYTHON, ROOT, plan

LEAST_FREE_BYTES = 1_000_000_000
OTHERS = stat.S_IRWXG | stat.S_IRWXO
# The smallest page a PDF can be made of: what is tried is the real thing.
BLANK = '<html lang="en"><head><title>Blank</title></head><body><p>Blank</p></body></html>'


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `wrong` needs something done before Yarrow works; `note` is only good to know."""

    state: Literal["ok", "note", "wrong"]
    about: str
    sentence: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`yarrow doctor` takes nothing."""
    parser.epilog = "The exit code is 0 if nothing needs to be done before Yarrow can work."


def run(arguments: argparse.Namespace) -> int:
    """Look at everything, say it line by line; 1 if something must be done."""
    wrong = 0
    for finding in findings():
        mark = {"ok": "ok   ", "note": "note ", "wrong": "TO DO"}[finding.state]
        print(f"{mark}  {finding.about:<10} {finding.sentence}", flush=True)
        wrong += finding.state == "wrong"
    print("Everything is ready." if not wrong else f"To do before Yarrow can work: {wrong} (see above).")
    return 1 if wrong else 0


def findings() -> Iterator[Finding]:
    """All that is looked at; what is built on settings is left out if these are wrong."""
    yield bot_side()
    yield from protocol()
    yield model()
    yield ear()
    yield from drawing()
    try:
        web = settings()
        bot_settings()
    except (CommandError, ValueError) as error:
        yield Finding("wrong", "settings", str(error))
        return
    yield Finding("ok", "settings", f"home folder {web.home}")
    yield from home(web.home)
    found = looked("record", lambda: record(web))
    yield found
    if found.state == "ok":
        yield from staff(web)
    yield from messaging(web)
    yield from running(web)


def looked(about: str, look: Callable[[], Finding]) -> Finding:
    """What a look found; a refusal is a finding too."""
    try:
        return look()
    except CommandError as error:
        return Finding("wrong", about, str(error))


def bot_side() -> Finding:
    """Whether the other interpreter is installed."""
    if BOT_PYTHON.exists():
        return Finding("ok", "bot side", "installed in .venv/bot")
    return Finding("wrong", "bot side", "not installed: run `make install`")


def protocol() -> Iterator[Finding]:
    """Whether the clinical content can be used, and whether a clinician has signed it off."""
    try:
        content = load_protocol()
    except CommandError as error:
        yield Finding("wrong", "protocol", str(error))
        return
    told = f"version {content.version}: {len(content.questions)} questions, {len(content.rules)} rules"
    yield Finding("ok", "protocol", told)
    if content.unreviewed:
        count = f"{len(content.unreviewed)} of {len(content.reviews)} items are unreviewed"
        points = f"{len(content.open_points)} open points for clinicians"
        yield Finding("note", "review", f"{count}, {points}: `yarrow protocol review` lists them")
    else:
        yield Finding("ok", "review", f"all {len(content.reviews)} items are signed off by a clinician")


def drawing() -> Iterator[Finding]:
    """Whether the brief can be made as PDF, and the protocol drawn as SVG; all else works without."""
    from yarrow.brief.paper import PaperUnavailableError, paper

    try:
        paper(BLANK)
        yield Finding("ok", "PDF", "the brief can be made as PDF")
    except PaperUnavailableError as error:
        yield Finding("note", "PDF", str(error))
    if picture.is_there():
        yield Finding("ok", "pictures", "`yarrow protocol graph` can draw SVG")
    else:
        yield Finding("note", "pictures", "Graphviz's `dot` is not installed: install graphviz, or use --format dot")


def model() -> Finding:
    """Whether the trained model fits what it is made from."""
    if launch.is_trained(ROOT):
        return Finding("ok", "model", f"{launch.MODEL}, up to date")
    what = "older than what it is made from" if (ROOT / launch.MODEL).exists() else "not trained yet"
    return Finding("wrong", "model", f"{what}: run `make train` (`make run` does it too)")


def ear() -> Finding:
    """Whether the second ear hears; without it, danger is heard by the rules alone."""
    from yarrow.bootstrap.ear import TrainedEar
    from yarrow.language.ear_heads import load_heads

    problem = TrainedEar().load()
    if problem:
        return Finding("wrong", "second ear", problem)
    if not launch.is_ear_trained(ROOT):
        return Finding("note", "second ear", "older than what it is made from: run `make train`")
    if load_heads(ROOT / launch.EAR).taught_on != launch.inputs_hash(ROOT, launch.EAR_TAUGHT_ON):
        return Finding("note", "second ear", "data/nlu has changed since it was taught; `make ear` teaches it anew")
    return Finding("ok", "second ear", f"{launch.EAR}, up to date")


def home(folder: Path) -> Iterator[Finding]:
    """Whether the home folder can be written, has room, and is closed to others."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE_BYTES:
        yield Finding("wrong", "disk", f"only {free // 1_000_000} MB free for {folder}: make room")
    if not folder.exists():
        yield Finding("note", "home", "not made yet: the first start makes it")
        return
    open_to_others = [path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mode & OTHERS]
    if open_to_others:
        names = ", ".join(sorted(open_to_others))
        yield Finding("wrong", "home", f"others can read {names}: run `chmod 600` on them in {folder}")


def record(web: WebSettings) -> Finding:
    """Whether the record's tables are as this version needs them."""
    if web.database_url.startswith("sqlite:///") and not Path(web.database_url[10:]).exists():
        return Finding("note", "record", "not made yet: the first start makes it")
    problems = check_database(web)
    return (
        Finding("wrong", "record", " ".join(problems)) if problems else Finding("ok", "record", "up to date and sound")
    )


def staff(web: WebSettings) -> Iterator[Finding]:
    """Whether somebody can read the conversations and is told of danger, and how long is kept; no chat waits for it."""
    with open_database(web) as database:
        for about, is_well, sentence in console_state(web, database):
            yield Finding("ok" if is_well else "note", about, sentence)


def messaging(web: WebSettings) -> Iterator[Finding]:
    """Whether the messaging apps that are set up take our token, and call us."""
    try:
        content = load_protocol()
    except CommandError:
        content = None  # said already
    for state, about, sentence in channel_state(web, content):
        yield Finding(state, about, sentence)


def running(web: WebSettings) -> Iterator[Finding]:
    """Which parts answer just now."""
    if not (web.home / "serve.pid").exists() and not web.channel_secret:
        yield Finding("note", "running", "Yarrow has never been started here: `make run` starts it")
        return
    parts = plan(web, bot_settings(), gateway_address(web))
    for part in (parts.front, *parts.behind):
        answering = answers(part)
        told = "answers" if answering else "does not answer (`make run` starts it)"
        yield Finding("ok" if answering else "note", part.name, told)
