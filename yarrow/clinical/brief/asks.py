"""What she wants to ask: the topics she named, her words where no answer is checked, and what to ask of each."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.brief.document import Block, Item, Items, Part, Row, Table
from yarrow.clinical.brief.naming import head
from yarrow.clinical.brief.origins import quote
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.summary_line import label


def asks(sheet: Sheet) -> Part | None:
    """Her questions for the clinic; None if she asked nothing."""
    told = [fact for fact in sheet.members("asks") if fact.status is Status.PRESENT]
    if not told:
        return None
    blocks = tuple(_for_her(sheet, told) if sheet.is_hers else _for_clinician(sheet, told))
    return Part("asks", sheet.say(f"brief.{sheet.audience}.part_asks"), blocks)


def _for_her(sheet: Sheet, told: list[Fact]) -> Iterator[Block]:
    yield Items(tuple(_topic(sheet, fact) for fact in told), sheet.say("brief.patient.you_asked"), tick=True)
    questions = dict.fromkeys(words for fact in told for words in _questions(sheet, fact))
    if questions:
        yield Items(tuple(Item(words) for words in questions), sheet.say("brief.patient.worth_asking"), tick=True)


def _topic(sheet: Sheet, fact: Fact) -> Item:
    topic = sheet.protocol.evidence.get(fact.path.partition(".")[2])
    if topic is None:
        return Item(f"“{fact.value}”" if isinstance(fact.value, str) else _name(sheet, fact),
                    sheet.say("brief.evidence.unknown"), paths=(fact.path,), status=fact.status)  # fmt: skip
    return Item(topic.title, sheet.say(f"brief.evidence.{topic.evidence}"), paths=(fact.path,), status=fact.status)


def _questions(sheet: Sheet, fact: Fact) -> tuple[str, ...]:
    topic = sheet.protocol.evidence.get(fact.path.partition(".")[2])
    return topic.ask_clinic if topic else ()


def _for_clinician(sheet: Sheet, told: list[Fact]) -> Iterator[Block]:
    heads = tuple(sheet.say(f"brief.clinician.ask_{column}") for column in ("topic", "evidence", "words"))
    yield Table(sheet.say("brief.clinician.asks_caption"), heads, tuple(_row(sheet, fact) for fact in told))


def _row(sheet: Sheet, fact: Fact) -> Row:
    topic = sheet.protocol.evidence.get(fact.path.partition(".")[2])
    words = f"“{fact.value}”" if isinstance(fact.value, str) else quote(sheet, fact.path)
    if topic is None:
        cells = (_name(sheet, fact), sheet.say("brief.evidence.unknown"), words)
    else:
        cells = (topic.title, sheet.say(f"brief.evidence.{topic.evidence}"), words)
    return Row(cells, fact.status, (fact.path,))


def _name(sheet: Sheet, fact: Fact) -> str:
    own = fact.path.endswith("_other")
    return sheet.say("brief.own_question") if own else head(label(sheet.protocol, fact.path))
