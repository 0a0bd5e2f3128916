"""What the chat API takes and gives (DESIGN §4.3), for OpenAPI and for checking."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr, ValidationError

from yarrow.gateway import words
from yarrow.gateway.problems import Fault, Problem
from yarrow.intake.offered import Labels
from yarrow.intake.turn import Message
from yarrow.settings import LOCALES
from yarrow.store.values import Entry, Outbound
from yarrow.web.text import stored_form

MOST_CHARACTERS = 4_000
MOST_CHOICES = 60
T = TypeVar("T", bound=BaseModel)

MessageId = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$", description="made by the client: a UUID")]
QuestionId = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_.\[\]-]{1,120}$", description="an answered question")]
ChoiceValue = Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_.\[\]-]{1,120}:[A-Za-z0-9_.+ -]{1,120}$")]


class NewConversation(BaseModel):
    """Where the patient lives, if known, and through what they write."""

    model_config = ConfigDict(strict=True)
    locale: Annotated[StrictStr, AfterValidator(lambda given: _locale(given))] | None = None
    channel: Annotated[StrictStr, Field(pattern=r"^[a-z0-9_-]{1,32}$")] = "widget"


class NewMessage(BaseModel):
    """Words, or one choice, or several choices; words may go with choices. The id is the client's, one per message."""

    model_config = ConfigDict(strict=True)
    id: MessageId
    text: StrictStr | None = None
    choice: ChoiceValue | None = None
    choices: Annotated[list[ChoiceValue], Field(max_length=MOST_CHOICES)] | None = None
    changes: QuestionId | None = None


class Code(BaseModel):
    """A resume code, as it was given."""

    model_config = ConfigDict(strict=True)
    code: Annotated[StrictStr, Field(min_length=8, max_length=40)]


class NewLink(BaseModel):
    """What the link is to download, and for whom the copy is."""

    model_config = ConfigDict(strict=True)
    what: Literal[
        "summary.html", "summary.pdf", "summary.json", "summary.fhir.json", "conversation.html", "conversation.json",
        "mine",
    ]  # fmt: skip
    audience: Literal["patient", "clinician"] = Field(default="patient", alias="for")


class MadeLink(BaseModel):
    """A link: open it once."""

    url: str
    expires_at: datetime


class ShownChoice(BaseModel):
    """An answer offered; `value` is what to send."""

    label: str
    value: str


class ShownCall(BaseModel):
    """A number the message says, to be tapped."""

    label: str
    to: Annotated[str, Field(pattern=r"^(tel|sms):")]


class ShownBy(BaseModel):
    """A person of the clinic: what they are, never who."""

    title: str


class ShownMessage(BaseModel):
    """One message of either side; `by`: which person wrote it, if it is from staff."""

    model_config = ConfigDict(populate_by_name=True)
    id: str
    sender: Literal["patient", "assistant", "staff"] = Field(alias="from")
    text: str
    choices: list[ShownChoice]
    question: dict[str, Any] | None
    level: Literal["T0", "T1", "T2", "T3", "T4", "T5"] | None
    calls: list[ShownCall]
    at: datetime | None
    answered: str | None = None
    by: ShownBy | None = None


class Messages(BaseModel):
    """Messages, in order; `staff`: the person who writes instead of the program, if one does."""

    messages: list[ShownMessage]
    staff: ShownBy | None = None


class Answered(Messages):
    """What was said to a message; `answered`: the question it gave an answer to, which can be changed.

    `staff`: the person the message was written to; the program then says nothing to it.
    """

    complete: bool
    answered: str | None


class Begun(Messages):
    """A new conversation; the token is its only key."""

    conversation: str
    token: str


class ProblemShape(BaseModel):
    """A problem (RFC 9457); `detail` is a sentence a person can act on, after any safety words."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []
    messages: list[ShownMessage] = []


class Said(BaseModel):
    """A message in the form it is stored in."""

    id: str
    text: str | None
    choices: tuple[str, ...]
    changes: str | None = None

    @property
    def asked(self) -> set[str]:
        """The questions that may have offered what was tapped; a part of a loss is offered with the loss."""
        named = {value.rpartition(":")[0] for value in self.choices}
        return named | {name.partition(".")[0] for name in named if name.startswith("losses[")}

    @property
    def body_hash(self) -> str:
        """Tells another body under the same id."""
        body = [self.text, list(self.choices), *([self.changes] if self.changes else [])]
        plain = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def checked(shape: type[T], content: Mapping[str, Any]) -> T:
    """The content in that shape. Raises Problem naming what is wrong, never what was sent."""
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        faults = [_fault(shape, found["loc"], found["type"]) for found in error.errors(include_input=False)]
        raise Problem(422, "wrong-form", words.WRONG_FORM, faults=faults) from None


def said(content: Mapping[str, Any]) -> Said:
    """A message as it will be stored. Raises Problem (413, 422)."""
    given = checked(NewMessage, content)
    if given.choice is not None and given.choices is not None:
        raise Problem(422, "wrong-form", words.WRONG_FORM, faults=[Fault("choices", "choice or choices, not both")])
    choices = tuple(dict.fromkeys(given.choices or ([given.choice] if given.choice else [])))
    text = stored_form(given.text) if given.text is not None else None
    if text and len(text) > MOST_CHARACTERS:
        raise Problem(413, "too-long", words.TOO_LONG)
    if not text and not choices:
        raise Problem(422, "empty", words.EMPTY, faults=[Fault("text", "words, or a choice")])
    return Said(id=given.id, text=text or None, choices=choices, changes=given.changes)


def shown(entry: Entry | Outbound, labels: Mapping[str, str] | None = None, *, levels: bool = True) -> dict[str, Any]:
    """A stored message as the API shows it; a tapped choice shows the label it had."""
    message = entry.message
    tapped = entry.choices if isinstance(entry, Entry) else ()
    text = "\n".join(
        [*([message.text] if message.text else []), *((labels or {}).get(value, value) for value in tapped)]
    )
    plain = message.to_json()
    return {
        "id": entry.id,
        "from": entry.sender,
        "text": text,
        "choices": plain["choices"],
        "question": plain["question"],
        "level": plain["level"] if levels else None,
        "calls": plain["calls"],
        "at": moment(entry.at),
        "answered": entry.answered if isinstance(entry, Entry) else None,
        "by": by(entry.title),
    }


def by(title: str | None) -> dict[str, str] | None:
    """A person of the clinic as the API shows them; None where it is not a person."""
    return {"title": title} if title is not None else None


def labels_of(messages: Sequence[Message]) -> Mapping[str, str]:
    """What each choice offered in these messages was called, and each part of a loss."""
    return Labels(messages)


def moment(at: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the millisecond."""
    return at.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _locale(given: str) -> str:
    for locale in LOCALES:
        if given.strip().lower() == locale.lower():
            return locale
    raise ValueError("unknown locale")


EXPECTED = {
    "missing": "this is needed",
    "string_type": "text",
    "list_type": "a list of choices",
    "string_pattern_mismatch": "another form of text",
    "literal_error": "one of those that /openapi.json names",
    "too_long": "fewer choices",
    "string_too_short": "a longer text",
    "string_too_long": "a shorter text",
    "value_error": f"one of {', '.join(LOCALES)}",
}


def _fault(shape: type[BaseModel], place: tuple[int | str, ...], kind: str) -> Fault:
    """Only names that are ours, and places in a list: a key of the sender's could be a patient's words."""
    ours = {field.alias or name for name, field in shape.model_fields.items()}
    names = [str(part) for part in place if isinstance(part, int) or part in ours]
    return Fault(re.sub(r"\.(\d+)", r"[\1]", ".".join(names)), EXPECTED.get(kind, "another form"))
