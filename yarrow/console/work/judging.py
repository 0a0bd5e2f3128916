"""A conversation is judged a second time, by a person who has not seen what Yarrow made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from starlette.responses import Response

from yarrow.clinical.level import Level
from yarrow.console import refusal
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.said import go
from yarrow.console.sheets import level_words
from yarrow.console.visit import Visit
from yarrow.console.work.file import File, opened
from yarrow.intake.concordance import is_sampled
from yarrow.intake.picture import PRIVATE_RULES, WITHHELD
from yarrow.intake.prompts import is_prompt
from yarrow.intake.review.chart import chart
from yarrow.intake.review.talk import Spoken
from yarrow.store.second_looks import JudgedAlready, Judgement

READ = "second_look.read"
LONGEST = 2000
LEVELS = tuple((level.name, f"{level.name}: {level_words(level.name)}") for level in Level)


@dataclass(frozen=True)
class Said:
    """One line of the talk as it is shown to who judges: her words, and the questions put to her."""

    is_hers: bool
    text: str


class Judging:
    """The pages of the second look."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def due(self, visit: Visit) -> Response:
        """What waits for this person's judgement."""
        share = self._parts.settings.console.second_look_share
        found = await self._parts.threads.record(
            self._parts.record.second_looks.due,
            visit.seat.staff,
            lambda conversation: is_sampled(conversation, share),
            self._parts.now(),
        )
        return self._parts.sheets.page("work/second_looks.html", visit, found=found, share=share)

    async def show(self, visit: Visit) -> Response:
        """What she said and told, without Yarrow's level; after the judgement, both."""
        store, staff = self._parts.record.second_looks, visit.seat.staff
        known = await self._parts.threads.record(store.find, visit.conversation, staff)
        file = await opened(self._parts, visit, READ)
        if known is not None:
            rules = [rule for rule in known.bot_rules if _may_see(visit, rule)]
            titles = [(rule, file.protocol.rule[rule].title if rule in file.protocol.rule else "") for rule in rules]
            return self._parts.sheets.page("work/second_look_done.html", visit, file=file, look=known, rules=titles)
        return self._form(visit, file, [])

    async def judge(self, visit: Visit) -> Response:
        """The judgement is kept as it is given; only then Yarrow's is shown."""
        file = await opened(self._parts, visit, READ)
        level, reason = visit.form.one("level"), visit.form.one("reason")[:LONGEST]
        problems = [] if level in dict(LEVELS) else [("level", "Choose how urgent it is.")]
        problems += [] if len(reason) >= 3 else [("reason", "Say why, in a few words.")]
        if problems:
            return self._form(visit, file, problems)
        private = visit.seat.may(Right.PRIVATE, visit.conversation)
        desk = self._parts.services.front_desk
        judged = await self._parts.threads.record(desk.judge, file.whole, private=private)
        judgement = Judgement(
            conversation=file.id,
            staff=visit.seat.staff,
            level=level,
            reason=reason,
            bot_level=judged["level"],
            bot_rules=tuple(judged["rules"]),
            protocol=judged["protocol"],
        )
        try:
            await self._parts.threads.record(self._parts.record.second_looks.add, judgement, self._parts.now())
        except JudgedAlready:
            raise refusal.Refusal(409, "You have judged it already", "Your first judgement stands.") from None
        return go(f"/conversations/{file.id}/second-look", "judged")

    def _form(self, visit: Visit, file: File, problems: list[tuple[str, str]]) -> Response:
        return self._parts.sheets.page(
            "work/second_look.html",
            visit,
            status=400 if problems else 200,
            file=file,
            talk=list(blind(file.chart.told.spoken, file.notes.withheld)),
            sections=chart(file.names, file.notes).sections,
            levels=LEVELS,
            level=visit.form.one("level"),
            reason=visit.form.one("reason"),
            problems=problems,
        )


def blind(spoken: Iterable[Spoken], withheld: frozenset[str]) -> Iterator[Said]:
    """The talk without anything that tells what Yarrow made of it: her words, and the questions of the history."""
    labels: dict[str, str] = {}
    for one in spoken:
        labels |= {choice.value: choice.label for choice in one.message.choices}
        if one.sender == "patient":
            chosen = ", ".join(labels.get(value, value) for value in one.choices)
            text = WITHHELD if one.id in withheld else " ".join(part for part in (one.message.text, chosen) if part)
            yield Said(True, text)
        elif _is_question(one) and one.answers not in withheld:
            yield Said(False, one.message.text)


def _is_question(one: Spoken) -> bool:
    """Whether it only asks: what states a level, or is said in danger, would tell how Yarrow judged."""
    question = one.message.question
    plain = one.sender == "assistant" and one.kind in ("opening", "reply") and one.message.level is None
    return plain and question is not None and not is_prompt(question.get("id"))


def _may_see(visit: Visit, rule: str) -> bool:
    return rule not in PRIVATE_RULES or visit.seat.may(Right.PRIVATE, visit.conversation)
