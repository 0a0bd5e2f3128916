"""What must hold before the first turn: our store, no broker, failures that show, and a model that knows its words."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore

from yarrow.bootstrap.bot import desk
from yarrow.encoder.encoder import Encoder
from yarrow.encoder.errors import EncoderError
from yarrow.nlu.canaries import CANARIES
from yarrow.nlu.memory import give_back
from yarrow.nlu.snapshot import SnapshotTrackerStore

logger = logging.getLogger("yarrow.readiness")


async def check_agent(agent: Agent | None) -> list[str]:
    """What is wrong with the agent; empty if it may serve. Makes its store raise instead of forgetting."""
    if agent is None or not agent.is_ready():
        return [_encoder_problem() or "the model could not be loaded; train it again (make train)"]
    problems = _store_problems(agent)
    problems += _section_problems(agent)
    return problems + await _canary_problems(agent)


def must_be_ready(problems: Sequence[str]) -> None:
    """End the process with status 1 if anything is wrong."""
    for problem in problems:
        logger.error("not ready: %s", problem)
    if problems:
        # Not SystemExit: Sanic 21.12 would go on serving after it, in a listener.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)
    give_back()
    logger.info("ready")


def reraise(error: Exception) -> NoReturn:
    """Rasa's answer to a failing store is an empty memory (FailSafeTrackerStore); ours is the failure."""
    raise error


def _encoder_problem() -> str | None:
    """The encoder that the pipeline needs refuses another file; of that, Rasa says no more than that loading failed."""
    try:
        Encoder.load()
    except EncoderError as error:
        return str(error)
    return None


def _store_problems(agent: Agent) -> list[str]:
    wrapper = agent.tracker_store
    if not isinstance(wrapper, FailSafeTrackerStore):
        return ["Rasa's tracker store is no longer wrapped as expected"]
    wrapper._on_tracker_store_error = reraise
    problems = []
    if not isinstance(wrapper._tracker_store, SnapshotTrackerStore):
        problems.append(f"the tracker store is {type(wrapper._tracker_store).__name__}; see endpoints.yml")
    if wrapper.event_broker is not None:
        problems.append("an event broker is configured; the gateway keeps the record")
    return problems


def _section_problems(agent: Agent) -> list[str]:
    """Each section of the protocol needs its action and slot in domain.yml and its rule in data/rules/sections.yml."""
    slots = {slot.name for slot in agent.domain.slots}
    actions = set(agent.domain.action_names_or_texts)
    return [
        f"domain.yml lacks what section {section.id} needs; train again after adding it"
        for section in desk().protocol.sections
        if f"action_ask_{section.id}" not in actions or f"{section.id}_open" not in slots
    ]


async def _canary_problems(agent: Agent) -> list[str]:
    """A component that fails to load is replaced by an untrained one, silently: only its answers show it."""
    wrong = []
    for text, intent in CANARIES:
        parsed = await agent.processor.parse_message(UserMessage(text))
        if parsed["intent"]["name"] != intent:
            wrong.append(f"'{text}' was taken for {parsed['intent']['name']}, not {intent}")
    return wrong
