"""What she wants to ask: the topics she named, her words where no answer is checked, and what to ask of each."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.clinical.brief.document import Block, Item, Items, Part
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
    for_clinician = (Items(tuple(_for_clinician(sheet, fact) for fact in told)),)
    blocks = tuple(_for_her(sheet, told)) if sheet.is_hers else for_clinician
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
                    sheet.proof("unknown"), paths=(fact.path,), status=fact.status)  # fmt: skip
    return Item(topic.title, sheet.proof(topic.evidence), paths=(fact.path,), status=fact.status)


def _questions(sheet: Sheet, fact: Fact) -> tuple[str, ...]:
    topic = sheet.protocol.evidence.get(fact.path.partition(".")[2])
    return topic.ask_clinic if topic else ()


def _for_clinician(sheet: Sheet, fact: Fact) -> Item:
    topic = sheet.protocol.evidence.get(fact.path.partition(".")[2])
    words = f"“{fact.value}”" if isinstance(fact.value, str) else quote(sheet, fact.path)
    name = topic.title if topic else _name(sheet, fact)
    label = sheet.proof(topic.evidence if topic else "unknown")
    return Item(": ".join(part for part in (name, words) if part), label, status=fact.status, paths=(fact.path,))


def _name(sheet: Sheet, fact: Fact) -> str:
    own = fact.path.endswith("_other")
    return sheet.say("brief.own_question") if own else head(label(sheet.protocol, fact.path))
