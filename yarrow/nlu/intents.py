"""The trained model's intent of single messages: `python -m yarrow.nlu.intents`, a JSON object a line in and out.

What `yarrow understand --intents` runs beside itself, as the model lives on the other interpreter.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from yarrow import launch
from yarrow.nlu.without_tensorflow import leave_out_tensorflow

ROOT = Path(__file__).resolve().parents[2]
NO_DAY = "2000-01-01"


def main() -> None:
    """Answer each line with `intent` and `guess`, the first line out saying `{"ready": true}`."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever Rasa prints must not be taken for an answer
    leave_out_tensorflow()
    from rasa.core.agent import Agent

    agent = Agent.load(str(ROOT / launch.MODEL))
    loop = asyncio.new_event_loop()
    say(answers, {"ready": True})
    for line in sys.stdin:
        say(answers, loop.run_until_complete(intent_of(agent, json.loads(line))))


async def intent_of(agent: Any, entry: dict[str, Any]) -> dict[str, Any]:
    """The intent of one entry of `yarrow understand`, read as an answer to its question, given its context.

    `intent`: what is decided, rules included; `guess`: what the trained classifier alone makes of the words.
    """
    from yarrow.intake.case import Case, Standing
    from yarrow.intake.known import history_of
    from yarrow.intake.turn import Said, Turn
    from yarrow.nlu.channel import user_message

    standing = Standing(question=entry.get("question"), consent=True)
    case = Case(history_of(entry.get("context") or {}), standing)
    turn = Turn("understand", 1, Said("understand", entry["text"]), case, NO_DAY)
    parsed = await agent.processor.parse_message(user_message(turn))
    guesses = parsed.get("intent_ranking") or [{}]
    return {"intent": _named(parsed.get("intent") or {}), "guess": _named(guesses[0])}


def _named(intent: dict[str, Any]) -> dict[str, Any]:
    return {"name": intent.get("name"), "confidence": round(float(intent.get("confidence") or 0.0), 4)}


def say(answers: Any, answer: dict[str, Any]) -> None:
    """One answer, at once."""
    print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
