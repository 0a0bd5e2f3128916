"""`python -m bench`: measure, print a table, write JSON. Loopback only; stops everything it starts.

Ours: gateway, Rasa and action server as `yarrow serve` starts them, a fresh SQLite record in a temporary folder.
Stock: see bench/stock_project.py; it is trained once, which takes minutes, and does less work per turn than ours.
The two run one after the other, never at the same time. The console has no stock counterpart: it is measured alone, on
PostgreSQL, in a schema of its own. Nor have the messaging apps: a double of one stands in for the platform.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from bench.channels import channels
from bench.console import console
from bench.figures import Figure, table, write
from bench.micro import micro
from bench.ours import yarrow
from bench.process import StartFailed
from bench.stock import Stock, stock_rasa
from bench.stock_reading import stock_reading
from bench.talk import Gateway, StockRest
from bench.turns import Measured, figures, measure

RESULTS = Path(__file__).parent / "results" / "latest.json"
PARTS = ("micro", "ours", "stock", "console", "channels")


def main() -> int:
    """Measure what was asked for; 1 if something did not start."""
    given = arguments()
    rows: list[Figure] = []
    ours = stock = None
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="yarrow-bench-") as folder:
            if "micro" in given.parts:
                say("Reading, triage, replay ...")
                rows += micro()
            if "ours" in given.parts:
                ours, about = measure_ours(Path(folder), given)
                rows += about
            if "stock" in given.parts:
                stock, about = measure_stock(Path(folder), given)
                rows += about
            if "console" in given.parts:
                rows += measure_console(Path(folder))
            if "channels" in given.parts:
                rows += measure_channels(Path(folder))
    except StartFailed as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    rows = [*figures(ours, stock), *merged(rows)]
    print(f"\n{table(rows)}\n")
    write(given.json, rows, circumstances=circumstances(time.monotonic() - began, given))
    say(f"Written to {given.json}")
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Yarrow beside stock Rasa.")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure (default: all)")
    parser.add_argument("--chats", type=int, default=4, help="chats of 200 turns held one after another")
    parser.add_argument("--budget", type=float, default=420.0, help="seconds for each half of each server at most")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where to write the figures")
    return parser.parse_args()


def measure_ours(folder: Path, given: argparse.Namespace) -> tuple[Measured, list[Figure]]:
    """Start Yarrow, talk to it, weigh it."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    say("Starting Yarrow ...")
    with yarrow(home) as running:
        say(f"Talking to Yarrow (ready after {running.ready_after:.0f} s) ...")
        measured = measure(lambda client: Gateway(client, running.address), chats=given.chats, budget=given.budget)
        bot, gateway_after, ready_after = running.memory_of_bot(), running.gateway_after, running.ready_after
    return measured, [
        Figure("gateway answers after", "s", gateway_after, None, "<= 3 s", gateway_after <= 3),
        Figure("ready for chat after", "s", ready_after, None, "<= 25 s", ready_after <= 25),
        Figure("memory of the bot side", "MB", bot or None, None, "<= 700 MB", bot <= 700 if bot else None),
    ]


def measure_stock(folder: Path, given: argparse.Namespace) -> tuple[Measured, list[Figure]]:
    """Train stock Rasa, start it, talk to it, weigh it."""
    project = folder / "stock"
    say("Stock Rasa: training it takes minutes, the first time ...")
    with stock_rasa(project) as running:
        say(f"Talking to stock Rasa ({trained_when(running)}) ...")
        measured = measure(lambda client: StockRest(client, running.address), chats=given.chats, budget=given.budget)
        reading, memory, ready_after = stock_reading(running.address), running.memory(), running.ready_after
    return measured, [
        Figure("understanding a message, median", "ms", None, reading, "", None),
        Figure("ready for chat after", "s", None, ready_after, "", None),
        Figure("memory of the bot side", "MB", None, memory or None, "", None),
    ]


def measure_console(folder: Path) -> list[Figure]:
    """Fill a record on PostgreSQL and open the staff console's pages on it."""
    home = folder / "console"
    home.mkdir(mode=0o700)
    return console(home, say)


def measure_channels(folder: Path) -> list[Figure]:
    """Start Yarrow with a messaging app, and have many people write at once."""
    home = folder / "channels"
    home.mkdir(mode=0o700)
    say("Starting Yarrow with a messaging app ...")
    return channels(home, say)


def trained_when(running: Stock) -> str:
    """When the model was trained, in words."""
    return "trained in an earlier run" if running.trained_in is None else f"trained in {running.trained_in:.0f} s"


def merged(rows: list[Figure]) -> list[Figure]:
    """Rows of the same name as one: ours with its target, stock's beside it."""
    by_name: dict[str, Figure] = {}
    for row in rows:
        first = by_name.get(row.name)
        by_name[row.name] = row if first is None else beside(first, row)
    return list(by_name.values())


def beside(ours: Figure, stock: Figure) -> Figure:
    """Our row with stock's value."""
    return Figure(ours.name, ours.unit, ours.ours, stock.stock, ours.target, ours.met, ours.better)


def circumstances(seconds: float, given: argparse.Namespace) -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "seconds": round(seconds),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.system(),
        "chats": given.chats,
        "parts": list(given.parts),
        "stock": "default pipeline and policies, SQL tracker store (SQLite), REST channel; one rule an intent",
    }


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
