"""The staff console on a large record in PostgreSQL: pages as a browser asks for them, from a console process."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import httpx
import psycopg

from bench.figures import Figure, percentile
from bench.ours import PYTHON, ROOT
from bench.process import LOOPBACK, answers, free_ports, running, wait_until

POSTGRESQL = os.environ.get("YARROW_BENCH_POSTGRESQL") or "postgresql+psycopg://root@127.0.0.1/test"
CONVERSATIONS, MESSAGES = 100_000, 2_000_000
ROUNDS = 40
TARGET = 150.0
WITHIN = 120.0
VIEWS = ("look", "urgent", "person", "abandoned", "not_understood", "mine", "follow_up", "done", "all")
NARROWED = (
    "view=all&level=T3&level=T4",
    "view=all&status=completed",
    "view=all&work=in_review",
    "view=all&section=gut",
    "view=all&condition=sle",
    "view=all&channel=whatsapp&locale=IE",
    "view=all&assignee=nobody",
    "view=all&from=2026-01-01&sort=newest",
    "view=all&page=100",
)
SEARCHES = {
    "common word": "pain",
    "two common words": "pain bleeding",
    "rare word": "ljubljana",
    "beginning of a word": "misc",
    "phrase": '"the bleeding started"',
}


def console(folder: Path, say: Callable[[str], None]) -> list[Figure]:
    """The rows of the table; none where no PostgreSQL answers."""
    with _schema() as url:
        if url is None:
            say("No PostgreSQL answers: the console is not measured (YARROW_BENCH_POSTGRESQL says where it is).")
            return []
        say(f"Writing {CONVERSATIONS} conversations ...")
        staff = _fill(url, folder, say)
        with _console(url, folder) as address, staff.client(address) as client:
            say("Reading the worklist, searching, opening conversations ...")
            return list(_figures(client, staff))


@dataclass(frozen=True)
class Staff:
    """Somebody who is signed in: the session's key and what forms must carry; and some conversations to open."""

    session: str
    csrf: str
    conversations: tuple[str, ...]

    def client(self, address: str) -> httpx.Client:
        """A browser of theirs."""
        return httpx.Client(base_url=address, cookies={"yarrow_staff": self.session}, timeout=60, trust_env=False)


def _figures(client: httpx.Client, staff: Staff) -> Iterator[Figure]:
    yield _figure("worklist, any view, p95", _worst(client, {view: f"/worklist?view={view}" for view in VIEWS}))
    yield _figure("worklist narrowed, any way, p95", _worst(client, {one: f"/worklist?{one}" for one in NARROWED}))
    for name, words in SEARCHES.items():
        went = client.post(
            "/worklist/search", data={"q": words, "csrf": staff.csrf}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        yield _figure(f"search, {name}, p95", _worst(client, {name: went.headers["location"]}))
    yield _figure("worklist asks whether anything changed, p95", _worst(client, {"": "/worklist/rows?since=x"}))
    pages = [f"/conversations/{one}" for one in staff.conversations]
    yield _figure("conversation, p95", percentile([_milliseconds(client, page) for page in pages], 0.95))


def _figure(name: str, milliseconds: float) -> Figure:
    return Figure(f"console: {name}", "ms", milliseconds, None, f"<= {TARGET:.0f} ms", milliseconds <= TARGET)


def _worst(client: httpx.Client, pages: Mapping[str, str]) -> float:
    """The p95 of the slowest of these pages."""
    return max(percentile([_milliseconds(client, page) for _ in range(ROUNDS)], 0.95) for page in pages.values())


def _milliseconds(client: httpx.Client, page: str) -> float:
    began = time.perf_counter()
    reply = client.get(page)
    took = (time.perf_counter() - began) * 1000
    reply.raise_for_status()
    return took


def _fill(url: str, folder: Path, say: Callable[[str], None]) -> Staff:
    from yarrow.settings import audit_key, web_settings
    from yarrow.store import upgrade
    from yarrow.store.accounts import Newcomer
    from yarrow.store.bulk import fill
    from yarrow.store.histories import Histories
    from yarrow.store.record import Record

    now = datetime.now(timezone.utc)
    record = Record(url, audit_key(web_settings({"YARROW_HOME": str(folder)})))
    upgrade.upgrade(record.database)
    fill(record.database, CONVERSATIONS, MESSAGES, now=now, said=say)
    account, _ = record.accounts.add(Newcomer("Bench", "bench@clinic.example", "Nurse", ("clinician",)), "system", now)
    key = record.sessions.begin(account.id, "bench", now)
    seated = record.sessions.seated(key, now)
    every = list(Histories(record.database).ids())
    record.close()
    if seated is None:
        raise RuntimeError("nobody could be signed in")
    return Staff(key, seated.session.csrf, tuple(every[:: len(every) // ROUNDS]))


@contextlib.contextmanager
def _console(url: str, folder: Path) -> Iterator[str]:
    (port,) = free_ports(1)
    address, log = f"http://{LOOPBACK}:{port}", folder / "console.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("YARROW_")}
    ours = {"YARROW_HOME": str(folder), "YARROW_DATABASE_URL": url, "YARROW_CONSOLE_PORT": str(port)}
    with running([str(PYTHON), "-m", "yarrow.console"], cwd=ROOT, env={**kept, **ours}, log=log) as process:
        wait_until(lambda: answers(f"{address}/readyz"), process, within=WITHIN, log=log)
        yield address


@contextlib.contextmanager
def _schema() -> Iterator[str | None]:
    """A schema of its own, dropped afterwards; None if no PostgreSQL answers."""
    name = f"yarrow_bench_{secrets.token_hex(4)}"
    try:
        connection = psycopg.connect(POSTGRESQL.replace("+psycopg", ""), autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{POSTGRESQL}?options=-csearch_path%3D{name}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE")
