"""Handing out work among several processes, by a queue in PostgreSQL.

The queue only says who looks where, soon. It holds nothing that does not stand in the record: emptied, blocked or
broken, it costs a moment until the sweep finds what waits. So its tables live in a schema of their own beside the
record's, named after the library's version: a newer version makes its own, and nothing has to be carried over.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import procrastinate
import structlog
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import DeleteJobCondition, Status
from psycopg.conninfo import conninfo_to_dict

from yarrow.gateway.channels.errands.errands import Errand, ErrandsHere, Way
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
RETRY_SECONDS = 2.0
# A process that has not been heard of for so long is gone: what it had taken on is free again.
BEAT, GONE = 2.0, 10.0
IN, LAST = "in", "last"
# Errands only wait for others: many may be under way. What is heard has a queue of its own, and so has each platform,
# so that a slow one keeps nobody waiting but its own.
AT_ONCE = 200
SET_UP_LOCK = 7_092_027


class ErrandsOnPostgresql:
    """Hands out through the queue, and does what it is given; without the queue it does everything here."""

    def __init__(self, here: ErrandsHere, url: str, channels: Collection[str]) -> None:
        """`url`: the record's, as SQLAlchemy writes it."""
        self._here = here
        self._address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._queues = (IN, LAST, *(f"out.{name}" for name in channels))
        self._to_hand_out: asyncio.Queue[Errand] = asyncio.Queue()
        self._app: procrastinate.App | None = None
        self._background: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the queue as soon as it can be reached."""
        self._background = [asyncio.create_task(self._stay_open()), asyncio.create_task(self._hand_on())]

    async def stop(self) -> None:
        """Leave the queue."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self._here.stop()

    def hand_out(self, errand: Errand) -> None:
        """Whoever is at it here is told; else whichever process has room for it."""
        if self._app is None or self._here.is_here(errand):
            self._here.do_here(errand)
        else:
            self._to_hand_out.put_nowait(errand)

    def is_here(self, errand: Errand) -> bool:
        """Whether this process is at it."""
        return self._here.is_here(errand)

    def do_here(self, errand: Errand) -> None:
        """Look there in this process."""
        self._here.do_here(errand)

    async def _hand_on(self) -> None:
        while True:
            errand = await self._to_hand_out.get()
            try:
                await self._defer(errand)
            except AlreadyEnqueued:
                continue  # somebody will look there soon
            except Exception as error:  # the queue is not there: the work must not wait for it
                log.warning("queue unavailable", error=type(error).__name__)
                self._here.do_here(errand)

    async def _defer(self, errand: Errand) -> None:
        if self._app is None:
            self._here.do_here(errand)
            return
        queue = f"out.{errand.channel}" if errand.way == "out" else errand.way
        # One at a time for each name, and no more than one waiting: the lease behind it is what guarantees the first.
        order = self._app.configure_task("look", queue=queue, lock=errand.name, queueing_lock=errand.name)
        await order.defer_async(way=errand.way, what=errand.what, channel=errand.channel)

    async def _look(self, way: Way, what: str, channel: str) -> None:
        errand = Errand(way, what, channel)
        self._here.do_here(errand)
        await self._here.done(errand)

    async def _stay_open(self) -> None:
        while True:
            try:
                async with self._opened() as app:
                    self._app = app
                    await self._take_part(app)
            except Exception as error:
                log.warning("queue unavailable", **described(error))
            finally:
                self._app = None
            await asyncio.sleep(RETRY_SECONDS)

    async def _take_part(self, app: procrastinate.App) -> None:
        """Do what is handed out, until the database goes away or this process ends."""
        tasks = [asyncio.create_task(self._worker(app, queue)) for queue in self._queues]
        tasks.append(asyncio.create_task(_free_what_the_gone_had(app)))
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _worker(self, app: procrastinate.App, queue: str) -> None:
        await app.run_worker_async(
            queues=[queue],
            concurrency=AT_ONCE,
            delete_jobs=DeleteJobCondition.ALWAYS.value,
            install_signal_handlers=False,
            shutdown_graceful_timeout=0.5,
            update_heartbeat_interval=BEAT,
            stalled_worker_timeout=GONE,
        )

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[procrastinate.App]:
        schema = schema_name(self._address)
        connector = procrastinate.PsycopgConnector(
            conninfo=self._address,
            kwargs={"options": f"-c search_path={schema}", "connect_timeout": 2},
            min_size=1,
            max_size=4,
            timeout=5.0,
        )
        app = procrastinate.App(connector=connector)
        app.task(name="look")(self._look)
        async with app.open_async():
            await _set_up(app, schema)
            yield app


def schema_name(address: str) -> str:
    """Where the queue's tables are; records that share a database by schemas of their own have a queue each."""
    options = str(conninfo_to_dict(address).get("options") or "")
    own = f"_{hashlib.sha256(options.encode()).hexdigest()[:8]}" if options else ""
    return f"yarrow_queue{own}_{procrastinate.__version__.replace('.', '_')}"


async def _set_up(app: procrastinate.App, schema: str) -> None:
    """Make the queue's tables unless they are there; of several processes the first makes them."""
    if await app.check_connection_async():
        return
    make = f"SELECT pg_advisory_xact_lock({SET_UP_LOCK}); CREATE SCHEMA IF NOT EXISTS {schema};"
    tables = app.schema_manager.get_schema().replace("%", "%%")
    with contextlib.suppress(ConnectorException):  # another was first; whether it was, is seen below
        await app.connector.execute_query_async(f"{make}\n{tables}")
    if not await app.check_connection_async():
        raise ConnectorException("the queue's tables could not be made")


async def _free_what_the_gone_had(app: procrastinate.App) -> None:
    """What a killed process had taken on would keep its line locked."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=GONE):
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
        await asyncio.sleep(BEAT)
