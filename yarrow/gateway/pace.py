"""How long things may take, and how often they are tried; all in seconds unless named otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """The figures of reliability.md §5.1; tests hurry them."""

    rasa_timeout: float = 10.0
    in_flight: int = 4
    tries: int = 2
    holding_after: float = 12.0  # from the inbox commit until the patient has words
    after_safety: float = 1.5  # how long the lane's words wait for the turn's
    lease: float = 14.0  # longer than one attempt and its commit
    retry_pause: float = 0.3
    sweep_every: float = 1.0
    probe_every: float = 0.5  # how often a Rasa that is away is looked for
    drain: float = 12.0
    attendant_gone: float = 180.0  # not seen for so long, a person who writes is gone, and the program answers again
    attendant_silent: float = 180.0  # so long without a word to her, she is told that the person may be busy
    record_timeout: float = 3.0  # how long a request waits for the database before it is called unavailable
    safety_timeout: float = 1.7  # … when the lane has spoken: its words are due within 2 s
    paper_timeout: float = 20.0  # how long a file is waited for, those before it included
    heartbeat: float = 15.0
    stream_life: float = 3600.0
    streams_per_conversation: int = 8
    streams: int = 2000
    settle: float = 0.6  # over a line, how long nothing new has come before what is there is worked off
    settle_at_most: float = 2.0
    line_lease: float = 15.0  # how long one of us works on a line before others may think it is gone
    send_timeout: float = 12.0  # one message of a platform; longer than the adapters wait themselves
    back_off: tuple[float, ...] = (1.0, 2.0, 5.0, 15.0, 60.0, 300.0)  # between tries at sending; then the last of them
    back_off_urgent: float = 30.0  # … at most so long for urgent words, in their first ten minutes
    urgent_minutes: float = 10.0
    trouble_after: float = 120.0  # urgent words that do not get through for so long: staff are told
    give_up_after: float = 86_400.0
    tells_back: float = 20.0  # how long a platform that says what became of a message gets to say so
    paused: float = 30.0  # how long a platform is left alone that does not take our own token
