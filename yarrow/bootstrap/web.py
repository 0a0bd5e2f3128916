"""Joins the web side's parts. Everything is built on first use; the reader, slow to load, in the background."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from yarrow.intake.case import Case, Standing
from yarrow.intake.ports import Desk, Reader
from yarrow.intake.turn import Message, Result, Said
from yarrow.language.understanding import Asked, Understanding
from yarrow.settings import WebSettings, audit_key, ensure_secret, web_settings
from yarrow.store import upgrade
from yarrow.store.errors import RecordUnavailable
from yarrow.store.record import Record

if TYPE_CHECKING:
    from yarrow.brief.handout import Order
    from yarrow.clinical.fact import Fact
    from yarrow.clinical.history import History
    from yarrow.clinical.protocol import Protocol as ClinicalProtocol
    from yarrow.intake.attended import Occasion
    from yarrow.intake.correct import Recount
    from yarrow.intake.record import Audience

Readiness = Literal["ok", "loading", "failed"]


class FrontDesk(Protocol):
    """What the gateway asks of the use cases itself, without Rasa."""

    def begin(self) -> None:
        """Start loading in the background."""

    def state(self) -> Readiness:
        """Whether the red-flag lane can hear."""

    @property
    def protocol(self) -> ClinicalProtocol:
        """The protocol it works by; waits until it is loaded."""

    def open(self, standing: Standing, case: Case) -> Result:
        """The first words of a conversation."""

    def screen(self, case: Case, said: Said, today: str) -> Result | None:
        """What the red-flag lane says to a message; None if it has nothing to say. Waits until the lane is loaded."""

    def listen_in(self, case: Case, said: Said, today: str, told: tuple[str, ...]) -> Result:
        """What the lane makes of words written to a person; `told`: the rules staff know of already."""

    def handed_back(self, case: Case, told: tuple[str, ...]) -> Result:
        """What the program says first when it answers again after a person has written."""

    def attending_words(self, case: Case, occasion: Occasion, title: str) -> Message:
        """Who writes from now on, a person or the program; `title`: what the person is."""

    def channel_words(self, case: Case, what: str, **fills: str) -> Message:
        """What is said in messaging apps only, by its name in protocol/wording/channels.yml."""

    def put_once_more(self, case: Case) -> tuple[Message, ...]:
        """The open question as it stands; nothing where none is open."""

    def staff_phrases(self, case: Case) -> dict[str, dict[str, str]]:
        """What staff can put into a message to this patient, by occasion and name."""

    def changeable(self, case: Case, question: str) -> Message | None:
        """An earlier question put with all its answers; None if there is no answer to it that can be changed."""

    def answers(self, case: Case) -> dict[str, Any]:
        """The answers by section, as they are stored."""

    def triage(self, case: Case) -> dict[str, Any]:
        """The picture as those around the patient may see it."""

    def summary(self, case: Case, triage: dict[str, Any] | None) -> dict[str, Any]:
        """The summary in the patient's own terms."""

    def handout(self, case: Case, order: Order) -> bytes | None:
        """The brief as a file; None if nothing was told yet."""

    def handed_over(
        self, conversation: str, case: Case, happened: Sequence[Mapping[str, Any]], *, private: bool
    ) -> dict[str, Any]:
        """The record to be handed over; `private`: with what only a clinician may read."""

    def judge(self, history: History, *, private: bool) -> dict[str, Any]:
        """The triage, of all facts or (`private` false) of those that everybody on the staff may read."""

    def recount(self, history: History, fact: Fact, on_record: str | None) -> Recount:
        """What a correction by staff comes to. Raises NotCorrect."""


class LateReader:
    """A reader that may still be loading: reading waits for it."""

    def __init__(self, reader: Future[Reader]) -> None:
        self._reader = reader

    def read(
        self,
        text: str,
        asked: Asked | None = None,
        context: dict[str, Any] | None = None,
        today: date | None = None,
    ) -> Understanding:
        """As the real one reads."""
        return self._reader.result().read(text, asked, context, today)


class ReadsNothing(RuntimeError):
    """This desk was made without a reader: where staff work, no message is read."""


class ClinicalFrontDesk:
    """The real one: protocol and reader, loaded by one background thread, the protocol first.

    `reads`: with a reader. Loading that one takes seconds and memory; the console has nothing to read.
    """

    def __init__(self, *, reads: bool = True) -> None:
        self._reads = reads
        self._protocol: Future[ClinicalProtocol] = Future()
        self._reader: Future[Reader] = Future()
        self._begun = threading.Lock()

    def begin(self) -> None:
        """Start loading, once."""
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._load, name="front desk", daemon=True).start()

    def state(self) -> Readiness:
        """'failed' stays so until the gateway is started again."""
        wanted: tuple[Future[Any], ...] = (self._protocol, self._reader) if self._reads else (self._protocol,)
        if any(part.done() and part.exception() is not None for part in wanted):
            return "failed"
        return "ok" if wanted[-1].done() else "loading"

    @cached_property
    def desk(self) -> Desk:
        """The desk; waits for the protocol, but not for the reader."""
        self.begin()
        return Desk(self._protocol.result(), LateReader(self._reader))

    @property
    def protocol(self) -> ClinicalProtocol:
        """The protocol."""
        return self.desk.protocol

    def open(self, standing: Standing, case: Case) -> Result:
        """The first words of a conversation."""
        from yarrow.intake.opening import open_case

        return open_case(self.desk.speaking_to(case.history), standing, case)

    def screen(self, case: Case, said: Said, today: str) -> Result | None:
        """What the red-flag lane says."""
        from yarrow.intake.screen import screen

        screening = screen(self.desk.speaking_to(case.history), case, said, today)
        return screening.result() if screening.spoke else None

    def listen_in(self, case: Case, said: Said, today: str, told: tuple[str, ...]) -> Result:
        """What the lane makes of it."""
        from yarrow.intake.attended import listen_in

        return listen_in(self.desk.speaking_to(case.history), case, said, today, told)

    def handed_back(self, case: Case, told: tuple[str, ...]) -> Result:
        """What the program says first."""
        from yarrow.intake.attended import handed_back

        return handed_back(self.desk.speaking_to(case.history), case, told)

    def attending_words(self, case: Case, occasion: Occasion, title: str) -> Message:
        """Who writes from now on."""
        from yarrow.intake.attended import attending_words

        return attending_words(self.desk.speaking_to(case.history), case, occasion, title)

    def channel_words(self, case: Case, what: str, **fills: str) -> Message:
        """The words of this name."""
        from yarrow.intake.channel_words import channel_words

        return channel_words(self.desk.speaking_to(case.history), case, what, **fills)

    def put_once_more(self, case: Case) -> tuple[Message, ...]:
        """The open question."""
        from yarrow.intake.once_more import put_once_more

        return put_once_more(self.desk.speaking_to(case.history), case)

    def staff_phrases(self, case: Case) -> dict[str, dict[str, str]]:
        """What staff can put into a message."""
        from yarrow.intake.attended import staff_phrases

        return staff_phrases(self.desk.speaking_to(case.history), case)

    def changeable(self, case: Case, question: str) -> Message | None:
        """The earlier question."""
        from yarrow.intake.changing import changeable
        from yarrow.intake.show import put

        desk = self.desk.speaking_to(case.history)
        found = changeable(desk, case, question)
        return put(desk, case, found) if found else None

    def answers(self, case: Case) -> dict[str, Any]:
        """The answers."""
        from yarrow.intake.stored_answers import stored_answers

        return stored_answers(self.desk.speaking_to(case.history), case)

    def triage(self, case: Case) -> dict[str, Any]:
        """The picture, as if abuse had not been told (DESIGN §4.5)."""
        from yarrow.intake.picture import open_json

        return open_json(self.desk, case.history)

    def summary(self, case: Case, triage: dict[str, Any] | None) -> dict[str, Any]:
        """The summary."""
        from yarrow.clinical.summary import summarise

        summary: Any = summarise(self.desk.protocol, case.history)
        found: dict[str, Any] = summary.to_json() if hasattr(summary, "to_json") else asdict(summary)
        return found

    def handout(self, case: Case, order: Order) -> bytes | None:
        """The brief as a file."""
        from yarrow.brief.handout import handout

        return handout(self.desk, case, order)

    def handed_over(
        self, conversation: str, case: Case, happened: Sequence[Mapping[str, Any]], *, private: bool
    ) -> dict[str, Any]:
        """The record."""
        from yarrow.intake.record import record

        audience: Audience = "clinician" if private else "patient"
        return record(self.desk, conversation, case, audience=audience, safety_events=happened)

    def judge(self, history: History, *, private: bool) -> dict[str, Any]:
        """The triage for staff."""
        from yarrow.intake.picture import full_json, open_json

        return full_json(self.desk, history) if private else open_json(self.desk, history)

    def recount(self, history: History, fact: Fact, on_record: str | None) -> Recount:
        """What a correction comes to."""
        from yarrow.intake.correct import recount

        return recount(self.desk, history, fact, on_record)

    def _load(self) -> None:
        try:
            from yarrow.protocol.loader import load

            protocol = load()
        except BaseException as error:
            self._protocol.set_exception(error)
            self._reader.set_exception(error)
            return
        self._protocol.set_result(protocol)
        try:
            if not self._reads:
                raise ReadsNothing
            self._reader.set_result(_warm_reader())
        except BaseException as error:
            self._reader.set_exception(error)


class Services:
    """What the gateway and the console work with."""

    def __init__(self, settings: WebSettings, front_desk: Callable[[], FrontDesk] = ClinicalFrontDesk) -> None:
        self.settings = settings
        self._front_desk = front_desk

    @cached_property
    def record(self) -> Record:
        """The record; `prepare_record` first."""
        return Record(self.settings.database_url, audit_key(self.settings))

    def check_record(self) -> None:
        """Raise RecordOutdated if the tables are newer than this code; a database that is down may come later."""
        with suppress(RecordUnavailable):
            upgrade.check_version(self.record.database)

    def prepare_record(self) -> None:
        """Bring the record's tables up to date. Raises RecordUnavailable or RecordOutdated."""
        upgrade.upgrade(self.record.database)

    @cached_property
    def front_desk(self) -> FrontDesk:
        """The use cases without Rasa."""
        return self._front_desk()

    @cached_property
    def channel_secret(self) -> str:
        """Shared with Rasa's channel; kept in the home folder unless it is set."""
        return self.settings.channel_secret or ensure_secret(self.settings.home)


def services(settings: WebSettings | None = None, *, reads: bool = True) -> Services:
    """The web side, from the environment unless settings are given; `reads`: messages, too. Raises SettingsError."""
    return Services(settings or web_settings(), lambda: ClinicalFrontDesk(reads=reads))


def _warm_reader() -> Reader:
    from yarrow.bootstrap.ear import TrainedEar
    from yarrow.language.reader import Reader as LanguageReader
    from yarrow.protocol.lexicon import load_lexicon

    reader: Reader = LanguageReader(load_lexicon(), TrainedEar())
    reader.read("I have had two losses and I am not bleeding now.")  # the first reading builds the rest
    return reader
