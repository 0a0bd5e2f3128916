"""A whole conversation in one process: the trained model, the real actions, and a record that does as the gateway.

No HTTP and no gateway: the lane runs first, then the turn goes through the channel's own `answer` into Rasa, and what
comes back is appended to the case.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from tests.support.golden import Stored, stored_of, unreadable
from tests.support.quiet_rasa import quiet
from yarrow import launch
from yarrow.bootstrap.bot import desk
from yarrow.intake.case import Case
from yarrow.intake.screen import screen
from yarrow.intake.turn import Message, Result, Said, Turn, applied
from yarrow.nlu.channel import answer
from yarrow.nlu.readiness import reraise
from yarrow.nlu.snapshot import SnapshotTrackerStore
from yarrow.nlu.trace import IncompleteTurn
from yarrow.nlu.tuning import tune

ROOT = Path(__file__).resolve().parents[2]


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the actions directly, or is down, or fails, if told so."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self.down = False
        self.failing = False
        self.called: list[str] = []
        self.executor = ActionExecutor()
        self.executor.register_package("actions")

    async def request(self, json: Any = None, **_: Any) -> Any:
        if self.down:
            raise ConnectionError("the action server is down")
        self.called.append(json["next_action"])
        if self.failing:
            json = unreadable(json)
        return await self.executor.run(json)

    def go_down(self) -> None:
        """From now on nobody answers."""
        self.down = True

    def fail(self) -> None:
        """From now on the actions get a turn no use case can work with."""
        self.failing = True


def trained_model() -> str:
    """The path of a model made from what is there now; trained in another process if it is not."""
    if not launch.is_trained(ROOT):
        subprocess.run(launch.train_command(sys.executable), cwd=ROOT, check=True, capture_output=True)
    return str(ROOT / launch.MODEL)


class Bot:
    """Rasa with its model, its snapshots in a file, and the actions."""

    def __init__(self, folder: Path) -> None:
        tune()
        with quiet():
            desk()  # medspaCy, on its first import
        self._url = f"sqlite:///{folder}/snapshots.db"
        self.actions = InProcessActions()
        self.start()

    def start(self) -> None:
        """Load everything anew, as after a restart."""
        self.store = SnapshotTrackerStore(None, None, self._url)
        with quiet():
            self.agent = Agent.load(trained_model(), tracker_store=self.store, action_endpoint=self.actions)
        assert isinstance(self.agent.tracker_store, FailSafeTrackerStore)
        self.agent.tracker_store._on_tracker_store_error = reraise

    def take(self, turn: Turn) -> Result:
        """The turn's result. Raises IncompleteTurn."""
        return Result.from_json(asyncio.run(answer(self.store, turn, self.agent.handle_message)))


@dataclass
class Conversation:
    """One conversation with its record: the case, and what the last turn said."""

    bot: Bot
    id: str
    case: Case
    number: int = 0
    messages: tuple[Message, ...] = ()
    events: tuple[str, ...] = ()
    last: tuple[Turn, Result] | None = field(default=None)

    def __post_init__(self) -> None:
        self.bot.store.forget(self.id)

    def say(self, text: str | None = None, choices: tuple[str, ...] = (), changes: str | None = None) -> None:
        """One message of the patient, answered; `changes`: the question whose earlier answer it changes."""
        self.number += 1
        said = Said(f"{self.id}-{self.number}", text, choices, changes=changes)
        today = datetime.now(timezone.utc).date().isoformat()
        screening = screen(desk().speaking_to(self.case.history), self.case, said, today)
        spoken = screening.result()
        if screening.spoke:
            self.case = applied(self.case, spoken)
        turn = Turn(self.id, self.number, said, self.case, today, screened=screening.spoke)
        result = self._taken(turn)
        self.case = applied(self.case, result)
        self.messages = (*spoken.messages, *result.messages)
        self.events = tuple(event["event"] for event in (*spoken.events, *result.events))
        self.last = (turn, result)
        self.bot.actions.failing = False

    def befall(self, fault: str) -> list[str]:
        """Let something happen before the next turn, as far as it can within one process."""
        if fault == "repeat_last":
            return [] if self._repeat() else ["the repeated message got another answer"]
        faults: dict[str, Callable[[], None]] = {
            "rasa_restart": self.bot.start,
            "actions_down": self.bot.actions.go_down,
            "action_fails": self.bot.actions.fail,
        }
        faults[fault]()
        return []

    def stored(self) -> Stored:
        """What is on record."""
        return stored_of(self.case.history, self.case.standing.status)

    def _repeat(self) -> bool:
        assert self.last is not None
        turn, result = self.last
        return self.bot.take(turn) == result

    def _taken(self, turn: Turn) -> Result:
        try:
            return self.bot.take(turn)
        except IncompleteTurn:
            # The gateway waits for the action server and sends the turn again.
            self.bot.actions.down = False
            return self.bot.take(turn)
